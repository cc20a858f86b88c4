//! The lines under the title: 開催日時, 開催場所, 議事概要 and what else a house prints.
//!
//! A line is reprinted as it stands while it still says what the meeting's fields say; a line that
//! does not is made anew from the fields; a field that no line says gets a line of its own. Lines
//! with a label are numbered, as in the printed form; one that was printed without stays without.

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

    fn of(line: &HeaderLine, meeting: &Meeting) -> Self {
        let label = squeezed(&line.label);
        if label.is_empty() {
            return Self::OF_FIELDS
                .into_iter()
                .find(|subject| subject.is_in(&line.text, meeting))
                .unwrap_or(Self::Other);
        }
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
        let subject = Subject::of(line, meeting);
        let first_on_it = !lines.iter().any(|(other, ..)| *other == subject);
        if subject == Subject::Other || !first_on_it || subject.is_said_by(&line.text, meeting) {
            lines.push((subject, one_line(&line.label), one_line(&line.text)));
        } else if let Some(text) = from_fields(subject, meeting) {
            lines.push((subject, one_line(&line.label), text));
        }
    }
    for subject in Subject::OF_FIELDS {
        if !wants_line(subject, meeting) || lines.iter().any(|(other, ..)| *other == subject) {
            continue;
        }
        if let Some(text) = from_fields(subject, meeting) {
            let at = lines.iter().position(|(other, ..)| *other > subject).unwrap_or(lines.len());
            lines.insert(at, (subject, subject.label(meeting).to_owned(), text));
        }
    }
    let mut number = 0;
    let numbered = lines.into_iter().map(|(_, label, text)| {
        number += usize::from(!label.is_empty());
        let number = if label.is_empty() { String::new() } else { full_width_digits(&number.to_string()) };
        NumberedLine { number, label, text }
    });
    numbered.collect()
}

/// Whether a subject without a line of its own gets one: not if the title or another line says it in passing.
/// 「議事概要：以下のとおり」 opens a header that is wholly made up, and carries the legend of any other.
fn wants_line(subject: Subject, meeting: &Meeting) -> bool {
    let mut printed = meeting.header.iter().map(|line| line.text.as_str()).chain(meeting.title.as_deref());
    let is_said = !meeting.header.is_empty() && printed.any(|text| subject.is_in(text, meeting));
    let has_words = subject != Subject::Summary || meeting.header.is_empty() || !meeting.legend.0.is_empty();
    has_words && !is_said
}

impl Subject {
    /// Whether a text says, among other things, what the fields say.
    fn is_in(self, text: &str, meeting: &Meeting) -> bool {
        let folded = squeezed(text);
        match self {
            Self::When => find_date(text).is_some_and(|found| found.date == meeting.held_on),
            Self::Where => meeting.place.as_deref().is_some_and(|place| folded.contains(&squeezed(place))),
            Self::Who => {
                !meeting.attendees.is_empty() && meeting.attendees.iter().all(|name| folded.contains(&squeezed(name)))
            }
            Self::Summary => !meeting.legend.0.is_empty() && says_legend(&folded, meeting),
            Self::Other => false,
        }
    }

    /// Whether a line on the subject says what the fields say, and nothing that they no longer say.
    fn is_said_by(self, text: &str, meeting: &Meeting) -> bool {
        match self {
            Self::When => self.is_in(text, meeting) && says_times(text, meeting),
            Self::Where => {
                let (text, place) = (squeezed(text), squeezed(meeting.place.as_deref().unwrap_or_default()));
                text.strip_prefix(&place).is_some_and(|rest| rest.is_empty() || Self::Summary.is_in(rest, meeting))
            }
            Self::Who => meeting.attendees.is_empty() || self.is_in(text, meeting),
            Self::Summary => says_legend(&squeezed(text), meeting),
            Self::Other => true,
        }
    }
}

/// Whether a line with the date says the times too, or leaves them to another line that does.
fn says_times(text: &str, meeting: &Meeting) -> bool {
    let fields = (meeting.starts_at, meeting.ends_at);
    let found = find_times(text);
    found == fields || found == (None, None) && meeting.header.iter().any(|line| find_times(&line.text) == fields)
}

/// Whether a folded text says what each mark means.
fn says_legend(folded: &str, meeting: &Meeting) -> bool {
    meeting.legend.0.iter().all(|(mark, meaning)| {
        let after_mark = folded.split_once(&squeezed(mark)).map(|(_, rest)| rest);
        after_mark.is_some_and(|rest| rest.contains(&squeezed(meaning)))
    })
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

/// 「令和５年５月１８日（木）１０時３０分～１１時４５分」
fn when(meeting: &Meeting) -> String {
    let date = printed_date(meeting.held_on);
    match (meeting.starts_at.map(printed_time), meeting.ends_at.map(printed_time)) {
        (Some(start), Some(end)) => format!("{date}{start}～{end}"),
        (Some(start), None) => format!("{date}{start}～"),
        (None, Some(end)) => format!("{date}～{end}"),
        (None, None) => date,
    }
}

/// 「以下のとおり（●提出部局の説明・回答、☆意見・質問）」
fn summary(meeting: &Meeting) -> String {
    if meeting.legend.0.is_empty() {
        return "以下のとおり".to_owned();
    }
    let marks: Vec<String> = meeting.legend.0.iter().map(|(mark, meaning)| format!("{mark}{meaning}")).collect();
    one_line(&format!("以下のとおり（{}）", marks.join("、")))
}
