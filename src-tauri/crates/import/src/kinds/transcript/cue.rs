//! Cues: who said what, when, in every form that recorders and meeting tools write.
//!
//! ```text
//! 00:00:01.000 --> 00:00:03.500    WebVTT and SRT, with <v 名前>words</v> or 名前: words
//! 名前 0:03                        pasted from a meeting tool; the words below
//! [00:01:23] 名前: words           recorders
//! 00:01:23 名前 words
//! 名前: words                      no times at all
//! ```
//!
//! A word before a colon is a name where it comes again and again, or is a speaker beyond doubt.

use std::collections::HashMap;

use gijicho_model::draft::LineRole;
use gijicho_model::fold;

use super::Told;
use crate::formats::captions::{moment, timing};
use crate::line::{Line, is_space};
use crate::source::Part;
use crate::speaker::Speakers;

/// Longest name, in characters.
const LONGEST_NAME: usize = 30;
/// Most lines that are looked at to tell a transcript.
const HEAD: usize = 400;

/// What was said in one stretch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cue {
    pub(super) from_ms: Option<u32>,
    pub(super) to_ms: Option<u32>,
    /// As written.
    pub(super) speaker: Option<String>,
    pub(super) words: String,
    /// First and last line of the words.
    pub(super) lines: [u32; 2],
    /// The same with the lines that tell time and speaker.
    pub(super) all_lines: [u32; 2],
    /// Whether it goes on with the paragraph before it.
    pub(super) goes_on: bool,
}

/// Whether lines begin or end with times that ascend: what a recorder writes.
pub(super) fn are_timed(text: &str) -> bool {
    const FEWEST: usize = 3;
    let (mut all, mut timed, mut before) = (0usize, 0usize, 0);
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD) {
        all += 1;
        let at = timing(line).map(|(from, _)| from).or_else(|| stamp(line).map(|(at, ..)| at));
        if let Some(at) = at.filter(|at| *at >= before) {
            timed += 1;
            before = at;
        }
    }
    timed >= FEWEST && timed * 4 >= all
}

/// A line with a moment at its beginning or end: the moment, what stands beside it, and whether the
/// moment comes first.
fn stamp(line: &str) -> Option<(u32, &str, bool)> {
    let line = line.trim();
    let is_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let bare = line.strip_prefix(['[', '(', '［', '（']);
    let inner = bare.unwrap_or(line);
    let end = inner.find(|c| !is_clock(c)).unwrap_or(inner.len());
    if let Some(at) = moment(inner[..end].trim_end_matches([':', '.', ','])) {
        let rest = &inner[end..];
        let rest = if bare.is_some() { rest.strip_prefix([']', ')', '］', '）'])? } else { rest };
        let is_apart = bare.is_some() || rest.is_empty() || rest.starts_with(is_space);
        // `10:30～11:00` and `1:5` of prose are no stamps.
        let rest = rest.trim_matches(is_space);
        return (is_apart && inner[..end].len() > 3).then_some((at, rest, true));
    }
    let closed = line.strip_suffix([']', ')', '］', '）']).unwrap_or(line);
    let start = closed.trim_end_matches(is_clock).len();
    let name = closed[..start].trim_end_matches(|c| is_space(c) || matches!(c, '[' | '(' | '［' | '（'));
    let is_short = !name.is_empty() && name.chars().nth(LONGEST_NAME).is_none() && !name.contains('。');
    let gap = name.len() < start;
    moment(&closed[start..]).filter(|_| is_short && gap).map(|at| (at, name, false))
}

