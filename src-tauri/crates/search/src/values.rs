//! The distinct values of raw fields (speakers, items, bodies), folded once for each segment.
//!
//! A part of such a value is looked for among the distinct values, which are few; the documents are
//! then told by number, and kept for the next keystroke. Segments never change, so what was found
//! stays right.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::{BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocId, DocSet, Searcher, SeekDangerResult, SegmentReader, TERMINATED};

use crate::columns::Facet;
use crate::error::Result;
use crate::fold::fold;

/// What a value must be, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// It holds this.
    Part(String),
    /// It is this.
    Whole(String),
}

impl Wanted {
    fn is(&self, value: &str) -> bool {
        match self {
            Self::Part(part) => value.contains(part.as_str()),
            Self::Whole(whole) => value == whole,
        }
    }
}

/// Folded values by segment and field, and documents that have them.
#[derive(Default)]
pub(crate) struct Values {
    folded: Mutex<HashMap<(SegmentId, &'static str), Arc<Facet>>>,
    chosen: Mutex<Vec<Chosen>>,
}

/// How many choices are kept, each an eighth of a byte for a document.
const KEPT: usize = 24;

/// Documents of a segment that have a wanted value.
struct Chosen {
    segment: SegmentId,
    fields: Vec<&'static str>,
    wanted: Wanted,
    documents: Arc<BitSet>,
}

impl Values {
    /// Documents that have, in any of `fields`, a value that is `wanted`.
    pub(crate) fn query(
        &self,
        searcher: &Searcher,
        fields: &[&'static str],
        wanted: &Wanted,
    ) -> Result<Box<dyn Query>> {
        let mut by_segment = HashMap::new();
        for segment in searcher.segment_readers() {
            by_segment.insert(segment.segment_id(), self.chosen(segment, fields, wanted)?);
        }
        Ok(Box::new(Documents(Arc::new(by_segment))))
    }

    fn chosen(&self, segment: &SegmentReader, fields: &[&'static str], wanted: &Wanted) -> Result<Arc<BitSet>> {
        let id = segment.segment_id();
        let is_it = |kept: &Chosen| kept.segment == id && kept.fields == fields && kept.wanted == *wanted;
        if let Some(kept) = lock(&self.chosen).iter().find(|kept| is_it(kept)) {
            return Ok(kept.documents.clone());
        }
        let mut documents = BitSet::with_max_value(segment.max_doc());
        for field in fields {
            let field = self.of(segment, field)?;
            let are_wanted: Vec<bool> = field.values.iter().map(|value| wanted.is(value)).collect();
            if !are_wanted.contains(&true) {
                continue;
            }
            for (doc, ordinal) in (0u32..).zip(&field.ordinals) {
                if are_wanted.get(*ordinal as usize) == Some(&true) {
                    documents.insert(doc);
                }
            }
        }
        let documents = Arc::new(documents);
        let mut chosen = lock(&self.chosen);
        if chosen.len() >= KEPT {
            chosen.remove(0);
        }
        chosen.push(Chosen {
            segment: id,
            fields: fields.to_vec(),
            wanted: wanted.clone(),
            documents: documents.clone(),
        });
        Ok(documents)
    }

    /// The distinct values of `field` as they are printed, with in how many documents each is.
    pub(crate) fn distinct(searcher: &Searcher, field: &str) -> Result<HashMap<String, u64>> {
        let mut distinct: HashMap<String, u64> = HashMap::new();
        for segment in searcher.segment_readers() {
            let facet = Facet::open(segment, field)?;
            let mut counts = vec![0; facet.values.len()];
            for doc in segment.doc_ids_alive() {
                if let Some(count) = counts.get_mut(facet.ordinal(doc) as usize) {
                    *count += 1;
                }
            }
            for (value, count) in facet.values.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
                *distinct.entry(value).or_default() += count;
            }
        }
        Ok(distinct)
    }

    fn of(&self, segment: &SegmentReader, field: &'static str) -> Result<Arc<Facet>> {
        let key = (segment.segment_id(), field);
        if let Some(known) = lock(&self.folded).get(&key) {
            return Ok(known.clone());
        }
        let Facet { ordinals, values } = Facet::open(segment, field)?;
        let values = values.iter().map(|value| fold(value)).collect();
        let opened = Arc::new(Facet { ordinals, values });
        lock(&self.folded).insert(key, opened.clone());
        Ok(opened)
    }

    /// Forgets the segments that `searcher` does not have.
    pub(crate) fn keep(&self, searcher: &Searcher) {
        let alive: Vec<SegmentId> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        lock(&self.folded).retain(|(segment, _), _| alive.contains(segment));
        lock(&self.chosen).retain(|chosen| alive.contains(&chosen.segment));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Documents by segment and number; they do not weigh.
#[derive(Clone)]
struct Documents(Arc<HashMap<SegmentId, Arc<BitSet>>>);

impl std::fmt::Debug for Documents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Documents").finish_non_exhaustive()
    }
}

impl Query for Documents {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Documents {
    fn scorer(&self, segment: &SegmentReader, boost: f32) -> tantivy::Result<Box<dyn Scorer>> {
        let Some(documents) = self.0.get(&segment.segment_id()) else { return Ok(Box::new(EmptyScorer)) };
        Ok(Box::new(ConstScorer::new(Held::new(documents.clone()), boost)))
    }

    fn explain(&self, _: &SegmentReader, _: u32) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("a wanted value", 1.0))
    }
}

/// A set of documents, shared. Mostly it is asked whether it holds one, which is a matter of one bit.
struct Held {
    documents: Arc<BitSet>,
    doc: DocId,
    size: u32,
    /// Goes through the set, made when somebody does.
    through: Option<BitSetDocSet>,
}

impl Held {
    fn new(documents: Arc<BitSet>) -> Self {
        let size = u32::try_from(documents.len()).unwrap_or(u32::MAX);
        let mut held = Self { documents, doc: TERMINATED, size, through: None };
        if size > 0 && !held.documents.contains(0) {
            held.go_to(0);
        } else if size > 0 {
            held.doc = 0;
        }
        held
    }

    /// Stands on the first document from `target` on.
    fn go_to(&mut self, target: DocId) -> DocId {
        let through = self.through.get_or_insert_with(|| BitSetDocSet::from(BitSet::clone(&self.documents)));
        self.doc = through.seek(target);
        self.doc
    }
}

impl DocSet for Held {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.go_to(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.go_to(target) }
    }

    fn seek_danger(&mut self, target: DocId) -> SeekDangerResult {
        if target >= self.documents.max_value() {
            return SeekDangerResult::SeekLowerBound(TERMINATED);
        }
        if self.documents.contains(target) {
            self.doc = target;
            return SeekDangerResult::Found;
        }
        SeekDangerResult::SeekLowerBound(target + 1)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.size
    }
}
