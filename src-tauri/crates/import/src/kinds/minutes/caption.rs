//! Captions over the parts of an item: ＜質疑・意見等＞, 「主な意見」, 【結果】, 「結論　…」.
//!
//! Invariants: a caption is told by its words, whatever bracket or mark stands around it; what
//! follows a caption on its line is no part of it.

use std::ops::Range;

use gijicho_model::fold;

use crate::line::is_space;

/// What a part of an item is called, where it is talk.
const TALK: &[&str] = &[
    "意見",
    "質疑",
    "質疑応答",
    "質問",
    "回答",
    "応答",
    "発言",
    "意見交換",
    "議論",
    "説明",
    "内容",
    "要望",
    "概要",
    "詳細",
];
/// What is talk where a word for its gist follows: 「審議の要旨」.
const TALK_WITH_TAIL: &[&str] = &["審議", "協議", "報告", "議事", "会議", "討議"];
/// Words before and after them.
const BEFORE: &[&str] = &["主な", "主要な", "出席者の", "各委員の", "委員の", "委員からの", "本部員の", "協議における"];
const AFTER: &[&str] =
    &["等の概要", "等の要旨", "等の内容", "の概要", "の要旨", "の内容", "要旨", "概要", "内容", "など", "等"];
/// What stands before what came of an item. Those of one word could be anything without a bracket.
const RESULTS: &[&str] = &[
    "協議結果",
    "審議結果",
    "会議結果",
    "検討結果",
    "審査結果",
    "協議の結果",
    "審議の結果",
    "会議の結果",
    "決定事項",
    "決定内容",
    "結論",
    "結果",
];
const BRACKETED_RESULTS: &[&str] = &["決定", "議決", "まとめ", "本部長決定", "知事決定", "報告のみ"];

/// Brackets around captions, folded and as printed.
const BRACKETS: &str = "<>＜＞〈〉《》【】[]［］()（）〔〕";
const DECORATIONS: &str = "■□◆◇▼▽▶●○〇◯◎※*#";

/// Longest caption, in characters.
const LONGEST: usize = 24;

/// Whether a line is a caption over talk, printed like one: ＜質疑・意見等＞, 「■主な意見」,
/// 「質疑応答：」. Without any sign, only what nobody says.
pub(super) fn is_over_talk(folded: &str) -> bool {
    if folded.chars().nth(LONGEST).is_some() {
        return false;
    }
    let inner = folded.trim_matches(|c: char| c == ' ' || c == ':' || BRACKETS.contains(c) || DECORATIONS.contains(c));
    let is_printed_so = inner.len() < folded.trim_matches(' ').len();
    is_talk(inner) && (is_printed_so || is_plainly_talk(inner)) || is_printed_so && inner == "結果"
}

/// Whether a numbered heading is over a part of the talk rather than an item: 「(ア) 説明」, 「(イ) 討議」.
pub(super) fn is_part_of_talk(title: &str) -> bool {
    const PARTS: &[&str] = &["説明", "事務局説明", "資料説明", "討議", "討論", "議論", "質疑", "審議", "採決"];
    PARTS.contains(&fold::squeezed(title).as_str())
}

/// Whether a line is a caption without any sign: 「質疑」 over what is set in below it.
pub(super) fn is_bare_talk(folded: &str) -> bool {
    folded.chars().nth(LONGEST).is_none() && TALK.contains(&fold::squeezed(folded).as_str())
}

/// 「質疑・意見等」, 「主な意見」
fn is_talk(words: &str) -> bool {
    let squeezed = fold::squeezed(words);
    let inner = BEFORE.iter().find_map(|word| squeezed.strip_prefix(word)).unwrap_or(&squeezed);
    let inner = if TALK.contains(&inner) { inner } else { without_tail(inner) };
    let mut parts = inner.split(['・', '、', ',', '/']).flat_map(|part| part.split("及び")).peekable();
    let is_gist = inner.len() < squeezed.len() && TALK_WITH_TAIL.contains(&inner);
    is_gist || parts.peek().is_some() && parts.all(|part| TALK.contains(&part) || TALK.contains(&without_tail(part)))
}

fn without_tail(words: &str) -> &str {
    AFTER.iter().find_map(|word| words.strip_suffix(word)).unwrap_or(words)
}

/// What can be nothing else where it stands alone: 「主な意見」, 「質疑等」, 「説明内容」.
fn is_plainly_talk(words: &str) -> bool {
    let squeezed = fold::squeezed(words);
    let is_word = ["意見", "質疑", "質問", "説明"].iter().any(|word| squeezed.contains(word));
    is_word && (BEFORE.iter().any(|word| squeezed.starts_with(word)) || without_tail(&squeezed).len() < squeezed.len())
}

