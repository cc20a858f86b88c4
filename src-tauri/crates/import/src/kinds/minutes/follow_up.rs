//! Follow-ups hide in what members say: 「県土整備部は、春までに始めてほしい」.
//!
//! Invariants: a proposal quotes a whole sentence of the remark, verbatim; only the side that gives
//! opinions asks for something (a chair who asks for opinions does not).

use gijicho_model::body;
use gijicho_model::draft::{DraftFollowUp, DraftRemark};
use gijicho_model::meeting::Side;

use super::decision::sentences;
use crate::speaker::{self, vocabulary};

/// What a request ends with.
const REQUESTS: &[&str] = &[
    "てほしい",
    "て欲しい",
    "でほしい",
    "てもらいたい",
    "でもらいたい",
    "て貰いたい",
    "ていただきたい",
    "でいただきたい",
    "て頂きたい",
    "必要がある",
    "必要があります",
    "必要である",
    "必要です",
    "必要だ",
    "をお願いする",
    "をお願いします",
    "をお願いいたします",
    "お願いしたい",
    "お願いいたします",
    "お願いします",
    "お願いする",
    "を願う",
    "を願います",
    "願いたい",
    "すること",
    "しておくこと",
    "出すこと",
    "入れておくこと",
    "ておくこと",
    "すべきである",
    "すべきだ",
    "べきだ",
    "べきです",
    "べきである",
    "ないといけない",
    "なければならない",
    "ねばならない",
    "てください",
    "でください",
    "て下さい",
    "を求める",
    "されたい",
    "出すように",
    "するように",
];

/// What may follow a request within its sentence.
const AFTER_REQUEST: &[&str] = &[
    "と思う",
    "と思います",
    "と考える",
    "と考えます",
    "と考えている",
    "と思っている",
    "ところである",
    "のではないか",
    "ね",
    "と感じる",
];

/// Requests for something within the meeting itself.
const NO_REQUESTS: &[&str] = &[
    "説明をお願い",
    "説明していただきたい",
    "挨拶",
    "あいさつ",
    "ご起立",
    "ご覧",
    "御覧",
    "一言お願い",
    "ひと言お願い",
    "ご意見",
    "御意見",
    "ご質問",
    "意見があれば",
    "教えてほしい",
    "教えていただきたい",
    "教えてください",
    "よろしくお願い",
    "何かあり",
    "何かござい",
    "自己紹介",
    "裏面",
    "めくって",
    "ご所見",
    "御所見",
    "ご見解",
    "御見解",
    "ページをお願い",
];

/// Proposes the follow-ups of all remarks.
pub(super) fn propose(remarks: &[DraftRemark]) -> Vec<DraftFollowUp> {
    let asks = |remark: &DraftRemark| match remark.side {
        Side::Member => true,
        Side::Unknown => remark.speaker.is_some(),
        Side::Presenter | Side::Chair => false,
    };
    let mut found = Vec::new();
    for (position, remark) in remarks.iter().enumerate().filter(|(_, remark)| asks(remark)) {
        let words = body::plain(&remark.body);
        for quote in requests(&words) {
            found.push(DraftFollowUp { remark: position, quote: quote.to_owned(), to: addressee(quote).to_owned() });
        }
    }
    found
}

/// The sentences that ask somebody to do something.
pub(super) fn requests(words: &str) -> impl Iterator<Item = &str> {
    sentences(words).filter(|sentence| {
        let said = sentence.trim_end_matches(['。', '！', '!']);
        let said = AFTER_REQUEST.iter().find_map(|tail| said.strip_suffix(tail)).unwrap_or(said);
        (REQUESTS.iter().any(|request| said.ends_with(request)) || tells_to(said))
            && !NO_REQUESTS.iter().any(|word| sentence.contains(word))
            && !gives_the_floor(said)
    })
}

/// 「それでは、危機管理監、お願いします」: who speaks next.
fn gives_the_floor(said: &str) -> bool {
    const ASKS: &[&str] = &["お願いいたします", "お願い致します", "お願いします", "お願いする"];
    let named = ASKS.iter().find_map(|ask| said.strip_suffix(ask));
    let named = named.map(|named| named.trim_end_matches(['、', 'さ', 'ん', '様', 'ら', 'か', 'り', 'よ']));
    named.is_some_and(|named| {
        let last = named.rsplit(['、', '，']).next().unwrap_or(named).trim();
        vocabulary::is_post(last) || speaker::is_group(last)
    })
}

