//! A handful of broken inputs on every run, always the same; `cargo xtask fuzz` tries millions.

use gijicho_tests::fuzz::{TARGETS, throw};

fn check(name: &str, count: u32) {
    let target = TARGETS.iter().find(|target| target.name == name).unwrap_or_else(|| panic!("no target {name}"));
    throw(target, 20_220_414, count);
}

#[test]
fn broken_minutes_are_read_or_refused() {
    check("minutes", 150);
}

#[test]
fn broken_plans_are_read_or_refused() {
    check("plan", 150);
}

#[test]
fn broken_progress_tables_are_read_or_refused() {
    check("progress", 150);
    check("table", 300);
}

#[test]
fn broken_files_of_any_kind_are_read_or_refused() {
    check("any", 150);
}

#[test]
fn every_text_is_a_query() {
    check("query", 1_000);
}

#[test]
fn every_text_is_a_body() {
    check("body", 500);
}
