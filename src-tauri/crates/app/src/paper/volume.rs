//! Volumes: a year's minutes bound in one PDF.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gijicho_export::volume::{Cover, volume};
use gijicho_export::{Form, PdfOptions};
use gijicho_model::era::full_width_digits;
use gijicho_model::meeting::body_key;
use gijicho_model::{FiscalYear, MeetingRecord, fold};

use super::Printed;
use crate::App;
use crate::api::export::Exported;
use crate::api::paper::ExportVolume;
use crate::api::{Done, Nothing};
use crate::error::AppError;

/// Whether the volume that is being made should be given up.
#[derive(Default)]
pub(crate) struct GiveUp(Arc<AtomicBool>);

impl App {
    /// Binds the minutes of meetings in one PDF with contents and indexes, oldest meeting first.
    pub fn export_volume(&self, request: ExportVolume) -> Result<Exported, AppError> {
        self.giving_up.0.store(false, Ordering::SeqCst);
        let giving_up = self.giving_up.0.clone();
        let given_up = move || giving_up.load(Ordering::SeqCst);
        let template = self.template(&request.template)?;
        let records = self.records_for(&request, &given_up)?;
        let Some(last) = records.iter().max_by_key(|record| record.meeting.held_on) else {
            return Err(AppError::NothingToBind);
        };
        let cover = Cover {
            title: title(&records, request.fiscal_year.map(FiscalYear)),
            issuer: String::new(),
            dated: last.meeting.held_on,
        };
        let form = Form { digits: template.settings().words.digits, ..Form::default() };
        let options = PdfOptions { template, ..PdfOptions::default() };
        let bound = volume(&records, &cover, &form);
        let pdf = self.set_pdf(bound, &options, &given_up)?;
        self.written(request.path, pdf)
    }

    /// Gives up the volume that is being made; no file is left.
    pub fn export_volume_cancel(&self, _: Nothing) -> Result<Done, AppError> {
        self.giving_up.0.store(true, Ordering::SeqCst);
        Ok(Done { label: "書き出しの中止".to_owned(), seq: self.last_seq() })
    }

    fn records_for(&self, request: &ExportVolume, given_up: &dyn Fn() -> bool) -> Result<Vec<MeetingRecord>, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let named: Vec<_> =
            request.meetings.iter().map(|text| reader.resolve_meeting(text)).collect::<Result<_, _>>()?;
        let body = fold::squeezed(&request.body);
        let mut rows = reader.meetings()?;
        rows.retain(|row| {
            (named.is_empty() || named.contains(&row.id))
                && request.fiscal_year.is_none_or(|year| row.fiscal_year.0 == year)
                && fold::squeezed(&row.body).contains(&body)
        });
        rows.sort_by_key(|row| (row.held_on, row.ordinal));
        let mut records = Vec::with_capacity(rows.len());
        for row in rows {
            if given_up() {
                return Err(gijicho_export::ExportError::Cancelled.into());
            }
            records.push(Printed::of(&reader, row.id, None)?.record);
        }
        Ok(records)
    }
}

/// 「令和６年度 青海県県政推進本部 議事概要集」: with the body where it is one.
fn title(records: &[MeetingRecord], year: Option<FiscalYear>) -> String {
    let bodies: BTreeMap<String, &str> =
        records.iter().map(|record| (body_key(&record.body.name), record.body.name.as_str())).collect();
    let body = match bodies.values().collect::<Vec<_>>().as_slice() {
        [one] => format!("{one} "),
        _ => String::new(),
    };
    let year = year.map(|year| format!("{} ", full_width_digits(&year.long()))).unwrap_or_default();
    format!("{year}{body}議事概要集")
}
