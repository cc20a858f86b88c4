#!/usr/bin/env python3
"""Makes every font file of the project from the Debian packages that carry the originals.

    apt install fonts-morisawa-bizud-gothic fonts-morisawa-bizud-mincho fonts-noto-cjk
    pip install fonttools brotli
    python3 cut.py [/usr/share/fonts]

Paper (this folder): the three BIZ UD faces untouched, and the JIS X 0213 characters that they
lack cut out of Noto CJK JP (𠮷, 槗, …), static, so that a name is never printed as a box; with
them the common simplified characters, which stand in Chinese names and in text read off a scan.
Window (ui/public/fonts): the same faces as WOFF2. A face for reading holds all it has; a face
for emphasis or typing holds CP932; a face for a few large words holds JIS level 1.

The same originals give the same bytes: no time stamps are written.
"""

import pathlib
import shutil
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent
WINDOW = HERE.parent.parent / "ui/public/fonts"
ORIGINALS = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts")

GOTHIC = ORIGINALS / "truetype/bizud-gothic"
MINCHO = ORIGINALS / "truetype/bizud-mincho"
NOTO = ORIGINALS / "opentype/noto"

# What BIZ UD and JIS X 0213 both lack: forms of kanji in the names of persons, and a sign of warning.
EXTRA = set("𠮷𣏾𫝆𫞎⚠")


def double_bytes(codec, lead, trail, prefix=b""):
    """Characters of a double-byte code, by trying every pair."""
    found = set()
    for a in lead:
        for b in trail:
            try:
                found.update((prefix + bytes([a, b])).decode(codec))
            except UnicodeDecodeError:
                pass
    return found


EUC = range(0xA1, 0xFF)
LATIN = {chr(c) for c in [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2070)]}
HALF_KANA = {chr(c) for c in range(0xFF61, 0xFFA0)}
JIS_X_0213 = double_bytes("euc_jis_2004", EUC, EUC) | double_bytes("euc_jis_2004", EUC, EUC, b"\x8f")
CP932 = LATIN | HALF_KANA | double_bytes("cp932", [*range(0x81, 0xA0), *range(0xE0, 0xFD)], range(0x40, 0xFD))
# Rows 1 to 8 are signs and kana, 16 to 47 the kanji of level 1.
LEVEL_1 = LATIN | double_bytes("euc_jp", [*range(0xA1, 0xA9), *range(0xB0, 0xD0)], EUC)
# The 3,755 simplified characters of GB 2312's own level 1.
SIMPLIFIED = double_bytes("gb2312", range(0xB0, 0xD8), EUC)
SIGNS = LATIN | HALF_KANA | double_bytes("euc_jp", range(0xA1, 0xA9), EUC)


def characters(path, number=-1):
    with TTFont(path, fontNumber=number) as font:
        return {chr(c) for c in font.getBestCmap()}


def cut(path, keep, out, number=-1, flavor=None):
    """Writes the characters `keep` of a face to `out`."""
    font = TTFont(path, fontNumber=number, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = ["vert", "vrt2", "ccmp"]
    options.hinting = False
    options.name_IDs = ["*"]
    options.drop_tables += ["DSIG", "meta", "BASE"]
    options.flavor = flavor
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in keep])
    subsetter.subset(font)
    subset.save_font(font, str(out), options)
    print(f"{out.name:36} {len(font.getBestCmap()):6} characters {out.stat().st_size:9} bytes")


def paper():
    for source in (MINCHO / "BIZUDMincho-Regular.ttf", GOTHIC / "BIZUDGothic-Regular.ttf", GOTHIC / "BIZUDGothic-Bold.ttf"):
        shutil.copyfile(source, HERE / source.name)
    for cjk, out, face in (
        ("NotoSerifCJK-Regular.ttc", "NotoSerifJP-Fallback.otf", MINCHO / "BIZUDMincho-Regular.ttf"),
        ("NotoSansCJK-Regular.ttc", "NotoSansJP-Fallback.otf", GOTHIC / "BIZUDGothic-Regular.ttf"),
    ):
        missing = (JIS_X_0213 | SIMPLIFIED | EXTRA) - characters(face)
        cut(NOTO / cjk, missing & characters(NOTO / cjk, 0), HERE / out, number=0)


def window():
    everything = characters(MINCHO / "BIZUDMincho-Regular.ttf")
    for source, keep in (
        (GOTHIC / "BIZUDPGothic-Regular.ttf", everything),
        (GOTHIC / "BIZUDPGothic-Bold.ttf", CP932),
        (GOTHIC / "BIZUDGothic-Regular.ttf", CP932),
        (GOTHIC / "BIZUDGothic-Bold.ttf", SIGNS),
        (MINCHO / "BIZUDMincho-Regular.ttf", everything),
        (MINCHO / "BIZUDPMincho-Regular.ttf", LEVEL_1),
    ):
        cut(source, keep & everything, WINDOW / f"{source.stem}.woff2", flavor="woff2")
    for name in ("NotoSerifJP-Fallback", "NotoSansJP-Fallback"):
        fallback = HERE / f"{name}.otf"
        cut(fallback, JIS_X_0213 | EXTRA, WINDOW / f"{name}.woff2", flavor="woff2")


if __name__ == "__main__":
    WINDOW.mkdir(parents=True, exist_ok=True)
    paper()
    window()
