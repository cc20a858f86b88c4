//! What the importer makes of a file before a person has looked at it.
//!
//! A draft holds structure, what could not be placed, and how every line of the source was read.
//! Its JSON is an interface that other tools read (`import --dry-run --json`): names stay, more
//! fields may come.
//!
//! Invariants:
//! - `coverage.placed` counts the characters (white space aside) that stand in a field or are
//!   layout by a named rule (page numbers, rules); `characters - placed` is exactly what
//!   `unplaced` lists.
//! - Every quotation is a substring of the plain text ([`crate::body::plain`]) of its remark.
//! - Decisions and follow-ups are proposals.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::decision::{Outcome, ProposalStatus};
use crate::fiscal::{FiscalYear, Half};
use crate::meeting::{Function, HeaderLine, Legend, Side, Speaker};

/// A draft of one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Draft {
    /// 議事概要・議事録
    Minutes(MinutesDraft),
    /// 年次計画
    Plan(TableDraft),
    /// 進捗状況
    Progress(TableDraft),
}

/// Minutes, structured.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct MinutesDraft {
    /// The head of the minutes.
    pub meeting: DraftMeeting,
    /// Items in printed order.
    pub agenda: Vec<DraftAgendaItem>,
    /// Remarks in printed order.
    pub remarks: Vec<DraftRemark>,
    /// Proposed decisions.
    pub decisions: Vec<DraftDecision>,
    /// Proposed follow-ups.
    pub follow_ups: Vec<DraftFollowUp>,
    /// Source lines that found no place.
    pub unplaced: Vec<UnplacedLine>,
    /// How much of the text found a place.
    pub coverage: Coverage,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
    /// How each line of the source was read, in order, blank lines included.
    #[serde(default)]
    pub lines: Vec<SourceLine>,
}

/// The head of the minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftMeeting {
    /// As printed; `None` where the document has no title.
    pub title: Option<String>,
    /// The body's name, taken from the title.
    pub body: Option<String>,
    /// From the title, else from the date.
    pub fiscal_year: Option<FiscalYear>,
    /// 第N回.
    pub ordinal: Option<u32>,
    /// Local date.
    #[ts(type = "string | null")]
    pub held_on: Option<NaiveDate>,
    /// Local time, `HH:MM` in JSON.
    #[serde(with = "hour_minute")]
    #[ts(type = "string | null")]
    pub starts_at: Option<NaiveTime>,
    /// Local time, `HH:MM` in JSON.
    #[serde(with = "hour_minute")]
    #[ts(type = "string | null")]
    pub ends_at: Option<NaiveTime>,
    /// As printed.
    pub place: Option<String>,
    /// Names as printed.
    pub attendees: Vec<String>,
    /// What the marks mean.
    pub legend: Legend,
    /// The numbered lines under the title, as printed.
    #[serde(default)]
    pub header: Vec<HeaderLine>,
}

/// An item of the agenda.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftAgendaItem {
    /// Half-width digits: "1"; empty where none is printed.
    pub number: String,
    /// As printed: 「議題１」; empty where none is printed.
    #[serde(default)]
    pub label: String,
    /// As printed.
    pub title: String,
    /// From 1.
    pub depth: u32,
    /// Labels of documents, as printed.
    pub documents: Vec<String>,
    /// First and last source line, from 1.
    #[serde(default)]
    pub lines: [u32; 2],
}

/// One turn of one speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftRemark {
    /// Index into the agenda; `None` before the first item.
    pub agenda: Option<usize>,
    /// As printed; `None` where the document uses no marks.
    pub mark: Option<String>,
    /// The side it comes from.
    pub side: Side,
    /// What it does.
    pub function: Function,
    /// Who speaks; `None` for a narrative passage.
    pub speaker: Option<Speaker>,
    /// Whether the split of the speaker into name and post needs a person.
    #[serde(default)]
    pub speaker_unsure: bool,
    /// In parentheses after the speaker, without them.
    pub note: Option<String>,
    /// Markdown: see [`crate::body`].
    pub body: String,
    /// First and last source line, from 1, heading included.
    pub lines: [u32; 2],
    /// For each block of the body, its first and last source line, from 1.
    #[serde(default)]
    pub block_lines: Vec<[u32; 2]>,
    /// When it was said, for a transcript.
    #[serde(default)]
    pub span: Option<TimeSpan>,
}

/// A stretch of a recording, in milliseconds from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
pub struct TimeSpan {
    /// The first moment.
    pub from_ms: u32,
    /// The moment after the last; never before `from_ms`.
    pub to_ms: u32,
}

/// A proposed decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftDecision {
    /// Index into the agenda.
    pub agenda: usize,
    /// How the item ended.
    pub outcome: Outcome,
    /// The deciding word: 「承認」.
    pub phrase: String,
    /// The words, verbatim.
    pub quote: String,
    /// A condition as said.
    #[serde(default)]
    pub condition: Option<String>,
    /// Index into the remarks.
    pub remark: usize,
    /// Always [`ProposalStatus::Proposed`].
    pub status: ProposalStatus,
}

/// A proposed follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftFollowUp {
    /// Index into the remarks.
    pub remark: usize,
    /// The asking words, verbatim.
    pub quote: String,
    /// The department addressed; empty where the words name none.
    pub to: String,
}

/// A source line that found no place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct UnplacedLine {
    /// From 1.
    pub line: u32,
    /// Untouched.
    pub text: String,
}

/// How much of the text found a place, in characters, white space aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Coverage {
    /// In the source.
    pub characters: usize,
    /// Of these, placed.
    pub placed: usize,
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Warning {
    /// Stable name: `weekday-mismatch`.
    pub code: String,
    /// In Japanese.
    pub message: String,
    /// Source line, from 1, where there is one.
    pub line: Option<u32>,
}

