//! Lines that hold several lines: a whole document on one line, or a speaker glued to the sentence
//! before. They are cut where a turn, a heading or a labelled line begins.
//!
//! Invariants: the parts of a line have its number, and put together they are the line; cutting is
//! linear in the length of the line.

use super::caption;
use super::header;
use super::legend::is_mark;
use super::turn::Notation;
use crate::line::{Line, is_space};
use crate::speaker::Speakers;

/// Characters from which on a line may be several.
const LONG: usize = 60;
/// Characters from which on a line may be a head and a body.
const VERY_LONG: usize = 160;
/// Bytes of a very long line in which the head stands.
const HEAD: usize = 2_400;
/// Characters that a speaker with a note can have.
const REACH: usize = 80;

/// Most turns that are looked for within lines: more than any meeting has, and few enough for the
/// memory that each part takes.
const MOST_TURNS: usize = 100_000;

/// Cuts lines that hold several.
pub(super) fn cut<'a>(lines: Vec<Line<'a>>, speakers: &Speakers) -> Vec<Line<'a>> {
    let mut parts = Vec::with_capacity(lines.len());
    let mut turns = 0;
    for line in lines {
        let chars = line.text.len() / 'あ'.len_utf8();
        if let Some(end) = caption::end_of_talk(line.text).filter(|end| *end < line.text.len()) {
            parts.extend(line.parts(&[end]));
            continue;
        }
        if chars < LONG {
            parts.push(line);
            continue;
        }
        let mut cuts = turns_in(line.text, speakers);
        turns += cuts.len();
        if turns > MOST_TURNS {
            cuts.clear();
        }
        if chars >= VERY_LONG {
            cuts.extend(headings_in(line.text));
            cuts.extend(fields_in(line.text));
            cuts.extend(pieces_of(line.text));
            cuts.sort_unstable();
            cuts.dedup();
        }
        if cuts.is_empty() {
            parts.push(line);
        } else {
            parts.extend(line.parts(&cuts));
        }
    }
    parts
}

/// Bytes after which a line is read as several: what is made of a line is many times as large.
const PIECE: usize = 64 * 1024;

/// Where a line that no printer would print is cut, so that no part is longer than [`PIECE`].
fn pieces_of(text: &str) -> impl Iterator<Item = usize> {
    (1..text.len().div_ceil(PIECE)).map(|piece| text.floor_char_boundary(piece * PIECE))
}

/// Where speakers begin after a mark.
fn turns_in(text: &str, speakers: &Speakers) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        if at > 0 && is_mark(c) && may_begin_turn(before, c) {
            let end = end_of_reach(text, at + c.len_utf8());
            if Notation::is_turn_at(&text[..end], at, speakers) {
                cuts.push(at);
            }
        }
        before = Some(c);
    }
    cuts
}

/// A circle also stands for a word left out (「○○課長」), so it needs the end of a sentence before it.
fn may_begin_turn(before: Option<char>, mark: char) -> bool {
    let after_sentence =
        before.is_some_and(|c| is_space(c) || matches!(c, '。' | '」' | '』' | '）' | ')' | '！' | '？'));
    match mark {
        '※' | '⇒' | '→' => false,
        '○' | '◯' | '〇' | '□' | '△' => after_sentence,
        _ => before.is_none_or(|c| !is_mark(c)),
    }
}

/// The text after a mark in which its speaker must stand: up to the next mark.
fn end_of_reach(text: &str, from: usize) -> usize {
    let mut reach = text[from..].char_indices().take(REACH + 1);
    let end = reach.find(|&(at, c)| at > 0 && is_mark(c) && c != '※').map(|(at, _)| from + at);
    end.unwrap_or_else(|| text[from..].char_indices().nth(REACH).map_or(text.len(), |(at, _)| from + at))
}

/// Where 「議題１ …」 begins after the end of a sentence.
fn headings_in(text: &str) -> Vec<usize> {
    let begins = |at: usize| {
        let closed = text[..at].ends_with(['。', '）', ')', '」']);
        let rest = &text[at + "議題".len()..];
        let number =
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | 'の' | '-' | '－'));
        closed && number.len() < rest.len() && number.starts_with([' ', '　', '：'])
    };
    text.match_indices("議題").map(|(at, _)| at).filter(|&at| at > 0 && begins(at)).collect()
}

/// Where 「２ 場所 …」 begins.
fn fields_in(text: &str) -> Vec<usize> {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９');
    let mut cuts = Vec::new();
    let mut before = None;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < HEAD) {
        if at > 0 && is_digit(c) && !before.is_some_and(is_digit) {
            let rest = text[at..].trim_start_matches(is_digit);
            let is_gap = rest.starts_with([' ', '　', '．', '.']);
            if is_gap && header::begins_with_label(rest.trim_start_matches(['．', '.', ' ', '　'])) {
                cuts.push(at);
            }
        }
        before = Some(c);
    }
    cuts
}
