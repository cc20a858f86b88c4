//! The project's own commands, run as `cargo xtask COMMAND` (the alias stands in `.cargo/config.toml`).
//!
//! On a machine with Rust, Node and a C compiler, `run` and `test` do all the set-up that is
//! missing, say in plain words what they do and why, and can be repeated: a second run finds
//! nothing to do and needs no network.
//!
//! Invariants:
//! - `run`, `test` and `ci` build with the same packages, features and profile ([`build`]), so that
//!   a dependency is compiled once for all of them.
//! - `ci` ends with exactly what `test` does.
//! - Nothing outside of the checkout is changed but for the system packages named by [`setup`].

mod bench;
mod build;
mod checks;
mod error;
mod fuzz;
mod licences;
mod node_licences;
mod run;
mod setup;
mod step;
mod test;
mod tidy;
mod ui;
mod workspace;

use std::process::ExitCode;

use error::{Error, Result};
use step::Steps;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask COMMAND

  setup             install the system packages that are missing, and the packages of the user interface
  run               build, and open the window on a sample library; without a display, do the same job on
                    the command line
  test              every test: Rust, documentation, user interface, command line, the real window
  ci                formatting, lints, types, licences, repository rules, then `test`
  bench [NAME…]     the benchmarks, in release: all of them, or those named
  fuzz [TARGET…] [--seconds N]
                    throw broken input at everything that reads input: all targets, or those named
  tidy [--record]   the repository's own rules; --record adds the hashes of new migrations to the list
  licences          the licences of everything we build on

All of them can be repeated; what is done already is not done again.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let (command, rest) = arguments.split_first().map_or(("help", arguments), |(first, rest)| (first.as_str(), rest));
    if matches!(command, "help" | "--help" | "-h") {
        println!("{USAGE}");
        return Ok(());
    }
    let workspace = Workspace::find()?;
    let mut steps = Steps::begin();
    match (command, rest) {
        ("setup", []) => {
            setup::install(&mut steps, setup::Purpose::Test)?;
            ui::install(&workspace, &mut steps)
        }
        ("run", []) => run::run(&workspace, &mut steps),
        ("test", []) => test::run(&workspace, &mut steps),
        ("ci", []) => checks::run(&workspace, &mut steps),
        ("bench", names) => bench::run(&workspace, &mut steps, names),
        ("fuzz", arguments) => fuzz::run(&workspace, &mut steps, arguments),
        ("tidy", []) => tidy::run(&workspace, &mut steps),
        ("tidy", [flag]) if flag == "--record" => tidy::record_migrations(&workspace),
        ("licences", []) => licences::run(&workspace, &mut steps),
        _ => Err(Error::Usage { given: arguments.join(" "), usage: USAGE }),
    }
}
