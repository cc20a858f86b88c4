//! A table as a spreadsheet (XLSX): laid out as it is printed, with days that are days.
//!
//! Title and lead stand above; the headings of the columns are frozen on screen and repeated on
//! paper; A4, all columns on one page. Days are typed, and shown in the Japanese era by the
//! spreadsheet's own format.
//!
//! Invariants: every text cell is a typed string, never a formula, and stays one when it is edited;
//! the file is dated by the table; the same table gives the same bytes.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::ExportError;
use crate::table::{Cell, Column, Content, Kind, Orientation, Placed, Row, Table};

/// 「R4.4.14」, made by the spreadsheet from a day.
const ERA_DATE: &str = "[$-411]ge.m.d;@";

/// The most UTF-16 code units that a cell may hold.
const LONGEST_CELL: usize = 32_767;

/// Written at the end of a cell that was longer than a spreadsheet can hold.
const CUT: &str = "…（以下は表計算のセルに入りません）";

/// The most characters that the name of a sheet may have.
const LONGEST_NAME: usize = 31;

const FONT: &str = "BIZ UDGothic";
const POINTS: f64 = 10.5;
/// Height of a line, in points.
const LINE: f64 = 16.0;
/// The greatest height of a row, in points.
const HIGHEST: f64 = 409.0;

/// Writes a table as a spreadsheet.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut workbook = Workbook::new();
    let about = &table.about;
    let mut properties = DocProperties::new().set_title(&about.title).set_author(&about.author);
    if let Some(day) = excel_date(about.date).or_else(|| ExcelDateTime::from_ymd(1900, 1, 1).ok()) {
        properties = properties.set_creation_datetime(&day);
    }
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.title))?;
    Sheet { page: sheet, table, row: 0 }.write()?;
    Ok(workbook.save_to_buffer()?)
}

/// A sheet while it is filled.
struct Sheet<'a> {
    page: &'a mut Worksheet,
    table: &'a Table,
    /// The next row, from 0.
    row: u32,
}

type Written = Result<(), XlsxError>;

impl Sheet<'_> {
    fn write(mut self) -> Written {
        self.set_up_page()?;
        self.line(&self.table.title, &base().set_bold().set_font_size(14))?;
        for line in &self.table.lead {
            self.line(line, &base())?;
        }
        self.row += 1;
        self.head()?;
        for (row, placed) in self.table.rows.iter().zip(self.table.placed()) {
            match row {
                Row::Heading { text, .. } => self.heading(text)?,
                Row::Cells { .. } => self.cells(&placed)?,
            }
        }
        self.row += 1;
        for note in &self.table.notes {
            self.line(note, &base())?;
        }
        Ok(())
    }

    fn set_up_page(&mut self) -> Written {
        const A4: u8 = 9;
        self.page.set_paper_size(A4).set_print_fit_to_pages(1, 0).set_footer("&C－&P－");
        if self.table.orientation == Orientation::Landscape {
            self.page.set_landscape();
        }
        self.page.set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
        for (at, column) in (0u16..).zip(&self.table.columns) {
            self.page.set_column_width(at, column_width(column))?;
        }
        Ok(())
    }

    /// Words over the whole width, outside of the table.
    fn line(&mut self, text: &str, format: &Format) -> Written {
        self.page.write_string_with_format(self.row, 0, within_limit(text), format)?;
        self.row += 1;
        Ok(())
    }

    /// One row of headings, or two where some columns have a group.
    fn head(&mut self) -> Written {
        let format =
            cell_format().set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0xDD_E5_EC));
        let columns = &self.table.columns;
        let first = self.row;
        let last = first + u32::from(columns.iter().any(|column| !column.group.is_empty()));
        let mut at = 0u16;
        for run in columns.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group) {
            let across = u16::try_from(run.len()).unwrap_or(u16::MAX);
            match run {
                [column] if column.group.is_empty() => {
                    self.range(first, at, last, at, &Content::text(&column.heading), &format)?;
                }
                columns => {
                    let group = columns.first().map_or("", |column| column.group.as_str());
                    self.range(first, at, first, at + across - 1, &Content::text(group), &format)?;
                    for (column, heading) in (at..).zip(columns) {
                        self.range(last, column, last, column, &Content::text(&heading.heading), &format)?;
                    }
                }
            }
            at += across;
        }
        self.page.set_freeze_panes(last + 1, 0)?;
        self.page.set_repeat_rows(first, last)?;
        self.row = last + 1;
        Ok(())
    }

    fn heading(&mut self, text: &str) -> Written {
        let last = u16::try_from(self.table.columns.len()).unwrap_or(u16::MAX).saturating_sub(1);
        let format = cell_format().set_bold().set_background_color(Color::RGB(0xF1_F4_F7));
        self.range(self.row, 0, self.row, last, &Content::text(text), &format)?;
        self.row += 1;
        Ok(())
    }

    fn cells(&mut self, placed: &[Placed<'_>]) -> Written {
        let mut lines = 1;
        for Placed { column, cell } in placed {
            let (across, down) = (narrow(cell.across), u32::try_from(cell.down).unwrap_or(1));
            let (left, last) = (narrow(*column), self.row + down - 1);
            let kind = self.table.columns.get(*column).map_or(Kind::Text, |column| column.kind);
            self.range(self.row, left, last, left + across - 1, &cell.content, &format_of(kind, &cell.content))?;
            // A cell over several rows shares its lines among them.
            lines = lines.max(self.lines_of(*column, cell).div_ceil(cell.down.max(1)));
        }
        let height = LINE * f64::from(u32::try_from(lines).unwrap_or(u32::MAX));
        self.page.set_row_height(self.row, height.min(HIGHEST))?;
        self.row += 1;
        Ok(())
    }

    /// How many lines a cell takes in its columns.
    fn lines_of(&self, column: usize, cell: &Cell) -> usize {
        let columns = self.table.columns.iter().skip(column).take(cell.across);
        let width: usize = columns.map(|column| column.width as usize).sum();
        let of_line = |line: &str| line.chars().map(half_widths).sum::<usize>().div_ceil((2 * width).max(1)).max(1);
        cell.content.plain().lines().map(of_line).sum::<usize>().max(1)
    }

    /// A cell, or several made one.
    fn range(&mut self, top: u32, left: u16, bottom: u32, right: u16, content: &Content, format: &Format) -> Written {
        if (top, left) != (bottom, right) {
            self.page.merge_range(top, left, bottom, right, "", format)?;
        }
        match content {
            Content::Empty => self.page.write_blank(top, left, format)?,
            Content::Number { number } => match exact(*number) {
                Some(number) => self.page.write_number_with_format(top, left, number, format)?,
                None => self.page.write_string_with_format(top, left, number.to_string(), format)?,
            },
            Content::Date { date, printed } => match excel_date(*date) {
                Some(day) => {
                    self.page.write_datetime_with_format(top, left, &day, &format.clone().set_num_format(ERA_DATE))?
                }
                None => self.page.write_string_with_format(top, left, printed, format)?,
            },
            words => {
                let words = within_limit(&words.plain());
                let format = if looks_like_formula(&words) { &format.clone().set_quote_prefix() } else { format };
                self.page.write_string_with_format(top, left, words, format)?
            }
        };
        Ok(())
    }
}

