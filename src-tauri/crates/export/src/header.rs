//! The numbered lines under the title: 開催日時, 開催場所, 議事概要 and what else a house prints.
//!
//! A line is reprinted as it stands while it still says what the meeting's fields say; a line that
//! does not is made anew from the fields; a field that no line says gets a line of its own.

use gijicho_model::era::{find_date, find_times, full_width_digits, printed_date, printed_time};
use gijicho_model::fold::squeezed;
use gijicho_model::{HeaderLine, Meeting};

use crate::document::{NumberedLine, one_line};

/// What a line of the header is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    When,
    Where,
    Who,
    Summary,
    Other,
}

impl Subject {
    /// The subjects that a field of the meeting stands behind, in the order of the printed form.
    const OF_FIELDS: [Self; 4] = [Self::When, Self::Where, Self::Who, Self::Summary];

    fn of(line: &HeaderLine) -> Self {
        let label = squeezed(&line.label);
        let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
        if says(&["日時", "開催日", "期日", "年月日"]) {
            Self::When
        } else if says(&["場所", "会場"]) {
            Self::Where
        } else if says(&["出席", "参加者", "構成員"]) {
            Self::Who
        } else if says(&["概要", "議事", "内容"]) {
            Self::Summary
        } else {
            Self::Other
        }
    }

    fn label(self, meeting: &Meeting) -> &'static str {
        match self {
            Self::When if meeting.starts_at.is_none() && meeting.ends_at.is_none() => "開催日",
            Self::When => "開催日時",
            Self::Where => "開催場所",
            Self::Who => "出席者",
            Self::Summary | Self::Other => "議事概要",
        }
    }
}

/// The lines to print.
pub(crate) fn lines(meeting: &Meeting) -> Vec<NumberedLine> {
    let mut lines: Vec<(Subject, String, String)> = Vec::new();
    for line in &meeting.header {
        let subject = Subject::of(line);
        let first_on_it = !lines.iter().any(|(other, ..)| *other == subject);
        if subject == Subject::Other || !first_on_it || says_the_fields(subject, &line.text, meeting) {
            lines.push((subject, one_line(&line.label), one_line(&line.text)));
        } else if let Some(text) = from_fields(subject, meeting) {
            lines.push((subject, one_line(&line.label), text));
        }
    }
    for subject in Subject::OF_FIELDS {
        if lines.iter().any(|(other, ..)| *other == subject) || !wants_line(subject, meeting) {
            continue;
        }
        if let Some(text) = from_fields(subject, meeting) {
            let at = lines.iter().position(|(other, ..)| *other > subject).unwrap_or(lines.len());
            lines.insert(at, (subject, subject.label(meeting).to_owned(), text));
        }
    }
    let number = |i: usize| full_width_digits(&(i + 1).to_string());
    lines.into_iter().enumerate().map(|(i, (_, label, text))| NumberedLine { number: number(i), label, text }).collect()
}

/// Whether a subject without a printed line gets one. 「議事概要：以下のとおり」 opens a header that is
/// wholly made up, and carries the legend of any other; it is not added to a printed header for itself.
fn wants_line(subject: Subject, meeting: &Meeting) -> bool {
    subject != Subject::Summary || meeting.header.is_empty() || !meeting.legend.0.is_empty()
}

/// Whether a printed text says what the fields say.
fn says_the_fields(subject: Subject, text: &str, meeting: &Meeting) -> bool {
    match subject {
        Subject::When => {
            find_date(text).is_some_and(|found| found.date == meeting.held_on)
                && find_times(text) == (meeting.starts_at, meeting.ends_at)
        }
        Subject::Where => meeting.place.as_deref().is_some_and(|place| squeezed(place) == squeezed(text)),
        Subject::Who => {
            let text = squeezed(text);
            meeting.attendees.iter().all(|name| text.contains(&squeezed(name)))
        }
        Subject::Summary => {
            let text = squeezed(text);
            meeting.legend.0.iter().all(|(mark, meaning)| text.contains(&squeezed(&format!("{mark}{meaning}"))))
        }
        Subject::Other => true,
    }
}

/// The text that the fields make; `None` where they hold nothing.
fn from_fields(subject: Subject, meeting: &Meeting) -> Option<String> {
    match subject {
        Subject::When => Some(when(meeting)),
        Subject::Where => meeting.place.as_deref().map(one_line).filter(|place| !place.is_empty()),
        Subject::Who => (!meeting.attendees.is_empty()).then(|| one_line(&meeting.attendees.join("、"))),
        Subject::Summary => Some(summary(meeting)),
        Subject::Other => None,
    }
}

/// 「令和４年４月１４日（木）１０時１０分～１０時３０分」
fn when(meeting: &Meeting) -> String {
    let date = printed_date(meeting.held_on);
    match (meeting.starts_at.map(printed_time), meeting.ends_at.map(printed_time)) {
        (Some(start), Some(end)) => format!("{date}{start}～{end}"),
        (Some(start), None) => format!("{date}{start}～"),
        (None, Some(end)) => format!("{date}～{end}"),
        (None, None) => date,
    }
}

/// 「以下のとおり（●議題提出部局説明・回答、☆意見・質問）」
fn summary(meeting: &Meeting) -> String {
    if meeting.legend.0.is_empty() {
        return "以下のとおり".to_owned();
    }
    let marks: Vec<String> = meeting.legend.0.iter().map(|(mark, meaning)| format!("{mark}{meaning}")).collect();
    one_line(&format!("以下のとおり（{}）", marks.join("、")))
}
