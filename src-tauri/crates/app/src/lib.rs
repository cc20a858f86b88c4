//! The use cases: what a person can do with a library, whatever shell they do it in.
//!
//! ```text
//! window ─ rpc ──┐
//!                ├─ commands::dispatch ─▶ App ─▶ store (truth) ─▶ change log ─▶ search (cache)
//! command line ──┘                            └▶ import / export (pure)
//! ```
//!
//! Invariants:
//! - Every write goes through [`App::write`]: one named operation, committed before anything is
//!   announced, and seen by every search that begins after the call returned.
//! - The index is a cache. Where it is missing, old or damaged, it is caught up or rebuilt before it
//!   is asked; where it cannot be written, searching still answers from what it has.
//! - Files are read within limits before anything is opened, and written whole or not at all.

#![expect(
    clippy::needless_pass_by_value,
    reason = "every command takes its request whole, as the one list of commands hands it over"
)]

pub mod api;
mod archive;
mod checks;
pub mod commands;
mod decisions;
mod demo;
mod drafting;
pub mod error;
mod evidence;
mod export;
mod files;
mod finding;
mod follow_ups;
mod import;
mod inbox;
mod initiatives;
pub mod intake;
mod library;
mod meetings;
mod messages;
mod paper;
mod planning;
pub mod reading;
mod register;
mod suggest;
mod typescript;
mod versions;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use gijicho_store::{Access, Actor, Committed, Op, OpKind, Sha256, Store, StoreError, SystemClock, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use error::AppError;
pub use inbox::Inbox;
pub use reading::Reading;

use api::Done;
use error::Typed;

/// What a library is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// It must be there. One that cannot be written to is opened for reading.
    Existing,
    /// It must be there, and is only read: nothing of it is written but the search index.
    Reading,
    /// It is made where there is none.
    Create,
}

/// A library with its index, and the person who works on it.
pub struct App {
    /// For reading while the other connection writes.
    reading: Mutex<Store>,
    finder: finding::Finder,
    inbox: Arc<Inbox>,
    intake: intake::State,
    actor: RwLock<String>,
    giving_up: paper::GiveUp,
    /// How far the writing of many files has come.
    exporting: export::Running,
    dir: PathBuf,
    /// Whether it was opened for reading only.
    is_read_only: bool,
    /// Last, so that it is closed last: what is left in the log is moved into the database then.
    store: Mutex<Store>,
}

/// Name of the person where none was given and none is set.
const NOBODY: &str = "事務局";
/// The longest name of a person, in characters.
const LONGEST_NAME: usize = 100;

impl App {
    /// Opens the library in `library`, or in the platform's folder for it.
    pub fn open(library: Option<&Path>, actor: Option<&str>, opening: Opening) -> Result<Self, AppError> {
        let dir = folder_of(library)?;
        let actor = actor.map(nameable).transpose()?;
        let store = open_store(&dir, opening)?;
        let is_writable = store.access() == Access::ReadWrite || Store::is_writable(&dir);
        let reading = Store::open(&dir, Access::ReadOnly, store.clock().clone())?;
        let asking = Store::open(&dir, Access::ReadOnly, store.clock().clone())?;
        let finder = finding::Finder::open(&store, asking, is_writable)?;
        let actor = match actor {
            Some(actor) => actor.to_owned(),
            None => store.read()?.setting(library::ACTOR)?.unwrap_or_else(|| NOBODY.to_owned()),
        };
        Ok(Self {
            reading: Mutex::new(reading),
            finder,
            inbox: Arc::new(Inbox::new(Reading::InProcess)),
            intake: intake::State::default(),
            actor: RwLock::new(actor),
            giving_up: paper::GiveUp::default(),
            exporting: export::Running::default(),
            dir,
            is_read_only: store.access() == Access::ReadOnly,
            store: Mutex::new(store),
        })
    }

    /// The same, with files from outside coming in by `inbox` rather than read in this process.
    #[must_use]
    pub fn with_inbox(self, inbox: Arc<Inbox>) -> Self {
        self.finder.read_with(inbox.reading().clone());
        Self { inbox, ..self }
    }

    /// Leaves the library as it should lie: for a program that ends without letting go of it.
    pub fn settle(&self) {
        self.writing().settle();
    }

    /// Number of the last change; 0 where it cannot be read.
    pub fn last_seq(&self) -> i64 {
        self.reading().read().and_then(|reader| reader.last_seq()).unwrap_or(0)
    }

    /// The connection for reading. A panic elsewhere leaves no half-done state in it.
    fn reading(&self) -> MutexGuard<'_, Store> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection for writing.
    fn writing(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who works here.
    fn actor(&self) -> Actor {
        let name = self.actor.read().unwrap_or_else(PoisonError::into_inner).clone();
        Actor { name, device: String::new() }
    }

    /// One named operation, committed and then announced to the index.
    fn write<T: Serialize + DeserializeOwned>(
        &self,
        kind: OpKind,
        label: &str,
        work: impl Fn(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<(T, Done), AppError> {
        let committed = self.writing().transact(&Op::new(kind, label), &self.actor(), work)?;
        let done = Done { label: label.to_owned(), seq: committed.seq };
        Ok((self.announce(committed), done))
    }

    /// Lets the index be brought up to a commit, and gives what was committed.
    fn announce<T>(&self, committed: Committed<T>) -> T {
        // The commit stands whatever becomes of the index: a search waits for it before it answers,
        // and it is then that a failure matters and is told. A run over many files wakes the index in
        // strides of its own.
        if !self.intake.is_running() {
            self.finder.wake();
        }
        committed.value
    }

    /// Hashes of the files that the library has.
    pub(crate) fn known(&self) -> Result<BTreeSet<Sha256>, AppError> {
        Ok(self.reading().read()?.sources()?)
    }
}

/// A name that can stand in records: one line without control characters, of a bearable length.
fn nameable(actor: &str) -> Result<&str, AppError> {
    let is_fit = actor.chars().count() <= LONGEST_NAME && !actor.chars().any(char::is_control);
    if is_fit {
        Ok(actor)
    } else {
        Err(AppError::BadValue { what: Typed::Actor, text: actor.escape_debug().collect() })
    }
}

fn open_store(dir: &Path, opening: Opening) -> Result<Store, AppError> {
    let clock = Arc::new(SystemClock);
    if !Store::is_library(dir) && opening == Opening::Create {
        // A folder with anything in it is not turned into a library.
        if !Store::is_vacant(dir) {
            return Err(AppError::FolderTaken { folder: dir.to_owned() });
        }
        return Ok(Store::create(dir, clock)?);
    }
    if opening == Opening::Reading {
        match Store::open(dir, Access::ReadOnly, clock.clone()) {
            // An older library is brought up to date by opening it for writing.
            Err(StoreError::NotWritable(_)) => {}
            opened => return Ok(opened?),
        }
    }
    match Store::open(dir, Access::ReadWrite, clock.clone()) {
        Err(StoreError::NotWritable(_) | StoreError::NetworkFileSystem(_)) if opening != Opening::Create => {
            Ok(Store::open(dir, Access::ReadOnly, clock)?)
        }
        opened => Ok(opened?),
    }
}

/// The library that was named, or the platform's folder for it.
fn folder_of(library: Option<&Path>) -> Result<PathBuf, AppError> {
    library.map_or_else(default_dir, |dir| Ok(dir.to_owned()))
}

/// The platform's data folder for the user.
fn default_dir() -> Result<PathBuf, AppError> {
    let folders = directories::ProjectDirs::from("jp", "", "gijicho").ok_or(AppError::NoFolder)?;
    Ok(folders.data_dir().join("library"))
}
