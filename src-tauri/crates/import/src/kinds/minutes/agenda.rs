//! Headings of agenda items, in every form they are printed in.

use std::ops::Range;

use gijicho_model::fold;

use super::BRACKETS;
use super::enumerator::{self, Enumerator, Shape};
use crate::line::Line;

/// Words that a numbered item is announced with.
const ITEM_WORDS: &[&str] = &[
    "議題",
    "議案",
    "議事",
    "議件",
    "報告事項",
    "報告",
    "協議事項",
    "協議",
    "審議事項",
    "審議",
    "論議事項",
    "共有事項",
    "検討事項",
    "決議事項",
    "議決事項",
    "承認事項",
    "付議事項",
    "連絡事項",
    "情報提供",
    "案件",
    "日程",
    "項目",
    "請願",
    "諮問",
    "提案",
    "話題",
    "テーマ",
    "Agenda",
    "Item",
    "Topic",
];

/// Headings that stand over items, or are an item of their own.
const SECTIONS: &[&str] = &[
    "協議事項",
    "報告事項",
    "論議事項",
    "議論事項",
    "共有事項",
    "審議事項",
    "検討事項",
    "決議事項",
    "議決事項",
    "承認事項",
    "付議事項",
    "確認事項",
    "依頼事項",
    "伝達事項",
    "連絡事項",
    "周知事項",
    "情報共有事項",
    "情報共有",
    "説明事項",
    "協議・報告事項",
    "審議・報告事項",
    "議題",
    "議事",
    "その他",
    "その他事項",
    "その他報告事項",
    "議題外",
    "意見交換",
    "自由討議",
    "開会",
    "閉会",
    "開会挨拶",
    "閉会挨拶",
    "知事挨拶",
    "本部長挨拶",
    "挨拶",
    "あいさつ",
    "知事あいさつ",
    "本部長あいさつ",
    "質疑応答",
    "講話",
    "講演",
    "まとめ",
    "今後の予定",
    "今後の日程",
    "次回",
    "次回の予定",
    "次回予定",
    "次回日程",
    "次回の日程",
    "次回開催",
];

/// Headings over what somebody has yet to do: whoever is named there does not speak.
const TASKS: &[&str] = &[
    "Actionitems",
    "ActionItems",
    "Nextsteps",
    "ToDo",
    "TODO",
    "宿題",
    "宿題事項",
    "対応事項",
    "今後の対応",
    "アクションアイテム",
];

/// Whether a heading stands over tasks.
pub(super) fn is_over_tasks(title: &str) -> bool {
    TASKS.contains(&fold::squeezed(title).as_str())
}

/// Longest title that a heading can have, in characters.
const MAX_TITLE: usize = 160;

/// How a heading is announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// 「議題１ …」
    Labelled,
    /// 「協議事項」
    Section,
    /// 「(1) …」
    Numbered(Shape),
}

/// A heading, its parts in bytes of the folded line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) form: Form,
    /// Half-width digits; empty where none is printed.
    pub(super) number: String,
    pub(super) label: Range<usize>,
    pub(super) title: Range<usize>,
    /// Whether the title is one that headings have: 開会, その他.
    pub(super) is_usual: bool,
}

/// Reads a line as a heading, as far as the line alone can tell. `text` is the line, `folded` its
/// folded form.
pub(super) fn heading(text: &str, folded: &str) -> Option<Heading> {
    if folded.is_empty() || ends_sentence(folded) || folded.chars().nth(MAX_TITLE + 20).is_some() {
        return None;
    }
    // The parentheses of 「（３）その他」 are its number's.
    let is_numbered = folded.starts_with(['(', '〔']) && enumerator::enumerator(text, folded).is_some();
    let inside = if is_numbered { Inside { range: 0..folded.len(), closing: None } } else { undecorated(folded) };
    labelled(folded, &inside)
        .or_else(|| bracketed_word(folded, &inside))
        .or_else(|| named(folded, &inside))
        .or_else(|| section(text, folded, &inside))
        .or_else(|| numbered(text, folded))
        .or_else(|| decorated(folded, &inside))
}

