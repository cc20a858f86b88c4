//! Search at scale, beside its peers, in one run: `cargo xtask bench search`.
//!
//! | variable | meaning |
//! |---|---|
//! | `GIJICHO_BENCH_DOCS` | sizes of the synthetic libraries: `10000,100000,1000000` |
//! | `GIJICHO_BENCH_QUERIES` | how many queries: 400 |
//! | `GIJICHO_BENCH_PIECES` | how many random pieces recall is proven with: 2000 |
//! | `GIJICHO_BENCH_PEERS` | `no` leaves the peers out |
//! | `GIJICHO_BENCH_COUNCIL` | `no` leaves out `../shared/corpus` |
//!
//! Times are of one query at a time, warm, texts in memory. Recall and precision are measured
//! against a scan of every folded text.
#![allow(
    clippy::cast_precision_loss,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a bench prints, and stops at the first surprise"
)]

mod corpus;
mod peers;
mod queries;
mod random;

use std::collections::HashMap;
use std::env;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use gijicho_search::fold::fold;
use gijicho_search::query::Query;
use gijicho_search::{Doc, DocRef, HitText, Index, LibraryStamp, Request, Response, Sort};
use memchr::memmem;
use uuid::Uuid;

use queries::Asked;
use random::Random;

fn main() {
    // `cargo test --benches` runs this, too: there is nothing to test here.
    if !env::args().any(|argument| argument == "--bench") {
        return;
    }
    if env::var("GIJICHO_BENCH_COUNCIL").as_deref() != Ok("no") {
        match corpus::council() {
            Some(docs) => measure("council minutes", docs),
            None => println!("skipped: ../shared/corpus is absent, or xzcat is"),
        }
    }
    let sizes = env::var("GIJICHO_BENCH_DOCS").unwrap_or_else(|_| "10000,100000,1000000".to_owned());
    for size in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        measure("synthetic", corpus::synthetic(size));
    }
}

