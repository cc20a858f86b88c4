//! From the rows of one initiative to its items, activities, schedule, departments, reports and
//! indicators.
//!
//! Rows are read together because a page may cut a cell in two: items first, then what names them.
//! Invariant: what finds no place is handed back with its line.

use std::collections::HashSet;
use std::rc::Rc;

use gijicho_model::draft::{DraftActivity, DraftIndicator, DraftInitiative, DraftProgress, DraftSchedule, TableField};
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;

use super::cells::{self, Labelled};
use super::columns::{Column, Columns};
use super::remains::{self, is_remains};
use super::{departments, heading, markup, schedule};
use crate::likeness::Words;

/// Labels and items of one initiative that are compared with each other.
const MOST_COMPARED: usize = 64;
/// How alike a label and an item are that mean the same.
const SAME: f64 = 0.75;

/// A row of an initiative.
#[derive(Debug, Clone)]
pub(super) struct Data {
    pub(super) line: u32,
    pub(super) columns: Rc<Columns>,
    /// As printed.
    pub(super) cells: Vec<String>,
}

impl Data {
    /// The filled cells with their columns, without the tags of a converter.
    fn filled(&self) -> impl Iterator<Item = (&Column, String)> {
        let cells = self.cells.iter().zip(&self.columns.0).filter(|(cell, _)| !cell.is_empty());
        cells.map(|(cell, column)| (column, markup::cleaned(cell)))
    }

    fn texts(&self, field: TableField) -> impl Iterator<Item = String> + '_ {
        self.filled().filter(move |(column, _)| column.field == Some(field)).map(|(_, text)| text)
    }
}

/// What an initiative is read into.
pub(super) struct Contents {
    pub(super) initiative: DraftInitiative,
    /// What found no place, with its line.
    pub(super) left: Vec<(u32, String)>,
    /// What a figure left behind, with its line; it is kept among the notes.
    pub(super) remains: Vec<(u32, String)>,
    /// Whether single spaces between Japanese characters are wraps.
    is_wrapped: bool,
    /// Whether undated text under a time heading is a report.
    reports: bool,
    near: Option<FiscalYear>,
    labels: Vec<(String, Words)>,
    /// Folded items, for finding them.
    known: Vec<(String, Words)>,
    departments: HashSet<String>,
    /// The item that a row without one goes on with.
    item: String,
    /// The indicator that a row without one goes on with.
    indicator: (String, String),
    /// Whether items stand behind marks, so that a text without one goes on with the item above.
    has_marked_items: bool,
}

impl Contents {
    /// Reads the rows of an initiative; `years` are the years of schedule columns that name them
    /// in their cells, kept from one initiative to the next.
    pub(super) fn read(
        initiative: DraftInitiative,
        rows: &[Data],
        near: Option<FiscalYear>,
        is_wrapped: bool,
        reports: bool,
        years: &mut schedule::Years,
    ) -> Self {
        let mut contents = Self {
            initiative,
            left: Vec::new(),
            remains: Vec::new(),
            is_wrapped,
            reports,
            near,
            labels: Vec::new(),
            known: Vec::new(),
            departments: HashSet::new(),
            item: String::new(),
            indicator: (String::new(), String::new()),
            has_marked_items: false,
        };
        contents.gather_labels(rows);
        let listed: Vec<Vec<String>> = rows.iter().map(|row| contents.read_items(row)).collect();
        for (row, items) in rows.iter().zip(&listed) {
            contents.read_row(row, items, years);
        }
        contents
    }

    fn gather_labels(&mut self, rows: &[Data]) {
        for row in rows {
            for text in row.texts(TableField::Activity).chain(row.texts(TableField::Department)) {
                for part in cells::by_labels(&text) {
                    let Some(label) = part.label.filter(|_| self.labels.len() < MOST_COMPARED) else { continue };
                    let label = cells::joined(label, self.is_wrapped);
                    if !self.labels.iter().any(|(known, _)| *known == label) {
                        self.labels.push((label.clone(), Words::new(&label)));
                    }
                }
            }
        }
    }