/// Reads the value of a labelled line as a heading: 「議題　(1) …」.
pub(super) fn heading_after(line: &Line<'_>, value: &Range<usize>) -> Option<Heading> {
    let text = &line.text[value.clone()];
    let folded = fold::width(text);
    let found = heading(text, &folded).filter(|found| found.form != Form::Section)?;
    let offset = line.map().from_source(0..value.start).end;
    let moved = |range: Range<usize>| range.start + offset..range.end + offset;
    Some(Heading { label: moved(found.label), title: moved(found.title), ..found })
}

fn ends_sentence(folded: &str) -> bool {
    folded.ends_with(['。', '、', '!', '?', ','])
}

/// Opening and closing marks that surround a heading and are not part of it.
const DECORATIONS: &str = "■□◆◇●○◎◯〇▼▽▲△★☆▶►*#";

/// The part of a heading without its decoration, and the bracket that still stands open.
struct Inside {
    range: Range<usize>,
    closing: Option<char>,
}

fn undecorated(folded: &str) -> Inside {
    let rest = folded.trim_start_matches(|c| DECORATIONS.contains(c)).trim_start();
    let start = folded.len() - rest.len();
    for (open, close) in BRACKETS {
        if let Some(inner) = rest.strip_prefix(open) {
            let inner = inner.trim_start();
            return Inside { range: folded.len() - inner.len()..folded.len(), closing: Some(close) };
        }
    }
    Inside { range: start..folded.len(), closing: None }
}

/// 「議題１ …」「議題の1 …」「日程第３ …」「報告第３９号 …」「【議題１】…」
fn labelled(folded: &str, inside: &Inside) -> Option<Heading> {
    let start = inside.range.start;
    let text = &folded[inside.range.clone()];
    let word =
        ITEM_WORDS.iter().filter(|word| starts_with_spaced(text, word).is_some()).max_by_key(|word| word.len())?;
    let after_word = starts_with_spaced(text, word)?;
    // 「議題　(1) …」: the gap ends the label.
    if after_word.starts_with(' ') && after_word.trim_start().starts_with('(') {
        return None;
    }
    let mut rest = after_word.trim_start();
    let is_in_parentheses = rest.starts_with('(');
    for particle in ["の", "第", "(", "その"] {
        rest = rest.strip_prefix(particle).unwrap_or(rest).trim_start();
    }
    let (number, end) = enumerator::digits(rest)?;
    rest = &rest[end..];
    let is_enclosed = is_in_parentheses && rest.trim_start().starts_with(')');
    for tail in ["号議案", "号", ")"] {
        rest = rest.trim_start().strip_prefix(tail).unwrap_or(rest);
    }
    let label_end = folded.len() - rest.len();
    let title_start = label_end + separators(rest);
    let is_separated = title_start > label_end;
    let mut title = title_start..folded.trim_end().len();
    if let Some(close) = inside.closing {
        // 「【議題１】…」 or 「【議題１ …】」
        let text = &folded[title.clone()];
        if let Some(after) = text.strip_prefix(close) {
            title.start = title.end - after.trim_start_matches(is_separator).len();
        } else {
            title.end = title.start + text.strip_suffix(close)?.trim_end().len();
        }
    }
    let plausible = is_title(&folded[title.clone()]) || title.is_empty();
    let apart = is_separated
        || is_enclosed
        || title.is_empty()
        || inside.closing.is_some()
        || starts_title_without_gap(&folded[title.clone()]);
    (plausible && apart).then(|| Heading {
        form: Form::Labelled,
        number,
        label: start..folded[..label_end].trim_end().len(),
        title,
        is_usual: false,
    })
}

