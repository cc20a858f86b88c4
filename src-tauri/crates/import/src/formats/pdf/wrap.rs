//! Which lines go on in the next one: those that the right margin has broken.
//!
//! A line was broken by the margin if the first piece of the next line would not have fitted on it.
//! Where the margin lies is learnt from the lines that share a column on pages of the same size.

use std::collections::HashMap;

use super::PageLine;
use super::tags::{Kind, Tag};
use crate::formats::lines::{Pasted, ends_sentence};

/// Lines, in the order of reading, that stand between the same margins.
#[derive(Debug, PartialEq, Eq, Hash, Clone, Copy)]
struct Block {
    width: i64,
    height: i64,
    column: u8,
}

/// What lines of a block have in common.
#[derive(Debug, Clone, Copy)]
struct Measure {
    left: f64,
    right: f64,
    /// From baseline to baseline.
    pitch: f64,
    /// Where the first line of a paragraph begins, where that is set in.
    first: Option<f64>,
}

/// Says of each line whether it goes on in the next.
pub(super) fn mark(lines: &mut [PageLine]) {
    let mut blocks: HashMap<Block, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_text(line)) {
        blocks.entry(block(line)).or_default().push(at);
    }
    let measures: HashMap<Block, Option<Measure>> =
        blocks.iter().map(|(block, members)| (*block, measure(lines, members))).collect();
    let hanging = hanging(lines);
    let mut next: Option<usize> = None;
    for at in (0..lines.len()).rev() {
        if lines[at].is_furniture {
            continue;
        }
        let after = next.replace(at);
        if !is_text(&lines[at]) {
            continue;
        }
        let measure = measures.get(&block(&lines[at])).copied().flatten();
        let begins = after.is_some_and(|after| !hanging[after] && measure.is_some_and(|of| of.begins(&lines[after])));
        let after = after.map(|after| &lines[after]).filter(|after| is_text(after));
        lines[at].wraps = wraps(&lines[at], after, measure, begins);
    }
    doubt_pasted(lines);
}

/// Of text that was wrapped before it was set nothing is said where a line is short.
fn doubt_pasted(lines: &mut [PageLine]) {
    let is_item = |line: &PageLine| matches!(line.tags[1], Tag::Block(_, Kind::Item | Kind::Heading(_)));
    let is_short = |line: &PageLine| is_text(line) && line.wraps == Some(false) && !is_item(line);
    let mut pasted = Pasted::default();
    lines.iter().filter(|line| is_short(line)).for_each(|line| pasted.see(&line.text));
    if pasted.is_likely() {
        lines.iter_mut().filter(|line| is_short(line)).for_each(|line| line.wraps = None);
    }
}

/// Which lines hang below an item of a list: they are set in, too, and begin nothing.
fn hanging(lines: &[PageLine]) -> Vec<bool> {
    let mut item: Option<f64> = None;
    let of = |line: &PageLine| {
        if is_text(line) {
            let is_below = item.is_some_and(|start| line.start > start + SET_IN * line.size);
            let is_bullet = line.text.trim_start().starts_with(['・', '･', '•', '※', '－']);
            item = if is_bullet { Some(line.start) } else { item.filter(|_| is_below) };
            return is_below && !is_bullet;
        }
        false
    };
    lines.iter().map(of).collect()
}

fn is_item(line: &PageLine) -> bool {
    line.text.trim_start().starts_with(['・', '･', '•', '○', '●', '☆', '※', '－'])
}

/// How far a line is set in, in its size, before it counts.
const SET_IN: f64 = 0.7;

impl Measure {
    /// Whether a line is set in as the first lines of paragraphs are.
    fn begins(&self, line: &PageLine) -> bool {
        self.first.is_some_and(|first| (line.start - first).abs() < 0.2 * line.size)
    }
}

fn is_text(line: &PageLine) -> bool {
    line.is_prose() && !line.is_furniture
}

#[expect(clippy::cast_possible_truncation, reason = "places on a page are small, and `as` saturates")]
fn block(line: &PageLine) -> Block {
    Block { width: line.page_width.round() as i64, height: line.page_height.round() as i64, column: line.column }
}

