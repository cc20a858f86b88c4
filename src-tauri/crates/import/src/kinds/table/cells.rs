//! What stands in one cell: items, activities with their months, dated entries.
//!
//! Invariants: what is returned is as printed; what is cut off is white space, marks of lists,
//! enumerators and labels that name an item.

use gijicho_model::fold;

use super::marks::{BOXES, BULLETS};
use crate::line::is_space;

/// Most characters of a label 〈…〉.
const LONGEST_LABEL: usize = 80;
/// Most characters of the months of an activity.
const LONGEST_MONTHS: usize = 40;

/// A text of one line: a break between Japanese characters is a wrap, another one a space. Where
/// the source is text of a page, a single space between Japanese characters is a wrap, too.
pub(super) fn joined(text: &str, is_wrapped: bool) -> String {
    let chars: Vec<char> = text.trim_matches(is_space).chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let c = chars[at];
        if !matches!(c, ' ' | '\n' | '\r') {
            out.push(c);
            at += 1;
            continue;
        }
        let end = chars[at..].iter().position(|c| !is_space(*c)).map_or(chars.len(), |len| at + len);
        let is_break = chars[at..end].contains(&'\n');
        let between = at > 0 && end < chars.len() && is_japanese(chars[at - 1]) && is_japanese(chars[end]);
        if !(between && (is_break || is_wrapped && end == at + 1)) {
            out.extend(if is_break { &[' '][..] } else { &chars[at..end] });
        }
        at = end;
    }
    out
}

/// Kana, kanji and their punctuation.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3005}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
        && !matches!(c, '【' | '】' | '〔' | '〕' | '〈' | '〉' | '《' | '》')
}

/// A stretch of a cell, and the label 〈…〉 over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled<'a> {
    /// Without its brackets; `None` before the first label.
    pub(super) label: Option<&'a str>,
    /// What follows it.
    pub(super) text: &'a str,
}

/// A cell cut at its labels: 「〈紙の削減〉 ・測る(4月)」. Damaged brackets 「く…>」 and closing tags
/// `</…>` are known.
pub(super) fn by_labels(text: &str) -> Vec<Labelled<'_>> {
    let mut parts = Vec::new();
    let (mut label, mut from, mut at) = (None, 0, 0);
    let mut is_boundary = true;
    while let Some(c) = text[at..].chars().next() {
        if let Some((inner, end)) = label_at(&text[at..], is_boundary) {
            parts.push(Labelled { label, text: text[from..at].trim_matches(is_space) });
            if !inner.is_empty() {
                label = Some(inner);
            }
            at += end;
            from = at;
            is_boundary = true;
            continue;
        }
        is_boundary = is_space(c) || matches!(c, '。' | '】' | ')' | '）');
        at += c.len_utf8();
    }
    parts.push(Labelled { label, text: text[from..].trim_matches(is_space) });
    parts.retain(|part| part.label.is_some() || !part.text.is_empty());
    parts
}

/// The label that a text begins with and its length; an empty one for a closing tag.
fn label_at(text: &str, is_boundary: bool) -> Option<(&str, usize)> {
    let open = text.chars().next().filter(|c| matches!(c, '<' | '〈' | '＜' | '《' | 'く'))?;
    let inner = &text[open.len_utf8()..];
    if !is_boundary && !inner.starts_with('/') {
        return None;
    }
    let mut last_close = None;
    for (at, c) in inner.char_indices().take(LONGEST_LABEL) {
        match c {
            '>' | '〉' | '＞' | '》' => {
                last_close = Some((at, at + c.len_utf8()));
                break;
            }
            '<' | '〈' | '＜' | '《' | '。' | '□' => return None,
            '・' if at == 0 => return None,
            _ => {}
        }
    }
    let (end, after) = last_close.filter(|(end, _)| *end > 0)?;
    if open == 'く' && inner[..end].chars().count() < 4 {
        return None;
    }
    let inner = if inner.starts_with('/') { "" } else { inner[..end].trim_matches(is_space) };
    Some((inner, open.len_utf8() + after))
}

/// A cell of items: what stands before the first mark, and the items behind their marks.
pub(super) fn items(text: &str, is_wrapped: bool) -> (String, Vec<String>) {
    let mut cuts = Vec::new();
    let mut before = '\n';
    for (at, c) in text.char_indices() {
        let is_mark =
            BOXES.contains(&c) || is_space(before) && (BULLETS.contains(&c) || matches!(c, '①'..='⑳' | '⑴'..='⒇'));
        if is_mark {
            cuts.push(at);
        }
        before = c;
    }
    let first = cuts.first().copied().unwrap_or(text.len());
    let lead = joined(&text[..first], is_wrapped);
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    let items = cuts.iter().zip(ends).map(|(from, to)| joined(text[*from..to].trim_start_matches(BULLETS), is_wrapped));
    (lead, items.filter(|item| !item.is_empty()).collect())
}

/// An activity as it stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Without its mark and its months.
    pub(super) text: String,
    /// Without parentheses; empty where none are printed.
    pub(super) months: String,
    /// Whether it has a mark of its own.
    pub(super) is_marked: bool,
}

