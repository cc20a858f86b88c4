//! PDF: loops, depth, and sizes that no page has.

use crate::made::{pdf, pdf_page, stream, zlib};
use crate::{check, refused};

const BOX: &str = "/MediaBox [0 0 595 842]";

fn object(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

#[test]
fn pages_and_tables_that_lead_back_are_refused() {
    let catalogue = object("<< /Type /Catalog /Pages 2 0 R >>");
    let chain = std::iter::once(catalogue.clone()).chain(
        (2..50_002)
            .map(|n| object(&format!("<< /Type /Pages /Kids [{} 0 R] /Count 1 /Parent {} 0 R >>", n + 1, n - 1))),
    );
    let mut looping =
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\n".to_vec();
    looping.extend(b"startxref\n9\n%%EOF\n");
    check(vec![
        refused("輪の頁.pdf", pdf(&[catalogue.clone(), object("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")])),
        refused(
            "輪の親.pdf",
            pdf(&[
                catalogue.clone(),
                object("<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>"),
                object("<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"),
            ]),
        ),
        refused("深い頁.pdf", pdf(&chain.collect::<Vec<_>>())),
        refused("輪の表.pdf", looping),
        refused("数の嘘.pdf", pdf(&[catalogue.clone(), object("<< /Type /Pages /Kids [] /Count 1000000000 >>")])),
        refused("輪の参照.pdf", pdf(&[object("2 0 R"), object("1 0 R")])),
        refused(
            "自分の中.pdf",
            pdf(&[catalogue, stream("/Type /ObjStm /N 1000000 /First 99999999 /Extends 2 0 R", b"2 0 2 0")]),
        ),
    ]);
}

#[test]
fn contents_that_do_not_end_are_refused() {
    let packed = zlib(&b"q ".repeat(1_000_000));
    let filters = "/Filter [".to_owned() + &"/FlateDecode ".repeat(10_000) + "]";
    let form = format!("/Resources << /XObject << /X 5 0 R >> >> {BOX}");
    let itself = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
        b"/X Do /X Do",
    );
    let map = b"begincmap 1 begincodespacerange <00000000> <FFFFFFFF> endcodespacerange 1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange endcmap";
    let font = format!("/Resources << /Font << /F 5 0 R >> >> {BOX}");
    check(vec![
        refused("深いq.pdf", pdf_page(BOX, stream("/Filter /FlateDecode", &packed), vec![])),
        refused("深い並び.pdf", pdf_page(BOX, stream("", &b"[".repeat(2_000_000)), vec![])),
        refused("深い辞書.pdf", pdf_page(&"<< /A ".repeat(200_000), stream("", b""), vec![])),
        refused("重ねた詰め.pdf", pdf_page(BOX, stream(&filters, &packed[..100]), vec![])),
        refused("自分を描く.pdf", pdf_page(&form, stream("", b"/X Do"), vec![itself])),
        refused(
            "広い対応.pdf",
            pdf_page(
                &font,
                stream("", b"BT /F 9 Tf <00000001> Tj ET"),
                vec![
                    object(
                        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R /DescendantFonts [7 0 R] >>",
                    ),
                    stream("", map),
                    object(
                        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
                    ),
                ],
            ),
        ),
        refused("長さの嘘.pdf", pdf_page(BOX, object("<< /Length -5 >>\nstream\nBT ET\nendstream"), vec![])),
        refused("長さの大嘘.pdf", pdf_page(BOX, object("<< /Length 99999999999 >>\nstream\nBT ET\nendstream"), vec![])),
        refused("広い頁.pdf", pdf_page("/MediaBox [-1e30 -1e30 1e30 1e30]", stream("", b"BT (a) Tj ET"), vec![])),
        refused("無い頁.pdf", pdf_page("/MediaBox [0 0 0 0]", stream("", b"BT (a) Tj ET"), vec![])),
        refused("数でない頁.pdf", pdf_page("/MediaBox [/a (b) null 0]", stream("", b""), vec![])),
    ]);
}

#[test]
fn broken_and_locked_pdfs_are_refused() {
    let whole = pdf_page(BOX, stream("", b"BT (a) Tj ET"), vec![]);
    let locked = String::from_utf8_lossy(&whole).replace(
        "/Root 1 0 R",
        "/Root 1 0 R /Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /P -4 /O (o) /U (u) >>",
    );
    check(vec![
        refused("印だけ.pdf", *b"%PDF-1.7\n"),
        refused("半分.pdf", whole[..whole.len() / 2].to_vec()),
        refused("終わりなし.pdf", whole[..whole.len() - 40].to_vec()),
        refused("鍵.pdf", locked.as_bytes()),
        refused("絵だけ.pdf", pdf_page(BOX, stream("", b"0 0 100 100 re f"), vec![])),
        refused("文字.pdf", "牛乳\n卵\n".as_bytes()),
        refused("零.pdf", vec![0; 100_000]),
        refused("乱れ.pdf", [b"%PDF-1.7\n".to_vec(), noise(200_000)].concat()),
    ]);
}

/// Bytes without an order, the same each time.
pub(crate) fn noise(count: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15u64;
    std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    })
    .take(count)
    .collect()
}
