//! Decisions and follow-ups that typed words carry: found by the importer, as in a file.
//!
//! Invariant: a proposal quotes the words verbatim and waits for a person; what a person has
//! written down, confirmed or dismissed is never proposed again.

use gijicho_model::draft::{DraftDecision, DraftFollowUp, MinutesDraft};
use gijicho_model::fold::squeezed;
use gijicho_model::{MeetingId, MeetingRecord, Outcome, RemarkId, body};
use gijicho_store::{NewDecision, NewFollowUp, Selection};

use super::{Prepared, paste};
use crate::App;
use crate::error::AppError;

impl App {
    pub(super) fn prepare_proposals<'a>(&self, meeting: MeetingId) -> Result<Prepared<'a>, AppError> {
        let (record, register) = {
            let store = self.reading();
            let reader = store.read()?;
            let record = reader.meeting_record(meeting)?;
            let register = reader.register(Some(record.meeting.held_on))?;
            (record, register)
        };
        let draft = paste::read(&gijicho_export::text(&record), &register)?;
        let found = Found::new(&record, &draft);
        let decisions: Vec<NewDecision> = draft.decisions.iter().filter_map(|one| found.decision(one)).collect();
        let follow_ups: Vec<NewFollowUp> = draft.follow_ups.iter().filter_map(|one| found.follow_up(one)).collect();
        Ok(Prepared::new("決定と宿題の提案", move |tx| {
            for new in &decisions {
                tx.propose_decision(new)?;
            }
            for new in &follow_ups {
                tx.propose_follow_up(new)?;
            }
            Ok(None)
        }))
    }
}

/// What the importer has found, beside the record that it was printed from.
struct Found<'a> {
    record: &'a MeetingRecord,
    draft: &'a MinutesDraft,
    /// Remarks with their plain text.
    texts: Vec<(RemarkId, String)>,
}

impl<'a> Found<'a> {
    fn new(record: &'a MeetingRecord, draft: &'a MinutesDraft) -> Self {
        let texts = record.remarks.iter().map(|remark| (remark.id, body::plain(&remark.body))).collect();
        Self { record, draft, texts }
    }

    /// The remark that the importer has read: the same words, else the only one that holds the quotation.
    fn remark(&self, index: usize, quote: &str) -> Option<RemarkId> {
        let read = squeezed(&body::plain(&self.draft.remarks.get(index)?.body));
        let same = self.texts.iter().find(|(_, text)| squeezed(text) == read && text.contains(quote));
        let mut holding = self.texts.iter().filter(|(_, text)| text.contains(quote));
        same.or_else(|| holding.next().filter(|_| holding.next().is_none())).map(|(id, _)| *id)
    }

    fn decision(&self, decision: &DraftDecision) -> Option<NewDecision> {
        let title = squeezed(&self.draft.agenda.get(decision.agenda)?.title);
        let item = self.record.agenda.get(decision.agenda).filter(|item| squeezed(&item.title) == title)?;
        let known =
            self.record.decisions.iter().any(|one| one.agenda_item_id == item.id && one.quote == decision.quote);
        if known || decision.outcome == Outcome::NoneRecorded || decision.quote.is_empty() {
            return None;
        }
        let remark_id = self.remark(decision.remark, &decision.quote)?;
        Some(NewDecision {
            agenda_item_id: item.id,
            outcome: decision.outcome,
            phrase: decision.phrase.clone(),
            condition: decision.condition.clone(),
            evidence: vec![Selection { remark_id, quote: decision.quote.clone(), at: None }],
        })
    }

    fn follow_up(&self, follow_up: &DraftFollowUp) -> Option<NewFollowUp> {
        let remark_id = self.remark(follow_up.remark, &follow_up.quote)?;
        let known = |one: &gijicho_model::FollowUp| one.remark_id == remark_id && one.quote == follow_up.quote;
        (!self.record.follow_ups.iter().any(known)).then(|| NewFollowUp {
            remark_id,
            quote: follow_up.quote.clone(),
            addressee: follow_up.to.clone(),
            due_on: None,
        })
    }
}
