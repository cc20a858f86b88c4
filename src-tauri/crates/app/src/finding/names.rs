//! The names that the library holds, for completing what is typed and for near spellings.
//!
//! Invariant: names are of one state of the index, and read anew when it has moved on.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

use gijicho_search::Named;
use gijicho_search::fold::fold;
use gijicho_store::InitiativeFilter;

use super::Finder;
use crate::api::search::CompletionKind;
use crate::error::AppError;

/// A name, and how it may be looked for.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) kind: CompletionKind,
    /// As printed.
    pub(super) text: String,
    /// Beside it: a post, a reading.
    pub(super) detail: String,
    folded: String,
    /// In hiragana; empty where it is not known.
    reading: String,
    /// How many documents have it.
    count: u64,
}

/// Every name, of one state of the index.
#[derive(Debug, Default)]
pub(super) struct Names {
    seq: Option<u64>,
    names: Vec<Name>,
}

/// Names in a list; the rarest of more are not completed.
const MAX_OF_KIND: usize = 20_000;
/// The most near spellings of one word.
const MAX_NEAR: usize = 4;

impl Finder {
    /// The names of the library.
    pub(super) fn names(&self) -> Result<Arc<Names>, AppError> {
        let seq = self.index.seq();
        let mut held = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if seq.is_none() || held.seq != seq {
            *held = Arc::new(self.read_names(seq)?);
        }
        Ok(held.clone())
    }

    fn read_names(&self, seq: Option<u64>) -> Result<Names, AppError> {
        let store = self.store();
        let reader = store.read()?;
        let readings: HashMap<String, String> = reader
            .people()?
            .into_iter()
            .filter(|person| !person.reading.is_empty())
            .map(|person| (fold(&person.family_name), hiragana(&person.reading)))
            .collect();
        let mut names = Vec::new();
        if seq.is_some() {
            for (kind, named) in [
                (CompletionKind::Speaker, Named::Speaker),
                (CompletionKind::Post, Named::Post),
                (CompletionKind::Body, Named::Body),
                (CompletionKind::Agenda, Named::Agenda),
            ] {
                for (text, count) in self.index.distinct(named)?.into_iter().take(MAX_OF_KIND) {
                    names.push(name(kind, text, count, &readings));
                }
            }
        }
        for row in reader.initiatives(&InitiativeFilter::default())? {
            let (title, number) = (row.initiative.title, row.initiative.number);
            let mut name = name(CompletionKind::Initiative, title, 1, &readings);
            name.detail = number;
            names.push(name);
        }
        Ok(Names { seq, names })
    }
}

fn name(kind: CompletionKind, text: String, count: u64, readings: &HashMap<String, String>) -> Name {
    let folded = fold(&text);
    let reading = if kind == CompletionKind::Speaker {
        let known = readings.iter().filter(|(family, _)| folded.starts_with(family.as_str()));
        known.max_by_key(|(family, _)| family.len()).map(|(_, reading)| reading.clone())
    } else {
        None
    };
    let reading = reading.unwrap_or_default();
    Name { kind, detail: reading.clone(), text, folded, reading, count }
}

impl Names {
    /// Those that go on from `typed`: those that begin with it or are read so first, then those that
    /// hold it, each the most frequent first.
    pub(super) fn completing(&self, typed: &str, kinds: &[CompletionKind], limit: usize) -> Vec<&Name> {
        let folded = fold(typed);
        let read = hiragana(&folded);
        let rank = |name: &&Name| {
            if name.folded.starts_with(&folded) {
                Some(0)
            } else if !read.is_empty() && name.reading.starts_with(&read) {
                Some(1)
            } else if name.folded.contains(&folded) {
                Some(2)
            } else {
                None
            }
        };
        let of_kind = self.names.iter().filter(|name| kinds.contains(&name.kind));
        let mut found: Vec<(u8, &Name)> = of_kind.filter_map(|name| Some((rank(&name)?, name))).collect();
        found.sort_by_key(|(rank, name)| (*rank, std::cmp::Reverse(name.count)));
        found.into_iter().take(limit).map(|(_, name)| name).collect()
    }

    /// Names that differ from `word` in one character, the most frequent first.
    pub(super) fn near(&self, word: &[char]) -> Vec<String> {
        let folded: Vec<char> = fold(&word.iter().collect::<String>()).chars().collect();
        let mut found: Vec<(u64, &str)> = self
            .names
            .iter()
            .filter(|name| {
                let other: Vec<char> = name.folded.chars().take(folded.len() + 2).collect();
                other != folded && differs_in_one(&folded, &other)
            })
            .map(|name| (name.count, name.text.as_str()))
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        found.into_iter().take(MAX_NEAR).map(|(_, name)| name.to_owned()).collect()
    }
}

/// Whether one character put in, left out or changed makes one of the other.
fn differs_in_one(a: &[char], b: &[char]) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let rest = |chars: &[char], skip: usize| chars.get(skip..).map(<[char]>::to_vec);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => rest(a, 1) == rest(b, 1),
        std::cmp::Ordering::Less => b.len() == a.len() + 1 && rest(a, 0) == rest(b, 1),
        std::cmp::Ordering::Greater => a.len() == b.len() + 1 && rest(a, 1) == rest(b, 0),
    }
}

/// Katakana as hiragana.
fn hiragana(text: &str) -> String {
    let of = |c: char| match c {
        '\u{30A1}'..='\u{30F6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    };
    text.chars().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let readings = HashMap::from([("早瀬".to_owned(), "はやせ".to_owned())]);
        let of = |(kind, text, count): &(CompletionKind, &str, u64)| name(*kind, (*text).to_owned(), *count, &readings);
        let speaker = CompletionKind::Speaker;
        let listed = [
            (speaker, "早瀬知事", 9),
            (speaker, "山﨑総務部長", 4),
            (CompletionKind::Post, "総務部長", 4),
            (speaker, "総務課長", 2),
        ];
        Names { seq: None, names: listed.iter().map(of).collect() }
    }

    #[test]
    fn a_name_is_completed_by_its_beginning_its_reading_and_its_parts() {
        let names = names();
        let check = |typed: &str, expected: &[&str]| {
            let kinds = [CompletionKind::Speaker, CompletionKind::Post];
            let found: Vec<&str> = names.completing(typed, &kinds, 10).iter().map(|name| name.text.as_str()).collect();
            assert_eq!(found, expected, "{typed}");
        };
        check("早", &["早瀬知事"]);
        check("はや", &["早瀬知事"]);
        check("ハヤセ", &["早瀬知事"]);
        check("山崎", &["山﨑総務部長"]);
        check("総務", &["総務部長", "総務課長", "山﨑総務部長"]);
        check("無", &[]);
    }

    #[test]
    fn a_near_name_differs_in_one_character() {
        let near = |word: &str| names().near(&word.chars().collect::<Vec<_>>());
        assert_eq!(near("総務郎長"), ["総務部長", "総務課長"]);
        assert_eq!(near("早瀬副知事"), ["早瀬知事"]);
        assert_eq!(near("総務部長"), ["総務課長"]);
        assert_eq!(near("知事"), [] as [&str; 0]);
    }
}
