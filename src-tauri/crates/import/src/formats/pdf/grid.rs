//! Ruling lines to tables.
//!
//! Lines that cross make a grid; where no line parts two neighbours they are one merged cell.
//! Invariants: a character stands in one cell or in none; a frame around text is no table.

use super::marks::{Glyph, Rule};
use super::rows::{self, Row};
use crate::formats::lines::ends_sentence;
use crate::source::Cell;

/// How near two lines are one, or cross.
const NEAR: f64 = 2.5;
/// Most ruling lines of a page that are looked at: every pair is compared once.
const MOST_RULES: usize = 4_000;
/// Most lines of one table in one direction.
const MOST_LINES: usize = 400;

/// A table on a page.
#[derive(Debug)]
pub(super) struct Grid {
    /// Where it begins, from the top.
    pub(super) top: f64,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// Finds tables and takes the characters in them out of `glyphs`.
pub(super) fn take(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Grid> {
    let merged = merged(rules);
    let mut grids: Vec<Grid> = groups(&merged)
        .into_iter()
        .filter_map(|group| Ruled::new(&group))
        .filter_map(|ruled| ruled.fill(glyphs))
        .collect();
    grids.sort_by(|a, b| a.top.total_cmp(&b.top));
    grids
}

/// Lines that lie on each other or go on in each other are one.
fn merged(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    sorted.sort_by(|a, b| {
        a.is_horizontal.cmp(&b.is_horizontal).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from))
    });
    let mut merged: Vec<Rule> = Vec::new();
    for rule in sorted {
        let is_same = |known: &Rule| {
            known.is_horizontal == rule.is_horizontal && rule.from <= known.to + NEAR && rule.to >= known.from - NEAR
        };
        let near = merged.partition_point(|known| {
            !known.is_horizontal && rule.is_horizontal
                || known.is_horizontal == rule.is_horizontal && known.at < rule.at - NEAR
        });
        match merged[near..].iter().rposition(is_same) {
            Some(at) => {
                let same = &mut merged[near + at];
                same.from = same.from.min(rule.from);
                same.to = same.to.max(rule.to);
            }
            None if merged.len() < MOST_RULES => merged.push(rule),
            None => break,
        }
    }
    merged
}

fn cross(a: &Rule, b: &Rule) -> bool {
    a.is_horizontal != b.is_horizontal
        && (b.from - NEAR..=b.to + NEAR).contains(&a.at)
        && (a.from - NEAR..=a.to + NEAR).contains(&b.at)
}

