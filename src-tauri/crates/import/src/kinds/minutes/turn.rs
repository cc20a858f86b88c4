//! Turns: the line that says who speaks next, in the notation of this document.
//!
//! Invariants: only the first few hundred characters of a line are looked at; what follows the
//! speaker on the same line is speech and is kept.

use std::ops::Range;

use gijicho_model::fold::{self, Folded};
use gijicho_model::meeting::Legend;

use super::legend::is_mark;
use crate::line::{Line, is_space};
use crate::speaker::{MAX_CHARS, Speakers, vocabulary};

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

/// How this document announces speakers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Notation {
    /// Marks before speakers.
    pub(super) marks: Vec<char>,
    /// Marks that stand without a speaker: each line is a remark of that side.
    pub(super) lone_marks: Vec<char>,
    /// 【知事】 ＜総合企画部次長＞
    brackets: bool,
    /// （知事）
    parentheses: bool,
    /// `知事：`
    colon: bool,
    /// `委員）`
    closing: bool,
    /// A speaker alone on a line.
    own_line: bool,
    /// A speaker, a gap, and speech.
    inline: bool,
}

impl Notation {
    /// Every notation at once: for looking what a document uses.
    fn any() -> Self {
        Self {
            brackets: true,
            parentheses: true,
            colon: true,
            closing: true,
            own_line: true,
            inline: true,
            ..Self::default()
        }
    }

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
        let marked = !marks.is_empty();
        let bracketed = seen.brackets > 0 || seen.parentheses > 1;
        let told = marked || bracketed;
        Self {
            marks,
            lone_marks,
            brackets: seen.brackets > 0,
            parentheses: seen.parentheses > 1 || seen.parentheses > 0 && seen.brackets > 0,
            colon: seen.colon > if told { 2 } else { 0 },
            closing: seen.closing > if told { 2 } else { 0 } && seen.closing + seen.colon > 1,
            own_line: !told && seen.own_line > 1,
            inline: !told && seen.inline > 1,
        }
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
        let head = Head::new(text, at);
        head.bracketed(self, is_marked, speakers)
            .or_else(|| head.whole(self.own_line, is_marked, speakers))
            .or_else(|| head.before(':', self.colon, is_marked, speakers))
            .or_else(|| head.with_note(self.own_line || self.inline, is_marked, speakers))
            .or_else(|| head.before(')', self.closing, is_marked, speakers))
            .or_else(|| head.before_gap(self.inline, is_marked, speakers))
            .or_else(|| is_marked.then(|| head.glued(speakers)).flatten())
    }
}

/// What a document was seen to use, in lines.
#[derive(Default)]
struct Seen {
    /// Mark, lines that begin with it, and of these lines with a speaker.
    marks: Vec<(char, usize, usize)>,
    brackets: usize,
    parentheses: usize,
    colon: usize,
    closing: usize,
    own_line: usize,
    inline: usize,
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
            return;
        }
        let any = Notation::any();
        let head = Head::new(text, 0);
        if let Some(turn) = head.bracketed(&any, false, speakers) {
            let in_parentheses = turn.bracket == Some('(');
            self.parentheses += usize::from(in_parentheses);
            self.brackets += usize::from(!in_parentheses);
        } else if head.before(':', true, false, speakers).is_some() {
            self.colon += 1;
        } else if head.before(')', true, false, speakers).is_some() {
            self.closing += 1;
        } else if head.whole(true, false, speakers).or_else(|| head.with_note(true, false, speakers)).is_some() {
            self.own_line += 1;
        } else if head.before_gap(true, false, speakers).is_some() {
            self.inline += 1;
        }
    }
}

/// The beginning of a line from where a speaker may stand, folded.
struct Head<'a> {
    text: &'a str,
    at: usize,
    is_whole_line: bool,
    folded: Folded,
}

