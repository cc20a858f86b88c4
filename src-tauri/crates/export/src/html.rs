//! HTML: one self-contained page for the web site, for screen readers and for the printer.
//!
//! Invariants: no script, nothing loaded from elsewhere (a policy in the page forbids both); text
//! reaches the page only through [`escaped`].

use crate::document::{Block, Document, SpeakerLine, heading_line};

const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/templates/minutes.css"));

/// Writes a document as an HTML page.
pub fn html(document: &Document) -> String {
    let title = escaped(&document.about.title);
    let date = document.about.date;
    let author = escaped(&document.about.author);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"author\" content=\"{author}\">\n\
         <meta name=\"date\" content=\"{date}\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n"
    );
    if let Some(title) = &document.title {
        element(&mut out, "h1", "", title);
    }
    out.push_str("<div class=\"header\">\n");
    for line in &document.header {
        element(&mut out, "p", "", &line.printed());
    }
    out.push_str("</div>\n");
    for block in &document.blocks {
        push_block(&mut out, block);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn push_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading { level, label, title } => {
            element(out, &format!("h{level}"), "item", &heading_line(label, title));
        }
        Block::Speaker(line @ SpeakerLine { level, .. }) => {
            element(out, &format!("h{level}"), "speaker", &line.printed());
        }
        Block::Paragraph { text } => element(out, "p", "", text),
        Block::Scene { text } => element(out, "p", "scene", text),
        Block::List { items } => {
            out.push_str("<ul>\n");
            for item in items {
                element(out, "li", "", item);
            }
            out.push_str("</ul>\n");
        }
    }
}

fn element(out: &mut String, tag: &str, class: &str, text: &str) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let text = escaped(text);
    out.extend(["<", tag, &class, ">", &text, "</", tag, ">\n"]);
}

/// Text for an element or a quoted attribute.
fn escaped(text: &str) -> String {
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
