//! `progress`: the half-year round, its sheets and what is missing.

use gijicho_app::api::round::{RoundAsk, RoundSheets, RoundView, WrittenSheets};
use gijicho_app::error::AppError;
use gijicho_model::FiscalYear;

use super::Context;
use crate::args::{PeriodArgs, ProgressCommand};
use crate::{DONE, FINDINGS};

pub(super) fn run(context: &Context, command: ProgressCommand) -> Result<u8, AppError> {
    let app = context.reading()?;
    match command {
        ProgressCommand::Sheets { period, format, folder } => {
            let folder = folder.display().to_string();
            let sheets = app.round_sheets(RoundSheets { ask: ask(&period)?, formats: format, folder })?;
            context.output.data(&sheets, written);
            Ok(DONE)
        }
        ProgressCommand::Missing { period } => {
            let round = app.round_show(ask(&period)?)?;
            context.output.data(&round, missing);
            Ok(if round.missing == 0 { DONE } else { FINDINGS })
        }
    }
}

fn ask(period: &PeriodArgs) -> Result<RoundAsk, AppError> {
    let year = FiscalYear::parse(&period.fiscal_year).ok_or_else(|| AppError::bad_year(&period.fiscal_year))?;
    Ok(RoundAsk { fiscal_year: year, half: period.half.into(), plan: None })
}

fn written(sheets: &WrittenSheets) -> String {
    let mut lines: Vec<String> =
        sheets.files.iter().map(|sheet| format!("{}（取組 {} 件）", sheet.name, sheet.initiatives)).collect();
    lines.push(format!("{} に {} 件の様式を書きました。", sheets.folder, sheets.files.len()));
    lines.join("\n")
}

fn missing(round: &RoundView) -> String {
    if round.missing == 0 {
        return format!("{}の報告は、取組 {} 件すべてにあります。", round.plan.title, round.initiatives);
    }
    let waiting = round.departments.iter().filter(|department| !department.missing.is_empty());
    let mut lines: Vec<String> = waiting
        .map(|department| {
            let name = if department.name.is_empty() { "担当課の記載なし" } else { &department.name };
            let shared = match department.shared.len() {
                0 => String::new(),
                count => format!("（ほかに、別の課が答える共管の取組 {count} 件）"),
            };
            format!("{name}\t{} 件のうち {} 件{shared}", department.initiatives.len(), department.missing.len())
        })
        .collect();
    lines.push(format!("報告のない取組は {} 件のうち {} 件です。", round.initiatives, round.missing));
    lines.join("\n")
}
