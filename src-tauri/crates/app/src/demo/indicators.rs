//! The indicators of the sample plan: values at the ends of half years, as a secretariat keeps them.

use gijicho_model::{FiscalYear, IndicatorValue, InitiativeId, InitiativeKind, PlanId, era};
use gijicho_store::{StoreError, Tx};
use serde::Deserialize;

use super::damaged;
use crate::error::AppError;

/// A line of the file.
#[derive(Deserialize)]
pub(super) struct IndicatorRow {
    #[serde(rename = "番号")]
    number: String,
    #[serde(rename = "指標")]
    name: String,
    #[serde(rename = "単位")]
    unit: String,
    /// Year and month of the value: R4.3.
    #[serde(rename = "時点")]
    at: String,
    #[serde(rename = "値")]
    value: String,
    /// What it should be when the plan ends.
    #[serde(rename = "目標（令和７年度末）")]
    target: String,
}

/// The year in which the plan ends.
const LAST_YEAR: FiscalYear = FiscalYear(2025);

/// Reads the file.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<IndicatorRow>, AppError> {
    csv::Reader::from_reader(bytes).deserialize().collect::<Result<_, _>>().map_err(damaged)
}

/// Records every value in its year, the last of a year standing; and the target where the plan ends.
pub(super) fn record(tx: &mut Tx<'_>, plan: PlanId, rows: &[IndicatorRow]) -> Result<(), StoreError> {
    let tree = tx.tree(plan)?;
    let find = |number: &str| -> Option<InitiativeId> {
        let found = tree.iter().find(|node| node.kind == InitiativeKind::Initiative && node.number == number)?;
        Some(found.id)
    };
    for row in rows {
        // The first of the month: only its year is kept.
        let Some(day) = era::parse_date(&format!("{}.1", row.at)) else { continue };
        let Some(initiative) = find(&row.number) else { continue };
        let actual =
            IndicatorValue { fiscal_year: FiscalYear::of(day), target: String::new(), actual: row.value.clone() };
        tx.record_indicator(initiative, &row.name, &row.unit, &actual)?;
        let target = IndicatorValue { fiscal_year: LAST_YEAR, target: row.target.clone(), actual: String::new() };
        tx.record_indicator(initiative, &row.name, &row.unit, &target)?;
    }
    Ok(())
}
