//! Rows in order become initiatives under their headings.
//!
//! Invariants: every character of the rows is counted once; what is left is listed with its line;
//! initiatives keep their order. A blank cell under a number, a title or a heading means "as above".

use std::collections::HashMap;
use std::rc::Rc;

use gijicho_model::draft::{DraftInitiative, TableDraft, TableField, UnplacedLine, Warning};
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;

use super::columns::{Column, Columns};
use super::contents::{Contents, Data};
use super::grid::Row;
use super::remains::{self, is_remains};
use super::schedule::Years;
use super::{cells, head, heading, marks, markup};
use crate::formats::csv;
use crate::line::{is_page_number, is_rule, is_space};

/// Most characters of a heading over initiatives.
const LONGEST_HEADING: usize = 90;
/// Deepest nesting of headings over initiatives.
const DEEPEST: usize = 6;

/// An initiative whose rows are being gathered.
struct Open {
    initiative: DraftInitiative,
    /// Whether its title is printed with a number of its own.
    is_enumerated: bool,
    rows: Vec<Data>,
}

/// What has been read so far.
pub(super) struct Reader {
    pub(super) draft: TableDraft,
    /// The year that a bare 「3年度」 stands near.
    pub(super) near: Option<FiscalYear>,
    /// Whether the table reports.
    pub(super) reports: bool,
    /// Whether single spaces between Japanese characters are wraps.
    pub(super) is_wrapped: bool,
    open: Option<Open>,
    /// Headings over initiatives that stand in rows or lines of their own, with the kind of their mark.
    levels: Vec<(String, String)>,
    /// Headings over initiatives that stand in columns.
    pillars: Vec<String>,
    /// How a heading was printed first: the same heading is spaced in many ways.
    spelled: HashMap<String, String>,
    years: Years,
    /// 「【成果】」 over the next row of the initiative that is open.
    caption: Option<String>,
    /// What figures have left behind, with its line; it is kept among the notes.
    remains: Vec<(u32, String)>,
}

impl Reader {
    pub(super) fn new(near: Option<FiscalYear>, is_wrapped: bool, reports: bool) -> Self {
        Self {
            draft: TableDraft::default(),
            near,
            reports,
            is_wrapped,
            open: None,
            levels: Vec::new(),
            pillars: Vec::new(),
            spelled: HashMap::new(),
            years: Years::default(),
            caption: None,
            remains: Vec::new(),
        }
    }

    /// Counts a row: what is not left later is placed.
    pub(super) fn count(&mut self, row: &Row) {
        let characters: usize = row.cells.iter().map(|cell| characters(cell)).sum();
        self.draft.coverage.characters += characters;
        self.draft.coverage.placed += characters;
    }

    /// Lists a counted text as unplaced.
    pub(super) fn leave(&mut self, line: u32, text: &str) {
        let count = characters(text);
        if count > 0 {
            self.draft.coverage.placed = self.draft.coverage.placed.saturating_sub(count);
            self.draft.unplaced.push(UnplacedLine { line, text: text.to_owned() });
        }
    }

    pub(super) fn warn(&mut self, code: &str, message: &str, line: u32) {
        self.draft.warnings.push(Warning { code: code.into(), message: message.into(), line: Some(line) });
    }

    /// A line outside of tables, or a row before the first head.
    pub(super) fn read_line(&mut self, row: &Row, is_before_tables: bool) {
        let text = row.text();
        if row.is_skipped || is_page_number(&text) || is_rule(&text) {
            return;
        }
        let cleaned = markup::cleaned(&text);
        let is_short = cleaned.chars().nth(LONGEST_HEADING).is_none() && !cleaned.contains(['。', '\n']);
        let is_marked = is_short && marks::kind_of(&cleaned).is_some() && !head::is_document(&cleaned);
        match () {
            () if fold::squeezed(&cleaned) == fold::squeezed(&self.draft.title) && !cleaned.is_empty() => {}
            () if is_marked && (!is_before_tables || !self.draft.title.is_empty()) => self.push_heading(&cleaned),
            () if is_before_tables && head::take(&mut self.draft, &cleaned) => {}
            () if head::is_note(&cleaned) => self.draft.notes.push(cleaned),
            () if is_short && row.is_heading => self.push_heading(&cleaned),
            () if self.draft.document.is_empty() && head::is_document(&cleaned) => self.draft.document = cleaned,
            () if is_remains(&text) => {
                self.draft.notes.push(remains::note(&text));
                self.remains.push((row.line, text));
            }
            () => self.leave(row.line, &text),
        }
    }

