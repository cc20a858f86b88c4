//! Makes every text of a document settable: no missing glyph, no line that runs off the page.

use serde::{Deserialize, Serialize};
use typst::text::is_default_ignorable;

use super::carried;
use super::fonts::Faces;
use super::paper::Paper;
use crate::document::Place;

/// Printed in place of a character that no face has (下駄).
pub(super) const GETA: &str = "〓";

/// Encloses, in the template's data, a piece that a line may break before and after although its
/// script gives no place for it. A private character, so no text has it: those are printed as [`GETA`].
const PIECE: char = '\u{E000}';

/// Widest run without a place to break that is left whole, in half-width characters: half a line.
const WIDEST_RUN: usize = 40;

/// Widest piece that a longer run is cut into, if a letter follows: a line that begins with a digit
/// looks like a numbered one.
const WIDEST_PIECE: usize = 16;

/// Widest piece in any case.
const WIDEST_OF_DIGITS: usize = 2 * WIDEST_PIECE;

/// A character that was printed as 〓.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// In a volume the meeting in whose minutes it stands; empty elsewhere.
    pub meeting: String,
    /// Where it stands.
    pub place: Place,
}

/// What was done to a document to set it.
#[derive(Debug, Default)]
pub(super) struct Replaced {
    /// What is printed as 〓: each character once for each place.
    pub(super) missing: Vec<MissingGlyph>,
    /// Whether any character is [`carried`].
    pub(super) carries: bool,
}

/// Replaces what cannot be set, and marks where long runs may break.
pub(super) fn make_settable(paper: &mut Paper) -> Replaced {
    let faces = Faces::get();
    let Replaced { mut missing, mut carries } = Replaced::default();
    paper.each_text(|meeting, place, text| {
        text.retain(|c| !is_nothing(c));
        for character in text.chars().filter(|c| !faces.can_set(*c)) {
            let found = MissingGlyph { character, meeting: meeting.to_owned(), place: place.clone() };
            if missing.iter().rev().all(|other| *other != found) {
                missing.push(found);
            }
        }
        let drawn = drawn(text, faces);
        carries |= drawn.contains(carried::is_carrier);
        *text = breakable(&drawn);
    });
    Replaced { missing, carries }
}

/// A text with what can be drawn alone: what cannot is carried, behind a 〓 where a reader would miss it.
fn drawn(text: &str, faces: &Faces) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_control(c) || carried::is_carrier(c) {
            carried::push(&mut out, c);
        } else if faces.can_set(c) {
            out.push(c);
        } else {
            out.push_str(GETA);
            if !is_private(c) {
                carried::push(&mut out, c);
            }
        }
    }
    out
}

/// Whether a text would leave nothing on the page: no place for it in an outline.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_default_ignorable(c) || is_nothing(c) || is_control(c))
}

/// What draws nothing and is no character either.
fn is_nothing(c: char) -> bool {
    matches!(c, '\u{0}' | '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// What only tells how to set the text around it: the controls of writing direction, a soft hyphen.
pub(super) fn is_control(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters of private use: what they mean is for no other program to know, and no archive takes them.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Cuts runs that have no place to break, such as long addresses, into pieces.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let run_end = rest.find(breaks_after).unwrap_or(rest.len());
        let (run, after) = rest.split_at(run_end);
        push_run(&mut out, run);
        // What draws nothing stays with the character that it follows.
        let next = after.chars().next().map_or(0, char::len_utf8);
        let following = after[next..].trim_start_matches(is_default_ignorable);
        let (with_following, after) = after.split_at(after.len() - following.len());
        out.push_str(with_following);
        rest = after;
    }
    out
}

/// Adds a run as it is, or in pieces if it is too wide; a piece of an address ends behind its `/`.
fn push_run(out: &mut String, run: &str) {
    if run.chars().map(width).sum::<usize>() <= WIDEST_RUN {
        push_short_run(out, run);
        return;
    }
    let mut piece = 0;
    out.push(PIECE);
    for c in run.chars() {
        let is_wide = piece >= if c.is_alphabetic() { WIDEST_PIECE } else { WIDEST_OF_DIGITS };
        if is_wide && !is_default_ignorable(c) {
            out.extend([PIECE, PIECE]);
            piece = 0;
        }
        out.push(c);
        piece = if c == '/' { WIDEST_OF_DIGITS } else { piece + width(c) };
    }
    out.push(PIECE);
}

/// Adds a run that is left whole. Where a line would end behind a `!` or `?` within something typed
/// without spaces, it would look as if a sentence ended there: that stays on one line.
fn push_short_run(out: &mut String, run: &str) {
    let mut rest = run;
    while !rest.is_empty() {
        let typed =
            rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_graphic() || is_default_ignorable(c)).len();
        let (typed, after) = rest.split_at(typed);
        let goes_on = typed.char_indices().any(|(at, c)| matches!(c, '!' | '?') && at + 1 < typed.len());
        if goes_on {
            out.push(PIECE);
            out.push_str(typed);
            out.push(PIECE);
        } else {
            out.push_str(typed);
        }
        let between = after.find(|c: char| c.is_ascii_graphic()).unwrap_or(after.len());
        out.push_str(&after[..between]);
        rest = &after[between..];
    }
}

/// In half-width characters.
fn width(c: char) -> usize {
    match c {
        c if c.is_ascii() => 1,
        c if is_default_ignorable(c) => 0,
        _ => 2,
    }
}

/// Whether a line may end behind a character, whatever follows it.
fn breaks_after(c: char) -> bool {
    matches!(c, ' ' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{3400}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_long_run_is_cut() {
        for text in [
            "県のページ（https://www.pref.aomi.example/）を見る。",
            "令和６年９月１２日（木）９時３０分～",
            "「（…）」",
        ] {
            assert_eq!(breakable(text), text);
        }
        let address = format!("見る。https://{}", "x".repeat(40));
        let cut = breakable(&address);
        assert_eq!(cut.replace(PIECE, ""), address);
        let pieces: Vec<&str> = cut.split(PIECE).filter(|piece| !piece.is_empty()).collect();
        let (sixteen, rest) = ("x".repeat(16), "x".repeat(8));
        assert_eq!(pieces, ["見る", "。https:/", "/", &sixteen, &sixteen, &rest]);
    }

    #[test]
    fn words_are_printed_in_the_order_they_are_kept_in() {
        let heading = crate::tables::Heading {
            covers: "a\u{202E}b\u{FFFE}c😀\u{E000}".into(),
            issuer: String::new(),
            as_of: None,
            dated: chrono::NaiveDate::default(),
        };
        let mut paper = Paper::from(crate::tables::follow_ups(&[], &heading));
        let missing = make_settable(&mut paper).missing;
        let Paper::Table(table) = paper else { panic!("a table stays one") };
        let shown: String = table.title.chars().filter(|c| !carried::is_carrier(*c)).collect();
        assert_eq!(shown, "abc〓〓　宿題一覧");
        assert_eq!(missing.iter().map(|m| m.character).collect::<Vec<_>>(), ['😀', '\u{E000}']);
    }
}
