//! The faces on paper: compiled in, so that a page looks the same on every machine.
//!
//! A face is parsed when it is first asked for and kept for the life of the process; the order of
//! [`FILES`] is the order of the font book.

use std::sync::OnceLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;

macro_rules! face {
    ($name:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/fonts/", $name))
    };
}

/// The files: faces for what was said and for headings, and what each falls back to.
const FILES: [&[u8]; 5] = [
    face!("BIZUDMincho-Regular.ttf"),
    face!("BIZUDGothic-Regular.ttf"),
    face!("BIZUDGothic-Bold.ttf"),
    face!("NotoSerifJP-Fallback.otf"),
    face!("NotoSansJP-Fallback.otf"),
];

/// Places in [`FILES`] of a face and its fallback, for each face that text is set in.
const SET_IN: [[usize; 2]; 3] = [[0, 3], [1, 4], [2, 4]];

/// The planes of Unicode in which our faces have anything.
const PLANES: usize = 3;

/// The faces and what is known of them.
pub(super) struct Faces {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    /// For each code point of the [`PLANES`], a bit for each of [`SET_IN`] that can draw it.
    drawn_by: Vec<u8>,
}

impl Faces {
    /// The faces of this process.
    pub(super) fn get() -> &'static Self {
        static FACES: OnceLock<Faces> = OnceLock::new();
        FACES.get_or_init(|| {
            let fonts: Vec<Font> = FILES.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
            let drawn_by = drawn_by(&fonts);
            Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, drawn_by }
        })
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// Whether a character can be set, whichever face the text around it is set in. What draws
    /// nothing (a variation selector, a joiner) always can.
    pub(super) fn can_set(&self, c: char) -> bool {
        const ALL: u8 = (1 << SET_IN.len()) - 1;
        self.drawn_by.get(c as usize) == Some(&ALL) || is_default_ignorable(c)
    }
}

/// See [`Faces::drawn_by`].
fn drawn_by(fonts: &[Font]) -> Vec<u8> {
    let mut masks = vec![0; PLANES << 16];
    for (bit, pair) in SET_IN.iter().enumerate() {
        let covered = pair.iter().filter_map(|&i| fonts.get(i)).flat_map(|font| font.info().coverage.iter());
        for code in covered {
            if let Some(mask) = masks.get_mut(code as usize) {
                *mask |= 1 << bit;
            }
        }
    }
    masks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_a_face() {
        let families: Vec<String> = Faces::get().fonts.iter().map(|font| font.info().family.clone()).collect();
        assert_eq!(families, ["BIZ UDMincho", "BIZ UDGothic", "BIZ UDGothic", "Noto Serif CJK JP", "Noto Sans CJK JP"]);
    }

    #[test]
    fn names_as_printed_can_be_set() {
        for c in "髙﨑𠮷槗①㈱●☆〓～〜－−♡Ⅲ".chars() {
            assert!(Faces::get().can_set(c), "{c}");
        }
        for c in ['😀', 'ب', '한', '\u{E000}'] {
            assert!(!Faces::get().can_set(c), "{c}");
        }
    }
}
