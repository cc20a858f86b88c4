//! A new meeting begins with what the last one of the same body leaves it.

use chrono::NaiveDate;
use gijicho_model::{BodyId, FiscalYear, Meeting, MeetingId, era, fold};
use gijicho_store::{MeetingRow, OpKind, Reader};

use super::{head, items, paste, view};
use crate::App;
use crate::api::BodyRef;
use crate::api::begin::{MeetingBegun, NewMeeting, NewMeetingAsk, NewMeetingProposal};
use crate::api::drafting::{HeadInput, ItemInput, LegendLine};
use crate::error::AppError;

/// What the marks mean where no earlier meeting says.
const LEGEND: [(&str, &str); 2] = [("●", "議題提出部局説明・回答"), ("☆", "意見・質問")];

impl App {
    /// What a new meeting would begin with; writes nothing.
    pub fn meeting_propose(&self, ask: NewMeetingAsk) -> Result<NewMeetingProposal, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let rows = reader.meetings()?;
        let day = era::parse_date(&ask.held_on);
        if day.is_none() && !ask.held_on.trim().is_empty() {
            return Err(AppError::bad_date(&ask.held_on));
        }
        let bodies = bodies(&reader, &rows)?;
        let body = match ask.body {
            Some(wanted) => bodies.iter().find(|body| body.id == wanted),
            None => bodies.first(),
        };
        let body = body.cloned();
        let last = body.as_ref().and_then(|body| last_of(&rows, body.id, day));
        let meeting = last.map(|row| reader.meeting(row.id)).transpose()?;
        let agenda = if ask.programme.trim().is_empty() {
            gijicho_model::draft::MinutesDraft::default()
        } else {
            paste::read(&ask.programme, &reader.register(day)?)?
        };
        Ok(NewMeetingProposal {
            head: head_after(meeting.as_ref(), &rows, body.as_ref(), day),
            register: match day {
                Some(day) => reader.in_office(day)?.into_iter().map(|speaker| speaker.printed).collect(),
                None => Vec::new(),
            },
            left_out: paste::left_out(&agenda).into_iter().map(str::to_owned).collect(),
            agenda: (agenda.agenda.into_iter())
                .map(|item| ItemInput { depth: item.depth, label: item.label, title: item.title })
                .collect(),
            carried: match &body {
                Some(body) => view::carried(&reader, body.id, day.unwrap_or(NaiveDate::MAX), None)?,
                None => Vec::new(),
            },
            after: last.map(|row| row.label.clone()),
            body,
            bodies,
        })
    }

    /// Begins the minutes of a meeting.
    pub fn meeting_begin(&self, new: NewMeeting) -> Result<MeetingBegun, AppError> {
        // The body is settled inside of the operation, as it may have to be added.
        let nobody = BodyId(uuid::Uuid::nil());
        let typed = head::typed(&new.head, new.body.unwrap_or(nobody))?;
        let (meeting, done) = self.write(OpKind::Edit, "新しい会議", |tx| {
            let mut head = typed.clone();
            if new.body.is_none() {
                head.body_id = match tx.body_named(&new.body_name)? {
                    Some(known) => known,
                    None => tx.add_body(&new.body_name, None, None)?,
                };
            }
            let meeting: MeetingId = tx.add_meeting(&head)?;
            for item in &new.agenda {
                tx.add_agenda_item(meeting, &items::agenda_text(item, Vec::new()), None)?;
            }
            Ok(meeting)
        })?;
        Ok(MeetingBegun { meeting, done })
    }
}

/// Every body, the one that met last first.
fn bodies(reader: &Reader<'_>, rows: &[MeetingRow]) -> Result<Vec<BodyRef>, AppError> {
    let mut bodies = reader.bodies()?;
    bodies.sort_by_key(|body| {
        let ended = body.successor_id.is_some() || body.valid_to.is_some();
        let met = rows.iter().position(|row| row.body_id == body.id).unwrap_or(usize::MAX);
        (ended, met)
    });
    Ok(bodies.into_iter().map(|body| BodyRef { id: body.id, name: body.name }).collect())
}

