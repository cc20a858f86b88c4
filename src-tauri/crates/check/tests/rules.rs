//! Each rule, by a meeting that breaks it and one that does not.

#![allow(clippy::unwrap_used, reason = "a fixture stops where it is wrong")]

use gijicho_check::{Context, Incumbent, Rule, WordList, check};
use gijicho_model::record::LinkedInitiative;
use gijicho_model::{
    AgendaItem, AgendaItemId, Body, BodyId, Decision, DecisionId, Document, DocumentId, FiscalYear, Function,
    HeaderLine, Legend, Meeting, MeetingId, MeetingRecord, MeetingStatus, Outcome, ProposalStatus, Remark, RemarkId,
    Side, Speaker,
};
use uuid::Uuid;

/// What a meeting says, as far as a rule looks at it.
#[derive(Default)]
struct Sitting {
    header: &'static str,
    ordinal: u32,
    others: &'static [u32],
    /// Numbers of the items.
    items: &'static [&'static str],
    /// Item, mark, name, post, body.
    said: &'static [(usize, &'static str, &'static str, &'static str, &'static str)],
    /// Item, outcome.
    decided: &'static [(usize, Outcome)],
    listed: &'static [&'static str],
    /// Name, post, department.
    in_office: &'static [(&'static str, &'static str, &'static str)],
}

fn id(n: usize) -> Uuid {
    Uuid::from_u128(n as u128 + 1)
}

fn record(sitting: &Sitting) -> MeetingRecord {
    let meeting_id = MeetingId(id(0));
    let body_id = BodyId(id(1));
    let item_id = |at: usize| AgendaItemId(id(1_000 + at));
    MeetingRecord {
        meeting: Meeting {
            id: meeting_id,
            body_id,
            title: None,
            fiscal_year: FiscalYear(2024),
            ordinal: Some(sitting.ordinal.max(1)),
            held_on: "2024-09-12".parse().unwrap(),
            starts_at: None,
            ends_at: None,
            place: None,
            attendees: Vec::new(),
            legend: Legend::default(),
            header: vec![HeaderLine { label: "開催日時".into(), text: sitting.header.into() }],
            status: MeetingStatus::Draft,
        },
        body: Body {
            id: body_id,
            name: "青海県県政推進本部".into(),
            valid_from: None,
            valid_to: None,
            successor_id: None,
        },
        agenda: (0u32..)
            .zip(sitting.items)
            .map(|(position, number)| AgendaItem {
                id: item_id(position as usize),
                meeting_id,
                position,
                depth: 1,
                number: (*number).into(),
                label: format!("議題{number}"),
                title: "窓口について".into(),
                documents: Vec::new(),
                none_recorded: false,
            })
            .collect(),
        remarks: (0u32..)
            .zip(sitting.said)
            .map(|(position, (item, mark, name, post, body))| Remark {
                id: RemarkId(id(2_000 + position as usize)),
                meeting_id,
                agenda_item_id: Some(item_id(*item)),
                position,
                mark: Some((*mark).into()),
                side: if *mark == "●" { Side::Presenter } else { Side::Member },
                function: Function::Statement,
                speaker: (!post.is_empty()).then(|| Speaker {
                    printed: format!("{name}{post}"),
                    name: (*name).into(),
                    post: (*post).into(),
                }),
                appointment_id: None,
                note: None,
                body: (*body).into(),
                source_lines: Vec::new(),
                span: None,
            })
            .collect(),
        documents: (0..)
            .zip(sitting.listed)
            .map(|(at, label)| Document {
                id: DocumentId(id(3_000 + at)),
                meeting_id,
                label: (*label).into(),
                title: String::new(),
                file_sha256: None,
            })
            .collect(),
        decisions: (0..)
            .zip(sitting.decided)
            .map(|(at, (item, outcome))| Decision {
                id: DecisionId(id(4_000 + at)),
                meeting_id,
                agenda_item_id: item_id(*item),
                serial: u32::try_from(at).unwrap() + 1,
                outcome: *outcome,
                phrase: outcome.japanese().into(),
                quote: String::new(),
                condition: None,
                status: ProposalStatus::Proposed,
                confirmed_by: None,
                confirmed_at: None,
                supersedes: None,
            })
            .collect(),
        evidence: Vec::new(),
        links: Vec::<LinkedInitiative>::new(),
        follow_ups: Vec::new(),
    }
}

