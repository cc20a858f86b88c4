//! Whether a PDF is what this library once wrote, and of which version.
//!
//! A file names its version; that version, printed again, must give the same bytes. Nothing in the
//! file is believed beyond that.

use std::collections::BTreeMap;
use std::path::Path;

use gijicho_export::Template;
use gijicho_export::pdf::{PROGRAM, Stamp};
use gijicho_store::{Reader, StoreError};

use super::{Printed, readings, words};
use crate::App;
use crate::api::MeetingRef;
use crate::api::paper::{FileNamed, FileState, FileVerdict};
use crate::error::AppError;
use crate::files;
use crate::meetings::refs;

impl App {
    /// Whether a PDF is unchanged, and which version it is.
    pub fn verify_file(&self, file: FileNamed) -> Result<FileVerdict, AppError> {
        let bytes = files::read(Path::new(&file.path))?;
        let Some(stamp) = Stamp::of_file(&bytes) else {
            return Ok(FileVerdict {
                verdict: FileState::NotOurs,
                message: words::verdict(FileState::NotOurs, None, None, None),
                meeting: None,
                version: None,
                latest: None,
            });
        };
        let (meeting, latest, verdict) = self.judge(&bytes, &stamp)?;
        Ok(FileVerdict {
            verdict,
            message: words::verdict(verdict, meeting.as_ref(), stamp.origin.version, latest),
            meeting,
            version: stamp.origin.version,
            latest,
        })
    }

    fn judge(&self, bytes: &[u8], stamp: &Stamp) -> Result<(Option<MeetingRef>, Option<u32>, FileState), AppError> {
        let template = self.template_of(stamp)?;
        let store = self.reading();
        let reader = store.read()?;
        let id = stamp.origin.meeting;
        let Some(meeting) = refs(&reader)?.remove(&id) else { return Ok((None, None, FileState::NotHere)) };
        let versions = reader.versions(id)?;
        let latest = versions.last().map(|row| row.number);
        let verdict = match stamp.origin.version {
            None => FileState::NotFinal,
            Some(number) => match versions.iter().find(|row| row.number == number) {
                Some(row) if row.sha256.to_string() == stamp.origin.sha256 => match template {
                    Some(template) => self.compare(&reader, bytes, stamp, template)?,
                    None => FileState::NotComparable,
                },
                _ => FileState::NotHere,
            },
        };
        Ok((Some(meeting), latest, verdict))
    }

    /// Prints the version again. Other bytes from the same inputs mean that the file was changed; from
    /// other inputs (another program, other readings) they mean nothing.
    fn compare(
        &self,
        reader: &Reader<'_>,
        bytes: &[u8],
        stamp: &Stamp,
        template: Template,
    ) -> Result<FileState, AppError> {
        let (draft, with_readings) = match stamp.origin.form.as_str() {
            "clean" => (false, false),
            "clean-readings" => (false, true),
            "draft" => (true, false),
            "draft-readings" => (true, true),
            _ => return Ok(FileState::NotComparable),
        };
        let printed = match Printed::of(reader, stamp.origin.meeting, stamp.origin.version) {
            Err(AppError::Store(StoreError::Damaged(_))) => return Ok(FileState::NotComparable),
            printed => printed?,
        };
        let known = if with_readings { readings(reader)? } else { BTreeMap::new() };
        let (document, options) = printed.on_paper(draft, known, template);
        let again = self.set_pdf(document, &options, &|| false)?;
        if again.bytes == bytes {
            return Ok(FileState::Unchanged);
        }
        // Record, template and program are the same here; only readings may have changed since.
        let input = Stamp::of_file(&again.bytes).map(|of_again| of_again.input);
        let same_inputs = !with_readings || input.as_ref() == Some(&stamp.input);
        Ok(if stamp.program == PROGRAM && same_inputs { FileState::Changed } else { FileState::NotComparable })
    }

    /// The template that a file was set with, if it is still there as it was.
    fn template_of(&self, stamp: &Stamp) -> Result<Option<Template>, AppError> {
        let own = self.template_names()?;
        let templates = std::iter::once(String::new()).chain(own).filter_map(|name| self.template(&name).ok());
        Ok(templates.into_iter().find(|template| template.digest() == stamp.template))
    }
}
