//! Sides and functions of remarks, and the documents that their notes name.
//!
//! Invariants: a side comes from the mark, the bracket or the post alone; a function comes from the
//! words and from what was said before, and is [`Function::Statement`] where neither tells.

use std::collections::HashSet;

use gijicho_model::body;
use gijicho_model::draft::{DraftAgendaItem, DraftRemark};
use gijicho_model::meeting::{Function, Legend, Side};
use gijicho_model::{era, fold};

use super::decision::sentences;
use super::follow_up;
use super::{legend, turn};
use crate::line::is_space;

/// Longest remark that only leads the meeting, in characters.
const MAX_CHAIRING: usize = 220;

/// Most items that are introduced together.
const MOST_TOGETHER: usize = 20;

/// The side of a remark.
///
/// `bracket` is the one around the speaker, where the document uses several: ＜職＞ presents and
/// （職） speaks.
pub(super) fn side(mark: Option<&str>, bracket: Option<char>, post: &str, legend: &Legend) -> Side {
    if let Some(meaning) = mark.and_then(|mark| legend.meaning(mark)) {
        return legend::side(meaning);
    }
    if let Some(side) = mark.and_then(turn::side_of_question) {
        return side;
    }
    let post = fold::squeezed(post);
    let ends = |posts: &[&str]| posts.iter().any(|end| post.ends_with(end));
    match (mark, bracket) {
        (_, Some('<' | '〈')) => Side::Presenter,
        _ if ends(&["議長", "座長", "司会", "進行", "委員長", "進行役"]) || post == "会長" => {
            Side::Chair
        }
        _ if ends(&["事務局", "執行部", "当局", "説明者", "担当課", "所管課"]) => Side::Presenter,
        _ if ends(&["委員", "議員", "本部員", "参考人", "オブザーバー"]) || post.starts_with("委員") => {
            Side::Member
        }
        (_, Some('(')) => Side::Member,
        _ => Side::Unknown,
    }
}

/// Says what each remark does.
pub(super) fn classify(remarks: &mut [DraftRemark]) {
    presenters_stay(remarks);
    let mut before = Before::default();
    for remark in remarks {
        if before.agenda != remark.agenda {
            before = Before { agenda: remark.agenda, ..Before::default() };
        }
        remark.function = function(remark, &before);
        match remark.function {
            Function::Question | Function::Opinion | Function::Instruction => before.is_asked = true,
            Function::Chairing => before.is_asked = false,
            Function::Explanation => (before.is_asked, before.is_explained) = (false, true),
            Function::Answer | Function::Statement => {}
        }
        before.is_question = remark.function == Function::Question;
    }
}

/// What was said under the same item before a remark.
#[derive(Default)]
struct Before {
    agenda: Option<usize>,
    is_explained: bool,
    /// Something was asked or wished for, and nobody has led on since.
    is_asked: bool,
    /// The remark right before is a question.
    is_question: bool,
}

fn function(remark: &DraftRemark, before: &Before) -> Function {
    let words = body::plain(&remark.body);
    match remark.side {
        _ if remark.speaker.is_some() && says_explanation(remark.note.as_deref()) => Function::Explanation,
        Side::Member => of_member(&words, remark),
        Side::Presenter | Side::Chair if leads(&words) => Function::Chairing,
        Side::Presenter if before.is_asked => Function::Answer,
        Side::Presenter if !before.is_explained && remark.agenda.is_some() => Function::Explanation,
        Side::Unknown if remark.speaker.is_some() => of_unknown(&words, before),
        Side::Presenter | Side::Chair | Side::Unknown => Function::Statement,
    }
}

/// Where brackets tell the sides, who presented an item is its presenter when answering too.
fn presenters_stay(remarks: &mut [DraftRemark]) {
    let mut presenters: HashSet<(Option<usize>, String)> = HashSet::new();
    for remark in remarks.iter_mut().filter(|remark| remark.mark.as_ref().is_none_or(|mark| mark.chars().count() == 2))
    {
        let Some(speaker) = &remark.speaker else { continue };
        let who = (remark.agenda, speaker.printed.clone());
        match remark.side {
            Side::Presenter => drop(presenters.insert(who)),
            Side::Member if presenters.contains(&who) => remark.side = Side::Presenter,
            Side::Member | Side::Chair | Side::Unknown => {}
        }
    }
}

fn says_explanation(note: Option<&str>) -> bool {
    note.is_some_and(|note| note.contains("説明") || note.contains("報告"))
}

