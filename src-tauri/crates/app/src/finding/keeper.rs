//! Keeping the index up with the library, in a thread of its own.
//!
//! ```text
//! commit ── wake ──▶ keeper ── replay or build ──▶ index
//! search ── wake, wait until the index has seen enough ──▲
//! ```
//!
//! Invariants:
//! - One process writes the index at a time. It lets go soon after its last change; where another
//!   one writes, the keeper looks again and again, and what the other has written counts. A lock
//!   held elsewhere is never an error.
//! - How far the index has come is read before how far the library has: so the index is never taken
//!   to be ahead of a library that went on between the two looks.
//! - A build that is called off, or killed, goes on later from where it was.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use gijicho_search::{DocKey, Index, Writer};
use gijicho_store::{Access, Clock, IndexKind, Store};

use super::attached::Attached;
use super::rows::{documents, index_kind, kind};
use crate::api::search::{IndexStage, IndexStatus};
use crate::error::{AppError, RpcError};

/// How long the right to write is kept after the last change, so that a row of edits costs one lock.
const LETS_GO_AFTER: Duration = Duration::from_millis(400);
/// How often the library is looked at while the right to write is held, and the lock while it is not.
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// Rows read at a time: between two such reads a build can be called off, and the library be written.
const ROWS: u32 = 2_000;
/// Texts from which a build learns what is frequent.
const SAMPLE: u32 = 8_000;
/// A replay of more rows than this says how far it has come.
const LONG_REPLAY: usize = 5_000;
/// A library smaller than this is not built anew because much of it has changed.
const SMALL: u64 = 20_000;

/// Longer than any build takes.
const TO_THE_END: Duration = Duration::from_hours(24);

/// Told whenever the keeper's work has moved on.
pub(crate) type Listener = Box<dyn Fn(&IndexStatus) + Send + Sync>;

/// The thread that keeps the index up, and what it is told.
pub(super) struct Keeper {
    shared: Arc<Shared>,
    /// Started when there is something to do: most commands of a command line have nothing.
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    index: Index,
    attached: Arc<Attached>,
    dir: PathBuf,
    clock: Arc<dyn Clock>,
    orders: Mutex<Orders>,
    /// Orders were given, or work has moved on.
    moved: Condvar,
    /// No build is wanted now.
    called_off: AtomicBool,
    listener: Mutex<Option<Listener>>,
}

#[derive(Default)]
struct Orders {
    wake: bool,
    anew: bool,
    close: bool,
    status: IndexStatus,
    /// How many times a whole index was built.
    built: u64,
}

/// What a waiter finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Readiness {
    /// The index has seen everything asked for.
    Fresh,
    /// Not yet, or not as long as the person has called off the build.
    Behind,
    /// It cannot.
    Failed(String),
    /// Nobody waits any more.
    GivenUp,
}

/// What the thread does next.
enum Next {
    Look { anew: bool },
    Rest,
    Close,
}

impl Keeper {
    pub(super) fn new(index: Index, attached: Arc<Attached>, store: &Store) -> Self {
        let shared = Shared {
            index,
            attached,
            dir: store.dir().to_owned(),
            clock: store.clock().clone(),
            orders: Mutex::default(),
            moved: Condvar::new(),
            called_off: AtomicBool::new(false),
            listener: Mutex::new(None),
        };
        Self { shared: Arc::new(shared), thread: Mutex::new(None) }
    }

    /// Lets the keeper look whether the library has gone on.
    pub(super) fn wake(&self) {
        self.order(|orders| orders.wake = true);
    }

    /// Lets the keeper build the index anew, or go on with what was called off.
    pub(super) fn build(&self, anew: bool) {
        self.shared.called_off.store(false, Ordering::SeqCst);
        self.order(|orders| {
            orders.anew |= anew;
            orders.wake = true;
        });
    }

    /// Calls a build off, until [`Self::build`] is asked for or the program starts again.
    pub(super) fn call_off(&self) {
        self.shared.called_off.store(true, Ordering::SeqCst);
    }

    pub(super) fn status(&self) -> IndexStatus {
        self.shared.orders().status.clone()
    }

    pub(super) fn listen(&self, listener: Listener) {
        *self.shared.listener.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
    }

    /// Builds the index anew and waits for it.
    pub(super) fn build_and_wait(&self) -> Readiness {
        let before = self.shared.orders().built;
        self.build(true);
        let deadline = Instant::now() + TO_THE_END;
        self.wait_until(deadline, &AtomicBool::new(false), |orders| orders.built > before)
    }

