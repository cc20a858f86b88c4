//! A draft of minutes becomes a meeting.
//!
//! Nothing is invented: a body that nobody has named yet is added under the name the document (or
//! the caller) gives, but people and posts are not; a speaker is linked only where the register has
//! exactly one appointment of that name and post on that day. Decisions and follow-ups stay proposals.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gijicho_model::draft::MinutesDraft;
use gijicho_model::validate::{self, Invalid, Problem};
use gijicho_model::{
    AgendaItemId, BodyId, Decision, DecisionId, InitiativeId, LinkStatus, MeetingId, Outcome, ProposalStatus, Relation,
    RemarkId, body, fold,
};
use serde::{Deserialize, Serialize};

use crate::agenda::AgendaText;
use crate::error::{Candidate, Lost, Result};
use crate::evidence::Selection;
use crate::files::Original;
use crate::follow_up::NewFollowUp;
use crate::meeting::{Losses, MeetingEdit, Unplaced};
use crate::people::appointment_of;
use crate::remark::{Provenance, RemarkText};
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

/// What people had done to a decision, carried over when minutes are replaced.
struct Kept {
    item: String,
    quote: String,
    decision: Decision,
    links: Vec<(InitiativeId, Relation, LinkStatus)>,
}

impl Tx<'_> {
    /// Stores a draft as a new meeting. The draft is checked; so is every quotation.
    pub fn import_minutes(&mut self, draft: &MinutesDraft, import: &MinutesImport) -> Result<MeetingId> {
        let head = self.head_of(draft, import)?;
        let id = MeetingId(self.new_id());
        self.insert_meeting(id, &head, import.source.as_ref().map(|source| source.sha256), &unplaced(draft))?;
        self.set_reading(id, import.reading.as_deref())?;
        self.fill_meeting(id, head.held_on, draft, Vec::new())?;
        Ok(id)
    }

    /// Stores a draft in place of what a meeting holds. Its identity, versions and attached files
    /// stay; a decision on the same item in the same words keeps its number, its confirmation and
    /// its ties. What people have done and the draft cannot carry is lost only when that is accepted.
    pub fn replace_meeting(
        &mut self,
        id: MeetingId,
        draft: &MinutesDraft,
        import: &MinutesImport,
        losses: Losses,
    ) -> Result<()> {
        self.require_open(id)?;
        let head = self.head_of(draft, import)?;
        let kept = self.kept_decisions(id)?;
        losses.allow(self.lost_to(id, &kept, draft)?)?;
        let files = self.attached(id)?;
        self.clear_meeting(id)?;
        self.update_meeting(id, &head)?;
        self.set_source(id, import.source.as_ref().map(|source| source.sha256), &unplaced(draft))?;
        self.set_reading(id, import.reading.as_deref())?;
        self.set_attendees(id, &head.attendees)?;
        self.fill_meeting(id, head.held_on, draft, kept)?;
        for (label, file) in files {
            self.prepare("UPDATE document SET file = ?3 WHERE meeting_id = ?1 AND label = ?2")?
                .execute((id.0, label, file))?;
        }
        Ok(())
    }

    /// The head of the minutes, its body found or added, its original known.
    fn head_of(&mut self, draft: &MinutesDraft, import: &MinutesImport) -> Result<MeetingEdit> {
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

    /// Writes everything that hangs on the meeting.
    fn fill_meeting(&mut self, id: MeetingId, held_on: NaiveDate, draft: &MinutesDraft, kept: Vec<Kept>) -> Result<()> {
        let items = self.fill_agenda(id, draft)?;
        let remarks = self.fill_remarks(id, held_on, draft, &items)?;
        self.fill_decisions(id, draft, &items, &remarks, kept)?;
        for follow_up in &draft.follow_ups {
            let (remark_id, plain) = &remarks[follow_up.remark];
            let new = NewFollowUp {
                remark_id: *remark_id,
                quote: follow_up.quote.clone(),
                addressee: follow_up.to.clone(),
                due_on: None,
            };
            self.write_follow_up(id, &new, ProposalStatus::Proposed, plain)?;
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
        mut kept: Vec<Kept>,
    ) -> Result<()> {
        // Decisions that keep their number first, so that the new ones go around them.
        let mut taken: Vec<u32> = Vec::new();
        let mut matched: Vec<Option<Kept>> = Vec::new();
        let proposed = draft.decisions.iter().filter(|decision| decision.outcome != Outcome::NoneRecorded);
        for decision in proposed.clone() {
            let key = key_of(&draft.agenda[decision.agenda].title, &decision.quote);
            let at = kept.iter().position(|kept| (&kept.item, &kept.quote) == (&key.0, &key.1));
            let old = at.map(|at| kept.swap_remove(at));
            taken.extend(old.as_ref().map(|old| old.decision.serial));
            matched.push(old);
        }
        let mut free = (1..).filter(|serial| !taken.contains(serial));
        for (decision, old) in proposed.zip(matched) {
            let (serial, old) = match old {
                Some(old) => (old.decision.serial, Some(old)),
                None => (free.next().unwrap_or(u32::MAX), None),
            };
            let before = old.as_ref().map(|old| &old.decision);
            let written = self.write_decision(&Decision {
                id: before.map_or_else(|| DecisionId(self.new_id()), |before| before.id),
                meeting_id: id,
                agenda_item_id: items[decision.agenda],
                serial,
                outcome: before.map_or(decision.outcome, |before| before.outcome),
                phrase: decision.phrase.clone(),
                quote: decision.quote.clone(),
                condition: decision.condition.clone(),
                status: before.map_or(ProposalStatus::Proposed, |before| before.status),
                confirmed_by: before.and_then(|before| before.confirmed_by.clone()),
                confirmed_at: before.and_then(|before| before.confirmed_at),
                supersedes: None,
            })?;
            if !decision.quote.is_empty() {
                let (remark_id, plain) = &remarks[decision.remark];
                let selection = Selection { remark_id: *remark_id, quote: decision.quote.clone(), at: None };
                self.write_evidence(id, written, &selection, plain)?;
            }
            for (initiative, relation, status) in old.map(|old| old.links).unwrap_or_default() {
                self.link(written, initiative, relation, status)?;
            }
        }
        Ok(())
    }

    /// The decisions that people have touched, by item and words.
    fn kept_decisions(&self, id: MeetingId) -> Result<Vec<Kept>> {
        let titles: BTreeMap<AgendaItemId, String> =
            self.agenda(id)?.into_iter().map(|item| (item.id, item.title)).collect();
        let links = self.links(id)?;
        let mut kept = Vec::new();
        for decision in self.decisions_of(id)? {
            let links: Vec<_> = links
                .iter()
                .filter(|linked| linked.link.decision_id == decision.id)
                .map(|linked| (linked.link.initiative_id, linked.link.relation, linked.link.status))
                .collect();
            if decision.status == ProposalStatus::Proposed && links.is_empty() {
                continue;
            }
            let title = titles.get(&decision.agenda_item_id).map(String::as_str).unwrap_or_default();
            let (item, quote) = key_of(title, &decision.quote);
            kept.push(Kept { item, quote, decision, links });
        }
        Ok(kept)
    }

    /// What the draft cannot carry of what people have done.
    fn lost_to(&self, id: MeetingId, kept: &[Kept], draft: &MinutesDraft) -> Result<Lost> {
        let mut lost = self.human_work(id)?;
        let proposed: Vec<_> = draft
            .decisions
            .iter()
            .filter(|decision| decision.outcome != Outcome::NoneRecorded)
            .map(|decision| key_of(&draft.agenda[decision.agenda].title, &decision.quote))
            .collect();
        let carried = |candidate: &Candidate| {
            kept.iter().any(|kept| {
                kept.decision.id.0 == candidate.id
                    && proposed.iter().any(|(item, quote)| (item, quote) == (&kept.item, &kept.quote))
            })
        };
        lost.decisions.retain(|candidate| !carried(candidate));
        Ok(lost)
    }

    /// Files attached to a meeting's documents, by label.
    fn attached(&self, id: MeetingId) -> Result<Vec<(String, crate::hash::Sha256)>> {
        let mut statement =
            self.prepare("SELECT label, file FROM document WHERE meeting_id = ?1 AND file IS NOT NULL ORDER BY rank")?;
        let files = statement.query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(files.collect::<rusqlite::Result<_>>()?)
    }
}

/// What makes two decisions the same one: the item and the words, as far as they are the same text.
fn key_of(title: &str, quote: &str) -> (String, String) {
    (fold::squeezed(title), fold::squeezed(quote))
}

fn unplaced(draft: &MinutesDraft) -> Vec<Unplaced> {
    draft.unplaced.iter().map(|line| Unplaced(line.line, line.text.clone())).collect()
}
