//! From the text of a page to its tree, whose limits are watched while it grows.

use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::TendrilSink;
use scraper::{Html, HtmlTreeSink};

use super::tags;
use crate::ImportError;
use crate::error::Parts;

/// Most elements that may stand in each other: the parser looks through all of them again and again.
const MAX_DEPTH: usize = 1_000;
/// Most elements and texts of a page.
const MAX_NODES: usize = 1_000_000;
/// Bytes after which the tree is looked at.
const PIECE: usize = 4 * 1024;

/// Parses a page or a piece of one.
pub(super) fn parse(text: &str) -> Result<Html, ImportError> {
    let text = tags::made_plain(text)?;
    let mut parser = driver::parse_document(HtmlTreeSink::new(Html::new_document()), ParseOpts::default());
    let mut rest = text.as_ref();
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(rest.floor_char_boundary(PIECE));
        parser.process(piece.into());
        check(&parser.tokenizer.sink.sink.0.borrow())?;
        rest = after;
    }
    Ok(parser.finish())
}

fn check(page: &Html) -> Result<(), ImportError> {
    let nodes = page.tree.nodes();
    if nodes.len() > MAX_NODES {
        return Err(ImportError::TooManyParts { parts: Parts::Elements, limit: MAX_NODES });
    }
    // What was made last stands where the next will.
    let depth = page.tree.nodes().next_back().map_or(0, |last| last.ancestors().count());
    if depth > MAX_DEPTH { Err(ImportError::TooDeep { limit: MAX_DEPTH }) } else { Ok(()) }
}
