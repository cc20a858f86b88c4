//! Meetings: the standing bodies, their sittings, agenda items, documents and remarks.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::fiscal::FiscalYear;
use crate::id::{AgendaItemId, AppointmentId, BodyId, DocumentId, MeetingId, RemarkId};

/// A standing body that meets. Bodies merge and are renamed, so each has a validity and a successor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Body {
    /// Identity.
    pub id: BodyId,
    /// As printed: 「青海県県政改革・デジタル推進本部 本部員会議」 without year, ordinal and 概要.
    pub name: String,
    /// First day it existed, if known.
    #[ts(type = "string | null")]
    pub valid_from: Option<NaiveDate>,
    /// Last day it existed, if it has ended.
    #[ts(type = "string | null")]
    pub valid_to: Option<NaiveDate>,
    /// The body it became (renamed) or was merged into.
    pub successor_id: Option<BodyId>,
}

/// What tells bodies apart whatever way their name is printed: no white space, no width, and
/// without 「本部員会議」, the word for the sitting of a 本部, which some documents print and others leave out.
pub fn body_key(name: &str) -> String {
    let squeezed = crate::fold::squeezed(name);
    match squeezed.strip_suffix("本部員会議") {
        Some(body) if !body.is_empty() => body.to_owned(),
        _ => squeezed,
    }
}

/// How far the minutes of a meeting have come (案 → 確認 → 確定 → 公表 → 訂正).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum MeetingStatus {
    /// 案: being written.
    Draft,
    /// 確認: on its round.
    InReview,
    /// 確定: not edited any more.
    Final,
    /// 公表: final and published.
    Published,
    /// 訂正: final, with a correction that prints as such.
    Corrected,
}

impl MeetingStatus {
    /// A finalised record is not edited; it is corrected by a new version.
    pub fn is_locked(self) -> bool {
        matches!(self, Self::Final | Self::Published | Self::Corrected)
    }
}

/// One sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Meeting {
    /// Identity.
    pub id: MeetingId,
    /// The body that met.
    pub body_id: BodyId,
    /// Title as printed; `None` where the document has none (the program shows a made-up one then).
    pub title: Option<String>,
    /// Fiscal year of `held_on`.
    pub fiscal_year: FiscalYear,
    /// 第N回 within the fiscal year, where the document says so.
    pub ordinal: Option<u32>,
    /// Local date.
    #[ts(type = "string")]
    pub held_on: NaiveDate,
    /// Local time.
    #[ts(type = "string | null")]
    pub starts_at: Option<NaiveTime>,
    /// Local time.
    #[ts(type = "string | null")]
    pub ends_at: Option<NaiveTime>,
    /// Where, as printed.
    pub place: Option<String>,
    /// Names as printed, one each.
    pub attendees: Vec<String>,
    /// What the marks mean in this document.
    pub legend: Legend,
    /// The numbered lines under the title, as printed and in order. A line is reprinted as it
    /// stands while it says what the fields above say, and is made anew from them when it does not.
    pub header: Vec<HeaderLine>,
    /// How far the minutes have come.
    pub status: MeetingStatus,
}

impl Meeting {
    /// `R4-1` (fiscal year – ordinal), or the date as `R5.2.27` where the document has no ordinal.
    pub fn label(&self) -> String {
        label(self.fiscal_year, self.ordinal, self.held_on)
    }
}

/// The label of a meeting: see [`Meeting::label`].
pub fn label(fiscal_year: FiscalYear, ordinal: Option<u32>, held_on: NaiveDate) -> String {
    match ordinal {
        Some(ordinal) => format!("{}-{ordinal}", fiscal_year.short()),
        None => crate::era::short_date(held_on),
    }
}

/// The title to show: as printed, else made up from year, ordinal and body.
pub fn display_title(
    printed: Option<&str>,
    fiscal_year: FiscalYear,
    ordinal: Option<u32>,
    body: &str,
    held_on: NaiveDate,
) -> String {
    match (printed, ordinal) {
        (Some(title), _) => title.to_owned(),
        (None, Some(ordinal)) => format!("{fiscal_year} 第{ordinal}回{body} 概要"),
        (None, None) => format!("{fiscal_year} {body} 概要（{}）", crate::era::long_date(held_on)),
    }
}

/// A numbered line of the head of the minutes: 「１ 開催日時：令和４年４月１４日（木）…」.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
pub struct HeaderLine {
    /// 「開催日時」, as printed, without its number and colon.
    pub label: String,
    /// What follows the colon, as printed.
    pub text: String,
}

