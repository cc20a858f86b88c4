//! Plans (年次計画) and progress (進捗状況), read from tables of cells.
//!
//! Columns are told by their headings; what stands before the headings is title, date and
//! department. A blank cell under a pillar, a number or an initiative means "as above".
//!
//! Invariants: every cell stands in a field or is listed as unplaced; initiatives keep their order.

mod columns;

use gijicho_model::draft::{
    DraftActivity, DraftInitiative, DraftProgress, DraftSchedule, TableDraft, UnplacedLine, Warning,
};
use gijicho_model::era;
use gijicho_model::fiscal::{FiscalYear, Half};
use gijicho_model::fold;

use crate::formats::csv::{self, Row};
use crate::line::is_space;
use crate::source::Source;
use crate::{ImportError, Kind};
use columns::{Column, Columns};

/// Rows in which the headings must stand.
const HEAD: usize = 40;

/// The kind of table that a source is, if it is one.
pub(super) fn kind_of(source: &Source) -> Option<Kind> {
    let rows = csv::first_rows(&source.text, HEAD);
    rows.iter().find_map(Columns::read).map(|columns| columns.kind())
}

/// Reads a table.
pub(super) fn read(source: &Source, kind: Kind) -> Result<TableDraft, ImportError> {
    let rows = csv::rows(&source.text)?;
    let (at, columns) = rows
        .iter()
        .take(HEAD)
        .enumerate()
        .find_map(|(at, row)| Columns::read(row).map(|columns| (at, columns)))
        .ok_or(ImportError::NotTable)?;
    let mut reader = Reader { draft: TableDraft::default(), columns, kind, item: String::new() };
    for row in &rows[..at] {
        reader.read_preface(row);
    }
    reader.count_headings(&rows[at]);
    for row in &rows[at + 1..] {
        reader.read_row(row);
    }
    if reader.draft.initiatives.is_empty() {
        return Err(ImportError::NotTable);
    }
    Ok(reader.finish())
}

struct Reader {
    draft: TableDraft,
    columns: Columns,
    kind: Kind,
    /// The 取組項目 that a blank cell stands for.
    item: String,
}

impl Reader {
    fn place(&mut self, text: &str) {
        let characters = characters(text);
        self.draft.coverage.characters += characters;
        self.draft.coverage.placed += characters;
    }

    fn leave(&mut self, line: u32, text: &str) {
        self.draft.coverage.characters += characters(text);
        self.draft.unplaced.push(UnplacedLine { line, text: text.to_owned() });
    }

    /// A line before the headings: date and department, or title.
    fn read_preface(&mut self, row: &Row) {
        let text = row.filled().collect::<Vec<_>>().join("　");
        let draft = &mut self.draft;
        let dated = era::find_date(&text).filter(|found| found.range.start == 0 && draft.issued_on.is_none());
        let rest = dated.as_ref().map_or(text.as_str(), |found| text[found.range.end..].trim_matches(is_space));
        let names_department = draft.issued_by.is_empty() && is_department(rest);
        if let Some(found) = dated.filter(|_| rest.is_empty() || names_department) {
            draft.issued_on = Some(found.date);
            rest.clone_into(&mut draft.issued_by);
        } else if draft.title.is_empty() {
            draft.title.clone_from(&text);
        } else if names_department {
            draft.issued_by.clone_from(&text);
        } else {
            return self.leave(row.line, &text);
        }
        self.place(&text);
    }

