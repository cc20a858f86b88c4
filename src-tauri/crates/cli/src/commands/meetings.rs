//! `meetings`.

use gijicho_app::api::Nothing;
use gijicho_app::api::meetings::{FinaliseRequest, MeetingList, MeetingShow, VersionList};
use gijicho_app::api::versions::{
    CompareAsk, Comparison, Piece, PieceSide, RowFate, Touched, ValueChange, VersionAsk, VersionBack,
};
use gijicho_app::error::AppError;
use gijicho_model::era;

use super::Context;
use crate::DONE;
use crate::args::MeetingsCommand;

pub(super) fn run(context: &Context, command: MeetingsCommand) -> Result<u8, AppError> {
    let app = match command {
        MeetingsCommand::Finalise { .. } | MeetingsCommand::Restore { .. } => context.existing()?,
        MeetingsCommand::List
        | MeetingsCommand::Show { .. }
        | MeetingsCommand::Diff { .. }
        | MeetingsCommand::Versions { .. } => context.reading()?,
    };
    match command {
        MeetingsCommand::List => context.output.data(&app.meetings_list(Nothing {})?, list),
        MeetingsCommand::Show { meeting, version: Some(number) } => {
            let ask = VersionAsk { meeting, number };
            let text = app.version_text(&ask)?;
            context.output.data(&app.meeting_version(ask)?, |_| text);
        }
        MeetingsCommand::Show { meeting, version: None } => {
            let view = app.meeting_show(MeetingShow { meeting: meeting.clone() })?;
            let text = app.minutes_text(&meeting)?;
            context.output.data(&view, |_| text);
        }
        MeetingsCommand::Finalise { meeting, reason } => {
            let done = app.meeting_finalise(FinaliseRequest { meeting, reason })?;
            context.output.data(&done, |_| "確定しました。".to_owned());
        }
        MeetingsCommand::Restore { meeting, number, reason } => {
            let done = app.meeting_bring_back(VersionBack { meeting, number, reason })?;
            context.output.data(&done, |done| format!("{}。", done.label));
        }
        MeetingsCommand::Diff { meeting, from, to } => {
            let compared = app.meeting_compare(CompareAsk { meeting, from: Some(from), to })?;
            context.output.data(&compared, comparison);
        }
        MeetingsCommand::Versions { meeting } => {
            context.output.data(&app.meeting_versions(MeetingShow { meeting })?, versions);
        }
    }
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

/// What differs, a line each; 〔－…－〕 is gone, 〔＋…＋〕 is new.
fn comparison(compared: &Comparison) -> String {
    let mut lines = Vec::new();
    for (what, changes) in [("頭書", &compared.head), ("決定", &compared.decisions), ("取組", &compared.links)] {
        lines.extend(changes.iter().map(|change| field_line(what, change)));
    }
    for row in &compared.rows {
        let fate = match row.fate {
            RowFate::Added => "追加",
            RowFate::Removed => "削除",
            RowFate::Moved => "移動",
            RowFate::Changed => "変更",
            RowFate::MovedAndChanged => "移動・変更",
        };
        let what = if row.is_item { "議題" } else { "発言" };
        lines.push(format!("{what}\t{fate}\t{}\t{} {}", row.under, marked(&row.heading), marked(&row.words)));
    }
    if lines.is_empty() {
        return "違いはありません。".to_owned();
    }
    for Touched { number, quote, initiatives } in &compared.touched {
        lines.push(format!("関わる決定\t{number}\t「{quote}」\t{}", initiatives.join("、")));
    }
    lines.push(format!("変わらない議題と発言 {}", compared.unchanged));
    lines.join("\n")
}

fn field_line(what: &str, change: &ValueChange) -> String {
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "（なし）".to_owned());
    format!("{what}\t{}\t{} → {}", change.name, side(&change.before), side(&change.after))
}

fn marked(pieces: &[Piece]) -> String {
    let marked = pieces.iter().map(|piece| match piece.side {
        PieceSide::Both => piece.text.clone(),
        PieceSide::Before => format!("〔－{}－〕", piece.text),
        PieceSide::After => format!("〔＋{}＋〕", piece.text),
    });
    marked.collect::<String>().replace('\n', "／")
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
