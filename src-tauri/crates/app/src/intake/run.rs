//! One run over many files: read ahead on several threads, written one after the other.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use gijicho_model::Register;
use gijicho_store::Sha256;

use super::ahead::in_order;
use crate::App;
use crate::api::import::{ImportCommit, Imported, OnDuplicate};
use crate::api::intake::{IntakeProgress, IntakeReport, IntakeResult, IntakeRun, IntakeState, IntakeTarget};
use crate::error::AppError;
use crate::import::{Remembered, look, small};
use crate::inbox::Inbox;
use crate::reading::{How, Looked};

/// How long the index may lie behind a run.
const STRIDE: Duration = Duration::from_secs(2);

/// What a run reads with.
pub struct Brought<'a> {
    /// Where the files come in.
    inbox: &'a Inbox,
    /// Who held which post.
    register: Arc<Register>,
    /// Hashes of the files that the library has.
    known: BTreeSet<Sha256>,
    /// What was said of the columns of earlier tables.
    columns: Remembered,
}

impl<'a> Brought<'a> {
    /// With what the library knows, where there is one.
    pub fn of(inbox: &'a Inbox, library: Option<&App>) -> Result<Self, AppError> {
        Ok(match library {
            Some(app) => Self { inbox, register: app.register()?, known: app.known()?, columns: app.remembered()? },
            None => Self { inbox, register: Arc::default(), known: BTreeSet::new(), columns: Remembered::new() },
        })
    }
}

/// Who hears of a run, and who can stop it.
pub struct Heard<'a> {
    /// Set, it stops the run after the file that is being taken in.
    pub cancel: &'a AtomicBool,
    /// Told before the first file and after each, with what came of it.
    pub told: &'a mut dyn FnMut(&IntakeProgress, Option<&IntakeResult>),
}

/// A file as the threads leave it.
enum Prepared {
    /// The library has the same bytes.
    Known(Sha256),
    /// Understood, or not.
    Looked(Result<Box<Looked>, AppError>),
}

/// Takes many files in. `open` gives the library, which need not be there before the first file that
/// can be read; when it fails, so does the run.
pub fn run<'a>(
    request: &IntakeRun,
    brought: &Brought<'_>,
    open: &dyn Fn() -> Result<&'a App, AppError>,
    heard: Heard<'_>,
) -> Result<IntakeReport, AppError> {
    let started = Instant::now();
    let how = How { kind: request.kind.clone(), encoding: request.encoding.clone(), ..How::default() };
    let on_duplicate = request.on_duplicate.unwrap_or(OnDuplicate::Skip);
    let prepare = |place: usize| {
        let target = &request.files[place];
        // A parser that gives up takes one file with it, not the run.
        let prepared = catch_unwind(AssertUnwindSafe(|| prepare(target, &how, on_duplicate, brought)));
        prepared.unwrap_or_else(|_| Prepared::Looked(Err(AppError::ReaderEnded { file: target.file() })))
    };
    let mut progress = IntakeProgress {
        running: true,
        of: small(request.files.len()),
        current: request.files.first().map(IntakeTarget::shown),
        ..IntakeProgress::default()
    };
    (heard.told)(&progress, None);
    let mut report = IntakeReport::default();
    let mut indexed = Instant::now();
    let mut library = None;
    let mut refused = None;
    in_order(request.files.len(), prepare, |place, prepared| {
        if heard.cancel.load(Ordering::SeqCst) {
            return ControlFlow::Break(());
        }
        let target = &request.files[place];
        let taken = match take_in(prepared, target, request, open, &mut library) {
            // Without a library nothing can be taken in, whatever comes.
            Err(error) if library.is_none() && !is_about_the_file(&error) => {
                refused = Some(error);
                return ControlFlow::Break(());
            }
            taken => taken,
        };
        let result = target.result(taken);
        progress.count(&result, request.files.get(place + 1));
        (heard.told)(&progress, Some(&result));
        report.files.push(result);
        if let Some(app) = library
            && indexed.elapsed() > STRIDE
        {
            app.finder.wake();
            indexed = Instant::now();
        }
        ControlFlow::Continue(())
    });
    if let Some(app) = library {
        app.finder.wake();
    }
    if let Some(error) = refused {
        return Err(error);
    }
    let rest = request.files.iter().skip(report.files.len());
    report.cancelled = rest.len() > 0;
    report.files.extend(rest.map(IntakeTarget::queued));
    report.took_ms = u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX);
    Ok(report)
}

