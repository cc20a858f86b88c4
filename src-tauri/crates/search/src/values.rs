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

/// A field of one segment.
struct Folded {
    ordinals: Option<Column<u64>>,
    /// By ordinal.
    values: Vec<String>,
}

/// A field of one segment, and which of its ordinals are wanted.
type Wanted = (Option<Column<u64>>, Vec<bool>);

/// Folded values by segment and field.
#[derive(Default)]
pub(crate) struct Values(Mutex<HashMap<(SegmentId, &'static str), Arc<Folded>>>);

impl Values {
    /// Documents that have, in any of `fields`, a value whose folded form is `wanted`: as a
    /// predicate, asked about the candidates of other conditions and of no others.
    pub(crate) fn query(
        &self,
        searcher: &Searcher,
        fields: &[&'static str],
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Box<dyn Query>> {
        let mut by_segment: HashMap<SegmentId, Arc<Vec<Wanted>>> = HashMap::new();
        for segment in searcher.segment_readers() {
            let mut of_fields = Vec::with_capacity(fields.len());
            for field in fields {
                let field = self.of(segment, field)?;
                let are_wanted: Vec<bool> = field.values.iter().map(|value| wanted(value)).collect();
                if are_wanted.contains(&true) {
                    of_fields.push((field.ordinals.clone(), are_wanted));
                }
            }
            by_segment.insert(segment.segment_id(), Arc::new(of_fields));
        }
        let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
            let of_fields = by_segment.get(&segment.segment_id()).cloned().unwrap_or_default();
            Ok(move |doc: DocId| of_fields.iter().any(|field| has_wanted(field, doc)))
        });
        Ok(Box::new(DocPredicateQuery::from(predicate)))
    }

    fn of(&self, segment: &SegmentReader, field: &'static str) -> Result<Arc<Folded>> {
        let key = (segment.segment_id(), field);
        if let Some(known) = self.lock().get(&key) {
            return Ok(known.clone());
        }
        let facet = Facet::open(segment.fast_fields(), field)?;
        let values = facet.values.iter().map(|value| fold(value)).collect();
        let opened = Arc::new(Folded { ordinals: facet.ordinals, values });
        self.lock().insert(key, opened.clone());
        Ok(opened)
    }

    /// Forgets the segments that `searcher` does not have.
    pub(crate) fn keep(&self, searcher: &Searcher) {
        let alive: Vec<SegmentId> = searcher.segment_readers().iter().map(SegmentReader::segment_id).collect();
        self.lock().retain(|(segment, _), _| alive.contains(segment));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(SegmentId, &'static str), Arc<Folded>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn has_wanted((column, wanted): &Wanted, doc: DocId) -> bool {
    let ordinal = column.as_ref().and_then(|column| column.first(doc));
    ordinal.and_then(|ordinal| wanted.get(usize::try_from(ordinal).ok()?).copied()).unwrap_or(false)
}
