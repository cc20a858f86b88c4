//! `progress`: sheets go out to departments, are filled in by other programs, and come back; and
//! initiatives of one table are tied to those of another.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use gijicho_tests::command_line::Library;
use gijicho_tests::place;
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const STATUSES: [&str; 4] = ["未着手", "取組中", "完了", "遅れ"];

/// What a department writes in its row number `row`: two reports, each with its month.
fn told(row: usize) -> [String; 2] {
    [format!("窓口の案内を{row}か所で直した"), format!("「予約」の試行を{row}回行った")]
}

/// Writes an office file again with one of its parts changed, as a person's office program would.
fn changed(path: &Path, part: impl Fn(&str) -> bool, change: impl Fn(&str) -> String) {
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        if part(&name) {
            bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
        }
        parts.push((name, bytes));
    }
    drop(archive);
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap();
}

/// Fills in the columns 状態 and 進捗状況 of a spreadsheet, row by row from `first`.
fn fill_spreadsheet(path: &Path, first: usize) {
    let is_sheet = |name: &str| name.starts_with("xl/worksheets/sheet");
    changed(path, is_sheet, |xml| {
        let mut rows = first;
        let parts = xml.split_inclusive("</row>").map(|row| {
            let mut row = row.to_owned();
            if let Some(place) = row.find("<c r=\"E").filter(|at| row[*at..].split('>').next().unwrap().ends_with('/'))
            {
                let number: String = row[place + 7..].chars().take_while(char::is_ascii_digit).collect();
                let [one, two] = told(rows);
                for (column, text) in [("D", STATUSES[rows % 4].to_owned()), ("E", format!("R6.10 {one}\nR7.2 {two}"))]
                {
                    let start = row.find(&format!("<c r=\"{column}{number}\"")).unwrap();
                    let end = start + row[start..].find("/>").unwrap();
                    row.replace_range(end..end + 2, &format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
                }
                rows += 1;
            }
            row
        });
        parts.collect()
    });
}

/// The same for a Word file.
fn fill_document(path: &Path, first: usize) {
    changed(
        path,
        |name| name == "word/document.xml",
        |xml| {
            let mut rows = first;
            let parts = xml.split_inclusive("</w:tr>").enumerate().map(|(index, row)| {
                if index == 0 || !row.ends_with("</w:tr>") {
                    return row.to_owned();
                }
                let [one, two] = told(rows);
                let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
                let report =
                    format!("{}</w:p><w:p>{}</w:p>", run(&format!("R6.10 {one}")), run(&format!("R7.2 {two}")));
                let cells = row.split_inclusive("</w:tc>").enumerate().map(|(column, cell)| match column {
                    3 => cell.replacen("</w:p>", &format!("{}</w:p>", run(STATUSES[rows % 4])), 1),
                    4 => cell.replacen("</w:p>", &report, 1),
                    _ => cell.to_owned(),
                });
                let filled: String = cells.collect();
                rows += 1;
                filled
            });
            parts.collect()
        },
    );
}

/// The reports on an initiative, as (half, when, status, text).
fn reports(library: &Library, initiative: &str) -> Vec<[String; 4]> {
    let view = library.json(["initiatives", "show", initiative]);
    let text = |report: &Value, field: &str| report[field].as_str().unwrap_or_default().to_owned();
    let all = view["progress"].as_array().unwrap().iter();
    all.map(|report| {
        let half = format!("{} {}", report["fiscal_year"], text(report, "half"));
        [half, text(report, "when"), text(report, "status"), text(report, "text")]
    })
    .collect()
}

/// Sheets of one form go out, are filled in, come back, and are put together for publishing.
fn check_round(form: &str, fill: fn(&Path, usize)) {
    let Some(library) = Library::new() else { return };
    library.done(["demo"]);
    let round = ["--fiscal-year", "R6", "--half", "second"];
    let nothing_yet = library.run([&["progress", "missing"][..], &round].concat());
    assert_eq!(nothing_yet.status, Some(1), "{nothing_yet}");
    let list = library.json(["initiatives", "list"]);
    let plan = &list["plans"][0]["id"];
    let initiatives: Vec<String> = list["initiatives"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|node| node["kind"] == "initiative" && node["plan"] == *plan)
        .map(|node| node["id"].as_str().unwrap().to_owned())
        .collect();
    let before: Vec<_> = initiatives.iter().map(|id| reports(&library, id)).collect();

    let written = library.json([&["progress", "sheets", "--format", form, "sheets"][..], &round].concat());
    let mut filled = 0;
    for sheet in written["files"].as_array().unwrap() {
        let path = library.folder().join("sheets").join(sheet["name"].as_str().unwrap());
        fill(&path, filled);
        filled += usize::try_from(sheet["initiatives"].as_u64().unwrap()).unwrap();
        let draft = library.json(["import".as_ref(), "--dry-run".as_ref(), path.as_os_str()]);
        assert_eq!(draft["coverage"]["characters"], draft["coverage"]["placed"], "{draft:#}");
        library.done(["import".as_ref(), path.as_os_str()]);
    }
    assert_eq!(filled, initiatives.len());

    let mut told_again: Vec<[String; 4]> = Vec::new();
    for (id, before) in initiatives.iter().zip(&before) {
        let after = reports(&library, id);
        assert_eq!(&after[..before.len()], &before[..], "what was reported before stands");
        told_again.extend_from_slice(&after[before.len()..]);
    }
    let wanted = (0..filled).flat_map(|row| {
        let [one, two] = told(row);
        [("R6.10", one), ("R7.2", two)]
            .map(|(when, text)| ["2024 second-half".to_owned(), when.to_owned(), STATUSES[row % 4].to_owned(), text])
    });
    let mut wanted: Vec<[String; 4]> = wanted.collect();
    told_again.sort();
    wanted.sort();
    assert_eq!(told_again, wanted, "nothing is lost on the way");
    library.done([&["progress", "missing"][..], &round].concat());

    let table = library.folder().join("published.docx");
    let export = ["export", "progress", "--fiscal-year", "R6", "--half", "second", "--format", "docx", "-o"];
    library.done(export.iter().map(std::convert::AsRef::as_ref).chain([table.as_os_str()]));
    let published = library.json(["import".as_ref(), "--dry-run".as_ref(), table.as_os_str()]);
    let printed = published.to_string();
    assert!((0..filled).flat_map(told).all(|text| printed.contains(&text)), "{published:#}");
    assert!(printed.contains("全庁での取組"), "{published:#}");
}

#[test]
fn spreadsheets_that_departments_fill_in_come_back_with_nothing_lost() {
    check_round("xlsx", fill_spreadsheet);
}

#[test]
fn word_files_that_departments_fill_in_come_back_with_nothing_lost() {
    check_round("docx", fill_document);
}

/// Two initiatives: one of two departments, in itself and in an item, and one of the second alone.
const SHARED: &str = "\
令和６年度 青海県航路計画 年次計画
令和６年４月１日
企画部
番号,柱,具体的取組,取組項目,年次計画,時期,担当課,令和６年度
1,海の道,渡し船をふやす,便の見直し,時刻を見直す,6月～9月,航路課,実施
,,,桟橋の修繕,桟橋を直す,10月,港湾課,実施
2,海の道,港を深くする,浚渫,浅い所を掘る,通年,港湾課,実施
3,海の道,案内を直す,掲示,掲示を替える,通年,広報課,実施
";

#[test]
fn an_initiative_of_two_departments_is_asked_once_and_names_both() {
    let Some(library) = Library::new() else { return };
    let plan = library.file("plan.csv", SHARED);
    library.done(["import".as_ref(), "--kind".as_ref(), "plan".as_ref(), plan.as_os_str()]);
    let round = ["--fiscal-year", "R6", "--half", "first"];
    let asked = library.run([&["--json", "progress", "missing"][..], &round].concat());
    assert_eq!(asked.status, Some(1), "{asked}");
    let view: Value = serde_json::from_str(&asked.out).unwrap();
    assert_eq!((&view["initiatives"], &view["missing"]), (&3.into(), &3.into()), "each is counted once: {view:#}");
    let departments = view["departments"].as_array().unwrap().iter();
    let counted: Vec<(&str, usize, usize)> = departments
        .map(|one| {
            let count = |list: &str| one[list].as_array().unwrap().len();
            (one["name"].as_str().unwrap(), count("initiatives"), count("shared"))
        })
        .collect();
    assert_eq!(counted, [("航路課", 1, 0), ("港湾課", 1, 1), ("広報課", 1, 0)]);
    let written = library.json([&["progress", "sheets", "--format", "xlsx", "sheets"][..], &round].concat());
    let files = written["files"].as_array().unwrap();
    assert_eq!(files.len(), 3, "{written:#}");
    let draft = library.draft(&library.folder().join("sheets").join(files[0]["name"].as_str().unwrap()));
    assert_eq!(draft["initiatives"].as_array().unwrap().len(), 1, "{draft:#}");
    let printed = draft.to_string();
    assert!(printed.contains("航路課") && printed.contains("港湾課"), "both are named: {draft:#}");
}

#[test]
fn every_row_of_a_table_is_tied_to_one_initiative_of_a_plan_and_taken_back_as_one_step() {
    let Some(seeds) = place::shared("seeds") else { return };
    let Some(library) = Library::new() else { return };
    let seed = |number: &str| {
        place::files_in(&seeds)
            .into_iter()
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))
    };
    for number in ["000", "002"] {
        library.done(["import".as_ref(), seed(number).unwrap().as_os_str()]);
    }
    let list = library.json(["initiatives", "list"]);
    let of = |at: usize| -> Vec<(String, String)> {
        let plan = &list["plans"][at]["id"];
        let nodes = list["initiatives"].as_array().unwrap().iter();
        let own = nodes.filter(|node| node["plan"] == *plan && node["kind"] == "initiative");
        own.map(|node| (node["number"].as_str().unwrap().to_owned(), node["id"].as_str().unwrap().to_owned())).collect()
    };
    let (plan, table) = (of(0), of(1));
    assert_eq!((plan.len(), table.len()), (7, 9));
    let second = &plan[1].1;
    library.done(["initiatives", "relate", list["plans"][1]["id"].as_str().unwrap(), "--to", second]);
    let relations = |id: &str| library.json(["initiatives", "show", id])["relations"].as_array().unwrap().clone();
    let ties = relations(second);
    assert_eq!(ties.len(), 9);
    assert!(ties.iter().all(|tie| tie["relation"] == "details" && tie["from_other"] == true), "{ties:#?}");
    for (_, id) in &table {
        let back = relations(id);
        assert_eq!((back.len(), back[0]["other"].as_str()), (1, Some(second.as_str())), "{back:#?}");
    }
    library.done(["undo"]);
    assert!(relations(second).is_empty());
}
