//! Titles: the year, the ordinal and the body that they name.

use std::ops::Range;

use gijicho_model::fiscal::FiscalYear;
use gijicho_model::{era, fold};

use super::super::enumerator;
use super::super::turn::matching;
use crate::line::{is_page_number, is_space};

/// Whether a title names a meeting or its record.
pub(in super::super) fn names_a_meeting(title: &str) -> bool {
    let squeezed = fold::squeezed(title);
    RECORDS.iter().chain(BODIES).any(|word| squeezed.contains(word))
}

/// Whether a title names the record of a meeting.
pub(super) fn names_a_record(title: &str) -> bool {
    let squeezed = fold::squeezed(title);
    RECORDS.iter().any(|word| squeezed.contains(word))
}

/// What records of meetings are called.
const RECORDS: &[&str] = &["議事", "概要", "会議録", "記録", "要旨", "要録", "会議メモ"];

/// A title without the number of its page: 「…議事概要　（１／３）」.
pub(super) fn without_page_number(title: &str) -> &str {
    let title = title.trim_matches(is_space);
    let Some(inner) = title.strip_suffix(['）', ')']) else { return title };
    let Some(at) = inner.rfind(['（', '(']) else { return title };
    let number = inner[at..].trim_start_matches(['（', '(']);
    if number.contains(['/', '／']) && is_page_number(number) { title[..at].trim_end_matches(is_space) } else { title }
}

/// A title without what only announces it on a page: 「…の結果をお知らせします」.
pub(super) fn without_announcement(title: &str) -> &str {
    const ENDS: &[&str] = &[
        "の開催結果をお知らせします",
        "の結果をお知らせします",
        "の概要をお知らせします",
        "についてお知らせします",
        "をお知らせします",
        "を開催いたしました",
        "を開催しました",
        "が開催されました",
    ];
    let said = title.trim_end_matches(['。', '！']);
    ENDS.iter().find_map(|end| said.strip_suffix(end)).filter(|rest| names_a_meeting(rest)).unwrap_or(title)
}

/// Whether a line says which sitting it is: 令和４年度, 第１回.
pub(in super::super) fn is_about_a_sitting(folded: &str) -> bool {
    !about_the_sitting(folded).is_empty()
}

/// 「令和４年度」 in a title.
pub(super) fn fiscal_year(title: &str) -> Option<FiscalYear> {
    let squeezed = fold::squeezed(title);
    let end = squeezed.find("年度")?;
    let starts = squeezed[..end].char_indices().rev().take(8).map(|(at, _)| at);
    starts.filter_map(|at| FiscalYear::parse(&squeezed[at..end])).last()
}

/// 「第１回」 in a title.
pub(super) fn ordinal(title: &str) -> Option<u32> {
    let squeezed = fold::squeezed(title);
    squeezed.match_indices('第').find_map(|(at, found)| {
        let rest = &squeezed[at + found.len()..];
        let (number, end) = enumerator::digits(rest)?;
        (rest[end..].starts_with('回') || rest[end..] == *"号").then(|| number.parse().ok())?
    })
}

/// The body's name: the title without year, ordinal, date and the word for minutes. None where
/// what is left names no body that meets.
pub(super) fn body_name(title: &str) -> Option<String> {
    let title =
        if is_letter_spaced(title) { title.chars().filter(|c| !is_space(*c)).collect() } else { title.to_owned() };
    let map = fold::folded_width(&title);
    let folded = map.text();
    let mut kept = vec![true; folded.len()];
    for range in about_the_sitting(folded) {
        kept[range].fill(false);
    }
    let mut name = String::new();
    let mut gap = false;
    for (at, c) in folded.char_indices() {
        if !kept[at] || c == ' ' {
            gap = true;
            continue;
        }
        if gap && !name.is_empty() {
            name.push(' ');
        }
        gap = false;
        name.push(c);
    }
    let name = without_record_words(without_quotation(name.trim_matches(|c| " ・-:<>【】[]〈〉《》".contains(c))));
    // 「…を考える会」
    let names_a_body = BODIES.iter().any(|word| name.contains(word)) || name.ends_with('会');
    if !names_a_body || name == "会議" || RECORD_WORDS.contains(&name) {
        return None;
    }
    Some(as_printed(&title, name))
}

