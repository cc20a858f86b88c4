//! Every form apart from paper: what a program reads back is what was said.

mod common;

use common::{empty, item, record, say};
use gijicho_export::encoding::TextEncoding;
use gijicho_export::{Format, PdfOptions, decisions, export, json, minutes, text};
use gijicho_model::body::{Block, to_markdown};
use gijicho_model::{MeetingRecord, Outcome};
use proptest::prelude::*;

fn exported(record: &MeetingRecord, format: Format) -> String {
    let file = export(record, format, &PdfOptions::default()).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(file.bytes).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_minutes_as_markdown() {
    insta::assert_snapshot!(exported(&record(), Format::Markdown));
}

#[test]
fn the_minutes_as_a_page() {
    let html = exported(&record(), Format::Html);
    let main = html.split("<main>").nth(1).unwrap_or_default();
    insta::assert_snapshot!(main);
}

#[test]
fn a_page_holds_no_markup_from_the_text() {
    let mut record = empty(Some("</title><script>alert(1)</script>"));
    say(&mut record, None, "<b>", "\"&'", Some("<i>"), "&lt;img src=x onerror=alert(1)&gt;");
    let html = exported(&record, Format::Html);
    for tag in ["<script", "<img", "<b>", "<i>"] {
        assert!(!html.contains(tag), "{tag}");
    }
    assert!(html.contains("&lt;b&gt;&quot;&amp;&#39;"));
}

#[test]
fn a_record_comes_back_from_its_json() -> Result<(), Box<dyn std::error::Error>> {
    let file = json(&record())?;
    assert!(file.starts_with("{\n  \"format\": \"gijicho-meeting/1\","));
    assert_eq!(serde_json::from_str::<MeetingRecord>(&file)?, record());
    Ok(())
}

#[test]
fn every_item_has_a_row_in_the_register_of_decisions() {
    let mut record = record();
    record.agenda[1].label.clear();
    let rows = decisions::rows(std::slice::from_ref(&record));
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0][0..2], ["R6-2", "令和6年9月12日"]);
    assert_eq!(rows[0][3..6], ["R6-2-1", "議題１ 窓口業務の見直し計画（案）について", "承認"]);
    assert_eq!(rows[0][9..11], ["確認済み", "木曽 智子"]);
    assert_eq!(rows[1][3..6], ["", "県庁 DX の進み具合について", Outcome::NoneRecorded.japanese()]);
}

#[test]
fn a_spreadsheet_finds_no_formula_in_the_register() -> Result<(), Box<dyn std::error::Error>> {
    let mut record = record();
    record.agenda[0].label.clear();
    record.agenda[0].title = "=HYPERLINK(\"http://x\")".into();
    record.decisions[0].quote = "＠SUM, \"二\"\n行".into();
    let file = decisions::csv(&[record], TextEncoding::Utf8)?;
    let text = String::from_utf8(file.bytes)?;
    assert!(text.starts_with("\u{FEFF}会議,開催日,"));
    assert!(text.contains(",\"'=HYPERLINK(\"\"http://x\"\")\","));
    assert!(text.contains(",\"'＠SUM, \"\"二\"\" 行\","));
    assert!(text.lines().count() == 3 && text.ends_with("\r\n"));
    Ok(())
}

#[test]
fn every_format_has_a_name_and_an_ending_of_its_own() {
    for format in Format::ALL {
        assert_eq!(Format::parse(format.name()), Some(format));
    }
    assert_eq!(Format::parse("exe"), None);
}

/// The texts of the paragraphs, headings and items that a Markdown parser finds.
fn texts_of(markdown: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser, Tag, TagEnd};
    let mut texts = Vec::new();
    let mut text = None;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item) => text = Some(String::new()),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => texts.extend(text.take()),
            Event::Text(part) | Event::Code(part) | Event::Html(part) | Event::InlineHtml(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part);
                }
            }
            _ => {}
        }
    }
    texts
}

fn said() -> impl Strategy<Value = Block> {
    (0..3, "[\\PC#*_`<>&\\[\\]()!+=.0-9・（）●☆ -]{1,30}").prop_map(|(kind, text)| match kind {
        0 => Block::prose(&text),
        1 => Block::item(&text),
        _ => Block::prose(&format!("（{}）", text.replace(['（', '(', '）', ')'], ""))),
    })
}

fn meeting() -> impl Strategy<Value = MeetingRecord> {
    let blocks = || proptest::collection::vec(said(), 1..5);
    ("[\\PC#]{0,20}", proptest::collection::vec(("[\\PC#]{1,20}", blocks()), 0..5)).prop_map(|(title, remarks)| {
        let mut record = empty(Some(&title));
        let first = item(&mut record, "1", "議題１", &title);
        for (speaker, blocks) in remarks {
            let blocks: Vec<Block> = blocks.into_iter().filter(Block::is_canonical).collect();
            say(&mut record, Some(first), "●", &speaker, None, &to_markdown(&blocks));
        }
        record
    })
}

proptest! {
    #[test]
    fn the_text_says_everything_that_was_said_in_order(record in meeting()) {
        let text = text(&record);
        let mut lines = text.lines();
        for remark in &record.remarks {
            for block in gijicho_model::body::parse(&remark.body) {
                let mark = if matches!(block, Block::Item(_)) { "・" } else { "　" };
                let line = format!("{mark}{}", block.text());
                prop_assert!(lines.any(|found| found == line), "{line:?} in {text}");
            }
        }
    }

    #[test]
    fn markdown_says_everything_to_the_character(record in meeting()) {
        let found = texts_of(&exported(&record, Format::Markdown));
        let mut texts = found.iter();
        for said in printed_texts(&record) {
            // An item that looks as if it had a mark or a number of its own has the 「・」 before it.
            let is_said = |text: &String| *text == said || text.strip_prefix('・') == Some(said.as_str());
            prop_assert!(texts.any(is_said), "{said:?} in {found:?}");
        }
    }
}

/// Every line that is printed, in order, without the 「・」 of items.
fn printed_texts(record: &MeetingRecord) -> Vec<String> {
    use gijicho_export::document::{Block as Printed, heading_line};
    let document = minutes(record);
    let title = document.title.into_iter();
    let header = document.header.iter().map(gijicho_export::document::NumberedLine::printed);
    let blocks = document.blocks.iter().flat_map(|block| match block {
        Printed::Heading { label, title, .. } => vec![heading_line(label, title)],
        Printed::Speaker(line) => vec![line.printed()],
        Printed::Paragraph { text } | Printed::Scene { text } => vec![text.clone()],
        Printed::List { items } => items.clone(),
    });
    title.chain(header).chain(blocks).collect()
}
