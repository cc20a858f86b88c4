//! Minutes: 議事概要, 議事録, 会議録.
//!
//! Lines → outline (head, agenda, turns, speech) → paragraphs → speakers → proposals → account.
//!
//! Invariants: the legend of the document decides what its marks mean; remarks and items keep their
//! printed order; nothing is said to be decided that is not quoted.

mod account;
mod agenda;
mod caption;
mod decision;
mod direction;
mod enumerator;
mod follow_up;
mod function;
mod header;
mod join;
mod legend;
mod outline;
mod segment;
mod turn;

use std::collections::{HashMap, HashSet};

use gijicho_model::body;
use gijicho_model::draft::{DraftFollowUp, DraftRemark, MinutesDraft, Warning};
use gijicho_model::fold;
use gijicho_model::meeting::{Function, Legend, Side};

use crate::line::{self, Line};
use crate::source::Source;
use crate::speaker::{Speakers, Split};
use crate::{Hints, ImportError};
use join::Layout;
use outline::{Chosen, OpenRemark, Outline};

/// Brackets that stand around speakers, headings and captions, folded.
const BRACKETS: [(char, char); 7] =
    [('【', '】'), ('<', '>'), ('〈', '〉'), ('《', '》'), ('[', ']'), ('〔', '〕'), ('(', ')')];

/// Most times that minutes are read again around what a person has said of lines.
const ROUNDS: usize = 4;

/// Reads minutes.
pub(super) fn read(source: &Source, hints: &Hints<'_>) -> Result<MinutesDraft, ImportError> {
    let speakers = Speakers::new(hints.register);
    let lines = line::split(source)?;
    speakers.see_present(listing(&lines));
    let lines = segment::cut(lines, &speakers);
    let mut chosen = Chosen::default();
    let mut outline = outline::read(&lines, &speakers, &chosen);
    if hints.choices.is_empty() && !looks_like_minutes(&outline) {
        return Err(ImportError::NotMinutes);
    }
    let mut draft = draft(outline, &lines, &speakers);
    for _ in 0..ROUNDS {
        if !chosen.take_unmet(hints.choices, &draft.lines) {
            break;
        }
        outline = outline::read(&lines, &speakers, &chosen);
        draft = self::draft(outline, &lines, &speakers);
    }
    Ok(draft)
}

/// The lines that list those present: from their label to an empty line, a sentence or another label.
fn listing<'a>(lines: &'a [Line<'a>]) -> impl Iterator<Item = &'a str> {
    const FIRST: usize = 200;
    const LONGEST: usize = 3_000;
    let mut is_listing = false;
    lines.iter().take(FIRST).filter_map(move |line| {
        if line.is_blank() || line.text.len() > LONGEST || line.text.contains('。') {
            is_listing = false;
        } else if let Some(field) = header::field(line) {
            is_listing = field.topic == header::Topic::Attendees;
        }
        is_listing.then_some(line.text)
    })
}

/// Whether a text captions the columns of a table of remarks.
pub(super) fn has_columns(text: &str) -> bool {
    line::texts(text).any(|line| header::captioned_columns(&fold::width(line)).is_some())
}

/// Makes the draft of an outline.
fn draft(outline: Outline<'_>, lines: &[Line<'_>], speakers: &Speakers) -> MinutesDraft {
    let Outline { header, legend, attendees, mut agenda, remarks, roles, .. } = outline;
    let mut warnings = Vec::new();
    let mut meeting = header.finish(header::attendees(&attendees), &mut warnings);
    meeting.legend = legend;
    let layout = Layout::learn(&remarks.iter().map(|remark| remark.body.as_slice()));
    let mut splits = HashMap::new();
    let brackets: HashSet<char> = remarks.iter().filter_map(|open| open.turn.as_ref()?.bracket).collect();
    let are_told = brackets.len() > 1;
    let mut remarks: Vec<DraftRemark> =
        remarks.iter().map(|open| remark(open, are_told, &layout, speakers, &mut splits, &meeting.legend)).collect();
    function::classify(&mut remarks);
    function::name_documents(&mut agenda, &remarks);
    let decisions = decision::propose(&agenda, &remarks);
    let follow_ups = follow_up::propose(&remarks);
    let account = account::of(lines, &roles, &remarks);
    warn(&meeting, &remarks, &mut warnings);
    MinutesDraft {
        meeting,
        agenda,
        remarks,
        decisions,
        follow_ups,
        unplaced: account.unplaced,
        coverage: account.coverage,
        warnings,
        lines: account.lines,
    }
}

