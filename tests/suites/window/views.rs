//! Every view in both themes and at both sizes: nothing for axe to find, nothing cut off at the
//! side, and a picture of each to be looked at.

use fantoccini::key::Key;
use gijicho_tests::command_line;
use gijicho_tests::place;
use gijicho_tests::window::{Failed, Page, Stage, Theme};

/// The sizes that the window is designed for.
const SIZES: [(u32, u32); 2] = [(1280, 900), (1024, 768)];

/// Looks at what is shown now, in every theme and size.
pub(super) async fn look_at(page: &Page, view: &str) -> Result<(), Failed> {
    let mut wrong = Vec::new();
    for (width, height) in SIZES {
        page.resize(width, height).await?;
        for theme in [Theme::Light, Theme::Dark] {
            page.theme(theme).await?;
            let name = format!("{view}-{width}-{}", theme.name());
            page.picture(&name).await?;
            wrong.extend(page.assert_accessible(&name).await.err().map(|failed| failed.to_string()));
            let over = page.script("return document.documentElement.scrollWidth - innerWidth", Vec::new()).await?;
            if over.as_i64() != Some(0) {
                wrong.push(format!("{name}: {over} px too wide"));
            }
        }
    }
    page.theme(Theme::Light).await?;
    page.note(view);
    page.ensure(wrong.is_empty(), wrong.join("\n"))
}

/// Goes through all views, and says what is wrong with any of them at the end.
async fn look_at_all(page: &Page) -> Result<(), Failed> {
    let mut wrong = Vec::new();
    let mut keep = |outcome: Result<(), Failed>| wrong.extend(outcome.err().map(|failed| failed.to_string()));

    page.see_in("main", "最近の会議").await?;
    keep(look_at(page, "home").await);
    page.press("link", "検索").await?;
    keep(look_at(page, "search-help").await);
    page.fill("会議・決定・発言をさがす", "紙 押印").await?;
    page.first("#hits [role=option]").await?;
    keep(look_at(page, "search").await);
    page.fill("会議・決定・発言をさがす", "どこにもない言葉").await?;
    page.see_in("main", "見つかりませんでした").await?;
    keep(look_at(page, "search-nothing").await);
    page.press("link", "会議").await?;
    page.first("main tr.row").await?;
    keep(look_at(page, "meetings").await);
    page.click("main tr.row a[data-row]").await?;
    page.find("link", "出力").await?;
    keep(look_at(page, "read").await);
    for (button, view) in [("版", "versions"), ("確定する", "finalise")] {
        page.press("button", button).await?;
        page.first("dialog").await?;
        keep(look_at(page, view).await);
        page.keys(&[], Key::Escape).await?;
        page.gone("dialog").await?;
    }
    page.press("link", "原文").await?;
    page.see_in("main", "開催日時").await?;
    keep(look_at(page, "source").await);
    page.press("link", "決定事項").await?;
    page.first("main tr.row").await?;
    keep(look_at(page, "decisions").await);
    page.click("tr.row button[aria-label$='を取組に結ぶ']").await?;
    page.first("dialog [role=option]").await?;
    keep(look_at(page, "link").await);
    page.keys(&[], Key::Escape).await?;
    page.gone("dialog").await?;
    page.press("link", "取組").await?;
    page.see_in("main", "経緯").await?;
    keep(look_at(page, "initiatives").await);
    page.press("link", "宿題").await?;
    page.see_in("main", "求められたこと").await?;
    keep(look_at(page, "follow-ups").await);
    page.press("link", "取込").await?;
    keep(look_at(page, "import").await);
    page.press("button", "ファイルを選ぶ").await?;
    page.see_in("main", "確かめること").await?;
    keep(look_at(page, "import-review").await);
    page.press("link", "設定").await?;
    page.see_in("main", "検索の索引").await?;
    keep(look_at(page, "settings").await);
    page.press("button", "キー一覧").await?;
    page.first("dialog").await?;
    keep(look_at(page, "keys").await);
    page.ensure(wrong.is_empty(), wrong.join("\n"))
}

#[test]
fn the_first_start_looks_right_to_everybody() {
    let Some(stage) = Stage::set("first-start") else { return };
    stage.play(async |page| {
        page.see("まだ何もありません。").await?;
        look_at(page, "first-start").await
    });
}

#[test]
fn every_view_looks_right_to_everybody() {
    let Some(stage) = Stage::set("views") else { return };
    let minutes = place::sample_minutes().pop().unwrap();
    std::fs::copy(&minutes, stage.files_to_open().join("minutes.txt")).unwrap();
    let filled = command_line::answer(stage.command().arg("demo"));
    assert_eq!(filled.status, Some(0), "{filled}");
    stage.play(async |page| look_at_all(page).await);
}

#[test]
fn a_library_that_cannot_be_opened_is_told_in_the_window() {
    let Some(stage) = Stage::set("damaged") else { return };
    std::fs::create_dir_all(stage.library()).unwrap();
    std::fs::write(stage.library().join("gijicho.db"), "not a database\n".repeat(500)).unwrap();
    stage.play(async |page| {
        page.see_in("main", "書庫").await?;
        page.find("button", "もう一度").await?;
        page.picture("damaged").await?;
        page.assert_accessible("damaged").await
    });
}

#[test]
fn the_theme_that_was_chosen_stays_over_a_restart() {
    let Some(stage) = Stage::set("theme") else { return };
    let theme = "return document.documentElement.dataset.theme";
    stage.play(async |page| {
        page.press("link", "設定").await?;
        page.press("radio", "暗い").await?;
        page.see_in("footer", "設定を保存しました").await?;
        page.ensure(page.script(theme, Vec::new()).await? == "dark", "the page does not turn dark")
    });
    stage.play(async |page| {
        page.see("まだ何もありません。").await?;
        page.wait_for("the page to be dark", async || Ok(page.script(theme, Vec::new()).await? == "dark")).await
    });
}
