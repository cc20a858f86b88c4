//! Marking matches in source text: found in folded text, shown in what was printed.
//!
//! Invariants: marked parts joined together are exactly the source passage; every occurrence of
//! every needle is marked, overlapping ones as one.

use std::ops::Range;

use memchr::memmem;

use crate::fold;
use crate::query::Query;
use crate::request::{HitText, SnippetPart, Why};
use crate::spelling;

/// How long an excerpt is, in characters.
const EXCERPT_CHARS: usize = 120;

/// How much of an excerpt may come before its first match, in characters.
const LEAD_CHARS: usize = 30;

/// Something to mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Needle {
    /// What stands in folded text.
    pub(crate) folded: String,
    /// Which word of the query it is, in one spelling or another.
    pub(crate) word: usize,
    /// Whether it is another spelling than the one typed.
    pub(crate) respelled: bool,
}

/// Marks what a query matches, in any text.
#[derive(Debug, Clone)]
pub struct Highlighter {
    needles: Vec<Needle>,
}

/// What there is to show of a hit.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) title: Vec<SnippetPart>,
    pub(crate) snippet: Vec<SnippetPart>,
    pub(crate) snippet_range: Range<usize>,
    pub(crate) ranges: Vec<Range<usize>>,
    pub(crate) why: Vec<Why>,
}

/// A match in the source text.
#[derive(Debug)]
pub(crate) struct Match {
    /// In bytes of the source.
    pub(crate) range: Range<usize>,
    /// Which needle.
    pub(crate) needle: usize,
}

/// The matches in a document, each list in order of its starts.
#[derive(Debug)]
pub(crate) struct Marked {
    pub(crate) title: Vec<Match>,
    pub(crate) speaker: Vec<Match>,
    pub(crate) body: Vec<Match>,
}

impl Highlighter {
    /// Marks the words and phrases of `query`, and other spellings where `variants` says so.
    pub fn new(query: &Query, variants: bool, families: &[Vec<String>]) -> Self {
        let mut needles = Vec::new();
        collect(query, variants, families, &mut needles);
        Self { needles }
    }

    pub(crate) fn of(needles: Vec<Needle>) -> Self {
        Self { needles }
    }

    /// The matches in `text`, in bytes, ascending and apart.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        merged(&self.matches(text))
    }

    /// In order of their start.
    fn matches(&self, text: &str) -> Vec<Match> {
        let folded = fold::folded(text);
        let mut matches = Vec::new();
        for (needle, Needle { folded: wanted, .. }) in self.needles.iter().enumerate() {
            for at in memmem::find_iter(folded.text().as_bytes(), wanted.as_bytes()) {
                matches.push(Match { range: folded.to_source(at..at + wanted.len()), needle });
            }
        }
        matches.sort_by_key(|found| (found.range.start, found.range.end));
        matches
    }

    pub(crate) fn mark(&self, text: &HitText) -> Marked {
        Marked {
            title: self.matches(&text.title),
            speaker: self.matches(&text.speaker),
            body: self.matches(&text.text),
        }
    }

    pub(crate) fn show(&self, text: &HitText, marked: &Marked) -> Shown {
        let Marked { title, speaker, body } = marked;
        let mut why = Vec::new();
        for (found, reason) in [(title, Why::Title), (speaker, Why::Speaker), (body, Why::Text)] {
            if !found.is_empty() {
                why.push(reason);
            }
        }
        let hit = |needle: usize| [title, speaker, body].iter().any(|found| found.iter().any(|m| m.needle == needle));
        for (i, needle) in self.needles.iter().enumerate().filter(|(_, needle)| needle.respelled) {
            if hit(i) {
                why.push(Why::Spelling(needle.folded.clone()));
            }
        }
        let ranges = merged(body);
        let passage = passage(&text.text, body);
        Shown {
            title: parts(&text.title, 0..text.title.len(), &merged(title)),
            snippet: parts(&text.text, passage.clone(), &ranges),
            snippet_range: passage,
            ranges,
            why,
        }
    }
}

fn collect(query: &Query, variants: bool, families: &[Vec<String>], needles: &mut Vec<Needle>) {
    let mut push = |folded: String, respelled| {
        if !folded.is_empty() {
            needles.push(Needle { folded, word: 0, respelled });
        }
    };
    match query {
        Query::And(inner) | Query::Or(inner) => {
            for query in inner {
                collect(query, variants, families, needles);
            }
        }
        Query::Word(word) => {
            let folded = fold::fold(word);
            if variants {
                for other in spelling::others(&folded, families) {
                    push(other, true);
                }
            }
            push(folded, false);
        }
        Query::Phrase(text) => push(fold::fold(text), false),
        Query::Not(_) | Query::Filter(_) => {}
    }
}