/// Rules of the findings with their words and fixes, those of `rule` alone.
fn found(sitting: &Sitting, rule: Rule) -> Vec<(String, Option<String>)> {
    let record = record(sitting);
    let in_office: Vec<Incumbent> = (sitting.in_office.iter())
        .map(|(name, post, department)| Incumbent {
            name: (*name).into(),
            post: (*post).into(),
            department: (*department).into(),
        })
        .collect();
    let words = WordList::new("");
    let context = Context {
        record: &record,
        ordinals: sitting.others,
        in_office: &in_office,
        words: &words,
        has_glyph: &|c| c != '𪚲',
    };
    let findings = check(&context).into_iter().filter(|finding| finding.rule == rule);
    findings.map(|finding| (finding.quote, finding.fix)).collect()
}

fn expect(rule: Rule, sitting: &Sitting, wanted: &[(&str, Option<&str>)]) {
    let found = found(sitting, rule);
    let found: Vec<_> = found.iter().map(|(quote, fix)| (quote.as_str(), fix.as_deref())).collect();
    assert_eq!(found, wanted, "{rule:?}");
}

#[test]
fn a_weekday_is_that_of_its_date() {
    expect(Rule::Weekday, &Sitting { header: "令和６年９月１２日（木）", ..Sitting::default() }, &[]);
    let wrong = Sitting { header: "令和６年９月１２日（金）", ..Sitting::default() };
    expect(Rule::Weekday, &wrong, &[("令和６年９月１２日（金）", None)]);
}

#[test]
fn ordinals_and_numbers_follow_one_another() {
    expect(Rule::Ordinal, &Sitting { ordinal: 3, others: &[1, 2], ..Sitting::default() }, &[]);
    expect(Rule::Ordinal, &Sitting { ordinal: 4, others: &[1, 2], ..Sitting::default() }, &[("", None)]);
    expect(Rule::Ordinal, &Sitting { ordinal: 2, others: &[1, 2], ..Sitting::default() }, &[("", None)]);
    expect(Rule::Ordinal, &Sitting { ordinal: 7, others: &[], ..Sitting::default() }, &[]);
    expect(Rule::ItemNumber, &Sitting { items: &["1", "2", "3"], ..Sitting::default() }, &[]);
    expect(Rule::ItemNumber, &Sitting { items: &["1", "3"], ..Sitting::default() }, &[("", None)]);
    expect(Rule::ItemNumber, &Sitting { items: &["1", "1"], ..Sitting::default() }, &[("", None)]);
}

#[test]
fn every_item_has_an_outcome_and_one_word_for_it() {
    expect(Rule::Outcome, &Sitting { items: &["1"], decided: &[(0, Outcome::Approved)], ..Sitting::default() }, &[]);
    expect(Rule::Outcome, &Sitting { items: &["1"], ..Sitting::default() }, &[("", None)]);
    let mixed =
        Sitting { items: &["1"], decided: &[(0, Outcome::Approved), (0, Outcome::Acknowledged)], ..Sitting::default() };
    expect(Rule::Acknowledged, &mixed, &[("", None)]);
}

#[test]
fn a_question_has_an_answer() {
    let asked =
        Sitting {
            items: &["1"], said: &[(0, "☆", "湊", "副知事", "いつから始めるのか。")], ..Sitting::default()
        };
    expect(Rule::Unanswered, &asked, &[("いつから始めるのか", None)]);
    let answered = Sitting {
        items: &["1"],
        said: &[(0, "☆", "湊", "副知事", "いつから始めるのか。"), (0, "●", "岬", "課長", "春からである。")],
        ..Sitting::default()
    };
    expect(Rule::Unanswered, &answered, &[]);
}

