//! What the cells of a column look like, for headings that are silent and for pages that are cut
//! into other columns than the first one.

use gijicho_model::draft::TableField;
use gijicho_model::fold;

use super::grid::Row;
use super::marks::{self, BOXES, BULLETS};
use super::{cells, departments, heading, markup, years};

/// Most cells that are looked at.
const SAMPLE: usize = 200;

/// Counts over the filled cells of a column.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Profile {
    pub(super) filled: usize,
    numbers: usize,
    values: usize,
    items: usize,
    departments: usize,
    dates: usize,
    phases: usize,
    marks: usize,
    activities: usize,
    characters: usize,
}

/// Looks at one column of some rows.
pub(super) fn of(rows: &[Row], at: usize) -> Profile {
    let mut profile = Profile::default();
    for row in rows.iter().take(SAMPLE) {
        let cell = markup::cleaned(row.cell(at));
        let is_heading = row.filled().count() == 1 && marks::kind_of(&cell).is_some();
        let is_piece = row.filled().next().is_some_and(|(_, first)| marks::is_roman(first));
        if !is_heading && !is_piece {
            profile.add(&cell);
        }
    }
    profile
}

impl Profile {
    fn add(&mut self, cell: &str) {
        if cell.is_empty() {
            return;
        }
        let head: String = fold::squeezed(cell).chars().take(40).collect();
        let count = cell.chars().count();
        self.filled += 1;
        self.characters += count;
        self.numbers += usize::from(count <= 10 && marks::numbered(cell).is_some_and(|(_, rest)| rest.is_empty()));
        self.values +=
            usize::from(head.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '約' | '-' | '▲')) && count <= 20);
        self.items += usize::from(cell.contains(BOXES) || heading::known(word(cell)) == Some(TableField::Item));
        let (named, _) = departments::departments(cell.rsplit(['>', '〉', '＞']).next().unwrap_or(cell));
        self.departments += usize::from(!named.is_empty() && named.iter().all(|name| departments::is_department(name)));
        let entries = if count < 4_000 { cells::dated(cell) } else { Vec::new() };
        self.dates += usize::from(entries.iter().any(|(when, _)| !when.is_empty()));
        let is_phase = cells::is_phase(cell) || years::leading(&head, gijicho_model::FiscalYear::parse("R2")).is_some();
        self.phases += usize::from(is_phase && count <= 30);
        self.marks += usize::from(cells::is_mark(cell));
        let is_list =
            cell.starts_with(BULLETS) || cell.contains("> ・") || cell.contains("〉 ・") || cell.contains(" ・");
        self.activities += usize::from(is_list && !cell.contains(BOXES) || count > 60);
    }

    fn share(&self, count: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a sample is small")]
        match self.filled {
            0 => 0.0,
            filled => count as f64 / filled as f64,
        }
    }

    /// Whether nearly all cells are numbers of initiatives.
    pub(super) fn is_numbers(&self) -> bool {
        self.share(self.numbers) >= 0.7
    }

    /// Whether most cells begin with an amount.
    pub(super) fn is_values(&self) -> bool {
        self.share(self.values) >= 0.5
    }

    /// Whether most cells name departments.
    pub(super) fn is_departments(&self) -> bool {
        self.share(self.departments) >= 0.6
    }

    /// Whether most cells list items behind their marks.
    pub(super) fn is_items(&self) -> bool {
        self.share(self.items) >= 0.4
    }

    /// Whether most cells say what is done in a year.
    pub(super) fn is_phases(&self) -> bool {
        self.share(self.phases + self.marks) >= 0.6
    }

    /// Whether all cells are marks.
    pub(super) fn is_marks(&self) -> bool {
        self.filled > 0 && self.share(self.marks) >= 0.6
    }

    /// Characters of a cell, on average.
    pub(super) fn length(&self) -> usize {
        self.characters / self.filled.max(1)
    }

    /// How well the column fits a field, from 0 to 1.
    pub(super) fn fits(&self, field: Option<TableField>) -> f64 {
        if self.filled == 0 {
            return 0.1;
        }
        match field {
            Some(TableField::Number) => self.share(self.numbers),
            Some(TableField::Department) => self.share(self.departments),
            Some(TableField::Schedule | TableField::Month) => self.share(self.phases + self.marks).min(1.0),
            Some(TableField::Item) => self.share(self.items).max(if self.length() <= 40 { 0.3 } else { 0.0 }),
            Some(TableField::Activity) => self.share(self.activities),
            Some(TableField::Report) => self.share(self.dates).max(if self.length() > 30 { 0.5 } else { 0.0 }),
            Some(TableField::Initiative) if (4..=60).contains(&self.length()) => 0.5,
            Some(TableField::Target | TableField::Actual) => self.share(self.values),
            Some(TableField::Pillar | TableField::When | TableField::Status | TableField::Unit)
                if self.length() <= 30 =>
            {
                0.3
            }
            _ => 0.0,
        }
    }
}

/// The first word of a cell.
fn word(cell: &str) -> &str {
    cell.split(crate::line::is_space).next().unwrap_or("")
}
