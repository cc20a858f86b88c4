//! From the tree of a page to pieces: lines and tables in the order of reading.
//!
//! White space is printed as a browser prints it, save that a line end between Japanese characters
//! is nothing: it is the page's author who has wrapped there, and no reader sees a space.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

use super::labels::List;
use super::site::Site;
use super::tables::{Cells, Collected};
use crate::ImportError;
use crate::formats::lines::Lines;
use crate::line::{is_space, is_wide};
use crate::source::{Cell, Part, Shape};

/// A line or a table.
#[derive(Debug)]
pub(super) enum Piece {
    Line { text: String, part: Part },
    Table { caption: String, rows: Vec<Vec<Cell>> },
}

impl Piece {
    /// The text of a line that is read.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Line { text, part } if part.is_read() => Some(text),
            _ => None,
        }
    }

    pub(super) fn is_heading(&self) -> bool {
        matches!(self, Self::Line { part: Part::Heading(_), .. })
    }
}

/// Reads a page.
pub(super) fn read(page: &Html, site: &Site, lines: &mut Lines) -> Result<(), ImportError> {
    let mut reader = Reader::new(site);
    for edge in page.tree.root().traverse() {
        match edge {
            Edge::Open(node) => reader.open(node),
            Edge::Close(node) => reader.close(node),
        }
    }
    let mut pieces = reader.finish()?;
    mark_dates(&mut pieces);
    for piece in pieces {
        match piece {
            Piece::Line { text, part } => lines.push(&text, Shape { page: 0, part, wraps: None }),
            Piece::Table { caption, rows } => {
                lines.begin_table(&caption);
                for cells in rows {
                    lines.push_row(cells, 0);
                }
            }
        }
    }
    Ok(())
}

struct Reader<'s> {
    site: &'s Site,
    /// The document, and each cell that is open.
    sinks: Vec<Vec<Piece>>,
    /// The line at hand.
    text: String,
    lists: Vec<List>,
    tables: Vec<Collected>,
    /// Cells of all tables, covered ones included.
    cells: Cells,
    /// The item whose label is still to be written.
    item: Option<Element>,
    heading: Option<u8>,
    /// How many open elements are hidden, belong to the site, are set as they are typed.
    hidden: usize,
    outside: usize,
    preformatted: usize,
    /// Whether the main part is open; true where the page names none.
    in_main: bool,
}

