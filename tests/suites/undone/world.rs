//! A small library in which everything that can be edited is there once: an invented prefecture.

use std::path::PathBuf;

use gijicho_tests::drafting::Desk;
use gijicho_tests::returned::{Said, returned};
use rusqlite::types::ValueRef;
use serde_json::{Value, json};
use tempfile::TempDir;

/// Last year's meeting, which the new one goes on from.
const EARLIER: &str = "\
令和５年度 第１回潮見県県政推進本部 本部員会議 概要

１ 開催日時：令和５年９月７日（木）１０時３０分～１１時
２ 開催場所：本庁舎八階 会議室
３ 議事概要：以下のとおり（●説明・回答、☆意見・質問）

議題１ 渡し船の時刻について
●岬航路課長（資料１に基づいて説明）
朝の便を一本ふやす。
●汐見部長
議題１について、承認いただいた。
";

/// The meeting that is worked on.
const MINUTES: &str = "\
令和６年度 第１回潮見県県政推進本部 本部員会議 概要

１ 開催日時：令和６年９月１２日（木）１０時３０分～１１時
２ 開催場所：本庁舎八階 会議室
３ 議事概要：以下のとおり（●説明・回答、☆意見・質問）

議題１ 渡し船の時刻について
●岬航路課長（資料１に基づいて説明）
朝の便を二本ふやす。
☆浜副知事
島の高校生の声を聞いて、次回報告してほしい。
●岬航路課長
高校を回って聞き取る。
●汐見部長
議題１について、承認いただいた。

議題２ 橋の点検について
●灘道路課長
五年に一度の点検を始める。
☆浜副知事
点検の結果を県のページで公表してほしい。
●汐見部長
議題２について、承認いただいた。

議題３ 船着場の灯りについて
●岬航路課長
灯りを取り替える方針で進めることとしたい。

議題４ その他
☆浜副知事
特にない。
";

/// A third one, in a file of its own.
const ANOTHER: &str = "\
令和６年度 第２回潮見県県政推進本部 本部員会議 概要

１ 開催日時：令和６年１２月５日（木）１０時３０分～１１時
２ 開催場所：本庁舎八階 会議室
３ 議事概要：以下のとおり（●説明・回答、☆意見・質問）

議題１ 雪の日の便について
●岬航路課長
雪の日は昼の便を休む。
";

const PEOPLE: &str = "姓,名,よみ,職,部局,就任日,退任日\n磯,一郎,いそ,港湾課長,県土部,R6.4.1,\n";

/// Everything, and where it is.
pub(crate) struct World {
    folder: TempDir,
    desk: Desk,
    pub(crate) meeting: String,
    pub(crate) plan: String,
}

