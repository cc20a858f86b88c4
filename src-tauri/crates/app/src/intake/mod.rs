//! Taking many files in.
//!
//! Invariants:
//! - Each file is taken in whole, in a change of its own that undo takes back, or not at all.
//! - A run can be stopped between files. Started again it takes in what is missing: what the library
//!   has already is told by its bytes, and left out.
//! - One file that cannot be read is a line of the report, never the end of the run.
//! - The index is brought up to date in strides, not for each file; what a search is asked is up to
//!   date all the same, because a search catches up before it answers.

mod ahead;
mod report;
mod run;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::App;
use crate::api::Nothing;
use crate::api::intake::{IntakeOpen, IntakeOpened, IntakeProgress, IntakeReport, IntakeReportSave, IntakeRun};
use crate::error::AppError;
use crate::files;

pub use run::{Brought, Heard, one, run};

/// Who is told how far a run has come.
type Listener = Box<dyn Fn(&IntakeProgress) + Send + Sync>;

/// The run that is going on, and what came of the last one.
#[derive(Default)]
pub(crate) struct State {
    progress: Mutex<IntakeProgress>,
    cancel: AtomicBool,
    report: Mutex<Option<IntakeReport>>,
    listener: OnceLock<Listener>,
}

impl State {
    /// Whether files are being taken in.
    pub(crate) fn is_running(&self) -> bool {
        self.lock().running
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, IntakeProgress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says how far the run has come, to whoever listens.
    fn tell(&self, progress: IntakeProgress) {
        if let Some(listener) = self.listener.get() {
            listener(&progress);
        }
        *self.lock() = progress;
    }
}

/// Ends a run, however it ends.
struct Running<'a>(&'a State);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let last = IntakeProgress { running: false, cancelling: false, current: None, ..self.0.lock().clone() };
        self.0.tell(last);
    }
}

impl App {
    /// Has `listener` told how far every run has come. The first one stays.
    pub fn on_intake_progress(&self, listener: impl Fn(&IntakeProgress) + Send + Sync + 'static) {
        let _ = self.intake.listener.set(Box::new(listener));
    }

    /// What can be imported of files, folders and archives.
    pub fn intake_open(&self, request: IntakeOpen) -> Result<IntakeOpened, AppError> {
        let paths: Vec<PathBuf> = request.paths.iter().map(PathBuf::from).collect();
        self.inbox.open(&paths)
    }

    /// Takes many files in; answers when all are done, or when it was cancelled.
    pub fn intake_run(&self, request: IntakeRun) -> Result<IntakeReport, AppError> {
        {
            let mut progress = self.intake.lock();
            if progress.running {
                return Err(AppError::IntakeRunning);
            }
            *progress = IntakeProgress { running: true, ..IntakeProgress::default() };
        }
        let running = Running(&self.intake);
        self.intake.cancel.store(false, Ordering::SeqCst);
        let heard = Heard { cancel: &self.intake.cancel, told: &mut |progress, _| self.intake.tell(progress.clone()) };
        let report = run(&request, &Brought::of(&self.inbox, Some(self))?, &|| Ok(self), heard)?;
        *self.intake.report.lock().unwrap_or_else(PoisonError::into_inner) = Some(report.clone());
        drop(running);
        Ok(report)
    }

    /// How far the run has come.
    pub fn intake_progress(&self, _: Nothing) -> Result<IntakeProgress, AppError> {
        Ok(self.intake.lock().clone())
    }

    /// Stops the run after the file that is being taken in.
    pub fn intake_cancel(&self, _: Nothing) -> Result<IntakeProgress, AppError> {
        self.intake.cancel.store(true, Ordering::SeqCst);
        let mut progress = self.intake.lock();
        progress.cancelling = progress.running;
        Ok(progress.clone())
    }

    /// What came of the last run.
    pub fn intake_report(&self, _: Nothing) -> Result<IntakeReport, AppError> {
        let report = self.intake.report.lock().unwrap_or_else(PoisonError::into_inner);
        report.clone().ok_or(AppError::NoReport)
    }

    /// Saves what came of the last run.
    pub fn intake_report_save(&self, request: IntakeReportSave) -> Result<Nothing, AppError> {
        let report = self.intake_report(Nothing {})?;
        save_report(&report, Path::new(&request.path), Some(self))?;
        Ok(Nothing {})
    }
}

/// Writes a report: JSON where the name says so, CSV otherwise; never among the files of the library.
pub fn save_report(report: &IntakeReport, path: &Path, library: Option<&App>) -> Result<(), AppError> {
    if let Some(app) = library {
        app.refuse_own(path)?;
    }
    files::write_whole(path, &report::report_bytes(report, path)?)
}
