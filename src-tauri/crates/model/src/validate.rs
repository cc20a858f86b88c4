//! What must hold before a record is written, with errors that name the field.
//!
//! Bounds are generous for real minutes and small for a hostile file: they keep one row from
//! filling the database or freezing a window.

use crate::draft::{MinutesDraft, TableDraft};

/// Longest title, name, label or quotation, in characters.
pub const MAX_LINE: usize = 2_000;
/// Longest body of one remark, in bytes of Markdown.
pub const MAX_BODY: usize = 1_000_000;
/// Most remarks in one meeting.
pub const MAX_REMARKS: usize = 20_000;
/// Most agenda items in one meeting.
pub const MAX_ITEMS: usize = 1_000;
/// Deepest nesting of agenda items.
pub const MAX_DEPTH: u32 = 8;

/// A field that does not hold what it must.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem:?}")]
pub struct Invalid {
    /// Path to the field: `remarks[3].speaker.printed`.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// It must not be empty.
    Missing,
    /// It is longer than the limit, in the unit of the limit.
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// It points at something that is not there.
    OutOfRange,
    /// It contradicts another field.
    Contradicts {
        /// Path to the other field.
        other: String,
    },
}

fn invalid(field: impl Into<String>, problem: Problem) -> Invalid {
    Invalid { field: field.into(), problem }
}

fn bounded(field: &str, text: &str, limit: usize) -> Result<(), Invalid> {
    if text.chars().nth(limit).is_some() {
        return Err(invalid(field, Problem::TooLong { limit }));
    }
    Ok(())
}

fn required(field: &str, text: &str) -> Result<(), Invalid> {
    if text.trim().is_empty() {
        return Err(invalid(field, Problem::Missing));
    }
    bounded(field, text, MAX_LINE)
}

/// Checks a draft of minutes before it is stored.
pub fn minutes(draft: &MinutesDraft) -> Result<(), Invalid> {
    let meeting = &draft.meeting;
    if meeting.held_on.is_none() {
        return Err(invalid("meeting.held_on", Problem::Missing));
    }
    if let (Some(start), Some(end)) = (meeting.starts_at, meeting.ends_at)
        && end < start
    {
        return Err(invalid("meeting.ends_at", Problem::Contradicts { other: "meeting.starts_at".into() }));
    }
    for (field, text) in
        [("meeting.title", &meeting.title), ("meeting.body", &meeting.body), ("meeting.place", &meeting.place)]
    {
        if let Some(text) = text {
            bounded(field, text, MAX_LINE)?;
        }
    }
    if draft.agenda.len() > MAX_ITEMS {
        return Err(invalid("agenda", Problem::TooLong { limit: MAX_ITEMS }));
    }
    for (i, item) in draft.agenda.iter().enumerate() {
        required(&format!("agenda[{i}].title"), &item.title)?;
        if item.depth == 0 || item.depth > MAX_DEPTH {
            return Err(invalid(format!("agenda[{i}].depth"), Problem::OutOfRange));
        }
    }
    remarks(draft)?;
    for (i, decision) in draft.decisions.iter().enumerate() {
        if decision.agenda >= draft.agenda.len() {
            return Err(invalid(format!("decisions[{i}].agenda"), Problem::OutOfRange));
        }
        quotation(draft, &format!("decisions[{i}]"), decision.remark, &decision.quote)?;
    }
    for (i, follow_up) in draft.follow_ups.iter().enumerate() {
        quotation(draft, &format!("follow_ups[{i}]"), follow_up.remark, &follow_up.quote)?;
    }
    Ok(())
}

fn remarks(draft: &MinutesDraft) -> Result<(), Invalid> {
    if draft.remarks.len() > MAX_REMARKS {
        return Err(invalid("remarks", Problem::TooLong { limit: MAX_REMARKS }));
    }
    for (i, remark) in draft.remarks.iter().enumerate() {
        if remark.agenda.is_some_and(|item| item >= draft.agenda.len()) {
            return Err(invalid(format!("remarks[{i}].agenda"), Problem::OutOfRange));
        }
        if let Some(speaker) = &remark.speaker {
            required(&format!("remarks[{i}].speaker.printed"), &speaker.printed)?;
        }
        if remark.body.len() > MAX_BODY {
            return Err(invalid(format!("remarks[{i}].body"), Problem::TooLong { limit: MAX_BODY }));
        }
    }
    Ok(())
}

fn quotation(draft: &MinutesDraft, field: &str, remark: usize, quote: &str) -> Result<(), Invalid> {
    let Some(remark) = draft.remarks.get(remark) else {
        return Err(invalid(format!("{field}.remark"), Problem::OutOfRange));
    };
    if !crate::body::plain(&remark.body).contains(quote) {
        return Err(invalid(format!("{field}.quote"), Problem::Contradicts { other: "remark".into() }));
    }
    Ok(())
}

/// Checks a draft of a plan or a progress table before it is stored.
pub fn table(draft: &TableDraft) -> Result<(), Invalid> {
    required("title", &draft.title)?;
    if draft.fiscal_year.is_none() {
        return Err(invalid("fiscal_year", Problem::Missing));
    }
    if draft.initiatives.is_empty() {
        return Err(invalid("initiatives", Problem::Missing));
    }
    if draft.initiatives.len() > MAX_ITEMS {
        return Err(invalid("initiatives", Problem::TooLong { limit: MAX_ITEMS }));
    }
    for (i, initiative) in draft.initiatives.iter().enumerate() {
        required(&format!("initiatives[{i}].title"), &initiative.title)?;
    }
    Ok(())
}
