//! The first day: what lies around is dropped at once, is looked at, and is in the library.

use std::path::Path;
use std::process::Command;

use fantoccini::key::Key;
use gijicho_tests::place;
use gijicho_tests::window::{Failed, Page, Stage};

/// Minutes of our own; the day and the number make each a meeting of its own.
fn minutes(ordinal: u32, day: u32, weekday: char) -> String {
    format!(
        "令和６年度 第{ordinal}回青海県県政改革・デジタル推進本部 本部員会議 概要\n\n\
         １ 開催日時：令和7年3月{day}日（{weekday}）13時30分～13時50分\n\
         ２ 開催場所：県庁本庁舎8階 大会議室\n\
         ３ 議事概要：以下のとおり（●部局からの説明・回答、☆意見・質問）\n\n\
         議題１ 窓口の開く時間について（第{ordinal}回）\n\
         ●鳴海デジタル推進課長（資料１に基づいて説明）\n\
         窓口の開く時間を三十分遅らせ、空いた時間を電話によらない相談に充てたい。\n\
         ☆汐見ＣＤＯ\n\
         相談に来る人の声も、次の会議までに集めてもらいたい。\n\
         ●宇佐美企画部長\n\
         議題１について、承認いただいた。\n"
    )
}

fn web_page(text: &str) -> String {
    let lines = text.lines().collect::<Vec<_>>().join("</p>\n<p>");
    format!(
        "<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><title>概要</title></head><body>\
         <nav><a href=\"/\">ホーム</a><a href=\"/kaigi\">会議の一覧</a></nav><main><p>{lines}</p></main>\
         <footer><p>更新日：令和7年4月2日</p></footer></body></html>"
    )
}

const PLAN: &str = "\u{feff}令和７年度 窓口改革 年次計画\n柱,番号,具体的取組,取組項目,年次計画,時期,担当課\n\
    暮らし,1,窓口の見直し,時間の見直し,開く時間を決める,4月～6月,デジタル推進課\n\
    暮らし,2,相談の充実,声を集める,聞き取りを行う,通年,企画課\n";

const RECORDING: &str = "WEBVTT\n\n00:00:01.000 --> 00:00:06.000\n<v 鳴海>窓口の開く時間を三十分遅らせたいと考えています。\n\n\
    00:00:07.000 --> 00:00:12.500\n<v 汐見>相談に来る人の声も集めてください。\n";

