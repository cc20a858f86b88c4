//! Turns: the line that says who speaks next, in the notation of this document.
//!
//! Invariants: only the first few hundred characters of a line are looked at; what follows the
//! speaker on the same line is speech and is kept.

mod columns;
mod head;
mod question;
mod seen;

use std::collections::HashSet;
use std::ops::Range;

use gijicho_model::fold;
use gijicho_model::meeting::Legend;

use super::enumerator::{Shape, enumerator};
use super::{BRACKETS, caption, direction};
use crate::line::{Line, is_space};
use crate::speaker::{self, Speakers, vocabulary};
use columns::Columns;
use head::Head;
pub(super) use head::matching;
pub(super) use question::side as side_of_question;
use seen::Seen;
pub(super) use seen::signed;

/// Who speaks next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Turn {
    /// As printed.
    pub(super) mark: Option<String>,
    /// The opening bracket around the speaker, folded.
    pub(super) bracket: Option<char>,
    /// The brackets around the speaker as printed: 【】.
    pub(super) pair: Option<String>,
    /// As printed; `None` where the mark alone tells.
    pub(super) speaker: Option<String>,
    /// In parentheses after the speaker, as printed.
    pub(super) note: Option<String>,
    /// What is said on the same line, in bytes of it.
    pub(super) speech: Option<Range<usize>>,
}

/// A way to announce a speaker without a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// 【知事】 ＜総合企画部次長＞
    Brackets,
    /// （知事）
    Parentheses,
    /// `知事：`
    Colon,
    /// `委員）`, `知事＞`, `知事｜`
    Closing,
    /// A speaker alone on a line.
    OwnLine,
    /// A speaker, a gap, and speech.
    Inline,
}

const STYLES: [Style; 6] =
    [Style::Brackets, Style::Parentheses, Style::Colon, Style::Closing, Style::OwnLine, Style::Inline];

/// How this document announces speakers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Notation {
    /// Marks before speakers.
    pub(super) marks: Vec<char>,
    /// Marks that stand without a speaker: each line is a remark of that side.
    lone_marks: Vec<char>,
    /// Ways to announce a speaker without a mark.
    styles: Vec<Style>,
    /// Brackets that hold speakers, folded: whatever could be one in them is one.
    brackets: Vec<char>,
    /// Names without a post before a colon, squeezed.
    names: HashSet<String>,
    /// Whether 問 and 答 stand for speakers.
    has_questions: bool,
    /// Whether the items of lists begin with who says them: 「・知事　…」.
    pub(super) has_bullets: bool,
    /// Numbers before speakers: each remark has one.
    numbers: Vec<Shape>,
    /// Where speakers and speech stand in rows.
    columns: Option<Columns>,
    /// Whether speakers stand in parentheses at the end of what they say.
    pub(super) trails: bool,
}

