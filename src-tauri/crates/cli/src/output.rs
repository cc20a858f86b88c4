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
    pub(crate) fn data<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) {
        if self.json {
            match serde_json::to_string_pretty(value) {
                Ok(json) => self.text(&json),
                Err(error) => self.error(&RpcError::new("internal", error.to_string())),
            }
        } else {
            self.text(&text(value));
        }
    }

    /// A line of JSON, for one of many, or text.
    pub(crate) fn line<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) {
        if self.json {
            match serde_json::to_string(value) {
                Ok(json) => self.text(&json),
                Err(error) => self.error(&RpcError::new("internal", error.to_string())),
            }
        } else {
            self.text(&text(value));
        }
    }

    /// Text to standard output, with a line break at its end.
    pub(crate) fn text(self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes());
        if !text.ends_with('\n') {
            let _ = out.write_all(b"\n");
        }
        let _ = out.flush();
    }

    /// A message for the person, on standard error.
    pub(crate) fn say(self, message: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{message}");
    }

    /// An error: one line on standard error; with `--json` the object on standard output too.
    pub(crate) fn error(self, error: &RpcError) {
        #[derive(Serialize)]
        struct Envelope<'a> {
            error: &'a RpcError,
        }
        self.say(&error.message.replace('\n', " "));
        if self.json
            && let Ok(json) = serde_json::to_string(&Envelope { error })
        {
            self.text(&json);
        }
    }
}
