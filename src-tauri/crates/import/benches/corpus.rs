//! Reads a corpus of council meetings and hostile inputs, and prints how many utterances got their
//! speaker, how many megabytes are read a minute, and the most memory that was used.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a bench tells what it measured, rounded")]

mod council;

use std::time::Instant;

use gijicho_import::{Hints, Kind, MAX_BYTES, import};
use gijicho_model::Register;

fn main() {
    let mut arguments = std::env::args().skip(1);
    if let Some(name) = arguments.find(|argument| !argument.starts_with("--")) {
        return hostile(&name);
    }
    corpus();
    for (name, _) in HOSTILE {
        in_own_process(name);
    }
}

fn corpus() {
    let Some(meetings) = council::meetings(usize::MAX) else {
        println!("corpus: skipped, ../shared/corpus is absent, or xzcat is");
        return;
    };
    let bytes: usize = meetings.iter().map(|meeting| meeting.text.len()).sum();
    let before = Instant::now();
    let (mut right, mut all) = (0, 0);
    for meeting in &meetings {
        let told = council::attribution(meeting);
        right += told.right;
        all += told.all;
    }
    let minutes = before.elapsed().as_secs_f64() / 60.0;
    let megabytes = bytes as f64 / 1_000_000.0;
    println!("corpus: {} meetings, {all} utterances, {megabytes:.1} MB of text", meetings.len());
    println!("  attributed: {:.3} %", right as f64 * 100.0 / all as f64);
    println!("  speed: {:.0} MB a minute", megabytes / minutes);
    println!("  most memory, the texts included: {}", most_memory());
}

/// Inputs of [`MAX_BYTES`] that cost the most.
const HOSTILE: &[(&str, &str)] = &[
    ("one line of prose", "これは長い文であって、"),
    ("one line of brackets", "（「【"),
    ("one line of Markdown", "*_[`"),
    ("one line of marks", "●山田課長。"),
    ("many lines", "・あいうえおかきくけこさしすせそたちつてと\n"),
    ("many turns", "●山田総務課長\nはい、そのとおりであると考えております。\n"),
];

fn in_own_process(name: &str) {
    let itself = std::env::current_exe();
    let run = itself.and_then(|path| std::process::Command::new(path).arg(name).status());
    if !run.is_ok_and(|status| status.success()) {
        println!("{name}: did not end well");
    }
}

fn hostile(name: &str) {
    let Some((_, unit)) = HOSTILE.iter().find(|(known, _)| *known == name) else { return };
    let head = "令和４年度 第１回青海県本部会議 概要\n１ 開催日時：令和４年５月１２日\n２ 議事概要：（●説明、☆意見）\n議題１ 窓口について\n●海野総務課長\n";
    for share in [4, 1] {
        let text = format!("{head}{}", unit.repeat((MAX_BYTES / share - head.len()) / unit.len()));
        let register = Register::default();
        let hints = Hints {
            file_name: "x.txt",
            kind: Some(Kind::Minutes),
            encoding: None,
            register: &register,
            choices: &[],
            columns: None,
        };
        let before = Instant::now();
        let told = import(text.as_bytes(), &hints).map_or_else(|error| error.to_string(), |_| "read".to_owned());
        let size = text.len() / 1_000_000;
        println!("{name}, {size} MB: {told} in {:.1} s, most memory {}", before.elapsed().as_secs_f64(), most_memory());
    }
}

/// The most memory this process has used, as the system tells.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.map_or_else(|| "unknown".to_owned(), |kilobytes| format!("{} MB", kilobytes / 1_000))
}
