//! What a document was seen to use to announce its speakers: a count over all of its lines.
//!
//! No layout is known beforehand. A mark, a bracket, a colon or a gap announces speakers in this
//! document where it mostly stands at those that are beyond doubt, or where the same names come
//! again and again after it.

use std::collections::HashMap;

use gijicho_model::Side;
use gijicho_model::fold;

use super::head::{self, Head};
use super::{Notation, STYLES, Style, bulleted, question};
use crate::kinds::minutes::caption;
use crate::kinds::minutes::direction;
use crate::kinds::minutes::enumerator::{Shape, enumerator};
use crate::kinds::minutes::header;
use crate::kinds::minutes::join::starts_item;
use crate::kinds::minutes::legend::is_mark;
use crate::line::{Line, is_space};
use crate::speaker::{self, Speakers};

/// Longest name that is told by coming again and again, in characters.
const MAX_NAME: usize = 12;
/// Most different names that are counted.
const MOST_NAMES: usize = 5_000;

/// What a document was seen to use, in lines.
#[derive(Default)]
pub(super) struct Seen {
    /// Mark, lines that begin with it, and of these lines with a speaker.
    pub(super) marks: Vec<(char, usize, usize)>,
    /// For each of [`STYLES`], the lines in it.
    styles: [usize; STYLES.len()],
    /// Items of lists that begin with a speaker, and all items.
    bulleted: [usize; 2],
    /// Bracket, lines it begins with a speaker beyond doubt in it, and with what may be one.
    brackets: Vec<(char, usize, usize)>,
    /// Names without a post in a bracket or before a colon, and their lines.
    names: HashMap<(Option<char>, String), usize>,
    /// Shape of a number, lines that begin with one, and of these lines with a speaker and a sentence.
    numbers: Vec<(Shape, usize, usize)>,
    /// Lines that ask and lines that answer.
    questions: [usize; 2],
    /// Lines that end with a speaker in parentheses, and all lines that end a sentence.
    trailing: [usize; 2],
    /// The same of items of lists and of what is answered to them: 「・…」, 「→…」.
    trailing_items: [usize; 2],
}

impl Seen {
    pub(super) fn look(&mut self, line: &Line<'_>, speakers: &Speakers) {
        let text = line.text;
        let Some(first) = text.chars().next() else { return };
        if starts_item(text) {
            self.bulleted[0] += usize::from(bulleted(text, speakers).is_some());
            self.bulleted[1] += 1;
        }
        if let Some(found) = enumerator(text, &line.folded)
            && self.look_at_number(found.shape, text, speakers)
        {
            return;
        }
        self.look_at_end(text, speakers);
        if let Some((_, side)) = question::turn(text, |_| false) {
            self.questions[usize::from(side == Side::Presenter)] += 1;
        }
        if is_mark(first) {
            return self.look_at_mark(first, text, speakers);
        }
        let head = Head::new(text, 0, false, speakers);
        if head.after_label().is_some() {
            return;
        }
        if let Some((bracket, inner)) = head.in_bracket() {
            self.look_in_bracket(bracket, head::without_bracketed_role(inner), speakers);
        }
        if let Some(style) = head.style() {
            self.styles[style as usize] += 1;
        } else if let Some(end) = head.separated_by(':') {
            self.count_name(None, &head.folded()[..end]);
        }
    }

    fn look_at_mark(&mut self, mark: char, text: &str, speakers: &Speakers) {
        let after = text[mark.len_utf8()..].trim_start_matches(is_space);
        let named = Notation::default().named(text, text.len() - after.len(), true, speakers).is_some()
            && !direction::is_direction(text);
        let at = self.marks.iter().position(|seen| seen.0 == mark).unwrap_or_else(|| {
            self.marks.push((mark, 0, 0));
            self.marks.len() - 1
        });
        self.marks[at].1 += 1;
        self.marks[at].2 += usize::from(named);
    }

    /// Counts a line that begins with a number, and says whether a speaker follows.
    fn look_at_number(&mut self, shape: Shape, text: &str, speakers: &Speakers) -> bool {
        let named = super::numbered(text, speakers).is_some();
        let at = self.numbers.iter().position(|seen| seen.0 == shape).unwrap_or_else(|| {
            self.numbers.push((shape, 0, 0));
            self.numbers.len() - 1
        });
        self.numbers[at].1 += 1;
        self.numbers[at].2 += usize::from(named);
        named
    }

    fn look_in_bracket(&mut self, bracket: char, inner: &str, speakers: &Speakers) {
        let sure = speakers.is_surely_speaker(inner) || speaker::is_group(inner);
        if caption::is_label(inner) || !sure && !speaker::may_be_speaker(inner) {
            return;
        }
        let at = self.brackets.iter().position(|seen| seen.0 == bracket).unwrap_or_else(|| {
            self.brackets.push((bracket, 0, 0));
            self.brackets.len() - 1
        });
        self.brackets[at].1 += usize::from(sure);
        self.brackets[at].2 += usize::from(!sure);
        if !sure {
            self.count_name(Some(bracket), inner);
        }
    }

