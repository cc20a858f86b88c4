//! How alike two printed texts are.
//!
//! The measure is Dice's coefficient over neighbouring pairs of characters, width, case and white
//! space folded: twice the pairs in common over the pairs of both. It is 1 for the same words and 0
//! for words that share no pair, does not mind where in the text a change stands, and needs no
//! dictionary. Texts of one character are alike when they are the same.

use std::collections::HashMap;

use gijicho_model::fold;

/// Characters of a text that are compared: a title is shorter.
const MOST: usize = 200;

/// A text, ready to be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    folded: String,
    pairs: HashMap<(char, char), u32>,
    count: u32,
}

impl Words {
    /// Folds a text.
    pub(crate) fn new(text: &str) -> Self {
        let folded: String = fold::squeezed(text).to_lowercase().chars().filter(|c| !is_quiet(*c)).take(MOST).collect();
        let mut pairs = HashMap::new();
        let mut count = 0;
        for pair in folded.chars().zip(folded.chars().skip(1)) {
            *pairs.entry(pair).or_insert(0) += 1;
            count += 1;
        }
        Self { folded, pairs, count }
    }

    /// Whether it holds nothing that can be compared.
    pub(crate) fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// 0 for nothing in common, 1 for the same.
    pub(crate) fn likeness(&self, other: &Self) -> f64 {
        if self.folded == other.folded {
            return if self.is_empty() { 0.0 } else { 1.0 };
        }
        match self.count + other.count {
            0 => 0.0,
            both => f64::from(2 * self.common(other)) / f64::from(both),
        }
    }

    /// The share of this text's pairs that the other has, too.
    pub(crate) fn within(&self, other: &Self) -> f64 {
        match self.count {
            0 => 0.0,
            all => f64::from(self.common(other)) / f64::from(all),
        }
    }

    fn common(&self, other: &Self) -> u32 {
        let (few, many) = if self.pairs.len() <= other.pairs.len() { (self, other) } else { (other, self) };
        few.pairs.iter().map(|(pair, count)| many.pairs.get(pair).copied().unwrap_or(0).min(*count)).sum()
    }
}

/// Points and brackets, which are set in many ways.
fn is_quiet(c: char) -> bool {
    matches!(
        c,
        '・' | '·' | '･' | '、' | '。' | '，' | ',' | '．' | '「' | '」' | '『' | '』' | '(' | ')' | '-' | '\u{2010}'
            ..='\u{2015}'
    )
}

/// How alike two texts are, from 0 to 1.
pub(crate) fn of(a: &str, b: &str) -> f64 {
    Words::new(a).likeness(&Words::new(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alike_is_what_a_reader_takes_for_the_same() {
        let cases = [
            ("窓口の電子化", "窓口の 電子化", 1.0, 1.0),
            ("ＡＩの活用", "aiの活用", 1.0, 1.0),
            ("風土·学習", "風土・学習", 1.0, 1.0),
            ("窓口の電子化", "窓口の電子化の推進", 0.7, 0.99),
            ("窓口の電子化", "税の徴収", 0.0, 0.2),
            ("", "", 0.0, 0.0),
            ("紙", "紙", 1.0, 1.0),
            ("紙", "髪", 0.0, 0.0),
        ];
        for (a, b, least, most) in cases {
            let found = of(a, b);
            assert!((least..=most).contains(&found), "{a} / {b}: {found}");
            assert!((of(b, a) - found).abs() < 1e-9, "{a} / {b} both ways");
        }
    }
}
