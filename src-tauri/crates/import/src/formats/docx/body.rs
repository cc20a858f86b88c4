//! The text of a Word document: paragraphs, tables, notes and boxes, in the order of reading.

use std::collections::HashMap;

use super::numbering::{Numbered, Numbering};
use super::prose;
use super::styles::{Styles, outline_level};
use crate::ImportError;
use crate::formats::lines::Lines;
use crate::formats::xml::{Element, Tree};
use crate::line::is_space;
use crate::source::{Cell, Part, Shape};

/// Most columns that a cell spans.
const MAX_SPAN: usize = 200;
/// Columns after which no more are covered.
const MAX_COLUMNS: usize = 1_000;

/// Reads text.
pub(super) struct Body<'n> {
    styles: Styles,
    numbering: Numbering,
    /// Notes by their kind and identifier.
    notes: HashMap<(Note, &'n str), Element<'n>>,
    /// Text of a paragraph whose end was deleted: it goes on in the next.
    carried: String,
    insertions: usize,
    deletions: usize,
    unknown_symbols: usize,
}

/// Where a note is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Note {
    Foot,
    End,
}

/// A paragraph as it is read.
#[derive(Default)]
struct Paragraph<'t> {
    text: String,
    deleted: String,
    /// Boxes and notes that hang on it.
    boxes: Vec<Element<'t>>,
    notes: Vec<(String, Element<'t>)>,
    /// How many fields are open, and of these still in their instruction.
    fields: Vec<bool>,
}

impl<'n> Body<'n> {
    pub(super) fn new(styles: Styles, numbering: Numbering, footnotes: &'n Tree, endnotes: &'n Tree) -> Self {
        let mut notes = HashMap::new();
        for (kind, tree, name) in [(Note::Foot, footnotes, "footnote"), (Note::End, endnotes, "endnote")] {
            let all = tree.root().map(|root| root.all(name).collect::<Vec<_>>()).unwrap_or_default();
            notes.extend(all.into_iter().filter_map(|note| Some(((kind, note.attribute("id")?), note))));
        }
        Self { styles, numbering, notes, carried: String::new(), insertions: 0, deletions: 0, unknown_symbols: 0 }
    }

    /// Reads the text of the document.
    pub(super) fn read(&mut self, document: &'n Tree, lines: &mut Lines) -> Result<(), ImportError> {
        let body = document.root().and_then(|root| root.child("body"));
        let body =
            body.ok_or_else(|| ImportError::Damaged { format: crate::Format::Docx, detail: "no body".to_owned() })?;
        self.read_blocks(body, lines);
        Ok(())
    }

    /// Reads the head or the foot of pages.
    pub(super) fn read_margin(&mut self, margin: &'n Tree, lines: &mut Lines) {
        let Some(root) = margin.root() else { return };
        let mut texts = Vec::new();
        self.texts_of(root, &mut texts);
        for text in texts {
            lines.push_lines(&text, Shape { part: Part::Furniture, ..prose() });
        }
    }

    /// Says what a person should know of how the document was read.
    pub(super) fn warn(&self, comments: usize, lines: &mut Lines) {
        let mut say = |code: &str, count: usize, message: String| {
            if count > 0 {
                lines.warn(code, message, None);
            }
        };
        let changes = self.insertions + self.deletions;
        say(
            "tracked-changes",
            changes,
            format!(
                "変更履歴が残っています。挿入（{} か所）は本文とし、削除（{} か所）は読みませんでした。",
                self.insertions, self.deletions
            ),
        );
        say("comments", comments, format!("コメント（{comments} 件）は取り込みませんでした。"));
        let message = format!(
            "記号の字体で書かれた字（{} か所）が読めません。〓 のところを確かめてください。",
            self.unknown_symbols
        );
        say("symbols-unknown", self.unknown_symbols, message);
    }

    fn read_blocks(&mut self, parent: Element<'n>, lines: &mut Lines) {
        for child in parent.children() {
            match child.name() {
                "p" => self.read_paragraph(child, lines),
                "tbl" => self.read_table(child, lines),
                "sdt" => child.all("sdtContent").for_each(|content| self.read_blocks(content, lines)),
                "ins" | "moveTo" | "customXml" | "smartTag" => self.read_blocks(child, lines),
                "AlternateContent" => chosen(child).into_iter().for_each(|content| self.read_blocks(content, lines)),
                _ => {}
            }
        }
    }

    fn read_paragraph(&mut self, element: Element<'n>, lines: &mut Lines) {
        let properties = element.child("pPr");
        let style = properties.and_then(|properties| properties.value("pStyle")).unwrap_or_default();
        let mut paragraph = Paragraph::default();
        self.read_runs(element, &mut paragraph);
        let is_joined = properties
            .and_then(|properties| properties.child("rPr"))
            .is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        if is_joined {
            self.carried.push_str(&paragraph.text);
            paragraph.text.clear();
        } else if !self.carried.is_empty() {
            paragraph.text.insert_str(0, &std::mem::take(&mut self.carried));
        }
        let has_text = !paragraph.text.trim_matches(is_space).is_empty();
        let mut part = Part::Prose;
        if let Some(level) = properties.and_then(outline_level).or_else(|| self.styles.level(style)) {
            part = Part::Heading(level);
        }
        if has_text && let Some(label) = self.label(properties, style) {
            paragraph.text.insert_str(0, &label.text);
            part = if part == Part::Prose { Part::Item(label.depth) } else { part };
        }
        if !is_joined {
            lines.push_lines(&paragraph.text, Shape { part, ..prose() });
        }
        if !paragraph.deleted.is_empty() {
            lines.push_lines(&paragraph.deleted, Shape { part: Part::Deleted, ..prose() });
        }
        self.read_attached(paragraph, lines);
    }

