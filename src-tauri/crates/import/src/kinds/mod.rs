//! Kinds: what a document says, read from lines or cells, whatever format they came from.

mod minutes;
mod table;

use gijicho_model::draft::Draft;

use crate::{Hints, ImportError, Kind};

/// Reads a text as the kind that was chosen, or as the kind it looks like.
pub(crate) fn read(text: &str, hints: &Hints<'_>) -> Result<Draft, ImportError> {
    let kind = hints.kind.or_else(|| table::kind_of(text)).unwrap_or(Kind::Minutes);
    match kind {
        Kind::Minutes => minutes::read(text, hints.register).map(Draft::Minutes),
        Kind::Plan => table::read(text, kind).map(Draft::Plan),
        Kind::Progress => table::read(text, kind).map(Draft::Progress),
    }
}
