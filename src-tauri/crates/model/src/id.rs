//! Identifiers: UUIDs (version 7 where this program made them), one type for each kind of row.
//!
//! Invariants: an id carries no meaning and is never shown as a label; order never relies on it.
//! In JSON and in TypeScript an id is its hyphenated text.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Declares a newtype over [`Uuid`] for each named kind of row.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.hyphenated())
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A standing body that meets (本部・会議体).
    BodyId,
    /// One sitting (会議).
    MeetingId,
    /// An item of the agenda (議題).
    AgendaItemId,
    /// A document named in the minutes (資料).
    DocumentId,
    /// One turn of one speaker (発言).
    RemarkId,
    /// What was decided on one agenda item (決定事項).
    DecisionId,
    /// A span of a remark that carries a decision (根拠発言).
    EvidenceId,
    /// What a remark asked somebody to do (宿題).
    FollowUpId,
    /// A person in the register.
    PersonId,
    /// A post (職).
    PostId,
    /// Who held which post from when to when (在職).
    AppointmentId,
    /// A plan (計画).
    PlanId,
    /// A node of a plan's tree: pillar, initiative or item (柱・具体的取組・取組項目).
    InitiativeId,
    /// An activity of the year's plan (年次計画).
    ActivityId,
    /// A dated report on an initiative (進捗状況).
    ProgressId,
    /// A number followed over time (指標).
    IndicatorId,
}
