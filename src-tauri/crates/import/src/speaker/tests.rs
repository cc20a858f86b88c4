//! Which texts are speakers, and how they are split.

use super::*;
use gijicho_model::AppointmentId;
use gijicho_model::people::RegisterEntry;

fn split(printed: &str) -> (String, String, bool) {
    let split = Speakers::new(&Register::default()).split(printed);
    (split.speaker.name, split.speaker.post, split.is_unsure)
}

#[test]
fn a_name_is_split_from_its_post() {
    for (printed, name, post) in [
        ("海野デジタル推進課長", "海野", "デジタル推進課長"),
        ("森林業振興課長", "森", "林業振興課長"),
        ("森林課長", "", "森林課長"),
        ("清水産業部長", "清水", "産業部長"),
        ("東知事", "東", "知事"),
        ("汐見ＣＤＯ", "汐見", "ＣＤＯ"),
        ("森デジタル推進局デジタル推進課長", "森", "デジタル推進局デジタル推進課長"),
        ("総合企画部次長", "", "総合企画部次長"),
        ("知事", "", "知事"),
        ("委員１１", "", "委員１１"),
        ("事務局", "", "事務局"),
        ("山田　総務部長", "山田", "総務部長"),
        ("総務部長　山田太郎", "山田太郎", "総務部長"),
        ("髙梨副知事", "髙梨", "副知事"),
        ("佐々木健康福祉部次長", "佐々木", "健康福祉部次長"),
        ("五十嵐警察本部長", "五十嵐", "警察本部長"),
        ("総務部長（代）", "", "総務部長"),
        ("議長（汐見　薫君）", "汐見　薫", "議長"),
        ("本部長（知事）", "", "本部長（知事）"),
        ("石田（ち）委員", "石田（ち）", "委員"),
        ("臼井信也委員", "臼井信也", "委員"),
        ("海野企画課長（計画担当課長兼務）", "海野", "企画課長（計画担当課長兼務）"),
        ("おのえ正也君", "おのえ正也", ""),
        ("やなぎはら委員", "やなぎはら", "委員"),
        ("高橋しんじ議員", "高橋しんじ", "議員"),
        ("たかなし聡議員", "たかなし聡", "議員"),
        ("篠田青野市清掃事務所長", "篠田", "青野市清掃事務所長"),
        ("梶原　洋委員", "梶原　洋", "委員"),
        ("たけうち委員長", "たけうち", "委員長"),
        ("久野様", "久野", ""),
        ("委員（坂井　順子）", "坂井　順子", "委員"),
        ("司会：総務部次長", "", "総務部次長"),
        ("一同", "", "一同"),
        ("子育て支援課", "", "子育て支援課"),
        ("議会事務局長", "", "議会事務局長"),
    ] {
        let found = split(printed);
        assert_eq!((found.0.as_str(), found.1.as_str()), (name, post), "{printed}");
    }
}

#[test]
fn a_split_without_support_asks_a_person() {
    assert!(split("山田太郎").2);
    assert!(split("北海道知事").2);
    assert!(!split("海野デジタル推進課長").2);
    assert!(!split("海野知事").2);
}

#[test]
fn the_register_knows_better() {
    let entry = RegisterEntry {
        appointment_id: AppointmentId("00000000-0000-0000-0000-000000000001".parse().unwrap()),
        family_name: "東".into(),
        given_name: String::new(),
        post: "海道総括長".into(),
        department: String::new(),
        valid_from: None,
        valid_to: None,
    };
    let speakers = Speakers::new(&Register { entries: vec![entry], bodies: Vec::new() });
    let split = speakers.split("東海道総括長");
    assert_eq!(
        (split.speaker.name.as_str(), split.speaker.post.as_str(), split.is_unsure),
        ("東", "海道総括長", false)
    );
}

#[test]
fn sentences_and_scenes_are_no_speakers() {
    let speakers = Speakers::new(&Register::default());
    for text in [
        "",
        "協議事項",
        "説明省略",
        "1",
        "傍聴者",
        "質疑・意見等",
        "質疑等なし",
        "拍手",
        "これからの課長",
        "令和4年4月1日",
        "知事から議長",
    ] {
        assert!(!speakers.is_speaker(text), "{text}");
    }
}

#[test]
fn a_speaker_is_found_before_what_is_said() {
    let speakers = Speakers::new(&Register::default());
    for (text, prefix) in [
        ("知事今回の件", "知事"),
        ("委員長それでは始めます", "委員長"),
        ("山田委員賛成です。", "山田委員"),
        ("総務部長説明します", "総務部長"),
    ] {
        assert_eq!(speakers.glued_prefix(text).map(|end| &text[..end]), Some(prefix), "{text}");
    }
    assert_eq!(speakers.glued_prefix("今後の進め方を知事と話す"), None);
}
