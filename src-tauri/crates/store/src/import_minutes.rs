//! A draft of minutes becomes a meeting.
//!
//! Nothing is invented: a body that nobody has named yet is added under the name the document (or
//! the caller) gives, but people and posts are not; a speaker is linked only where the register has
//! exactly one appointment of that name and post on that day. Decisions and follow-ups stay proposals.

use chrono::NaiveDate;
use gijicho_model::draft::MinutesDraft;
use gijicho_model::validate::{self, Invalid, Problem};
use gijicho_model::{
    AgendaItemId, BodyId, Decision, DecisionId, MeetingId, Outcome, ProposalStatus, RemarkId, body, fold,
};
use serde::{Deserialize, Serialize};

use crate::agenda::AgendaText;
use crate::error::Result;
use crate::evidence::Selection;
use crate::files::Original;
use crate::follow_up::NewFollowUp;
use crate::meeting::{MeetingEdit, Unplaced};
use crate::people::appointment_of;
use crate::remark::{Provenance, RemarkText};
use crate::replace::Carried;
use crate::sql::rank_of;
use crate::transact::Tx;

/// What an import is told beside the draft.
#[derive(Debug, Clone, Default)]
pub struct MinutesImport {
    /// The body that met, where the document does not say or the caller knows better.
    pub body: Option<BodyChoice>,
    /// The file it was read from: see [`crate::Store::put_original`].
    pub source: Option<Original>,
    /// JSON that says how a person had the file read, so that it is read so again.
    pub reading: Option<String>,
}

/// Which body met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum BodyChoice {
    /// One that is there.
    Existing(BodyId),
    /// The one of that name, added when there is none.
    Named(String),
}

