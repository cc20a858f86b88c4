//! A hand that writes minutes in the window with the keyboard alone.

use std::path::{Path, PathBuf};

use fantoccini::key::Key;
use gijicho_tests::command_line;
use gijicho_tests::drafting::Desk;
use gijicho_tests::window::{Failed, Page, Stage};
use serde_json::Value;

/// Minutes as somebody has them in mind who is going to type them.
pub(crate) struct Manuscript {
    head: Head,
    rows: Vec<Row>,
    /// As the program prints them.
    pub(crate) printed: String,
}

/// The head of the minutes, as typed.
struct Head {
    body: String,
    day: String,
    from: String,
    until: String,
    ordinal: String,
    title: String,
    place: String,
    legend: Vec<String>,
    /// The numbered lines under the title.
    lines: Vec<String>,
}

enum Row {
    Item { label: String, title: String },
    Remark { mark: String, speaker: String, lines: Vec<String> },
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// 「10:30:00」 as typed: 「10:30」.
fn clock(value: &Value) -> String {
    text(value).chars().take(5).collect()
}

impl Manuscript {
    /// Reads minutes into a library of their own, as the importer understands them, and prints them.
    pub(crate) fn of(source: &Path, stage: &Stage) -> Self {
        let library = stage.beside().join("read");
        let read = command_line::answer(stage.command_in(&library).arg("import").arg(source));
        assert!(matches!(read.status, Some(0 | 1)), "{read}");
        let desk = Desk::open(&library, "読む人");
        let meetings = desk.call("meetings_list", serde_json::json!({})).expect("meetings can be listed");
        let meeting = text(&meetings["meetings"][0]["id"]);
        let view = desk.editor(&meeting);
        let record = &view["record"];
        let printed = print(stage, &library, &meeting);
        Self { head: Head::of(record), rows: rows(&view), printed }
    }
}

impl Manuscript {
    /// The day of the meeting, which names it.
    pub(crate) fn day(&self) -> String {
        self.head.day.clone()
    }
}

impl Head {
    fn of(record: &Value) -> Self {
        let meeting = &record["meeting"];
        let meanings = meeting["legend"].as_object().into_iter().flatten();
        let lines = meeting["header"].as_array().into_iter().flatten();
        Self {
            body: text(&record["body"]["name"]),
            day: text(&meeting["held_on"]),
            from: clock(&meeting["starts_at"]),
            until: clock(&meeting["ends_at"]),
            ordinal: meeting["ordinal"].as_u64().map(|number| number.to_string()).unwrap_or_default(),
            title: text(&meeting["title"]),
            place: text(&meeting["place"]),
            legend: meanings.map(|(_, meaning)| text(meaning)).collect(),
            lines: lines.map(|line| format!("{}：{}", text(&line["label"]), text(&line["text"]))).collect(),
        }
    }
}

fn rows(view: &Value) -> Vec<Row> {
    let record = &view["record"];
    let all = |list: &str| record[list].as_array().cloned().unwrap_or_default();
    let remarks: Vec<(Value, Row)> = all("remarks")
        .into_iter()
        .enumerate()
        .map(|(at, one)| (one["agenda_item_id"].clone(), remark(&one, &text(&view["texts"][at]))))
        .collect();
    let mut items = all("agenda");
    items.sort_by_key(|item| item["position"].as_u64());
    let mut rows = Vec::new();
    let mut left = remarks;
    let mut take = |of: &Value, rows: &mut Vec<Row>| {
        let (these, others) = std::mem::take(&mut left).into_iter().partition(|(item, _)| item == of);
        left = others;
        let these: Vec<(Value, Row)> = these;
        rows.extend(these.into_iter().map(|(_, row)| row));
    };
    take(&Value::Null, &mut rows);
    for item in items {
        rows.push(Row::Item { label: text(&item["label"]), title: text(&item["title"]) });
        take(&item["id"], &mut rows);
    }
    rows
}

fn remark(remark: &Value, body: &str) -> Row {
    let note = text(&remark["note"]);
    let note = if note.is_empty() { note } else { format!("（{note}）") };
    Row::Remark {
        mark: text(&remark["mark"]),
        speaker: format!("{}{note}", text(&remark["speaker"]["printed"])),
        lines: body.lines().map(str::to_owned).collect(),
    }
}

/// The minutes of a meeting as text.
pub(crate) fn print(stage: &Stage, library: &Path, meeting: &str) -> String {
    let out: PathBuf = stage.beside().join("printed.txt");
    let mut export = stage.command_in(library);
    let answer = command_line::answer(export.args(["export", "minutes", meeting, "--format", "txt", "-o"]).arg(&out));
    assert_eq!(answer.status, Some(0), "{answer}");
    std::fs::read_to_string(out).expect("what was written can be read")
}

async fn tab(page: &Page) -> Result<(), Failed> {
    page.keys(&[], Key::Tab).await
}

/// Replaces what stands in the field that has the keys, and goes to the next one.
async fn fill_in(page: &Page, name: &str, typed: &str) -> Result<(), Failed> {
    page.has_keys(name).await?;
    page.keys(&[Key::Control], 'a').await?;
    page.keys(&[], Key::Delete).await?;
    page.write(typed).await?;
    tab(page).await
}

/// Ctrl+N, and the head of a body that nobody has written about.
pub(crate) async fn begin(page: &Page, manuscript: &Manuscript) -> Result<(), Failed> {
    let head = &manuscript.head;
    page.keys(&[Key::Control], 'n').await?;
    page.has_keys("開催日").await?;
    page.keys(&[Key::Shift], Key::Tab).await?;
    fill_in(page, "会議体の名", &head.body).await?;
    fill_in(page, "開催日", &head.day).await?;
    fill_in(page, "開始", &head.from).await?;
    fill_in(page, "終了", &head.until).await?;
    fill_in(page, "回", &head.ordinal).await?;
    fill_in(page, "表題", &head.title).await?;
    fill_in(page, "開催場所", &head.place).await?;
    for meaning in &head.legend {
        fill_in(page, "の意味", meaning).await?;
    }
    page.has_keys("印刷する行").await?;
    for (i, line) in head.lines.iter().enumerate() {
        if i > 0 {
            page.keys(&[], Key::Enter).await?;
        }
        page.write(line).await?;
    }
    page.picture("1-begin").await?;
    page.keys(&[Key::Control], Key::Enter).await?;
    page.see_in("main", "発言を足す").await
}

/// A remark, typed into the empty body that has the keys: its mark, who speaks, what is said.
async fn say(page: &Page, mark: &str, speaker: &str, lines: &[String]) -> Result<(), Failed> {
    if !mark.is_empty() {
        page.write(mark).await?;
        page.has_keys("発言者").await?;
        page.write(speaker).await?;
        page.keys(&[], Key::Enter).await?;
        page.has_keys("本文").await?;
    }
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            page.keys(&[], Key::Enter).await?;
        }
        page.write(line).await?;
    }
    Ok(())
}

/// 「議題」 typed into an empty body, and the title.
async fn item(page: &Page, label: &str, title: &str) -> Result<(), Failed> {
    page.write("議題").await?;
    page.has_keys("議題名").await?;
    page.write(&format!("{} {title}", label.trim_start_matches("議題"))).await
}

/// Writes everything below the head.
pub(crate) async fn write(page: &Page, manuscript: &Manuscript) -> Result<(), Failed> {
    page.keys(&[Key::Control, Key::Shift], Key::Enter).await?;
    page.has_keys("発言者なしの本文").await?;
    for (i, row) in manuscript.rows.iter().enumerate() {
        if i > 0 {
            // From a title Enter goes on to an empty remark, from a body Ctrl+Enter.
            let held: &[Key] = if matches!(manuscript.rows[i - 1], Row::Item { .. }) { &[] } else { &[Key::Control] };
            page.keys(held, Key::Enter).await?;
            page.has_keys("発言者なしの本文").await?;
        }
        match row {
            Row::Item { label, title } => item(page, label, title).await?,
            Row::Remark { mark, speaker, lines } => say(page, mark, speaker, lines).await?,
        }
    }
    page.see_in("footer", "保存しました").await
}
