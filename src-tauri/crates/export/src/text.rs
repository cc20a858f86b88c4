//! Plain text in the printed form: what the PDF says, line for line.
//!
//! A paragraph begins with one full-width space, as it is printed; every paragraph, item and scene
//! is one line, however long.

use crate::document::{Block, Document, heading_line, item_line};

/// Writes a document as plain text, with `\n` after every line.
pub fn text(document: &Document) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(text);
        out.push('\n');
    };
    if let Some(title) = &document.title {
        line(title);
        line("");
    }
    for numbered in &document.header {
        line(&numbered.printed());
    }
    if !document.header.is_empty() && !matches!(document.blocks.first(), None | Some(Block::Heading { .. })) {
        line("");
    }
    for (i, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading { label, title, .. } => {
                if i > 0 || !document.header.is_empty() {
                    line("");
                }
                line(&heading_line(label, title));
            }
            Block::Speaker(speaker) => line(&speaker.printed()),
            Block::Paragraph { text } | Block::Scene { text } => line(&format!("　{text}")),
            Block::List { items } => items.iter().for_each(|item| line(&item_line(item))),
        }
    }
    out
}
