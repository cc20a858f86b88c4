//! The beginning of a line, where a speaker may stand.
//!
//! Invariant: a speaker that is found is a part of the line, as printed.

use std::ops::Range;

use gijicho_model::fold::{self, Folded};

use super::{BRACKETS, Style, Turn};
use crate::line::is_space;
use crate::speaker::{self, MAX_CHARS, Speakers, vocabulary};

/// Characters of a line that can hold a speaker and a note.
const HEAD: usize = 240;

/// The beginning of a line from where a speaker may stand, folded.
pub(super) struct Head<'a> {
    text: &'a str,
    at: usize,
    is_whole_line: bool,
    /// After a mark, less is needed to believe in a speaker.
    is_marked: bool,
    folded: Folded,
    speakers: &'a Speakers,
}

impl<'a> Head<'a> {
    pub(super) fn new(text: &'a str, at: usize, is_marked: bool, speakers: &'a Speakers) -> Self {
        let rest = &text[at..];
        let end = rest.char_indices().nth(HEAD).map_or(rest.len(), |(end, _)| end);
        let folded = fold::folded_width(&rest[..end]);
        Self { text, at, is_whole_line: end == rest.len(), is_marked, folded, speakers }
    }

    /// The style of a line without a mark.
    pub(super) fn style(&self) -> Option<Style> {
        if let Some(turn) = self.bracketed(|_, inner| self.speakers.is_surely_speaker(inner)) {
            let in_parentheses = turn.bracket == Some('(');
            return Some(if in_parentheses { Style::Parentheses } else { Style::Brackets });
        }
        let tests = [
            (Style::Colon, self.before(':').is_some()),
            (Style::Closing, self.closed().is_some()),
            (Style::OwnLine, self.whole().or_else(|| self.with_note()).is_some()),
            (Style::Inline, self.before_gap().is_some()),
        ];
        tests.into_iter().find(|(_, fits)| *fits).map(|(style, _)| style)
    }

    pub(super) fn folded(&self) -> &str {
        self.folded.text()
    }

    /// The printed text of a folded range.
    fn printed(&self, range: Range<usize>) -> String {
        let source = self.folded.to_source(range);
        self.text[self.at + source.start..self.at + source.end].trim_matches(is_space).to_owned()
    }

    /// The printed form of the folded character at `at`.
    fn printed_char(&self, at: usize) -> String {
        self.printed(at..at + self.folded()[at..].chars().next().map_or(0, char::len_utf8))
    }

    /// What follows the folded byte `from`, without separators.
    fn speech(&self, from: usize) -> Option<Range<usize>> {
        let start = self.at + self.folded.to_source(from..from).start;
        let is_sign = |c: char| is_space(c) || matches!(c, ':' | '：' | '－' | '―' | '—');
        let rest = self.text[start..].trim_start_matches(is_sign);
        (!rest.is_empty()).then(|| self.text.len() - rest.len()..self.text.len())
    }

    pub(super) fn turn(&self, speaker_end: usize, speech_from: usize) -> Turn {
        Turn { speaker: Some(self.printed(0..speaker_end)), speech: self.speech(speech_from), ..Turn::default() }
    }

    fn accepts(&self, text: &str) -> bool {
        if self.is_marked {
            self.speakers.is_speaker(text) || speaker::is_group(text) || vocabulary::is_seat(text.trim())
        } else {
            self.speakers.is_surely_speaker(text)
        }
    }

    /// The bracket that the line begins with, and what it holds.
    pub(super) fn in_bracket(&self) -> Option<(char, &str)> {
        let first = self.folded().chars().next()?;
        let (open, close) = BRACKETS.into_iter().find(|(open, _)| *open == first)?;
        let length = matching(&self.folded()[open.len_utf8()..], open, close)?;
        Some((open, &self.folded()[open.len_utf8()..open.len_utf8() + length]))
    }

