//! Pages: lines, gaps, columns, tables, and what is on a page and no text.

use super::write::{Drawing, pdf};
use super::{lines, minutes, read, source};
use gijicho_import::{Format, ImportError};

fn check(page: &Drawing, expected: &[&str]) {
    assert_eq!(lines(&pdf(std::slice::from_ref(page))), expected);
}

fn at(text: &[(f64, f64, &str)]) -> Drawing {
    text.iter().fold(Drawing::default(), |page, (x, y, text)| page.text(*x, *y, 10.0, text))
}

#[test]
fn gaps_are_spaces_only_where_the_print_has_one() {
    check(&at(&[(50.0, 700.0, "県庁"), (72.5, 700.0, "DX"), (85.0, 700.0, "の推進")]), &["県庁DXの推進"]);
    check(&at(&[(50.0, 700.0, "Smart"), (78.0, 700.0, "Solutions")]), &["Smart Solutions"]);
    check(&at(&[(50.0, 700.0, "Sma"), (65.2, 700.0, "rt")]), &["Smart"]);
    check(&at(&[(50.0, 700.0, "日時"), (100.0, 700.0, "４月")]), &["日時\u{3000}４月"]);
    let spaced = [(50.0, "議"), (75.0, "事"), (100.0, "概"), (125.0, "要")].map(|(x, c)| (x, 700.0, c));
    check(&at(&spaced), &["議事概要"]);
}

#[test]
fn what_is_printed_twice_or_above_its_word_is_read_once() {
    check(&at(&[(50.0, 700.0, "太字"), (50.3, 700.0, "太字")]), &["太字"]);
    let page = Drawing::default().text(50.0, 700.0, 10.0, "潮見町").text(50.0, 710.0, 5.0, "しお");
    check(&page, &["潮見町"]);
}

#[test]
fn lines_are_read_from_top_to_bottom_whatever_their_order_in_the_file() {
    check(&at(&[(50.0, 680.0, "二"), (50.0, 700.0, "一"), (50.0, 660.0, "三")]), &["一", "二", "三"]);
}

#[test]
fn columns_of_prose_are_read_one_after_the_other() {
    let (left, right) = ("左の段の文はここまで続いて次の行へ", "右の段の文もここまで続いて次の行へ");
    let rows: Vec<(f64, f64, &str)> = (0..8)
        .flat_map(|row| [(50.0, left), (320.0, right)].map(|(x, text)| (x, 700.0 - 20.0 * f64::from(row), text)))
        .collect();
    let read = lines(&pdf(&[at(&rows)]));
    assert_eq!(read, [[left; 8], [right; 8]].concat());
}

#[test]
fn what_stands_side_by_side_is_read_row_by_row() {
    let rows: Vec<(f64, f64, &str)> = (0..8)
        .flat_map(|row| {
            [(50.0, "総務部長"), (200.0, "青海太郎")].map(|(x, text)| (x, 700.0 - 20.0 * f64::from(row), text))
        })
        .collect();
    assert_eq!(lines(&pdf(&[at(&rows)])), ["総務部長\u{3000}青海太郎"; 8]);
}

#[test]
fn ruling_lines_make_tables() {
    // Two columns and three rows; the left cells of the last two rows are one.
    let mut page = at(&[
        (55.0, 705.0, "区分"),
        (155.0, 705.0, "氏名"),
        (55.0, 665.0, "本部員"),
        (155.0, 685.0, "青海"),
        (155.0, 665.0, "山野"),
        (50.0, 750.0, "表の前"),
        (50.0, 600.0, "表の後"),
    ]);
    for (y, from) in [(720.0, 50.0), (700.0, 50.0), (680.0, 150.0), (660.0, 50.0)] {
        page = page.line(from, y, 300.0, y);
    }
    for x in [50.0, 150.0, 300.0] {
        page = page.line(x, 660.0, x, 720.0);
    }
    check(&page, &["表の前", "区分\t氏名", "本部員\t青海", "\t山野", "表の後"]);
}

#[test]
fn text_under_a_picture_is_read_and_a_picture_alone_is_a_scan() {
    check(&Drawing::default().picture().hidden_text(50.0, 700.0, 10.0, "読み取った文字"), &["読み取った文字"]);
    check(
        &Drawing::default().text(50.0, 700.0, 10.0, "見える").hidden_text(50.0, 600.0, 10.0, "見えない"),
        &["見える"],
    );
    let scan = vec![Drawing::default().picture(); 3];
    assert_eq!(read(&pdf(&scan), "a.pdf"), Err(ImportError::Scan { pages: 3 }));
    assert_eq!(source(&pdf(&[Drawing::default()])), Err(ImportError::Scan { pages: 1 }));
}

#[test]
fn characters_that_have_no_name_are_told_of() {
    let mut page = Drawing::default().nameless(50.0, 100.0, 3);
    for (row, line) in (0u32..).zip(super::MINUTES.lines()) {
        page = page.text(50.0, 780.0 - f64::from(row) * 20.0, 10.0, line);
    }
    let draft = minutes(&pdf(&[page]), "a.pdf");
    let warning = draft.warnings.iter().find(|warning| warning.code == "glyphs-unknown").unwrap();
    assert_eq!(warning.message, "1 ページに、文字の対応がないために読めない字が 3 字あります。");
}

#[test]
fn pages_are_counted() {
    let source = source(&pdf(&[at(&[(50.0, 700.0, "一")]), at(&[(50.0, 700.0, "二")])])).unwrap();
    assert_eq!(source.format, Format::Pdf);
    assert_eq!(source.lines, [(1, "一".to_owned()), (2, "二".to_owned())]);
}

#[test]
fn radicals_and_ligatures_are_the_words_they_stand_for() {
    check(&at(&[(50.0, 700.0, "⻘⼭県")]), &["青山県"]);
}

#[test]
fn a_paragraph_that_fills_its_last_line_ends_where_the_next_is_set_in() {
    // Twenty characters of ten points; first lines are set in by one of them.
    let (full, set_in) = ("あいうえおかきくけこさしすせそたちつてと", "あいうえおかきくけこさしすせそたちつて");
    let whole = "あいうえおかきくけこさしすせそたちつ。";
    let lines = [(60.0, set_in), (50.0, full), (50.0, "おわり。"), (60.0, whole), (60.0, whole)];
    let rows: Vec<(f64, f64, &str)> =
        (0u32..).zip(lines.repeat(4)).map(|(row, (x, text))| (x, 780.0 - 15.0 * f64::from(row), text)).collect();
    let draft = minutes(
        &pdf(&[at(
            &[&[(50.0, 800.0, "第１回会議　議事録"), (50.0, 790.0, "日時　令和４年４月１４日")], &rows[..]].concat()
        )]),
        "a.pdf",
    );
    assert_eq!(draft.remarks[0].block_lines.len(), 12, "{}", draft.remarks[0].body);
}
