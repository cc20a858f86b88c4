//! Which initiatives may a decision be about? A ranking by shared words, with the words to show.
//!
//! Invariants: a pure function of the texts; nothing is linked by it. A pair of neighbouring
//! characters counts the more the fewer initiatives have it, so that 「取組」 and 「推進」, which
//! stand in every title, speak for none.

use std::collections::{HashMap, HashSet};

use gijicho_model::fold;

/// What is known of a decision.
#[derive(Debug, Clone, Default)]
pub(crate) struct Subject {
    /// The item's title.
    pub(crate) title: String,
    /// What was said under it, and the documents it names.
    pub(crate) said: Vec<String>,
    /// Departments and posts of those who brought it.
    pub(crate) departments: Vec<String>,
}

/// What is known of an initiative.
#[derive(Debug, Clone, Default)]
pub(crate) struct Candidate {
    /// Its title.
    pub(crate) title: String,
    /// Its items and activities.
    pub(crate) parts: Vec<String>,
    /// Departments in charge.
    pub(crate) departments: Vec<String>,
    /// Titles of the items that people have tied to it before.
    pub(crate) accepted: Vec<String>,
}

/// How well a candidate fits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fit {
    /// Index of the candidate.
    pub(crate) candidate: usize,
    /// 0 to 1, 1 for the best of these.
    pub(crate) score: f32,
    /// Words that both share, longest first.
    pub(crate) words: Vec<String>,
}

/// Weights of where a pair stands: in the subject and in the candidate.
const IN_TITLE: f32 = 4.0;
const IN_TEXT: f32 = 1.0;
const IN_DEPARTMENT: f32 = 2.0;
const IN_ACCEPTED: f32 = 3.0;
/// The most words to show.
const SHOWN_WORDS: usize = 4;

/// Ranks the candidates that share at least one telling pair with the subject, best first.
pub(crate) fn rank(subject: &Subject, candidates: &[Candidate]) -> Vec<Fit> {
    let profiles: Vec<Profile> = candidates.iter().map(Profile::of_candidate).collect();
    let wanted = Profile::of_subject(subject);
    let mut frequency: HashMap<Pair, usize> = HashMap::new();
    for profile in &profiles {
        for pair in profile.weights.keys() {
            *frequency.entry(*pair).or_default() += 1;
        }
    }
    let mut fits: Vec<Fit> = profiles
        .iter()
        .enumerate()
        .map(|(candidate, profile)| Fit {
            candidate,
            score: score(&wanted, profile, &frequency, candidates.len()),
            words: shared_words(subject, &candidates[candidate]),
        })
        .filter(|fit| fit.score > 0.0)
        .collect();
    fits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.candidate.cmp(&b.candidate)));
    if let Some(best) = fits.first().map(|fit| fit.score) {
        for fit in &mut fits {
            fit.score /= best;
        }
    }
    fits
}

type Pair = [char; 2];

/// The weight of each pair of characters of a text.
struct Profile {
    weights: HashMap<Pair, f32>,
}

impl Profile {
    fn of_subject(subject: &Subject) -> Self {
        let mut profile = Self { weights: HashMap::new() };
        profile.add(&subject.title, IN_TITLE);
        subject.said.iter().for_each(|text| profile.add(text, IN_TEXT));
        subject.departments.iter().for_each(|text| profile.add(text, IN_DEPARTMENT));
        profile
    }

    fn of_candidate(candidate: &Candidate) -> Self {
        let mut profile = Self { weights: HashMap::new() };
        profile.add(&candidate.title, IN_TITLE);
        candidate.parts.iter().for_each(|text| profile.add(text, IN_TEXT));
        candidate.departments.iter().for_each(|text| profile.add(text, IN_DEPARTMENT));
        candidate.accepted.iter().for_each(|text| profile.add(text, IN_ACCEPTED));
        profile
    }

    /// A pair counts once, where it weighs most.
    fn add(&mut self, text: &str, weight: f32) {
        for pair in pairs(&fold::squeezed(text).to_lowercase()) {
            let held = self.weights.entry(pair).or_default();
            *held = held.max(weight);
        }
    }
}

/// Pairs of neighbouring characters that can carry meaning: no punctuation, no kana endings.
fn pairs(text: &str) -> Vec<Pair> {
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(2)
        .filter(|pair| pair.iter().all(|c| c.is_alphanumeric()) && !pair.iter().all(|c| is_hiragana(*c)))
        .map(|pair| [pair[0], pair[1]])
        .collect()
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}')
}

