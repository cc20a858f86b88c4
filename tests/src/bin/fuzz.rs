//! Fuzzing for a bounded time, on stable Rust: `cargo xtask fuzz [TARGET…] [--seconds N]`.
//!
//! Each target runs in a process of its own with a limit on memory, so that an abort, a stack
//! overflow or a hang is found as surely as a panic. Before an input is tried it is written down;
//! when the process ends otherwise than it should, that input is kept.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use gijicho_tests::fuzz::mutate::Mutator;
use gijicho_tests::fuzz::{TARGETS, Target, corpus};
use gijicho_tests::place;

/// How long each target gets unless told otherwise.
const SECONDS: u64 = 60;

/// One input may take this long, in a build without optimisation and on a machine that works.
const PATIENCE: Duration = Duration::from_secs(10);

/// Address space of a worker, in KiB.
const MEMORY: u64 = 2 * 1024 * 1024;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["--worker", name, seconds, seed, current] => work(name, seconds, seed, Path::new(current)),
        ["--replay", name, file] => replay(name, Path::new(file)),
        words => supervise(words),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("fuzz: {error}");
        ExitCode::FAILURE
    })
}

fn usage(problem: &str) -> ExitCode {
    let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
    eprintln!("{problem}\nfuzz [TARGET…] [--seconds N]\nfuzz --replay TARGET FILE\ntargets: {}", names.join(" "));
    ExitCode::from(2)
}

fn named(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Runs a worker for each target and keeps what breaks it.
fn supervise(words: &[&str]) -> io::Result<ExitCode> {
    let (names, seconds) = match words.iter().position(|word| *word == "--seconds") {
        None => (words.to_vec(), Some(SECONDS)),
        Some(place) => (
            [&words[..place], words.get(place + 2..).unwrap_or_default()].concat(),
            words.get(place + 1).and_then(|word| word.parse().ok()),
        ),
    };
    let Some(seconds) = seconds else { return Ok(usage("--seconds needs a number")) };
    if let Some(unknown) = names.iter().find(|name| named(name).is_none()) {
        return Ok(usage(&format!("there is no target `{unknown}`")));
    }
    let mut outcome = ExitCode::SUCCESS;
    for target in TARGETS.iter().filter(|target| names.is_empty() || names.contains(&target.name)) {
        if let Some(crash) = run_worker(target, seconds)? {
            println!("kept: {}", crash.display());
            outcome = ExitCode::FAILURE;
        }
    }
    Ok(outcome)
}

/// Runs one worker to its end. Gives back the input that broke it.
fn run_worker(target: &Target, seconds: u64) -> io::Result<Option<PathBuf>> {
    let folder = place::target().join("fuzz");
    std::fs::create_dir_all(folder.join("crashes"))?;
    let current = folder.join(format!("{}.current", target.name));
    let seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_micros());
    let myself = std::env::current_exe()?;
    let limited = format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\"");
    let mut worker = Command::new("sh");
    worker
        .args(["-c", &limited])
        .arg(myself)
        .args(["--worker", target.name, &seconds.to_string(), &seed.to_string()])
        .arg(&current);
    let status = worker.status()?;
    if status.success() {
        return Ok(None);
    }
    println!("{}: {status} with seed {seed}", target.name);
    let kept = folder.join("crashes").join(format!("{}-{seed}", target.name));
    std::fs::copy(&current, &kept)?;
    Ok(Some(kept))
}

/// Tries inputs until the time is over.
fn work(name: &str, seconds: &str, seed: &str, current: &Path) -> io::Result<ExitCode> {
    let (Some(target), Ok(seconds), Ok(seed)) = (named(name), seconds.parse(), seed.parse()) else {
        return Ok(usage("a worker is started by the program itself"));
    };
    let begun = Instant::now();
    let tried = watched();
    let mut mutator = Mutator::new(corpus(), seed);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let input = mutator.input();
        std::fs::write(current, &input)?;
        (target.check)(&input);
        tried.fetch_add(1, Ordering::Relaxed);
    }
    let peak = peak_of_memory().map_or_else(String::new, |peak| format!(", {} MB at the peak", peak / 1024));
    println!("{name}: {} inputs in {seconds} s{peak}, nothing found", tried.load(Ordering::Relaxed));
    Ok(ExitCode::SUCCESS)
}

/// The most memory that this process has had so far, in KiB. `None` where the system does not tell.
fn peak_of_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim_end().parse().ok()
}

/// A counter of inputs; when it stands still for too long the process ends. Time that other programs
/// took does not count, where the system tells.
fn watched() -> &'static AtomicU64 {
    static TRIED: AtomicU64 = AtomicU64::new(0);
    let begun = Instant::now();
    std::thread::spawn(move || {
        let (mut before, mut since) = (None, Duration::ZERO);
        loop {
            let spent = time_spent().unwrap_or_else(|| begun.elapsed());
            let now = TRIED.load(Ordering::Relaxed);
            if before != Some(now) {
                (before, since) = (Some(now), spent);
            } else if spent > since + PATIENCE {
                eprintln!("one input took longer than {} s", PATIENCE.as_secs());
                std::process::abort();
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    &TRIED
}

/// How long this process has worked so far. `None` where the system does not tell.
fn time_spent() -> Option<Duration> {
    /// Ticks of the clock in a second, which Linux tells all programs.
    const TICKS: u64 = 100;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in parentheses and may hold anything.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 1000 / TICKS))
}

/// Tries a kept input again.
fn replay(name: &str, file: &Path) -> io::Result<ExitCode> {
    let Some(target) = named(name) else { return Ok(usage(&format!("there is no target `{name}`"))) };
    (target.check)(&std::fs::read(file)?);
    println!("{name}: nothing found");
    Ok(ExitCode::SUCCESS)
}
