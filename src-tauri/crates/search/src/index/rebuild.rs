//! Building a generation: in the background, called off and gone on with at will.
//!
//! Invariants:
//! - Until [`Rebuild::finish`] the old generation is the one that is searched.
//! - Every checkpoint says after which document to go on. What is killed, or dropped, goes on from
//!   the last checkpoint, if library and versions are still the same; documents come in the same
//!   order then.
//! - A finished generation says the change number at which it was *begun*: documents were read at
//!   various times since, and replaying the changes since then makes them all of one time.

use std::fs;
use std::sync::Arc;

use tantivy::IndexWriter;
use tantivy::directory::MmapDirectory;

use super::generation::{self, UNFINISHED};
use super::writer::{Writer, commit};
use crate::doc::{Doc, DocKey};
use crate::error::Result;
use crate::grams::Grams;

/// Memory of the threads of a rebuild together, in bytes.
const MEMORY: usize = 320 << 20;

/// Documents between two checkpoints. Each makes a segment for every thread, so that fewer
/// would make more segments, and more would take more memory.
const CHECKPOINT: u64 = 100_000;

/// A generation in the making.
pub struct Rebuild<'w> {
    writer: &'w mut Writer,
    name: String,
    engine: IndexWriter,
    grams: Arc<Grams>,
    begun_at: u64,
    /// The last document added.
    last: Option<DocKey>,
    since_checkpoint: u64,
}

/// A generation that was left in the middle: its name, its writer, the grams it was begun with, the
/// change number as of which it was begun, and the document to go on after.
type Unfinished = (String, IndexWriter, Arc<Grams>, u64, DocKey);

impl Writer {
    /// Goes on with the generation that was left unfinished, or begins a new one as of change number
    /// `seq`, which learns from `sample`, the texts of some documents, what is frequent in the library.
    pub fn begin(&mut self, seq: u64, sample: impl FnOnce() -> Vec<Vec<String>>) -> Result<Rebuild<'_>> {
        match self.unfinished()? {
            Some((name, engine, grams, begun_at, last)) => {
                Ok(Rebuild { writer: self, name, engine, grams, begun_at, last: Some(last), since_checkpoint: 0 })
            }
            None => self.begin_anew(seq, sample),
        }
    }

    /// Begins a new generation whatever was left unfinished.
    pub fn begin_anew(&mut self, seq: u64, sample: impl FnOnce() -> Vec<Vec<String>>) -> Result<Rebuild<'_>> {
        let inner = self.index.inner.clone();
        // The writer of the old generation lets go of its memory first.
        self.engine = None;
        let grams = Arc::new(Grams::learn(&sample()));
        let name = generation::next_name(&inner.dir);
        let index = generation::create(&inner.dir, &name, &inner.fields, &grams)?;
        generation::name_in(&inner.dir, UNFINISHED, &name)?;
        generation::sweep(&inner.dir);
        let engine = engine(&index)?;
        Ok(Rebuild { writer: self, name, engine, grams, begun_at: seq, last: None, since_checkpoint: 0 })
    }

    /// The unfinished generation, if it has come to a checkpoint and is still of use.
    fn unfinished(&mut self) -> Result<Option<Unfinished>> {
        let inner = self.index.inner.clone();
        let Some(name) = generation::named_in(&inner.dir, UNFINISHED) else { return Ok(None) };
        let Ok(directory) = MmapDirectory::open(inner.dir.join(&name)) else { return Ok(None) };
        let Ok((index, payload)) = generation::open_engine(directory, &inner.fields, &inner.stamp) else {
            return Ok(None);
        };
        let Some(last) = payload.unfinished_after else { return Ok(None) };
        self.engine = None;
        let grams = generation::register_tokenizers(&index, payload.frequent);
        Ok(Some((name, engine(&index)?, grams, payload.seq, last)))
    }
}

fn engine(index: &tantivy::Index) -> Result<IndexWriter> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    Ok(index.writer_with_num_threads(threads, MEMORY)?)
}

impl Rebuild<'_> {
    /// The change number as of which it was begun.
    pub fn begun_at(&self) -> u64 {
        self.begun_at
    }

    /// The document to go on after; `None` at the beginning.
    pub fn last(&self) -> Option<DocKey> {
        self.last
    }

    /// How many documents the last checkpoint holds.
    pub fn held(&self) -> u64 {
        let segments = self.engine.index().searchable_segment_metas().unwrap_or_default();
        segments.iter().map(|segment| u64::from(segment.num_docs())).sum()
    }

    /// Adds a document. All parts of a key are added one after the other.
    pub fn add(&mut self, doc: &Doc) -> Result<()> {
        if self.since_checkpoint >= CHECKPOINT && self.last != Some(doc.key) {
            self.checkpoint()?;
        }
        self.engine.add_document(self.writer.index.inner.fields.document(doc))?;
        self.last = Some(doc.key);
        self.since_checkpoint += 1;
        Ok(())
    }

    /// Makes what was added so far last, to be gone on with later.
    pub fn checkpoint(&mut self) -> Result<()> {
        self.since_checkpoint = 0;
        let payload = self.writer.payload(self.begun_at, &self.grams, self.last)?;
        commit(&mut self.engine, &payload)
    }

    /// Puts the generation in the place of the one in use. It has seen the changes up to
    /// [`Self::begun_at`].
    pub fn finish(mut self) -> Result<()> {
        let payload = self.writer.payload(self.begun_at, &self.grams, None)?;
        commit(&mut self.engine, &payload)?;
        self.engine.wait_merging_threads()?;
        let inner = self.writer.index.inner.clone();
        generation::point_to(&inner.dir, &self.name)?;
        let _ = fs::remove_file(inner.dir.join(UNFINISHED));
        self.writer.index.reload();
        generation::sweep(&inner.dir);
        Ok(())
    }

    /// Throws away what was built.
    pub fn discard(self) {
        let dir = self.writer.index.inner.dir.clone();
        drop(self.engine);
        let _ = fs::remove_file(dir.join(UNFINISHED));
        generation::sweep(&dir);
    }
}
