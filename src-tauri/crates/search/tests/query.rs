//! The query language: what is read, what is printed, what is left out.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use chrono::NaiveDate;
use gijicho_model::Outcome;
use gijicho_search::Kind;
use gijicho_search::query::{Filter, Problem, Query, parse_lenient, parse_strict};
use proptest::prelude::*;

fn word(text: &str) -> Query {
    Query::Word(text.into())
}

fn phrase(text: &str) -> Query {
    Query::Phrase(text.into())
}

fn filter(filter: Filter) -> Query {
    Query::Filter(filter)
}

#[track_caller]
fn check(text: &str, expected: Query) {
    assert_eq!(parse_strict(text).map_err(|error| error.to_string()), Ok(expected), "{text}");
}

#[test]
fn every_way_of_writing_is_read() {
    let both = || Query::And(vec![word("紙"), word("知事")]);
    let either = || Query::Or(vec![word("紙"), word("電子")]);
    for text in ["紙 知事", "紙　知事", " 紙\t知事 ", "紙 AND 知事", "(紙 知事)", "（紙）知事"] {
        check(text, both());
    }
    for text in ["紙 OR 電子", "紙｜電子", "紙|電子", "紙 または 電子", "紙　ＯＲ　電子", "（紙 OR 電子）"]
    {
        check(text, either());
    }
    for text in ["紙 OR 電子 知事", "紙｜電子 知事", "(紙 OR 電子) AND 知事"] {
        check(text, Query::And(vec![either(), word("知事")]));
    }
    for text in ["-案", "－案", "NOT 案", "ＮＯＴ　案", "NOT NOT NOT 案"] {
        check(text, Query::Not(Box::new(word("案"))));
    }
    for text in ["\"行財政 改革\"", "「行財政 改革」", "“行財政 改革”", "『行財政 改革』", "＂行財政 改革＂"]
    {
        check(text, phrase("行財政 改革"));
    }
    check("(紙 知事) OR (電子)", Query::Or(vec![both(), word("電子")]));
}

#[test]
fn fields_are_read_with_their_values() {
    check("発言者:知事", filter(Filter::Speaker("知事".into())));
    check("発言者：「知事」", filter(Filter::SpeakerIs("知事".into())));
    check("議題:\"推進 計画\"", filter(Filter::Agenda("推進 計画".into())));
    check("本部:改革", filter(Filter::Body("改革".into())));
    check("結果:承認", filter(Filter::Outcome(Outcome::Approved)));
    check("種別:決定", filter(Filter::Kind(Kind::Decision)));
    check("年度:R4", filter(Filter::FiscalYears(Some(2022), Some(2022))));
    check("年度：令和４年度", filter(Filter::FiscalYears(Some(2022), Some(2022))));
    check("年度:R2..R4", filter(Filter::FiscalYears(Some(2020), Some(2022))));
    check("年度:R4～R2", filter(Filter::FiscalYears(Some(2020), Some(2022))));
    check("年度:2020..", filter(Filter::FiscalYears(Some(2020), None)));
    let day = NaiveDate::from_ymd_opt(2022, 4, 14);
    check("日付:R4.4.14", filter(Filter::Dates(day, day)));
    check("日付:..2022-04-14", filter(Filter::Dates(None, day)));
    check("☆", filter(Filter::Mark("☆".into())));
    check("☆知事", Query::And(vec![filter(Filter::Mark("☆".into())), word("知事")]));
    check("凡例:◎", filter(Filter::Mark("◎".into())));
}

#[test]
fn what_only_looks_like_an_operator_is_a_word() {
    for text in ["議事（案）について", "e-mail", "10:30", "「紙」をなくす", "A社:B社", "ORACLE", "-", "（案）の"]
    {
        if text == "（案）の" {
            check(text, Query::And(vec![word("案"), word("の")]));
        } else {
            check(text, word(text));
        }
    }
}

