//! Layouts of an office's own that take everything, or never end: each is refused in one clear line that
//! names the template, and the built-in one prints as before.

use std::ffi::OsStr;

use gijicho_tests::command_line::{Answer, Library};
use gijicho_tests::place;

const NAME: &str = "わが課";

fn print(library: &Library, template: &str) -> Answer {
    let out = library.folder().join("out.pdf");
    let _ = std::fs::remove_file(&out);
    let list = library.json(["meetings", "list"]);
    let id = list["meetings"][0]["id"].as_str().unwrap();
    let words = ["export", "minutes", id, "--format", "pdf", "--template", template, "-o"].map(OsStr::new);
    let answer = library.run(words.into_iter().chain([out.as_os_str()]));
    assert_eq!(out.exists(), answer.status == Some(0), "{answer}");
    answer
}

/// A library with minutes, and a template whose minutes are drawn by `source`.
fn with_layout(source: &str) -> Option<Library> {
    let library = Library::new()?;
    library.done([OsStr::new("import"), place::sample_minutes().first()?.as_os_str()]);
    library.done(["templates", "copy", NAME, "--layout"]);
    let file = library.path().join("templates").join(NAME).join("minutes.typ");
    std::fs::write(file, source).unwrap();
    Some(library)
}

/// Printing with such a layout is refused with these words, and nothing else is harmed.
fn check(source: &str, says: &[&str]) {
    let Some(library) = with_layout(source) else { return };
    let refused = print(&library, NAME);
    assert_eq!(refused.status, Some(3), "{source}: {refused}");
    assert_eq!(super::is_clear(&refused), Ok(()), "{source}");
    for word in says {
        assert!(refused.err.contains(word), "{source}: {refused}");
    }
    assert_eq!(print(&library, "標準").status, Some(0), "the built-in one prints as before");
}

#[test]
fn a_mistake_is_named_with_its_file_and_line() {
    check("#let data = json(\"/data.json\")\n#data.nothing\n", &[NAME, "minutes.typ", "2"]);
    check("#while true { 1 }\n", &[NAME, "minutes.typ", "1"]);
    check("#let f(n) = f(n + 1)\n\n#f(0)\n", &[NAME, "minutes.typ"]);
}

#[test]
fn a_layout_that_takes_all_memory_takes_none_of_ours() {
    check("#for i in range(1000000000) [x]\n", &[NAME]);
    check("#let a = (\"x\" * 1000000,)\n#for i in range(40) { a = a + a }\n#a.len()\n", &[NAME]);
    check("#set page(height: auto, width: 1000000mm)\n#for i in range(9000000) [x #parbreak()]\n", &[NAME]);
}
