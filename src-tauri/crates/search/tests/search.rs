//! What a person sees: which documents are found, in which order, with which counts.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::{Built, build, date, key, numbers, remark, sorted};
use gijicho_model::Outcome;
use gijicho_search::{Doc, Filters, Kind, Request, SnippetPart, Sort, Why};

fn sample() -> Built {
    let agenda = Doc {
        title: "紙をなくす取組について".into(),
        held_on: Some(date("2022-04-14")),
        fiscal_year: Some(2022),
        outcome: Some(Outcome::Approved),
        ..Doc::new(key(Kind::Agenda, 100))
    };
    let decision = Doc {
        title: "R4-1-1 紙をなくす取組について".into(),
        text: "本議題について、承認いただいた。".into(),
        outcome: Some(Outcome::Approved),
        held_on: Some(date("2022-04-14")),
        fiscal_year: Some(2022),
        ..Doc::new(key(Kind::Decision, 101))
    };
    let mut docs = vec![
        remark(1, "青井知事", "紙をなくすことが目的ではない。"),
        remark(2, "黒田副知事", "紙の申込書を、オンラインの申し込みに改める。"),
        remark(3, "白川総務部長", "県庁ＤＸの取り組みを髙橋課長から説明する。"),
        remark(4, "緑川課長", "サーバの更新を行財\n政改革の一つとする。"),
        remark(5, "青井知事", "予算を決める。"),
        agenda,
        decision,
    ];
    docs[0].mark = "☆".into();
    docs[1].mark = "☆".into();
    docs[1].post = "副知事".into();
    docs[2].mark = "●".into();
    docs[2].agenda_title = "紙をなくす取組について".into();
    docs[2].body = "青海県改革推進本部".into();
    docs[3].held_on = Some(date("2020-06-02"));
    docs[3].fiscal_year = Some(2020);
    docs[4].held_on = None;
    build(&docs)
}

#[track_caller]
fn check(built: &Built, query: &str, expected: &[u128]) {
    assert_eq!(sorted(built.find(query)), expected, "{query}");
}

#[test]
fn words_are_found_in_title_speaker_and_text_together() {
    let built = sample();
    check(&built, "紙", &[1, 2, 100, 101]);
    check(&built, "紙 知事", &[1, 2]);
    check(&built, "紙　\"青井知事\"", &[1]);
    check(&built, "紙 -知事", &[100, 101]);
    check(&built, "-紙", &[3, 4, 5]);
    check(&built, "紙 OR 予算", &[1, 2, 5, 100, 101]);
    check(&built, "（予算｜DX）　課長", &[3]);
    check(&built, "", &[1, 2, 3, 4, 5, 100, 101]);
    check(&built, "見当たらない", &[]);
}

#[test]
fn width_case_variants_and_line_wraps_do_not_matter() {
    let built = sample();
    check(&built, "dx", &[3]);
    check(&built, "高橋", &[3]);
    check(&built, "行財政改革", &[4]);
    check(&built, "ｻｰﾊﾞ", &[4]);
}

#[test]
fn fields_narrow_the_search() {
    let built = sample();
    check(&built, "発言者:知事", &[1, 2, 5]);
    check(&built, "発言者:\"青井知事\"", &[1, 5]);
    check(&built, "発言者:\"副知事\"", &[2]);
    check(&built, "議題:取組 DX", &[3]);
    check(&built, "議題:取組", &[3, 100]);
    check(&built, "結果:承認", &[100, 101]);
    check(&built, "種別:決定", &[101]);
    check(&built, "会議体:改革", &[3]);
    check(&built, "年度:R2", &[4]);
    check(&built, "年度:R2..R3", &[4]);
    check(&built, "年度:..R4 サーバ", &[4]);
    check(&built, "日付:R2.6.2", &[4]);
    check(&built, "日付:..R3.3.31", &[4]);
    check(&built, "☆", &[1, 2]);
    check(&built, "●", &[3]);
}

