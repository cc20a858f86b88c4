//! Markdown: what is printed of it, without its marks.
//!
//! Invariants: a line of the source that is soft-wrapped stays a line, for people type minutes line
//! by line; escapes are resolved; a table is a table.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::html;
use super::lines::Lines;
use super::numerals::Numerals;
use crate::ImportError;
use crate::error::Parts;
use crate::source::{Cell, Format, Part, Shape, Source};

/// Whether a text is Markdown: its name says so, or it is set in a way that no plain text is.
pub(super) fn is_markdown(text: &str, file_name: &str) -> bool {
    let extension = file_name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    if extension.is_some_and(|extension| ["md", "markdown", "mkd"].contains(&extension.as_str())) {
        return true;
    }
    let is_heading = |line: &&str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let is_delimiter = |line: &str| {
        line.starts_with('|') && line.contains("---") && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
    };
    let begins = text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| is_heading(&line));
    let headings = text.lines().filter(is_heading).count();
    let has_table = text.lines().any(|line| is_delimiter(line.trim()));
    begins && headings >= 2 && (has_table || text.contains("\\.") || text.contains("```"))
}

/// Brackets that may be open at once in a paragraph: each is looked for in vain until its end, so
/// time grows with the square of their number.
const MAX_OPEN_BRACKETS: usize = 500;

/// Refuses brackets in brackets in brackets, which no person writes.
fn check_brackets(text: &str) -> Result<(), ImportError> {
    let mut open = 0usize;
    for line in text.lines() {
        if line.trim().is_empty() {
            open = 0;
        }
        for c in line.bytes() {
            match c {
                b'[' => open += 1,
                b']' => open = open.saturating_sub(1),
                _ => {}
            }
            if open > MAX_OPEN_BRACKETS {
                return Err(ImportError::TooDeep { limit: MAX_OPEN_BRACKETS });
            }
        }
    }
    Ok(())
}

/// Bytes that are parsed at once: a parser keeps every sign that could mean something, and each
/// takes many times its own room.
const PIECE: usize = 512 * 1024;

/// Cuts a long text where nothing is torn apart: at an empty line, else at the end of a line.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let most = rest.floor_char_boundary(PIECE);
        let after = |end: &str| rest[..most].rfind(end).map(|at| at + end.len());
        let end = if most == rest.len() { most } else { after("\n\n").or_else(|| after("\n")).unwrap_or(most) };
        let (piece, others) = rest.split_at(end);
        rest = others;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Reads Markdown.
pub(super) fn read(text: &str, encoding: &'static str) -> Result<Source, ImportError> {
    check_brackets(text)?;
    let mut writer = Writer::default();
    for piece in pieces(text) {
        for event in Parser::new_ext(piece, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            writer.take(event)?;
        }
    }
    let mut lines = writer.lines;
    lines.settle_paragraphs();
    lines.finish(Format::Markdown, encoding)
}

#[derive(Default)]
struct Writer {
    lines: Lines,
    text: String,
    heading: Option<u8>,
    /// The number of the next item, for lists that count.
    lists: Vec<Option<u64>>,
    /// Whether the label of an item is still to be written.
    is_item: bool,
    /// The cells of the row at hand.
    row: Vec<Cell>,
    html: String,
    /// Blocks of markup that were read.
    html_blocks: usize,
}

/// Most blocks of markup in a text: each is parsed as a page of its own.
const MAX_HTML_BLOCKS: usize = 20_000;

impl Writer {
    fn take(&mut self, event: Event<'_>) -> Result<(), ImportError> {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) | Event::Code(text) => self.text.push_str(&text),
            Event::InlineHtml(tag) if tag.starts_with("<br") => self.text.push('\n'),
            Event::Html(html) => self.html.push_str(&html),
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.flush(),
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(depth(*level));
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.flush();
                self.is_item = true;
            }
            Tag::Table(_) => {
                self.flush();
                self.lines.begin_table("");
            }
            Tag::TableCell => self.text.clear(),
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), ImportError> {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.is_item = false;
            }
            TagEnd::TableCell => self.row.push(Cell::Text(std::mem::take(&mut self.text).trim().to_owned())),
            TagEnd::TableHead | TagEnd::TableRow => self.lines.push_row(std::mem::take(&mut self.row), 0),
            TagEnd::HtmlBlock => self.read_html()?,
            TagEnd::Paragraph => {
                self.flush();
                if self.lists.is_empty() {
                    self.lines.push("", Shape::default());
                }
            }
            TagEnd::BlockQuote(_) | TagEnd::CodeBlock => self.flush(),
            _ => {}
        }
        Ok(())
    }

    fn read_html(&mut self) -> Result<(), ImportError> {
        self.html_blocks += 1;
        if self.html_blocks > MAX_HTML_BLOCKS {
            return Err(ImportError::TooManyParts { parts: Parts::Elements, limit: MAX_HTML_BLOCKS });
        }
        html::read_into(&std::mem::take(&mut self.html), &mut self.lines)
    }

    /// Ends the lines at hand.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let text = text.trim_end_matches('\n');
        if text.trim().is_empty() {
            return;
        }
        let mut part = self.heading.map_or(Part::Prose, Part::Heading);
        let mut text = text.to_owned();
        if std::mem::take(&mut self.is_item) {
            text = self.labelled(&text);
            part = Part::Item(u8::try_from(self.lists.len()).unwrap_or(u8::MAX));
        }
        for (at, line) in text.split('\n').enumerate() {
            let part = if at > 0 && matches!(part, Part::Item(_)) { Part::Prose } else { part };
            self.lines.push(line, Shape { page: 0, part, wraps: None });
        }
    }

    fn labelled(&mut self, text: &str) -> String {
        match self.lists.last_mut() {
            Some(Some(next)) => {
                let number = u32::try_from(*next).unwrap_or(u32::MAX);
                *next = next.saturating_add(1);
                format!("{}. {text}", Numerals::Decimal.write(number))
            }
            _ => html::bulleted(text),
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}
