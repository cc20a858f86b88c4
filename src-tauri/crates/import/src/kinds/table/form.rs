//! Forms: one initiative a sheet, a label beside each value.
//!
//! ```text
//! 取組名 │ 窓口を一つにする │ 担当課 │ 県民窓口課
//! 目標   │ 待ち時間を半分に
//! ```

use gijicho_model::draft::TableField;

use super::columns::{Column, Columns};
use super::grid::Row;
use super::heading;

/// Fewest labels that make a form.
const FEWEST: usize = 3;

/// A form, turned into columns and one row under them.
pub(super) struct Form {
    pub(super) columns: Columns,
    pub(super) row: Row,
    /// Texts before the first label, with their lines.
    pub(super) left: Vec<(u32, String)>,
}

/// The forms that the rows of one table are: each begins where a label that begins one stands again.
pub(super) fn read(rows: &[Row]) -> Option<Vec<Form>> {
    let mut forms = Vec::new();
    let mut form = Form::new(rows.first()?);
    let mut labels = 0;
    for row in rows {
        let mut current: Option<TableField> = None;
        let mut has_label = false;
        for (at, cell) in row.filled() {
            let label = label_of(row, at);
            if let Some(field) = label {
                if field == TableField::Initiative && form.has(TableField::Initiative) {
                    forms.push(std::mem::replace(&mut form, Form::new(row)));
                }
                form.push(field, cell);
                labels += 1;
                has_label = true;
                current = Some(field);
            } else if (current.is_some() || !has_label) && !form.columns.0.is_empty() {
                form.add(cell);
            } else {
                form.left.push((row.line, cell.to_owned()));
            }
        }
    }
    forms.push(form);
    let has_titles = forms.iter().all(|form| form.has(TableField::Initiative));
    (labels >= FEWEST && has_titles).then_some(forms)
}

/// The field of a label: a known heading with a value at its right or, over a wide cell, below.
fn label_of(row: &Row, at: usize) -> Option<TableField> {
    let field =
        heading::known(row.cell(at)).or_else(|| heading::read(row.cell(at), None).filter(|found| found.sure)?.field)?;
    let right = row.filled().find(|(place, _)| *place > at).map(|(_, cell)| cell);
    let is_value = |cell: &str| heading::known(cell).is_none();
    (at == 0 || right.is_some_and(is_value)).then_some(field)
}

/// 「取組名：窓口」 as a label and its value.
pub(super) fn of_line(row: &Row) -> Option<Row> {
    let text = row.cells.first()?;
    let (label, value) = text.split_once(['：', ':'])?;
    heading::known(label)?;
    let cells = vec![label.trim().to_owned(), value.trim().to_owned()];
    Some(Row { cells, covered: vec![false; 2], ..row.clone() })
}

impl Form {
    fn new(row: &Row) -> Self {
        let row = Row { line: row.line, table: row.table, ..Row::default() };
        Self { columns: Columns::default(), row, left: Vec::new() }
    }

    fn has(&self, field: TableField) -> bool {
        self.columns.has(field)
    }

    fn push(&mut self, field: TableField, heading: &str) {
        let read = heading::read(heading, None).unwrap_or_default();
        self.columns.0.push(Column {
            heading: heading.to_owned(),
            field: Some(field),
            fiscal_year: read.fiscal_year,
            when: read.when,
            sure: true,
        });
        self.row.cells.push(String::new());
        self.row.covered.push(false);
    }

    /// Adds a text to the value of the last label.
    fn add(&mut self, text: &str) {
        if let Some(value) = self.row.cells.last_mut() {
            if !value.is_empty() {
                value.push('\n');
            }
            value.push_str(text);
        }
    }
}
