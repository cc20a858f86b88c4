//! Labelled lines: 「１ 開催日時：令和４年…」, 「日　時　令和４年…」, 「【出席者】」, and several on one line.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use gijicho_model::fold;

use super::super::enumerator;
use crate::line::{Line, is_space};
use crate::speaker::vocabulary;

/// What a labelled line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Topic {
    Date,
    Time,
    Place,
    Attendees,
    /// 議題, 次第: items follow.
    Agenda,
    /// 議事概要: what was said follows.
    Proceedings,
    /// 会議名
    Name,
    Legend,
    Other,
}

/// Every known label, without white space, with what it is about.
static LABELS: LazyLock<HashMap<&str, Topic>> = LazyLock::new(|| {
    let lines = include_str!("labels.txt").lines().filter_map(|line| line.split_once(": "));
    lines.flat_map(|(topic, labels)| labels.split_whitespace().map(move |label| (label, topic_named(topic)))).collect()
});

fn topic_named(name: &str) -> Topic {
    match name {
        "date" => Topic::Date,
        "time" => Topic::Time,
        "place" => Topic::Place,
        "attendees" => Topic::Attendees,
        "agenda" => Topic::Agenda,
        "proceedings" => Topic::Proceedings,
        "name" => Topic::Name,
        "legend" => Topic::Legend,
        _ => Topic::Other,
    }
}

/// A labelled line, its parts in bytes of the line's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Field {
    pub(in super::super) topic: Topic,
    pub(in super::super) label: Range<usize>,
    pub(in super::super) value: Range<usize>,
    /// Whether the label is numbered: it can be an item of a 次第 as well.
    pub(in super::super) is_numbered: bool,
    /// Whether a mark stands before it: ○, ■.
    pub(in super::super) is_marked: bool,
}

/// Longest label, in characters.
const MAX_LABEL: usize = 24;

/// What may stand between a label and its value, folded.
const AFTER_LABEL: &[char] = &[' ', '\t', ':', '】', ']', '>', '〉', '》', ')', '〕', '・', '…', '|', '│', '┃'];

/// What may stand before a label.
const DECORATIONS: &str = "【[<〈《(■□◆◇○◯〇●◎・〔▼★※ ";

/// Marks before labels.
fn is_mark(c: char) -> bool {
    "■□◆◇○◯〇●◎▼★".contains(c)
}

/// Reads the labelled lines that stand on a line.
pub(in super::super) fn fields(line: &Line<'_>) -> Vec<Field> {
    let folded = &line.folded;
    let numbered = enumerator::enumerator(line.text, folded);
    let mut start = numbered.as_ref().map_or(0, |found| found.text_start);
    start += folded[start..].len() - folded[start..].trim_start_matches(|c| DECORATIONS.contains(c)).len();
    let mut fields = Vec::new();
    let Some(mut found) = label(&folded[start..]) else { return fields };
    // 「・次第」 in a list of documents.
    if folded.starts_with('・') && start + found.1 == folded.len() {
        return fields;
    }
    let map = line.map();
    let source = |at: usize| if at == folded.len() { line.text.len() } else { map.to_source(at..at).start };
    loop {
        let (topic, length) = found;
        let label_end = start + length;
        let rest = folded[label_end..].trim_start_matches(AFTER_LABEL);
        let value = folded.len() - rest.len();
        let next = next_label(folded, value);
        let end = next.map_or(folded.len(), |(at, _)| at);
        let value = value..folded[..end].trim_end_matches([' ', '/', '|']).len().max(value);
        if topic == Topic::Time && !has_number(&folded[value.clone()]) {
            return fields;
        }
        fields.push(Field {
            topic,
            label: map.to_source(start..label_end),
            value: source(value.start)..source(value.end),
            is_numbered: numbered.is_some(),
            is_marked: folded.starts_with(is_mark),
        });
        let Some((at, next)) = next else { return fields };
        (start, found) = (at, next);
    }
}

fn has_number(value: &str) -> bool {
    value.contains(|c: char| c.is_ascii_digit() || "一二三四五六七八九十正".contains(c))
}

/// The labelled line that a line is, if it is one.
pub(in super::super) fn field(line: &Line<'_>) -> Option<Field> {
    fields(line).into_iter().next()
}

