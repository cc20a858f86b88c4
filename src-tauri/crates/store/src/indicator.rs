//! Indicators (指標): a number followed over the years, with its target and what became of it.
//!
//! Values are kept as printed, because a target may be 「80%以上」 and a value 「集計中」.

use gijicho_model::{FiscalYear, Indicator, IndicatorId, IndicatorValue, InitiativeId, fold};
use rusqlite::OptionalExtension as _;
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Conflict, Result, StoreError};
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
        check_indicator(name, unit)?;
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
            self.add_indicator_value(id, value)?;
        }
        Ok(id)
    }

    fn add_indicator_value(&mut self, id: IndicatorId, value: &IndicatorValue) -> Result<()> {
        let IndicatorValue { fiscal_year, target, actual } = value;
        self.prepare(
            "INSERT INTO indicator_value (id, indicator_id, fiscal_year, target, actual, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((self.new_id(), id.0, fiscal_year.0, target, actual, self.version()))?;
        Ok(())
    }
}

impl Tx<'_> {
    /// Adds an indicator after the others of a node.
    pub fn add_indicator(&mut self, initiative: InitiativeId, name: &str, unit: &str) -> Result<IndicatorId> {
        check_indicator(name, unit)?;
        self.require(Entity::Initiative, initiative.0)?;
        let id = IndicatorId(self.new_id());
        self.prepare(
            "INSERT INTO indicator (id, initiative_id, rank, name, unit, row_version)
             VALUES (?1, ?2, (SELECT coalesce(max(rank), 0) + ?3 FROM indicator WHERE initiative_id = ?2), ?4, ?5, ?6)",
        )?
        .execute((id.0, initiative.0, rank_of(0), name, unit, self.version()))?;
        Ok(id)
    }

    /// Changes what an indicator is called.
    pub fn edit_indicator(&mut self, id: IndicatorId, base: i64, name: &str, unit: &str) -> Result<()> {
        check_indicator(name, unit)?;
        self.on_version(Entity::Indicator, id.0, base, |tx| {
            tx.prepare("UPDATE indicator SET name = ?2, unit = ?3, row_version = ?4 WHERE id = ?1")?.execute((
                id.0,
                name,
                unit,
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Deletes an indicator with its values.
    pub fn delete_indicator(&mut self, id: IndicatorId, base: i64) -> Result<()> {
        self.on_version(Entity::Indicator, id.0, base, |tx| {
            tx.prepare("DELETE FROM indicator_value WHERE indicator_id = ?1")?.execute([id.0])?;
            tx.prepare("DELETE FROM indicator WHERE id = ?1")?.execute([id.0])?;
            Ok(())
        })
    }

    /// Writes target and actual value of a year in place of those that the caller has seen; a year
    /// with neither is taken out.
    pub fn set_indicator_value(
        &mut self,
        id: IndicatorId,
        seen: Option<&IndicatorValue>,
        value: &IndicatorValue,
    ) -> Result<()> {
        check::bounded("indicator.target", &value.target, gijicho_model::validate::MAX_LINE)?;
        check::bounded("indicator.actual", &value.actual, gijicho_model::validate::MAX_LINE)?;
        self.require(Entity::Indicator, id.0)?;
        let held = self
            .prepare("SELECT id, target, actual FROM indicator_value WHERE indicator_id = ?1 AND fiscal_year = ?2")?
            .query_row((id.0, value.fiscal_year.0), |row| {
                let held = IndicatorValue { fiscal_year: value.fiscal_year, target: row.get(1)?, actual: row.get(2)? };
                Ok((row.get::<_, Uuid>(0)?, held))
            })
            .optional()?;
        if held.as_ref().map(|(_, held)| held) != seen {
            let side = |value: Option<&IndicatorValue>| value.and_then(|value| serde_json::to_value(value).ok());
            return Err(StoreError::Conflict(Box::new(Conflict {
                entity: Entity::IndicatorValue,
                id: id.0,
                base: side(seen),
                mine: side(Some(value)),
                theirs: side(held.as_ref().map(|(_, held)| held)),
            })));
        }
        let is_empty = value.target.trim().is_empty() && value.actual.trim().is_empty();
        match held {
            Some((row, _)) if is_empty => {
                self.prepare("DELETE FROM indicator_value WHERE id = ?1")?.execute([row])?;
            }
            Some((row, held)) if held != *value => {
                self.prepare("UPDATE indicator_value SET target = ?2, actual = ?3, row_version = ?4 WHERE id = ?1")?
                    .execute((row, &value.target, &value.actual, self.version()))?;
            }
            None if !is_empty => self.add_indicator_value(id, value)?,
            _ => {}
        }
        Ok(())
    }
}

fn check_indicator(name: &str, unit: &str) -> Result<()> {
    check::required("indicator.name", name)?;
    Ok(check::bounded("indicator.unit", unit, gijicho_model::validate::MAX_LINE)?)
}
