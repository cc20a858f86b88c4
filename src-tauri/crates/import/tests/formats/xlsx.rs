//! Workbooks: what is shown of them.

use super::write::{text_cell, xlsx};
use super::{lines, minutes, source};
use gijicho_import::ImportError;

fn sheet(rows: &[&str], after: &str) -> String {
    let rows: String = (1..).zip(rows).map(|(at, cells)| format!("<row r=\"{at}\">{cells}</row>")).collect();
    format!("<sheetData>{rows}</sheetData>{after}")
}

#[test]
fn cells_stand_in_their_columns() {
    let head = text_cell("A1", "部局") + &text_cell("B1", "出席者");
    let body = text_cell("B2", "知事") + &text_cell("C2", "青海\n太郎");
    let merged = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>";
    let bytes = xlsx(&[("一枚目", "", &sheet(&[&head, &body], merged))]);
    assert_eq!(lines(&bytes), ["部局\t出席者", "\t知事\t青海", "太郎"]);
}

#[test]
fn numbers_and_dates_are_written_out() {
    let cells = "<c r=\"A1\"><v>12</v></c><c r=\"B1\"><v>0.1</v></c><c r=\"C1\" s=\"1\"><v>44665</v></c><c r=\"D1\" t=\"b\"><v>1</v></c>";
    assert_eq!(lines(&xlsx(&[("a", "", &sheet(&[cells], ""))])), ["12\t0.1\t2022-04-14\tTRUE"]);
}

#[test]
fn hidden_sheets_are_told_and_not_read() {
    let rows: Vec<String> =
        super::MINUTES.lines().zip(1..).map(|(line, at)| text_cell(&format!("A{at}"), line)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let secret = sheet(&[&text_cell("A1", "控え")], "");
    let bytes = xlsx(&[("議事", "", &sheet(&rows, "")), ("控え", "state=\"hidden\"", &secret)]);
    assert!(lines(&bytes).iter().all(|line| line != "控え"));
    let draft = minutes(&bytes, "a.xlsx");
    assert!(draft.warnings.iter().any(|warning| warning.code == "hidden-sheets"));
}

#[test]
fn a_cell_at_the_end_of_a_sheet_costs_no_more_than_any_other() {
    let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row></sheetData>";
    let read = lines(&xlsx(&[("a", "", far)]));
    assert_eq!(read.iter().map(|line| line.trim()).collect::<Vec<_>>(), ["1", "2"]);
}

#[test]
fn an_empty_workbook_is_empty() {
    assert_eq!(source(&xlsx(&[("a", "", "<sheetData/>")])), Err(ImportError::Empty));
}
