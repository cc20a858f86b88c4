//! Captions: WebVTT and SRT, told by their first lines.
//!
//! Every line stays as it is, times included, for a kind to read; what the file says of itself (the
//! head, notes, styles, numbers of cues) is furniture.

use crate::source::{Format, Part, Shape, Source};

/// Lines in which the first time must stand.
const HEAD: usize = 60;

/// Whether a text is WebVTT, or begins as SRT does.
pub(super) fn are_captions(text: &str) -> bool {
    is_web_vtt(text) || {
        let mut lines = text.lines().take(HEAD).map(str::trim).filter(|line| !line.is_empty());
        let is_number = |line: &str| line.bytes().all(|byte| byte.is_ascii_digit());
        lines.next().is_some_and(is_number) && lines.next().is_some_and(|line| timing(line).is_some())
    }
}

fn is_web_vtt(text: &str) -> bool {
    text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// Reads captions that were decoded.
pub(super) fn read(encoding: &'static str, text: String) -> Source {
    let shapes = shapes(&text);
    Source { format: Format::Captions, encoding, text, shapes, ..Source::default() }
}

/// Which lines are furniture.
fn shapes(text: &str) -> Vec<Shape> {
    let lines: Vec<&str> = crate::line::texts(text).collect();
    let mut shapes = vec![Shape::default(); lines.len()];
    let mut in_block = false;
    for (at, line) in lines.iter().map(|line| line.trim()).enumerate() {
        let begins = at == 0 && is_web_vtt(line)
            || ["NOTE", "STYLE", "REGION"].iter().any(|word| {
                line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
            }) && is_blank_before(&lines, at);
        in_block = begins || in_block && !line.is_empty();
        let is_identifier = is_blank_before(&lines, at) && lines.get(at + 1).is_some_and(|next| timing(next).is_some());
        if in_block || is_identifier && timing(line).is_none() && is_identifier_text(line) {
            shapes[at].part = Part::Furniture;
        }
    }
    shapes
}

fn is_blank_before(lines: &[&str], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| lines[before].trim().is_empty())
}

/// The number of a cue, or the identifier that a program gave it.
fn is_identifier_text(line: &str) -> bool {
    !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'-' | b'/' | b'_'))
}

/// The times of a cue: `00:00:01.000 --> 00:00:03.500 align:start`, in milliseconds.
pub(crate) fn timing(line: &str) -> Option<(u32, u32)> {
    let (from, rest) = line.trim().split_once("-->")?;
    let to = rest.split_whitespace().next()?;
    let (from, to) = (moment(from.trim())?, moment(to)?);
    Some((from, to.max(from)))
}

/// A moment of a recording: `1:02:03.5`, `02:03`, `00:02:03,500`, in milliseconds. Longer than a day is none.
pub(crate) fn moment(text: &str) -> Option<u32> {
    const LONGEST_MS: u32 = 100 * 3_600_000;
    let (clock, fraction) = text.split_once(['.', ',']).map_or((text, ""), |(clock, fraction)| (clock, fraction));
    let parts: Vec<&str> = clock.split(':').collect();
    let is_number = |part: &&str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=3).contains(&parts.len()) || !parts.iter().all(is_number) || fraction.len() > 9 {
        return None;
    }
    let seconds = parts.iter().try_fold(0u32, |sum, part| Some(sum * 60 + part.parse::<u32>().ok()?))?;
    let is_minute = parts.iter().skip(1).all(|part| part.parse::<u32>().is_ok_and(|value| value < 60));
    let digits = format!("{:0<3}", fraction.chars().take(3).collect::<String>());
    let milliseconds = digits.parse::<u32>().ok()?;
    is_minute.then(|| seconds * 1_000 + milliseconds).filter(|ms| *ms < LONGEST_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_form() {
        for (text, span) in [
            ("00:00:01.000 --> 00:00:03.500", Some((1_000, 3_500))),
            ("00:00:01,000 --> 00:00:03,500", Some((1_000, 3_500))),
            ("0:0:1.59 --> 0:0:2.0", Some((1_590, 2_000))),
            ("00:01.000 --> 00:02.000 align:start position:0%", Some((1_000, 2_000))),
            ("01:00:00.000 --> 00:59:00.000", Some((3_600_000, 3_600_000))),
            ("1 --> 2", None),
            ("00:99.000 --> 00:02.000", None),
            ("999:00:00 --> 999:00:01", None),
        ] {
            assert_eq!(timing(text), span, "{text}");
        }
    }

    #[test]
    fn what_a_file_says_of_itself_is_furniture() {
        let text = "WEBVTT - 会議\n\nNOTE\n覚え\n\n1\n00:01.000 --> 00:02.000\nはい\n";
        let source = read("UTF-8", text.to_owned());
        let furniture: Vec<bool> = source.shapes.iter().map(|shape| shape.part == Part::Furniture).collect();
        assert_eq!(furniture, [true, false, true, true, false, true, false, false]);
        assert!(are_captions(text) && are_captions("1\n00:00:01,000 --> 00:00:02,000\nはい\n"));
        assert!(!are_captions("議事概要\n1\n") && !are_captions("WEBVTTS\n"));
    }
}