/// What a browser does not show, or shows as a control.
fn is_hidden(element: &Element) -> bool {
    const NEVER: &[&str] = &[
        "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button",
        "textarea", "rt", "rp", "rtc", "canvas", "audio", "video", "map", "dialog",
    ];
    let style = style_of(element);
    NEVER.contains(&element.name())
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Its own style, without blanks.
fn style_of(element: &Element) -> String {
    element.attr("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase()
}

/// Whether its blanks and line breaks are shown as they stand in the file.
fn is_preformatted(element: &Element) -> bool {
    let style = style_of(element);
    let kept = style.split(';').filter_map(|rule| rule.strip_prefix("white-space:"));
    element.name() == "pre" || kept.into_iter().any(|how| matches!(how, "pre" | "pre-wrap" | "break-spaces"))
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "nav",
        "aside",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "ul",
        "ol",
        "dl",
        "figure",
        "figcaption",
        "address",
        "fieldset",
        "form",
        "details",
        "summary",
        "hr",
        "center",
        "legend",
        "body",
        "hgroup",
        "menu",
        "search",
    ];
    BLOCKS.contains(&name)
}

fn heading(name: &str) -> Option<u8> {
    name.strip_prefix('h').and_then(|level| level.parse().ok()).filter(|level| (1..=6).contains(level))
}

impl<'s> Reader<'s> {
    fn new(site: &'s Site) -> Self {
        Self {
            site,
            sinks: vec![Vec::new()],
            text: String::new(),
            lists: Vec::new(),
            tables: Vec::new(),
            cells: Cells::default(),
            item: None,
            heading: None,
            hidden: 0,
            outside: 0,
            preformatted: 0,
            in_main: site.main().is_none(),
        }
    }

    fn open(&mut self, node: NodeRef<'_, Node>) {
        match node.value() {
            Node::Text(text) if self.hidden == 0 => self.push_text(text),
            Node::Element(element) => self.open_element(node, element),
            _ => {}
        }
    }

    fn open_element(&mut self, node: NodeRef<'_, Node>, element: &Element) {
        let name = element.name();
        if self.hidden > 0 || is_hidden(element) {
            self.hidden += 1;
            return;
        }
        if is_block(name) {
            self.flush();
        }
        if Some(node.id()) == self.site.main() {
            self.in_main = true;
        }
        self.outside += usize::from(self.site.is_outside(node.id()));
        self.preformatted += usize::from(is_preformatted(element));
        match name {
            "br" => self.flush_line(true),
            "ul" | "ol" | "menu" => self.lists.push(List::new(element)),
            "li" => self.item = Some(element.clone()),
            "table" => self.tables.push(Collected::new(element)),
            "tr" => self.tables.iter_mut().last().into_iter().for_each(Collected::begin_row),
            "td" | "th" | "caption" if !self.tables.is_empty() => self.sinks.push(Vec::new()),
            "img" => {}
            _ => self.heading = heading(name).or(self.heading),
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        let Node::Element(element) = node.value() else { return };
        let name = element.name();
        if self.hidden > 0 {
            self.hidden -= 1;
            return;
        }
        if is_block(name) {
            self.flush();
        }
        self.preformatted -= usize::from(is_preformatted(element));
        match name {
            "ul" | "ol" | "menu" => {
                self.lists.pop();
            }
            "li" => self.item = None,
            "td" | "th" if !self.tables.is_empty() => {
                let pieces = self.sinks.pop().unwrap_or_default();
                if let Some(table) = self.tables.last_mut() {
                    table.push(element, pieces);
                }
            }
            "caption" if !self.tables.is_empty() => {
                let pieces = self.sinks.pop().unwrap_or_default();
                if let Some(table) = self.tables.last_mut() {
                    table.caption = pieces.iter().filter_map(Piece::text).collect::<Vec<_>>().join(" ");
                }
                self.add(pieces);
            }
            "table" => self.close_table(),
            _ if heading(name).is_some() => self.heading = None,
            _ => {}
        }
        self.outside -= usize::from(self.site.is_outside(node.id()));
        if Some(node.id()) == self.site.main() {
            self.in_main = false;
        }
    }

    fn close_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let pieces = if table.is_layout() {
            table.into_pieces()
        } else if self.is_furniture() {
            let text = |row: Vec<Cell>| {
                let texts =
                    row.into_iter().filter_map(|cell| if let Cell::Text(text) = cell { Some(text) } else { None });
                texts.collect::<Vec<_>>().join("\t").replace('\n', " ")
            };
            let rows = table.into_rows(&mut self.cells).into_iter().map(text);
            rows.map(|text| Piece::Line { text, part: Part::Furniture }).collect()
        } else {
            vec![Piece::Table { caption: table.caption.clone(), rows: table.into_rows(&mut self.cells) }]
        };
        self.add(pieces);
    }

    fn add(&mut self, pieces: Vec<Piece>) {
        if let Some(sink) = self.sinks.last_mut() {
            sink.extend(pieces);
        }
    }

    fn is_furniture(&self) -> bool {
        self.outside > 0 || !self.in_main
    }

    fn push_text(&mut self, text: &str) {
        if self.preformatted > 0 {
            for (at, line) in text.split('\n').enumerate() {
                if at > 0 {
                    self.flush_line(true);
                }
                self.text.push_str(line.trim_end_matches('\r'));
            }
            return;
        }
        let mut blanks = String::new();
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                blanks.push(c);
                continue;
            }
            self.push_blanks(&std::mem::take(&mut blanks), Some(c));
            self.text.push(c);
        }
        self.push_blanks(&blanks, None);
    }

    /// White space as it is printed between two characters.
    fn push_blanks(&mut self, blanks: &str, next: Option<char>) {
        let last = self.text.chars().next_back();
        if blanks.is_empty() || last.is_none_or(|last| last == ' ') {
            return;
        }
        let is_wrapped = blanks.contains(['\n', '\r']);
        let is_japanese = last.is_some_and(is_wide) && next.is_none_or(is_wide);
        if !(is_wrapped && is_japanese) {
            self.text.push(' ');
        }
    }

    /// Ends the line at hand.
    fn flush(&mut self) {
        self.flush_line(false);
    }

    /// Ends the line at hand; an empty one is kept where the page asks for it.
    fn flush_line(&mut self, is_asked_for: bool) {
        let text = std::mem::take(&mut self.text);
        let trimmed = if self.preformatted > 0 { text.as_str() } else { text.trim_matches([' ', '\t']) };
        if trimmed.trim_matches(is_space).is_empty() {
            if is_asked_for && self.tables.is_empty() && !self.is_furniture() {
                self.add(vec![Piece::Line { text: String::new(), part: Part::Prose }]);
            }
            return;
        }
        let mut part = self.heading.map_or(Part::Prose, Part::Heading);
        let mut text = trimmed.to_owned();
        if let Some(item) = self.item.take()
            && let Some(list) = self.lists.last_mut()
        {
            text = list.label(&item, &text);
            part = Part::Item(u8::try_from(self.lists.len()).unwrap_or(u8::MAX));
        }
        if self.is_furniture() {
            part = Part::Furniture;
        }
        self.add(vec![Piece::Line { text, part }]);
    }

    fn finish(mut self) -> Result<Vec<Piece>, ImportError> {
        self.flush();
        while self.sinks.len() > 1 {
            let pieces = self.sinks.pop().unwrap_or_default();
            self.add(pieces);
        }
        self.cells.check()?;
        Ok(self.sinks.pop().unwrap_or_default())
    }
}

/// When the page was put up, and what it offers to do with it: not of the meeting.
fn mark_dates(pieces: &mut [Piece]) {
    /// Lines at the head and the foot of a page.
    const NEAR: usize = 12;
    const ABOUT: &[&str] = &[
        "更新日",
        "最終更新日",
        "最終更新",
        "掲載日",
        "公開日",
        "登録日",
        "ページID",
        "ページ番号",
        "記事番号",
        "印刷用ページ",
        "印刷する",
        "本文へ",
        "ページの先頭へ",
        "このページの先頭へ",
        "ページトップへ",
    ];
    let read: Vec<usize> =
        (0..pieces.len()).filter(|at| pieces[*at].text().is_some_and(|text| !text.trim().is_empty())).collect();
    let near = read.iter().take(NEAR).chain(read.iter().rev().take(NEAR));
    for &at in near {
        let Piece::Line { text, part } = &mut pieces[at] else { continue };
        let own = text.trim_start_matches(|c: char| is_space(c) || "[【（(［".contains(c));
        if own.chars().count() < 40 && ABOUT.iter().any(|about| own.starts_with(about)) {
            *part = Part::Furniture;
        }
    }
}
