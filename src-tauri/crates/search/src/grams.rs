//! Longer strings where bigrams are too frequent, each with its list of documents.
//!
//! A phrase is found by comparing positions, which takes time for every document that holds its
//! bigrams; for 「でございます」 that is most of the library. So a build learns from a sample which
//! strings are *frequent*, and the index keeps the documents of
//!
//! - every frequent character, and
//! - every string of three characters or more whose two longest parts (all but its last character,
//!   all but its first) are frequent.
//!
//! Such a string is a *gram*. What follows from the definition: a phrase is a gram itself, and its
//! documents are read off; or it holds a gram or bigram that is not frequent, and only its few
//! documents are compared; or it is longer than the longest gram, and holds frequent ones only.
//!
//! Invariants:
//! - What is frequent decides how fast something is found, never what: a document has the term of
//!   every gram that it contains, and of no other string.
//! - With a frequent string all its parts of two characters or more are frequent.
//! - What is frequent belongs to a generation and never changes within it; it travels in the payload
//!   of every commit, so that it cannot be lost or mixed up.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::fold::fold;

/// The name that the schema knows the tokenizer by.
pub(crate) const NAME: &str = "gijicho_gram";

/// How many documents a build learns from, at most.
pub(crate) const SAMPLE: usize = 8_000;

/// Fewer documents teach nothing, and need nothing taught.
const SMALLEST_SAMPLE: usize = 500;

/// How much text of the sample is looked at, in characters: learning takes seconds, not minutes.
const SAMPLE_CHARS: usize = 1_500_000;

/// A string of two characters or more is frequent from this share of the sample on.
const SHARE: f64 = 0.04;

/// A single character is, from this share on: rarer ones are found by their bigrams soon enough, and
/// every text has many of them.
const SHARE_OF_ONE: f64 = 0.25;

/// The longest gram, in characters. Frequent strings are one shorter.
const LONGEST: usize = 16;

/// The most frequent strings of one length.
const MOST: usize = 4_000;

/// The frequent strings: what is a gram, and where grams stand in a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Grams {
    /// As given, for the payload.
    frequent: Vec<String>,
    ones: HashSet<char, BuildHasherDefault<Mixed>>,
    /// A trie of the strings of two characters or more: from a node and a character to the next
    /// node; node 0 is the empty string.
    next: HashMap<u64, u32, BuildHasherDefault<Mixed>>,
    /// By node: how long the string is that ends there; 0 for what is only a beginning.
    ends: Vec<u8>,
}

fn edge(node: u32, c: char) -> u64 {
    u64::from(node) << 21 | u64::from(u32::from(c))
}

impl Grams {
    /// From the strings that are frequent.
    pub(crate) fn new(frequent: Vec<String>) -> Self {
        let mut grams = Self { ends: vec![0], ..Self::default() };
        for string in &frequent {
            let mut chars = string.chars();
            if let (Some(only), None) = (chars.next(), chars.next()) {
                grams.ones.insert(only);
                continue;
            }
            let mut node = 0;
            let mut length = 0;
            for c in string.chars() {
                let fresh = u32::try_from(grams.ends.len()).unwrap_or(u32::MAX);
                node = *grams.next.entry(edge(node, c)).or_insert(fresh);
                if node == fresh {
                    grams.ends.push(0);
                }
                length += 1;
            }
            if let Some(end) = grams.ends.get_mut(node as usize) {
                *end = length;
            }
        }
        grams.frequent = frequent;
        grams
    }

    /// The strings that are frequent.
    pub(crate) fn frequent(&self) -> &[String] {
        &self.frequent
    }

    /// Whether the index has the documents of `folded` as a gram.
    pub(crate) fn is_gram(&self, folded: &[char]) -> bool {
        match folded {
            [only] => self.ones.contains(only),
            [] | [_, _] => false,
            [_, rest @ ..] if folded.len() <= LONGEST => {
                let parts = folded.len() - 1;
                self.frequent_from(folded) >= parts && self.frequent_from(rest) >= parts
            }
            _ => false,
        }
    }

