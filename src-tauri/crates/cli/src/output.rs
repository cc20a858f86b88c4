//! Where words go: data to standard output, everything else to standard error.
//!
//! A reader that goes away (`| head`) is no error: writing simply stops. Anything else that keeps
//! data from being written is told at the end: see [`unwritten`].

use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use gijicho_app::error::RpcError;
use serde::Serialize;

/// Text or JSON.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Output {
    json: bool,
}

impl Output {
    pub(crate) fn new(json: bool) -> Self {
        Self { json }
    }

    /// Data: JSON as asked for, else what `text` makes of it.
    pub(crate) fn data<T: Serialize>(self, value: &T, text: impl FnOnce(&T) -> String) {
        self.json_or(serde_json::to_string_pretty, value, text);
    }

    /// One result of many: JSON on a line of its own, or text.
    pub(crate) fn line<T: Serialize>(self, value: &T, text: impl FnOnce(&T) -> String) {
        self.json_or(serde_json::to_string, value, text);
    }

    fn json_or<T: Serialize>(
        self,
        json: impl FnOnce(&T) -> serde_json::Result<String>,
        value: &T,
        text: impl FnOnce(&T) -> String,
    ) {
        if !self.json {
            return print(&text(value));
        }
        match json(value) {
            Ok(json) => print(&json),
            Err(error) => self.error(&RpcError::new("internal", error.to_string())),
        }
    }

    /// An error: one line on standard error; with `--json` the object on standard output too.
    pub(crate) fn error(self, error: &RpcError) {
        #[derive(Serialize)]
        struct Envelope<'a> {
            error: &'a RpcError,
        }
        say(&error.message.replace('\n', " "));
        if self.json
            && let Ok(json) = serde_json::to_string(&Envelope { error })
        {
            print(&json);
        }
    }
}

/// Whether data could not be written. The process has one standard output, and this says how it fares.
static UNWRITTEN: AtomicBool = AtomicBool::new(false);

/// Whether data could not be written to standard output though somebody waits for it.
pub(crate) fn unwritten() -> bool {
    UNWRITTEN.load(Ordering::SeqCst)
}

/// Text to standard output, with a line break at its end.
pub(crate) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let line_break: &[u8] = if text.ends_with('\n') { b"" } else { b"\n" };
    let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(line_break)).and_then(|()| out.flush());
    if written.is_err_and(|error| error.kind() != ErrorKind::BrokenPipe) {
        UNWRITTEN.store(true, Ordering::SeqCst);
    }
}

/// A message for the person, on standard error.
pub(crate) fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}
