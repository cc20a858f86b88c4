//! The limits of the process that reads files: held from its first moment, so that whatever a parser
//! does to it does nothing to the machine.

use std::process::Stdio;
use std::time::{Duration, Instant};

use gijicho_tests::command_line::Library;

/// What the system says of a limit of a process, in bytes: the soft one and the hard one.
fn limit(text: &str, name: &str) -> Option<(u64, u64)> {
    let mut values = text.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace();
    Some((values.next()?.parse().ok()?, values.next()?.parse().ok()?))
}

#[test]
fn a_reader_holds_itself_to_its_memory_and_writes_no_file() {
    let Some(library) = Library::new() else { return };
    let mut command = std::process::Command::new(library.program());
    library.prepare(&mut command);
    let mut reader = command.arg("read-files").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let file = format!("/proc/{}/limits", reader.id());
    let begun = Instant::now();
    let mut held = None;
    // The program takes a moment to start; a machine without /proc cannot tell.
    while begun.elapsed() < Duration::from_mins(1) {
        let Ok(text) = std::fs::read_to_string(&file) else {
            println!("skipped: this system does not tell the limits of a process");
            break;
        };
        held = Some((limit(&text, "Max data size"), limit(&text, "Max file size"), limit(&text, "Max core file size")));
        if held.is_some_and(|(memory, ..)| memory.is_some()) {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(reader.stdin.take());
    let ended = reader.wait().unwrap();
    assert!(ended.success(), "it ends when nobody asks any more: {ended}");
    if let Some(held) = held {
        let memory = 512 * 1024 * 1024;
        assert_eq!(held, (Some((memory, memory)), Some((0, 0)), Some((0, 0))));
    }
}