/// 「＜報告＞　協定の締結状況について」: the word of an item in brackets, and a title.
fn bracketed_word(folded: &str, inside: &Inside) -> Option<Heading> {
    let close = inside.closing?;
    let start = inside.range.start;
    let end = start + folded[start..].find(close)?;
    let title = end + close.len_utf8();
    let title = title + separators(&folded[title..]);
    let fits = ITEM_WORDS.contains(&folded[start..end].trim()) && ends_like_a_title(&folded[title..]);
    (fits && is_title(&folded[title..])).then_some(Heading {
        form: Form::Labelled,
        number: String::new(),
        label: start..end,
        title: title..folded.len(),
        is_usual: false,
    })
}

/// 「〇事業の名称　…」: a word for the item, a gap, and its title.
fn named(folded: &str, inside: &Inside) -> Option<Heading> {
    const WORDS: &[&str] = &["事業の名称", "事業名", "案件名", "議件名", "議題名", "項目名", "施策名"];
    let start = inside.range.start;
    let word = WORDS.iter().find(|word| folded[start..].starts_with(**word))?;
    let end = start + word.len();
    let title = folded[end..].trim_start_matches(is_separator);
    let title_start = folded.len() - title.len();
    (title_start > end && is_title(title)).then(|| Heading {
        form: Form::Labelled,
        number: String::new(),
        label: start..end,
        title: title_start..folded.len(),
        is_usual: false,
    })
}

/// `text` after `word`, blanks between its characters aside.
fn starts_with_spaced<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text;
    for (i, c) in word.chars().enumerate() {
        rest = if i == 0 { rest } else { rest.trim_start_matches(' ') };
        rest = rest.strip_prefix(c)?;
    }
    Some(rest)
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '.' | ':' | '、' | ',' | ')' | '-' | '―' | '…')
}

fn separators(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches(|c| is_separator(c) && c != ')' && c != '、').len()
}

/// A title right after the number begins with kanji, katakana, Latin or a bracket, never with a particle.
fn starts_title_without_gap(title: &str) -> bool {
    title.starts_with(|c: char| {
        !matches!(
            c,
            'ぁ'
                ..='ゖ'
                    | '、'
                    | ','
                    | '・'
                    | '~'
                    | '〜'
                    | '-'
                    | '及'
                    | '並'
                    | '件'
                    | '号'
                    | '番'
                    | '人'
                    | '年'
                    | '月'
                    | '回'
                    | '名'
                    | '点'
        )
    }) && (ends_like_a_title(title) || title.starts_with(['「', '(']))
}

/// Whether a text ends as titles of items do.
pub(super) fn ends_like_a_title(title: &str) -> bool {
    [
        "について",
        "の件",
        "に関して",
        "報告",
        "計画",
        "方針",
        "(案)",
        "状況",
        "取組",
        "概要",
        "結果",
        "予算",
        "条例",
        "改正",
    ]
    .iter()
    .any(|end| title.ends_with(end))
}

/// A title without the parenthesis at its end: 「…について（政策課）」.
pub(super) fn without_aside(title: &str) -> &str {
    title.rfind('(').filter(|_| title.ends_with(')')).map_or(title, |open| title[..open].trim_end())
}

/// Whether a text can be a title: no sentence, no beginning with a particle.
pub(super) fn is_title(title: &str) -> bool {
    let mut chars = title.chars();
    let Some(first) = chars.next() else { return false };
    let second = chars.next();
    let particle = matches!(first, 'は' | 'が' | 'を' | 'に' | 'で' | 'と' | 'の' | 'も' | 'へ' | 'や')
        && !matches!((first, second), ('も', Some('の')) | ('と' | 'の', Some('り')));
    let joint =
        title.starts_with("から") || title.starts_with("まで") || title.starts_with(['、', ',', '。', '~', '〜', ')']);
    !particle && !joint && !ends_sentence(title) && !title.contains('。') && title.chars().nth(MAX_TITLE).is_none()
}