    /// Says what was kept that a figure has left behind.
    pub(super) fn tell_of_remains(&mut self) {
        const MOST: usize = 10;
        let Some(&(line, _)) = self.remains.first() else { return };
        let shown: Vec<String> = self.remains.iter().take(MOST).map(|(_, text)| format!("「{text}」")).collect();
        let more = if self.remains.len() > MOST { "など" } else { "" };
        let message = format!(
            "図や枠の読み取りの残りと見られる{}{more}を、備考に残しました。文字であったかを原本で確かめてください。",
            shown.join("")
        );
        self.warn("remains-kept", &message, line);
    }

    /// A heading over the initiatives that follow.
    pub(super) fn push_heading(&mut self, text: &str) {
        // A Roman number may be damaged to any letters; those of one kind stand side by side.
        let first = text.split(is_space).next().unwrap_or("");
        let roman = marks::is_roman(first).then(|| "Ⅰ".to_owned());
        let kind = roman.or_else(|| marks::kind_of(text)).unwrap_or_default();
        let text = bare_heading(text);
        let text = self.spelled.entry(fold::squeezed(text)).or_insert_with(|| cells::joined(text, true)).clone();
        let at = self.levels.iter().position(|(known, _)| *known == kind).unwrap_or(self.levels.len());
        self.levels.truncate(at.min(DEEPEST));
        self.levels.push((kind, text));
    }

    /// A row under a head.
    pub(super) fn read_row(&mut self, row: &Row, columns: &Rc<Columns>) {
        let is_layout = row.is_skipped || row.filled().all(|(_, cell)| csv::is_rule(cell));
        if is_layout {
            return;
        }
        if is_total(row, columns) {
            return self.leave(row.line, &row.text());
        }
        let mut filled = row.filled();
        if let (Some((_, only)), None) = (filled.next(), filled.next())
            && head::is_note(only)
        {
            return self.draft.notes.push(markup::cleaned(only));
        }
        if let Some(heading) = heading_of(row, columns) {
            if self.open.is_some() && is_over_part(&heading) {
                if let Some(unused) = self.caption.replace(heading) {
                    self.note(unused);
                }
                return;
            }
            return self.push_heading(&heading);
        }
        let rest = self.begin(row, columns);
        let Some(open) = &mut self.open else { return self.leave(row.line, &row.text()) };
        let mut cells = row.cells.clone();
        if let Some(caption) = self.caption.take() {
            let says =
                |(at, cell): &(usize, &mut String)| !cell.is_empty() && columns.0.get(*at).is_some_and(Column::says);
            match cells.iter_mut().enumerate().find(says) {
                Some((_, cell)) => cell.insert_str(0, &caption),
                None => open.initiative.notes.push(caption),
            }
        }
        if let Some(rest) = rest {
            // What stands with the title in one cell belongs to the initiative.
            open.initiative.notes.push(rest);
        }
        cells.truncate(columns.0.len());
        open.rows.push(Data { line: row.line, columns: Rc::clone(columns), cells });
        for (_, cell) in row.filled().filter(|(at, _)| *at >= columns.0.len()) {
            self.leave(row.line, cell);
        }
    }

