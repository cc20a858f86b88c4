//! Who approved what, in which words, and what stood on a day: walked in the real window.

use fantoccini::key::Key;
use gijicho_tests::approving::{AS_OF, FIRST, PLAN, SECOND};
use gijicho_tests::command_line;
use gijicho_tests::place;
use gijicho_tests::window::{Failed, Page, Stage};
use serde_json::{Value, json};

use crate::invented::minutes;
use crate::views::look_at;

/// What the program answers on the command line, as JSON.
fn json_of(stage: &Stage, arguments: &[&str]) -> Value {
    let answer = command_line::answer(stage.command().arg("--json").args(arguments));
    assert_eq!(answer.status, Some(0), "{answer}");
    serde_json::from_str(&answer.out).unwrap()
}

fn done(stage: &Stage, arguments: &[&std::ffi::OsStr]) {
    let answer = command_line::answer(stage.command().args(arguments));
    assert_eq!(answer.status, Some(0), "{answer}");
}

/// A row of the register by its day and the number of its item.
fn decision(register: &Value, held_on: &str, item: &str) -> Value {
    let rows = register["decisions"].as_array().unwrap();
    let found = rows.iter().find(|row| row["meeting"]["held_on"] == held_on && row["agenda"]["number"] == item);
    found.unwrap_or_else(|| panic!("no decision on item {item} of {held_on}")).clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Gives the keys to what `css` names.
async fn focus(page: &Page, css: &str) -> Result<(), Failed> {
    page.first(css).await?;
    page.script("document.querySelector(arguments[0]).focus()", vec![json!(css)]).await.map(|_| ())
}

/// Confirms a decision and ties it to an initiative, with keys alone.
async fn settle(page: &Page, decision: &Value, title: &str) -> Result<(), Failed> {
    let row = format!("tr[data-key='{}']", text(&decision["id"]));
    focus(page, &format!("{row} [data-row]")).await?;
    page.keys(&[Key::Control], Key::Enter).await?;
    page.gone(&format!("{row} .outcome.proposed")).await?;
    focus(page, &format!("{row} [data-row]")).await?;
    page.keys(&[Key::Control], 'l').await?;
    page.fill("取組をさがす", title).await?;
    page.see_in("dialog [role=option][aria-selected=true]", title).await?;
    page.keys(&[], Key::Enter).await?;
    page.gone("dialog").await?;
    page.first(&format!("{row} td.links a")).await.map(|_| ())
}

/// Asks in the box of the initiative what stood on a day.
async fn ask_as_of(page: &Page, day: &str) -> Result<(), Failed> {
    page.fill("この日の時点で", day).await?;
    page.keys(&[], Key::Enter).await
}

#[test]
fn two_published_meetings_are_confirmed_tied_and_asked_as_of_three_days() {
    let seeds = [
        "000_b6636d9763334fe3",
        "001_8b7134eadf3b3765",
        "002_128ba0f258985d6a",
        "003_acf9ea6dad0b912a",
        "004_d1f4932083dd1277",
    ];
    let mut files = Vec::new();
    for seed in seeds {
        let Some(file) = place::shared(&format!("seeds/{seed}.txt")) else { return };
        files.push(file);
    }
    let Some(stage) = Stage::set("approving") else { return };
    for file in &files {
        done(&stage, &["import".as_ref(), file.as_os_str()]);
    }
    let plan = stage.files_to_open().join("plan.csv");
    std::fs::write(&plan, PLAN).unwrap();
    done(&stage, &["import".as_ref(), "--kind".as_ref(), "plan".as_ref(), plan.as_os_str()]);
    let register = json_of(&stage, &["decisions", "list"]);
    let list = json_of(&stage, &["initiatives", "list"]);
    let plan_of = |number: &str| {
        let nodes = list["initiatives"].as_array().unwrap().iter();
        let mut ours = nodes.filter(|node| {
            node["kind"] == "initiative" && text(&node["title"]).ends_with(TITLES[number.parse::<usize>().unwrap() - 1])
        });
        ours.next().unwrap_or_else(|| panic!("no initiative {number}: {list:#}")).clone()
    };
    let first = plan_of("1");
    let both = [decision(&register, FIRST.0, "1"), decision(&register, SECOND.0, "1")];

    stage.play(async |page| {
        page.resize(1280, 900).await?;
        page.press("link", "決定事項").await?;
        for (held_on, ties) in [FIRST, SECOND] {
            for (item, initiative) in ties {
                settle(page, &decision(&register, held_on, item), text(&plan_of(initiative)["title"])).await?;
            }
        }
        page.picture("1-register").await?;
        page.note("six decisions are confirmed and tied, with keys alone");

        // Who approved this, when, in what words? From the initiative, which is open: no action for the
        // answer, and one for the words in their place.
        page.script("location.hash = arguments[0]", vec![json!(format!("#/initiatives/{}", text(&first["id"])))])
            .await?;
        page.see_in("main header", text(&both[1]["number"])).await?;
        page.see_in("main header", "確認").await?;
        page.see_in("main header", text(&both[1]["quote"])).await?;
        page.picture("2-initiative").await?;
        page.press("link", text(&both[0]["number"])).await?;
        page.see_in("main .row.target", text(&both[0]["quote"])).await?;
        page.note("who, when, in what words: told at once, in its place after 1 action");
        // What did this decision approve? From the decision, where we are: one action.
        page.click(&format!("[data-decision='{}'] a[href*='/initiatives/']", text(&both[0]["id"]))).await?;
        page.see_in("main h2", text(&first["title"])).await?;
        page.note("what it approved: 1 action");

        for (day, stood, later) in AS_OF {
            ask_as_of(page, day).await?;
            page.see_in(".as-of", "の時点です").await?;
            for (at, row) in both.iter().enumerate() {
                let shown = page.count(&format!("main ol li.stood a[href*='{}']", text(&row["id"]))).await?;
                page.ensure(shown == usize::from(at < stood), format!("{day}: decision {at} is shown {shown} times"))?;
            }
            let after = page.count("main ol li.later").await?;
            page.ensure(after == later, format!("{day}: {after} later instead of {later}"))?;
            page.picture(&format!("3-as-of-{day}")).await?;
        }
        page.note("three days have three answers");
        Ok(())
    });
}

/// Endings of the titles of [`PLAN`]'s initiatives.
const TITLES: [&str; 5] =
    ["ＤＸの推進", "ＤＸ人材の育成", "推進基盤の整備", "行政手続のデジタル化", "データ活用の推進"];

/// Presses every number of the first view's sections and finds it again over the list behind it.
async fn open_every_number(page: &Page) -> Result<(), Failed> {
    page.see_in("main", "最近の会議").await?;
    let read = "return [...document.querySelectorAll('main section p.phrases a')].map((link) => [link.getAttribute('href'), link.innerText])";
    let links = page.script(read, Vec::new()).await?;
    let links: Vec<[String; 2]> = serde_json::from_value(links).unwrap_or_default();
    page.ensure(links.len() > 3, format!("{links:?}"))?;
    for [address, number] in &links {
        page.click(&format!("main section p.phrases a[href='{address}']")).await?;
        let digits: String = number.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect();
        page.see_in("main header", &digits).await?;
        page.note(&format!("{number} → {address}"));
        page.press("link", "きょう").await?;
        page.see_in("main", "最近の会議").await?;
    }
    Ok(())
}

/// Marks words on the page of a meeting, says what they decide, takes it back, does it again.
async fn mark_words(page: &Page) -> Result<(), Failed> {
    page.press("link", "会議").await?;
    page.click("main tr.row a[data-row]").await?;
    page.see_in("main", "窓口の開く時間を三十分遅らせ").await?;
    let mark = "const block = [...document.querySelectorAll('.remark p')].find((one) => one.textContent.includes('窓口の開く時間を'));
         const text = block.querySelector('span').firstChild;
         getSelection().setBaseAndExtent(text, 0, text, 17)";
    page.script(mark, Vec::new()).await?;
    page.keys(&[Key::Control], 'd').await?;
    page.see_in("dialog", "窓口の開く時間を三十分遅らせ").await?;
    look_at(page, "bind").await?;
    page.keys(&[], Key::Enter).await?;
    page.gone("dialog").await?;
    page.see_in("footer", "保存しました").await?;
    page.see_in("main .evidence.confirmed", "窓口の開く時間を三十分遅らせ").await?;
    page.keys(&[Key::Control], 'z').await?;
    page.gone(".evidence.confirmed").await?;
    page.keys(&[Key::Control, Key::Shift], 'z').await?;
    page.first(".evidence.confirmed").await?;
    page.note("words are marked with Ctrl+D, taken back, done again");
    Ok(())
}

/// Rewrites words that carry a decision, and settles the evidence that this breaks.
async fn break_and_settle(page: &Page) -> Result<(), Failed> {
    page.press("link", "書く").await?;
    let stands =
        "return [...document.querySelectorAll('textarea')].some((one) => one.value.includes('議題１について'))";
    page.wait_for("the remark", async || Ok(page.script(stands, Vec::new()).await? == true)).await?;
    let into =
        "const field = [...document.querySelectorAll('textarea')].find((one) => one.value.includes('議題１について'));
         field.focus(); const at = field.value.indexOf('について'); field.setSelectionRange(at, at);
         document.execCommand('insertText', false, 'の件')";
    page.script(into, Vec::new()).await?;
    page.see_in("footer", "保存しました").await?;
    page.press("link", "決定事項").await?;
    page.press("link", "根拠の言葉を選び直す").await?;
    page.see_in("main", "議題１の件について").await?;
    look_at(page, "broken").await?;
    page.press("button", "この言葉にする").await?;
    page.see_in("main", "すべて本文にあります").await?;
    page.keys(&[Key::Control], 'z').await?;
    page.find("button", "この言葉にする").await?;
    page.keys(&[Key::Control, Key::Shift], 'z').await?;
    page.see_in("main", "すべて本文にあります").await?;
    page.note("broken words are settled, taken back, done again");
    Ok(())
}

/// Ties an open follow-up to a later remark.
async fn answer(page: &Page) -> Result<(), Failed> {
    page.press("link", "宿題").await?;
    page.click("main .filters a[href*='state=open']").await?;
    page.click("main button[aria-label$='への回答を結ぶ']").await?;
    page.first("dialog").await?;
    look_at(page, "answers").await?;
    page.press("button", "回答済みにする").await?;
    page.gone("dialog").await?;
    page.see_in("footer", "宿題への回答").await?;
    page.note("a follow-up is answered");
    Ok(())
}

#[test]
fn the_words_of_decisions_are_marked_and_settled_and_every_number_has_its_list() {
    let Some(stage) = Stage::set("words") else { return };
    done(&stage, &["demo".as_ref()]);
    let file = stage.files_to_open().join("R6-4.txt");
    std::fs::write(&file, minutes("受付の数を半年ごとに報告してほしい。")).unwrap();
    done(&stage, &["import".as_ref(), file.as_os_str()]);
    stage.play(async |page| {
        page.resize(1280, 900).await?;
        open_every_number(page).await?;
        mark_words(page).await?;
        break_and_settle(page).await?;
        answer(page).await
    });
}

#[test]
fn the_register_and_its_dialogs_look_right_to_everybody() {
    let Some(stage) = Stage::set("register") else { return };
    done(&stage, &["demo".as_ref()]);
    stage.play(async |page| {
        page.script("location.hash = '#/decisions?group=initiative&links=some'", Vec::new()).await?;
        page.first("main tr.row").await?;
        look_at(page, "by-initiative").await?;
        focus(page, "main tr.row [data-row]").await?;
        page.keys(&[], Key::F2).await?;
        page.first("dialog").await?;
        look_at(page, "amend").await?;
        page.keys(&[], Key::Escape).await?;
        page.gone("dialog").await?;
        page.keys(&[Key::Control], 'p').await?;
        page.see_in("dialog", "ファイルの形").await?;
        look_at(page, "list").await?;
        page.press("button", "保存").await?;
        page.see_in("footer", "に保存しました").await?;
        let saved = place::files_in(&stage.saved_files());
        page.ensure(saved.len() == 1, format!("saved: {saved:?}"))?;
        page.script("location.hash = '#/?list=undecided'", Vec::new()).await?;
        page.see_in("main", "もとになる決定がない取組").await?;
        look_at(page, "undecided").await?;
        page.script("location.hash = '#/initiatives'", Vec::new()).await?;
        page.see_in("main", "経緯").await?;
        page.press("button", "記録の日も選ぶ").await?;
        page.fill("この日の記録で", "2022-04-14").await?;
        page.keys(&[], Key::Enter).await?;
        page.see_in("main .known", "この書庫が知っていたこと").await?;
        look_at(page, "as-known").await
    });
}
