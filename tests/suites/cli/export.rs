//! `export`: paper that other programs accept, and text that comes back in unchanged.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use gijicho_import::Hints;
use gijicho_model::{Register, body};
use gijicho_tests::command_line::{Answer, Library, answer};
use gijicho_tests::gold::{self, folded};
use gijicho_tests::place;
use serde_json::Value;

/// Documents of others, where there are any, and some of our own.
fn documents() -> Vec<PathBuf> {
    published().into_iter().chain(place::sample_minutes().into_iter().step_by(6)).collect()
}

/// Documents of others, where there are any.
fn published() -> Vec<PathBuf> {
    let published = ["001_8b7134eadf3b3765.txt", "003_acf9ea6dad0b912a.txt", "004_d1f4932083dd1277.txt"];
    published.iter().filter_map(|name| place::shared(&format!("seeds/{name}"))).collect()
}

/// A library with one meeting in it, and what the importer said of it.
fn with(document: &Path) -> Option<(Library, Value)> {
    let library = Library::new()?;
    let draft = library.draft(document);
    library.done([OsStr::new("import"), OsStr::new("--body"), OsStr::new("青海県推進本部"), document.as_os_str()]);
    Some((library, draft))
}

fn export(library: &Library, draft: &Value, format: &str) -> PathBuf {
    let paper = library.folder().join(format!("paper.{format}"));
    let held_on = draft["meeting"]["held_on"].as_str().unwrap();
    library.done([
        OsStr::new("export"),
        OsStr::new("minutes"),
        OsStr::new(held_on),
        OsStr::new("--format"),
        OsStr::new(format),
        OsStr::new("-o"),
        paper.as_os_str(),
    ]);
    paper
}

#[test]
fn text_that_goes_out_comes_back_in_unchanged() {
    for document in documents() {
        let Some((library, draft)) = with(&document) else { return };
        let again = library.draft(&export(&library, &draft, "txt"));
        let differences = gold::differences(&again, &gold::notes(&draft));
        assert!(differences.is_empty(), "{}\n{}", document.display(), differences.join("\n"));
    }
}

fn tool(program: &str, arguments: &[&str], paper: &Path) -> Answer {
    let answer = answer(Command::new(program).args(arguments).arg(paper));
    assert_eq!(answer.status, Some(0), "{answer}");
    answer
}

#[test]
fn the_pdf_is_sound_and_says_what_a_reader_program_needs() {
    if !place::has_tool("qpdf", "qpdf") {
        return;
    }
    for document in documents() {
        let Some((library, draft)) = with(&document) else { return };
        let paper = export(&library, &draft, "pdf");
        tool("qpdf", &["--check"], &paper);
        let json = answer(Command::new("qpdf").args(["--json", "--json-key=qpdf", "--json-key=outlines"]).arg(&paper));
        let pdf: Value = serde_json::from_str(&json.out).unwrap();
        let outlines = pdf["outlines"].as_array().unwrap();
        assert!(!outlines.is_empty(), "no bookmarks");
        let objects = pdf["qpdf"][1].as_object().unwrap();
        let catalog =
            objects.values().find(|object| object.pointer("/value/~1Type") == Some(&"/Catalog".into())).unwrap();
        let catalog = &catalog["value"];
        assert!(catalog["/Lang"].as_str().is_some_and(|language| language.starts_with("u:ja")), "{catalog:#}");
        assert_eq!(catalog["/MarkInfo"]["/Marked"], true, "{catalog:#}");
        assert!(catalog["/StructTreeRoot"].is_string(), "{catalog:#}");
    }
}

#[test]
fn every_font_of_the_pdf_is_embedded_with_its_characters() {
    if !place::has_tool("pdffonts", "poppler-utils") {
        return;
    }
    for document in documents() {
        let Some((library, draft)) = with(&document) else { return };
        let listing = tool("pdffonts", &[], &export(&library, &draft, "pdf")).out;
        let fonts: Vec<&str> = listing.lines().skip(2).collect();
        assert!(!fonts.is_empty(), "{listing}");
        for font in fonts {
            // … emb sub uni object ID
            let columns: Vec<&str> = font.split_whitespace().rev().collect();
            assert_eq!((columns[4], columns[2]), ("yes", "yes"), "{font}");
        }
    }
}