fn number(name: &str, otherwise: usize) -> usize {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// The texts in memory, and their folded forms to scan.
struct Library {
    docs: Vec<Doc>,
    folded: Vec<[String; 3]>,
    by_ref: HashMap<DocRef, usize>,
}

impl Library {
    fn new(docs: Vec<Doc>) -> Self {
        let folded = docs.iter().map(|doc| [&doc.title, &doc.speaker, &doc.text].map(|text| fold(text))).collect();
        let by_ref = docs.iter().enumerate().map(|(i, doc)| (DocRef { key: doc.key, part: doc.part }, i)).collect();
        Self { docs, folded, by_ref }
    }

    fn texts(&self, refs: &[DocRef]) -> Vec<Option<HitText>> {
        let text = |i: &usize| {
            let doc = &self.docs[*i];
            HitText { title: doc.title.clone(), speaker: doc.speaker.clone(), text: doc.text.clone() }
        };
        refs.iter().map(|doc| self.by_ref.get(doc).map(text)).collect()
    }

    /// Which documents hold all of the folded `words`.
    fn scan(&self, words: &[String]) -> Vec<usize> {
        let finders: Vec<memmem::Finder<'_>> = words.iter().map(memmem::Finder::new).collect();
        let holds = |texts: &[String; 3]| {
            finders.iter().all(|finder| texts.iter().any(|text| finder.find(text.as_bytes()).is_some()))
        };
        self.folded.iter().enumerate().filter(|(_, texts)| holds(texts)).map(|(i, _)| i).collect()
    }
}

fn measure(name: &str, docs: Vec<Doc>) {
    let text_bytes: usize = docs.iter().map(|doc| doc.title.len() + doc.speaker.len() + doc.text.len()).sum();
    println!("\n== {name}: {} documents, {} MB of text ==", docs.len(), text_bytes >> 20);
    let folder = tempfile::tempdir().expect("a folder");
    let stamp = LibraryStamp { library_id: Uuid::from_u128(1), restore_epoch: 0 };
    let index = Index::open(folder.path(), stamp).expect("an index");
    let mut writer = index.try_writer().expect("the writer");
    let before = peak_memory();
    let started = Instant::now();
    writer.rebuild(docs.iter().cloned(), 1, |_| ControlFlow::Continue(())).expect("a rebuild");
    let build = started.elapsed();
    let bytes = size_of(folder.path());
    println!(
        "built in {:.1} s, index {} MB = {:.2} of the text, memory at most {} MB over the texts",
        build.as_secs_f64(),
        bytes >> 20,
        bytes as f64 / text_bytes as f64,
        peak_memory().saturating_sub(before) >> 20,
    );
    let library = Library::new(docs);
    recall(&index, &library);
    let asked = queries::mixed(&library.docs, number("GIJICHO_BENCH_QUERIES", 400));
    let there = latency(&index, &library, &asked);
    edits(&mut writer, &index, &library);
    if env::var("GIJICHO_BENCH_PEERS").as_deref() != Ok("no") {
        compare(folder.path(), &library, &asked, &there);
    }
}

fn phrase(text: &str) -> Request {
    Request { query: Some(Query::Phrase(text.to_owned())), ..Request::typed("") }
}

/// Random pieces of 1 to 12 characters, each compared with a scan.
fn recall(index: &Index, library: &Library) {
    let pieces = number("GIJICHO_BENCH_PIECES", 2_000);
    let mut random = Random::new(7);
    let (mut missed, mut false_hits, mut total, mut asked) = (0u64, 0u64, 0u64, 0);
    while asked < pieces {
        let doc = &library.docs[random.below(library.docs.len())];
        let piece = queries::piece(&doc.text, &mut random, 12);
        let folded = fold(&piece);
        if folded.is_empty() {
            continue;
        }
        asked += 1;
        let expected = library.scan(std::slice::from_ref(&folded));
        let itself = library.by_ref[&DocRef { key: doc.key, part: doc.part }];
        assert!(expected.binary_search(&itself).is_ok(), "folding loses {piece:?}");
        total += expected.len() as u64;
        let response =
            index.search(&Request { limit: 1_000, ..phrase(&piece) }, &|refs: &[DocRef]| library.texts(refs));
        let response = response.expect("an answer");
        // Exact counts and no stray hit: together they are the same set.
        missed += (expected.len() as u64).saturating_sub(response.total);
        false_hits += response.total.saturating_sub(expected.len() as u64);
        for hit in &response.hits {
            let i = library.by_ref[&DocRef { key: hit.key, part: hit.part }];
            false_hits += u64::from(expected.binary_search(&i).is_err());
        }
        if response.hits.len() as u64 != response.total.min(1_000) {
            missed += 1;
        }
    }
    println!("recall: {asked} pieces of 1-12 characters, {total} matches: {missed} missed, {false_hits} too much");
}

/// Times of first pages and of complete answers; how many documents each query matches.
fn latency(index: &Index, library: &Library, asked: &[Asked]) -> Vec<u64> {
    let texts = |refs: &[DocRef]| library.texts(refs);
    let ask = |asked: &Asked, complete, sort| -> (Duration, Response) {
        let request = Request { query: Some(asked.query.clone()), complete, sort, ..Request::typed("") };
        let started = Instant::now();
        let response = index.search(&request, &texts).expect("an answer");
        (started.elapsed(), response)
    };
    for query in asked {
        ask(query, true, Sort::Relevance);
    }
    for (what, complete, sort) in [
        ("first page by relevance", false, Sort::Relevance),
        ("first page, newest", false, Sort::Newest),
        ("complete: count, facets", true, Sort::Relevance),
    ] {
        let mut times: Vec<(Duration, &Asked, u64)> = Vec::new();
        for _ in 0..3 {
            for query in asked {
                let (time, response) = ask(query, complete, sort);
                times.push((time, query, response.total));
            }
        }
        row(what, &mut times.iter().map(|(time, ..)| *time).collect::<Vec<_>>());
        if complete {
            let mut classes: Vec<&str> = times.iter().map(|(_, asked, _)| asked.class).collect();
            classes.sort_unstable();
            classes.dedup();
            for class in classes {
                let mut of_class: Vec<Duration> =
                    times.iter().filter(|(_, asked, _)| asked.class == class).map(|(time, ..)| *time).collect();
                row(&format!("  {class}"), &mut of_class);
            }
        }
        times.sort_by_key(|(time, ..)| std::cmp::Reverse(*time));
        times.dedup_by_key(|(_, asked, _)| asked.query.to_string());
        for (time, asked, total) in times.iter().take(3) {
            println!("    slow: {:.1} ms, {total} hits: {}", time.as_secs_f64() * 1e3, asked.query);
        }
    }
    asked.iter().map(|query| ask(query, true, Sort::Relevance).1.total).collect()
}

/// How soon an edited remark is found.
fn edits(writer: &mut gijicho_search::Writer, index: &Index, library: &Library) {
    let mut times = Vec::new();
    for (seq, doc) in (2..).zip(library.docs.iter().step_by(library.docs.len() / 30 + 1)) {
        let mark = format!("変更{seq}番目の目印");
        let edited = Doc { text: format!("{}{mark}", doc.text), ..doc.clone() };
        let started = Instant::now();
        writer.apply([edited], &[], seq).expect("an edit");
        let found = index.search(&phrase(&mark), &|refs: &[DocRef]| library.texts(refs)).expect("an answer");
        times.push(started.elapsed());
        assert_eq!(found.total, 1);
    }
    row("edit until found", &mut times);
}

fn compare(folder: &Path, library: &Library, asked: &[Asked], there: &[u64]) {
    // A peer answers what it can; sixty queries are enough to see how.
    let asked = &asked[..asked.len().min(60)];
    let joined: Vec<String> = library.folded.iter().map(|texts| texts.join("\n")).collect();
    let texts: Vec<&str> = library.docs.iter().map(|doc| doc.text.as_str()).collect();
    let mut did = peers::sqlite(folder, &joined, asked, there).expect("the peers");
    did.extend(peers::ripgrep(folder, &texts, asked, there));
    for peer in did {
        let mut times = peer.times;
        row(peer.name, &mut times);
        println!(
            "    built in {:.1} s, {} MB, {:.1} % of the matches missed",
            peer.build.as_secs_f64(),
            peer.bytes >> 20,
            100.0 - 100.0 * peer.found as f64 / peer.there.max(1) as f64,
        );
    }
}

fn row(what: &str, times: &mut [Duration]) {
    times.sort_unstable();
    let at = |share: usize| {
        let i = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(i).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!("{what:26} p50 {:8.2} ms   p95 {:8.2} ms   p99 {:8.2} ms   n {}", at(50), at(95), at(99), times.len());
}

fn size_of(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else { return fs::metadata(path).map_or(0, |meta| meta.len()) };
    entries.flatten().map(|entry| size_of(&entry.path())).sum()
}

/// The most memory that this process has held, in bytes; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).map_or(0, |kb| kb << 10)
}
