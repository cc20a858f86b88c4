//! The index follows the library, whatever happens to its files.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod common;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use common::{Library, STAMP, build, key, numbers, remark, sorted};
use gijicho_search::{Doc, DocKey, Error, Index, Kind, LibraryStamp, Reason, Request, State};
use proptest::prelude::*;

fn go_on(_: u64) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn found(index: &Index, docs: &[Doc], query: &str) -> Vec<u128> {
    let request = Request { limit: 1_000, ..Request::typed(query) };
    sorted(numbers(&index.search(&request, &Library::of(docs)).unwrap()))
}

#[test]
fn an_edit_is_found_as_soon_as_it_is_applied() {
    let docs = [remark(1, "青井知事", "紙をなくす。")];
    let built = build(&docs);
    let mut writer = built.index.try_writer().unwrap();
    let edited = [remark(1, "青井知事", "電子にする。"), remark(2, "緑川課長", "紙の話。")];
    writer.apply(edited.to_vec(), &[], 2).unwrap();
    assert_eq!(found(&built.index, &edited, "電子"), [1]);
    assert_eq!(found(&built.index, &edited, "紙"), [2]);
    assert_eq!(built.index.state(2), State::Fresh);
    assert_eq!(built.index.state(5), State::Behind { seen: 2 });
    assert_eq!(built.index.state(1), State::MustRebuild(Reason::Ahead));
    writer.apply([], &[key(Kind::Remark, 2)], 3).unwrap();
    assert_eq!(found(&built.index, &edited, "紙"), [] as [u128; 0]);
    assert_eq!(built.index.seq(), Some(3));
}

#[test]
fn an_index_of_another_library_or_time_is_not_searched() {
    let built = build(&[remark(1, "", "紙")]);
    let state = |stamp: LibraryStamp| Index::open(built.dir.path(), stamp).unwrap().state(1);
    assert_eq!(state(STAMP), State::Fresh);
    let other = LibraryStamp { library_id: uuid::Uuid::from_u128(8), ..STAMP };
    assert_eq!(state(other), State::MustRebuild(Reason::OtherLibrary));
    let restored = LibraryStamp { restore_epoch: 1, ..STAMP };
    assert_eq!(state(restored), State::MustRebuild(Reason::Restored));
    let index = Index::open(built.dir.path(), other).unwrap();
    assert!(matches!(index.search(&Request::typed("紙"), &built.library), Err(Error::NotBuilt)));
    index.try_writer().unwrap().rebuild([remark(3, "", "紙")], 9, go_on).unwrap();
    assert_eq!(index.state(9), State::Fresh);
}

#[test]
fn one_process_writes_and_the_others_see_it_after_a_reload() {
    let docs = [remark(1, "", "紙"), remark(2, "", "紙")];
    let built = build(&docs[..1]);
    let reader = Index::open(built.dir.path(), STAMP).unwrap();
    let mut writer = built.index.try_writer().unwrap();
    assert!(matches!(reader.try_writer(), Err(Error::Busy)));
    writer.apply([docs[1].clone()], &[], 2).unwrap();
    assert_eq!(found(&reader, &docs, "紙"), [1]);
    reader.reload();
    assert_eq!(found(&reader, &docs, "紙"), [1, 2]);
    writer.rebuild([docs[1].clone()], 3, go_on).unwrap();
    reader.reload();
    assert_eq!(found(&reader, &docs, "紙"), [2]);
    assert_eq!(reader.seq(), Some(3));
    drop(writer);
    assert!(reader.try_writer().is_ok());
}

#[test]
fn a_rebuild_that_is_called_off_changes_nothing() {
    let docs = [remark(1, "", "紙")];
    let built = build(&docs);
    let many = (10..5_000).map(|n| remark(n, "", "紙"));
    let result = built.index.try_writer().unwrap().rebuild(many, 2, |_| ControlFlow::Break(()));
    assert!(matches!(result, Err(Error::Cancelled)));
    assert_eq!(found(&built.index, &docs, "紙"), [1]);
    assert_eq!(built.index.state(1), State::Fresh);
    assert_eq!(generations(built.dir.path()).len(), 1);
}