/// The meeting of a body that a new one on `day` follows. `rows` are newest first.
fn last_of(rows: &[MeetingRow], body: BodyId, day: Option<NaiveDate>) -> Option<&MeetingRow> {
    rows.iter().find(|row| row.body_id == body && day.is_none_or(|day| row.held_on <= day))
}

fn head_after(
    last: Option<&Meeting>,
    rows: &[MeetingRow],
    body: Option<&BodyRef>,
    day: Option<NaiveDate>,
) -> HeadInput {
    let year = day.map(FiscalYear::of);
    let of_year = rows.iter().filter(|row| {
        body.is_some_and(|body| body.id == row.body_id) && year.is_none_or(|year| row.fiscal_year == year)
    });
    let highest = of_year.filter_map(|row| row.ordinal).max();
    let numbered = last.is_none_or(|last| last.ordinal.is_some());
    let ordinal = numbered.then(|| highest.unwrap_or(0) + 1);
    let legend = match last {
        Some(last) if !last.legend.0.is_empty() => last.legend.0.clone(),
        _ => LEGEND.map(|(mark, meaning)| (mark.to_owned(), meaning.to_owned())).to_vec(),
    };
    HeadInput {
        title: match (last, year) {
            (Some(last), Some(year)) => retitled(last, year, ordinal),
            _ => String::new(),
        },
        ordinal,
        held_on: day.map(era::long_date).unwrap_or_default(),
        starts_at: String::new(),
        ends_at: String::new(),
        place: last.and_then(|last| last.place.clone()).unwrap_or_default(),
        attendees: last.map(|last| last.attendees.clone()).unwrap_or_default(),
        legend: legend.into_iter().map(|(mark, meaning)| LegendLine { mark, meaning }).collect(),
        lines: Some(last.map(labels).unwrap_or_default()),
    }
}

/// The labels of the lines under the last title: what they say is of that day.
fn labels(last: &Meeting) -> Vec<String> {
    last.header.iter().filter(|line| !line.label.is_empty()).map(|line| format!("{}：", line.label)).collect()
}

/// The last title with another year and ordinal, in the width in which it was printed. Empty where
/// the last one had none, or says neither.
fn retitled(last: &Meeting, year: FiscalYear, ordinal: Option<u32>) -> String {
    let Some(title) = &last.title else { return String::new() };
    let with_year = replaced(title, &last.fiscal_year.to_string(), &year.to_string());
    match (last.ordinal, ordinal) {
        (Some(old), Some(new)) => replaced(&with_year, &format!("第{old}回"), &format!("第{new}回")),
        _ => with_year,
    }
}

/// Replaces the first place that reads `old`, whatever its width; full-width digits stay full-width.
fn replaced(text: &str, old: &str, new: &str) -> String {
    let folded = fold::folded_width(text);
    let old = fold::width(old);
    let Some(at) = folded.text().find(&old) else { return text.to_owned() };
    let range = folded.to_source(at..at + old.len());
    let wide = text[range.clone()].chars().any(|c| ('０'..='９').contains(&c));
    let new = if wide { era::full_width_digits(new) } else { fold::width(new) };
    format!("{}{new}{}", &text[..range.start], &text[range.end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_taken_over_in_its_own_width() {
        let check = |title: &str, wanted: &str| {
            let year = replaced(title, "令和5年度", "令和6年度");
            assert_eq!(replaced(&year, "第3回", "第12回"), wanted);
        };
        check("令和５年度 第３回本部員会議 概要", "令和６年度 第１２回本部員会議 概要");
        check("令和5年度第3回本部員会議", "令和6年度第12回本部員会議");
        check("本部員会議", "本部員会議");
    }
}
