//! `decisions`.

use gijicho_app::api::decisions::{
    DecisionConfirm, DecisionList, DecisionNamed, DecisionRow, LinkRequest, Suggestions,
};
use gijicho_app::api::{Done, Nothing};
use gijicho_app::error::AppError;
use gijicho_model::{ProposalStatus, Relation, era};

use super::Context;
use crate::DONE;
use crate::args::{DecisionsCommand, LinkArgs, RelationChoice};

pub(super) fn run(context: &Context, command: DecisionsCommand) -> Result<u8, AppError> {
    let app = match command {
        DecisionsCommand::List | DecisionsCommand::Suggest { .. } => context.reading()?,
        _ => context.existing()?,
    };
    let done = |done: Done| context.output.data(&done, |done| format!("{}を記録しました。", done.label));
    match command {
        DecisionsCommand::List => context.output.data(&app.decisions_list(Nothing {})?, list),
        DecisionsCommand::Confirm { decision } => {
            done(app.decision_confirm(DecisionConfirm { decision, words: None })?);
        }
        DecisionsCommand::Dismiss { decision } => done(app.decision_dismiss(DecisionNamed { decision })?),
        DecisionsCommand::Link(arguments) => done(app.decision_link(link(arguments))?),
        DecisionsCommand::Unlink(arguments) => done(app.decision_unlink(link(arguments))?),
        DecisionsCommand::Suggest { decision } => {
            context.output.data(&app.link_suggestions(DecisionNamed { decision })?, suggestions);
        }
    }
    Ok(DONE)
}

fn link(arguments: LinkArgs) -> LinkRequest {
    LinkRequest {
        decision: arguments.decision,
        initiative: arguments.initiative,
        relation: match arguments.relation {
            RelationChoice::Approves => Relation::Approves,
            RelationChoice::Amends => Relation::Amends,
            RelationChoice::ReportsOn => Relation::ReportsOn,
            RelationChoice::Instructs => Relation::Instructs,
        },
    }
}

fn list(list: &DecisionList) -> String {
    if list.decisions.is_empty() {
        return "決定事項はまだありません。".to_owned();
    }
    let lines: Vec<String> = list.decisions.iter().map(row).collect();
    lines.join("\n")
}

/// One row, also for the decisions of an initiative.
pub(super) fn row(row: &DecisionRow) -> String {
    let state = match row.status {
        Some(ProposalStatus::Confirmed) => format!("確認 {}", row.confirmed_by.as_deref().unwrap_or_default()),
        Some(ProposalStatus::Proposed) => "提案".to_owned(),
        Some(ProposalStatus::Dismissed) => "退け".to_owned(),
        None => String::new(),
    };
    let quote = if row.quote.is_empty() { String::new() } else { format!("「{}」", row.quote) };
    let initiatives: Vec<String> =
        row.initiatives.iter().map(|link| format!("{} {}", link.number, link.title)).collect();
    format!(
        "{}\t{}\t議題{} {}\t{}\t{state}\t{quote}\t{}",
        row.number.as_deref().unwrap_or("―"),
        era::long_date(row.meeting.held_on),
        row.agenda.number,
        row.agenda.title,
        row.outcome.japanese(),
        initiatives.join("、")
    )
}

fn suggestions(list: &Suggestions) -> String {
    if list.suggestions.is_empty() {
        return "合いそうな取組は見つかりませんでした。".to_owned();
    }
    let lines: Vec<String> = list
        .suggestions
        .iter()
        .map(|s| format!("{}\t{}\t{:.2}\t{}", s.number, s.title, s.score, s.words.join("、")))
        .collect();
    lines.join("\n")
}
