//! The distinct values of raw fields (speakers, items, bodies), folded once for each segment.
//!
//! A part of such a value is looked for among the distinct values, which are few, and the
//! documents are then told by number. Segments never change, so what was folded stays right.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::columnar::Column;
use tantivy::index::SegmentId;
use tantivy::query::Query;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::{DocId, Searcher, SegmentReader};

use crate::columns::Facet;
use crate::error::Result;
use crate::fold::fold;

/// The folded values of a field in one segment, by ordinal.
type Folded = Arc<Vec<String>>;

/// Which ordinals of each field are wanted, in each segment.
type Wanted = HashMap<SegmentId, Arc<Vec<Vec<bool>>>>;

/// Folded values by segment and field.
#[derive(Default)]
pub(crate) struct Values(Mutex<HashMap<(SegmentId, &'static str), Folded>>);

impl Values {
    /// Documents that have, in any of `fields`, a value whose folded form is `wanted`. One predicate
    /// for all fields: it is asked about the candidates of the other conditions, and of no others.
    pub(crate) fn query(
        &self,
        searcher: &Searcher,
        fields: &'static [&'static str],
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Box<dyn Query>> {
        let mut ordinals = Wanted::new();
        for segment in searcher.segment_readers() {
            let mut of_fields = Vec::with_capacity(fields.len());
            for field in fields {
                of_fields.push(self.folded(segment, field)?.iter().map(|value| wanted(value)).collect());
            }
            ordinals.insert(segment.segment_id(), Arc::new(of_fields));
        }
        let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
            let mut columns = Vec::with_capacity(fields.len());
            for field in fields {
                columns.push(segment.fast_fields().str(field)?.map(|column| column.ords().clone()));
            }
            let wanted = ordinals.get(&segment.segment_id()).cloned().unwrap_or_default();
            Ok(move |doc: DocId| {
                columns.iter().zip(wanted.iter()).any(|(column, wanted)| has_wanted(column.as_ref(), wanted, doc))
            })
        });
        Ok(Box::new(DocPredicateQuery::from(predicate)))
    }

    fn folded(&self, segment: &SegmentReader, field: &'static str) -> Result<Folded> {
        let key = (segment.segment_id(), field);
        if let Some(folded) = self.lock().get(&key) {
            return Ok(folded.clone());
        }
        let values = Facet::open(segment.fast_fields(), field)?.values;
        let folded: Folded = Arc::new(values.iter().map(|value| fold(value)).collect());
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

fn has_wanted(column: Option<&Column<u64>>, wanted: &[bool], doc: DocId) -> bool {
    let ordinal = column.and_then(|column| column.first(doc)).and_then(|ordinal| usize::try_from(ordinal).ok());
    ordinal.and_then(|ordinal| wanted.get(ordinal).copied()).unwrap_or(false)
}
