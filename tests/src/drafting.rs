//! Minutes written through the program's commands, as a window writes them.

use std::path::Path;

use gijicho_app::{App, Opening, commands};
use serde_json::{Value, json};

/// A library open for writing minutes.
pub struct Desk {
    app: App,
}

/// How an edit was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Done; the row that it made, if it made one.
    Done(Option<String>),
    /// Somebody else has written the row.
    Conflict,
    /// Refused with this code.
    Refused(String),
}

impl Desk {
    /// Opens the library in a folder, making it where there is none.
    pub fn open(library: &Path, actor: &str) -> Self {
        let app = App::open(Some(library), Some(actor), Opening::Create);
        Self { app: app.unwrap_or_else(|error| panic!("{}: {error}", library.display())) }
    }

    /// Calls a command; the code of a refusal is the error.
    pub fn call(&self, name: &str, request: Value) -> Result<Value, String> {
        commands::dispatch(&self.app, name, request).map_err(|error| error.code)
    }

    /// Begins a meeting of an invented body and gives its id.
    pub fn begin(&self, held_on: &str) -> String {
        let head = json!({
            "title": "令和６年度 第１回潮見県県政推進本部 本部員会議 概要", "ordinal": 1, "held_on": held_on, "starts_at": "10:30",
            "ends_at": "11:00", "place": "本庁舎八階 会議室", "attendees": [],
            "legend": [{ "mark": "●", "meaning": "説明・回答" }, { "mark": "☆", "meaning": "意見・質問" }],
        });
        let request = json!({ "body": null, "body_name": "潮見県県政推進本部 本部員会議", "head": head, "agenda": [] });
        let begun = self.call("meeting_begin", request).expect("a meeting can be begun");
        begun["meeting"].as_str().expect("a meeting has an id").to_owned()
    }

    /// What the editor shows.
    pub fn editor(&self, meeting: &str) -> Value {
        self.call("meeting_editor", json!({ "meeting": meeting })).expect("a meeting can be opened")
    }

    /// Does one edit.
    pub fn edit(&self, meeting: &str, edit: &Value) -> Outcome {
        match self.call("meeting_edit", json!({ "meeting": meeting, "edit": edit })) {
            Ok(done) if done["kind"] == "done" => Outcome::Done(done["row"].as_str().map(str::to_owned)),
            Ok(_) => Outcome::Conflict,
            Err(code) => Outcome::Refused(code),
        }
    }

    /// Settles everything that waits for a person, so that the minutes can be made final.
    pub fn settle(&self, meeting: &str) {
        let view = self.editor(meeting);
        let waiting = |list: &str| -> Vec<Value> {
            let rows = view["record"][list].as_array().cloned().unwrap_or_default();
            rows.into_iter().filter(|row| row["status"] == "proposed").collect()
        };
        for decision in waiting("decisions") {
            self.call("decision_confirm", json!({ "decision": decision["id"] })).expect("a proposal can be confirmed");
        }
        for follow_up in waiting("follow_ups") {
            let request = json!({ "follow_up": follow_up["id"], "verdict": { "kind": "dismiss" } });
            self.call("follow_up_settle", request).expect("a proposal can be dismissed");
        }
        let blocks = self.call("meeting_ready", json!({ "meeting": meeting })).expect("a meeting can be looked at");
        for block in blocks["blocks"].as_array().cloned().unwrap_or_default() {
            let id = block["item"].as_str().unwrap_or_default();
            let base = &view["versions"][id];
            let edit = json!({ "kind": "none_recorded", "item": id, "base": base, "none_recorded": true });
            assert_eq!(self.edit(meeting, &edit), Outcome::Done(None), "{block}");
        }
    }

    /// Adds a remark to an item, or before the first one, and gives its id.
    pub fn add_remark(&self, meeting: &str, item: Option<&str>, said: (&str, &str, &str, &str)) -> String {
        let (mark, speaker, note, text) = said;
        let edit = json!({
            "kind": "remark_add", "place": { "item": item, "before": null },
            "text": { "mark": mark, "speaker": speaker, "note": note, "text": text },
        });
        match self.edit(meeting, &edit) {
            Outcome::Done(Some(row)) => row,
            other => panic!("a remark is added: {other:?}"),
        }
    }

    /// The text and the version of a remark.
    pub fn remark(&self, meeting: &str, remark: &str) -> (String, i64) {
        let view = self.editor(meeting);
        let remarks = view["record"]["remarks"].as_array().map(Vec::as_slice).unwrap_or_default();
        let at = remarks.iter().position(|one| one["id"] == remark).expect("the remark is there");
        let text = view["texts"][at].as_str().unwrap_or_default().to_owned();
        (text, view["versions"][remark].as_i64().expect("a row has a version"))
    }

    /// Writes the body of a remark anew, on the version that was seen.
    pub fn write(&self, meeting: &str, remark: &str, base: i64, text: &str) -> Outcome {
        let text = json!({ "mark": "☆", "speaker": "汐見部長", "note": "", "text": text });
        self.edit(meeting, &json!({ "kind": "remark_write", "remark": remark, "base": base, "text": text }))
    }
}
