//! Formats: from bytes to text, lines or cells, knowing nothing of meetings.

pub(crate) mod csv;
pub(crate) mod text;
