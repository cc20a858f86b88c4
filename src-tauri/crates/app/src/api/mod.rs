//! The boundary: what a window, a script or the command line may ask, and what they get.
//!
//! Every type here is JSON on one side and TypeScript on the other (`ui/src/ipc/generated.ts`).
//! The lists keep the names of the command line's JSON, which other tools read: fields may be
//! added, never renamed.
//!
//! Invariants: dates are `YYYY-MM-DD`, times `HH:MM:SS`, instants integer UTC microseconds;
//! ids are text; offsets into text that a window shows are UTF-16 code units.

use chrono::NaiveDate;
use gijicho_model::{AgendaItemId, BodyId, MeetingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub mod begin;
pub mod checks;
pub mod decisions;
pub mod drafting;
pub mod export;
pub mod follow_ups;
pub mod import;
pub mod initiatives;
pub mod intake;
pub mod library;
pub mod meetings;
pub mod paper;
pub mod planning;
pub mod register;
pub mod round;
pub mod search;
pub mod versions;

/// A request without parameters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// What a write answers: the window refetches what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Done {
    /// The name of what was done, as undo will show it: 「決定の確認」.
    pub label: String,
    /// Number of the last change in the library.
    #[ts(type = "number")]
    pub seq: i64,
}

/// A meeting as lists mention it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingRef {
    /// Identity.
    pub id: MeetingId,
    /// `R4-1`, or the date where there is no ordinal.
    pub label: String,
    /// Local date.
    #[ts(type = "string")]
    pub held_on: NaiveDate,
    /// The title to show.
    pub title: String,
    /// The body that met.
    pub body: BodyRef,
}

/// A body as lists mention it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BodyRef {
    /// Identity.
    pub id: BodyId,
    /// As printed.
    pub name: String,
}

/// An agenda item as lists mention it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AgendaRef {
    /// Identity.
    pub id: AgendaItemId,
    /// Half-width number; empty where none is printed.
    pub number: String,
    /// As printed.
    pub title: String,
}