fn score(wanted: &Profile, profile: &Profile, frequency: &HashMap<Pair, usize>, candidates: usize) -> f32 {
    let mut shared = 0.0;
    let mut whole = 0.0;
    for (pair, weight) in &profile.weights {
        let held_by = frequency.get(pair).copied().unwrap_or(1);
        #[expect(clippy::cast_precision_loss, reason = "counts of initiatives are small")]
        let rarity = ((candidates as f32 + 1.0) / held_by as f32).ln();
        whole += weight * weight * rarity;
        if let Some(wish) = wanted.weights.get(pair) {
            shared += weight * wish * rarity;
        }
    }
    if whole > 0.0 { shared / whole.sqrt() } else { 0.0 }
}

/// The longest runs of two or more characters that stand in the candidate's title, items or
/// departments and in the subject too.
fn shared_words(subject: &Subject, candidate: &Candidate) -> Vec<String> {
    let said: String = std::iter::once(&subject.title)
        .chain(&subject.said)
        .chain(&subject.departments)
        .map(|text| fold::squeezed(text))
        .collect::<Vec<_>>()
        .join("\n");
    let haystack = said.to_lowercase();
    let mut seen = HashSet::new();
    let mut words: Vec<String> = std::iter::once(&candidate.title)
        .chain(&candidate.parts)
        .chain(&candidate.departments)
        .chain(&candidate.accepted)
        .flat_map(|text| common_runs(&fold::squeezed(text), &haystack))
        .filter(|word| seen.insert(word.clone()))
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(SHOWN_WORDS);
    words
}

/// Greedy: from each place the longest run that `haystack` has, if it says anything.
fn common_runs(text: &str, haystack: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut runs = Vec::new();
    let mut start = 0;
    while start + 1 < chars.len() {
        let mut end = start;
        while end < chars.len() && chars[end].is_alphanumeric() {
            let run: String = chars[start..=end].iter().collect::<String>().to_lowercase();
            if !haystack.contains(&run) {
                break;
            }
            end += 1;
        }
        let run = &chars[start..end];
        let run: String = run.iter().collect::<String>().trim_end_matches(is_hiragana).to_owned();
        if run.chars().count() >= 2 && !run.starts_with(is_hiragana) {
            runs.push(run);
            start = end;
        } else {
            start += 1;
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(title: &str, parts: &[&str], departments: &[&str]) -> Candidate {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Candidate {
            title: title.to_owned(),
            parts: owned(parts),
            departments: owned(departments),
            accepted: Vec::new(),
        }
    }

    #[test]
    fn what_was_tied_before_is_suggested_first() {
        let mut candidates = [candidate("働き方の改革", &[], &[]), candidate("庁舎の見直し", &[], &[])];
        let subject = Subject { title: "朝市の開催について".to_owned(), ..Subject::default() };
        assert!(rank(&subject, &candidates).is_empty(), "no word is shared");
        candidates[1].accepted.push("港の朝市の開催について".to_owned());
        let fits = rank(&subject, &candidates);
        assert_eq!(fits.iter().map(|fit| fit.candidate).collect::<Vec<_>>(), [1]);
        assert!(fits[0].words.contains(&"朝市の開催".to_owned()), "{:?}", fits[0].words);
    }

    #[test]
    fn a_title_that_names_the_initiative_wins_over_common_words() {
        let candidates = [
            candidate("窓口業務の見直しの推進", &["予約の受付"], &["県民生活部"]),
            candidate("紙の保管量の削減の推進", &["書庫の移転"], &["総務部"]),
            candidate("出張と移動時間の見直しの推進", &[], &["人事課"]),
        ];
        let subject =
            Subject { title: "書庫の移転と紙の削減の推進について".to_owned(), ..Subject::default() };
        let fits = rank(&subject, &candidates);
        assert_eq!(fits[0].candidate, 1);
        assert!(fits[0].words.contains(&"書庫の移転".to_owned()), "{:?}", fits[0].words);
    }

    #[test]
    fn nothing_shared_suggests_nothing() {
        let candidates = [candidate("窓口業務", &[], &[])];
        assert!(rank(&Subject { title: "（案）について".to_owned(), ..Subject::default() }, &candidates).is_empty());
    }
}