fn generations(dir: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_dir()).collect()
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { drop(fs::copy(&path, &target)) }
    }
}

#[test]
fn whatever_is_damaged_leads_to_a_rebuild_and_never_to_a_crash() {
    let docs: Vec<Doc> = (1..200).map(|n| remark(n, "青井知事", &format!("紙の話を{n}回した。"))).collect();
    let built = build(&docs);
    let generation = generations(built.dir.path()).remove(0);
    let mut files: Vec<PathBuf> = fs::read_dir(&generation).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.push(built.dir.path().join("CURRENT"));
    files.retain(|path| !path.to_string_lossy().ends_with(".lock"));
    assert!(files.len() > 6);
    for file in files {
        for damage in ["gone", "empty", "half", "flipped"] {
            let copied = tempfile::tempdir().unwrap();
            copy(built.dir.path(), copied.path());
            let victim = copied.path().join(file.strip_prefix(built.dir.path()).unwrap());
            let bytes = fs::read(&victim).unwrap();
            match damage {
                "gone" => fs::remove_file(&victim).unwrap(),
                "empty" => fs::write(&victim, b"").unwrap(),
                "half" => fs::write(&victim, &bytes[..bytes.len() / 2]).unwrap(),
                _ => fs::write(&victim, bytes.iter().map(|byte| !byte).collect::<Vec<u8>>()).unwrap(),
            }
            survives(copied.path(), &docs, &format!("{damage}: {}", file.display()));
        }
    }
}

/// What is left of an index when the process is killed at one moment. The engine merges meanwhile: a
/// copy holds a single moment when the list of files is the same afterwards.
fn moment(from: &Path) -> tempfile::TempDir {
    let list = || fs::read(generations(from).remove(0).join("meta.json")).unwrap();
    loop {
        let (before, copied) = (list(), tempfile::tempdir().unwrap());
        copy(from, copied.path());
        if list() == before {
            return copied;
        }
    }
}

/// Opens what is left, finds out about the damage, and is whole again after a rebuild.
fn survives(dir: &Path, docs: &[Doc], what: &str) {
    let index = Index::open(dir, STAMP).unwrap();
    let answer = index.search(&Request { limit: 1_000, ..Request::typed("紙") }, &Library::of(docs));
    let is_right = answer.is_ok_and(|answer| numbers(&answer).len() == docs.len());
    if !is_right || !index.verify().unwrap_or(false) {
        let mut writer = index.try_writer().unwrap_or_else(|error| panic!("{what}: {error}"));
        writer.rebuild(docs.to_vec(), 1, go_on).unwrap_or_else(|error| panic!("{what}: {error}"));
    }
    assert_eq!(found(&index, docs, "紙").len(), docs.len(), "{what}");
    assert_eq!(index.state(1), State::Fresh, "{what}");
}

/// A library whose power went while the index was written: the file that says so is still there.
fn without_power(damage: impl Fn(&mut Vec<u8>)) -> (State, bool) {
    let docs: Vec<Doc> = (1..200).map(|n| remark(n, "青井知事", &format!("紙の話を{n}回した。"))).collect();
    let built = build(&docs);
    let generation = generations(built.dir.path()).remove(0);
    let mut files = fs::read_dir(&generation).unwrap().map(|entry| entry.unwrap().path());
    let victim = files.find(|path| path.extension().is_some_and(|kind| kind == "pos")).unwrap();
    let mut bytes = fs::read(&victim).unwrap();
    damage(&mut bytes);
    fs::write(&victim, bytes).unwrap();
    let marker = built.dir.path().join("UNFORCED");
    fs::copy(built.dir.path().join("CURRENT"), &marker).unwrap();
    let state = Index::open(built.dir.path(), STAMP).unwrap().state(1);
    let again = Index::open(built.dir.path(), STAMP).unwrap().state(1);
    assert_eq!(again == State::Fresh, state == State::Fresh, "what was not believed once is not believed again");
    (state, marker.exists())
}

#[test]
fn what_may_not_have_reached_the_disk_is_believed_only_when_it_is_whole() {
    assert_eq!(without_power(|_| {}), (State::Fresh, false));
    let (state, marked) = without_power(|bytes| {
        let middle = bytes.len() / 3;
        bytes[middle] ^= 1;
    });
    assert!(matches!(state, State::MustRebuild(Reason::Damaged(_))), "{state:?}");
    assert!(!marked);
}

