//! tables
use crate::{ImportError, Kind};
use gijicho_model::draft::TableDraft;
pub(super) fn kind_of(_text: &str, _name: &str) -> Option<Kind> {
    None
}
pub(super) fn read(_text: &str, _kind: Kind, _name: &str) -> Result<TableDraft, ImportError> {
    Err(ImportError::NotTable)
}
