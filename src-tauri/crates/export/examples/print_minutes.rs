//! Writes a meeting, given as JSON, in the form that the output's ending names:
//! `print_minutes RECORD.json OUT.pdf`.

use std::{env, fs, path::Path, process::ExitCode, time::Instant};

use gijicho_export::{Format, PdfOptions, export};

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let (Some(input), Some(output)) = (args.next(), args.next()) else {
        eprintln!("usage: print_minutes RECORD.json OUT.pdf");
        return ExitCode::FAILURE;
    };
    match print(Path::new(&input), Path::new(&output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn print(input: &Path, output: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = Format::parse(ending).ok_or("no such format")?;
    let record = serde_json::from_slice(&fs::read(input)?)?;
    let start = Instant::now();
    let file = export(&record, format, &PdfOptions::default())?;
    println!("{:?} pages in {:?}, {} characters missing", file.pages, start.elapsed(), file.warnings.len());
    Ok(fs::write(output, file.bytes)?)
}
