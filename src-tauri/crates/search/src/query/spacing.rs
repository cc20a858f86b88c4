//! Words that were copied from a printed page: 「県庁 DX の推進」 is one word there, not three.
//!
//! Documents set Latin words and digits off with spaces, which folding drops. A person who pastes
//! such words means them as they stand; a person who types two words means both. They are told
//! apart by what follows: no word of a query begins with a particle.
//!
//! Invariant: only words that stand side by side are joined, and only across a change between
//! Japanese and Latin.

use super::lexer::{Token, TokenKind};

/// Joins runs of words that alternate between Japanese and Latin, where one after the first begins
/// with hiragana.
pub(super) fn join_printed(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut run: Vec<Token> = Vec::new();
    for token in tokens {
        let continues = match (run.last().map(|last| &last.kind), &token.kind) {
            (Some(TokenKind::Word(before)), TokenKind::Word(after)) => changes_script(before, after),
            _ => false,
        };
        if !continues {
            joined.extend(one_or_all(std::mem::take(&mut run)));
        }
        run.push(token);
    }
    joined.extend(one_or_all(run));
    joined
}

/// The run as one word where it reads on, else as it is.
fn one_or_all(run: Vec<Token>) -> Vec<Token> {
    let reads_on =
        run.iter().skip(1).any(|token| matches!(&token.kind, TokenKind::Word(word) if begins_with_kana(word)));
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return run };
    if !reads_on {
        return run;
    }
    let span = first.span.start..last.span.end;
    let word = run.iter().filter_map(|token| match &token.kind {
        TokenKind::Word(word) => Some(word.as_str()),
        _ => None,
    });
    vec![Token { kind: TokenKind::Word(word.collect()), span }]
}

fn changes_script(before: &str, after: &str) -> bool {
    let (Some(end), Some(start)) = (before.chars().next_back(), after.chars().next()) else { return false };
    is_latin(end) != is_latin(start)
}

/// Latin letters and digits, half- or full-width.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn begins_with_kana(word: &str) -> bool {
    word.starts_with(|c| matches!(c, '\u{3041}'..='\u{3096}'))
}

#[cfg(test)]
mod tests {
    use super::super::{Query, parse_lenient, parse_strict};

    fn check(typed: &str, expected: &[&str]) {
        let words = match parse_lenient(typed).query {
            Some(Query::And(queries)) => queries,
            Some(query) => vec![query],
            None => Vec::new(),
        };
        let words: Vec<String> = words
            .into_iter()
            .map(|query| match query {
                Query::Word(word) => word,
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(words, expected, "{typed}");
    }

    #[test]
    fn words_copied_from_print_are_one_and_words_typed_apart_are_two() {
        check("県庁 ＤＸ の推進", &["県庁ＤＸの推進"]);
        check("AI の活用 知事", &["AIの活用", "知事"]);
        check("令和 8 年度までに 100 件", &["令和", "8", "年度までに", "100", "件"]);
        check("DX 知事", &["DX", "知事"]);
        check("紙 のこと", &["紙", "のこと"]);
        check("知事 DX 紙", &["知事", "DX", "紙"]);
    }

    #[test]
    fn what_a_program_wrote_is_read_as_it_stands() {
        assert!(matches!(parse_strict("県庁 DX の推進"), Ok(Query::And(words)) if words.len() == 3));
    }
}