/// Takes in the one file of a request. What the library has already is refused unless the request
/// says what to do; the library need not be there before the file was read.
pub fn one<'a>(
    request: &IntakeRun,
    brought: &Brought<'_>,
    open: &dyn Fn() -> Result<&'a App, AppError>,
) -> Result<Imported, AppError> {
    let target = request.files.first().cloned().unwrap_or_default();
    let commit = ImportCommit { on_duplicate: request.on_duplicate, ..target.commit(request) };
    let file = brought.inbox.bytes(Path::new(&target.path), target.member.as_deref())?;
    let (looked, _) = look(brought.inbox, file, &commit.how(), &brought.register, &brought.columns)?;
    open()?.take_in(looked, &commit)
}

/// Reads a file and understands it, unless the library has the same bytes.
fn prepare(target: &IntakeTarget, how: &How, on_duplicate: OnDuplicate, brought: &Brought<'_>) -> Prepared {
    let (file, bytes) = match brought.inbox.bytes(Path::new(&target.path), target.member.as_deref()) {
        Ok(file) => file,
        Err(error) => return Prepared::Looked(Err(error)),
    };
    if on_duplicate == OnDuplicate::Skip && !brought.known.is_empty() {
        let sha256 = Sha256::of(&bytes);
        if brought.known.contains(&sha256) {
            return Prepared::Known(sha256);
        }
    }
    let looked = look(brought.inbox, (file, bytes), how, &brought.register, &brought.columns);
    Prepared::Looked(looked.map(|(looked, _)| Box::new(looked)))
}

fn take_in<'a>(
    prepared: Prepared,
    target: &IntakeTarget,
    request: &IntakeRun,
    open: &dyn Fn() -> Result<&'a App, AppError>,
    library: &mut Option<&'a App>,
) -> Result<Imported, AppError> {
    let prepared = match prepared {
        Prepared::Known(sha256) => Err(sha256),
        Prepared::Looked(looked) => Ok(looked?),
    };
    let app = match *library {
        Some(app) => app,
        None => *library.insert(open()?),
    };
    match prepared {
        Ok(looked) => app.take_in(*looked, &target.commit(request)),
        Err(sha256) => app.known_as(&target.file(), &sha256),
    }
}

/// Whether an error says something of one file rather than of the library.
fn is_about_the_file(error: &AppError) -> bool {
    !matches!(error, AppError::Store(_) | AppError::FolderTaken { .. } | AppError::NoFolder)
}

impl IntakeReport {
    /// How many files ended so.
    pub fn count(&self, state: IntakeState) -> usize {
        self.files.iter().filter(|file| file.state == state).count()
    }
}

impl IntakeProgress {
    fn count(&mut self, result: &IntakeResult, next: Option<&IntakeTarget>) {
        self.done += 1;
        match result.state {
            IntakeState::Imported => self.imported += 1,
            IntakeState::Skipped => self.skipped += 1,
            IntakeState::Failed | IntakeState::Queued => self.failed += 1,
        }
        self.current = next.map(IntakeTarget::shown);
    }
}

impl IntakeTarget {
    /// Its name without folders.
    fn file(&self) -> String {
        let path = self.member.as_ref().map_or(self.path.as_str(), String::as_str);
        crate::files::name_of(Path::new(path))
    }

    /// The name to show.
    fn shown(&self) -> String {
        if self.name.is_empty() { self.file() } else { self.name.clone() }
    }

    fn commit(&self, request: &IntakeRun) -> ImportCommit {
        ImportCommit {
            path: self.path.clone(),
            member: self.member.clone(),
            kind: request.kind.clone(),
            encoding: request.encoding.clone(),
            body: request.body.clone(),
            on_duplicate: Some(request.on_duplicate.unwrap_or(OnDuplicate::Skip)),
            accept_losses: request.accept_losses,
            ..ImportCommit::default()
        }
    }

    /// A file that nobody has looked at.
    fn queued(&self) -> IntakeResult {
        IntakeResult {
            path: self.path.clone(),
            member: self.member.clone(),
            name: self.shown(),
            state: IntakeState::Queued,
            imported: None,
            error: None,
        }
    }

