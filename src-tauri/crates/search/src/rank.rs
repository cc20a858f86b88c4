//! How much a document weighs before a word is looked at, and how its age counts.
//!
//! The order of an answer is: how well the words match ([`fit`], and the index's own measure for what
//! is not read), times what the document is, times a gentle slope of age. Decisions and agenda items come before remarks, the governor's
//! words before others', words that only lead the meeting last.

use std::ops::Range;

use crate::doc::{Doc, Kind};
use crate::fold::fold;
use crate::highlight::{Marked, Match, Needle};
use crate::request::HitText;

/// The weight of an ordinary remark.
const ORDINARY: u64 = 64;

/// From this weight on, a document is looked at even where there are too many hits to weigh them all.
pub(crate) const PROMINENT: u64 = 80;

/// A hit loses half its score in so many days: forty years.
const HALF_LIFE_DAYS: f32 = 40.0 * 365.0;

/// What a document is, as a number that multiplies its score; [`factor`] reads it back.
pub(crate) fn weight(doc: &Doc) -> u64 {
    match doc.key.kind {
        Kind::Decision => 104,
        Kind::Agenda => 96,
        Kind::Remark if doc.function == "chairing" => ORDINARY / 2,
        Kind::Remark if is_governor(doc) => 88,
        Kind::Initiative | Kind::Meeting => 80,
        // The words of a remark, once more.
        Kind::FollowUp => 56,
        // What was planned and reported in tables stands behind what was said.
        Kind::Progress | Kind::Activity => 48,
        Kind::Remark | Kind::Document => ORDINARY,
    }
}

/// The governor, and nobody whose post only holds the word (副知事, 知事公室長).
fn is_governor(doc: &Doc) -> bool {
    let speaker = fold(&doc.speaker);
    fold(&doc.post) == "知事" || (speaker.ends_with("知事") && !speaker.ends_with("副知事"))
}

/// What a hit counts less for every better one that is about the same, [`MOST_SAME`] at most.
pub(crate) fn same_topic(seen: usize) -> f32 {
    SAME_TOPIC.powi(i32::try_from(seen.min(MOST_SAME)).unwrap_or(0))
}
const SAME_TOPIC: f32 = 0.75;
const MOST_SAME: usize = 2;

/// What a hit counts less that says the same words as a better one: a decision and the remark that it
/// is quoted from, a follow-up and the request that it is.
pub(crate) const SAME_WORDS: f32 = 0.5;

/// Whether one of two texts is a quotation of the other.
pub(crate) fn says_the_same(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= SHORTEST_QUOTATION && long.contains(short)
}

/// In bytes: ten characters.
const SHORTEST_QUOTATION: usize = 30;

/// What [`weight`] multiplies a score by.
pub(crate) fn factor(weight: u64) -> f32 {
    // At most 255: exact in any float.
    f32::from(u16::try_from(weight).unwrap_or(u16::MAX)) / 64.0
}

/// What age multiplies a score by: 1 for the newest document of the index, 1/2 after forty years.
pub(crate) fn recency(day: i64, newest: i64) -> f32 {
    let age = u16::try_from((newest - day).max(0)).unwrap_or(u16::MAX);
    HALF_LIFE_DAYS / (HALF_LIFE_DAYS + f32::from(age))
}

/// How well a document matches, as a reader sees it: which words are in its title, in its speaker, in
/// its text; whether they stand together there; whether they are words or parts of words.
pub(crate) fn fit(text: &HitText, marked: &Marked, needles: &[Needle]) -> f32 {
    let words = needles.iter().map(|needle| needle.word).max().map_or(0, |last| last + 1);
    let mut fit = 0.0;
    for word in 0..words {
        let of_word = |found: &[Match], is_part: &dyn Fn(&Range<usize>) -> bool| {
            let of_word = found.iter().filter(|found| needles.get(found.needle).is_some_and(|n| n.word == word));
            let worths: Vec<f32> = of_word.map(|found| worth(found, is_part(&found.range), needles)).collect();
            let best = worths.iter().copied().fold(0.0, f32::max);
            // A second mention tells something, a tenth nothing more.
            let more: f32 = worths.iter().sum::<f32>() - best;
            best * (1.0 + MORE * more / (more + 2.0))
        };
        let inside = |text: &str, range: &Range<usize>| is_inside(text, range.start) || is_inside(text, range.end);
        let title = TITLE * of_word(&marked.title, &|range| inside(&text.title, range));
        let speaker = SPEAKER * of_word(&marked.speaker, &|range| is_part_of_speaker(&text.speaker, range));
        let body = of_word(&marked.body, &|range| inside(&text.text, range)) * brevity(&text.text);
        fit += title.max(speaker).max(body) + AND_ELSEWHERE * (title + speaker + body - title.max(speaker).max(body));
    }
    fit * (1.0 + TOGETHER * together(&text.text, &marked.body, needles))
}

/// What a match in a title counts, measured in matches in a text.
const TITLE: f32 = 1.6;
/// What one in a speaker's name or post counts.
const SPEAKER: f32 = 1.6;
/// What a further field counts beside the best.
const AND_ELSEWHERE: f32 = 0.3;
/// What many further mentions count beside the best.
const MORE: f32 = 0.8;
/// What words count more that stand side by side.
const TOGETHER: f32 = 0.8;
/// A match in another spelling.
const RESPELLED: f32 = 0.85;
/// A match inside of a longer word.
const INSIDE: f32 = 0.7;
/// A match of a single character there: 紙 in 手紙 is another word.
const INSIDE_BY_ONE: f32 = 0.45;
/// How much a text counts less for its length: 0 not at all, 1 in proportion. The long remarks of a
/// meeting are the ones that explain, so not much.
const BREVITY: f32 = 0.1;
/// The length of an ordinary remark, in characters.
const ORDINARY_LENGTH: f32 = 160.0;