/// What the marks mean, as the document's legend says, in printed order.
#[derive(Debug, Clone, Default, PartialEq, Eq, ts_rs::TS)]
#[ts(type = "Record<string, string>")]
pub struct Legend(pub Vec<(String, String)>);

impl Legend {
    /// The meaning of `mark`, where the legend has it.
    pub fn meaning(&self, mark: &str) -> Option<&str> {
        self.0.iter().find(|(m, _)| m == mark).map(|(_, meaning)| meaning.as_str())
    }
}

impl Serialize for Legend {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(mark, meaning)| (mark, meaning)))
    }
}

impl<'de> Deserialize<'de> for Legend {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> serde::de::Visitor<'de> for InOrder {
            type Value = Legend;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a map from marks to what they mean")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Legend, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Legend(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// An item of the agenda, as printed, never shortened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct AgendaItem {
    /// Identity.
    pub id: AgendaItemId,
    /// Its meeting.
    pub meeting_id: MeetingId,
    /// Place among the items of the meeting, from 0, in printed order whatever the depth.
    pub position: u32,
    /// 1 for an item, 2 for a sub-item, and so on.
    pub depth: u32,
    /// The number in half-width digits: "1", "2-1"; empty where none is printed.
    pub number: String,
    /// The number with its word, as printed: 「議題１」; empty where none is printed.
    pub label: String,
    /// The title as printed.
    pub title: String,
    /// Labels of the documents that the item's remarks refer to: 「資料１」, 「資料2-1」.
    pub documents: Vec<String>,
    /// How the item ended where it carries no decision and a person has said so (記録なし).
    pub none_recorded: bool,
}

/// A document named in the minutes, optionally attached as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Document {
    /// Identity.
    pub id: DocumentId,
    /// Its meeting.
    pub meeting_id: MeetingId,
    /// 「資料2-1」.
    pub label: String,
    /// Its title; empty when only the label is known.
    pub title: String,
    /// SHA-256 (hex) of the attached original, if one is attached.
    pub file_sha256: Option<String>,
}

/// The side a speaker is on. A side, not a function: a ● may explain, answer, chair or close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The department that brings the item, and the chairing secretariat (●).
    Presenter,
    /// The chair, where the legend tells it apart.
    Chair,
    /// The members who give opinions and ask (☆).
    Member,
    /// The document does not tell.
    Unknown,
}

/// What a remark does, apart from the side it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// 説明: brings the item.
    Explanation,
    /// 回答: answers a question.
    Answer,
    /// 質問: asks.
    Question,
    /// 意見: gives an opinion.
    Opinion,
    /// 指示: asks somebody to do something.
    Instruction,
    /// 進行: leads the meeting (opens, calls for opinions, hands over, closes).
    Chairing,
    /// None of these can be told.
    Statement,
}

/// A speaker: always as printed, split into name and post where that is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
pub struct Speaker {
    /// As printed: 「横山スマート改革推進課長」.
    pub printed: String,
    /// Family name: 「横山」; empty where only a role is printed.
    pub name: String,
    /// Post: 「スマート改革推進課長」; empty where only a name is printed.
    pub post: String,
}

/// One uninterrupted turn of one speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Remark {
    /// Identity.
    pub id: RemarkId,
    /// Its meeting.
    pub meeting_id: MeetingId,
    /// The item it belongs to; `None` before the first one.
    pub agenda_item_id: Option<AgendaItemId>,
    /// Place among all remarks of the meeting, from 0.
    pub position: u32,
    /// The mark as printed (● ☆ …), where the document uses marks.
    pub mark: Option<String>,
    /// The side that the mark, the bracket or the post tells.
    pub side: Side,
    /// What it does.
    pub function: Function,
    /// Who speaks; `None` for a narrative passage.
    pub speaker: Option<Speaker>,
    /// The appointment of that speaker on that date, where known.
    pub appointment_id: Option<AppointmentId>,
    /// What is printed in parentheses after the speaker: 「資料１に基づいて説明」.
    pub note: Option<String>,
    /// Markdown: see [`crate::body`].
    pub body: String,
    /// For each block of the body, the first and last line (from 1) of the imported source.
    /// Empty for a remark that was typed in.
    pub source_lines: Vec<[u32; 2]>,
    /// When it was said, for a remark of a transcript.
    #[serde(default)]
    pub span: Option<crate::draft::TimeSpan>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_the_same_with_and_without_the_word_for_its_sitting() {
        assert_eq!(body_key("青海県県政推進本部 本部員会議"), body_key("青海県県政推進本部"));
        assert_eq!(body_key("青海県ＤＸ推進本部"), body_key("青海県 DX 推進本部"));
        assert_eq!(body_key("本部員会議"), "本部員会議");
    }
}
