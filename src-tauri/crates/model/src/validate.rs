//! What must hold before a record is written, with errors that name the field.
//!
//! Bounds are generous for real minutes and small for a hostile file: they keep one row from
//! filling the database or freezing a window.

use std::collections::HashMap;

use crate::body;
use crate::draft::{MinutesDraft, TableDraft};
use crate::meeting::{HeaderLine, Legend};

/// Longest title, name, label or quotation, in characters.
pub const MAX_LINE: usize = 2_000;
/// Longest body of one remark, in bytes of Markdown.
pub const MAX_BODY: usize = 1_000_000;
/// Most remarks in one meeting.
pub const MAX_REMARKS: usize = 20_000;
/// Most agenda items in one meeting.
pub const MAX_ITEMS: usize = 1_000;
/// Most decisions, and most follow-ups, in one meeting.
pub const MAX_PROPOSALS: usize = 20_000;
/// Most names of those present, lines of a head, marks of a legend, or documents of an item.
pub const MAX_LISTED: usize = 5_000;
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
    head(&meeting.attendees, &meeting.legend, &meeting.header)?;
    listed("agenda", draft.agenda.len(), MAX_ITEMS)?;
    for (i, item) in draft.agenda.iter().enumerate() {
        required(&format!("agenda[{i}].title"), &item.title)?;
        if item.depth == 0 || item.depth > MAX_DEPTH {
            return Err(invalid(format!("agenda[{i}].depth"), Problem::OutOfRange));
        }
        listed(&format!("agenda[{i}].documents"), item.documents.len(), MAX_LISTED)?;
        for label in &item.documents {
            bounded(&format!("agenda[{i}].documents"), label, MAX_LINE)?;
        }
    }
    remarks(draft)?;
    proposals(draft)
}

/// Checks the parts of a head that are lists.
pub fn head(attendees: &[String], legend: &Legend, header: &[HeaderLine]) -> Result<(), Invalid> {
    listed("meeting.attendees", attendees.len(), MAX_LISTED)?;
    for name in attendees {
        bounded("meeting.attendees", name, MAX_LINE)?;
    }
    listed("meeting.legend", legend.0.len(), MAX_LISTED)?;
    for (mark, meaning) in &legend.0 {
        bounded("meeting.legend", mark, MAX_LINE)?;
        bounded("meeting.legend", meaning, MAX_LINE)?;
    }
    listed("meeting.header", header.len(), MAX_LISTED)?;
    for line in header {
        bounded("meeting.header", &line.label, MAX_LINE)?;
        // A whole list of those present may stand on one line.
        bounded("meeting.header", &line.text, MAX_BODY / 4)?;
    }
    Ok(())
}

fn listed(field: &str, length: usize, limit: usize) -> Result<(), Invalid> {
    if length > limit { Err(invalid(field, Problem::TooLong { limit })) } else { Ok(()) }
}

fn remarks(draft: &MinutesDraft) -> Result<(), Invalid> {
    listed("remarks", draft.remarks.len(), MAX_REMARKS)?;
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

fn proposals(draft: &MinutesDraft) -> Result<(), Invalid> {
    listed("decisions", draft.decisions.len(), MAX_PROPOSALS)?;
    listed("follow_ups", draft.follow_ups.len(), MAX_PROPOSALS)?;
    let mut said = Said { draft, plain: HashMap::new() };
    for (i, decision) in draft.decisions.iter().enumerate() {
        if decision.agenda >= draft.agenda.len() {
            return Err(invalid(format!("decisions[{i}].agenda"), Problem::OutOfRange));
        }
        said.holds(&format!("decisions[{i}]"), decision.remark, &decision.quote)?;
    }
    for (i, follow_up) in draft.follow_ups.iter().enumerate() {
        said.holds(&format!("follow_ups[{i}]"), follow_up.remark, &follow_up.quote)?;
    }
    Ok(())
}

/// The plain text of the remarks that are quoted, each made once however often it is.
struct Said<'a> {
    draft: &'a MinutesDraft,
    plain: HashMap<usize, String>,
}

impl Said<'_> {
    fn holds(&mut self, field: &str, at: usize, quote: &str) -> Result<(), Invalid> {
        let Some(remark) = self.draft.remarks.get(at) else {
            return Err(invalid(format!("{field}.remark"), Problem::OutOfRange));
        };
        if !self.plain.entry(at).or_insert_with(|| body::plain(&remark.body)).contains(quote) {
            return Err(invalid(format!("{field}.quote"), Problem::Contradicts { other: "remark".into() }));
        }
        Ok(())
    }
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
    listed("initiatives", draft.initiatives.len(), MAX_ITEMS)?;
    for (i, initiative) in draft.initiatives.iter().enumerate() {
        required(&format!("initiatives[{i}].title"), &initiative.title)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::draft::{DraftAgendaItem, DraftMeeting};

    /// A draft of one item with a change, and the field that is refused; `None` where all of it passes.
    fn check(change: impl Fn(&mut MinutesDraft), refused: Option<&str>) {
        let item = DraftAgendaItem {
            number: "1".into(),
            label: "議題１".into(),
            title: "窓口の見直し".into(),
            depth: 1,
            documents: vec!["資料１".into()],
            lines: [1, 1],
        };
        let held_on = NaiveDate::from_ymd_opt(2024, 9, 12);
        let meeting = DraftMeeting { held_on, ..DraftMeeting::default() };
        let mut draft = MinutesDraft { meeting, agenda: vec![item], ..MinutesDraft::default() };
        change(&mut draft);
        assert_eq!(minutes(&draft).err().map(|invalid| invalid.field).as_deref(), refused);
    }

    #[test]
    fn lists_and_lines_without_end_are_refused_by_their_field() {
        let names = |count: usize| vec!["湊副知事".to_owned(); count];
        let long = "長".repeat(MAX_LINE + 1);
        check(|_| {}, None);
        check(|draft| draft.meeting.attendees = names(MAX_LISTED), None);
        check(|draft| draft.meeting.attendees = names(MAX_LISTED + 1), Some("meeting.attendees"));
        check(|draft| draft.meeting.attendees = vec![long.clone()], Some("meeting.attendees"));
        check(|draft| draft.meeting.legend = Legend(vec![("☆".into(), long.clone())]), Some("meeting.legend"));
        let line = |label: &str, text: &str| vec![HeaderLine { label: label.into(), text: text.into() }];
        check(|draft| draft.meeting.header = line("出席者", &long), None);
        check(|draft| draft.meeting.header = line(&long, ""), Some("meeting.header"));
        check(|draft| draft.agenda[0].documents = names(MAX_LISTED + 1), Some("agenda[0].documents"));
        check(|draft| draft.agenda[0].depth = MAX_DEPTH + 1, Some("agenda[0].depth"));
        check(|draft| draft.agenda = vec![draft.agenda[0].clone(); MAX_ITEMS + 1], Some("agenda"));
    }
}
