//! Thousands of pieces of what was said, picked at random: each is found where it stands, and nowhere
//! else, however it is written. In one process, for a thousand starts of the program would prove
//! nothing more. (`cargo xtask bench search` does the same at a hundred times the size.)

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use std::collections::BTreeSet;

use gijicho_app::{App, Opening, commands};
use gijicho_model::body;
use gijicho_search::fold::fold;
use gijicho_tests::fuzz::mutate::Random;
use gijicho_tests::place;
use serde_json::{Value, json};

/// Characters that end or begin a quotation in a query.
const QUOTES: &str = "\"＂“”";

/// A remark as the library gives it back.
struct Said {
    id: String,
    text: String,
    /// All that may make a search hit it.
    everything: String,
}

fn call(app: &App, command: &str, request: Value) -> Value {
    commands::dispatch(app, command, request).unwrap_or_else(|error| panic!("{command}: {error:?}"))
}

/// Every remark of the library.
fn remarks(app: &App) -> Vec<Said> {
    let mut said = Vec::new();
    for meeting in call(app, "meetings_list", json!({}))["meetings"].as_array().unwrap() {
        let view = call(app, "meeting_show", json!({ "meeting": meeting["id"] }));
        let agenda = &view["record"]["agenda"];
        for remark in view["record"]["remarks"].as_array().unwrap() {
            let text = body::plain(remark["body"].as_str().unwrap());
            let item = agenda.as_array().unwrap().iter().find(|item| item["id"] == remark["agenda_item_id"]);
            let title = item.map_or("", |item| item["title"].as_str().unwrap());
            let [speaker, note] = ["/speaker/printed", "/note"]
                .map(|part| remark.pointer(part).and_then(Value::as_str).unwrap_or_default());
            let everything = [&text, speaker, note, title].map(fold).join("\n");
            said.push(Said { id: remark["id"].as_str().unwrap().into(), text, everything });
        }
    }
    said
}

/// Ids of the remarks that hold exactly these words.
fn found(app: &App, words: &str) -> BTreeSet<String> {
    let request =
        json!({ "query": format!("\"{words}\""), "kinds": ["remark"], "limit": 100_000, "exact_spelling": true });
    let answer = call(app, "search", request);
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(answer["total"].as_u64(), Some(hits.len() as u64), "{words}");
    hits.iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect()
}

/// A piece of 1 to 12 characters of one paragraph.
fn piece(random: &mut Random, said: &[Said]) -> String {
    loop {
        let text: Vec<char> = said[random.below(said.len())].text.chars().collect();
        let from = random.below(text.len());
        let length = 1 + random.below(12);
        let piece: String = text[from..].iter().take(length).collect();
        let is_word =
            !piece.contains(|c: char| QUOTES.contains(c) || c == '\n') && piece.chars().any(char::is_alphanumeric);
        if is_word {
            return piece;
        }
    }
}

/// Katakana, and their half-width forms.
const KATAKANA: [(char, &str); 20] = [
    ('ア', "ｱ"),
    ('イ', "ｲ"),
    ('ウ', "ｳ"),
    ('エ', "ｴ"),
    ('カ', "ｶ"),
    ('ガ', "ｶﾞ"),
    ('ク', "ｸ"),
    ('グ', "ｸﾞ"),
    ('コ', "ｺ"),
    ('シ', "ｼ"),
    ('ス', "ｽ"),
    ('タ', "ﾀ"),
    ('テ', "ﾃ"),
    ('デ', "ﾃﾞ"),
    ('ト', "ﾄ"),
    ('ド', "ﾄﾞ"),
    ('ム', "ﾑ"),
    ('ル', "ﾙ"),
    ('ン', "ﾝ"),
    ('ー', "ｰ"),
];

/// Kanji, and the same in another shape.
const SHAPES: [(char, char); 6] = [('高', '髙'), ('崎', '﨑'), ('吉', '𠮷'), ('浜', '濱'), ('会', '會'), ('県', '縣')];

/// The same words, typed on another machine or copied from another page.
fn dressed_otherwise(piece: &str, random: &mut Random) -> String {
    let mut out = String::new();
    for c in piece.chars() {
        let shape = SHAPES.iter().find_map(|&(one, other)| (one == c).then_some(other).or((other == c).then_some(one)));
        let half = KATAKANA.iter().find(|(full, _)| *full == c).map(|(_, half)| *half);
        match (random.below(3), c) {
            (0, _) => out.push(c),
            (1, 'a'..='z') => out.push(c.to_ascii_uppercase()),
            (1, 'A'..='Z') => out.push(c.to_ascii_lowercase()),
            (_, '!'..='~') if c != '"' => out.extend(char::from_u32(u32::from(c) + 0xfee0)),
            (_, '！'..='～') if c != '＂' => out.extend(char::from_u32(u32::from(c) - 0xfee0)),
            _ => match (shape, half) {
                (Some(shape), _) => out.push(shape),
                (_, Some(half)) => out.push_str(half),
                _ => out.push(c),
            },
        }
        if is_kanji(c) && random.below(4) == 0 {
            out.push([' ', '\u{3000}', '\n'][random.below(3)]);
        }
    }
    out.trim().to_owned()
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

/// Picks pieces of everything in a library and looks for each, as it is printed and in another dress.
fn check_recall(app: &App, count: u32) {
    let said = remarks(app);
    assert!(said.len() > 20, "{} remarks", said.len());
    let mut random = Random::new(20_220_414);
    let mut dressed = 0;
    for _ in 0..count {
        let piece = piece(&mut random, &said);
        let found = found(app, &piece);
        let other = dressed_otherwise(&piece, &mut random);
        // A space at the edge of a word that is none of ours may part it; folding knows.
        if other != piece && fold(&other) == fold(&piece) {
            dressed += 1;
            assert_eq!(self::found(app, &other), found, "「{piece}」 written as {other:?}");
        }
        let words = fold(&piece);
        for one in &said {
            let holds = one.text.contains(&piece) || fold(&one.text).contains(&words);
            assert!(!holds || found.contains(&one.id), "「{piece}」 is not found in: {}", one.text);
            let could = holds || one.everything.contains(&words);
            assert!(could || !found.contains(&one.id), "「{piece}」 is found in: {}", one.everything);
        }
    }
    println!("{count} pieces, {dressed} of them in another dress, in {} remarks", said.len());
    assert!(dressed > count / 3, "{dressed}");
}

#[test]
fn every_piece_of_the_sample_is_found_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(Some(&folder.path().join("library")), None, Opening::Create).unwrap();
    call(&app, "demo_load", json!({}));
    check_recall(&app, 1000);
}

#[test]
fn every_piece_of_published_minutes_is_found_where_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(Some(&folder.path().join("library")), None, Opening::Create).unwrap();
    for document in ["001_8b7134eadf3b3765.txt", "003_acf9ea6dad0b912a.txt", "004_d1f4932083dd1277.txt"] {
        let Some(file) = place::shared(&format!("seeds/{document}")) else { return };
        call(&app, "import_commit", json!({ "path": file, "body": "本部" }));
    }
    check_recall(&app, 2000);
}