impl<'a> Head<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        let rest = &text[at..];
        let end = rest.char_indices().nth(HEAD).map_or(rest.len(), |(end, _)| end);
        Self { text, at, is_whole_line: end == rest.len(), folded: fold::folded_width(&rest[..end]) }
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

    fn accepts(&self, text: &str, is_marked: bool, speakers: &Speakers) -> bool {
        if is_marked {
            speakers.is_speaker(text) || speakers.is_group(text) || vocabulary::is_seat(text.trim())
        } else {
            speakers.is_surely_speaker(text)
        }
    }

    /// 【知事】, ＜総合企画部次長＞（資料１）
    fn bracketed(&self, notation: &Notation, is_marked: bool, speakers: &Speakers) -> Option<Turn> {
        let first = self.folded().chars().next()?;
        let (open, close) = BRACKETS.into_iter().find(|(open, _)| *open == first)?;
        let is_used = if open == '(' { notation.parentheses } else { notation.brackets };
        if !is_used && !is_marked {
            return None;
        }
        let inner_start = open.len_utf8();
        let mut inner_end = inner_start + matching(&self.folded()[inner_start..], open, close)?;
        let after = inner_end + close.len_utf8();
        let inner = &self.folded()[inner_start..inner_end];
        // 「【知事：資料１】」 is no speaker, 「【山田知事】」 is one.
        if inner.chars().count() > MAX_CHARS || !speakers.is_surely_speaker(inner) {
            return None;
        }
        inner_end = inner_start + inner.trim_end().len();
        let (note, speech_from) = self.note_after(after);
        Some(Turn {
            bracket: Some(open),
            speaker: Some(self.printed(inner_start..inner_end)),
            note,
            speech: self.speech(speech_from),
            ..Turn::default()
        })
    }

    /// A speaker and nothing else.
    fn whole(&self, is_used: bool, is_marked: bool, speakers: &Speakers) -> Option<Turn> {
        let fits = self.is_whole_line && (is_marked || is_used) && self.accepts(self.folded(), is_marked, speakers);
        fits.then(|| self.turn(self.folded().len(), self.folded().len()))
    }

    /// A speaker and a note in parentheses, with or without speech after it.
    fn with_note(&self, is_used: bool, is_marked: bool, speakers: &Speakers) -> Option<Turn> {
        let open = self.folded().find('(')?;
        if !(is_marked || is_used) || !self.accepts(&self.folded()[..open], is_marked, speakers) {
            return None;
        }
        let inner_end = open + 1 + matching(&self.folded()[open + 1..], '(', ')')?;
        let inner = &self.folded()[open + 1..inner_end];
        // 「⑵については」 begins what is said.
        if inner.trim().bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let is_tail =
            vocabulary::is_post_tail(inner) || vocabulary::is_courteous_name(inner) || vocabulary::is_bare_post(inner.trim());
        let (speaker_end, note, from) = if is_tail {
            let (note, from) = self.note_after(inner_end + 1);
            (inner_end + 1, note, from)
        } else {
            (open, Some(self.printed(open + 1..inner_end)), inner_end + 1)
        };
        if !is_marked && !is_tail && self.speech(from).is_some() {
            return None;
        }
        Some(Turn { note, ..self.turn(speaker_end, from) })
    }

    /// A note that begins at `from`, and where speech begins after it.
    fn note_after(&self, from: usize) -> (Option<String>, usize) {
        let rest = self.folded()[from..].trim_start();
        let at = self.folded().len() - rest.len();
        match rest.strip_prefix('(').and_then(|inner| matching(inner, '(', ')')) {
            Some(len) if self.folded()[at + 1 + len + 1..].trim().is_empty() && self.is_whole_line => {
                (Some(self.printed(at + 1..at + 1 + len)), self.folded().len())
            }
            _ => (None, from),
        }
    }

    /// `知事：` `委員）`
    fn before(&self, separator: char, is_used: bool, is_marked: bool, speakers: &Speakers) -> Option<Turn> {
        let end = self.folded().find(separator)?;
        let speaker = &self.folded()[..end];
        // 「企業局長（代）：」
        let bare = speaker.split_once('(').map_or(speaker, |(bare, tail)| {
            if vocabulary::is_post_tail(tail.trim_end_matches(')')) { bare } else { speaker }
        });
        let fits = (is_marked || is_used)
            && speaker.chars().count() <= MAX_CHARS
            && self.accepts(bare, is_marked, speakers);
        fits.then(|| self.turn(end, end + separator.len_utf8()))
    }

    /// A speaker, a gap, and speech: the longest beginning that is a speaker.
    fn before_gap(&self, is_used: bool, is_marked: bool, speakers: &Speakers) -> Option<Turn> {
        if !(is_marked || is_used) {
            return None;
        }
        let gaps = self.folded().char_indices().take(MAX_CHARS).filter(|(_, c)| *c == ' ').map(|(at, _)| at);
        let end = gaps.filter(|&at| self.accepts(&self.folded()[..at], is_marked, speakers)).last()?;
        Some(self.turn(end, end))
    }

    /// A speaker and speech without a gap.
    fn glued(&self, speakers: &Speakers) -> Option<Turn> {
        let end = speakers.glued_prefix(self.folded())?;
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