/// Lets the program write `text` as a file of another format.
fn printed(program: &dyn Fn() -> Command, text: &str, label: &str, to: &Path) {
    let source = to.with_extension("source.txt");
    std::fs::write(&source, text).unwrap();
    for arguments in [
        vec!["import".as_ref(), source.as_os_str()],
        vec![
            "export".as_ref(),
            "minutes".as_ref(),
            label.as_ref(),
            "--format".as_ref(),
            to.extension().unwrap(),
            "-o".as_ref(),
            to.as_os_str(),
        ],
    ] {
        let done = program().args(arguments).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    std::fs::remove_file(source).unwrap();
}

/// Eight files of six formats, two of them broken.
fn lay_out(stage: &Stage) {
    let folder = stage.files_to_open();
    let elsewhere = tempfile::tempdir().unwrap();
    let program = || {
        let mut command = Command::new(place::program().unwrap());
        command.env("HOME", elsewhere.path()).arg("--library").arg(elsewhere.path().join("library"));
        command
    };
    let text = minutes(4, 3, '月');
    std::fs::write(folder.join("1_第4回.txt"), encoding_rs::SHIFT_JIS.encode(&text).0).unwrap();
    std::fs::write(folder.join("2_第5回.html"), web_page(&minutes(5, 10, '月'))).unwrap();
    printed(&program, &minutes(6, 17, '月'), "R6-6", &folder.join("3_第6回.docx"));
    printed(&program, &minutes(7, 24, '月'), "R6-7", &folder.join("4_第7回.pdf"));
    std::fs::write(folder.join("5_計画_令和7年度.csv"), PLAN).unwrap();
    std::fs::write(folder.join("6_2025-03-31_本部員会議.vtt"), RECORDING).unwrap();
    let whole = std::fs::read(folder.join("4_第7回.pdf")).unwrap();
    std::fs::write(folder.join("7_途中まで.pdf"), &whole[..whole.len() / 3]).unwrap();
    std::fs::write(folder.join("8_こわれた.docx"), [b"PK\x03\x04".as_slice(), &[7; 400]].concat()).unwrap();
}

/// Puts everything on the list and waits until all of it has been read.
async fn bring(page: &Page) -> Result<(), Failed> {
    page.resize(1280, 900).await?;
    page.press("link", "取込").await?;
    page.press("button", "ファイルを選ぶ").await?;
    page.wait_for("eight files on the list", async || Ok(page.count(".files li .file").await? == 8)).await?;
    page.see_no_more(".files", "待っています").await?;
    page.see_no_more(".files", "読んでいます").await?;
    page.wait_for("two files to be refused", async || Ok(page.count(".files .state.bad").await? == 2)).await?;
    page.picture("1-eight-files").await?;
    page.note("eight files are read, two of them refused");
    Ok(())
}

/// A line is said to be layout, and that is taken back; then everything that was found is taken.
async fn review(page: &Page) -> Result<(), Failed> {
    page.press("button", "1_第4回.txt").await?;
    page.see("100 %").await?;
    page.press("option", "相談に来る人の声も").await?;
    page.keys(&[], '0').await?;
    page.see_in(".source li.chosen", "無視").await?;
    page.picture("2-line-left-out").await?;
    page.assert_accessible("import-choice").await?;
    page.keys(&[Key::Control], 'z').await?;
    page.gone(".source li.chosen").await?;
    page.press("button", "名を名簿に加える").await?;
    while page.has("button", "採る").await? {
        page.press("button", "採る").await?;
    }
    page.picture("3-settled").await?;
    page.note("one file is settled point by point");
    Ok(())
}

/// Takes in the files that could be read, one after the other.
async fn take_in(page: &Page, names: &[&str]) -> Result<(), Failed> {
    for (at, name) in names.iter().enumerate() {
        page.press("button", name).await?;
        page.see_in("h2", name).await?;
        if page.has("textbox", "別の名").await? {
            page.fill("別の名", "県政改革・デジタル推進本部").await?;
            page.press("button", "この会議体とする").await?;
        }
        page.keys(&[Key::Control], Key::Enter).await?;
        page.wait_for(&format!("{name} to be taken in"), async || {
            Ok(page.text(".files").await?.matches("取り込みました").count() > at)
        })
        .await?;
    }
    page.picture("4-taken-in").await?;
    page.note("six files are taken in");
    Ok(())
}

#[test]
fn eight_files_of_six_formats_two_of_them_broken() {
    let Some(stage) = Stage::set("eight-files") else { return };
    lay_out(&stage);
    let readable = [
        "1_第4回.txt",
        "2_第5回.html",
        "3_第6回.docx",
        "4_第7回.pdf",
        "5_計画_令和7年度.csv",
        "6_2025-03-31_本部員会議.vtt",
    ];
    stage.play(async |page| {
        bring(page).await?;
        review(page).await?;
        take_in(page, &readable).await?;
        page.press("button", "7_途中まで.pdf").await?;
        page.see_in("main", "PDF").await?;
        page.picture("5-refused").await
    });
    let list = |what: &str| -> serde_json::Value {
        let answer = stage.command().args(["--json", what, "list"]).output().unwrap();
        serde_json::from_slice(&answer.stdout).unwrap()
    };
    assert_eq!(list("meetings")["meetings"].as_array().unwrap().len(), 5);
    let decisions = list("decisions");
    let settled = decisions["decisions"].as_array().unwrap().iter().filter(|row| row["status"] == "confirmed").count();
    assert_eq!(settled, 1, "{decisions}");
}
