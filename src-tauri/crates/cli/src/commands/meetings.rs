//! `meetings` and `export minutes`.

use gijicho_app::App;
use gijicho_app::api::Nothing;
use gijicho_app::api::export::{ExportMinutes, ExportName};
use gijicho_app::api::meetings::{FinaliseRequest, MeetingList, MeetingShow, VersionList};
use gijicho_app::api::paper::{ExportVolume, PrintOptions};
use gijicho_app::error::{AppError, Typed};
use gijicho_model::{FiscalYear, era};

use super::Context;
use crate::DONE;
use crate::args::{ExportMinutesArgs, MeetingsCommand};
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

pub(super) fn export(context: &Context, arguments: ExportMinutesArgs) -> Result<u8, AppError> {
    let ExportMinutesArgs { meeting, format, output, fiscal_year, body, draft, version, template, readings } =
        arguments;
    let app = context.existing()?;
    let template = template.unwrap_or_default();
    let exported = if let Some(meeting) = meeting {
        let name = |app: &App| app.export_name(ExportName { meeting: meeting.clone(), format: format.clone() });
        let path = output.map_or_else(|| name(&app).map(|name| name.name.into()), Ok)?;
        let print = PrintOptions { draft, version, template, readings };
        app.export_minutes(ExportMinutes { meeting, format, path: path.display().to_string(), print })?
    } else {
        if !format.eq_ignore_ascii_case("pdf") {
            return Err(AppError::BadValue { what: Typed::Format, text: format });
        }
        let year = fiscal_year.unwrap_or_default();
        let year = FiscalYear::parse(&year).ok_or_else(|| AppError::bad_year(&year))?;
        let path = output.unwrap_or_else(|| format!("{}_議事概要集.pdf", year.short()).into());
        app.export_volume(ExportVolume {
            meetings: Vec::new(),
            fiscal_year: Some(year.0),
            body: body.unwrap_or_default(),
            template,
            path: path.display().to_string(),
        })?
    };
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