fn of_member(words: &str, remark: &DraftRemark) -> Function {
    let is_head = remark
        .speaker
        .as_ref()
        .is_some_and(|speaker| speaker.post.ends_with("知事") || speaker.post.ends_with("本部長"));
    match () {
        () if asks(words) => Function::Question,
        () if is_head && follow_up::requests(words).next().is_some() => Function::Instruction,
        () => Function::Opinion,
    }
}

fn of_unknown(words: &str, before: &Before) -> Function {
    match () {
        () if leads(words) => Function::Chairing,
        () if asks(words) => Function::Question,
        () if before.is_question => Function::Answer,
        () => Function::Statement,
    }
}

/// Whether the last sentence asks.
fn asks(words: &str) -> bool {
    let mut sentences =
        words.split(['。', '\n', '？', '?']).map(|sentence| sentence.trim_matches(is_space)).filter(|s| !s.is_empty());
    let question = |sentence: &str| {
        sentence.ends_with('か') && !sentence.ends_with("ほか")
            || sentence.ends_with('は') && sentence.chars().count() < 40
            || [
                "伺いたい",
                "教えてほしい",
                "教えていただきたい",
                "質問したい",
                "お聞きしたい",
                "お尋ねする",
                "お尋ねします",
                "伺います",
            ]
            .iter()
            .any(|end| sentence.ends_with(end))
    };
    words.trim_end().ends_with(['？', '?']) || sentences.next_back().is_some_and(question)
}

/// Whether the words lead the meeting: open it, call for opinions, hand over, close.
fn leads(words: &str) -> bool {
    const WORDS: &[&str] = &[
        "意見・質問があれば",
        "ご意見",
        "御意見",
        "ご質問",
        "御質問",
        "質問があれば",
        "意見があれば",
        "異議",
        "ひと言お願い",
        "一言お願い",
        "ご発言",
        "御発言",
        "ただいまから",
        "ただ今から",
        "これより",
        "開会",
        "閉会",
        "終了",
        "次の議題",
        "続いて議題",
        "議題に移",
        "次に議題",
        "議事に入",
        "説明をお願い",
        "説明願い",
        "説明を求め",
        "承認いただいた",
        "了承された",
        "承認された",
        "進めさせていただ",
        "一言いただ",
        "お諮り",
    ];
    words.chars().nth(MAX_CHAIRING).is_none() && WORDS.iter().any(|word| words.contains(word))
}

/// Gives each item the documents that its remarks are based on. Where several items are introduced
/// together, each with one document, each gets its own.
pub(super) fn name_documents(agenda: &mut [DraftAgendaItem], remarks: &[DraftRemark]) {
    let used: HashSet<usize> = remarks.iter().filter_map(|remark| remark.agenda).collect();
    for remark in remarks {
        let Some(item) = remark.agenda else { continue };
        let labels = documents_of(remark);
        let first = (0..item).rev().take(MOST_TOGETHER).take_while(|at| !used.contains(at)).last().unwrap_or(item);
        let is_one_each = first < item && labels.len() == item - first + 1;
        for (place, label) in labels.into_iter().enumerate() {
            add_document(&mut agenda[if is_one_each { first + place } else { item }], label);
        }
    }
}

fn add_document(item: &mut DraftAgendaItem, label: String) {
    if !item.documents.contains(&label) {
        item.documents.push(label);
    }
}

/// The documents of a remark's note, else of the sentence in which it says that it explains them.
fn documents_of(remark: &DraftRemark) -> Vec<String> {
    if let Some(note) = &remark.note {
        return documents_in(note);
    }
    let words = body::plain(&remark.body);
    let explains = |sentence: &&str| {
        sentence.contains("資料")
            && sentence.contains("説明")
            && ["により", "に基づ", "について説明", "を説明", "で説明"].iter().any(|word| sentence.contains(word))
    };
    let head = sentences(&words).take(6);
    head.filter(|sentence| sentence.chars().nth(MAX_CHAIRING).is_none())
        .find(explains)
        .map(documents_in)
        .unwrap_or_default()
}

