//! Prints the draft of a file, for looking at what the importer makes of it.

use std::process::ExitCode;

use gijicho_import::{Hints, import};
use gijicho_model::Register;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: draft FILE");
        return ExitCode::from(2);
    };
    let register = Register::default();
    let hints = Hints { file_name: &path, kind: None, encoding: None, register: &register, choices: &[] };
    let imported = std::fs::read(&path)
        .map_err(|error| error.to_string())
        .and_then(|bytes| import(&bytes, &hints).map_err(|error| error.to_string()));
    match imported.and_then(|imported| serde_json::to_string_pretty(&imported.draft).map_err(|error| error.to_string()))
    {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}
