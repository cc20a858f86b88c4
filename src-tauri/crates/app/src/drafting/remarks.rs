//! Edits of remarks.

use gijicho_model::{Function, MeetingId, Remark, RemarkId, Side, Speaker, body};
use gijicho_store::{Entity, Losses, Place, RemarkText, StoreError, Tx};
use uuid::Uuid;

use super::{Prepared, nothing};
use crate::api::drafting::{BodyInput, Edit, PlaceInput, RemarkInput};

pub(super) fn prepare(meeting: MeetingId, edit: &Edit) -> Prepared<'_> {
    match edit {
        Edit::RemarkAdd { place: at, text } => Prepared::new("発言の追加", move |tx| {
            let text = remark_text(tx, meeting, None, text)?;
            Ok(Some(tx.insert_remark(meeting, &text, place(at))?.0))
        }),
        Edit::RemarkWrite { remark, base, text } => Prepared::new("発言の書き直し", move |tx| {
            write(tx, meeting, *remark, *base, text)?;
            Ok(None)
        }),
        Edit::RemarkSplit { remark, base, first, second } => Prepared::new("発言を分ける", move |tx| {
            let before = of_meeting(tx, meeting, *remark)?;
            let head = RemarkText::from(&before);
            let first = RemarkText { body: typed(first), ..head.clone() };
            // Who speaks the second part is not known: the same side goes on, a person says who.
            let second = RemarkText { body: typed(second), speaker: None, note: None, ..head };
            Ok(Some(tx.split_remark(*remark, *base, &first, &second)?.0))
        }),
        Edit::RemarkJoin { remark, base } => Prepared::new("発言をつなぐ", move |tx| {
            of_meeting(tx, meeting, *remark)?;
            Ok(Some(tx.join_remark(*remark, *base)?.0))
        }),
        Edit::RemarkMove { remark, base, place: at } => Prepared::new("発言を移動", move |tx| {
            of_meeting(tx, meeting, *remark)?;
            tx.move_remark(*remark, *base, place(at))?;
            Ok(None)
        }),
        Edit::RemarkDelete { remark, base, accept_losses } => Prepared::new("発言の削除", move |tx| {
            of_meeting(tx, meeting, *remark)?;
            let losses = if *accept_losses { Losses::Accept } else { Losses::Refuse };
            tx.delete_remark(*remark, *base, losses)?;
            Ok(None)
        }),
        Edit::Rewrite { label, bodies } => Prepared::new(label, move |tx| rewrite(tx, meeting, bodies)),
        _ => nothing(),
    }
}

pub(super) fn place(place: &PlaceInput) -> Place {
    Place { agenda_item_id: place.item, before: place.before }
}

/// Plain text as a body.
pub(super) fn typed(text: &str) -> String {
    body::to_markdown(&body::from_plain(text))
}

/// The remark, which must be one of the meeting's.
fn of_meeting(tx: &Tx<'_>, meeting: MeetingId, id: RemarkId) -> Result<Remark, StoreError> {
    let remark = tx.remark(id)?;
    if remark.meeting_id == meeting {
        Ok(remark)
    } else {
        Err(StoreError::NotFound { entity: Entity::Remark, id: id.0 })
    }
}

fn write(tx: &mut Tx<'_>, meeting: MeetingId, id: RemarkId, base: i64, input: &RemarkInput) -> Result<(), StoreError> {
    let before = of_meeting(tx, meeting, id)?;
    let text = remark_text(tx, meeting, Some(&before), input)?;
    // What is already written leaves no trace, whoever has written it.
    if text == RemarkText::from(&before) { Ok(()) } else { tx.edit_remark(id, base, &text) }
}

fn rewrite(tx: &mut Tx<'_>, meeting: MeetingId, bodies: &[BodyInput]) -> Result<Option<Uuid>, StoreError> {
    for BodyInput { remark, base, text } in bodies {
        let before = of_meeting(tx, meeting, *remark)?;
        tx.edit_remark(*remark, *base, &RemarkText { body: typed(text), ..RemarkText::from(&before) })?;
    }
    Ok(None)
}

/// What a person has typed, beside what was known of the remark before.
fn remark_text(
    tx: &Tx<'_>,
    meeting: MeetingId,
    before: Option<&Remark>,
    input: &RemarkInput,
) -> Result<RemarkText, StoreError> {
    let mark = input.mark.clone().filter(|mark| !mark.trim().is_empty());
    let note = Some(input.note.trim().to_owned()).filter(|note| !note.is_empty());
    let side = match before {
        Some(before) if before.mark == mark => before.side,
        _ => side_of(tx, meeting, mark.as_deref())?,
    };
    let function = match before {
        Some(before) if before.side == side && before.note == note => before.function,
        _ => function_of(side, note.is_some()),
    };
    let body = match before {
        Some(before) if body::plain(&before.body) == input.text => before.body.clone(),
        _ => typed(&input.text),
    };
    Ok(RemarkText { mark, side, function, speaker: speaker(tx, meeting, before, input)?, note, body })
}

/// The speaker as typed: the split that a person has chosen, the one there was, or one that the
/// words of posts and the register of that day tell.
fn speaker(
    tx: &Tx<'_>,
    meeting: MeetingId,
    before: Option<&Remark>,
    input: &RemarkInput,
) -> Result<Option<Speaker>, StoreError> {
    let printed = input.speaker.trim();
    if printed.is_empty() {
        return Ok(None);
    }
    if let Some(split) = &input.split {
        return Ok(Some(Speaker { printed: printed.to_owned(), name: split.name.clone(), post: split.post.clone() }));
    }
    if let Some(known) = before.and_then(|before| before.speaker.as_ref()).filter(|known| known.printed == printed) {
        return Ok(Some(known.clone()));
    }
    let register = tx.register(Some(tx.meeting(meeting)?.held_on))?;
    Ok(Some(gijicho_import::split_speaker(printed, &register).0))
}

/// The side that a mark tells: as elsewhere in the meeting, else as marks are commonly used.
fn side_of(tx: &Tx<'_>, meeting: MeetingId, mark: Option<&str>) -> Result<Side, StoreError> {
    let Some(mark) = mark else { return Ok(Side::Unknown) };
    let known = tx.remarks(meeting)?.into_iter().find(|remark| remark.mark.as_deref() == Some(mark));
    Ok(match (known, mark) {
        (Some(remark), _) => remark.side,
        (None, "●") => Side::Presenter,
        (None, "☆") => Side::Member,
        (None, "◎") => Side::Chair,
        (None, _) => Side::Unknown,
    })
}

/// What a remark of that side most likely does, until a person or an import says better.
fn function_of(side: Side, has_note: bool) -> Function {
    match (side, has_note) {
        (Side::Presenter, true) => Function::Explanation,
        (Side::Presenter, false) => Function::Answer,
        (Side::Member, _) => Function::Opinion,
        (Side::Chair, _) => Function::Chairing,
        (Side::Unknown, _) => Function::Statement,
    }
}