    /// The grams of three characters or more in `folded` that are no part of another one there.
    pub(crate) fn longest_within(&self, folded: &[char]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        self.each(folded, |gram| {
            // Those from one place come in order of their length, the longest last.
            if found.last().is_some_and(|last| last.start == gram.start) {
                found.pop();
            }
            if found.last().is_none_or(|last| last.end < gram.end) {
                found.push(gram);
            }
        });
        found
    }

    /// How long the longest frequent string at the start of `folded` is.
    fn frequent_from(&self, folded: &[char]) -> usize {
        let (mut node, mut longest) = (0, 0);
        for c in folded {
            let Some(&next) = self.next.get(&edge(node, *c)) else { break };
            node = next;
            longest = self.ends.get(node as usize).copied().unwrap_or(0).max(longest);
        }
        usize::from(longest)
    }

    /// Calls `each` with every gram of three characters or more, at every place where it stands.
    fn each(&self, folded: &[char], mut each: impl FnMut(Range<usize>)) {
        if self.next.is_empty() {
            return;
        }
        let mut here = self.frequent_from(folded);
        for start in 0..folded.len() {
            let after = self.frequent_from(folded.get(start + 1..).unwrap_or_default());
            for length in 3..=(here.min(after) + 1).min(LONGEST) {
                each(start..start + length);
            }
            here = after;
        }
    }

    /// Learns what is frequent in a sample of documents, each given by its texts.
    pub(crate) fn learn(documents: &[Vec<String>]) -> Self {
        let mut sample = Vec::new();
        let mut chars = 0;
        for texts in documents {
            let folded: Vec<Vec<char>> = texts.iter().map(|text| fold(text).chars().collect()).collect();
            chars += folded.iter().map(Vec::len).sum::<usize>();
            sample.push(folded);
            if chars > SAMPLE_CHARS {
                break;
            }
        }
        if sample.len() < SMALLEST_SAMPLE {
            return Self::new(Vec::new());
        }
        let ones = frequent(&sample, 1, share(sample.len(), SHARE_OF_ONE), None);
        let mut strings: Vec<String> = ones.iter().map(|string| string.iter().collect()).collect();
        let least = share(sample.len(), SHARE);
        let mut shorter = frequent(&sample, 2, least, None);
        for length in 3..=LONGEST {
            strings.extend(shorter.iter().map(|string| string.iter().collect::<String>()));
            shorter = frequent(&sample, length, least, Some(&shorter));
        }
        strings.sort();
        Self::new(strings)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of a few thousand"
)]
fn share(of: usize, share: f64) -> usize {
    (of as f64 * share) as usize
}

/// The strings of `length` characters in at least `least` of the documents; of too many, the most
/// frequent. Only those whose parts are in `shorter` can be.
fn frequent<'a>(
    sample: &'a [Vec<Vec<char>>],
    length: usize,
    least: usize,
    shorter: Option<&HashSet<&[char]>>,
) -> HashSet<&'a [char]> {
    // In how many documents, and which was the last one counted.
    let mut counts: HashMap<&[char], (usize, usize)> = HashMap::new();
    for (number, texts) in sample.iter().enumerate() {
        for window in texts.iter().flat_map(|text| text.windows(length)) {
            let possible =
                shorter.is_none_or(|known| known.contains(&window[1..]) && known.contains(&window[..length - 1]));
            if possible {
                let (seen, before) = counts.entry(window).or_insert((0, usize::MAX));
                if *before != number {
                    (*seen, *before) = (*seen + 1, number);
                }
            }
        }
    }
    let mut found: Vec<(usize, &[char])> =
        counts.into_iter().map(|(string, (count, _))| (count, string)).filter(|(count, _)| *count >= least).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.truncate(MOST);
    found.into_iter().map(|(_, string)| string).collect()
}

/// Hashes the edges of the trie, which are asked for once for every character of a library. They
/// come from the library itself, so that nobody gains by making them collide.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u32(&mut self, c: u32) {
        self.write_u64(u64::from(c));
    }

    fn write_u64(&mut self, edge: u64) {
        let mixed = (self.0 ^ edge).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ mixed >> 32;
    }
}

