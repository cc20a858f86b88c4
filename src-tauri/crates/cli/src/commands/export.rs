//! `export`: minutes and lists as files.

use std::path::PathBuf;

use gijicho_app::App;
use gijicho_app::api::export::{
    ExportList, ExportMany, ExportMinutes, ExportName, ExportSite, Exported, ExportedMany, ListKind, ListWanted,
};
use gijicho_app::api::paper::{ExportVolume, PrintOptions};
use gijicho_app::api::search::SearchRequest;
use gijicho_app::error::AppError;
use gijicho_model::{FiscalYear, Half};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Context;
use crate::DONE;
use crate::args::{ExportCommand, ListArgs, MinutesArgs};
use crate::output::say;

pub(super) fn run(context: &Context, command: ExportCommand) -> Result<u8, AppError> {
    let app = context.reading()?;
    match command {
        ExportCommand::Minutes(arguments) => minutes(context, &app, arguments)?,
        ExportCommand::Decisions { list: arguments, by_meeting, links } => {
            let kind = match (by_meeting, links) {
                (true, _) => ListKind::DecisionsByMeeting,
                (_, true) => ListKind::Links,
                _ => ListKind::Decisions,
            };
            list(context, &app, kind, arguments, (None, None))?;
        }
        ExportCommand::Initiatives(arguments) => list(context, &app, ListKind::Initiatives, arguments, (None, None))?,
        ExportCommand::Progress { list: arguments, half } => {
            list(context, &app, ListKind::Progress, arguments, (None, half.map(Into::into)))?;
        }
        ExportCommand::FollowUps(arguments) => list(context, &app, ListKind::FollowUps, arguments, (None, None))?,
        ExportCommand::Search { query, list: arguments } => {
            list(context, &app, ListKind::Search, arguments, (Some(query), None))?;
        }
        ExportCommand::Site { fiscal_year, drafts, output } => {
            let fiscal_year = year(fiscal_year.as_deref())?.map(|year| year.0);
            let site = app.export_site(ExportSite { fiscal_year, drafts, folder: output.display().to_string() })?;
            context.output.data(&site, |site| {
                format!("{} に {} 件の会議を書きました（index.html から読めます）。", site.folder, site.meetings)
            });
        }
    }
    Ok(DONE)
}

/// One meeting in one form is a file, a year as PDF alone a volume; anything else is a folder of files.
fn minutes(context: &Context, app: &App, arguments: MinutesArgs) -> Result<(), AppError> {
    let fiscal_year = year(arguments.fiscal_year.as_deref())?;
    let MinutesArgs { meetings, format, output, each, body, draft, version, template, readings, encoding, .. } =
        arguments;
    let template = template.unwrap_or_default();
    match (meetings.as_slice(), format.as_slice(), fiscal_year) {
        ([meeting], [format], None) => {
            let (meeting, format) = (meeting.clone(), format.clone());
            let name = || app.export_name(ExportName { meeting: meeting.clone(), format: format.clone() });
            let path = output.map_or_else(|| name().map(|name| name.name.into()), Ok)?.display().to_string();
            let print = PrintOptions { draft, version, template, readings };
            told(context, &app.export_minutes(ExportMinutes { meeting, format, path, print, encoding })?);
        }
        ([], [format], Some(year)) if format.eq_ignore_ascii_case("pdf") && !each => {
            let path = output.unwrap_or_else(|| format!("{}_議事概要集.pdf", year.short()).into());
            let exported = app.export_volume(ExportVolume {
                meetings: Vec::new(),
                fiscal_year: Some(year.0),
                body: body.unwrap_or_default(),
                template,
                path: path.display().to_string(),
            })?;
            told(context, &exported);
        }
        _ => {
            let folder = output.unwrap_or_else(|| PathBuf::from(".")).display().to_string();
            let print = PrintOptions { draft, version, template, readings };
            let fiscal_year = fiscal_year.map(|year| year.0);
            folder_of(context, app, ExportMany { meetings, fiscal_year, formats: format, folder, print, encoding })?;
        }
    }
    Ok(())
}

/// Writes a folder of files, with a bar on a terminal.
fn folder_of(context: &Context, app: &App, request: ExportMany) -> Result<(), AppError> {
    let bar = ProgressBar::no_length();
    bar.set_draw_target(ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len}") {
        bar.set_style(style);
    }
    let exported = app.export_many_telling(request, |progress| {
        bar.set_length(u64::from(progress.total));
        bar.set_position(u64::from(progress.done));
        true
    });
    bar.finish_and_clear();
    let exported = exported?;
    for warning in &exported.warnings {
        say(&format!("※ {warning}"));
    }
    context.output.data(&exported, many);
    Ok(())
}

fn many(exported: &ExportedMany) -> String {
    let mut lines: Vec<String> = exported.files.iter().map(|file| file.name.clone()).collect();
    lines.push(format!(
        "{} に {} 件を書きました（ハッシュの一覧は {}）。",
        exported.folder,
        exported.files.len(),
        exported.manifest
    ));
    lines.join("\n")
}

fn list(
    context: &Context,
    app: &App,
    list: ListKind,
    arguments: ListArgs,
    (query, half): (Option<String>, Option<Half>),
) -> Result<(), AppError> {
    let fiscal_year = year(arguments.fiscal_year.as_deref())?.map(|year| year.0);
    let search = query.map(|query| SearchRequest {
        query,
        fiscal_years: fiscal_year.into_iter().collect(),
        ..SearchRequest::default()
    });
    let ListArgs { format, encoding, template, output, .. } = arguments;
    let template = template.unwrap_or_default();
    let wanted = ListWanted { list, format, fiscal_year, half, search, encoding, template };
    let path = match output {
        Some(path) => path.display().to_string(),
        None => app.export_list_name(wanted.clone())?.name,
    };
    told(context, &app.export_list(ExportList { wanted, path })?);
    Ok(())
}

fn told(context: &Context, exported: &Exported) {
    for warning in &exported.warnings {
        say(&format!("※ {warning}"));
    }
    context.output.data(exported, |exported| match exported.pages {
        Some(pages) => format!("{}（{pages} 頁）", exported.path),
        None => exported.path.clone(),
    });
}

fn year(text: Option<&str>) -> Result<Option<FiscalYear>, AppError> {
    text.map(|text| FiscalYear::parse(text).ok_or_else(|| AppError::bad_year(text))).transpose()
}
