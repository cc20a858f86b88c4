//! Prints the draft of a file of any format, or its lines, for looking at what the importer makes of it.

use std::process::ExitCode;

use gijicho_import::{Hints, import, text_of};
use gijicho_model::Register;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (is_text, path) = match arguments.as_slice() {
        [path] => (false, path),
        [option, path] if option == "--text" => (true, path),
        _ => {
            eprintln!("usage: draft [--text] FILE");
            return ExitCode::from(2);
        }
    };
    match std::fs::read(path).map_err(|error| error.to_string()).and_then(|bytes| read(&bytes, path, is_text)) {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{path}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read(bytes: &[u8], path: &str, is_text: bool) -> Result<String, String> {
    let register = Register::default();
    let hints = Hints { file_name: path, kind: None, encoding: None, register: &register, choices: &[], columns: None };
    if is_text {
        let text = text_of(bytes, &hints).map_err(|error| error.to_string())?;
        let lines: Vec<String> = text.lines.iter().map(|(page, line)| format!("{page}|{line}")).collect();
        return Ok(lines.join("\n"));
    }
    let imported = import(bytes, &hints).map_err(|error| error.to_string())?;
    serde_json::to_string_pretty(&imported.draft).map_err(|error| error.to_string())
}
