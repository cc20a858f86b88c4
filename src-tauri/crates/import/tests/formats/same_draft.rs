//! The same minutes in every format give the same draft.

use super::write::{Drawing, docx, escaped, paragraph, pdf, text_cell, xlsx};
use super::{MINUTES, essence, minutes};

fn printed() -> impl Iterator<Item = &'static str> {
    MINUTES.lines().filter(|line| !line.trim().is_empty())
}

fn check(bytes: &[u8], file_name: &str) {
    let expected = essence(&minutes(MINUTES.as_bytes(), "minutes.txt"));
    let draft = minutes(bytes, file_name);
    assert_eq!(essence(&draft), expected, "{file_name}");
    assert_eq!(draft.coverage.placed, draft.coverage.characters, "{:?}", draft.unplaced);
}

#[test]
fn word() {
    let body: String = MINUTES.lines().map(paragraph).collect();
    check(&docx(&body, &[]), "minutes.docx");
    check(&docx(&body, &[]), "minutes.txt");
}

#[test]
fn a_web_page() {
    let body: String = printed().map(|line| format!("<p>{}</p>\n", escaped(line))).collect();
    let page = format!("<!DOCTYPE html><html><body>{body}</body></html>");
    check(page.as_bytes(), "minutes.html");
    check(page.as_bytes(), "minutes.md");
}

#[test]
fn a_page_of_this_product() {
    // As the exporter writes: headings for items and speakers, lists for items.
    let mut body = String::new();
    for line in printed() {
        let text = escaped(line.trim_start_matches('\u{3000}'));
        body += &match line.chars().next() {
            Some('令') => format!("<h1>{text}</h1>\n"),
            Some('議') => format!("<h2 class=\"item\">{text}</h2>\n"),
            Some('●' | '☆') => format!("<h3 class=\"speaker\">{text}</h3>\n"),
            Some('・') => format!("<ul>\n<li>{}</li>\n</ul>\n", &text['・'.len_utf8()..]),
            _ => format!("<p>{text}</p>\n"),
        };
    }
    check(format!("<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<title>議事概要</title>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n").as_bytes(), "minutes.html");
}

#[test]
fn markdown_of_this_product() {
    let mut text = String::new();
    for line in printed() {
        let line = line.trim_start_matches('\u{3000}');
        text += &match line.chars().next() {
            Some('令') => format!("# {line}\n\n"),
            Some('議') => format!("## {line}\n\n"),
            Some('●' | '☆') => format!("### {line}\n\n"),
            Some('・') => format!("- {}\n", &line['・'.len_utf8()..]),
            _ => format!("\n{line}\n\n"),
        };
    }
    check(text.as_bytes(), "minutes.md");
}

#[test]
fn cells_of_a_sheet() {
    let rows: String = printed()
        .enumerate()
        .map(|(at, line)| format!("<row r=\"{0}\">{1}</row>", at + 1, text_cell(&format!("A{}", at + 1), line)))
        .collect();
    check(&xlsx(&[("議事概要", "", &format!("<sheetData>{rows}</sheetData>"))]), "minutes.xlsx");
}

/// Lines of the minutes as a margin breaks them: 36 full-width characters of 12 points.
fn wrapped() -> Vec<String> {
    let mut lines = Vec::new();
    for line in printed() {
        let chars: Vec<char> = line.chars().collect();
        lines.extend(chars.chunks(36).map(|chunk| chunk.iter().collect()));
    }
    lines
}

#[test]
fn pages() {
    let mut pages = Vec::new();
    for chunk in wrapped().chunks(12) {
        let number = pages.len() + 1;
        let mut page = Drawing::default().text(60.0, 800.0, 9.0, "青海県デジタル県庁推進本部 資料").text(
            290.0,
            30.0,
            9.0,
            &format!("{number}"),
        );
        for (at, line) in (0u32..).zip(chunk) {
            page = page.text(60.0, 700.0 - f64::from(at) * 20.0, 12.0, line);
        }
        pages.push(page);
    }
    check(&pdf(&pages), "minutes.pdf");
    let draft = minutes(&pdf(&pages), "minutes.pdf");
    let mut left_out = super::left_out(&draft);
    left_out.sort_unstable();
    left_out.dedup();
    assert_eq!(left_out, ["1", "2", "青海県デジタル県庁推進本部 資料"]);
}

#[test]
fn vertical_pages() {
    let mut page = Drawing::default();
    for (at, line) in (0u32..).zip(wrapped()) {
        page = page.vertical(560.0 - f64::from(at) * 18.0, 780.0, 12.0, &line);
    }
    check(&pdf(&[page]), "minutes.pdf");
}

#[test]
fn turned_pages() {
    let mut page = Drawing { rotation: 90, ..Drawing::default() };
    // On a page that is shown turned, text is set turned the other way: here it is not, and stands
    // on its side for a reader. Its lines are the same.
    for (at, line) in (0u32..).zip(wrapped()) {
        page = page.text(60.0, 780.0 - f64::from(at) * 20.0, 12.0, &line);
    }
    check(&pdf(&[page]), "minutes.pdf");
}
