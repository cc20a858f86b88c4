//! Counting the matching documents by their properties.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use gijicho_model::Outcome;
use tantivy::DocId;

use crate::columns::{Columns, Facet};
use crate::doc::{Doc, Kind};
use crate::request::Facets;

/// The most speakers that are counted out.
const MAX_SPEAKERS: usize = 50;

/// Counts of one segment: of the combinations of all facets but the speaker, which are few, and
/// of the speakers.
pub(crate) struct Counter {
    columns: Arc<Columns>,
    groups: Vec<u64>,
    speakers: Vec<u64>,
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

impl Counter {
    pub(crate) fn new(columns: Arc<Columns>) -> Self {
        let groups = vec![0; columns.group.values.len()];
        let speakers = vec![0; columns.speaker.values.len()];
        Self { columns, groups, speakers }
    }

    pub(crate) fn add(&mut self, docs: &[DocId]) {
        add(&self.columns.group, &mut self.groups, docs);
        add(&self.columns.speaker, &mut self.speakers, docs);
    }

    pub(crate) fn finish(self) -> Counts {
        let mut counts = Counts::default();
        for (group, count) in self.columns.group.values.iter().zip(self.groups).filter(|(_, count)| *count > 0) {
            counts.add_group(group, count);
        }
        let speakers = self.columns.speaker.values.iter().cloned().zip(self.speakers);
        counts.speaker = speakers.filter(|(_, count)| *count > 0).collect();
        counts
    }
}

fn add(facet: &Facet, counts: &mut [u64], docs: &[DocId]) {
    for doc in docs {
        if let Some(count) = counts.get_mut(facet.ordinal(*doc) as usize) {
            *count += 1;
        }
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
