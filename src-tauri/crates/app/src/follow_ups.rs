//! Follow-ups: what was asked of whom, and whether it was answered.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use gijicho_model::{BodyId, FollowUpState, MeetingId, ProgressId, ProposalStatus, RemarkId, body, era};
use gijicho_store::{Answer, FollowUpFilter, LaterWords, OpKind, Reader};

use crate::App;
use crate::api::follow_ups::{
    AnswerCandidate, AnswerCandidates, AnswerRef, FollowUpEdit, FollowUpList, FollowUpNamed, FollowUpRow,
    FollowUpSettle, Verdict,
};
use crate::api::{AgendaRef, Done, MeetingRef, Nothing};
use crate::drafting::family;
use crate::error::AppError;
use crate::meetings::refs;
use crate::suggest::{self, Candidate, Subject};

/// The most answers that are offered.
const SHOWN_ANSWERS: usize = 30;
/// Characters of each that are shown.
const SHOWN_CHARS: usize = 200;

impl App {
    /// Every follow-up, newest meeting first.
    pub fn follow_ups_list(&self, _: Nothing) -> Result<FollowUpList, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let rows = reader.follow_ups(&FollowUpFilter::default())?;
        Ok(FollowUpList { follow_ups: shown(&reader, rows, store.today())? })
    }

    /// Changes whom a follow-up addresses, and when it is due.
    pub fn follow_up_edit(&self, edit: FollowUpEdit) -> Result<Done, AppError> {
        let due_on = match edit.due_on.trim() {
            "" => None,
            text => Some(era::parse_date(text).ok_or_else(|| AppError::bad_date(text))?),
        };
        let base = self.reading().read()?.follow_up(edit.follow_up)?.row_version;
        let addressee = edit.addressee.trim();
        Ok(self
            .write(OpKind::Edit, "宿題の宛先と期限", |tx| {
                tx.edit_follow_up(edit.follow_up, base, addressee, due_on)
            })?
            .1)
    }

    /// What may answer a follow-up: later words of its body and reports, by the words they share.
    pub fn follow_up_answers(&self, named: FollowUpNamed) -> Result<AnswerCandidates, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let asked = reader.follow_up(named.follow_up)?;
        let family = family(&reader, asked.body_id)?;
        let successors = successors(&reader, asked.body_id)?;
        let mut later = reader.after_follow_up(named.follow_up)?;
        later.retain(|one| one.body_id.is_none_or(|body| family.contains(&body) || successors.contains(&body)));
        let subject = Subject {
            title: asked.follow_up.quote.clone(),
            said: asked.agenda_title.iter().cloned().collect(),
            departments: vec![asked.follow_up.addressee.clone()],
        };
        let texts: Vec<String> = later.iter().map(plain).collect();
        let profiles: Vec<Candidate> = later
            .iter()
            .zip(&texts)
            .map(|(one, text)| Candidate {
                title: one.heading.clone(),
                parts: vec![text.clone()],
                ..Candidate::default()
            })
            .collect();
        let fits = suggest::rank(&subject, &profiles);
        let meetings = refs(&reader)?;
        let candidates = fits.into_iter().take(SHOWN_ANSWERS).filter_map(|fit| {
            let one = &later[fit.candidate];
            Some(AnswerCandidate {
                remark: if let Answer::Remark(id) = one.what { Some(id) } else { None },
                progress: if let Answer::Progress(id) = one.what { Some(id) } else { None },
                place: place_of(one, &meetings)?,
                heading: one.heading.clone(),
                text: texts[fit.candidate].chars().take(SHOWN_CHARS).collect(),
                words: fit.words,
            })
        });
        Ok(AnswerCandidates { candidates: candidates.collect() })
    }

    /// A person settles one.
    pub fn follow_up_settle(&self, settle: FollowUpSettle) -> Result<Done, AppError> {
        let id = settle.follow_up;
        let label = match settle.verdict {
            Verdict::Confirm => "宿題の確認",
            Verdict::Dismiss => "宿題の取下げ",
            Verdict::Answer { .. } => "宿題への回答",
            Verdict::Reopen => "宿題の再開",
        };
        let work = |tx: &mut gijicho_store::Tx<'_>| match settle.verdict {
            Verdict::Confirm => tx.confirm_follow_up(id),
            Verdict::Dismiss => tx.dismiss_follow_up(id),
            Verdict::Answer { remark, progress } => tx.answer_follow_up(id, answer(remark, progress)),
            Verdict::Reopen => tx.reopen_follow_up(id),
        };
        Ok(self.write(OpKind::Confirm, label, work)?.1)
    }
}