/// Reads lines as cues, and tells what each line is.
pub(super) fn read(lines: &[Line<'_>], speakers: &Speakers) -> (Vec<Cue>, Vec<Told>) {
    let names = Names::learn(lines, speakers);
    let mut reader = Reader { names, cues: Vec::new(), roles: Vec::with_capacity(lines.len()), open: Open::default() };
    for (at, line) in lines.iter().enumerate() {
        let role = reader.read_line(line, lines.get(at + 1));
        reader.roles.push((role, None));
    }
    (reader.cues, reader.roles)
}

/// What the next words belong to.
#[derive(Default)]
struct Open {
    span: Option<(u32, Option<u32>)>,
    speaker: Option<String>,
    /// The first line that told time or speaker.
    since: Option<u32>,
    /// Words have come since.
    is_used: bool,
}

struct Reader {
    names: Names,
    cues: Vec<Cue>,
    roles: Vec<Told>,
    open: Open,
}

impl Reader {
    fn read_line(&mut self, line: &Line<'_>, next: Option<&Line<'_>>) -> LineRole {
        if line.is_blank() {
            return LineRole::Blank;
        }
        if line.shape.part == Part::Furniture {
            return LineRole::Layout;
        }
        if let Some((from, to)) = timing(line.text) {
            // 「名前」 above its times, as one meeting tool pastes it, stays the speaker.
            let keeps = !self.open.is_used;
            self.begin(line.number, Some((from, Some(to))), None, keeps);
            return LineRole::Layout;
        }
        if let Some((at, rest, is_first)) = stamp(line.text) {
            return self.read_stamped(line, at, rest, is_first);
        }
        if self.names.has_times && self.open.since.is_none() && next.is_none_or(|next| timing(next.text).is_none()) {
            return LineRole::Header;
        }
        let is_above_times = next.is_some_and(|next| timing(next.text).is_some());
        if is_above_times && is_short_name(line.text) {
            self.begin(line.number, None, Some(line.text.to_owned()), false);
            return LineRole::Speaker;
        }
        let is_alone = !self.open.is_used && self.open.since.is_some() && self.names.knows(line.text);
        if is_alone {
            self.open.speaker = Some(line.text.to_owned());
            return LineRole::Speaker;
        }
        self.read_words(line, line.text)
    }

    /// 「[00:01:23] 名前: words」, 「名前 0:03」
    fn read_stamped(&mut self, line: &Line<'_>, at: u32, rest: &str, is_first: bool) -> LineRole {
        let span = Some((at, None));
        if !is_first {
            self.begin(line.number, span, Some(rest.to_owned()), false);
            return LineRole::Speaker;
        }
        self.begin(line.number, span, None, false);
        if rest.is_empty() {
            return LineRole::Layout;
        }
        if self.names.knows(rest) || self.names.after_times && is_short_name(rest) {
            self.open.speaker = Some(rest.to_owned());
            return LineRole::Speaker;
        }
        if let Some((name, words)) = before_colon(rest).filter(|_| self.names.after_times) {
            self.open.speaker = Some(name.to_owned());
            return self.read_words(line, words);
        }
        self.read_words(line, rest)
    }

    fn begin(&mut self, number: u32, span: Option<(u32, Option<u32>)>, speaker: Option<String>, keeps: bool) {
        let open = &mut self.open;
        let speaker = speaker.or_else(|| if keeps { open.speaker.take() } else { None });
        let since = if keeps { open.since.or(Some(number)) } else { Some(number) };
        *open = Open { span, speaker, since, is_used: false };
    }

    /// A line of words, which may begin with their speaker.
    fn read_words(&mut self, line: &Line<'_>, text: &str) -> LineRole {
        for (speaker, words) in voices(text) {
            let (speaker, words) = match speaker {
                Some(speaker) => (Some(speaker), words),
                None => self.names.split(&words).map_or((None, words.clone()), |(name, rest)| (Some(name), rest)),
            };
            let is_first = !self.open.is_used;
            let since = self.open.since.filter(|_| is_first).unwrap_or(line.number);
            let who = speaker.or_else(|| self.open.speaker.clone());
            let before = self.cues.last().filter(|_| !is_first).and_then(|cue| cue.speaker.clone());
            let (from_ms, to_ms) = self.open.span.map_or((None, None), |(from, to)| (Some(from), to));
            let words = words.trim_matches(is_space).to_owned();
            self.open.is_used = true;
            if words.is_empty() {
                self.open.speaker = who;
                continue;
            }
            self.cues.push(Cue {
                from_ms,
                to_ms,
                speaker: who.or(before),
                words,
                lines: [line.number; 2],
                all_lines: [since.min(line.number), line.number],
                goes_on: true,
            });
        }
        LineRole::Continuation
    }
}

/// The voices on a line: `<v 名前>words</v>`; other tags are taken off.
fn voices(text: &str) -> Vec<(Option<String>, String)> {
    let mut voices: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let Some(close) = rest[open..].find('>').map(|at| open + at) else { break };
        let tag = &rest[open + 1..close];
        let is_tag =
            tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c.is_ascii_digit()) && tag.len() <= 120;
        let taken = if is_tag { open } else { close + 1 };
        if let Some((_, words)) = voices.last_mut() {
            words.push_str(&rest[..taken]);
        }
        rest = &rest[close + 1..];
        let name = tag.strip_prefix('v').filter(|name| is_tag && name.starts_with([' ', '.', '\t']));
        if let Some(name) = name {
            let name = name.split_once([' ', '\t']).map_or("", |(_, name)| name).trim();
            voices.push(((!name.is_empty()).then(|| name.to_owned()), String::new()));
        }
    }
    if let Some((_, words)) = voices.last_mut() {
        words.push_str(rest);
    }
    voices.retain(|(speaker, words)| speaker.is_some() || !words.trim().is_empty());
    voices
}

