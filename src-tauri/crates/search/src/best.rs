//! The best matches of a segment, in a total order.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use tantivy::DocId;
use tantivy::query::Scorer;

use crate::columns::Columns;
use crate::rank;
use crate::request::Sort;
use crate::schema::UNDATED;

/// Comes after every score.
pub(crate) const UNWEIGHED: i64 = -1;

/// A match, ordered by how well it matches: the greater, the earlier it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Candidate {
    pub(crate) first: i64,
    pub(crate) then: i64,
    id: Reverse<u128>,
    part: Reverse<u64>,
    pub(crate) segment: u32,
    pub(crate) doc: DocId,
}

impl Candidate {
    /// The same match, with another score.
    pub(crate) fn scored(mut self, score: f32) -> Self {
        self.first = score_key(score);
        self
    }
}

/// The best matches of a segment so far.
pub(crate) struct Best<'a> {
    order: &'a Order,
    segment: u32,
    heap: BinaryHeap<Reverse<Candidate>>,
    pub(crate) columns: Arc<Columns>,
}

/// What makes a match better than another, and how many are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Order {
    pub(crate) sort: Sort,
    /// Whether words weigh.
    pub(crate) weighs: bool,
    /// How many of the best are kept.
    pub(crate) keep: usize,
    /// The day of the newest document of the index.
    pub(crate) newest: i64,
}

impl<'a> Best<'a> {
    pub(crate) fn new(order: &'a Order, columns: Arc<Columns>, segment: u32) -> Self {
        Self { order, segment, heap: BinaryHeap::with_capacity(order.keep.min(4_096) + 1), columns }
    }

    /// The last of the best, once there are as many as are asked for.
    pub(crate) fn worst(&self) -> Option<&Candidate> {
        if self.heap.len() < self.order.keep { None } else { self.heap.peek().map(|Reverse(worst)| worst) }
    }

    /// Considers the match `doc`, where `scorer` stands.
    pub(crate) fn look_at(&mut self, doc: DocId, scorer: &mut dyn Scorer) {
        let day = self.columns.day(doc);
        let (first, then) = match self.order.sort {
            Sort::Newest => (day, 0),
            Sort::Oldest if day == UNDATED => (i64::MIN, 0),
            Sort::Oldest => (-day, 0),
            Sort::Relevance => {
                let weight = self.columns.weight(doc);
                let words = if self.order.weighs { scorer.score() } else { 1.0 };
                (score_key(words * rank::factor(weight) * rank::recency(day, self.order.newest)), day)
            }
        };
        self.put(first, then, doc);
    }

    pub(crate) fn put(&mut self, first: i64, then: i64, doc: DocId) {
        if self.order.keep == 0 || self.worst().is_some_and(|worst| (first, then) < (worst.first, worst.then)) {
            return;
        }
        let id = self.columns.id(doc);
        let part = Reverse(self.columns.part(doc));
        self.heap.push(Reverse(Candidate { first, then, id: Reverse(id), part, segment: self.segment, doc }));
        if self.heap.len() > self.order.keep {
            self.heap.pop();
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Candidate> {
        self.heap.into_iter().map(|Reverse(candidate)| candidate).collect()
    }
}

/// A score as a number of the same order: the bits of a float that is not negative.
pub(crate) fn score_key(score: f32) -> i64 {
    i64::from(score.max(0.0).to_bits())
}

pub(crate) fn score_of(key: i64) -> f32 {
    u32::try_from(key).map_or(0.0, f32::from_bits)
}
