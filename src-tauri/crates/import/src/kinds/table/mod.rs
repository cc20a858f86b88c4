//! Plans (年次計画) and progress (進捗状況), read from tables of cells.
//!
//! ```text
//! Source ─ grid ─▶ rows ─ columns (heading, profile) ─▶ reader ─ contents (cells, schedule) ─▶ TableDraft
//! ```
//!
//! Columns are told by their headings and by what stands under them, or by a person. What stands
//! before and between the tables is title, date, department, headings and notes. Tables with the
//! same columns are one table; a table that is no plan is left out with a warning.
//!
//! Invariants: every cell stands in a field or is listed as unplaced; initiatives keep their order;
//! time is linear in the size of the source.

mod cells;
mod columns;
mod contents;
mod departments;
mod form;
mod grid;
mod head;
mod heading;
mod marks;
mod markup;
mod profile;
mod reader;
mod remains;
mod schedule;
mod years;

use std::ops::Range;
use std::rc::Rc;

use gijicho_model::draft::{TableDraft, TableField};
use gijicho_model::fiscal::FiscalYear;

pub use columns::signature;

use crate::source::{Format, Source};
use crate::{Hints, ImportError, Kind};
use columns::{Columns, Head};
use grid::Row;
use reader::Reader;

/// Rows of a table in which the head must stand.
const HEAD: usize = 40;

/// The kind of table that a source is, if it is one: most of its characters stand in tables whose
/// headings leave no doubt.
pub(super) fn kind_of(source: &Source) -> Option<Kind> {
    let (rows, _) = grid::rows(source).ok()?;
    let near = year_near(&rows);
    let count = |rows: &[Row]| rows.iter().flat_map(|row| &row.cells).map(String::len).sum::<usize>();
    let mut of_plan = 0;
    let mut columns: Option<Columns> = None;
    for block in blocks(&rows) {
        let block = &rows[block];
        let head = first_head(block, near).map(|(_, head)| head.columns);
        let forms = form::read(block).filter(|_| head.is_none() && block.len() > 1);
        let form = forms.and_then(|forms| forms.into_iter().next()).map(|form| form.columns);
        let is_form = form.is_some();
        if is_form || head.as_ref().is_some_and(Columns::is_plainly_of_plan) || head.is_none() && columns.is_some() {
            of_plan += count(block);
            columns = head.or(columns).or(form);
        }
    }
    let columns = columns.filter(|_| of_plan * 2 >= count(&rows))?;
    Some(kind(&rows, &columns))
}

/// A table that reports is one of progress, whatever it is called; else its title says what it is.
fn kind(rows: &[Row], columns: &Columns) -> Kind {
    let title = rows.iter().take_while(|row| row.filled().count() < 2).map(Row::text).collect::<String>();
    let reports = columns.has(TableField::Report) || columns.has(TableField::Status);
    if reports { Kind::Progress } else { head::kind_of_title(&title).unwrap_or(Kind::Plan) }
}

/// Reads a table.
pub(super) fn read(source: &Source, kind: Kind, hints: &Hints<'_>) -> Result<TableDraft, ImportError> {
    let (rows, names) = grid::rows(source)?;
    let is_wrapped = matches!(source.format, Format::Text | Format::Pdf);
    let mut reader = Reader::new(year_near(&rows), is_wrapped, kind == Kind::Progress);
    let mut tables = Tables { reader: &mut reader, names: &names, columns: None, is_begun: false, hints };
    for block in blocks(&rows) {
        tables.read_block(&rows[block]);
    }
    reader.close();
    reader.tell_of_remains();
    if reader.draft.initiatives.is_empty() {
        return Err(ImportError::NotTable);
    }
    head::finish(&mut reader.draft, kind, hints.file_name);
    Ok(reader.draft)
}

/// The year that the first lines name: the one a bare 「3年度」 stands near.
fn year_near(rows: &[Row]) -> Option<FiscalYear> {
    rows.iter().take(HEAD).find_map(|row| years::all_in(&row.text()).first().copied())
}

/// Rows that belong together: those of one table, or lines between tables.
fn blocks(rows: &[Row]) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = rows.get(from)?;
        let len = rows[from..].iter().take_while(|row| row.table == first.table).count();
        from += len;
        Some(from - len..from)
    })
}

/// The first head of a table, and its row.
fn first_head(rows: &[Row], near: Option<FiscalYear>) -> Option<(usize, Head)> {
    (0..rows.len().min(HEAD)).find_map(|at| columns::head_at(&rows[at..], near).map(|head| (at, head)))
}

/// Tables in order.
struct Tables<'a> {
    reader: &'a mut Reader,
    names: &'a [String],
    /// The columns of the table before, which the next one may go on with.
    columns: Option<Rc<Columns>>,
    /// Whether a table was read.
    is_begun: bool,
    hints: &'a Hints<'a>,
}

