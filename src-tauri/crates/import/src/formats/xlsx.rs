//! Excel workbooks: every sheet that is shown, as a table and as lines.
//!
//! Cells are read one by one, never as a rectangle: a cell in the last row and column of a sheet
//! would be a rectangle of seventeen thousand million. Invariants: merged cells stand in the first of
//! their places; sheets, rows and columns that are hidden are told of; dates are written as dates.

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs,
};

use super::archive::Package;
use super::lines::{Lines, MAX_CELLS};
use super::xml::Tree;
use crate::ImportError;
use crate::error::Parts;
use crate::line::is_space;
use crate::source::{Cell, Format, Shape, Source};

/// Most columns of a row that are kept apart.
const MAX_COLUMNS: u32 = 1_000;

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    check_sizes(bytes)?;
    // A parser of a format this large has bugs; one that shows must not end the program.
    catch_unwind(AssertUnwindSafe(|| read_sheets(bytes))).unwrap_or_else(|_| Err(damaged(&"the parser has failed")))
}

fn damaged(detail: &dyn std::fmt::Display) -> ImportError {
    ImportError::Damaged { format: Format::Xlsx, detail: detail.to_string() }
}

fn of_workbook(error: &XlsxError) -> ImportError {
    match error {
        XlsxError::Password => ImportError::Encrypted,
        error => damaged(error),
    }
}

/// The library unpacks what it is given: what is too large, or no sound XML, is refused before.
fn check_sizes(bytes: &[u8]) -> Result<(), ImportError> {
    let mut package = Package::open(bytes)?;
    for name in package.names("xl/", &[".xml", ".bin", ".rels"]) {
        package.read(&name)?;
    }
    Ok(())
}

fn read_sheets(bytes: &[u8]) -> Result<Source, ImportError> {
    let mut workbook: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|error| of_workbook(&error))?;
    let sheets = workbook.sheets_metadata().to_vec();
    let mut lines = Lines::default();
    let mut left = MAX_CELLS;
    let mut hidden_sheets = Vec::new();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
        if sheet.visible != SheetVisible::Visible {
            hidden_sheets.push(sheet.name.as_str());
            continue;
        }
        let merged = workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let cells = cells_of(&mut workbook, &sheet.name, &mut left)?;
        if !cells.is_empty() {
            lines.begin_table(&sheet.name);
            write_rows(cells, &merged, &mut lines);
        }
    }
    if !hidden_sheets.is_empty() {
        let names = hidden_sheets.join("」「");
        lines.warn("hidden-sheets", format!("表示されていないシート「{names}」は読みませんでした。"), None);
    }
    warn_of_hidden(bytes, &mut lines);
    lines.finish(Format::Xlsx, "UTF-8")
}

/// The texts of cells, by row and column.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

fn cells_of(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, left: &mut usize) -> Result<Cells, ImportError> {
    let mut reader = workbook.worksheet_cells_reader(sheet).map_err(|error| of_workbook(&error))?;
    let mut cells = Cells::new();
    while let Some(cell) = reader.next_cell().map_err(|error| of_workbook(&error))? {
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        *left = left.checked_sub(1).ok_or(ImportError::TooManyParts { parts: Parts::Cells, limit: MAX_CELLS })?;
        let (row, column) = cell.get_position();
        cells.entry(row).or_default().insert(column, text);
    }
    Ok(cells)
}

/// What a cell shows, as near as the file tells.
fn text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(time) => date(time),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    text.replace("\r\n", "\n").replace('\r', "\n").trim_matches(is_space).to_owned()
}

/// 15 digits, as Excel keeps.
fn decimal(number: f64) -> String {
    let rounded = format!("{number:.10}");
    let short = rounded.trim_end_matches('0').trim_end_matches('.');
    if short.len() <= 18 { short.to_owned() } else { number.to_string() }
}

/// `2022-04-14`, `10:10`, `2022-04-14 10:10`
fn date(time: &ExcelDateTime) -> String {
    let serial = time.as_f64();
    if time.is_duration() {
        let minutes = (serial * 24.0 * 60.0).round();
        return format!("{}:{:02}", (minutes / 60.0).floor(), minutes % 60.0);
    }
    let (year, month, day, hour, minute, _, _) = time.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (serial < 1.0, hour == 0 && minute == 0) {
        (true, _) => format!("{hour}:{minute:02}"),
        (false, true) => date,
        (false, false) => format!("{date} {hour}:{minute:02}"),
    }
}

