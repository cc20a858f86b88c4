//! A meeting in the shape in which the search API of the Diet's record (国会会議録検索システム)
//! gives a meeting, so that what reads the one reads the other.
//!
//! | member | here |
//! |---|---|
//! | `issueID`, `speechID` | ids of the meeting and of the remark |
//! | `session` | western year in which the fiscal year begins |
//! | `nameOfHouse`, `nameOfMeeting` | the first word of the body's name, and the whole name |
//! | `issue` | 第N回 |
//! | `speechRecord` | first what stands above the remarks (order 0), then every remark |
//! | `speaker`, `speakerPosition` | name and post where they are known apart, else the speaker as printed |
//! | `speech` | the line of the speaker as printed, then the words |
//! | `speakerYomi`, `speakerGroup`, `speakerRole`, `startPage` | `null`: the minutes do not say |
//!
//! Beyond that shape, `agenda` and `mark` of a speech say under which item it stands and on which side.

use chrono::NaiveDate;
use gijicho_model::{MeetingRecord, Remark, body};
use serde::Serialize;

use crate::document::{NumberedLine, heading_line, one_line};
use crate::{ExportError, header};

/// Who "speaks" what stands above the remarks.
const ABOUT_THE_MEETING: &str = "会議録情報";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Answer<'a> {
    number_of_records: usize,
    number_of_return: usize,
    start_record: usize,
    next_record_position: Option<usize>,
    meeting_record: Vec<Meeting<'a>>,
}

#[expect(clippy::struct_field_names, reason = "the members of that shape")]
#[derive(Serialize)]
struct Meeting<'a> {
    #[serde(rename = "issueID")]
    issue_id: String,
    #[serde(rename = "imageKind")]
    image_kind: &'static str,
    #[serde(rename = "searchObject")]
    search_object: u32,
    session: i32,
    #[serde(rename = "nameOfHouse")]
    name_of_house: &'a str,
    #[serde(rename = "nameOfMeeting")]
    name_of_meeting: String,
    issue: Option<String>,
    date: NaiveDate,
    closing: Option<String>,
    #[serde(rename = "speechRecord")]
    speech_record: Vec<Speech>,
    #[serde(rename = "meetingURL")]
    meeting_url: Option<String>,
    #[serde(rename = "pdfURL")]
    pdf_url: Option<String>,
}

#[expect(clippy::struct_field_names, reason = "the members of that shape")]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Speech {
    #[serde(rename = "speechID")]
    speech_id: String,
    speech_order: usize,
    speaker: String,
    speaker_yomi: Option<String>,
    speaker_group: Option<String>,
    speaker_position: Option<String>,
    speaker_role: Option<String>,
    speech: String,
    start_page: Option<u32>,
    #[serde(rename = "speechURL")]
    speech_url: Option<String>,
    agenda: Option<String>,
    mark: Option<String>,
}

/// Writes meetings as JSON, indented, with `\n` at its end.
pub fn speeches(records: &[MeetingRecord]) -> Result<String, ExportError> {
    let answer = Answer {
        number_of_records: records.len(),
        number_of_return: records.len(),
        start_record: usize::from(!records.is_empty()),
        next_record_position: None,
        meeting_record: records.iter().map(meeting).collect(),
    };
    Ok(serde_json::to_string_pretty(&answer)? + "\n")
}

fn meeting(record: &MeetingRecord) -> Meeting<'_> {
    let meeting = &record.meeting;
    let name = record.body.name.trim();
    let mut speeches = vec![about(record)];
    speeches.extend(record.remarks.iter().enumerate().map(|(i, remark)| speech(record, remark, i + 1)));
    Meeting {
        issue_id: meeting.id.to_string(),
        image_kind: "議事概要",
        search_object: 0,
        session: meeting.fiscal_year.0,
        name_of_house: name.split_whitespace().next().unwrap_or(name),
        name_of_meeting: one_line(name),
        issue: meeting.ordinal.map(|ordinal| format!("第{ordinal}回")),
        date: meeting.held_on,
        closing: None,
        speech_record: speeches,
        meeting_url: None,
        pdf_url: None,
    }
}

/// What stands above the remarks: title, numbered lines, items of the agenda.
fn about(record: &MeetingRecord) -> Speech {
    let mut lines = vec![one_line(&record.display_title())];
    lines.extend(header::lines(&record.meeting).iter().map(NumberedLine::printed));
    lines.extend(record.agenda.iter().map(|item| one_line(&heading_line(&item.label, &item.title))));
    Speech {
        speech_id: format!("{}_000", record.meeting.id),
        speech_order: 0,
        speaker: ABOUT_THE_MEETING.to_owned(),
        speaker_yomi: None,
        speaker_group: None,
        speaker_position: None,
        speaker_role: None,
        speech: lines.join("\n"),
        start_page: None,
        speech_url: None,
        agenda: None,
        mark: None,
    }
}

fn speech(record: &MeetingRecord, remark: &Remark, order: usize) -> Speech {
    let item = remark.agenda_item_id.and_then(|id| record.agenda.iter().find(|item| item.id == id));
    let speaker = remark.speaker.as_ref();
    let known_apart = speaker.filter(|speaker| !speaker.name.is_empty());
    let name = known_apart.map(|speaker| &speaker.name).or(speaker.map(|speaker| &speaker.printed));
    let post = known_apart.map(|speaker| one_line(&speaker.post)).filter(|post| !post.is_empty());
    let line = crate::minutes::speaker_line(remark, 1).map(|line| line.printed());
    let words = body::plain(&remark.body);
    Speech {
        speech_id: remark.id.to_string(),
        speech_order: order,
        speaker: name.map(|name| one_line(name)).unwrap_or_default(),
        speaker_yomi: None,
        speaker_group: None,
        speaker_position: post,
        speaker_role: None,
        speech: line.into_iter().chain((!words.is_empty()).then_some(words)).collect::<Vec<_>>().join("\n"),
        start_page: None,
        speech_url: None,
        agenda: item.map(|item| one_line(&heading_line(&item.label, &item.title))),
        mark: remark.mark.clone(),
    }
}