#[test]
fn filters_narrow_the_search() {
    let built = sample();
    let ask = |filters: Filters| sorted(numbers(&built.ask(&Request { filters, ..Request::typed("") })));
    assert_eq!(ask(Filters { kinds: vec![Kind::Agenda, Kind::Decision], ..Filters::default() }), [100, 101]);
    assert_eq!(ask(Filters { fiscal_years: Some((2019, 2021)), ..Filters::default() }), [4]);
    assert_eq!(ask(Filters { from: Some(date("2022-04-01")), ..Filters::default() }), [1, 2, 3, 100, 101]);
    assert_eq!(ask(Filters { to: Some(date("2022-04-01")), ..Filters::default() }), [4]);
    assert_eq!(ask(Filters { speaker: Some("知事".into()), ..Filters::default() }), [1, 2, 5]);
    assert_eq!(ask(Filters { speakers: vec!["青井知事".into()], ..Filters::default() }), [1, 5]);
    assert_eq!(ask(Filters { marks: vec!["●".into()], ..Filters::default() }), [3]);
    assert_eq!(ask(Filters { bodies: vec!["青海県改革推進本部".into()], ..Filters::default() }), [3]);
    assert_eq!(ask(Filters { outcomes: vec![Outcome::Approved], ..Filters::default() }), [100, 101]);
}

#[test]
fn other_spellings_are_found_said_and_can_be_left_out() {
    let built = sample();
    let response = built.ask(&Request::typed("取組"));
    assert_eq!(sorted(numbers(&response)), [3, 100, 101]);
    assert_eq!(response.expansions.len(), 1);
    assert_eq!(response.expansions[0].also, ["取り組み"]);
    let respelled = response.hits.iter().find(|hit| hit.key.id.as_u128() == 3).unwrap();
    assert_eq!(respelled.why, [Why::Text, Why::Spelling("取り組み".into())]);

    check(&built, "\"取組\"", &[100, 101]);
    let literal = built.ask(&Request { variants: false, ..Request::typed("取組") });
    assert_eq!(sorted(numbers(&literal)), [100, 101]);
    assert!(literal.expansions.is_empty());

    let families = vec![vec!["目標".to_owned(), "目的".to_owned()]];
    assert_eq!(numbers(&built.ask(&Request { families, ..Request::typed("目標") })), [1]);
}

#[test]
fn decisions_items_and_the_governor_come_first() {
    let built = sample();
    assert_eq!(built.find("紙"), [101, 100, 1, 2]);
    let by_date = |sort| numbers(&built.ask(&Request { sort, ..Request::typed("") }));
    assert_eq!(by_date(Sort::Newest), [1, 2, 3, 100, 101, 4, 5]);
    assert_eq!(by_date(Sort::Oldest), [4, 1, 2, 3, 100, 101, 5]);
}

#[test]
fn counts_are_exact_whatever_the_page() {
    let built = sample();
    let response = built.ask(&Request { limit: 2, offset: 1, ..Request::typed("紙") });
    assert_eq!((response.total, response.total_is_exact, response.hits.len()), (4, true, 2));
    let facets = response.facets.unwrap();
    assert_eq!(facets.kind, [(Kind::Remark, 2), (Kind::Agenda, 1), (Kind::Decision, 1)]);
    assert_eq!(facets.fiscal_year, [(2022, 4)]);
    assert_eq!(facets.speaker, [("青井知事".to_owned(), 1), ("黒田副知事".to_owned(), 1)]);
    assert_eq!(facets.mark, [("☆".to_owned(), 2)]);
    assert_eq!(facets.outcome, [(Outcome::Approved, 2)]);

    let first_page = built.ask(&Request { complete: false, ..Request::typed("紙") });
    assert_eq!(first_page.facets, None);
    assert_eq!(numbers(&first_page), built.find("紙"));
}

