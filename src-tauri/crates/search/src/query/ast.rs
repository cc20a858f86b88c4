//! The tree of a query.

use chrono::NaiveDate;
use gijicho_model::Outcome;

use crate::doc::Kind;

/// What to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// All of these, in one document.
    And(Vec<Query>),
    /// Any of these.
    Or(Vec<Query>),
    /// Not this.
    Not(Box<Query>),
    /// A word: found anywhere in title, speaker and text, in other spellings, too.
    Word(String),
    /// Exactly this, as far as folding goes.
    Phrase(String),
    /// A property of the document.
    Filter(Filter),
}

/// A property of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// The speaker as printed holds this.
    Speaker(String),
    /// The speaker or the post is exactly this.
    SpeakerIs(String),
    /// The title of the agenda item (its own, or that of the item it belongs to) holds this.
    Agenda(String),
    /// The name of the body holds this.
    Body(String),
    /// How it ended.
    Outcome(Outcome),
    /// What it is.
    Kind(Kind),
    /// First and last fiscal year, either end open.
    FiscalYears(Option<i32>, Option<i32>),
    /// First and last day, either end open.
    Dates(Option<NaiveDate>, Option<NaiveDate>),
    /// The mark as printed.
    Mark(String),
}

impl Query {
    /// All of `queries`: nested conjunctions are flattened, a single one stands for itself.
    pub fn and(queries: Vec<Query>) -> Option<Query> {
        Self::join(queries, Query::And, |query| match query {
            Query::And(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// Any of `queries`: nested alternatives are flattened, a single one stands for itself.
    pub fn or(queries: Vec<Query>) -> Option<Query> {
        Self::join(queries, Query::Or, |query| match query {
            Query::Or(inner) => Ok(inner),
            other => Err(other),
        })
    }

    /// Not `query`; a double negation is none.
    #[expect(clippy::should_implement_trait, reason = "a constructor beside `and` and `or`")]
    pub fn not(query: Query) -> Query {
        match query {
            Query::Not(inner) => *inner,
            other => Query::Not(Box::new(other)),
        }
    }

    fn join(
        queries: Vec<Query>,
        make: fn(Vec<Query>) -> Query,
        open: fn(Query) -> Result<Vec<Query>, Query>,
    ) -> Option<Query> {
        let mut flat = Vec::with_capacity(queries.len());
        for query in queries {
            match open(query) {
                Ok(inner) => flat.extend(inner),
                Err(other) => flat.push(other),
            }
        }
        if flat.len() > 1 { Some(make(flat)) } else { flat.pop() }
    }

    /// Whether the tree is one that parsing can give: flat, without double negation, words in one piece.
    pub fn is_canonical(&self) -> bool {
        match self {
            Query::And(inner) => {
                inner.len() > 1 && inner.iter().all(|query| !matches!(query, Query::And(_)) && query.is_canonical())
            }
            Query::Or(inner) => {
                inner.len() > 1 && inner.iter().all(|query| !matches!(query, Query::Or(_)) && query.is_canonical())
            }
            Query::Not(inner) => !matches!(**inner, Query::Not(_)) && inner.is_canonical(),
            Query::Word(word) => super::lexer::is_bare_word(word),
            Query::Phrase(text) => super::lexer::is_quotable(text),
            Query::Filter(filter) => filter.is_canonical(),
        }
    }

    /// The words and phrases that a hit may show, negated ones left out.
    pub fn positive_texts(&self) -> Vec<&str> {
        match self {
            Query::And(inner) | Query::Or(inner) => inner.iter().flat_map(Query::positive_texts).collect(),
            Query::Word(text) | Query::Phrase(text) => vec![text],
            Query::Not(_) | Query::Filter(_) => Vec::new(),
        }
    }
}

impl Filter {
    fn is_canonical(&self) -> bool {
        match self {
            // A quoted speaker is the whole speaker, so a part of one has to do without quotes.
            Filter::Speaker(text) => super::lexer::is_bare_value(super::lexer::Field::Speaker, text),
            Filter::Agenda(text) | Filter::Body(text) | Filter::SpeakerIs(text) => super::lexer::is_quotable(text),
            Filter::Mark(mark) => super::lexer::is_quotable(mark),
            Filter::FiscalYears(from, to) => {
                (from.is_some() || to.is_some())
                    && [from, to].into_iter().flatten().all(|year| (1868..=2200).contains(year))
            }
            Filter::Dates(from, to) => from.is_some() || to.is_some(),
            Filter::Outcome(_) | Filter::Kind(_) => true,
        }
    }
}
