//! Minutes written from nothing by keyboard alone, and what an IME may not set off.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use fantoccini::key::Key;
use gijicho_tests::command_line;
use gijicho_tests::window::{Failed, Page, Stage, Theme};

/// Invented minutes in the printed form.
const PRINTED: &str = "\
令和６年度 第１回潮見県県政推進本部 本部員会議 概要

１ 開催日時：令和６年９月１２日（木）１０時３０分～１１時
２ 開催場所：本庁舎八階 会議室
３ 議事概要：以下のとおり（●議題提出部局説明・回答、☆意見・質問）

●汐見部長
　ただいまから始める。

議題１ 渡し船の時刻について
●岬航路課長（資料１に基づいて説明）
　朝の便を二本ふやす。
・休日はこれまでどおりとする。
☆浜副知事
　島の高校生の声を聞いてほしい。

議題２ その他
☆浜副知事
　特にない。
";

async fn tab(page: &Page) -> Result<(), Failed> {
    page.keys(&[], Key::Tab).await
}

/// Ctrl+N, and the head of a body that nobody has written about.
async fn begin(page: &Page) -> Result<(), Failed> {
    page.see("まだ何もありません。").await?;
    page.keys(&[Key::Control], 'n').await?;
    page.has_keys("開催日").await?;
    page.keys(&[Key::Shift], Key::Tab).await?;
    page.has_keys("会議体の名").await?;
    page.write("潮見県県政推進本部 本部員会議").await?;
    tab(page).await?;
    for typed in
        ["R6.9.12", "10:30", "11:00", "1", "令和６年度 第１回潮見県県政推進本部 本部員会議 概要", "本庁舎八階 会議室"]
    {
        page.keys(&[Key::Control], 'a').await?;
        page.write(typed).await?;
        tab(page).await?;
    }
    page.picture("1-begin").await?;
    page.keys(&[], Key::Enter).await?;
    page.see_in("main", "発言を足す").await
}

/// A mark typed into an empty body, the speaker, and the words.
async fn say(page: &Page, mark: &str, speaker: &str, words: &[&str]) -> Result<(), Failed> {
    page.has_keys("本文").await?;
    page.write(mark).await?;
    page.has_keys("発言者").await?;
    page.write(speaker).await?;
    page.keys(&[], Key::Enter).await?;
    page.has_keys("本文").await?;
    for (i, line) in words.iter().enumerate() {
        if i > 0 {
            page.keys(&[], Key::Enter).await?;
        }
        page.write(line).await?;
    }
    Ok(())
}

/// A new remark after the one that has the keys.
async fn next(page: &Page) -> Result<(), Failed> {
    let blocks = page.count("article.block").await?;
    page.keys(&[Key::Control], Key::Enter).await?;
    page.wait_for("a new remark", async || Ok(page.count("article.block").await? == blocks + 1)).await?;
    page.has_keys("発言者なしの本文").await
}

/// 「議題」 typed into an empty body, and the title.
async fn item(page: &Page, title: &str) -> Result<(), Failed> {
    page.write("議題").await?;
    page.has_keys("議題名").await?;
    page.write(title).await?;
    page.keys(&[], Key::Enter).await?;
    page.has_keys("発言者なしの本文").await
}

async fn write_all(page: &Page) -> Result<(), Failed> {
    page.keys(&[Key::Control, Key::Shift], Key::Enter).await?;
    say(page, "●", "汐見部長", &["ただいまから始める。"]).await?;
    next(page).await?;
    item(page, "渡し船の時刻について").await?;
    let said = ["朝の便を二本ふやす。", "・休日はこれまでどおりとする。"];
    say(page, "●", "岬航路課長（資料１に基づいて説明）", &said).await?;
    next(page).await?;
    say(page, "☆", "浜副知事", &["島の高校生の声を聞いてほしい。"]).await?;
    next(page).await?;
    item(page, "その他").await?;
    say(page, "☆", "浜副知事", &["特にない。"]).await?;
    page.see_in("footer", "保存しました").await?;
    page.see_no_more("footer", "書きかけ").await
}

fn printed(stage: &Stage) -> String {
    let out = stage.saved_files().join("out.txt");
    let answer =
        command_line::answer(stage.command().args(["export", "minutes", "R6-1", "--format", "txt", "-o"]).arg(&out));
    assert_eq!(answer.status, Some(0), "{answer}");
    std::fs::read_to_string(out).unwrap()
}

#[test]
fn minutes_typed_from_nothing_print_as_typed() {
    let Some(stage) = Stage::set("writing") else { return };
    stage.play(async |page| {
        page.resize(1280, 900).await?;
        begin(page).await?;
        write_all(page).await?;
        for theme in [Theme::Light, Theme::Dark] {
            page.theme(theme).await?;
            page.picture(&format!("2-written-{}", theme.name())).await?;
            page.assert_accessible(&format!("writing-{}", theme.name())).await?;
        }
        page.ensure(printed(&stage) == PRINTED, format!("printed:\n{}", printed(&stage)))?;
        page.note("what is printed is what was typed");

        page.keys(&[], Key::F7).await?;
        page.see_in("aside", "記録なし").await?;
        page.picture("3-checked").await?;
        page.keys(&[Key::Control], 'z').await?;
        page.wait_for("the last words to go", async || Ok(!printed(&stage).contains("特にない。"))).await?;
        page.keys(&[Key::Control, Key::Shift], 'z').await?;
        page.wait_for("the last words to be back", async || Ok(printed(&stage) == PRINTED)).await?;
        page.note("taken back and done again, a burst at a time");
        Ok(())
    });
}

/// What a web view sends while an IME composes: each step as it comes, with keys that mean something else outside.
const COMPOSE: &str = "\
const field = document.activeElement;
const key = (name, more) => field.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, isComposing: true, keyCode: 229, ...more }));
field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
field.setRangeText(arguments[0], field.selectionStart, field.selectionEnd, 'end');
field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
key('Enter', { ctrlKey: true }); key('Enter'); key('Backspace'); key('1', { ctrlKey: true }); key('z', { ctrlKey: true }); key('Escape'); key('ArrowDown', { altKey: true });";

/// The end of the composition: the kanji take the place of the kana.
const COMMIT: &str = "\
const field = document.activeElement;
const from = field.value.lastIndexOf(arguments[0]);
field.setRangeText(arguments[1], from, from + arguments[0].length, 'end');
field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: arguments[1] }));";

#[test]
fn a_composition_sets_nothing_off_and_is_not_saved_half_done() {
    let Some(stage) = Stage::set("composing") else { return };
    stage.play(async |page| {
        begin(page).await?;
        page.keys(&[Key::Control, Key::Shift], Key::Enter).await?;
        say(page, "☆", "浜副知事", &["島の声を聞く。"]).await?;
        page.see_in("footer", "保存しました").await?;
        page.script(COMPOSE, vec!["かいぎ".into()]).await?;
        // Longer than any save waits.
        tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
        let half = printed(&stage);
        page.ensure(half.contains("島の声を聞く。") && !half.contains("かいぎ"), format!("saved half done:\n{half}"))?;
        page.ensure(page.count("article.block").await? == 1, "a key of the composition was taken for a shortcut")?;
        page.script(COMMIT, vec!["かいぎ".into(), "会議".into()]).await?;
        page.wait_for("the word to be saved", async || Ok(printed(&stage).contains("島の声を聞く。会議"))).await
    });
}
