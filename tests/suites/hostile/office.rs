//! Word and Excel: entities, depth, spans and places that no document has.

use std::fmt::Write as _;

use crate::made::{WORD, docx, docx_body, xlsx, zip};
use crate::{bounded, check, refused};

/// Entities that double, thirty times over.
fn laughs(root: &str) -> String {
    let mut dtd = String::from("<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY e0 \"笑\">");
    for level in 1..30 {
        let _ = write!(dtd, "<!ENTITY e{level} \"&e{};&e{};\">", level - 1, level - 1);
    }
    format!("{dtd}]>{root}")
}

fn nested(open: &str, close: &str, depth: usize) -> String {
    open.repeat(depth) + "深い" + &close.repeat(depth)
}

#[test]
fn word_documents_that_do_harm_are_refused_or_read_within_limits() {
    let entity = format!(
        r#"<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"#
    );
    let laughing = laughs(&format!(
        r#"<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&e29;</w:t></w:r></w:p></w:body></w:document>"#
    ));
    let mut attributes = String::from("<w:p");
    for n in 0..1_000_000 {
        let _ = write!(attributes, " a{n}=\"\"");
    }
    attributes.push_str("/>");
    let table = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2000000000\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>";
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"99999999\"/><w:numId w:val=\"-1\"/></w:numPr></w:pPr></w:p>";
    let spaces = format!(r#"<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t xml:space="preserve">"#)
        + &" ".repeat(150 << 20)
        + "</w:t></w:r></w:p></w:body></w:document>";
    check(vec![
        refused("実体.docx", docx(entity.as_bytes())),
        refused("笑い.docx", docx(laughing.as_bytes())),
        refused("深い段落.docx", docx_body(&nested("<w:p>", "</w:p>", 200_000))),
        refused("深い表.docx", docx_body(&nested("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 50_000))),
        refused("閉じない.docx", docx_body(&"<w:p><w:r>".repeat(300_000))),
        refused("属性.docx", docx_body(&attributes)),
        bounded("広い表.docx", docx_body(&table.repeat(1000))),
        refused("番号.docx", docx_body(&numbered.repeat(1000))),
        refused("空白.docx", docx(spaces.as_bytes())),
        refused("文字でない.docx", docx(b"<w:document>\xFF\xFE\x80</w:document>")),
        refused("途中まで.docx", docx(b"<w:document><w:body><w:p><w:r><w:t>")),
    ]);
}

#[test]
fn office_documents_without_their_parts_are_refused() {
    let whole = docx_body("<w:p><w:r><w:t>買い物の覚え。</w:t></w:r></w:p>");
    check(vec![
        refused("空.docx", zip(&[])),
        refused("種類だけ.docx", zip(&[("[Content_Types].xml", b"<Types/>")])),
        refused("本文なし.docx", zip(&[("[Content_Types].xml", b"<Types/>"), ("word/styles.xml", b"<a/>")])),
        refused("ほかの中身.docx", zip(&[("買い物.txt", "牛乳".as_bytes())])),
        refused("切れた.docx", whole[..whole.len() / 2].to_vec()),
        refused("切れた印.docx", whole[..40].to_vec()),
        refused("鍵.docx", [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 4096]].concat()),
        refused("鍵.xlsx", [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0xFF; 512]].concat()),
        refused("空.xlsx", zip(&[("xl/workbook.xml", b"")])),
    ]);
}

#[test]
fn workbooks_that_do_harm_are_refused_or_read_within_limits() {
    let corner = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>番号</t></is></c></row><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>隅</t></is></c></row></sheetData>"#;
    let merges = (0..5000).fold(String::from("<sheetData/><mergeCells>"), |mut all, _| {
        all.push_str(r#"<mergeCell ref="A1:XFD1048576"/>"#);
        all
    }) + "</mergeCells>";
    let outside = r#"<sheetData><row r="1"><c r="A1" t="s"><v>4294967295</v></c><c r="ZZZZZZ99999999999" t="s"><v>-1</v></c></row></sheetData>"#;
    let days = r#"<sheetData><row r="1"><c r="A1" s="1"><v>1e308</v></c><c r="B1"><v>-1e308</v></c><c r="C1" t="d"><v>9999-99-99</v></c></row></sheetData>"#;
    let plain = r#"<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>"#;
    let strings = format!(r"<si><t>{}</t></si>", "a".repeat(100 << 20));
    let whole = xlsx(plain, "<si><t>番号</t></si>");
    check(vec![
        refused("隅.xlsx", xlsx(corner, "")),
        refused("広さの嘘.xlsx", xlsx(&format!(r#"<dimension ref="A1:XFD1048576"/>{plain}"#), "<si><t>x</t></si>")),
        refused("結合.xlsx", xlsx(&merges, "")),
        refused("外の番号.xlsx", xlsx(outside, "")),
        refused("日付.xlsx", xlsx(days, "")),
        refused("長い文字.xlsx", xlsx(plain, &strings)),
        refused("数の嘘.xlsx", xlsx(plain, "</sst><sst count=\"99999999999\" uniqueCount=\"99999999999\">")),
        refused("笑い.xlsx", xlsx(&laughs("<sheetData/>"), "")),
        refused("深い.xlsx", xlsx(&nested("<sheetData>", "</sheetData>", 200_000), "")),
        refused("切れた.xlsx", whole[..whole.len() - 30].to_vec()),
    ]);
}
