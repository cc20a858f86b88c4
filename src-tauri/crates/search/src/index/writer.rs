//! The one writer: replaying changes, and rebuilding in one go.

use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::ops::ControlFlow;
use std::path::Path;

use tantivy::{IndexWriter, Term};

use super::generation::Generation;
use super::{Index, Payload, directory, generation};
use crate::doc::{Doc, DocKey};
use crate::error::{Error, Result};
use crate::grams::{self, Grams};
use crate::{fold, schema};

/// Memory of the writer that keeps up with edits, in bytes.
const KEEP_UP_MEMORY: usize = 16 << 20;

/// How often a rebuild reports, in documents.
const REPORT_EVERY: u64 = 1_000;

/// The right to write. Dropped, it lets another process write.
pub struct Writer {
    pub(super) index: Index,
    /// The engine's writer on the generation of that name.
    pub(super) engine: Option<(String, IndexWriter)>,
    _lock: File,
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The engine writes until it is gone.
        self.engine = None;
        // What stays unforced is looked through when the index is opened next.
        let _ = directory::settle(&self.index.inner.dir);
    }
}

/// Locks the index in `dir` for writing; [`Error::Busy`] while another process writes.
pub(super) fn lock(dir: &Path) -> Result<File> {
    let path = dir.join("writer.lock");
    let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(Error::io(&path))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Error::Busy),
        Err(TryLockError::Error(source)) => Err(Error::Io { path, source }),
    }
}

impl Writer {
    pub(super) fn lock(index: Index) -> Result<Self> {
        let lock = lock(&index.inner.dir)?;
        // Another process may have written until now, or may have been killed while rebuilding.
        index.reload();
        generation::sweep(&index.inner.dir);
        Ok(Self { index, engine: None, _lock: lock })
    }

    /// Brings the index up to change number `seq`: `deletes` go, with all their parts, then
    /// `upserts` take the place of what has the same key. All parts of a key come in one call.
    /// What was applied is found as soon as this returns.
    pub fn apply(&mut self, upserts: impl IntoIterator<Item = Doc>, deletes: &[DocKey], seq: u64) -> Result<()> {
        self.try_apply(upserts.into_iter().map(Ok::<_, Error>), deletes, seq)
    }

    /// [`Self::apply`] of documents that may fail to come: nothing is changed then.
    pub fn try_apply<E: From<Error>>(
        &mut self,
        upserts: impl IntoIterator<Item = std::result::Result<Doc, E>>,
        deletes: &[DocKey],
        seq: u64,
    ) -> std::result::Result<(), E> {
        let index = self.index.clone();
        let staged = self.stage(&index, upserts, deletes, seq);
        if staged.is_err() {
            // What was not committed goes with the engine's writer.
            self.engine = None;
            return staged;
        }
        index.reload();
        Ok(())
    }

    fn stage<E: From<Error>>(
        &mut self,
        index: &Index,
        upserts: impl IntoIterator<Item = std::result::Result<Doc, E>>,
        deletes: &[DocKey],
        seq: u64,
    ) -> std::result::Result<(), E> {
        let current = index.inner.read_current().clone().map_err(|_| Error::NotBuilt)?;
        let payload = self.payload(seq, &current.grams, None)?;
        let fields = &index.inner.fields;
        let engine = self.keep_up(&current)?;
        let mut gone = HashSet::new();
        let mut delete = |engine: &IndexWriter, key: &DocKey| {
            if gone.insert(*key) {
                engine.delete_term(Term::from_field_bytes(fields.key, &key.term_bytes()));
            }
        };
        for key in deletes {
            delete(engine, key);
        }
        for doc in upserts {
            let doc = doc?;
            delete(engine, &doc.key);
            engine.add_document(fields.document(&doc)).map_err(Error::from)?;
        }
        Ok(commit(engine, &payload)?)
    }

    /// Builds the index anew from every document of the library as of change number `seq`.
    /// `progress` hears how many documents are in, and may call it off; the index then stays as it was.
    pub fn rebuild(
        &mut self,
        docs: impl IntoIterator<Item = Doc>,
        seq: u64,
        mut progress: impl FnMut(u64) -> ControlFlow<()>,
    ) -> Result<()> {
        let mut docs = docs.into_iter();
        let first: Vec<Doc> = docs.by_ref().take(grams::SAMPLE).collect();
        let mut rebuild = self.begin_anew(seq, || first.iter().map(searched).collect())?;
        for (doc, count) in first.into_iter().chain(docs).zip(1u64..) {
            let added = rebuild.add(&doc);
            let called_off = count % REPORT_EVERY == 0 && progress(count).is_break();
            if added.is_err() || called_off {
                rebuild.discard();
                return added.and(Err(Error::Cancelled));
            }
        }
        rebuild.finish()
    }

    /// What a commit says of itself; `unfinished_after` is the last document of a rebuild that goes on.
    pub(super) fn payload(&self, seq: u64, grams: &Grams, unfinished_after: Option<DocKey>) -> Result<String> {
        let library = self.index.inner.stamp;
        let frequent = grams.frequent().to_vec();
        let payload =
            Payload { library, seq, folding: fold::VERSION, schema: schema::VERSION, frequent, unfinished_after };
        serde_json::to_string(&payload).map_err(|error| tantivy::TantivyError::InternalError(error.to_string()).into())
    }

    /// The engine's writer on `current`.
    fn keep_up(&mut self, current: &Generation) -> Result<&mut IndexWriter> {
        let engine = match self.engine.take() {
            Some((name, engine)) if name == current.name() => engine,
            _ => {
                directory::make_haste(&self.index.inner.dir, current.name())?;
                current.engine.writer_with_num_threads(1, KEEP_UP_MEMORY)?
            }
        };
        Ok(&mut self.engine.insert((current.name().to_owned(), engine)).1)
    }
}

pub(super) fn commit(engine: &mut IndexWriter, payload: &str) -> Result<()> {
    let mut prepared = engine.prepare_commit()?;
    prepared.set_payload(payload);
    prepared.commit()?;
    Ok(())
}

/// The texts of a document that are searched.
fn searched(doc: &Doc) -> Vec<String> {
    vec![doc.title.clone(), doc.speaker.clone(), doc.text.clone()]
}
