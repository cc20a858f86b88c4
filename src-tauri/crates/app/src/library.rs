//! The library as a whole: what is in it, what waits, undo, verification, settings.

use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Instant;

use chrono::NaiveDate;
use gijicho_store::{Access, OpKind, Reader, Store, StoreError, SystemClock, WaitingKind};

use crate::App;
use crate::api::library::{
    BackedUp, BroughtBack, Checked, Counts, Finding, InitiativesWait, LibraryStatus, Reindexed, Settings, VerifyReport,
    Waiting, WaitingAsk, WaitingInitiative, WaitingInitiatives,
};
use crate::api::{Done, Nothing};
use crate::error::{AppError, Typed};
use crate::files;

/// Setting: name of the person at the machine.
pub(crate) const ACTOR: &str = "actor";
/// Setting: `system`, `light` or `dark`.
const THEME: &str = "theme";
const THEMES: [&str; 3] = ["system", "light", "dark"];

impl App {
    /// Counts, what waits, undo and redo.
    pub fn library_status(&self, _: Nothing) -> Result<LibraryStatus, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let undo = reader.undo_state()?;
        let today = store.today();
        Ok(LibraryStatus {
            path: self.dir.display().to_string(),
            read_only: self.is_read_only,
            actor: self.actor().name,
            counts: counts(&reader)?,
            waiting: waiting(&reader, today)?,
            today,
            undo: undo.undo,
            redo: undo.redo,
            seq: reader.last_seq()?,
        })
    }

    /// The initiatives that wait for something today.
    pub fn initiatives_waiting(&self, ask: WaitingAsk) -> Result<WaitingInitiatives, AppError> {
        let kind = match ask.kind {
            InitiativesWait::Undecided => WaitingKind::Decision,
            InitiativesWait::Unreported => WaitingKind::Report,
            InitiativesWait::Unmeasured => WaitingKind::Actual,
        };
        let store = self.reading();
        let rows = store.read()?.initiatives_waiting(kind, store.today())?;
        let initiatives = rows.into_iter().map(|row| WaitingInitiative {
            id: row.id,
            number: row.number,
            title: row.title,
            departments: row.departments,
            plan: row.plan,
            fiscal_year: row.fiscal_year,
            note: row.note,
        });
        Ok(WaitingInitiatives { initiatives: initiatives.collect() })
    }

    /// Takes back the last change.
    pub fn undo(&self, _: Nothing) -> Result<Done, AppError> {
        let committed = self.writing().undo(&self.actor())?;
        let seq = committed.seq;
        Ok(Done { label: self.announce(committed), seq })
    }

    /// Does again what was taken back.
    pub fn redo(&self, _: Nothing) -> Result<Done, AppError> {
        let committed = self.writing().redo(&self.actor())?;
        let seq = committed.seq;
        Ok(Done { label: self.announce(committed), seq })
    }

    /// Checks every invariant of the library, and that the index is whole.
    pub fn verify(&self, _: Nothing) -> Result<VerifyReport, AppError> {
        // On a connection of its own: hashing every original takes its time, and others go on reading.
        let clock = self.reading().clock().clone();
        let store = Store::open(&self.dir, Access::ReadOnly, clock)?;
        let mut findings: Vec<Finding> = store.verify()?.iter().map(crate::messages::finding).collect();
        if self.finder.is_sound()? == Some(false) {
            self.finder.rebuild()?;
            findings.push(crate::messages::index_mended());
        }
        let reader = store.read()?;
        let counts = reader.counts()?;
        let checked =
            [("会議", counts.meetings), ("発言", counts.remarks), ("決定", counts.decisions), ("版", counts.versions)];
        Ok(VerifyReport {
            ok: findings.is_empty(),
            checked: checked.into_iter().map(|(what, count)| Checked { what: what.to_owned(), count }).collect(),
            findings,
        })
    }

    /// Builds the index anew from the database.
    pub fn reindex(&self, _: Nothing) -> Result<Reindexed, AppError> {
        let started = Instant::now();
        let documents = u32::try_from(self.finder.rebuild()?).unwrap_or(u32::MAX);
        Ok(Reindexed { documents, took_ms: u32::try_from(started.elapsed().as_millis()).unwrap_or(u32::MAX) })
    }

    /// A copy of the library in one file, consistent while others write: the database alone where the
    /// name ends in `.db`, otherwise with the originals. In the library's own folder it may lie among
    /// the copies only.
    pub fn backup(&self, file: &Path) -> Result<BackedUp, AppError> {
        if !files::lies_in(file, &self.dir.join("backups")) {
            self.refuse_own(file)?;
        }
        let originals = !file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("db"));
        // On a connection of its own: copying takes its time, and others go on reading.
        let clock = self.reading().clock().clone();
        let store = Store::open(&self.dir, Access::ReadOnly, clock)?;
        let written = if originals { store.pack(file) } else { store.backup(file) };
        written.map_err(|error| match error {
            // It is the copy that cannot be written, not the library that cannot be read.
            StoreError::Io { path, source } => AppError::Writing { path, source },
            error => error.into(),
        })?;
        let bytes = std::fs::metadata(file).map_err(AppError::reading(file))?.len();
        Ok(BackedUp { path: file.display().to_string(), bytes, originals })
    }

    /// Brings a copy back into a library that nobody has open, or into a new one; what the library held
    /// is kept among its copies.
    pub fn restore(library: Option<&Path>, file: &Path) -> Result<BroughtBack, AppError> {
        let dir = crate::folder_of(library)?;
        let restored = Store::restore(file, &dir, Arc::new(SystemClock)).map_err(|error| match error {
            StoreError::NotALibrary(folder) => AppError::FolderTaken { folder },
            StoreError::Damaged(_) => AppError::BadCopy { file: file.to_owned() },
            StoreError::Io { path, source } if path == file => AppError::Reading { path, source },
            StoreError::Io { path, source } => AppError::Writing { path, source },
            error => error.into(),
        })?;
        Ok(BroughtBack {
            path: dir.display().to_string(),
            kept: restored.kept.map(|kept| kept.display().to_string()),
            missing: u32::try_from(restored.missing.len()).unwrap_or(u32::MAX),
        })
    }

    /// Refuses to write where the library keeps its own files.
    pub fn refuse_own(&self, path: &Path) -> Result<(), AppError> {
        if files::lies_in(path, &self.dir) {
            return Err(AppError::IntoLibrary { path: path.to_owned() });
        }
        Ok(())
    }

    /// Settings of the person at the machine.
    pub fn settings_get(&self, _: Nothing) -> Result<Settings, AppError> {
        let theme = self.reading().read()?.setting(THEME)?;
        let theme = theme.filter(|theme| THEMES.contains(&theme.as_str()));
        Ok(Settings { actor: self.actor().name, theme: theme.unwrap_or_else(|| THEMES[0].to_owned()) })
    }

    /// Changes them. An empty name stands for the secretariat.
    pub fn settings_set(&self, settings: Settings) -> Result<Settings, AppError> {
        if !THEMES.contains(&settings.theme.as_str()) {
            return Err(AppError::BadValue { what: Typed::Theme, text: settings.theme });
        }
        let actor = settings.actor.trim();
        let actor = if actor.is_empty() { crate::NOBODY } else { crate::nameable(actor)? }.to_owned();
        self.write(OpKind::Setting, "設定の変更", |tx| {
            tx.set_setting(ACTOR, &actor)?;
            tx.set_setting(THEME, &settings.theme)
        })?;
        self.actor.write().unwrap_or_else(PoisonError::into_inner).clone_from(&actor);
        Ok(Settings { actor, theme: settings.theme })
    }
}

fn counts(reader: &Reader<'_>) -> Result<Counts, AppError> {
    let counts = reader.counts()?;
    Ok(Counts {
        meetings: counts.meetings,
        remarks: counts.remarks,
        decisions: counts.decisions,
        initiatives: counts.initiatives,
    })
}

fn waiting(reader: &Reader<'_>, today: NaiveDate) -> Result<Waiting, AppError> {
    let waiting = reader.waiting(today)?;
    Ok(Waiting {
        meetings_in_work: waiting.meetings_in_work,
        meetings_in_review: waiting.meetings_in_review,
        meetings_in_correction: waiting.meetings_in_correction,
        decisions_proposed: waiting.decisions_proposed,
        decisions_unlinked: waiting.decisions_unlinked,
        items_open: waiting.items_open,
        follow_ups_proposed: waiting.follow_ups_proposed,
        follow_ups_open: waiting.follow_ups_open,
        follow_ups_overdue: waiting.follow_ups_overdue,
        initiatives_undecided: waiting.initiatives_undecided,
        initiatives_unreported: waiting.initiatives_unreported,
        indicators: waiting.indicators,
        indicators_unmeasured: waiting.indicators_unmeasured,
        evidence_broken: waiting.evidence_broken,
    })
}