/// Which places of a sheet are covered.
struct Covered {
    by_left: HashSet<(u32, u32)>,
    by_above: HashSet<(u32, u32)>,
}

impl Covered {
    /// `columns` and `rows` bound what is looked at: a whole column may be merged.
    fn new(merged: &[Dimensions], rows: u32, columns: u32) -> Self {
        let mut covered = Self { by_left: HashSet::new(), by_above: HashSet::new() };
        for region in merged {
            let (first, last) = (region.start, (region.end.0.min(rows), region.end.1.min(columns)));
            for row in first.0..=last.0 {
                for column in first.1..=last.1 {
                    if covered.by_left.len() + covered.by_above.len() > MAX_CELLS {
                        return covered;
                    }
                    match (row > first.0, column > first.1) {
                        (true, _) => covered.by_above.insert((row, column)),
                        (false, true) => covered.by_left.insert((row, column)),
                        (false, false) => continue,
                    };
                }
            }
        }
        covered
    }
}

/// Writes the rows that hold something; of columns, those from the first to the last in use.
fn write_rows(cells: Cells, merged: &[Dimensions], lines: &mut Lines) {
    let first = cells.values().filter_map(|row| row.keys().next().copied()).min().unwrap_or(0);
    let last = cells.values().filter_map(|row| row.keys().next_back().copied()).max().unwrap_or(0);
    let last = last.min(first.saturating_add(MAX_COLUMNS));
    let last_row = cells.keys().next_back().copied().unwrap_or(0);
    let covered = Covered::new(merged, last_row, last);
    let mut before: Option<u32> = None;
    for (row, mut texts) in cells {
        if before.is_some_and(|before| row > before + 1) {
            lines.push("", Shape::default());
        }
        before = Some(row);
        let width = texts.keys().next_back().copied().unwrap_or(last).max(first);
        let overflow = texts.split_off(&last.saturating_add(1));
        let end = last.min(width.max(covered_end(&covered, row, first, last)));
        let mut written: Vec<Cell> = (first..=end)
            .map(|column| match texts.remove(&column) {
                Some(text) => Cell::Text(text),
                None if covered.by_left.contains(&(row, column)) => Cell::CoveredFromLeft,
                None if covered.by_above.contains(&(row, column)) => Cell::CoveredFromAbove,
                None => Cell::Text(String::new()),
            })
            .collect();
        written.extend(overflow.into_values().map(Cell::Text));
        lines.push_row(written, 0);
    }
}

/// The last column of a row that a merged cell covers.
fn covered_end(covered: &Covered, row: u32, first: u32, last: u32) -> u32 {
    let is_covered =
        |column: &u32| covered.by_left.contains(&(row, *column)) || covered.by_above.contains(&(row, *column));
    (first..=last).rev().find(is_covered).unwrap_or(first)
}

/// Tells of rows and columns that are hidden: their cells are read, and no reader of the sheet sees
/// them.
fn warn_of_hidden(bytes: &[u8], lines: &mut Lines) {
    let Ok(mut package) = Package::open(bytes) else { return };
    let (mut rows, mut columns) = (0usize, 0usize);
    for name in package.names("xl/worksheets/", &[".xml"]) {
        let Ok(Some(part)) = package.read(&name) else { continue };
        // Most sheets hide nothing: the tree is only built where the word stands.
        if !part.windows(8).any(|window| window == b"hidden=\"") {
            continue;
        }
        let Ok(tree) = Tree::parse(&part, Format::Xlsx) else { continue };
        let Some(root) = tree.root() else { continue };
        let is_hidden = |element: &super::xml::Element<'_>| matches!(element.attribute("hidden"), Some("1" | "true"));
        rows += root.child("sheetData").map_or(0, |data| data.all("row").filter(is_hidden).count());
        columns += root.child("cols").map_or(0, |cols| cols.all("col").filter(is_hidden).count());
    }
    if rows + columns > 0 {
        let message = format!("表示されていない行（{rows}）や列（{columns} か所）があります。その中身も読みました。");
        lines.warn("hidden-cells", message, None);
    }
}
