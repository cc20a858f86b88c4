//! Character bigrams with positions: the field that filtering rests on.
//!
//! Every folded character begins one term: itself and its successor, or itself and
//! [`crate::fold::END`] at the end of a text. So a text contains a string exactly when
//!
//! | characters | the field has |
//! |---|---|
//! | 1 | a term that begins with it |
//! | 2 | that term |
//! | more | the terms that cover it, at the right distances |
//!
//! Invariants: recall and precision over folded text are a matter of construction, not of
//! dictionaries. Positions of two texts of one document lie at least three apart, so that no
//! phrase reaches from one into the next (terms of a cover lie at most two apart).

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::fold::END;

/// The name that the schema knows the tokenizer by.
pub(crate) const NAME: &str = "gijicho_bi";

/// Cuts a folded text into bigrams.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bigrams;

/// The bigrams of one text.
pub(crate) struct BigramStream<'a> {
    folded: &'a str,
    /// Byte offset of the next character.
    at: usize,
    token: Token,
}

impl Tokenizer for Bigrams {
    type TokenStream<'a> = BigramStream<'a>;

    fn token_stream<'a>(&'a mut self, folded: &'a str) -> BigramStream<'a> {
        BigramStream { folded, at: 0, token: Token::default() }
    }
}

impl TokenStream for BigramStream<'_> {
    fn advance(&mut self) -> bool {
        let mut chars = self.folded[self.at..].chars();
        let Some(first) = chars.next() else { return false };
        let second = chars.next().unwrap_or(END);
        self.token.text.clear();
        self.token.text.push(first);
        self.token.text.push(second);
        // Positions count from 0; the default of a token is usize::MAX.
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = self.at;
        self.at += first.len_utf8();
        self.token.offset_to = self.at;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Bigrams that cover `folded` (two characters or more) without overlapping, but for the last.
pub(crate) fn cover(folded: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = folded.chars().collect();
    let last = chars.len().saturating_sub(2);
    let mut at: Vec<usize> = (0..=last).step_by(2).collect();
    if !last.is_multiple_of(2) {
        at.push(last);
    }
    at.into_iter().map(|i| (i, chars.iter().skip(i).take(2).collect())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<(usize, String)> {
        let mut tokenizer = Bigrams;
        let folded = crate::fold::fold(text);
        let mut stream = tokenizer.token_stream(&folded);
        let mut terms = Vec::new();
        stream.process(&mut |token| terms.push((token.position, token.text.clone())));
        terms
    }

    #[test]
    fn every_character_begins_a_term() {
        let expected = [(0, "青海".into()), (1, "海県".into()), (2, format!("県{END}"))];
        assert_eq!(terms("青 海\n県"), expected);
        assert_eq!(terms(""), []);
    }

    #[test]
    fn a_cover_leaves_no_character_out() {
        let at = |text: &str| cover(text).into_iter().map(|(i, _)| i).collect::<Vec<_>>();
        assert_eq!(at("ab"), [0]);
        assert_eq!(at("abc"), [0, 1]);
        assert_eq!(at("abcd"), [0, 2]);
        assert_eq!(at("abcde"), [0, 2, 3]);
        assert_eq!(cover("abcde")[2].1, "de");
    }
}
