//! Departments in a cell: 「デジタル推進課、総務課」, one a line, or run together with spaces.
//!
//! Invariant: every word of the cell is named as a department or given back as naming none.

use super::marks::BULLETS;
use crate::line::is_space;

/// The departments of a cell, and what in it names none.
pub(super) fn departments(text: &str) -> (Vec<String>, Vec<String>) {
    let mut named: Vec<String> = Vec::new();
    let mut left = Vec::new();
    for part in text.split(['、', '，', ',', '\n', '；', ';', '／']) {
        for piece in by_points(part) {
            for department in by_spaces(piece) {
                let department = department.trim_start_matches(BULLETS).trim_matches(is_space);
                let is_named = department.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
                match () {
                    () if department.is_empty() => {}
                    () if is_named => named.push(department.to_owned()),
                    () => left.push(department.to_owned()),
                }
            }
        }
    }
    (named, left)
}

/// 「総務課・財政課」 are two; 「法務・文書課」 is one.
fn by_points(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, point) in text.char_indices().filter(|(_, c)| matches!(c, '・' | '/')) {
        if is_department(text[from..at].trim_matches(is_space)) {
            parts.push(&text[from..at]);
            from = at + point.len_utf8();
        }
    }
    parts.push(&text[from..]);
    parts
}

/// 「総務部総務課 総務部人事課」 are two; 「総務部 人事課」 is one.
fn by_spaces(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, space) in text.char_indices().filter(|(_, c)| is_space(*c)) {
        let (before, after) = (text[from..at].trim_matches(is_space), text[at..].trim_matches(is_space));
        let next = after.split(is_space).next().unwrap_or("");
        let is_whole = is_department(before) && (is_department(next) || next.ends_with('）'));
        let is_upper = before.ends_with(['部', '局', '庁']) && !holds_upper(next);
        if is_whole && !is_upper {
            parts.push(&text[from..at]);
            from = at + space.len_utf8();
        }
    }
    parts.push(&text[from..]);
    parts
}

/// Whether a department is printed with the one above it: 「総務部人事課」「出納局」.
fn holds_upper(text: &str) -> bool {
    ["部", "局", "庁", "委員会", "本部"].iter().any(|unit| text.find(unit).is_some_and(|at| at > 0))
}

/// Whether a text names a department by its ending.
pub(super) fn is_department(text: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "課",
        "局",
        "部",
        "室",
        "班",
        "会",
        "チーム",
        "センター",
        "庁",
        "所",
        "署",
        "院",
        "館",
        "校",
        "所属",
        "関係課",
    ];
    text.chars().nth(40).is_none()
        && (ENDINGS.iter().any(|ending| text.ends_with(ending)) || text.ends_with("ム") && text.contains('課'))
}
