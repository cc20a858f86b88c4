//! A table without spans and without headings between rows: each row says all that it belongs to.

use crate::table::{Content, Row, Table};

/// A row that stands alone.
pub(super) struct Line<'a> {
    /// The headings that hold, outermost first; empty where a level has none.
    pub(super) headings: Vec<&'a str>,
    /// One for each column.
    pub(super) cells: Vec<&'a Content>,
}

/// How many levels of headings a table has between its rows.
pub(super) fn heading_levels(table: &Table) -> usize {
    let levels = table.rows.iter().map(|row| match row {
        Row::Heading { level, .. } => usize::try_from(*level).unwrap_or(usize::MAX),
        Row::Cells { .. } => 0,
    });
    levels.max().unwrap_or(0).min(MOST_LEVELS)
}

/// Deeper headings are taken for those of this level.
const MOST_LEVELS: usize = 6;

/// The rows of a table, each complete.
pub(super) fn lines(table: &Table) -> Vec<Line<'_>> {
    let mut headings = vec![""; heading_levels(table)];
    let mut reaching: Vec<(&Content, usize)> = vec![(&Content::Empty, 0); table.columns.len()];
    let mut lines = Vec::with_capacity(table.rows.len());
    for (row, placed) in table.rows.iter().zip(table.placed()) {
        if let Row::Heading { level, text } = row {
            let at = usize::try_from(*level).unwrap_or(usize::MAX).clamp(1, MOST_LEVELS) - 1;
            if let Some((slot, below)) = headings.get_mut(at..).and_then(<[&str]>::split_first_mut) {
                *slot = text;
                below.fill("");
            }
            continue;
        }
        for (_, rows) in &mut reaching {
            *rows = rows.saturating_sub(1);
        }
        for placed in placed {
            let end = (placed.column + placed.cell.across).min(reaching.len());
            if let Some(columns) = reaching.get_mut(placed.column..end) {
                columns.fill((&placed.cell.content, placed.cell.down));
            }
        }
        let cells = reaching.iter().map(|(content, rows)| if *rows > 0 { *content } else { &Content::Empty });
        lines.push(Line { headings: headings.clone(), cells: cells.collect() });
    }
    lines
}

/// What stands over a column, its group first: 「工程表 R4」.
pub(super) fn column_names(table: &Table) -> Vec<String> {
    table.columns.iter().map(|column| format!("{} {}", column.group, column.heading).trim().to_owned()).collect()
}
