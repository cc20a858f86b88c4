//! The record as data, for any program, for years to come.
//!
//! One object: `format` is `"gijicho-meeting/1"`; the other members are those of
//! [`MeetingRecord`], documented there: `meeting`, `body`, `agenda`, `remarks`, `documents`,
//! `decisions`, `evidence`, `links`, `follow_ups`. Dates are `YYYY-MM-DD`, times `HH:MM:SS`,
//! instants microseconds since 1970 in UTC, ids UUIDs; `remarks[].body` is Markdown.
//!
//! Invariant: members keep their names and meaning within a version; new members may come. What
//! is written is read back by [`MeetingRecord`]'s `Deserialize`.

use gijicho_model::MeetingRecord;
use serde::Serialize;

use crate::ExportError;

/// Changes when a member changes its name or meaning.
const FORMAT: &str = "gijicho-meeting/1";

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    #[serde(flatten)]
    record: &'a MeetingRecord,
}

/// Writes a record as JSON, indented, with `\n` at its end.
pub fn json(record: &MeetingRecord) -> Result<String, ExportError> {
    Ok(serde_json::to_string_pretty(&File { format: FORMAT, record })? + "\n")
}
