//! Web pages.
//!
//! Bytes → text (the page says its encoding) → tree → which parts belong to the site and not to the
//! page → lines and tables.
//!
//! Invariants: nothing is loaded and no script is run; what a browser hides is not read; what
//! belongs to the site keeps its lines as furniture. The tree is walked without recursion, so depth
//! costs no stack.

mod blocks;
mod labels;
mod site;
mod tables;

use scraper::Html;

use super::lines::Lines;
use super::text::{self, Decoded};
use crate::ImportError;
use crate::source::{Format, Source};

pub(super) use labels::bulleted;

/// Most elements that may stand in each other: the parser looks through all of them again and again.
const MAX_DEPTH: usize = 3_000;

/// Whether a text is a web page: it begins with markup.
pub(super) fn is_page(text: &str) -> bool {
    const BEGINNINGS: &str =
        "!doctype html|html|head|body|title|meta|main|article|section|div|table|center|h1|h2|h3|p|pre|font";
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    while let Some(after) = rest
        .strip_prefix("<!--")
        .and_then(|rest| rest.split_once("-->"))
        .map(|(_, after)| after)
        .or_else(|| rest.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(_, after)| after))
    {
        rest = after.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let begins = |name: &str| {
        let is_named = tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        is_named && tag[name.len()..].starts_with(|c: char| c == '>' || c.is_ascii_whitespace())
    };
    BEGINNINGS.split('|').any(begins) && text.contains("</")
}

/// Reads a page.
pub(super) fn read(bytes: &[u8], chosen: Option<&str>, detected: Decoded) -> Result<Source, ImportError> {
    let declared = if chosen.is_none() { declared_encoding(&detected.text) } else { None };
    let by_page = declared.and_then(|label| text::decode(bytes, Some(&label)).ok());
    let decoded = by_page.unwrap_or(detected);
    let mut lines = Lines::default();
    read_into(&decoded.text, &mut lines)?;
    lines.settle_paragraphs();
    lines.finish(Format::Html, decoded.encoding)
}

/// Reads a page or a piece of one.
pub(super) fn read_into(text: &str, lines: &mut Lines) -> Result<(), ImportError> {
    if depth(text) > MAX_DEPTH {
        return Err(ImportError::TooDeep { limit: MAX_DEPTH });
    }
    let page = Html::parse_document(text);
    let site = site::Site::of(&page);
    blocks::read(&page, &site, lines)
}

/// The encoding that the head of a page names.
fn declared_encoding(text: &str) -> Option<String> {
    const HEAD: usize = 4096;
    let head: String = text.chars().take(HEAD).collect::<String>().to_ascii_lowercase();
    let label = head.match_indices("charset").find_map(|(at, word)| {
        let rest = head[at + word.len()..].trim_start().strip_prefix('=')?.trim_start();
        let label: String = rest
            .trim_start_matches(['"', '\''])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
            .collect();
        (!label.is_empty()).then_some(label)
    })?;
    Some(label)
}

/// How deep elements stand in each other at most, those aside that end without saying so.
fn depth(text: &str) -> usize {
    const LOOSE: &str =
        "br hr img input meta link col area base wbr source track embed p li td th tr dd dt option tbody thead tfoot";
    let (mut depth, mut deepest) = (0usize, 0usize);
    for part in text.split('<').skip(1) {
        let name = part.trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        if name.is_empty() || LOOSE.split(' ').any(|loose| loose == name) {
            continue;
        }
        if part.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}