/// Where the text after a caption begins, in bytes of the line: 「質疑等　問１　…」.
pub(super) fn end_of_talk(text: &str) -> Option<usize> {
    let (caption, rest) = before_gap(text)?;
    is_plainly_talk(caption).then_some(())?;
    is_talk(caption).then(|| text.len() - rest.len())
}

/// The bytes of a label before what came of an item, with what separates them: 「【結果】」,
/// 「結論：」.
pub(super) fn result_label(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if BRACKETS.contains(first) {
        let (at, close) = text.char_indices().take(LONGEST).skip(1).find(|(_, c)| BRACKETS.contains(*c))?;
        let inner = fold::squeezed(&text[first.len_utf8()..at]);
        let is_result = RESULTS.iter().chain(BRACKETED_RESULTS).any(|word| *word == inner);
        return is_result.then(|| after_separators(text, at + close.len_utf8()));
    }
    let decorated = text.trim_start_matches(|c| DECORATIONS.contains(c));
    let is_result = |caption: &str| RESULTS.contains(&fold::squeezed(caption).as_str());
    // 「結果」 over what is set in below it.
    if decorated.len() < LONGEST * 3 && is_result(decorated) {
        return Some(text.len());
    }
    if let Some((caption, rest)) = before_gap(decorated) {
        return is_result(caption).then(|| text.len() - rest.len());
    }
    // After a single blank, what came of the item is no sentence. The caption is told first: the rest may be long.
    let (at, _) = decorated.char_indices().take(LONGEST).find(|(_, c)| *c == ' ')?;
    let rest = &decorated[at + 1..];
    (is_result(&decorated[..at]) && !rest.contains(['、', '。'])).then(|| text.len() - rest.len())
}

/// Whether what a bracket holds is a label of a part rather than somebody: 発言, 結果, 説明者.
pub(super) fn is_label(inner: &str) -> bool {
    let squeezed = fold::squeezed(inner);
    let is_result = || RESULTS.iter().chain(BRACKETED_RESULTS).any(|word| *word == squeezed);
    matches!(squeezed.as_str(), "説明者" | "発言者" | "報告者" | "提案者") || is_result() || is_talk(&squeezed)
}

/// A label that says that something was decided: its word, and where what it names begins.
pub(super) struct DecidedLabel {
    pub(super) word: Range<usize>,
    pub(super) end: usize,
}

/// 「【決定】」, 「決定事項：」
pub(super) fn decided_label(text: &str) -> Option<DecidedLabel> {
    let end = result_label(text)?;
    let label = &text[..end];
    let word =
        ["決定事項", "決定内容", "本部長決定", "知事決定", "決定"].into_iter().find(|word| label.contains(word))?;
    let at = label.find(word)?;
    Some(DecidedLabel { word: at..at + word.len(), end })
}

/// A short beginning of a line before a colon or a gap that no running text has, and what follows.
fn before_gap(text: &str) -> Option<(&str, &str)> {
    let is_gap = |c: char| matches!(c, '：' | ':' | '\t' | '　');
    let (at, _) = text
        .char_indices()
        .take(LONGEST)
        .skip(1)
        .find(|(at, c)| is_gap(*c) || *c == ' ' && text[at + 1..].starts_with(' '))?;
    Some((&text[..at], &text[after_separators(text, at)..]))
}

fn after_separators(text: &str, from: usize) -> usize {
    let rest = text[from..].trim_start_matches(|c: char| is_space(c) || matches!(c, '：' | ':'));
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_are_told_from_what_people_say() {
        for (line, wanted) in [
            ("＜質疑・意見等＞", true),
            ("【主な意見等】", true),
            ("（主な発言）", true),
            ("■意見交換", true),
            ("質疑応答：", true),
            ("主な意見", true),
            ("質疑等", true),
            ("説明内容", true),
            ("【結果】", true),
            ("意見", false),
            ("意見を述べた。", false),
            ("【知事】", false),
            ("質疑応答を行った", false),
        ] {
            assert_eq!(is_over_talk(&fold::width(line)), wanted, "{line}");
        }
    }

    #[test]
    fn what_came_of_an_item_stands_after_its_label() {
        for (line, wanted) in [
            ("【結果】", Some("")),
            ("【結果】原案のとおり了承", Some("原案のとおり了承")),
            ("＜審議結果＞　承認", Some("承認")),
            ("結論\t提案のとおり決定", Some("提案のとおり決定")),
            ("協議結果：了承", Some("了承")),
            ("■結果　　継続審議", Some("継続審議")),
            ("結論 継続審議", Some("継続審議")),
            ("結果 的に了承された。", None),
            ("結果、了承された。", None),
            ("【決定】そのとおり", Some("そのとおり")),
            ("決定　そのとおり", None),
        ] {
            assert_eq!(result_label(line).map(|at| &line[at..]), wanted, "{line}");
        }
    }
}
