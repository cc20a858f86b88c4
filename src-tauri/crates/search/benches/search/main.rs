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
//! Times are of one query at a time, warm, texts in memory: the shortest of [`REPEATS`] runs of each
//! query, so that other work on the machine does not count; percentiles are over queries. Memory is
//! what the system cannot take back (`RssAnon`): pages of the index's files are not the process's own.
//! Recall and precision are measured against a scan of every folded text.
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
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
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
            HitText { title: doc.title.clone(), speaker: doc.speaker.clone(), text: doc.text.clone(), topic: None }
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
    let memory = Memory::watch();
    let (started, used) = (Instant::now(), processor_seconds());
    writer.rebuild(docs.iter().cloned(), 1, |_| ControlFlow::Continue(())).expect("a rebuild");
    let (build, used) = (started.elapsed(), processor_seconds() - used);
    let bytes = size_of(folder.path());
    let mut table = vec![format!("## {name}: {} documents, {} MB of text", docs.len(), text_bytes >> 20)];
    table.push(format!(
        "built in {:.1} s ({used:.1} s of processor time), index {} MB = {:.2} of the text, memory at most {} MB over the texts",
        build.as_secs_f64(),
        bytes >> 20,
        bytes as f64 / text_bytes as f64,
        memory.over_megabytes(),
    ));
    println!("{}", table[1]);
    table.push(sizes(folder.path(), text_bytes));
    let library = Library::new(docs);
    table.push(recall(&index, &library));
    let asked = queries::mixed(&library.docs, number("GIJICHO_BENCH_QUERIES", 400));
    let memory = Memory::watch();
    let there = latency(&index, &library, &asked, &mut table);
    table.push(format!("searching takes {} MB", memory.over_megabytes()));
    table.push(edits(&mut writer, &index, &library));
    if env::var("GIJICHO_BENCH_PEERS").as_deref() != Ok("no") {
        compare(folder.path(), &library, &asked, &there, &mut table);
    }
    println!("\n{}\n", table.join("\n"));
}

fn phrase(text: &str) -> Request {
    Request { query: Some(Query::Phrase(text.to_owned())), ..Request::typed("") }
}

/// Random pieces of 1 to 12 characters, each compared with a scan.
fn recall(index: &Index, library: &Library) -> String {
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
    let line =
        format!("recall: {asked} pieces of 1-12 characters, {total} matches: {missed} missed, {false_hits} too much");
    println!("{line}");
    line
}

/// Times of first pages and of complete answers; how many documents each query matches.
fn latency(index: &Index, library: &Library, asked: &[Asked], table: &mut Vec<String>) -> Vec<u64> {
    let texts = |refs: &[DocRef]| library.texts(refs);
    let ask = |asked: &Asked, complete, sort| -> Response {
        let request = Request { query: Some(asked.query.clone()), complete, sort, ..Request::typed("") };
        index.search(&request, &texts).expect("an answer")
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
        for query in asked {
            let (time, response) = shortest(|| ask(query, complete, sort));
            times.push((time, query, response.total));
        }
        table.push(row(what, &mut times.iter().map(|(time, ..)| *time).collect::<Vec<_>>()));
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
        for (time, asked, total) in times.iter().take(5) {
            println!("    slow: {:.1} ms, {total} hits: {}", time.as_secs_f64() * 1e3, asked.query);
        }
    }
    asked.iter().map(|query| ask(query, true, Sort::Relevance).total).collect()
}

/// How often each query is asked.
const REPEATS: usize = 5;

/// The shortest time of several runs, and what came of the last.
pub(crate) fn shortest<T>(mut run: impl FnMut() -> T) -> (Duration, T) {
    let mut timed = || {
        let started = Instant::now();
        let done = run();
        (started.elapsed(), done)
    };
    let (mut time, mut done) = timed();
    for _ in 1..REPEATS {
        let again = timed();
        (time, done) = (time.min(again.0), again.1);
    }
    (time, done)
}

/// How soon an edited remark is found.
fn edits(writer: &mut gijicho_search::Writer, index: &Index, library: &Library) -> String {
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
    row("edit until found", &mut times)
}

