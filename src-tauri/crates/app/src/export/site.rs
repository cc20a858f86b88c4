//! Pages to publish: which minutes and plans are in them.
//!
//! Invariant: minutes that are not final are in them only where a person asks for them.

use std::path::Path;

use gijicho_export::site::{Site, site};
use gijicho_export::tables::PlanRecord;
use gijicho_model::FiscalYear;
use gijicho_model::era::full_width_digits;
use gijicho_store::Reader;

use super::lists::{plan_record, records};
use super::site_folder;
use crate::App;
use crate::api::export::{ExportProgress, ExportSite, ExportedSite};
use crate::error::AppError;
use crate::files;

impl App {
    /// Writes a folder of pages that needs no server.
    pub fn export_site(&self, request: ExportSite) -> Result<ExportedSite, AppError> {
        self.export_site_telling(request, |_| true)
    }

    /// The same, telling after each file how far it has come; stops where `go_on` says so.
    pub fn export_site_telling(
        &self,
        request: ExportSite,
        go_on: impl FnMut(ExportProgress) -> bool,
    ) -> Result<ExportedSite, AppError> {
        self.exporting.begin();
        let written = self.write_site(request, go_on);
        self.exporting.end();
        written
    }

    fn write_site(
        &self,
        request: ExportSite,
        mut go_on: impl FnMut(ExportProgress) -> bool,
    ) -> Result<ExportedSite, AppError> {
        let year = request.fiscal_year.map(FiscalYear);
        let (records, plans) = {
            let store = self.reading();
            let reader = store.read()?;
            let mut records = records(&reader, year)?;
            records.retain(|record| request.drafts || record.meeting.status.is_locked());
            (records, plans(&reader, year)?)
        };
        if records.is_empty() {
            return Err(AppError::NothingToPublish);
        }
        let covers = year.map(|year| format!("{} ", full_width_digits(&year.long()))).unwrap_or_default();
        let pages = site(&Site {
            title: format!("{covers}会議録"),
            records: &records,
            plans: &plans,
            fold: &gijicho_search::fold::fold,
        })?;
        let folder = Path::new(&request.folder);
        self.refuse_own(folder)?;
        // A folder that is replaced as a whole must not hold the library either.
        if files::lies_in(&self.dir, folder) {
            return Err(AppError::FolderNotOurs { folder: folder.to_owned() });
        }
        self.exporting.expect(pages.len());
        site_folder::put(folder, &pages, || {
            self.exporting.finish_one();
            self.exporting.go_on()?;
            if go_on(self.exporting.progress()) { Ok(()) } else { Err(AppError::Cancelled) }
        })?;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(ExportedSite { folder: request.folder, meetings: count(records.len()), files: count(pages.len() + 1) })
    }
}

/// The newest version of every plan of a year, or of all years, oldest first.
fn plans(reader: &Reader<'_>, year: Option<FiscalYear>) -> Result<Vec<PlanRecord>, AppError> {
    let mut rows = reader.plans()?;
    rows.retain(|row| year.is_none_or(|year| row.plan.fiscal_year == year));
    // Newest version first: the others of the same title and year are left out.
    rows.dedup_by(|later, first| {
        (&later.plan.title, later.plan.fiscal_year, later.kind)
            == (&first.plan.title, first.plan.fiscal_year, first.kind)
    });
    rows.iter().rev().map(|row| plan_record(reader, row)).collect()
}
