//! The outline: what each line of the source is. A line grammar with a little look-ahead.
//!
//! The head of the minutes lasts until somebody speaks or prose begins. After that, a line is a
//! turn, a heading, layout, or speech. Whether a numbered line is a heading is told by what
//! surrounds it: a heading stands after a finished sentence and before a turn, or it has been
//! announced by a 次第.
//!
//! Invariant: every line gets exactly one role, in one pass.

mod called;
mod chosen;
mod head;
mod items;
mod people;
mod turns;

pub(super) use called::leads_on;

use std::collections::{HashMap, HashSet};

use gijicho_model::Side;
use gijicho_model::draft::DraftAgendaItem;
use gijicho_model::fold;
use gijicho_model::meeting::Legend;

use super::agenda::{self, Form};
use super::caption;
use super::decision;
use super::direction;
use super::header::{self, Header, Topic};
use super::join::{BodyLine, is_open};
use super::legend;
use super::turn::{Notation, Turn};
use crate::line::{self, Line};
use crate::source::Part;
use crate::speaker::Speakers;
pub(super) use chosen::Chosen;
use items::Items;

/// Lines without text that may stand before the rest of a broken line.
const LOOK_AHEAD: usize = 12;

/// What a line of the source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Blank,
    Layout,
    Header,
    /// A heading of the agenda, or its continuation.
    Agenda,
    /// The line that announces a speaker, or its continuation.
    Speaker,
    Body,
    Unplaced,
}

/// A remark before its paragraphs are put together.
#[derive(Debug)]
pub(super) struct OpenRemark<'a> {
    pub(super) agenda: Option<usize>,
    /// `None` for narrative.
    pub(super) turn: Option<Turn>,
    pub(super) first_line: u32,
    pub(super) last_line: u32,
    /// Of its speech.
    pub(super) bytes: usize,
    pub(super) body: Vec<BodyLine<'a>>,
}

/// What was found in a document.
#[derive(Debug)]
pub(super) struct Outline<'a> {
    pub(super) header: Header,
    pub(super) legend: Legend,
    pub(super) attendees: Vec<&'a str>,
    pub(super) agenda: Vec<DraftAgendaItem>,
    pub(super) remarks: Vec<OpenRemark<'a>>,
    /// For each line, and the remark it belongs to.
    pub(super) roles: Vec<(Role, Option<usize>)>,
    pub(super) turns: usize,
    pub(super) labelled_items: usize,
}