impl Notation {
    /// Infers the notation of a document from its lines and its legend.
    pub(super) fn infer(lines: &[Line<'_>], legend: &Legend, speakers: &Speakers) -> Self {
        let mut seen = Seen::default();
        for line in lines.iter().filter(|line| !line.is_blank()) {
            seen.look(line, speakers);
        }
        let in_legend = |mark: char| legend.0.iter().any(|(known, _)| known.starts_with(mark));
        let mut marks: Vec<char> = legend.0.iter().filter_map(|(mark, _)| mark.chars().next()).collect();
        let mut lone_marks = Vec::new();
        for &(mark, total, named) in &seen.marks {
            let enough = if legend.0.is_empty() { named * 2 >= total } else { named * 10 >= total * 9 };
            let is_note = mark == '※';
            if !in_legend(mark) && !is_note && named > 0 && enough {
                marks.push(mark);
            }
            if in_legend(mark) && named * 3 < total {
                lone_marks.push(mark);
            }
        }
        let styles = seen.styles(!marks.is_empty());
        let is_told = !marks.is_empty() || !styles.is_empty();
        Self {
            marks,
            lone_marks,
            styles,
            brackets: seen.brackets(),
            names: seen.names().into_iter().collect(),
            has_questions: seen.asks(),
            has_bullets: seen.has_bullets(),
            numbers: seen.numbers(),
            columns: Columns::of(lines),
            trails: seen.trails(is_told),
        }
    }

    fn uses(&self, style: Style) -> bool {
        self.styles.contains(&style)
    }

    /// Reads a line as a turn.
    pub(super) fn turn(&self, text: &str, speakers: &Speakers) -> Option<Turn> {
        let first = text.chars().next()?;
        if may_be_label(first)
            && let Some(turn) = Head::new(text, 0, false, speakers).after_label()
        {
            return Some(turn);
        }
        if self.has_bullets
            && let Some(turn) = bulleted(text, speakers)
        {
            return Some(turn);
        }
        if self.has_questions
            && let Some((turn, _)) = question::turn(text, |who| speakers.is_surely_speaker(who))
        {
            return Some(turn);
        }
        if let Some(columns) = self.columns
            && let Some(turn) = columns.turn(text, speakers)
        {
            return Some(turn);
        }
        if !self.marks.contains(&first) {
            return self.numbered(text, speakers).or_else(|| self.named(text, 0, false, speakers));
        }
        if direction::is_direction(text) {
            return None;
        }
        let after = text[first.len_utf8()..].trim_start_matches(is_space);
        let at = text.len() - after.len();
        let turn = self.named(text, at, true, speakers).or_else(|| name_alone(text, at)).or_else(|| {
            (self.lone_marks.contains(&first) && !after.is_empty())
                .then(|| Turn { speech: Some(at..text.len()), ..Turn::default() })
        })?;
        Some(Turn { mark: Some(first.to_string()), ..turn })
    }

    /// Where the mark of a line could begin a turn, whatever the document uses: a speaker beyond doubt
    /// right after a mark at byte `at`.
    pub(super) fn is_turn_at(text: &str, at: usize, speakers: &Speakers) -> bool {
        let Some(mark) = text[at..].chars().next() else { return false };
        let after = text[at + mark.len_utf8()..].trim_start_matches(is_space);
        let turn = Self::default().named(text, text.len() - after.len(), true, speakers);
        turn.and_then(|turn| turn.speaker).is_some_and(|speaker| {
            let split = speakers.split(&speaker);
            !split.speaker.post.is_empty() && !split.is_unsure
        })
    }

    /// A turn whose speaker begins at byte `at`.
    fn named(&self, text: &str, at: usize, is_marked: bool, speakers: &Speakers) -> Option<Turn> {
        let head = Head::new(text, at, is_marked, speakers);
        let may = |style: Style| is_marked || self.uses(style);
        let in_bracket = |bracket: char, inner: &str| {
            let style = if bracket == '(' { Style::Parentheses } else { Style::Brackets };
            may(style) && speakers.is_surely_speaker(inner)
                || self.brackets.contains(&bracket)
                    && !caption::is_label(inner)
                    && (speakers.is_speaker(inner) || speaker::may_be_speaker(inner))
        };
        head.bracketed(in_bracket)
            .or_else(|| may(Style::OwnLine).then(|| head.whole()).flatten())
            .or_else(|| may(Style::Colon).then(|| head.before(':')).flatten())
            .or_else(|| self.known_name(&head))
            .or_else(|| (may(Style::OwnLine) || may(Style::Inline)).then(|| head.with_note()).flatten())
            .or_else(|| may(Style::Closing).then(|| head.closed()).flatten())
            .or_else(|| may(Style::Inline).then(|| head.before_gap()).flatten())
            .or_else(|| is_marked.then(|| head.glued()).flatten())
    }

    /// 「(3) 知事　…」 where numbers stand before speakers.
    fn numbered(&self, text: &str, speakers: &Speakers) -> Option<Turn> {
        if self.numbers.is_empty() {
            return None;
        }
        let (shape, turn) = numbered(text, speakers)?;
        self.numbers.contains(&shape).then_some(turn)
    }

    /// 「知事　本日は…」 right under a heading that says who speaks, whatever else the document uses.
    pub(super) fn opening(text: &str, speakers: &Speakers) -> Option<Turn> {
        let turn = Head::new(text, 0, false, speakers).before_gap()?;
        let speech = turn.speech.clone()?;
        let is_wide = text[..speech.start].ends_with(['\u{3000}', '\t']);
        (is_wide && text[speech].contains(['。', '、'])).then_some(turn)
    }

    /// 「田中：」 where the name comes again and again.
    fn known_name(&self, head: &Head<'_>) -> Option<Turn> {
        let end = if self.names.is_empty() { None } else { head.separated_by(':') }?;
        self.names.contains(&fold::squeezed(&head.folded()[..end])).then(|| head.turn(end, end + 1))
    }
}

/// What a label before a speaker begins with, or the bracket around it.
fn may_be_label(first: char) -> bool {
    matches!(first, '説' | '発' | '報' | '提' | '回' | '答' | '質' | '【' | '〔' | '［' | '[' | '（' | '(' | '＜' | '<')
}

/// 「・知事　避難所の電源は足りているか。」: an item of a list, and who says it.
fn bulleted(text: &str, speakers: &Speakers) -> Option<Turn> {
    let mark = text.chars().next().filter(|c| matches!(c, '・' | '･' | '-' | '－'))?;
    let at = text.len() - text[mark.len_utf8()..].trim_start_matches(is_space).len();
    let head = Head::new(text, at, false, speakers);
    let turn = head.before_gap().or_else(|| head.before(':')).filter(|turn| turn.speech.is_some())?;
    Some(Turn { mark: Some(mark.to_string()), ..turn })
}

/// A number, a speaker beyond doubt, and a clause: 「(3) 知事　…。」, with the shape of the number.
fn numbered(text: &str, speakers: &Speakers) -> Option<(Shape, Turn)> {
    /// Characters in which a number ends.
    const REACH: usize = 16;
    let end = text.char_indices().nth(REACH).map_or(text.len(), |(at, _)| at);
    let map = fold::folded_width(&text[..end]);
    let found = enumerator(text, map.text()).filter(|found| found.is_separated)?;
    let at = map.to_source(0..found.text_start).end;
    let mark_end = map.to_source(0..found.number_end).end;
    let head = Head::new(text, at, false, speakers);
    let turn = head
        .bracketed(|_, inner| speakers.is_surely_speaker(inner))
        .or_else(|| head.before(':'))
        .or_else(|| head.before_gap())?;
    let says = turn.speech.clone().is_some_and(|speech| text[speech].contains(['。', '、', '？', '?']));
    let mark = text[..mark_end].trim_matches(is_space).to_owned();
    says.then_some((found.shape, Turn { mark: Some(mark), ..turn }))
}

/// A marked name without a post: 「●山田」. Short, and no sentence.
fn name_alone(text: &str, at: usize) -> Option<Turn> {
    let name = text[at..].trim_matches(is_space);
    let is_name = |c: char| matches!(c, '々' | 'ヶ' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '　' | ' ');
    let fits = (2..=8).contains(&name.chars().count())
        && name.chars().all(is_name)
        && !vocabulary::begins_with_department(name)
        && !vocabulary::is_caption(&fold::squeezed(name));
    fits.then(|| Turn { speaker: Some(name.to_owned()), ..Turn::default() })
}
