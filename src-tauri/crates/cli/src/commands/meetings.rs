//! `meetings` and `export minutes`.

use std::path::PathBuf;

use gijicho_app::api::Nothing;
use gijicho_app::api::export::{ExportMinutes, ExportName};
use gijicho_app::api::meetings::{FinaliseRequest, MeetingList, MeetingShow, VersionList};
use gijicho_app::error::AppError;
use gijicho_model::era;

use super::Context;
use crate::DONE;
use crate::args::MeetingsCommand;
use crate::output::say;

pub(super) fn run(context: &Context, command: MeetingsCommand) -> Result<u8, AppError> {
    let app = context.existing()?;
    match command {
        MeetingsCommand::List => context.output.data(&app.meetings_list(Nothing {})?, list),
        MeetingsCommand::Show { meeting } => {
            let view = app.meeting_show(MeetingShow { meeting: meeting.clone() })?;
            let text = app.minutes_text(&meeting)?;
            context.output.data(&view, |_| text);
        }
        MeetingsCommand::Finalise { meeting, reason } => {
            let done = app.meeting_finalise(FinaliseRequest { meeting, reason })?;
            context.output.data(&done, |_| "確定しました。".to_owned());
        }
        MeetingsCommand::Versions { meeting } => {
            context.output.data(&app.meeting_versions(MeetingShow { meeting })?, versions);
        }
    }
    Ok(DONE)
}

pub(super) fn export(context: &Context, meeting: &str, format: &str, output: Option<PathBuf>) -> Result<u8, AppError> {
    let app = context.existing()?;
    let path = match output {
        Some(path) => path,
        None => app.export_name(ExportName { meeting: meeting.to_owned(), format: format.to_owned() })?.name.into(),
    };
    let exported = app.export_minutes(ExportMinutes {
        meeting: meeting.to_owned(),
        format: format.to_owned(),
        path: path.display().to_string(),
    })?;
    for warning in &exported.warnings {
        say(&format!("※ {warning}"));
    }
    context.output.data(&exported, |exported| match exported.pages {
        Some(pages) => format!("{}（{pages} 頁）", exported.path),
        None => exported.path.clone(),
    });
    Ok(DONE)
}

fn list(list: &MeetingList) -> String {
    if list.meetings.is_empty() {
        return "会議はまだありません。gijicho import で取り込めます。".to_owned();
    }
    let lines: Vec<String> = list
        .meetings
        .iter()
        .map(|meeting| {
            format!(
                "{}\t{}\t{}\t議題 {}\t発言 {}\t決定 {}（提案 {}）",
                meeting.label,
                era::long_date(meeting.held_on),
                meeting.title,
                meeting.agenda.len(),
                meeting.remarks,
                meeting.decisions_confirmed,
                meeting.decisions_proposed
            )
        })
        .collect();
    lines.join("\n")
}

fn versions(list: &VersionList) -> String {
    if list.versions.is_empty() {
        return "版はまだありません。".to_owned();
    }
    let lines: Vec<String> = list
        .versions
        .iter()
        .map(|version| format!("第{}版\t{}\t{}\t{}", version.number, version.actor, version.reason, version.sha256))
        .collect();
    lines.join("\n")
}
