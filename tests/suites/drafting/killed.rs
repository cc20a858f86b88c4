//! The power goes while somebody types.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use gijicho_tests::drafting::Desk;
use gijicho_tests::fuzz::mutate::Random;
use serde_json::json;

/// How often the power goes, unless `GIJICHO_KILLS` says otherwise.
const TIMES: usize = 20;

/// The longest that somebody types on after a save was told, in milliseconds: a few more saves.
const LONGER: usize = 60;

/// Types until a number of saves have been told, kills, and gives the number of characters that were told to be saved.
fn type_and_kill(library: &std::path::Path, meeting: &str, remark: &str, saves: usize, longer: Duration) -> usize {
    let mut typist = Command::new(env!("CARGO_BIN_EXE_typist"))
        .args(["type", library.to_str().unwrap(), meeting, remark])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let told = BufReader::new(typist.stdout.take().unwrap()).lines();
    let mut kept = 0;
    for line in told.take(saves) {
        kept = line.unwrap().strip_prefix("saved ").unwrap().parse().unwrap();
    }
    std::thread::sleep(longer);
    // SIGKILL: no chance to tidy up.
    typist.kill().unwrap();
    typist.wait().unwrap();
    kept
}

#[test]
fn what_was_told_to_be_saved_is_there_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("library");
    let (meeting, remark) = {
        let desk = Desk::open(&library, "書く人");
        let meeting = desk.begin("R6.9.12");
        let remark = desk.add_remark(&meeting, None, ("☆", "汐見部長", "", ""));
        (meeting, remark)
    };
    let mut before = 0;
    let mut random = Random::new(20_240_912);
    let times = std::env::var("GIJICHO_KILLS").ok().and_then(|times| times.parse().ok()).unwrap_or(TIMES);
    for round in 0..times {
        let longer = Duration::from_millis(random.below(LONGER) as u64);
        let saved = type_and_kill(&library, &meeting, &remark, 1 + round % 4, longer);
        let desk = Desk::open(&library, "見る人");
        let report = desk.call("verify", json!({})).unwrap();
        assert_eq!(report["ok"], true, "round {round}: {report}");
        let (text, _) = desk.remark(&meeting, &remark);
        let kept = text.chars().count();
        assert!(kept >= saved && saved > before, "round {round}: {saved} were saved, {kept} are there");
        before = kept;
    }
}
