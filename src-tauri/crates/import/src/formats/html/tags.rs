//! The tags of a page, before it is parsed: how many attributes they carry, and those that only say
//! how letters look made plain.
//!
//! A parser keeps track of open `<b>` and `<font>` across blocks, opens them again in each, and
//! compares each attribute of a tag with all before it: a page of a few kilobytes can keep it busy
//! for hours. Nothing here depends on how letters look, so such a tag becomes a `<span>`, which is
//! closed with what it stands in.
//!
//! Invariants: no character outside of tags is changed, nor any attribute; time is linear.

use std::borrow::Cow;

use crate::ImportError;
use crate::error::Parts;

/// Most attributes of one tag.
const MAX_ATTRIBUTES: usize = 256;
/// Most attributes of a page.
const MAX_ALL_ATTRIBUTES: usize = 1_000_000;

/// Tags that say how letters look.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose text holds no tags.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The page with plain tags, or why it is too much.
pub(super) fn made_plain(text: &str) -> Result<Cow<'_, str>, ImportError> {
    let mut plain = String::new();
    let mut copied = 0;
    let mut attributes = 0;
    let mut from = 0;
    while let Some(at) = text[from..].find('<').map(|at| from + at) {
        let Some(name) = name_at(text, at + 1) else {
            from = after_markup(text, at);
            continue;
        };
        let (end, own) = end_of_tag(text.as_bytes(), name.end)?;
        attributes += own;
        if attributes > MAX_ALL_ATTRIBUTES {
            return Err(ImportError::TooManyParts { parts: Parts::Attributes, limit: MAX_ALL_ATTRIBUTES });
        }
        let is = |known: &&&str| known.eq_ignore_ascii_case(&text[name.clone()]);
        if FORMATTING.iter().any(|known| is(&known)) {
            plain.push_str(&text[copied..name.start]);
            plain.push_str("span");
            copied = name.end;
        }
        let is_opening = name.start == at + 1;
        from = match RAW.iter().find(is) {
            Some(raw) if is_opening => end_of_raw(text, end, raw),
            _ => end,
        };
    }
    if copied == 0 {
        return Ok(Cow::Borrowed(text));
    }
    plain.push_str(&text[copied..]);
    Ok(Cow::Owned(plain))
}

/// The name of the tag whose `<` stands before byte `at`.
fn name_at(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let start = if text[at..].starts_with('/') { at + 1 } else { at };
    text[start..].starts_with(|c: char| c.is_ascii_alphabetic()).then(|| {
        let rest = &text[start..];
        let length = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).unwrap_or(rest.len());
        start..start + length
    })
}

/// Where to go on after a `<` that begins no tag: behind a comment, a declaration or the sign itself.
fn after_markup(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let behind =
        |end: &str, from: usize| rest[from..].find(end).map_or(text.len(), |found| at + from + found + end.len());
    match rest.strip_prefix("<!--") {
        Some(comment) if comment.starts_with('>') => at + "<!-->".len(),
        Some(comment) if comment.starts_with("->") => at + "<!--->".len(),
        Some(_) => behind("-->", "<!--".len()),
        None if rest.starts_with("<!") || rest.starts_with("<?") || rest.starts_with("</") => behind(">", 1),
        None => at + 1,
    }
}

/// Where the text of an element that holds no tags ends.
fn end_of_raw(text: &str, from: usize, name: &str) -> usize {
    let ends = |at: &usize| {
        let after = &text.as_bytes()[at + 2..];
        after.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && after.get(name.len()).is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b'/' | b'>'))
    };
    text[from..].match_indices("</").map(|(at, _)| from + at).find(ends).unwrap_or(text.len())
}

/// Where in a tag a byte stands.
#[derive(Clone, Copy)]
enum Place {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

/// Where the tag ends whose name ends at `from`, and how many attributes it has.
fn end_of_tag(bytes: &[u8], from: usize) -> Result<(usize, usize), ImportError> {
    let mut place = Place::BeforeName;
    let mut attributes = 0;
    for (at, &byte) in (from..).zip(&bytes[from..]) {
        let is_space = byte.is_ascii_whitespace();
        if byte == b'>' && !matches!(place, Place::Quoted(_)) {
            return Ok((at + 1, attributes));
        }
        let next = match place {
            Place::Quoted(quote) if byte == quote => Place::BeforeName,
            Place::Unquoted if is_space => Place::BeforeName,
            Place::Quoted(_) | Place::Unquoted => place,
            Place::BeforeValue if is_space => place,
            Place::BeforeValue if matches!(byte, b'"' | b'\'') => Place::Quoted(byte),
            Place::BeforeValue => Place::Unquoted,
            Place::Name | Place::AfterName if byte == b'=' => Place::BeforeValue,
            Place::Name | Place::AfterName if is_space => Place::AfterName,
            Place::Name if byte != b'/' => place,
            _ if is_space || byte == b'/' => Place::BeforeName,
            _ => {
                attributes += 1;
                Place::Name
            }
        };
        place = next;
        if attributes > MAX_ATTRIBUTES {
            return Err(ImportError::TooManyParts { parts: Parts::Attributes, limit: MAX_ATTRIBUTES });
        }
    }
    Ok((bytes.len(), attributes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_of_tags_are_changed() {
        for (text, plain) in [
            ("<p>森</p>", "<p>森</p>"),
            ("<B>森</b>", "<span>森</span>"),
            ("<p><font size=2 title='>'>森</font>", "<p><span size=2 title='>'>森</span>"),
            ("<b a=\"<i>\">森<i/>", "<span a=\"<i>\">森<span/>"),
            ("<b =\"x>森\"<i>", "<span =\"x>森\"<span>"),
            ("<body><br><strong >", "<body><br><span >"),
            ("<!-- <b> --><b>", "<!-- <b> --><span>"),
            ("<!--><b>", "<!--><span>"),
            ("<!doctype html><i>", "<!doctype html><span>"),
            ("<script>'<b>'</scripts></SCRIPT ><b>", "<script>'<b>'</scripts></SCRIPT ><span>"),
            ("1 < 2 <b>", "1 < 2 <span>"),
            ("<b", "<span"),
            ("</>森</ b><u>", "</>森</ b><span>"),
            ("<", "<"),
        ] {
            assert_eq!(made_plain(text).as_deref(), Ok(plain), "{text}");
        }
    }

    #[test]
    fn attributes_are_counted_however_they_are_written() {
        let refused = Err(ImportError::TooManyParts { parts: Parts::Attributes, limit: MAX_ATTRIBUTES });
        for attribute in [" a", "/a", " a=1", " a='1'b", " a = \"/ / /\"", "\na\n=\n1"] {
            let tag = |times: usize| format!("<p{}>", attribute.repeat(times));
            assert!(made_plain(&tag(MAX_ATTRIBUTES / 2)).is_ok(), "{attribute}");
            assert_eq!(made_plain(&tag(MAX_ATTRIBUTES + 1)), refused, "{attribute}");
        }
    }
}
