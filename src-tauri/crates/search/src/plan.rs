//! From a request to what the engine runs.
//!
//! Every word becomes `Must(held) + Should(title)`: the first decides, the other weighs. Words that
//! must all be there lie side by side, so that the engine drives the rarest and asks the others
//! about its documents only. Other spellings are alternatives that weigh less. Filters do not weigh
//! at all.

use std::collections::HashMap;
use std::ops::Bound;

use gijicho_model::Outcome;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, EnableScoring, InvertedIndexRangeQuery, Occur,
    PhraseQuery, Query as EngineQuery, RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use crate::doc::Kind;
use crate::error::Result;
use crate::grams::Grams;
use crate::highlight::Needle;
use crate::index::View;
use crate::query::{Filter, Query};
use crate::request::{Expansion, Filters, Request, Sort};
use crate::schema::{self, Fields};
use crate::values::{Values, Wanted};
use crate::{bigram, fold, spelling};

/// How much a match in a title adds to the match itself.
const TITLE_BOOST: f32 = 1.0;
/// What another spelling weighs.
const SPELLING_BOOST: f32 = 0.8;

/// How many parts of a phrase are asked about before its positions are compared.
const ASKED_FIRST: usize = 4;
/// A part that is more frequent than the rarest by this factor spares nothing more.
const RARE: u64 = 16;

/// What to run, and what to show of it.
pub(crate) struct Plan {
    pub(crate) query: Box<dyn EngineQuery>,
    /// The same matches, for counting: nothing in it only weighs.
    pub(crate) unweighed: Box<dyn EngineQuery>,
    /// Whether any word weighs; without one all matches weigh the same.
    pub(crate) weighs: bool,
    pub(crate) needles: Vec<Needle>,
    pub(crate) expansions: Vec<Expansion>,
}

/// Plans `request` for what `view` sees.
pub(crate) fn plan(request: &Request, fields: &Fields, view: &View) -> Result<Plan> {
    let planner = |weigh| Planner {
        request,
        fields,
        searcher: &view.searcher,
        values: &view.values,
        grams: &view.grams,
        weigh,
        needles: Vec::new(),
        words: 0,
        expansions: Vec::new(),
        exist: HashMap::new(),
    };
    let mut counting = planner(false);
    let unweighed = counting.all()?;
    let mut planner = Planner { exist: counting.exist, ..planner(request.sort == Sort::Relevance) };
    let query = planner.all()?;
    let weighs = planner.weigh && !planner.needles.is_empty();
    Ok(Plan { query, unweighed, weighs, needles: planner.needles, expansions: planner.expansions })
}

type Clauses = Vec<(Occur, Box<dyn EngineQuery>)>;

/// All of `clauses`; everything where there are none.
fn conjunction(mut clauses: Clauses) -> Box<dyn EngineQuery> {
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 1.0))));
    }
    match <[_; 1]>::try_from(clauses) {
        Ok([(_, only)]) => only,
        Err(clauses) => Box::new(BooleanQuery::new(clauses)),
    }
}

/// Any of `queries`; nothing where there are none.
fn disjunction(mut queries: Vec<Box<dyn EngineQuery>>) -> Box<dyn EngineQuery> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.swap_remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

/// A filter: it decides and does not weigh.
fn unweighed(query: Box<dyn EngineQuery>) -> Box<dyn EngineQuery> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

struct Planner<'a> {
    request: &'a Request,
    fields: &'a Fields,
    searcher: &'a Searcher,
    values: &'a Values,
    grams: &'a Grams,
    weigh: bool,
    needles: Vec<Needle>,
    /// How many words have been planned.
    words: usize,
    expansions: Vec<Expansion>,
    /// Which spellings have been looked for, and are there.
    exist: HashMap<String, bool>,
}

