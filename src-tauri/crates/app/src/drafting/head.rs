//! The head of the minutes as a person types it.

use chrono::NaiveTime;
use gijicho_model::{Legend, MeetingId, MeetingStatus, era};
use gijicho_store::MeetingEdit;

use super::{Prepared, nothing};
use crate::App;
use crate::api::drafting::{Edit, HeadInput};
use crate::error::{AppError, Typed};

impl App {
    pub(super) fn prepare_head<'a>(&self, meeting: MeetingId, edit: &'a Edit) -> Result<Prepared<'a>, AppError> {
        Ok(match edit {
            Edit::Head { base, head } => {
                let before = self.reading().read()?.meeting(meeting)?;
                let head = MeetingEdit { header: before.header, ..typed(head, before.body_id)? };
                Prepared::new("頭書の書き直し", move |tx| {
                    tx.edit_meeting(meeting, *base, &head)?;
                    Ok(None)
                })
            }
            Edit::Round { base, in_review } => {
                let (label, status) = match in_review {
                    true => ("確認に回す", MeetingStatus::InReview),
                    false => ("案に戻す", MeetingStatus::Draft),
                };
                Prepared::new(label, move |tx| {
                    tx.set_meeting_status(meeting, *base, status)?;
                    Ok(None)
                })
            }
            _ => nothing(),
        })
    }
}

/// Reads what was typed; the numbered lines under the title are made from it.
pub(super) fn typed(head: &HeadInput, body_id: gijicho_model::BodyId) -> Result<MeetingEdit, AppError> {
    let held_on = era::parse_date(&head.held_on).ok_or_else(|| AppError::bad_date(&head.held_on))?;
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Ok(MeetingEdit {
        body_id,
        title: said(&head.title),
        ordinal: head.ordinal,
        held_on,
        starts_at: time(&head.starts_at)?,
        ends_at: time(&head.ends_at)?,
        place: said(&head.place),
        attendees: head.attendees.iter().filter_map(|name| said(name)).collect(),
        legend: Legend(
            (head.legend.iter()).filter_map(|line| Some((said(&line.mark)?, line.meaning.trim().to_owned()))).collect(),
        ),
        header: Vec::new(),
    })
}

/// 「10:30」「１０時３０分」「午前10時」
fn time(text: &str) -> Result<Option<NaiveTime>, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let found = era::find_times(text).0.or_else(|| NaiveTime::parse_from_str(text, "%H:%M").ok());
    found.map(Some).ok_or_else(|| AppError::BadValue { what: Typed::Time, text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_however_they_are_typed() {
        for (text, wanted) in
            [("10:30", (10, 30)), ("１０時３０分", (10, 30)), ("午後1時", (13, 0)), ("9時05分", (9, 5))]
        {
            assert_eq!(time(text).unwrap(), NaiveTime::from_hms_opt(wanted.0, wanted.1, 0), "{text}");
        }
        assert_eq!(time(" ").unwrap(), None);
        assert!(time("昼ごろ").is_err());
    }
}
