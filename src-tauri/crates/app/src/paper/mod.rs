//! Paper: minutes as pages, from a version or from the record as it is.
//!
//! Invariant: what is printed of a finalised meeting is its last version, or the one that was asked
//! for, dated by it and carrying its number and hash; never what happens to stand in the tables.

mod apart;
mod templates;
mod verdict;
mod volume;
pub(crate) mod words;

pub(crate) use volume::GiveUp;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};
use gijicho_export::document::Correction;
use gijicho_export::pdf::Origin;
use gijicho_export::{Document, Form, Pdf, PdfOptions, Template, minutes_in};
use gijicho_model::era::{full_width_digits, long_date};
use gijicho_model::{AppointmentId, MeetingId, MeetingRecord, MeetingStatus};
use gijicho_store::{Reader, VersionRow};

use crate::App;
use crate::api::paper::{PagePreview, PreviewMinutes, PreviewPage, PrintOptions};
use crate::error::AppError;

impl App {
    /// The minutes of a meeting as pages to look at, the same as in the PDF.
    pub fn preview_minutes(&self, request: PreviewMinutes) -> Result<PagePreview, AppError> {
        let (document, options) = self.minutes_paper(&request.meeting, &request.options)?;
        let shown = self.set_preview(document, &options, request.known.into_iter().collect())?;
        Ok(PagePreview {
            pages: shown
                .pages
                .into_iter()
                .map(|page| PreviewPage { hash: page.hash, width: page.width, height: page.height, svg: page.svg })
                .collect(),
            warnings: shown.warnings.iter().map(words::missing_glyph).collect(),
        })
    }

    /// The minutes of a meeting as PDF.
    pub(crate) fn minutes_pdf(&self, meeting: &str, print: &PrintOptions) -> Result<Pdf, AppError> {
        let (document, options) = self.minutes_paper(meeting, print)?;
        self.set_pdf(document, &options, &|| false)
    }

    pub(crate) fn minutes_paper(
        &self,
        meeting: &str,
        print: &PrintOptions,
    ) -> Result<(Document, PdfOptions), AppError> {
        let template = self.template(&print.template)?;
        let store = self.reading();
        let reader = store.read()?;
        let printed = Printed::of(&reader, reader.resolve_meeting(meeting)?, print.version)?;
        let readings = if print.readings { readings(&reader)? } else { BTreeMap::new() };
        Ok(printed.on_paper(print.draft, readings, template))
    }
}

/// What is printed of a meeting.
struct Printed {
    record: MeetingRecord,
    /// The version that it is; `None` for a record that is being worked on.
    version: Option<VersionRow>,
    corrections: Vec<Correction>,
}

impl Printed {
    /// A version, by its number; without one the last version of a finalised meeting, or the record as it is.
    fn of(reader: &Reader<'_>, id: MeetingId, number: Option<u32>) -> Result<Self, AppError> {
        let mut versions = reader.versions(id)?;
        let number = match number {
            Some(number) => Some(number),
            None if reader.meeting(id)?.status.is_locked() => versions.last().map(|last| last.number),
            None => None,
        };
        let Some(number) = number else {
            return Ok(Self { record: reader.meeting_record(id)?, version: None, corrections: Vec::new() });
        };
        let record = reader.version(id, number)?.record;
        versions.retain(|row| row.number <= number);
        let corrections = versions.iter().filter(|row| row.kind == MeetingStatus::Corrected).map(|row| Correction {
            on: full_width_digits(&long_date(day_in_japan(row.at))),
            reason: row.reason.clone(),
        });
        Ok(Self { record, corrections: corrections.collect(), version: versions.pop() })
    }

    /// The document, with what goes into its file beside it.
    fn on_paper(
        self,
        draft: bool,
        readings: BTreeMap<AppointmentId, (String, String)>,
        template: Template,
    ) -> (Document, PdfOptions) {
        let words = &template.settings().words;
        let with_readings = if readings.is_empty() { "" } else { "-readings" };
        let origin = Origin {
            meeting: self.record.meeting.id,
            version: self.version.as_ref().map(|row| row.number),
            sha256: self.version.as_ref().map(|row| row.sha256.to_string()).unwrap_or_default(),
            form: format!("{}{with_readings}", if draft { "draft" } else { "clean" }),
        };
        let form = Form {
            digits: words.digits,
            draft: draft.then(|| words.draft.clone()),
            corrections: if draft { Vec::new() } else { self.corrections },
            readings,
        };
        let dated = self.version.map(|row| day_in_japan(row.at));
        (minutes_in(&self.record, &form), PdfOptions { dated, template, origin: Some(origin) })
    }
}

/// Family names with their readings, by appointment.
fn readings(reader: &Reader<'_>) -> Result<BTreeMap<AppointmentId, (String, String)>, AppError> {
    let people: BTreeMap<_, _> = reader
        .people()?
        .into_iter()
        .filter(|person| !person.reading.trim().is_empty())
        .map(|person| (person.id, (person.family_name, person.reading)))
        .collect();
    let appointments = reader.appointments()?.into_iter();
    Ok(appointments.filter_map(|held| Some((held.id, people.get(&held.person_id)?.clone()))).collect())
}

/// The day in Japan at an instant in UTC microseconds.
fn day_in_japan(at: i64) -> NaiveDate {
    const NINE_HOURS: i64 = 9 * 60 * 60 * 1_000_000;
    DateTime::from_timestamp_micros(at.saturating_add(NINE_HOURS)).unwrap_or_default().date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_in_japan_nine_hours_earlier() {
        let at = |text: &str| text.parse::<DateTime<chrono::Utc>>().unwrap().timestamp_micros();
        let day = |text: &str| day_in_japan(at(text)).to_string();
        assert_eq!(day("2024-09-30T14:59:59Z"), "2024-09-30");
        assert_eq!(day("2024-09-30T15:00:00Z"), "2024-10-01");
    }
}
