//! How values stand in columns: enumerations and dates as text, lists as JSON, hashes as bytes.

use chrono::{NaiveDate, NaiveTime};
use gijicho_model::{
    FollowUpState, Function, Half, InitiativeKind, LinkStatus, MeetingStatus, Outcome, ProposalStatus, Relation, Side,
};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value that is kept as a short text.
pub(crate) trait AsText: Sized {
    /// The text in the column.
    fn write(&self) -> String;
    /// Reads [`AsText::write`].
    fn read(text: &str) -> Option<Self>;
}

/// A column of an [`AsText`] value.
pub(crate) struct Text<T>(pub(crate) T);

impl<T: AsText> ToSql for Text<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.write().into())
    }
}

impl<T: AsText> FromSql for Text<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        T::read(text).map(Text).ok_or_else(|| FromSqlError::Other(format!("unreadable value {text:?}").into()))
    }
}

/// A column of JSON, written compactly.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> ToSql for Json<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = serde_json::to_string(&self.0).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
        Ok(text.into())
    }
}

impl<T: DeserializeOwned> FromSql for Json<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        serde_json::from_str(value.as_str()?).map(Json).map_err(|e| FromSqlError::Other(e.into()))
    }
}

impl AsText for NaiveDate {
    fn write(&self) -> String {
        self.format("%Y-%m-%d").to_string()
    }
    fn read(text: &str) -> Option<Self> {
        Self::parse_from_str(text, "%Y-%m-%d").ok()
    }
}

impl AsText for NaiveTime {
    fn write(&self) -> String {
        self.format("%H:%M:%S").to_string()
    }
    fn read(text: &str) -> Option<Self> {
        Self::parse_from_str(text, "%H:%M:%S").ok()
    }
}

impl AsText for Outcome {
    fn write(&self) -> String {
        self.code().to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

impl AsText for Relation {
    fn write(&self) -> String {
        self.code().to_owned()
    }
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

/// Names the code of every value of an enumeration. A value left out does not compile.
macro_rules! codes {
    ($($kind:ident { $($value:ident = $code:literal),+ $(,)? })+) => {$(
        impl $crate::sql::AsText for $kind {
            fn write(&self) -> String {
                match self { $(Self::$value => $code),+ }.to_owned()
            }
            fn read(text: &str) -> Option<Self> {
                match text { $($code => Some(Self::$value),)+ _ => None }
            }
        }
    )+};
}
pub(crate) use codes;

codes! {
    MeetingStatus {
        Draft = "draft", InReview = "in_review", Final = "final", Published = "published", Corrected = "corrected",
    }
    Side { Presenter = "presenter", Chair = "chair", Member = "member", Unknown = "unknown" }
    Function {
        Explanation = "explanation", Answer = "answer", Question = "question", Opinion = "opinion",
        Instruction = "instruction", Chairing = "chairing", Statement = "statement",
    }
    ProposalStatus { Proposed = "proposed", Confirmed = "confirmed", Dismissed = "dismissed" }
    LinkStatus { Proposed = "proposed", Confirmed = "confirmed" }
    FollowUpState { Open = "open", Answered = "answered" }
    InitiativeKind { Pillar = "pillar", Initiative = "initiative", Item = "item" }
    Half { FirstHalf = "first-half", SecondHalf = "second-half" }
}

/// Gap between neighbours when rows are laid down, so that a row can be put between two others.
pub(crate) const RANK_STEP: i64 = 1 << 20;

/// The rank of the row number `index` when all are laid down in order.
pub(crate) fn rank_of(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX / RANK_STEP - 1).saturating_add(1).saturating_mul(RANK_STEP)
}

/// A count or a serial number from the database.
pub(crate) fn narrow(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
