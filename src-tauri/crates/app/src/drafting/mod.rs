//! Writing minutes: every edit is one named operation that can be undone.
//!
//! Invariants:
//! - An edit carries the version of the row that the caller has seen. Where somebody else has
//!   written the row since, what can be put together without loss is; everything else is answered
//!   with both sides and nothing is written.
//! - What is read from outside (a file, a pasted text, a date) is read before the write begins.
//! - Typing is durable when the call returns.

pub(crate) mod conflict;
mod decisions;
mod documents;
mod head;
mod items;
mod new_meeting;
mod paste;
mod propose;
mod remarks;
mod speakers;
mod view;

pub(crate) use view::family;

use std::collections::BTreeMap;

use gijicho_model::MeetingId;
use gijicho_store::{Op, OpKind, StoreError, Tx};
use uuid::Uuid;

use crate::App;
use crate::api::Done;
use crate::api::drafting::{ConflictField, Edit, EditDone, EditRequest, Edited};
use crate::error::AppError;

/// What an edit does inside of its operation; gives the row that it made.
type Work<'a> = Box<dyn Fn(&mut Tx<'_>) -> Result<Option<Uuid>, StoreError> + 'a>;

/// An edit ready to be done.
struct Prepared<'a> {
    /// What the menu calls it.
    label: &'a str,
    work: Work<'a>,
}

impl<'a> Prepared<'a> {
    fn new(label: &'a str, work: impl Fn(&mut Tx<'_>) -> Result<Option<Uuid>, StoreError> + 'a) -> Self {
        Self { label, work: Box::new(work) }
    }
}

/// How often an edit that does not touch what somebody else has written is tried again.
const ATTEMPTS: usize = 4;

impl App {
    /// Changes the minutes of a meeting.
    pub fn meeting_edit(&self, request: EditRequest) -> Result<Edited, AppError> {
        let EditRequest { meeting, mut edit, burst, op_id } = request;
        let (burst, op_id) = (number(burst.as_deref())?, number(op_id.as_deref())?);
        let mut attempt = 1;
        loop {
            match self.try_edit(meeting, &edit, burst, op_id) {
                Err(AppError::Store(StoreError::Conflict(conflict))) => {
                    let others = self.other_attendees(meeting, &edit)?;
                    if attempt == ATTEMPTS || others.is_some() || !conflict::rebase(&mut edit, &conflict) {
                        let mut shown = conflict::explain(&conflict);
                        shown.fields.extend(others);
                        return Ok(Edited::Conflict(shown));
                    }
                    attempt += 1;
                }
                done => return done.map(Edited::Done),
            }
        }
    }

    fn try_edit(
        &self,
        meeting: MeetingId,
        edit: &Edit,
        burst: Option<Uuid>,
        op_id: Option<Uuid>,
    ) -> Result<EditDone, AppError> {
        let Prepared { label, work } = self.prepare(meeting, edit)?;
        let op = Op { op_id, ..Op::new(OpKind::Edit, label).in_burst(burst) };
        let committed = self.writing().transact(&op, &self.actor(), work)?;
        let version = committed.version;
        let versions: BTreeMap<String, i64> =
            committed.changes.iter().map(|change| (change.id.to_string(), version)).collect();
        let done = Done { label: label.to_owned(), seq: committed.seq };
        Ok(EditDone { done, row: self.announce(committed).map(|row| row.to_string()), versions })
    }

    /// Who is present by now, where a new head names others: they stand in rows of their own, so no column of the
    /// meeting tells that somebody else has written them.
    fn other_attendees(&self, meeting: MeetingId, edit: &Edit) -> Result<Option<ConflictField>, AppError> {
        let Edit::Head { head, .. } = edit else { return Ok(None) };
        let (mine, theirs) = (head::attendees(head), self.reading().read()?.meeting(meeting)?.attendees);
        let field = |mine: &[String]| ConflictField {
            field: "attendees".to_owned(),
            base: None,
            mine: Some(mine.join("\n")),
            theirs: Some(theirs.join("\n")),
        };
        Ok((mine != theirs).then(|| field(&mine)))
    }

    fn prepare<'a>(&self, meeting: MeetingId, edit: &'a Edit) -> Result<Prepared<'a>, AppError> {
        match edit {
            Edit::Head { .. } | Edit::Round { .. } => self.prepare_head(meeting, edit),
            Edit::RemarkAdd { .. }
            | Edit::RemarkWrite { .. }
            | Edit::RemarkSplit { .. }
            | Edit::RemarkJoin { .. }
            | Edit::RemarkMove { .. }
            | Edit::RemarkDelete { .. }
            | Edit::Rewrite { .. } => Ok(remarks::prepare(meeting, edit)),
            Edit::Paste { place, text } => self.prepare_paste(meeting, place, text),
            Edit::Propose => self.prepare_proposals(meeting),
            Edit::ItemAdd { .. }
            | Edit::ItemFromRemark { .. }
            | Edit::ItemWrite { .. }
            | Edit::ItemMove { .. }
            | Edit::ItemDelete { .. }
            | Edit::NoneRecorded { .. } => Ok(items::prepare(meeting, edit)),
            Edit::DecisionAdd { .. } | Edit::DecisionWrite { .. } | Edit::FollowUpAdd { .. } => {
                decisions::prepare(edit)
            }
            Edit::DocumentAdd { .. } | Edit::DocumentDelete { .. } | Edit::DocumentAttach { .. } => {
                self.prepare_document(meeting, edit)
            }
        }
    }
}

/// For an arm that the list of commands cannot reach: the edit belongs to another group.
fn nothing<'a>() -> Prepared<'a> {
    Prepared::new("", |_| Ok(None))
}

/// A caller's number.
pub(crate) fn number(text: Option<&str>) -> Result<Option<Uuid>, AppError> {
    text.map(|text| {
        Uuid::parse_str(text)
            .map_err(|error| AppError::BadRequest { command: "meeting_edit".to_owned(), detail: error.to_string() })
    })
    .transpose()
}
