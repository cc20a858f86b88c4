//! Counting the matching documents by their properties.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use gijicho_model::Outcome;
use tantivy::columnar::{ColumnValues, StrColumn};
use tantivy::fastfield::FastFieldReaders;
use tantivy::{DocId, SegmentReader};

use crate::doc::Kind;
use crate::error::Result;
use crate::request::Facets;

/// The most speakers that are counted out.
const MAX_SPEAKERS: usize = 50;

/// Counts of one segment.
pub(crate) struct Counter {
    kind_of: Arc<dyn ColumnValues<u64>>,
    kinds: [u64; Kind::ALL.len()],
    years: Years,
    speaker: Texts,
    mark: Texts,
    body: Texts,
    outcome: Texts,
}

/// Counts of one segment, by value.
#[derive(Default)]
pub(crate) struct Counts {
    kind: HashMap<Kind, u64>,
    year: HashMap<i32, u64>,
    speaker: HashMap<String, u64>,
    mark: HashMap<String, u64>,
    body: HashMap<String, u64>,
    outcome: HashMap<String, u64>,
}

struct Years {
    column: tantivy::columnar::Column<i64>,
    first: i64,
    counts: Vec<u64>,
}

struct Texts {
    column: Option<StrColumn>,
    counts: Vec<u64>,
}

impl Counter {
    pub(crate) fn new(segment: &SegmentReader) -> Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            kind_of: fast.column_first_or_default("kind")?,
            kinds: [0; Kind::ALL.len()],
            years: Years::new(fast)?,
            speaker: Texts::new(fast, "speaker")?,
            mark: Texts::new(fast, "mark")?,
            body: Texts::new(fast, "body")?,
            outcome: Texts::new(fast, "outcome")?,
        })
    }

    pub(crate) fn add(&mut self, doc: DocId) {
        let kind = usize::try_from(self.kind_of.get_val(doc)).unwrap_or(usize::MAX);
        if let Some(count) = self.kinds.get_mut(kind) {
            *count += 1;
        }
        self.years.add(doc);
        for texts in [&mut self.speaker, &mut self.mark, &mut self.body, &mut self.outcome] {
            texts.add(doc);
        }
    }

    pub(crate) fn finish(self) -> Result<Counts> {
        let kinds = (0u64..).zip(self.kinds).filter(|(_, count)| *count > 0);
        Ok(Counts {
            kind: kinds.filter_map(|(number, count)| Some((Kind::from_number(number)?, count))).collect(),
            year: self.years.finish(),
            speaker: self.speaker.finish()?,
            mark: self.mark.finish()?,
            body: self.body.finish()?,
            outcome: self.outcome.finish()?,
        })
    }
}

impl Years {
    fn new(fast: &FastFieldReaders) -> Result<Self> {
        let column = fast.i64("fiscal_year")?;
        let (first, last) = (column.min_value(), column.max_value());
        // Years come from a library that checks them; a column without values has no range.
        let length = last.checked_sub(first).and_then(|n| usize::try_from(n).ok()).filter(|n| *n < 10_000);
        Ok(Self { column, first, counts: vec![0; length.map_or(0, |n| n + 1)] })
    }

    fn add(&mut self, doc: DocId) {
        if let Some(year) = self.column.first(doc)
            && let Some(count) = usize::try_from(year - self.first).ok().and_then(|i| self.counts.get_mut(i))
        {
            *count += 1;
        }
    }

    fn finish(self) -> HashMap<i32, u64> {
        let years = (self.first..).zip(self.counts).filter(|(_, count)| *count > 0);
        years.filter_map(|(year, count)| Some((i32::try_from(year).ok()?, count))).collect()
    }
}

impl Texts {
    fn new(fast: &FastFieldReaders, field: &str) -> Result<Self> {
        let column = fast.str(field)?;
        let values = column.as_ref().map_or(0, |column| column.num_terms());
        Ok(Self { column, counts: vec![0; values] })
    }

    fn add(&mut self, doc: DocId) {
        if let Some(column) = &self.column
            && let Some(value) = column.ords().first(doc)
            && let Some(count) = usize::try_from(value).ok().and_then(|i| self.counts.get_mut(i))
        {
            *count += 1;
        }
    }

    fn finish(self) -> Result<HashMap<String, u64>> {
        let mut by_text = HashMap::new();
        let Some(column) = self.column else { return Ok(by_text) };
        for (ord, count) in (0u64..).zip(self.counts).filter(|(_, count)| *count > 0) {
            let mut text = String::new();
            column.ord_to_str(ord, &mut text).map_err(tantivy::TantivyError::from)?;
            by_text.insert(text, count);
        }
        Ok(by_text)
    }
}

impl Counts {
    pub(crate) fn merge(&mut self, other: Counts) {
        merge(&mut self.kind, other.kind);
        merge(&mut self.year, other.year);
        merge(&mut self.speaker, other.speaker);
        merge(&mut self.mark, other.mark);
        merge(&mut self.body, other.body);
        merge(&mut self.outcome, other.outcome);
    }

    pub(crate) fn into_facets(self) -> Facets {
        let mut fiscal_year: Vec<(i32, u64)> = self.year.into_iter().collect();
        fiscal_year.sort_by(|a, b| b.cmp(a));
        let mut speaker = frequent(self.speaker);
        speaker.truncate(MAX_SPEAKERS);
        let outcome = self.outcome.into_iter().filter_map(|(code, count)| Some((Outcome::parse(&code)?, count)));
        let mut outcome: Vec<(Outcome, u64)> = outcome.collect();
        outcome.sort_by_key(|(outcome, count)| (u64::MAX - count, *outcome));
        Facets {
            kind: frequent(self.kind),
            fiscal_year,
            speaker,
            mark: frequent(self.mark),
            body: frequent(self.body),
            outcome,
        }
    }
}

fn merge<K: Eq + Hash>(into: &mut HashMap<K, u64>, from: HashMap<K, u64>) {
    for (value, count) in from {
        *into.entry(value).or_default() += count;
    }
}

/// Most frequent first, then by value.
fn frequent<K: Ord>(counts: HashMap<K, u64>) -> Vec<(K, u64)> {
    let mut counts: Vec<(K, u64)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
