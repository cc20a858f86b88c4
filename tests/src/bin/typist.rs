//! Somebody who types, in a process of their own: to be killed in the middle, or to type beside another.
//!
//! `typist type LIBRARY MEETING REMARK` types without end and says after each save how much is on the
//! disk. `typist append LIBRARY MEETING REMARK WORD SECONDS` adds numbered words to what stands there,
//! and says how many, and how often somebody else was quicker.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a tool of the tests stops where something is wrong")]

use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use gijicho_tests::drafting::{Desk, Outcome};

/// Keys between two saves: what a fast typist types before the editor saves at the latest.
const KEYS: usize = 7;

/// Between two words: a remark is written, not flooded.
const PAUSE: Duration = Duration::from_millis(100);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["type", library, meeting, remark] => type_on(&Desk::open(Path::new(library), "打つ人"), meeting, remark),
        ["append", library, meeting, remark, word, seconds] => {
            append(
                &Desk::open(Path::new(library), word),
                meeting,
                remark,
                word,
                Duration::from_secs(seconds.parse().unwrap()),
            );
        }
        _ => panic!("typist: unknown arguments {words:?}"),
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).expect("somebody listens");
}

fn type_on(desk: &Desk, meeting: &str, remark: &str) {
    let (mut text, _) = desk.remark(meeting, remark);
    let letters: Vec<char> = "会議の記録を確かに残す。".chars().collect();
    for key in text.chars().count().. {
        text.push(letters[key % letters.len()]);
        if (key + 1) % KEYS == 0 {
            let (_, version) = desk.remark(meeting, remark);
            assert_eq!(desk.write(meeting, remark, version, &text), Outcome::Done(None));
            say(&format!("saved {}", key + 1));
        }
    }
}

fn append(desk: &Desk, meeting: &str, remark: &str, word: &str, time: Duration) {
    let (begun, mut words, mut conflicts) = (Instant::now(), 0, 0);
    while begun.elapsed() < time {
        loop {
            let (text, version) = desk.remark(meeting, remark);
            match desk.write(meeting, remark, version, &format!("{text}{word}{words}、")) {
                Outcome::Done(_) => break,
                Outcome::Conflict => conflicts += 1,
                Outcome::Refused(code) => assert_eq!(code, "busy"),
            }
        }
        words += 1;
        std::thread::sleep(PAUSE);
    }
    say(&format!("words {words}\nconflicts {conflicts}"));
}
