//! Turns and speech.

use gijicho_model::draft::DraftAgendaItem;
use gijicho_model::fold;

use super::super::join::{BodyLine, starts_item};
use super::super::turn::Turn;
use super::{OpenRemark, Reader, Role, Stage, opens_bracket};
use crate::line::Line;

/// Lines that a turn may be broken over.
const MAX_BROKEN: usize = 3;
/// Longest line that a margin can have broken, in characters.
const MAX_LINE: usize = 120;

impl<'a> Reader<'a, '_> {
    pub(super) fn starts_with_mark(&self, line: &Line<'_>) -> bool {
        line.text.starts_with(|c| self.notation.marks.contains(&c))
    }

    /// The turn that begins at a line, and how many lines announce it.
    pub(super) fn turn_at(&self, at: usize) -> Option<(Turn, usize)> {
        let line = &self.lines[at];
        let turn = self.notation.turn(line.text, self.speakers);
        let is_whole = turn.is_some() && !opens_bracket(line.text);
        let may_be_broken =
            self.starts_with_mark(line) && !line.text.contains('。') && line.text.chars().nth(MAX_LINE).is_none();
        let broken = if !is_whole && may_be_broken { self.broken_turn(at) } else { None };
        broken.or_else(|| turn.map(|turn| (turn, 1)))
    }

    /// A turn that a margin has broken: 「●…課長（資料１に基づい」 「て説明）」
    fn broken_turn(&self, at: usize) -> Option<(Turn, usize)> {
        let mut text = self.lines[at].text.to_owned();
        let mut last = at;
        for _ in 1..MAX_BROKEN {
            last = self.next_line(last)?;
            let line = &self.lines[last];
            let is_another = self.notation.turn(line.text, self.speakers).is_some() || starts_item(line.text);
            if is_another || line.text.chars().nth(MAX_LINE).is_some() {
                return None;
            }
            text.push_str(line.text);
            let turn = self.notation.turn(&text, self.speakers).filter(|turn| turn.speech.is_none());
            if let Some(turn) = turn.filter(|_| !opens_bracket(&text)) {
                return Some((turn, last + 1 - at));
            }
        }
        None
    }

    pub(super) fn take_turn(&mut self, at: usize, turn: Turn, count: usize) -> usize {
        let (line, last) = (&self.lines[at], &self.lines[at + count - 1]);
        let speech = turn.speech.clone().filter(|_| count == 1);
        self.stage = Stage::Body;
        self.outline.turns += 1;
        self.open(Some(turn), line.number, last.number);
        if let Some(speech) = speech {
            let text = &line.text[speech];
            self.push_speech(
                at,
                BodyLine { number: line.number, text, indent: 0, blanks: 0, is_listed: false, wraps: line.shape.wraps },
            );
        }
        self.mark(at, count, Role::Speaker)
    }

    /// Opens a remark under the item at hand.
    fn open(&mut self, turn: Option<Turn>, first_line: u32, last_line: u32) {
        self.items.speak();
        self.last_body = None;
        let agenda = self.items.at_hand;
        self.outline.remarks.push(OpenRemark { agenda, turn, first_line, last_line, body: Vec::new() });
    }

    /// 「⇒原案のとおり了承された。」: what came of it, said by nobody.
    pub(super) fn take_result(&mut self, at: usize) -> usize {
        let number = self.lines[at].number;
        self.open(None, number, number);
        self.take_body(at)
    }

    /// A line of speech; narrative where nobody has been announced.
    pub(super) fn take_body(&mut self, at: usize) -> usize {
        let line = &self.lines[at];
        if self.items.is_fresh || self.outline.remarks.is_empty() {
            self.open(None, line.number, line.number);
        }
        let since = self.last_body.map_or(0, |last| at - last - 1);
        let blanks = u32::try_from(since).unwrap_or(u32::MAX);
        let speech = BodyLine {
            number: line.number,
            text: line.text,
            indent: line.indent,
            blanks,
            is_listed: line.is_listed,
            wraps: line.shape.wraps,
        };
        self.push_speech(at, speech);
        self.mark(at, 1, Role::Body)
    }

    fn push_speech(&mut self, at: usize, line: BodyLine<'a>) {
        let called = self.item_called_in(line.text);
        if let Some(remark) = self.outline.remarks.last_mut() {
            remark.last_line = line.number;
            remark.body.push(line);
            remark.agenda = remark.agenda.or(called);
        }
        if let Some(called) = called {
            self.items.take_up(called);
        }
        self.last_body = Some(at);
    }

    /// 「日程第２、…を議題といたします」: a chair takes up an item of the list.
    fn item_called_in(&self, text: &str) -> Option<usize> {
        const CALLS: &[&str] = &[
            "を議題といたします",
            "を議題とします",
            "を議題とする",
            "を議題に供します",
            "を上程いたします",
            "を上程します",
        ];
        let end = CALLS.iter().filter_map(|call| text.find(call)).min()?;
        let start = text[..end].rfind('。').map_or(0, |at| at + '。'.len_utf8());
        let folded = fold::squeezed(&text[start..end]);
        let label = |item: &DraftAgendaItem| fold::squeezed(&item.label);
        let is_called = |label: &String| !label.is_empty() && folded.contains(label.as_str());
        let called = self.outline.agenda.iter().map(label).enumerate().filter(|(_, label)| is_called(label));
        called.max_by_key(|(_, label)| label.len()).map(|(at, _)| at)
    }
}
