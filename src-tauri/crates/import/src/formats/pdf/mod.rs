//! PDF with a layer of text.
//!
//! Characters and ruling lines with their places → the way the text runs → tables → rows → columns →
//! furniture → which lines go on. Where the tags of a file tell its blocks, those are taken as they are.
//! Nothing is rendered and no picture is decoded.
//!
//! Invariants: every character of the text layer that stands on its page is in a line once, readings
//! above words aside; lines are in the order of reading, page by page.

mod columns;
mod flow;
mod furniture;
mod grid;
mod marks;
mod rows;
mod tags;
mod told;
mod wrap;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::kurbo::Rect;
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};

use self::flow::Flow;
use self::marks::{Forms, Marks};
use self::tags::{Kind, Tag, Tags};
use self::told::{Block, Blocks};
use super::lines::Lines;
use crate::ImportError;
use crate::error::Parts;
use crate::line::needs_space;
use crate::source::{Cell, Format, Part, Shape, Source};

/// Most pages of one file.
const MAX_PAGES: usize = 5_000;
/// Most characters and ruling lines of one file.
const MAX_MARKS: usize = 12_000_000;
/// Most of them on one page.
const MAX_PAGE_MARKS: usize = 600_000;

/// A line of a page, or a table on it.
#[derive(Debug, Clone)]
struct PageLine {
    page: u32,
    page_width: f64,
    page_height: f64,
    column: u8,
    text: String,
    /// Its left and right end, its baseline and its size.
    start: f64,
    end: f64,
    /// Its right end without a comma or full stop that may hang over the margin.
    margin_end: f64,
    y: f64,
    size: f64,
    /// How wide its first piece is that no margin breaks.
    first_piece: f64,
    is_furniture: bool,
    wraps: Option<bool>,
    /// What its first and its last character are part of, as the file says.
    tags: [Tag; 2],
    /// The rows of the table that stands here instead of text.
    table: Option<Vec<Vec<Cell>>>,
}

impl PageLine {
    fn is_prose(&self) -> bool {
        self.table.is_none()
    }
}

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    // A parser of a format this large has bugs; one that shows must not end the program.
    catch_unwind(AssertUnwindSafe(|| read_pages(bytes))).unwrap_or_else(|_| Err(damaged("the parser has failed")))
}

fn damaged(detail: &str) -> ImportError {
    ImportError::Damaged { format: Format::Pdf, detail: detail.to_owned() }
}

fn read_pages(bytes: &[u8]) -> Result<Source, ImportError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ImportError::Encrypted,
        LoadPdfError::Invalid => damaged("no pages"),
    })?;
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(ImportError::TooManyPages { pages: pages.len(), limit: MAX_PAGES });
    }
    let tags = Tags::of(&pdf);
    if told::may_tell(&pdf, &tags)
        && let Some(blocks) = read_told(&pdf, &tags)?
    {
        return write_told(&blocks);
    }
    read_placed(&pdf, &tags)
}

/// Reads the blocks of a file of which the tags tell everything; `None` where they do not.
fn read_told(pdf: &Pdf, tags: &Tags) -> Result<Option<Vec<Block>>, ImportError> {
    let mut blocks = Blocks::default();
    let mut tell_all = true;
    each_page(pdf, tags, Forms::Kept, |number, _, marks| {
        tell_all = tell_all && marks.unknown == 0 && blocks.add(number, marks);
    })?;
    let blocks = blocks.finish();
    let is_read = |c: char| !crate::line::is_space(c);
    Ok(Some(blocks).filter(|blocks| tell_all && blocks.iter().any(|block| block.text().contains(is_read))))
}

/// Reads the lines of a file by their places on its pages.
fn read_placed(pdf: &Pdf, tags: &Tags) -> Result<Source, ImportError> {
    let mut unknown: Vec<(u32, usize)> = Vec::new();
    let mut lines: Vec<Vec<PageLine>> = Vec::new();
    each_page(pdf, tags, Forms::Plain, |number, page, marks| {
        let (width, height) = page.render_dimensions();
        marks.settle(f64::from(width), f64::from(height));
        if marks.unknown > 0 {
            unknown.push((number, marks.unknown));
        }
        lines.push(lines_of(page, number, marks));
    })?;
    let readable = |line: &PageLine| line.text.chars().any(|c| c != marks::UNKNOWN && !crate::line::is_space(c));
    if !lines.iter().flatten().any(|line| !line.is_prose() || readable(line)) {
        return Err(ImportError::Scan { pages: lines.len() });
    }
    furniture::mark(&mut lines);
    let lines = lines.into_iter().flatten().collect();
    let mut lines = whole_headings(lines);
    wrap::mark(&mut lines);
    write(lines, &unknown)
}

