//! Many files at once, with a list of their hashes.
//!
//! Invariants: nothing appears in the folder before everything is written; what is cancelled or
//! fails leaves the folder as it was; a file is never half written.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use gijicho_export::Format;
use gijicho_export::naming::{self, Names};
use gijicho_model::{FiscalYear, MeetingId};
use gijicho_store::Sha256;

use super::format;
use crate::App;
use crate::api::Nothing;
use crate::api::export::{ExportMany, ExportProgress, ExportedFile, ExportedMany};
use crate::error::AppError;

/// Name of the list of hashes: `sha256sum --check` reads it.
const MANIFEST: &str = "SHA256SUMS.txt";

/// How far the writing has come, and whether it should stop. One selection is written at a time.
#[derive(Debug, Default)]
pub(crate) struct Running {
    done: AtomicU32,
    total: AtomicU32,
    is_cancelled: AtomicBool,
}

impl Running {
    fn begin(&self, total: usize) {
        self.is_cancelled.store(false, Ordering::SeqCst);
        self.done.store(0, Ordering::SeqCst);
        self.total.store(u32::try_from(total).unwrap_or(u32::MAX), Ordering::SeqCst);
    }

    fn end(&self) {
        self.total.store(0, Ordering::SeqCst);
    }

    fn progress(&self) -> ExportProgress {
        ExportProgress { done: self.done.load(Ordering::SeqCst), total: self.total.load(Ordering::SeqCst) }
    }
}

impl App {
    /// Writes the minutes of many meetings in many forms into a folder.
    pub fn export_many(&self, request: ExportMany) -> Result<ExportedMany, AppError> {
        self.export_many_telling(request, |_| true)
    }

    /// The same, telling after each file how far it has come; stops where `go_on` says so.
    pub fn export_many_telling(
        &self,
        request: ExportMany,
        go_on: impl FnMut(ExportProgress) -> bool,
    ) -> Result<ExportedMany, AppError> {
        let written = self.write_many(request, go_on);
        self.exporting.end();
        written
    }

    /// How far the writing of many files has come.
    pub fn export_progress(&self, _: Nothing) -> Result<ExportProgress, AppError> {
        Ok(self.exporting.progress())
    }

    /// Stops the writing of many files before the next one.
    pub fn export_cancel(&self, _: Nothing) -> Result<ExportProgress, AppError> {
        self.exporting.is_cancelled.store(true, Ordering::SeqCst);
        Ok(self.exporting.progress())
    }

    fn write_many(
        &self,
        request: ExportMany,
        mut go_on: impl FnMut(ExportProgress) -> bool,
    ) -> Result<ExportedMany, AppError> {
        let formats: Vec<Format> = request.formats.iter().map(|name| format(name)).collect::<Result<_, _>>()?;
        let meetings = self.selected(&request)?;
        self.exporting.begin(meetings.len() * formats.len());
        let folder = Path::new(&request.folder);
        self.refuse_own(folder)?;
        let writing = |error: std::io::Error| AppError::Writing { path: folder.to_owned(), source: error };
        std::fs::create_dir_all(folder).map_err(writing)?;
        let hidden = tempfile::Builder::new().prefix(".gijicho-").tempdir_in(folder).map_err(writing)?;
        let (mut files, mut warnings, mut names) = (Vec::new(), Vec::new(), Names::default());
        names.take(MANIFEST);
        for meeting in meetings {
            let record = self.reading().read()?.meeting_record(meeting)?;
            for format in &formats {
                if self.exporting.is_cancelled.load(Ordering::SeqCst) {
                    return Err(AppError::Cancelled);
                }
                let name = names.take(&naming::minutes_name(&record, format.extension()));
                let file = self.made(&meeting.to_string(), *format, &request.print, &request.encoding)?;
                std::fs::write(hidden.path().join(&name), &file.bytes).map_err(writing)?;
                warnings.extend(file.warnings.iter().map(|warning| format!("{name}: {warning}")));
                let sha256 = Sha256::of(&file.bytes).to_string();
                files.push(ExportedFile { name, bytes: file.bytes.len() as u64, sha256 });
                self.exporting.done.fetch_add(1, Ordering::SeqCst);
                if !go_on(self.exporting.progress()) {
                    return Err(AppError::Cancelled);
                }
            }
        }
        let lines: Vec<String> = files.iter().map(|file| format!("{}  {}", file.sha256, file.name)).collect();
        let sums = lines.join("\n") + "\n";
        std::fs::write(hidden.path().join(MANIFEST), sums).map_err(writing)?;
        for name in files.iter().map(|file| file.name.as_str()).chain([MANIFEST]) {
            std::fs::rename(hidden.path().join(name), folder.join(name)).map_err(writing)?;
        }
        Ok(ExportedMany { folder: request.folder, manifest: MANIFEST.to_owned(), files, warnings })
    }

    /// The meetings that are asked for, oldest first where they are not named.
    fn selected(&self, request: &ExportMany) -> Result<Vec<MeetingId>, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        if !request.meetings.is_empty() {
            let named = request.meetings.iter().map(|meeting| Ok(reader.resolve_meeting(meeting)?));
            return named.collect();
        }
        let year = request.fiscal_year.map(FiscalYear);
        let mut rows = reader.meetings()?;
        rows.retain(|row| year.is_none_or(|year| row.fiscal_year == year));
        rows.sort_by_key(|row| (row.held_on, row.ordinal, row.id));
        Ok(rows.iter().map(|row| row.id).collect())
    }
}
