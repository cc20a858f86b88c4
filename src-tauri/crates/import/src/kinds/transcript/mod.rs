//! Transcripts: what a recorder or a meeting tool wrote down, with times.
//!
//! Lines → cues (time, speaker, words) → one remark for each run of cues of one speaker, its
//! paragraphs apart by pauses.
//!
//! Invariants: words are kept as written, without the tags of the format; every line is accounted for;
//! chatter decides nothing, for no agenda stands in a transcript.

mod cue;
mod name;

use gijicho_model::body::{self, Block};
use gijicho_model::draft::{
    Coverage, DraftMeeting, DraftRemark, LineRole, MinutesDraft, SourceLine, TimeSpan, UnplacedLine, Warning,
};
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::meeting::{Function, Side};

use super::minutes;

use crate::line::{self, Line, is_space, needs_space};
use crate::source::{Format, Source};
use crate::speaker::Speakers;
use crate::{Hints, ImportError};
use cue::Cue;

/// A pause that begins a paragraph, in milliseconds.
const PAUSE_MS: u32 = 2_500;
/// Longest remark without a break, in bytes: a recorder without names would make one of it all.
const LONGEST: usize = 60_000;

/// Whether a source is a transcript: captions, or lines with times in ascending order. Minutes that
/// caption their columns (時刻, 発言者, 発言内容) are minutes.
pub(super) fn is_transcript(source: &Source) -> bool {
    source.format == Format::Captions || cue::are_timed(&source.text) && !minutes::has_columns(&source.text)
}

/// Reads a transcript.
pub(super) fn read(source: &Source, hints: &Hints<'_>) -> Result<MinutesDraft, ImportError> {
    let lines = line::split(source)?;
    let speakers = Speakers::new(hints.register);
    let (cues, mut roles) = cue::read(&lines, &speakers);
    if cues.is_empty() {
        return Err(ImportError::NotMinutes);
    }
    let mut remarks: Vec<DraftRemark> = Vec::new();
    let mut turns: Vec<Turn<'_>> = Vec::new();
    for cue in &cues {
        match turns.last_mut() {
            Some(turn) if turn.goes_on_with(cue) => turn.push(cue),
            _ => turns.push(Turn::new(cue)),
        }
    }
    for (position, turn) in turns.iter().enumerate() {
        turn.tell(position, &mut roles);
        remarks.push(turn.finish(&speakers));
    }
    let follow_ups = minutes::settle(&mut remarks);
    let account = account(&lines, &roles);
    let is_head = |(_, (role, _)): &(&Line<'_>, &Told)| *role == LineRole::Header;
    let heads: Vec<&str> = lines.iter().zip(&roles).filter(is_head).map(|(line, _)| line.text).collect();
    let mut warnings = Vec::new();
    let meeting = name::meeting(hints.file_name, &lines, &heads);
    warn(&meeting, &remarks, &mut warnings);
    Ok(MinutesDraft {
        meeting,
        remarks,
        follow_ups,
        unplaced: account.1,
        coverage: account.0,
        warnings,
        lines: account.2,
        ..MinutesDraft::default()
    })
}

/// A line's role, and the remark it belongs to.
type Told = (LineRole, Option<usize>);

/// A run of cues of one speaker.
struct Turn<'a> {
    cues: Vec<&'a Cue>,
    bytes: usize,
}

impl<'a> Turn<'a> {
    fn new(cue: &'a Cue) -> Self {
        Self { cues: vec![cue], bytes: cue.words.len() }
    }

