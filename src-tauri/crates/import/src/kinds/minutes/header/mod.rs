//! The head of the minutes: title, date, place, attendees, and the other labelled lines.
//!
//! Invariant: what is printed is kept as it is printed; what is understood stands beside it.

mod attendees;
mod bare;
mod labels;
mod title;

use chrono::{Datelike, NaiveTime};
use gijicho_model::Legend;
use gijicho_model::draft::{DraftMeeting, Warning};
use gijicho_model::era::{self, FoundDate};
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;
use gijicho_model::meeting::HeaderLine;

use super::enumerator::{Shape, enumerator, rank};
use crate::line::needs_space;
use crate::line::{Line, is_space};
pub(super) use attendees::attendees;
pub(super) use bare::{
    captioned_columns, is_closing, is_closing_time, is_column_caption, is_column_end, is_date_line, is_opening_time,
    is_page_chrome, is_page_foot, is_time_line,
};
pub(super) use labels::{Field, Topic, begins_with_label, field, fields, is_label, unknown};
pub(super) use title::{is_about_a_sitting, names_a_meeting};

/// The month in which a fiscal year begins.
const FIRST_MONTH: i32 = 4;

/// Collects the head of the minutes.
#[derive(Debug, Default)]
pub(super) struct Header {
    title: Vec<String>,
    lines: Vec<(Topic, HeaderLine, u32)>,
    name: Option<String>,
    /// Whether the value of the last label stands below it, on a line of its own.
    is_below_label: bool,
    /// Shapes of the numbers before labels, and the place that the last of each gives.
    shapes: Vec<(Shape, u32)>,
}

impl Header {
    /// Takes a line of the title.
    pub(super) fn push_title(&mut self, text: &str) {
        self.title.push(text.to_owned());
    }

    /// Whether a line says again what the title has said.
    pub(super) fn repeats_title(&self, text: &str) -> bool {
        let words = fold::squeezed(text);
        self.title.iter().any(|line| fold::squeezed(line).contains(&words))
    }

