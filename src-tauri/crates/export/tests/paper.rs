//! The PDF: what an archive, a screen reader and a hostile record ask of it.

mod common;

use std::collections::BTreeSet;

use common::{empty, item, record, say};
use gijicho_export::document::{Block, Correction};
use gijicho_export::form::Digits;
use gijicho_export::pdf::{Origin, PageImage, Stamp, pdf_unless};
use gijicho_export::tables::{DecisionLine, Heading, by_meeting, decision_list, summary};
use gijicho_export::volume::Cover;
use gijicho_export::{ExportError, Form, Pdf, PdfOptions, Place, Template, minutes, minutes_in, pdf, preview, volume};
use gijicho_model::AppointmentId;
use proptest::prelude::*;

fn print(record: &gijicho_model::MeetingRecord) -> Result<Pdf, ExportError> {
    pdf(minutes(record), &PdfOptions::default())
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
    let dated = PdfOptions { dated: chrono::NaiveDate::from_ymd_opt(2024, 10, 1), ..PdfOptions::default() };
    let other = pdf(minutes(&record()), &dated)?;
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

fn long_record() -> gijicho_model::MeetingRecord {
    let mut record = record();
    for i in 0..40 {
        say(&mut record, None, "☆", "鳴海県民生活部長", None, &format!("{i}番目の長い意見を述べる。").repeat(20));
    }
    record
}

#[test]
fn a_preview_shows_every_page() -> Result<(), ExportError> {
    let preview = preview(minutes(&long_record()), &PdfOptions::default(), &BTreeSet::new())?;
    assert_eq!(preview.pages.len(), print(&long_record())?.pages);
    let is_drawn = |page: &PageImage| page.svg.as_ref().is_some_and(|svg| svg.starts_with("<svg"));
    assert!(preview.pages.len() > 3 && preview.pages.iter().all(is_drawn));
    Ok(())
}

#[test]
fn after_an_edit_only_pages_that_look_different_are_drawn() -> Result<(), ExportError> {
    let mut record = long_record();
    let options = PdfOptions::default();
    let before = preview(minutes(&record), &options, &BTreeSet::new())?;
    let known: BTreeSet<String> = before.pages.iter().map(|page| page.hash.clone()).collect();
    if let Some(last) = record.remarks.last_mut() {
        last.body = last.body.replace("39番", "99番");
    }
    let after = preview(minutes(&record), &options, &known)?;
    let drawn: Vec<bool> = after.pages.iter().map(|page| page.svg.is_some()).collect();
    let changed: Vec<bool> = before.pages.iter().zip(&after.pages).map(|(a, b)| a.hash != b.hash).collect();
    assert_eq!(drawn, changed);
    assert!(drawn.contains(&true) && drawn[..drawn.len() / 2].iter().all(|drawn| !drawn), "{drawn:?}");
    Ok(())
}

#[test]
fn a_draft_is_marked_and_a_correction_is_owned_up_to() -> Result<(), ExportError> {
    let plain = print(&record())?;
    let draft = Form { draft: Some("案".into()), ..Form::default() };
    let draft = pdf(minutes_in(&record(), &draft), &PdfOptions::default())?;
    let correction =
        Correction { on: "令和６年１０月１日".into(), reason: "発言者の職名の誤り".into() };
    let corrected = Form { corrections: vec![correction], ..Form::default() };
    let corrected = pdf(minutes_in(&record(), &corrected), &PdfOptions::default())?;
    assert!(plain.bytes != draft.bytes && plain.bytes != corrected.bytes);
    assert_eq!(count_headings(&plain.bytes), count_headings(&draft.bytes));
    Ok(())
}

#[test]
fn a_reading_stands_over_a_name_once() {
    let mut record = record();
    let id = AppointmentId(uuid::Uuid::from_u128(9));
    let spoken =
        record.remarks.iter_mut().filter(|it| it.speaker.as_ref().is_some_and(|s| s.printed.starts_with("柏木")));
    spoken.for_each(|remark| remark.appointment_id = Some(id));
    let named = |name: &str| Form { readings: [(id, (name.into(), "かしわぎ".into()))].into(), ..Form::default() };
    let readings = minutes_in(&record, &named("柏木")).print.readings;
    assert_eq!(readings.iter().map(|it| (it.block, it.kana.as_str())).collect::<Vec<_>>(), [(0, "かしわぎ")]);
    assert!(minutes_in(&record, &named("高木")).print.readings.is_empty(), "a name that is not printed");
    assert!(pdf(minutes_in(&record, &named("柏木")), &PdfOptions::default()).is_ok());
}

#[test]
fn the_programs_own_numbers_follow_the_body_and_no_word_of_the_record_does() {
    let mut record = record();
    record.meeting.header.remove(0);
    let form = Form { digits: Digits::Half, ..Form::default() };
    let half = minutes_in(&record, &form);
    let printed: Vec<String> = half.header.iter().map(gijicho_export::document::NumberedLine::printed).collect();
    assert_eq!(printed[0], "1 開催日時：令和6年9月12日（木）9時30分～10時15分");
    assert_eq!(printed[1], "2 開催場所：県庁本庁舎３階 特別会議室");
    let labels: Vec<&str> = half
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { label, .. } => Some(label.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(labels, ["議題１", "議題2"]);
}

#[test]
fn a_volume_has_contents_and_a_way_to_who_spoke_and_what_was_decided() -> Result<(), ExportError> {
    let mut second = record();
    second.meeting.title = None;
    let cover =
        Cover {
            title: "令和６年度 議事概要集".into(), issuer: "県政改革課".into(), dated: second.meeting.held_on
        };
    let volume = volume(&[record(), second], &cover, &Form::default());
    assert_eq!(volume.speakers.len(), 4);
    assert!(volume.speakers.iter().all(|entry| entry.places.iter().any(|place| place.meeting == 1)));
    let pdf = pdf(volume, &PdfOptions::default())?;
    assert!(pdf.pages >= 5, "cover, contents, two meetings, an index");
    assert!(count(&pdf, "/S/Link") > 10);
    assert_eq!(pdf.warnings, []);
    Ok(())
}

#[test]
fn a_volume_that_is_given_up_makes_no_file() {
    let cover = Cover { title: "集".into(), issuer: String::new(), dated: record().meeting.held_on };
    let given_up = pdf_unless(volume(&[record()], &cover, &Form::default()), &PdfOptions::default(), &|| true);
    assert!(matches!(given_up, Err(ExportError::Cancelled)));
}

#[test]
fn a_long_table_repeats_its_headings_and_is_sound() -> Result<(), ExportError> {
    let line = DecisionLine::of(&record()).remove(0);
    let lines: Vec<DecisionLine> = (0..300)
        .map(|i| DecisionLine {
            number: format!("R6-{i}"),
            meeting: format!("第{}回", i / 20),
            quote: "原案のとおり承認いただいた。".repeat(i % 12),
            initiatives: vec!["1 一度で済む窓口".into(); i % 4],
            ..line.clone()
        })
        .collect();
    let heading = Heading { covers: "令和６年度".into(), issuer: String::new(), as_of: None, dated: line.held_on };
    for table in [decision_list(&lines, &heading), by_meeting(&lines, &heading), decision_list(&[], &heading)] {
        let rows = table.rows.len();
        let pdf = pdf(table, &PdfOptions::default())?;
        assert!(pdf.pages >= rows / 40, "{} pages", pdf.pages);
        assert_eq!(count(&pdf, "/S/TH") > 0, rows > 0);
    }
    Ok(())
}

#[test]
fn a_summary_is_one_page_however_much_was_decided() -> Result<(), ExportError> {
    for rows in [1, 30, 400] {
        let mut table = summary(&record());
        table.rows = table.rows.iter().cycle().take(rows).cloned().collect();
        assert_eq!(pdf(table, &PdfOptions::default())?.pages, 1, "{rows} rows");
    }
    Ok(())
}

#[test]
fn a_file_says_which_version_it_is_of() -> Result<(), ExportError> {
    let origin =
        Origin { meeting: record().meeting.id, version: Some(2), sha256: "ab".repeat(32), form: "plain".into() };
    let options = PdfOptions { origin: Some(origin.clone()), ..PdfOptions::default() };
    let file = pdf(minutes(&record()), &options)?;
    let stamp = Stamp::of_file(&file.bytes).unwrap_or_else(|| panic!("no stamp"));
    assert_eq!(stamp.origin, origin);
    assert_eq!(stamp.template, options.template.digest());
    assert_eq!(Stamp::of_file(&print(&record())?.bytes), None);
    Ok(())
}

fn template(files: &[(&str, &str)]) -> Result<Template, gijicho_export::TemplateError> {
    Template::read("わが課", files.iter().map(|(name, text)| ((*name).into(), text.as_bytes().to_vec())).collect())
}

#[test]
fn an_office_decides_how_its_paper_looks() -> Result<(), ExportError> {
    let larger = template(&[("template.toml", "[text]\nsize = 14\n[page]\ncharacters = 30\nlines = 28\n")])?;
    let pages = |template: Template| {
        pdf(minutes(&long_record()), &PdfOptions { template, ..PdfOptions::default() }).map(|pdf| pdf.pages)
    };
    assert!(pages(larger)? > pages(Template::default())?);
    let whole: Vec<_> = Template::starting_files(true).collect();
    assert_eq!(pages(template(&whole)?)?, pages(Template::default())?);
    template(&whole)?.try_out()?;
    Ok(())
}

#[test]
fn a_mistake_in_an_offices_layout_names_file_and_line() -> Result<(), ExportError> {
    for (source, line) in [
        ("#let data = json(\"/data.json\")\n\n#unknown(data)\n", 3),
        ("#let x = (\n", 1),
        ("#import \"/parts.typ\": minutes\n#minutes(3)\n", 2),
        ("\n#read(\"/etc/passwd\")", 2),
        ("#import \"@preview/cetz:0.2.0\"", 1),
    ] {
        let options = PdfOptions { template: template(&[("minutes.typ", source)])?, ..PdfOptions::default() };
        match pdf(minutes(&record()), &options) {
            Err(ExportError::Template(error)) => {
                assert_eq!((error.file.as_str(), error.line), ("minutes.typ", Some(line)), "{error}");
            }
            other => panic!("{source}: {other:?}"),
        }
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