/// The names that stand before words.
struct Names {
    known: HashMap<String, usize>,
    /// Whether any line tells a time.
    has_times: bool,
    /// Whether a name nearly always follows a time on its line.
    after_times: bool,
}

impl Names {
    fn learn(lines: &[Line<'_>], speakers: &Speakers) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        let (mut after_time, mut has_times, mut stamps, mut named) = (false, false, 0usize, 0usize);
        for line in lines.iter().filter(|line| !line.is_blank() && line.shape.part != Part::Furniture) {
            let stamped = stamp(line.text).filter(|(.., is_first)| *is_first);
            let text = stamped.map_or(line.text, |(_, rest, _)| rest);
            let name = before_colon(text).map(|(name, _)| name);
            has_times |= timing(line.text).is_some() || stamp(line.text).is_some();
            stamps += usize::from(stamped.is_some());
            named += usize::from(stamped.is_some() && (name.is_some() || is_short_name(text)));
            let alone = (stamped.is_some() || after_time) && is_short_name(text);
            for name in name.into_iter().chain(alone.then_some(text)) {
                let sure = speakers.is_surely_speaker(name);
                *counts.entry(fold::squeezed(name)).or_default() += if sure { 2 } else { 1 };
            }
            after_time = timing(line.text).is_some() || stamped.is_some_and(|(_, rest, _)| rest.is_empty());
        }
        counts.retain(|_, count| *count > 1);
        Self { known: counts, has_times, after_times: stamps > 1 && named * 4 >= stamps * 3 }
    }

    fn knows(&self, name: &str) -> bool {
        is_short_name(name) && self.known.contains_key(&fold::squeezed(name))
    }

    /// 「名前: words」
    fn split(&self, text: &str) -> Option<(String, String)> {
        let (name, words) = before_colon(text)?;
        self.knows(name).then(|| (name.to_owned(), words.to_owned()))
    }
}

fn before_colon(text: &str) -> Option<(&str, &str)> {
    let at = text.char_indices().take(LONGEST_NAME + 1).find(|(_, c)| matches!(c, ':' | '：'))?.0;
    let name = text[..at].trim_matches(is_space);
    let words = text[at..].trim_start_matches([':', '：']);
    (is_short_name(name) && !name.ends_with(|c: char| c.is_ascii_digit() && name.len() < 3)).then_some((name, words))
}

/// Whether a text could be a name: short, no sentence, and not a number.
fn is_short_name(text: &str) -> bool {
    let is_sentence = |c: char| matches!(c, '。' | '、' | '？' | '！' | '?' | '!' | '「' | '」' | '<' | '>');
    !text.is_empty()
        && text.chars().nth(LONGEST_NAME).is_none()
        && !text.contains(is_sentence)
        && !["http", "https"].contains(&text)
        && text.chars().any(char::is_alphabetic)
}