    /// Whether any labelled line has been read.
    pub(super) fn has_fields(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Whether there is a title.
    pub(super) fn has_title(&self) -> bool {
        !self.title.is_empty()
    }

    /// Whether the title says that it is of a record, not only of a meeting.
    pub(super) fn title_names_a_record(&self) -> bool {
        self.title.iter().any(|line| title::names_a_record(line))
    }

    /// What the labelled line that is being read is about.
    pub(super) fn topic(&self) -> Option<Topic> {
        self.lines.last().map(|(topic, ..)| *topic)
    }

    /// The line of the last label.
    pub(super) fn last_line(&self) -> Option<u32> {
        self.lines.last().map(|(_, _, line)| *line)
    }

    /// Whether anything that is about the meeting has been read: a web page may begin with its own date.
    pub(super) fn is_about_the_meeting(&self) -> bool {
        self.lines.iter().any(|(topic, ..)| *topic != Topic::Other)
    }

    /// Whether a labelled line says that people met: who was there, what was on the agenda, what was said.
    pub(super) fn tells_of_a_meeting(&self) -> bool {
        let is_of_meeting =
            |topic: &Topic| matches!(topic, Topic::Attendees | Topic::Agenda | Topic::Proceedings | Topic::Name);
        self.lines.iter().any(|(topic, ..)| is_of_meeting(topic))
    }

    /// How many different labelled lines say that this is a record of a meeting.
    pub(super) fn telling_fields(&self) -> usize {
        let telling = [Topic::Date, Topic::Place, Topic::Attendees, Topic::Agenda, Topic::Proceedings, Topic::Name];
        telling
            .iter()
            .filter(|topic| self.lines.iter().any(|(known, line, _)| known == *topic && !line.label.is_empty()))
            .count()
    }

    /// Whether the last label still waits for its value: it stood alone on its line.
    pub(super) fn awaits_value(&self) -> bool {
        self.lines.last().is_some_and(|(_, line, _)| !line.label.is_empty() && line.text.is_empty())
    }

    /// Whether anything stands beside the last label, or has been read on with it.
    pub(super) fn has_value(&self) -> bool {
        self.lines.last().is_some_and(|(_, line, _)| !line.text.is_empty())
    }

    /// Whether the last label has its value below it, and can have no more than that one: what stands
    /// apart from it is another matter.
    pub(super) fn has_its_value(&self) -> bool {
        let is_single = |topic| matches!(topic, Topic::Date | Topic::Time | Topic::Place | Topic::Name);
        self.is_below_label && self.topic().is_some_and(is_single)
    }

    /// Takes a labelled line.
    pub(super) fn push_field(&mut self, field: &Field, line: &Line<'_>) {
        self.is_below_label = false;
        if let Some(number) = enumerator(line.text, &line.folded).filter(|_| field.is_numbered) {
            self.note_number(number.shape, &number.number);
        }
        let label = line.text[field.label.clone()].trim_matches(is_space).to_owned();
        let text = line.text[field.value.clone()].trim_matches(is_space).to_owned();
        if field.topic == Topic::Name && self.name.is_none() && !text.is_empty() {
            self.name = Some(text.clone());
        }
        self.lines.push((field.topic, HeaderLine { label, text }, line.number));
    }

    /// Whether the labels before this one were numbered in this shape, so that a number goes on with them.
    pub(super) fn is_numbered_in(&self, shape: Shape) -> bool {
        self.shapes.iter().any(|(known, _)| *known == shape)
    }

    /// Whether a number is the one after that of the last label.
    pub(super) fn goes_on_with(&self, shape: Shape, number: &str) -> bool {
        self.shapes.iter().any(|(known, last)| *known == shape && rank(number) == Some(last + 1))
    }

    /// Takes a number that goes on with those of the labels.
    pub(super) fn note_number(&mut self, shape: Shape, number: &str) {
        let Some(place) = rank(number) else { return };
        match self.shapes.iter_mut().find(|(known, _)| *known == shape) {
            Some((_, last)) => *last = place,
            None => self.shapes.push((shape, place)),
        }
    }

    /// Whether the label that is being read is over people: those absent, those who listen.
    pub(super) fn is_over_people(&self) -> bool {
        const PEOPLE: &[&str] = &["者", "員", "人", "オブザーバー", "事務局"];
        let label =
            |line: &HeaderLine| PEOPLE.iter().any(|word| gijicho_model::fold::squeezed(&line.label).ends_with(word));
        self.lines.last().is_some_and(|(topic, line, _)| *topic == Topic::Attendees || label(line))
    }

    /// Takes a line without a label that stands for itself.
    pub(super) fn push_bare(&mut self, topic: Topic, line: &Line<'_>) {
        self.is_below_label = false;
        let text = line.text.to_owned();
        self.lines.push((topic, HeaderLine { label: String::new(), text }, line.number));
    }

    /// Takes a line of the legend: part of the line that announces it, else a line of its own.
    pub(super) fn push_legend(&mut self, line: &Line<'_>) {
        if matches!(self.topic(), Some(Topic::Proceedings | Topic::Legend)) {
            self.continue_field(line);
        } else {
            self.push_bare(Topic::Legend, line);
        }
    }

    /// Takes a label whose items stand elsewhere.
    pub(super) fn push_label(&mut self, topic: Topic, label: &str, line: u32) {
        self.is_below_label = false;
        let label = label.trim_matches(|c: char| is_space(c) || "【】[]<>＜＞〈〉《》■□◆◇○●◎".contains(c)).to_owned();
        self.lines.push((topic, HeaderLine { label, text: String::new() }, line));
    }

    /// Takes a line that continues the labelled line before it.
    pub(super) fn continue_field(&mut self, line: &Line<'_>) {
        let Some((topic, last, _)) = self.lines.last_mut() else {
            return self.push_bare(Topic::Other, line);
        };
        self.is_below_label |= !last.label.is_empty() && last.text.is_empty();
        if matches!(topic, Topic::Attendees | Topic::Other) && !last.text.is_empty() {
            last.text.push('　');
        } else if needs_space(&last.text, line.text) {
            last.text.push(' ');
        }
        last.text.push_str(line.text);
    }

    /// Makes the head of the draft.
    pub(super) fn finish(self, attendees: Vec<String>, warnings: &mut Vec<Warning>) -> DraftMeeting {
        let title = self.title();
        let dated = self.dated();
        let (starts_at, ends_at) = self.times();
        if let Some((found, line)) = &dated
            && let Some(weekday) = found.weekday
            && weekday != found.date.weekday()
        {
            let real = era::weekday_japanese(found.date.weekday());
            let printed = era::weekday_japanese(weekday);
            let date = era::long_date(found.date);
            let message =
                format!("{date}は（{real}）ですが、（{printed}）と書かれています。日付か曜日を確かめてください。");
            warnings.push(Warning { code: "weekday-mismatch".into(), message, line: Some(*line) });
        }
        let held_on = dated.map(|(found, _)| found.date);
        let place = self.value(Topic::Place).or_else(|| self.bare_place());
        let name = self.name;
        let ordinal = title.iter().chain(&name).find_map(|title| title::ordinal(title));
        let header = self.lines.into_iter().map(|(_, line, _)| line).collect();
        DraftMeeting {
            body: title.iter().chain(&name).find_map(|title| title::body_name(title)),
            fiscal_year: (title.iter().chain(&name))
                .find_map(|title| title::fiscal_year(title))
                .or_else(|| held_on.map(FiscalYear::of)),
            ordinal,
            title,
            held_on,
            starts_at,
            ends_at,
            place,
            attendees,
            legend: Legend::default(),
            header,
        }
    }

    fn title(&self) -> Option<String> {
        let mut title = String::new();
        for line in &self.title {
            if needs_space(&title, line) {
                title.push(' ');
            }
            title.push_str(title::without_page_number(line));
        }
        let title = title::without_announcement(title.trim_matches(is_space)).to_owned();
        if title.is_empty() { self.name.clone() } else { Some(title) }
    }

    fn value(&self, topic: Topic) -> Option<String> {
        self.lines
            .iter()
            .find(|(known, line, _)| *known == topic && !line.text.is_empty())
            .map(|(_, line, _)| line.text.clone())
    }

    /// The place on a line of the date: what stands after date and times and names a room.
    fn bare_place(&self) -> Option<String> {
        const PLACES: &[&str] =
            &["室", "階", "館", "会場", "ホール", "センター", "会議場", "庁舎", "オンライン", "Web", "Ｗｅｂ"];
        self.lines.iter().filter(|(topic, ..)| *topic == Topic::Date).find_map(|(_, line, _)| {
            let parts = line.text.split(|c| is_space(c) || c == '、').filter(|part| !part.is_empty());
            let place = parts
                .filter(|part| era::find_date(part).is_none())
                .find(|part| PLACES.iter().any(|place| part.contains(place)) && era::find_times(part).0.is_none())?;
            let at = line.text.find(place)?;
            Some(line.text[at..].to_owned())
        })
    }

    /// The meeting's date: of a line that is about it, else of any header line that is not about
    /// the page, else of the title.
    fn dated(&self) -> Option<(FoundDate, u32)> {
        let in_lines = |wanted: fn(Topic, &str) -> bool| {
            self.lines
                .iter()
                .filter(move |(topic, line, _)| wanted(*topic, &line.label))
                .find_map(|(_, line, number)| era::find_date(&line.text).map(|found| (found, *number)))
        };
        in_lines(|topic, label| topic == Topic::Date && !label.is_empty())
            .or_else(|| in_lines(|topic, _| topic == Topic::Date))
            .or_else(|| {
                in_lines(|topic, _| matches!(topic, Topic::Time | Topic::Place | Topic::Proceedings | Topic::Name))
            })
            .or_else(|| self.title.iter().find_map(|line| era::find_date(line)).map(|found| (found, 1)))
            .or_else(|| self.dated_in_fiscal_year())
    }

    /// A month and a day without their year, in the fiscal year of the title: 「令和５年度 … （６月１２日）」.
    fn dated_in_fiscal_year(&self) -> Option<(FoundDate, u32)> {
        let year = self.title.iter().find_map(|line| title::fiscal_year(line))?;
        let dates = self.lines.iter().filter(|(topic, ..)| *topic == Topic::Date);
        let dates = dates.map(|(_, line, number)| (line.text.as_str(), *number));
        dates.chain(self.title.iter().map(|line| (line.as_str(), 1))).find_map(|(text, number)| {
            let folded = fold::width(text);
            let (month, rest) = folded.match_indices('月').find_map(|(at, _)| {
                let digits = folded[..at].len() - folded[..at].trim_end_matches(|c: char| c.is_ascii_digit()).len();
                Some((folded[at - digits..at].parse::<i32>().ok()?, &folded[at..]))
            })?;
            let western = if month < FIRST_MONTH { year.0 + 1 } else { year.0 };
            era::find_date(&format!("{western}年{month}{rest}")).map(|found| (found, number))
        })
    }

    fn times(&self) -> (Option<NaiveTime>, Option<NaiveTime>) {
        let is_end = |line: &HeaderLine| match fold::squeezed(&line.label).chars().next() {
            Some(first) => matches!(first, '閉' | '散' | '終'),
            None => {
                ["閉会", "散会", "閉議", "終了"].iter().any(|end| line.text.contains(end)) && !line.text.contains('開')
            }
        };
        let of = |topic: Topic| {
            let lines = self.lines.iter().filter(|(known, line, _)| *known == topic && !is_end(line));
            let texts: Vec<&str> = lines.map(|(_, line, _)| line.text.as_str()).collect();
            era::find_times(&texts.join(" "))
        };
        let told = self.lines.iter().find_map(|(_, line, _)| era::find_times(&line.text).0.filter(|_| is_end(line)));
        let (starts, ends) = match (of(Topic::Date), of(Topic::Time)) {
            // The end stands apart: 「閉会　午後３時４５分」.
            ((Some(starts), None), (Some(ends), None)) if ends > starts => (Some(starts), Some(ends)),
            ((Some(starts), None), (Some(again), Some(ends))) if again == starts => (Some(starts), Some(ends)),
            ((None, _), found) | (found, _) => found,
        };
        (starts, ends.or(told).filter(|ends| starts.is_none_or(|starts| starts < *ends)))
    }
}
