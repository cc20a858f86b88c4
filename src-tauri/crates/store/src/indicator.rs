//! Indicators (指標): a number followed over the years, with its target and what became of it.
//!
//! Values are kept as printed, because a target may be 「80%以上」 and a value 「集計中」.

use gijicho_model::{FiscalYear, Indicator, IndicatorId, IndicatorValue, InitiativeId, fold};
use rusqlite::OptionalExtension as _;
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::Result;
use crate::reader::Reader;
use crate::sql::rank_of;
use crate::transact::Tx;

impl Reader<'_> {
    /// The indicators of one node, in printed order, their values year by year.
    pub(crate) fn indicators_of(&self, initiative: InitiativeId) -> Result<Vec<Indicator>> {
        let mut statement =
            self.prepare("SELECT id, name, unit FROM indicator WHERE initiative_id = ?1 ORDER BY rank")?;
        let indicators = statement.query_map([initiative.0], |row| {
            Ok(Indicator {
                id: IndicatorId(row.get(0)?),
                initiative_id: initiative,
                name: row.get(1)?,
                unit: row.get(2)?,
                values: Vec::new(),
            })
        })?;
        let mut indicators = indicators.collect::<rusqlite::Result<Vec<_>>>()?;
        let mut statement = self.prepare(
            "SELECT fiscal_year, target, actual FROM indicator_value WHERE indicator_id = ?1 ORDER BY fiscal_year",
        )?;
        for indicator in &mut indicators {
            let values = statement.query_map([indicator.id.0], |row| {
                Ok(IndicatorValue { fiscal_year: FiscalYear(row.get(0)?), target: row.get(1)?, actual: row.get(2)? })
            })?;
            indicator.values = values.collect::<rusqlite::Result<_>>()?;
        }
        Ok(indicators)
    }
}

impl Tx<'_> {
    /// Records what an indicator of a node should be and was in a year. The indicator is found by
    /// name and unit, width and white space aside, or added. What is empty leaves what was known.
    pub fn record_indicator(
        &mut self,
        initiative: InitiativeId,
        name: &str,
        unit: &str,
        value: &IndicatorValue,
    ) -> Result<IndicatorId> {
        check::required("indicator.name", name)?;
        check::bounded("indicator.unit", unit, gijicho_model::validate::MAX_LINE)?;
        check::bounded("indicator.target", &value.target, gijicho_model::validate::MAX_LINE)?;
        check::bounded("indicator.actual", &value.actual, gijicho_model::validate::MAX_LINE)?;
        self.require(Entity::Initiative, initiative.0)?;
        let known = self.indicators_of(initiative)?;
        let wanted = (fold::squeezed(name), fold::squeezed(unit));
        let found = known.iter().find(|held| (fold::squeezed(&held.name), fold::squeezed(&held.unit)) == wanted);
        let id = if let Some(indicator) = found {
            indicator.id
        } else {
            let id = IndicatorId(self.new_id());
            self.prepare(
                "INSERT INTO indicator (id, initiative_id, rank, name, unit, row_version)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((id.0, initiative.0, rank_of(known.len()), name, unit, self.version()))?;
            id
        };
        let held: Option<Uuid> = self
            .prepare("SELECT id FROM indicator_value WHERE indicator_id = ?1 AND fiscal_year = ?2")?
            .query_row((id.0, value.fiscal_year.0), |row| row.get(0))
            .optional()?;
        if let Some(held) = held {
            self.prepare(
                "UPDATE indicator_value SET target = coalesce(nullif(?2, ''), target),
                        actual = coalesce(nullif(?3, ''), actual), row_version = ?4 WHERE id = ?1",
            )?
            .execute((held, &value.target, &value.actual, self.version()))?;
        } else {
            self.prepare(
                "INSERT INTO indicator_value (id, indicator_id, fiscal_year, target, actual, row_version)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                self.new_id(),
                id.0,
                value.fiscal_year.0,
                &value.target,
                &value.actual,
                self.version(),
            ))?;
        }
        Ok(id)
    }
}
