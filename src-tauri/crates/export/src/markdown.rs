//! Markdown (CommonMark): the structure for any tool that reads it, the words unharmed.
//!
//! Invariant: read back by a Markdown parser, every text is what the document holds, whatever
//! `#`, `*`, `_` or `<` stands in it.

use gijicho_model::body::{Block as Said, to_markdown};

use crate::document::{Block, Document, heading_line, item_line};

/// Writes a document as Markdown, with `\n` after every line.
pub fn markdown(document: &Document) -> String {
    let title = document.title.as_deref().map(|title| heading(1, title));
    let header = document.header.iter().map(|line| paragraph(&line.printed()));
    let blocks = document.blocks.iter().map(block);
    let parts: Vec<String> = title.into_iter().chain(header).chain(blocks).collect();
    parts.join("\n\n") + "\n"
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, label, title } => heading(*level, &heading_line(label, title)),
        Block::Speaker(line) => heading(line.level, &line.printed()),
        Block::Paragraph { text } | Block::Scene { text } => paragraph(text),
        Block::List { items } => {
            plain(&to_markdown(&items.iter().map(|text| Said::Item(item(text))).collect::<Vec<_>>()))
        }
    }
}

/// An item, with its 「・」 where it begins as if it had a mark or a number of its own.
fn item(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_letter = |c: char| c.is_alphabetic() && !c.is_numeric();
    if text.trim_start_matches(is_digit).starts_with(is_letter) { text.to_owned() } else { item_line(text) }
}

fn heading(level: u32, text: &str) -> String {
    let marks = "#".repeat(level.clamp(1, 6) as usize);
    let text = paragraph(text);
    // A heading's last `#`s would be taken for its closing sequence.
    match text.strip_suffix('#') {
        Some(rest) if !rest.ends_with('\\') => format!("{marks} {rest}\\#"),
        _ => format!("{marks} {text}"),
    }
}

fn paragraph(text: &str) -> String {
    plain(&to_markdown(&[Said::Paragraph(text.to_owned())]))
}

/// Markdown in which no `<` begins HTML and no `~` strikes out: the body of a remark reads both as
/// text, other readers do not.
fn plain(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    for c in markdown.chars() {
        let is_escaped = out.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        if matches!(c, '<' | '~') && !is_escaped {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
