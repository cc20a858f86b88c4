//! Import of one file: it is looked at first, then taken in with what a person has settled.
//!
//! Invariants: the file is read once for each call, within limits; its bytes are kept under their
//! hash before any row refers to them; what is taken in is what was looked at, or it is refused.

mod columns;
mod commit;
mod compare;
mod duplicates;
mod preview;
mod proposals;
mod settle;

use crate::api::import::{ImportCommit, ImportPreview};
use crate::reading::How;

pub(crate) use columns::{Remembered, look};
pub(crate) use preview::previewed;

impl ImportPreview {
    /// How the person wants the file read.
    pub(crate) fn how(&self) -> How {
        How {
            kind: self.kind.clone(),
            encoding: self.encoding.clone(),
            choices: self.choices.clone(),
            columns: self.columns.clone(),
        }
    }
}

impl ImportCommit {
    /// How the person had the file read.
    pub(crate) fn how(&self) -> How {
        How {
            kind: self.kind.clone(),
            encoding: self.encoding.clone(),
            choices: self.choices.clone(),
            columns: self.columns.clone(),
        }
    }
}

pub(crate) fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
