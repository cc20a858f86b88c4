//! Minutes written from nothing by keyboard alone; nothing is lost in a hurry; an IME sets nothing off.

use std::path::Path;
use std::time::Duration;

use fantoccini::key::Key;
use gijicho_tests::place;
use gijicho_tests::window::{Failed, Page, Stage, Theme};

use crate::hand::{self, Manuscript};

/// The lines that only one of two texts has.
fn differences(typed: &str, wanted: &str) -> String {
    let only = |these: &str, those: &str| -> Vec<String> {
        these.lines().filter(|line| !those.lines().any(|other| other == *line)).map(str::to_owned).collect()
    };
    format!("typed: {:#?}\nwanted: {:#?}", only(typed, wanted), only(wanted, typed))
}

async fn looks_right(page: &Page, name: &str) -> Result<(), Failed> {
    for theme in [Theme::Light, Theme::Dark] {
        page.theme(theme).await?;
        page.picture(&format!("{name}-{}", theme.name())).await?;
        page.assert_accessible(&format!("{name}-{}", theme.name())).await?;
    }
    page.theme(Theme::Light).await
}

/// Types minutes from nothing; what is printed then is what the source prints.
fn type_minutes(name: &str, source: &Path) {
    let Some(stage) = Stage::set(name) else { return };
    let manuscript = Manuscript::of(source, &stage);
    stage.play(async |page| {
        page.resize(1280, 900).await?;
        page.see("まだ何もありません。").await?;
        hand::begin(page, &manuscript).await?;
        page.note("begun");
        hand::write(page, &manuscript).await?;
        page.note("typed");
        looks_right(page, "2-written").await?;
        let typed = hand::print(&stage, &stage.library(), &manuscript.day());
        page.ensure(typed == manuscript.printed, differences(&typed, &manuscript.printed))
    });
}

#[test]
fn sample_minutes_are_typed_from_nothing_by_keyboard_alone() {
    let samples = place::sample_minutes();
    let source = samples.iter().find(|path| path.ends_with("R4-2_デジタル県庁推進本部.txt")).unwrap();
    type_minutes("writing", source);
}

#[test]
fn published_minutes_are_typed_from_nothing_by_keyboard_alone() {
    let Some(folder) = place::shared("seeds") else { return };
    let source = place::files_in(&folder).into_iter().find(|path| path.to_string_lossy().contains("/004_")).unwrap();
    type_minutes("writing-published", &source);
}

/// A meeting begun with these lines typed below its head, by a hand that waits where it should.
async fn begun(page: &Page, stage: &Stage) -> Result<Manuscript, Failed> {
    let source = stage.beside().join("invented.txt");
    std::fs::write(&source, INVENTED).map_err(|error| Failed::because("writing the manuscript", &error))?;
    let manuscript = Manuscript::of(&source, stage);
    page.resize(1280, 900).await?;
    hand::begin(page, &manuscript).await?;
    hand::write(page, &manuscript).await?;
    Ok(manuscript)
}

/// Invented minutes in the printed form.
const INVENTED: &str = concat!(
    "\
令和６年度 第１回潮見県県政推進本部 本部員会議 概要

１ 開催日時：令和６年９月１２日（木）１０時３０分～１１時
２ 開催場所：本庁舎八階 会議室
３ 議事概要：以下のとおり",
    // The legend that a new meeting begins with.
    "（●議題提出部局説明・回答、☆意見・質問）",
    "\n\n\
●汐見部長
　ただいまから始める。

議題１ 渡し船の時刻について
●岬航路課長（資料１に基づいて説明）
　朝の便を二本ふやす。
・休日はこれまでどおりとする。
"
);

/// Typed without a pause after [`INVENTED`]: a remark, an item, a remark below it, and one cut in two and joined again.
const IN_A_HURRY: &str = "\
☆浜副知事
　島の高校生の声を聞いてほしい。
☆浜副知事
　夜の便もほしい。

議題２ その他
●汐見部長
　特にない。
";

/// The keys of a person who looks at the paper and not at the screen.
fn strokes() -> Vec<(&'static [Key], char)> {
    const CTRL: &[Key] = &[Key::Control];
    let enter = char::from(Key::Enter);
    let mut all: Vec<(&[Key], char)> = Vec::new();
    let type_in = |text: &str, all: &mut Vec<(&[Key], char)>| all.extend(text.chars().map(|c| (&[][..], c)));
    all.push((CTRL, enter));
    type_in("☆浜副知事", &mut all);
    all.push((&[], enter));
    type_in("島の高校生の声を聞いてほしい。", &mut all);
    all.push((CTRL, enter));
    type_in("☆浜副知事", &mut all);
    all.push((&[], enter));
    type_in("夜の便", &mut all);
    all.extend([(CTRL, enter), (&[][..], char::from(Key::Backspace))]);
    // The join leaves the caret behind what stood before it.
    type_in("もほしい。", &mut all);
    all.push((CTRL, enter));
    type_in("議題２ その他", &mut all);
    all.push((&[], enter));
    type_in("●汐見部長", &mut all);
    all.push((&[], enter));
    type_in("特にない。", &mut all);
    all
}

#[test]
fn nothing_that_is_typed_in_a_hurry_is_lost_and_all_of_it_can_be_taken_back() {
    let Some(stage) = Stage::set("hurry") else { return };
    stage.play(async |page| {
        let manuscript = begun(page, &stage).await?;
        let printed = || hand::print(&stage, &stage.library(), &manuscript.day());
        let before = printed();
        page.ensure(before == INVENTED, differences(&before, INVENTED))?;
        page.hurry(&strokes()).await?;
        let wanted = format!("{INVENTED}{IN_A_HURRY}");
        page.wait_for("the last words to be saved", async || Ok(printed().contains("特にない。"))).await?;
        page.ensure(printed() == wanted, differences(&printed(), &wanted))?;
        page.note("everything is there");

        page.keys(&[], Key::F7).await?;
        page.see_in("aside", "記録なし").await?;
        looks_right(page, "checked").await?;
        page.keys(&[Key::Control], 'z').await?;
        page.wait_for("the last words to go", async || Ok(!printed().contains("特にない。"))).await?;
        page.keys(&[Key::Control, Key::Shift], 'z').await?;
        page.wait_for("the last words to be back", async || Ok(printed() == wanted)).await?;
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
        let manuscript = begun(page, &stage).await?;
        let printed = || hand::print(&stage, &stage.library(), &manuscript.day());
        let blocks = page.count("article.block").await?;
        page.script(COMPOSE, vec!["かいぎ".into()]).await?;
        // Longer than any save waits.
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        let half = printed();
        page.ensure(half == INVENTED, differences(&half, INVENTED))?;
        page.ensure(page.count("article.block").await? == blocks, "a key of the composition was taken for a shortcut")?;
        page.script(COMMIT, vec!["かいぎ".into(), "会議".into()]).await?;
        page.wait_for("the word to be saved", async || Ok(printed().contains("これまでどおりとする。会議"))).await
    });
}