/// Reads the outline of a document.
pub(super) fn read<'a>(lines: &'a [Line<'a>], speakers: &Speakers, choices: &Chosen) -> Outline<'a> {
    let legend = find_legend(lines);
    let notation = Notation::infer(lines, &legend, speakers);
    let mut reader = Reader::new(lines, speakers, notation, legend, choices);
    let mut at = 0;
    while at < lines.len() {
        at += reader.read_line(at).max(1);
    }
    reader.outline
}

/// The legend: in the first lines, before anybody speaks; it may be broken over lines.
fn find_legend(lines: &[Line<'_>]) -> Legend {
    const FIRST: usize = 60;
    const LONGEST: usize = 1_200;
    let head: Vec<&Line<'_>> =
        lines.iter().filter(|line| !line.is_blank() && line.text.len() <= LONGEST).take(FIRST).collect();
    let is_sure = |legend: &Legend| legend.0.iter().all(|(_, meaning)| legend::side(meaning) != Side::Unknown);
    let mut of_marks = None;
    for (at, line) in head.iter().enumerate() {
        let Some(legend) = legend::read(&whole(&head[at..])) else { continue };
        if !line.text.starts_with(legend::is_mark) || line.folded.contains("凡例") {
            return legend;
        }
        of_marks = of_marks.or(Some(legend).filter(is_sure));
    }
    of_marks.unwrap_or_default()
}

/// The first line, with those after it until its brackets close.
fn whole(lines: &[&Line<'_>]) -> String {
    const MOST: usize = 4;
    let mut text = String::new();
    for line in lines.iter().take(MOST) {
        text.push_str(line.text);
        if !opens_bracket(&text) {
            return text;
        }
    }
    lines.first().map_or_else(String::new, |line| line.text.to_owned())
}

/// Which part of the document is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Title and labelled lines, and a list of items.
    Head,
    /// What was said.
    Body,
    /// The foot of a web page.
    Foot,
}

struct Reader<'a, 's> {
    lines: &'a [Line<'a>],
    speakers: &'s Speakers,
    notation: Notation,
    /// Whether anybody is announced anywhere.
    has_turns: bool,
    outline: Outline<'a>,
    stage: Stage,
    items: Items,
    /// The line of speech before the next line.
    last_body: Option<usize>,
    /// Whether a caption stands over the next line of speech.
    is_captioned: bool,
    /// Lines that pages repeat.
    running_heads: HashSet<usize>,
    /// What a person has said of lines.
    choices: &'s Chosen,
}

impl<'a, 's> Reader<'a, 's> {
    fn new(
        lines: &'a [Line<'a>],
        speakers: &'s Speakers,
        notation: Notation,
        legend: Legend,
        choices: &'s Chosen,
    ) -> Self {
        let has_turns = lines.iter().any(|line| !line.is_blank() && notation.turn(line.text, speakers).is_some());
        let mut running_heads = running_heads(lines, &|line| notation.turn(line.text, speakers).is_some());
        running_heads.extend(page_feet(lines));
        let outline = Outline {
            header: Header::default(),
            legend,
            attendees: Vec::new(),
            agenda: Vec::new(),
            remarks: Vec::new(),
            roles: vec![(Role::Unplaced, None); lines.len()],
            turns: 0,
            labelled_items: 0,
        };
        Self {
            lines,
            speakers,
            notation,
            has_turns,
            outline,
            stage: Stage::Head,
            items: Items::default(),
            last_body: None,
            is_captioned: false,
            running_heads,
            choices,
        }
    }

    /// Reads the line at `at` and says how many lines were taken.
    fn read_line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if line.is_blank() {
            return self.mark(at, 1, Role::Blank);
        }
        if let Some(role) = self.chosen(at) {
            return self.take_chosen(at, role);
        }
        if is_layout(line) || self.running_heads.contains(&at) {
            return self.mark(at, 1, Role::Layout);
        }
        if self.stage == Stage::Body && header::is_page_foot(&line.folded) {
            self.stage = Stage::Foot;
        }
        match self.stage {
            Stage::Head => self.read_head_line(at),
            Stage::Body => self.read_body_line(at),
            Stage::Foot => self.read_foot_line(at),
        }
    }

    /// The foot of a web page is layout, but nobody's words are.
    fn read_foot_line(&mut self, at: usize) -> usize {
        const LONGEST: usize = 80;
        if self.turn_at(at).is_some_and(|(turn, _)| turn.mark.is_some() || turn.bracket.is_some()) {
            self.stage = Stage::Body;
            return self.read_body_line(at);
        }
        let is_short = self.lines[at].text.chars().nth(LONGEST).is_none();
        self.mark(at, 1, if is_short { Role::Layout } else { Role::Unplaced })
    }

    /// Gives `count` lines their role; blank lines and page numbers among them keep theirs.
    fn mark(&mut self, at: usize, count: usize, role: Role) -> usize {
        let is_said = matches!(role, Role::Speaker | Role::Body);
        let remark = if is_said { self.outline.remarks.len().checked_sub(1) } else { None };
        for place in at..at + count {
            let own = match &self.lines[place] {
                line if line.is_blank() => Role::Blank,
                line if count > 1 && (is_layout(line) || self.running_heads.contains(&place)) => Role::Layout,
                _ => role,
            };
            self.outline.roles[place] = (own, remark);
        }
        count
    }

    fn read_body_line(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let is_closed = self.is_closed();
        if let Some((turn, count)) = self.turn_at(at) {
            return self.take_turn(at, turn, count);
        }
        if decision::is_result(line.text) && is_closed && self.signed(line.text).is_none() {
            return self.take_result(at);
        }
        if caption::is_over_talk(&line.folded) || is_closed && self.is_bare_caption(at) {
            self.is_captioned = true;
            return self.mark(at, 1, Role::Layout);
        }
        if header::is_column_caption(&line.folded) {
            return self.mark(at, 1, Role::Layout);
        }
        if is_closed && self.is_list_of_people(at) {
            return self.take_people(at);
        }
        if is_closed && header::is_closing(&line.folded) {
            return self.mark(at, 1, Role::Layout);
        }
        if is_closed && header::is_closing_time(line) {
            self.outline.header.push_bare(Topic::Time, line);
            return self.mark(at, 1, Role::Header);
        }
        if is_closed && self.take_label_in_body(at) {
            return self.mark(at, 1, Role::Header);
        }
        let heading = agenda::heading(line.text, &line.folded)
            .or_else(|| self.listed_heading(at))
            .or_else(|| self.heading_after_mark(at));
        if let Some(heading) = heading {
            let is_part = !self.items.is_outermost(&heading)
                && matches!(heading.form, Form::Numbered(_))
                && caption::is_part_of_talk(&line.folded[heading.title.clone()]);
            if is_part && (is_closed || line.blanks_before > 0) {
                self.is_captioned = true;
                return self.mark(at, 1, Role::Layout);
            }
            if self.is_heading_in_body(at, &heading, is_closed) {
                return self.take_heading(at, &heading);
            }
        }
        self.take_body(at)
    }

    /// 「質疑」 over what is set in below it, or over a turn.
    fn is_bare_caption(&self, at: usize) -> bool {
        let line = &self.lines[at];
        caption::is_bare_talk(&line.folded)
            && self
                .next_line(at)
                .is_some_and(|next| self.lines[next].indent > line.indent || self.turn_at(next).is_some())
    }

    /// Whether the speech before the next line has come to an end, as its format says or its words.
    fn is_closed(&self) -> bool {
        self.last_body.is_none_or(|last| {
            let line = &self.lines[last];
            matches!(line.shape.part, Part::Row(_))
                || !is_open(line.text)
                || self.is_in_result(last)
                || direction::is_direction(line.text)
                || says_nothing(line.text)
        })
    }

    /// Whether a line says what came of an item, below or beside its label: 「原案のとおり了承」.
    fn is_in_result(&self, at: usize) -> bool {
        let first = self.outline.remarks.last().and_then(|remark| remark.body.first());
        let label = first.and_then(|first| Some((first, caption::result_label(first.text)?)));
        label.is_some_and(|(first, label)| first.number != self.lines[at].number || label < first.text.len())
    }

    /// The next line with text.
    fn next_line(&self, at: usize) -> Option<usize> {
        let is_text = |place: &usize| {
            !self.lines[*place].is_blank()
                && !line::is_page_number(self.lines[*place].source)
                && !self.running_heads.contains(place)
        };
        (at + 1..self.lines.len()).take(LOOK_AHEAD).find(is_text)
    }

    fn next_is_turn(&self, at: usize) -> bool {
        self.next_line(at).is_some_and(|next| self.turn_at(next).is_some())
    }

    /// A heading stands before a turn, or before a heading that does.
    fn next_is_turn_or_heading(&self, at: usize) -> bool {
        self.next_line(at).is_some_and(|next| {
            let line = &self.lines[next];
            self.turn_at(next).is_some() || agenda::heading(line.text, &line.folded).is_some()
        })
    }
}

