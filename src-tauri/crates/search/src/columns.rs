//! What every search reads of a segment, opened once and kept: opening a column, or reading the
//! values of a facet, takes longer than many a search. Segments never change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::{ColumnValues, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};
use uuid::Uuid;

use crate::doc::{DocKey, Kind};
use crate::error::Result;
use crate::request::DocRef;
use crate::schema::UNDATED;

/// The columns of one segment. What is read of every match lies unpacked in memory: about thirteen
/// bytes for a document.
pub(crate) struct Columns {
    /// By document.
    pub(crate) day: Vec<i32>,
    /// By document; see [`crate::rank::weight`].
    pub(crate) weight: Vec<u8>,
    pub(crate) newest: i32,
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
    /// By document: its value's ordinal, or [`Facet::NONE`].
    pub(crate) ordinals: Vec<u32>,
    /// By ordinal.
    pub(crate) values: Vec<String>,
}

impl Columns {
    fn open(segment: &SegmentReader) -> Result<Self> {
        let fast = segment.fast_fields();
        let documents = 0..segment.max_doc();
        let day = fast.column_first_or_default::<i64>("day")?;
        let day: Vec<i32> = documents.clone().map(|doc| i32::try_from(day.get_val(doc)).unwrap_or(0)).collect();
        let weight = fast.column_first_or_default::<u64>("weight")?;
        Ok(Self {
            newest: day.iter().copied().max().unwrap_or(0),
            day,
            weight: documents.map(|doc| u8::try_from(weight.get_val(doc)).unwrap_or(u8::MAX)).collect(),
            group: Facet::open(segment, "group")?,
            speaker: Facet::open(segment, "speaker")?,
            kind: fast.column_first_or_default("kind")?,
            part: fast.column_first_or_default("part")?,
            id_high: fast.column_first_or_default("id_high")?,
            id_low: fast.column_first_or_default("id_low")?,
            meeting: fast.str("meeting")?,
        })
    }

    /// The day of `doc`, as [`crate::schema::day`] counts.
    pub(crate) fn day(&self, doc: DocId) -> i64 {
        self.day.get(doc as usize).copied().map_or(UNDATED, i64::from)
    }

    /// See [`crate::rank::weight`].
    pub(crate) fn weight(&self, doc: DocId) -> u64 {
        self.weight.get(doc as usize).copied().map_or(0, u64::from)
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
    /// The ordinal of no value.
    pub(crate) const NONE: u32 = u32::MAX;

    pub(crate) fn open(segment: &SegmentReader, field: &str) -> Result<Self> {
        let Some(column) = segment.fast_fields().str(field)? else {
            return Ok(Self { ordinals: Vec::new(), values: Vec::new() });
        };
        let mut values = Vec::with_capacity(column.num_terms());
        let mut stream = column.dictionary().stream().map_err(tantivy::TantivyError::from)?;
        while stream.advance() {
            values.push(String::from_utf8_lossy(stream.key()).into_owned());
        }
        let ordinal = |doc| column.ords().first(doc).and_then(|ordinal| u32::try_from(ordinal).ok());
        let ordinals = (0..segment.max_doc()).map(|doc| ordinal(doc).unwrap_or(Self::NONE)).collect();
        Ok(Self { ordinals, values })
    }

    /// The ordinal of the value of `doc`, or [`Self::NONE`].
    pub(crate) fn ordinal(&self, doc: DocId) -> u32 {
        self.ordinals.get(doc as usize).copied().unwrap_or(Self::NONE)
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
