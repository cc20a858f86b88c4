//! What the editor shows.

use std::collections::BTreeSet;

use gijicho_model::{BodyId, FollowUpState, MeetingId, MeetingRecord, ProposalStatus, body};
use gijicho_store::{FollowUpFilter, Reader, Sha256};

use crate::App;
use crate::api::drafting::{AttachedFile, CarriedFollowUp, EditorView};
use crate::api::meetings::{DecisionNumber, MeetingShow};
use crate::error::AppError;

impl App {
    /// A meeting ready to be written.
    pub fn meeting_editor(&self, show: MeetingShow) -> Result<EditorView, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_meeting(&show.meeting)?;
        let record = reader.meeting_record(id)?;
        let texts: Vec<String> = record.remarks.iter().map(|remark| body::plain(&remark.body)).collect();
        let broken = reader.broken_evidence(Some(id))?.into_iter().map(|one| one.evidence.id).collect();
        Ok(EditorView {
            title: record.display_title(),
            label: record.meeting.label(),
            broken,
            versions: reader.row_versions(id)?.into_iter().map(|(id, version)| (id.to_string(), version)).collect(),
            unsure: reader.unsure_speakers(id)?,
            numbers: (record.decisions.iter())
                .map(|decision| DecisionNumber { id: decision.id, number: record.decision_number(decision) })
                .collect(),
            files: attached(&reader, &record)?,
            carried: carried(&reader, record.body.id, record.meeting.held_on, Some(id))?,
            correction: reader.correction_reason(id)?,
            seq: reader.last_seq()?,
            texts,
            record,
        })
    }
}

/// Names of the files that are attached to a meeting's documents.
fn attached(reader: &Reader<'_>, record: &MeetingRecord) -> Result<Vec<AttachedFile>, AppError> {
    let mut files = Vec::new();
    for document in &record.documents {
        let hash = document.file_sha256.as_deref().and_then(|hash| hash.parse::<Sha256>().ok());
        if let Some(hash) = hash
            && let Some((original, _)) = reader.original_info(&hash)?
        {
            files.push(AttachedFile { document: document.id, name: original.name });
        }
    }
    Ok(files)
}

/// What earlier meetings of a body, and of the bodies it has come from, asked for and nobody has answered.
pub(super) fn carried(
    reader: &Reader<'_>,
    body: BodyId,
    before: chrono::NaiveDate,
    but: Option<MeetingId>,
) -> Result<Vec<CarriedFollowUp>, AppError> {
    let family = family(reader, body)?;
    let meetings: BTreeSet<MeetingId> =
        reader.meetings()?.into_iter().filter(|row| family.contains(&row.body_id)).map(|row| row.id).collect();
    let filter =
        FollowUpFilter { meeting: None, state: Some(FollowUpState::Open), status: Some(ProposalStatus::Confirmed) };
    let open = reader.follow_ups(&filter)?.into_iter().filter(|row| {
        let meeting = row.follow_up.meeting_id;
        row.held_on <= before && Some(meeting) != but && meetings.contains(&meeting)
    });
    Ok(open
        .map(|row| CarriedFollowUp {
            id: row.follow_up.id,
            meeting: row.follow_up.meeting_id,
            label: row.meeting_label,
            remark: row.follow_up.remark_id,
            quote: row.follow_up.quote,
            asked_by: row.asked_by,
            addressee: row.follow_up.addressee,
            due_on: row.follow_up.due_on,
        })
        .collect())
}

/// A body and every body that has become it.
pub(crate) fn family(reader: &Reader<'_>, body: BodyId) -> Result<BTreeSet<BodyId>, AppError> {
    let bodies = reader.bodies()?;
    let mut family = BTreeSet::from([body]);
    loop {
        let older: Vec<BodyId> = (bodies.iter())
            .filter(|one| one.successor_id.is_some_and(|next| family.contains(&next)) && !family.contains(&one.id))
            .map(|one| one.id)
            .collect();
        if older.is_empty() {
            return Ok(family);
        }
        family.extend(older);
    }
}
