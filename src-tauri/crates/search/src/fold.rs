//! Search folding: what counts as the same text, and the way back to the source.
//!
//! Applied alike to what is indexed, asked and highlighted. On top of NFKC by cluster
//! ([`gijicho_model::fold`]):
//!
//! | folded | why |
//! |---|---|
//! | case | DX, ＤＸ, dx |
//! | 字体 ([`crate::variants`]) | 髙 / 高, 步 / 歩 |
//! | every dash, and ー, to ー | －, ―, ─ and ー are mixed up by typists and by character recognition; ー is kept as a character of its own |
//! | waves to ~ | 〜 (JIS) and ～ (Windows) are one key |
//! | curly quotes, middle dots, circles, ，and 、 | one sign in several codes |
//! | ヶ to ケ, ヵ to カ | 3ヶ月, 3ケ月 |
//! | white space and line wraps, except between two Latin words | hard wraps, 均等割付 |
//! | variation selectors, zero-width characters | they choose a glyph |
//!
//! Hiragana and katakana stay apart, and nothing else is dropped.
//!
//! Invariants:
//! - Folding looks at one cluster, and at what stands on both sides of white space only; so a
//!   piece of a text, cut between clusters, folds to a piece of the folded text.
//! - [`RESERVED`] characters never appear in folded text.

use std::ops::Range;

use gijicho_model::fold::{Cluster, Folded, clusters};

use crate::variants;

/// Increased whenever the same text may fold differently: every index is rebuilt then.
pub const VERSION: u32 = 1;

/// Characters that the index uses for itself; sources that hold them lose them.
pub(crate) const RESERVED: [char; 2] = [END, '\u{10FFFC}'];

/// Stands after the last character of a text.
pub(crate) const END: char = '\u{10FFFD}';

/// Folds `text`, keeping the way back.
pub fn folded(text: &str) -> Folded {
    let mut fold = Fold { out: Folded::with_capacity(text.len()), last: None, space: None };
    for cluster in clusters(text) {
        fold.push_cluster(&cluster);
    }
    fold.out
}

/// Folds `text`.
pub fn fold(text: &str) -> String {
    folded(text).into_text()
}

struct Fold {
    out: Folded,
    /// The last character pushed.
    last: Option<char>,
    /// White space seen since, if it may separate two Latin words.
    space: Option<Range<usize>>,
}

impl Fold {
    fn push_cluster(&mut self, cluster: &Cluster<'_>) {
        let mut chars = cluster.text.chars();
        if let (Some(only), None) = (chars.next(), chars.next())
            && is_simple(only)
        {
            self.push(only.to_ascii_lowercase(), &cluster.source);
            return;
        }
        for c in cluster.nfkc() {
            for lower in c.to_lowercase() {
                self.push(lower, &cluster.source);
            }
        }
    }

    fn push(&mut self, c: char, source: &Range<usize>) {
        if c.is_whitespace() || c.is_control() {
            if self.last.is_some_and(is_latin) {
                let start = self.space.as_ref().map_or(source.start, |space| space.start);
                self.space = Some(start..source.end);
            }
            return;
        }
        let Some(c) = sign(c) else { return };
        if let Some(space) = self.space.take()
            && is_latin(c)
        {
            self.out.push(' ', space);
        }
        self.out.push(c, source.clone());
        self.last = Some(c);
    }
}

/// Characters that NFKC leaves alone: the fast path.
fn is_simple(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}' | '\u{3001}'..='\u{3002}' | '\u{4E00}'..='\u{9FFF}')
}

/// A letter or digit of a script that separates words by spaces.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && !is_japanese(c))
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// One sign for those that are typed and printed for each other; `None` for those that say nothing.
fn sign(c: char) -> Option<char> {
    Some(match c {
        '\u{4E00}'..='\u{9FFF}' => variants::standard(c),
        'ヶ' => 'ケ',
        'ヵ' => 'カ',
        '-' | '\u{00AF}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{2500}' | '\u{2501}' | '\u{30FC}' => {
            'ー'
        }
        '\u{301C}' | '\u{223C}' | '\u{02DC}' | '\u{3030}' => '~',
        '\u{2018}'..='\u{201B}' | '\u{2032}' | '`' | '\u{00B4}' => '\'',
        '\u{201C}'..='\u{201F}' | '\u{2033}' | '\u{301D}'..='\u{301F}' => '"',
        '\u{00B7}' | '\u{2022}' | '\u{2027}' | '\u{2219}' | '\u{22C5}' => '・',
        '\u{25EF}' | '\u{3007}' | '\u{2B55}' => '○',
        ',' => '、',
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => {
            return None;
        }
        c if RESERVED.contains(&c) => return None,
        c if c >= '\u{2E80}' => variants::standard(c),
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text:?}");
    }

    #[test]
    fn what_a_reader_takes_for_the_same_folds_to_the_same() {
        check("ＤＸ推進", "dx推進");
        check("ﾃﾞｼﾞﾀﾙ", "デジタル");
        check("髙橋、山﨑、𠮷田", "高橋、山崎、吉田");
        check("进步状态", "進歩状態");
        check("⼀覧 神", "一覧神");
        check("葛\u{E0100}城", "葛城");
        check("サーバー サ－バ― サ─バー", "サーバーサーバーサーバー");
        check("４～６月 4〜6月", "4~6月4~6月");
        check("1,000 １，０００", "1、000 1、000");
        check("ひらがな カタカナ", "ひらがなカタカナ");
        check("㈱ ① ㎡", "(株)1 m2");
    }

    #[test]
    fn white_space_counts_between_latin_words_only() {
        check("行 財 政\n改　革", "行財政改革");
        check("青海県 DX 推進", "青海県dx推進");
        check("  Smart \r\n Government  ", "smart government");
        check("令和 4 年 4 月", "令和4年4月");
        check("a ( b )", "a(b)");
    }

    #[test]
    fn the_way_back_covers_what_was_printed() {
        let text = "紙 を\nなくす ﾃﾞｼﾞﾀﾙ";
        let folded = folded(text);
        let at = folded.text().find("をなくすデジ").unwrap();
        assert_eq!(&text[folded.to_source(at..at + "をなくすデジ".len())], "を\nなくす ﾃﾞｼﾞ");
    }

    proptest! {
        #[test]
        fn a_piece_folds_to_a_piece(text in "[a-zA-Z0-9 \\n　ぁ-んァ-ヶー一-龠ｱ-ﾝﾞﾟ㈱－～—髙\u{E0100}\u{200B}]{0,30}", a in 0usize..31, b in 0usize..31) {
            let cuts: Vec<usize> = clusters(&text).map(|c| c.source.start).chain([text.len()]).collect();
            let (a, b) = (cuts[a % cuts.len()], cuts[b % cuts.len()]);
            let piece = &text[a.min(b)..a.max(b)];
            prop_assert!(fold(&text).contains(&fold(piece)), "{piece:?} of {text:?}");
        }

        #[test]
        fn any_text_folds_and_maps_back(text in "\\PC{0,60}") {
            let folded = folded(&text);
            for (at, c) in folded.text().char_indices() {
                prop_assert!(!RESERVED.contains(&c));
                prop_assert!(text.get(folded.to_source(at..at + c.len_utf8())).is_some());
            }
        }
    }
}
