//! What can be typed, for those who want to know.

use super::lexer::Field;

/// One thing that can be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Help {
    /// As it is typed.
    pub example: &'static str,
    /// What is put into the box; empty for what is only explained.
    pub insert: &'static str,
    /// The property that it asks about.
    pub filter: Option<Property>,
    /// What it does, in Japanese.
    pub meaning: &'static str,
}

/// A property that can be asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Property {
    /// 発言者
    Speaker,
    /// 議題
    Agenda,
    /// 会議体
    Body,
    /// 結果
    Outcome,
    /// 種別
    Kind,
    /// 年度
    FiscalYear,
    /// 日付
    Date,
    /// 凡例
    Mark,
}

const fn plain(example: &'static str, insert: &'static str, meaning: &'static str) -> Help {
    Help { example, insert, filter: None, meaning }
}

const fn field(example: &'static str, insert: &'static str, filter: Property, meaning: &'static str) -> Help {
    Help { example, insert, filter: Some(filter), meaning }
}

/// Everything that can be typed, in the order in which it is shown.
pub const HELP: &[Help] = &[
    plain("紙 知事", "", "どちらの言葉もある"),
    plain("\"行財政改革\"", "\"", "このとおりの言葉がある（ほかの書き方は探さない）"),
    plain("紙 OR 電子", "OR ", "どちらかの言葉がある"),
    plain("-案", "-", "この言葉がない"),
    plain("(紙 OR 電子) 知事", "(", "かっこの中を先にまとめる"),
    field("発言者:知事", "発言者:", Property::Speaker, "発言者の名前か職に含む"),
    field("発言者:\"知事\"", "発言者:\"", Property::Speaker, "発言者か職がちょうどこのとおり"),
    field("議題:窓口", "議題:", Property::Agenda, "議題の題名に含む"),
    field("会議体:本部", "会議体:", Property::Body, "会議体の名前に含む"),
    field("結果:承認", "結果:", Property::Outcome, "議題や決定事項の結果"),
    field("種別:決定", "種別:", Property::Kind, "発言・議題・決定・取組・年次計画・進捗・資料・宿題・会議"),
    field("年度:R4", "年度:", Property::FiscalYear, "年度（R2..R4 で範囲、西暦でもよい）"),
    field("日付:R4.4.14", "日付:", Property::Date, "日付（R4.4.1..R5.3.31 で範囲、西暦でもよい）"),
    field("☆", "☆", Property::Mark, "☆ や ● の付いた発言"),
];

/// The property that `word`, a word being typed, asks about, and where its value begins, in bytes.
pub fn field_at(word: &str) -> Option<(Property, usize)> {
    let (at, colon) = word.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let property = match Field::parse(word.get(..at)?)? {
        Field::Speaker => Property::Speaker,
        Field::Agenda => Property::Agenda,
        Field::Body => Property::Body,
        Field::Outcome => Property::Outcome,
        Field::Kind => Property::Kind,
        Field::FiscalYear => Property::FiscalYear,
        Field::Date => Property::Date,
        Field::Mark => Property::Mark,
    };
    Some((property, at + colon.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse_lenient;

    #[test]
    fn every_example_is_understood() {
        for help in HELP {
            let parsed = parse_lenient(help.example);
            assert!(parsed.query.is_some() && parsed.ignored.is_empty(), "{}: {:?}", help.example, parsed.ignored);
        }
    }

    #[test]
    fn a_field_that_is_being_typed_is_known_by_its_name() {
        assert_eq!(field_at("発言者：早"), Some((Property::Speaker, "発言者：".len())));
        assert_eq!(field_at("Kind:"), Some((Property::Kind, 5)));
        assert_eq!(field_at("件名:"), None);
        assert_eq!(field_at("発言者"), None);
    }
}
