//! What the columns of a table mean: chosen by a person, remembered for the next table with the
//! same headings.

use std::collections::BTreeMap;
use std::sync::Arc;

use gijicho_import::signature;
use gijicho_model::draft::{Draft, TableDraft, TableField};
use gijicho_model::{Register, fold};

use crate::App;
use crate::api::import::{ColumnChoice, TableColumns};
use crate::error::AppError;
use crate::inbox::Inbox;
use crate::reading::{How, Looked};

/// What columns were taken for, by the signature of the headings.
pub(crate) type Remembered = BTreeMap<String, Vec<ColumnChoice>>;

impl App {
    /// What was said of the columns of earlier tables.
    pub(crate) fn remembered(&self) -> Result<Remembered, AppError> {
        let maps = self.reading().read()?.column_maps()?.into_iter();
        // What another version has written otherwise remembers nothing.
        Ok(maps.filter_map(|(signature, kept)| Some((signature, serde_json::from_str(&kept).ok()?))).collect())
    }
}

/// Reads a file; a table whose headings are known is read as they were taken the last time, unless
/// the person says otherwise. Says whether it was.
pub(crate) fn look(
    inbox: &Inbox,
    (file, bytes): (String, Vec<u8>),
    how: &How,
    register: &Arc<Register>,
    remembered: &Remembered,
) -> Result<(Looked, bool), AppError> {
    let looked = inbox.look(file, bytes, how, register)?;
    let known = table_of(&looked.read.draft).filter(|_| how.columns.is_empty());
    let Some(columns) = known.and_then(|draft| remembered.get(&signature_of(draft))) else {
        return Ok((looked, false));
    };
    let how = How { columns: columns.clone(), ..how.clone() };
    Ok((inbox.look(looked.file, looked.bytes, &how, register)?, true))
}

/// The table of a draft.
fn table_of(draft: &Draft) -> Option<&TableDraft> {
    match draft {
        Draft::Plan(draft) | Draft::Progress(draft) if !draft.columns.is_empty() => Some(draft),
        _ => None,
    }
}

/// The headings of a table as one text, the same for next year's.
pub(super) fn signature_of(draft: &TableDraft) -> String {
    let headings: Vec<&str> = draft.columns.iter().map(|column| column.heading.as_str()).collect();
    signature(&headings)
}

/// The first rows below the headings, as they are printed; none where the file's rows are no cells
/// that can be told apart once more.
pub(super) fn sample(inbox: &Inbox, looked: &Looked, encoding: Option<&str>) -> Vec<Vec<String>> {
    let Some(draft) = table_of(&looked.read.draft) else { return Vec::new() };
    // What cannot be shown is no reason not to show the rest.
    let rows = inbox.rows_of(&looked.file, &looked.bytes, encoding).unwrap_or_default();
    let headings: Vec<String> = draft.columns.iter().map(|column| fold::squeezed(&column.heading)).collect();
    rows_below(&headings, &rows)
}

/// The first rows below the last of those that hold the headings, each cell cut to what can be shown.
fn rows_below(headings: &[String], rows: &[Vec<String>]) -> Vec<Vec<String>> {
    const HEAD: usize = 40;
    const SHOWN: usize = 3;
    const LONGEST: usize = 60;
    let is_heading = |row: &Vec<String>| {
        let filled = row.iter().zip(headings).filter(|(cell, _)| !cell.trim().is_empty());
        let (all, known) = filled.fold((0, 0), |(all, known), (cell, heading)| {
            (all + 1, known + usize::from(heading.contains(&fold::squeezed(cell))))
        });
        known > 0 && known * 2 > all
    };
    let Some(head) = rows.iter().take(HEAD).rposition(is_heading) else { return Vec::new() };
    let below = rows[head + 1..].iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let shown = |cell: &String| cell.chars().take(LONGEST).collect();
    below.take(SHOWN).map(|row| row.iter().take(headings.len()).map(shown).collect()).collect()
}

/// The columns of a table as a person is shown them.
pub(super) fn shown(draft: &TableDraft, remembered: bool) -> Option<TableColumns> {
    if draft.columns.is_empty() {
        return None;
    }
    Some(TableColumns {
        signature: signature_of(draft),
        headings: draft.columns.iter().map(|column| column.heading.clone()).collect(),
        meanings: draft.columns.iter().map(|column| column.field.map(field_name)).collect(),
        sample: Vec::new(),
        remembered,
    })
}

/// What columns were taken for, as it is remembered.
pub(super) fn kept(draft: &TableDraft) -> String {
    let choices: Vec<ColumnChoice> = (0..)
        .zip(&draft.columns)
        .filter_map(|(column, read)| Some(ColumnChoice { column, meaning: Some(field_name(read.field?)) }))
        .collect();
    serde_json::to_string(&choices).unwrap_or_default()
}

/// A meaning by the name that its JSON has.
fn field_name(field: TableField) -> String {
    match serde_json::to_value(field) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_what_stands_below_the_headings() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
        let headings = ["番号", "具体的取組", "年次計画令和5年度"].map(str::to_owned);
        let rows = [
            row(&["令和５年度 計画", "", ""]),
            row(&["番号", "具体的取組", "年次計画"]),
            row(&["", "", "令和5年度"]),
            row(&["", "", ""]),
            row(&["１", "紙を減らす", &"検討".repeat(100)]),
            row(&["２", "窓口を減らす", ""]),
        ];
        let sample = rows_below(&headings, &rows);
        assert_eq!(sample.len(), 2);
        assert_eq!(sample[0][..2], ["１", "紙を減らす"]);
        assert_eq!(sample[0][2].chars().count(), 60);
        assert_eq!(rows_below(&headings, &rows[4..]), Vec::<Vec<String>>::new());
    }
}
