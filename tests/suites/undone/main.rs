//! Undo works on everything: each command that writes is done, taken back and done again, and every row
//! of the database is compared.
//!
//! Invariant: the list is whole. A command, or a kind of edit, that stands neither in the table of what
//! is undone nor in the lists of what is not, with the reason, fails a test.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

mod table;
mod world;

use std::collections::BTreeSet;

use gijicho_app::api::decisions::{BindTarget, EvidenceVerdict};
use gijicho_app::api::drafting::Edit;
use gijicho_app::api::follow_ups::Verdict;
use gijicho_app::api::planning::PlanEdit;
use gijicho_app::commands;
use serde_json::{Value, from_value, json};
use world::World;

/// What a person has done for good, and corrects instead of undoing it.
const FOR_GOOD: &[&str] =
    &["demo_load", "meeting_bring_back", "meeting_correct", "meeting_finalise", "meeting_publish"];

/// Settings of the person at the machine: undo passes over them.
const SETTINGS: &[&str] = &[
    "check_words_set",
    "saved_search_put",
    "saved_search_remove",
    "saved_search_seen",
    "search_recent_add",
    "search_recent_clear",
    "settings_set",
];

/// What moves along the history itself.
const HISTORY: &[&str] = &["redo", "undo"];

/// Files outside of the library, the index beside it, and work that is called off: no row is touched.
const BESIDE: &[&str] = &[
    "export_cancel",
    "export_list",
    "export_many",
    "export_minutes",
    "export_search",
    "export_site",
    "export_volume",
    "export_volume_cancel",
    "index_build",
    "index_call_off",
    "intake_cancel",
    "intake_report_save",
    "preview_minutes",
    "reindex",
    "round_sheets",
    "template_check",
    "template_copy",
    "verify",
    "verify_file",
];

/// The kinds that a tagged type knows, as its reader names them to who gets one wrong.
fn kinds<T>(read: impl Fn(Value) -> Result<T, serde_json::Error>) -> Vec<String> {
    let Err(said) = read(json!({ "kind": "?" })) else { panic!("「?」 is a kind") };
    let said = said.to_string();
    let (_, listed) = said.split_once("expected").unwrap_or_else(|| panic!("no kinds in: {said}"));
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Everything that has to stand in the table: the commands that write, those of many kinds by kind.
fn wanted() -> BTreeSet<String> {
    let mut wanted: BTreeSet<String> = BTreeSet::new();
    let left_out = [FOR_GOOD, SETTINGS, HISTORY, BESIDE].concat();
    let reads = world::READS.iter().map(|(name, _)| *name).collect::<BTreeSet<_>>();
    for name in commands::NAMES.iter().filter(|name| !left_out.contains(name) && !reads.contains(*name)) {
        let kinds = match *name {
            "plan_edit" => kinds(from_value::<PlanEdit>),
            "meeting_edit" => kinds(from_value::<Edit>),
            "follow_up_settle" => kinds(from_value::<Verdict>),
            "evidence_settle" => kinds(from_value::<EvidenceVerdict>),
            "decision_bind" => kinds(from_value::<BindTarget>),
            _ => vec![String::new()],
        };
        wanted.extend(kinds.iter().map(|kind| format!("{name}.{kind}").trim_end_matches('.').to_owned()));
    }
    wanted
}

#[test]
fn every_command_that_writes_stands_in_the_table() {
    let world = World::new();
    let rows = table::rows(&world);
    let tried: BTreeSet<String> = rows.iter().map(|row| row.name.split(':').next().unwrap().to_owned()).collect();
    assert_eq!(tried, wanted());
}

/// Does it, takes it back, does it again, takes it back; leaves the world as it was.
fn check(world: &World, name: &str, request: &Value) {
    let command = name.split(['.', ':']).next().unwrap();
    let before = world.rows();
    let answered = world.call(command, request).unwrap_or_else(|code| panic!("{name}: {code}\n{request:#}"));
    assert_ne!(answered["kind"], "conflict", "{name}: {answered:#}");
    let after = world.rows();
    assert!(before != after, "{name} writes nothing");
    let label = world.call("library_status", &json!({})).unwrap()["undo"].clone();
    assert!(label.as_str().is_some_and(|label| !label.is_empty()), "{name} has no name in the menu");
    assert_eq!(world.call("undo", &json!({})).unwrap()["label"], label, "{name}: another name for what is taken back");
    world.same(&before, &format!("{name}, taken back"));
    assert_eq!(world.call("redo", &json!({})).unwrap()["label"], label, "{name}: another name for what is done again");
    world.same(&after, &format!("{name}, done again"));
    world.call("undo", &json!({})).unwrap();
    world.same(&before, &format!("{name}, taken back once more"));
}

#[test]
fn what_is_done_is_taken_back_and_done_again_to_the_last_row() {
    let world = World::new();
    for row in table::rows(&world) {
        check(&world, row.name, &row.request);
    }
    let broken = world.done("evidence_broken", &json!({}))["broken"][0]["evidence"].clone();
    world.done("evidence_settle", &json!({ "evidence": broken, "verdict": { "kind": "remove" } }));
    let verified = world.call("verify", &json!({})).unwrap();
    assert_eq!(verified["ok"], true, "{verified:#}");
}

#[test]
fn what_only_reads_leaves_every_row_as_it_is() {
    let world = World::new();
    let before = world.rows();
    for (name, request) in world.reads() {
        let answered = world.call(name, &request);
        assert!(answered.is_ok(), "{name}: {answered:?}\n{request:#}");
        world.same(&before, name);
    }
}