    /// Waits until the index has seen change number `seq`, at most until `deadline`, and no longer
    /// than `given_up` is false.
    pub(super) fn wait(&self, seq: u64, deadline: Instant, given_up: &AtomicBool) -> Readiness {
        let has_seen = || self.shared.index.seq().is_some_and(|seen| seen >= seq);
        if has_seen() {
            return Readiness::Fresh;
        }
        self.wake();
        self.wait_until(deadline, given_up, |_| has_seen())
    }

    fn wait_until(&self, deadline: Instant, given_up: &AtomicBool, done: impl Fn(&Orders) -> bool) -> Readiness {
        let mut orders = self.shared.orders();
        loop {
            if done(&orders) {
                return Readiness::Fresh;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match orders.status.stage {
                _ if given_up.load(Ordering::Relaxed) => return Readiness::GivenUp,
                IndexStage::Failed => return Readiness::Failed(orders.status.message.clone()),
                IndexStage::CalledOff => return Readiness::Behind,
                _ if left.is_zero() => return Readiness::Behind,
                _ => {}
            }
            let waited = self.shared.moved.wait_timeout(orders, left.min(LOOK_AGAIN));
            orders = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn order(&self, give: impl FnOnce(&mut Orders)) {
        {
            let mut orders = self.shared.orders();
            give(&mut orders);
            // What came of earlier orders is no answer to this one.
            if matches!(orders.status.stage, IndexStage::Failed | IndexStage::CalledOff) {
                orders.status = IndexStatus::default();
            }
        }
        self.shared.moved.notify_all();
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if thread.as_ref().is_none_or(JoinHandle::is_finished) {
            let shared = self.shared.clone();
            *thread = std::thread::Builder::new().name("index".to_owned()).spawn(move || shared.work()).ok();
        }
    }
}

impl Drop for Keeper {
    /// A replay is finished, so that the next program finds the index up to date; a build is not.
    fn drop(&mut self) {
        self.call_off();
        self.shared.orders().close = true;
        self.shared.moved.notify_all();
        if let Some(thread) = self.thread.get_mut().unwrap_or_else(PoisonError::into_inner).take() {
            // A panic has been reported already; there is nothing to save here.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says where the work stands.
    fn tell(&self, status: IndexStatus) {
        self.orders().status = status.clone();
        self.moved.notify_all();
        if let Some(listener) = &*self.listener.lock().unwrap_or_else(PoisonError::into_inner) {
            listener(&status);
        }
    }

    fn work(&self) {
        let mut hand = Hand { shared: self, store: None, writer: None, written_at: Instant::now() };
        loop {
            match self.next(hand.writer.is_some()) {
                Next::Close => return,
                Next::Rest if hand.written_at.elapsed() > LETS_GO_AFTER => hand.writer = None,
                // Whoever may write keeps the index up with what others commit.
                Next::Rest => hand.look(false),
                Next::Look { anew } => hand.look(anew),
            }
        }
    }

    /// Waits for orders; not for long while the right to write is held.
    fn next(&self, holds: bool) -> Next {
        let mut orders = self.orders();
        loop {
            if std::mem::take(&mut orders.wake) {
                return Next::Look { anew: std::mem::take(&mut orders.anew) };
            }
            if orders.close {
                return Next::Close;
            }
            if holds {
                let waited = self.moved.wait_timeout(orders, LOOK_AGAIN).unwrap_or_else(PoisonError::into_inner);
                orders = waited.0;
                if waited.1.timed_out() {
                    return Next::Rest;
                }
            } else {
                orders = self.moved.wait(orders).unwrap_or_else(PoisonError::into_inner);
            }
        }
    }
}

/// The keeper at work: its own view of the library, and the right to write while it has it.
struct Hand<'a> {
    shared: &'a Shared,
    store: Option<Store>,
    writer: Option<Writer>,
    written_at: Instant,
}

impl Hand<'_> {
    /// Brings the index up to the library, and says how that went.
    fn look(&mut self, mut anew: bool) {
        loop {
            match self.bring_up(anew) {
                Ok(true) => return self.settle(IndexStage::Ready),
                Ok(false) => anew = false,
                Err(AppError::Search(gijicho_search::Error::Busy)) => {
                    if self.shared.orders().close {
                        return;
                    }
                    std::thread::sleep(LOOK_AGAIN);
                }
                Err(AppError::Search(gijicho_search::Error::Cancelled)) => {
                    self.writer = None;
                    return self.settle(IndexStage::CalledOff);
                }
                Err(error) => {
                    self.writer = None;
                    let message = RpcError::from(error).message;
                    let status = IndexStatus { stage: IndexStage::Failed, message, ..IndexStatus::default() };
                    return self.shared.tell(status);
                }
            }
        }
    }

    /// Tells the stage if it is another one than before.
    fn settle(&self, stage: IndexStage) {
        let status = self.shared.orders().status.clone();
        if status.stage == stage {
            self.shared.moved.notify_all();
        } else {
            self.shared.tell(IndexStatus { stage, message: String::new(), ..status });
        }
    }

    /// One step; true when the index has seen everything.
    fn bring_up(&mut self, anew: bool) -> Result<bool, AppError> {
        let Self { shared, store, writer, written_at } = self;
        let index = &shared.index;
        if store.is_none() {
            *store = Some(Store::open(&shared.dir, Access::ReadOnly, shared.clock.clone())?);
        }
        let Some(store) = store else { return Ok(false) };
        if writer.is_none() {
            index.reload();
            let seen = index.seq();
            if !anew && seen == Some(last_seq(store)?) {
                return Ok(true);
            }
            *writer = Some(index.try_writer()?);
            *written_at = Instant::now();
        }
        let Some(writer) = writer else { return Ok(false) };
        let seen = index.seq();
        let last = last_seq(store)?;
        match seen {
            _ if anew => build(shared, store, writer, true)?,
            Some(seen) if seen == last => return Ok(true),
            Some(seen) if seen < last && replay(shared, store, writer, seen)? => {}
            // There is none to go on with, it is another library's or time's, or most of it is stale.
            _ => build(shared, store, writer, false)?,
        }
        *written_at = Instant::now();
        Ok(false)
    }
}

fn last_seq(store: &Store) -> Result<u64, AppError> {
    Ok(super::seq(store.read()?.last_seq()?))
}

/// Applies what has changed since `seen`; false where building anew is less work.
fn replay(shared: &Shared, store: &Store, writer: &mut Writer, seen: u64) -> Result<bool, AppError> {
    let reader = store.read()?;
    let last = super::seq(reader.last_seq()?);
    let touched = reader.index_touched(&reader.changes_since(i64::try_from(seen).unwrap_or(i64::MAX))?)?;
    let size = reader.index_size()?;
    if size > SMALL && touched.len() as u64 > size / 2 {
        return Ok(false);
    }
    let deletes: Vec<DocKey> = touched.iter().map(|(row, id)| DocKey { kind: kind(*row), id: *id }).collect();
    let total = touched.len();
    let upserts = touched.into_iter().enumerate().flat_map(|(done, (kind, id))| {
        if total > LONG_REPLAY && done % ROWS as usize == 0 {
            shared.tell(IndexStatus::building(done as u64, total as u64));
        }
        let row = reader.index_row(kind, id).transpose();
        let found = row.map(|row| row.and_then(|row| documents(row, store, &reader, &shared.attached)));
        match found {
            None => Vec::new(),
            Some(Ok(docs)) => docs.into_iter().map(Ok).collect(),
            Some(Err(error)) => vec![Err(AppError::from(error))],
        }
    });
    writer.try_apply(upserts, &deletes, last)?;
    Ok(true)
}

/// Builds a generation, or goes on with one, until it is done or called off.
fn build(shared: &Shared, store: &Store, writer: &mut Writer, anew: bool) -> Result<(), AppError> {
    if shared.called_off.load(Ordering::SeqCst) {
        return Err(gijicho_search::Error::Cancelled.into());
    }
    let (last, total, sample) = {
        let reader = store.read()?;
        (super::seq(reader.last_seq()?), reader.index_size()?, reader.index_sample(SAMPLE)?)
    };
    let mut building = if anew { writer.begin_anew(last, || sample)? } else { writer.begin(last, || sample)? };
    let mut done = building.held();
    loop {
        shared.tell(IndexStatus::building(done, total));
        if shared.called_off.load(Ordering::SeqCst) {
            building.checkpoint()?;
            return Err(gijicho_search::Error::Cancelled.into());
        }
        let after: Option<(IndexKind, _)> = building.last().map(|key| (index_kind(key.kind), key.id));
        let reader = store.read()?;
        let rows = reader.index_after(after, ROWS)?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            for doc in documents(row, store, &reader, &shared.attached)? {
                building.add(&doc)?;
            }
            done += 1;
        }
    }
    building.finish()?;
    shared.orders().built += 1;
    Ok(())
}
