//! A whole meeting in one value: what is shown, printed, exported and kept as a version.

use serde::{Deserialize, Serialize};

use crate::decision::{Decision, DecisionLink, Evidence};
use crate::follow_up::FollowUp;
use crate::id::{AgendaItemId, DecisionId, InitiativeId};
use crate::meeting::{AgendaItem, Body, Document, Meeting, Remark};

/// A meeting with everything that belongs to it, each list in printed order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct MeetingRecord {
    /// The sitting.
    pub meeting: Meeting,
    /// The body that met.
    pub body: Body,
    /// Items.
    pub agenda: Vec<AgendaItem>,
    /// Remarks.
    pub remarks: Vec<Remark>,
    /// Documents named in the minutes.
    pub documents: Vec<Document>,
    /// Decisions, by serial.
    pub decisions: Vec<Decision>,
    /// Spans that carry the decisions.
    pub evidence: Vec<Evidence>,
    /// Ties to initiatives.
    pub links: Vec<LinkedInitiative>,
    /// Follow-ups, in the order of their remarks.
    pub follow_ups: Vec<FollowUp>,
}

/// A link with what a reader needs of the initiative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct LinkedInitiative {
    /// The tie.
    #[serde(flatten)]
    pub link: DecisionLink,
    /// Number of the initiative.
    pub number: String,
    /// Title of the initiative.
    pub title: String,
}

impl MeetingRecord {
    /// The title to show: as printed, else made up from year, ordinal and body.
    pub fn display_title(&self) -> String {
        let meeting = &self.meeting;
        let title = meeting.title.as_deref();
        crate::meeting::display_title(title, meeting.fiscal_year, meeting.ordinal, &self.body.name, meeting.held_on)
    }

    /// The remarks of an item, or those before the first one.
    pub fn remarks_of(&self, item: Option<AgendaItemId>) -> impl Iterator<Item = &Remark> {
        self.remarks.iter().filter(move |remark| remark.agenda_item_id == item)
    }

    /// The number that people see: R4-1-2.
    pub fn decision_number(&self, decision: &Decision) -> String {
        format!("{}-{}", self.meeting.label(), decision.serial)
    }

    /// The evidence of a decision.
    pub fn evidence_of(&self, decision: DecisionId) -> impl Iterator<Item = &Evidence> {
        self.evidence.iter().filter(move |evidence| evidence.decision_id == decision)
    }

    /// The initiatives that a decision is tied to.
    pub fn initiatives_of(&self, decision: DecisionId) -> impl Iterator<Item = InitiativeId> + '_ {
        self.links.iter().filter(move |link| link.link.decision_id == decision).map(|link| link.link.initiative_id)
    }
}
