//! From the bytes of a file to a draft that a person settles.
//!
//! *Formats* turn bytes into lines or cells ([`formats`], one file each); *kinds* read lines or
//! cells and know what a document of that kind looks like ([`kinds`], one folder each). A new
//! format needs no change in a kind, and the other way round.
//!
//! Invariants:
//! - Pure: no IO, no clock. The same bytes and hints give the same draft.
//! - Nothing is lost: every character of the source stands in a field, is layout by a named rule,
//!   or is listed as unplaced. Text is kept as printed; folding serves comparison alone.
//! - Nothing is invented: decisions and follow-ups are proposals with a verbatim quotation.
//! - Any bytes are answered with a draft or an [`ImportError`], in time linear in their number.

mod error;
mod formats;
mod kinds;
mod line;
mod speaker;

use gijicho_model::draft::Draft;
use gijicho_model::people::Register;

pub use error::ImportError;

/// Most bytes that are read of one file of text.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;
/// Most lines that are read of one file.
pub const MAX_LINES: usize = 2_000_000;

/// What kind of document a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 議事概要・議事録
    Minutes,
    /// 年次計画
    Plan,
    /// 進捗状況
    Progress,
}

/// What is known of a file beside its bytes.
#[derive(Debug, Clone, Copy)]
pub struct Hints<'a> {
    /// Its name, without folders.
    pub file_name: &'a str,
    /// The kind a person has chosen; else it is told from the contents.
    pub kind: Option<Kind>,
    /// The encoding a person has chosen (a WHATWG label such as `shift_jis`); else it is detected.
    pub encoding: Option<&'a str>,
    /// Who held which post.
    pub register: &'a Register,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The encoding it was read in: `UTF-8`, `Shift_JIS` …
    pub encoding: &'static str,
    /// What was made of it.
    pub draft: Draft,
}

/// Reads a file.
pub fn import(bytes: &[u8], hints: &Hints<'_>) -> Result<Imported, ImportError> {
    let decoded = formats::text::decode(bytes, hints.encoding)?;
    let draft = kinds::read(&decoded.text, hints)?;
    Ok(Imported { encoding: decoded.encoding, draft })
}