/// 「必ず示すこと」: a verb in its plain form and こと.
fn tells_to(said: &str) -> bool {
    let verb = said.strip_suffix("こと").unwrap_or("");
    verb.ends_with(['う', 'す', 'く', 'つ', 'む', 'る', 'ぐ', 'ぶ'])
        && !verb.ends_with("いう")
        && !verb.ends_with("なる")
        && !verb.ends_with("ある")
}

/// What the names of those addressed end with.
const ADDRESSEES: &str = "各部局長 部局長 各部局 担当部局 関係部局 各部長 各課 各所属 管理職 事務局 教育委員会 警察本部 部長 局長 課長 本部 部局 部 局 課 室";

/// What follows those addressed, the surest first.
const PARTICLES: &str = "には にも では としては としても においては は も が で に の協力 のご協力 と連携 とも 、";

/// Departments that are none.
const NO_ADDRESSEES: &[&str] =
    &["全部", "一部", "二部", "三部", "内部", "外部", "上部", "下部", "本部", "結局", "薬局", "教室", "温室"];

/// The department that a request addresses: 「県土整備部は…」, 「各部局長も…」. As said.
fn addressee(sentence: &str) -> &str {
    let endings = ADDRESSEES.split(' ').flat_map(|ending| sentence.match_indices(ending));
    let best = endings.filter_map(|(at, ending)| {
        let end = at + ending.len();
        let particle = PARTICLES.split(' ').position(|particle| sentence[end..].starts_with(particle))?;
        let start = beginning_of_name(&sentence[..at]);
        let name = &sentence[start..end];
        let is_name = name.chars().count() > 1 && !NO_ADDRESSEES.contains(&name);
        let start = together_with(&sentence[..start]).unwrap_or(start);
        is_name.then_some((particle >= SURE_PARTICLES, at, start..end))
    });
    best.min_by_key(|(is_weak, at, range)| (*is_weak, *at, range.start)).map_or("", |(_, _, range)| &sentence[range])
}

/// How many of [`PARTICLES`] make somebody the one who is asked.
const SURE_PARTICLES: usize = 9;

/// 「健康福祉部と企画部で」: where the name before 「と」 begins, if it is a department too.
fn together_with(before: &str) -> Option<usize> {
    let first = before.strip_suffix(['と', '、', '・'])?;
    let start = beginning_of_name(first);
    let is_department = first.ends_with(['部', '局', '課', '室']) && first[start..].chars().count() > 2;
    is_department.then_some(start)
}

/// Where the name that ends here begins: kanji, katakana and Latin belong to it.
fn beginning_of_name(before: &str) -> usize {
    before
        .char_indices()
        .rev()
        .take_while(|(_, c)| {
            matches!(c, '\u{3400}'..='\u{9FFF}' | 'ァ'..='ヶ' | 'ー' | '々' | 'Ａ'..='Ｚ') || c.is_ascii_alphanumeric()
        })
        .take(24)
        .last()
        .map_or(before.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_found_with_those_they_address() {
        for (sentence, to) in [
            ("県土整備部は、来年度の早いうちに始めてほしい。", "県土整備部"),
            ("健康福祉部と企画部で整理して、次の会議で報告してもらいたい。", "健康福祉部と企画部"),
            ("各部局長も率先して取り組んでいただきたい。", "各部局長"),
            ("困る人が出ないかを確かめる必要がある。", ""),
            ("手順は必ず紙でも残しておくこと。", ""),
            ("一部は見直すべきだと思う。", ""),
        ] {
            assert_eq!(requests(sentence).count(), 1, "{sentence}");
            assert_eq!(addressee(sentence), to, "{sentence}");
        }
    }

    #[test]
    fn what_asks_for_nothing_is_no_request() {
        for sentence in [
            "よい取組である。",
            "ご意見をお願いします。",
            "必要があるものもあるだろう。",
            "よろしくお願いします。",
            "大事なことである。",
            "説明をお願いする。",
        ] {
            assert_eq!(requests(sentence).count(), 0, "{sentence}");
        }
    }
}
