//! Text, markup and captions: depth, encodings that break off, times that cannot be.

use std::fmt::Write as _;
use std::fs::File;

use gijicho_tests::command_line::Library;

use crate::pdf::noise;
use crate::{Expected, bounded, check, check_file, refused};

/// Files that are web pages by their first tag and by one that is closed.
#[test]
fn web_pages_that_do_harm_are_refused_or_read_within_limits() {
    let numbered = |times: u32, tag: fn(u32) -> String| (0..times).map(tag).collect::<String>();
    let page = |body: &str| format!("<html><body>{body}</body></html>");
    check(vec![
        refused("深い.html", page(&"<div>".repeat(300_000))),
        refused("太い.html", page(&"<b>".repeat(200_000))),
        refused("交わる.html", page(&"<b><i><div></b></i></div>森".repeat(5_000))),
        refused("開き直す.html", page(&(numbered(1000, |n| format!("<b a{n}>")) + &"<p>森".repeat(20_000)))),
        refused("表の中の表.html", page(&"<table><tr><td>".repeat(50_000))),
        refused(
            "広い表.html",
            page(&("<table>".to_owned() + &"<td colspan=1000000000 rowspan=65534>a</td>".repeat(3000))),
        ),
        refused("長い表.html", page(&("<table><td colspan=1000 rowspan=65534>a".to_owned() + &"<tr>".repeat(60_000)))),
        refused(
            "属性.html",
            page(&(numbered(1_000_000, |n| format!("{} a{n}", if n == 0 { "<p" } else { "" })) + ">")),
        ),
        refused("詰めた属性.html", page(&("<p".to_owned() + &"/a='>'b".repeat(500_000) + ">"))),
        refused("終わらない注.html", page("<p>") + "<!--" + &"-".repeat(1_000_000)),
        refused("終わらない手順.html", page("<p>") + "<script>" + &"<".repeat(200_000)),
        refused("実体.html", page(&"&#x110000;&#xD800;&#0;&amp".repeat(5_000))),
        refused("宣言.html", "<!DOCTYPE html [<!ENTITY b \"c\">]><p>&b;</p>"),
    ]);
}

#[test]
fn markdown_of_great_depth_is_refused_or_read_within_limits() {
    check(vec![
        bounded("引用.md", "> ".repeat(100_000) + "深い"),
        bounded("箇条.md", (0..5000).fold(String::new(), |all, depth| all + &"  ".repeat(depth % 500) + "- あ\n")),
        refused("括弧.md", "[".repeat(200_000) + "あ" + &"](b)".repeat(200_000)),
        bounded("強調.md", "*あ _い ".repeat(40_000)),
        bounded("印.md", "*a_b`c~".repeat(40_000)),
        refused("枠.md", "<p>\n\n".repeat(100_000)),
        bounded("見出し.md", "#".repeat(1_000_000)),
    ]);
}

#[test]
fn captions_with_times_that_cannot_be_are_refused_or_read_within_limits() {
    let mut overlapping = String::from("WEBVTT\n\n");
    for n in 0..2000 {
        let _ = write!(overlapping, "00:{:02}:00.000 --> 00:00:{:02}.000\n<v 森>重なる\n\n", 59 - n % 60, n % 60);
    }
    check(vec![
        bounded("重なり.vtt", overlapping),
        bounded("大きな時.vtt", "WEBVTT\n\n99999999999999:00:00.000 --> 99999999999999999999:99:99.999\nあ\n"),
        bounded("負の時.vtt", "WEBVTT\n\n-00:00:01.000 --> -99:00:00.000\nあ\n"),
        bounded("逆の時.srt", "1\n00:00:09,000 --> 00:00:01,000\nあ\n\n-5\n4294967296:00:00,0 --> 0,0\nい\n"),
        refused("印だけ.vtt", "WEBVTT"),
    ]);
}

#[test]
fn texts_without_measure_or_encoding_are_refused_or_read_within_limits() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain([0x00, 0xD8].repeat(100_000)).collect();
    check(vec![
        refused("零.txt", b""),
        refused("印.txt", *b"\xEF\xBB\xBF"),
        refused("空白.txt", " \n\u{3000}\n".repeat(100_000)),
        refused("壊れた対.txt", utf16),
        refused("半端.txt", *b"\xFF\xFEa"),
        refused("逃げ.txt", b"\x1B$B\x1B(B\x1B$B!".repeat(100_000)),
        refused("乱れ.txt", noise(1_000_000)),
        refused("零ばかり.txt", vec![0; 1_000_000]),
        bounded("一行.txt", "あ".repeat(1_500_000)),
        refused("短い行.txt", "あ\n".repeat(3_000_000)),
        bounded("印ばかり.txt", "●\n☆\n議題１\n".repeat(10_000)),
        bounded("括弧ばかり.txt", "（".repeat(200_000)),
        refused("名は文字.txt", *b"%PDF-1.7\n"),
        refused("名は頁.pdf", *b"\x89PNG\r\n\x1A\n"),
        refused("名は文書.docx", noise(100_000)),
        refused("名は表.xlsx", "番号,取組\n".repeat(10)),
        refused("名は網.html", noise(300_000)),
        refused("名は束.zip", noise(100_000)),
    ]);
}

#[test]
fn a_file_of_a_gigabyte_is_refused_whatever_it_is_called() {
    let Some(library) = Library::new() else { return };
    for name in ["大.txt", "大.pdf", "大.zip", "大.docx", "大.csv"] {
        let file = library.file(name, "");
        File::options().write(true).open(&file).unwrap().set_len(1 << 30).unwrap();
        check_file(&library, &file, Expected::Refused).unwrap();
        std::fs::remove_file(&file).unwrap();
    }
    assert!(!library.path().exists());
}