    /// Headings of known columns are placed, others are left with their cells.
    fn count_headings(&mut self, row: &Row) {
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            if self.columns.of(at).is_some() { self.place(cell) } else { self.leave(row.line, cell) }
        }
    }

    fn read_row(&mut self, row: &Row) {
        if columns::are_headings(row) {
            return row.filled().for_each(|cell| self.place(cell));
        }
        self.begin_initiative(row);
        let cells: Vec<(usize, Column)> = self.columns.known().collect();
        if self.draft.initiatives.is_empty() {
            let text = row.filled().collect::<Vec<_>>().join("　");
            return self.leave(row.line, &text);
        }
        for (at, column) in cells {
            let cell = row.cell(at);
            if !cell.is_empty() {
                self.place(cell);
                self.take_cell(column, cell);
            }
        }
        self.take_activity(row);
        for (at, cell) in row.cells.iter().enumerate() {
            if !cell.is_empty() && self.columns.of(at).is_none() {
                self.leave(row.line, cell);
            }
        }
    }

    /// A title, or a number, that differs from the one above begins an initiative.
    fn begin_initiative(&mut self, row: &Row) {
        let number = fold::squeezed(self.columns.cell(row, Column::Number));
        let title = self.columns.cell(row, Column::Initiative);
        let path: Vec<String> = self.columns.path(row).map(str::to_owned).collect();
        let last = self.draft.initiatives.last();
        let is_same = last.is_some_and(|last| {
            (title.is_empty() || title == last.title) && (number.is_empty() || number == last.number)
        });
        if is_same || title.is_empty() && number.is_empty() {
            return;
        }
        let above = last.map(|last| last.path.clone()).unwrap_or_default();
        let path = if path.is_empty() { above } else { path };
        self.item.clear();
        self.draft.initiatives.push(DraftInitiative {
            number,
            title: title.to_owned(),
            path,
            ..DraftInitiative::default()
        });
    }

    fn take_cell(&mut self, column: Column, cell: &str) {
        let Some(initiative) = self.draft.initiatives.last_mut() else { return };
        match column {
            Column::Item => {
                cell.clone_into(&mut self.item);
                push_new(&mut initiative.items, cell);
            }
            Column::Department => {
                for department in cell.split(['、', '\n', '，', '；', ';']).map(|part| part.trim_matches(is_space)) {
                    push_new(&mut initiative.departments, department);
                }
            }
            Column::Year(fiscal_year) => {
                let schedule = DraftSchedule { item: self.item.clone(), fiscal_year, phase: cell.to_owned() };
                initiative.schedule.push(schedule);
            }
            Column::Pillar | Column::Number | Column::Initiative | Column::Activity | Column::When | Column::Report => {
            }
        }
    }

    /// The activity or the report of a row, with its time.
    fn take_activity(&mut self, row: &Row) {
        let when = self.columns.cell(row, Column::When).to_owned();
        let report = self.columns.cell(row, Column::Report).to_owned();
        let text = self.columns.cell(row, Column::Activity).to_owned();
        let is_report = self.kind == Kind::Progress;
        let Some(initiative) = self.draft.initiatives.last_mut() else { return };
        if !text.is_empty() || !is_report && !when.is_empty() && report.is_empty() {
            let months = if report.is_empty() { when.clone() } else { String::new() };
            initiative.activities.push(DraftActivity { item: self.item.clone(), text, months });
        }
        if !report.is_empty() || is_report && !when.is_empty() {
            initiative.progress.push(DraftProgress { when, text: report });
        }
    }

    fn finish(mut self) -> TableDraft {
        let draft = &mut self.draft;
        draft.fiscal_year = fiscal_year(draft);
        draft.period = (self.kind == Kind::Progress).then(|| period(&draft.title)).flatten();
        let mut warn = |code: &str, message: &str| {
            draft.warnings.push(Warning { code: code.into(), message: message.into(), line: None });
        };
        if draft.title.is_empty() {
            warn("title-missing", "標題が見つかりません。計画の名前を入れてください。");
        }
        if draft.fiscal_year.is_none() {
            warn("year-missing", "何年度のものかが書かれていません。年度を選んでください。");
        }
        if self.kind == Kind::Progress && draft.period.is_none() {
            warn("period-missing", "上半期か下半期かが書かれていません。選んでください。");
        }
        self.draft
    }
}

fn characters(text: &str) -> usize {
    text.chars().filter(|c| !is_space(*c)).count()
}

fn push_new(list: &mut Vec<String>, text: &str) {
    if !text.is_empty() && !list.iter().any(|known| known == text) {
        list.push(text.to_owned());
    }
}

fn is_department(text: &str) -> bool {
    text.ends_with(['課', '局', '部', '室', '班', '会', 'ム']) && text.chars().nth(40).is_none()
}

/// The year a table is for: the one its title names; of several, the one in which it was issued.
fn fiscal_year(draft: &TableDraft) -> Option<FiscalYear> {
    let named = years_in(&draft.title);
    let issued = draft.issued_on.map(FiscalYear::of);
    match named.as_slice() {
        [only] => Some(*only),
        [first, .., last] => issued.filter(|issued| (first..=last).contains(&issued)).or(Some(*first)),
        [] => issued.or_else(|| draft.initiatives.iter().flat_map(|i| &i.schedule).map(|cell| cell.fiscal_year).min()),
    }
}

/// The years that a title names, in order.
fn years_in(title: &str) -> Vec<FiscalYear> {
    let squeezed = fold::squeezed(title);
    let ends = squeezed.match_indices("年度").map(|(at, _)| at);
    ends.filter_map(|end| {
        let starts = squeezed[..end].char_indices().rev().take(8).map(|(at, _)| at);
        starts.filter_map(|at| FiscalYear::parse(&squeezed[at..end])).last()
    })
    .collect()
}

fn period(title: &str) -> Option<Half> {
    let squeezed = fold::squeezed(title);
    let names = |words: &[&str]| words.iter().any(|word| squeezed.contains(word));
    match () {
        () if names(&["上半期", "前期", "上期"]) => Some(Half::FirstHalf),
        () if names(&["下半期", "後期", "下期"]) => Some(Half::SecondHalf),
        () => None,
    }
}