    fn last(&self) -> Option<&'a Cue> {
        self.cues.last().copied()
    }

    fn goes_on_with(&self, cue: &Cue) -> bool {
        let same = self.last().is_some_and(|last| cue.speaker.is_none() || cue.speaker == last.speaker);
        same && self.bytes < LONGEST
    }

    fn push(&mut self, cue: &'a Cue) {
        self.bytes += cue.words.len();
        self.cues.push(cue);
    }

    /// The paragraphs: runs of cues without a pause after a sentence.
    fn paragraphs(&self) -> Vec<(String, [u32; 2])> {
        let mut paragraphs: Vec<(String, [u32; 2])> = Vec::new();
        let mut before: Option<u32> = None;
        for cue in &self.cues {
            let pauses = before.zip(cue.from_ms).is_some_and(|(before, from)| from >= before.saturating_add(PAUSE_MS));
            match paragraphs.last_mut() {
                Some((text, lines)) if !pauses && cue.goes_on => {
                    if needs_space(text, &cue.words) {
                        text.push(' ');
                    }
                    text.push_str(&cue.words);
                    lines[1] = cue.lines[1];
                }
                _ => paragraphs.push((cue.words.clone(), cue.lines)),
            }
            before = cue.to_ms.or(cue.from_ms);
        }
        paragraphs
    }

    /// Tells the lines of the turn their roles.
    fn tell(&self, position: usize, roles: &mut [Told]) {
        let firsts: Vec<u32> = self.paragraphs().iter().map(|(_, lines)| lines[0]).collect();
        for cue in &self.cues {
            for line in cue.all_lines[0]..=cue.all_lines[1] {
                let place = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
                let Some(told) = roles.get_mut(place) else { continue };
                if told.0 == LineRole::Continuation && firsts.contains(&line) {
                    told.0 = LineRole::Body;
                }
                if told.0 != LineRole::Blank {
                    told.1 = Some(position);
                }
            }
        }
    }

    fn finish(&self, speakers: &Speakers) -> DraftRemark {
        let paragraphs = self.paragraphs();
        let made: Vec<(Block, [u32; 2])> = paragraphs
            .into_iter()
            .map(|(text, lines)| (Block::prose(&text), lines))
            .filter(|(block, _)| !block.text().is_empty())
            .collect();
        let printed = self.cues.iter().find_map(|cue| cue.speaker.as_deref());
        let split = printed.map(|printed| speakers.split(printed));
        let from = self.cues.iter().find_map(|cue| cue.from_ms);
        let to = self.cues.iter().rev().find_map(|cue| cue.to_ms.or(cue.from_ms));
        let first = self.cues.first().map_or(1, |cue| cue.all_lines[0]);
        let last = self.last().map_or(first, |cue| cue.all_lines[1]);
        let post = split.as_ref().map_or("", |split| split.speaker.post.as_str());
        let blocks: Vec<Block> = made.iter().map(|(block, _)| block.clone()).collect();
        DraftRemark {
            agenda: None,
            mark: None,
            side: if post.is_empty() { Side::Unknown } else { minutes::side_of(post) },
            function: Function::Statement,
            speaker_unsure: split.as_ref().is_some_and(|split| split.is_unsure),
            speaker: split.map(|split| split.speaker),
            note: None,
            body: body::to_markdown(&blocks),
            lines: [first, last],
            block_lines: made.iter().map(|(_, lines)| *lines).collect(),
            span: from.zip(to).map(|(from_ms, to_ms)| TimeSpan { from_ms, to_ms: to_ms.max(from_ms) }),
        }
    }
}

/// Counts what was placed, and lists what was not.
fn account(lines: &[Line<'_>], roles: &[Told]) -> (Coverage, Vec<UnplacedLine>, Vec<SourceLine>) {
    let mut coverage = Coverage::default();
    let mut unplaced = Vec::new();
    let mut sources = Vec::with_capacity(lines.len());
    for (line, &(role, remark)) in lines.iter().zip(roles) {
        let characters = line.source.chars().filter(|c| !is_space(*c)).count();
        coverage.characters += characters;
        if role == LineRole::Unplaced {
            unplaced.push(UnplacedLine { line: line.number, text: line.source.to_owned() });
        } else {
            coverage.placed += characters;
        }
        sources.push(SourceLine { line: line.number, text: line.source.to_owned(), role, remark });
    }
    (coverage, unplaced, sources)
}

/// Says what a person should look at.
fn warn(meeting: &DraftMeeting, remarks: &[DraftRemark], warnings: &mut Vec<Warning>) {
    let mut say = |code: &str, message: &str, line: Option<u32>| {
        warnings.push(Warning { code: code.to_owned(), message: message.to_owned(), line });
    };
    if meeting.title.is_none() {
        say("title-missing", "標題が見つかりません。会議の名前を選ぶか入れてください。", None);
    }
    if meeting.held_on.is_none() {
        say("date-missing", "開催日が見つかりません。入れてください。", None);
    }
    if remarks.iter().all(|remark| remark.speaker.is_none()) {
        say("speakers-missing", "誰が話したかが書かれていません。発言ごとに発言者を入れてください。", None);
    }
    let first_unsure = remarks.iter().find(|remark| remark.speaker_unsure);
    if let Some(remark) = first_unsure {
        say("speaker-unsure", "文字起こしの名前を、姓と職に分けられるか確かめてください。", Some(remark.lines[0]));
    }
}

/// The fiscal year of a date.
fn year_of(meeting: &DraftMeeting) -> Option<FiscalYear> {
    meeting.held_on.map(FiscalYear::of)
}
