//! Prints a meeting, given as JSON, as PDF: `minutes_pdf RECORD.json OUT.pdf`.

use std::{env, fs, process::ExitCode, time::Instant};

use gijicho_export::{PdfOptions, pdf};

fn main() -> ExitCode {
    let mut args = env::args().skip(1);
    let (Some(input), Some(output)) = (args.next(), args.next()) else {
        eprintln!("usage: minutes_pdf RECORD.json OUT.pdf");
        return ExitCode::FAILURE;
    };
    match print(&input, &output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn print(input: &str, output: &str) -> Result<(), Box<dyn std::error::Error>> {
    let record = serde_json::from_slice(&fs::read(input)?)?;
    let start = Instant::now();
    let made = pdf(&record, &PdfOptions::default())?;
    println!("{} pages in {:?}, {} characters missing", made.pages, start.elapsed(), made.warnings.len());
    Ok(fs::write(output, made.bytes)?)
}
