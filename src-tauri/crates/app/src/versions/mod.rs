//! From 案 to 確定, 公表 and 訂正: what stands in the way, the versions, the comments of the round.

mod comments;
mod compare;
mod readiness;
mod review;

use gijicho_model::MeetingRecord;
use gijicho_store::{OpKind, Reader};

use crate::App;
use crate::api::Done;
use crate::api::meetings::{FinaliseRequest, MeetingShow, MeetingView};
use crate::api::versions::{CompareAsk, Comparison, Readiness, VersionAsk, VersionBack};
use crate::error::AppError;
use crate::meetings::view_of;

impl App {
    /// Whether the minutes of a meeting can be made final.
    pub fn meeting_ready(&self, show: MeetingShow) -> Result<Readiness, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_meeting(&show.meeting)?;
        Ok(Readiness { blocks: readiness::blocks(&reader, id)? })
    }

    /// Finalises the minutes of a meeting, unless something stands in the way.
    pub fn meeting_finalise(&self, request: FinaliseRequest) -> Result<Done, AppError> {
        let id = self.reading().read()?.resolve_meeting(&request.meeting)?;
        // What stands in the way is asked where the version is written: nothing comes between the two.
        let (blocks, done) = self.write(OpKind::Finalise, "議事概要の確定", |tx| {
            let blocks: Vec<String> = readiness::blocks(tx, id)?.into_iter().map(|block| block.message).collect();
            if blocks.is_empty() {
                tx.finalise(id, &request.reason)?;
            }
            Ok(blocks)
        })?;
        if blocks.is_empty() { Ok(done) } else { Err(AppError::NotReady { blocks }) }
    }

    /// Publishes finalised minutes.
    pub fn meeting_publish(&self, request: FinaliseRequest) -> Result<Done, AppError> {
        let id = self.reading().read()?.resolve_meeting(&request.meeting)?;
        Ok(self.write(OpKind::Finalise, "議事概要の公表", |tx| tx.publish(id, &request.reason))?.1)
    }

    /// Opens finalised minutes for correction, with a reason.
    pub fn meeting_correct(&self, request: FinaliseRequest) -> Result<Done, AppError> {
        let id = self.reading().read()?.resolve_meeting(&request.meeting)?;
        Ok(self.write(OpKind::Correct, "訂正のために開く", |tx| tx.open_correction(id, &request.reason))?.1)
    }

    /// A version of a meeting, ready to be read.
    pub fn meeting_version(&self, ask: VersionAsk) -> Result<MeetingView, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_meeting(&ask.meeting)?;
        Ok(view_of(reader.version(id, ask.number)?.record))
    }

    /// Makes the minutes what they were in a version, as a new version behind the others.
    pub fn meeting_bring_back(&self, request: VersionBack) -> Result<Done, AppError> {
        let VersionBack { meeting, number, reason } = request;
        let id = self.reading().read()?.resolve_meeting(&meeting)?;
        let label = format!("第{number}版に戻す");
        Ok(self.write(OpKind::Finalise, &label, |tx| tx.bring_back(id, number, &reason))?.1)
    }

    /// What differs between two versions.
    pub fn meeting_compare(&self, ask: CompareAsk) -> Result<Comparison, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_meeting(&ask.meeting)?;
        let record = |reader: &Reader<'_>, number: Option<u32>| -> Result<MeetingRecord, AppError> {
            Ok(match number {
                Some(number) => reader.version(id, number)?.record,
                None => reader.meeting_record(id)?,
            })
        };
        let (before, after) = (record(&reader, ask.from)?, record(&reader, ask.to)?);
        Ok(Comparison { from: ask.from, to: ask.to, ..compare::compare(&before, &after) })
    }
}
