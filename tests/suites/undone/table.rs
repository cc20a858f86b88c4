//! The table: every command that writes, by kind where it has kinds, with a request that writes something
//! in the [`World`].

use serde_json::{Value, json};

use crate::world::World;

/// A command, its kind after a dot, and, after a colon, what of it.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) request: Value,
}

/// Every row, about the world as it is.
pub(crate) fn rows(world: &World) -> Vec<Row> {
    let mut rows = decisions(world);
    for more in [follow_ups(world), register(world), plan(world), minutes(world), head_and_items(world), others(world)]
    {
        rows.extend(more);
    }
    rows.into_iter().map(|(name, request)| Row { name, request }).collect()
}

type Rows = Vec<(&'static str, Value)>;

fn decisions(world: &World) -> Rows {
    let [confirmed, proposed] = ["議題１について", "議題２について"].map(|words| world.decision(words));
    let [tied, other] = ["渡し船をふやす（R6）", "橋を直す（R6）"].map(|title| world.node(title));
    let broken = world.done("evidence_broken", &json!({}))["broken"][0]["evidence"].clone();
    let new = json!({ "kind": "new", "item": world.item("4")["id"], "outcome": "reported", "phrase": "報告" });
    let settle = |verdict: Value| json!({ "evidence": broken, "verdict": verdict });
    let relate = |is_tied: bool, relation: &str| {
        let [from, to] = ["渡し船をふやす（R6）", "渡し船をふやす（R5）"].map(|title| world.node(title));
        json!({ "from": [from], "to": to, "relation": relation, "is_tied": is_tied })
    };
    vec![
        ("decision_confirm", json!({ "decision": proposed })),
        ("decision_dismiss", json!({ "decision": proposed })),
        ("decision_dismiss:confirmed", json!({ "decision": confirmed })),
        ("decision_link", json!({ "decision": proposed, "initiative": other, "relation": "instructs" })),
        ("decision_unlink", json!({ "decision": confirmed, "initiative": tied })),
        ("decision_amend", json!({ "decision": "R6-1-1", "condition": "春まで", "supersedes": "R5-1-1" })),
        ("item_none_recorded", json!({ "item": world.item("4")["id"], "none_recorded": true })),
        ("decision_bind.new", json!({ "words": [world.words("特にない")], "targets": [new] })),
        (
            "decision_bind.existing",
            json!({
                "words": [world.words("五年に一度"), world.words("点検の結果")],
                "targets": [{ "kind": "existing", "decision": proposed }],
            }),
        ),
        ("evidence_settle.words", settle(json!({ "kind": "words", "words": world.words("春から夏にかけて") }))),
        ("evidence_settle.remove", settle(json!({ "kind": "remove" }))),
        ("initiatives_relate", relate(true, "details")),
        ("initiatives_relate:untied", relate(false, "continues")),
    ]
}

fn follow_ups(world: &World) -> Rows {
    let [asked, open, answered] =
        ["報告してほしい", "点検を始める", "朝の便を"].map(|words| world.follow_up(words)["id"].clone());
    let settle = |follow_up: &Value, verdict: Value| json!({ "follow_up": follow_up, "verdict": verdict });
    let remark = world.remark("高校を回って")["id"].clone();
    let report = world.part("progress")["id"].clone();
    vec![
        ("follow_up_settle.confirm", settle(&asked, json!({ "kind": "confirm" }))),
        ("follow_up_settle.dismiss", settle(&asked, json!({ "kind": "dismiss" }))),
        ("follow_up_settle.answer", settle(&asked, json!({ "kind": "answer", "remark": remark }))),
        (
            "follow_up_settle.answer:by a report",
            settle(&open, json!({ "kind": "answer", "remark": null, "progress": report })),
        ),
        ("follow_up_settle.reopen", settle(&answered, json!({ "kind": "reopen" }))),
        ("follow_up_edit", json!({ "follow_up": open, "addressee": "道路課", "due_on": "R8.3.31" })),
    ]
}

fn register(world: &World) -> Rows {
    let view = world.done("register_show", &json!({}));
    let find = |list: &str, key: &str, word: &str| {
        let found = view[list].as_array().unwrap().iter().find(|row| row[key] == word);
        found.unwrap_or_else(|| panic!("no {word}: {view:#}")).clone()
    };
    let seen = |row: &Value| json!({ "id": row["id"], "row_version": row["row_version"] });
    let [body, other] = ["潮見県観光推進本部", "潮見県港推進本部"].map(|name| find("bodies", "name", name));
    let person = find("people", "family_name", "潮");
    let post = find("posts", "title", "観光課長");
    let office = find("appointments", "valid_from", "2023-04-01");
    let new = json!({ "family_name": "瀬", "post": "港湾課長", "department": "県土部" });
    vec![
        ("body_save", json!({ "name": "潮見県防災推進本部", "valid_from": "R6.4.1" })),
        ("body_save:changed", json!({ "row": seen(&body), "name": "潮見県観光本部", "valid_to": "R9.3.31" })),
        (
            "body_succeed",
            json!({ "body": body["id"], "successor": other["id"], "merged": true, "last_day": "R7.3.31" }),
        ),
        ("person_save", json!({ "family_name": "灘" })),
        ("person_save:changed", json!({ "row": seen(&person), "family_name": "潮", "given_name": "次郎" })),
        ("post_save", json!({ "title": "漁業課長" })),
        ("post_save:changed", json!({ "row": seen(&post), "title": "観光振興課長", "department": "観光部" })),
        ("department_rename", json!({ "from": "観光部", "to": "観光交流部" })),
        ("appointment_save", json!({ "person": person["id"], "post": post["id"], "valid_from": "R9.4.1" })),
        (
            "appointment_save:changed",
            json!({
                "row": seen(&office), "person": person["id"], "post": post["id"], "valid_from": "R5.4.1", "valid_to": "R7.3.31",
            }),
        ),
        ("appointment_delete", json!({ "row": seen(&office) })),
        ("appointments_add", json!({ "appointments": [new] })),
        ("register_import", json!({ "path": world.file("人.csv") })),
    ]
}

fn plan(world: &World) -> Rows {
    let plan = &world.plan;
    let [pillar, node, other, elsewhere] = ["海の道", "渡し船をふやす（R6）", "橋を直す（R6）", "渡し船をふやす（R5）"]
        .map(|title| match title {
            "海の道" => world.part("nodes")["id"].clone(),
            title => world.node(title),
        });
    let [activity, report, indicator] =
        ["activities", "progress", "indicators"].map(|list| world.part(list)["id"].clone());
    let base = |id: &Value| world.plan_base(id);
    let succession = world.part("successions")["id"].clone();
    let head = json!({ "title": "潮見県海の計画", "fiscal_year": "R7", "issued_on": "", "issued_by": "" });
    let text =
        json!({ "number": "9", "title": "港を直す", "summary": "浅い所を掘る", "departments": ["港湾課", "航路課"] });
    let said = json!({ "when": "", "status": "完了", "text": "終わった" });
    let seen = json!({ "fiscal_year": 2024, "target": "900", "actual": "870" });
    let phase = |word: &str| json!([{ "fiscal_year": 2024, "phase": word }]);
    let edits = vec![
        ("plan_edit.plan_add", json!({ "text": head })),
        ("plan_edit.plan_write", json!({ "plan": plan, "base": base(&json!(plan)), "text": head })),
        (
            "plan_edit.node_add",
            json!({ "plan": plan, "parent": pillar, "before": other, "of": "initiative", "text": text }),
        ),
        ("plan_edit.node_write", json!({ "node": node, "base": base(&node), "text": text })),
        ("plan_edit.node_move", json!({ "node": other, "base": base(&other), "parent": pillar, "before": node })),
        ("plan_edit.node_delete", json!({ "node": node, "base": base(&node), "accept": true })),
        ("plan_edit.renumber", json!({ "plan": plan })),
        ("plan_edit.relate", json!({ "from": [node, other], "to": elsewhere, "relation": "replaces" })),
        ("plan_edit.unrelate", json!({ "from": node, "to": elsewhere, "relation": "continues" })),
        ("plan_edit.phases", json!({ "node": node, "seen": phase("検討"), "wanted": phase("実施") })),
        ("plan_edit.activity_add", json!({ "node": other, "text": "足場を組む", "months": "10月" })),
        (
            "plan_edit.activity_write",
            json!({ "activity": activity, "base": base(&activity), "text": "便を二本ふやす", "months": "" }),
        ),
        ("plan_edit.activity_delete", json!({ "activity": activity, "base": base(&activity) })),
        ("plan_edit.report_add", json!({ "node": other, "fiscal_year": 2024, "half": "second-half", "text": said })),
        ("plan_edit.report_write", json!({ "report": report, "base": base(&report), "text": said })),
        ("plan_edit.report_delete", json!({ "report": report, "base": base(&report) })),
        ("plan_edit.indicator_add", json!({ "node": other, "name": "直した橋", "unit": "橋" })),
        (
            "plan_edit.indicator_write",
            json!({ "indicator": indicator, "base": base(&indicator), "name": "乗った人の数", "unit": "" }),
        ),
        ("plan_edit.indicator_delete", json!({ "indicator": indicator, "base": base(&indicator) })),
        (
            "plan_edit.indicator_value",
            json!({
                "indicator": indicator, "seen": seen, "value": { "fiscal_year": 2024, "target": "", "actual": "" },
            }),
        ),
        ("plan_edit.department_succeed", json!({ "from": "道路課", "to": "橋りょう課", "since": "R7.4.1" })),
        ("plan_edit.succession_forget", json!({ "succession": succession })),
    ];
    edits.into_iter().map(|(name, edit)| (name, json!({ "edit": of_kind(name, edit) }))).collect()
}

/// An edit with its kind, which its name says.
fn of_kind(name: &str, mut edit: Value) -> Value {
    let kind = name.split(['.', ':']).nth(1).unwrap();
    edit["kind"] = json!(kind);
    edit
}

fn meeting_edits(world: &World, edits: Rows) -> Rows {
    let whole =
        |(name, edit): (&'static str, Value)| (name, json!({ "meeting": world.meeting, "edit": of_kind(name, edit) }));
    edits.into_iter().map(whole).collect()
}

fn minutes(world: &World) -> Rows {
    // The second remark of item 2 carries a follow-up, the third one of item 1 nothing.
    let [carrying, plain, last] = ["議題１について", "高校を回って", "特にない"].map(|words| world.remark(words));
    let on = |row: &Value, mut edit: Value| {
        edit["remark"] = row["id"].clone();
        edit["base"] = world.base(row);
        edit
    };
    let said = json!({ "mark": "☆", "speaker": "浜副知事", "note": "", "text": "桟橋はどうか。" });
    let place = json!({ "item": world.item("2")["id"], "before": null });
    let decided = world.row_of_decision("議題２について");
    let attached = world.file("R6-2.txt");
    let document = world.document("資料９");
    let edits = vec![
        ("meeting_edit.remark_add", json!({ "place": place, "text": said })),
        ("meeting_edit.remark_write", on(&plain, json!({ "text": said }))),
        ("meeting_edit.remark_write:of evidence", on(&carrying, json!({ "text": said }))),
        ("meeting_edit.remark_split", on(&plain, json!({ "first": "高校を回って", "second": "聞き取る。" }))),
        ("meeting_edit.remark_join", on(&carrying, json!({}))),
        ("meeting_edit.remark_move", on(&carrying, json!({ "place": place }))),
        ("meeting_edit.remark_delete", on(&plain, json!({}))),
        ("meeting_edit.remark_delete:of evidence", on(&carrying, json!({ "accept_losses": true }))),
        (
            "meeting_edit.paste",
            json!({ "place": place, "text": "●岬航路課長\n夏の便を二本ふやす。\n議題９ 港について\n" }),
        ),
        (
            "meeting_edit.item_from_remark",
            on(&last, json!({ "text": { "depth": 1, "label": "議題５", "title": "締めくくり" } })),
        ),
        (
            "meeting_edit.decision_add",
            json!({
                "item": world.item("4")["id"], "outcome": "decided", "phrase": "決定", "words": [world.words("特にない")],
            }),
        ),
        (
            "meeting_edit.decision_write",
            json!({
                "decision": decided["id"], "base": world.base(&decided), "item": world.item("4")["id"],
                "outcome": "amended", "phrase": "修正のうえ承認", "condition": "春まで", "words": [world.words("五年に一度")],
            }),
        ),
        ("meeting_edit.follow_up_add", json!({ "words": world.words("特にない"), "addressee": "", "due_on": "" })),
        ("meeting_edit.document_add", json!({ "label": "資料１０", "title": "", "path": attached })),
        ("meeting_edit.document_delete", json!({ "document": document["id"], "base": world.base(&document) })),
        (
            "meeting_edit.document_attach",
            json!({ "document": document["id"], "base": world.base(&document), "path": attached }),
        ),
        (
            "meeting_edit.rewrite",
            json!({
                "label": "置き換え",
                "bodies": [on(&plain, json!({ "text": "高校を訪ねて聞き取る。" })), on(&last, json!({ "text": "とくにない。" }))],
            }),
        ),
        ("meeting_edit.propose", json!({})),
    ];
    meeting_edits(world, edits)
}

fn head_and_items(world: &World) -> Rows {
    let on = |number: &str, mut edit: Value| {
        let item = world.item(number);
        edit["item"] = item["id"].clone();
        edit["base"] = world.base(&item);
        edit
    };
    let text = json!({ "depth": 1, "label": "議題８", "title": "港の水深について" });
    let base = world.editor()["versions"][&world.meeting].clone();
    let head = json!({
        "title": "概要", "ordinal": 3, "held_on": "R6.9.13", "starts_at": "9:00", "ends_at": "", "place": "島の支所",
        "attendees": ["浜副知事"], "legend": [{ "mark": "☆", "meaning": "意見" }],
    });
    let edits = vec![
        ("meeting_edit.head", json!({ "base": base, "head": head })),
        ("meeting_edit.round", json!({ "base": base, "in_review": true })),
        ("meeting_edit.item_add", json!({ "before": world.item("2")["id"], "text": text })),
        ("meeting_edit.item_write", on("2", json!({ "text": text }))),
        ("meeting_edit.item_move", on("3", json!({ "before": world.item("1")["id"] }))),
        ("meeting_edit.item_delete", on("4", json!({}))),
        ("meeting_edit.none_recorded", on("4", json!({ "none_recorded": true }))),
    ];
    meeting_edits(world, edits)
}

fn others(world: &World) -> Rows {
    let comment = world.done("comments_list", &json!({ "meeting": world.meeting }))["comments"][0].clone();
    let head = json!({
        "title": "", "ordinal": 4, "held_on": "R7.2.6", "starts_at": "", "ends_at": "", "place": "", "attendees": [],
        "legend": [],
    });
    vec![
        (
            "comment_add",
            json!({
                "meeting": world.meeting, "remark": world.remark("高校を")["id"], "quote": "高校", "author": "浜", "text": "どこ",
                "proposed": "島の高校",
            }),
        ),
        (
            "comment_settle",
            json!({
                "id": comment["id"], "base": comment["version"], "answer": "そのまま", "settled": true, "take_over": false,
            }),
        ),
        ("review_take_in", json!({ "meeting": world.meeting, "path": world.returned() })),
        ("check_waive", json!({ "meeting": world.meeting, "key": "weekday:1", "reason": "原本のとおり" })),
        ("check_waive:looked at again", json!({ "meeting": world.meeting, "key": "speaker:1", "reason": null })),
        (
            "meeting_begin",
            json!({
                "body": null, "body_name": "潮見県観光推進本部", "head": head,
                "agenda": [{ "depth": 1, "label": "議題１", "title": "夏の客について" }],
            }),
        ),
        ("import_commit", json!({ "path": world.file("R6-2.txt"), "kind": "minutes" })),
        (
            "import_commit:in place of what is there",
            json!({ "path": world.changed(), "kind": "minutes", "on_duplicate": "replace", "accept_losses": true }),
        ),
        ("intake_run", json!({ "files": [{ "path": world.file("R6-2.txt") }], "kind": "minutes" })),
    ]
}