    fn count_name(&mut self, bracket: Option<char>, name: &str) {
        let name = fold::squeezed(name);
        let is_name = name.chars().nth(MAX_NAME).is_none() && speaker::may_be_speaker(&name);
        if is_name && !header::is_label(&name) && question::side(&name).is_none() && self.names.len() < MOST_NAMES {
            *self.names.entry((bracket, name)).or_default() += 1;
        }
    }

    fn look_at_end(&mut self, text: &str, speakers: &Speakers) {
        let is_signed = signed(text, speakers).is_some();
        self.trailing[0] += usize::from(is_signed);
        self.trailing[1] += usize::from(text.ends_with(['。', '）', ')']));
        if text.starts_with(['・', '･', '→', '⇒', '⇨', '➡', '○', '〇', '◯']) {
            self.trailing_items[0] += usize::from(is_signed);
            self.trailing_items[1] += 1;
        }
    }

    fn count(&self, style: Style) -> usize {
        self.styles[style as usize]
    }

    /// Whether questions and answers stand for speakers.
    pub(super) fn asks(&self) -> bool {
        let [asking, answering] = self.questions;
        asking > 0 && answering > 0 && asking + answering > 2 || asking > 3
    }

    /// Whether the items of lists begin with who says them.
    pub(super) fn has_bullets(&self) -> bool {
        let [named, all] = self.bulleted;
        named > 2 && named * 3 > all * 2
    }

    /// Whether speakers stand at the end of what they say.
    pub(super) fn trails(&self, is_told: bool) -> bool {
        let [speakers, ends] = self.trailing;
        let [signed, items] = self.trailing_items;
        !is_told && (speakers > 2 && speakers * 2 > ends || signed > 1 && signed * 2 > items)
    }

    /// Brackets that hold speakers, so that whatever could be one in them is one.
    pub(super) fn brackets(&self) -> Vec<char> {
        let holds = |&&(bracket, sure, other): &&(char, usize, usize)| {
            let different = self.names.keys().filter(|(of, _)| *of == Some(bracket)).count();
            sure > 1 && sure >= other || sure == 0 && other > 3 && different * 2 <= other
        };
        self.brackets.iter().filter(holds).map(|(bracket, ..)| *bracket).collect()
    }

    /// Shapes of numbers that stand before speakers.
    pub(super) fn numbers(&self) -> Vec<Shape> {
        let counts = |seen: &&(Shape, usize, usize)| seen.2 > 2 && seen.2 * 10 >= seen.1 * 7;
        self.numbers.iter().filter(counts).map(|seen| seen.0).collect()
    }

    /// Names before a colon that come again and again.
    pub(super) fn names(&self) -> Vec<String> {
        let again = |((bracket, _), count): &(&(Option<char>, String), &usize)| bracket.is_none() && **count > 1;
        let names: Vec<String> = self.names.iter().filter(again).map(|((_, name), _)| name.clone()).collect();
        if names.len() > 1 || self.count(Style::Colon) > 1 { names } else { Vec::new() }
    }

    /// The styles in use. Where marks or brackets announce speakers, the weaker signs need more proof.
    pub(super) fn styles(&self, is_marked: bool) -> Vec<Style> {
        let brackets = self.count(Style::Brackets);
        let parentheses = self.count(Style::Parentheses);
        let is_told = is_marked || brackets > 0 || parentheses > 1;
        let weak = if is_told { 2 } else { 0 };
        let is_used = |style: &Style| match style {
            Style::Brackets => brackets > 0,
            Style::Parentheses => parentheses > 1 || parentheses > 0 && (brackets > 0 || self.asks()),
            Style::Colon => self.count(Style::Colon) > weak,
            Style::Closing => {
                self.count(Style::Closing) > weak && self.count(Style::Closing) + self.count(Style::Colon) > 1
            }
            Style::OwnLine | Style::Inline => !is_told && self.count(*style) > 1,
        };
        STYLES.into_iter().filter(is_used).collect()
    }
}

/// 「…してはどうか。（総務部長）」: what is said, and who signs it.
pub(in super::super) fn signed<'a>(text: &'a str, speakers: &Speakers) -> Option<(&'a str, &'a str)> {
    trailing(text).filter(|(_, speaker)| speakers.is_surely_speaker(speaker) || speaker::is_group(speaker))
}

/// What is said, and the parentheses at its end.
fn trailing(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(['）', ')'])?;
    let open = inner.char_indices().rev().take(speaker::MAX_CHARS).find(|(_, c)| matches!(c, '（' | '('))?;
    let said = text[..open.0].trim_end_matches(is_space);
    let speaker = inner[open.0..].trim_start_matches(['（', '(']).trim_matches(is_space);
    (said.ends_with('。') && !speaker.is_empty()).then_some((said, speaker))
}