#[test]
fn pages_follow_one_another_without_gap_or_overlap() {
    let docs: Vec<Doc> = (0..57).map(|n| remark(n, "青井知事", "同じ言葉。")).collect();
    let built = build(&docs);
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let page = |offset| numbers(&built.ask(&Request { offset, limit: 10, sort, ..Request::typed("言葉") }));
        let pages: Vec<u128> = (0..7).flat_map(|i| page(i * 10)).collect();
        assert_eq!(pages, (0..57).collect::<Vec<u128>>());
    }
}

/// More matches than are weighed one by one, the decisions among them the oldest.
#[test]
fn frequent_words_page_through_everything_and_decisions_still_come_first() {
    let mut docs: Vec<Doc> = (0..9_000).map(|n| remark(n, "緑川課長", "同じ言葉。")).collect();
    for (i, doc) in docs.iter_mut().enumerate() {
        doc.held_on = date("2022-04-14").checked_sub_days(chrono::Days::new(i as u64));
    }
    for n in [8_500u128, 8_600] {
        let old = &mut docs[usize::try_from(n).unwrap()];
        old.key.kind = Kind::Decision;
    }
    let built = build(&docs);
    for complete in [true, false] {
        let page = |offset| numbers(&built.ask(&Request { offset, limit: 1_000, complete, ..Request::typed("言葉") }));
        let pages: Vec<u128> = (0..10).flat_map(|i| page(i * 1_000)).collect();
        assert_eq!(pages[..3], [8_500, 8_600, 0]);
        assert_eq!(sorted(pages), (0..9_000).collect::<Vec<u128>>());
    }
    let first = built.ask(&Request { complete: false, ..Request::typed("言葉") });
    assert!(!first.total_is_exact);
    assert_eq!(built.ask(&Request::typed("言葉")).total, 9_000);
}

#[test]
fn an_excerpt_shows_the_source_with_its_matches() {
    let built = sample();
    let response = built.ask(&Request::typed("行財政改革 サーバ"));
    let hit = &response.hits[0];
    let marks: Vec<&SnippetPart> = hit.snippet.iter().filter(|part| part.mark).collect();
    assert_eq!(marks.iter().map(|part| part.text.as_str()).collect::<Vec<_>>(), ["サーバ", "行財\n政改革"]);
    assert_eq!(hit.ranges.len(), 2);
}

#[test]
fn what_the_library_no_longer_has_is_not_shown() {
    let mut built = sample();
    built.library.0.retain(|doc, _| doc.key.id.as_u128() != 1);
    assert_eq!(sorted(built.find("紙")), [2, 100, 101]);
}

#[test]
fn a_match_never_reaches_from_one_field_into_the_next() {
    let mut docs = vec![remark(1, "青海", "県庁")];
    docs[0].title = "議題".into();
    let built = build(&docs);
    check(&built, "青海県", &[]);
    check(&built, "青海県庁", &[]);
    check(&built, "議題青海", &[]);
    check(&built, "海県", &[]);
    check(&built, "青海 県庁 議題", &[1]);
}

#[test]
fn pages_of_a_document_are_hits_of_their_own() {
    let page = |part, text: &str| Doc { part, text: text.into(), ..Doc::new(key(Kind::Document, 9)) };
    let built = build(&[page(1, "一枚目"), page(2, "二枚目の予算")]);
    let response = built.ask(&Request::typed("予算"));
    assert_eq!(response.hits.len(), 1);
    assert_eq!(response.hits[0].part, 2);
    assert_eq!(built.find("枚目").len(), 2);
}

#[test]
fn a_search_can_be_called_off() {
    let docs: Vec<Doc> = (0..3_000).map(|n| remark(n, "青井知事", "同じ言葉。")).collect();
    let built = build(&docs);
    let stop = std::sync::atomic::AtomicBool::new(true);
    let result = built.index.search_until(&Request::typed("言葉"), &built.library, &stop);
    assert!(matches!(result, Err(gijicho_search::Error::Cancelled)));
}
