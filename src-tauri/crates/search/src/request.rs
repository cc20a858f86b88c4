//! What is asked and what is answered.
//!
//! Invariants: an answer carries ids and marked excerpts, never rows; texts come from the caller
//! ([`Texts`]), so that the index keeps none and nothing gone from the library is shown.

use std::ops::Range;

use chrono::NaiveDate;
use gijicho_model::Outcome;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::doc::{DocKey, Kind};
use crate::query::{Ignored, Query};

/// A search.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// What to find; `None` finds everything that the filters leave.
    pub query: Option<Query>,
    /// What the lenient parser left out; handed through to the answer.
    pub ignored: Vec<Ignored>,
    /// What else must hold.
    pub filters: Filters,
    /// In which order.
    pub sort: Sort,
    /// How many hits, at most [`Request::MAX_LIMIT`].
    pub limit: usize,
    /// How many hits to skip.
    pub offset: usize,
    /// Count exactly, and count by facets. Without it the first page comes sooner.
    pub complete: bool,
    /// Look for other spellings of a word, too (取組 / 取り組み).
    pub variants: bool,
    /// Further families of spellings, such as the old and new names of a body.
    pub families: Vec<Vec<String>>,
}

impl Request {
    /// The most hits that one answer holds.
    pub const MAX_LIMIT: usize = 1_000;

    /// The first twenty hits by relevance for what a person typed, counted completely.
    pub fn typed(text: &str) -> Self {
        let parsed = crate::query::parse_lenient(text);
        Self {
            query: parsed.query,
            ignored: parsed.ignored,
            filters: Filters::default(),
            sort: Sort::Relevance,
            limit: 20,
            offset: 0,
            complete: true,
            variants: true,
            families: Vec::new(),
        }
    }
}

/// What else must hold. An empty list or `None` asks for nothing; the values of a list are alternatives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Kinds of documents.
    pub kinds: Vec<Kind>,
    /// First and last fiscal year.
    pub fiscal_years: Option<(i32, i32)>,
    /// First day.
    pub from: Option<NaiveDate>,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// A part of the speaker as printed.
    pub speaker: Option<String>,
    /// Speakers exactly as printed (the values of the facet).
    pub speakers: Vec<String>,
    /// Marks.
    pub marks: Vec<String>,
    /// Names of bodies (the values of the facet).
    pub bodies: Vec<String>,
    /// Outcomes.
    pub outcomes: Vec<Outcome>,
    /// Meetings.
    pub meetings: Vec<Uuid>,
    /// What remarks do, by code.
    pub functions: Vec<String>,
}

/// Order of the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best first.
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
}

/// The texts of a document, as the library has them now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HitText {
    /// As [`crate::Doc::title`].
    pub title: String,
    /// As [`crate::Doc::speaker`].
    pub speaker: String,
    /// As [`crate::Doc::text`].
    pub text: String,
    /// What it is about: its agenda item, its initiative. Hits of one topic make room for others.
    pub topic: Option<Uuid>,
}

/// Which document, and which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocRef {
    /// Which document.
    pub key: DocKey,
    /// As [`crate::Doc::part`].
    pub part: u32,
}

/// Where the texts of the hits come from: asked once a page, answered in the same order, `None`
/// for what the library no longer has. Any `Fn(&[DocRef]) -> Vec<Option<HitText>>` will do.
pub trait Texts {
    /// The texts of `refs`.
    fn texts_of(&self, refs: &[DocRef]) -> Vec<Option<HitText>>;
}

impl<F: Fn(&[DocRef]) -> Vec<Option<HitText>>> Texts for F {
    fn texts_of(&self, refs: &[DocRef]) -> Vec<Option<HitText>> {
        self(refs)
    }
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Response {
    /// How many documents match: at least so many where `total_is_exact` is false.
    pub total: u64,
    /// Always true for a complete answer.
    pub total_is_exact: bool,
    /// The page. Shorter than asked where the library no longer has a hit.
    pub hits: Vec<Hit>,
    /// Counts by facet; `None` for an answer that is not complete.
    pub facets: Option<Facets>,
    /// Other spellings that were looked for and exist.
    pub expansions: Vec<Expansion>,
    /// Parts of the query that were not understood.
    pub ignored: Vec<Ignored>,
    /// The last change that the index has seen.
    pub seq: u64,
}

/// A document that matches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Which document.
    pub key: DocKey,
    /// As [`crate::Doc::part`].
    pub part: u32,
    /// The meeting it belongs to.
    pub meeting: Option<Uuid>,
    /// Higher is better; comparable within one answer only. 0 where sorted by date.
    pub score: f32,
    /// Why it matches.
    pub why: Vec<Why>,
    /// The title with its matches marked.
    pub title: Vec<SnippetPart>,
    /// The best passage of the text with its matches marked.
    pub snippet: Vec<SnippetPart>,
    /// Where the passage stands, in bytes of [`HitText::text`].
    pub snippet_range: Range<usize>,
    /// The matches in the whole text, in bytes of [`HitText::text`].
    pub ranges: Vec<Range<usize>>,
}

/// A piece of an excerpt, exactly as the source has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SnippetPart {
    /// Source text.
    pub text: String,
    /// Whether it is a match.
    pub mark: bool,
}

/// Where, and by which spelling, a hit matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "spelling", rename_all = "snake_case")]
pub enum Why {
    /// In its own title.
    Title,
    /// In the speaker's name or post.
    Speaker,
    /// In its text.
    Text,
    /// By another spelling than the one that was typed.
    Spelling(String),
}

/// Another spelling that was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Expansion {
    /// What was typed.
    pub word: String,
    /// What was looked for besides.
    pub also: Vec<String>,
}

/// Counts of the matching documents, most frequent first; years newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By kind.
    pub kind: Vec<(Kind, u64)>,
    /// By fiscal year.
    pub fiscal_year: Vec<(i32, u64)>,
    /// By speaker as printed: the fifty most frequent.
    pub speaker: Vec<(String, u64)>,
    /// By mark.
    pub mark: Vec<(String, u64)>,
    /// By body.
    pub body: Vec<(String, u64)>,
    /// By outcome.
    pub outcome: Vec<(Outcome, u64)>,
}