fn compare(folder: &Path, library: &Library, asked: &[Asked], there: &[u64], table: &mut Vec<String>) {
    // A peer answers what it can; sixty queries are enough to see how.
    let asked = &asked[..asked.len().min(60)];
    let joined: Vec<String> = library.folded.iter().map(|texts| texts.join("\n")).collect();
    let texts: Vec<&str> = library.docs.iter().map(|doc| doc.text.as_str()).collect();
    let mut did = peers::sqlite(folder, &joined, asked, there).expect("the peers");
    did.extend(peers::ripgrep(folder, &texts, asked, there));
    for peer in did {
        let mut times = peer.times;
        let line = row(peer.name, &mut times);
        table.push(format!(
            "{line}   built in {:.1} s, {} MB, {:.1} % of the matches missed",
            peer.build.as_secs_f64(),
            peer.bytes >> 20,
            100.0 - 100.0 * peer.found as f64 / peer.there.max(1) as f64,
        ));
    }
}

fn row(what: &str, times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: usize| {
        let i = (times.len() * share / 100).min(times.len().saturating_sub(1));
        times.get(i).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    let line =
        format!("{what:26} p50 {:8.2} ms   p95 {:8.2} ms   p99 {:8.2} ms   n {}", at(50), at(95), at(99), times.len());
    println!("{line}");
    line
}

/// What takes the room: fields and parts of the index, the largest first, in hundredths of the text.
fn sizes(folder: &Path, text_bytes: usize) -> String {
    let name = fs::read_to_string(folder.join("CURRENT")).expect("the name of the generation");
    let engine = tantivy::Index::open_in_dir(folder.join(name.trim())).expect("the engine's index");
    let usage = engine.reader().and_then(|reader| Ok(reader.searcher().space_usage()?)).expect("its sizes");
    let mut sizes: HashMap<String, u64> = HashMap::new();
    for segment in usage.segments() {
        for (part, fields) in [
            ("terms", segment.termdict()),
            ("documents", segment.postings()),
            ("positions", segment.positions()),
            ("lengths", segment.fieldnorms()),
            ("column", segment.fast_fields()),
        ] {
            for field in fields.fields() {
                *sizes.entry(format!("{part} of {}", field.field_name())).or_default() += field.total().get_bytes();
            }
        }
        *sizes.entry("store".to_owned()).or_default() += segment.store().total().get_bytes();
    }
    let mut sizes: Vec<(String, u64)> = sizes.into_iter().collect();
    sizes.sort_by_key(|(_, bytes)| u64::MAX - bytes);
    let share = |bytes: u64| bytes as f64 * 100.0 / text_bytes as f64;
    let shown: Vec<String> =
        sizes.iter().take(14).map(|(what, bytes)| format!("{what} {:.1}", share(*bytes))).collect();
    let line = format!("of every 100 bytes of text: {}", shown.join(", "));
    println!("{line}");
    line
}

fn size_of(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else { return fs::metadata(path).map_or(0, |meta| meta.len()) };
    entries.flatten().map(|entry| size_of(&entry.path())).sum()
}

/// Watches the memory of this process that the system cannot take back.
struct Memory {
    before: u64,
    most: Arc<AtomicU64>,
    over: Arc<AtomicBool>,
}

impl Memory {
    fn watch() -> Self {
        let before = own_memory();
        let (most, over) = (Arc::new(AtomicU64::new(before)), Arc::new(AtomicBool::new(false)));
        let (seen, ends) = (most.clone(), over.clone());
        std::thread::spawn(move || {
            while !ends.load(Ordering::Relaxed) {
                seen.fetch_max(own_memory(), Ordering::Relaxed);
                std::thread::sleep(Duration::from_millis(20));
            }
        });
        Self { before, most, over }
    }

    /// The most since it was begun, over what there was then, in MB.
    fn over_megabytes(&self) -> u64 {
        self.over.store(true, Ordering::Relaxed);
        self.most.load(Ordering::Relaxed).saturating_sub(self.before) >> 20
    }
}

/// In bytes; 0 where the system does not say.
fn own_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()).map_or(0, |kb| kb << 10)
}

/// Seconds of processor time that this process has used, over all its threads.
fn processor_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // After the name in parentheses: user and system time are the twelfth and thirteenth field, in hundredths.
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}
