//! Tables in every form apart from paper: what a program reads in them is what the table says.

mod common;

use std::io::{Cursor, Read as _};

use common::record;
use gijicho_export::encoding::TextEncoding;
use gijicho_export::sheet::{SheetFormat, csv, html, markdown, sheet, xlsx};
use gijicho_export::table::{Cell, Column, Content, Kind, Line, Orientation, Row, Table};
use gijicho_export::{decisions, minutes};
use proptest::prelude::*;

/// A table with headings, groups, spans, days and counts, in which `word` stands everywhere.
fn table(word: &str) -> Table {
    let mut year = Column::new("R6", 4, Kind::Bar);
    year.group = "工程表".into();
    let mut next = Column::new("R7", 4, Kind::Bar);
    next.group = "工程表".into();
    Table {
        about: minutes(&record()).about,
        title: "令和６年度　取組一覧".into(),
        lead: vec!["青海県".into()],
        notes: vec!["※ 注".into()],
        orientation: Orientation::Landscape,
        one_page: false,
        columns: vec![
            Column::new("取組", 10, Kind::Text),
            year,
            next,
            Column::new("日", 5, Kind::Date),
            Column::new("件数", 4, Kind::Number),
        ],
        rows: vec![
            Row::heading(1, "柱"),
            Row::cells([
                Cell::text(word).spanning(1, 2),
                Cell::new(Content::Bar { text: "順次実施".into() }).spanning(2, 1),
                Cell::date(record().meeting.held_on),
                Cell::number(-3),
            ]),
            Row::cells([
                Cell::lines([Line::item(word), Line::item("二")]).spanning(2, 1),
                Cell::new(Content::Empty),
                Cell::number(7),
            ]),
        ],
    }
}

fn text_of(table: &Table, format: SheetFormat) -> String {
    let file = sheet(table, format, TextEncoding::Utf8).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(file.bytes).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_row_of_csv_says_all_that_it_belongs_to() {
    let text = text_of(&table("窓口"), SheetFormat::Csv);
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').split("\r\n").collect();
    assert_eq!(lines[0], "見出し,取組,工程表 R6,工程表 R7,日,件数");
    assert_eq!(lines[1], "柱,窓口,順次実施,順次実施,2024-09-12,-3");
    assert_eq!(lines[2], "柱,窓口,\"・窓口\n・二\",\"・窓口\n・二\",,7");
}

#[test]
fn a_table_as_a_page() {
    let text = text_of(&table("窓口"), SheetFormat::Html);
    insta::assert_snapshot!(text.split("<main>").nth(1).unwrap_or_default());
}

#[test]
fn a_table_as_markdown() {
    insta::assert_snapshot!(markdown(&table("窓口|*")));
}

#[test]
fn a_cell_is_no_formula_in_csv() -> Result<(), gijicho_export::ExportError> {
    for word in ["=1+1", "+81", "-5", "@SUM(A1)", "＝1", "－２"] {
        let file = csv(&table(word), TextEncoding::Utf8)?;
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        assert!(text.contains(&format!("'{word}")), "{text}");
    }
    Ok(())
}

#[test]
fn csv_for_old_programs_tells_what_it_could_not_hold() -> Result<(), gijicho_export::ExportError> {
    let file = csv(&table("𠮷"), TextEncoding::Cp932)?;
    assert_eq!(file.replaced.first().map(|replaced| (replaced.character, replaced.written)), Some(('𠮷', '〓')));
    assert!(!file.bytes.starts_with("\u{FEFF}".as_bytes()));
    Ok(())
}

#[test]
fn ties_between_decisions_and_initiatives_are_rows() -> Result<(), gijicho_export::ExportError> {
    let file = decisions::links_csv(&[record()], TextEncoding::Utf8)?;
    assert_eq!(String::from_utf8_lossy(&file.bytes), "\u{FEFF}会議,開催日,決定番号,取組番号,取組,関係,確認\r\n");
    Ok(())
}

/// The parts of a spreadsheet, with their names.
fn parts(file: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap_or_else(|error| panic!("{error}"));
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_string()).collect();
    let read = |name: String| {
        let mut text = String::new();
        archive.by_name(&name).unwrap_or_else(|error| panic!("{error}")).read_to_string(&mut text).unwrap_or_default();
        (name, text)
    };
    names.into_iter().map(read).collect()
}

fn part(file: &[u8], end: &str) -> String {
    parts(file).into_iter().find(|(name, _)| name.ends_with(end)).map(|(_, text)| text).unwrap_or_default()
}

#[test]
fn a_spreadsheet_is_laid_out_for_the_screen_and_for_paper() -> Result<(), gijicho_export::ExportError> {
    let file = xlsx(&table("窓口"))?;
    let sheet = part(&file, "sheet1.xml");
    for wanted in [
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "paperSize=\"9\"",
        "state=\"frozen\"",
        "<mergeCell ref=\"A6:E6\"/>",
    ] {
        assert!(sheet.contains(wanted), "{wanted}: {sheet}");
    }
    assert!(part(&file, "workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(part(&file, "styles.xml").contains("[$-411]ge.m.d"));
    // 2024-09-12 is day 45547.
    assert!(sheet.contains("<v>45547</v>"), "{sheet}");
    assert!(part(&file, "core.xml").contains("2024-09-12T00:00:00Z"));
    Ok(())
}

#[test]
fn a_table_without_rows_is_written_in_every_form() {
    let mut table = table("窓口");
    table.rows.clear();
    for format in SheetFormat::ALL {
        assert!(sheet(&table, format, TextEncoding::Utf8).is_ok(), "{format:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_word_is_text_in_every_form(word in "([\\PC]|[=+@|<>&\"'`*#-]|𠮷|葛\u{E0100}|[\u{200F}\u{202E}]){1,30}") {
        let table = table(&word);
        let wanted = match &table.rows[1] {
            Row::Cells { cells } => cells[0].content.plain(),
            Row::Heading { .. } => String::new(),
        };
        prop_assume!(!wanted.is_empty() && !wanted.contains(['\u{FFFE}', '\u{FFFF}']));
        let file = xlsx(&table)?;
        prop_assert_eq!(&file, &xlsx(&table)?);
        let sheet = part(&file, "sheet1.xml");
        prop_assert!(!sheet.contains("<f>") && !sheet.contains("<f "));
        let strings = part(&file, "sharedStrings.xml");
        let strings = roxmltree::Document::parse(&strings).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let found = strings.descendants().filter(|node| node.has_tag_name("t")).any(|node| node.text() == Some(&wanted));
        let strings: Vec<_> = strings.descendants().filter_map(|node| node.text()).collect();
        prop_assert!(found || strings.contains(&wanted.as_str()), "{:?} in {:?}", wanted, strings);

        let page = scraper::Html::parse_document(&html(&table));
        let cell = scraper::Selector::parse("td").map_err(|error| TestCaseError::fail(error.to_string()))?;
        let first: String = page.select(&cell).next().map(|cell| cell.text().collect()).unwrap_or_default();
        prop_assert_eq!(first, wanted.replace('\0', "\u{FFFD}"));

        let text = markdown(&table);
        let parsed = pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES);
        let mut read = String::new();
        for event in parsed {
            if let pulldown_cmark::Event::Text(part) | pulldown_cmark::Event::Code(part) = event {
                read.push_str(&part);
            }
        }
        prop_assert!(read.contains(&wanted), "{:?} in {}", wanted, text);
    }
}
