//! A Word document that came back from its round: what people said and changed, in a file of ours.

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::place;

/// What somebody did to words that stand in one run of the document.
pub enum Said<'a> {
    /// Said something about them: who, about which words, what.
    Comment(&'a str, &'a str, &'a str),
    /// Put others in their place: who, which words, which others.
    Change(&'a str, &'a str, &'a str),
}

/// The date of everything that is said.
const DATE: &str = "w:date=\"2024-09-20T09:00:00Z\"";
const MAIN: &str = "word/document.xml";
const OPEN: &str = "<w:r><w:t xml:space=\"preserve\">";
const CLOSE: &str = "</w:t></w:r>";

/// The document as it comes back, with comments and tracked changes as office programs write them.
pub fn returned(sent: &[u8], said: &[Said<'_>]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(sent)).expect("what was sent is an archive");
    let names = archive.file_names().map(|name| name.expect("a part has a name").into_owned());
    let names: Vec<String> = names.collect();
    let mut comments = String::new();
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &[u8]| {
        written.start_file(name, SimpleFileOptions::default()).expect("a file in an archive");
        written.write_all(text).expect("bytes in memory");
    };
    for name in names {
        let mut text = String::new();
        archive.by_name(&name).expect("a part").read_to_string(&mut text).expect("a part is text");
        match name.as_str() {
            MAIN => {
                for (id, one) in said.iter().enumerate() {
                    text = with(&text, id, one);
                    if let Said::Comment(who, _, words) = one {
                        let _ = write!(
                            comments,
                            "<w:comment w:id=\"{id}\" w:author=\"{who}\" {DATE}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:comment>"
                        );
                    }
                }
            }
            "word/_rels/document.xml.rels" => {
                let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
                let relation = format!("<Relationship Id=\"said\" Type=\"{kind}\" Target=\"comments.xml\"/>");
                text = text.replace("</Relationships>", &format!("{relation}</Relationships>"));
            }
            "[Content_Types].xml" => {
                let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
                let part = format!("<Override PartName=\"/word/comments.xml\" ContentType=\"{kind}\"/>");
                text = text.replace("</Types>", &format!("{part}</Types>"));
            }
            _ => {}
        }
        put(&name, text.as_bytes());
    }
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let comments =
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:comments xmlns:w=\"{space}\">{comments}</w:comments>");
    put("word/comments.xml", comments.as_bytes());
    written.finish().expect("an archive in memory").into_inner()
}

/// The text of the document with one thing more said about it.
fn with(text: &str, id: usize, said: &Said<'_>) -> String {
    let (Said::Comment(_, words, _) | Said::Change(_, words, _)) = said;
    let at = text.find(words).unwrap_or_else(|| panic!("「{words}」 stands in no run of the document"));
    let (before, after) = (&text[..at], &text[at + words.len()..]);
    let run = |text: &str| format!("{OPEN}{text}{CLOSE}");
    let here = match said {
        Said::Comment(..) => format!(
            "<w:commentRangeStart w:id=\"{id}\"/>{}<w:commentRangeEnd w:id=\"{id}\"/>\
             <w:r><w:commentReference w:id=\"{id}\"/></w:r>",
            run(words),
        ),
        Said::Change(who, _, others) => {
            let gone = run(words).replace("w:t", "w:delText");
            let [gone, put] = [("del", gone), ("ins", run(others))].map(|(kind, run)| {
                format!("<w:{kind} w:id=\"{}\" w:author=\"{who}\" {DATE}>{run}</w:{kind}>", 100 + id)
            });
            format!("{gone}{put}")
        }
    };
    format!("{before}{CLOSE}{here}{OPEN}{after}")
}

/// The document as LibreOffice saves it after opening it; `None`, with a plain line, where there is none.
pub fn saved_by_an_office(file: &Path, folder: &Path) -> Option<PathBuf> {
    if !place::finds("soffice") {
        println!("skipped: LibreOffice is not on this machine, the document is taken as it is written here");
        return None;
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("office").display());
    let out = folder.join("saved");
    let mut office = Command::new("soffice");
    office
        .args([profile.as_str(), "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"])
        .arg(&out)
        .arg(file);
    let ended =
        office.env("HOME", folder).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("an office starts");
    assert!(ended.success(), "the office program does not save {}", file.display());
    Some(out.join(file.file_name()?))
}
