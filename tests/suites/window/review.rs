//! A draft that went round as a Word document and came back: each comment at its words, settled with keys,
//! and the minutes made final after it. And a remark that carries a decision does not go unasked.

use std::path::PathBuf;

use fantoccini::key::Key;
use gijicho_tests::command_line;
use gijicho_tests::returned::{Said, returned, saved_by_an_office};
use gijicho_tests::window::{Failed, Page, Stage};

use crate::invented::minutes;

fn done(stage: &Stage, arguments: &[&str]) {
    let answer = command_line::answer(stage.command().args(arguments));
    assert_eq!(answer.status, Some(0), "{answer}");
}

/// Minutes that are ready but for what people say about them: sent out, and returned into the folder of
/// files that a person chooses from.
fn sent_and_returned(stage: &Stage) {
    let path = |folder: PathBuf, name: &str| folder.join(name).display().to_string();
    let file = path(stage.beside(), "R6-4.txt");
    std::fs::write(&file, minutes("朝いちばんの電話が減っているという数字は心強い。")).unwrap();
    done(stage, &["demo"]);
    done(stage, &["import", &file]);
    done(stage, &["decisions", "confirm", "R6-4-1"]);
    let sent = path(stage.beside(), "sent.docx");
    done(stage, &["export", "minutes", "R6-4", "--format", "docx", "--draft", "-o", &sent]);
    let said = [
        Said::Comment("浜岡", "電話によらない相談", "どのような相談か"),
        Said::Comment("灘本", "心強い", "言い過ぎではないか"),
        Said::Change("灘本", "三十分", "一時間"),
    ];
    let back = stage.beside().join("back.docx");
    std::fs::write(&back, returned(&std::fs::read(&sent).unwrap(), &said)).unwrap();
    let back = saved_by_an_office(&back, &stage.beside()).unwrap_or(back);
    std::fs::copy(back, stage.files_to_open().join("back.docx")).unwrap();
}

/// Goes to the words of a comment, which are marked then in the body that holds them.
async fn at_its_words(page: &Page, words: &str) -> Result<(), Failed> {
    page.press("button", &format!("「{words}」")).await?;
    let marked = "const field = document.activeElement;
        return field.tagName === 'TEXTAREA' ? field.value.slice(field.selectionStart, field.selectionEnd) : ''";
    let is_marked = async || Ok(page.script(marked, Vec::new()).await? == words);
    page.wait_for(&format!("「{words}」 to be marked"), is_marked).await
}

/// Deletes the remark that carries the decision, with keys: asked first, given up, done, taken back.
async fn nothing_goes_unasked(page: &Page) -> Result<(), Failed> {
    let focus =
        "const field = [...document.querySelectorAll('textarea')].find((one) => one.value.includes('承認いただいた'));
        field.focus()";
    let stands =
        "return [...document.querySelectorAll('textarea')].some((one) => one.value.includes('承認いただいた'))";
    page.wait_for("the remark", async || Ok(page.script(stands, Vec::new()).await? == true)).await?;
    for is_given_up in [true, false] {
        page.script(focus, Vec::new()).await?;
        page.keys(&[Key::Control, Key::Shift], Key::Backspace).await?;
        page.see_in("dialog", "R6-4-1").await?;
        if is_given_up {
            page.assert_accessible("losing").await?;
            page.keys(&[], Key::Enter).await?;
            page.gone("dialog").await?;
            page.ensure(page.script(stands, Vec::new()).await? == true, "it goes although that was given up")?;
        } else {
            page.press("button", "ともに消す").await?;
            page.gone("dialog").await?;
            page.see_in("footer", "保存").await?;
        }
    }
    page.wait_for("the remark to go", async || Ok(page.script(stands, Vec::new()).await? == false)).await?;
    page.keys(&[Key::Control], 'z').await?;
    page.wait_for("the remark to come back", async || Ok(page.script(stands, Vec::new()).await? == true)).await?;
    page.note("a remark that carries a decision goes when a person has seen what goes with it, and comes back");
    Ok(())
}

async fn settle_all(page: &Page) -> Result<(), Failed> {
    page.keys(&[], Key::F9).await?;
    // The keys go on from one to the next.
    for (author, answer) in [("浜岡", "窓口の予約を含む"), ("灘本", "発言のとおりとする")] {
        page.has_keys(&format!("{author}の意見")).await?;
        page.write(answer).await?;
        page.keys(&[], Key::Enter).await?;
        page.see_in("aside", answer).await?;
    }
    // The last one would have other words, which are taken over.
    page.has_keys("灘本の意見").await?;
    page.keys(&[], Key::Tab).await?;
    page.keys(&[], Key::Tab).await?;
    page.keys(&[], Key::Enter).await?;
    page.see_in("aside", "0／3").await?;
    page.note("three comments are answered and settled with keys");
    Ok(())
}

async fn review(page: &Page) -> Result<(), Failed> {
    page.resize(1280, 900).await?;
    page.press("link", "会議").await?;
    page.click("main tr.row a[data-row]").await?;
    page.press("link", "書く").await?;
    page.first("textarea").await?;
    nothing_goes_unasked(page).await?;
    page.press("button", "返ってきた Word を読む").await?;
    page.see_in("footer", "意見 3 件を取り込みました").await?;
    page.assert_accessible("comments").await?;
    for words in ["電話によらない相談", "心強い", "三十分"] {
        at_its_words(page, words).await?;
    }
    page.picture("at-its-words").await?;
    page.note("each comment is shown at its words");
    page.press("button", "次の意見").await?;
    page.has_keys("浜岡の意見").await?;
    page.script("document.activeElement.blur()", Vec::new()).await?;
    settle_all(page).await?;
    page.press("button", "確定する").await?;
    page.has_keys("理由").await?;
    page.write("確認を終えた").await?;
    page.keys(&[], Key::Enter).await?;
    page.gone("dialog").await?;
    page.see_in("main .state", "確定").await?;
    page.picture("final").await
}

#[test]
fn comments_that_come_back_stand_at_their_words_and_are_settled_with_keys() {
    let Some(stage) = Stage::set("review") else { return };
    sent_and_returned(&stage);
    stage.play(async |page| review(page).await);
    let shown = command_line::answer(stage.command().args(["meetings", "show", "R6-4"]));
    assert!(shown.out.contains("窓口の開く時間を一時間遅らせ"), "{shown}");
}
