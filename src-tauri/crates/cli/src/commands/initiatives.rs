//! `initiatives` and `follow-ups`.

use gijicho_app::App;
use gijicho_app::api::Nothing;
use gijicho_app::api::follow_ups::FollowUpList;
use gijicho_app::api::initiatives::{InitiativeList, InitiativeShow, InitiativeView};
use gijicho_app::api::planning::{InitiativesRelate, RelationKind, RelationOf};
use gijicho_app::error::AppError;
use gijicho_model::{FollowUpState, InitiativeKind, era};

use super::{Context, decisions};
use crate::DONE;
use crate::args::{InitiativeRelationChoice, InitiativesCommand, RelateArgs};

pub(super) fn run(context: &Context, command: InitiativesCommand) -> Result<u8, AppError> {
    let app = match command {
        InitiativesCommand::List | InitiativesCommand::Show { .. } => context.reading()?,
        InitiativesCommand::Relate(_) | InitiativesCommand::Unrelate(_) => context.existing()?,
    };
    match command {
        InitiativesCommand::List => context.output.data(&app.initiatives_list(Nothing {})?, list),
        InitiativesCommand::Show { initiative, as_of, known_on } => {
            context.output.data(&app.initiative_show(InitiativeShow { initiative, as_of, known_on })?, view);
        }
        InitiativesCommand::Relate(arguments) => relate(context, &app, &arguments, true)?,
        InitiativesCommand::Unrelate(arguments) => relate(context, &app, &arguments, false)?,
    }
    Ok(DONE)
}

fn relate(context: &Context, app: &App, arguments: &RelateArgs, is_tied: bool) -> Result<(), AppError> {
    let relation = match arguments.relation {
        InitiativeRelationChoice::Details => RelationKind::Details,
        InitiativeRelationChoice::Continues => RelationKind::Continues,
        InitiativeRelationChoice::Replaces => RelationKind::Replaces,
    };
    let named = InitiativesRelate { from: arguments.from.clone(), to: arguments.to.clone(), relation, is_tied };
    context.output.data(&app.initiatives_relate(named)?, |related| {
        let what = if is_tied { "関係付けました" } else { "関係を外しました" };
        format!("{} 件の取組を「{}」に{what}。", related.from.len(), related.to)
    });
    Ok(())
}

pub(super) fn follow_ups(context: &Context) -> Result<u8, AppError> {
    let list = context.reading()?.follow_ups_list(Nothing {})?;
    context.output.data(&list, follow_up_lines);
    Ok(DONE)
}

fn list(list: &InitiativeList) -> String {
    if list.initiatives.is_empty() {
        return "取組はまだありません。gijicho import --kind plan で計画を取り込めます。".to_owned();
    }
    let mut lines = Vec::new();
    for plan in &list.plans {
        lines.push(format!("{}（{}）", plan.title, plan.fiscal_year));
        for row in list.initiatives.iter().filter(|row| row.plan == plan.id) {
            lines.push(match row.kind {
                InitiativeKind::Pillar => format!("  {}", row.title),
                InitiativeKind::Initiative => format!("    {} {}（決定 {}）", row.number, row.title, row.decisions),
                InitiativeKind::Item => format!("      □{}", row.title),
            });
        }
    }
    lines.join("\n")
}

fn view(view: &InitiativeView) -> String {
    let mut lines = vec![format!("{} {}", view.initiative.number, view.initiative.title)];
    lines.push(format!("{} {}", view.plan.title, view.path.join(" ＞ ")));
    if let Some(day) = view.as_of {
        lines.push(format!("{}の時点で", era::long_date(day)));
    }
    if let Some(day) = view.known_on {
        lines.push(format!("{}に書庫にあった記録で", era::long_date(day)));
    }
    lines.push(if view.decisions.is_empty() {
        "確認された決定はありません。".to_owned()
    } else {
        "決定:".to_owned()
    });
    lines.extend(view.decisions.iter().map(|row| format!("  {}", decisions::row(row))));
    if !view.pending.is_empty() {
        lines.push("未確認:".to_owned());
        lines.extend(view.pending.iter().map(|row| format!("  {}", decisions::row(row))));
    }
    if !view.progress.is_empty() {
        lines.push("進捗:".to_owned());
        lines.extend(view.progress.iter().map(|report| format!("  {} {}", report.when, report.text)));
    }
    if !view.relations.is_empty() {
        lines.push("ほかの計画の取組:".to_owned());
        lines.extend(view.relations.iter().map(|tie| format!("  {}", related(tie))));
    }
    if view.later > 0 {
        lines.push("このあと:".to_owned());
        lines.extend(view.later_decisions.iter().map(|row| format!("  {}", decisions::row(row))));
        lines.extend(view.later_progress.iter().map(|report| format!("  {} {}", report.when, report.text)));
    }
    lines.join("\n")
}

/// 「これを具体化する取組: 令和2年度 3 窓口の案内」
fn related(tie: &RelationOf) -> String {
    let how = match (tie.relation, tie.from_other) {
        (RelationKind::Details, false) => "これが具体化する取組",
        (RelationKind::Details, true) => "これを具体化する取組",
        (RelationKind::Continues, false) => "これが引き継ぐ取組",
        (RelationKind::Continues, true) => "これを引き継ぐ取組",
        (RelationKind::Replaces, false) => "これが置き換える取組",
        (RelationKind::Replaces, true) => "これを置き換える取組",
    };
    format!("{how}: {} {} {}", tie.fiscal_year, tie.number, tie.title)
}

fn follow_up_lines(list: &FollowUpList) -> String {
    if list.follow_ups.is_empty() {
        return "宿題はありません。".to_owned();
    }
    let lines: Vec<String> = list
        .follow_ups
        .iter()
        .map(|row| {
            let state = match row.follow_up.state {
                FollowUpState::Open => "未回答",
                FollowUpState::Answered => "回答済み",
            };
            format!(
                "{}\t{}\t{}\t{state}\t「{}」",
                row.meeting.label, row.speaker, row.follow_up.addressee, row.follow_up.quote
            )
        })
        .collect();
    lines.join("\n")
}
