//! The distinct values of raw fields (speakers, items, bodies), folded once for each segment.
//!
//! A part of such a value is looked for among the distinct values, which are few, and the
//! documents are then told by number. Segments never change, so what was folded stays right.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::query::Query;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::{DocId, Searcher, SegmentReader};

use crate::columns::Facet;
use crate::error::Result;
use crate::fold::fold;

/// A field of one segment, its values folded.
type Folded = Arc<Facet>;

/// A field of one segment, and which of its ordinals are wanted.
type Wanted = (Folded, Vec<bool>);

/// Folded values by segment and field.
#[derive(Default)]
pub(crate) struct Values(Mutex<HashMap<(SegmentId, &'static str), Folded>>);

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
                    of_fields.push((field, are_wanted));
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

    fn of(&self, segment: &SegmentReader, field: &'static str) -> Result<Folded> {
        let key = (segment.segment_id(), field);
        if let Some(known) = self.lock().get(&key) {
            return Ok(known.clone());
        }
        let Facet { ordinals, values } = Facet::open(segment, field)?;
        let values = values.iter().map(|value| fold(value)).collect();
        let opened = Arc::new(Facet { ordinals, values });
        self.lock().insert(key, opened.clone());
        Ok(opened)
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

fn has_wanted((field, wanted): &Wanted, doc: DocId) -> bool {
    wanted.get(field.ordinal(doc) as usize).copied().unwrap_or(false)
}