/// The activities of a cell: each behind its mark, or after the months of the one before it.
pub(super) fn activities(text: &str, is_wrapped: bool) -> Vec<Line> {
    let has_marks =
        text.trim_start_matches(is_space).starts_with(BULLETS) || text.contains("\n・") || text.contains(" ・");
    let mut lines: Vec<Line> = Vec::new();
    let mut group = String::new();
    for piece in pieces(text) {
        let bare = piece.trim_start_matches(BULLETS).trim_start_matches(is_space);
        let is_marked = bare.len() < piece.len() && has_marks;
        let bare = if is_marked { bare } else { piece };
        let (text, months) = without_months(bare);
        if months.is_empty() && is_group(bare) {
            group.push_str(bare);
            continue;
        }
        let mut text = joined(text, is_wrapped);
        if text.is_empty() && !months.is_empty() {
            text = joined(bare, is_wrapped);
        }
        if !group.is_empty() {
            text = format!("{} {text}", std::mem::take(&mut group));
        }
        lines.push(Line { text, months: months.to_owned(), is_marked });
    }
    if !group.is_empty() {
        lines.push(Line { text: group, months: String::new(), is_marked: false });
    }
    lines
}

/// 「【変革１】」 alone is a heading of what follows it.
fn is_group(text: &str) -> bool {
    text.starts_with('【') && text.find('】').is_some_and(|end| end + '】'.len_utf8() == text.len())
}

/// A cell cut before marks and groups, and after months.
fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut before = '\n';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_list = BULLETS.contains(&c) && next.is_some_and(|next| next != c);
        let begins = is_space(before) && (is_list || matches!(c, '【' | '※' | '①'..='⑳'));
        if begins || before == '】' && (is_list || is_space(c)) {
            cuts.push(at);
        } else if matches!(c, ')' | '）') && next.is_some_and(is_space) && ends_with_months(&text[..at + c.len_utf8()])
        {
            cuts.push(at + c.len_utf8());
        }
        before = c;
    }
    cuts.push(text.len());
    cuts.dedup();
    let pieces = cuts.windows(2).map(|pair| text[pair[0]..pair[1]].trim_matches(is_space));
    pieces.filter(|piece| !piece.is_empty()).collect()
}

fn ends_with_months(text: &str) -> bool {
    !without_months(text).1.is_empty()
}

/// A text and the months in parentheses at its end.
pub(super) fn without_months(text: &str) -> (&str, &str) {
    let trimmed = text.trim_end_matches(is_space);
    let Some(inner) = trimmed.strip_suffix([')', '）']) else { return (text, "") };
    let open = inner.char_indices().rev().take(LONGEST_MONTHS).find(|(_, c)| matches!(c, '(' | '（'));
    let Some((at, open)) = open else { return (text, "") };
    let months = &inner[at + open.len_utf8()..];
    if is_months(months) { (inner[..at].trim_matches(is_space), months.trim_matches(is_space)) } else { (text, "") }
}

/// Whether a text says nothing but when: 「6月～1月」「通年」「年3回」「令和3年4月～」.
pub(super) fn is_months(text: &str) -> bool {
    const TELLING: &[&str] = &[
        "通年",
        "随時",
        "毎月",
        "毎週",
        "毎年",
        "四半期",
        "上半期",
        "下半期",
        "年度",
        "月",
        "回",
        "前期",
        "後期",
        "期",
    ];
    const QUIET: &[&str] = &[
        "令和", "平成", "上旬", "中旬", "下旬", "予定", "以降", "目途", "まで", "から", "年", "週", "第", "頃", "末",
        "春", "夏", "秋", "冬", "順次", "適宜", "実施", "毎", "中", "約",
    ];
    let mut rest = fold::squeezed(text);
    if rest.is_empty() || rest.chars().count() > LONGEST_MONTHS {
        return false;
    }
    let tells = TELLING.iter().any(|word| rest.contains(word));
    for word in TELLING.iter().chain(QUIET) {
        rest = rest.replace(word, "");
    }
    tells
        && rest.chars().all(|c| {
            c.is_ascii_digit()
                || matches!(c, '~' | '〜' | '-' | 'ー' | '、' | ',' | '・' | '.' | '/' | 'R' | 'H' | '元')
        })
}

