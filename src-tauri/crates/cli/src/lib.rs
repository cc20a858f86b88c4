//! The command line: every use case without a window.
//!
//! Invariants:
//! - Data goes to standard output; messages, progress and errors go to standard error.
//! - Whatever happens, an error is one Japanese line and an exit status, never a backtrace.
//! - The JSON is an interface that other tools read: it is the JSON of [`gijicho_app::api`].
//!
//! Exit status: 0 done, 1 done with findings, 2 wrong usage, 3 refused, 4 the library is damaged
//! or cannot be opened.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::FromArgMatches as _;
use clap::error::ErrorKind;
use gijicho_app::error::{AppError, RpcError};

mod args;
mod commands;
mod help;
mod output;

use args::Arguments;
use output::Output;

/// What the words on the command line ask for.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No command was given: open the window on this library.
    OpenWindow {
        /// The library that was named, if one was.
        library: Option<PathBuf>,
        /// The name to write under, if one was given.
        actor: Option<String>,
    },
    /// A command ran: end with this status.
    Exit(u8),
}

/// Exit status of a command that did its work.
const DONE: u8 = 0;
/// Exit status of a command that did its work and found something.
const FINDINGS: u8 = 1;
/// Exit status for words that make no command.
const USAGE: u8 = 2;

/// Runs the command line. `arguments` begin with the name of the program.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let json = arguments.iter().any(|argument| argument == "--json");
    let matches = help::command().try_get_matches_from(&arguments);
    let parsed = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(parsed) => parsed,
        Err(error) => return Outcome::Exit(usage_error(&error, Output::new(json))),
    };
    let output = Output::new(parsed.json);
    let Some(command) = parsed.command else {
        return Outcome::OpenWindow { library: parsed.library, actor: parsed.actor };
    };
    let context = commands::Context { library: parsed.library, actor: parsed.actor, output };
    match commands::run(&context, command) {
        // An answer that nobody got is none, whatever was done.
        Ok(_) if output::unwritten() => Outcome::Exit(report(&AppError::NoOutput, output)),
        Ok(status) => Outcome::Exit(status),
        Err(error) => Outcome::Exit(report(&error, output)),
    }
}

/// Tells an error and gives the exit status that goes with it.
fn report(error: &AppError, output: Output) -> u8 {
    output.error(&RpcError::from(error));
    error.exit_status()
}

/// Help and version are answers; everything else is wrong usage, told in one Japanese line.
fn usage_error(error: &clap::Error, output: Output) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::print(&help::shown(&error.render().to_string()));
            if output::unwritten() { report(&AppError::NoOutput, output) } else { DONE }
        }
        kind => {
            let detail = args::usage_message(kind, error);
            output.error(&RpcError::new("usage", detail));
            USAGE
        }
    }
}
