//! `export site`: a folder of pages in which every link leads somewhere, and whose search, without
//! a server, finds what the program finds.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use gijicho_tests::command_line::{Library, answer};
use gijicho_tests::published;

/// A library with the sample meetings, and its pages.
fn published() -> Option<(Library, PathBuf)> {
    let library = Library::new()?;
    library.done(["demo"]);
    let folder = library.folder().join("site");
    let site = folder.clone();
    library.done([
        OsStr::new("export"),
        OsStr::new("site"),
        OsStr::new("--drafts"),
        OsStr::new("-o"),
        site.as_os_str(),
    ]);
    Some((library, folder))
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension() == Some(OsStr::new("html")) {
                pages.push(path);
            }
        }
    }
    pages
}

#[test]
fn every_link_leads_to_a_place_in_the_folder() {
    let Some((_library, folder)) = published() else { return };
    let pages = pages(&folder);
    assert!(pages.len() > 20);
    for page in &pages {
        let text = std::fs::read_to_string(page).unwrap();
        assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">"));
        for target in ["href=\"", "src=\""].iter().flat_map(|name| text.split(name).skip(1)) {
            let target = target.split('"').next().unwrap();
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let file = if file.is_empty() { page.clone() } else { page.parent().unwrap().join(file) };
            let there =
                std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {target}: {error}", page.display()));
            assert!(anchor.is_empty() || there.contains(&format!("id=\"{anchor}\"")), "{}: {target}", page.display());
        }
    }
}

#[test]
fn pages_that_were_published_before_are_replaced_and_other_folders_are_not() {
    let Some((library, folder)) = published() else { return };
    let again =
        [OsStr::new("export"), OsStr::new("site"), OsStr::new("--drafts"), OsStr::new("-o"), folder.as_os_str()];
    std::fs::write(folder.join("CNAME"), "x").unwrap();
    let refused = library.run(again);
    assert_eq!(refused.status, Some(3), "{refused}");
    assert!(refused.err.contains("CNAME"), "{refused}");
    std::fs::remove_file(folder.join("CNAME")).unwrap();
    library.done(again);
    let other = library.folder().join("other");
    std::fs::create_dir(&other).unwrap();
    std::fs::write(other.join("mine.txt"), "x").unwrap();
    let refused = library.run([
        OsStr::new("export"),
        OsStr::new("site"),
        OsStr::new("--drafts"),
        OsStr::new("-o"),
        other.as_os_str(),
    ]);
    assert_eq!(refused.status, Some(3), "{refused}");
    assert_eq!(std::fs::read_dir(&other).unwrap().count(), 1);
    // Minutes that are not final are published only where a person asks for them.
    let all = library.folder().join("final");
    library.done([OsStr::new("publish"), all.as_os_str()]);
    let count = |folder: &Path| std::fs::read_dir(folder.join("meetings")).unwrap().count();
    assert!(count(&all) < count(&folder));
}

/// What the program finds.
fn found(library: &Library, query: &str) -> BTreeSet<String> {
    let answer = library.json(["search", query, "--kind", "remark", "--exact", "--limit", "500"]);
    published::ids(&answer)
}

#[test]
fn the_search_of_the_pages_finds_what_the_program_finds() {
    let Some((library, folder)) = published() else { return };
    if Command::new("chromium").arg("--version").output().is_err() {
        println!("skipped: chromium is not on this machine");
        return;
    }
    let queries = published::queries(&folder);
    // The page asks itself every question, and writes down the answers.
    let asking = format!(
        "<pre id=\"answers\"></pre><script>({})({}).then((answers) => {{ \
         document.querySelector('#answers').textContent = JSON.stringify(answers); }});</script></body>",
        published::ASK,
        serde_json::to_string(&queries).unwrap(),
    );
    let page = std::fs::read_to_string(folder.join("search.html")).unwrap().replace("</body>", &asking);
    std::fs::write(folder.join("ask.html"), page).unwrap();
    let dom = answer(
        Command::new("chromium")
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=120000", "--dump-dom"])
            .arg(format!("--user-data-dir={}", library.folder().join("browser").display()))
            .arg(format!("file://{}", folder.join("ask.html").display())),
    );
    let answers = dom.out.split("<pre id=\"answers\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let answers: Vec<BTreeSet<String>> =
        serde_json::from_str(answers.unwrap_or_default()).unwrap_or_else(|error| panic!("{error}: {dom}"));
    published::check(&queries, &answers, |query| found(&library, query));
}
