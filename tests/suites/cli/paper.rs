//! Paper: volumes, templates, drafts, and what a PDF says about itself.

use gijicho_tests::command_line::Library;
use gijicho_tests::place;
use serde_json::Value;

/// A library with the first meetings of the samples, and the first one's id.
fn library() -> Option<(Library, String)> {
    let library = Library::new()?;
    for document in place::sample_minutes().iter().take(2) {
        library.done([std::ffi::OsStr::new("import"), document.as_os_str()]);
    }
    let list = library.done(["meetings", "list", "--json"]);
    let list: Value = serde_json::from_str(&list.out).unwrap();
    let id = list["meetings"][0]["id"].as_str().unwrap().to_owned();
    Some((library, id))
}

fn verdict(library: &Library, file: &str) -> (String, Option<i32>) {
    let answer = library.run(["verify", "--json", file]);
    let verdict: Value = serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{answer}"));
    assert!(!verdict["message"].as_str().unwrap().is_empty());
    (verdict["verdict"].as_str().unwrap().to_owned(), answer.status)
}

#[test]
fn a_pdf_of_a_version_is_told_from_one_that_was_changed() {
    let Some((library, id)) = library() else { return };
    let file = |name: &str| library.folder().join(name).display().to_string();
    let (early, sound, changed) = (file("early.pdf"), file("sound.pdf"), file("changed.pdf"));
    library.done(["export", "minutes", &id, "--format", "pdf", "-o", &early]);
    gijicho_tests::drafting::Desk::open(&library.path(), "書く人").settle(&id);
    library.done(["meetings", "finalise", &id, "--reason", "確定"]);
    library.done(["export", "minutes", &id, "--format", "pdf", "-o", &sound]);
    let mut bytes = std::fs::read(&sound).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&changed, bytes).unwrap();
    assert_eq!(verdict(&library, &early), ("not_final".to_owned(), Some(1)));
    assert_eq!(verdict(&library, &sound), ("unchanged".to_owned(), Some(0)));
    assert_eq!(verdict(&library, &changed), ("changed".to_owned(), Some(1)));
    let other = library.file("other.pdf", b"%PDF-1.7 of somebody else");
    assert_eq!(verdict(&library, &other.display().to_string()), ("not_ours".to_owned(), Some(1)));
}

#[test]
fn a_version_is_written_in_every_form_and_one_that_is_not_there_in_none() {
    let Some((library, id)) = library() else { return };
    gijicho_tests::drafting::Desk::open(&library.path(), "書く人").settle(&id);
    library.done(["meetings", "finalise", &id, "--reason", "確定"]);
    let file = library.folder().join("version").display().to_string();
    for format in ["pdf", "docx", "txt", "md", "html", "json", "akn", "speeches"] {
        library.done(["export", "minutes", &id, "--format", format, "--version", "1", "-o", &file]);
        std::fs::remove_file(&file).unwrap();
        let refused = library.run(["export", "minutes", &id, "--format", format, "--version", "99", "-o", &file]);
        assert_eq!(refused.status, Some(3), "{format}: {refused}");
        assert!(!std::path::Path::new(&file).exists(), "{format}");
    }
}

#[test]
fn a_year_is_bound_in_one_file() {
    let Some((library, _)) = library() else { return };
    let file = library.folder().join("year.pdf").display().to_string();
    let answer = library.done(["export", "minutes", "--fiscal-year", "R3", "--format", "pdf", "-o", &file, "--json"]);
    let written: Value = serde_json::from_str(&answer.out).unwrap();
    assert!(written["pages"].as_u64().unwrap() > 8, "{written:#}");
    let none = library.run(["export", "minutes", "--fiscal-year", "R1", "--format", "pdf", "-o", &file]);
    assert_eq!(none.status, Some(3), "{none}");
    none.assert_one_japanese_line();
}

#[test]
fn a_template_can_be_copied_changed_and_used() {
    let Some((library, id)) = library() else { return };
    library.done(["templates", "copy", "わが課"]);
    let settings = library.path().join("templates/わが課/template.toml");
    let text = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, text.replace("characters = 40", "characters = 30")).unwrap();
    library.done(["templates", "check", "わが課"]);
    let pages = |template: &str| {
        let file = library.folder().join("paper.pdf").display().to_string();
        let answer =
            library.done(["export", "minutes", &id, "--format", "pdf", "--template", template, "-o", &file, "--json"]);
        serde_json::from_str::<Value>(&answer.out).unwrap()["pages"].as_u64().unwrap()
    };
    assert!(pages("わが課") > pages("標準"));
    std::fs::write(&settings, "[page]\ncharacters = 4\n").unwrap();
    let check = library.run(["templates", "check", "わが課"]);
    assert_eq!(check.status, Some(1), "{check}");
    assert!(check.out.contains("template.toml 2 行目"), "{check}");
    let refused = library.run(["export", "minutes", &id, "--format", "pdf", "--template", "../わが課"]);
    assert_eq!(refused.status, Some(3), "{refused}");
    refused.assert_one_japanese_line();
}