impl Tx<'_> {
    /// Stores a draft as a new meeting. The draft is checked; so is every quotation.
    pub fn import_minutes(&mut self, draft: &MinutesDraft, import: &MinutesImport) -> Result<MeetingId> {
        let head = self.head_of(draft, import)?;
        let id = MeetingId(self.new_id());
        self.insert_meeting(id, &head, import.source.as_ref().map(|source| source.sha256), &unplaced(draft))?;
        self.set_reading(id, import.reading.as_deref())?;
        self.fill_meeting(id, head.held_on, draft, &Carried::nothing())?;
        Ok(id)
    }

    /// The head of the minutes, its body found or added, its original known.
    pub(crate) fn head_of(&mut self, draft: &MinutesDraft, import: &MinutesImport) -> Result<MeetingEdit> {
        validate::minutes(draft)?;
        if let Some(source) = &import.source {
            self.speak_of(source)?;
        }
        let head = &draft.meeting;
        let missing = |field: &str| Invalid { field: field.into(), problem: Problem::Missing };
        let held_on = head.held_on.ok_or_else(|| missing("meeting.held_on"))?;
        let named = head.body.clone().filter(|name| !name.trim().is_empty()).map(BodyChoice::Named);
        let body_id = match import.body.clone().or(named).ok_or_else(|| missing("meeting.body"))? {
            BodyChoice::Existing(id) => id,
            BodyChoice::Named(name) => match self.body_named(&name)? {
                Some(id) => id,
                None => self.add_body(&name, None, None)?,
            },
        };
        Ok(MeetingEdit {
            body_id,
            title: head.title.clone(),
            ordinal: head.ordinal,
            held_on,
            starts_at: head.starts_at,
            ends_at: head.ends_at,
            place: head.place.clone(),
            attendees: head.attendees.clone(),
            legend: head.legend.clone(),
            header: head.header.clone(),
        })
    }

    /// Writes everything that hangs on the meeting, around what is carried over from an earlier reading.
    pub(crate) fn fill_meeting(
        &mut self,
        id: MeetingId,
        held_on: NaiveDate,
        draft: &MinutesDraft,
        carried: &Carried,
    ) -> Result<()> {
        let items = self.fill_agenda(id, draft)?;
        let remarks = self.fill_remarks(id, held_on, draft, &items)?;
        self.fill_decisions(id, draft, &items, &remarks, carried)?;
        for (index, follow_up) in draft.follow_ups.iter().enumerate() {
            let (remark_id, plain) = &remarks[follow_up.remark];
            let new = NewFollowUp {
                remark_id: *remark_id,
                quote: follow_up.quote.clone(),
                addressee: follow_up.to.clone(),
                due_on: None,
            };
            match carried.follow_up(index) {
                Some(before) => self.carry_follow_up(before, id, &new, plain)?,
                None => drop(self.write_follow_up(id, &new, ProposalStatus::Proposed, plain)?),
            }
        }
        Ok(())
    }

    fn fill_agenda(&mut self, id: MeetingId, draft: &MinutesDraft) -> Result<Vec<AgendaItemId>> {
        let mut items = Vec::with_capacity(draft.agenda.len());
        let mut labels: Vec<&str> = Vec::new();
        for (index, item) in draft.agenda.iter().enumerate() {
            let text = AgendaText {
                depth: item.depth,
                number: item.number.clone(),
                label: item.label.clone(),
                title: item.title.clone(),
                documents: item.documents.clone(),
            };
            items.push(self.insert_agenda_item(id, &text, rank_of(index))?);
            labels.extend(item.documents.iter().map(String::as_str));
        }
        let mut seen: Vec<String> = Vec::new();
        for label in labels {
            let folded = fold::squeezed(label);
            if !folded.is_empty() && !seen.contains(&folded) {
                self.add_document(id, label, "")?;
                seen.push(folded);
            }
        }
        Ok(items)
    }

    /// Writes the remarks; returns their ids with their plain text.
    fn fill_remarks(
        &mut self,
        id: MeetingId,
        held_on: NaiveDate,
        draft: &MinutesDraft,
        items: &[AgendaItemId],
    ) -> Result<Vec<(RemarkId, String)>> {
        let register = self.register(Some(held_on))?;
        let mut remarks = Vec::with_capacity(draft.remarks.len());
        for (index, remark) in draft.remarks.iter().enumerate() {
            let text = RemarkText {
                mark: remark.mark.clone(),
                side: remark.side,
                function: remark.function,
                speaker: remark.speaker.clone(),
                note: remark.note.clone(),
                body: remark.body.clone(),
            };
            let provenance = Provenance {
                unsure: remark.speaker_unsure,
                appointment: remark.speaker.as_ref().and_then(|speaker| appointment_of(&register, speaker)),
                source_lines: remark.block_lines.clone(),
                span: remark.span,
            };
            let item = remark.agenda.map(|index| items[index]);
            let remark_id = self.write_remark(id, item, rank_of(index), &text, &provenance)?;
            remarks.push((remark_id, body::plain(&remark.body)));
        }
        Ok(remarks)
    }

    fn fill_decisions(
        &mut self,
        id: MeetingId,
        draft: &MinutesDraft,
        items: &[AgendaItemId],
        remarks: &[(RemarkId, String)],
        carried: &Carried,
    ) -> Result<()> {
        let mut next = carried.first_free_serial;
        for (index, decision) in draft.decisions.iter().enumerate() {
            if decision.outcome == Outcome::NoneRecorded {
                continue;
            }
            let mut new = Decision {
                id: DecisionId(self.new_id()),
                meeting_id: id,
                agenda_item_id: items[decision.agenda],
                serial: next,
                outcome: decision.outcome,
                phrase: decision.phrase.clone(),
                quote: decision.quote.clone(),
                condition: decision.condition.clone(),
                status: ProposalStatus::Proposed,
                confirmed_by: None,
                confirmed_at: None,
                supersedes: None,
            };
            let before = carried.decision(index);
            match before {
                Some(before) => before.go_on_in(&mut new),
                None => next += 1,
            }
            let written = self.write_decision(&new)?;
            if !decision.quote.is_empty() {
                let (remark_id, plain) = &remarks[decision.remark];
                let selection = Selection { remark_id: *remark_id, quote: decision.quote.clone(), at: None };
                self.write_evidence(id, written, &selection, plain)?;
            }
            for (initiative, relation, status) in before.map(|before| before.links.as_slice()).unwrap_or_default() {
                self.link(written, *initiative, *relation, *status)?;
            }
        }
        Ok(())
    }
}

pub(crate) fn unplaced(draft: &MinutesDraft) -> Vec<Unplaced> {
    draft.unplaced.iter().map(|line| Unplaced(line.line, line.text.clone())).collect()
}