/// Layout by a named rule: page numbers, lines of nothing but dashes, and what the format knows to
/// be no text of the document.
fn is_layout(line: &Line<'_>) -> bool {
    matches!(line.shape.part, Part::Furniture | Part::Deleted)
        || line::is_page_number(line.source)
        || line::is_rule(line.text)
}

/// Titles that pages repeat at their head: the same words with other numbers, again and again.
fn running_heads(lines: &[Line<'_>], is_turn: &dyn Fn(&Line<'_>) -> bool) -> HashSet<usize> {
    const LONGEST: usize = 360;
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let may_be = !line.is_blank()
            && line.text.len() <= LONGEST
            && !line.folded.contains('。')
            && header::names_a_meeting(line.text)
            && agenda::heading(line.text, &line.folded).is_none()
            && !is_turn(line);
        if may_be {
            let words = fold::squeezed(line.text);
            places.entry(words.chars().filter(|c| !c.is_ascii_digit()).collect()).or_default().push(at);
        }
    }
    let is_title = |words: &str| words.chars().nth(7).is_some();
    places.into_iter().filter(|(words, _)| is_title(words)).flat_map(|(_, at)| at.into_iter().skip(1)).collect()
}

/// Lines at the foot of pages: the same words before the number of the page, which goes up. What
/// begins the document is its title.
fn page_feet(lines: &[Line<'_>]) -> Vec<usize> {
    const LONGEST: usize = 240;
    let mut places: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    let mut is_first = true;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let may_be = !std::mem::take(&mut is_first) && line.text.len() <= LONGEST && !line.folded.contains('。');
        if let Some((words, page)) = if may_be { line::numbered_page(line.text) } else { None } {
            places.entry(fold::squeezed(words)).or_default().push((at, page));
        }
    }
    let goes_up = |of: &Vec<(usize, u32)>| of.len() > 1 && of.windows(2).all(|pair| pair[0].1 < pair[1].1);
    places.into_values().filter(goes_up).flatten().map(|(at, _)| at).collect()
}

/// 「特になし」, 「〔発言〕なし」: what is said to be nothing ends there.
fn says_nothing(text: &str) -> bool {
    const LONGEST: usize = 20;
    text.chars().nth(LONGEST).is_none() && (text.ends_with("なし") || text.ends_with("無し"))
}

/// Whether a bracket stays open at the end.
fn opens_bracket(text: &str) -> bool {
    let open = text.chars().filter(|c| matches!(c, '（' | '(' | '「' | '【')).count();
    let closed = text.chars().filter(|c| matches!(c, '）' | ')' | '」' | '】')).count();
    open > closed
}
