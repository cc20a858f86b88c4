//! The register: bodies, departments, posts, people, and who held which post from when to when.

use chrono::NaiveDate;
use gijicho_model::{AppointmentId, BodyId, PersonId, PostId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::import::NewAppointment;

/// Everything in the register.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RegisterView {
    /// Oldest first.
    pub bodies: Vec<BodyRow>,
    /// Names of the departments, in order.
    pub departments: Vec<String>,
    /// By department and title.
    pub posts: Vec<PostRow>,
    /// By reading and name. Two people of one name are two rows.
    pub people: Vec<PersonRow>,
    /// Oldest first.
    pub appointments: Vec<AppointmentRow>,
}

/// A body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BodyRow {
    /// Identity.
    pub id: BodyId,
    /// As printed.
    pub name: String,
    /// First day.
    #[ts(type = "string | null")]
    pub valid_from: Option<NaiveDate>,
    /// Last day.
    #[ts(type = "string | null")]
    pub valid_to: Option<NaiveDate>,
    /// What it became.
    pub successor: Option<BodyId>,
    /// To be given back when saving.
    #[ts(type = "number")]
    pub row_version: i64,
}

/// A post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PostRow {
    /// Identity.
    pub id: PostId,
    /// As printed after a family name.
    pub title: String,
    /// Empty for none.
    pub department: String,
    /// To be given back when saving.
    #[ts(type = "number")]
    pub row_version: i64,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PersonRow {
    /// Identity.
    pub id: PersonId,
    /// As printed.
    pub family_name: String,
    /// Empty where it is not known.
    pub given_name: String,
    /// In hiragana; empty where it is not known.
    pub reading: String,
    /// To be given back when saving.
    #[ts(type = "number")]
    pub row_version: i64,
}

/// Who held which post from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppointmentRow {
    /// Identity.
    pub id: AppointmentId,
    /// Who.
    pub person: PersonId,
    /// Which post.
    pub post: PostId,
    /// First day in office.
    #[ts(type = "string | null")]
    pub valid_from: Option<NaiveDate>,
    /// Last day in office.
    #[ts(type = "string | null")]
    pub valid_to: Option<NaiveDate>,
    /// To be given back when saving.
    #[ts(type = "number")]
    pub row_version: i64,
}

/// Adds a body, or changes one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct BodySave {
    /// The one to change, as it was seen; `None` to add one.
    pub row: Option<Seen<BodyId>>,
    /// As printed.
    pub name: String,
    /// Era or western date as typed; empty where it is not known.
    pub valid_from: String,
    /// Era or western date as typed; empty while it lasts.
    pub valid_to: String,
}

/// Says what a body became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BodySucceed {
    /// The body that ends.
    pub body: BodyId,
    /// The one that goes on.
    pub successor: BodyId,
    /// 統合 rather than 改称.
    pub merged: bool,
    /// Last day, era or western, as typed; empty where it is not known.
    #[serde(default)]
    pub last_day: String,
}

/// Adds a person, or changes one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PersonSave {
    /// The one to change, as it was seen; `None` to add one, even of the same name.
    pub row: Option<Seen<PersonId>>,
    /// As printed.
    pub family_name: String,
    /// Empty where it is not known.
    pub given_name: String,
    /// In hiragana; empty where it is not known.
    pub reading: String,
}

/// Adds a post, or changes one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct PostSave {
    /// The one to change, as it was seen; `None` to add one.
    pub row: Option<Seen<PostId>>,
    /// As printed after a family name.
    pub title: String,
    /// Empty for none.
    pub department: String,
}

/// Gives a department another name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DepartmentRename {
    /// As it is.
    pub from: String,
    /// As it should be.
    pub to: String,
}

/// Says from when to when somebody held a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppointmentSave {
    /// The one to change, as it was seen; `None` to add one.
    pub row: Option<Seen<AppointmentId>>,
    /// Who; not changed afterwards.
    pub person: PersonId,
    /// Which post; not changed afterwards.
    pub post: PostId,
    /// Era or western date as typed; empty where it is not known.
    #[serde(default)]
    pub valid_from: String,
    /// Era or western date as typed; empty while it lasts.
    #[serde(default)]
    pub valid_to: String,
}

/// Deletes an appointment that no remark is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppointmentDelete {
    /// The one to delete, as it was seen.
    pub row: Seen<AppointmentId>,
}

/// A row as it was seen: it is not changed when somebody else has changed it since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Seen<Id> {
    /// Identity.
    pub id: Id,
    /// Its version when it was seen.
    #[ts(type = "number")]
    pub row_version: i64,
}

/// Adds people in posts, as proposals of an import name them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppointmentsAdd {
    /// What to add; what the register has already is left out.
    pub appointments: Vec<NewAppointment>,
}

/// A file of people, posts and days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RegisterFile {
    /// Full path of a CSV or an Excel file.
    pub path: String,
    /// An encoding label; `None` to find out.
    pub encoding: Option<String>,
}

/// What a file says of the register. Nothing is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RegisterRead {
    /// What can be added.
    pub appointments: Vec<NewAppointment>,
    /// Rows that the register has already.
    pub known: u32,
    /// Rows that cannot be read, and why, in Japanese.
    pub problems: Vec<RowProblem>,
}

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowProblem {
    /// The row, from 1, headings included.
    pub row: u32,
    /// Why, in Japanese.
    pub message: String,
}

/// What was added to the register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RegisterAdded {
    /// People.
    pub people: u32,
    /// Posts.
    pub posts: u32,
    /// Appointments.
    pub appointments: u32,
    /// Rows that were there already.
    pub known: u32,
    /// Number of the last change in the library.
    #[ts(type = "number")]
    pub seq: i64,
}
