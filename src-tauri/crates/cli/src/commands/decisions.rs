//! `decisions`.

use gijicho_app::api::Done;
use gijicho_app::api::decisions::{
    DecisionConfirm, DecisionList, DecisionNamed, DecisionRow, DecisionsAsk, LinkRequest, RegisterOrder, Standing,
    Suggestions,
};
use gijicho_app::error::AppError;
use gijicho_model::{ProposalStatus, Relation, era};

use super::Context;
use crate::DONE;
use crate::args::{DecisionsCommand, DecisionsList, LinkArgs, OrderChoice, RelationChoice, StandingChoice};

pub(super) fn run(context: &Context, command: DecisionsCommand) -> Result<u8, AppError> {
    let app = match command {
        DecisionsCommand::List(_) | DecisionsCommand::Suggest { .. } => context.reading()?,
        _ => context.existing()?,
    };
    let done = |done: Done| context.output.data(&done, |done| format!("{}を記録しました。", done.label));
    match command {
        DecisionsCommand::List(arguments) => {
            let ask = asked(arguments);
            let is_everything =
                ask == DecisionsAsk { order: ask.order, is_turned: ask.is_turned, ..Default::default() };
            context.output.data(&app.decisions_list(ask)?, |rows| list(rows, is_everything));
        }
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

fn asked(arguments: DecisionsList) -> DecisionsAsk {
    DecisionsAsk {
        fiscal_years: arguments.fiscal_year,
        body: arguments.body,
        outcome: arguments.outcome,
        standing: arguments.status.map(|status| match status {
            StandingChoice::Proposed => Standing::Proposed,
            StandingChoice::Confirmed => Standing::Confirmed,
            StandingChoice::Open => Standing::Open,
        }),
        is_linked: (arguments.linked || arguments.unlinked).then_some(arguments.linked),
        initiative: arguments.initiative,
        text: arguments.text,
        order: match arguments.sort {
            OrderChoice::Date => RegisterOrder::Date,
            OrderChoice::Number => RegisterOrder::Number,
            OrderChoice::Agenda => RegisterOrder::Agenda,
            OrderChoice::Outcome => RegisterOrder::Outcome,
        },
        is_turned: arguments.reverse,
    }
}

fn list(list: &DecisionList, is_everything: bool) -> String {
    if list.decisions.is_empty() {
        let none = if is_everything {
            "決定事項はまだありません。"
        } else {
            "条件に合う決定事項はありません。"
        };
        return none.to_owned();
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