/// A name without the quotation marks around it, or one that is left of a pair; those within stay.
fn without_quotation(name: &str) -> &str {
    let mut name = name.trim_end_matches(['「', '『']).trim_start_matches(['」', '』']);
    for (open, close) in [('「', '」'), ('『', '』')] {
        let whole = name.strip_prefix(open).and_then(|inner| inner.strip_suffix(close));
        name = whole.filter(|inner| !inner.contains(open)).unwrap_or(name);
        name = if name.contains(open) { name } else { name.trim_end_matches(close) };
        name = if name.contains(close) { name } else { name.trim_start_matches(open) };
    }
    name
}

/// What bodies that meet are called.
const BODIES: &[&str] = &[
    "会議",
    "本部",
    "委員会",
    "審議会",
    "協議会",
    "懇談会",
    "検討会",
    "部会",
    "議会",
    "幹事会",
    "懇話会",
    "庁議",
    "総会",
    "審査会",
    "評議会",
    "研究会",
    "連絡会",
    "有識者会",
    "ボード",
    "Board",
    "プロジェクトチーム",
    "タスクフォース",
    "ワーキンググループ",
];

/// The printed form of a folded name: the shortest printed text that folds to it, where there is one.
fn as_printed(title: &str, name: &str) -> String {
    let map = fold::folded_width(title);
    map.text().find(name).map_or_else(|| name.to_owned(), |at| title[map.to_source(at..at + name.len())].to_owned())
}

/// Every other character is a blank.
fn is_letter_spaced(title: &str) -> bool {
    let blanks = title.trim().chars().filter(|c| is_space(*c)).count();
    let others = title.chars().filter(|c| !is_space(*c)).count();
    others > 3 && blanks * 10 >= others * 7
}

