//! Sentences and how they end.

/// How a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// です・ます
    Polite,
    /// だ・である
    Plain,
    /// A noun, or nothing that tells.
    Open,
}

/// The sentences of a text with the byte at which each begins, without their 。
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(['。', '\n', '？', '！']).filter_map(move |part| {
        let begins = at;
        at += part.len();
        let trimmed = part.trim_start_matches([' ', '　', '・', '\n']);
        let begins = begins + part.len() - trimmed.len();
        let sentence = trimmed.trim_end_matches(['。', '\n', '？', '！', ' ', '　']);
        // What no 。 closes is a heading or a note, not a sentence.
        (part.ends_with('。') && !sentence.is_empty()).then_some((begins, sentence))
    })
}

const POLITE: &[&str] = &[
    "です",
    "ます",
    "ました",
    "ません",
    "でした",
    "ましょう",
    "でしょう",
    "ください",
    "下さい",
    "ますか",
    "ですか",
    "でしょうか",
    "ませんか",
    "ございます",
    "ますね",
    "ですね",
];

const PLAIN: &[&str] = &[
    "である",
    "であった",
    "だ",
    "だった",
    "だろう",
    "する",
    "した",
    "しない",
    "したい",
    "いる",
    "いた",
    "いない",
    "ある",
    "あった",
    "ない",
    "なかった",
    "なる",
    "なった",
    "れる",
    "れた",
    "せる",
    "てほしい",
    "もらいたい",
    "いただきたい",
    "いただいた",
    "られる",
    "できる",
    "べきだ",
    "思う",
    "考える",
    "のか",
    "だろうか",
    "ないか",
    "たい",
    "よい",
    "多い",
    "行う",
    "図る",
    "進める",
    "求める",
];

/// How a sentence ends, by its last words.
pub(crate) fn ending(sentence: &str) -> Ending {
    let sentence = sentence.trim_end_matches(['」', '）', ')']);
    if POLITE.iter().any(|end| sentence.ends_with(end)) {
        Ending::Polite
    } else if PLAIN.iter().any(|end| sentence.ends_with(end)) {
        Ending::Plain
    } else {
        Ending::Open
    }
}

/// Whether a sentence asks.
pub(crate) fn asks(sentence: &str) -> bool {
    ["か", "？", "どうか", "いかがか", "でしょうか"].iter().any(|end| sentence.ends_with(end))
        && !["するか否か", "かどうか"].iter().any(|end| sentence.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_the_style() {
        for (sentence, wanted) in [
            ("進めてまいります", Ending::Polite),
            ("進めてほしい", Ending::Plain),
            ("見直しが必要である", Ending::Plain),
            ("来年度からの実施", Ending::Open),
        ] {
            assert_eq!(ending(sentence), wanted, "{sentence}");
        }
    }

    #[test]
    fn sentences_know_where_they_begin() {
        let text = "・一つ目。\n　二つ目だ。表題\n";
        let found: Vec<_> = sentences(text).map(|(at, sentence)| (&text[at..at + 6], sentence)).collect();
        assert_eq!(found, [("一つ", "一つ目"), ("二つ", "二つ目だ")]);
    }
}