/// The margins of a block: the furthest right at which several lines end.
fn measure(lines: &[PageLine], members: &[usize]) -> Option<Measure> {
    let size = median(members.iter().map(|at| lines[*at].size).collect())?;
    let mut ends: Vec<f64> = members.iter().map(|at| lines[*at].margin_end).collect();
    ends.sort_by(f64::total_cmp);
    let least = (members.len() / 20).max(2);
    let right = (0..ends.len()).rev().map(|at| (ends[at], at)).find_map(|(end, at)| {
        let from = ends.partition_point(|other| *other < end - 0.7 * size);
        (at + 1 - from >= least).then_some(end)
    })?;
    let left = members.iter().map(|at| lines[*at].start).fold(f64::INFINITY, f64::min);
    let pitches = members.windows(2).map(|pair| (&lines[pair[0]], &lines[pair[1]]));
    let pitch = median(pitches.filter(|(a, b)| a.page == b.page && b.y > a.y).map(|(a, b)| b.y - a.y).collect());
    let first = first_lines(lines, members, right, size);
    Some(Measure { left, right, pitch: pitch.unwrap_or(size * 2.0), first })
}

/// Where lines begin that follow the end of a paragraph, if that is a little to the right of where
/// those begin that go on.
fn first_lines(lines: &[PageLine], members: &[usize], right: f64, size: f64) -> Option<f64> {
    const FEWEST: usize = 3;
    let pairs = members.windows(2).map(|pair| (&lines[pair[0]], &lines[pair[1]]));
    let (mut after_open, mut after_end) = (Vec::new(), Vec::new());
    for (line, next) in pairs.filter(|(_, next)| !is_item(next)) {
        let fits = line.end + next.first_piece <= right - 0.3 * size;
        match (fits, ends_sentence(&line.text)) {
            (false, false) => after_open.push(next.start),
            (true, true) => after_end.push(next.start),
            _ => {}
        }
    }
    let usual = |starts: Vec<f64>| {
        let count = starts.len();
        let middle = median(starts.clone())?;
        let alike = starts.iter().filter(|start| (**start - middle).abs() < 0.2 * size).count();
        (alike >= FEWEST && alike * 10 >= count * 6).then_some(middle)
    };
    let (goes_on, first) = (usual(after_open)?, usual(after_end)?);
    (goes_on + SET_IN * size..goes_on + 2.5 * size).contains(&first).then_some(first)
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// `begins`: whether the next line is set in as the first lines of paragraphs are.
fn wraps(line: &PageLine, next: Option<&PageLine>, measure: Option<Measure>, begins: bool) -> Option<bool> {
    let Some(next) = next else { return Some(false) };
    let are_one = are_one_block(line, next);
    if are_one == Some(false) {
        return Some(false);
    }
    let Measure { left, right, pitch, .. } = measure?;
    let fits = line.end + next.first_piece <= right - 0.3 * line.size;
    if are_one == Some(true) {
        return Some(!fits);
    }
    let is_resized = (line.size - next.size).abs() > 0.15 * line.size;
    if fits || is_resized {
        return Some(false);
    }
    let is_same_page = line.page == next.page && line.column == next.column;
    let gap = next.y - line.y;
    if is_same_page && gap > pitch * 2.2 {
        return Some(false);
    }
    let is_apart = is_same_page && gap > pitch * 1.15;
    // A first line that is set in; under an item, the lines that follow it are.
    let is_set_in = next.start > line.start + SET_IN * line.size && line.start < left + SET_IN * line.size;
    if ends_sentence(&line.text) && (is_apart || begins || is_set_in && !is_item(line)) {
        return Some(false);
    }
    Some(true)
}

/// Whether the file says that two lines are of one block; `None` where it does not say.
fn are_one_block(line: &PageLine, next: &PageLine) -> Option<bool> {
    match (line.tags[1], next.tags[0]) {
        (Tag::Block(one, _), Tag::Block(other, _)) => Some(one == other),
        _ => None,
    }
}
