//! Markdown without its marks.

use super::with_hints;
use gijicho_import::{Format, text_of};

fn check(text: &str, file_name: &str, format: Format, expected: &[&str]) {
    let source = with_hints(file_name, |hints| text_of(text.as_bytes(), hints)).unwrap();
    let lines: Vec<&str> = source.lines.iter().map(|(_, line)| line.as_str()).filter(|line| !line.is_empty()).collect();
    assert_eq!((source.format, lines.as_slice()), (format, expected), "{text}");
}

#[test]
fn marks_are_resolved() {
    let md = |text, expected: &[&str]| check(text, "a.md", Format::Markdown, expected);
    md("# 標題\n\n**強い**言葉と\\*星\\*", &["標題", "強い言葉と*星*"]);
    md("一行目\n二行目\n\n次の段落", &["一行目", "二行目", "次の段落"]);
    md("- 甲\n- ・乙\n\n3. 丙\n4. 丁", &["・甲", "・乙", "3. 丙", "4. 丁"]);
    md("| 職 | 氏名 |\n|---|---|\n| 知事 | 青海 |", &["職\t氏名", "知事\t青海"]);
    md("一<br>二\n\n<p>枠の中</p>\n", &["一", "二", "枠の中"]);
}

#[test]
fn plain_text_is_no_markdown() {
    let text = "# 番号のない見出し\n本文である。";
    check(text, "a.txt", Format::Text, &["# 番号のない見出し", "本文である。"]);
    let told = "# 標題\n\n## 出席者\n\n| 職 | 氏名 |\n|---|---|\n| 知事 | 青海 |\n";
    check(told, "a.txt", Format::Markdown, &["標題", "出席者", "職\t氏名", "知事\t青海"]);
}

#[test]
fn a_long_text_is_read_in_pieces_that_tear_nothing_apart() {
    let paragraph = "**強い**言葉の段落である。\n\n".repeat(20_000);
    let text = format!("# 標題\n\n{paragraph}- 甲\n- 乙\n");
    let source = with_hints("a.md", |hints| text_of(text.as_bytes(), hints)).unwrap();
    let lines: Vec<&str> = source.lines.iter().map(|(_, line)| line.as_str()).filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 20_003);
    assert!(lines[1..20_001].iter().all(|line| *line == "強い言葉の段落である。"));
    assert_eq!(lines[20_001..], ["・甲", "・乙"]);
}
