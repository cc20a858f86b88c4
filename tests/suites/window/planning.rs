//! Plans in the real window: the 工程表 of a plan in both themes and sizes, and one of 300 initiatives, of
//! which only what is in sight is drawn.

use std::fmt::Write as _;

use fantoccini::key::Key;
use gijicho_tests::command_line;
use gijicho_tests::window::{Failed, Page, Stage};

use crate::views::look_at;

/// What the chart says of the cell at its cursor.
async fn said(page: &Page, wanted: &str) -> Result<(), Failed> {
    page.see_in(".gantt .said", wanted).await
}

async fn look_at_the_schedule(page: &Page) -> Result<(), Failed> {
    page.press("link", "取組").await?;
    page.see_in("main", "経緯").await?;
    page.press("link", "工程表").await?;
    page.see_in(".gantt .tools", "行").await?;
    look_at(page, "gantt").await
}

#[test]
fn the_schedule_of_a_plan_looks_right_to_everybody() {
    let Some(stage) = Stage::set("planning") else { return };
    let filled = command_line::answer(stage.command().arg("demo"));
    assert_eq!(filled.status, Some(0), "{filled}");
    stage.play(async |page| look_at_the_schedule(page).await);
}

/// A plan of so many initiatives, each with four items.
fn plan(initiatives: usize) -> String {
    let mut csv = String::from("令和６年度 青海県総合計画 年次計画\n令和６年４月１日\n総務部行政改革課\n");
    csv.push_str("番号,柱,具体的取組,取組項目,年次計画,時期,担当課,令和６年度,令和７年度,令和８年度,令和９年度\n");
    for at in 1..=initiatives {
        for item in 1..=4 {
            let (number, title) =
                if item == 1 { (at.to_string(), format!("取組その{at}")) } else { Default::default() };
            let pillar = if item == 1 { format!("柱{}", at.div_ceil(30)) } else { String::new() };
            let _ = writeln!(
                csv,
                "{number},{pillar},{title},項目{at}の{item},{at}の{item}を進める,6月～1月,総務部{}課,検討,実施,実施,順次実施",
                at % 7 + 1,
            );
        }
    }
    csv
}

/// Presses the tab, and counts milliseconds until rows are drawn, and how many.
const MEASURE: &str = "
    const tab = [...document.querySelectorAll('nav.tabs a')].find((link) => link.textContent === '工程表');
    window.shown = undefined;
    const from = performance.now();
    const look = () => {
        const rows = document.querySelectorAll('.gantt .row').length;
        if (rows > 0) window.shown = { ms: Math.round(performance.now() - from), rows };
        else requestAnimationFrame(look);
    };
    tab.click();
    requestAnimationFrame(look);";

#[test]
fn a_plan_of_three_hundred_initiatives_draws_what_is_in_sight() {
    let Some(stage) = Stage::set("planning-many") else { return };
    let file = stage.files_to_open().join("plan.csv");
    std::fs::write(&file, plan(300)).unwrap();
    let taken = command_line::answer(stage.command().args(["import", "--kind", "plan"]).arg(&file));
    assert_eq!(taken.status, Some(0), "{taken}");
    stage.play(async |page| {
        page.press("link", "取組").await?;
        page.see_in("main", "経緯").await?;
        page.script(MEASURE, Vec::new()).await?;
        let drawn = async || page.script("return window.shown ?? null", Vec::new()).await;
        page.wait_for("the chart", async || Ok(!drawn().await?.is_null())).await?;
        let shown = drawn().await?;
        page.note(&format!("工程表 of 300 initiatives: {} rows drawn after {} ms", shown["rows"], shown["ms"]));
        page.see_in(".gantt .tools", "2710 行").await?;
        page.ensure(shown["rows"].as_u64().is_some_and(|rows| rows < 100), "more is drawn than can be seen")?;
        page.script("document.querySelector('.gantt .chart').focus()", Vec::new()).await?;
        page.keys(&[], Key::End).await?;
        said(page, "300の4を進める").await?;
        page.picture("gantt-many").await
    });
}

/// A plan from nothing, with the keyboard alone: its head, its first pillar, an initiative below it.
async fn begin_a_plan(page: &Page) -> Result<(), Failed> {
    page.press("link", "取組").await?;
    page.see_in("main", "取組はまだありません").await?;
    look_at(page, "no-plan").await?;
    page.keys(&[Key::Control, Key::Shift], 'n').await?;
    page.has_keys("計画の名前").await?;
    look_at(page, "new-plan").await?;
    page.write("青海県航路計画").await?;
    page.keys(&[], Key::Tab).await?;
    page.has_keys("年度").await?;
    page.write("R7").await?;
    page.keys(&[], Key::Tab).await?;
    page.keys(&[], Key::Tab).await?;
    page.has_keys("発行者").await?;
    page.write("青海県港湾推進本部").await?;
    page.keys(&[], Key::Enter).await?;
    page.has_keys("題名").await?;
    page.see_in("footer", "計画の追加").await?;
    // Given up here, the plan waits in the tree to be gone on with.
    page.keys(&[], Key::Escape).await?;
    page.gone("dialog").await?;
    page.see_in("nav.tree", "この計画には、まだ取組がありません").await?;
    look_at(page, "plan-without-initiatives").await?;
    page.press("button", "初めの柱・取組を足す").await?;
    page.has_keys("題名").await?;
    page.write("海の道").await?;
    page.keys(&[], Key::Enter).await?;
    page.gone("dialog").await?;
    page.see_in("main h2", "海の道").await?;
    page.script("document.querySelector('[data-node]').focus()", Vec::new()).await?;
    page.keys(&[Key::Shift], Key::Insert).await?;
    page.has_keys("題名").await?;
    page.write("渡し船をふやす").await?;
    page.keys(&[], Key::Enter).await?;
    page.gone("dialog").await?;
    page.see_in("main h2", "渡し船をふやす").await?;
    page.picture("new-plan-with-an-initiative").await
}

#[test]
fn a_plan_is_begun_from_nothing_with_the_keyboard() {
    let Some(stage) = Stage::set("new-plan") else { return };
    // A meeting is there, but no plan.
    let minutes = gijicho_tests::place::sample_minutes().pop().unwrap();
    let taken = command_line::answer(stage.command().arg("import").arg(minutes));
    assert_eq!(taken.status, Some(0), "{taken}");
    stage.play(async |page| begin_a_plan(page).await);
    let list = command_line::answer(stage.command().args(["--json", "initiatives", "list"]));
    let list: serde_json::Value = serde_json::from_str(&list.out).unwrap();
    assert_eq!(
        (&list["plans"][0]["title"], &list["plans"][0]["fiscal_year"]),
        (&"青海県航路計画".into(), &2025.into())
    );
    let titles: Vec<&str> =
        list["initiatives"].as_array().unwrap().iter().filter_map(|one| one["title"].as_str()).collect();
    assert_eq!(titles, ["海の道", "渡し船をふやす"]);
}