impl Tables<'_> {
    fn read_block(&mut self, rows: &[Row]) {
        for row in rows {
            self.reader.count(row);
        }
        let Some(table) = rows.first().and_then(|row| row.table) else { return self.read_lines(rows) };
        match first_head(rows, self.reader.near) {
            Some((at, head)) => {
                self.read_name(table);
                self.read_before_head(&rows[..at]);
                self.read_headed(&rows[at..], head);
            }
            None => self.read_headless(rows),
        }
    }

    fn read_lines(&mut self, rows: &[Row]) {
        let labelled: Vec<Row> = rows.iter().filter_map(form::of_line).collect();
        let is_form = labelled.len() * 2 > rows.len() && self.columns.is_none();
        if is_form && let Some(forms) = form::read(&labelled) {
            let is_label = |row: &&Row| form::of_line(row).is_none();
            rows.iter().filter(is_label).for_each(|row| self.reader.read_line(row, !self.is_begun));
            return self.read_forms(forms);
        }
        for row in rows {
            self.reader.read_line(row, !self.is_begun);
        }
    }

    /// The name of a table is a heading over its initiatives where several tables have names.
    fn read_name(&mut self, table: usize) {
        let is_telling = |name: &String| {
            let folded = gijicho_model::fold::squeezed(name);
            !folded.is_empty() && !folded.to_lowercase().starts_with("sheet") && !folded.starts_with("表")
        };
        let named = self.names.iter().filter(|name| is_telling(name)).count();
        if let Some(name) = self.names.get(table).filter(|name| named > 1 && is_telling(name)) {
            self.reader.push_heading(name);
        }
    }

    /// Rows over the head of a table: its title, or the rest of the page before.
    fn read_before_head(&mut self, rows: &[Row]) {
        match self.columns.clone() {
            Some(columns) if !rows.is_empty() => {
                let columns = Rc::new(columns.aligned(rows));
                for row in rows {
                    self.reader.read_row(row, &columns);
                }
            }
            _ => rows.iter().for_each(|row| self.reader.read_line(row, !self.is_begun)),
        }
    }

    fn read_headed(&mut self, rows: &[Row], mut head: Head) {
        let mut rest = rows;
        loop {
            let body = &rest[head.rows.min(rest.len())..];
            let next =
                (0..body.len()).find_map(|at| columns::head_at(&body[at..], self.reader.near).map(|head| (at, head)));
            let end = next.as_ref().map_or(body.len(), |(at, _)| *at);
            self.read_head(&rest[..head.rows.min(rest.len())], &head, &body[..end]);
            if let Some(columns) = self.columns.clone() {
                body[..end].iter().for_each(|row| self.reader.read_row(row, &columns));
            }
            let Some((at, found)) = next else { break };
            rest = &body[at..];
            head = found;
        }
    }

    fn read_head(&mut self, rows: &[Row], head: &Head, body: &[Row]) {
        let mut columns = head.columns.clone();
        columns.settle(body, self.reader.reports);
        if let Some(choices) = self.hints.columns {
            columns.choose(choices);
        }
        if let Some(pillar) = &head.pillar {
            self.reader.push_heading(pillar);
        }
        for row in rows {
            for (at, cell) in row.filled() {
                let known =
                    columns.0.get(at).is_some_and(|column| !matches!(column.field, None | Some(TableField::Ignore)));
                if !(known || at == 0 && head.pillar.is_some()) {
                    self.reader.leave(row.line, cell);
                }
            }
        }
        if !self.is_begun {
            self.reader.draft.columns = columns.drafts();
        }
        self.is_begun = true;
        self.columns = Some(Rc::new(columns));
    }

    /// A table without a head goes on with the one before, is a form, or is no plan.
    fn read_headless(&mut self, rows: &[Row]) {
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let columns = self.columns.clone().filter(|columns| columns.0.len().abs_diff(width) <= 3);
        if let Some(forms) = form::read(rows).filter(|_| columns.is_none() || self.reader.draft.columns.is_empty()) {
            return self.read_forms(forms);
        }
        if let Some(columns) = columns {
            let columns = Rc::new(columns.aligned(rows));
            return rows.iter().for_each(|row| self.reader.read_row(row, &columns));
        }
        // A title over the whole width is a table of its own in some files.
        if rows.iter().all(|row| row.filled().count() == 1) {
            return rows.iter().for_each(|row| self.reader.read_line(row, !self.is_begun));
        }
        let line = rows.first().map_or(0, |row| row.line);
        for row in rows {
            self.reader.leave(row.line, &row.text());
        }
        self.reader.warn("table-ignored", "計画や進捗の表とは読めない表があったので、読みませんでした。", line);
    }

    fn read_forms(&mut self, forms: Vec<form::Form>) {
        for form in forms {
            for (line, text) in &form.left {
                self.reader.leave(*line, text);
            }
            let columns = Rc::new(form.columns);
            self.reader.close();
            self.reader.read_row(&form.row, &columns);
            self.is_begun = true;
        }
    }
}