#[test]
fn a_writer_that_comes_to_its_end_leaves_everything_on_the_disk() {
    let built = build(&[remark(1, "", "紙")]);
    let marker = built.dir.path().join("UNFORCED");
    let mut writer = built.index.try_writer().unwrap();
    assert!(!marker.exists());
    writer.apply([remark(2, "", "紙")], &[], 2).unwrap();
    assert!(marker.exists());
    // Another one opens the index meanwhile, and leaves it alone.
    assert_eq!(Index::open(built.dir.path(), STAMP).unwrap().state(2), State::Fresh);
    assert!(marker.exists());
    drop(writer);
    assert!(!marker.exists());
}

#[test]
fn a_folder_left_by_a_killed_writer_opens_and_catches_up() {
    let docs: Vec<Doc> = (1..40).map(|n| remark(n, "", &format!("紙の{n}"))).collect();
    let built = build(&[]);
    let mut writer = built.index.try_writer().unwrap();
    for (i, doc) in docs.iter().enumerate() {
        writer.apply([doc.clone()], &[], i as u64 + 2).unwrap();
        if i % 5 == 0 {
            // The folder as a kill would leave it: no writer has closed anything.
            let killed = moment(built.dir.path());
            let index = Index::open(killed.path(), STAMP).unwrap();
            let State::Behind { seen } = index.state(1_000) else { panic!("{:?}", index.state(1_000)) };
            let missing = docs.iter().skip(usize::try_from(seen).unwrap() - 1).cloned();
            index.try_writer().unwrap().apply(missing, &[], 1_000).unwrap();
            assert_eq!(found(&index, &docs, "紙").len(), docs.len());
        }
    }
}

#[derive(Debug, Clone)]
enum Change {
    Put(u128, String),
    Drop(u128),
    Commit,
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (1..12u128, "[青海県会議紙]{0,8}").prop_map(|(n, text)| Change::Put(n, text)),
        2 => (1..12u128).prop_map(Change::Drop),
        1 => Just(Change::Commit),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn keeping_up_and_rebuilding_come_to_the_same(changes in proptest::collection::vec(change(), 1..60)) {
        let built = build(&[]);
        let mut writer = built.index.try_writer().unwrap();
        let mut truth = std::collections::BTreeMap::new();
        let (mut upserts, mut deletes): (std::collections::BTreeMap<u128, Doc>, Vec<DocKey>) = Default::default();
        let mut seq = 1;
        for change in changes.into_iter().chain([Change::Commit]) {
            match change {
                Change::Put(n, text) => {
                    let doc = remark(n, "", &text);
                    truth.insert(n, doc.clone());
                    upserts.insert(n, doc);
                }
                Change::Drop(n) => {
                    truth.remove(&n);
                    upserts.remove(&n);
                    deletes.push(key(Kind::Remark, n));
                }
                Change::Commit => {
                    seq += 1;
                    writer.apply(std::mem::take(&mut upserts).into_values(), &std::mem::take(&mut deletes), seq).unwrap();
                }
            }
        }
        let docs: Vec<Doc> = truth.into_values().collect();
        let rebuilt = build(&docs);
        for query in ["紙", "青海", "会議紙", "海県会", "-紙", ""] {
            let mut kept_up = built.index.search(&Request::typed(query), &Library::of(&docs)).unwrap();
            let mut anew = rebuilt.index.search(&Request::typed(query), &rebuilt.library).unwrap();
            prop_assert_eq!(kept_up.total, anew.total);
            prop_assert_eq!(&kept_up.facets, &anew.facets);
            kept_up.hits.sort_by_key(|hit| hit.key);
            anew.hits.sort_by_key(|hit| hit.key);
            let bare = |hits: Vec<gijicho_search::Hit>| {
                hits.into_iter().map(|hit| (hit.key, hit.snippet, hit.why)).collect::<Vec<_>>()
            };
            prop_assert_eq!(bare(kept_up.hits), bare(anew.hits));
        }
    }
}