#[test]
fn speakers_are_in_office_and_on_their_side() {
    let office: &[_] = &[("岬", "道路課長", "土木部"), ("浜", "港湾課長", "土木部"), ("汐見", "会計課長", "出納局")];
    let said = |said| Sitting { items: &["1"], said, in_office: office, ..Sitting::default() };
    expect(Rule::NotInOffice, &said(&[(0, "●", "岬", "道路課長", "述べた。")]), &[]);
    expect(Rule::NotInOffice, &said(&[(0, "●", "峰", "道路課長", "述べた。")]), &[("峰道路課長", None)]);
    expect(Rule::NoSpeaker, &said(&[(0, "●", "", "", "述べた。")]), &[("", None)]);
    let same = said(&[(0, "●", "岬", "道路課長", "述べた。"), (0, "●", "浜", "港湾課長", "答えた。")]);
    expect(Rule::OtherDepartment, &same, &[]);
    let other = said(&[(0, "●", "岬", "道路課長", "述べた。"), (0, "●", "汐見", "会計課長", "答えた。")]);
    expect(Rule::OtherDepartment, &other, &[("", None)]);
    let unknown = Sitting { in_office: &[], ..said(&[(0, "●", "峰", "道路課長", "述べた。")]) };
    expect(Rule::NotInOffice, &unknown, &[]);
}

#[test]
fn documents_that_are_mentioned_are_listed() {
    let said: &[_] = &[(0, "●", "岬", "課長", "資料１と資料２を見てほしい。資料 2 は別紙である。")];
    let sitting = Sitting { items: &["1"], said, listed: &["資料1"], ..Sitting::default() };
    expect(Rule::Document, &sitting, &[("資料２", None)]);
}

#[test]
fn style_and_widths_are_even() {
    let said = |said| Sitting { items: &["1"], said, ..Sitting::default() };
    let mixed = said(&[(0, "●", "岬", "課長", "進めたい。急いでいる。"), (0, "☆", "湊", "副知事", "お願いします。")]);
    expect(Rule::Style, &mixed, &[("お願いします", None)]);
    expect(Rule::Style, &said(&[(0, "●", "岬", "課長", "進めたい。急いでいる。")]), &[]);
    let digits = said(&[(0, "●", "岬", "課長", "１２月に30件、１月に５件。")]);
    expect(Rule::Digits, &digits, &[("30", Some("３０"))]);
    let latin = said(&[(0, "●", "岬", "課長", "DXとは何か。ＡＩを使う。ICTも。")]);
    expect(Rule::Latin, &latin, &[("ＡＩ", Some("AI"))]);
}

#[test]
fn words_and_characters_that_will_not_travel_are_named() {
    let said = |said| Sitting { items: &["1"], said, ..Sitting::default() };
    expect(Rule::Word, &said(&[(0, "●", "岬", "課長", "ご覧下さい。")]), &[("下さい", Some("ください"))]);
    expect(Rule::Remains, &said(&[(0, "●", "岬", "課長", "新常态に備える。")]), &[("态", Some("態"))]);
    let broken = said(&[(0, "●", "岬", "課長", "⼀つ。か\u{3099}。ﾊ\u{E000}。")]);
    let wanted = [("⼀", Some("一")), ("か\u{3099}", Some("が")), ("ﾊ", Some("ハ")), ("\u{E000}", None)];
    expect(Rule::Remains, &broken, &wanted);
    expect(Rule::Character, &said(&[(0, "●", "岬", "課長", "𪚲の字、𠮷の字、髙﨑。")]), &[("𪚲", None), ("𠮷", None)]);
}
