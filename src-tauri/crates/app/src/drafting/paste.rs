//! Pasted lines become remarks and items, as the importer reads them.
//!
//! Invariant: nothing that was pasted is lost. What the importer takes for a head or cannot place
//! is put before the rest as a passage without a speaker, for a person to deal with.

use gijicho_import::{Hints, ImportError, Kind};
use gijicho_model::draft::{Draft, LineRole, MinutesDraft, SourceLine};
use gijicho_model::{AgendaItemId, MeetingId, Register, RemarkId};
use gijicho_model::{Function, Outcome, Side};
use gijicho_store::{AgendaText, Entity, NewDecision, NewFollowUp, Place, RemarkText, Selection, StoreError, Tx};
use uuid::Uuid;

use super::{Prepared, remarks};
use crate::App;
use crate::api::begin::{PasteAsk, PasteReading};
use crate::api::drafting::PlaceInput;
use crate::error::AppError;

/// Speakers that are named of what would be pasted.
const NAMED: usize = 5;

impl App {
    /// What the importer makes of pasted lines; writes nothing.
    pub fn paste_read(&self, ask: PasteAsk) -> Result<PasteReading, AppError> {
        let register = {
            let store = self.reading();
            let reader = store.read()?;
            reader.register(Some(reader.meeting(ask.meeting)?.held_on))?
        };
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let Ok(draft) = read(&ask.text, &register) else {
            return Ok(PasteReading { items: 0, remarks: 0, speakers: Vec::new(), like_minutes: false });
        };
        let printed = draft.remarks.iter().filter_map(|remark| Some(remark.speaker.as_ref()?.printed.clone()));
        let speakers: Vec<String> = printed.take(NAMED).collect();
        Ok(PasteReading {
            items: small(draft.agenda.len()),
            remarks: small(draft.remarks.len()),
            like_minutes: !speakers.is_empty() && draft.remarks.len() + draft.agenda.len() > 1,
            speakers,
        })
    }

    pub(super) fn prepare_paste<'a>(
        &self,
        meeting: MeetingId,
        place: &'a PlaceInput,
        text: &str,
    ) -> Result<Prepared<'a>, AppError> {
        let register = {
            let store = self.reading();
            let reader = store.read()?;
            reader.register(Some(reader.meeting(meeting)?.held_on))?
        };
        let draft = read(text, &register)?;
        Ok(Prepared::new("発言に分けて貼り付け", move |tx| paste(tx, meeting, place, &draft)))
    }
}

/// A head that says that what follows is minutes, for lines that do not say so themselves: a few
/// remarks, or a 次第 of nothing but items.
const HEAD: &str = "１ 開催日時：令和６年４月１日（月）\n２ 議事概要：以下のとおり（●説明・回答、☆意見・質問）\n\n";
/// Lines of [`HEAD`].
const HEAD_LINES: u32 = 3;

/// Reads lines as minutes. Lines that cannot be read even so come back as unplaced.
pub(super) fn read(text: &str, register: &Register) -> Result<MinutesDraft, AppError> {
    match read_as_it_is(text, register) {
        Err(ImportError::NotMinutes) => {}
        read => return read.map_err(|source| AppError::Import { file: NAME.to_owned(), source }),
    }
    let Ok(mut draft) = read_as_it_is(&format!("{HEAD}{text}"), register) else {
        let lines = (1..).zip(text.lines()).map(|(line, text)| SourceLine {
            line,
            text: text.to_owned(),
            role: if text.trim().is_empty() { LineRole::Blank } else { LineRole::Unplaced },
            remark: None,
        });
        return Ok(MinutesDraft { lines: lines.collect(), ..MinutesDraft::default() });
    };
    draft.lines.retain(|line| line.line > HEAD_LINES);
    Ok(draft)
}

/// What the pasted lines are called in a message.
const NAME: &str = "貼り付けた文";

fn read_as_it_is(text: &str, register: &Register) -> Result<MinutesDraft, ImportError> {
    let hints = Hints {
        file_name: NAME,
        kind: Some(Kind::Minutes),
        encoding: Some("utf-8"),
        register,
        choices: &[],
        columns: None,
    };
    match gijicho_import::import(text.as_bytes(), &hints)?.draft {
        Draft::Minutes(draft) => Ok(draft),
        Draft::Plan(_) | Draft::Progress(_) => Err(ImportError::NotMinutes),
    }
}

