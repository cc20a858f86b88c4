//! Comparing text that is printed differently, with a way back to what was printed.
//!
//! [`Folded`] holds a folded copy of a text and, for every folded character, the bytes of the
//! source that it came from. [`width`] folds full- and half-width forms (Unicode NFKC, one
//! character cluster at a time, so that a half-width ﾃ and its voicing mark fold together).
//!
//! Invariants: source ranges ascend, lie on character boundaries, and never split a cluster;
//! the source itself is never changed.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// One unit of folding: a base character with what attaches to it, and its NFKC form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Where it stands in the source, in bytes.
    pub source: Range<usize>,
    /// The untouched source text.
    pub text: &'a str,
}

impl Cluster<'_> {
    /// The NFKC form, variation selectors dropped, as characters.
    pub fn nfkc(&self) -> impl Iterator<Item = char> + '_ {
        self.text.nfkc().filter(|c| !is_variation_selector(*c))
    }
}

/// Splits `text` into clusters. Plain kana, kanji and ASCII take a fast path in [`fold_with`].
pub fn clusters(text: &str) -> impl Iterator<Item = Cluster<'_>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.next()?;
        let mut end = start + first.len_utf8();
        while let Some(&(at, next)) = rest.peek() {
            if !attaches(next) {
                break;
            }
            end = at + next.len_utf8();
            rest.next();
        }
        Some(Cluster { source: start..end, text: &text[start..end] })
    })
}

/// A character that belongs to the one before it: voicing marks, combining marks, joiners, selectors.
fn attaches(c: char) -> bool {
    matches!(c, '\u{FF9E}' | '\u{FF9F}' | '\u{3099}' | '\u{309A}' | '\u{200D}')
        || is_variation_selector(c)
        || (c > '\u{2FF}' && is_combining_mark(c))
}

/// Standardised and ideographic variation selectors: they choose a glyph, never a character.
pub fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// A folded text and the way back to its source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// For each character of `text`: its byte offset in `text`, and its range in the source.
    spans: Vec<Span>,
    source_len: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    at: u32,
    from: u32,
    to: u32,
}

impl Folded {
    /// Starts an empty fold of a source of `source_len` bytes. Sources over 4 GiB are not supported.
    pub fn with_capacity(source_len: usize) -> Self {
        Self { text: String::with_capacity(source_len), spans: Vec::with_capacity(source_len / 3 + 8), source_len }
    }

    /// Adds one folded character that stands for `source`.
    pub fn push(&mut self, c: char, source: Range<usize>) {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.spans.push(Span { at: narrow(self.text.len()), from: narrow(source.start), to: narrow(source.end) });
        self.text.push(c);
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Takes the folded text and forgets the way back.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Number of folded characters.
    pub fn char_count(&self) -> usize {
        self.spans.len()
    }

    /// The source bytes of the folded character number `index`.
    pub fn source_of_char(&self, index: usize) -> Option<Range<usize>> {
        self.spans.get(index).map(|span| span.from as usize..span.to as usize)
    }

    /// The smallest source range that holds the folded bytes `range`. An empty range maps to the
    /// source position of the character that follows it.
    pub fn to_source(&self, range: Range<usize>) -> Range<usize> {
        let first = self.char_at(range.start);
        let start = self.spans.get(first).map_or(self.source_len, |span| span.from as usize);
        if range.is_empty() {
            return start..start;
        }
        let last = self.char_at(range.end.saturating_sub(1));
        let end = self.spans.get(last).map_or(self.source_len, |span| span.to as usize);
        start..end.max(start)
    }

    /// The folded bytes whose characters come from within the source bytes `range`.
    pub fn from_source(&self, range: Range<usize>) -> Range<usize> {
        let at = |index: usize| self.spans.get(index).map_or(self.text.len(), |span| span.at as usize);
        let first = self.spans.partition_point(|span| (span.to as usize) <= range.start);
        let end = self.spans.partition_point(|span| (span.from as usize) < range.end);
        at(first)..at(end.max(first))
    }

    /// The number of the folded character that holds the folded byte `byte`.
    fn char_at(&self, byte: usize) -> usize {
        if byte >= self.text.len() {
            return self.spans.len();
        }
        self.spans.partition_point(|span| (span.at as usize) <= byte).saturating_sub(1)
    }
}

/// Folds `text` cluster by cluster: `each` receives a character of the NFKC form and returns what
/// it folds to, or nothing to drop it.
pub fn fold_with(text: &str, mut each: impl FnMut(char) -> Option<char>) -> Folded {
    let mut folded = Folded::with_capacity(text.len());
    for cluster in clusters(text) {
        let mut chars = cluster.text.chars();
        if let (Some(only), None) = (chars.next(), chars.next())
            && is_stable_under_nfkc(only)
        {
            if let Some(c) = each(only) {
                folded.push(c, cluster.source);
            }
            continue;
        }
        for c in cluster.nfkc() {
            if let Some(c) = each(c) {
                folded.push(c, cluster.source.clone());
            }
        }
    }
    folded
}

/// The common characters that NFKC leaves as they are.
fn is_stable_under_nfkc(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}' | '\u{3001}'..='\u{3002}' | '\u{4E00}'..='\u{9FFF}')
}

/// Full- and half-width forms folded together (NFKC), with the way back.
pub fn folded_width(text: &str) -> Folded {
    fold_with(text, Some)
}

/// Full- and half-width forms folded together (NFKC).
pub fn width(text: &str) -> String {
    folded_width(text).into_text()
}

/// [`width`] without any white space: for comparing what was said, not how it was set.
pub fn squeezed(text: &str) -> String {
    fold_with(text, |c| (!c.is_whitespace()).then_some(c)).into_text()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn half_width_kana_fold_with_their_voicing_marks() {
        let folded = folded_width("ﾃﾞｼﾞﾀﾙＤＸ㈱");
        assert_eq!(folded.text(), "デジタルDX(株)");
        assert_eq!(&"ﾃﾞｼﾞﾀﾙＤＸ㈱"[folded.to_source(0.."デ".len())], "ﾃﾞ");
    }

    #[test]
    fn a_variation_selector_is_dropped_and_belongs_to_its_base() {
        let text = "葛\u{E0100}城";
        let folded = folded_width(text);
        assert_eq!(folded.text(), "葛城");
        assert_eq!(folded.to_source(0.."葛".len()), 0..text.len() - "城".len());
    }

    proptest! {
        #[test]
        fn every_folded_range_maps_into_the_source(text in "\\PC{0,40}", a in 0usize..60, b in 0usize..60) {
            let folded = folded_width(&text);
            let bounds: Vec<usize> = folded.text().char_indices().map(|(i, _)| i).chain([folded.text().len()]).collect();
            let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
            let range = folded.to_source(a.min(b)..a.max(b));
            prop_assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
            if a != b {
                prop_assert!(folded.from_source(range.clone()).start <= a.min(b));
                prop_assert!(folded.from_source(range).end >= a.max(b));
            }
        }
    }
}