    fn label(&mut self, properties: Option<Element<'n>>, style: &str) -> Option<super::numbering::Label> {
        let of_style = self.styles.numbered(style);
        let numbered = match properties.and_then(Numbered::of_paragraph) {
            Some(own) => own.or(of_style),
            None => of_style?,
        };
        self.numbering.label(numbered)
    }

    /// What hangs on a paragraph: boxes and notes.
    fn read_attached(&mut self, paragraph: Paragraph<'n>, lines: &mut Lines) {
        for content in paragraph.boxes {
            self.read_blocks(content, lines);
        }
        for (number, note) in paragraph.notes {
            let mut texts = Vec::new();
            self.texts_of(note, &mut texts);
            let text = texts.join(" ");
            if !text.trim_matches(is_space).is_empty() {
                lines.push(&format!("（注{number}）{}", text.trim_matches(is_space)), prose());
            }
        }
    }

    /// The texts of the paragraphs in an element, deleted ones left out.
    fn texts_of(&mut self, parent: Element<'n>, texts: &mut Vec<String>) {
        let mut inner = Lines::default();
        self.read_blocks(parent, &mut inner);
        texts.extend(inner.into_texts());
    }

    fn read_runs(&mut self, parent: Element<'n>, paragraph: &mut Paragraph<'n>) {
        for child in parent.children() {
            match child.name() {
                "r" => self.read_run(child, paragraph),
                "ins" | "moveTo" => {
                    self.insertions += 1;
                    self.read_runs(child, paragraph);
                }
                "del" | "moveFrom" => {
                    self.deletions += 1;
                    let text = deleted_text(child);
                    paragraph.deleted.push_str(&text);
                }
                "hyperlink" | "smartTag" | "customXml" | "sdtContent" | "fldSimple" | "dir" | "bdo" | "rubyBase"
                | "ruby" | "sdt" | "oMath" | "oMathPara" => self.read_runs(child, paragraph),
                "AlternateContent" => chosen(child).into_iter().for_each(|content| self.read_runs(content, paragraph)),
                _ => {}
            }
        }
    }

    fn read_run(&mut self, run: Element<'n>, paragraph: &mut Paragraph<'n>) {
        if let Some(properties) = run.child("rPr") {
            let style = properties.value("rStyle").unwrap_or_default();
            let is_hidden = if properties.child("vanish").is_some() {
                properties.is_on("vanish")
            } else {
                self.styles.is_hidden(style)
            };
            if is_hidden {
                return;
            }
        }
        for child in run.children() {
            self.read_run_part(child, paragraph);
        }
    }

    fn read_run_part(&mut self, child: Element<'n>, paragraph: &mut Paragraph<'n>) {
        match (child.name(), child.attribute("fldCharType")) {
            ("fldChar", Some("begin")) => paragraph.fields.push(true),
            ("fldChar", Some("separate")) => {
                if let Some(is_instruction) = paragraph.fields.last_mut() {
                    *is_instruction = false;
                }
            }
            ("fldChar", Some("end")) => {
                paragraph.fields.pop();
            }
            _ if paragraph.fields.contains(&true) => {}
            ("t", _) => paragraph.text.push_str(&child.text()),
            ("tab" | "ptab", _) => paragraph.text.push('\t'),
            ("br", _) if child.attribute("type").is_none_or(|kind| kind == "textWrapping") => paragraph.text.push('\n'),
            ("cr", _) => paragraph.text.push('\n'),
            ("noBreakHyphen", _) => paragraph.text.push('-'),
            ("sym", _) => self.push_symbol(child, paragraph),
            ("ruby", _) => child.all("rubyBase").for_each(|base| self.read_runs(base, paragraph)),
            ("footnoteReference", _) => self.push_note(Note::Foot, child, paragraph),
            ("endnoteReference", _) => self.push_note(Note::End, child, paragraph),
            ("drawing" | "pict" | "object", _) => boxes_in(child, &mut paragraph.boxes),
            ("AlternateContent", _) => {
                chosen(child)
                    .into_iter()
                    .flat_map(Element::children)
                    .for_each(|part| self.read_run_part(part, paragraph));
            }
            _ => {}
        }
    }

    /// The note that a reference names.
    fn push_note(&mut self, kind: Note, reference: Element<'n>, paragraph: &mut Paragraph<'n>) {
        let Some(id) = reference.attribute("id") else { return };
        if let Some(note) = self.notes.remove(&(kind, id)) {
            paragraph.notes.push((id.to_owned(), note));
        }
    }

