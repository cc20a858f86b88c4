//! Readers as processes: started when needed, kept for the next file, ended when they misbehave.

use std::io;
use std::path::PathBuf;
use std::process::{self, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use gijicho_model::Register;

use super::protocol::{self, Answer, Ask, Frame, Question};
use super::{COMMAND, limits};
use crate::error::AppError;

/// Readers that wait for work are kept up to this number.
const IDLE: usize = 4;

/// Readers of files. Each reads one file at a time; there are as many as are asked at once.
pub struct Pool {
    program: PathBuf,
    /// The time for one file.
    time: Duration,
    idle: Mutex<Vec<Reader>>,
}

/// A process that reads files, and the thread that talks to it.
struct Reader {
    process: process::Child,
    questions: Sender<Vec<u8>>,
    answers: Receiver<io::Result<Option<Frame<Answer>>>>,
    /// The register that it knows.
    register: Option<Arc<Register>>,
    files: u32,
}

impl Pool {
    pub(super) fn new(program: PathBuf) -> Self {
        Self { program, time: limits::TIME, idle: Mutex::default() }
    }

    /// Asks a reader. One that does not answer in time, or ends, is replaced.
    pub(super) fn ask(&self, ask: &Ask, bytes: &[u8], register: &Arc<Register>) -> Result<Frame<Answer>, AppError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => Reader::start(&self.program).map_err(|source| AppError::NoReader { source })?,
        };
        let answer = reader.ask(ask, bytes, register, self.time)?;
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if reader.files < limits::FILES && idle.len() < IDLE {
            idle.push(reader);
        }
        Ok(answer)
    }
}

impl Reader {
    fn start(program: &std::path::Path) -> io::Result<Self> {
        let mut process = Command::new(program)
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(mut input), Some(mut output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        let (questions, asked) = mpsc::channel::<Vec<u8>>();
        let (answered, answers) = mpsc::channel();
        thread::spawn(move || {
            for question in asked {
                let answer = io::Write::write_all(&mut input, &question)
                    .and_then(|()| protocol::read(&mut output, limits::ANSWER));
                let failed = answer.is_err();
                if answered.send(answer).is_err() || failed {
                    break;
                }
            }
        });
        Ok(Self { process, questions, answers, register: None, files: 0 })
    }

    fn ask(
        &mut self,
        ask: &Ask,
        bytes: &[u8],
        register: &Arc<Register>,
        time: Duration,
    ) -> Result<Frame<Answer>, AppError> {
        let known = self.register.as_ref().is_some_and(|known| Arc::ptr_eq(known, register));
        let question = Question { ask, register: (!known).then_some(register.as_ref()) };
        let mut frame = Vec::with_capacity(bytes.len() + 1024);
        let ended = || AppError::ReaderEnded { file: ask.file.clone() };
        protocol::write(&mut frame, &question, bytes).map_err(|_| ended())?;
        self.register = Some(register.clone());
        self.files += 1;
        self.questions.send(frame).map_err(|_| ended())?;
        match self.answers.recv_timeout(time) {
            Ok(Ok(Some(answer))) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => {
                Err(AppError::ReaderSlow { file: ask.file.clone(), seconds: time.as_secs() })
            }
            _ => Err(ended()),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // It may be in the middle of a file that never ends.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;
    use std::time::Instant;

    use super::*;
    use crate::reading::How;
    use crate::reading::protocol::What;

    /// A reader that does what the script says, and leaves its number behind.
    fn pool(folder: &Path, script: &str) -> Pool {
        let program = folder.join("reader");
        std::fs::write(&program, format!("#!/bin/sh\necho $$ > \"$0.number\"\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        Pool { time: Duration::from_secs(3), ..Pool::new(program) }
    }

    fn ask(pool: &Pool) -> Result<Frame<Answer>, AppError> {
        let ask = Ask { file: "長い.pdf".to_owned(), how: How::default(), what: What::Draft };
        pool.ask(&ask, b"%PDF", &Arc::default())
    }

    #[test]
    fn a_reader_that_never_answers_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let pool = pool(folder.path(), "exec sleep 1000");
        let begun = Instant::now();
        assert!(matches!(ask(&pool), Err(AppError::ReaderSlow { seconds: 3, .. })));
        assert!(begun.elapsed() < Duration::from_secs(500), "it was waited for");
        let number = std::fs::read_to_string(folder.path().join("reader.number")).unwrap();
        assert!(!Path::new("/proc").join(number.trim()).join("exe").exists(), "it goes on");
        assert!(pool.idle.lock().unwrap().is_empty());
    }

    #[test]
    fn a_reader_that_runs_out_of_memory_or_writes_nonsense_is_an_error_about_that_file() {
        for script in ["exit 134", "kill -9 $$", "echo no answer at all; exec sleep 1000"] {
            let folder = tempfile::tempdir().unwrap();
            let pool = pool(folder.path(), script);
            let ended = ask(&pool);
            assert!(matches!(&ended, Err(AppError::ReaderEnded { file }) if file == "長い.pdf"), "{script}");
        }
    }
}