    /// 【知事】, ＜総合企画部次長＞（資料１）, （司会：総務部次長）
    pub(super) fn bracketed(&self, accepts: impl Fn(char, &str) -> bool) -> Option<Turn> {
        let (open, inner) = self.in_bracket()?;
        let is_role = |role: &str| speaker::is_leading_role(role) || self.speakers.is_surely_speaker(role);
        let named = inner.split_once(':').filter(|(role, _)| is_role(role)).map_or(inner, |(_, name)| name);
        let bare = without_bracketed_role(named);
        // 「（ア）説明」 is numbered.
        let is_letter = bare.chars().all(|c| matches!(c, 'ア'..='ン')) && bare.chars().nth(1).is_none();
        if is_letter || inner.chars().count() > MAX_CHARS || !accepts(open, bare) {
            return None;
        }
        let (start, end) = (open.len_utf8(), open.len_utf8() + inner.len());
        // All brackets fold to characters of the width of the one that opens.
        let (note, speech_from) = self.note_after(end + self.folded()[end..].chars().next().map_or(0, char::len_utf8));
        Some(Turn {
            bracket: Some(open),
            pair: Some(format!("{}{}", self.printed(0..start), self.printed_char(end))),
            speaker: Some(self.printed(start..end)),
            note,
            speech: self.speech(speech_from),
            ..Turn::default()
        })
    }

    /// A speaker and nothing else.
    pub(super) fn whole(&self) -> Option<Turn> {
        let end = self.folded().len();
        (self.is_whole_line && self.accepts(self.folded())).then(|| self.turn(end, end))
    }

    /// A speaker and a note in parentheses, with or without speech after it.
    pub(super) fn with_note(&self) -> Option<Turn> {
        let open = self.folded().find('(')?;
        if !self.accepts(&self.folded()[..open]) {
            return None;
        }
        let inner_end = open + 1 + matching(&self.folded()[open + 1..], '(', ')')?;
        let inner = self.folded()[open + 1..inner_end].trim();
        // 「⑵については」 begins what is said.
        if inner.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let is_of_speaker = vocabulary::is_post_tail(inner)
            || vocabulary::is_courteous_name(inner)
            || vocabulary::is_second_post(inner)
            || speaker::is_leading_role(&self.folded()[..open]) && self.speakers.is_surely_speaker(inner)
            || speaker::is_personal_name(inner);
        let (speaker_end, note, from) = if is_of_speaker {
            let (note, from) = self.note_after(inner_end + 1);
            (inner_end + 1, note, from)
        } else {
            (open, Some(self.printed(open + 1..inner_end)), inner_end + 1)
        };
        let turn = Turn { note, ..self.turn(speaker_end, from) };
        (self.is_marked || is_of_speaker || turn.speech.is_none()).then_some(turn)
    }

    /// A note that begins at `from` and ends the line, and where speech begins after it.
    fn note_after(&self, from: usize) -> (Option<String>, usize) {
        let rest = self.folded()[from..].trim_start();
        let inner_start = self.folded().len() - rest.len() + 1;
        let length = rest.strip_prefix('(').and_then(|inner| matching(inner, '(', ')'));
        let note = length.filter(|length| self.is_whole_line && rest[length + 2..].trim().is_empty());
        match note {
            Some(length) => (Some(self.printed(inner_start..inner_start + length)), self.folded().len()),
            None => (None, from),
        }
    }

    /// `知事：` `委員）`, `企業局長（代）：` and 「会計管理者（次長を兼ねる）：」
    pub(super) fn before(&self, separator: char) -> Option<Turn> {
        let end = self.separated_by(separator)?;
        let speaker = &self.folded()[..end];
        let run = self.folded()[end..].chars().take_while(|c| *c == separator).map(char::len_utf8).sum::<usize>();
        let (whole, read) = (|| self.turn(end, end + run), speaker::without_reading(speaker));
        let Some((bare, tail)) = speaker.split_once('(').filter(|_| read.is_none()) else {
            let fits = speaker.chars().count() <= MAX_CHARS && self.accepts(speaker);
            return fits.then(whole);
        };
        if bare.chars().count() > MAX_CHARS || !self.accepts(bare) {
            return None;
        }
        let whole = whole();
        let inner = tail.trim_end().trim_end_matches(')');
        let is_of_speaker = vocabulary::is_post_tail(inner)
            || vocabulary::is_courteous_name(inner)
            || vocabulary::is_bare_post(inner)
            || speaker::is_personal_name(inner);
        if is_of_speaker || !tail.trim_end().ends_with(')') {
            return Some(whole);
        }
        let note = self.printed(bare.len() + 1..bare.len() + 1 + inner.len());
        Some(Turn { speaker: Some(self.printed(0..bare.len())), note: Some(note), ..whole })
    }

