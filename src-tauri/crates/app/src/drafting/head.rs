//! The head of the minutes as a person types it.

use chrono::NaiveTime;
use gijicho_model::{HeaderLine, Legend, MeetingId, MeetingStatus, era};
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
                let header = head.lines.as_deref().map_or(before.header, printed_lines);
                let head = MeetingEdit { header, ..typed(head, before.body_id)? };
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

/// Reads what was typed.
pub(super) fn typed(head: &HeadInput, body_id: gijicho_model::BodyId) -> Result<MeetingEdit, AppError> {
    let held_on = era::parse_date(&head.held_on).ok_or_else(|| AppError::bad_date(&head.held_on))?;
    Ok(MeetingEdit {
        body_id,
        title: said(&head.title),
        ordinal: head.ordinal,
        held_on,
        starts_at: time(&head.starts_at)?,
        ends_at: time(&head.ends_at)?,
        place: said(&head.place),
        attendees: attendees(head),
        legend: Legend(
            (head.legend.iter()).filter_map(|line| Some((said(&line.mark)?, line.meaning.trim().to_owned()))).collect(),
        ),
        header: head.lines.as_deref().map(printed_lines).unwrap_or_default(),
    })
}

fn said(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Those present, one name each.
pub(super) fn attendees(head: &HeadInput) -> Vec<String> {
    head.attendees.iter().filter_map(|name| said(name)).collect()
}

/// 「１ 開催日：令和６年…」 as label and text, without its number.
fn printed_lines(lines: &[String]) -> Vec<HeaderLine> {
    let typed = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    typed
        .map(|line| {
            let unnumbered =
                line.trim_start_matches(|c: char| c.is_numeric()).trim_start_matches(['.', '．', ' ', '　']);
            match unnumbered.split_once(['：', ':']) {
                Some((label, text)) => HeaderLine { label: label.trim().to_owned(), text: text.trim().to_owned() },
                None => HeaderLine { label: String::new(), text: line.to_owned() },
            }
        })
        .collect()
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
    fn lines_of_the_head_are_read_with_and_without_numbers_and_text() {
        for (typed, label, text) in [
            ("開催日：令和６年９月１２日（木）", "開催日", "令和６年９月１２日（木）"),
            ("２　開催場所: 本庁舎", "開催場所", "本庁舎"),
            ("3. 議事概要：", "議事概要", ""),
            ("６階の会議室にて", "", "６階の会議室にて"),
        ] {
            let wanted = HeaderLine { label: label.into(), text: text.into() };
            assert_eq!(printed_lines(&[typed.into(), " ".into()]), [wanted], "{typed}");
        }
    }

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
