//! What every search reads of a segment, opened once and kept: opening a column, or reading the
//! values of a facet, takes longer than many a search. Segments never change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::fastfield::FastFieldReaders;
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};
use uuid::Uuid;

use crate::doc::{DocKey, Kind};
use crate::error::Result;
use crate::request::DocRef;

/// The columns of one segment.
pub(crate) struct Columns {
    pub(crate) day: Arc<dyn ColumnValues<i64>>,
    pub(crate) weight: Arc<dyn ColumnValues<u64>>,
    pub(crate) group: Facet,
    pub(crate) speaker: Facet,
    kind: Arc<dyn ColumnValues<u64>>,
    part: Arc<dyn ColumnValues<u64>>,
    id_high: Arc<dyn ColumnValues<u64>>,
    id_low: Arc<dyn ColumnValues<u64>>,
    meeting: Option<StrColumn>,
}

/// A column of texts and its distinct values.
pub(crate) struct Facet {
    pub(crate) ordinals: Option<Column<u64>>,
    /// By ordinal.
    pub(crate) values: Vec<String>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            day: fast.column_first_or_default("day")?,
            weight: fast.column_first_or_default("weight")?,
            group: Facet::open(fast, "group")?,
            speaker: Facet::open(fast, "speaker")?,
            kind: fast.column_first_or_default("kind")?,
            part: fast.column_first_or_default("part")?,
            id_high: fast.column_first_or_default("id_high")?,
            id_low: fast.column_first_or_default("id_low")?,
            meeting: fast.str("meeting")?,
        })
    }

    pub(crate) fn id(&self, doc: DocId) -> u128 {
        u128::from(self.id_high.get_val(doc)) << 64 | u128::from(self.id_low.get_val(doc))
    }

    pub(crate) fn part(&self, doc: DocId) -> u64 {
        self.part.get_val(doc)
    }

    /// Which document `doc` is; `None` for a kind that this version does not know.
    pub(crate) fn doc_ref(&self, doc: DocId) -> Option<DocRef> {
        let kind = Kind::from_number(self.kind.get_val(doc))?;
        let part = u32::try_from(self.part(doc)).ok()?;
        Some(DocRef { key: DocKey { kind, id: Uuid::from_u128(self.id(doc)) }, part })
    }

    pub(crate) fn meeting(&self, doc: DocId) -> Result<Option<Uuid>> {
        let Some(column) = &self.meeting else { return Ok(None) };
        let Some(ordinal) = column.ords().first(doc) else { return Ok(None) };
        let mut text = String::new();
        column.ord_to_str(ordinal, &mut text).map_err(tantivy::TantivyError::from)?;
        Ok(Uuid::parse_str(&text).ok())
    }
}

impl Facet {
    pub(crate) fn open(fast: &FastFieldReaders, field: &str) -> Result<Self> {
        let Some(column) = fast.str(field)? else {
            return Ok(Self { ordinals: None, values: Vec::new() });
        };
        let mut values = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream().map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            values.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        Ok(Self { ordinals: Some(column.ords().clone()), values })
    }
}

/// The columns of every segment that has been searched.
#[derive(Default)]
pub(crate) struct ColumnCache(Mutex<HashMap<SegmentId, Arc<Columns>>>);

impl ColumnCache {
    pub(crate) fn of(&self, segment: &SegmentReader) -> Result<Arc<Columns>> {
        if let Some(columns) = self.lock().get(&segment.segment_id()) {
            return Ok(columns.clone());
        }
        let columns = Arc::new(Columns::open(segment)?);
        self.lock().insert(segment.segment_id(), columns.clone());
        Ok(columns)
    }

    /// Forgets the segments that `searcher` does not have.
    pub(crate) fn keep(&self, searcher: &Searcher) {
        let alive: Vec<SegmentId> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        self.lock().retain(|segment, _| alive.contains(segment));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<SegmentId, Arc<Columns>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