/// A cell cut into its dated entries: when, as printed, and what. Without dates it is one entry.
pub(super) fn dated(text: &str) -> Vec<(String, String)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let folded: Vec<char> = chars.iter().map(|(_, c)| narrow(*c)).collect();
    let offset = |at: usize| chars.get(at).map_or(text.len(), |(byte, _)| *byte);
    let mut entries: Vec<(String, String)> = Vec::new();
    let (mut when, mut from, mut group) = (String::new(), 0, None);
    let mut is_boundary = true;
    let mut at = 0;
    let mut push = |when: &mut String, group: &mut Option<usize>, from: usize, to: usize, date: usize| {
        let group = group.take().map_or("", |start: usize| text[start..date].trim_matches(is_space));
        let said = [group, text[from..to].trim_matches(is_space)].concat();
        if !said.is_empty() || !when.is_empty() {
            entries.push((std::mem::take(when), said));
        }
    };
    let mut date_at = 0;
    while at < folded.len() {
        let c = folded[at];
        if is_boundary && c == '【' && at > 0 {
            push(&mut when, &mut group, from, offset(at), date_at);
            from = offset(at);
        }
        if let Some(len) = is_boundary.then(|| date(&folded[at..])).flatten() {
            let before = text[from..offset(at)].trim_matches(is_space);
            let heads_group = when.is_empty() && before.starts_with('【') && before.ends_with('】');
            let start = from;
            if !heads_group {
                push(&mut when, &mut group, from, offset(at), date_at);
            }
            group = heads_group.then_some(start);
            text[offset(at)..offset(at + len)].clone_into(&mut when);
            date_at = offset(at);
            at += len;
            while folded.get(at).is_some_and(|c| is_space(*c) || *c == ':') {
                at += 1;
            }
            from = offset(at);
            is_boundary = false;
            continue;
        }
        is_boundary = is_space(c) || c == '】' || BULLETS.contains(&c) && is_boundary;
        at += 1;
    }
    push(&mut when, &mut group, from, text.len(), date_at);
    entries
}

/// Digits, Latin letters and points of full width as half-width ones, one for one.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '〜' => '~',
        c => c,
    }
}

/// The length of the date that characters begin with, if it stands alone: 「R2.7-8」「R元.9」
/// 「令和２年６月」「2020/6/2」「6月～8月」.
fn date(chars: &[char]) -> Option<usize> {
    let digits = |at: usize| chars[at.min(chars.len())..].iter().take(4).take_while(|c| c.is_ascii_digit()).count();
    let is = |at: usize, c: char| chars.get(at) == Some(&c);
    let year_at = match chars {
        ['R' | 'H' | 'S', ..] => Some(1),
        ['令' | '昭', '和', ..] | ['平', '成', ..] => Some(2),
        _ if digits(0) == 4 => Some(0),
        _ => None,
    };
    let mut at = 0;
    if let Some(year_at) = year_at {
        let len = if is(year_at, '元') { 1 } else { digits(year_at) };
        at = year_at + len;
        if len == 0 || !(is(at, '.') || is(at, '年') || is(at, '/')) {
            return None;
        }
        at += 1;
        if is(at, '度') {
            return None;
        }
    }
    let mut has_unit = year_at.is_some();
    for _ in 0..6 {
        let len = digits(at);
        if len > 2 || len == 0 && !matches!(chars.get(at), Some('R' | 'H')) {
            break;
        }
        at += len.max(1);
        if len == 0 {
            continue;
        }
        match chars.get(at) {
            Some('月' | '日') => {
                has_unit = true;
                at += 1;
                if matches!(chars.get(at), Some('~' | '-' | '、' | '・')) && digits(at + 1) > 0 {
                    at += 1;
                } else if is(at, '~') {
                    at += 1;
                    break;
                }
            }
            Some('-' | '~' | '.' | '/' | '、')
                if digits(at + 1) > 0 || matches!(chars.get(at + 1), Some('R' | 'H')) =>
            {
                at += 1;
            }
            _ => break,
        }
    }
    while matches!(chars.get(at), Some('上' | '中' | '下' | '旬' | '末' | '頃')) {
        at += 1;
    }
    let stands_alone = chars.get(at).is_none_or(|c| is_space(*c) || matches!(c, ':' | '【' | '・' | '○'));
    (has_unit && at > 1 && stands_alone).then_some(at)
}

/// Words for what is done in a year of a schedule.
pub(super) fn is_phase(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "検討",
        "実施",
        "順次",
        "随時",
        "試行",
        "準備",
        "運用",
        "導入",
        "構築",
        "開始",
        "完了",
        "継続",
        "調査",
        "設計",
        "本格",
        "一部",
        "拡大",
        "推進",
        "見直し",
        "検証",
        "策定",
        "改定",
        "通年",
        "整備",
        "全面",
        "実証",
        "着手",
        "移行",
        "公表",
        "評価",
        "・",
        "、",
        "→",
        "⇒",
        "○",
        "●",
        "◎",
        "－",
        "-",
        "〇",
        "の",
        "■",
    ];
    let mut rest = fold::squeezed(text);
    if rest.is_empty() || rest.chars().count() > 20 {
        return false;
    }
    for word in WORDS {
        rest = rest.replace(word, "");
    }
    rest.is_empty()
}

/// A mark in a column of months: 「○」「→」「■」.
pub(super) fn is_mark(text: &str) -> bool {
    const MARKS: &str = "○〇◯●◎■□◆◇★☆△▲▽▼→⇒⇨➡―ー─━－-=＝*＊×✓✔レ|｜<>＜＞↔⇔";
    !text.is_empty() && text.chars().all(|c| MARKS.contains(c) || is_space(c))
}

#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