/// 「協議事項」「１ 報告事項」「【その他】」
fn section(text: &str, folded: &str, inside: &Inside) -> Option<Heading> {
    if folded.len() > 80 {
        return None;
    }
    let mut range = inside.range.clone();
    let mut number = String::new();
    let mut label = range.start..range.start;
    let mut form = Form::Section;
    let numbered =
        if range.start == 0 { enumerator::enumerator(text, folded) } else { numbered_part(&folded[range.clone()]) };
    if let Some(found) = numbered.filter(|found| found.is_separated) {
        form = Form::Numbered(found.shape);
        number.clone_from(&found.number);
        label = range.start..range.start + found.number_end;
        range.start += found.text_start;
    }
    let inner = &folded[range.clone()];
    let inner = inside.closing.map_or(inner, |close| inner.strip_suffix(close).unwrap_or(inner));
    let inner = inner.trim_end_matches([':', ' ']);
    let squeezed: String = inner.chars().filter(|c| *c != ' ').collect();
    let is_section = SECTIONS.contains(&squeezed.as_str())
        || TASKS.contains(&squeezed.as_str())
        || inside.closing.is_some() && is_day(&squeezed);
    is_section.then(|| Heading { form, number, label, title: range.start..range.start + inner.len(), is_usual: true })
}

/// 「第一日」, 「２日目」: a day of a meeting of several.
fn is_day(squeezed: &str) -> bool {
    let rest = squeezed.strip_prefix('第').unwrap_or(squeezed);
    squeezed == "初日" || enumerator::digits(rest).is_some_and(|(_, end)| matches!(&rest[end..], "日" | "日目"))
}

/// The part of a line that can repeat a title: without the decoration around it.
pub(super) fn bare_title(folded: &str) -> Range<usize> {
    let inside = undecorated(folded);
    let inner = &folded[inside.range.clone()];
    let inner = inside.closing.and_then(|close| inner.strip_suffix(close)).unwrap_or(inner).trim_end();
    inside.range.start..inside.range.start + inner.len()
}

fn numbered_part(folded: &str) -> Option<Enumerator> {
    enumerator::enumerator(folded, folded).filter(|found| found.is_separated)
}

/// 「(1) …」: whether it is a heading depends on its surroundings.
fn numbered(text: &str, folded: &str) -> Option<Heading> {
    let found = enumerator::enumerator(text, folded)?;
    let title = &folded[found.text_start..];
    let starts = found.is_separated || starts_title_without_gap(title);
    (starts && is_title(title)).then_some(Heading {
        form: Form::Numbered(found.shape),
        number: found.number,
        label: 0..found.number_end,
        title: found.text_start..folded.len(),
        is_usual: false,
    })
}

/// 「■１　窓口について」, 「＜１　窓口について＞」, 「【窓口について】」: a heading in a mark or in brackets
/// that no speaker has.
fn decorated(folded: &str, inside: &Inside) -> Option<Heading> {
    let start = inside.range.start;
    let end = match inside.closing {
        None if folded.starts_with(['■', '□', '◆', '◇', '▼', '▽', '▶']) => folded.len(),
        None | Some(')') => return None,
        Some(close) => folded.strip_suffix(close)?.trim_end().len().max(start),
    };
    let inner = &folded[start..end];
    let found = enumerator::enumerator(inner, inner).filter(|found| found.is_separated);
    let (form, number, number_end, text_start) = match found {
        Some(found) => (Form::Numbered(found.shape), found.number, found.number_end, found.text_start),
        None if inside.closing.is_some() && is_about_something(inner) => (Form::Section, String::new(), 0, 0),
        None => return None,
    };
    let title = start + text_start..end;
    is_title(&folded[title.clone()]).then_some(Heading {
        form,
        number,
        label: start..start + number_end,
        title,
        is_usual: false,
    })
}

fn is_about_something(title: &str) -> bool {
    ["について", "に関して", "の件"].iter().any(|end| title.ends_with(end))
}

#[cfg(test)]
mod tests;
