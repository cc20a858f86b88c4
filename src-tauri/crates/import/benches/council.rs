//! The utterances of `../shared/corpus`, a meeting a text: 「○職」 lines, each followed by what was said.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use gijicho_import::{Hints, Kind, import};
use gijicho_model::Register;
use gijicho_model::draft::Draft;

/// A meeting as text, and who spoke from which line on.
pub(crate) struct Meeting {
    pub(crate) text: String,
    speakers: Vec<(u32, String)>,
}

/// How many utterances got their speaker.
pub(crate) struct Attribution {
    pub(crate) right: usize,
    pub(crate) all: usize,
}

/// The first meetings of the corpus; `None` where it, or `xzcat`, is absent.
pub(crate) fn meetings(most: usize) -> Option<Vec<Meeting>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/corpus/shinagawa.jsonl.xz");
    let mut unpacked = Command::new("xzcat").arg(shared).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let mut meetings: Vec<Meeting> = Vec::new();
    let mut at_hand = String::new();
    let mut lines = 0u32;
    for line in BufReader::new(unpacked.stdout.take()?).lines() {
        let value: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        let field = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
        if field("doc") != at_hand {
            if meetings.len() == most {
                break;
            }
            at_hand = field("doc");
            meetings.push(Meeting { text: format!("{} 会議録\n\n", field("title")), speakers: Vec::new() });
            lines = 2;
        }
        let meeting = meetings.last_mut()?;
        let (speaker, said) = (field("speaker"), field("text"));
        meeting.speakers.push((lines + 1, speaker.clone()));
        let block = format!("○{speaker}\n{}\n\n", said.trim_end());
        lines += u32::try_from(block.matches('\n').count()).ok()?;
        meeting.text.push_str(&block);
    }
    drop(unpacked.kill());
    drop(unpacked.wait());
    (!meetings.is_empty()).then_some(meetings)
}

/// Reads a meeting and counts the utterances that begin a remark of their speaker.
pub(crate) fn attribution(meeting: &Meeting) -> Attribution {
    let register = Register::default();
    let hints = Hints {
        file_name: "x.txt",
        kind: Some(Kind::Minutes),
        encoding: None,
        register: &register,
        choices: &[],
        columns: None,
    };
    let all = meeting.speakers.len();
    let Ok(imported) = import(meeting.text.as_bytes(), &hints) else { return Attribution { right: 0, all } };
    let Draft::Minutes(draft) = imported.draft else { return Attribution { right: 0, all } };
    let begun: std::collections::HashMap<u32, &str> = draft
        .remarks
        .iter()
        .filter_map(|remark| Some((remark.lines[0], remark.speaker.as_ref()?.printed.as_str())))
        .collect();
    let right = meeting.speakers.iter().filter(|(line, speaker)| begun.get(line) == Some(&speaker.as_str())).count();
    // A remark that nobody began counts against those that were found.
    let invented = draft.remarks.iter().filter(|remark| remark.speaker.is_some()).count().saturating_sub(all);
    Attribution { right: right.saturating_sub(invented), all }
}
