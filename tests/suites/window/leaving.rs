//! Everything leaves the house from the window: many meetings at once, a volume, lists, pages to
//! publish, and the templates that paper is set in.

use std::path::Path;

use gijicho_tests::command_line;
use gijicho_tests::window::{Failed, Page, Stage};

/// Opens a part of 書き出し, and looks at it.
async fn open_part(page: &Page, part: &str, picture: &str) -> Result<(), Failed> {
    page.press("link", part).await?;
    page.picture(picture).await?;
    page.assert_accessible(picture).await
}

async fn minutes(page: &Page, saved: &Path) -> Result<(), Failed> {
    page.press("link", "書き出し").await?;
    open_part(page, "議事概要", "1-minutes").await?;
    page.press("checkbox", "テキスト").await?;
    page.press("button", "フォルダーに書き出す").await?;
    page.see_in("footer", "個のファイルを書き出しました").await?;
    let sums = std::fs::read_to_string(saved.join("議事概要/SHA256SUMS.txt")).unwrap_or_default();
    let of_kind = |kind: &str| sums.lines().filter(|line| line.rsplit('.').next() == Some(kind)).count();
    let (pdf, text) = (of_kind("pdf"), of_kind("txt"));
    page.ensure(pdf > 5 && pdf == text, format!("{pdf} PDF and {text} text\n{sums}"))?;
    page.press("button", "１冊の PDF にまとめる").await?;
    page.see_in("footer", "議事概要集.pdf に保存しました").await?;
    page.note("many meetings are written, each and bound");
    Ok(())
}

async fn lists(page: &Page, saved: &Path) -> Result<(), Failed> {
    open_part(page, "一覧", "2-lists").await?;
    page.press("button", "保存").await?;
    page.see_in("footer", "決定事項一覧.xlsx に保存しました").await?;
    let bytes = std::fs::read(saved.join("決定事項一覧.xlsx")).unwrap_or_default();
    page.ensure(bytes.starts_with(b"PK"), "the spreadsheet is none")?;
    page.note("a list is written");
    Ok(())
}

async fn site(page: &Page, saved: &Path) -> Result<(), Failed> {
    open_part(page, "公表用ページ", "3-site").await?;
    page.press("checkbox", "確定していない議事概要も入れる").await?;
    page.press("button", "フォルダーに書き出す").await?;
    page.see_in("footer", "件の会議を書き出しました").await?;
    page.ensure(saved.join("公表用ページ/index.html").is_file(), "no index.html")?;
    page.note("pages to publish are written");
    Ok(())
}

async fn templates(page: &Page, library: &Path) -> Result<(), Failed> {
    open_part(page, "様式", "4-templates").await?;
    page.fill("写しの名前", "わが課").await?;
    page.press("button", "写しを作る").await?;
    page.see_in("main li", "わが課").await?;
    std::fs::write(library.join("templates/わが課/template.toml"), "[page]\ncharacters = 4000\n").unwrap();
    page.press("button", "もう一度確かめる").await?;
    page.see_in("main [role=alert]", "template.toml:2").await?;
    page.picture("5-mistake").await?;
    page.note("a template is copied, and what is wrong with it is said with its line");
    Ok(())
}

#[test]
fn everything_leaves_the_house_from_the_window() {
    let Some(stage) = Stage::set("leaving") else { return };
    let filled = command_line::answer(stage.command().arg("demo"));
    assert_eq!(filled.status, Some(0), "{filled}");
    let (saved, library) = (stage.saved_files(), stage.library());
    stage.play(async |page| {
        page.resize(1280, 900).await?;
        minutes(page, &saved).await?;
        lists(page, &saved).await?;
        site(page, &saved).await?;
        templates(page, &library).await
    });
}
