//! The words of the field: meetings, remarks, decisions, initiatives, and the dates they live by.
//!
//! Invariants:
//! - No IO and no clock. Everything here is a value, or a pure function from values to values.
//! - What a document *says* (a speaker as printed, a title, a quotation) is kept verbatim;
//!   what the program *knows* of it (a name and a post, a date, a number) stands beside it.
//! - Text is never changed to fit a type: [`fold`] compares text that is printed differently,
//!   and keeps a map back to the untouched source.

pub mod anchor;
pub mod body;
pub mod decision;
pub mod draft;
pub mod era;
pub mod fiscal;
pub mod fold;
pub mod follow_up;
pub mod id;
pub mod initiative;
pub mod meeting;
pub mod people;
pub mod record;
pub mod validate;

pub use decision::{Decision, DecisionLink, Evidence, EvidenceState, LinkStatus, Outcome, ProposalStatus, Relation};
pub use fiscal::{FiscalYear, Half};
pub use follow_up::{FollowUp, FollowUpState};
pub use id::{
    ActivityId, AgendaItemId, AppointmentId, BodyId, DecisionId, DocumentId, EvidenceId, FollowUpId, IndicatorId,
    InitiativeId, MeetingId, PersonId, PlanId, PostId, ProgressId, RemarkId,
};
pub use initiative::{Activity, Indicator, IndicatorValue, Initiative, InitiativeKind, Plan, Progress, Schedule};
pub use meeting::{
    AgendaItem, Body, Document, Function, HeaderLine, Legend, Meeting, MeetingStatus, Remark, Side, Speaker,
};
pub use people::{Appointment, Person, Post, Register};
pub use record::MeetingRecord;
