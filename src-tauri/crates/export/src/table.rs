//! A printed table: what every format of a list renders, apart from how it is set.
//!
//! A [`Table`] holds text and typed values, never markup: PDF prints it, XLSX, CSV and HTML write
//! it. The makers in [`crate::tables`] build it; its fields are read, not changed, afterwards.
//!
//! Invariants:
//! - Every row of cells fills the columns exactly: the spans of its own cells and those that reach
//!   down into it add up to the number of columns ([`Table::is_rectangular`]).
//! - No cell reaches down past a heading or past the last row.
//! - No text holds a line break or another control character, or white space at its ends.

use chrono::NaiveDate;
use gijicho_model::era::short_date;
use serde::Serialize;

use crate::document::{About, one_line};

/// A table to render.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What the file says about itself.
    pub about: About,
    /// As printed over it.
    pub title: String,
    /// Printed under the title, to the right: what it covers, who issues it, as of when.
    pub lead: Vec<String>,
    /// Printed under the table: 「※ …」.
    pub notes: Vec<String>,
    /// Which way the paper lies.
    pub orientation: Orientation,
    /// Whether paper sets it smaller, and leaves out what is still too much, until one page holds it.
    pub one_page: bool,
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom.
    pub rows: Vec<Row>,
}

/// Which way the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Orientation {
    /// 縦
    Portrait,
    /// 横
    Landscape,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Over the headings of neighbours that have the same: 「工程表」 over four years; empty for none.
    pub group: String,
    /// What stands over it.
    pub heading: String,
    /// In full-width characters of a usual line in it. Paper keeps the proportions of the widths.
    pub width: u32,
    /// How its cells are aligned.
    pub kind: Kind,
}

/// What the cells of a column mostly are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words, set from the left.
    Text,
    /// A short word such as 「承認」 or a number with letters such as R4-1-2, set in the middle.
    Label,
    /// A day.
    Date,
    /// A count, set from the right.
    Number,
    /// A stretch of time, drawn over the width of the cell.
    Bar,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Row {
    /// Over the whole width: what the rows up to the next heading of this or a higher level belong to.
    Heading {
        /// From 1.
        level: u32,
        /// The words.
        text: String,
    },
    /// The cells that begin in this row, from left to right.
    Cells {
        /// None stands where one from above reaches down.
        cells: Vec<Cell>,
    },
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What it says.
    pub content: Content,
    /// Columns that it takes, from 1.
    pub across: usize,
    /// Rows that it takes, from 1.
    pub down: usize,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// Nothing, and rightly so.
    Empty,
    /// One line of words.
    Text {
        /// The words.
        text: String,
    },
    /// More than one line.
    Lines {
        /// From top to bottom.
        lines: Vec<Line>,
    },
    /// A day.
    Date {
        /// The day.
        date: NaiveDate,
        /// As this table prints it: 「R4.4.14」.
        printed: String,
    },
    /// A count.
    Number {
        /// The count.
        number: i64,
    },
    /// A bar with words on it: 「順次実施」.
    Bar {
        /// The words.
        text: String,
    },
}

/// One of the lines of a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Line {
    /// What the lines under it belong to: 〈手続のオンライン化〉, 【ＡＩ】.
    Heading {
        /// The words, with what encloses them.
        text: String,
    },
    /// Words.
    Prose {
        /// The words.
        text: String,
    },
    /// An item, printed with 「・」.
    Item {
        /// The words.
        text: String,
    },
}

impl Column {
    /// A column without a group.
    pub fn new(heading: &str, width: u32, kind: Kind) -> Self {
        Self { group: String::new(), heading: heading.to_owned(), width, kind }
    }
}

impl Cell {
    /// A cell of one column and one row.
    pub fn new(content: Content) -> Self {
        Self { content, across: 1, down: 1 }
    }

    /// Words; nothing where there are none.
    pub fn text(text: &str) -> Self {
        Self::new(Content::text(text))
    }

    /// Lines; one that says nothing is left out.
    pub fn lines(lines: impl IntoIterator<Item = Line>) -> Self {
        Self::new(Content::lines(lines))
    }

    /// A day.
    pub fn date(date: NaiveDate) -> Self {
        Self::new(Content::Date { date, printed: short_date(date) })
    }

    /// A count.
    pub fn number(number: i64) -> Self {
        Self::new(Content::Number { number })
    }

    /// The same over more columns or rows.
    #[must_use]
    pub fn spanning(self, across: usize, down: usize) -> Self {
        Self { across: across.max(1), down: down.max(1), ..self }
    }
}

