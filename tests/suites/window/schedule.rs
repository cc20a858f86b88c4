//! The 工程表 worked on in the real window, with the mouse and with keys: what becomes of a bar is read
//! back on the command line, taken back and done again.

use fantoccini::key::Key;
use gijicho_tests::command_line;
use gijicho_tests::window::{Failed, Page, Stage};
use serde_json::{Value, json};

/// One initiative with one item, its phases and an activity.
const PLAN: &str = "\
令和６年度 青海県航路計画 年次計画
令和６年４月１日
総務部航路課
番号,柱,具体的取組,取組項目,年次計画,時期,担当課,令和６年度,令和７年度,令和８年度,令和９年度
1,海の道,渡し船をふやす,便の見直し,時刻を見直す,6月～9月,総務部航路課,検討,実施,,
";

/// What the command line says of the initiative: its phases by year, its activities with their months.
fn kept(stage: &Stage) -> (String, String) {
    let answer = command_line::answer(stage.command().args(["--json", "initiatives", "show", "1"]));
    assert_eq!(answer.status, Some(0), "{answer}");
    let view: Value = serde_json::from_str(&answer.out).unwrap();
    let all = |list: &str, read: &dyn Fn(&Value) -> String| {
        let rows = view[list].as_array().unwrap().iter();
        rows.map(read).collect::<Vec<_>>().join(" ")
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (
        all("schedule", &|cell| format!("{}{}", cell["fiscal_year"], text(&cell["phase"]))),
        all("activities", &|activity| format!("{}{}", text(&activity["text"]), text(&activity["months"]))),
    )
}

/// Waits until the command line says so.
async fn is_kept(page: &Page, stage: &Stage, phases: &str, activities: &str) -> Result<(), Failed> {
    let what = format!("{phases} / {activities} instead of {:?}", kept(stage));
    page.wait_for(&what, async || Ok(kept(stage) == (phases.to_owned(), activities.to_owned()))).await
}

/// The middle and the edges of the bar of this word, from the left: left, middle, right, and its height.
async fn bar(page: &Page, word: &str) -> Result<[f64; 4], Failed> {
    let find = "const found = [...document.querySelectorAll('.gantt .bars g')].find((one) => one.querySelector('title').textContent === arguments[0]);
        const box = found?.querySelector('rect').getBoundingClientRect();
        return box ? [box.left, box.left + box.width / 2, box.right, box.top + box.height / 2] : null";
    let find = async || page.script(find, vec![json!(word)]).await;
    page.wait_for(&format!("the bar 「{word}」"), async || Ok(!find().await?.is_null())).await?;
    Ok(serde_json::from_value(find().await?).unwrap())
}

/// The width of a year on the axis.
async fn year(page: &Page) -> Result<f64, Failed> {
    let read = "const [one, next] = document.querySelectorAll('.gantt .head line.year');
        return next.getBoundingClientRect().left - one.getBoundingClientRect().left";
    Ok(page.script(read, Vec::new()).await?.as_f64().unwrap())
}

/// What was done is taken back and done again, and the window says what by its name.
async fn back_and_again(page: &Page, stage: &Stage, name: &str, before: [&str; 2]) -> Result<(), Failed> {
    let (phases, activities) = kept(stage);
    page.keys(&[Key::Control], 'z').await?;
    page.see_in("footer", &format!("「{name}」を取り消しました")).await?;
    is_kept(page, stage, before[0], before[1]).await?;
    page.keys(&[Key::Control, Key::Shift], 'z').await?;
    page.see_in("footer", &format!("「{name}」をやり直しました")).await?;
    is_kept(page, stage, &phases, &activities).await
}

/// Gives the chart the keys and goes to its last row but `up`, in the year `along` after the first.
async fn go_to(page: &Page, up: usize, along: usize) -> Result<(), Failed> {
    page.script("document.querySelector('.gantt .chart').focus()", Vec::new()).await?;
    page.keys(&[], Key::End).await?;
    for _ in 0..up {
        page.keys(&[], Key::Up).await?;
    }
    for _ in 0..8 {
        page.keys(&[], Key::Left).await?;
    }
    for _ in 0..along {
        page.keys(&[], Key::Right).await?;
    }
    Ok(())
}

const WORK: &str = "時刻を見直す6月～9月";
const BEGUN: [&str; 2] = ["2024検討 2025実施", WORK];

async fn with_the_mouse(page: &Page, stage: &Stage) -> Result<(), Failed> {
    let year = year(page).await?;
    // Moved by its middle, a year later.
    let [_, middle, _, height] = bar(page, "実施").await?;
    page.drag((middle, height), (middle + year, height)).await?;
    is_kept(page, stage, "2024検討 2026実施", WORK).await?;
    back_and_again(page, stage, "工程の変更", BEGUN).await?;
    page.picture("1-moved").await?;
    // Lengthened by its end.
    let [_, _, right, height] = bar(page, "実施").await?;
    page.drag((right, height), (right + year, height)).await?;
    is_kept(page, stage, "2024検討 2026実施 2027実施", WORK).await?;
    back_and_again(page, stage, "工程の変更", ["2024検討 2026実施", WORK]).await?;
    page.picture("2-lengthened").await?;
    // Begun earlier by its beginning.
    let [left, _, _, height] = bar(page, "実施").await?;
    page.drag((left + 1.0, height), (left + 1.0 - year, height)).await?;
    is_kept(page, stage, "2024検討 2025実施 2026実施 2027実施", WORK).await?;
    page.note("a bar is moved, lengthened and begun earlier with the mouse");
    // The bar of an activity, by months.
    let [_, middle, _, height] = bar(page, "6月～9月").await?;
    page.drag((middle, height), (middle + year / 12.0 * 2.0, height)).await?;
    let phases = "2024検討 2025実施 2026実施 2027実施";
    is_kept(page, stage, phases, "時刻を見直す8月～11月").await?;
    back_and_again(page, stage, "年次計画の書き直し", [phases, WORK]).await?;
    page.note("an activity is moved with the mouse");
    page.picture("3-activity").await
}

async fn with_keys(page: &Page, stage: &Stage) -> Result<(), Failed> {
    let late = "時刻を見直す8月～11月";
    // The row of the item stands above that of its activity, which is the last.
    go_to(page, 1, 1).await?;
    page.see_in(".gantt .said", "実施").await?;
    page.keys(&[Key::Shift], Key::Left).await?;
    is_kept(page, stage, "2024検討 2025実施 2026実施", late).await?;
    page.keys(&[Key::Control, Key::Shift], Key::Right).await?;
    is_kept(page, stage, "2024検討 2026実施", late).await?;
    page.keys(&[], Key::Right).await?;
    page.keys(&[Key::Control], Key::Left).await?;
    is_kept(page, stage, "2024検討 2025実施", late).await?;
    back_and_again(page, stage, "工程の変更", ["2024検討 2026実施", late]).await?;
    page.note("a bar is shortened, begun later and moved with keys");
    // Keys that come faster than the answers are all done, one after the other.
    let longer: (&[Key], char) = (&[Key::Shift], Key::Right.into());
    let shorter: (&[Key], char) = (&[Key::Shift], Key::Left.into());
    page.hurry(&[longer, longer, shorter, longer]).await?;
    is_kept(page, stage, "2024検討 2025実施 2026実施 2027実施", late).await?;
    page.hurry(&[shorter, shorter]).await?;
    is_kept(page, stage, "2024検討 2025実施", late).await?;
    // The word of a bar.
    go_to(page, 1, 0).await?;
    page.keys(&[], Key::Enter).await?;
    page.has_keys("言葉").await?;
    page.keys(&[Key::Control], 'a').await?;
    page.write("調査").await?;
    page.keys(&[], Key::Enter).await?;
    is_kept(page, stage, "2024調査 2025実施", late).await?;
    back_and_again(page, stage, "工程の変更", ["2024検討 2025実施", late]).await?;
    page.keys(&[], Key::Delete).await?;
    is_kept(page, stage, "2025実施", late).await?;
    back_and_again(page, stage, "工程の変更", ["2024調査 2025実施", late]).await?;
    page.note("a bar is named and taken out with keys");
    add_and_remove(page, stage, late).await
}

async fn add_and_remove(page: &Page, stage: &Stage, late: &str) -> Result<(), Failed> {
    page.keys(&[], Key::Insert).await?;
    page.has_keys("年次計画").await?;
    page.write("桟橋を直す").await?;
    page.keys(&[], Key::Tab).await?;
    page.has_keys("時期").await?;
    page.write("10月～12月").await?;
    page.picture("4-new-activity").await?;
    page.keys(&[], Key::Enter).await?;
    let both = format!("{late} 桟橋を直す10月～12月");
    is_kept(page, stage, "2025実施", &both).await?;
    back_and_again(page, stage, "年次計画の追加", ["2025実施", late]).await?;
    page.see_in(".gantt .names", "桟橋を直す").await?;
    page.picture("5-two-activities").await?;
    // It is the last row.
    go_to(page, 0, 0).await?;
    page.see_in(".gantt .said", "桟橋を直す").await?;
    page.keys(&[Key::Shift], Key::Right).await?;
    is_kept(page, stage, "2025実施", &format!("{late} 桟橋を直す10月～1月")).await?;
    page.keys(&[], Key::Delete).await?;
    is_kept(page, stage, "2025実施", late).await?;
    back_and_again(page, stage, "年次計画の削除", ["2025実施", &format!("{late} 桟橋を直す10月～1月")]).await?;
    page.note("an activity is added, stretched and removed with keys");
    page.picture("6-after").await
}

#[test]
fn bars_are_moved_with_the_mouse_and_with_keys_and_taken_back() {
    let Some(stage) = Stage::set("schedule") else { return };
    let file = stage.files_to_open().join("plan.csv");
    std::fs::write(&file, PLAN).unwrap();
    let taken = command_line::answer(stage.command().args(["import", "--kind", "plan"]).arg(&file));
    assert_eq!(taken.status, Some(0), "{taken}");
    assert_eq!(kept(&stage), (BEGUN[0].to_owned(), BEGUN[1].to_owned()));
    stage.play(async |page| {
        page.resize(1280, 900).await?;
        page.press("link", "取組").await?;
        page.see_in("main", "経緯").await?;
        page.press("link", "工程表").await?;
        page.see_in(".gantt .tools", "行").await?;
        with_the_mouse(page, &stage).await?;
        with_keys(page, &stage).await?;
        page.assert_accessible("schedule").await
    });
}