#[test]
fn oddities_are_left_out_and_said() {
    let problems = |text: &str| parse_lenient(text).ignored.into_iter().map(|i| i.problem).collect::<Vec<_>>();
    for (text, expected, query) in [
        ("紙 OR", Problem::DanglingOperator, Some(word("紙"))),
        ("OR 紙", Problem::DanglingOperator, Some(word("紙"))),
        ("紙 NOT", Problem::DanglingOperator, Some(word("紙"))),
        ("(紙", Problem::UnpairedParenthesis, Some(word("紙"))),
        ("紙 )", Problem::UnpairedParenthesis, Some(word("紙"))),
        ("紙 ()", Problem::Empty, Some(word("紙"))),
        ("\"\"", Problem::Empty, None),
        ("「行財", Problem::UnclosedQuote, Some(phrase("行財"))),
        ("紙 発言者:", Problem::MissingValue, Some(word("紙"))),
        ("紙 年度:来年", Problem::UnknownValue, Some(word("紙"))),
        ("紙 種別:謎", Problem::UnknownValue, Some(word("紙"))),
    ] {
        assert_eq!(problems(text), [expected], "{text}");
        assert_eq!(parse_lenient(text).query, query, "{text}");
        assert!(parse_strict(text).is_err(), "{text}");
    }
    assert_eq!(parse_lenient("　 ").query, None);
    assert!(problems(" ").is_empty());
    let deep = format!("{}紙{}", "(".repeat(100), ")".repeat(100));
    assert!(problems(&deep).contains(&Problem::TooDeep));
    assert_eq!(parse_lenient(&deep).query, Some(word("紙")));
    assert_eq!(problems(&"紙".repeat(3_000)), [Problem::TooLong]);
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[紙知事あアa-z0-9]{1,6}", "[ -~「」（）“”紙知事☆●｜　：－＂『』\\PC]{1,12}"]
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (700_000..760_000).prop_filter_map("a day", NaiveDate::from_num_days_from_ce_opt)
}

fn ends<T: Ord + Copy + std::fmt::Debug + 'static>(
    one: impl Strategy<Value = T> + Clone + 'static,
) -> impl Strategy<Value = (Option<T>, Option<T>)> {
    let one = proptest::option::of(one);
    (one.clone(), one).prop_map(|(a, b)| match (a, b) {
        (Some(a), Some(b)) => (Some(a.min(b)), Some(a.max(b))),
        ends => ends,
    })
}

fn leaf() -> impl Strategy<Value = Query> {
    prop_oneof![
        text().prop_map(Query::Word),
        text().prop_map(Query::Phrase),
        text().prop_map(|t| filter(Filter::Speaker(t))),
        text().prop_map(|t| filter(Filter::SpeakerIs(t))),
        text().prop_map(|t| filter(Filter::Agenda(t))),
        text().prop_map(|t| filter(Filter::Body(t))),
        text().prop_map(|t| filter(Filter::Mark(t))),
        Just(filter(Filter::Mark("☆".into()))),
        (0..Outcome::ALL.len()).prop_map(|i| filter(Filter::Outcome(Outcome::ALL[i]))),
        (0..Kind::ALL.len()).prop_map(|i| filter(Filter::Kind(Kind::ALL[i]))),
        ends(1868..=2200i32).prop_map(|(a, b)| filter(Filter::FiscalYears(a, b))),
        ends(date().boxed()).prop_map(|(a, b)| filter(Filter::Dates(a, b))),
    ]
}

fn query() -> impl Strategy<Value = Query> {
    leaf().prop_filter("canonical", Query::is_canonical).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 2..5).prop_filter_map("two or more", Query::and),
            proptest::collection::vec(inner.clone(), 2..5).prop_filter_map("two or more", Query::or),
            inner.prop_map(Query::not),
        ]
    })
}

#[test]
fn a_value_that_begins_with_a_quote_does_not_swallow_what_follows() {
    let query = Query::or(vec![filter(Filter::Body("\"\"0".to_owned())), filter(Filter::SpeakerIs("0".to_owned()))]);
    let query = query.filter(Query::is_canonical).expect("another pair of quotes holds it");
    assert_eq!(parse_strict(&query.to_string()).map_err(|e| e.to_string()), Ok(query));
}

proptest! {
    #![proptest_config(ProptestConfig { max_global_rejects: 100_000, failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn what_is_printed_is_read_back(query in query()) {
        prop_assert!(query.is_canonical(), "{query:?}");
        let printed = query.to_string();
        prop_assert_eq!(parse_strict(&printed).map_err(|e| e.to_string()), Ok(query), "{}", printed);
    }

    #[test]
    fn any_text_is_read_and_what_is_read_can_be_saved(text in "[ -~「」（）“”紙知事☆●｜　：－＂ORANDT年度発言者日付.\\PC]{0,40}") {
        let parsed = parse_lenient(&text);
        for ignored in &parsed.ignored {
            prop_assert_eq!(&text[ignored.span.clone()], &ignored.text);
        }
        if let Some(query) = parsed.query.filter(Query::is_canonical) {
            prop_assert_eq!(parse_strict(&query.to_string()).map_err(|e| e.to_string()), Ok(query));
        }
    }
}
