//! Running a plan: segments side by side, the best of each merged.
//!
//! Invariants:
//! - A complete answer counts every living match once; the order is total (score or day, then day,
//!   then id), so that pages never overlap.
//! - Documents come newest first within a segment. Weighing stops when what follows cannot be on
//!   the page (newest first), or after [`LOOKED_AT`] matches (relevance): then prominent documents
//!   are still looked at, wherever they stand. A complete answer only counts the rest.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query as EngineQuery, Scorer, TermQuery, Weight};
use tantivy::schema::IndexRecordOption;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::columns::Columns;
use crate::error::{Error, Result};
use crate::facets::{Counter, Counts};
use crate::highlight::Highlighter;
use crate::index::Index;
use crate::plan::{Plan, plan};
use crate::rank;
use crate::request::{DocRef, Hit, Request, Response, Sort, Texts};
use crate::schema::UNDATED;

/// How many matches are weighed one by one, over all segments.
const LOOKED_AT: u64 = 2_000;

/// How far into an answer one may page.
const MAX_OFFSET: usize = 100_000;

/// Comes after every score.
const UNWEIGHED: i64 = -1;

/// How often a search looks whether it has been called off, in matches.
const STOP_EVERY: u64 = 1_024;

impl Index {
    /// Answers `request`; the texts of the hits come from `texts`.
    pub fn search(&self, request: &Request, texts: &dyn Texts) -> Result<Response> {
        self.search_until(request, texts, &AtomicBool::new(false))
    }

    /// [`Self::search`], given up with [`Error::Cancelled`] soon after `stop` becomes true.
    pub fn search_until(&self, request: &Request, texts: &dyn Texts, stop: &AtomicBool) -> Result<Response> {
        // The engine trusts its files. Where a damaged one trips it up, the index is not used again.
        catch_unwind(AssertUnwindSafe(|| answer(self, request, texts, stop))).unwrap_or_else(|_| {
            self.inner.doubt("a search tripped over the index");
            Err(Error::NotBuilt)
        })
    }
}

fn answer(index: &Index, request: &Request, texts: &dyn Texts, stop: &AtomicBool) -> Result<Response> {
    let view = index.inner.view()?;
    let searcher = &view.searcher;
    let plan = plan(request, &index.inner.fields, &view)?;
    let limit = request.limit.min(Request::MAX_LIMIT);
    let offset = request.offset.min(MAX_OFFSET);
    let mut columns = Vec::with_capacity(searcher.segment_readers().len());
    for segment in searcher.segment_readers() {
        columns.push(view.columns.of(segment)?);
    }
    let run = Run::new(index, request, &plan, searcher, &columns, offset + limit, stop)?;
    let segments = searcher.segment_readers().iter().zip(0u32..);
    let found = index.inner.executor.map(|(segment, number)| Ok(run.segment(segment, number)), segments)?;

    let mut best = Vec::new();
    let (mut total, mut cut, mut counts) = (0, false, Counts::default());
    for found in found {
        let found = found?;
        best.extend(found.best);
        total += found.count;
        cut |= found.cut;
        if let Some(of_segment) = found.counts {
            counts.merge(of_segment);
        }
    }
    best.sort_unstable_by(|a, b| b.cmp(a));
    let page: Vec<Candidate> = best.into_iter().skip(offset).take(limit).collect();
    Ok(Response {
        total,
        total_is_exact: !cut,
        hits: show(&page, &columns, &plan, texts)?,
        facets: request.complete.then(|| counts.into_facets()),
        expansions: plan.expansions,
        ignored: request.ignored.clone(),
        seq: view.seq,
    })
}

/// A match, ordered by how well it matches: the greater, the earlier it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    first: i64,
    then: i64,
    id: Reverse<u128>,
    part: Reverse<u64>,
    segment: u32,
    doc: DocId,
}

/// What one segment gives.
struct Found {
    best: Vec<Candidate>,
    count: u64,
    /// Whether matches were left out of `count`.
    cut: bool,
    counts: Option<Counts>,
}

/// Matches of one segment, counted.
struct Tally<'a> {
    count: u64,
    counter: Option<Counter>,
    stop: &'a AtomicBool,
}

impl<'a> Tally<'a> {
    fn new(run: &Run<'a>, columns: &Arc<Columns>) -> Self {
        let counter = run.complete.then(|| Counter::new(columns.clone()));
        Self { count: 0, counter, stop: run.stop }
    }

    fn add(&mut self, docs: &[DocId]) -> Result<()> {
        let before = self.count / STOP_EVERY;
        self.count += docs.len() as u64;
        if self.count / STOP_EVERY != before && self.stop.load(Ordering::Relaxed) {
            return Err(Error::Cancelled);
        }
        if let Some(counter) = &mut self.counter {
            counter.add(docs);
        }
        Ok(())
    }
}