fn base() -> Format {
    Format::new().set_font_name(FONT).set_font_size(POINTS)
}

/// A cell of the table.
fn cell_format() -> Format {
    base().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top)
}

fn format_of(kind: Kind, content: &Content) -> Format {
    let format = cell_format();
    match (kind, content) {
        (_, Content::Bar { .. }) => format.set_align(FormatAlign::Center).set_background_color(Color::RGB(0xC9_D8_E6)),
        (Kind::Number, _) => format.set_align(FormatAlign::Right),
        (Kind::Label | Kind::Date | Kind::Bar, _) => format.set_align(FormatAlign::Center),
        (Kind::Text, _) => format,
    }
}

/// In characters of the spreadsheet's own digits, with room at both ends.
fn column_width(column: &Column) -> f64 {
    f64::from(column.width.clamp(2, 100)) * 2.0 + 1.0
}

fn half_widths(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

fn narrow(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Days before 1900 are no days to a spreadsheet.
fn excel_date(date: NaiveDate) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| *year > 1900)?;
    ExcelDateTime::from_ymd(year, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?).ok()
}

/// A count as a spreadsheet keeps it, if it can without rounding.
fn exact(number: i64) -> Option<f64> {
    i32::try_from(number).ok().map(f64::from)
}

/// Where a person who edits the cell would turn it into a formula.
fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\''])
}

/// A text, cut where a cell cannot hold more.
fn within_limit(text: &str) -> String {
    if text.encode_utf16().count() <= LONGEST_CELL {
        return text.to_owned();
    }
    let mut left = LONGEST_CELL - CUT.encode_utf16().count();
    let mut cut = String::new();
    for c in text.chars() {
        let Some(rest) = left.checked_sub(c.len_utf16()) else { break };
        left = rest;
        cut.push(c);
    }
    cut.push_str(CUT);
    cut
}

/// A title without what spreadsheets do not allow in the name of a sheet.
fn sheet_name(title: &str) -> String {
    const FORBIDDEN: &[char] = &['[', ']', ':', '*', '?', '/', '\\'];
    let mut name = String::new();
    for c in title.chars().filter(|c| !FORBIDDEN.contains(c) && !c.is_control()) {
        if name.encode_utf16().count() + c.len_utf16() > LONGEST_NAME {
            break;
        }
        name.push(c);
    }
    let name = name.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if name.is_empty() { "一覧".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_sheet_is_allowed_whatever_the_title() {
        for (title, name) in
            [("令和４年度　決定事項一覧", "令和４年度　決定事項一覧"), ("'[]:*?/\\'", "一覧"), ("", "一覧")]
        {
            assert_eq!(sheet_name(title), name);
        }
        assert_eq!(sheet_name(&"𠮷".repeat(40)).chars().count(), 15);
    }

    #[test]
    fn a_cell_never_holds_more_than_it_can() {
        assert_eq!(within_limit("短い"), "短い");
        let cut = within_limit(&"𠮷".repeat(20_000));
        assert!(cut.encode_utf16().count() <= LONGEST_CELL && cut.ends_with(CUT));
    }
}
