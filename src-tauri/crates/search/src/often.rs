//! Strings that stand in very many documents, each with its list of documents.
//!
//! A phrase is found by comparing positions, which takes time for every document that holds its
//! bigrams. For 「でございます」 that is most of the library. So a rebuild learns which strings are
//! frequent from a sample, and the index keeps for those what the comparison would find.
//!
//! Invariants:
//! - Which strings are in the set decides how fast something is found, never what: a document has
//!   the term of every string of the set that it contains, and of no other.
//! - The set belongs to a generation and never changes within it; it travels in the payload of
//!   every commit, so that it cannot be lost or mixed up.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::fold::fold;

/// The name that the schema knows the tokenizer by.
pub(crate) const NAME: &str = "gijicho_often";

/// How many texts a rebuild learns from.
pub(crate) const SAMPLE: usize = 8_000;

/// Fewer texts teach nothing, and need nothing taught.
const SMALLEST_SAMPLE: usize = 500;

/// How much text of the sample is looked at, in characters: learning takes seconds, not minutes.
const SAMPLE_CHARS: usize = 1_500_000;

/// A string of three characters or more is in the set from this share of the sample on.
const SHARE: f64 = 0.06;

/// A single character, from this share on: rarer ones are found by their bigrams soon enough.
const SHARE_OF_ONE: f64 = 0.50;

/// The longest string of the set, in characters.
const LONGEST: usize = 8;

/// The most strings of the set.
const MOST: usize = 300;

/// A set of frequent strings, to be looked up and to be found in texts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Often {
    strings: Vec<String>,
    /// From a node and a character to the next node; node 0 is the empty string.
    next: HashMap<(u32, char), u32>,
    /// For each node, the number of the string that ends there.
    ends: Vec<Option<u32>>,
}

impl Often {
    /// The set of `strings`.
    pub(crate) fn new(strings: Vec<String>) -> Self {
        let mut often = Self { strings: Vec::new(), next: HashMap::new(), ends: vec![None] };
        for (string, number) in strings.iter().zip(0u32..) {
            let mut node = 0;
            for c in string.chars() {
                let fresh = u32::try_from(often.ends.len()).unwrap_or(u32::MAX);
                node = *often.next.entry((node, c)).or_insert(fresh);
                if node == fresh {
                    often.ends.push(None);
                }
            }
            if let Some(end) = often.ends.get_mut(node as usize) {
                *end = Some(number);
            }
        }
        often.strings = strings;
        often
    }

    pub(crate) fn strings(&self) -> &[String] {
        &self.strings
    }

    /// Whether the set has `folded`.
    pub(crate) fn has(&self, folded: &str) -> bool {
        let node = folded.chars().try_fold(0, |node, c| self.next.get(&(node, c)).copied());
        node.and_then(|node| self.ends.get(node as usize)).is_some_and(Option::is_some)
    }

    /// The strings of the set that `folded` contains, each once.
    pub(crate) fn within(&self, folded: &str) -> Vec<&str> {
        let mut found = Vec::new();
        self.each(folded, |number| {
            if let Some(string) = self.strings.get(number as usize)
                && !found.contains(&string.as_str())
            {
                found.push(string);
            }
        });
        found
    }

    /// Calls `each` with the number of every string of the set at every place in `folded`.
    fn each(&self, folded: &str, mut each: impl FnMut(u32)) {
        if self.strings.is_empty() {
            return;
        }
        for (start, _) in folded.char_indices() {
            let mut node = 0;
            for c in folded[start..].chars() {
                let Some(&next) = self.next.get(&(node, c)) else { break };
                node = next;
                if let Some(Some(number)) = self.ends.get(node as usize) {
                    each(*number);
                }
            }
        }
    }

    /// Learns what is frequent in `texts`.
    pub(crate) fn learn<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sample = Vec::new();
        let mut chars = 0;
        for text in texts {
            let folded: Vec<char> = fold(text).chars().collect();
            chars += folded.len();
            sample.push(folded);
            if chars > SAMPLE_CHARS {
                break;
            }
        }
        if sample.len() < SMALLEST_SAMPLE {
            return Self::new(Vec::new());
        }
        let mut strings: Vec<(usize, String)> = Vec::new();
        let ones = frequent(&sample, 1, share(sample.len(), SHARE_OF_ONE), None);
        strings.extend(ones.into_iter().map(|(string, count)| (count, string.iter().collect())));
        let least = share(sample.len(), SHARE);
        let mut shorter: HashSet<&[char]> = frequent(&sample, 2, least, None).into_keys().collect();
        for length in 3..=LONGEST {
            let found = frequent(&sample, length, least, Some(&shorter));
            strings.extend(found.iter().map(|(string, count)| (*count, string.iter().collect())));
            shorter = found.into_keys().collect();
        }
        strings.sort_by(|a, b| b.cmp(a));
        strings.truncate(MOST);
        Self::new(strings.into_iter().map(|(_, string)| string).collect())
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

/// The strings of `length` characters in at least `least` of the texts, with in how many. Only
/// those whose parts are in `shorter` can be.
fn frequent<'a>(
    sample: &'a [Vec<char>],
    length: usize,
    least: usize,
    shorter: Option<&HashSet<&[char]>>,
) -> HashMap<&'a [char], usize> {
    // How many texts, and which was the last one counted.
    let mut counts: HashMap<&[char], (usize, usize)> = HashMap::new();
    for (number, text) in sample.iter().enumerate() {
        for window in text.windows(length) {
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
    counts.into_iter().filter(|(_, (count, _))| *count >= least).map(|(string, (count, _))| (string, count)).collect()
}

/// Finds the strings of a set in a text, folding it first.
#[derive(Debug, Clone)]
pub(crate) struct Finder(pub(crate) Arc<Often>);

/// The strings found in one text, each once.
pub(crate) struct FoundStream {
    often: Arc<Often>,
    found: std::vec::IntoIter<u32>,
    token: Token,
}

impl Tokenizer for Finder {
    type TokenStream<'a> = FoundStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FoundStream {
        let mut found = Vec::new();
        self.0.each(&fold(text), |number| found.push(number));
        found.sort_unstable();
        found.dedup();
        FoundStream { often: self.0.clone(), found: found.into_iter(), token: Token::default() }
    }
}

impl TokenStream for FoundStream {
    fn advance(&mut self) -> bool {
        let Some(string) = self.found.next().and_then(|number| self.often.strings.get(number as usize)) else {
            return false;
        };
        self.token.text.clone_from(string);
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

    #[test]
    fn every_string_of_the_set_is_found_wherever_it_stands() {
        let often = Often::new(["です", "でございます", "ございます", "の"].map(str::to_owned).to_vec());
        assert!(often.has("ございます"));
        assert!(!often.has("ござい"));
        let mut within = often.within("それのでございます");
        within.sort_unstable();
        assert_eq!(within, ["ございます", "でございます", "の"]);
    }

    #[test]
    fn what_many_texts_have_is_learnt() {
        let texts: Vec<String> = (0..2_000)
            .map(|n| if n % 3 > 0 { format!("第{n}の予算でございます") } else { format!("番号{n}") })
            .collect();
        let often = Often::learn(texts.iter().map(String::as_str));
        assert!(often.has("ございます"));
        assert!(often.has("の"));
        assert!(!often.has("123"));
        assert_eq!(Often::learn(["一つだけ"]).strings(), [] as [String; 0]);
    }
}
