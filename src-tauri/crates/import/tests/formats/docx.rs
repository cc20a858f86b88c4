//! What Word prints and its text does not hold, and the other way round.

use super::write::{docx, paragraph, zip};
use super::{lines, minutes, read, source};
use gijicho_import::{Format, ImportError};

fn check(body: &str, parts: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(lines(&docx(body, parts)), expected);
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

#[test]
fn runs_are_put_together_as_they_are_printed() {
    let cases = [
        ("<w:r><w:t>あ</w:t><w:tab/><w:t>い</w:t></w:r>", "あ\tい"),
        ("<w:r><w:t>あ</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>い</w:t></w:r>", "あ-い"),
        ("<w:r><w:t>&amp;&lt;&#x3042;</w:t></w:r>", "&<あ"),
        ("<w:r><w:t>見</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隠</w:t></w:r>", "見"),
        ("<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>見</w:t></w:r>", "見"),
        ("<w:hyperlink><w:smartTag><w:r><w:t>深</w:t></w:r></w:smartTag></w:hyperlink>", "深"),
        ("<w:sdt><w:sdtContent><w:r><w:t>欄</w:t></w:r></w:sdtContent></w:sdt>", "欄"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>しお</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>潮</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "潮",
        ),
        ("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F06E\"/><w:t>印</w:t></w:r>", "■印"),
        (
            "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType=\"separate\"/><w:t>3</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>",
            "3",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:t>新</w:t></mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "新",
        ),
    ];
    for (runs, text) in cases {
        check(&format!("<w:p>{runs}</w:p>"), &[], &[text]);
    }
}

#[test]
fn a_line_break_ends_a_line() {
    check(
        "<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:br w:type=\"page\"/><w:t>三</w:t></w:r></w:p>",
        &[],
        &["一", "二三"],
    );
}

#[test]
fn tracked_changes_are_read_as_accepted_and_told() {
    let body = format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>古い</w:delText></w:r></w:del></w:p>",
        run("会議の"),
        run("新しい")
    );
    assert_eq!(lines(&docx(&body, &[])), ["会議の新しい", "古い"]);
    let whole: String = super::MINUTES.lines().map(paragraph).collect::<String>() + &body;
    let draft = minutes(&docx(&whole, &[]), "a.docx");
    assert_eq!(super::left_out(&draft), ["古い"]);
    assert!(draft.remarks.last().unwrap().body.ends_with("会議の新しい"));
    assert!(draft.warnings.iter().any(|warning| warning.code == "tracked-changes"));
}

#[test]
fn a_deleted_paragraph_end_joins_the_next_paragraph() {
    let body = format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p><w:p>{}</w:p>", run("前"), run("後"));
    check(&body, &[], &["前後"]);
}

#[test]
fn automatic_numbers_are_printed() {
    let level = |at: u32, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:suff w:val=\"nothing\"/></w:lvl>"
        )
    };
    let numbering = format!(
        "<w:numbering><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
         <w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>",
        level(0, "decimalFullWidth", "議題%1　"),
        level(1, "aiueoFullWidth", "%2）"),
        level(2, "japaneseCounting", "%1-%2-%3 "),
        level(0, "bullet", "\u{F0B7}"),
    );
    let numbered = |list: u32, level: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
            run(text)
        )
    };
    let body = [
        numbered(1, 0, "甲"),
        numbered(1, 1, "子"),
        numbered(1, 1, "丑"),
        numbered(1, 2, "寅"),
        numbered(1, 0, "乙"),
        numbered(1, 1, "子"),
        numbered(2, 0, "丙"),
        numbered(2, 0, "丁"),
        numbered(3, 0, "点"),
        numbered(0, 0, "無"),
    ];
    let expected = [
        "議題１　甲",
        "ア）子",
        "イ）丑",
        "１-イ-一 寅",
        "議題２　乙",
        "ア）子",
        "議題５　丙",
        "議題６　丁",
        "・点",
        "無",
    ];
    check(&body.concat(), &[("word/numbering.xml", &numbering)], &expected);
}

#[test]
fn a_table_is_rows_with_merged_cells() {
    let cell = |properties: &str, text: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(text));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:vMerge w:val=\"restart\"/>", "部局"),
        cell("<w:gridSpan w:val=\"2\"/>", "出席者"),
        cell("<w:vMerge/>", ""),
        cell("", "知事"),
        cell("", "青海"),
    );
    check(&body, &[], &["部局\t出席者", "\t知事\t青海"]);
}

#[test]
fn a_frame_around_text_is_text() {
    let body = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", paragraph("一つ目"), paragraph("二つ目"));
    check(&body, &[], &["一つ目", "二つ目"]);
}

#[test]
fn notes_and_boxes_stand_after_their_paragraph() {
    let notes =
        "<w:footnotes><w:footnote w:id=\"2\"><w:p><w:r><w:t>出典は統計</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let body = format!(
        "<w:p>{}<w:r><w:footnoteReference w:id=\"2\"/><w:drawing><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></w:drawing></w:r></w:p>{}",
        run("本文"),
        paragraph("箱の中"),
        paragraph("次")
    );
    check(&body, &[("word/footnotes.xml", notes)], &["本文", "箱の中", "（注2）出典は統計", "次"]);
}

#[test]
fn heads_and_feet_of_pages_are_left_out() {
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"x/header\" Target=\"header1.xml\"/><Relationship Id=\"s\" Type=\"x/footer\" Target=\"footer1.xml\"/></Relationships>";
    let (head, foot) =
        (format!("<w:hdr>{}</w:hdr>", paragraph("部外秘")), format!("<w:ftr>{}</w:ftr>", paragraph("3 頁のうち")));
    let body: String = super::MINUTES.lines().map(paragraph).collect();
    let bytes = docx(
        &body,
        &[("word/_rels/document.xml.rels", relations), ("word/header1.xml", &head), ("word/footer1.xml", &foot)],
    );
    assert_eq!(super::left_out(&minutes(&bytes, "a.docx")), ["部外秘", "3 頁のうち"]);
}

#[test]
fn what_is_no_sound_document_is_refused() {
    let deep = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(150), "</w:sdtContent></w:sdt>".repeat(150));
    let dtd = "<!DOCTYPE w [<!ENTITY a \"aaaa\">]><w:document><w:body><w:p>&a;</w:p></w:body></w:document>";
    let damaged = |bytes: &[u8]| matches!(source(bytes), Err(ImportError::Damaged { format: Format::Docx, .. }));
    assert_eq!(source(&docx(&deep, &[])), Err(ImportError::TooDeep { limit: 200 }));
    assert!(damaged(&zip(&[("word/document.xml", dtd.as_bytes())])));
    assert!(damaged(&zip(&[("word/document.xml", b"<w:document><w:body><w:p></w:document>")])));
    assert!(damaged(&docx("<w:p><w:r><w:t>&unknown;</w:t></w:r></w:p>", &[])));
    assert_eq!(read(&docx("<w:p/>", &[]), "a.docx"), Err(ImportError::Empty));
}