/// Lines that hang together.
fn groups(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let (across, down): (Vec<usize>, Vec<usize>) = (0..rules.len()).partition(|at| rules[*at].is_horizontal);
    let mut joined = Union::new(rules.len());
    for &a in &across {
        for &b in &down {
            if cross(&rules[a], &rules[b]) {
                joined.join(a, b);
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<Rule>> = std::collections::BTreeMap::new();
    for (at, rule) in rules.iter().enumerate() {
        groups.entry(joined.root(at)).or_default().push(*rule);
    }
    groups.into_values().collect()
}

/// Sets that are joined.
struct Union(Vec<usize>);

impl Union {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.0[root] != root {
            self.0[root] = self.0[self.0[root]];
            root = self.0[root];
        }
        root
    }

    /// Joins two sets under the earlier of their first members.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// A grid of lines before it is filled.
struct Ruled {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// For each place of the grid, row by row, the place its cell begins at.
    anchors: Vec<usize>,
}

impl Ruled {
    /// `None` where the lines make no table of at least two cells.
    fn new(rules: &[Rule]) -> Option<Self> {
        let places = |is_horizontal: bool| {
            let mut places: Vec<f64> =
                rules.iter().filter(|rule| rule.is_horizontal == is_horizontal).map(|rule| rule.at).collect();
            places.sort_by(f64::total_cmp);
            places.dedup_by(|a, b| (*a - *b).abs() <= NEAR);
            places
        };
        let (xs, ys) = (places(false), places(true));
        let is_table = xs.len() >= 2 && ys.len() >= 2 && xs.len() + ys.len() >= 5;
        if !is_table || xs.len() > MOST_LINES || ys.len() > MOST_LINES {
            return None;
        }
        let mut grid = Self { xs, ys, anchors: Vec::new() };
        grid.merge(rules);
        let mut cells = grid.anchors.clone();
        cells.dedup();
        cells.sort_unstable();
        cells.dedup();
        // One column is a frame, or lines under headings: its text is prose.
        (cells.len() >= 2 && grid.columns() >= 2).then_some(grid)
    }

    fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    /// Joins neighbours that no line parts.
    fn merge(&mut self, rules: &[Rule]) {
        let (columns, rows) = (self.columns(), self.rows());
        let parts = |is_horizontal: bool, at: f64, middle: f64| {
            rules.iter().any(|rule| {
                rule.is_horizontal == is_horizontal
                    && (rule.at - at).abs() <= NEAR
                    && (rule.from..=rule.to).contains(&middle)
            })
        };
        let mut joined = Union::new(columns * rows);
        for row in 0..rows {
            for column in 0..columns {
                let place = row * columns + column;
                let (x, y) = (
                    f64::midpoint(self.xs[column], self.xs[column + 1]),
                    f64::midpoint(self.ys[row], self.ys[row + 1]),
                );
                if column + 1 < columns && !parts(false, self.xs[column + 1], y) {
                    joined.join(place, place + 1);
                }
                if row + 1 < rows && !parts(true, self.ys[row + 1], x) {
                    joined.join(place, place + columns);
                }
            }
        }
        self.anchors = (0..columns * rows).map(|place| joined.root(place)).collect();
    }

    /// Takes the characters of the table out of `glyphs`.
    fn fill(self, glyphs: &mut Vec<Glyph>) -> Option<Grid> {
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); self.anchors.len()];
        let mut is_filled = false;
        let taken = |glyph: &Glyph| {
            let place = |lines: &[f64], at: f64| lines.windows(2).position(|pair| pair[0] <= at && at < pair[1]);
            let column = place(&self.xs, glyph.x + glyph.advance / 2.0)?;
            let row = place(&self.ys, glyph.y - glyph.size * 0.35)?;
            self.anchors.get(row * self.columns() + column).copied()
        };
        glyphs.retain(|glyph| match taken(glyph) {
            Some(cell) => {
                is_filled |= !glyph.is_blank();
                cells[cell].push(*glyph);
                false
            }
            None => true,
        });
        if !is_filled {
            return None;
        }
        let columns = self.columns();
        let texts: Vec<String> =
            cells.into_iter().enumerate().map(|(place, own)| text(own, self.width(place))).collect();
        let cell = |place: usize| match self.anchors[place] {
            anchor if anchor == place => Cell::Text(texts[place].clone()),
            anchor if anchor / columns == place / columns => Cell::CoveredFromLeft,
            _ => Cell::CoveredFromAbove,
        };
        let rows = (0..self.rows()).map(|row| (0..columns).map(|column| cell(row * columns + column)).collect());
        Some(Grid { top: self.ys[0], rows: rows.collect() })
    }

    /// How wide the cell is that begins at a place.
    fn width(&self, place: usize) -> f64 {
        let columns = self.columns();
        let (row, column) = (place / columns, place % columns);
        let last = (column..columns).take_while(|&at| self.anchors[row * columns + at] == place).last();
        self.xs[last.unwrap_or(column) + 1] - self.xs[column]
    }
}

/// The text of a cell: its lines joined where the cell's edge broke them.
fn text(glyphs: Vec<Glyph>, width: f64) -> String {
    let rows: Vec<Row> = rows::of(glyphs);
    let left = rows.iter().map(Row::start).fold(f64::INFINITY, f64::min);
    let widest = rows.iter().map(Row::end).fold(f64::NEG_INFINITY, f64::max);
    let mut text = String::new();
    let mut before: Option<&Row> = None;
    for row in &rows {
        let own = row.text();
        let own = own.trim_matches(crate::line::is_space);
        if let Some(before) = before {
            // Text stands a little off the edges of its cell.
            let is_full = before.end() + row.first_piece() > widest + 0.2 * row.size && widest - left > width * 0.5
                || width < row.size * 2.5;
            let begins_item = own.starts_with(['・', '･', '○', '●', '□', '■', '※', '〈', '＜', '【']);
            let goes_on = is_full && !begins_item && !(ends_sentence(&text) && before.end() < widest - 2.0 * row.size);
            match goes_on {
                true if needs_space(&text, own) => text.push(' '),
                true => {}
                false => text.push('\n'),
            }
        }
        text.push_str(own);
        before = Some(row);
    }
    text
}

fn needs_space(before: &str, after: &str) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    latin(before.chars().next_back()) && latin(after.chars().next())
}