/// Lines that the draft does not carry in its items and remarks.
pub(super) fn left_out(draft: &MinutesDraft) -> Vec<&str> {
    let outside = |role| matches!(role, LineRole::Header | LineRole::Unplaced | LineRole::Layout);
    draft.lines.iter().filter(|line| outside(line.role)).map(|line| line.text.trim()).collect()
}

fn paste(
    tx: &mut Tx<'_>,
    meeting: MeetingId,
    at: &PlaceInput,
    draft: &MinutesDraft,
) -> Result<Option<Uuid>, StoreError> {
    let items = tx.agenda(meeting)?;
    let next = match at.item {
        Some(item) => items.iter().skip_while(|one| one.id != item).nth(1),
        None => items.first(),
    };
    let next = next.map(|item| item.id);
    let all = tx.remarks(meeting)?;
    let following: Vec<RemarkId> = match at.before {
        Some(before) => (all.iter().filter(|one| one.agenda_item_id == at.item))
            .skip_while(|one| one.id != before)
            .map(|one| one.id)
            .collect(),
        None => Vec::new(),
    };
    let place = remarks::place(at);
    let mut first = None;
    let loose = left_out(draft).join("\n");
    if !loose.is_empty() {
        first = Some(tx.insert_remark(meeting, &passage(&loose), place)?);
    }
    let mut pasted_items = Vec::new();
    for item in &draft.agenda {
        let text = AgendaText {
            depth: item.depth,
            number: item.number.clone(),
            label: item.label.clone(),
            title: item.title.clone(),
            documents: item.documents.clone(),
        };
        pasted_items.push(tx.add_agenda_item(meeting, &text, next)?);
    }
    let mut pasted = Vec::new();
    for remark in &draft.remarks {
        let place = match remark.agenda {
            Some(index) => Place { agenda_item_id: Some(pasted_items[index]), before: None },
            None => place,
        };
        let text = RemarkText {
            mark: remark.mark.clone(),
            side: remark.side,
            function: remark.function,
            speaker: remark.speaker.clone(),
            note: remark.note.clone(),
            body: remark.body.clone(),
        };
        pasted.push(tx.insert_remark(meeting, &text, place)?);
    }
    if let Some(last) = pasted_items.last() {
        for moved in following {
            let version = tx.row_version(Entity::Remark, moved.0)?;
            tx.move_remark(moved, version, Place { agenda_item_id: Some(*last), before: None })?;
        }
    }
    propose(tx, draft, &pasted_items, &pasted)?;
    Ok(first.or(pasted.first().copied()).map(|remark| remark.0))
}

fn passage(text: &str) -> RemarkText {
    RemarkText {
        mark: None,
        side: Side::Unknown,
        function: Function::Statement,
        speaker: None,
        note: None,
        body: remarks::typed(text),
    }
}

/// What the pasted words decide and ask for, as proposals.
fn propose(
    tx: &mut Tx<'_>,
    draft: &MinutesDraft,
    items: &[AgendaItemId],
    remarks: &[RemarkId],
) -> Result<(), StoreError> {
    for decision in draft.decisions.iter().filter(|decision| decision.outcome != Outcome::NoneRecorded) {
        let words = Selection { remark_id: remarks[decision.remark], quote: decision.quote.clone(), at: None };
        tx.propose_decision(&NewDecision {
            agenda_item_id: items[decision.agenda],
            outcome: decision.outcome,
            phrase: decision.phrase.clone(),
            condition: decision.condition.clone(),
            evidence: if decision.quote.is_empty() { Vec::new() } else { vec![words] },
        })?;
    }
    for follow_up in &draft.follow_ups {
        tx.propose_follow_up(&NewFollowUp {
            remark_id: remarks[follow_up.remark],
            quote: follow_up.quote.clone(),
            addressee: follow_up.to.clone(),
            due_on: None,
        })?;
    }
    Ok(())
}
