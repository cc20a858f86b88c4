//! The index on disk: opening it, knowing how far it has come, and doubting it.
//!
//! ```text
//! <index folder>/CURRENT      the name of the generation that is in use
//! <index folder>/UNFINISHED   the name of the generation in the making
//! <index folder>/g-7/         a generation: one engine index, written once by a rebuild, then kept up
//! <index folder>/UNFORCED     there while a generation is written in haste (see `directory`)
//! <index folder>/writer.lock  held by the one process that writes
//! ```
//!
//! Invariants:
//! - Every commit carries a [`Payload`]: which library, which restore epoch, the last change seen, and
//!   the versions of folding and schema. A generation whose payload is another one's is not searched.
//! - A rebuild writes a new generation beside the old one; `CURRENT` names it only when it is
//!   complete. Killed at any moment, the folder holds a generation that is whole, or none.
//! - Nothing found on disk makes opening fail: what cannot be read is reported as a reason to rebuild.

mod directory;
mod generation;
mod rebuild;
mod writer;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use serde::{Deserialize, Serialize};
use tantivy::{Executor, Searcher};
use uuid::Uuid;

use crate::columns::ColumnCache;
use crate::doc::DocKey;
use crate::error::{Error, Result};
use crate::grams::Grams;
use crate::schema::Fields;
use crate::values::Values;
use generation::Generation;
pub use rebuild::Rebuild;
pub use writer::Writer;

/// Which library an index belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LibraryStamp {
    /// The library.
    pub library_id: Uuid,
    /// How often it has been restored from a backup: change numbers before and after mean other things.
    pub restore_epoch: u64,
}

/// What a commit of the index says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Payload {
    #[serde(flatten)]
    pub(crate) library: LibraryStamp,
    /// The last change that the index has seen.
    pub(crate) seq: u64,
    pub(crate) folding: u32,
    pub(crate) schema: u32,
    /// The strings that [`Grams`] are made of.
    pub(crate) frequent: Vec<String>,
    /// In a generation in the making: the last document in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) unfinished_after: Option<DocKey>,
}

/// A property whose distinct values the index knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Named {
    /// Speakers as printed.
    Speaker,
    /// Posts.
    Post,
    /// Titles of agenda items.
    Agenda,
    /// Bodies.
    Body,
}

impl Named {
    fn field(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Post => "post",
            Self::Agenda => "agenda",
            Self::Body => "body",
        }
    }
}

/// How far the index has come, measured against the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It has seen every change.
    Fresh,
    /// It has not seen the changes after `seen`: apply them.
    Behind {
        /// The last change it has seen.
        seen: u64,
    },
    /// It cannot be used, or not be trusted: rebuild it.
    MustRebuild(Reason),
}

/// Why an index has to be rebuilt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// There is none.
    Missing,
    /// It cannot be read; what the engine said, for logs.
    Damaged(String),
    /// It belongs to another library.
    OtherLibrary,
    /// The library has been restored from a backup since.
    Restored,
    /// It was written by a version of the program that folds or stores otherwise.
    OtherVersion,
    /// It has seen changes that the library does not have.
    Ahead,
}

/// A searchable index. Cheap to clone; clones share what they see.
#[derive(Clone)]
pub struct Index {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    dir: PathBuf,
    stamp: LibraryStamp,
    pub(crate) fields: Fields,
    pub(crate) executor: Executor,
    current: RwLock<std::result::Result<Arc<Generation>, Reason>>,
}

/// One consistent view of the index.
pub(crate) struct View {
    pub(crate) searcher: Searcher,
    pub(crate) seq: u64,
    /// The distinct values of its segments.
    pub(crate) values: Arc<Values>,
    pub(crate) grams: Arc<Grams>,
    /// The columns of its segments.
    pub(crate) columns: Arc<ColumnCache>,
}

impl Index {
    /// Opens the index in `dir`, which is made where it is missing. What is found there never makes
    /// this fail; ask [`Self::state`].
    pub fn open(dir: &Path, stamp: LibraryStamp) -> Result<Self> {
        fs::create_dir_all(dir).map_err(Error::io(dir))?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
        let fields = Fields::new();
        let opened = generation::open_current(dir, &fields, &stamp);
        let current = RwLock::new(after_haste(dir, opened));
        let executor = Executor::multi_thread(threads, "search-")?;
        Ok(Self { inner: Arc::new(Inner { dir: dir.to_owned(), stamp, fields, executor, current }) })
    }