    /// Begins an initiative where a row has another number or title than the one above.
    fn begin(&mut self, row: &Row, columns: &Rc<Columns>) -> Option<String> {
        self.read_pillars(row, columns);
        let printed = markup::cleaned(columns.cell(row, TableField::Initiative));
        let (title, rest) = title_and_rest(&printed);
        let title = cells::joined(title, self.is_wrapped);
        let enumerated = marks::numbered(&title).map(|(number, rest)| (number, rest.to_owned()));
        let is_enumerated = enumerated.as_ref().is_some_and(|(_, rest)| !rest.is_empty());
        let (own, title) = match enumerated {
            Some((number, rest)) if !rest.is_empty() => (number, rest),
            _ => (String::new(), title),
        };
        let number = number_of(columns.cell(row, TableField::Number));
        let number = if number.is_empty() { own } else { number };
        let rest = (!rest.is_empty()).then(|| rest.to_owned());
        if number.is_empty() && title.is_empty() {
            return rest;
        }
        if let Some(open) = &mut self.open {
            let initiative = &mut open.initiative;
            let same_title = title.is_empty() || title == initiative.title;
            if same_title && (number.is_empty() || number == initiative.number) {
                return rest;
            }
            let is_cut = self.is_wrapped && (open.is_enumerated && !is_enumerated || begins_inside(&title));
            if number.is_empty() && is_cut {
                initiative.title = cells::joined(&format!("{}\n{title}", initiative.title), true);
                return rest;
            }
        }
        self.close();
        let path = self.levels.iter().map(|(_, text)| text).chain(&self.pillars);
        let path = path.filter(|text| !text.is_empty()).cloned().collect();
        let initiative = DraftInitiative { number, title, path, ..DraftInitiative::default() };
        self.open = Some(Open { initiative, is_enumerated, rows: Vec::new() });
        rest
    }

    /// Headings in columns: one that is printed ends those to its right.
    fn read_pillars(&mut self, row: &Row, columns: &Columns) {
        for (level, at) in columns.places(TableField::Pillar).take(DEEPEST).enumerate() {
            let cell = markup::cleaned(row.cell(at));
            if !cell.is_empty() {
                let text = cells::joined(bare_heading(&cell), self.is_wrapped);
                let text = self.spelled.entry(fold::squeezed(&text)).or_insert(text).clone();
                if self.pillars.get(level).is_none_or(|known| *known != text) {
                    self.pillars.truncate(level);
                    self.pillars.resize(level, String::new());
                    self.pillars.push(text);
                }
            }
        }
    }

    /// Keeps a text with the initiative that is open.
    fn note(&mut self, text: String) {
        if let Some(open) = &mut self.open {
            open.initiative.notes.push(text);
        }
    }

    /// Ends the initiative that is open.
    pub(super) fn close(&mut self) {
        if let Some(unused) = self.caption.take() {
            self.note(unused);
        }
        let Some(open) = self.open.take() else { return };
        let read =
            Contents::read(open.initiative, &open.rows, self.near, self.is_wrapped, self.reports, &mut self.years);
        for (line, text) in &read.left {
            self.leave(*line, text);
        }
        self.remains.extend(read.remains);
        self.draft.initiatives.push(read.initiative);
    }
}

/// 「【成果】」, 「【課題】」 within an initiative: what a column would be called, over a part of what is said.
fn is_over_part(heading: &str) -> bool {
    heading::known(bare_heading(heading)).is_some_and(|field| {
        !matches!(field, TableField::Pillar | TableField::Number | TableField::Initiative | TableField::Item)
    })
}

/// White space and what has no width aside.
pub(super) fn characters(text: &str) -> usize {
    text.chars().filter(|c| !is_space(*c)).count()
}

