//! Search: a query with filters in, hits with their reasons and facets out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gijicho_model::{DecisionId, InitiativeId, MeetingId, Outcome, ProposalStatus, RemarkId};
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
    /// Which keystroke this is, so that an older one is dropped; `None` for what is asked once.
    pub turn: Option<Turn>,
    /// Only the page, without the exact number and the counts: for the first answer to a keystroke.
    pub first_page_only: bool,
}

/// One of a row of requests of which only the newest matters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Turn {
    /// Which box asks.
    pub source: String,
    /// Rises with every keystroke. A request with a smaller number than one seen before is refused
    /// with the code `superseded`, and so is one that is running when a greater number comes.
    pub number: u32,
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
    /// Number of hits.
    pub total: u32,
    /// Whether `total` is exact; otherwise there are at least so many.
    #[serde(default)]
    pub total_is_exact: bool,
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
    /// The parts of the query, each of which can be taken away.
    #[serde(default)]
    pub chips: Vec<Chip>,
    /// What would hit, where nothing does.
    #[serde(default)]
    pub instead: Vec<Instead>,
    /// The hits by meeting, in the order of their best hit.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Whether the index has seen every change, and if not, why.
    #[serde(default)]
    pub index: IndexStatus,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Chip {
    /// What kind of part it is.
    pub kind: ChipKind,
    /// As it is shown: 「紙」, 「発言者: 知事」.
    pub label: String,
    /// Where it stands in the query, in UTF-16 code units.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
    /// Whether it is what a hit must not have.
    pub negated: bool,
    /// The query without it.
    pub without: String,
}

/// What a part of a query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChipKind {
    /// A word, in other spellings, too.
    Word,
    /// Exactly these words.
    Phrase,
    /// A property: 発言者:知事.
    Filter,
    /// Alternatives, or a group in parentheses.
    Group,
    /// Something that was not understood.
    Ignored,
}

/// A search that would hit where the one that was asked does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Instead {
    /// How it differs.
    pub kind: InsteadKind,
    /// What it differs in, in Japanese: 「『紙』を外す」.
    pub label: String,
    /// The query to ask.
    pub query: String,
    /// Whether the filters beside the box are to be taken away, too.
    pub without_filters: bool,
    /// How many hits it has.
    pub total: u32,
}

/// How a search differs from the one that does not hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum InsteadKind {
    /// One part less.
    WithoutPart,
    /// Another spelling of a word.
    Spelling,
    /// The same without filters.
    WithoutFilters,
}

/// Hits of one meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Group {
    /// The meeting; `None` for what belongs to none.
    pub meeting: Option<MeetingRef>,
    /// Which of the hits are its own, by place in the list.
    pub hits: Vec<u32>,
}

/// How far the index has come.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IndexStatus {
    /// In one word.
    pub stage: IndexStage,
    /// Rows that are in, while it is built.
    pub done: u32,
    /// Rows that there are, while it is built.
    pub total: u32,
    /// In Japanese; empty where there is nothing to say.
    pub message: String,
}

/// What becomes of the index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum IndexStage {
    /// It has seen every change.
    Ready,
    /// It has not seen the last changes yet.
    #[default]
    Behind,
    /// It is being built. What there was before is searched meanwhile.
    Building,
    /// Building was called off; it goes on when asked to.
    CalledOff,
    /// It cannot be kept up.
    Failed,
}

impl IndexStatus {
    /// It is being built: `done` rows of about `total`.
    pub(crate) fn building(done: u64, total: u64) -> Self {
        let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        let message = "検索の索引を作っています。".to_owned();
        Self { stage: IndexStage::Building, done: small(done), total: small(total.max(done)), message }
    }
}

/// Asks for the index to be built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct IndexBuild {
    /// From the beginning; otherwise what was called off goes on.
    pub anew: bool,
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
    /// Page of a document, from 1; 0 for what has no pages.
    #[serde(default)]
    pub page: u32,
    /// What was decided: of a decision, and of a remark that carries one.
    #[serde(default)]
    pub decision: Option<HitDecision>,
    /// Of a question, the answers that follow it; of an answer, the question before it.
    #[serde(default)]
    pub related: Vec<Related>,
}

