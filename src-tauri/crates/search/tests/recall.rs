//! Nothing missed, nothing too much: against a scan of the folded texts.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use common::{Built, build, numbers, remark, sorted};
use gijicho_model::fold::clusters;
use gijicho_search::fold::fold;
use gijicho_search::query::Query;
use gijicho_search::{Doc, Request};
use proptest::prelude::*;

/// The numbers of the documents whose folded texts hold the folded `piece`.
fn scan(docs: &[Doc], piece: &str) -> Vec<u128> {
    let piece = fold(piece);
    let holds = |text: &str| fold(text).contains(&piece);
    let found = docs.iter().filter(|doc| holds(&doc.title) || holds(&doc.speaker) || holds(&doc.text));
    sorted(found.map(|doc| doc.key.id.as_u128()).collect())
}

fn quoted(built: &Built, piece: &str) -> Vec<u128> {
    let query = Some(Query::Phrase(piece.to_owned()));
    sorted(numbers(&built.ask(&Request { query, limit: 1_000, ..Request::typed("") })))
}

fn docs() -> impl Strategy<Value = Vec<Doc>> {
    // Few characters, so that pieces recur; all that folding touches among them.
    let text = "[青海県会議aAＡ bＢー－―髙高崎﨑ﾃテﾞデヶケ、，\\n 　か゛が々葛\u{E0100}]{0,40}";
    proptest::collection::vec((text, text, text), 1..12).prop_map(|texts| {
        let doc = |(i, (title, speaker, text)): (usize, (String, String, String))| Doc {
            title,
            ..remark(i as u128 + 1, &speaker, &text)
        };
        texts.into_iter().enumerate().map(doc).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn a_quotation_finds_exactly_the_documents_that_hold_it(docs in docs(), seed in any::<u64>()) {
        let built = build(&docs);
        let mut random = Random(seed | 1);
        for _ in 0..40 {
            let doc = &docs[random.below(docs.len())];
            let piece = random.piece(&doc.text, 6);
            if fold(&piece).is_empty() {
                continue;
            }
            let expected = scan(&docs, &piece);
            prop_assert!(expected.contains(&doc.key.id.as_u128()), "folding loses {piece:?}");
            prop_assert_eq!(quoted(&built, &piece), expected, "{:?}", piece);
        }
    }
}

/// A small generator of numbers (xorshift): repeatable without a dependency.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 1).unwrap() % n.max(1)
    }

    /// A piece of `text` of up to `max` clusters.
    fn piece(&mut self, text: &str, max: usize) -> String {
        let clusters: Vec<&str> = clusters(text).map(|cluster| cluster.text).collect();
        let length = 1 + self.below(max);
        let start = self.below(clusters.len().saturating_sub(length) + 1);
        clusters.iter().skip(start).take(length).copied().collect()
    }
}

/// Enough documents that a rebuild learns which strings are frequent.
#[test]
fn frequent_strings_are_found_as_exactly_as_rare_ones() {
    let mut random = Random(3);
    let pieces = ["でございます", "について", "青海県", "会議", "の", "、", "DX", "ます", "取り組み", " "];
    let mut text = || (0..3 + random.below(8)).map(|_| pieces[random.below(pieces.len())]).collect::<String>();
    let docs: Vec<Doc> = (1..=900).map(|n| remark(n, "", &text())).collect();
    let built = build(&docs);
    let mut random = Random(4);
    for _ in 0..500 {
        let doc = &docs[random.below(docs.len())];
        let piece = random.piece(&doc.text, 14);
        if !fold(&piece).is_empty() {
            assert_eq!(quoted(&built, &piece), scan(&docs, &piece), "{piece:?}");
        }
    }
}

/// The seeds beside the workspace, a document for every few lines; `None` where they are absent.
fn seeds() -> Option<Vec<Doc>> {
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/seeds");
    let mut docs = Vec::new();
    for entry in std::fs::read_dir(dir).ok()? {
        let text = std::fs::read_to_string(entry.ok()?.path()).ok()?;
        for lines in text.lines().collect::<Vec<_>>().chunks(4) {
            docs.push(remark(docs.len() as u128 + 1, "", &lines.join("\n")));
        }
    }
    Some(docs)
}

#[test]
fn every_piece_of_real_minutes_is_found() {
    let Some(docs) = seeds() else {
        println!("skipped: ../shared/seeds is absent");
        return;
    };
    let built = build(&docs);
    let mut random = Random(42);
    for _ in 0..2_000 {
        let doc = &docs[random.below(docs.len())];
        let piece = random.piece(&doc.text, 12);
        if fold(&piece).is_empty() {
            continue;
        }
        let expected = scan(&docs, &piece);
        assert!(expected.contains(&doc.key.id.as_u128()), "folding loses {piece:?}");
        assert_eq!(quoted(&built, &piece), expected, "{piece:?}");
    }
}