    /// How far the index has come; `last_seq` is the library's last change.
    pub fn state(&self, last_seq: u64) -> State {
        match &*self.inner.read_current() {
            Err(reason) => State::MustRebuild(reason.clone()),
            Ok(generation) => {
                let seen = generation.seq();
                match seen.cmp(&last_seq) {
                    std::cmp::Ordering::Equal => State::Fresh,
                    std::cmp::Ordering::Less => State::Behind { seen },
                    std::cmp::Ordering::Greater => State::MustRebuild(Reason::Ahead),
                }
            }
        }
    }

    /// The last change that the index has seen; `None` without a usable index.
    pub fn seq(&self) -> Option<u64> {
        self.inner.read_current().as_ref().ok().map(|generation| generation.seq())
    }

    /// How many documents it holds; `None` without a usable index.
    pub fn len(&self) -> Option<u64> {
        self.inner.read_current().as_ref().ok().map(|generation| generation.view().searcher.num_docs())
    }

    /// Whether it holds none, or is not usable.
    pub fn is_empty(&self) -> bool {
        self.len().unwrap_or(0) == 0
    }

    /// Looks at the disk again: what another process has written since is seen from now on.
    /// Where that cannot be read, [`Self::state`] says so.
    pub fn reload(&self) {
        let named = generation::current_name(&self.inner.dir);
        if let Ok(generation) = &*self.inner.read_current()
            && named.as_deref() == Some(generation.name())
            && generation.reload().is_ok()
        {
            return;
        }
        let opened = generation::open_current(&self.inner.dir, &self.inner.fields, &self.inner.stamp);
        self.inner.set_current(opened);
    }

    /// Reads every byte of the index against its checksums: slow, for doubtful cases. A damaged
    /// index is not searched any more.
    pub fn verify(&self) -> Result<bool> {
        let Ok(generation) = self.inner.read_current().clone() else { return Ok(false) };
        let sound = generation.is_sound()?;
        if !sound {
            self.inner.doubt("checksums differ");
        }
        Ok(sound)
    }

    /// The distinct values of a property as printed, the most frequent first. Reads a whole column:
    /// the caller keeps them as long as [`Self::seq`] stays the same.
    pub fn distinct(&self, named: Named) -> Result<Vec<(String, u64)>> {
        let distinct = Values::distinct(&self.inner.view()?.searcher, named.field())?;
        let mut distinct: Vec<(String, u64)> = distinct.into_iter().collect();
        distinct.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(distinct)
    }

    /// Reads what every search needs, so that the first one finds it read.
    pub fn warm(&self) {
        let Ok(view) = self.inner.view() else { return };
        for segment in view.searcher.segment_readers() {
            // What cannot be read is reported by the search that needs it.
            let _ = view.columns.of(segment);
        }
    }

    /// Becomes the one writer of the index; [`Error::Busy`] while another process or another
    /// [`Writer`] is.
    pub fn try_writer(&self) -> Result<Writer> {
        Writer::lock(self.clone())
    }
}

/// What was opened, unless its last writer did not come to an end and what it left is damaged.
fn after_haste(
    dir: &Path,
    opened: std::result::Result<Arc<Generation>, Reason>,
) -> std::result::Result<Arc<Generation>, Reason> {
    if !dir.join(directory::UNFORCED).exists() {
        return opened;
    }
    // Where somebody is writing just now, nothing was lost.
    let Ok(_lock) = writer::lock(dir) else { return opened };
    let whole = opened.and_then(|generation| match generation.is_sound() {
        Ok(true) => Ok(generation),
        _ => Err(Reason::Damaged("checksums differ after a crash".to_owned())),
    });
    if whole.is_err() {
        generation::disown(dir);
    }
    // Not settled, it is looked through once more next time.
    let _ = directory::settle(dir);
    whole
}

impl Inner {
    fn read_current(&self) -> std::sync::RwLockReadGuard<'_, std::result::Result<Arc<Generation>, Reason>> {
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_current(&self, to: std::result::Result<Arc<Generation>, Reason>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = to;
    }

    /// What can be searched now.
    pub(crate) fn view(&self) -> Result<View> {
        match &*self.read_current() {
            Ok(generation) => Ok(generation.view()),
            Err(_) => Err(Error::NotBuilt),
        }
    }

    /// Stops using the index: the next [`Index::state`] asks for a rebuild.
    pub(crate) fn doubt(&self, why: &str) {
        self.set_current(Err(Reason::Damaged(why.to_owned())));
    }
}