/// The parts of a title that are about one sitting: 令和４年度, 第１回, dates, and their parentheses.
fn about_the_sitting(folded: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    if let Some(found) = era::find_date(folded) {
        ranges.push(found.range);
    }
    for (end, word) in folded.match_indices("年度").chain(folded.match_indices('年')) {
        let starts = folded[..end].char_indices().rev().take(12).map(|(at, _)| at);
        // 「令和５年５月」
        let month = folded[end + word.len()..].trim_start();
        let month = month.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
        let month = month.strip_prefix("月分").or_else(|| month.strip_prefix("月"));
        let after = month.filter(|_| word == "年").map_or(end + word.len(), |rest| folded.len() - rest.len());
        let year = |at: &usize| {
            let text: String = folded[*at..end].chars().filter(|c| *c != ' ').collect();
            folded[*at..].starts_with(|c: char| c != ' ') && FiscalYear::parse(&text).is_some()
        };
        if let Some(start) = starts.filter(year).last() {
            ranges.push(start..after);
        }
    }
    for (start, _) in folded.match_indices('第') {
        let rest = folded[start + '第'.len_utf8()..].trim_start();
        let Some((_, end)) = enumerator::digits(rest) else { continue };
        let Some(rest) = rest[end..].trim_start().strip_prefix(['回', '号']) else { continue };
        // 「台風第１４号に係る…」 is what the meeting is about.
        let is_number_of_all = folded[..folded.len() - rest.len()].ends_with('号');
        if is_number_of_all && !rest.is_empty() && !rest.starts_with([' ', '(', ')']) {
            continue;
        }
        let rest = ["定例会", "臨時会", "定例", "臨時"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        ranges.push(start..folded.len() - rest.len());
    }
    ranges.extend(empty_parentheses(folded, &ranges));
    ranges
}

/// Parentheses that hold nothing but what is about the sitting or about the record.
fn empty_parentheses(folded: &str, inside: &[Range<usize>]) -> Vec<Range<usize>> {
    const ASIDES: &[&str] = &[
        "案",
        "抄",
        "要約",
        "概要",
        "議事録",
        "会議録",
        "議事概要",
        "要旨",
        "公開用",
        "要約版",
        "概要版",
        "要旨版",
        "詳細版",
        "抜粋",
        "修正版",
        "確定版",
        "全文",
        "テキスト版",
        "速報",
        "未定稿",
        "開催",
        "書面開催",
        "臨時会",
        "定例会",
        "臨時",
        "定例",
        "持ち回り",
        "持回り",
        "拡大",
        "非公開",
        "公開",
    ];
    /// More than a title has; each is followed to its end.
    const MOST: usize = 16;
    let mut found = Vec::new();
    for (open, _) in folded.match_indices('(').take(MOST) {
        let Some(close) = matching(&folded[open + 1..], '(', ')').map(|at| open + 1 + at) else { continue };
        let within = |at: &usize| *at > open && *at < close && !inside.iter().any(|range| range.contains(at));
        let left: String = folded.char_indices().filter(|(at, c)| within(at) && *c != ' ').map(|(_, c)| c).collect();
        // 「（第３回（臨時））」
        let left = left.replace(['(', ')'], "");
        // 「（11月7日）」 without its year.
        let is_day =
            left.ends_with('日') && left.chars().all(|c| c.is_ascii_digit() || "月日一二三四五六七八九十".contains(c));
        if left.is_empty() || is_day || ASIDES.contains(&left.as_str()) {
            found.push(open..close + 1);
        }
    }
    found
}

/// Words for a record at the end of a title.
const RECORD_WORDS: &[&str] = &[
    "概要",
    "議事録",
    "議事概要",
    "会議録",
    "議事要旨",
    "議事要録",
    "会議概要",
    "会議要旨",
    "記録",
    "要旨",
    "要録",
    "発言要旨",
    "結果",
    "結果概要",
    "開催結果",
    "開催概要",
    "開催結果概要",
    "開催",
    "の開催",
    "の結果をお知らせします",
    "の開催結果をお知らせします",
    "をお知らせします",
    "を開催しました",
    "について",
    "次第",
    "議事次第",
    "会議次第",
    "速記録",
    "逐語録",
    "議事要点",
    "要点",
    "会議の記録",
    "議事の要旨",
    "会議の概要",
    "のあらまし",
    "会議記録",
    "会議メモ",
    "メモ",
    "議事メモ",
    "発言記録",
    "発言録",
    "決定事項",
    "まとめ",
    "議事のまとめ",
    "の結果",
    "議事",
    "の",
];

/// Cuts off the words for a record at the end.
fn without_record_words(name: &str) -> &str {
    let mut name = name.trim_end();
    for opening in ["定例", "臨時", "緊急"] {
        name = name.strip_prefix(opening).filter(|rest| rest.starts_with(' ')).unwrap_or(name).trim_start();
    }
    while let Some(word) = RECORD_WORDS
        .iter()
        .filter(|word| name.ends_with(**word) && word.len() < name.len())
        .max_by_key(|word| word.len())
    {
        let before = &name[..name.len() - word.len()];
        // 「本部員会議概要」 is the 概要 of a 本部員会議; 「本部 会議概要」 is its 会議概要.
        let is_glued = word.starts_with("会議") && !before.ends_with([' ', '」', '議', '会']);
        name = name[..before.len() + if is_glued { "会議".len() } else { 0 }]
            .trim_end_matches([' ', '・', '」', '』', '-']);
    }
    // 「…協議会　第２回会議」
    let again = name.rsplit_once(' ').filter(|(before, sitting)| {
        BODIES.contains(sitting)
            && (*sitting == "会議" || before.ends_with(sitting))
            && BODIES.iter().any(|body| before.ends_with(body))
    });
    again.map_or(name, |(before, _)| before.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_the_year_and_the_ordinal_are_taken_from_the_title() {
        for (title, body, year, number) in [
            (
                "令和４年度 第１回青海県デジタル推進本部 本部員会議 概要",
                "青海県デジタル推進本部 本部員会議",
                Some(2022),
                Some(1),
            ),
            (
                "令和2年度第1回青海県行政改革推進本部本部員会議概要",
                "青海県行政改革推進本部本部員会議",
                Some(2020),
                Some(1),
            ),
            ("青海県総合戦略本部会議（令和元年度第４回）の概要", "青海県総合戦略本部会議", Some(2019), Some(4)),
            ("青海県　第１２回　危機対策連絡会議　会議概要", "青海県 危機対策連絡会議", None, Some(12)),
            ("青海県教育委員会　第３５７回定例会　会議録（抄）", "青海県教育委員会", None, Some(357)),
            ("令和五年度第二回青海県政策調整会議　議事要旨", "青海県政策調整会議", Some(2023), Some(2)),
            ("青　海　県　政　策　会　議　議　事　録", "青海県政策会議", None, None),
            ("青海県　庁議の概要（R2.11.9）", "青海県 庁議", None, None),
            ("青海県議会会議録　第２号", "青海県議会", None, Some(2)),
            ("第２回台風第９号に係る対策本部会議　概要", "台風第9号に係る対策本部会議", None, Some(2)),
        ] {
            assert_eq!(body_name(title).map(|name| fold::width(&name)).as_deref(), Some(body), "{title}");
            assert_eq!(fiscal_year(title).map(|year| year.0), year, "{title}");
            assert_eq!(ordinal(title), number, "{title}");
        }
        assert_eq!(body_name("青海県重点事業ヒアリング記録"), None);
    }
}