/// Whether a text, folded or not, begins with a known label and something after it.
pub(in super::super) fn begins_with_label(text: &str) -> bool {
    let head: String = text.chars().take(MAX_LABEL + 2).collect();
    let folded = fold::width(&head);
    label(&folded).is_some_and(|(_, length)| length < folded.len())
}

/// A line of the head with a label that is not known: two cells of a table, or a short noun and a
/// colon. What stands in a list of those present is a post and a name.
pub(in super::super) fn unknown(line: &Line<'_>, may_be_post: bool) -> Option<Field> {
    const LONGEST: usize = 12;
    let folded = &line.folded;
    // After a mark a gap ends the label too: 「◎　参集の範囲　…」.
    let after_mark = folded.trim_start_matches(is_mark).trim_start_matches(is_space);
    let from = folded.len() - after_mark.len();
    let gap = if from > 0 { after_mark.find("  ").or_else(|| after_mark.find(' ')) } else { None };
    let end = folded.find(['\t', ':']).into_iter().chain(gap.map(|at| from + at)).min()?;
    let label = folded[..end].trim_matches(|c| DECORATIONS.contains(c) || is_space(c));
    let squeezed = fold::squeezed(label);
    let is_noun = |c: char| {
        let is_kana = from == 0 && matches!(c, 'ぁ'..='ゖ');
        !(is_kana || matches!(c, '、' | '。' | '「' | '」') || c.is_ascii_digit())
    };
    let fits = !squeezed.is_empty() && squeezed.chars().nth(LONGEST).is_none() && squeezed.chars().all(is_noun);
    let value = folded[end..].trim_start_matches(AFTER_LABEL);
    if !fits || !may_be_post && vocabulary::is_post(label) || value.is_empty() {
        return None;
    }
    let map = line.map();
    let start = folded.find(label)?;
    let value = map.to_source(folded.len() - value.len()..folded.len());
    let label = map.to_source(start..start + label.len());
    Some(Field { topic: Topic::Other, label, value, is_numbered: false, is_marked: folded.starts_with(is_mark) })
}

/// Whether a squeezed text is a known label.
pub(in super::super) fn is_label(squeezed: &str) -> bool {
    LABELS.contains_key(squeezed)
}

/// Where the next label begins, and what it is: after a gap if it has a colon, else after a sign
/// that keeps the two apart.
fn next_label(folded: &str, from: usize) -> Option<(usize, (Topic, usize))> {
    const REACH: usize = 400;
    let mut gaps = folded[from..].match_indices(' ').map(|(at, _)| from + at).take_while(|at| *at < from + REACH);
    gaps.find_map(|at| {
        let rest = folded[at..].trim_start();
        let found = label(rest)?;
        let is_apart = folded[..at].ends_with(['/', '|']);
        (is_apart || rest[found.1..].starts_with(':')).then_some((folded.len() - rest.len(), found))
    })
}

/// What a label is about, also one put together of known ones: 「案件及び主な意見」.
fn topic_of(squeezed: &str) -> Option<Topic> {
    if let Some(topic) = LABELS.get(squeezed) {
        return Some(*topic);
    }
    // 「議会事務局出席者」「理事者側欠席者」
    let is_noun = !squeezed.contains(['は', 'が', 'を', 'の', 'に', '、', '。', '「', '(']);
    if is_noun && squeezed.ends_with("出席者") {
        return Some(Topic::Attendees);
    }
    if is_noun && squeezed.ends_with("欠席者") {
        return Some(Topic::Other);
    }
    let topics: Vec<Topic> = squeezed
        .split("及び")
        .flat_map(|part| part.split(['・', 'と']))
        .map(|part| LABELS.get(part).copied())
        .collect::<Option<_>>()?;
    let of = |wanted: Topic| topics.contains(&wanted).then_some(wanted);
    of(Topic::Proceedings).or_else(|| of(Topic::Agenda)).or_else(|| topics.first().copied())
}

/// The longest known label at the beginning, and its length in bytes.
fn label(text: &str) -> Option<(Topic, usize)> {
    let mut squeezed = String::new();
    let mut found = None;
    for (at, c) in text.char_indices().take(MAX_LABEL) {
        if !is_space(c) {
            squeezed.push(c);
            let end = at + c.len_utf8();
            let next = text[end..].chars().next();
            let ends = next.is_none_or(|next| next == '(' || AFTER_LABEL.contains(&next));
            if ends && let Some(topic) = topic_of(&squeezed) {
                found = Some((topic, end));
            }
        }
    }
    found
}
