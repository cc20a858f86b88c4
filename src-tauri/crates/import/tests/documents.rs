//! Small documents of a fictional prefecture, and what is made of them.
//!
//! Each document in `documents/` is compared with its snapshot: head, agenda, remarks with their
//! lines, proposals, warnings, and the role of every line.

#![allow(clippy::unwrap_used, reason = "a test may stop at once: its failure says where")]

use std::fmt::Write;

use gijicho_import::{Application, Format, Hints, ImportError, Kind, import};
use gijicho_model::Register;
use gijicho_model::draft::{Draft, MinutesDraft, TableDraft};

fn read(bytes: &[u8], kind: Option<Kind>) -> Result<Draft, ImportError> {
    let register = Register::default();
    import(bytes, &Hints { file_name: "", kind, encoding: None, register: &register, choices: &[], columns: None })
        .map(|imported| imported.draft)
}

fn minutes(text: &str) -> MinutesDraft {
    match read(text.as_bytes(), None).unwrap() {
        Draft::Minutes(draft) => draft,
        _ => panic!("no minutes"),
    }
}

/// A draft as a person would tell it.
fn told(draft: &MinutesDraft) -> String {
    let mut out = String::new();
    let head = serde_json::to_value(&draft.meeting).unwrap();
    for (key, value) in head.as_object().unwrap().iter().filter(|(key, _)| *key != "header") {
        writeln!(out, "{key}: {value}").unwrap();
    }
    for line in &draft.meeting.header {
        writeln!(out, "  {} | {}", line.label, line.text).unwrap();
    }
    for item in &draft.agenda {
        let documents = item.documents.join("・");
        writeln!(out, "\n[{}] {} | {} | {} | {documents}", item.depth, item.number, item.label, item.title).unwrap();
    }
    for remark in &draft.remarks {
        let speaker =
            remark.speaker.as_ref().map_or("-".into(), |who| format!("{} = {} + {}", who.printed, who.name, who.post));
        let mark = remark.mark.as_deref().unwrap_or("-");
        let place = remark.agenda.map_or("-".into(), |item| item.to_string());
        writeln!(out, "\n({place}) {mark} {speaker} {:?} {:?} {:?}", remark.note, remark.side, remark.function)
            .unwrap();
        writeln!(out, "{}\n{:?} {:?}", remark.body, remark.lines, remark.block_lines).unwrap();
    }
    for decision in &draft.decisions {
        let condition = decision.condition.as_deref().unwrap_or("-");
        writeln!(
            out,
            "\n決定 {} {} {} | {} | {condition}",
            decision.agenda,
            decision.outcome.code(),
            decision.phrase,
            decision.quote
        )
        .unwrap();
    }
    for follow_up in &draft.follow_ups {
        writeln!(out, "\n宿題 {} {} | {}", follow_up.remark, follow_up.to, follow_up.quote).unwrap();
    }
    for warning in &draft.warnings {
        writeln!(out, "\n注意 {} {:?} {}", warning.code, warning.line, warning.message).unwrap();
    }
    let roles: Vec<String> = draft.lines.iter().map(|line| format!("{:?}", line.role)).collect();
    writeln!(out, "\n{}\n{:?}", roles.join(" "), draft.coverage).unwrap();
    out
}

#[test]
fn the_printed_form() {
    insta::assert_snapshot!(told(&minutes(include_str!("documents/printed-form.txt"))));
}

#[test]
fn text_that_pages_have_broken() {
    insta::assert_snapshot!(told(&minutes(include_str!("documents/wrapped-by-pages.txt"))));
}

#[test]
fn sections_and_brackets() {
    insta::assert_snapshot!(told(&minutes(include_str!("documents/sections.txt"))));
}

#[test]
fn colons_and_a_list_of_items() {
    insta::assert_snapshot!(told(&minutes(include_str!("documents/colon-and-list.txt"))));
}

#[test]
fn a_whole_document_on_one_line_says_the_same() {
    let text = include_str!("documents/printed-form.txt");
    let one_line: String = text.lines().filter(|line| !line.starts_with('・') && !line.starts_with('（')).collect();
    let (whole, cut) = (minutes(text), minutes(&one_line));
    let speakers = |draft: &MinutesDraft| draft.remarks.iter().map(|remark| remark.speaker.clone()).collect::<Vec<_>>();
    assert_eq!(speakers(&cut), speakers(&whole));
    assert_eq!(cut.agenda.len(), whole.agenda.len());
    assert_eq!(cut.meeting.held_on, whole.meeting.held_on);
    assert_eq!(cut.decisions.len(), whole.decisions.len());
    assert_eq!(cut.coverage.placed, cut.coverage.characters);
}

#[test]
fn a_weekday_that_contradicts_its_date_is_told() {
    let text = include_str!("documents/printed-form.txt").replace("（火）", "（水）");
    let draft = minutes(&text);
    let warning = draft.warnings.iter().find(|warning| warning.code == "weekday-mismatch").unwrap();
    assert_eq!(warning.line, Some(3));
}

