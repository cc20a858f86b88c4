//! The real program on the command line, on a library of its own, without a display.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use crate::place;

/// Longer than any command may take, a debug build on a machine under load included.
const LIMIT: Duration = Duration::from_mins(3);

/// A folder with a library in it, and the program that works on it.
pub struct Library {
    program: PathBuf,
    folder: TempDir,
}

/// What came of a command.
pub struct Answer {
    /// The command as typed.
    pub command: String,
    /// Exit status; `None` when a signal ended it.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Library {
    /// A new one; `None`, with a plain line, where the program is not built.
    pub fn new() -> Option<Self> {
        let program = place::program()?;
        let folder = tempfile::Builder::new().prefix("gijicho-test-").tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("home")).expect("a folder in a temporary folder");
        Some(Self { program, folder })
    }

    /// The folder around the library, for files that go in and out.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The library's own folder. It need not exist yet.
    pub fn path(&self) -> PathBuf {
        self.folder().join("library")
    }

    /// The program under test.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Writes a file beside the library and gives back its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, bytes).expect("a file in a temporary folder");
        path
    }

    /// The program, about to work on this library.
    pub fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        self.prepare(&mut command);
        command.arg("--library").arg(self.path());
        command
    }

    /// Gives a command a home of its own, and takes the display away.
    pub fn prepare(&self, command: &mut Command) {
        let home = self.folder().join("home");
        command.current_dir(self.folder()).env("HOME", &home).env("RUST_BACKTRACE", "1");
        command
            .envs(["DATA", "CACHE", "CONFIG"].map(|kind| (format!("XDG_{kind}_HOME"), home.join(kind.to_lowercase()))));
        for variable in ["GIJICHO_LIBRARY", "DISPLAY", "WAYLAND_DISPLAY"] {
            command.env_remove(variable);
        }
    }

    /// Runs the program to its end.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Answer {
        answer(self.command().args(arguments))
    }

    /// Runs the program, which must succeed.
    pub fn done<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Answer {
        let answer = self.run(arguments);
        assert_eq!(answer.status, Some(0), "{answer}");
        answer
    }

    /// Runs the program with `--json`, which must succeed, and reads its answer.
    pub fn json<S: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = S>) -> Value {
        let mut command = self.command();
        let answer = answer(command.arg("--json").args(arguments));
        assert_eq!(answer.status, Some(0), "{answer}");
        serde_json::from_str(&answer.out).unwrap_or_else(|error| panic!("no JSON: {error}\n{answer}"))
    }

    /// Reads a file and writes nothing: what the importer makes of it.
    pub fn draft(&self, file: &Path) -> Value {
        self.json([OsStr::new("import"), OsStr::new("--dry-run"), file.as_os_str()])
    }

    /// Every file below the folder around the library, with a hash of its bytes: equal before and
    /// after means that nothing was written. The memory that readers of SQLite share does not count.
    pub fn contents(&self) -> BTreeMap<PathBuf, u64> {
        let mut contents = BTreeMap::new();
        gather(self.folder(), &mut contents);
        contents
    }
}

fn gather(folder: &Path, contents: &mut BTreeMap<PathBuf, u64>) {
    use std::hash::{DefaultHasher, Hasher};
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("a folder can be listed").path()) {
        if path.is_dir() {
            contents.insert(path.clone(), 0);
            gather(&path, contents);
        } else if !path.to_string_lossy().ends_with("-shm") {
            let mut hash = DefaultHasher::new();
            // A huge file is told by its size: it is ours, and sparse.
            match path.metadata().map_or(0, |data| data.len()) {
                size if size > 50_000_000 => hash.write_u64(size),
                _ => hash.write(&std::fs::read(&path).unwrap_or_default()),
            }
            contents.insert(path, hash.finish());
        }
    }
}

/// Runs a command to its end, within [`LIMIT`].
pub fn answer(command: &mut Command) -> Answer {
    answer_within(command, LIMIT)
}

/// Runs a command to its end, within `limit`.
pub fn answer_within(command: &mut Command, limit: Duration) -> Answer {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let [out, err] = ["out", "err"].map(|name| folder.path().join(name));
    let file = |path: &Path| File::create(path).expect("a file in a temporary folder");
    command.stdin(Stdio::null()).stdout(file(&out)).stderr(file(&err));
    let typed = format!("{command:?}");
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{typed}: {error}"));
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            break status;
        }
        if begun.elapsed() > limit {
            let _ = child.kill();
            panic!("{typed}: not done within {} s", limit.as_secs());
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let read = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
    Answer { command: typed, status: status.code(), out: read(&out), err: read(&err) }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\nexit status {:?}\nout: {}\nerr: {}", self.command, self.status, self.out, self.err)
    }
}

impl Answer {
    /// The one clear line that an error must be: Japanese, without a trace of the machinery.
    pub fn assert_one_japanese_line(&self) {
        let lines: Vec<&str> = self.err.lines().filter(|line| !line.trim().is_empty()).collect();
        let [line] = lines.as_slice() else { panic!("not one line on standard error\n{self}") };
        let is_kana = |c: char| ('\u{3041}'..='\u{30ff}').contains(&c);
        assert!(line.chars().filter(|&c| is_kana(c)).count() >= 5, "not in Japanese\n{self}");
        for word in ["panicked", "backtrace", "Error(", "Os {", "unwrap"] {
            assert!(!self.err.contains(word), "the machinery shows\n{self}");
        }
    }
}
