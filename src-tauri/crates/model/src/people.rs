//! Who speaks: people, posts, and who held which post from when to when.
//!
//! 姓＋職 alone is ambiguous across years, so a speaker is linked to an [`Appointment`] of the
//! meeting's date, never to a name.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{AppointmentId, PersonId, PostId};

/// A person. Two people of the same name are two rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Family name as printed (髙 and 高 are kept apart).
    pub family_name: String,
    /// Given name, empty where the minutes never print it.
    pub given_name: String,
    /// Reading of the family name in hiragana, for completion; empty when unknown.
    pub reading: String,
}

/// A post (職), with the department in its name where the post carries one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Post {
    /// Identity.
    pub id: PostId,
    /// As printed after a family name: 「デジタル改革推進課長」.
    pub title: String,
    /// The department it belongs to, empty for 知事 and the like.
    pub department: String,
}

/// Who held which post, from the first day to the last (open when it has not ended).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Appointment {
    /// Identity.
    pub id: AppointmentId,
    /// Who.
    pub person_id: PersonId,
    /// Which post.
    pub post_id: PostId,
    /// First day in office; `None` when it is not known.
    #[ts(type = "string | null")]
    pub valid_from: Option<NaiveDate>,
    /// Last day in office; `None` while it lasts.
    #[ts(type = "string | null")]
    pub valid_to: Option<NaiveDate>,
}

impl Appointment {
    /// Whether the post was held on `date`.
    pub fn holds_on(&self, date: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }
}

/// What the importer is told of people and posts: enough to split 「森デジタル改革推進課長」.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// Appointments by the words that would be printed.
    pub entries: Vec<RegisterEntry>,
    /// The bodies that are known.
    #[serde(default)]
    pub bodies: Vec<RegisterBody>,
}

/// A body and the days on which it met under its name.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterBody {
    /// As it is known.
    pub name: String,
    /// First day, if known.
    pub valid_from: Option<NaiveDate>,
    /// Last day, if it has ended.
    pub valid_to: Option<NaiveDate>,
}

impl RegisterBody {
    /// Whether the body was there on `date`.
    pub fn stands_on(&self, date: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }
}

/// One appointment, spelled out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterEntry {
    /// The appointment it stands for.
    pub appointment_id: AppointmentId,
    /// Family name.
    pub family_name: String,
    /// Given name; empty when unknown.
    #[serde(default)]
    pub given_name: String,
    /// Post title.
    pub post: String,
    /// The department of the post; empty for 知事 and the like.
    #[serde(default)]
    pub department: String,
    /// First day in office, if known.
    pub valid_from: Option<NaiveDate>,
    /// Last day in office, if it has ended.
    pub valid_to: Option<NaiveDate>,
}

impl RegisterEntry {
    /// Whether the post was held on `date`.
    pub fn holds_on(&self, date: NaiveDate) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }
}
