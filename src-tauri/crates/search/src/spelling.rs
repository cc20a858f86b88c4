//! Other spellings of a word: 取組 / 取り組み, サーバ / サーバー, 子ども / 子供.
//!
//! The table `data/spellings.txt` holds families; a caller adds its own, such as old and new
//! names of a body. Everything here works on folded text.
//!
//! Invariants: the word itself is never among its other spellings, nor is one that the word, or
//! another spelling, finds anyway because it is a part of it.

use std::sync::LazyLock;

use crate::fold::fold;

/// The most spellings that one word grows into.
const MAX: usize = 12;

/// A family of spellings, folded.
#[derive(Debug)]
struct Family {
    /// Spellings that stand for one another.
    forms: Vec<String>,
    /// What they are before an ending of their own: 取り組 and 取組 of 取り組む. Empty for others.
    stems: Vec<String>,
}

static FAMILIES: LazyLock<Vec<Family>> = LazyLock::new(|| {
    include_str!("../data/spellings.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| if line.contains('|') { Family::of(line.split('|')) } else { Family::okurigana(line) })
        .collect()
});

impl Family {
    fn of<'a>(forms: impl Iterator<Item = &'a str>) -> Self {
        Self { forms: longest_first(forms.map(fold).collect()), stems: Vec::new() }
    }

    /// `打(ち)合(わ)(せ)`: every choice of the bracketed kana, but that the last one is left out
    /// only where all are.
    fn okurigana(pattern: &str) -> Self {
        let pieces: Vec<(&str, bool)> = pattern
            .split(['(', ')'])
            .enumerate()
            .filter(|(_, piece)| !piece.is_empty())
            .map(|(i, piece)| (piece, i % 2 == 1))
            .collect();
        let optional = pieces.iter().filter(|(_, optional)| *optional).count();
        let ends_optional = pieces.last().is_some_and(|(_, optional)| *optional);
        let (mut forms, mut stems) = (Vec::new(), Vec::new());
        for choice in 0..1u32 << optional {
            let mut bit = 0;
            let mut form = String::new();
            let mut last_in = true;
            for (piece, is_optional) in &pieces {
                last_in = !is_optional || choice >> bit & 1 == 1;
                bit += u32::from(*is_optional);
                if last_in {
                    form.push_str(piece);
                }
            }
            if !ends_optional || last_in || choice == 0 {
                forms.push(fold(&form));
            }
            if ends_optional && !last_in {
                stems.push(fold(&form));
            }
        }
        Self { forms: longest_first(forms), stems: longest_first(stems) }
    }

    /// `word` with its first piece of this family replaced by each of the others.
    fn respell(&self, word: &str) -> Vec<String> {
        let all = self.forms.iter().chain(&self.stems);
        let Some((at, found)) = all
            .filter_map(|form| Some((word.find(form)?, form)))
            .min_by_key(|(at, form)| (*at, usize::MAX - form.len()))
        else {
            return Vec::new();
        };
        let rest = &word[at + found.len()..];
        let inflected = rest.starts_with(|c| matches!(c, '\u{3041}'..='\u{3096}'));
        let stems = if inflected { self.stems.as_slice() } else { &[] };
        let others = self.forms.iter().chain(stems).filter(|form| *form != found);
        others.map(|form| format!("{}{form}{rest}", &word[..at])).collect()
    }
}

fn longest_first(mut forms: Vec<String>) -> Vec<String> {
    forms.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    forms.dedup();
    forms
}

/// The other spellings of the folded `word`, by the table and by `families`.
pub(crate) fn others(word: &str, families: &[Vec<String>]) -> Vec<String> {
    let own: Vec<Family> = families.iter().map(|forms| Family::of(forms.iter().map(String::as_str))).collect();
    let mut spellings = vec![word.to_owned()];
    for family in own.iter().chain(FAMILIES.iter()) {
        respell_all(&mut spellings, |word| family.respell(word));
    }
    respell_all(&mut spellings, |word| long_vowel(word).into_iter().collect());
    let others: Vec<String> = spellings
        .iter()
        .skip(1)
        .filter(|spelling| !spellings.iter().any(|part| part != *spelling && spelling.contains(part.as_str())))
        .cloned()
        .collect();
    others
}

fn respell_all(spellings: &mut Vec<String>, respell: impl Fn(&str) -> Vec<String>) {
    for i in 0..spellings.len() {
        for spelling in respell(&spellings[i]) {
            if spellings.len() < MAX && !spellings.contains(&spelling) {
                spellings.push(spelling);
            }
        }
    }
}

/// The first run of katakana with or without its final ー: サーバー室 / サーバ室. Runs of fewer
/// than three characters are words of their own without it (キー, バー).
fn long_vowel(word: &str) -> Option<String> {
    let is_kana = |c: char| matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー');
    let start = word.find(|c| is_kana(c) && c != 'ー')?;
    let end = word[start..].find(|c| !is_kana(c)).map_or(word.len(), |i| start + i);
    let run = &word[start..end];
    if let Some(short) = run.strip_suffix('ー') {
        let long_enough = short.chars().count() >= 3 || (short.chars().count() == 2 && run.contains("ーバ"));
        return long_enough.then(|| format!("{}{short}{}", &word[..start], &word[end..]));
    }
    let takes_it =
        run.ends_with(['タ', 'ダ', 'ラ', 'リ', 'バ', 'パ', 'マ', 'ザ', 'サ', 'カ', 'ィ', 'ャ', 'ナ', 'ア', 'ヤ']);
    (takes_it && end < word.len() && run.chars().count() >= 3)
        .then(|| format!("{}{run}ー{}", &word[..start], &word[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: &[&str]) {
        let mut others = others(&fold(word), &[]);
        others.sort();
        let mut expected: Vec<String> = expected.iter().map(|text| fold(text)).collect();
        expected.sort();
        assert_eq!(others, expected, "{word}");
    }

    #[test]
    fn okurigana_may_be_written_or_left_out() {
        check("取組", &["取り組み"]);
        check("取り組み", &["取組"]);
        check("取組み", &["取り組み", "取組"]);
        check("申込", &["申し込み"]);
        check("見直", &[]);
        check("見直し", &["見直"]);
    }

    #[test]
    fn an_inflected_form_keeps_its_ending() {
        assert!(others("取り組んで", &[]).contains(&"取組んで".to_owned()));
        assert!(others("取組む", &[]).contains(&"取り組む".to_owned()));
    }

    #[test]
    fn a_final_long_vowel_may_be_missing() {
        check("サーバー", &["サーバ"]);
        check("サーバ室", &["サーバー室"]);
        check("キー", &[]);
        check("デジタル化", &["ディジタル化"]);
    }

    #[test]
    fn families_of_the_caller_join_in() {
        let names = vec![vec!["改革本部".to_owned(), "戦略本部".to_owned()]];
        assert_eq!(others("改革本部", &names), ["戦略本部"]);
    }

    #[test]
    fn no_spelling_contains_the_word_or_another() {
        for family in FAMILIES.iter() {
            for form in &family.forms {
                let others = others(form, &[]);
                assert!(others.len() < MAX);
                for other in &others {
                    assert!(!other.contains(form.as_str()), "{form}: {other}");
                }
            }
        }
    }
}
