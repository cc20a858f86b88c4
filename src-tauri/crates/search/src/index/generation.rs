//! One generation: an engine index in its own folder.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::directory::{Directory, MmapDirectory};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{IndexReader, ReloadPolicy, Searcher};

use super::directory::HastyDirectory;
use super::{LibraryStamp, Payload, Reason, View};
use crate::columns::ColumnCache;
use crate::error::{Error, Result};
use crate::grams::Grams;
use crate::schema::Fields;
use crate::values::Values;
use crate::{bigram, fold, grams, schema};

/// Names the generation in use.
const CURRENT: &str = "CURRENT";
/// Names the generation in the making.
pub(super) const UNFINISHED: &str = "UNFINISHED";
const PREFIX: &str = "g-";

/// An opened engine index and what it says about itself.
pub(super) struct Generation {
    name: String,
    pub(super) engine: tantivy::Index,
    reader: IndexReader,
    /// What is searched, with the number of the last change it holds.
    seen: RwLock<(Searcher, u64)>,
    values: Arc<Values>,
    columns: Arc<ColumnCache>,
    pub(super) grams: Arc<Grams>,
}

/// The name of the generation in use.
pub(super) fn current_name(dir: &Path) -> Option<String> {
    named_in(dir, CURRENT)
}

/// The name of the generation that `file` names.
pub(super) fn named_in(dir: &Path, file: &str) -> Option<String> {
    let name = fs::read_to_string(dir.join(file)).ok()?;
    let name = name.trim();
    // A name read from disk must not lead out of the folder.
    number(name).map(|_| name.to_owned())
}

fn number(name: &str) -> Option<u64> {
    name.strip_prefix(PREFIX)?.parse().ok()
}

/// A name that no folder has yet.
pub(super) fn next_name(dir: &Path) -> String {
    let taken = names(dir).iter().filter_map(|name| number(name)).max().unwrap_or(0);
    format!("{PREFIX}{}", taken + 1)
}

fn names(dir: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(dir) else { return Vec::new() };
    entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).filter(|n| number(n).is_some()).collect()
}

/// Deletes every generation but the one in use and the one in the making. What another process
/// still holds open may stay (on Windows); the next call takes it.
pub(super) fn sweep(dir: &Path) {
    let keep = [named_in(dir, CURRENT), named_in(dir, UNFINISHED)];
    for name in names(dir) {
        if !keep.iter().flatten().any(|kept| *kept == name) {
            let _ = fs::remove_dir_all(dir.join(name));
        }
    }
}

/// Names `name` as the generation in use, in one step.
pub(super) fn point_to(dir: &Path, name: &str) -> Result<()> {
    name_in(dir, CURRENT, name)
}

/// Names no generation any more as the one in use.
pub(super) fn disown(dir: &Path) {
    let _ = fs::remove_file(dir.join(CURRENT));
}

/// Writes `name` into `file`, in one step.
pub(super) fn name_in(dir: &Path, file: &str, name: &str) -> Result<()> {
    let path = dir.join(file);
    let draft = dir.join(format!("{file}.new"));
    let write = || {
        let mut file = fs::File::create(&draft)?;
        writeln!(file, "{name}")?;
        file.sync_all()?;
        fs::rename(&draft, &path)
    };
    write().map_err(Error::io(&path))
}

/// Makes an empty generation.
pub(super) fn create(dir: &Path, name: &str, fields: &Fields, grams: &Arc<Grams>) -> Result<tantivy::Index> {
    let path = dir.join(name);
    fs::create_dir_all(&path).map_err(Error::io(&path))?;
    let directory = MmapDirectory::open(&path).map_err(tantivy::TantivyError::from)?;
    let engine = tantivy::Index::create(directory, fields.schema.clone(), schema::settings())?;
    register(&engine, grams);
    Ok(engine)
}

/// Makes the tokenizers known to an engine that was opened; gives the grams.
pub(super) fn register_tokenizers(engine: &tantivy::Index, frequent: Vec<String>) -> Arc<Grams> {
    let grams = Arc::new(Grams::new(frequent));
    register(engine, &grams);
    grams
}