    /// A character of a symbol font.
    fn push_symbol(&mut self, symbol: Element<'n>, paragraph: &mut Paragraph<'n>) {
        const WINGDINGS: [(u32, char); 14] = [
            (0x6C, '●'),
            (0x6D, '❍'),
            (0x6E, '■'),
            (0x6F, '□'),
            (0x71, '❑'),
            (0x75, '◆'),
            (0x76, '❖'),
            (0xA1, '○'),
            (0xA7, '▪'),
            (0xA8, '□'),
            (0xD8, '➢'),
            (0xE0, '→'),
            (0xFC, '✓'),
            (0xFE, '☑'),
        ];
        let code = symbol.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
        let font = symbol.attribute("font").unwrap_or_default();
        let own = code & 0xFF;
        let c = match code {
            0xF0B7 if font.starts_with("Symbol") => Some('・'),
            0xF000..=0xF0FF if font == "Wingdings" => {
                WINGDINGS.iter().find(|(known, _)| *known == own).map(|&(_, c)| c)
            }
            0xE000..=0xF8FF => None,
            code => char::from_u32(code).filter(|c| !c.is_control()),
        };
        if c.is_none() {
            self.unknown_symbols += 1;
        }
        paragraph.text.push(c.unwrap_or('〓'));
    }

    fn read_table(&mut self, table: Element<'n>, lines: &mut Lines) {
        let rows: Vec<Element<'n>> = rows_in(table).collect();
        let widest = rows.iter().map(|row| cells_in(*row).count()).max().unwrap_or(0);
        if widest <= 1 {
            // A frame around text.
            for cell in rows.into_iter().flat_map(cells_in) {
                self.read_blocks(cell, lines);
            }
            return;
        }
        lines.begin_table(
            table.child("tblPr").and_then(|properties| properties.value("tblCaption")).unwrap_or_default(),
        );
        for row in rows {
            let properties = row.child("trPr");
            if properties.is_some_and(|properties| properties.child("del").is_some()) {
                self.deletions += 1;
                let text = deleted_text(row);
                lines.push(&text, Shape { part: Part::Deleted, ..prose() });
                continue;
            }
            let span = |name: &str| properties.and_then(|properties| span(properties, name)).unwrap_or(0);
            let mut cells = vec![Cell::Text(String::new()); span("gridBefore")];
            for cell in cells_in(row) {
                self.read_cell(cell, &mut cells);
            }
            lines.push_row(cells, 0);
        }
    }

    fn read_cell(&mut self, cell: Element<'n>, cells: &mut Vec<Cell>) {
        let properties = cell.child("tcPr");
        let merged = properties.and_then(|properties| properties.child("vMerge"));
        let is_covered = merged.is_some_and(|merged| merged.attribute("val") != Some("restart"));
        let span = properties.and_then(|properties| span(properties, "gridSpan")).unwrap_or(1).max(1);
        if is_covered {
            if cells.len() < MAX_COLUMNS {
                cells.extend(std::iter::repeat_n(Cell::CoveredFromAbove, span));
            }
            return;
        }
        let mut texts = Vec::new();
        self.texts_of(cell, &mut texts);
        cells.push(Cell::Text(texts.join("\n").trim_matches(is_space).to_owned()));
        if cells.len() < MAX_COLUMNS {
            cells.extend(std::iter::repeat_n(Cell::CoveredFromLeft, span - 1));
        }
    }
}

fn span(properties: Element<'_>, name: &str) -> Option<usize> {
    properties.value(name)?.parse().ok().map(|span: usize| span.min(MAX_SPAN))
}

/// The rows of a table, those in content controls included.
fn rows_in(table: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    within(table, "tr")
}

fn cells_in(row: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    within(row, "tc")
}

fn within<'t>(parent: Element<'t>, name: &'static str) -> impl Iterator<Item = Element<'t>> {
    parent.children().flat_map(move |child| {
        let content = if child.name() == "sdt" { child.child("sdtContent") } else { None };
        let inner = content.into_iter().flat_map(Element::children);
        std::iter::once(child).chain(inner).filter(move |child| child.name() == name)
    })
}

/// Of contents for different versions of Word the first: the others repeat it.
fn chosen(alternate: Element<'_>) -> Option<Element<'_>> {
    alternate.child("Choice").or_else(|| alternate.child("Fallback"))
}

fn deleted_text(element: Element<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        match child.name() {
            "delText" | "t" => text.push_str(&child.text()),
            "tab" => text.push('\t'),
            "instrText" | "delInstrText" => {}
            _ => text.push_str(&deleted_text(child)),
        }
    }
    text
}

/// The text of boxes in a drawing.
fn boxes_in<'n>(drawing: Element<'n>, boxes: &mut Vec<Element<'n>>) {
    for child in drawing.children() {
        match child.name() {
            "txbxContent" => boxes.push(child),
            "AlternateContent" => chosen(child).into_iter().for_each(|content| boxes_in(content, boxes)),
            _ => boxes_in(child, boxes),
        }
    }
}
