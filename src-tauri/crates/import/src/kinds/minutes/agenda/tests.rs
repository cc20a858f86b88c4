//! Headings in every form, and what is none.

use super::*;

fn read(text: &str) -> Option<(Form, String, String, String)> {
    let folded = fold::width(text);
    let found = heading(text, &folded)?;
    Some((found.form, found.number, folded[found.label].to_owned(), folded[found.title].to_owned()))
}

#[test]
fn every_form_of_a_heading_is_read() {
    for (text, form, number, label, title) in [
        ("議題１ 紙を減らす取組について", Form::Labelled, "1", "議題1", "紙を減らす取組について"),
        ("議題の２　窓口について", Form::Labelled, "2", "議題の2", "窓口について"),
        ("議題３「窓口」について", Form::Labelled, "3", "議題3", "「窓口」について"),
        ("議題二 窓口", Form::Labelled, "2", "議題二", "窓口"),
        ("議題２－１ 窓口", Form::Labelled, "2-1", "議題2-1", "窓口"),
        ("【議題１】窓口について", Form::Labelled, "1", "議題1", "窓口について"),
        ("■議題１：窓口について", Form::Labelled, "1", "議題1", "窓口について"),
        ("日程第３ 報告第３９号 空調の状況について", Form::Labelled, "3", "日程第3", "報告第39号 空調の状況について"),
        ("報告第３９号　空調の状況について", Form::Labelled, "39", "報告第39号", "空調の状況について"),
        ("議題１", Form::Labelled, "1", "議題1", ""),
        ("〇事業の名称　買い物の支援", Form::Labelled, "", "事業の名称", "買い物の支援"),
        ("【協議事項】", Form::Section, "", "", "協議事項"),
        ("その他", Form::Section, "", "", "その他"),
        ("（３）その他", Form::Numbered(Shape::Parenthesised), "3", "(3)", "その他"),
        ("３　その他", Form::Numbered(Shape::Plain), "3", "3", "その他"),
        ("１．窓口について", Form::Numbered(Shape::Plain), "1", "1", "窓口について"),
        ("(2) 窓口について", Form::Numbered(Shape::Parenthesised), "2", "(2)", "窓口について"),
        ("⑵ 窓口について", Form::Numbered(Shape::Parenthesised), "2", "(2)", "窓口について"),
        ("①窓口について", Form::Numbered(Shape::Circled), "1", "1", "窓口について"),
        ("（ア）窓口", Form::Numbered(Shape::ParenthesisedKana), "ア", "(ア)", "窓口"),
        ("＜報告＞　窓口について", Form::Labelled, "", "報告", "窓口について"),
        ("＜１　窓口について＞", Form::Numbered(Shape::Plain), "1", "1", "窓口について"),
        ("【窓口について】", Form::Section, "", "", "窓口について"),
        ("■１　窓口について", Form::Numbered(Shape::Plain), "1", "1", "窓口について"),
        ("ア　窓口", Form::Numbered(Shape::Kana), "ア", "ア", "窓口"),
    ] {
        let wanted = (form, number.to_owned(), label.to_owned(), title.to_owned());
        assert_eq!(read(text), Some(wanted), "{text}");
    }
}

#[test]
fn a_sentence_about_items_is_no_heading() {
    for text in [
        "議題１から議題３までは、承認いただいた。",
        "議題１から議題３までについて",
        "議題の1、2ともに了承された",
        "議題１は案のとおりとする",
        "1.5倍になった",
        "2,936手続",
        "10:30から",
        "５",
        "",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
