//! The one writer: replaying changes, and rebuilding.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::ops::ControlFlow;
use std::sync::Arc;

use tantivy::{IndexWriter, Term};

use super::generation::Generation;
use super::{Index, Payload, generation};
use crate::doc::{Doc, DocKey};
use crate::error::{Error, Result};
use crate::often::{self, Often};
use crate::{fold, schema};

/// Memory of the writer that keeps up with edits, in bytes.
const KEEP_UP_MEMORY: usize = 16 << 20;

/// Memory of the threads of a rebuild together, in bytes: more makes fewer, larger segments.
const REBUILD_MEMORY: usize = 768 << 20;

/// How often a rebuild reports, in documents.
const REPORT_EVERY: u64 = 1_000;

/// The right to write. Dropped, it lets another process write.
pub struct Writer {
    index: Index,
    /// The engine's writer on the generation of that name.
    engine: Option<(String, IndexWriter)>,
    _lock: File,
}

impl Writer {
    pub(super) fn lock(index: Index) -> Result<Self> {
        let path = index.inner.dir.join("writer.lock");
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(Error::io(&path))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Busy),
            Err(TryLockError::Error(source)) => return Err(Error::Io { path, source }),
        }
        // Another process may have written until now, or may have been killed while rebuilding.
        index.reload();
        let dir = &index.inner.dir;
        generation::sweep(dir, generation::current_name(dir).as_deref());
        Ok(Self { index, engine: None, _lock: lock })
    }

    /// Brings the index up to change number `seq`: `deletes` go, with all their parts, then
    /// `upserts` take the place of what has the same key. All parts of a key come in one call.
    /// What was applied is found as soon as this returns.
    pub fn apply(&mut self, upserts: impl IntoIterator<Item = Doc>, deletes: &[DocKey], seq: u64) -> Result<()> {
        let index = self.index.clone();
        let current = index.inner.read_current().clone().map_err(|_| Error::NotBuilt)?;
        let payload = self.payload(seq, &current.often)?;
        let fields = &index.inner.fields;
        let engine = self.keep_up(&current)?;
        let delete = |engine: &IndexWriter, key: &DocKey| {
            engine.delete_term(Term::from_field_bytes(fields.key, &key.term_bytes()));
        };
        for key in deletes {
            delete(engine, key);
        }
        let mut replaced = HashSet::new();
        for doc in upserts {
            if replaced.insert(doc.key) {
                delete(engine, &doc.key);
            }
            engine.add_document(fields.document(&doc))?;
        }
        commit(engine, &payload)?;
        index.reload();
        Ok(())
    }

    /// Builds the index anew from every document of the library as of change number `seq`.
    /// `progress` hears how many documents are in, and may call it off; the index then stays as it was.
    pub fn rebuild(
        &mut self,
        docs: impl IntoIterator<Item = Doc>,
        seq: u64,
        mut progress: impl FnMut(u64) -> ControlFlow<()>,
    ) -> Result<()> {
        let inner = self.index.inner.clone();
        // The old generation's writer lets go of its folder first.
        self.engine = None;
        let name = generation::next_name(&inner.dir);
        let mut docs = docs.into_iter();
        let sample: Vec<Doc> = docs.by_ref().take(often::SAMPLE).collect();
        let often = Arc::new(Often::learn(sample.iter().map(|doc| doc.text.as_str())));
        let built = (|| {
            let engine = generation::create(&inner.dir, &name, &inner.fields, &often)?;
            let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
            let mut writer: IndexWriter = engine.writer_with_num_threads(threads, REBUILD_MEMORY)?;
            let mut count = 0;
            for doc in sample.into_iter().chain(docs) {
                writer.add_document(inner.fields.document(&doc))?;
                count += 1;
                if count % REPORT_EVERY == 0 && progress(count).is_break() {
                    return Err(Error::Cancelled);
                }
            }
            commit(&mut writer, &self.payload(seq, &often)?)?;
            writer.wait_merging_threads()?;
            generation::point_to(&inner.dir, &name)
        })();
        if built.is_err() {
            let _ = fs::remove_dir_all(inner.dir.join(&name));
            return built;
        }
        self.index.reload();
        generation::sweep(&inner.dir, Some(&name));
        Ok(())
    }

    fn payload(&self, seq: u64, often: &Often) -> Result<String> {
        let library = self.index.inner.stamp;
        let often = often.strings().to_vec();
        let payload = Payload { library, seq, folding: fold::VERSION, schema: schema::VERSION, often };
        serde_json::to_string(&payload).map_err(|error| tantivy::TantivyError::InternalError(error.to_string()).into())
    }

    /// The engine's writer on `current`.
    fn keep_up(&mut self, current: &Generation) -> Result<&mut IndexWriter> {
        let engine = match self.engine.take() {
            Some((name, engine)) if name == current.name() => engine,
            _ => current.engine.writer_with_num_threads(1, KEEP_UP_MEMORY)?,
        };
        Ok(&mut self.engine.insert((current.name().to_owned(), engine)).1)
    }
}

fn commit(engine: &mut IndexWriter, payload: &str) -> Result<()> {
    let mut prepared = engine.prepare_commit()?;
    prepared.set_payload(payload);
    prepared.commit()?;
    Ok(())
}