fn answer(remark: Option<RemarkId>, progress: Option<ProgressId>) -> Answer {
    match (remark, progress) {
        (Some(remark), _) => Answer::Remark(remark),
        (None, Some(progress)) => Answer::Progress(progress),
        (None, None) => Answer::Somewhere,
    }
}

/// Follow-ups as the boundary shows them on a day.
pub(crate) fn shown(
    reader: &Reader<'_>,
    rows: Vec<gijicho_store::FollowUpRow>,
    today: NaiveDate,
) -> Result<Vec<FollowUpRow>, AppError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let meetings = refs(reader)?;
    let last_met = last_met(&meetings);
    let shown = rows.into_iter().filter_map(|row| {
        let open = row.follow_up.status == ProposalStatus::Confirmed && row.follow_up.state == FollowUpState::Open;
        let overdue = open && row.follow_up.due_on.is_some_and(|due| due < today);
        let carried_over = open && last_met.get(&row.body_id).is_some_and(|last| *last > row.held_on);
        let answer = answer_ref(&row, &meetings);
        let meeting = meetings.get(&row.follow_up.meeting_id)?.clone();
        let agenda = row.agenda_item_id.map(|id| AgendaRef {
            id,
            number: String::new(),
            title: row.agenda_title.clone().unwrap_or_default(),
        });
        let speaker = row.asked_by.unwrap_or_default();
        Some(FollowUpRow { follow_up: row.follow_up, meeting, agenda, speaker, answer, overdue, carried_over })
    });
    Ok(shown.collect())
}

/// The last day on which each body met.
fn last_met(meetings: &HashMap<MeetingId, MeetingRef>) -> HashMap<BodyId, NaiveDate> {
    let mut last: HashMap<BodyId, NaiveDate> = HashMap::new();
    for meeting in meetings.values() {
        let day = last.entry(meeting.body.id).or_insert(meeting.held_on);
        *day = (*day).max(meeting.held_on);
    }
    last
}

/// The bodies that a body has become.
fn successors(reader: &Reader<'_>, body: BodyId) -> Result<BTreeSet<BodyId>, AppError> {
    let bodies = reader.bodies()?;
    let mut found = BTreeSet::new();
    let mut next = Some(body);
    while let Some(id) = next {
        next = bodies.iter().find(|one| one.id == id).and_then(|one| one.successor_id).filter(|id| found.insert(*id));
    }
    Ok(found)
}

fn answer_ref(row: &gijicho_store::FollowUpRow, meetings: &HashMap<MeetingId, MeetingRef>) -> Option<AnswerRef> {
    match (row.follow_up.answered_by, &row.reported) {
        (Some(remark), _) => Some(AnswerRef::Remark { meeting: meetings.get(&row.answered_in?)?.clone(), remark }),
        (None, Some(report)) => Some(AnswerRef::Report {
            initiative: report.initiative_id,
            title: report.title.clone(),
            fiscal_year: report.fiscal_year,
            half: report.half,
        }),
        (None, None) => None,
    }
}

fn place_of(one: &LaterWords, meetings: &HashMap<MeetingId, MeetingRef>) -> Option<AnswerRef> {
    match one.what {
        Answer::Remark(remark) => Some(AnswerRef::Remark { meeting: meetings.get(&one.meeting?)?.clone(), remark }),
        Answer::Progress(_) => {
            let (fiscal_year, half) = one.half?;
            Some(AnswerRef::Report { initiative: one.initiative?, title: one.heading.clone(), fiscal_year, half })
        }
        Answer::Somewhere => None,
    }
}

/// The words without their marks of Markdown.
fn plain(one: &LaterWords) -> String {
    if matches!(one.what, Answer::Remark(_)) { body::plain(&one.text) } else { one.text.clone() }
}
