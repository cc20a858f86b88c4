//! Counting the matching documents by their properties.

use std::collections::HashMap;
use std::hash::Hash;

use gijicho_model::Outcome;
use tantivy::columnar::StrColumn;
use tantivy::fastfield::FastFieldReaders;
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocId, SegmentReader};

use crate::doc::{Doc, Kind};
use crate::error::Result;
use crate::request::Facets;

/// The most speakers that are counted out.
const MAX_SPEAKERS: usize = 50;

/// Counts of one segment: of the combinations of all facets but the speaker, which are few, and
/// of the speakers.
pub(crate) struct Counter {
    group: Texts,
    speaker: Texts,
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

/// What stands between the parts of a combination.
const BETWEEN: char = '\u{1F}';

/// The combination of the facets of `doc`, as the field `group` holds it.
pub(crate) fn group(doc: &Doc) -> String {
    let year = doc.fiscal_year.map(|year| year.to_string()).unwrap_or_default();
    let outcome = doc.outcome.map_or("", Outcome::code);
    let clean = |text: &str| text.replace(BETWEEN, " ");
    [doc.key.kind.code(), &year, outcome, &clean(&doc.mark), &clean(&doc.body)].join(&BETWEEN.to_string())
}

struct Texts {
    column: Option<StrColumn>,
    counts: Vec<u64>,
}

impl Counter {
    pub(crate) fn new(segment: &SegmentReader) -> Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self { group: Texts::new(fast, "group")?, speaker: Texts::new(fast, "speaker")? })
    }

    /// Counts at most [`COLLECT_BLOCK_BUFFER_LEN`] documents.
    pub(crate) fn add(&mut self, docs: &[DocId]) {
        self.group.add(docs);
        self.speaker.add(docs);
    }

    pub(crate) fn finish(self) -> Result<Counts> {
        let mut counts = Counts { speaker: self.speaker.finish()?, ..Counts::default() };
        for (group, count) in self.group.finish()? {
            counts.add_group(&group, count);
        }
        Ok(counts)
    }
}

impl Texts {
    fn new(fast: &FastFieldReaders, field: &str) -> Result<Self> {
        let column = fast.str(field)?;
        let values = column.as_ref().map_or(0, |column| column.num_terms());
        Ok(Self { column, counts: vec![0; values] })
    }

    fn add(&mut self, docs: &[DocId]) {
        let Some(column) = &self.column else { return };
        let mut ordinals = [None; COLLECT_BLOCK_BUFFER_LEN];
        let Some(ordinals) = ordinals.get_mut(..docs.len()) else { return };
        column.ords().first_vals(docs, ordinals);
        for ordinal in ordinals.iter().flatten() {
            if let Some(count) = usize::try_from(*ordinal).ok().and_then(|i| self.counts.get_mut(i)) {
                *count += 1;
            }
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
    fn add_group(&mut self, group: &str, count: u64) {
        let mut parts = group.split(BETWEEN);
        let mut next = || parts.next().unwrap_or_default();
        let (kind, year, outcome, mark, body) = (next(), next(), next(), next(), next());
        if let Some(kind) = Kind::parse(kind) {
            *self.kind.entry(kind).or_default() += count;
        }
        if let Ok(year) = year.parse() {
            *self.year.entry(year).or_default() += count;
        }
        for (counts, value) in [(&mut self.outcome, outcome), (&mut self.mark, mark), (&mut self.body, body)] {
            if !value.is_empty() {
                *counts.entry(value.to_owned()).or_default() += count;
            }
        }
    }

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
