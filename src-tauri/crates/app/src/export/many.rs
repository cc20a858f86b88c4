//! Many files at once, with a list of their hashes.
//!
//! Invariants: nothing appears in the folder before everything is made; what is cancelled or fails
//! until then leaves the folder as it was; a file is never half written.

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

/// How far the writing has come, and whether it should stop. One selection or site is written at a time.
#[derive(Debug, Default)]
pub(crate) struct Running {
    done: AtomicU32,
    total: AtomicU32,
    is_cancelled: AtomicBool,
}

impl Running {
    /// Begins; nobody has asked to stop.
    pub(super) fn begin(&self) {
        self.is_cancelled.store(false, Ordering::SeqCst);
        self.done.store(0, Ordering::SeqCst);
    }

    /// Says how many files there are to write, once that is known.
    pub(super) fn expect(&self, total: usize) {
        self.total.store(u32::try_from(total).unwrap_or(u32::MAX), Ordering::SeqCst);
    }

    /// Counts a file that is finished.
    pub(super) fn finish_one(&self) {
        self.done.fetch_add(1, Ordering::SeqCst);
    }

    /// Stops here where somebody has asked for it.
    pub(super) fn go_on(&self) -> Result<(), AppError> {
        if self.is_cancelled.load(Ordering::SeqCst) { Err(AppError::Cancelled) } else { Ok(()) }
    }

    /// Nothing is written any more.
    pub(super) fn end(&self) {
        self.total.store(0, Ordering::SeqCst);
    }

    /// How far it has come.
    pub(super) fn progress(&self) -> ExportProgress {
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
        self.exporting.begin();
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
        self.exporting.expect(meetings.len() * formats.len());
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
                self.exporting.go_on()?;
                let name = names.take(&naming::minutes_name(&record, format.extension()));
                let file = self.made(&meeting.to_string(), *format, &request.print, &request.encoding)?;
                std::fs::write(hidden.path().join(&name), &file.bytes).map_err(writing)?;
                warnings.extend(file.warnings.iter().map(|warning| format!("{name}: {warning}")));
                let sha256 = Sha256::of(&file.bytes).to_string();
                files.push(ExportedFile { name, bytes: file.bytes.len() as u64, sha256 });
                self.exporting.finish_one();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Opening;
    use crate::api::export::ExportSite;

    /// Everything in a folder and below, with sizes.
    fn contents(folder: &Path) -> Vec<(String, u64)> {
        let mut found: Vec<(String, u64)> = Vec::new();
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                found.extend(contents(&path));
            }
            found.push((path.display().to_string(), entry.metadata().map_or(0, |found| found.len())));
        }
        found.sort();
        found
    }

    /// A library with the sample prefecture in it.
    fn sample(place: &Path) -> App {
        let app = App::open(Some(&place.join("library")), None, Opening::Create).unwrap();
        app.demo_load(Nothing {}).unwrap();
        app
    }

    #[test]
    fn what_is_cancelled_at_any_file_leaves_the_folder_as_it_was() {
        let place = tempfile::tempdir().unwrap();
        let app = sample(place.path());
        let folder = place.path().join("out");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("mine.txt"), "mine").unwrap();
        let before = contents(&folder);
        let wanted = || ExportMany {
            meetings: Vec::new(),
            fiscal_year: Some(2022),
            formats: vec!["txt".to_owned(), "json".to_owned(), "pdf".to_owned()],
            folder: folder.display().to_string(),
            print: crate::api::paper::PrintOptions::default(),
            encoding: String::new(),
        };
        let mut stop_after = 1;
        let exported = loop {
            match app.export_many_telling(wanted(), |progress| progress.done < stop_after) {
                Err(AppError::Cancelled) => assert_eq!(contents(&folder), before, "after {stop_after}"),
                Err(other) => panic!("{other}"),
                Ok(exported) => break exported,
            }
            assert_eq!(app.export_progress(Nothing {}).unwrap().total, 0);
            stop_after += 1;
        };
        assert!(exported.files.len() > 5);
        assert_eq!(contents(&folder).len(), before.len() + exported.files.len() + 1);
    }

    #[test]
    fn a_site_that_is_cancelled_leaves_what_was_published_before() {
        let place = tempfile::tempdir().unwrap();
        let app = sample(place.path());
        let folder = place.path().join("site");
        let site = || ExportSite { fiscal_year: None, drafts: true, folder: folder.display().to_string() };
        app.export_site(site()).unwrap();
        let before = contents(&folder);
        let around = std::fs::read_dir(place.path()).unwrap().count();
        let stopped = app.export_site_telling(site(), |progress| progress.done < 3);
        assert!(matches!(stopped, Err(AppError::Cancelled)));
        assert_eq!(contents(&folder), before);
        assert_eq!(std::fs::read_dir(place.path()).unwrap().count(), around);
    }
}
