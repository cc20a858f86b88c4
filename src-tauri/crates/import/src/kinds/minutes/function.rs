//! Sides and functions of remarks, and the documents that their notes name.
//!
//! Invariants: a side comes from the mark, the bracket or the post alone; a function comes from the
//! words and from what was said before, and is [`Function::Statement`] where neither tells.

use gijicho_model::body;
use gijicho_model::draft::DraftRemark;
use gijicho_model::fold;
use gijicho_model::meeting::{Function, Legend, Side};

use super::follow_up;
use super::legend;
use crate::line::is_space;

/// Longest remark that only leads the meeting, in characters.
const MAX_CHAIRING: usize = 220;

/// The side of a remark.
pub(super) fn side(mark: Option<&str>, bracket: Option<char>, post: &str, legend: &Legend) -> Side {
    if let Some(meaning) = mark.and_then(|mark| legend.meaning(mark)) {
        return legend::side(meaning);
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
    let mut asked = false;
    let mut explained = None;
    for remark in remarks {
        let words = body::plain(&remark.body);
        let is_first = explained != Some(remark.agenda);
        remark.function = match remark.side {
            _ if remark.speaker.is_none() && remark.mark.is_none() => Function::Statement,
            _ if says_explanation(remark.note.as_deref()) => Function::Explanation,
            Side::Member => of_member(&words, remark),
            Side::Presenter | Side::Chair if leads(&words) => Function::Chairing,
            Side::Chair => Function::Statement,
            Side::Presenter if asked => Function::Answer,
            Side::Presenter if is_first && remark.agenda.is_some() => Function::Explanation,
            Side::Presenter => Function::Statement,
            Side::Unknown => of_unknown(&words),
        };
        explained = if remark.function == Function::Explanation { Some(remark.agenda) } else { explained };
        asked = match remark.function {
            Function::Question | Function::Opinion | Function::Instruction => true,
            Function::Chairing | Function::Explanation => false,
            Function::Answer | Function::Statement => asked,
        };
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

fn of_unknown(words: &str) -> Function {
    match () {
        () if leads(words) => Function::Chairing,
        () if asks(words) => Function::Question,
        () => Function::Statement,
    }
}

/// Whether the last sentence asks.
fn asks(words: &str) -> bool {
    let sentences =
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
    words.trim_end().ends_with(['？', '?']) || sentences.last().is_some_and(question)
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

/// Labels of the documents in a note: 「資料2-1、2-2に基づき説明」 names 資料2-1 and 資料2-2. As printed.
pub(super) fn documents_in(note: &str) -> Vec<String> {
    const WORD: &str = "資料";
    let mut labels = Vec::new();
    let mut rest = note;
    while let Some(at) = rest.find(WORD) {
        let prefix = if rest[..at].ends_with("参考") { "参考資料" } else { WORD };
        rest = &rest[at + WORD.len()..];
        loop {
            let (number, after) = document_number(rest);
            if number.is_empty() {
                break;
            }
            labels.push(format!("{prefix}{number}"));
            rest = after.trim_start_matches(is_space);
            let next = rest
                .strip_prefix(['、', '，', ',', '・', '及', '･', 'と', '～', '~'])
                .map(|next| next.trim_start_matches(['び', ' ', '　']));
            match next {
                Some(next) if next.starts_with(is_digit) => rest = next,
                _ => break,
            }
        }
    }
    labels
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '①'..='⑳')
}

/// 「2-1」, 「１」, 「2別表」 at the beginning of a text, and what follows.
fn document_number(text: &str) -> (&str, &str) {
    let text = text.trim_start_matches(is_space);
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
    let end = if end > 0 && text[end..].starts_with("別表") { end + "別表".len() } else { end };
    text.split_at(end)
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
        ] {
            assert_eq!(documents_in(note), labels, "{note}");
        }
    }
}