    /// `委員）`, `知事＞`, `知事｜`, `知事－`, `知事／`, `知事…`
    pub(super) fn closed(&self) -> Option<Turn> {
        [')', '>', '|', '-', '―', '—', '–', '/', '…'].into_iter().find_map(|sign| self.before(sign))
    }

    /// Where the separator stands, outside of parentheses.
    pub(super) fn separated_by(&self, separator: char) -> Option<usize> {
        let first = self.folded().find(separator)?;
        let Some(open) = self.folded().find('(').filter(|open| *open < first) else { return Some(first) };
        let close = open + 1 + matching(&self.folded()[open + 1..], '(', ')')?;
        let rest = &self.folded()[close + 1..];
        // 「青柳（あおやぎ）委員：」
        if speaker::is_reading(&self.folded()[open + 1..close]) {
            return rest.find(separator).map(|at| close + 1 + at);
        }
        rest.trim_start().starts_with(separator).then(|| self.folded().len() - rest.trim_start().len())
    }

    /// A speaker, a gap, and speech: the longest beginning that is a speaker.
    pub(super) fn before_gap(&self) -> Option<Turn> {
        let gaps = self.folded().char_indices().take(MAX_CHARS).filter(|(_, c)| is_space(*c)).map(|(at, _)| at);
        let end = gaps.filter(|&at| self.accepts(&self.folded()[..at])).last()?;
        Some(self.turn(end, end))
    }

    /// 「説明者　総務部　管財課長」: who speaks, after a label, and nothing else on the line.
    pub(super) fn after_label(&self) -> Option<Turn> {
        const LABELS: &[&str] = &["説明者", "発言者", "報告者", "提案者", "回答者", "答弁者", "質問者"];
        const DEEDS: &[&str] = &["説明", "報告", "提案"];
        let text = self.folded().trim_start_matches(['[', '(', '【', '<', '〔', '〈', '《']);
        let after = |label: &&str| {
            let rest = text.strip_prefix(*label)?;
            Some(if text.len() < self.folded().len() {
                rest.strip_prefix([']', ')', '】', '>', '〕', '〉', '》'])?
            } else {
                rest
            })
        };
        let is_bracketed = text.len() < self.folded().len();
        let deed = DEEDS.iter().find_map(after).filter(|rest| is_bracketed || rest.starts_with(':'));
        // 「説明（税務課長）」
        let enclosed = || {
            let rest = DEEDS.iter().find_map(|deed| self.folded().strip_prefix(deed))?;
            rest.strip_prefix('(')?.strip_suffix(')').map(|inner| inner.trim_end_matches(is_space))
        };
        if let Some(speaker) =
            enclosed().filter(|speaker| self.is_whole_line && self.speakers.is_surely_speaker(speaker))
        {
            let end = self.folded().len() - ')'.len_utf8();
            let range = self.folded()[..end].rfind(speaker)?;
            let speaker = Some(self.printed(range..range + speaker.len()));
            return Some(Turn { speaker, ..Turn::default() });
        }
        let rest = LABELS.iter().find_map(after).or(deed)?;
        let speaker = rest.trim_start_matches(|c: char| is_space(c) || c == ':');
        let fits = (is_bracketed || speaker.len() < rest.len())
            && self.is_whole_line
            && self.speakers.is_surely_speaker(speaker);
        let start = self.folded().len() - speaker.len();
        fits.then(|| Turn { speaker: Some(self.printed(start..self.folded().len())), ..Turn::default() })
    }

    /// A speaker and speech without a gap.
    pub(super) fn glued(&self) -> Option<Turn> {
        let end = self.speakers.glued_prefix(self.folded())?;
        Some(self.turn(end, end))
    }
}

/// 「本部長（知事）」, 「次長（代理：課長）」: what stands before the parentheses.
pub(super) fn without_bracketed_role(inner: &str) -> &str {
    let inner = inner.trim_end();
    inner.strip_suffix(')').and_then(|rest| rest.split_once('(')).map_or(inner, |(bare, _)| bare.trim_end())
}

/// Where the bracket that was opened before `text` closes.
pub(in super::super) fn matching(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 1usize;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}