#[test]
fn text_taken_from_the_pdf_is_the_text_that_went_in() {
    if !place::has_tool("pdftotext", "poppler-utils") {
        return;
    }
    for document in documents() {
        let Some((library, draft)) = with(&document) else { return };
        let paper = export(&library, &draft, "pdf");
        let text = answer(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&paper).arg("-"));
        let text = folded(&without_page_numbers(&text.out));
        let mut rest = text.as_str();
        for remark in draft["remarks"].as_array().unwrap() {
            let spoken = folded(&body::plain(remark["body"].as_str().unwrap()));
            let printed = folded(remark["speaker"]["printed"].as_str().unwrap_or_default());
            for part in [printed, spoken] {
                let place = rest
                    .find(&part)
                    .unwrap_or_else(|| panic!("{}: not in order in the PDF: {part}\n{text}", document.display()));
                rest = &rest[place + part.len()..];
            }
        }
        for item in draft["agenda"].as_array().unwrap() {
            assert!(text.contains(&folded(item["title"].as_str().unwrap())), "{item:#}");
        }
    }
}

#[test]
fn two_readers_that_know_nothing_of_each_other_find_the_source_in_the_pdf_to_the_character() {
    if !place::has_tool("pdftotext", "poppler-utils") {
        return;
    }
    for document in published() {
        let Some((library, draft)) = with(&document) else { return };
        let source = folded(&without_list_marks(&std::fs::read_to_string(&document).unwrap()));
        let paper = export(&library, &draft, "pdf");
        let by_poppler = answer(Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&paper).arg("-")).out;
        let register = Register::default();
        let hints = Hints {
            file_name: "paper.pdf",
            kind: None,
            encoding: None,
            register: &register,
            choices: &[],
            columns: None,
        };
        let lines = gijicho_import::text_of(&std::fs::read(&paper).unwrap(), &hints).unwrap().lines;
        let by_hayro = lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n");
        for (reader, text) in [("pdftotext", by_poppler), ("hayro", by_hayro)] {
            let text = folded(&without_page_numbers(&text));
            assert_eq!(text, source, "{reader}: {}", document.display());
        }
    }
}

/// A source in Markdown marks every line of a list; the paper prints the text of the line.
fn without_list_marks(text: &str) -> String {
    text.lines().map(|line| line.trim_start().strip_prefix("- ").unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// Page numbers stand between the lines of a sentence that goes over the page.
fn without_page_numbers(text: &str) -> String {
    let is_number = |line: &str| {
        let line = folded(line);
        !line.is_empty() && line.chars().all(|c| c.is_ascii_digit() || "-/".contains(c))
    };
    text.replace('\u{c}', "\n").lines().filter(|line| !is_number(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn json_that_goes_out_holds_every_remark() {
    let Some((library, draft)) = with(&place::sample_minutes()[0]) else { return };
    let paper = export(&library, &draft, "json");
    let text = std::fs::read_to_string(paper).unwrap();
    let _: Value = serde_json::from_str(&text).unwrap();
    for remark in draft["remarks"].as_array().unwrap() {
        let body = serde_json::to_string(&remark["body"]).unwrap();
        assert!(text.contains(body.trim_matches('"')), "{remark:#}");
    }
}

#[test]
fn a_paper_that_cannot_be_written_is_refused_and_leaves_nothing_behind() {
    let Some((library, draft)) = with(&place::sample_minutes()[0]) else { return };
    let held_on = draft["meeting"]["held_on"].as_str().unwrap();
    // Who only reads may leave an empty log of the database; the next who writes takes it away.
    let contents = || {
        let mut contents = library.contents();
        contents.retain(|path, _| !path.to_string_lossy().ends_with("-wal"));
        contents
    };
    let before = contents();
    for (meeting, format, target) in
        [(held_on, "pdf", "no/such/folder/paper.pdf"), (held_on, "nonsense", "paper.x"), ("R99-1", "pdf", "paper.pdf")]
    {
        let answer = library.run(["export", "minutes", meeting, "--format", format, "-o", target]);
        assert!(matches!(answer.status, Some(2 | 3)), "{answer}");
        answer.assert_one_japanese_line();
    }
    assert_eq!(contents(), before);
}