/// Finds the grams of a folded text.
#[derive(Debug, Clone)]
pub(crate) struct Finder {
    grams: Arc<Grams>,
    folded: Vec<char>,
    found: Vec<(u32, u8)>,
}

impl Finder {
    pub(crate) fn new(grams: Arc<Grams>) -> Self {
        Self { grams, folded: Vec::new(), found: Vec::new() }
    }
}

/// The grams found in one text, in the order of their places.
pub(crate) struct FoundStream<'a> {
    folded: &'a [char],
    found: std::slice::Iter<'a, (u32, u8)>,
    token: Token,
}

impl Tokenizer for Finder {
    type TokenStream<'a> = FoundStream<'a>;

    fn token_stream<'a>(&'a mut self, folded: &'a str) -> FoundStream<'a> {
        let Self { grams, folded: chars, found } = self;
        chars.clear();
        chars.extend(folded.chars());
        found.clear();
        if !grams.ones.is_empty() {
            for (c, at) in chars.iter().zip(0u32..) {
                if grams.ones.contains(c) {
                    found.push((at, 1));
                }
            }
        }
        grams.each(chars, |gram| {
            if let (Ok(at), Ok(length)) = (u32::try_from(gram.start), u8::try_from(gram.len())) {
                found.push((at, length));
            }
        });
        FoundStream { folded: chars, found: found.iter(), token: Token::default() }
    }
}

impl TokenStream for FoundStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((at, length)) = self.found.next() else { return false };
        let gram = self.folded.iter().skip(*at as usize).take(usize::from(*length));
        self.token.text.clear();
        self.token.text.extend(gram);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn grams(frequent: &[&str]) -> Grams {
        Grams::new(frequent.iter().map(|string| (*string).to_owned()).collect())
    }

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn a_gram_is_what_has_frequent_parts() {
        let grams = grams(&["の", "でご", "ござ", "ざい", "います", "いま", "ます", "でござ", "ござい"]);
        for (string, expected) in [
            ("の", true),
            ("で", false),
            ("でご", false),
            ("でござ", true),
            ("でござい", true),
            ("ざいま", true),
            ("ざいます", false),
        ] {
            assert_eq!(grams.is_gram(&chars(string)), expected, "{string}");
        }
        assert_eq!(grams.longest_within(&chars("件でございます")), [1..5, 3..6, 4..7]);
    }

    #[test]
    fn what_many_texts_have_is_learnt() {
        let texts: Vec<Vec<String>> = (0..2_000)
            .map(|n| vec![if n % 3 > 0 { format!("第{n}の予算でございます") } else { format!("番号{n}") }])
            .collect();
        let grams = Grams::learn(&texts);
        assert!(grams.is_gram(&chars("でございます")));
        assert!(grams.is_gram(&chars("の")));
        assert!(!grams.is_gram(&chars("番予算")));
        assert_eq!(Grams::learn(&[vec!["一つだけ".to_owned()]]).frequent(), [] as [String; 0]);
    }

    proptest! {
        #[test]
        fn a_text_has_the_term_of_every_gram_that_it_contains(
            strings in proptest::collection::vec("[あ-う]{1,4}", 0..12),
            text in "[あ-え]{0,12}",
        ) {
            let mut frequent = strings.clone();
            for string in &strings {
                let chars = chars(string);
                frequent.extend((2..chars.len()).flat_map(|length| chars.windows(length)).map(|part| part.iter().collect::<String>()));
            }
            let grams = Arc::new(Grams::new(frequent));
            let mut finder = Finder::new(grams.clone());
            let mut stream = finder.token_stream(&text);
            let mut terms = HashSet::new();
            stream.process(&mut |token| { terms.insert(token.text.clone()); });
            let chars = chars(&text);
            let mut expected = HashSet::new();
            for start in 0..chars.len() {
                for end in start + 1..=chars.len() {
                    if grams.is_gram(&chars[start..end]) {
                        expected.insert(chars[start..end].iter().collect::<String>());
                    }
                }
            }
            prop_assert_eq!(terms, expected);
        }
    }
}
