//! A field that does not hold what it must, by the name that people know it under.

use gijicho_model::validate::{Invalid, Problem};

/// What is wrong with a field, in words.
pub(super) fn invalid(invalid: &Invalid) -> String {
    let field = name(&invalid.field);
    match &invalid.problem {
        Problem::Missing if invalid.field == "meeting.held_on" => {
            "開催日が読み取れません。日付のある行を確かめてください。".to_owned()
        }
        Problem::Missing => format!("{field}が空です。入れてください。"),
        Problem::TooLong { limit } => format!("{field}が長すぎるか、多すぎます（{limit} まで）。"),
        Problem::OutOfRange => format!("{field}に、使えないものが指定されています。選び直してください。"),
        Problem::Contradicts { other } => format!("{field}が、{}と食い違っています。", name(other)),
    }
}

/// The name of a field from its path: `initiatives[1].title` is 取組 2 の名称.
fn name(path: &str) -> String {
    let parts: Vec<String> = path.split('.').map(part).collect();
    parts.join("の")
}

fn part(part: &str) -> String {
    let (field, index) = match part.split_once('[') {
        Some((field, index)) => (field, index.trim_end_matches(']').parse::<usize>().ok()),
        None => (part, None),
    };
    let word = WORDS.iter().find(|(known, _)| *known == field).map_or("項目", |(_, word)| word);
    index.map_or_else(|| word.to_owned(), |index| format!("{word} {} ", index + 1))
}

/// Every part of a path that a person can come to see.
const WORDS: [(&str, &str); 67] = [
    ("activity", "年次計画"),
    ("actual", "実績"),
    ("addressee", "宛先"),
    ("agenda", "議題"),
    ("agenda_item_id", "議題"),
    ("answer", "回答"),
    ("attendees", "出席者"),
    ("author", "意見を書いた人"),
    ("before", "並べる場所"),
    ("body", "本文"),
    ("by", "確認した人の名前"),
    ("condition", "条件"),
    ("decisions", "決定"),
    ("department", "部局"),
    ("departments", "部局"),
    ("depth", "議題の段"),
    ("documents", "資料"),
    ("ends_at", "終了時刻"),
    ("family_name", "姓"),
    ("finding", "指摘"),
    ("fiscal_year", "年度"),
    ("follow_ups", "宿題"),
    ("header", "頭書"),
    ("held_on", "開催日"),
    ("indicator", "指標"),
    ("initiatives", "取組"),
    ("issued_by", "作成した部局"),
    ("key", "設定の名前"),
    ("kind", "種類"),
    ("label", "呼び名"),
    ("legend", "凡例"),
    ("meeting", "会議"),
    ("months", "時期"),
    ("name", "名前"),
    ("note", "注記"),
    ("number", "番号"),
    ("op", "操作"),
    ("ordinal", "回"),
    ("outcome", "結果"),
    ("parent_id", "上位の項目"),
    ("period", "期"),
    ("phase", "工程"),
    ("phrase", "決定の言葉"),
    ("place", "場所"),
    ("post", "職"),
    ("printed", "表記"),
    ("progress", "進捗"),
    ("query", "検索の言葉"),
    ("quote", "引用"),
    ("reason", "理由"),
    ("remark", "発言"),
    ("remark_id", "発言"),
    ("remarks", "発言"),
    ("schedule", "工程表"),
    ("signature", "表の見出し"),
    ("speaker", "発言者"),
    ("starts_at", "開始時刻"),
    ("status", "状態"),
    ("successor", "後継"),
    ("summary", "概要"),
    ("supersedes", "置き換える前の決定"),
    ("target", "目標"),
    ("title", "名称"),
    ("to", "終わりの日"),
    ("unit", "単位"),
    ("valid_to", "終わりの日"),
    ("when", "時期"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_as_people_know_it() {
        for (path, wanted) in [
            ("by", "確認した人の名前"),
            ("initiatives[1].title", "取組 2 の名称"),
            ("remarks[0].speaker.printed", "発言 1 の発言者の表記"),
            ("unheard_of", "項目"),
        ] {
            assert_eq!(name(path), wanted);
        }
        assert!(WORDS.is_sorted_by_key(|(field, _)| field));
    }
}
