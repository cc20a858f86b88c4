//! HTML: one self-contained page for the web site, for screen readers and for the printer.
//!
//! Invariants: no script, nothing loaded from elsewhere (a policy in the page forbids both); text
//! reaches the page only through [`escaped`].

use crate::document::{About, Block, Document, SpeakerLine, heading_line, item_line};

const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/templates/minutes.css"));

/// Writes a document as an HTML page.
pub fn html(document: &Document) -> String {
    let mut main = String::new();
    push_document(&mut main, document);
    document_page(&document.about, STYLE, &main)
}

/// A page of its own around what stands in `main`.
pub(crate) fn document_page(about: &About, style: &str, main: &str) -> String {
    let About { title, author, date, .. } = about;
    let (title, author) = (escaped(title), escaped(author));
    format!(
        "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"author\" content=\"{author}\">\n<meta name=\"date\" content=\"{date}\">\n\
         <title>{title}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n{main}</main>\n</body>\n</html>\n"
    )
}

/// Writes what stands in `main`.
fn push_document(out: &mut String, document: &Document) {
    if let Some(title) = &document.title {
        element(out, "h1", "", title);
    }
    if !document.header.is_empty() {
        out.push_str("<div class=\"header\">\n");
        for line in &document.header {
            element(out, "p", "", &line.printed());
        }
        out.push_str("</div>\n");
    }
    for block in &document.blocks {
        push_block(out, block, 0);
    }
}

/// Writes a block, its headings `lower` levels below what the document says.
pub(crate) fn push_block(out: &mut String, block: &Block, lower: u32) {
    let tag = |level: &u32| format!("h{}", (level + lower).min(6));
    match block {
        Block::Heading { level, label, title } => {
            element(out, &tag(level), "item", &heading_line(label, title));
        }
        Block::Speaker(line @ SpeakerLine { level, .. }) => {
            element(out, &tag(level), "speaker", &line.printed());
        }
        Block::Paragraph { text } => element(out, "p", "", text),
        Block::Scene { text } => element(out, "p", "scene", text),
        Block::List { items } => {
            out.push_str("<ul>\n");
            for item in items {
                element(out, "li", "", &item_line(item));
            }
            out.push_str("</ul>\n");
        }
    }
}

fn element(out: &mut String, tag: &str, class: &str, text: &str) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    // A browser shows several blanks as one, unless it is told not to.
    let blanks = if text.contains("  ") { " style=\"white-space:pre-wrap\"" } else { "" };
    let text = escaped(text);
    out.extend(["<", tag, &class, blanks, ">", &text, "</", tag, ">\n"]);
}

/// Text for an element or a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
