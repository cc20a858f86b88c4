//! 議事帖: one binary. With a command it never touches the display; without one it opens the window.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

mod dialogs;
#[cfg(target_os = "linux")]
mod drawing;
mod printing;
mod rpc;
mod window;

fn main() -> ExitCode {
    match gijicho_cli::run(std::env::args_os()) {
        gijicho_cli::Outcome::Exit(status) => ExitCode::from(status),
        gijicho_cli::Outcome::OpenWindow { library, actor } => window::open(library.as_deref(), actor.as_deref()),
    }
}
