//! What a person has said of single lines: their role holds, and the rest is read around them.
//!
//! Invariant: a line that a person has chosen is never taken along by the line before it.

use std::collections::HashMap;

use super::super::agenda::{self, Form, Heading};
use super::super::header::{self, Topic};
use super::super::turn::Turn;
use super::{Reader, Role, Stage};
use crate::line::is_space;
use crate::speaker::MAX_CHARS;
use crate::{ChosenRole, LineChoice};
use gijicho_model::draft::{LineRole, SourceLine};

/// The roles that hold, by line.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Chosen(HashMap<u32, ChosenRole>);

impl Chosen {
    /// Takes in what does not hold yet, and says whether there was any: a choice that agrees with what
    /// is read anyway changes nothing.
    pub(in super::super) fn take_unmet(&mut self, choices: &[LineChoice], lines: &[SourceLine]) -> bool {
        let before = self.0.len();
        for choice in choices {
            let place = usize::try_from(choice.line).ok().and_then(|line| line.checked_sub(1));
            let read = place.and_then(|place| lines.get(place)).map(|line| line.role);
            if read.is_some_and(|read| !is_met(choice.role, read)) {
                self.0.insert(choice.line, choice.role);
            }
        }
        self.0.len() > before
    }
}

fn is_met(chosen: ChosenRole, read: LineRole) -> bool {
    let wanted = match chosen {
        ChosenRole::Header => LineRole::Header,
        ChosenRole::Agenda => LineRole::Agenda,
        ChosenRole::Speaker => LineRole::Speaker,
        ChosenRole::Body => LineRole::Body,
        ChosenRole::Continuation => LineRole::Continuation,
        ChosenRole::Scene => LineRole::Scene,
        ChosenRole::Ignored => LineRole::Layout,
    };
    read == wanted || read == LineRole::Blank
}

impl Reader<'_, '_> {
    /// What a person has said of a line; of a line that was cut, of its first part.
    pub(super) fn chosen(&self, at: usize) -> Option<ChosenRole> {
        if self.choices.0.is_empty() {
            return None;
        }
        let number = self.lines[at].number;
        let is_first = at.checked_sub(1).is_none_or(|before| self.lines[before].number != number);
        self.choices.0.get(&number).copied().filter(|_| is_first)
    }

    /// Whether a person has said that a line goes on with the one before it, or that it does not.
    pub(super) fn joins(&self, at: usize) -> Option<bool> {
        let is_scene = |at: usize| self.chosen(at) == Some(ChosenRole::Scene);
        match self.chosen(at) {
            Some(ChosenRole::Continuation) => Some(true),
            Some(ChosenRole::Body | ChosenRole::Scene) => Some(false),
            _ => self.last_body.filter(|last| is_scene(*last)).map(|_| false),
        }
    }

    /// Reads a line as a person has said.
    pub(super) fn take_chosen(&mut self, at: usize, role: ChosenRole) -> usize {
        match role {
            ChosenRole::Ignored => self.mark(at, 1, Role::Layout),
            ChosenRole::Header => self.take_chosen_header(at),
            ChosenRole::Agenda => self.take_chosen_heading(at),
            ChosenRole::Speaker => {
                let turn = self.chosen_turn(at);
                self.take_turn(at, turn, 1)
            }
            ChosenRole::Continuation => self.take_chosen_rest(at),
            ChosenRole::Body | ChosenRole::Scene => {
                self.stage = Stage::Body;
                self.take_body(at)
            }
        }
    }

    fn take_chosen_header(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let header = &mut self.outline.header;
        if let Some(field) = header::field(line) {
            header.push_field(&field, line);
        } else if self.stage == Stage::Head && !header.has_title() && header::names_a_meeting(line.text) {
            header.push_title(line.text);
        } else if header::is_date_line(line) || header::is_time_line(line) {
            header.push_bare(Topic::Date, line);
        } else {
            header.push_bare(Topic::Other, line);
        }
        self.mark(at, 1, Role::Header)
    }

    fn take_chosen_heading(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let whole = || Heading {
            form: Form::Section,
            number: String::new(),
            label: 0..0,
            title: 0..line.folded.len(),
            is_usual: false,
        };
        let heading = agenda::heading(line.text, &line.folded).unwrap_or_else(whole);
        self.take_heading(at, &heading)
    }

    /// The speaker of a line of which a person says that it announces one: what the notation finds,
    /// else what stands before the first gap, else the line.
    pub(super) fn chosen_turn(&self, at: usize) -> Turn {
        let text = self.lines[at].text;
        if let Some(turn) = self.notation.turn(text, self.speakers).filter(|turn| turn.speaker.is_some()) {
            return turn;
        }
        let mark = text.chars().next().filter(|c| self.notation.marks.contains(c));
        let named = text[mark.map_or(0, char::len_utf8)..].trim_start_matches(is_space);
        let end = named.char_indices().take(MAX_CHARS).find(|(_, c)| is_space(*c) || matches!(c, '：' | ':'));
        let (speaker, said) = named.split_at(end.map_or(named.len(), |(at, _)| at));
        let said = said.trim_start_matches(|c: char| is_space(c) || matches!(c, '：' | ':'));
        Turn {
            mark: mark.map(String::from),
            speaker: (!speaker.is_empty()).then(|| speaker.to_owned()),
            speech: (!said.is_empty()).then(|| text.len() - said.len()..text.len()),
            ..Turn::default()
        }
    }

    /// A line that goes on with the one above: with a label, a title, or speech.
    fn take_chosen_rest(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        let above = self.outline.roles[..at].iter().map(|(role, _)| *role).rfind(|role| *role != Role::Blank);
        match above {
            Some(Role::Header) if self.stage == Stage::Head => {
                self.outline.header.continue_field(line);
                self.mark(at, 1, Role::Header)
            }
            _ => {
                self.stage = Stage::Body;
                self.take_body(at)
            }
        }
    }
}
