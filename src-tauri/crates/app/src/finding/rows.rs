//! Rows of the library as documents of the index.

use gijicho_model::DocumentId;
use gijicho_search::{Doc, DocKey, Kind};
use gijicho_store::{IndexKind, IndexRow, Reader, Store, StoreError};

use super::attached::Attached;

/// A row of the library as the index takes it: one document, and one more for every page of the file
/// that is attached to it.
pub(super) fn documents(
    row: IndexRow,
    store: &Store,
    reader: &Reader<'_>,
    attached: &Attached,
) -> Result<Vec<Doc>, StoreError> {
    let file = match row.kind {
        IndexKind::Document => reader.attached(DocumentId(row.id))?,
        _ => None,
    };
    let whole = document(row);
    let Some(file) = file else { return Ok(vec![whole]) };
    let pages: Vec<Doc> = attached
        .pages(store, &file)
        .iter()
        .map(|(number, text)| Doc { part: *number, text: text.clone(), ..whole.clone() })
        .collect();
    Ok([vec![whole], pages].concat())
}

/// A row of the library as one document.
fn document(row: IndexRow) -> Doc {
    let mut doc = Doc::new(DocKey { kind: kind(row.kind), id: row.id });
    doc.meeting = row.meeting_id.map(|id| id.0);
    doc.body = row.body;
    doc.held_on = row.held_on;
    doc.fiscal_year = Some(row.fiscal_year.0);
    doc.title = row.title;
    doc.text = row.text;
    doc.speaker = row.speaker.unwrap_or_default();
    doc.post = row.post;
    doc.mark = row.mark.unwrap_or_default();
    doc.function = row.function.map(function_code).unwrap_or_default();
    doc.outcome = row.outcome;
    doc.agenda_title = row.agenda_title;
    doc
}

/// A function by the code that its JSON has.
fn function_code(function: gijicho_model::Function) -> String {
    match serde_json::to_value(function) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// The kind of document that a kind of row becomes.
pub(super) fn kind(kind: IndexKind) -> Kind {
    match kind {
        IndexKind::Meeting => Kind::Meeting,
        IndexKind::Agenda => Kind::Agenda,
        IndexKind::Remark => Kind::Remark,
        IndexKind::Decision => Kind::Decision,
        IndexKind::FollowUp => Kind::FollowUp,
        IndexKind::Document => Kind::Document,
        IndexKind::Initiative => Kind::Initiative,
        IndexKind::Activity => Kind::Activity,
        IndexKind::Progress => Kind::Progress,
    }
}

/// The kind of row that a kind of document comes from.
pub(super) fn index_kind(kind: Kind) -> IndexKind {
    match kind {
        Kind::Meeting => IndexKind::Meeting,
        Kind::Agenda => IndexKind::Agenda,
        Kind::Remark => IndexKind::Remark,
        Kind::Decision => IndexKind::Decision,
        Kind::FollowUp => IndexKind::FollowUp,
        Kind::Document => IndexKind::Document,
        Kind::Initiative => IndexKind::Initiative,
        Kind::Activity => IndexKind::Activity,
        Kind::Progress => IndexKind::Progress,
    }
}
