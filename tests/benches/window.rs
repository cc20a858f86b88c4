//! From a key to what is painted, in the real window: `cargo xtask bench window`.
//!
//! | variable | meaning |
//! |---|---|
//! | `GIJICHO_BENCH_REMARKS` | how many remarks the library has: 100000 |
//! | `GIJICHO_BIN` | the program; else the one that was built beside this bench |
//!
//! A library is imported from minutes that are made up of the samples' words. Words are typed key by
//! key, each when the answer to the one before stands there. A key is timed by the page itself: from
//! the moment that the event carries until the first change of the view has been painted. What is
//! typed first warms up and does not count.
#![allow(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a bench prints, and stops at the first surprise"
)]

use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::key::Key;
use gijicho_tests::command_line;
use gijicho_tests::figures::{Times, load};
use gijicho_tests::fuzz::mutate::Random;
use gijicho_tests::place;
use gijicho_tests::window::{Failed, Page, Stage};

/// Remarks of one file.
const OF_A_MEETING: usize = 500;
/// Remarks of one item.
const OF_AN_ITEM: usize = 50;

/// What is typed, each in the place of the one before.
const WORDS: [&str; 12] = [
    "県庁",
    "予算",
    "防災計画",
    "デジタル",
    "知事",
    "電子決裁",
    "窓口 予約",
    "職員の研修",
    "避難所",
    "でございます",
    "発言者:部長 紙",
    "議題",
];

/// What of these is typed to warm up.
const WARM_UP: usize = 2;

/// Listens to the box that has the keys, and keeps the time of every key.
const LISTEN: &str = "
window.painted = [];
document.activeElement.addEventListener('input', (event) => {
  const view = document.querySelector('main');
  const changes = new MutationObserver(() => {
    changes.disconnect();
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => window.painted.push(performance.now() - event.timeStamp);
      after.port2.postMessage(0);
    });
  });
  changes.observe(view, { childList: true, subtree: true, characterData: true, attributes: true });
});";

fn main() {
    // `cargo test --benches` runs this, too: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let Some(stage) = Stage::set("bench-window") else { return };
    let named = std::env::var("GIJICHO_BENCH_REMARKS").ok().and_then(|text| text.parse().ok());
    fill(&stage, named.unwrap_or(100_000));
    stage.play(async |page| {
        let times: Times = typed(page).await?.into_iter().collect();
        println!("key to paint (50 ms), {}: {times}", load());
        page.picture("typed").await
    });
}

/// Imports minutes of `remarks` remarks.
fn fill(stage: &Stage, remarks: usize) {
    let begun = Instant::now();
    let folder = stage.library().with_file_name("minutes");
    write_minutes(&folder, remarks);
    for command in [vec!["import".into(), folder.into_os_string()], vec!["reindex".into()]] {
        let done = command_line::answer_within(stage.command().args(command), Duration::from_hours(1));
        assert_eq!(done.status, Some(0), "{done}");
    }
    println!("{remarks} remarks imported and indexed in {:.0} s", begun.elapsed().as_secs_f64());
}

/// Files of minutes, their words cut from the samples where the script changes.
fn write_minutes(folder: &Path, remarks: usize) {
    let mut random = Random::new(11);
    let mut pieces = Vec::new();
    for file in place::sample_minutes() {
        let text = std::fs::read_to_string(file).unwrap();
        let mut piece = String::new();
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            let is_kana = |c: char| matches!(c, '\u{3040}'..='\u{309F}' | '、' | '。');
            // A piece ends where kana do, so that any two of them fit together.
            if piece.chars().next_back().is_some_and(is_kana) && !is_kana(c) {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push(c);
        }
    }
    // Marks, or a word for an item, would begin remarks and items of their own.
    pieces.retain(|piece| piece.chars().count() <= 12 && !piece.contains(['☆', '●', '議']));
    std::fs::create_dir_all(folder).unwrap();
    for meeting in 0..remarks.div_ceil(OF_A_MEETING) {
        let (year, month, day) = (2 + meeting / 120, 1 + meeting / 10 % 12, 1 + meeting % 10);
        let mut text = format!(
            "第{}回 青海県県政推進本部 本部員会議 概要\n\n１ 開催日時：令和{year}年{month}月{day}日 10時30分～12時00分\n\
             ２ 開催場所：県庁\n３ 議事概要：以下のとおり（●説明・回答、☆意見・質問）\n",
            meeting + 1
        );
        for remark in 0..OF_A_MEETING.min(remarks - meeting * OF_A_MEETING) {
            let mut words =
                |count: usize| -> String { (0..count).map(|_| pieces[random.below(pieces.len())].as_str()).collect() };
            if remark % OF_AN_ITEM == 0 {
                write!(text, "\n議題{} {}について\n", remark / OF_AN_ITEM + 1, words(3)).unwrap();
            }
            let speaker = ["●青井総務部長", "☆知事", "●黒田農林部長", "☆白石副知事"][remark % 4];
            write!(text, "{speaker}\n{}。\n", words(20)).unwrap();
        }
        std::fs::write(folder.join(format!("{meeting:04}.txt")), text).unwrap();
    }
}

/// Types the words, and gives the milliseconds from every key to its paint.
async fn typed(page: &Page) -> Result<Vec<f64>, Failed> {
    page.see_in("main", "最近の会議").await?;
    page.press("link", "検索").await?;
    page.press("textbox", "会議・決定・発言をさがす").await?;
    page.script(LISTEN, Vec::new()).await?;
    let mut counted = 0;
    for (turn, word) in WORDS.iter().enumerate() {
        if turn == WARM_UP {
            counted = painted(page).await?.len();
        }
        for key in word.chars() {
            let before = painted(page).await?.len();
            page.write(&key.to_string()).await?;
            // A space changes nothing, and nothing is painted then.
            if !key.is_whitespace() {
                page.wait_for("the answer to a key", async || Ok(painted(page).await?.len() > before)).await?;
            }
            // The counts come after the first page; the next key comes after them.
            tokio::time::sleep(Duration::from_millis(120)).await;
        }
        // The first key of the next word takes the place of this one.
        page.keys(&[Key::Control], 'a').await?;
    }
    Ok(painted(page).await?.split_off(counted))
}

async fn painted(page: &Page) -> Result<Vec<f64>, Failed> {
    let times = page.script("return window.painted", Vec::new()).await?;
    Ok(times.as_array().map(|times| times.iter().filter_map(serde_json::Value::as_f64).collect()).unwrap_or_default())
}
