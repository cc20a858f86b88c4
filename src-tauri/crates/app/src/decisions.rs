//! Decisions: the register, confirming, and the tie to initiatives.

mod asked;

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use gijicho_model::{
    DecisionId, InitiativeId, InitiativeKind, LinkStatus, MeetingId, PlanId, ProposalStatus, RemarkId, body, fold,
};
use gijicho_store::{DecisionEdit, DecisionFilter, Entity, InitiativeFilter, InitiativeRow, OpKind, Reader};

use crate::App;
use crate::api::decisions::{
    DecisionAmend, DecisionConfirm, DecisionNamed, DecisionRef, DecisionRow, LinkRequest, LinkRow, NoneRecorded,
    Suggestion, Suggestions,
};
use crate::api::{AgendaRef, Done, MeetingRef};
use crate::error::AppError;
use crate::meetings::meeting_ref_beside;
use crate::suggest::{self, Candidate, Subject};

/// The most suggestions that are shown.
const SHOWN_SUGGESTIONS: usize = 10;
/// So many levels a tree is followed up: a loop cannot be written, but a damaged library must not hang the program.
const DEEPEST: usize = 32;

impl App {
    /// A person stands behind a proposed decision.
    pub fn decision_confirm(&self, request: DecisionConfirm) -> Result<Done, AppError> {
        let id = self.decision_id(&request.decision)?;
        let by = self.actor().name;
        // The words are asked for where the confirmation is written: nobody stands behind what she has not read.
        let (is_confirmed, done) = self.write(OpKind::Confirm, "決定の確認", |tx| {
            let is_as_read = match &request.words {
                Some(words) => tx.decision(id)?.quote == *words,
                None => true,
            };
            if is_as_read {
                tx.confirm_decision(id, &by)?;
            }
            Ok(is_as_read)
        })?;
        if is_confirmed { Ok(done) } else { Err(AppError::WordsChanged) }
    }

    /// A person refuses a proposed decision.
    pub fn decision_dismiss(&self, named: DecisionNamed) -> Result<Done, AppError> {
        let id = self.decision_id(&named.decision)?;
        Ok(self.write(OpKind::Confirm, "決定の取下げ", |tx| tx.dismiss_decision(id))?.1)
    }

    /// Ties a decision to an initiative.
    pub fn decision_link(&self, link: LinkRequest) -> Result<Done, AppError> {
        let decision = self.decision_id(&link.decision)?;
        let initiative = self.reading().read()?.resolve_initiative(&link.initiative)?;
        let tie = |tx: &mut gijicho_store::Tx<'_>| tx.link(decision, initiative, link.relation, LinkStatus::Confirmed);
        Ok(self.write(OpKind::Link, "取組への結び付け", tie)?.1)
    }

    /// Unties it.
    pub fn decision_unlink(&self, link: LinkRequest) -> Result<Done, AppError> {
        let decision = self.decision_id(&link.decision)?;
        let initiative = self.reading().read()?.resolve_initiative(&link.initiative)?;
        Ok(self.write(OpKind::Link, "取組からの切離し", |tx| tx.unlink(decision, initiative))?.1)
    }