impl Content {
    /// Words; nothing where there are none.
    pub fn text(text: &str) -> Self {
        let text = one_line(text);
        if text.is_empty() { Self::Empty } else { Self::Text { text } }
    }

    /// Lines; one that says nothing is left out, and a single line of prose is a text.
    pub fn lines(lines: impl IntoIterator<Item = Line>) -> Self {
        let mut lines: Vec<Line> = lines.into_iter().filter(|line| !line.text().is_empty()).collect();
        match lines.as_mut_slice() {
            [] => Self::Empty,
            [Line::Prose { text }] => Self::Text { text: std::mem::take(text) },
            _ => Self::Lines { lines },
        }
    }

    /// What a reader without a ruler sees: one line a line, items with their 「・」.
    pub fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text { text } | Self::Bar { text } => text.clone(),
            Self::Date { printed, .. } => printed.clone(),
            Self::Number { number } => number.to_string(),
            Self::Lines { lines } => lines.iter().map(Line::printed).collect::<Vec<_>>().join("\n"),
        }
    }
}

impl Line {
    /// Prose.
    pub fn prose(text: &str) -> Self {
        Self::Prose { text: one_line(text) }
    }

    /// An item, without its 「・」.
    pub fn item(text: &str) -> Self {
        Self::Item { text: one_line(text) }
    }

    /// What the lines under it belong to.
    pub fn heading(text: &str) -> Self {
        Self::Heading { text: one_line(text) }
    }

    /// The words alone.
    pub fn text(&self) -> &str {
        match self {
            Self::Heading { text } | Self::Prose { text } | Self::Item { text } => text,
        }
    }

    /// As it is printed.
    pub fn printed(&self) -> String {
        match self {
            Self::Heading { text } | Self::Prose { text } => text.clone(),
            Self::Item { text } => format!("・{text}"),
        }
    }
}

impl Row {
    /// A row of cells.
    pub fn cells(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self::Cells { cells: cells.into_iter().collect() }
    }

    /// A heading over the rows that follow.
    pub fn heading(level: u32, text: &str) -> Self {
        Self::Heading { level, text: one_line(text) }
    }
}

/// A cell in its place.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'a> {
    /// Column, from 0.
    pub column: usize,
    /// The cell.
    pub cell: &'a Cell,
}

impl Table {
    /// The cells of every row in their columns, spans from above taken into account; nothing for a heading.
    /// A format that knows no spans writes a cell in its first place and leaves the others empty.
    pub fn placed(&self) -> Vec<Vec<Placed<'_>>> {
        let mut reach = vec![0usize; self.columns.len()];
        self.rows.iter().map(|row| self.placed_row(row, &mut reach)).collect()
    }

    /// `reach`: for each column, how many rows the cell above still takes.
    fn placed_row<'a>(&self, row: &'a Row, reach: &mut [usize]) -> Vec<Placed<'a>> {
        let taken: Vec<bool> = reach.iter().map(|rows| *rows > 0).collect();
        for rows in reach.iter_mut() {
            *rows = rows.saturating_sub(1);
        }
        let Row::Cells { cells } = row else { return Vec::new() };
        let mut column = 0;
        let mut placed = Vec::with_capacity(cells.len());
        for cell in cells {
            while taken.get(column) == Some(&true) {
                column += 1;
            }
            placed.push(Placed { column, cell });
            let end = (column + cell.across).min(self.columns.len());
            if let Some(below) = reach.get_mut(column..end) {
                below.fill(cell.down.saturating_sub(1));
            }
            column += cell.across;
        }
        placed
    }

    /// Whether every row fills the columns exactly and no cell reaches past a heading or the end.
    pub fn is_rectangular(&self) -> bool {
        let mut reach = vec![0usize; self.columns.len()];
        for row in &self.rows {
            let mut covered: Vec<usize> = reach.iter().map(|rows| usize::from(*rows > 0)).collect();
            if matches!(row, Row::Heading { .. }) {
                if covered.contains(&1) {
                    return false;
                }
                continue;
            }
            for Placed { column, cell } in self.placed_row(row, &mut reach) {
                match covered.get_mut(column..column + cell.across) {
                    Some(columns) if cell.across > 0 && cell.down > 0 => columns.iter_mut().for_each(|n| *n += 1),
                    _ => return false,
                }
            }
            if covered.iter().any(|n| *n != 1) {
                return false;
            }
        }
        reach.iter().all(|rows| *rows == 0)
    }
}
