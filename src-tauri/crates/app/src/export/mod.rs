//! Export: minutes and lists as files, each whole or not at all.

mod lists;
mod many;
mod site;
mod site_folder;
mod words;

use std::path::Path;

use gijicho_export::encoding::{Replaced, TextEncoding, encode};
use gijicho_export::sheet::SheetFormat;
use gijicho_export::{DocxOptions, Format, Pdf, PdfOptions, docx, naming};
use gijicho_model::MeetingRecord;

pub(crate) use many::Running;

use crate::App;
use crate::api::Nothing;
use crate::api::export::{ExportFormats, ExportMinutes, ExportName, Exported, FileName, FormatInfo};
use crate::api::paper::PrintOptions;
use crate::api::versions::VersionAsk;
use crate::error::{AppError, Typed};
use crate::files;
use crate::paper::words::missing_glyph;

/// A file that is not written yet.
pub(crate) struct Made {
    bytes: Vec<u8>,
    pages: Option<u32>,
    /// In Japanese.
    warnings: Vec<String>,
}

impl App {
    /// Every form in which minutes and lists can be written.
    pub fn export_formats(&self, _: Nothing) -> Result<ExportFormats, AppError> {
        let info = |name: &str, extension: &str, (label, purpose): (&str, &str)| FormatInfo {
            name: name.to_owned(),
            extension: extension.to_owned(),
            label: label.to_owned(),
            purpose: purpose.to_owned(),
        };
        Ok(ExportFormats {
            minutes: Format::ALL
                .iter()
                .map(|format| info(format.name(), format.extension(), words::format(*format)))
                .collect(),
            lists: std::iter::once(info(Format::Pdf.name(), Format::Pdf.extension(), words::format(Format::Pdf)))
                .chain(
                    SheetFormat::ALL
                        .iter()
                        .map(|format| info(format.name(), format.name(), words::sheet_format(*format))),
                )
                .collect(),
        })
    }

    /// Writes the minutes of a meeting as a file.
    pub fn export_minutes(&self, request: ExportMinutes) -> Result<Exported, AppError> {
        let format = format(&request.format)?;
        let made = self.made(&request.meeting, format, &request.print, &request.encoding)?;
        self.written(request.path, made)
    }

    /// A sensible name for that file: `R4-1_本部員会議_概要.pdf`.
    pub fn export_name(&self, request: ExportName) -> Result<FileName, AppError> {
        let format = format(&request.format)?;
        Ok(FileName { name: naming::minutes_name(&self.record(&request.meeting)?, format.extension()) })
    }

    /// The minutes as they print, as text.
    pub fn minutes_text(&self, meeting: &str) -> Result<String, AppError> {
        Ok(gijicho_export::text(&self.record(meeting)?))
    }

    /// A version of the minutes as plain text.
    pub fn version_text(&self, ask: &VersionAsk) -> Result<String, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_meeting(&ask.meeting)?;
        Ok(gijicho_export::text(&reader.version(id, ask.number)?.record))
    }

    /// The minutes of a meeting in a form: of a finalised one the version, where the form is printed.
    fn made(&self, meeting: &str, format: Format, print: &PrintOptions, encoding: &str) -> Result<Made, AppError> {
        let whole = |bytes| Made { bytes, pages: None, warnings: Vec::new() };
        Ok(match format {
            Format::Pdf => self.minutes_pdf(meeting, print)?.into(),
            Format::Docx => {
                let (document, options) = self.minutes_paper(meeting, print)?;
                let chosen = DocxOptions { dated: options.dated, draft: print.draft, line_numbers: print.draft };
                whole(docx::docx(&document, &chosen)?)
            }
            Format::Text => {
                let text = gijicho_export::text(&self.asked_record(meeting, print)?);
                let encoded = encode(&text, text_encoding(encoding)?);
                Made { warnings: replaced(&encoded.replaced), ..whole(encoded.bytes) }
            }
            format => {
                let record = self.asked_record(meeting, print)?;
                whole(gijicho_export::export(&record, format, &PdfOptions::default())?.bytes)
            }
        })
    }

    /// Writes a file and tells what was written.
    pub(crate) fn written(&self, path: String, made: impl Into<Made>) -> Result<Exported, AppError> {
        let made: Made = made.into();
        self.refuse_own(Path::new(&path))?;
        files::write_whole(Path::new(&path), &made.bytes)?;
        Ok(Exported { path, bytes: made.bytes.len() as u64, pages: made.pages, warnings: made.warnings })
    }

    /// The record of a meeting, or of the version that is asked for.
    fn asked_record(&self, meeting: &str, print: &PrintOptions) -> Result<MeetingRecord, AppError> {
        let Some(number) = print.version else { return self.record(meeting) };
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_meeting(meeting)?;
        Ok(reader.version(id, number)?.record)
    }

    fn record(&self, meeting: &str) -> Result<MeetingRecord, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        Ok(reader.meeting_record(reader.resolve_meeting(meeting)?)?)
    }
}

impl From<Pdf> for Made {
    fn from(pdf: Pdf) -> Self {
        Self {
            bytes: pdf.bytes,
            pages: u32::try_from(pdf.pages).ok(),
            warnings: pdf.warnings.iter().map(missing_glyph).collect(),
        }
    }
}

fn replaced(replaced: &[Replaced]) -> Vec<String> {
    replaced.iter().map(words::replaced).collect()
}

fn format(text: &str) -> Result<Format, AppError> {
    Format::parse(&text.to_ascii_lowercase())
        .ok_or_else(|| AppError::BadValue { what: Typed::Format, text: text.to_owned() })
}

fn text_encoding(text: &str) -> Result<TextEncoding, AppError> {
    if text.is_empty() {
        return Ok(TextEncoding::Utf8);
    }
    TextEncoding::parse(text).ok_or_else(|| AppError::BadValue { what: Typed::OutputEncoding, text: text.to_owned() })
}
