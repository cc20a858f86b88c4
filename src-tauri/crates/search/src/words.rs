//! Words, for ranking alone: a hit that stands as a word weighs more than one inside another word.
//!
//! Words of hiragana alone (する, こと) and single characters tell little and are left out.
//!
//! The segmenter's dictionary is part of its crate. What it makes of a text never decides whether
//! a document is found, so a wrong cut costs a place in the order and nothing else.

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::fold::fold;

/// The name that the schema knows the tokenizer by.
pub(crate) const NAME: &str = "gijicho_w";

/// Longer words are left out, and single characters, which are their own words almost everywhere.
const MAX_WORD_CHARS: usize = 32;

/// The words of folded text that tell something.
pub(crate) fn words(folded: &str) -> Vec<&str> {
    let segmenter: WordSegmenterBorrowed<'static> = WordSegmenter::new_auto(WordBreakInvariantOptions::default());
    let mut words = Vec::new();
    let mut from = 0;
    for (to, kind) in segmenter.segment_str(folded).iter_with_word_type() {
        if kind.is_word_like()
            && let Some(word) = folded.get(from..to)
            && tells_something(word)
        {
            words.push(word);
        }
        from = to;
    }
    words
}

fn tells_something(word: &str) -> bool {
    let is_sign = |c| matches!(c, '\u{3041}'..='\u{309F}' | 'ー');
    word.chars().any(|c| !is_sign(c)) && (2..=MAX_WORD_CHARS).contains(&word.chars().count())
}

/// Cuts a text into words, folding it first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words;

/// The words of one text.
pub(crate) struct WordStream {
    words: std::vec::IntoIter<String>,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream {
        let folded = fold(text);
        let words: Vec<String> = words(&folded).into_iter().map(str::to_owned).collect();
        WordStream { words: words.into_iter(), token: Token::default() }
    }
}

impl TokenStream for WordStream {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else { return false };
        self.token.text = word;
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
    fn japanese_is_cut_into_words() {
        let folded = fold("青海県の会議でＤＸの予算を決定する。");
        let words = words(&folded);
        for word in ["会議", "dx", "予算", "決定"] {
            assert!(words.contains(&word), "{word} in {words:?}");
        }
        assert!(!words.contains(&"の"));
    }
}
