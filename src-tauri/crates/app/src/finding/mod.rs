//! Search, and the index behind it.
//!
//! | module | |
//! |---|---|
//! | `keeper` | the thread that keeps the index up with the library |
//! | `rows`, `attached` | rows of the library as documents of the index, attached files page by page |
//! | `ask` | a request, its answer, and what is shown of a hit |
//! | `turns` | requests of which only the newest matters |
//! | `advice` | the parts of a query, and what would hit where nothing does |
//! | `complete`, `names` | how what is being typed may go on |
//! | `recent`, `saved` | searches that were made, and searches that are kept |
//! | `table` | hits as rows to be exported |
//!
//! Invariants:
//! - Before the index is asked it has seen every change that was committed before the question,
//!   unless it is being built, or another process is writing it and does not finish in time; the
//!   answer then says so.
//! - A library that cannot be written to gets an index in a temporary folder.
//! - A hit whose row is gone is left out.

mod advice;
mod ask;
mod attached;
mod complete;
mod keeper;
mod names;
mod recent;
mod rows;
mod saved;
mod table;
mod turns;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use gijicho_search::{Index, LibraryStamp};
use gijicho_store::Store;

use crate::App;
use crate::api::Nothing;
use crate::api::search::{IndexBuild, IndexStage, IndexStatus};
use crate::error::AppError;
use crate::reading::Reading;
use attached::Attached;
use keeper::{Keeper, Readiness};
use names::Names;
use recent::Recent;
use turns::Turns;

/// The index, and who keeps it up.
pub(crate) struct Finder {
    index: Index,
    keeper: Keeper,
    attached: Arc<Attached>,
    /// For searching, while other connections read and write.
    store: Mutex<Store>,
    turns: Turns,
    recent: Recent,
    names: Mutex<Arc<Names>>,
    /// Where the index lies when the library cannot be written to.
    _scratch: Option<tempfile::TempDir>,
}

/// How long a search waits for the index to see the last change, where there is an index to answer from.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it waits where there is none yet.
const LONG_PATIENCE: Duration = Duration::from_secs(20);

impl Finder {
    /// Opens the index of a library, in the library's own folder where that can be written to. What is
    /// wrong with the index is mended when it is first asked.
    pub(crate) fn open(store: &Store, reading: Store, is_writable: bool) -> Result<Self, AppError> {
        let stamp = LibraryStamp {
            library_id: store.library_id()?,
            restore_epoch: u64::try_from(store.restore_epoch()?).unwrap_or(0),
        };
        let scratch = if is_writable {
            None
        } else {
            Some(tempfile::tempdir().map_err(AppError::reading(&std::env::temp_dir()))?)
        };
        let dir = scratch.as_ref().map_or_else(|| store.dir().join("index"), |scratch| scratch.path().to_owned());
        let index = Index::open(&dir, stamp)?;
        let attached = Arc::new(Attached::new(&dir));
        let keeper = Keeper::new(index.clone(), attached.clone(), store);
        Ok(Self {
            index,
            keeper,
            attached,
            store: Mutex::new(reading),
            turns: Turns::default(),
            recent: Recent::new(&dir),
            names: Mutex::default(),
            _scratch: scratch,
        })
    }

    /// Reads attached documents there from now on.
    pub(crate) fn read_with(&self, reading: Reading) {
        self.attached.read_with(reading);
    }

    /// Something was committed: the index is brought up to it, away from here.
    pub(crate) fn wake(&self) {
        self.keeper.wake();
    }

    /// Builds the index anew, waits for it, and gives the number of its documents.
    pub(crate) fn rebuild(&self) -> Result<u64, AppError> {
        match self.keeper.build_and_wait() {
            Readiness::Failed(message) => Err(AppError::Indexing { message }),
            Readiness::GivenUp | Readiness::Behind => Err(gijicho_search::Error::Cancelled.into()),
            Readiness::Fresh => Ok(self.index.len().unwrap_or(0)),
        }
    }

    /// Whether the index is whole on disk; `None` where there is none to check.
    pub(crate) fn is_sound(&self) -> Result<Option<bool>, AppError> {
        match self.index.seq() {
            Some(_) => Ok(Some(self.index.verify()?)),
            None => Ok(None),
        }
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A change number as the index counts.
fn seq(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

impl App {
    /// How far the index has come.
    pub fn index_status(&self, _: Nothing) -> Result<IndexStatus, AppError> {
        let mut status = self.finder.keeper.status();
        if status.stage == IndexStage::Behind {
            let last = seq(self.finder.store().read()?.last_seq()?);
            if self.finder.index.seq() == Some(last) {
                status.stage = IndexStage::Ready;
            }
        }
        Ok(status)
    }

    /// Builds the index in the background: anew, or on from where it was called off.
    pub fn index_build(&self, request: IndexBuild) -> Result<IndexStatus, AppError> {
        self.finder.keeper.build(request.anew);
        Ok(self.finder.keeper.status())
    }

    /// Calls off a build; what there was before is searched on.
    pub fn index_call_off(&self, _: Nothing) -> Result<IndexStatus, AppError> {
        self.finder.keeper.call_off();
        Ok(self.finder.keeper.status())
    }

    /// Gets the index ready in the background, so that the first search finds it so.
    pub fn warm_up(&self) {
        self.finder.keeper.wake();
        let index = self.finder.index.clone();
        // Where no thread is to be had, the first search is slower.
        let _ = std::thread::Builder::new().name("warm-up".to_owned()).spawn(move || index.warm());
    }

    /// Has `listener` told whenever the index has moved on.
    pub fn on_index(&self, listener: impl Fn(&IndexStatus) + Send + Sync + 'static) {
        self.finder.keeper.listen(Box::new(listener));
    }
}
