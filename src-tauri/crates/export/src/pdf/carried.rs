//! Characters that paper cannot show, and that its text says all the same: what is printed as 〓, and
//! the marks of writing direction and of hyphenation, which would print the words around them in another
//! order than they are kept in, or with a hyphen that nobody wrote.
//!
//! While a document is set, such a character is four invisible ones behind what stands for it
//! ([`push`]), which no line break parts from that; once it is set, the text under the glyph is the
//! character itself ([`uncover`]). So whoever copies, searches or reads aloud the file gets what the
//! record says.
//!
//! Invariant: the glyphs that are drawn, and their places, stay as they were set.

use typst::layout::{Em, Frame, FrameItem};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use super::settable::{GETA, is_control};

/// The invisible characters that carry: tags, which no text of Japanese has. One that a text has is
/// carried itself.
const CARRIERS: std::ops::RangeInclusive<char> = '\u{E0020}'..='\u{E005F}';
const BITS: u32 = 6;
/// Carriers of one character.
const DIGITS: u32 = 4;

/// Whether a character is kept for carrying others.
pub(super) fn is_carrier(c: char) -> bool {
    CARRIERS.contains(&c)
}

/// Writes a character as invisible ones.
pub(super) fn push(out: &mut String, c: char) {
    let digit = |at: u32| (u32::from(c) >> (BITS * (DIGITS - 1 - at))) & ((1 << BITS) - 1);
    out.extend((0..DIGITS).filter_map(|at| char::from_u32(u32::from(*CARRIERS.start()) + digit(at))));
}

/// The character at the front of a text that begins with carriers, and their length in bytes.
fn carried(text: &str) -> Option<(char, usize)> {
    let (mut code, mut length) = (0, 0);
    let mut chars = text.chars();
    for _ in 0..DIGITS {
        let c = chars.next().filter(|c| is_carrier(*c))?;
        code = code << BITS | (u32::from(c) - u32::from(*CARRIERS.start()));
        length += c.len_utf8();
    }
    Some((char::from_u32(code)?, length))
}

/// Puts every carried character back into the text of the pages.
pub(super) fn uncover(document: &PagedDocument) -> PagedDocument {
    let mut pages: Vec<_> = document.pages().to_vec();
    for page in &mut pages {
        uncover_frame(&mut page.frame);
    }
    PagedDocument::new(pages.into_iter().collect(), document.info().clone())
}

fn uncover_frame(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => uncover_frame(&mut group.frame),
            FrameItem::Text(text) if text.text.contains(is_carrier) => uncover_text(text),
            _ => {}
        }
        true
    });
}

fn uncover_text(item: &mut TextItem) {
    let mut text = String::with_capacity(item.text.len());
    // For each byte of the old text, where it stands in the new one.
    let mut places: Vec<usize> = Vec::with_capacity(item.text.len() + 1);
    let mut rest = item.text.as_str();
    while let Some(first) = rest.chars().next() {
        let length = if let Some((c, length)) = carried(rest) {
            // A mark has its own place; a character that stands in for 〓 takes over that of 〓.
            let stood_for = text.strip_suffix(GETA).map(str::len).filter(|_| !is_control(c) && !is_carrier(c));
            let start = stood_for.unwrap_or(text.len());
            text.truncate(start);
            text.push(c);
            places.push(if stood_for.is_some() { text.len() } else { start });
            length
        } else {
            places.push(text.len());
            text.push(first);
            first.len_utf8()
        };
        places.resize(places.len() + length - 1, text.len());
        rest = rest.get(length..).unwrap_or_default();
    }
    places.push(text.len());
    for glyph in &mut item.glyphs {
        let place = |at: u16| places.get(usize::from(at)).and_then(|place| u16::try_from(*place).ok());
        if let (Some(start), Some(end)) = (place(glyph.range.start), place(glyph.range.end)) {
            glyph.range = start.min(end)..end;
        }
    }
    // What carried a character is an empty glyph beside the one that shows something.
    let blank = item.font.ttf().glyph_index(' ').map(|id| id.0);
    let mut before = None;
    item.glyphs.retain(|glyph| {
        let is_beside = before.replace(glyph.range.clone()).as_ref() == Some(&glyph.range);
        let is_empty = Some(glyph.id) == blank && glyph.x_advance == Em::zero();
        !(glyph.range.is_empty() || is_beside && is_empty)
    });
    item.text = text.into();
}
