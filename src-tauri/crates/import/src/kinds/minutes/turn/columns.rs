//! Speech set in columns of plain text: 「１｜知事｜…」 below 「No.｜発言者｜発言内容」.
//!
//! Invariants: the caption over the columns says which is which; the speech is the rest of the line,
//! whatever rules stand in it.

use std::ops::Range;

use gijicho_model::fold;

use super::Turn;
use crate::kinds::minutes::header;
use crate::line::{Line, is_space};
use crate::speaker::{self, Speakers};

/// Places of columns, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    who: usize,
    what: usize,
}

impl Columns {
    /// The columns that a document captions.
    pub(super) fn of(lines: &[Line<'_>]) -> Option<Self> {
        let mut found = lines.iter().filter(|line| !line.is_blank());
        let (who, what) = found.find_map(|line| header::captioned_columns(&line.folded))?;
        Some(Self { who, what })
    }

    /// Reads a row as a turn. A moment before the speaker is kept as a note.
    pub(super) fn turn(self, text: &str, speakers: &Speakers) -> Option<Turn> {
        let cells: Vec<Range<usize>> = cells(text).take(self.what + 1).collect();
        let printed = |at: usize| cells.get(at).map(|cell| text[cell.clone()].trim_matches(is_space));
        let speaker = printed(self.who).filter(|speaker| !speaker.is_empty())?;
        let bare = speaker.split_once(['（', '(']).map_or(speaker, |(bare, _)| bare);
        let fits = speaker.chars().nth(speaker::MAX_CHARS).is_none()
            && (speakers.is_speaker(speaker) || speaker::may_be_speaker(bare));
        let speech = &text[cells.get(self.what)?.start..];
        let speech = speech.trim_start_matches(is_space).trim_end_matches(|c| is_space(c) || header::is_column_end(c));
        if !fits || header::captioned_columns(&fold::width(text)).is_some() {
            return None;
        }
        let end = text.trim_end_matches(|c| is_space(c) || header::is_column_end(c)).len();
        let moment = (0..self.who).filter_map(printed).find(|cell| is_clock(cell));
        // 「事務局｜（資料１により説明）」: nothing is said.
        let noted = if moment.is_none() { in_parentheses(speech) } else { None };
        Some(Turn {
            speaker: Some(speaker.to_owned()),
            note: moment.or(noted).map(str::to_owned),
            speech: (!speech.is_empty() && noted.is_none()).then(|| end - speech.len()..end),
            ..Turn::default()
        })
    }
}

/// The cells of a row, in bytes; the last one may hold rules of its own.
fn cells(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let end = text[start..].find(header::is_column_end).map(|at| start + at);
        from = end.and_then(|end| Some(end + text[end..].chars().next()?.len_utf8()));
        Some(start..end.unwrap_or(text.len()))
    })
}

/// What stands in the only parentheses around a text.
fn in_parentheses(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    (!inner.contains(['（', '(', '）', ')'])).then_some(inner)
}

/// 「9:05」, 「９時５分」
fn is_clock(cell: &str) -> bool {
    let folded = fold::squeezed(cell);
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    folded
        .split_once([':', '時'])
        .is_some_and(|(hours, minutes)| digits(hours) && digits(minutes.trim_end_matches('分')))
}