    /// The items that a row lists.
    fn read_items(&mut self, row: &Data) -> Vec<String> {
        let mut listed = Vec::new();
        for text in row.texts(TableField::Item) {
            let text = without_own_heading(&text);
            let (lead, items) = cells::items(text, self.is_wrapped);
            if !lead.is_empty() {
                if self.has_marked_items && !self.known.is_empty() {
                    self.go_on(&lead, row.line);
                } else {
                    listed.push(self.add_item(&lead));
                }
            }
            self.has_marked_items |= !items.is_empty();
            for item in items {
                listed.push(self.add_item(&item));
            }
        }
        listed
    }

    /// A text without a mark under items with marks: the rest of the last one, unless a label says
    /// that the last one is whole.
    fn go_on(&mut self, rest: &str, line: u32) {
        let Some((last, words)) = self.known.last() else { return };
        let whole = cells::joined(&format!("{last}\n{rest}"), true);
        let longer = Words::new(&whole);
        let fit = |words: &Words| self.labels.iter().map(|(_, label)| label.likeness(words)).fold(0.0, f64::max);
        if fit(words) >= 0.99 || fit(words) > fit(&longer) {
            self.leave(line, rest.to_owned());
            return;
        }
        let last = last.clone();
        if let Some(item) = self.initiative.items.iter_mut().rev().find(|item| **item == last) {
            item.clone_from(&whole);
        }
        if let Some(known) = self.known.last_mut() {
            *known = (whole, longer);
        }
    }

    /// What a column that was read cannot hold: kept as a note where a figure has left it there.
    fn leave(&mut self, line: u32, text: String) {
        if is_remains(&text) {
            self.initiative.notes.push(remains::note(&text));
            self.remains.push((line, text));
        } else {
            self.left.push((line, text));
        }
    }

    fn add_item(&mut self, item: &str) -> String {
        let words = if self.known.len() < MOST_COMPARED { Words::new(item) } else { Words::default() };
        if !self.initiative.items.iter().rev().take(MOST_COMPARED).any(|known| known == item) {
            self.initiative.items.push(item.to_owned());
            self.known.push((item.to_owned(), words));
        }
        item.to_owned()
    }

