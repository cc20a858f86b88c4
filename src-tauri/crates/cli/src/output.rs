//! Where words go: data to standard output, everything else to standard error.
//!
//! A reader that goes away (`| head`) is no error: writing simply stops.

use std::io::Write;

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

/// Text to standard output, with a line break at its end.
pub(crate) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = out.write_all(b"\n");
    }
    let _ = out.flush();
}

/// A message for the person, on standard error.
pub(crate) fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}
