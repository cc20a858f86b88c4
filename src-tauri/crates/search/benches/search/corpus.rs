//! What is searched: remarks grown from the samples, and the council minutes beside the workspace.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use chrono::NaiveDate;
use gijicho_model::FiscalYear;
use gijicho_search::{Doc, DocKey, Kind};
use uuid::Uuid;

use crate::random::Random;

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// What remarks are made of: pieces of the samples, cut where the script changes.
struct Vocabulary {
    /// Kana and signs between content words, as often as the samples have them.
    glue: Vec<String>,
    /// Content words, the most frequent first.
    content: Vec<String>,
}

/// Kanji, katakana and Latin make content words; hiragana and signs hold them together.
fn is_content(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{3040}'..='\u{309F}')
}

impl Vocabulary {
    fn from_samples(random: &mut Random) -> Self {
        let mut text = String::new();
        let folder = root().join("assets/samples/minutes");
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            text.push_str(&fs::read_to_string(file).unwrap());
        }
        let (mut glue, mut content) = (Vec::new(), Vec::new());
        for line in text.lines() {
            let mut piece = String::new();
            for c in line.chars().filter(|c| !c.is_whitespace()) {
                if piece.chars().next_back().is_some_and(|last| is_content(last) != is_content(c)) {
                    push(&piece, &mut glue, &mut content);
                    piece.clear();
                }
                piece.push(c);
            }
            push(&piece, &mut glue, &mut content);
        }
        let kanji: Vec<char> = content.iter().flat_map(|word| word.chars()).collect();
        content.sort();
        content.dedup();
        random.shuffle(&mut content);
        // New compounds of the samples' characters, so that the vocabulary has a long tail.
        for _ in 0..60_000 {
            let length = 2 + random.below(3);
            content.push((0..length).map(|_| kanji[random.below(kanji.len())]).collect());
        }
        Self { glue, content }
    }

    /// About `length` characters; content words follow Zipf's law.
    fn remark(&self, random: &mut Random, length: usize) -> String {
        let mut text = String::with_capacity(length * 3 + 60);
        let mut count = 0;
        while count < length {
            let word = &self.content[random.zipf(self.content.len(), 20.0)];
            let glue = &self.glue[random.below(self.glue.len())];
            count += word.chars().count() + glue.chars().count();
            text.push_str(word);
            text.push_str(glue);
        }
        text
    }
}

fn push(piece: &str, glue: &mut Vec<String>, content: &mut Vec<String>) {
    match piece.chars().next() {
        Some(first) if is_content(first) => content.push(piece.to_owned()),
        // A piece across a whole clause would repeat the samples.
        Some(_) if piece.chars().count() <= 8 => glue.push(piece.to_owned()),
        _ => {}
    }
}

/// `n` synthetic documents: remarks of about 160 characters, and an item and a decision for every forty.
pub(crate) fn synthetic(n: usize) -> Vec<Doc> {
    let mut random = Random::new(1);
    let vocabulary = Vocabulary::from_samples(&mut random);
    let posts = ["知事", "副知事", "総務部長", "デジタル推進課長", "農林水産部長", "教育長", "防災対策部長", "課員"];
    let names: Vec<String> = (0..40).map(|_| vocabulary.content[random.below(500)].chars().take(2).collect()).collect();
    let mut docs = Vec::with_capacity(n);
    for i in 0..n {
        let meeting = i / 60;
        let held_on = NaiveDate::from_ymd_opt(1990, 4, 1)
            .and_then(|first| first.checked_add_days(chrono::Days::new((meeting as u64 * 3) % 13_000)));
        let kind = match i % 40 {
            38 => Kind::Agenda,
            39 => Kind::Decision,
            _ => Kind::Remark,
        };
        let mut doc = Doc::new(DocKey { kind, id: version_7(i, &mut random) });
        doc.meeting = Some(Uuid::from_u128(meeting as u128));
        doc.held_on = held_on;
        doc.fiscal_year = held_on.map(|day| FiscalYear::of(day).0);
        doc.body = format!("第{}本部", meeting % 12);
        if kind == Kind::Remark {
            let post = posts[random.zipf(posts.len(), 1.0)];
            doc.speaker = format!("{}{post}", names[random.below(names.len())]);
            post.clone_into(&mut doc.post);
            doc.mark = String::from(if i % 3 == 0 { "☆" } else { "●" });
            let length = 60 + random.below(200);
            doc.text = vocabulary.remark(&mut random, length);
        } else {
            doc.title = vocabulary.remark(&mut random, 20);
            doc.outcome = Some(gijicho_model::Outcome::Approved);
        }
        docs.push(doc);
    }
    docs
}

/// An id as an import of many documents makes it: a time, and chance.
fn version_7(i: usize, random: &mut Random) -> Uuid {
    let milliseconds = 1_700_000_000_000 + i as u128 / 20;
    let chance = u128::from(random.next()) << 64 | u128::from(random.next());
    Uuid::from_u128(milliseconds << 80 | 7 << 76 | (chance >> 52 & !(3 << 62)) | 2 << 62)
}

/// The utterances of `../shared/corpus`; `None` where they, or `xzcat`, are absent.
pub(crate) fn council() -> Option<Vec<Doc>> {
    let path = root().join("../shared/corpus/shinagawa.jsonl.xz");
    let mut unpacked = Command::new("xzcat").arg(path).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut docs = Vec::new();
    for line in BufReader::new(unpacked.stdout.take()?).lines() {
        let value: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        let text = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        let mut doc = Doc::new(DocKey { kind: Kind::Remark, id: Uuid::from_u128(docs.len() as u128 + 1) });
        doc.held_on = text("date").parse().ok();
        doc.fiscal_year = doc.held_on.map(|day| FiscalYear::of(day).0);
        doc.speaker = text("speaker");
        doc.text = text("text");
        docs.push(doc);
    }
    unpacked.wait().ok()?;
    (!docs.is_empty()).then_some(docs)
}
