//! Running a plan: segments side by side, the best of each merged.
//!
//! Invariants:
//! - A complete answer counts every living match once; the order is total (score or day, then day,
//!   then id), so that pages never overlap.
//! - Documents come newest first within a segment. Weighing stops when what follows cannot be on
//!   the page (newest first), or after [`LOOKED_AT`] matches (relevance): then prominent documents
//!   are still looked at, wherever they stand. A complete answer only counts the rest.
//! - The best by the index are then read ([`crate::page`]) and put in their final order.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EnableScoring, Occur, Query as EngineQuery, Scorer, TermQuery, Weight,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::best::{Best, Candidate, Order, UNWEIGHED};
use crate::columns::Columns;
use crate::error::{Error, Result};
use crate::facets::{Counter, Counts};
use crate::index::Index;
use crate::page::{Page, READ};
use crate::plan::{Plan, plan};
use crate::rank;
use crate::request::{Request, Response, Sort, Texts};
use crate::schema::UNDATED;

/// How many matches are weighed one by one, over all segments.
const LOOKED_AT: u64 = 2_000;

/// How far into an answer one may page.
const MAX_OFFSET: usize = 100_000;

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
    let reads = plan.weighs && limit > 0 && offset < READ;
    let keep = if reads { (offset + limit).max(READ) } else { offset + limit };
    let run = Run::new(index, request, &plan, searcher, &columns, keep, stop)?;
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
    best.truncate(keep);
    let mut page = Page::new(&plan, &columns, texts);
    if reads {
        page.read(&mut best, run.order.newest);
    }
    let best: Vec<Candidate> = best.into_iter().skip(offset).take(limit).collect();
    Ok(Response {
        total,
        total_is_exact: !cut,
        hits: page.show(&best)?,
        facets: request.complete.then(|| counts.into_facets()),
        expansions: plan.expansions.clone(),
        ignored: request.ignored.clone(),
        seq: view.seq,
    })
}

fn scoring(weighs: bool, searcher: &Searcher) -> EnableScoring<'_> {
    if weighs {
        EnableScoring::enabled_from_searcher(searcher)
    } else {
        EnableScoring::disabled_from_searcher(searcher)
    }
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
    index: &'a Index,
    searcher: &'a Searcher,
    plan: &'a Plan,
    weight: Box<dyn Weight>,
    /// The same, prominent documents only; made when there are too many matches to look at all.
    prominent: OnceLock<Box<dyn Weight>>,
    /// How many matches of a segment are weighed one by one.
    look_at: u64,
    order: Order,
    complete: bool,
    /// By number of the segment.
    columns: &'a [Arc<Columns>],
    stop: &'a AtomicBool,
}

impl<'a> Run<'a> {
    fn new(
        index: &'a Index,
        request: &Request,
        plan: &'a Plan,
        searcher: &'a Searcher,
        columns: &'a [Arc<Columns>],
        keep: usize,
        stop: &'a AtomicBool,
    ) -> Result<Self> {
        let newest = columns.iter().map(|columns| i64::from(columns.newest)).max().unwrap_or(UNDATED);
        Ok(Self {
            index,
            searcher,
            plan,
            weight: plan.query.weight(scoring(plan.weighs, searcher))?,
            prominent: OnceLock::new(),
            look_at: LOOKED_AT / searcher.segment_readers().len().max(1) as u64,
            order: Order { sort: request.sort, weighs: plan.weighs, keep, newest },
            complete: request.complete,
            columns,
            stop,
        })
    }

    /// The matches without weighing, for counting on.
    fn unweighed(&self, segment: &SegmentReader) -> Result<Box<dyn Scorer>> {
        let weight = self.plan.unweighed.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        Ok(weight.scorer(segment, 1.0)?)
    }

    /// The prominent matches.
    fn prominent(&self, segment: &SegmentReader) -> Result<Box<dyn Scorer>> {
        if let Some(weight) = self.prominent.get() {
            return Ok(weight.scorer(segment, 1.0)?);
        }
        let term = Term::from_field_u64(self.index.inner.fields.prominent, 1);
        let term: Box<dyn EngineQuery> = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
        let term: Box<dyn EngineQuery> = Box::new(ConstScoreQuery::new(term, 0.0));
        let both = BooleanQuery::new(vec![(Occur::Must, term), (Occur::Must, self.plan.query.box_clone())]);
        let made = both.weight(scoring(self.order.weighs, self.searcher))?;
        Ok(self.prominent.get_or_init(|| made).scorer(segment, 1.0)?)
    }

    fn segment(&self, segment: &SegmentReader, number: u32) -> Result<Found> {
        let Some(columns) = self.columns.get(number as usize) else { return Err(Error::NotBuilt) };
        let mut best = Best::new(&self.order, columns.clone(), number);
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
            if self.order.sort == Sort::Relevance {
                let until = self.look_at_prominent(segment, doc, &mut best)?;
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

    /// Weighs the first prominent matches from `from` on; returns where it stopped.
    fn look_at_prominent(&self, segment: &SegmentReader, from: DocId, best: &mut Best<'_>) -> Result<DocId> {
        let mut scorer = self.prominent(segment)?;
        let mut doc = if scorer.doc() < from { scorer.seek(from) } else { scorer.doc() };
        let mut looked_at = 0;
        while doc != TERMINATED && looked_at < self.look_at {
            if !segment.is_deleted(doc) {
                looked_at += 1;
                best.look_at(doc, scorer.as_mut());
            }
            doc = scorer.advance();
        }
        Ok(doc)
    }

    /// Puts matches from `from` on behind those that were weighed, newest first, until there are as
    /// many as are asked for; prominent ones before `until` have been weighed.
    fn fill_up(&self, segment: &SegmentReader, from: DocId, until: DocId, best: &mut Best<'_>) -> Result<()> {
        if best.worst().is_some() {
            return Ok(());
        }
        let mut matches = self.unweighed(segment)?;
        let mut doc = if matches.doc() < from { matches.seek(from) } else { matches.doc() };
        while doc != TERMINATED && best.worst().is_none() {
            let is_weighed = doc < until && best.columns.weight(doc) >= rank::PROMINENT;
            if !is_weighed && !segment.is_deleted(doc) {
                best.put(UNWEIGHED, best.columns.day(doc), doc);
            }
            doc = matches.advance();
        }
        Ok(())
    }

    /// Counts the matches from `from` on, without weighing them.
    fn count_on(&self, segment: &SegmentReader, from: DocId, tally: &mut Tally<'_>) -> Result<()> {
        let mut matches = self.unweighed(segment)?;
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
        match self.order.sort {
            Sort::Relevance => count >= self.look_at,
            Sort::Newest => best.worst().is_some_and(|worst| best.columns.day(doc) < worst.first),
            Sort::Oldest => false,
        }
    }
}