fn register(engine: &tantivy::Index, grams: &Arc<Grams>) {
    engine.tokenizers().register(grams::NAME, TextAnalyzer::builder(grams::Finder::new(grams.clone())).build());
    engine.tokenizers().register(bigram::NAME, TextAnalyzer::builder(bigram::Bigrams).build());
}

/// Opens the generation in use, or says why there is none.
pub(super) fn open_current(
    dir: &Path,
    fields: &Fields,
    stamp: &LibraryStamp,
) -> std::result::Result<Arc<Generation>, Reason> {
    let name = current_name(dir).ok_or(Reason::Missing)?;
    let path = dir.join(&name);
    if !path.is_dir() {
        return Err(Reason::Missing);
    }
    // The engine checks what it reads, but a damaged file may still trip it up.
    let opened = std::panic::catch_unwind(|| Generation::open(&path, name, fields, stamp));
    opened.unwrap_or_else(|_| Err(Reason::Damaged("the engine gave up".to_owned()))).map(Arc::new)
}

fn damaged(error: &tantivy::TantivyError) -> Reason {
    Reason::Damaged(error.to_string())
}

/// Opens the engine of a generation that is of use to this program and library.
pub(super) fn open_engine(
    directory: impl Into<Box<dyn Directory>>,
    fields: &Fields,
    stamp: &LibraryStamp,
) -> std::result::Result<(tantivy::Index, Payload), Reason> {
    let engine = tantivy::Index::open(directory).map_err(|error| damaged(&error))?;
    let payload = read_payload(&engine).ok_or_else(|| Reason::Damaged("no payload".to_owned()))?;
    if payload.folding != fold::VERSION || payload.schema != schema::VERSION || engine.schema() != fields.schema {
        return Err(Reason::OtherVersion);
    }
    if payload.library.library_id != stamp.library_id {
        return Err(Reason::OtherLibrary);
    }
    if payload.library.restore_epoch != stamp.restore_epoch {
        return Err(Reason::Restored);
    }
    Ok((engine, payload))
}

impl Generation {
    fn open(path: &Path, name: String, fields: &Fields, stamp: &LibraryStamp) -> std::result::Result<Self, Reason> {
        let directory = HastyDirectory::open(path).map_err(|error| damaged(&error.into()))?;
        let (engine, payload) = open_engine(directory, fields, stamp)?;
        if payload.unfinished_after.is_some() {
            return Err(Reason::Damaged("unfinished".to_owned()));
        }
        let grams = register_tokenizers(&engine, payload.frequent);
        let reader =
            engine.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(|error| damaged(&error))?;
        let seen = RwLock::new((reader.searcher(), payload.seq));
        Ok(Self { name, engine, reader, seen, values: Arc::default(), columns: Arc::default(), grams })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn seq(&self) -> u64 {
        self.seen.read().unwrap_or_else(PoisonError::into_inner).1
    }

    pub(super) fn view(&self) -> View {
        let seen = self.seen.read().unwrap_or_else(PoisonError::into_inner);
        View {
            searcher: seen.0.clone(),
            seq: seen.1,
            values: self.values.clone(),
            grams: self.grams.clone(),
            columns: self.columns.clone(),
        }
    }

    /// Sees the last commit. The number is read before the segments: a commit in between makes
    /// the view newer than it says, never older.
    pub(super) fn reload(&self) -> Result<()> {
        let seq = read_payload(&self.engine).map(|payload| payload.seq);
        self.reader.reload()?;
        let mut seen = self.seen.write().unwrap_or_else(PoisonError::into_inner);
        *seen = (self.reader.searcher(), seq.unwrap_or(seen.1));
        self.values.keep(&seen.0);
        self.columns.keep(&seen.0);
        Ok(())
    }

    pub(super) fn is_sound(&self) -> Result<bool> {
        Ok(self.engine.validate_checksum()?.is_empty())
    }
}

fn read_payload(engine: &tantivy::Index) -> Option<Payload> {
    let payload = engine.load_metas().ok()?.payload?;
    serde_json::from_str(&payload).ok()
}