#[test]
fn what_is_no_minutes_is_refused() {
    let too_large = vec![b'a'; gijicho_import::MAX_BYTES + 1];
    let many_lines = "\n".repeat(gijicho_import::MAX_LINES + 5) + "a";
    let cases: [(&[u8], ImportError); 13] = [
        (b"", ImportError::Empty),
        ("\u{3000}\n \n".as_bytes(), ImportError::Empty),
        (&too_large, ImportError::TooLarge { bytes: too_large.len(), limit: gijicho_import::MAX_BYTES }),
        (
            many_lines.as_bytes(),
            ImportError::TooManyLines { lines: gijicho_import::MAX_LINES + 6, limit: gijicho_import::MAX_LINES },
        ),
        (b"%PDF-1.7\n", ImportError::Damaged { format: Format::Pdf, detail: "no pages".into() }),
        (b"PK\x03\x04\x14\0\x06\0", ImportError::BadArchive),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0", ImportError::Unsupported { application: Application::Unknown }),
        (b"\x89PNG\r\n\x1A\n", ImportError::Binary { detected: "image" }),
        (b"\x7FELF\x02\x01\x01\0\0\0\xFE\xFF\xF3", ImportError::Binary { detected: "unknown" }),
        ("買い物\n1 牛乳\n2 卵\n3 食パン\n・りんご\n".as_bytes(), ImportError::NotMinutes),
        (
            "　汽車は長い隧道を抜けた。\n「寒いね」と彼は言った。\n　窓の外は雪であった。\n".as_bytes(),
            ImportError::NotMinutes,
        ),
        (
            "第一章\n\n課長は黙っていた。部長も黙っていた。\n2020年4月1日のことである。\n".as_bytes(),
            ImportError::NotMinutes,
        ),
        (b"name,price\napple,100\n", ImportError::NotMinutes),
    ];
    for (bytes, error) in cases {
        assert_eq!(read(bytes, None), Err(error), "{:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(40)]));
    }
}

#[test]
fn an_encoding_that_a_person_chose_is_believed() {
    let register = Register::default();
    let text = include_str!("documents/printed-form.txt");
    let bytes = encoding_rs::EUC_JP.encode(text).0;
    let with = |label: &'static str| {
        import(
            &bytes,
            &Hints {
                file_name: "",
                kind: None,
                encoding: Some(label),
                register: &register,
                choices: &[],
                columns: None,
            },
        )
    };
    assert_eq!(with("euc-jp").unwrap().encoding, "EUC-JP");
    assert_eq!(with("utf-8"), Err(ImportError::UnknownEncoding { label: Some("utf-8".into()) }));
    assert_eq!(with("klingon"), Err(ImportError::UnknownEncoding { label: Some("klingon".into()) }));
}

fn table(text: &str) -> TableDraft {
    match read(text.as_bytes(), None).unwrap() {
        Draft::Plan(draft) | Draft::Progress(draft) => draft,
        Draft::Minutes(_) => panic!("no table"),
    }
}

#[test]
fn a_plan() {
    let text = "青海県県政改革計画（令和４年度～令和７年度）\n令和５年６月１日\n総務部行政改革課\n\
        番号,柱,具体的取組,取組項目,年次計画,時期,担当課,令和４年度,令和５年度,備考\n\
        1,Ⅰ 県民に近い県庁,一度で済む手続,オンライン化,画面の作成,通年,企画部デジタル推進課,検討,実施,\n\
        ,,,,\"点検、\n改善\",4月～2月,総務部法務文書課、企画部デジタル推進課,,,急ぐ\n\
        2,,紙に頼らない仕事,電子決裁,割合の測定,随時,総務部総務課,,順次実施,\n";
    insta::assert_snapshot!(serde_json::to_string_pretty(&table(text)).unwrap());
}

#[test]
fn a_progress_table() {
    let text = "令和４年度 青海県県政改革計画 下半期進捗状況\n番号\t具体的取組\t時期\t進捗状況\n\
        1\t一度で済む手続\tR4.10\t四つの手続を公開\n\t\tR5.1-2\t画面を作り直した\n2\t紙に頼らない仕事\tR4.12\t割合は５割\n";
    insta::assert_snapshot!(serde_json::to_string_pretty(&table(text)).unwrap());
}

#[test]
fn what_is_decided_before_the_next_item_is_called_belongs_to_the_item_before() {
    let draft = minutes(
        "令和５年度第３回青野市審議会　議事録\n\n1　開催日時　令和5年11月20日\n2　議題\n　(1)　大綱（案）について\n　(2)　使用料の見直しについて\n3　会議の概要\n\n\
         ○会長　議題(1)について、事務局から説明をお願いします。\n●事務局　資料のとおりです。\n○久保委員　賛成です。\n\
         ○会長　御異議がないようですので、そのように決定いたします。続いて、議題(2)の使用料の見直しについて、説明をお願いします。\n\
         ●事務局　資料のとおりです。\n○会長　意見はありますか。\n",
    );
    let decided: Vec<usize> = draft.decisions.iter().map(|decision| decision.agenda).collect();
    assert_eq!(decided, [0]);
}

#[test]
fn a_list_of_people_is_no_minutes() {
    let lists = [
        "氏名,よみ,職,所属\n青海 太郎,あおみ たろう,総務部長,総務部\n森 花子,もり はなこ,課長,総務部\n",
        "令和５年度 本部員名簿\n\n職名\t氏名\t所属\n本部長\t青海 太郎\t知事\n本部員\t森 花子\t総務部\n",
        "青海県推進本部 委員名簿\n\n　職　名　　　氏　名\n会長　　　　青海 太郎\n委員　　　　森 花子\n",
    ];
    let register = Register::default();
    let hints =
        |kind| Hints { file_name: "名簿", kind, encoding: None, register: &register, choices: &[], columns: None };
    for list in lists {
        assert_eq!(import(list.as_bytes(), &hints(None)).map(|_| ()), Err(ImportError::People), "{list}");
    }
    // Those present in columns, and what they said: minutes.
    let minutes = "第１回会議 議事録\n日時　令和４年４月１４日\n\n職名\t氏名\n部長\t青海 太郎\n\n議題１ 窓口について\n●部長\n　試す。\n●課長\n　それでよい。\n●知事\n　進めてほしい。\n";
    assert!(import(minutes.as_bytes(), &hints(None)).is_ok());
}
