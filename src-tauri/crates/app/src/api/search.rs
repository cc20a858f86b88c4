//! Search: a query with filters in, hits with their reasons and facets out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gijicho_model::{InitiativeId, MeetingId, Outcome};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AgendaRef, MeetingRef};

/// What to look for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct SearchRequest {
    /// In the query language; nothing is an error here.
    pub query: String,
    /// `remark`, `decision`, `agenda`, `initiative`, `progress`, `document`, `follow_up`, `meeting`; empty for all.
    pub kinds: Vec<String>,
    /// Western years in which the fiscal year begins; empty for all.
    pub fiscal_years: Vec<i32>,
    /// First day.
    #[ts(type = "string | null")]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[ts(type = "string | null")]
    pub to: Option<NaiveDate>,
    /// Speakers: a hit's printed speaker contains one of these.
    pub speakers: Vec<String>,
    /// ● ☆ …
    pub marks: Vec<String>,
    /// Bodies: a hit's body name contains one of these.
    pub bodies: Vec<String>,
    /// Outcomes.
    pub outcomes: Vec<Outcome>,
    /// Only in this meeting.
    pub meeting: Option<MeetingId>,
    /// Order of the hits.
    pub sort: Sort,
    /// Most hits to return; 0 stands for 20, never more than 500.
    pub limit: u32,
    /// Hits to leave out at the start.
    pub offset: u32,
    /// Look for the words exactly as typed, without their other spellings.
    pub exact_spelling: bool,
}

/// Order of the hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// What an executive most likely means first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SearchResponse {
    /// The query as it was typed.
    pub query: String,
    /// Exact number of hits.
    pub total: u32,
    /// Time in the index, in microseconds.
    pub took_us: u32,
    /// Counts by `kind`, `fiscal_year`, `speaker`, `mark`, `body`, `outcome`.
    pub facets: BTreeMap<String, BTreeMap<String, u32>>,
    /// Hits in order.
    pub hits: Vec<Hit>,
    /// Other spellings that were looked for too.
    pub expansions: Vec<Expansion>,
    /// What was ignored in the query, in Japanese.
    pub ignored: Vec<String>,
}

/// A word and its other spellings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Expansion {
    /// As typed.
    pub word: String,
    /// Looked for too.
    pub also: Vec<String>,
}

/// A hit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Hit {
    /// `remark`, `decision` …
    pub kind: String,
    /// Identity of the row.
    pub id: String,
    /// Its meeting; `None` for initiatives.
    pub meeting: Option<MeetingRef>,
    /// Its agenda item.
    pub agenda: Option<AgendaRef>,
    /// The initiative that it is or belongs to.
    pub initiative: Option<InitiativeId>,
    /// As printed; empty where nobody speaks.
    pub speaker: String,
    /// As printed; empty where there is none.
    pub mark: String,
    /// What a row of this kind is headed with: a title, a number.
    pub heading: String,
    /// The same in parts; empty where nothing in it can match.
    pub heading_parts: Vec<SnippetPart>,
    /// How the item ended, for decisions and for remarks that carry one.
    pub outcome: Option<Outcome>,
    /// Greater is better; comparable within one answer only.
    pub score: f32,
    /// With `<mark>` around what matched, the rest escaped for HTML.
    pub snippet: String,
    /// The same in parts.
    pub snippet_parts: Vec<SnippetPart>,
    /// Why it is here: `body`, `speaker`, `title`, `agenda`, `variant` …
    pub why: Vec<String>,
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnippetPart {
    /// Source text.
    pub text: String,
    /// Whether it matched.
    pub mark: bool,
}