fn merged(matches: &[Match]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for Match { range, .. } in matches {
        match out.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => out.push(range.clone()),
        }
    }
    out
}

/// The passage with the most different needles, then the most matches, then the first.
fn passage(text: &str, matches: &[Match]) -> Range<usize> {
    let anchor = best_start(text, matches);
    let start = lead(text, anchor);
    let end = text[start..].char_indices().nth(EXCERPT_CHARS).map_or(text.len(), |(i, _)| start + i);
    start..end
}

fn best_start(text: &str, matches: &[Match]) -> usize {
    let reach = EXCERPT_CHARS - LEAD_CHARS;
    let mut best = (0, 0, 0);
    for (i, first) in matches.iter().enumerate() {
        let start = first.range.start;
        let end = text[start..].char_indices().nth(reach).map_or(text.len(), |(at, _)| start + at);
        let inside = matches[i..].iter().take_while(|found| found.range.end <= end);
        let mut seen = Vec::new();
        let mut count = 0;
        for found in inside {
            count += 1;
            if !seen.contains(&found.needle) {
                seen.push(found.needle);
            }
        }
        if (seen.len(), count) > (best.0, best.1) {
            best = (seen.len(), count, start);
        }
        // Enough for an excerpt: long texts with a frequent word need not be read to the end.
        if i == 200 {
            break;
        }
    }
    best.2
}

/// Where to begin before `anchor`: at the sentence it stands in, if that begins near enough.
fn lead(text: &str, anchor: usize) -> usize {
    let mut start = anchor;
    for (i, c) in text[..anchor].char_indices().rev().take(LEAD_CHARS) {
        if matches!(c, '。' | '\n' | '．') {
            break;
        }
        start = i;
    }
    start
}

fn parts(text: &str, passage: Range<usize>, ranges: &[Range<usize>]) -> Vec<SnippetPart> {
    let mut out = Vec::new();
    let mut push = |range: Range<usize>, mark| {
        if !range.is_empty() {
            out.push(SnippetPart { text: text[range].to_owned(), mark });
        }
    };
    let mut at = passage.start;
    for range in ranges {
        let range = range.start.clamp(at, passage.end)..range.end.clamp(at, passage.end);
        if range.is_empty() {
            continue;
        }
        push(at..range.start, false);
        at = range.end;
        push(range, true);
    }
    push(at..passage.end, false);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse_lenient;
    use proptest::prelude::*;

    fn marked(query: &str, text: &str) -> String {
        let highlighter = Highlighter::new(&parse_lenient(query).query.unwrap(), true, &[]);
        let text = HitText { text: text.into(), ..HitText::default() };
        let shown = highlighter.show(&text, &highlighter.mark(&text));
        let mark = |part: SnippetPart| if part.mark { format!("[{}]", part.text) } else { part.text };
        shown.snippet.into_iter().map(mark).collect()
    }

    #[test]
    fn matches_are_marked_as_printed() {
        assert_eq!(marked("dx", "県庁ＤＸを進める。"), "県庁[ＤＸ]を進める。");
        assert_eq!(marked("行財政改革", "行財政\n改革の取り組み"), "[行財政\n改革]の取り組み");
        assert_eq!(marked("取組", "各部の取り組みを見る"), "各部の[取り組み]を見る");
        assert_eq!(marked("海県 青海", "青海県庁"), "[青海県]庁");
        assert_eq!(marked("-案 紙", "紙の案"), "[紙]の案");
    }

    #[test]
    fn an_excerpt_holds_the_passage_where_the_words_meet() {
        let text = format!("紙の話。{}紙をなくし、予算を決める。", "それは別の話である。".repeat(40));
        let shown = marked("紙 予算", &text);
        assert!(shown.starts_with("[紙]をなくし、[予算]"), "{shown}");
    }

    proptest! {
        #[test]
        fn marked_parts_are_the_source(text in "[あ-おア-オa-cＡ-Ｃ。\\n 髙高\u{FF9E}]{0,300}", word in "[あ-おa-c高]{1,2}") {
            let highlighter = Highlighter::new(&Query::Word(word), false, &[]);
            let hit = HitText { text: text.clone(), title: text.clone(), ..HitText::default() };
            let shown = highlighter.show(&hit, &highlighter.mark(&hit));
            let joined: String = shown.snippet.iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(&text[shown.snippet_range], joined);
            let title: String = shown.title.iter().map(|part| part.text.as_str()).collect();
            prop_assert_eq!(title, text);
        }
    }
}
