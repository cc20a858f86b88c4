//! Turns: the line that says who speaks next, in the notation of this document.
//!
//! Invariants: only the first few hundred characters of a line are looked at; what follows the
//! speaker on the same line is speech and is kept.

use std::ops::Range;

use gijicho_model::fold::{self, Folded};
use gijicho_model::meeting::Legend;

use super::legend::is_mark;
use crate::line::{Line, is_space};
use crate::speaker::{self, MAX_CHARS, Speakers, vocabulary};

/// Characters of a line that can hold a speaker and a note.
const HEAD: usize = 240;

/// Brackets that can stand around a speaker, folded.
const BRACKETS: [(char, char); 7] =
    [('【', '】'), ('<', '>'), ('〈', '〉'), ('《', '》'), ('[', ']'), ('〔', '〕'), ('(', ')')];

/// Who speaks next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Turn {
    /// As printed.
    pub(super) mark: Option<String>,
    /// The opening bracket around the speaker, folded.
    pub(super) bracket: Option<char>,
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
    /// `委員）`
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
}

impl Notation {
    /// Infers the notation of a document from its lines and its legend.
    pub(super) fn infer(lines: &[Line<'_>], legend: &Legend, speakers: &Speakers) -> Self {
        let mut seen = Seen::default();
        for line in lines.iter().filter(|line| !line.is_blank()) {
            seen.look(line.text, speakers);
        }
        let in_legend = |mark: char| legend.0.iter().any(|(known, _)| known.starts_with(mark));
        let mut marks: Vec<char> = legend.0.iter().filter_map(|(mark, _)| mark.chars().next()).collect();
        let mut lone_marks = Vec::new();
        for &(mark, total, named) in &seen.marks {
            let enough = if legend.0.is_empty() { named * 2 >= total } else { named * 10 >= total * 9 };
            if !in_legend(mark) && named > 0 && enough {
                marks.push(mark);
            }
            if in_legend(mark) && named * 3 < total {
                lone_marks.push(mark);
            }
        }
        let styles = seen.styles(!marks.is_empty());
        Self { marks, lone_marks, styles }
    }

    fn uses(&self, style: Style) -> bool {
        self.styles.contains(&style)
    }

    /// Reads a line as a turn.
    pub(super) fn turn(&self, text: &str, speakers: &Speakers) -> Option<Turn> {
        let first = text.chars().next()?;
        if !self.marks.contains(&first) {
            return self.named(text, 0, false, speakers);
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
        head.bracketed(may(Style::Brackets), may(Style::Parentheses))
            .or_else(|| may(Style::OwnLine).then(|| head.whole()).flatten())
            .or_else(|| may(Style::Colon).then(|| head.before(':')).flatten())
            .or_else(|| (may(Style::OwnLine) || may(Style::Inline)).then(|| head.with_note()).flatten())
            .or_else(|| may(Style::Closing).then(|| head.before(')')).flatten())
            .or_else(|| may(Style::Inline).then(|| head.before_gap()).flatten())
            .or_else(|| is_marked.then(|| head.glued()).flatten())
    }
}

/// What a document was seen to use, in lines.
#[derive(Default)]
struct Seen {
    /// Mark, lines that begin with it, and of these lines with a speaker.
    marks: Vec<(char, usize, usize)>,
    /// For each of [`STYLES`], the lines in it.
    styles: [usize; STYLES.len()],
}

impl Seen {
    fn look(&mut self, text: &str, speakers: &Speakers) {
        let Some(first) = text.chars().next() else { return };
        if is_mark(first) {
            let after = text[first.len_utf8()..].trim_start_matches(is_space);
            let named = Notation::default().named(text, text.len() - after.len(), true, speakers).is_some();
            let at = self.marks.iter().position(|seen| seen.0 == first).unwrap_or_else(|| {
                self.marks.push((first, 0, 0));
                self.marks.len() - 1
            });
            self.marks[at].1 += 1;
            self.marks[at].2 += usize::from(named);
        } else if let Some(style) = Head::new(text, 0, false, speakers).style() {
            self.styles[style as usize] += 1;
        }
    }

    fn count(&self, style: Style) -> usize {
        self.styles[style as usize]
    }

    /// The styles in use. Where marks or brackets announce speakers, the weaker signs need more proof.
    fn styles(&self, is_marked: bool) -> Vec<Style> {
        let brackets = self.count(Style::Brackets);
        let parentheses = self.count(Style::Parentheses);
        let is_told = is_marked || brackets > 0 || parentheses > 1;
        let weak = if is_told { 2 } else { 0 };
        let is_used = |style: &Style| match style {
            Style::Brackets => brackets > 0,
            Style::Parentheses => parentheses > 1 || parentheses > 0 && brackets > 0,
            Style::Colon => self.count(Style::Colon) > weak,
            Style::Closing => {
                self.count(Style::Closing) > weak && self.count(Style::Closing) + self.count(Style::Colon) > 1
            }
            Style::OwnLine | Style::Inline => !is_told && self.count(*style) > 1,
        };
        STYLES.into_iter().filter(is_used).collect()
    }
}

/// The beginning of a line from where a speaker may stand, folded.
struct Head<'a> {
    text: &'a str,
    at: usize,
    is_whole_line: bool,
    /// After a mark, less is needed to believe in a speaker.
    is_marked: bool,
    folded: Folded,
    speakers: &'a Speakers,
}

impl<'a> Head<'a> {
    fn new(text: &'a str, at: usize, is_marked: bool, speakers: &'a Speakers) -> Self {
        let rest = &text[at..];
        let end = rest.char_indices().nth(HEAD).map_or(rest.len(), |(end, _)| end);
        let folded = fold::folded_width(&rest[..end]);
        Self { text, at, is_whole_line: end == rest.len(), is_marked, folded, speakers }
    }