/// Where a source line went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum LineRole {
    /// No characters.
    Blank,
    /// 頭書: title, date, place, legend, attendees.
    Header,
    /// 議題: an item of the agenda.
    Agenda,
    /// 発言者: the heading of a remark.
    Speaker,
    /// 本文: the first line of a block.
    Body,
    /// 続き: a line joined to the one before it.
    Continuation,
    /// 場面: a scene.
    Scene,
    /// 頁: page numbers and other layout, left out by a named rule.
    Layout,
    /// 未配置: found no place.
    Unplaced,
}

/// One line of the source and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SourceLine {
    /// From 1.
    pub line: u32,
    /// Untouched.
    pub text: String,
    /// Where it went.
    pub role: LineRole,
    /// The remark it belongs to, as an index.
    pub remark: Option<usize>,
}

/// A plan or a progress table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct TableDraft {
    /// As printed.
    pub title: String,
    /// The year it is for.
    pub fiscal_year: Option<FiscalYear>,
    /// The half reported on, for progress.
    #[serde(default)]
    pub period: Option<Half>,
    /// The date printed on it.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub issued_on: Option<NaiveDate>,
    /// The department printed on it; empty where none is.
    #[serde(default)]
    pub issued_by: String,
    /// The label of the document, as printed: 「資料２別表」; empty where none is.
    #[serde(default)]
    pub document: String,
    /// How the columns of the first table were read, from the left; empty for a form.
    #[serde(default)]
    pub columns: Vec<DraftColumn>,
    /// Initiatives in printed order.
    pub initiatives: Vec<DraftInitiative>,
    /// 注: lines under a table that speak of all of it.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Source lines that found no place.
    pub unplaced: Vec<UnplacedLine>,
    /// How much of the text found a place.
    pub coverage: Coverage,
    /// What a person should look at.
    pub warnings: Vec<Warning>,
}

/// What a column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum TableField {
    /// 柱: a heading over initiatives.
    Pillar,
    /// 番号
    Number,
    /// 具体的取組
    Initiative,
    /// 取組項目
    Item,
    /// 概要・目的: what an initiative is about.
    Summary,
    /// 年次計画・取組内容
    Activity,
    /// 時期
    When,
    /// 4月, 第１四半期: marked where something is done.
    Month,
    /// 担当課
    Department,
    /// 工程表: what is done in a fiscal year.
    Schedule,
    /// 進捗状況
    Report,
    /// 評価・状態: A, 完了, 遅延
    Status,
    /// 指標の名
    Indicator,
    /// 単位
    Unit,
    /// 目標値
    Target,
    /// 実績値
    Actual,
    /// 備考
    Note,
    /// Left out because a person said so: listed as unplaced.
    Ignore,
}

/// A column of a table and how it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftColumn {
    /// As printed, the headings above it first; empty where none is printed.
    pub heading: String,
    /// What it holds; `None` where that is not known.
    pub field: Option<TableField>,
    /// Whether its heading says so, rather than what stands under it.
    pub sure: bool,
}

/// An initiative of a plan or a progress table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftInitiative {
    /// Half-width digits; empty where none is printed.
    pub number: String,
    /// As printed.
    pub title: String,
    /// The headings above it, outermost first.
    pub path: Vec<String>,
    /// 取組項目.
    pub items: Vec<String>,
    /// 年次計画.
    pub activities: Vec<DraftActivity>,
    /// 担当課.
    pub departments: Vec<String>,
    /// 工程表.
    pub schedule: Vec<DraftSchedule>,
    /// 進捗.
    pub progress: Vec<DraftProgress>,
    /// 指標.
    #[serde(default)]
    pub indicators: Vec<DraftIndicator>,
    /// 概要・目的, as printed; empty where the table does not say.
    #[serde(default)]
    pub summary: String,
    /// 備考, as printed.
    #[serde(default)]
    pub notes: Vec<String>,
}

/// A value of an indicator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftIndicator {
    /// 指標の名, as printed; the heading of its column where the table names none.
    pub name: String,
    /// As printed; empty where none is.
    pub unit: String,
    /// The year of the value, where the table says so.
    pub fiscal_year: Option<FiscalYear>,
    /// What else the heading says of the time: 「現状値」「上半期」; empty where nothing.
    pub when: String,
    /// 目標, as printed; empty where none is.
    pub target: String,
    /// 実績, as printed; empty where none is.
    pub actual: String,
}

/// An activity of the year's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftActivity {
    /// The 取組項目 it belongs to; empty for the initiative as a whole.
    pub item: String,
    /// As printed.
    pub text: String,
    /// As printed; empty where none are.
    pub months: String,
}

/// One cell of the schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftSchedule {
    /// The 取組項目; empty for the initiative as a whole.
    pub item: String,
    /// The year of the cell.
    pub fiscal_year: FiscalYear,
    /// As printed.
    pub phase: String,
}

/// A dated report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct DraftProgress {
    /// As printed: 「R2.7-8」; empty where none is.
    pub when: String,
    /// As printed; empty where only a status is.
    pub text: String,
    /// 評価・状態 as printed: 「Ａ」「完了」.
    #[serde(default)]
    pub status: Option<String>,
}

/// `HH:MM`, as the JSON interface has it.
mod hour_minute {
    use chrono::NaiveTime;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    const FORMAT: &str = "%H:%M";

    #[expect(clippy::ref_option, reason = "the signature that serde's `with` asks for")]
    pub(super) fn serialize<S: Serializer>(time: &Option<NaiveTime>, serializer: S) -> Result<S::Ok, S::Error> {
        time.map(|time| time.format(FORMAT).to_string()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveTime>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| NaiveTime::parse_from_str(&text, FORMAT).map_err(serde::de::Error::custom)).transpose()
    }
}
