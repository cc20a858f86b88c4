//! Kinds: what a document says, read from lines or cells, whatever format they came from.

mod minutes;
mod table;

use gijicho_model::draft::Draft;

use crate::source::Source;
use crate::{Hints, ImportError, Kind};

/// Reads a source as the kind that was chosen, or as the kind it looks like.
pub(crate) fn read(source: &Source, hints: &Hints<'_>) -> Result<Draft, ImportError> {
    let kind = hints.kind.or_else(|| table::kind_of(source)).unwrap_or(Kind::Minutes);
    match kind {
        Kind::Minutes | Kind::Transcript => minutes::read(source, hints).map(Draft::Minutes),
        Kind::Plan => table::read(source, kind).map(Draft::Plan),
        Kind::Progress => table::read(source, kind).map(Draft::Progress),
    }
}