fn worth(found: &Match, is_part: bool, needles: &[Needle]) -> f32 {
    let needle = needles.get(found.needle);
    let respelled = if needle.is_some_and(|needle| needle.respelled) { RESPELLED } else { 1.0 };
    let one_character = needle.is_some_and(|needle| needle.folded.chars().nth(1).is_none());
    let part = match (is_part, one_character) {
        (false, _) => 1.0,
        (true, false) => INSIDE,
        (true, true) => INSIDE_BY_ONE,
    };
    respelled * part
}

/// Whether a match is neither the name nor the post: names stand first in a speaker, posts last.
fn is_part_of_speaker(speaker: &str, range: &Range<usize>) -> bool {
    let ends = range.end == speaker.len() && !speaker.get(..range.start).is_some_and(|name| name.ends_with('副'));
    range.start != 0 && !ends && (is_inside(speaker, range.start) || is_inside(speaker, range.end))
}

/// Whether byte `at` cuts a run of kanji, of katakana, or of letters and digits.
fn is_inside(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at..).and_then(|text| text.chars().next());
    matches!((before.and_then(script), after.and_then(script)), (Some(before), Some(after)) if before == after)
}

/// A script whose words are told by where it changes; hiragana tells nothing.
fn script(c: char) -> Option<u8> {
    match c {
        '\u{4E00}'..='\u{9FFF}' | '々' => Some(0),
        '\u{30A1}'..='\u{30FC}' => Some(1),
        c if c.is_ascii_alphanumeric() => Some(2),
        _ => None,
    }
}

/// Long texts mention many things: less of them is about each.
fn brevity(text: &str) -> f32 {
    // Three bytes a character; a length need not be exact here.
    let characters = f32::from(u16::try_from(text.len() / 3).unwrap_or(u16::MAX));
    (2.0 * ORDINARY_LENGTH / (ORDINARY_LENGTH + characters.max(ORDINARY_LENGTH / 2.0))).powf(BREVITY)
}

/// 1 where all words of the query stand side by side in a text, falling to 0 with their distance.
/// A query of one word gains nothing.
fn together(text: &str, body: &[Match], needles: &[Needle]) -> f32 {
    let word = |found: &Match| needles.get(found.needle).map_or(0, |needle| needle.word);
    let mut words: Vec<usize> = body.iter().map(word).collect();
    words.sort_unstable();
    words.dedup();
    if words.len() < 2 {
        return 0.0;
    }
    // The shortest stretch that holds one match of each.
    let mut last: Vec<(usize, Option<Range<usize>>)> = words.into_iter().map(|word| (word, None)).collect();
    let mut shortest = usize::MAX;
    for found in body.iter().take(MOST_MATCHES) {
        if let Some((_, seen)) = last.iter_mut().find(|(seen, _)| *seen == word(found)) {
            *seen = Some(found.range.clone());
        }
        let Some(ranges) = last.iter().map(|(_, range)| range.as_ref()).collect::<Option<Vec<_>>>() else { continue };
        let start = ranges.iter().map(|range| range.start).min().unwrap_or(0);
        let end = ranges.iter().map(|range| range.end).max().unwrap_or(0);
        let held: usize = ranges.iter().map(|range| range.len()).sum();
        shortest = shortest.min((end - start).saturating_sub(held));
    }
    let between = shortest.min(text.len()) / 3;
    NEAR / (NEAR + f32::from(u16::try_from(between).unwrap_or(u16::MAX)))
}

/// Words so many characters apart are half together.
const NEAR: f32 = 24.0;
/// As many matches of a text are looked at for their distances.
const MOST_MATCHES: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::DocKey;

    #[test]
    fn the_governor_is_told_from_those_around_him() {
        let remark = |speaker: &str, post: &str| Doc {
            speaker: speaker.into(),
            post: post.into(),
            ..Doc::new(DocKey { kind: Kind::Remark, id: uuid::Uuid::nil() })
        };
        assert!(weight(&remark("青井知事", "知事")) >= PROMINENT);
        assert!(weight(&remark("知事", "")) >= PROMINENT);
        assert!(weight(&remark("黒田副知事", "副知事")) < PROMINENT);
        assert!(weight(&remark("知事公室長", "")) < PROMINENT);
    }

    #[test]
    fn a_name_and_a_post_are_whole_in_a_speaker_and_nothing_else_is() {
        for (speaker, word, expected) in [
            ("青井知事", "知事", false),
            ("黒田副知事", "知事", true),
            ("青井知事", "青井", false),
            ("知事公室長", "公室", true),
            ("汐見CDO", "CDO", false),
        ] {
            let start = speaker.find(word).unwrap_or(0);
            assert_eq!(is_part_of_speaker(speaker, &(start..start + word.len())), expected, "{word} in {speaker}");
        }
    }

    #[test]
    fn a_quotation_says_the_same_and_a_short_word_says_nothing() {
        let remark = "議題３については、原案のとおり決定する。二月に報告する。";
        assert!(says_the_same("議題３については、原案のとおり決定する", remark));
        assert!(!says_the_same("議題４については、原案のとおり決定する", remark));
        assert!(!says_the_same("", remark));
    }
}
