//! Web pages.
//!
//! Bytes → text (the page says its encoding) → tree → which parts belong to the site and not to the
//! page → lines and tables.
//!
//! Invariants: nothing is loaded and no script is run; what a browser hides is not read; what
//! belongs to the site keeps its lines as furniture. Tags, depth and size are bounded before and
//! while the tree grows, and it is walked without recursion.

mod blocks;
mod labels;
mod site;
mod tables;
mod tags;
mod tree;

use super::lines::Lines;
use super::text::{self, Decoded};
use crate::ImportError;
use crate::source::{Format, Source};

pub(super) use labels::bulleted;

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
    let page = tree::parse(text)?;
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