    /// Initiatives that a decision may be about: those of the newest plan of its year or before.
    pub fn link_suggestions(&self, named: DecisionNamed) -> Result<Suggestions, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_decision(&named.decision)?;
        let decision = reader.decision(id)?;
        let subject = subject(&reader, &decision)?;
        let all = reader.initiatives(&InitiativeFilter::default())?;
        let valid = all.iter().filter(|row| row.fiscal_year <= decision.fiscal_year).map(|row| row.fiscal_year).max();
        let year = valid.or_else(|| all.iter().map(|row| row.fiscal_year).min());
        let rows: Vec<_> = all
            .iter()
            .filter(|row| row.initiative.kind == InitiativeKind::Initiative && Some(row.fiscal_year) == year)
            .collect();
        let mut accepted: HashMap<String, Vec<String>> = HashMap::new();
        for (initiative, item) in reader.accepted_ties(id)? {
            accepted.entry(fold::squeezed(&initiative)).or_default().push(item);
        }
        let mut parts = parts(&reader, &all, &rows.iter().map(|row| row.initiative.plan_id).collect())?;
        let candidates: Vec<Candidate> = (rows.iter())
            .map(|row| Candidate {
                title: row.initiative.title.clone(),
                parts: parts.remove(&row.initiative.id).unwrap_or_default(),
                departments: row.initiative.departments.clone(),
                accepted: accepted.get(&fold::squeezed(&row.initiative.title)).cloned().unwrap_or_default(),
            })
            .collect();
        let fits = suggest::rank(&subject, &candidates);
        let suggestions = fits.into_iter().take(SHOWN_SUGGESTIONS).map(|fit| {
            let row = rows[fit.candidate];
            Suggestion {
                id: row.initiative.id,
                number: row.initiative.number.clone(),
                title: row.initiative.title.clone(),
                path: row.path.clone(),
                score: fit.score,
                words: fit.words,
                accepted: u32::try_from(candidates[fit.candidate].accepted.len()).unwrap_or(u32::MAX),
            }
        });
        Ok(Suggestions { suggestions: suggestions.collect() })
    }

    /// Changes a decision's condition, and what it replaces.
    pub fn decision_amend(&self, amend: DecisionAmend) -> Result<Done, AppError> {
        let (before, supersedes) = {
            let store = self.reading();
            let reader = store.read()?;
            let id = reader.resolve_decision(&amend.decision)?;
            let older = amend.supersedes.as_deref().map(str::trim).filter(|older| !older.is_empty());
            (reader.decision(id)?, older.map(|older| reader.resolve_decision(older)).transpose()?)
        };
        let Some(id) = before.id else { return Err(AppError::Internal { detail: "a decision without an id".into() }) };
        let condition = amend.condition.map(|condition| condition.trim().to_owned());
        let edit = DecisionEdit {
            agenda_item_id: before.agenda_item_id,
            outcome: before.outcome,
            phrase: before.phrase,
            quote: before.quote,
            condition: condition.filter(|condition| !condition.is_empty()),
            supersedes,
        };
        Ok(self.write(OpKind::Edit, "決定の補い", |tx| tx.edit_decision(id, before.row_version, &edit))?.1)
    }

    /// Says, or takes back, that the record holds no decision on an item.
    pub fn item_none_recorded(&self, said: NoneRecorded) -> Result<Done, AppError> {
        let label = if said.none_recorded { "記録なしの確認" } else { "記録なしの取消し" };
        let base = self.reading().read()?.row_version(Entity::AgendaItem, said.item.0)?;
        Ok(self.write(OpKind::Confirm, label, |tx| tx.set_none_recorded(said.item, base, said.none_recorded))?.1)
    }

    fn decision_id(&self, text: &str) -> Result<DecisionId, AppError> {
        Ok(self.reading().read()?.resolve_decision(text)?)
    }
}

/// What stands below each node of these plans: titles of nodes, and activities. For all of them at once,
/// since a node by itself is looked for in the whole tree.
fn parts(
    reader: &Reader<'_>,
    all: &[InitiativeRow],
    plans: &BTreeSet<PlanId>,
) -> Result<HashMap<InitiativeId, Vec<String>>, AppError> {
    let nodes = all.iter().map(|row| &row.initiative).filter(|node| plans.contains(&node.plan_id));
    let above: HashMap<InitiativeId, InitiativeId> =
        nodes.clone().filter_map(|node| Some((node.id, node.parent_id?))).collect();
    let ancestors = |id| std::iter::successors(above.get(&id), |id| above.get(*id)).copied().take(DEEPEST);
    let mut parts: HashMap<InitiativeId, Vec<String>> = HashMap::new();
    for node in nodes {
        for id in ancestors(node.id) {
            parts.entry(id).or_default().push(node.title.clone());
        }
    }
    for plan in plans {
        for activity in reader.plan_contents(*plan)?.activities {
            let own = activity.initiative_id;
            for id in std::iter::once(own).chain(ancestors(own)) {
                parts.entry(id).or_default().push(activity.text.clone());
            }
        }
    }
    Ok(parts)
}

