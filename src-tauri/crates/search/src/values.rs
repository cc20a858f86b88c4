//! The distinct values of raw fields (speakers, items, bodies), folded once for each segment.
//!
//! A part of such a value is looked for among the distinct values, which are few, and the
//! documents are then told by number. Segments never change, so what was folded stays right.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::query::Query;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::{DocId, Searcher, SegmentReader};

use crate::error::Result;

/// The folded values of a field in one segment, by ordinal.
type Folded = Arc<Vec<String>>;

/// Which ordinals of a field are wanted, in each segment.
type Wanted = HashMap<SegmentId, Arc<Vec<bool>>>;

/// Folded values by segment and field.
#[derive(Default)]
pub(crate) struct Values(Mutex<HashMap<(SegmentId, &'static str), Folded>>);

impl Values {
    /// Documents that have a value of `field` whose folded form is `wanted`.
    pub(crate) fn query(
        &self,
        searcher: &Searcher,
        field: &'static str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Box<dyn Query>> {
        let mut ordinals = Wanted::new();
        for segment in searcher.segment_readers() {
            let folded = self.folded(segment, field)?;
            ordinals.insert(segment.segment_id(), Arc::new(folded.iter().map(|value| wanted(value)).collect()));
        }
        let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
            let column = segment.fast_fields().str(field)?.map(|column| column.ords().clone());
            let wanted = ordinals.get(&segment.segment_id()).cloned().unwrap_or_default();
            Ok(move |doc: DocId| has_wanted(column.as_ref(), &wanted, doc))
        });
        Ok(Box::new(DocPredicateQuery::from(predicate)))
    }

    fn folded(&self, segment: &SegmentReader, field: &'static str) -> Result<Folded> {
        let key = (segment.segment_id(), field);
        if let Some(folded) = self.lock().get(&key) {
            return Ok(folded.clone());
        }
        let folded = Arc::new(segment.fast_fields().str(field)?.map(fold_all).transpose()?.unwrap_or_default());
        self.lock().insert(key, folded.clone());
        Ok(folded)
    }

    /// Forgets the segments that `searcher` does not have.
    pub(crate) fn keep(&self, searcher: &Searcher) {
        let alive: Vec<SegmentId> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        self.lock().retain(|(segment, _), _| alive.contains(segment));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(SegmentId, &'static str), Folded>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn fold_all(column: StrColumn) -> Result<Vec<String>> {
    let mut folded = Vec::with_capacity(column.num_terms());
    let mut value = String::new();
    for ordinal in 0..column.num_terms() as u64 {
        value.clear();
        column.ord_to_str(ordinal, &mut value).map_err(tantivy::TantivyError::from)?;
        folded.push(crate::fold::fold(&value));
    }
    Ok(folded)
}

fn has_wanted(column: Option<&Column<u64>>, wanted: &[bool], doc: DocId) -> bool {
    let ordinal = column.and_then(|column| column.first(doc)).and_then(|ordinal| usize::try_from(ordinal).ok());
    ordinal.and_then(|ordinal| wanted.get(ordinal).copied()).unwrap_or(false)
}