/// One search over all segments.
struct Run<'a> {
    weight: Box<dyn Weight>,
    /// The same without weighing: for counting on.
    unweighed: Box<dyn Weight>,
    /// The same, prominent documents only.
    prominent: Option<Box<dyn Weight>>,
    /// How many matches of a segment are weighed one by one.
    look_at: u64,
    sort: Sort,
    weighs: bool,
    complete: bool,
    /// By number of the segment.
    columns: &'a [Arc<Columns>],
    keep: usize,
    newest: i64,
    stop: &'a AtomicBool,
}

impl<'a> Run<'a> {
    fn new(
        index: &Index,
        request: &Request,
        plan: &Plan,
        searcher: &Searcher,
        columns: &'a [Arc<Columns>],
        keep: usize,
        stop: &'a AtomicBool,
    ) -> Result<Self> {
        let scoring = || {
            if plan.weighs {
                EnableScoring::enabled_from_searcher(searcher)
            } else {
                EnableScoring::disabled_from_searcher(searcher)
            }
        };
        let prominent = if request.sort == Sort::Relevance {
            let term = Term::from_field_u64(index.inner.fields.prominent, 1);
            let term: Box<dyn EngineQuery> = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
            let term: Box<dyn EngineQuery> = Box::new(tantivy::query::ConstScoreQuery::new(term, 0.0));
            let both = BooleanQuery::new(vec![(Occur::Must, plan.query.box_clone()), (Occur::Must, term)]);
            Some(both.weight(scoring())?)
        } else {
            None
        };
        let newest = columns.iter().map(|columns| columns.day.max_value()).max().unwrap_or(UNDATED);
        Ok(Self {
            weight: plan.query.weight(scoring())?,
            unweighed: plan.query.weight(EnableScoring::disabled_from_searcher(searcher))?,
            prominent,
            look_at: LOOKED_AT / searcher.segment_readers().len().max(1) as u64,
            sort: request.sort,
            weighs: plan.weighs,
            complete: request.complete,
            columns,
            keep,
            newest,
            stop,
        })
    }

    fn segment(&self, segment: &SegmentReader, number: u32) -> Result<Found> {
        let Some(columns) = self.columns.get(number as usize) else { return Err(Error::NotBuilt) };
        let mut best = Best::new(self, columns.clone(), number);
        let mut tally = Tally::new(self, columns);
        let mut scorer = self.weight.scorer(segment, 1.0)?;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                if self.is_settled(tally.count, doc, &best) {
                    break;
                }
                tally.add(&[doc])?;
                best.look_at(doc, scorer.as_mut());
            }
            doc = scorer.advance();
        }
        if doc != TERMINATED {
            if let Some(prominent) = &self.prominent {
                let until = look_at_prominent(prominent.as_ref(), segment, doc, self.look_at, &mut best)?;
                self.fill_up(segment, doc, until, &mut best)?;
            }
            if self.complete {
                self.count_on(segment, doc, &mut tally)?;
                doc = TERMINATED;
            }
        }
        let counts = tally.counter.map(Counter::finish);
        Ok(Found { best: best.into_vec(), count: tally.count, cut: doc != TERMINATED, counts })
    }

    /// Puts matches from `from` on behind those that were weighed, newest first, until there are as
    /// many as are asked for; prominent ones before `until` have been weighed.
    fn fill_up(&self, segment: &SegmentReader, from: DocId, until: DocId, best: &mut Best<'_>) -> Result<()> {
        if best.worst().is_some() {
            return Ok(());
        }
        let mut matches = self.unweighed.scorer(segment, 1.0)?;
        let mut doc = if matches.doc() < from { matches.seek(from) } else { matches.doc() };
        while doc != TERMINATED && best.worst().is_none() {
            let is_weighed = doc < until && best.columns.weight.get_val(doc) >= rank::PROMINENT;
            if !is_weighed && !segment.is_deleted(doc) {
                best.put(UNWEIGHED, best.columns.day.get_val(doc), doc);
            }
            doc = matches.advance();
        }
        Ok(())
    }

    /// Counts the matches from `from` on, without weighing them.
    fn count_on(&self, segment: &SegmentReader, from: DocId, tally: &mut Tally<'_>) -> Result<()> {
        let mut matches = self.unweighed.scorer(segment, 1.0)?;
        if matches.doc() < from {
            matches.seek(from);
        }
        let mut block = [0; COLLECT_BLOCK_BUFFER_LEN];
        let mut alive = Vec::with_capacity(COLLECT_BLOCK_BUFFER_LEN);
        loop {
            let filled = matches.fill_buffer(&mut block);
            let docs = block.get(..filled).unwrap_or_default();
            if segment.has_deletes() {
                alive.clear();
                alive.extend(docs.iter().copied().filter(|doc| !segment.is_deleted(*doc)));
                tally.add(&alive)?;
            } else {
                tally.add(docs)?;
            }
            if filled < COLLECT_BLOCK_BUFFER_LEN {
                return Ok(());
            }
        }
    }

    /// Whether the page is settled before `doc`, the match after `count` others, is looked at.
    fn is_settled(&self, count: u64, doc: DocId, best: &Best<'_>) -> bool {
        match self.sort {
            Sort::Relevance => count >= self.look_at,
            Sort::Newest => best.worst().is_some_and(|worst| best.columns.day.get_val(doc) < worst.first),
            Sort::Oldest => false,
        }
    }
}

