//! How words are to be written (表記): a list that a person can add to.

/// The list that comes with the program.
const BUILT_IN: &str = include_str!("../data/words.txt");

/// Most entries that a person can add.
pub const MOST: usize = 5_000;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it should not be written.
    pub written: String,
    /// As it should be.
    pub right: String,
    /// Characters that make it another word when they follow.
    not_before: String,
}

/// The entries, longest first, so that a longer word wins over a shorter one in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList(Vec<Word>);

impl WordList {
    /// The built-in list with a person's own lines on top. A line is 「書かれ方 TAB 改める形」; one whose
    /// second part is empty, or the same, takes an entry off.
    pub fn new(own: &str) -> Self {
        let mut words: Vec<Word> = Vec::new();
        for word in entries(BUILT_IN).chain(entries(own).take(MOST)) {
            words.retain(|known| known.written != word.written);
            if word.right != word.written && !word.right.is_empty() {
                words.push(word);
            }
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.written.chars().count()));
        Self(words)
    }

    /// Every place where a word stands that should be written in another way: byte, entry.
    pub(crate) fn find<'a>(&'a self, text: &str) -> Vec<(usize, &'a Word)> {
        let mut found: Vec<(usize, &Word)> = Vec::new();
        for word in &self.0 {
            for (at, _) in text.match_indices(&word.written) {
                let end = at + word.written.len();
                let another = text[end..].chars().next().is_some_and(|next| word.not_before.contains(next));
                let taken = found.iter().any(|(other, known)| at < other + known.written.len() && *other < end);
                if !another && !taken {
                    found.push((at, word));
                }
            }
        }
        found.sort_by_key(|(at, _)| *at);
        found
    }
}

fn entries(text: &str) -> impl Iterator<Item = Word> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.filter_map(|line| {
        let mut parts = line.split('\t').map(str::trim);
        let written = parts.next().filter(|written| !written.is_empty())?;
        let right = parts.next()?;
        let not_before = parts.next().unwrap_or_default();
        Some(Word { written: written.into(), right: right.into(), not_before: not_before.into() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(own: &str, text: &str, wanted: &[(&str, &str)]) {
        let list = WordList::new(own);
        let found: Vec<_> =
            list.find(text).into_iter().map(|(_, word)| (word.written.as_str(), word.right.as_str())).collect();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn words_are_found_and_verbs_are_left_alone() {
        check("", "ご協力下さい。出来るだけ早く。", &[("下さい", "ください"), ("出来る", "できる")]);
        check("", "この取り組みを進める。", &[("取り組み", "取組")]);
        check("", "一丸となって取り組みたい。", &[]);
        check("", "手続き等について", &[("手続き", "手続")]);
    }

    #[test]
    fn a_person_adds_entries_and_takes_them_off() {
        check(
            "ホームページ\tウェブサイト\n下さい\t",
            "ホームページをご覧下さい。",
            &[("ホームページ", "ウェブサイト")],
        );
    }
}