    /// The item that a label means; a new one where it means none of them.
    fn item_of(&mut self, label: &str) -> String {
        let label = cells::joined(label, self.is_wrapped);
        let words = Words::new(&label);
        let scores = self.known.iter().map(|(item, known)| (item, known.likeness(&words)));
        let best = scores.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, score)| *score >= SAME);
        match best.map(|(item, _)| item.clone()) {
            Some(item) => item,
            None => self.add_item(&label),
        }
    }

    fn read_row(&mut self, row: &Data, items: &[String], years: &mut schedule::Years) {
        // A cut item was mended since it was listed: the mended one begins with it.
        let mended = |item: &String| {
            self.known
                .iter()
                .map(|(known, _)| known)
                .find(|known| known.starts_with(item.as_str()))
                .unwrap_or(item)
                .clone()
        };
        let items: Vec<String> = items.iter().map(mended).collect();
        match items.as_slice() {
            [] => {}
            [only] => self.item.clone_from(only),
            _ => self.item.clear(),
        }
        self.read_schedule(row, &items, years);
        self.read_told(row);
        self.read_values(row);
        for (column, text) in row.filled() {
            match column.field {
                Some(TableField::Department) => self.read_departments(row.line, &text),
                Some(TableField::Summary) => push_line(&mut self.initiative.summary, &text),
                Some(TableField::Note) => self.initiative.notes.push(text),
                Some(TableField::Ignore) | None => self.left.push((row.line, text)),
                _ => {}
            }
        }
    }

    fn read_departments(&mut self, line: u32, text: &str) {
        for Labelled { label, text } in cells::by_labels(text) {
            if let Some(label) = label {
                self.item_of(label);
            }
            let (named, left) = departments::departments(text);
            for department in named {
                if self.departments.insert(fold::squeezed(&department)) {
                    self.initiative.departments.push(department);
                }
            }
            for text in left {
                self.leave(line, text);
            }
        }
    }

    fn read_schedule(&mut self, row: &Data, items: &[String], years: &mut schedule::Years) {
        for (place, (cell, column)) in row.cells.iter().zip(&row.columns.0).enumerate() {
            if column.field != Some(TableField::Schedule) || cell.is_empty() {
                continue;
            }
            let text = markup::cleaned(cell);
            let read = years.read(&text, place, column.fiscal_year, self.near);
            for text in read.left {
                self.leave(row.line, text);
            }
            let count = read.phases.len();
            for (index, (fiscal_year, phase)) in read.phases.into_iter().enumerate() {
                let item = match items {
                    [] => self.item.clone(),
                    items if count <= items.len() => items.get(index).cloned().unwrap_or_default(),
                    _ => String::new(),
                };
                self.initiative.schedule.push(DraftSchedule { item, fiscal_year, phase });
            }
        }
    }

    /// Activities and reports of a row, with its time and its status.
    fn read_told(&mut self, row: &Data) {
        let when = row.texts(TableField::When).collect::<Vec<_>>().join(" ");
        let reports_before = self.initiative.progress.len();
        let activities_before = self.initiative.activities.len();
        for (column, text) in row.filled() {
            match column.field {
                Some(TableField::Report) => self.read_reports(&text, column, &when),
                Some(TableField::Activity) => self.read_activities(&text, column, &when, row),
                _ => {}
            }
        }
        self.read_months(row);
        let status = row.texts(TableField::Status).collect::<Vec<_>>().join("・");
        let has_reports = self.initiative.progress.len() > reports_before;
        let is_told = has_reports || self.initiative.activities.len() > activities_before;
        if !status.is_empty() && !has_reports || !when.is_empty() && !is_told && self.reports {
            self.initiative.progress.push(DraftProgress { when: when.clone(), ..DraftProgress::default() });
        } else if !when.is_empty() && !is_told {
            self.add_activity(String::new(), when);
        }
        if !status.is_empty() {
            let from = reports_before.min(self.initiative.progress.len());
            for progress in &mut self.initiative.progress[from..] {
                progress.status = Some(status.clone());
            }
        }
    }

    fn read_reports(&mut self, text: &str, column: &Column, when: &str) {
        let heading = match column.fiscal_year {
            Some(year) => [year.long(), column.when.clone()].concat(),
            None => column.when.clone(),
        };
        let entries = if when.is_empty() { cells::dated(text) } else { vec![(when.to_owned(), text.to_owned())] };
        for (printed, text) in entries {
            let when = if printed.is_empty() { heading.clone() } else { printed };
            self.initiative.progress.push(DraftProgress { when, text, status: None });
        }
    }

    fn read_activities(&mut self, text: &str, column: &Column, when: &str, row: &Data) {
        let has_labels = !self.labels.is_empty();
        let months = if when.is_empty() { column.when.as_str() } else { when };
        // The time of a row that reports belongs to its report.
        let months = if row.columns.has(TableField::Report) { column.when.as_str() } else { months };
        for Labelled { label, text } in cells::by_labels(text) {
            if let Some(label) = label {
                self.item = self.item_of(label);
            }
            for (index, line) in cells::activities(text, self.is_wrapped).into_iter().enumerate() {
                let is_rest = index == 0 && label.is_none() && !line.is_marked && has_labels && self.is_wrapped;
                if is_rest && self.mend_activity(&line) {
                    continue;
                }
                let months = if line.months.is_empty() { months.to_owned() } else { line.months };
                self.add_activity(line.text, months);
            }
        }
    }

    /// Joins what a page has cut off to the activity above, when that one has no months yet.
    fn mend_activity(&mut self, rest: &cells::Line) -> bool {
        let Some(last) = self.initiative.activities.last_mut() else { return false };
        if !last.months.is_empty() || last.text.ends_with(['。', '】']) {
            return false;
        }
        last.text = cells::joined(&format!("{}\n{}", last.text, rest.text), true);
        last.months.clone_from(&rest.months);
        true
    }

    fn add_activity(&mut self, text: String, months: String) {
        self.initiative.activities.push(DraftActivity { item: self.item.clone(), text, months });
    }

    /// Columns of months: each run of marked ones is one span of the row's work.
    fn read_months(&mut self, row: &Data) {
        let spans = schedule::months(&row.cells, &row.columns);
        if spans.is_empty() {
            return;
        }
        let activities = row.texts(TableField::Activity).next().is_some();
        let marked: Vec<&str> =
            spans.iter().filter(|span| span.text.is_empty()).map(|span| span.months.as_str()).collect();
        let marked = marked.join("、");
        if !marked.is_empty() {
            if let Some(last) =
                self.initiative.activities.last_mut().filter(|last| activities && last.months.is_empty())
            {
                last.months = marked;
            } else {
                let text = if self.item.is_empty() { self.initiative.title.clone() } else { self.item.clone() };
                self.add_activity(text, marked);
            }
        }
        for span in spans.into_iter().filter(|span| !span.text.is_empty()) {
            self.add_activity(span.text, span.months);
        }
    }

    /// Indicators of a row: a value for each year that the headings name.
    fn read_values(&mut self, row: &Data) {
        if let Some(name) = row.texts(TableField::Indicator).next() {
            self.indicator = (cells::joined(&name, self.is_wrapped), String::new());
        }
        if let Some(unit) = row.texts(TableField::Unit).next() {
            self.indicator.1 = unit;
        }
        let has_report = row.columns.has(TableField::Report);
        let when = row.texts(TableField::When).next().filter(|_| !has_report).unwrap_or_default();
        let mut found: Vec<DraftIndicator> = Vec::new();
        for (column, text) in row.filled() {
            let is_target = match column.field {
                Some(TableField::Target) => true,
                Some(TableField::Actual) => false,
                _ => continue,
            };
            let (name, unit) = self.indicator.clone();
            let name = if name.is_empty() { column.heading.clone() } else { name };
            let is_known = row.columns.has(TableField::Indicator);
            let of_time = |value: &DraftIndicator| {
                value.fiscal_year == column.fiscal_year
                    && (is_known || value.fiscal_year.is_some() || column.fiscal_year.is_none())
                    && if is_target { value.target.is_empty() } else { value.actual.is_empty() }
            };
            let at = found.iter().position(of_time).unwrap_or_else(|| {
                let when = if column.when.is_empty() { when.clone() } else { column.when.clone() };
                let fiscal_year = column.fiscal_year;
                found.push(DraftIndicator { name, unit, fiscal_year, when, ..DraftIndicator::default() });
                found.len() - 1
            });
            *(if is_target { &mut found[at].target } else { &mut found[at].actual }) = text;
        }
        let is_named = row.texts(TableField::Indicator).next().is_some();
        if found.is_empty() && is_named {
            let (name, unit) = self.indicator.clone();
            found.push(DraftIndicator { name, unit, when, ..DraftIndicator::default() });
        } else if found.is_empty()
            && let Some(unit) = row.texts(TableField::Unit).next()
        {
            self.left.push((row.line, unit));
        }
        self.initiative.indicators.extend(found);
    }
}

/// A cell of items that prints the heading of its own column first: 「取組項目 □…」.
fn without_own_heading(text: &str) -> &str {
    let word = text.split(crate::line::is_space).next().unwrap_or("");
    if heading::known(word) == Some(TableField::Item) { text[word.len()..].trim_start() } else { text }
}

fn push_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}
