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

/// The faces and what is known of them.
pub(super) struct Faces {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Faces {
    /// The faces of this process.
    pub(super) fn get() -> &'static Self {
        static FACES: OnceLock<Faces> = OnceLock::new();
        FACES.get_or_init(|| {
            let fonts: Vec<Font> = FILES.into_iter().filter_map(|file| Font::new(Bytes::new(file), 0)).collect();
            Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
        })
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// Whether a character can be set, whichever face the text around it is set in, and may stand in
    /// an archival PDF. What draws nothing (a variation selector, a direction mark) can always be set.
    pub(super) fn can_set(&self, c: char) -> bool {
        let drawn_by = |i: &usize| self.book.info(*i).is_some_and(|info| info.coverage.contains(u32::from(c)));
        is_default_ignorable(c) || SET_IN.iter().all(|faces| faces.iter().any(drawn_by))
    }
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