    /// The style of a line without a mark.
    fn style(&self) -> Option<Style> {
        if let Some(turn) = self.bracketed(true, true) {
            let in_parentheses = turn.bracket == Some('(');
            return Some(if in_parentheses { Style::Parentheses } else { Style::Brackets });
        }
        let tests = [
            (Style::Colon, self.before(':').is_some()),
            (Style::Closing, self.before(')').is_some()),
            (Style::OwnLine, self.whole().or_else(|| self.with_note()).is_some()),
            (Style::Inline, self.before_gap().is_some()),
        ];
        tests.into_iter().find(|(_, fits)| *fits).map(|(style, _)| style)
    }

    fn folded(&self) -> &str {
        self.folded.text()
    }

    /// The printed text of a folded range.
    fn printed(&self, range: Range<usize>) -> String {
        let source = self.folded.to_source(range);
        self.text[self.at + source.start..self.at + source.end].trim_matches(is_space).to_owned()
    }

    /// What follows the folded byte `from`, without separators.
    fn speech(&self, from: usize) -> Option<Range<usize>> {
        let start = self.at + self.folded.to_source(from..from).start;
        let rest = self.text[start..].trim_start_matches(|c: char| is_space(c) || matches!(c, ':' | '：'));
        (!rest.is_empty()).then(|| self.text.len() - rest.len()..self.text.len())
    }

    fn turn(&self, speaker_end: usize, speech_from: usize) -> Turn {
        Turn { speaker: Some(self.printed(0..speaker_end)), speech: self.speech(speech_from), ..Turn::default() }
    }

    fn accepts(&self, text: &str) -> bool {
        if self.is_marked {
            self.speakers.is_speaker(text) || speaker::is_group(text) || vocabulary::is_seat(text.trim())
        } else {
            self.speakers.is_surely_speaker(text)
        }
    }

    /// 【知事】, ＜総合企画部次長＞（資料１）
    fn bracketed(&self, may_be_bracket: bool, may_be_parenthesis: bool) -> Option<Turn> {
        let first = self.folded().chars().next()?;
        let (open, close) = BRACKETS.into_iter().find(|(open, _)| *open == first)?;
        if !(if open == '(' { may_be_parenthesis } else { may_be_bracket }) {
            return None;
        }
        let inner_start = open.len_utf8();
        let inner_end = inner_start + matching(&self.folded()[inner_start..], open, close)?;
        let inner = &self.folded()[inner_start..inner_end];
        if inner.chars().count() > MAX_CHARS || !self.speakers.is_surely_speaker(inner) {
            return None;
        }
        let (note, speech_from) = self.note_after(inner_end + close.len_utf8());
        Some(Turn {
            bracket: Some(open),
            speaker: Some(self.printed(inner_start..inner_end)),
            note,
            speech: self.speech(speech_from),
            ..Turn::default()
        })
    }

    /// A speaker and nothing else.
    fn whole(&self) -> Option<Turn> {
        let end = self.folded().len();
        (self.is_whole_line && self.accepts(self.folded())).then(|| self.turn(end, end))
    }

    /// A speaker and a note in parentheses, with or without speech after it.
    fn with_note(&self) -> Option<Turn> {
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
        let is_of_speaker =
            vocabulary::is_post_tail(inner) || vocabulary::is_courteous_name(inner) || vocabulary::is_bare_post(inner);
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

    /// `知事：` `委員）`, and `企業局長（代）：`
    fn before(&self, separator: char) -> Option<Turn> {
        let end = self.folded().find(separator)?;
        let speaker = &self.folded()[..end];
        let bare = speaker.split_once('(').map_or(speaker, |(bare, tail)| {
            if vocabulary::is_post_tail(tail.trim_end_matches(')')) { bare } else { speaker }
        });
        let fits = speaker.chars().count() <= MAX_CHARS && self.accepts(bare);
        fits.then(|| self.turn(end, end + separator.len_utf8()))
    }

    /// A speaker, a gap, and speech: the longest beginning that is a speaker.
    fn before_gap(&self) -> Option<Turn> {
        let gaps = self.folded().char_indices().take(MAX_CHARS).filter(|(_, c)| *c == ' ').map(|(at, _)| at);
        let end = gaps.filter(|&at| self.accepts(&self.folded()[..at])).last()?;
        Some(self.turn(end, end))
    }

    /// A speaker and speech without a gap.
    fn glued(&self) -> Option<Turn> {
        let end = self.speakers.glued_prefix(self.folded())?;
        Some(self.turn(end, end))
    }
}

/// A marked name without a post: 「●山田」. Short, and no sentence.
fn name_alone(text: &str, at: usize) -> Option<Turn> {
    let name = text[at..].trim_matches(is_space);
    let is_name = |c: char| matches!(c, '々' | 'ヶ' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '　' | ' ');
    let fits = (2..=8).contains(&name.chars().count())
        && name.chars().all(is_name)
        && !vocabulary::begins_with_department(name);
    fits.then(|| Turn { speaker: Some(name.to_owned()), ..Turn::default() })
}

/// Where the bracket that was opened before `text` closes.
fn matching(text: &str, open: char, close: char) -> Option<usize> {
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
