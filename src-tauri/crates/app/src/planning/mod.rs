//! Plans at work: the tree, schedule, reports, indicators and relations, each edit one named operation.
//!
//! Invariants:
//! - An edit carries what the caller has seen; where somebody else was quicker, nothing is written and
//!   both sides are answered.
//! - What is typed (a date, a year) is read before the write begins.

mod number;
mod relate;
mod round;
mod versions;
mod view;

pub(crate) use view::relation_of;

use std::collections::BTreeMap;

use gijicho_model::{FiscalYear, era};
use gijicho_store::{InitiativeText, Losses, NewPlan, Op, OpKind, Phase, ReportText, StoreError, Tx};
use uuid::Uuid;

use crate::App;
use crate::api::Done;
use crate::api::drafting::{EditDone, Edited};
use crate::api::planning::{
    NodeInput, PhaseInput, PlanEdit, PlanEditRequest, PlanInput, PlanNamed, PlanView, ReportInput,
};
use crate::drafting::{conflict, number as caller_number};
use crate::error::AppError;

/// What an edit does inside of its operation; gives the row that it made.
type Work<'a> = Box<dyn Fn(&mut Tx<'_>) -> Result<Option<Uuid>, StoreError> + 'a>;

impl App {
    /// One plan with everything in it.
    pub fn plan_show(&self, named: PlanNamed) -> Result<PlanView, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        Ok(view::shown(reader.plan_contents(named.plan)?, reader.department_successions()?))
    }

    /// Changes a plan.
    pub fn plan_edit(&self, request: PlanEditRequest) -> Result<Edited, AppError> {
        let PlanEditRequest { edit, burst, op_id } = request;
        let (burst, op_id) = (caller_number(burst.as_deref())?, caller_number(op_id.as_deref())?);
        let (label, work) = prepare(&edit)?;
        let op = Op { op_id, ..Op::new(OpKind::Edit, label).in_burst(burst) };
        let committed = match self.writing().transact(&op, &self.actor(), work) {
            Err(StoreError::Conflict(found)) => return Ok(Edited::Conflict(conflict::explain(&found))),
            committed => committed?,
        };
        let version = committed.version;
        let versions: BTreeMap<String, i64> =
            committed.changes.iter().map(|change| (change.id.to_string(), version)).collect();
        let done = Done { label: label.to_owned(), seq: committed.seq };
        let row = self.announce(committed).map(|row| row.to_string());
        Ok(Edited::Done(EditDone { done, row, versions }))
    }
}

/// What the menu calls an edit, and what it does.
fn prepare(edit: &PlanEdit) -> Result<(&'static str, Work<'_>), AppError> {
    match edit {
        PlanEdit::PlanAdd { .. }
        | PlanEdit::PlanWrite { .. }
        | PlanEdit::DepartmentSucceed { .. }
        | PlanEdit::SuccessionForget { .. } => prepare_head(edit),
        PlanEdit::NodeAdd { .. }
        | PlanEdit::NodeWrite { .. }
        | PlanEdit::NodeMove { .. }
        | PlanEdit::NodeDelete { .. }
        | PlanEdit::Renumber { .. }
        | PlanEdit::Relate { .. }
        | PlanEdit::Unrelate { .. } => Ok(prepare_node(edit)),
        _ => Ok(prepare_part(edit)),
    }
}

/// Edits of what stands over a plan.
fn prepare_head(edit: &PlanEdit) -> Result<(&'static str, Work<'_>), AppError> {
    Ok(match edit {
        PlanEdit::PlanWrite { plan, base, text } => {
            let head = head(text)?;
            ("計画の書き直し", work(move |tx| tx.edit_plan(*plan, *base, &head)))
        }
        PlanEdit::DepartmentSucceed { from, to, since } => {
            let since = era::parse_date(since).ok_or_else(|| AppError::bad_date(since))?;
            ("担当課の引継ぎ", work(move |tx| tx.succeed_department(from, to, since).map(drop)))
        }
        PlanEdit::SuccessionForget { succession } => {
            let id = caller_number(Some(succession))?.unwrap_or_default();
            ("担当課の引継ぎの取消し", work(move |tx| tx.forget_succession(id)))
        }
        PlanEdit::PlanAdd { text } => {
            let head = head(text)?;
            ("計画の追加", Box::new(move |tx| Ok(Some(tx.add_plan(&head)?.0))))
        }
        _ => nothing(),
    })
}

