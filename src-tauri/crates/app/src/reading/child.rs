//! Readers as processes: started when needed, kept for the next file, ended when they misbehave.

use std::io;
use std::path::PathBuf;
use std::process::{self, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use gijicho_model::Register;

use super::protocol::{self, Answer, Ask, Frame, Question};
use super::{COMMAND, limits};
use crate::error::AppError;

/// Readers that wait for work are kept up to this number.
const IDLE: usize = 4;

/// Readers of files. Each reads one file at a time; there are as many as are asked at once.
pub struct Pool {
    program: PathBuf,
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
        Self { program, idle: Mutex::default() }
    }

    /// Asks a reader. One that does not answer in time, or ends, is replaced.
    pub(super) fn ask(&self, ask: &Ask, bytes: &[u8], register: &Arc<Register>) -> Result<Frame<Answer>, AppError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => Reader::start(&self.program).map_err(|source| AppError::NoReader { source })?,
        };
        let answer = reader.ask(ask, bytes, register)?;
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

    fn ask(&mut self, ask: &Ask, bytes: &[u8], register: &Arc<Register>) -> Result<Frame<Answer>, AppError> {
        let known = self.register.as_ref().is_some_and(|known| Arc::ptr_eq(known, register));
        let question = Question { ask, register: (!known).then_some(register.as_ref()) };
        let mut frame = Vec::with_capacity(bytes.len() + 1024);
        let ended = || AppError::ReaderEnded { file: ask.file.clone() };
        protocol::write(&mut frame, &question, bytes).map_err(|_| ended())?;
        self.register = Some(register.clone());
        self.files += 1;
        self.questions.send(frame).map_err(|_| ended())?;
        match self.answers.recv_timeout(limits::TIME) {
            Ok(Ok(Some(answer))) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => {
                Err(AppError::ReaderSlow { file: ask.file.clone(), seconds: limits::TIME.as_secs() })
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
