//! Plans and decisions of some years, in the real window: `cargo xtask bench plans`.
//!
//! A plan of 300 initiatives (2,710 rows with pillars, items and activities), and 300 decisions that
//! are all tied to one of them. For each view the milliseconds are told from the change of the address
//! until its rows are painted, and those of processor time that the program and its processes took.
//! Wished for is that each is there within 100 ms.
#![allow(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a bench prints, and stops at the first surprise"
)]

#[cfg(target_os = "linux")]
fn main() {
    // `cargo test --benches` runs this, too: there is nothing to test here.
    if std::env::args().any(|argument| argument == "--bench") {
        linux::main();
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("skipped: the window can be driven on Linux only");
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fmt::Write;
    use std::time::Duration;

    use gijicho_tests::command_line;
    use gijicho_tests::drafting::{Desk, Outcome};
    use gijicho_tests::figures::{Times, load};
    use gijicho_tests::window::{Failed, OPEN, Page, Stage};
    use serde_json::json;

    const INITIATIVES: usize = 300;
    const MEETINGS: usize = 60;
    /// Decisions of one meeting.
    const OF_A_MEETING: usize = 5;
    /// How often each view is opened; the first time warms up and is told apart.
    const OPENINGS: u32 = 12;
    /// Until what a view asks for after its first rows has come, too.
    const REST: Duration = Duration::from_millis(800);

    pub(super) fn main() {
        let Some(stage) = Stage::set("bench-plans") else { return };
        let file = stage.files_to_open().join("plan.csv");
        std::fs::write(&file, plan()).unwrap();
        let taken = command_line::answer(stage.command().args(["import", "--kind", "plan"]).arg(&file));
        assert_eq!(taken.status, Some(0), "{taken}");
        let initiatives = decide(&stage);
        println!("{INITIATIVES} initiatives, {} decisions, {}", MEETINGS * OF_A_MEETING, load());
        stage.play(async |page| measure(page, &initiatives).await);
    }

    /// A plan in made-up words, each initiative with four items.
    fn plan() -> String {
        let mut csv = String::from("令和６年度 青海県総合計画 年次計画\n令和６年４月１日\n総務部行政改革課\n");
        csv.push_str("番号,柱,具体的取組,取組項目,年次計画,時期,担当課,令和６年度,令和７年度,令和８年度,令和９年度\n");
        for at in 1..=INITIATIVES {
            for item in 1..=4 {
                let (number, title) = if item == 1 {
                    (at.to_string(), format!("渡し船の取組その{at}"))
                } else {
                    Default::default()
                };
                let pillar = if item == 1 { format!("柱{}", at.div_ceil(30)) } else { String::new() };
                let department = at % 7 + 1;
                writeln!(
                    csv,
                    "{number},{pillar},{title},項目{at}の{item},{at}の{item}を進める,6月～1月,総務部{department}課,検討,実施,実施,順次実施"
                )
                .unwrap();
            }
        }
        csv
    }

    /// Meetings with decisions, all tied to one initiative; gives the ids of it and of its neighbour.
    fn decide(stage: &Stage) -> [String; 2] {
        let desk = Desk::open(&stage.library(), "書く人");
        let list = desk.call("initiatives_list", json!({})).unwrap();
        let mut found = list["initiatives"].as_array().unwrap().iter().filter(|one| one["kind"] == "initiative");
        let mut next = || found.next().and_then(|one| one["id"].as_str()).unwrap().to_owned();
        let initiatives = [next(), next()];
        for at in 0..MEETINGS {
            let meeting = desk.begin(&format!("令和{}年{}月12日", 2 + at / 12, 1 + at % 12));
            for number in 1..=OF_A_MEETING {
                let text = json!({ "depth": 1, "label": format!("議題{number}"), "title": format!("渡し船の便を{number}つ増やす案について") });
                let item = row(desk.edit(&meeting, &json!({ "kind": "item_add", "before": null, "text": text })));
                let said = "朝と夕の便を増やす案のとおり承認する。浜の朝市に間に合う時刻を組合と決めてほしい。";
                let remark = desk.add_remark(&meeting, Some(&item), ("☆", "汐見部長", "", said));
                let words = json!([{ "remark": remark, "quote": "案のとおり承認する" }]);
                let edit = json!({ "kind": "decision_add", "item": item, "outcome": "approved", "phrase": "承認", "words": words });
                let decision = row(desk.edit(&meeting, &edit));
                desk.call("decision_link", json!({ "decision": decision, "initiative": initiatives[0] })).unwrap();
            }
        }
        initiatives
    }

    fn row(outcome: Outcome) -> String {
        let Outcome::Done(Some(row)) = outcome else { panic!("a row is made: {outcome:?}") };
        row
    }

    async fn measure(page: &Page, [first, second]: &[String; 2]) -> Result<(), Failed> {
        page.resize(1280, 900).await?;
        page.see_in("main", "最近の会議").await?;
        let (page_of, chart_of) = (format!("#/initiatives/{first}"), format!("#/initiatives/{first}?show=gantt"));
        let (home, initiative) = ("#/", format!("#/initiatives/{second}"));
        opened(page, "工程表, from an initiative", &initiative, (&chart_of, ".gantt .row")).await?;
        page.picture("gantt").await?;
        opened(page, "工程表, from home", home, (&chart_of, ".gantt .row")).await?;
        opened(page, "経緯, from an initiative", &initiative, (&page_of, ".page ol li.decision")).await?;
        page.picture("history").await?;
        opened(page, "経緯, from home", home, (&page_of, ".page ol li.decision")).await?;
        opened(page, "決定事項, from home", home, ("#/decisions", "tr.row")).await?;
        page.picture("register").await?;
        for (name, address, css) in [("工程表", chart_of.as_str(), ".gantt"), ("決定事項", "#/decisions", "tr.row")]
        {
            page.script_async("opening", OPEN, vec![json!(address), json!(css)]).await?;
            tokio::time::sleep(REST).await;
            let nodes = page.script("return document.getElementsByTagName('*').length", Vec::new()).await?;
            println!("{name}: {nodes} nodes");
        }
        println!("{}", load());
        Ok(())
    }

    /// Goes from one view to the other again and again, and tells what it takes.
    async fn opened(page: &Page, name: &str, from: &str, (address, css): (&str, &str)) -> Result<(), Failed> {
        let mut took = Vec::new();
        let mut spent = 0.0;
        for _ in 0..OPENINGS {
            page.script("location.hash = arguments[0]", vec![json!(from)]).await?;
            tokio::time::sleep(REST).await;
            let before = page.processor_ms();
            took.extend(page.script_async("opening", OPEN, vec![json!(address), json!(css)]).await?.as_f64());
            spent += page.processor_ms() - before;
            tokio::time::sleep(REST).await;
        }
        let first = took.first().copied().unwrap_or_default();
        let then: Times = took.into_iter().skip(1).collect();
        println!(
            "{name} (100 ms):  first {first:.0} ms, then {then}; {:.0} ms of processor time",
            spent / f64::from(OPENINGS)
        );
        Ok(())
    }
}
