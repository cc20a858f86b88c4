//! Columns: rows to the order in which they are read.
//!
//! Prose in columns is read column by column; what merely stands side by side (a post and a name, a
//! label and its value) is read row by row. Columns are believed where many rows in a row leave the
//! same gap, and what stands on either side is wide and full.

use super::rows::Row;

/// Rows that must leave the same gap.
const FEWEST: usize = 5;
/// Columns in columns.
const DEEPEST: u32 = 3;

/// A row and the column it stands in, from 0; what spans the page stands in column 0.
pub(super) type Placed = (Row, u8);

/// Puts rows into the order of reading.
pub(super) fn in_order(rows: Vec<Row>) -> Vec<Placed> {
    let mut placed = Vec::with_capacity(rows.len());
    order(rows, 0, 0, &mut placed);
    placed
}

fn order(rows: Vec<Row>, column: u8, depth: u32, placed: &mut Vec<Placed>) {
    let found = if depth < DEEPEST { find(&rows) } else { None };
    let Some(Columns { first, last, gutter }) = found else {
        placed.extend(rows.into_iter().map(|row| (row, column)));
        return;
    };
    let mut rows = rows;
    let after = rows.split_off(last + 1);
    let within = rows.split_off(first);
    placed.extend(rows.into_iter().map(|row| (row, column)));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in within {
        let (one, other) = row.split_at(gutter);
        left.extend(one);
        right.extend(other);
    }
    order(left, column + 1, depth + 1, placed);
    order(right, column + 2, depth + 1, placed);
    order(after, column, depth, placed);
}

struct Columns {
    /// The first and the last of the rows.
    first: usize,
    last: usize,
    /// A place between the columns.
    gutter: f64,
}

/// The first columns in some rows.
fn find(rows: &[Row]) -> Option<Columns> {
    /// Narrowest gutter, in the size of the characters.
    const NARROWEST: f64 = 1.2;
    if rows.len() < FEWEST {
        return None;
    }
    let gutter = most_common_start(rows, NARROWEST)?;
    let crosses =
        |row: &Row| row.glyphs.iter().any(|glyph| !glyph.is_blank() && glyph.x < gutter && glyph.end() > gutter);
    let mut at = 0;
    while at < rows.len() {
        let end = (at..rows.len()).find(|&row| crosses(&rows[row])).unwrap_or(rows.len());
        if let Some((first, last)) = both_sides(&rows[at..end], gutter) {
            return Some(Columns { first: at + first, last: at + last, gutter });
        }
        at = end + 1;
    }
    None
}

/// A place just before the one at which most rows go on after a gap: columns share their left edge.
fn most_common_start(rows: &[Row], narrowest: f64) -> Option<f64> {
    let mut starts: Vec<(f64, f64)> =
        rows.iter().flat_map(|row| row.gaps(narrowest).into_iter().map(|(_, to)| (to, row.size))).collect();
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let near = |at: usize| {
        let (first, size) = starts[at];
        starts.partition_point(|(start, _)| *start <= first + 0.5 * size) - at
    };
    let best = (0..starts.len()).max_by_key(|at| near(*at))?;
    let (start, size) = starts[best];
    Some(start - 0.4 * size)
}

/// The rows that are columns of prose on either side of a gutter.
fn both_sides(rows: &[Row], gutter: f64) -> Option<(usize, usize)> {
    let is_both = |row: &Row| row.start() < gutter && row.end() > gutter;
    let both = rows.iter().filter(|row| is_both(row)).count();
    let first = rows.iter().position(is_both)?;
    let last = rows.len() - 1;
    if both < FEWEST || !is_full(&rows[first..], |row| row.split_at(gutter).0) {
        return None;
    }
    is_full(&rows[first..], |row| row.split_at(gutter).1).then_some((first, last))
}

/// Whether several rows of a side are as wide as the widest, and wide enough for prose: dialogue has
/// many short lines.
fn is_full(rows: &[Row], side: impl Fn(&Row) -> Option<Row>) -> bool {
    /// Characters that a line of prose has at least.
    const PROSE: f64 = 14.0;
    let widths: Vec<f64> = rows.iter().filter_map(side).map(|row| (row.end() - row.start()) / row.size).collect();
    let widest = widths.iter().copied().fold(0.0, f64::max);
    let full = widths.iter().filter(|width| **width > widest * 0.8).count();
    widest >= PROSE && full >= 3 && full * 8 >= widths.len()
}