/// Commands that only read, with a word for what they are asked about.
pub(crate) const READS: &[(&str, &str)] = &[
    ("check", "meeting"),
    ("check_words_get", ""),
    ("comments_list", "meeting"),
    ("decisions_list", ""),
    ("evidence_broken", ""),
    ("export_formats", ""),
    ("export_list_name", "list"),
    ("export_name", "minutes"),
    ("export_progress", ""),
    ("follow_up_answers", "follow-up"),
    ("follow_ups_list", ""),
    ("import_preview", "file"),
    ("index_status", ""),
    ("initiative_events", "initiative"),
    ("initiative_show", "initiative"),
    ("initiatives_list", ""),
    ("initiatives_waiting", "waiting"),
    ("intake_open", "file"),
    ("intake_progress", ""),
    ("intake_report", ""),
    ("library_status", ""),
    ("link_suggestions", "decision"),
    ("meeting_compare", "meeting"),
    ("meeting_editor", "meeting"),
    ("meeting_propose", "meeting"),
    ("meeting_ready", "meeting"),
    ("meeting_show", "meeting"),
    ("meeting_source", "meeting"),
    ("meeting_speakers", "meeting"),
    ("meeting_version", "version"),
    ("meeting_versions", "meeting"),
    ("meetings_list", ""),
    ("paste_read", "meeting"),
    ("plan_show", "plan"),
    ("plan_versions", "plan"),
    ("register_read", "people"),
    ("register_show", ""),
    ("round_show", "round"),
    ("saved_searches", ""),
    ("search", "query"),
    ("search_complete", "query"),
    ("search_help", ""),
    ("search_recent", ""),
    ("search_rows", "query"),
    ("settings_get", ""),
    ("templates_list", ""),
];

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(&folder.path().join("library"), "書く人");
        let mut world = Self { folder, desk, meeting: String::new(), plan: String::new() };
        for (name, text) in [("R5-1.txt", EARLIER), ("R6-1.txt", MINUTES), ("R6-2.txt", ANOTHER), ("人.csv", PEOPLE)] {
            std::fs::write(world.file(name), text).unwrap();
        }
        // The earlier one is final, so that it has a version.
        let earlier = world.import("R5-1.txt");
        world.desk.settle(&earlier);
        world.done("meeting_finalise", &json!({ "meeting": earlier, "reason": "決裁を経た" }));
        // A run that finds nothing new, so that there is a report on one.
        world.done("intake_run", &json!({ "files": [{ "path": world.file("R5-1.txt") }], "kind": "minutes" }));
        world.meeting = world.import("R6-1.txt");
        world.register();
        world.plans();
        world.minutes();
        world
    }

    fn import(&self, name: &str) -> String {
        let imported = self.done("import_commit", &json!({ "path": self.file(name), "kind": "minutes" }));
        imported["meeting"]["id"].as_str().unwrap_or_else(|| panic!("{name}: {imported}")).to_owned()
    }

    /// People, posts, bodies, and a department that became another one.
    fn register(&self) {
        for name in ["潮見県観光推進本部", "潮見県港推進本部"] {
            self.done("body_save", &json!({ "name": name }));
        }
        self.done("person_save", &json!({ "family_name": "潮", "given_name": "太郎", "reading": "うしお" }));
        self.done("post_save", &json!({ "title": "観光課長", "department": "観光部" }));
        let view = self.done("register_show", &json!({}));
        let last = |list: &str, key: &str, word: &str| {
            let found = view[list].as_array().unwrap().iter().find(|row| row[key] == word);
            found.unwrap_or_else(|| panic!("no {word}: {view:#}"))["id"].clone()
        };
        let request = json!({
            "person": last("people", "family_name", "潮"), "post": last("posts", "title", "観光課長"), "valid_from": "R5.4.1",
        });
        self.done("appointment_save", &request);
    }

    /// One plan with everything in it, and another one to tie it to.
    fn plans(&mut self) {
        for (title, year) in [("潮見県航路計画", "R6"), ("潮見県総合計画", "R5")] {
            let text = json!({ "title": title, "fiscal_year": year, "issued_on": "R5.4.1", "issued_by": "企画部" });
            let plan = self.plan_edit(&json!({ "kind": "plan_add", "text": text }));
            let pillar = self.node_add(&plan, None, "pillar", "海の道");
            for name in ["渡し船をふやす", "橋を直す"] {
                let node = self.node_add(&plan, Some(&pillar), "initiative", &format!("{name}（{year}）"));
                self.node_add(&plan, Some(&node), "item", &format!("{name}ための調べ（{year}）"));
            }
            if self.plan.is_empty() {
                self.plan = plan;
            }
        }
        let [node, other] = ["渡し船をふやす（R6）", "渡し船をふやす（R5）"].map(|title| self.node(title));
        self.plan_edit(&json!({ "kind": "activity_add", "node": node, "text": "便をふやす", "months": "4月～9月" }));
        self.plan_edit(&json!({
            "kind": "phases", "node": node, "seen": [], "wanted": [{ "fiscal_year": 2024, "phase": "検討" }],
        }));
        let report = json!({ "when": "R6.9", "status": "取組中", "text": "便を一本ふやした" });
        self.plan_edit(&json!({
            "kind": "report_add", "node": node, "fiscal_year": 2024, "half": "first-half", "text": report,
        }));
        self.plan_edit(&json!({ "kind": "indicator_add", "node": node, "name": "乗った人", "unit": "人" }));
        let value = json!({ "fiscal_year": 2024, "target": "900", "actual": "870" });
        self.plan_edit(&json!({
            "kind": "indicator_value", "indicator": self.part("indicators")["id"], "seen": null, "value": value,
        }));
        self.plan_edit(&json!({ "kind": "relate", "from": [node], "to": other, "relation": "continues" }));
        self.plan_edit(&json!({ "kind": "department_succeed", "from": "航路課", "to": "交通課", "since": "R6.10.1" }));
    }

    /// A decision that is confirmed and tied, one that is proposed, one whose words are gone; follow-ups in
    /// each state; a comment, a document, a finding that stands.
    fn minutes(&self) {
        self.done("decision_confirm", &json!({ "decision": self.decision("議題１について") }));
        let tie =
            json!({ "decision": self.decision("議題１について"), "initiative": self.node("渡し船をふやす（R6）") });
        self.done("decision_link", &tie);
        let words = self.words("灯りを取り替える");
        let target = json!({ "kind": "new", "item": self.item("3")["id"], "outcome": "decided" });
        self.done("decision_bind", &json!({ "words": [words], "targets": [target] }));
        let remark = self.remark("灯りを取り替える");
        let text =
            json!({ "mark": "●", "speaker": "岬航路課長", "note": "", "text": "春から夏にかけて工事を行いたい。" });
        self.edit(&json!({ "kind": "remark_write", "remark": remark["id"], "base": self.base(&remark), "text": text }));
        for words in ["朝の便を二本ふやす", "五年に一度の点検を始める"] {
            self.edit(&json!({
                "kind": "follow_up_add", "words": self.words(words), "addressee": "航路課", "due_on": "R7.3.31",
            }));
        }
        let answered = json!({ "follow_up": self.follow_up("朝の便を")["id"], "verdict": { "kind": "answer" } });
        self.done("follow_up_settle", &answered);
        let comment = json!({
            "meeting": self.meeting, "remark": self.remark("特にない")["id"], "quote": "特に", "author": "浜", "text": "では",
        });
        self.done("comment_add", &comment);
        self.edit(&json!({ "kind": "document_add", "label": "資料９", "title": "時刻表", "path": null }));
        // Typed, and not yet read for what it carries.
        let text =
            json!({ "mark": "●", "speaker": "汐見部長", "note": "", "text": "議題４について、了承いただいた。" });
        let place = json!({ "item": self.item("4")["id"], "before": null });
        self.edit(&json!({ "kind": "remark_add", "place": place, "text": text }));
        let waive = json!({ "meeting": self.meeting, "key": "speaker:1", "reason": "そのままでよい" });
        self.done("check_waive", &waive);
    }

    /// A file beside the library.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn call(&self, name: &str, request: &Value) -> Result<Value, String> {
        self.desk.call(name, request.clone())
    }

    /// Calls a command, which must succeed.
    pub(crate) fn done(&self, name: &str, request: &Value) -> Value {
        self.call(name, request).unwrap_or_else(|code| panic!("{name}: {code}\n{request:#}"))
    }

    fn edit(&self, edit: &Value) -> Value {
        let done = self.done("meeting_edit", &json!({ "meeting": self.meeting, "edit": edit }));
        assert_eq!(done["kind"], "done", "{edit}: {done}");
        done
    }

    /// Edits a plan; gives the row that was made.
    fn plan_edit(&self, edit: &Value) -> String {
        let done = self.done("plan_edit", &json!({ "edit": edit }));
        assert_eq!(done["kind"], "done", "{edit}: {done}");
        done["row"].as_str().unwrap_or_default().to_owned()
    }

    fn node_add(&self, plan: &str, parent: Option<&str>, of: &str, title: &str) -> String {
        let text = json!({ "number": "", "title": title, "summary": "", "departments": ["航路課"] });
        let add = json!({ "kind": "node_add", "plan": plan, "parent": parent, "before": null, "of": of, "text": text });
        self.plan_edit(&add)
    }

    /// The minutes as the editor shows them.
    pub(crate) fn editor(&self) -> Value {
        self.desk.editor(&self.meeting)
    }

    fn row(&self, list: &str, what: &str, is_it: impl Fn(usize, &Value) -> bool) -> Value {
        let view = self.editor();
        let rows = view["record"][list].as_array().unwrap();
        let found = rows.iter().enumerate().find(|(at, row)| is_it(*at, row));
        found.unwrap_or_else(|| panic!("no {what} in {list}: {rows:#?}")).1.clone()
    }

    /// The remark that holds these words.
    pub(crate) fn remark(&self, words: &str) -> Value {
        let texts = self.editor()["texts"].clone();
        self.row("remarks", words, |at, _| texts[at].as_str().unwrap_or_default().contains(words))
    }

    /// Words as a person marks them.
    pub(crate) fn words(&self, quote: &str) -> Value {
        json!({ "remark": self.remark(quote)["id"], "quote": quote, "at": null })
    }

    /// The item of this number.
    pub(crate) fn item(&self, number: &str) -> Value {
        self.row("agenda", number, |_, row| row["number"] == number)
    }

    /// The version of a row of the minutes.
    pub(crate) fn base(&self, row: &Value) -> Value {
        self.editor()["versions"][row["id"].as_str().unwrap()].clone()
    }

    pub(crate) fn follow_up(&self, quote: &str) -> Value {
        self.row("follow_ups", quote, |_, row| row["quote"].as_str().unwrap_or_default().contains(quote))
    }

    pub(crate) fn document(&self, label: &str) -> Value {
        self.row("documents", label, |_, row| row["label"] == label)
    }

    /// The id of the decision that these words carry.
    pub(crate) fn decision(&self, quote: &str) -> Value {
        self.row_of_decision(quote)["id"].clone()
    }

    /// The decision that these words carry.
    pub(crate) fn row_of_decision(&self, quote: &str) -> Value {
        self.row("decisions", quote, |_, row| row["quote"].as_str().unwrap_or_default().contains(quote))
    }

    /// A Word document of the minutes that came back from its round.
    pub(crate) fn returned(&self) -> PathBuf {
        let [sent, back] = ["sent.docx", "back.docx"].map(|name| self.file(name));
        self.done("export_minutes", &json!({ "meeting": self.meeting, "format": "docx", "path": sent }));
        let said = [Said::Comment("浜", "高校を回って", "いつ回るか"), Said::Change("灘", "五年に一度", "四年に一度")];
        std::fs::write(&back, returned(&std::fs::read(sent).unwrap(), &said)).unwrap();
        back
    }

    /// The file of the meeting, with other words.
    pub(crate) fn changed(&self) -> PathBuf {
        let path = self.file("R6-1-again.txt");
        std::fs::write(&path, MINUTES.replace("高校を回って", "高校と中学校を回って")).unwrap();
        path
    }

    /// A row of the newer plan.
    pub(crate) fn part(&self, list: &str) -> Value {
        self.done("plan_show", &json!({ "plan": self.plan }))[list][0].clone()
    }

    /// The version of a row of the newer plan.
    pub(crate) fn plan_base(&self, id: &Value) -> Value {
        self.done("plan_show", &json!({ "plan": self.plan }))["versions"][id.as_str().unwrap()].clone()
    }

    /// The node of this title, in whichever plan.
    pub(crate) fn node(&self, title: &str) -> Value {
        let list = self.done("initiatives_list", &json!({}));
        let rows = list["initiatives"].as_array().unwrap();
        let found = rows.iter().find(|row| row["title"] == title);
        found.unwrap_or_else(|| panic!("no {title}: {list:#}"))["id"].clone()
    }

    /// What reads, and what it is asked.
    pub(crate) fn reads(&self) -> Vec<(&'static str, Value)> {
        let earlier =
            self.done("meetings_list", &json!({}))["meetings"].as_array().unwrap().last().unwrap()["id"].clone();
        let request = |about: &str| match about {
            "meeting" => json!({
                "meeting": self.meeting, "from": null, "to": null, "body": null, "held_on": "R7.1.9", "programme": "", "text": "●岬課長",
            }),
            "version" => json!({ "meeting": earlier, "number": 1 }),
            "plan" => json!({ "plan": self.plan }),
            "round" => json!({ "fiscal_year": 2024, "half": "first-half" }),
            "initiative" => json!({ "initiative": self.node("渡し船をふやす（R6）"), "as_of": null, "known_on": null }),
            "decision" => json!({ "decision": self.decision("議題２について") }),
            "follow-up" => json!({ "follow_up": self.follow_up("点検を始める")["id"] }),
            "waiting" => json!({ "kind": "undecided" }),
            "file" => json!({ "path": self.file("R6-2.txt"), "paths": [self.file("R6-2.txt")] }),
            "people" => json!({ "path": self.file("人.csv") }),
            "query" => json!({ "query": "便", "caret": 1, "limit": 5 }),
            "minutes" => json!({ "meeting": self.meeting, "format": "pdf" }),
            "list" => json!({ "list": "decisions", "format": "csv" }),
            _ => json!({}),
        };
        READS.iter().map(|(name, about)| (*name, request(about))).collect()
    }

    /// Every row of every table, but for the history itself.
    pub(crate) fn rows(&self) -> Vec<String> {
        let database = rusqlite::Connection::open_with_flags(
            self.folder.path().join("library/gijicho.db"),
            rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY,
        )
        .unwrap();
        let mut tables = database
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('change_log', 'operation', 'actor')
                 ORDER BY name",
            )
            .unwrap();
        let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        let mut lines = Vec::new();
        for table in tables {
            let mut rows = database.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
            let width = rows.column_count();
            let mut rows = rows.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                let values: Vec<String> = (0..width).map(|at| shown(row.get_ref(at).unwrap())).collect();
                lines.push(format!("{table}: {}", values.join(" | ")));
            }
        }
        lines
    }

    /// Fails where a row is not what it was.
    pub(crate) fn same(&self, wanted: &[String], what: &str) {
        let rows = self.rows();
        let gone: Vec<&String> = wanted.iter().filter(|row| !rows.contains(row)).collect();
        let new: Vec<&String> = rows.iter().filter(|row| !wanted.contains(row)).collect();
        assert!(gone.is_empty() && new.is_empty(), "{what}: rows are gone: {gone:#?}\nrows are new: {new:#?}");
    }
}

/// A value as a person can read it in what a failed test says.
fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => format!("'{}'", String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => format!("{bytes:02x?}"),
    }
}