/// A heading without the brackets around all of it, or the box before it.
fn bare_heading(text: &str) -> &str {
    const PAIRS: &[(char, char)] = &[('【', '】'), ('《', '》'), ('〔', '〕'), ('［', '］'), ('[', ']'), ('≪', '≫')];
    let text = text.trim_matches(is_space);
    for (open, close) in PAIRS {
        let inner = text.strip_prefix(*open).and_then(|text| text.strip_suffix(*close));
        if let Some(inner) = inner.filter(|inner| !inner.contains([*open, *close])) {
            return inner.trim_matches(is_space);
        }
    }
    text.trim_start_matches(marks::BULLETS).trim_start_matches(is_space)
}

/// The pieces of a text that a page has cut into cells; a character that both cells have a part of
/// stands once.
fn mended(pieces: &[&str]) -> String {
    let mut out = String::new();
    for piece in pieces {
        let last = out.chars().next_back();
        let first = piece.chars().next();
        let is_twice = last.is_some() && last == first && first.is_some_and(|c| c > '\u{3000}');
        let is_dash = last == Some('ー') && matches!(first, Some('-' | '－' | '一'));
        let cut = if is_twice || is_dash { first.map_or(0, char::len_utf8) } else { 0 };
        out.push_str(&piece[cut..]);
    }
    cells::joined(&out, true)
}

/// A title, and what stands under it in the same cell behind marks of a list.
fn title_and_rest(text: &str) -> (&str, &str) {
    match text.find("\n・").or_else(|| text.find("\n※")) {
        Some(at) if at > 0 => (&text[..at], text[at..].trim_start()),
        _ => (text, ""),
    }
}

/// A number as it is kept: half-width, without brackets.
fn number_of(cell: &str) -> String {
    match marks::numbered(cell) {
        Some((number, "")) => number,
        _ => fold::squeezed(cell),
    }
}

/// Whether a title begins in the middle of a sentence: with a particle, a mark, a small kana.
fn begins_inside(title: &str) -> bool {
    title.starts_with(|c| "のをにがはでともへや、。）」』ーぁぃぅぇぉっゃゅょァィゥェォッャュョン".contains(c))
}

/// 「合計」「計」: what the rows above add up to.
fn is_total(row: &Row, columns: &Columns) -> bool {
    let Some((at, first)) = row.filled().next() else { return false };
    let folded = fold::squeezed(first);
    let field = columns.0.get(at).and_then(|column| column.field);
    let heads = matches!(
        field,
        Some(TableField::Number | TableField::Initiative | TableField::Pillar | TableField::Item) | None
    );
    heads && matches!(folded.as_str(), "合計" | "計" | "小計" | "総計" | "総合計" | "平均")
}

/// The heading over initiatives that a row is.
fn heading_of(row: &Row, columns: &Columns) -> Option<String> {
    let number_at = columns.places(TableField::Number).next();
    let number = number_at.map_or("", |at| row.cell(at));
    if marks::is_roman(number) && row.filled().count() > 1 {
        let pieces: Vec<&str> = row.filled().filter(|(at, _)| Some(*at) != number_at).map(|(_, cell)| cell).collect();
        return Some(format!("{number} {}", mended(&pieces)));
    }
    let mut filled = row.filled();
    let (at, only) = filled.next()?;
    if filled.next().is_some() {
        return None;
    }
    let text = markup::cleaned(only);
    if text.chars().nth(LONGEST_HEADING).is_some() || text.contains('。') {
        return None;
    }
    let is_marked = marks::kind_of(&text).is_some();
    let spans_all = row.cells.len() > 2 && (1..row.cells.len()).all(|place| row.is_covered(place));
    let field = columns.0.get(at).and_then(|column| column.field);
    let is_number = marks::numbered(&text).is_some_and(|(_, rest)| rest.is_empty());
    let is_heading = match field {
        _ if spans_all => !is_number,
        Some(TableField::Number) => !is_number,
        Some(TableField::Pillar) => true,
        None | Some(TableField::Initiative) => is_marked && (at == 0 || text.starts_with('【')),
        Some(TableField::Item | TableField::Activity | TableField::Report) => false,
        Some(_) => at == 0 && is_marked,
    };
    is_heading.then_some(text)
}