/// A decision as a hit shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HitDecision {
    /// Identity.
    pub id: DecisionId,
    /// `R4-1-2`.
    pub number: String,
    /// The words that carry it.
    pub quote: String,
    /// Who said them, as printed; empty where they are not bound to a remark.
    pub speaker: String,
    /// Whether a person stands behind it.
    pub status: ProposalStatus,
    /// What it approves.
    pub initiatives: Vec<HitInitiative>,
}

/// An initiative as a hit mentions it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HitInitiative {
    /// Identity.
    pub id: InitiativeId,
    /// As printed.
    pub number: String,
    /// As printed.
    pub title: String,
}

/// A remark that belongs to a hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Related {
    /// How.
    pub relation: Beside,
    /// The remark.
    pub id: RemarkId,
    /// As printed.
    pub speaker: String,
    /// Its beginning, in plain text.
    pub text: String,
}

/// How a remark belongs to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Beside {
    /// It answers the hit.
    Answer,
    /// The hit answers it.
    Question,
}

/// A part of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnippetPart {
    /// Source text.
    pub text: String,
    /// Whether it matched.
    pub mark: bool,
}

/// Asks how what is being typed may go on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CompleteRequest {
    /// The query so far.
    pub query: String,
    /// Where the caret stands, in UTF-16 code units.
    pub caret: u32,
    /// Most completions to return; 0 stands for 10.
    pub limit: u32,
}

/// How what is being typed may go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Completions {
    /// The likeliest first.
    pub completions: Vec<Completion>,
}

/// One way to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Completion {
    /// What it is.
    pub kind: CompletionKind,
    /// As it is shown.
    pub label: String,
    /// Beside it: a post, a reading, what an operator does.
    pub detail: String,
    /// The query with it.
    pub query: String,
    /// Where the caret stands then, in UTF-16 code units.
    pub caret: u32,
}

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CompletionKind {
    /// A speaker as printed, or a person of the register.
    Speaker,
    /// A post.
    Post,
    /// A body.
    Body,
    /// The title of an agenda item.
    Agenda,
    /// The title of an initiative.
    Initiative,
    /// A value of an operator: an outcome, a kind, a fiscal year.
    Value,
    /// An operator.
    Operator,
    /// A search that was made before.
    Recent,
}

/// What can be typed into the box.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchHelp {
    /// In the order in which they are shown.
    pub operators: Vec<OperatorHelp>,
}

/// One thing that can be typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OperatorHelp {
    /// As it is typed: `発言者:知事`.
    pub example: String,
    /// What it does, in Japanese.
    pub meaning: String,
    /// What is put into the box: `発言者:`; empty for what is only explained.
    pub insert: String,
    /// The values that it takes, where they are few.
    pub values: Vec<String>,
}

/// Searches that were made before, the last first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecentSearches {
    /// As typed, each once.
    pub recent: Vec<String>,
}

/// A search that the person meant: one whose hit was opened, or that was sent off.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecentAdd {
    /// As typed.
    pub query: String,
}

/// Searches that are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedSearches {
    /// By name.
    pub saved: Vec<SavedSearch>,
}

/// A search that is kept: a view that says what has come since it was last looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SavedSearch {
    /// Identity.
    pub id: String,
    /// What the person calls it.
    pub name: String,
    /// What it asks.
    pub request: SearchRequest,
    /// How many hits it has now.
    pub total: u32,
    /// Which of them are new or have changed since it was last looked at, newest first; at most 100.
    pub new: Vec<String>,
}

/// Keeps a search. One of the same name is replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedSearchPut {
    /// What to call it.
    pub name: String,
    /// What it asks.
    pub request: SearchRequest,
}

/// Names a search that is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SavedSearchNamed {
    /// Its identity.
    pub id: String,
}

/// The hits of a search as rows of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SearchRows {
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// A row for each hit, a cell for each column.
    pub rows: Vec<Vec<String>>,
    /// How many hits there are: more than rows where the list was cut.
    pub total: u32,
}

/// Writes the hits of a search as a file of comma-separated values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportSearch {
    /// What to find.
    pub request: SearchRequest,
    /// Where to write it.
    pub path: String,
}