impl Planner<'_> {
    /// The whole request.
    fn all(&mut self) -> Result<Box<dyn EngineQuery>> {
        let mut all = match &self.request.query {
            Some(query) => self.query(query)?,
            None => Vec::new(),
        };
        self.filters(&self.request.filters, &mut all)?;
        Ok(conjunction(all))
    }

    /// Nothing for what says nothing, such as a word of invisible characters.
    fn query(&mut self, query: &Query) -> Result<Clauses> {
        Ok(match query {
            Query::And(inner) => {
                let mut clauses = Vec::with_capacity(inner.len());
                for query in inner {
                    clauses.extend(self.query(query)?);
                }
                clauses
            }
            Query::Or(inner) => {
                let mut any = Vec::with_capacity(inner.len());
                for query in inner {
                    let clauses = self.query(query)?;
                    if !clauses.is_empty() {
                        any.push(conjunction(clauses));
                    }
                }
                if any.is_empty() { Vec::new() } else { vec![(Occur::Must, disjunction(any))] }
            }
            Query::Not(inner) => self.not(inner)?,
            Query::Word(word) => self.word(word)?,
            Query::Phrase(text) => {
                let folded = fold::fold(text);
                self.words += 1;
                if folded.is_empty() { Vec::new() } else { self.needle(folded, false)? }
            }
            Query::Filter(filter) => vec![(Occur::Must, unweighed(self.filter(filter)?))],
        })
    }

    /// What is not wanted is neither weighed, shown nor respelled in the answer.
    fn not(&mut self, inner: &Query) -> Result<Clauses> {
        let (needles, expansions) = (self.needles.len(), self.expansions.len());
        let weigh = std::mem::replace(&mut self.weigh, false);
        let clauses = self.query(inner);
        self.weigh = weigh;
        self.needles.truncate(needles);
        self.expansions.truncate(expansions);
        let clauses = clauses?;
        Ok(if clauses.is_empty() { clauses } else { vec![(Occur::MustNot, conjunction(clauses))] })
    }

    fn word(&mut self, word: &str) -> Result<Clauses> {
        let folded = fold::fold(word);
        if folded.is_empty() {
            return Ok(Vec::new());
        }
        let mut also = Vec::new();
        if self.request.variants {
            for spelling in spelling::others(&folded, &self.request.families) {
                if self.exists(&spelling)? {
                    also.push(spelling);
                }
            }
        }
        self.words += 1;
        let typed = self.needle(folded, false)?;
        if also.is_empty() {
            return Ok(typed);
        }
        let mut any = vec![conjunction(typed)];
        for spelling in &also {
            let respelled = conjunction(self.needle(spelling.clone(), true)?);
            any.push(Box::new(BoostQuery::new(respelled, SPELLING_BOOST)));
        }
        self.expansions.push(Expansion { word: word.to_owned(), also });
        Ok(vec![(Occur::Must, disjunction(any))])
    }

    fn needle(&mut self, folded: String, respelled: bool) -> Result<Clauses> {
        let mut clauses = self.holds(&folded)?;
        if self.weigh {
            let title = BoostQuery::new(contains(self.fields.title_bi, &folded), TITLE_BOOST);
            clauses.push((Occur::Should, Box::new(title)));
        }
        self.needles.push(Needle { folded, word: self.words, respelled });
        Ok(clauses)
    }

    /// Documents that hold `folded`, found the shortest way.
    fn holds(&self, folded: &str) -> Result<Clauses> {
        let chars: Vec<char> = folded.chars().collect();
        let gram = |chars: &[char]| Term::from_field_text(self.fields.gram, &chars.iter().collect::<String>());
        let basic = |term: Term| -> Box<dyn EngineQuery> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
        if self.grams.is_gram(&chars) {
            return Ok(vec![(Occur::Must, basic(gram(&chars)))]);
        }
        let exact = contains(self.fields.bi, folded);
        if chars.len() < 3 {
            return Ok(vec![(Occur::Must, exact)]);
        }
        // Whatever the phrase contains must be there, too. The rarest of that spare most of the
        // comparing of positions.
        let mut parts: Vec<(u64, Term)> = Vec::new();
        for range in self.grams.longest_within(&chars) {
            let term = gram(chars.get(range).unwrap_or_default());
            parts.push((self.searcher.doc_freq(&term)?, term));
        }
        for pair in chars.windows(2) {
            let term = Term::from_field_text(self.fields.bi, &pair.iter().collect::<String>());
            parts.push((self.searcher.doc_freq(&term)?, term));
        }
        parts.sort_unstable_by_key(|a| a.0);
        let rarest = parts.first().map_or(0, |(documents, _)| *documents);
        parts.retain(|(documents, _)| *documents <= rarest.saturating_mul(RARE));
        parts.truncate(ASKED_FIRST);
        let mut clauses: Clauses = parts.into_iter().map(|(_, term)| (Occur::Must, unweighed(basic(term)))).collect();
        clauses.push((Occur::Must, exact));
        Ok(clauses)
    }

    /// Whether any document holds `folded`.
    fn exists(&mut self, folded: &str) -> Result<bool> {
        if let Some(known) = self.exist.get(folded) {
            return Ok(*known);
        }
        let exists = self.has_any(folded)?;
        self.exist.insert(folded.to_owned(), exists);
        Ok(exists)
    }

    fn has_any(&self, folded: &str) -> Result<bool> {
        let scoring = EnableScoring::disabled_from_searcher(self.searcher);
        let weight = conjunction(self.holds(folded)?).weight(scoring)?;
        for segment in self.searcher.segment_readers() {
            if weight.scorer(segment, 1.0)?.doc() != TERMINATED {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn filter(&self, filter: &Filter) -> Result<Box<dyn EngineQuery>> {
        let fields = self.fields;
        Ok(match filter {
            Filter::Speaker(part) => self.holding(&["speaker", "post"], part)?,
            Filter::SpeakerIs(whole) => self.equal(&["speaker", "post"], whole)?,
            Filter::Agenda(part) => self.holding(&["agenda"], part)?,
            Filter::Body(part) => self.holding(&["body"], part)?,
            Filter::Outcome(outcome) => outcomes(fields, &[*outcome]),
            Filter::Kind(kind) => kinds(fields, &[*kind]),
            Filter::FiscalYears(from, to) => fiscal_years(fields, *from, *to),
            Filter::Dates(from, to) => {
                days(fields, from.map(|d| schema::day(Some(d))), to.map(|d| schema::day(Some(d))))
            }
            Filter::Mark(mark) => self.equal(&["mark"], mark)?,
        })
    }

    fn filters(&self, filters: &Filters, all: &mut Clauses) -> Result<()> {
        let fields = self.fields;
        let mut must = |query| all.push((Occur::Must, unweighed(query)));
        if !filters.kinds.is_empty() {
            must(kinds(fields, &filters.kinds));
        }
        if let Some((from, to)) = filters.fiscal_years {
            must(fiscal_years(fields, Some(from), Some(to)));
        }
        if filters.from.is_some() || filters.to.is_some() {
            must(self.filter(&Filter::Dates(filters.from, filters.to))?);
        }
        if let Some(part) = &filters.speaker {
            must(self.filter(&Filter::Speaker(part.clone()))?);
        }
        for (field, values) in [
            (fields.speaker, &filters.speakers),
            (fields.mark, &filters.marks),
            (fields.body, &filters.bodies),
            (fields.function, &filters.functions),
        ] {
            if !values.is_empty() {
                must(Box::new(TermSetQuery::new(values.iter().map(|value| Term::from_field_text(field, value)))));
            }
        }
        if !filters.outcomes.is_empty() {
            must(outcomes(fields, &filters.outcomes));
        }
        if !filters.meetings.is_empty() {
            let terms =
                filters.meetings.iter().map(|id| Term::from_field_text(fields.meeting, &schema::meeting_text(*id)));
            must(Box::new(TermSetQuery::new(terms)));
        }
        Ok(())
    }

    /// Documents that hold `part` in one of the raw `fields`, folded.
    fn holding(&self, fields: &[&'static str], part: &str) -> Result<Box<dyn EngineQuery>> {
        self.values.query(self.searcher, fields, &Wanted::Part(fold::fold(part)))
    }

    fn equal(&self, fields: &[&'static str], whole: &str) -> Result<Box<dyn EngineQuery>> {
        self.values.query(self.searcher, fields, &Wanted::Whole(fold::fold(whole)))
    }
}

/// Documents whose `field` holds `folded`, which is not empty: exactly those.
fn contains(field: Field, folded: &str) -> Box<dyn EngineQuery> {
    let term = |text: &str| Term::from_field_text(field, text);
    let mut chars = folded.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(only), None, _) => {
            let lower = term(only.encode_utf8(&mut [0; 4]));
            let upper = term(&format!("{only}{}", char::MAX));
            Box::new(InvertedIndexRangeQuery::new(Bound::Included(lower), Bound::Included(upper)))
        }
        (Some(_), Some(_), None) => Box::new(TermQuery::new(term(folded), IndexRecordOption::WithFreqs)),
        (Some(_), Some(_), Some(_)) => {
            let cover = bigram::cover(folded).into_iter().map(|(at, bigram)| (at, term(&bigram))).collect();
            Box::new(PhraseQuery::new_with_offset(cover))
        }
        (None, ..) => Box::new(EmptyQuery),
    }
}

fn kinds(fields: &Fields, kinds: &[Kind]) -> Box<dyn EngineQuery> {
    let terms = kinds.iter().map(|kind| Term::from_field_u64(fields.kind, u64::from(kind.number())));
    Box::new(TermSetQuery::new(terms))
}

fn outcomes(fields: &Fields, outcomes: &[Outcome]) -> Box<dyn EngineQuery> {
    Box::new(TermSetQuery::new(outcomes.iter().map(|outcome| Term::from_field_text(fields.outcome, outcome.code()))))
}

fn fiscal_years(fields: &Fields, from: Option<i32>, to: Option<i32>) -> Box<dyn EngineQuery> {
    numbers(fields.fiscal_year, from.map(i64::from), to.map(i64::from))
}

/// Days between two others: what has no date is never between.
fn days(fields: &Fields, from: Option<i64>, to: Option<i64>) -> Box<dyn EngineQuery> {
    numbers(fields.day, Some(from.unwrap_or(schema::UNDATED + 1)), to)
}

fn numbers(field: Field, from: Option<i64>, to: Option<i64>) -> Box<dyn EngineQuery> {
    let bound = |end: Option<i64>| end.map_or(Bound::Unbounded, |n| Bound::Included(Term::from_field_i64(field, n)));
    match (from, to) {
        (None, None) => Box::new(AllQuery),
        (from, to) => Box::new(RangeQuery::new(bound(from), bound(to))),
    }
}