/// Looks at the first `most` prominent documents among the matches from `from` on; returns where it stopped.
fn look_at_prominent(
    prominent: &dyn Weight,
    segment: &SegmentReader,
    from: DocId,
    most: u64,
    best: &mut Best<'_>,
) -> Result<DocId> {
    let mut scorer = prominent.scorer(segment, 1.0)?;
    let mut doc = if scorer.doc() < from { scorer.seek(from) } else { scorer.doc() };
    let mut looked_at = 0;
    while doc != TERMINATED && looked_at < most {
        if !segment.is_deleted(doc) {
            looked_at += 1;
            best.look_at(doc, scorer.as_mut());
        }
        doc = scorer.advance();
    }
    Ok(doc)
}

/// The best matches of a segment so far.
struct Best<'a> {
    run: &'a Run<'a>,
    number: u32,
    heap: BinaryHeap<Reverse<Candidate>>,
    columns: Arc<Columns>,
}

impl<'a> Best<'a> {
    fn new(run: &'a Run<'a>, columns: Arc<Columns>, number: u32) -> Self {
        Self { run, number, heap: BinaryHeap::with_capacity(run.keep.min(4_096) + 1), columns }
    }

    /// The last of the best, once there are as many as are asked for.
    fn worst(&self) -> Option<&Candidate> {
        if self.heap.len() < self.run.keep { None } else { self.heap.peek().map(|Reverse(worst)| worst) }
    }

    /// Considers the match `doc`, where `scorer` stands.
    fn look_at(&mut self, doc: DocId, scorer: &mut dyn Scorer) {
        let day = self.columns.day.get_val(doc);
        let (first, then) = match self.run.sort {
            Sort::Newest => (day, 0),
            Sort::Oldest if day == UNDATED => (i64::MIN, 0),
            Sort::Oldest => (-day, 0),
            Sort::Relevance => {
                let weight = self.columns.weight.get_val(doc);
                let words = if self.run.weighs { scorer.score() } else { 1.0 };
                (score_key(words * rank::factor(weight) * rank::recency(day, self.run.newest)), day)
            }
        };
        self.put(first, then, doc);
    }

    fn put(&mut self, first: i64, then: i64, doc: DocId) {
        if self.run.keep == 0 || self.worst().is_some_and(|worst| (first, then) < (worst.first, worst.then)) {
            return;
        }
        let id = self.columns.id(doc);
        let part = Reverse(self.columns.part(doc));
        self.heap.push(Reverse(Candidate { first, then, id: Reverse(id), part, segment: self.number, doc }));
        if self.heap.len() > self.run.keep {
            self.heap.pop();
        }
    }

    fn into_vec(self) -> Vec<Candidate> {
        self.heap.into_iter().map(|Reverse(candidate)| candidate).collect()
    }
}

/// A score as a number of the same order: the bits of a float that is not negative.
fn score_key(score: f32) -> i64 {
    i64::from(score.max(0.0).to_bits())
}

fn score_of(key: i64) -> f32 {
    u32::try_from(key).map_or(0.0, f32::from_bits)
}

/// Reads what tells the hits of a page, and marks their texts.
fn show(page: &[Candidate], columns: &[Arc<Columns>], plan: &Plan, texts: &dyn Texts) -> Result<Vec<Hit>> {
    let mut known = Vec::with_capacity(page.len());
    for candidate in page {
        if let Some(columns) = columns.get(candidate.segment as usize)
            && let Some(doc) = columns.doc_ref(candidate.doc)
        {
            known.push((doc, columns.meeting(candidate.doc)?, candidate.first));
        }
    }
    let refs: Vec<DocRef> = known.iter().map(|(doc, ..)| *doc).collect();
    let highlighter = Highlighter::of(plan.needles.clone());
    let hits = known.into_iter().zip(texts.texts_of(&refs)).filter_map(|((doc, meeting, first), text)| {
        let shown = highlighter.show(&text?);
        Some(Hit {
            key: doc.key,
            part: doc.part,
            meeting,
            score: if plan.weighs { score_of(first) } else { 0.0 },
            why: shown.why,
            title: shown.title,
            snippet: shown.snippet,
            snippet_range: shown.snippet_range,
            ranges: shown.ranges,
        })
    });
    Ok(hits.collect())
}
