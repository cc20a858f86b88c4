//! Turns and speech.

use std::ops::Range;

use gijicho_model::body;

use super::super::direction;
use super::super::join::{BodyLine, is_open, starts_item};
use super::super::turn::{self, Notation, Turn};
use super::{OpenRemark, Reader, Role, Stage, called, opens_bracket, says_nothing};
use crate::ChosenRole;
use crate::line::{Line, is_space};
use crate::speaker;

/// Lines that a turn may be broken over.
const MAX_BROKEN: usize = 3;
/// Bytes of speech that a remark holds: its Markdown, in which any sign may be escaped, stays below
/// [`gijicho_model::validate::MAX_BODY`].
const LONGEST: usize = gijicho_model::validate::MAX_BODY / 3;
/// Longest line that a margin can have broken, in characters.
const MAX_LINE: usize = 120;

impl<'a> Reader<'a, '_> {
    pub(super) fn starts_with_mark(&self, line: &Line<'_>) -> bool {
        line.text.starts_with(|c| self.notation.marks.contains(&c))
    }

    /// The turn that begins at a line, and how many lines announce it.
    pub(super) fn turn_at(&self, at: usize) -> Option<(Turn, usize)> {
        let line = &self.lines[at];
        match self.chosen(at) {
            Some(ChosenRole::Speaker) => return Some((self.chosen_turn(at), 1)),
            Some(_) => return None,
            None => {}
        }
        if self.items.are_tasks() {
            return None;
        }
        let turn = self.notation.turn(line.text, self.speakers);
        let is_whole = turn.is_some() && !opens_bracket(line.text);
        let may_be_broken =
            self.starts_with_mark(line) && !line.text.contains('。') && line.text.chars().nth(MAX_LINE).is_none();
        let broken = if !is_whole && may_be_broken { self.broken_turn(at) } else { None };
        broken
            .or_else(|| turn.map(|turn| (turn, 1)))
            .or_else(|| self.turn_under_department(at))
            .or_else(|| Some((self.greeting(at)?, 1)))
            .or_else(|| Some((self.ditto(at)?, 1)))
    }

    /// 「〃　…」, 「同　　…」: the speaker of the remark before.
    fn ditto(&self, at: usize) -> Option<Turn> {
        const SIGNS: [&str; 5] = ["〃", "″", "同上", "同じ", "同"];
        let text = self.lines[at].text;
        let sign = SIGNS.iter().find(|sign| text.starts_with(**sign))?;
        let rest = &text[sign.len()..];
        let speech = rest.trim_start_matches(|c: char| is_space(c) || matches!(c, '：' | ':'));
        let gap = &rest[..rest.len() - speech.len()];
        let is_wide = gap.contains(['\t', '：', ':']) || gap.chars().nth(1).is_some();
        let fits = if *sign == "〃" { !gap.is_empty() } else { is_wide };
        let last = self.outline.remarks.last()?.turn.as_ref().filter(|turn| turn.speaker.is_some())?;
        let speech = (fits && !speech.is_empty()).then(|| text.len() - speech.len()..text.len())?;
        Some(Turn { note: None, speech: Some(speech), ..last.clone() })
    }

    /// 「○大槻知事　開会の挨拶」 over what is said, in a document that announces others otherwise.
    fn greeting(&self, at: usize) -> Option<Turn> {
        const LONGEST: usize = 10;
        let line = &self.lines[at];
        let inner = line.text.trim_start_matches(['○', '◎', '〇', '◯', '■', '◆']);
        let (named, deed) = inner.rsplit_once(is_space)?;
        let is_greeting = deed.ends_with("挨拶") || deed.ends_with("あいさつ");
        let is_short = inner.len() < line.text.len() && deed.chars().nth(LONGEST).is_none();
        let speaker = named.trim_matches(is_space);
        let is_over_speech = || self.next_line(at).is_some_and(|next| self.lines[next].folded.ends_with('。'));
        (is_greeting && is_short && self.speakers.is_surely_speaker(speaker) && is_over_speech()).then(|| Turn {
            speaker: Some(speaker.to_owned()),
            note: Some(deed.to_owned()),
            ..Turn::default()
        })
    }

    /// A department on a line of its own, and below it, set in, its head: one speaker on two lines.
    fn turn_under_department(&self, at: usize) -> Option<(Turn, usize)> {
        let (line, next) = (&self.lines[at], self.lines.get(at + 1)?);
        let is_above = next.indent > line.indent && !next.is_blank() && speaker::is_group(line.text);
        if !is_above || self.starts_with_mark(next) || self.chosen(at + 1).is_some() {
            return None;
        }
        let turn = self.notation.turn(next.text, self.speakers).filter(|turn| turn.bracket.is_none())?;
        let speaker = format!("{}　{}", line.text, turn.speaker.as_ref()?);
        Some((Turn { speaker: Some(speaker), ..turn }, 2))
    }

    /// A turn that a margin has broken: 「●…課長（資料１に基づい」 「て説明）」
    fn broken_turn(&self, at: usize) -> Option<(Turn, usize)> {
        let mut text = self.lines[at].text.to_owned();
        let mut last = at;
        for _ in 1..MAX_BROKEN {
            last = self.next_line(last).filter(|next| self.chosen(*next).is_none())?;
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
        // A turn that was put together of broken lines ends with them.
        let (turn, speech) = with_note(turn, last.text);
        let (turn, speech) = self.with_signature(turn, speech, last.text);
        self.stage = Stage::Body;
        self.is_captioned = false;
        self.outline.turns += 1;
        self.open(Some(turn), line.number, last.number);
        if let Some(speech) = speech {
            let text = &last.text[speech];
            let wraps = last.shape.wraps;
            self.push_speech(
                at + count - 1,
                BodyLine { number: last.number, text, indent: 0, blanks: 0, is_listed: false, wraps, joins: None },
            );
        }
        self.mark(at, count, Role::Speaker)
    }

    /// 「問１　…はどうか。（企画部長）」: a question or an answer that its end signs.
    fn with_signature(&self, turn: Turn, speech: Option<Range<usize>>, text: &str) -> (Turn, Option<Range<usize>>) {
        let Some(range) = speech.clone().filter(|_| turn.speaker.is_none()) else { return (turn, speech) };
        match turn::signed(&text[range.clone()], self.speakers) {
            Some((said, speaker)) => {
                (Turn { speaker: Some(speaker.to_owned()), ..turn }, Some(range.start..range.start + said.len()))
            }
            None => (turn, speech),
        }
    }

    /// Opens a remark under the item at hand.
    pub(super) fn open(&mut self, turn: Option<Turn>, first_line: u32, last_line: u32) {
        self.items.speak();
        self.last_body = None;
        let agenda = self.items.at_hand;
        self.outline.remarks.push(OpenRemark { agenda, turn, first_line, last_line, bytes: 0, body: Vec::new() });
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
        if self.items.is_fresh
            && let Some(turn) = Notation::opening(line.text, self.speakers)
        {
            return self.take_turn(at, turn, 1);
        }
        let is_item = starts_item(line.text) || line.text.starts_with(['○', '〇', '◯']);
        let begins = self.notation.trails && (is_item || self.is_announced());
        let directs = direction::is_direction(line.text) && self.is_closed();
        let is_another = self.is_announced() || self.notation.trails && !says_nothing(line.text);
        let is_captioned = std::mem::take(&mut self.is_captioned) && is_another && !body::is_scene(line.text);
        let is_beside = self.notation.has_bullets && self.is_beside_its_bullet(at);
        if self.items.is_fresh || self.outline.remarks.is_empty() || begins || directs || is_captioned || is_beside {
            self.open(None, line.number, line.number);
        }
        if let Some((said, speaker)) = self.signed(line.text) {
            return self.take_signed(at, said, speaker);
        }
        self.push_speech(at, self.body_line(at, line.text));
        self.mark(at, 1, Role::Body)
    }

    /// 「…してはどうか。（総務部長）」 in a document that names speakers so.
    pub(super) fn signed(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        if self.notation.trails { turn::signed(text, self.speakers) } else { None }
    }

    /// 「以上を踏まえ、了承された。」 beside the bullets of those who spoke: nobody's words.
    fn is_beside_its_bullet(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let Some(bullet) = self.outline.remarks.last().filter(|remark| remark.turn.is_some()) else { return false };
        // Lines ascend in number; a remark may be long, and this is asked of each of its lines.
        let end = self.lines[..at].partition_point(|line| line.number <= bullet.first_line);
        let above = end.checked_sub(1).map(|at| &self.lines[at]).filter(|above| above.number == bullet.first_line);
        let is_at_it = above.is_some_and(|above| starts_item(above.text) && line.indent <= above.indent);
        is_at_it && !starts_item(line.text) && self.is_closed()
    }

    /// Whether the remark at hand is somebody's, so that what is signed or captioned is another.
    fn is_announced(&self) -> bool {
        self.outline.remarks.last().is_some_and(|remark| remark.turn.is_some())
    }

    /// The last line of a remark, with its speaker at the end.
    fn take_signed(&mut self, at: usize, said: &'a str, speaker: &str) -> usize {
        self.push_speech(at, self.body_line(at, said));
        if let Some(remark) = self.outline.remarks.last_mut() {
            remark.turn = Some(Turn { speaker: Some(speaker.to_owned()), ..Turn::default() });
        }
        self.outline.turns += 1;
        self.mark(at, 1, Role::Body)
    }

    /// `text` of a line as a line of speech.
    pub(super) fn body_line(&self, at: usize, text: &'a str) -> BodyLine<'a> {
        let line = &self.lines[at];
        let blanks = u32::try_from(self.last_body.map_or(0, |last| at - last - 1)).unwrap_or(u32::MAX);
        let (number, indent) = (line.number, line.indent);
        let (is_listed, wraps) = (line.is_listed, line.shape.wraps);
        BodyLine { number, text, indent, blanks, is_listed, wraps, joins: self.joins(at) }
    }

    /// What is longer than one remark can be goes on in another of the same speaker.
    fn make_room(&mut self, line: &BodyLine<'_>) {
        let full =
            self.outline.remarks.last().filter(|remark| remark.bytes > 0 && remark.bytes + line.text.len() > LONGEST);
        let Some(turn) = full.map(|remark| remark.turn.clone()) else { return };
        let turn = turn.map(|turn| Turn { note: None, speech: None, ..turn });
        self.open(turn, line.number, line.number);
    }

    /// Where the chair goes on to the second item of a list and has called none before, all
    /// that was said until now was said on the first.
    fn give_to_first_item(&mut self, called: usize) {
        let remarks = &mut self.outline.remarks;
        let before = remarks.len().saturating_sub(1);
        let is_first_call = called == 1 && remarks[..before].iter().all(|remark| remark.agenda.is_none());
        if is_first_call && self.items.is_listed {
            remarks[..before].iter_mut().for_each(|remark| remark.agenda = Some(0));
        }
    }

    /// A line of speech that may name an item, with the lines over which a margin has broken its sentence.
    fn to_sentence_end(&self, at: usize, text: &str) -> Option<String> {
        const MOST: usize = 2;
        let goes_on = |text: &str| is_open(text) && text.len() <= MAX_LINE * 3;
        if !goes_on(text) || !called::may_name_an_item(text) {
            return None;
        }
        let mut words = text.to_owned();
        for next in (at + 1..self.lines.len()).take(MOST) {
            let line = &self.lines[next];
            if line.is_blank() || starts_item(line.text) || self.notation.turn(line.text, self.speakers).is_some() {
                break;
            }
            let end = line.text.find('。').map_or(line.text.len(), |at| at + '。'.len_utf8());
            words.push_str(&line.text[..end]);
            if end < line.text.len() || !goes_on(line.text) {
                break;
            }
        }
        Some(words)
    }

    pub(super) fn push_speech(&mut self, at: usize, line: BodyLine<'a>) {
        let whole = self.to_sentence_end(at, line.text);
        let introduced = self
            .item_introduced_in(line.text, line.number)
            .or_else(|| self.item_introduced_in(whole.as_deref()?, line.number))
            .or_else(|| self.item_named_first(line.text));
        let called = introduced
            .or_else(|| self.item_called_in(line.text))
            .or_else(|| self.item_announced_in(line.text, line.number))
            .or_else(|| self.item_called_in(whole.as_deref()?))
            .or_else(|| self.item_announced_in(whole.as_deref()?, line.number));
        self.make_room(&line);
        if let Some(remark) = self.outline.remarks.last_mut() {
            // Whoever begins with an item speaks on it.
            remark.agenda = introduced.filter(|_| remark.body.is_empty()).or(remark.agenda);
            remark.last_line = line.number;
            remark.bytes += line.text.len();
            remark.body.push(line);
            let directs = remark.turn.is_none() && remark.body.len() == 1 && direction::is_direction(line.text);
            let is_open = directs || remark.agenda.is_none() || remark.agenda == self.items.listed_under;
            remark.agenda = called.filter(|_| is_open).or(remark.agenda);
        }
        if let Some(called) = called {
            self.give_to_first_item(called);
            self.items.take_up(called);
        }
        self.last_body = Some(at);
    }
}

/// 「（事務局）　※資料１に基づき説明」: a remark of the clerk's is a note, no speech.
fn with_note(turn: Turn, text: &str) -> (Turn, Option<Range<usize>>) {
    let speech = turn.speech.clone();
    let said = speech.clone().map_or("", |speech| &text[speech]);
    let is_note = said.starts_with('※')
        && !said.contains('。')
        && ["説明", "報告"].iter().any(|end| said.ends_with(end))
        && turn.note.is_none();
    if is_note { (Turn { note: Some(said.to_owned()), ..turn }, None) } else { (turn, speech) }
}