/// Looks at what is drawn on each page, within the limits of a file.
fn each_page(
    pdf: &Pdf,
    tags: &Tags,
    forms: Forms,
    mut look: impl FnMut(u32, &Page<'_>, &mut Marks),
) -> Result<(), ImportError> {
    let cache = InterpreterCache::new();
    let mut left = MAX_MARKS;
    for (number, page) in (1u32..).zip(pdf.pages().iter()) {
        let limit = left.min(MAX_PAGE_MARKS);
        let mut marks = Marks::new(limit, tags.of_page(page.raw()), forms);
        draw(page, pdf, &cache, &mut marks);
        if marks.is_over {
            return Err(ImportError::TooManyParts { parts: Parts::Marks, limit });
        }
        left = left + marks.left() - limit;
        look(number, page, &mut marks);
    }
    Ok(())
}

fn draw<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, marks: &mut Marks) {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let settings = InterpreterSettings { render_content: RenderContent::all(), ..InterpreterSettings::default() };
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, Rect::new(0.0, 0.0, width, height), cache, pdf.xref(), settings);
    interpret_page(page, &mut context, marks);
}

/// The lines of a page, in the order of reading.
fn lines_of(page: &Page<'_>, number: u32, marks: &Marks) -> Vec<PageLine> {
    let (width, height) = page.render_dimensions();
    let flows = flow::of(marks, f64::from(width), f64::from(height));
    let mut lines: Vec<PageLine> = flows.into_iter().flat_map(|flow| lines_of_flow(flow, number)).collect();
    if lines.is_empty() {
        lines.push(empty_line(number));
    }
    lines
}

/// A page without text keeps its place.
fn empty_line(page: u32) -> PageLine {
    PageLine {
        page,
        page_width: 0.0,
        page_height: 0.0,
        column: 0,
        text: String::new(),
        start: 0.0,
        end: 0.0,
        margin_end: 0.0,
        y: 0.0,
        size: 0.0,
        first_piece: 0.0,
        is_furniture: false,
        wraps: Some(false),
        tags: [Tag::Unknown; 2],
        table: None,
    }
}

fn lines_of_flow(flow: Flow, page: u32) -> Vec<PageLine> {
    let Flow { mut glyphs, rules, width, height, .. } = flow;
    let blank = PageLine { page_width: width, page_height: height, wraps: None, ..empty_line(page) };
    let mut grids = grid::take(&rules, &mut glyphs).into_iter().peekable();
    let mut lines = Vec::new();
    // Tables part the prose: columns are sought above and below each.
    let mut rows = rows::of(glyphs).into_iter().peekable();
    loop {
        let table = grids.next();
        let top = table.as_ref().map_or(f64::INFINITY, |grid| grid.top);
        let above: Vec<rows::Row> = std::iter::from_fn(|| rows.next_if(|row| row.y < top)).collect();
        for (row, column) in columns::in_order(above) {
            lines.push(PageLine {
                column,
                text: row.text(),
                start: row.start(),
                end: row.end(),
                margin_end: row.margin_end(),
                y: row.y,
                size: row.size,
                first_piece: row.first_piece(),
                tags: row.tags(),
                ..blank.clone()
            });
        }
        let Some(grid) = table else { return lines };
        lines.push(PageLine { y: grid.top, table: Some(grid.rows), ..blank.clone() });
    }
}

/// Puts the lines of a heading together where the file says that they are one.
fn whole_headings(lines: Vec<PageLine>) -> Vec<PageLine> {
    let mut whole: Vec<PageLine> = Vec::with_capacity(lines.len());
    for line in lines {
        let heading = matches!(line.tags[0], Tag::Block(_, Kind::Heading(_))) && line.is_prose();
        match whole.last_mut() {
            Some(above) if heading && above.is_prose() && above.tags[1] == line.tags[0] => {
                if needs_space(&above.text, &line.text) {
                    above.text.push(' ');
                }
                above.text.push_str(&line.text);
                above.tags[1] = line.tags[1];
            }
            _ => whole.push(line),
        }
    }
    whole
}

fn write(pages: Vec<PageLine>, unknown: &[(u32, usize)]) -> Result<Source, ImportError> {
    let mut lines = Lines::default();
    let mut unknown = unknown.iter().peekable();
    for line in pages {
        let page = line.page;
        while let Some((page, count)) = unknown.next_if(|(known, _)| *known <= page) {
            let message = format!("{page} ページに、文字の対応がないために読めない字が {count} 字あります。");
            let at = lines.next_line();
            lines.warn("glyphs-unknown", message, Some(at));
        }
        if let Some(rows) = line.table {
            lines.begin_table("");
            for cells in rows {
                lines.push_row(cells, page);
            }
            continue;
        }
        let part = match line.tags[0] {
            _ if line.is_furniture => Part::Furniture,
            Tag::Block(_, Kind::Heading(level)) => Part::Heading(level),
            _ => Part::Prose,
        };
        lines.push(&line.text, Shape { page, part, wraps: line.wraps });
    }
    lines.finish(Format::Pdf, "UTF-8")
}

fn write_told(blocks: &[Block]) -> Result<Source, ImportError> {
    let mut lines = Lines::default();
    for block in blocks {
        lines.push(&block.text(), Shape { page: block.page, part: block.part(), wraps: Some(false) });
    }
    lines.finish(Format::Pdf, "UTF-8")
}
