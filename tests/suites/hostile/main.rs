//! Files made to do harm, or that chance has broken, given to the real program: each is refused in
//! one clear Japanese line or read within limits, and the library is what it was.
//!
//! The samples are made by code, so that nobody needs to keep anything dangerous.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use std::ffi::OsStr;
use std::path::Path;
use std::time::{Duration, Instant};

use gijicho_tests::command_line::{Answer, Library};
use gijicho_tests::place;

mod archives;
mod limits;
mod made;
mod office;
mod pdf;
mod reviews;
mod tables;
mod templates;
mod texts;

/// What the program may make of a sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// It is no document: refused.
    Refused,
    /// What can be read of it may be read, within limits.
    Bounded,
}

/// A file and what may become of it.
struct Sample {
    name: &'static str,
    bytes: Vec<u8>,
    expected: Expected,
}

fn refused(name: &'static str, bytes: impl Into<Vec<u8>>) -> Sample {
    Sample { name, bytes: bytes.into(), expected: Expected::Refused }
}

fn bounded(name: &'static str, bytes: impl Into<Vec<u8>>) -> Sample {
    Sample { name, bytes: bytes.into(), expected: Expected::Bounded }
}

/// Longer than any file may take: the program's own limit, and time to start it on a machine under load.
const LIMIT: Duration = Duration::from_secs(100);

/// Gives every sample to the program; what is wrong is told for all of them at once.
fn check(samples: Vec<Sample>) {
    let Some(library) = Library::new() else { return };
    library.done([OsStr::new("import"), place::sample_minutes()[0].as_os_str()]);
    let before = library.json(["meetings", "list"]);
    let mut wrong = Vec::new();
    for sample in samples {
        let file = library.file(sample.name, &sample.bytes);
        let wanted = check_file(&library, &file, sample.expected);
        wrong.extend(wanted.err().map(|why| format!("{}: {why}", sample.name)));
        if library.json(["meetings", "list"]) != before {
            if sample.expected == Expected::Refused {
                wrong.push(format!("{}: the library is not what it was", sample.name));
            }
            library.done(["undo"]);
        }
        std::fs::remove_file(&file).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let verified = library.json(["verify"]);
    assert_eq!(verified["ok"], true, "{verified}");
    let around: Vec<_> = place::files_in(library.folder()).into_iter().filter(|path| path.is_file()).collect();
    assert_eq!(around, Vec::<std::path::PathBuf>::new(), "something was written beside the library");
}

fn check_file(library: &Library, file: &Path, expected: Expected) -> Result<(), String> {
    let begun = Instant::now();
    let answer = library.run([OsStr::new("import"), file.as_os_str()]);
    if begun.elapsed() > LIMIT {
        return Err(format!("took {:?}", begun.elapsed()));
    }
    match (answer.status, expected) {
        (Some(1 | 3), _) | (Some(0), Expected::Bounded) => {}
        _ => return Err(format!("ended otherwise\n{answer}")),
    }
    // The library's own words may be many; whatever is said is Japanese and shows no machinery.
    is_clear(&answer)
}

fn is_clear(answer: &Answer) -> Result<(), String> {
    for word in ["panicked", "backtrace", "Error(", "Os {", "unwrap", "memory allocation", "overflow"] {
        if answer.err.contains(word) || answer.out.contains(word) {
            return Err(format!("the machinery shows\n{answer}"));
        }
    }
    let is_kana = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c);
    let clear = answer.err.lines().all(|line| line.chars().filter(|&c| is_kana(c)).count() >= 5);
    let said = answer.status == Some(0) || !answer.err.trim().is_empty();
    if clear && said { Ok(()) } else { Err(format!("not in plain Japanese\n{answer}")) }
}
