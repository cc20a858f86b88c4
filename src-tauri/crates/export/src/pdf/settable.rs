//! Makes every text of a document settable: no missing glyph, no line that runs off the page.

use serde::Serialize;
use typst::text::is_default_ignorable;

use super::fonts::Faces;
use super::paper::Paper;
use crate::document::Place;

/// Printed in place of a character that no face has (下駄).
const GETA: &str = "〓";

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingGlyph {
    /// The character.
    pub character: char,
    /// In a volume the meeting in whose minutes it stands; empty elsewhere.
    pub meeting: String,
    /// Where it stands.
    pub place: Place,
}

/// Replaces what cannot be set, marks where long runs may break, and says what was replaced: each
/// character once for each place.
pub(super) fn make_settable(paper: &mut Paper) -> Vec<MissingGlyph> {
    let faces = Faces::get();
    let mut missing: Vec<MissingGlyph> = Vec::new();
    paper.each_text(|meeting, place, text| {
        text.retain(|c| !is_unprintable(c));
        for character in text.chars().filter(|c| !faces.can_set(*c)) {
            let found = MissingGlyph { character, meeting: meeting.to_owned(), place: place.clone() };
            if missing.iter().rev().all(|other| *other != found) {
                missing.push(found);
            }
        }
        *text = breakable(&text.replace(|c| !faces.can_set(c), GETA));
    });
    missing
}

/// Whether a text would leave nothing on the page: no place for it in an outline.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_default_ignorable(c) || is_unprintable(c))
}

/// What draws nothing and must not be on an archived page: noncharacters, and the controls of
/// writing direction, which would print the words around them in another order than they are kept in.
fn is_unprintable(c: char) -> bool {
    matches!(c, '\u{0}' | '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}')
        || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Cuts runs that have no place to break, such as long addresses, into pieces.
fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let run_end = rest.find(breaks_after).unwrap_or(rest.len());
        let (run, after) = rest.split_at(run_end);
        push_run(&mut out, run);
        let next = after.chars().next().map_or(0, char::len_utf8);
        out.push_str(&after[..next]);
        rest = &after[next..];
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
        let typed = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_graphic()).len();
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
    if c.is_ascii() { 1 } else { 2 }
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
            dated: chrono::NaiveDate::default(),
        };
        let mut paper = Paper::from(crate::tables::follow_ups(&[], &heading));
        let missing = make_settable(&mut paper);
        let Paper::Table(table) = paper else { panic!("a table stays one") };
        assert_eq!(table.title, "abc〓〓　宿題一覧");
        assert_eq!(missing.iter().map(|m| m.character).collect::<Vec<_>>(), ['😀', '\u{E000}']);
    }
}
