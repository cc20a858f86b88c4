//! Export: the minutes of a meeting as a file, whole or not at all.

use std::path::Path;

use gijicho_export::{Format, Pdf, PdfOptions};
use gijicho_model::MeetingRecord;

use crate::App;
use crate::api::export::{ExportMinutes, ExportName, Exported, FileName};
use crate::error::{AppError, Typed};
use crate::files;
use crate::paper::words;

/// Characters that some platform does not allow in a file's name.
const NOT_IN_NAMES: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

impl App {
    /// Writes the minutes of a meeting as a file.
    pub fn export_minutes(&self, request: ExportMinutes) -> Result<Exported, AppError> {
        let format = format(&request.format)?;
        if format == Format::Pdf {
            return written(request.path, self.minutes_pdf(&request.meeting, &request.print)?);
        }
        let file = gijicho_export::export(&self.record(&request.meeting)?, format, &PdfOptions::default())?;
        files::write_whole(Path::new(&request.path), &file.bytes)?;
        Ok(Exported { path: request.path, bytes: file.bytes.len() as u64, pages: None, warnings: Vec::new() })
    }

    /// A sensible name for that file: `R4-1_本部員会議_概要.pdf`.
    pub fn export_name(&self, request: ExportName) -> Result<FileName, AppError> {
        let format = format(&request.format)?;
        let record = self.record(&request.meeting)?;
        let body = record.body.name.split_whitespace().next_back().unwrap_or("会議").to_owned();
        let name = format!("{}_{body}_概要.{}", record.meeting.label(), format.extension());
        let name = name.chars().map(|c| if c.is_control() || NOT_IN_NAMES.contains(&c) { '_' } else { c }).collect();
        Ok(FileName { name })
    }

    /// The minutes as they print, as text.
    pub fn minutes_text(&self, meeting: &str) -> Result<String, AppError> {
        Ok(gijicho_export::text(&self.record(meeting)?))
    }

    fn record(&self, meeting: &str) -> Result<MeetingRecord, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        Ok(reader.meeting_record(reader.resolve_meeting(meeting)?)?)
    }
}

/// Writes a PDF and tells what was written.
pub(crate) fn written(path: String, pdf: Pdf) -> Result<Exported, AppError> {
    files::write_whole(Path::new(&path), &pdf.bytes)?;
    Ok(Exported {
        path,
        bytes: pdf.bytes.len() as u64,
        pages: u32::try_from(pdf.pages).ok(),
        warnings: pdf.warnings.iter().map(words::missing_glyph).collect(),
    })
}

fn format(text: &str) -> Result<Format, AppError> {
    Format::parse(&text.to_ascii_lowercase())
        .ok_or_else(|| AppError::BadValue { what: Typed::Format, text: text.to_owned() })
}
