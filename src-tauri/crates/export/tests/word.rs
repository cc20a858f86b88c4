//! Word files: what an office program reads in them is the printed form.

mod common;

use std::io::{Cursor, Read as _};

use common::{empty, item, record, say};
use gijicho_export::docx::{DocxOptions, docx};
use gijicho_export::{minutes, text};
use gijicho_model::MeetingRecord;
use proptest::prelude::*;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn written(record: &MeetingRecord, options: &DocxOptions) -> Vec<u8> {
    docx(&minutes(record), options).unwrap_or_else(|error| panic!("{error}"))
}

/// The text of a part.
fn part(file: &[u8], name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap_or_else(|error| panic!("{error}"));
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

fn main_part(file: &[u8]) -> String {
    part(file, "word/document.xml").unwrap_or_default()
}

/// Style and text of every paragraph.
fn paragraphs(file: &[u8]) -> Vec<(String, String)> {
    let text = main_part(file);
    let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{error}"));
    let paragraphs = document.descendants().filter(|node| node.has_tag_name((WORD, "p")));
    let read = |node: roxmltree::Node<'_, '_>| {
        let style = node.descendants().find(|node| node.has_tag_name((WORD, "pStyle")));
        let style = style.and_then(|style| style.attribute((WORD, "val"))).unwrap_or_default().to_owned();
        let words = node.descendants().filter(|node| node.has_tag_name((WORD, "t")));
        (style, words.filter_map(|node| node.text()).collect::<String>())
    };
    paragraphs.map(read).collect()
}

/// The printed form without its empty lines and without what a style draws.
fn printed(record: &MeetingRecord) -> Vec<String> {
    let lines = text(record);
    let lines = lines.lines().filter(|line| !line.is_empty());
    lines.map(|line| line.strip_prefix(['　', '・']).unwrap_or(line).to_owned()).collect()
}

#[test]
fn the_paragraphs_are_the_printed_form_line_for_line() {
    let words: Vec<String> =
        paragraphs(&written(&record(), &DocxOptions::default())).into_iter().map(|p| p.1).collect();
    assert_eq!(words, printed(&record()));
}

#[test]
fn every_paragraph_has_a_style_that_the_file_defines() {
    let mut record = record();
    item(&mut record, "2-1", "（１）", "内訳");
    record.agenda[2].depth = 9;
    let file = written(&record, &DocxOptions::default());
    let styles = part(&file, "word/styles.xml").unwrap_or_default();
    let mut used: Vec<String> = paragraphs(&file).into_iter().map(|p| p.0).collect();
    used.dedup();
    for style in &used {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
    for style in ["Title", "HeaderLine", "Heading1", "Heading2", "Speaker", "BodyText", "ListBullet", "Scene"] {
        assert!(used.iter().any(|used| used == style), "{style}: {used:?}");
    }
}

#[test]
fn every_part_is_named_and_typed() {
    let options = DocxOptions { draft: true, line_numbers: true, dated: None };
    let file = written(&record(), &options);
    let types = part(&file, "[Content_Types].xml").unwrap_or_default();
    let relations = part(&file, "word/_rels/document.xml.rels").unwrap_or_default();
    let archive = zip::ZipArchive::new(Cursor::new(&file[..])).unwrap_or_else(|error| panic!("{error}"));
    for name in archive.file_names().flatten() {
        let xml = part(&file, &name).unwrap_or_default();
        assert!(roxmltree::Document::parse(&xml).is_ok(), "{name}");
        if let Some(beside) = name.strip_prefix("word/").filter(|name| !name.contains('/') && *name != "document.xml") {
            assert!(types.contains(&format!("\"/{name}\"")), "{name} has no type");
            assert!(relations.contains(&format!("Target=\"{beside}\"")), "{name} is not reached");
        }
    }
    for relation in main_part(&file).split("r:id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(relations.contains(&format!("Id=\"{relation}\"")), "{relation}");
    }
}

#[test]
fn a_round_has_a_stamp_and_numbered_lines_and_the_finished_minutes_have_not() {
    let check = |options: &DocxOptions, stamp: bool, numbers: bool| {
        let file = written(&record(), options);
        assert_eq!(part(&file, "word/header.xml").is_some(), stamp, "{options:?}");
        assert_eq!(main_part(&file).contains("w:lnNumType"), numbers, "{options:?}");
    };
    check(&DocxOptions::default(), false, false);
    check(&DocxOptions { draft: true, ..DocxOptions::default() }, true, false);
    check(&DocxOptions { line_numbers: true, ..DocxOptions::default() }, false, true);
}

#[test]
fn a_file_is_dated_by_the_record_and_is_the_same_each_time() {
    let file = written(&record(), &DocxOptions::default());
    let properties = part(&file, "docProps/core.xml").unwrap_or_default();
    assert!(properties.contains(">2024-09-12T00:00:00Z<"), "{properties}");
    assert!(properties.contains("<dc:language>ja-JP</dc:language>"));
    assert_eq!(file, written(&record(), &DocxOptions::default()));
    let dated = DocxOptions { dated: chrono::NaiveDate::from_ymd_opt(2024, 10, 1), ..DocxOptions::default() };
    let properties = part(&written(&record(), &dated), "docProps/core.xml").unwrap_or_default();
    assert!(properties.contains(">2024-10-01T00:00:00Z<"), "{properties}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_said_stands_in_the_file(
        text in "([\\PC]|[#$*_<>&=\"'\\\\　]|葛\u{E0100}|𠮷|[\u{200F}\u{202E}]){1,40}",
    ) {
        let mut record = empty(Some("題"));
        let blocks = [gijicho_model::body::Block::prose(&text)];
        say(&mut record, None, "●", "課長", None, &gijicho_model::body::to_markdown(&blocks));
        // Noncharacters cannot stand in XML.
        let held = |text: &str| text.replace(['\u{FFFE}', '\u{FFFF}'], "");
        let wanted: Vec<String> = minutes(&record).blocks.iter().filter_map(|block| match block {
            gijicho_export::document::Block::Paragraph { text } | gijicho_export::document::Block::Scene { text } => Some(held(text)),
            _ => None,
        }).collect();
        let found = paragraphs(&written(&record, &DocxOptions::default())).into_iter();
        let found: Vec<String> = found.filter(|p| ["BodyText", "Scene"].contains(&p.0.as_str())).map(|p| p.1).collect();
        prop_assert_eq!(found, wanted);
    }
}