/// Minutes have people who speak, or a head that says so, or items under a title of a meeting.
fn looks_like_minutes(outline: &Outline<'_>) -> bool {
    let titled = outline.header.has_title();
    outline.turns >= 2
        || outline.header.telling_fields() >= 2 && (titled || outline.header.tells_of_a_meeting())
        || titled && (outline.turns > 0 || outline.header.telling_fields() > 0 || outline.labelled_items > 0)
        || outline.labelled_items > 0 && outline.turns > 0
        || outline.labelled_items > 1 && !outline.remarks.is_empty()
}

/// Says what the remarks of a transcript do, and what they ask for.
pub(super) fn settle(remarks: &mut [DraftRemark]) -> Vec<DraftFollowUp> {
    function::classify(remarks);
    follow_up::propose(remarks)
}

/// The side that a post speaks from, where no mark tells.
pub(super) fn side_of(post: &str) -> Side {
    function::side(None, None, post, &Legend::default())
}

/// Makes a remark of its lines.
fn remark(
    open: &OpenRemark<'_>,
    brackets_tell: bool,
    layout: &Layout,
    speakers: &Speakers,
    splits: &mut HashMap<String, Split>,
    legend: &Legend,
) -> DraftRemark {
    let paragraphs = layout.paragraphs(&open.body);
    let blocks: Vec<body::Block> = paragraphs.iter().map(|paragraph| paragraph.block.clone()).collect();
    let turn = open.turn.clone().unwrap_or_default();
    let split = turn
        .speaker
        .as_ref()
        .map(|printed| splits.entry(printed.clone()).or_insert_with(|| speakers.split(printed)).clone());
    let post = split.as_ref().map_or("", |split| split.speaker.post.as_str());
    DraftRemark {
        agenda: open.agenda,
        side: function::side(turn.mark.as_deref(), turn.bracket.filter(|_| brackets_tell), post, legend),
        mark: turn.mark.or(turn.pair),
        function: Function::Statement,
        speaker_unsure: split.as_ref().is_some_and(|split| split.is_unsure),
        speaker: split.map(|split| split.speaker),
        note: turn.note,
        body: body::to_markdown(&blocks),
        lines: [open.first_line, open.last_line],
        block_lines: paragraphs.iter().map(|paragraph| paragraph.lines).collect(),
        span: None,
    }
}

/// What titles of other documents say.
const OTHERS: &[&str] =
    &["記者会見", "記者発表", "プレスリリース", "報道発表", "報道資料", "ニュースリリース", "募集", "計画", "予算"];

/// Says what a person should look at.
fn warn(meeting: &gijicho_model::draft::DraftMeeting, remarks: &[DraftRemark], warnings: &mut Vec<Warning>) {
    let mut say = |code: &str, message: String, line: Option<u32>| {
        warnings.push(Warning { code: code.to_owned(), message, line });
    };
    if meeting.title.is_none() {
        say("title-missing", "標題が見つかりません。会議の名前を選ぶか入れてください。".into(), None);
    }
    if meeting.held_on.is_none() {
        say("date-missing", "開催日が見つかりません。入れてください。".into(), None);
    }
    if meeting.ordinal.is_none() {
        say("ordinal-missing", "第何回の会議かが書かれていません。".into(), None);
    }
    let mut told = std::collections::HashSet::new();
    for remark in remarks.iter().filter(|remark| remark.speaker_unsure) {
        let Some(speaker) = &remark.speaker else { continue };
        if told.insert(&speaker.printed) {
            let message = format!("「{}」を姓と職に分けられるか、確かめてください。", speaker.printed);
            say("speaker-unsure", message, Some(remark.lines[0]));
        }
    }
    let title = meeting.title.as_deref().unwrap_or_default();
    let is_record = ["議事", "会議録", "概要", "要旨", "記録"].iter().any(|word| title.contains(word));
    let is_other = OTHERS.iter().any(|word| title.contains(word)) && (!is_record || title.contains("会見"));
    let nobody = !remarks.is_empty() && remarks.iter().all(|remark| remark.speaker.is_none() && remark.mark.is_none());
    if is_other {
        say("not-a-meeting", "会議の記録ではないようです。取り込む前に確かめてください。".into(), None);
    }
    if nobody {
        say("speakers-missing", "発言者が一人も見つかりません。会議の記録か確かめてください。".into(), None);
    }
    if remarks.is_empty() {
        say("remarks-missing", "発言が見つかりません。".into(), None);
    }
}