/// Edits of the tree.
fn prepare_node(edit: &PlanEdit) -> (&'static str, Work<'_>) {
    match edit {
        PlanEdit::NodeAdd { plan, parent, before, of, text } => {
            let text = node_text(text);
            let add = move |tx: &mut Tx<'_>| Ok(Some(tx.insert_initiative(*plan, *parent, *before, *of, &text)?.0));
            ("取組の追加", Box::new(add))
        }
        PlanEdit::NodeWrite { node, base, text } => {
            let text = node_text(text);
            ("取組の書き直し", work(move |tx| tx.edit_initiative(*node, *base, &text)))
        }
        PlanEdit::NodeMove { node, base, parent, before } => {
            ("取組を移動", work(move |tx| tx.move_initiative(*node, *base, *parent, *before)))
        }
        PlanEdit::NodeDelete { node, base, accept } => {
            let losses = if *accept { Losses::Accept } else { Losses::Refuse };
            ("取組の削除", work(move |tx| tx.delete_initiative(*node, *base, losses)))
        }
        PlanEdit::Renumber { plan } => ("番号の付け直し", work(move |tx| number::renumber(tx, *plan))),
        PlanEdit::Relate { from, to, relation } => (
            "取組の関係付け",
            work(move |tx| from.iter().try_for_each(|from| tx.relate_initiatives(*from, *to, (*relation).into()))),
        ),
        PlanEdit::Unrelate { from, to, relation } => {
            ("取組の関係の取消し", work(move |tx| tx.unrelate_initiatives(*from, *to, (*relation).into())))
        }
        _ => nothing(),
    }
}

/// Edits of what belongs to a node.
fn prepare_part(edit: &PlanEdit) -> (&'static str, Work<'_>) {
    match edit {
        PlanEdit::Phases { node, seen, wanted } => {
            let (seen, wanted) = (phases(seen), phases(wanted));
            ("工程の変更", work(move |tx| tx.set_phases(*node, &seen, &wanted)))
        }
        PlanEdit::ActivityAdd { node, text, months } => {
            ("年次計画の追加", Box::new(move |tx| Ok(Some(tx.add_activity(*node, text.trim(), months.trim())?.0))))
        }
        PlanEdit::ActivityWrite { activity, base, text, months } => {
            ("年次計画の書き直し", work(move |tx| tx.edit_activity(*activity, *base, text.trim(), months.trim())))
        }
        PlanEdit::ActivityDelete { activity, base } => {
            ("年次計画の削除", work(move |tx| tx.delete_activity(*activity, *base)))
        }
        PlanEdit::ReportAdd { node, fiscal_year, half, text } => {
            let (report, period) = (report_text(text), (*fiscal_year, *half));
            ("進捗の追加", Box::new(move |tx| Ok(Some(tx.add_report(*node, period, &report, None)?.0))))
        }
        PlanEdit::ReportWrite { report, base, text } => {
            let text = report_text(text);
            ("進捗の書き直し", work(move |tx| tx.edit_report(*report, *base, &text)))
        }
        PlanEdit::ReportDelete { report, base } => ("進捗の削除", work(move |tx| tx.delete_report(*report, *base))),
        PlanEdit::IndicatorAdd { node, name, unit } => {
            ("指標の追加", Box::new(move |tx| Ok(Some(tx.add_indicator(*node, name.trim(), unit.trim())?.0))))
        }
        PlanEdit::IndicatorWrite { indicator, base, name, unit } => {
            ("指標の書き直し", work(move |tx| tx.edit_indicator(*indicator, *base, name.trim(), unit.trim())))
        }
        PlanEdit::IndicatorDelete { indicator, base } => {
            ("指標の削除", work(move |tx| tx.delete_indicator(*indicator, *base)))
        }
        PlanEdit::IndicatorValue { indicator, seen, value } => {
            ("指標の値", work(move |tx| tx.set_indicator_value(*indicator, seen.as_ref(), value)))
        }
        _ => nothing(),
    }
}

/// An edit that makes no row that somebody would go to.
fn work<'a>(edit: impl Fn(&mut Tx<'_>) -> Result<(), StoreError> + 'a) -> Work<'a> {
    Box::new(move |tx| edit(tx).map(|()| None))
}

/// For an arm that the list of edits cannot reach: the edit belongs to another group.
fn nothing<'a>() -> (&'static str, Work<'a>) {
    ("", work(|_| Ok(())))
}

fn head(input: &PlanInput) -> Result<NewPlan, AppError> {
    let fiscal_year = FiscalYear::parse(&input.fiscal_year).ok_or_else(|| AppError::bad_year(&input.fiscal_year))?;
    let issued_on = match input.issued_on.trim() {
        "" => None,
        text => Some(era::parse_date(text).ok_or_else(|| AppError::bad_date(text))?),
    };
    let (title, issued_by) = (input.title.trim().to_owned(), input.issued_by.trim().to_owned());
    Ok(NewPlan { title, fiscal_year, issued_on, issued_by })
}

fn node_text(input: &NodeInput) -> InitiativeText {
    let departments = input.departments.iter().map(|name| name.trim().to_owned());
    InitiativeText {
        number: gijicho_model::fold::width(input.number.trim()),
        title: input.title.trim().to_owned(),
        summary: input.summary.trim().to_owned(),
        departments: departments.filter(|name| !name.is_empty()).collect(),
    }
}

fn phases(input: &[PhaseInput]) -> Vec<Phase> {
    input.iter().map(|cell| Phase { fiscal_year: cell.fiscal_year, phase: cell.phase.clone() }).collect()
}

fn report_text(input: &ReportInput) -> ReportText {
    let trimmed = |text: &str| text.trim().to_owned();
    ReportText { when: trimmed(&input.when), status: trimmed(&input.status), text: trimmed(&input.text) }
}
