//! What the library already has of a file, and which body met.

use gijicho_model::MeetingId;
use gijicho_model::draft::{MinutesDraft, Warning};
use gijicho_store::{Reader, Sha256, StoreError};

use crate::api::import::{Duplicate, DuplicateReason, ImportCommit};
use crate::error::AppError;
use crate::meetings::meeting_ref;
use crate::messages;

/// What the library already has: the same bytes, or a meeting of the same body on the same day.
pub(super) fn duplicates(
    reader: &Reader<'_>,
    draft: &MinutesDraft,
    body: Option<&str>,
    sha256: &Sha256,
) -> Result<Vec<Duplicate>, StoreError> {
    let mut found: Vec<(MeetingId, DuplicateReason)> =
        reader.meetings_from(sha256)?.into_iter().map(|id| (id, DuplicateReason::SameFile)).collect();
    if let (Some(body), Some(held_on)) = (body.or(draft.meeting.body.as_deref()), draft.meeting.held_on) {
        let alike = reader.meetings_like(body, held_on, draft.meeting.ordinal)?;
        found.extend(alike.into_iter().map(|id| (id, DuplicateReason::SameMeeting)));
    }
    let mut duplicates: Vec<Duplicate> = Vec::new();
    for (id, reason) in found {
        if duplicates.iter().all(|duplicate| duplicate.meeting.id != id) {
            let losses = messages::would_be_lost(&reader.losses_of_replacing(id, draft)?);
            duplicates.push(Duplicate { meeting: meeting_ref(&reader.meeting_row(id)?), reason, losses });
        }
    }
    Ok(duplicates)
}

/// The body that met, and what a person should know of how it was found.
pub(super) struct FoundBody {
    pub(super) name: String,
    pub(super) warning: Option<Warning>,
}

/// The body that a person has named, that the document names, or, for a document that names none,
/// the only one that the library knows on that day. Otherwise the meeting goes under a name that
/// says that nobody knows: a meeting is never kept out for want of a title.
pub(super) fn body_of(
    reader: &Reader<'_>,
    draft: &MinutesDraft,
    request: &ImportCommit,
) -> Result<FoundBody, AppError> {
    let chosen = request.body.as_deref().map(str::trim).filter(|body| !body.is_empty());
    if let Some(name) = chosen.or(draft.meeting.body.as_deref()) {
        return Ok(FoundBody { name: name.to_owned(), warning: None });
    }
    let met_on = |body: &gijicho_model::Body| {
        draft.meeting.held_on.is_none_or(|day| {
            body.valid_from.is_none_or(|from| from <= day) && body.valid_to.is_none_or(|to| day <= to)
        })
    };
    let bodies = reader.bodies()?;
    let mut possible = bodies.iter().filter(|body| met_on(body) && body.name != messages::UNKNOWN_BODY);
    let (name, message) = match (possible.next(), possible.next()) {
        (Some(only), None) => (only.name.clone(), messages::body_assumed(&only.name)),
        _ => (messages::UNKNOWN_BODY.to_owned(), messages::body_unknown()),
    };
    Ok(FoundBody { name, warning: Some(Warning { code: "body-assumed".to_owned(), message, line: None }) })
}
