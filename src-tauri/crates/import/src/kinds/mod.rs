//! Kinds: what a document says, read from lines or cells, whatever format they came from.

mod minutes;
mod people;
mod table;
mod transcript;

use gijicho_model::draft::{Draft, MinutesDraft};

use crate::source::Source;
use crate::{Hints, ImportError, Kind};

pub use table::signature;

/// Reads a source as the kind that was chosen, or as the kind it looks like.
pub(crate) fn read(source: &Source, hints: &Hints<'_>) -> Result<Draft, ImportError> {
    if let Some(record) = &source.record {
        return Ok(Draft::Minutes(MinutesDraft::clone(record)));
    }
    if hints.kind.is_none() && people::are_listed(source) {
        return Err(ImportError::People);
    }
    let told = || if transcript::is_transcript(source) { Some(Kind::Transcript) } else { table::kind_of(source) };
    let kind = hints.kind.or_else(told).unwrap_or(Kind::Minutes);
    match kind {
        Kind::Minutes => minutes::read(source, hints).map(Draft::Minutes),
        Kind::Transcript => transcript::read(source, hints).map(Draft::Minutes),
        Kind::Plan => table::read(source, kind, hints).map(Draft::Plan),
        Kind::Progress => table::read(source, kind, hints).map(Draft::Progress),
    }
}
