//! A clerk's morning: from an empty library to a PDF, taken back and done again, over a restart.

use fantoccini::key::Key;
use gijicho_tests::place;
use gijicho_tests::window::{Failed, Page, Stage};

use crate::invented::minutes;

/// The row of the register on which the scenario works, by its place in the page.
struct Row(String);

impl Row {
    /// The first row with a proposal.
    async fn first_proposed(page: &Page) -> Result<Self, Failed> {
        page.first("tr.row button[aria-label$='を確認する']").await?;
        let key = page.script(
            "return document.querySelector(\"tr.row button[aria-label$='を確認する']\").closest('tr').dataset.key",
            Vec::new(),
        );
        Ok(Self(format!("tr[data-key='{}']", key.await?.as_str().unwrap_or_default())))
    }

    fn confirm(&self) -> String {
        format!("{} button[aria-label$='を確認する']", self.0)
    }

    fn tie(&self) -> String {
        format!("{} button[aria-label$='を取組に結ぶ']", self.0)
    }

    /// How many initiatives the decision is tied to.
    async fn links(&self, page: &Page) -> Result<usize, Failed> {
        page.count(&format!("{} td.links a", self.0)).await
    }

    async fn is_proposed(&self, page: &Page) -> Result<bool, Failed> {
        Ok(page.count(&self.confirm()).await? > 0)
    }
}

/// First start: the sample is a button away.
async fn open_the_sample(page: &Page) -> Result<(), Failed> {
    page.resize(1280, 900).await?;
    page.see("まだ何もありません。").await?;
    page.picture("1-first-start").await?;
    page.press("button", "サンプルを開く").await?;
    page.see_in("main", "最近の会議").await?;
    page.picture("2-home").await?;
    page.note("the sample is open");
    Ok(())
}

/// Search as one types, and open the hit at its remark.
async fn search_and_open(page: &Page) -> Result<(), Failed> {
    page.keys(&[Key::Control], 'k').await?;
    page.fill("会議・決定・発言をさがす", "紙 知事").await?;
    page.first("#hits [role=option]").await?;
    page.see_in("#hits", "知事").await?;
    page.picture("3-search").await?;
    let words = page.text("#hits [aria-selected=true] .words").await?;
    page.see_in("#hits [aria-selected=true] .who", "☆").await?;
    page.keys(&[], Key::Enter).await?;
    page.find("link", "出力").await?;
    page.picture("4-read").await?;
    let marked: String = words.trim_matches('…').chars().filter(|c| !c.is_whitespace()).take(8).collect();
    let shown: String = page.text("main").await?.chars().filter(|c| !c.is_whitespace()).collect();
    page.ensure(shown.contains(&marked), format!("the meeting does not show 「{marked}」"))?;
    page.note("a hit is found and opened");
    Ok(())
}

/// Confirm a proposal, tie it to an initiative, take both back, do both again.
async fn decide(page: &Page) -> Result<Row, Failed> {
    page.press("link", "決定事項").await?;
    let row = Row::first_proposed(page).await?;
    let links = row.links(page).await?;
    page.click(&row.confirm()).await?;
    page.see_in("footer", "保存しました").await?;
    page.gone(&row.confirm()).await?;
    page.click(&row.tie()).await?;
    page.fill("取組をさがす", "窓口").await?;
    page.first("dialog [role=option]").await?;
    page.picture("5-link").await?;
    page.keys(&[], Key::Enter).await?;
    page.gone("dialog").await?;
    page.wait_for("the tie to show in the register", async || Ok(row.links(page).await? == links + 1)).await?;
    page.picture("6-decided").await?;
    page.note("a decision is confirmed and tied");

    page.keys(&[Key::Control], 'z').await?;
    page.wait_for("the tie to be taken back", async || Ok(row.links(page).await? == links)).await?;
    page.press("button", "取り消す").await?;
    page.wait_for("the confirmation to be taken back", async || row.is_proposed(page).await).await?;
    page.keys(&[Key::Control, Key::Shift], 'z').await?;
    page.gone(&row.confirm()).await?;
    page.keys(&[Key::Control, Key::Shift], 'z').await?;
    page.wait_for("the tie to be back", async || Ok(row.links(page).await? == links + 1)).await?;
    page.note("taken back and done again");
    Ok(row)
}

/// Look at a file beside its source, take it in, open the meeting that it became.
async fn take_in(page: &Page) -> Result<(), Failed> {
    page.press("link", "取込").await?;
    page.press("button", "ファイルを選ぶ").await?;
    page.see("未配置はありません").await?;
    page.see("100 %").await?;
    page.picture("7-import").await?;
    page.press("button", "取り込む").await?;
    page.see_in("main", "取り込みました").await?;
    page.press("link", "会議を開く").await?;
    page.see_in("main", "来年度の窓口の開く時間について").await?;
    page.picture("8-imported").await?;
    page.note("a file is taken in");
    Ok(())
}

/// Save what is open as PDF.
async fn save_pdf(page: &Page, stage: &Stage) -> Result<(), Failed> {
    page.press("link", "出力").await?;
    page.press("button", "保存").await?;
    page.see_in("footer", "に保存しました").await?;
    let saved = place::files_in(&stage.saved_files());
    page.ensure(saved.len() == 1, format!("saved: {saved:?}"))?;
    let bytes = std::fs::read(&saved[0]).unwrap_or_default();
    page.ensure(
        bytes.starts_with(b"%PDF-") && bytes.len() > 10_000,
        format!("{}: {} bytes", saved[0].display(), bytes.len()),
    )?;
    page.note("a PDF is saved");
    Ok(())
}

/// Hand the pages that are shown to the platform's print dialog.
async fn print(page: &Page, stage: &Stage) -> Result<(), Failed> {
    page.keys(&[Key::Control], 'p').await?;
    page.see_in("footer", "印刷の画面を開きました").await?;
    let asked = stage.saved_files().with_file_name("printed");
    page.ensure(asked.exists(), format!("{} is not there", asked.display()))?;
    let sheets = "return [...document.querySelectorAll('body > .paper-sheets > img')].filter((it) => it.complete && \
                  it.naturalWidth > 0).length === document.querySelectorAll('main img').length";
    let drawn = page.script(sheets, Vec::new()).await?;
    page.ensure(drawn.as_bool() == Some(true), "a page is not laid out for the printer")?;
    page.note("the pages are handed to the print dialog");
    Ok(())
}

#[test]
fn from_an_empty_library_to_a_pdf() {
    let Some(stage) = Stage::set("morning") else { return };
    std::fs::write(stage.files_to_open().join("R6-4.txt"), minutes("朝いちばんの電話が減っているという数字は心強い。"))
        .unwrap();
    stage.play(async |page| {
        open_the_sample(page).await?;
        search_and_open(page).await?;
        decide(page).await?;
        take_in(page).await?;
        save_pdf(page, &stage).await?;
        print(page, &stage).await
    });
    stage.play(async |page| {
        page.press("link", "会議").await?;
        page.see_in("main", "来年度の窓口の開く時間について").await?;
        page.press("link", "決定事項").await?;
        page.see_in("main", "R6-4-1").await?;
        page.keys(&[Key::Control], 'z').await?;
        page.see_in("footer", "取り消しました").await?;
        page.note("opened again: everything is there, and can still be taken back");
        Ok(())
    });
}
