//! Writes meetings, given as JSON, as a file: `print_minutes RECORD.json… OUT`.
//!
//! One meeting is written in the form that the output's ending names; more make a volume, which is
//! a PDF. The name of the output may ask for a table: `decisions.pdf`, `by-meeting.pdf`, `summary.pdf`.

use std::{env, fs, path::Path, process::ExitCode, time::Instant};

use gijicho_export::tables::{DecisionLine, Heading, by_meeting, decision_list, summary};
use gijicho_export::volume::{Cover, volume};
use gijicho_export::{Form, Format, Paper, PdfOptions, export, pdf};
use gijicho_model::MeetingRecord;

fn main() -> ExitCode {
    let mut inputs: Vec<String> = env::args().skip(1).collect();
    let output = inputs.pop().filter(|_| !inputs.is_empty());
    let Some(output) = output else {
        eprintln!("usage: print_minutes RECORD.json… OUT");
        return ExitCode::FAILURE;
    };
    match print(&inputs, Path::new(&output)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn print(inputs: &[String], output: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let read = |input: &String| Ok(serde_json::from_slice(&fs::read(input)?)?);
    let records: Vec<MeetingRecord> = inputs.iter().map(read).collect::<Result<_, Box<dyn std::error::Error>>>()?;
    let [first, ..] = records.as_slice() else { return Err("no record".into()) };
    let part = |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str()).unwrap_or_default().to_owned();
    let (name, ending) = (part(output.file_stem()), part(output.extension()));
    let dated = first.meeting.held_on;
    let heading = Heading { covers: String::new(), issuer: first.body.name.clone(), as_of: Some(dated), dated };
    let lines = || records.iter().flat_map(DecisionLine::of).collect::<Vec<_>>();
    let start = Instant::now();
    let paper: Option<Paper> = match name.as_str() {
        "decisions" => Some(decision_list(&lines(), &heading).into()),
        "by-meeting" => Some(by_meeting(&lines(), &heading).into()),
        "summary" => Some(summary(first).into()),
        _ if records.len() > 1 => {
            let cover = Cover { title: "議事概要集".into(), issuer: heading.issuer, dated: heading.dated };
            Some(volume(&records, &cover, &Form::default()).into())
        }
        _ => None,
    };
    let (bytes, pages) = if let Some(paper) = paper {
        let pdf = pdf(paper, &PdfOptions::default())?;
        (pdf.bytes, Some(pdf.pages))
    } else {
        let format = Format::parse(&ending).ok_or("no such format")?;
        let file = export(first, format, &PdfOptions::default())?;
        (file.bytes, file.pages)
    };
    println!("{pages:?} pages in {:?}", start.elapsed());
    Ok(fs::write(output, bytes)?)
}