/// Labels of the documents in a text: 「資料2-1、2-2に基づき説明」 names 資料2-1 and 資料2-2. As printed.
pub(super) fn documents_in(note: &str) -> Vec<String> {
    const WORD: &str = "資料";
    let mut labels: Vec<String> = Vec::new();
    let mut rest = note;
    while let Some(at) = rest.find(WORD) {
        let is_reference = rest[..at].ends_with("参考");
        let prefix = if is_reference { "参考資料" } else { WORD };
        rest = &rest[at + WORD.len()..];
        if is_reference
            && document_number(rest).0.is_empty()
            && !rest.starts_with(|c: char| matches!(c, '\u{3400}'..='\u{9FFF}'))
        {
            labels.push(prefix.to_owned());
        }
        let mut range_from: Option<String> = None;
        loop {
            let (number, after) = document_number(rest);
            if number.is_empty() {
                break;
            }
            let label = format!("{prefix}{number}");
            if let Some(first) = range_from.take() {
                labels.extend(between(&first, &label));
            }
            rest = after.trim_start_matches(is_space);
            let joint = after_joint(rest).filter(|(_, next)| next.starts_with(is_digit));
            range_from = joint.filter(|(is_range, _)| *is_range).map(|_| label.clone());
            labels.push(label);
            let Some((_, next)) = joint else { break };
            rest = next;
        }
    }
    labels
}

/// What follows 、 or から between two numbers, and whether it spans those between.
fn after_joint(text: &str) -> Option<(bool, &str)> {
    const JOINTS: &[(&str, bool)] = &[
        ("、", false),
        ("，", false),
        (",", false),
        ("・", false),
        ("･", false),
        ("及び", false),
        ("および", false),
        ("と", false),
        ("～", true),
        ("~", true),
        ("〜", true),
        ("から", true),
    ];
    let (rest, is_range) =
        JOINTS.iter().find_map(|(joint, is_range)| text.strip_prefix(joint).map(|rest| (rest, *is_range)))?;
    let rest = rest.trim_start_matches(is_space);
    Some((is_range, if is_range { rest.strip_prefix("資料").unwrap_or(rest) } else { rest }))
}

/// The documents between 資料2-1 and 資料2-3.
fn between(first: &str, last: &str) -> Vec<String> {
    let split = |label: &str| {
        let digits = label.chars().rev().take_while(|c| is_digit(*c)).count();
        let at = label.char_indices().rev().nth(digits.saturating_sub(1)).map_or(label.len(), |(at, _)| at);
        (label[..at].to_owned(), fold::width(&label[at..]).parse::<u32>().ok())
    };
    let ((stem, Some(from)), (other, Some(to))) = (split(first), split(last)) else { return Vec::new() };
    if stem != other || to <= from || to - from > 20 {
        return Vec::new();
    }
    let is_full_width = last.chars().next_back().is_some_and(|c| !c.is_ascii());
    let number = |n: u32| if is_full_width { era::full_width_digits(&n.to_string()) } else { n.to_string() };
    (from + 1..to).map(|n| format!("{stem}{}", number(n))).collect()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '①'..='⑳')
}

/// 「2-1」, 「１」, 「2別表」 at the beginning of a text, and what follows.
fn document_number(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(is_space);
    // 「資料一により」; 「資料一式」 is no number.
    let kanji = text.len() - text.trim_start_matches(|c| "一二三四五六七八九十".contains(c)).len();
    let is_word = |rest: &str| rest.starts_with(|c: char| matches!(c, '\u{3400}'..='\u{9FFF}'));
    if kanji > 0 && !is_word(&text[kanji..]) {
        return text.split_at(kanji);
    }
    let dash = |c: char| matches!(c, '-' | '－' | '‐' | '−' | '–' | '―' | 'ー' | '_' | 'の');
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let continues = is_digit(c) || dash(c) && end > 0 && chars.peek().is_some_and(|(_, next)| is_digit(*next));
        if !continues {
            break;
        }
        end = at + c.len_utf8();
    }
    let tail = ["別表", "別紙", "別添", "参考", "補足"].iter().find(|tail| end > 0 && text[end..].starts_with(**tail));
    text.split_at(end + tail.map_or(0, |tail| tail.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_named_as_printed() {
        for (note, labels) in [
            ("資料１に基づいて説明", vec!["資料１"]),
            ("資料2-1、2-2に基づき説明", vec!["資料2-1", "資料2-2"]),
            ("資料３－１、資料３－２により説明", vec!["資料３－１", "資料３－２"]),
            ("参考資料1を説明", vec!["参考資料1"]),
            ("資料2別表", vec!["資料2別表"]),
            ("資料に基づき説明", vec![]),
            ("資料２－１から２－３により説明", vec!["資料２－１", "資料２－２", "資料２－３"]),
            ("資料２、参考資料", vec!["資料２", "参考資料"]),
        ] {
            assert_eq!(documents_in(note), labels, "{note}");
        }
    }
}
