//! Beginning minutes: a new meeting after the last one, who may speak at it, and pasted lines.

use chrono::NaiveDate;
use gijicho_model::{BodyId, MeetingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::drafting::{CarriedFollowUp, HeadInput, ItemInput};
use super::{BodyRef, Done};

/// Asks what a new meeting would begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewMeetingAsk {
    /// The body; the one that met last when not given.
    pub body: Option<BodyId>,
    /// The day as typed; empty while it is not known.
    pub held_on: String,
    /// A 次第 as pasted; empty where there is none.
    pub programme: String,
}

/// What a new meeting would begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewMeetingProposal {
    /// Every body, the one that met last first.
    pub bodies: Vec<BodyRef>,
    /// The one it is about.
    pub body: Option<BodyRef>,
    /// The head, taken from the meeting before.
    pub head: HeadInput,
    /// Who holds a post on that day, as 姓＋職.
    pub register: Vec<String>,
    /// The items that the 次第 names.
    pub agenda: Vec<ItemInput>,
    /// Lines of the 次第 that are no items.
    pub left_out: Vec<String>,
    /// What earlier meetings asked for and nobody has answered.
    pub carried: Vec<CarriedFollowUp>,
    /// The meeting it follows.
    pub after: Option<String>,
}

/// Begins the minutes of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NewMeeting {
    /// The body; `None` for a new one of the name below.
    pub body: Option<BodyId>,
    /// Name of a new body.
    pub body_name: String,
    /// The head.
    pub head: HeadInput,
    /// Items to begin with.
    pub agenda: Vec<ItemInput>,
}

/// A meeting that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MeetingBegun {
    /// The meeting.
    pub meeting: MeetingId,
    /// What was done.
    #[serde(flatten)]
    pub done: Done,
}

/// Who may speak at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpeakerChoices {
    /// Those in office on the day, then those heard before.
    pub choices: Vec<SpeakerChoice>,
}

/// Somebody who may speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpeakerChoice {
    /// As it would print.
    pub printed: String,
    /// Family name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Reading of the name; empty when unknown.
    pub reading: String,
    /// First day in office, where the register knows; the day last heard otherwise.
    #[ts(type = "string | null")]
    pub since: Option<NaiveDate>,
    /// Whether the register has the appointment on that day.
    pub in_office: bool,
}

/// Asks what the importer makes of pasted lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PasteAsk {
    /// The meeting.
    pub meeting: MeetingId,
    /// The lines.
    pub text: String,
}

/// What the importer makes of pasted lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PasteReading {
    /// Items.
    pub items: u32,
    /// Remarks.
    pub remarks: u32,
    /// The first speakers, as printed.
    pub speakers: Vec<String>,
    /// Whether the lines look like minutes: more than one remark, or an item.
    pub like_minutes: bool,
}