/// What is known of a decision: its item, and what was said under it.
fn subject(reader: &Reader<'_>, decision: &gijicho_store::DecisionRow) -> Result<Subject, AppError> {
    let record = reader.meeting_record(decision.meeting_id)?;
    let mut subject = Subject { title: decision.agenda_title.clone(), ..Subject::default() };
    for remark in record.remarks_of(Some(decision.agenda_item_id)) {
        subject.said.push(body::plain(&remark.body));
        subject.departments.extend(remark.speaker.iter().map(|speaker| speaker.post.clone()));
    }
    Ok(subject)
}

/// Rows of the register as the boundary shows them.
pub(crate) fn rows(reader: &Reader<'_>, filter: &DecisionFilter) -> Result<Vec<DecisionRow>, AppError> {
    shown(reader, reader.decisions(filter)?)
}

/// The same for rows that were read.
pub(crate) fn shown(reader: &Reader<'_>, rows: Vec<gijicho_store::DecisionRow>) -> Result<Vec<DecisionRow>, AppError> {
    let mut meetings = HashMap::new();
    for id in rows.iter().map(|row| row.meeting_id) {
        if let Entry::Vacant(place) = meetings.entry(id)
            && let Some(meeting) = reader.meeting_beside(id)?
        {
            place.insert(meeting_ref_beside(meeting));
        }
    }
    let speakers = speakers(reader, &rows)?;
    Ok(rows.into_iter().filter_map(|row| self::row(row, &meetings, &speakers)).collect())
}

/// Who said what, as printed, for the remarks that carry a decision.
fn speakers(reader: &Reader<'_>, rows: &[gijicho_store::DecisionRow]) -> Result<HashMap<RemarkId, String>, AppError> {
    let mut speakers = HashMap::new();
    for remark in rows.iter().filter_map(|row| row.remarks.first()) {
        if !speakers.contains_key(remark) {
            let speaker = reader.remark(*remark)?.speaker.map(|speaker| speaker.printed);
            speakers.insert(*remark, speaker.unwrap_or_default());
        }
    }
    Ok(speakers)
}

fn row(
    row: gijicho_store::DecisionRow,
    meetings: &HashMap<MeetingId, MeetingRef>,
    speakers: &HashMap<RemarkId, String>,
) -> Option<DecisionRow> {
    let meeting = meetings.get(&row.meeting_id)?.clone();
    let remark = row.remarks.first().copied();
    let status: Option<ProposalStatus> = row.id.map(|_| row.status);
    Some(DecisionRow {
        id: row.id,
        number: row.number,
        meeting,
        agenda: AgendaRef { id: row.agenda_item_id, number: row.agenda_number, title: row.agenda_title },
        outcome: row.outcome,
        phrase: row.phrase,
        quote: row.quote,
        condition: row.condition,
        status,
        confirmed_by: row.confirmed_by,
        confirmed_at: row.confirmed_at,
        remark,
        speaker: remark.and_then(|remark| speakers.get(&remark).cloned()),
        evidence: row.evidence,
        supersedes: row.supersedes.zip(row.supersedes_number).map(|(id, number)| DecisionRef { id, number }),
        superseded_by: row.superseded_by.map(|newer| DecisionRef { id: newer.id, number: newer.number }),
        in_work: !row.meeting_status.is_locked(),
        none_confirmed: row.id.is_none() && row.status == ProposalStatus::Confirmed,
        initiatives: row
            .initiatives
            .into_iter()
            .map(|link| LinkRow {
                id: link.id,
                number: link.number,
                title: link.title,
                relation: link.relation,
                status: link.status,
            })
            .collect(),
    })
}
