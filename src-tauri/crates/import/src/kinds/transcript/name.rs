//! What the name of a file and its head say of the meeting: 「2024-05-10 庁議.vtt」,
//! `GMT20240510-010203_Recording.vtt`, `WEBVTT - 庁議`.

use chrono::NaiveDate;
use gijicho_model::draft::DraftMeeting;
use gijicho_model::era;
use gijicho_model::meeting::HeaderLine;

use super::year_of;
use crate::line::{Line, is_space};

/// Longest title, in characters.
const LONGEST: usize = 120;
/// Words that a program puts into the names of its files.
const OF_PROGRAMS: &[&str] = &[
    "transcript",
    "recording",
    "meeting",
    "audio",
    "captions",
    "subtitles",
    "文字起こし",
    "書き起こし",
    "トランスクリプト",
    "録音",
    "録画",
    "GMT",
    "zoom",
    "chat",
    "ja",
    "ja-JP",
    "jp",
    "cc",
];

/// The head of the draft.
pub(super) fn meeting(file_name: &str, lines: &[Line<'_>], head_lines: &[&str]) -> DraftMeeting {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let head = lines.first().and_then(|line| line.text.strip_prefix("WEBVTT"));
    let named = head.map(|rest| rest.trim_matches(|c: char| is_space(c) || matches!(c, '-' | '–' | ':')));
    let title = named.filter(|named| !named.is_empty() && named.chars().count() <= LONGEST).map(str::to_owned);
    let mut meeting = DraftMeeting {
        title: title.or_else(|| title_in(stem)).or_else(|| head_lines.iter().find_map(|line| title_in(line))),
        held_on: date_in(stem)
            .or_else(|| named.and_then(date_in))
            .or_else(|| head_lines.iter().find_map(|line| date_in(line))),
        header: head_lines.iter().map(|line| HeaderLine { label: String::new(), text: (*line).to_owned() }).collect(),
        ..DraftMeeting::default()
    };
    meeting.fiscal_year = year_of(&meeting);
    meeting
}

/// A date in a name: in any printed form, or as eight digits.
fn date_in(name: &str) -> Option<NaiveDate> {
    let spaced = name.replace('_', " ");
    era::find_date(&spaced).map(|found| found.date).or_else(|| {
        let digits = name.as_bytes().windows(8).filter(|window| window.iter().all(u8::is_ascii_digit));
        digits.filter_map(|window| std::str::from_utf8(window).ok()).find_map(|window| {
            let date = NaiveDate::parse_from_str(window, "%Y%m%d").ok()?;
            (1990..2100).contains(&chrono::Datelike::year(&date)).then_some(date)
        })
    })
}

/// The words of a name that are neither a date nor a program's.
fn title_in(stem: &str) -> Option<String> {
    let mut rest = stem.replace('_', " ");
    if let Some(found) = era::find_date(&rest) {
        rest.replace_range(found.range, " ");
    }
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit() || "-.:T年月日時分秒午前後".contains(c));
    let of_program = |word: &str| {
        OF_PROGRAMS.iter().any(|known| {
            let bare = word.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '(' | ')'));
            bare.eq_ignore_ascii_case(known)
        })
    };
    let words: Vec<&str> = rest
        .split(|c| is_space(c) || c == '-')
        .filter(|word| !word.is_empty() && !is_number(word) && !of_program(word))
        .collect();
    let title = words.join(" ");
    let is_name = title.chars().any(|c| c > '\u{2FF}') && title.chars().count() <= LONGEST;
    is_name.then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_title_and_date() {
        for (name, title, date) in [
            ("2024-05-10 庁議.vtt", Some("庁議"), Some("2024-05-10")),
            ("令和6年5月10日_第2回政策会議_文字起こし.txt", Some("第2回政策会議"), Some("2024-05-10")),
            ("GMT20240510-010203_Recording.transcript.vtt", None, Some("2024-05-10")),
            ("audio1.srt", None, None),
        ] {
            let meeting = meeting(name, &[], &[]);
            assert_eq!(meeting.title.as_deref(), title, "{name}");
            assert_eq!(meeting.held_on.map(|date| date.to_string()).as_deref(), date, "{name}");
        }
    }
}
