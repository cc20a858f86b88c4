//! The PDF: what an archive, a screen reader and a hostile record ask of it.

mod common;

use common::{empty, item, record, say};
use gijicho_export::{ExportError, Pdf, PdfOptions, Place, pdf};
use proptest::prelude::*;

fn print(record: &gijicho_model::MeetingRecord) -> Result<Pdf, ExportError> {
    pdf(record, &PdfOptions::default())
}

/// How often `word` stands in the file outside its compressed streams.
fn count(pdf: &Pdf, word: &str) -> usize {
    pdf.bytes.windows(word.len()).filter(|window| *window == word.as_bytes()).count()
}

#[test]
fn an_archive_and_a_screen_reader_find_what_they_need() -> Result<(), ExportError> {
    let pdf = print(&record())?;
    assert!(pdf.bytes.starts_with(b"%PDF-1.7"));
    for word in [
        "/Lang(ja-JP)",
        "/MarkInfo",
        "/Marked true",
        "/StructTreeRoot",
        "/Outlines",
        "/DisplayDocTitle true",
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<xmp:CreateDate>2024-09-12T00:00:00+09:00</xmp:CreateDate>",
    ] {
        assert!(count(&pdf, word) > 0, "{word}");
    }
    let tags = |tag| count(&pdf, &format!("/S/{tag}"));
    assert_eq!([tags("H1"), tags("H2"), tags("H3"), tags("LI"), tags("Lbl")], [1, 3, 4, 2, 2]);
    assert_eq!(count(&pdf, "/Prev "), 1, "two items in the outline, one after the other");
    Ok(())
}

#[test]
fn every_face_is_embedded_with_a_way_back_to_the_text() -> Result<(), ExportError> {
    let pdf = print(&record())?;
    let fonts = count(&pdf, "/Subtype/Type0");
    assert!(fonts >= 2, "明朝 and ゴシック");
    assert_eq!(count(&pdf, "/ToUnicode "), fonts);
    assert_eq!(count(&pdf, "/FontFile2 ") + count(&pdf, "/FontFile3 "), fonts);
    Ok(())
}

#[test]
fn the_same_record_gives_the_same_bytes() -> Result<(), ExportError> {
    let first = print(&record())?;
    assert_eq!(first.bytes, print(&record())?.bytes);
    let dated = PdfOptions { dated: chrono::NaiveDate::from_ymd_opt(2024, 10, 1) };
    let other = pdf(&record(), &dated)?;
    assert_eq!(count(&other, "2024-10-01T00:00:00+09:00</xmp:CreateDate>"), 1);
    assert_ne!(first.bytes, other.bytes);
    Ok(())
}

#[test]
fn a_missing_glyph_is_a_warning_with_its_place() -> Result<(), ExportError> {
    let mut record = empty(Some("会議😀"));
    let first = item(&mut record, "1", "議題１", "計画について");
    say(&mut record, Some(first), "●", "西浜課長", None, "한 とは書かない。");
    let warnings: Vec<_> = print(&record)?.warnings.into_iter().map(|w| (w.character, w.place)).collect();
    let body = Place::Body { heading: "議題１ 計画について".into(), speaker: "西浜課長".into() };
    assert_eq!(warnings, [('😀', Place::Title), ('한', body)]);
    Ok(())
}

#[test]
fn a_meeting_of_nothing_but_its_date_can_be_printed() -> Result<(), ExportError> {
    let mut record = empty(None);
    record.body.name = String::new();
    assert_eq!(print(&record)?.pages, 1);
    Ok(())
}

#[test]
fn a_title_and_an_item_that_draw_nothing_are_left_out() -> Result<(), ExportError> {
    for nothing in ["", "\u{FE0F}", "\u{202E}"] {
        let pdf = print(&hostile(nothing))?;
        assert_eq!((pdf.pages, count_headings(&pdf.bytes)), (1, 0), "{nothing:?}");
    }
    Ok(())
}

#[test]
fn markup_stays_text() -> Result<(), ExportError> {
    let plain = print(&hostile("本文"))?;
    for body in ["#set page(width: 1cm)", "#panic()", "$ x^2 $", "= 見出し", "*a* _b_ `c` <d> @e \\ // /* */"] {
        let pdf = print(&hostile(body))?;
        assert_eq!((pdf.pages, pdf.warnings), (plain.pages, Vec::new()), "{body}");
        assert_eq!(count_headings(&pdf.bytes), count_headings(&plain.bytes), "{body}");
    }
    Ok(())
}

fn count_headings(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|window| window.starts_with(b"/S/H")).count()
}

/// A meeting that says `text` in every field.
fn hostile(text: &str) -> gijicho_model::MeetingRecord {
    let mut record = empty(Some(text));
    record.meeting.place = Some(text.into());
    let first = item(&mut record, text, text, text);
    let body = gijicho_model::body::to_markdown(&[
        gijicho_model::body::Block::prose(text),
        gijicho_model::body::Block::item(text),
    ]);
    say(&mut record, Some(first), text, text, Some(text), &body);
    record
}

#[test]
fn a_word_that_never_ends_stays_on_the_page() -> Result<(), ExportError> {
    // A PDF string of more than 32,767 characters is refused by PDF/A: one unbroken line was.
    for (word, fewest_pages) in [("x".repeat(40_000), 14), ("）".repeat(4_000), 2)] {
        let mut record = empty(None);
        say(&mut record, None, "●", "西浜課長", None, &word);
        assert!(print(&record)?.pages >= fewest_pages);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_text_keeps_a_meeting_from_being_printed(
        text in "([\\PC\\n\\t]|[#$*_<>=\\\\]|[\u{200B}-\u{200F}\u{202A}-\u{202E}\u{FE0F}\u{E0100}\u{FEFF}]|葛\u{E0100}|[ぁ-ん一-龠]){0,60}",
    ) {
        let printed = print(&hostile(&text));
        prop_assert!(printed.is_ok(), "{:?}", printed.err());
    }
}