    fn result(&self, taken: Result<Imported, AppError>) -> IntakeResult {
        let (state, imported, error) = match taken {
            Ok(imported) if imported.skipped => (IntakeState::Skipped, Some(imported), None),
            Ok(imported) => (IntakeState::Imported, Some(imported), None),
            Err(error) => (IntakeState::Failed, None, Some(error.into())),
        };
        IntakeResult { state, imported, error, ..self.queued() }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::Opening;
    use crate::api::Nothing;
    use crate::api::search::SearchRequest;

    /// The sample minutes, one file that is empty, and one that is there twice.
    fn brought(folder: &Path) -> IntakeRun {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples/minutes");
        let mut paths: Vec<PathBuf> = std::fs::read_dir(samples).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.truncate(4);
        let again = folder.join("もう一度.txt");
        std::fs::copy(&paths[0], &again).unwrap();
        let empty = folder.join("空.txt");
        std::fs::write(&empty, "").unwrap();
        paths.insert(1, empty);
        paths.push(again);
        let target = |path: PathBuf| IntakeTarget { path: path.display().to_string(), ..IntakeTarget::default() };
        IntakeRun { files: paths.into_iter().map(target).collect(), ..IntakeRun::default() }
    }

    fn states(report: &IntakeReport) -> Vec<IntakeState> {
        report.files.iter().map(|file| file.state).collect()
    }

    #[test]
    fn a_run_that_was_stopped_goes_on_where_it_stopped() {
        use IntakeState::{Failed, Imported, Queued, Skipped};
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(Some(&folder.path().join("library")), None, Opening::Create).unwrap();
        let request = brought(folder.path());
        let cancel = AtomicBool::new(false);
        let mut told = |progress: &IntakeProgress, _: Option<&IntakeResult>| {
            cancel.fetch_or(progress.done == 3, Ordering::SeqCst);
        };
        let heard = Heard { cancel: &cancel, told: &mut told };
        let stopped = run(&request, &Brought::of(&app.inbox, Some(&app)).unwrap(), &|| Ok(&app), heard).unwrap();
        assert!(stopped.cancelled);
        assert_eq!(states(&stopped), [Imported, Failed, Imported, Queued, Queued, Queued]);

        let rest = app.intake_run(request).unwrap();
        assert!(!rest.cancelled);
        assert_eq!(states(&rest), [Skipped, Failed, Skipped, Imported, Imported, Skipped]);
        assert!(rest.files[1].error.as_ref().unwrap().message.contains("空.txt"));
        let meetings = app.meetings_list(Nothing {}).unwrap().meetings;
        assert_eq!(meetings.len(), 4);
        let progress = app.intake_progress(Nothing {}).unwrap();
        let counted = (progress.running, progress.done, progress.imported, progress.skipped, progress.failed);
        assert_eq!(counted, (false, 6, 2, 3, 1));
        assert_eq!(app.intake_report(Nothing {}).unwrap(), rest);
        // Whatever the index was told meanwhile, a search knows every file.
        for meeting in meetings {
            let request = SearchRequest { meeting: Some(meeting.id), ..SearchRequest::default() };
            assert!(app.search(request).unwrap().total > 0, "{}", meeting.label);
        }
        assert!(app.verify(Nothing {}).unwrap().ok);
    }

    #[test]
    fn a_library_is_made_for_the_first_file_that_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        let inbox = Inbox::new(crate::Reading::InProcess);
        let made = std::cell::OnceCell::new();
        let open = || {
            if made.get().is_none() {
                let app = App::open(Some(&library), None, Opening::Create)?;
                let _ = made.set(app);
            }
            made.get().ok_or(AppError::NoReport)
        };
        let run_over = |request: &IntakeRun| {
            let heard = Heard { cancel: &AtomicBool::new(false), told: &mut |_, _| {} };
            run(request, &Brought::of(&inbox, None).unwrap(), &open, heard).unwrap()
        };
        let mut request = brought(folder.path());
        let good = request.files.split_off(2);
        let empty = IntakeRun { files: request.files.split_off(1), ..IntakeRun::default() };
        assert_eq!(states(&run_over(&empty)), [IntakeState::Failed]);
        assert!(!library.exists());
        let good = IntakeRun { files: good, ..IntakeRun::default() };
        assert_eq!(run_over(&good).count(IntakeState::Imported), 4);
        assert!(library.exists());
    }
}
