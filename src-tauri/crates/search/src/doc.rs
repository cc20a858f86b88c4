//! What the index holds: flat documents, one for each thing that a person may look for.
//!
//! Invariants:
//! - A document is found by its [`DocKey`] and [`Doc::part`]; all parts of a key are written together.
//! - Texts are given as they are printed; folding is the index's own affair.

use chrono::NaiveDate;
use gijicho_model::Outcome;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 発言
    Remark,
    /// 議題
    Agenda,
    /// 決定
    Decision,
    /// 具体的取組, with pillars and items
    Initiative,
    /// 年次計画の一行
    Activity,
    /// 進捗
    Progress,
    /// 資料, one page at a time
    Document,
    /// 宿題・指示事項
    FollowUp,
    /// 会議
    Meeting,
}

impl Kind {
    /// Every kind, in the order of the type.
    pub const ALL: [Self; 9] = [
        Self::Remark,
        Self::Agenda,
        Self::Decision,
        Self::Initiative,
        Self::Activity,
        Self::Progress,
        Self::Document,
        Self::FollowUp,
        Self::Meeting,
    ];

    /// The name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Remark => "remark",
            Self::Agenda => "agenda",
            Self::Decision => "decision",
            Self::Initiative => "initiative",
            Self::Activity => "activity",
            Self::Progress => "progress",
            Self::Document => "document",
            Self::FollowUp => "follow_up",
            Self::Meeting => "meeting",
        }
    }

    /// The word in a query: `種別:決定`.
    pub fn japanese(self) -> &'static str {
        match self {
            Self::Remark => "発言",
            Self::Agenda => "議題",
            Self::Decision => "決定",
            Self::Initiative => "取組",
            Self::Activity => "年次計画",
            Self::Progress => "進捗",
            Self::Document => "資料",
            Self::FollowUp => "宿題",
            Self::Meeting => "会議",
        }
    }

    /// Reads [`Self::code`] or [`Self::japanese`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == text || kind.japanese() == text)
    }

    /// The number in the index. Appended to, never renumbered without a new schema version.
    pub(crate) fn number(self) -> u8 {
        match self {
            Self::Remark => 0,
            Self::Agenda => 1,
            Self::Decision => 2,
            Self::Initiative => 3,
            Self::Activity => 4,
            Self::Progress => 5,
            Self::Document => 6,
            Self::FollowUp => 7,
            Self::Meeting => 8,
        }
    }

    /// Reads [`Self::number`].
    pub(crate) fn from_number(number: u64) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| u64::from(kind.number()) == number)
    }
}

/// Which thing a document stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocKey {
    /// What it is.
    pub kind: Kind,
    /// Its identity in the library.
    pub id: Uuid,
}

impl DocKey {
    /// The bytes of the key's term in the index.
    pub(crate) fn term_bytes(&self) -> [u8; 17] {
        let mut bytes = [0; 17];
        bytes[0] = self.kind.number();
        bytes[1..].copy_from_slice(self.id.as_bytes());
        bytes
    }
}

/// One document of the index. What a kind lacks is left empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    /// Which thing it stands for.
    pub key: DocKey,
    /// Page of a document, from 1; 0 for what has no parts.
    pub part: u32,
    /// The meeting it belongs to.
    pub meeting: Option<Uuid>,
    /// Name of the body that met.
    pub body: String,
    /// Day of the meeting, or the day the thing is dated.
    pub held_on: Option<NaiveDate>,
    /// Western year in which the fiscal year begins.
    pub fiscal_year: Option<i32>,
    /// Its own title: of an item, a decision (「R4-1-2 …」), an initiative, a document, a meeting. Searched, and weighs more.
    pub title: String,
    /// Its text without Markdown: see `gijicho_model::body::plain`. Searched.
    pub text: String,
    /// The speaker as printed. Searched.
    pub speaker: String,
    /// The speaker's post, where known. Searched where `speaker` does not hold it already.
    pub post: String,
    /// The mark as printed: ● ☆.
    pub mark: String,
    /// What a remark does, by its code: `question`, `chairing` …
    pub function: String,
    /// How an item or a decision ended.
    pub outcome: Option<Outcome>,
    /// The title of the item that a remark belongs to: found by `議題:…` alone, not by words.
    pub agenda_title: String,
}

impl Doc {
    /// An empty document of `key`.
    pub fn new(key: DocKey) -> Self {
        Self {
            key,
            part: 0,
            meeting: None,
            body: String::new(),
            held_on: None,
            fiscal_year: None,
            title: String::new(),
            text: String::new(),
            speaker: String::new(),
            post: String::new(),
            mark: String::new(),
            function: String::new(),
            outcome: None,
            agenda_title: String::new(),
        }
    }
}
