//! The reader: a process that reads files for another one, sets pages by layouts that are not ours, and
//! does nothing else.
//!
//! It holds itself to its limits before the first question, touches no file, no library and no
//! display, and ends when nobody asks any more.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use gijicho_model::Register;

use super::protocol::{self, Answer, Ask, Asked, Frame, MemberHead, What};
use super::{limits, lines, members, pages, review, rows, understand};
use crate::error::{AppError, RpcError};
use crate::messages;

/// Answers questions on standard output until standard input ends. Gives the exit status.
pub fn serve() -> u8 {
    limits::hold();
    // What goes wrong in a parser is told as an answer; nobody reads a trace.
    std::panic::set_hook(Box::new(|_| {}));
    let reader = thread::Builder::new().stack_size(limits::STACK).spawn(answer_all);
    match reader.map(thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => 0,
        _ => 1,
    }
}

fn answer_all() -> std::io::Result<()> {
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let mut register = Register::default();
    while let Some((asked, bytes)) = protocol::read::<Asked>(&mut input, limits::QUESTION)? {
        if let Some(changed) = asked.register {
            register = changed;
        }
        let ask = asked.ask;
        let answered = catch_unwind(AssertUnwindSafe(|| answer(&ask, bytes, &register)));
        let (answer, bytes) = match answered {
            Ok(Ok(frame)) => frame,
            Ok(Err(error)) => (Answer::Refused(error.into()), Vec::new()),
            Err(_) => (Answer::Refused(RpcError::new("not-readable", messages::reader_ended(&ask.file))), Vec::new()),
        };
        protocol::write(&mut output, &answer, &bytes)?;
    }
    Ok(())
}

fn answer(ask: &Ask, bytes: Vec<u8>, register: &Register) -> Result<Frame<Answer>, AppError> {
    Ok(match ask.what {
        What::Draft => (Answer::Read(Box::new(understand(&ask.file, &bytes, &ask.how, register)?)), Vec::new()),
        What::Rows => (Answer::Rows(rows(&ask.file, &bytes, &ask.how, register)?), Vec::new()),
        What::Pages => pages::answer(&bytes)?,
        What::Lines => (Answer::Lines(lines(&ask.file, &bytes, register)?), Vec::new()),
        What::Review => (Answer::Review(Box::new(review(&ask.file, &bytes)?)), Vec::new()),
        What::Members => {
            let mut all = Vec::new();
            let unpacked = members(&ask.file, &bytes)?;
            // The archive itself is not needed any more, and memory is short.
            drop(bytes);
            let heads = unpacked.into_iter().map(|member| {
                let bytes = member.bytes.map(|bytes| {
                    all.extend_from_slice(&bytes);
                    bytes.len()
                });
                MemberHead { name: member.name, bytes }
            });
            (Answer::Members(heads.collect()), all)
        }
    })
}
