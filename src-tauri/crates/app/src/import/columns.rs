//! What the columns of a table mean: chosen by a person, remembered for the next table with the
//! same headings.

use std::collections::BTreeMap;
use std::sync::Arc;

use gijicho_import::signature;
use gijicho_model::Register;
use gijicho_model::draft::{Draft, TableDraft, TableField};

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
