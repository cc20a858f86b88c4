//! 工程表 and 年次計画: what is to be done in which fiscal year, and in which months of it.
//!
//! A node's phases are written as a whole against what the caller has seen, because moving a bar
//! changes several cells at once; activities are rows with versions of their own.

use gijicho_model::validate::{MAX_BODY, MAX_LINE};
use gijicho_model::{ActivityId, FiscalYear, InitiativeId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Conflict, Result, StoreError};
use crate::sql::rank_of;
use crate::transact::Tx;

/// What is done in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phase {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// As printed: 検討, 実施, 順次実施.
    pub phase: String,
}

/// The most cells of one node: a plan of a century has no more.
const MOST_CELLS: usize = 200;

impl Tx<'_> {
    /// Writes the phases of a node in place of those that the caller has seen.
    pub fn set_phases(&mut self, node: InitiativeId, seen: &[Phase], wanted: &[Phase]) -> Result<()> {
        if wanted.len() > MOST_CELLS {
            return Err(check::out_of_range("schedule").into());
        }
        for cell in wanted {
            check::required("phase", &cell.phase)?;
        }
        self.require(Entity::Initiative, node.0)?;
        let held = self.phases(node)?;
        let is_seen = held.len() == seen.len() && held.iter().zip(seen).all(|((_, held), seen)| held == seen);
        if !is_seen {
            let side = |cells: &mut dyn Iterator<Item = &Phase>| {
                let cells: Vec<String> =
                    cells.map(|cell| format!("{} {}", cell.fiscal_year.short(), cell.phase)).collect();
                Some(serde_json::json!({ "schedule": cells.join("、") }))
            };
            return Err(StoreError::Conflict(Box::new(Conflict {
                entity: Entity::Schedule,
                id: node.0,
                base: side(&mut seen.iter()),
                mine: side(&mut wanted.iter()),
                theirs: side(&mut held.iter().map(|(_, cell)| cell)),
            })));
        }
        if seen == wanted {
            return Ok(());
        }
        // Rows are used again in their order, so that the log tells what moved and not that all was written anew.
        let kept = held.len().min(wanted.len());
        for ((id, _), new) in held.iter().zip(wanted).filter(|((_, old), new)| old != *new) {
            self.prepare("UPDATE schedule SET fiscal_year = ?2, phase = ?3, row_version = ?4 WHERE id = ?1")?
                .execute((id, new.fiscal_year.0, &new.phase, self.version()))?;
        }
        for (id, _) in held.iter().skip(kept) {
            self.prepare("DELETE FROM schedule WHERE id = ?1")?.execute([id])?;
        }
        for new in wanted.iter().skip(kept) {
            self.prepare(
                "INSERT INTO schedule (id, initiative_id, rank, fiscal_year, phase, row_version)
                 VALUES (?1, ?2, (SELECT coalesce(max(rank), 0) + ?3 FROM schedule WHERE initiative_id = ?2), ?4, ?5, ?6)",
            )?
            .execute((
                self.new_id(),
                node.0,
                rank_of(0),
                new.fiscal_year.0,
                &new.phase,
                self.version(),
            ))?;
        }
        Ok(())
    }

    fn phases(&self, node: InitiativeId) -> Result<Vec<(Uuid, Phase)>> {
        let mut statement =
            self.prepare("SELECT id, fiscal_year, phase FROM schedule WHERE initiative_id = ?1 ORDER BY rank")?;
        let rows = statement.query_map([node.0], |row| {
            Ok((row.get(0)?, Phase { fiscal_year: FiscalYear(row.get(1)?), phase: row.get(2)? }))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds an activity after the others of a node.
    pub fn add_activity(&mut self, node: InitiativeId, text: &str, months: &str) -> Result<ActivityId> {
        check_activity(text, months)?;
        self.require(Entity::Initiative, node.0)?;
        let id = ActivityId(self.new_id());
        self.prepare(
            "INSERT INTO activity (id, initiative_id, rank, text, months, row_version)
             VALUES (?1, ?2, (SELECT coalesce(max(rank), 0) + ?3 FROM activity WHERE initiative_id = ?2), ?4, ?5, ?6)",
        )?
        .execute((id.0, node.0, rank_of(0), text, months, self.version()))?;
        Ok(id)
    }

    /// Changes an activity.
    pub fn edit_activity(&mut self, id: ActivityId, base: i64, text: &str, months: &str) -> Result<()> {
        check_activity(text, months)?;
        self.on_version(Entity::Activity, id.0, base, |tx| {
            tx.prepare("UPDATE activity SET text = ?2, months = ?3, row_version = ?4 WHERE id = ?1")?.execute((
                id.0,
                text,
                months,
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Deletes an activity.
    pub fn delete_activity(&mut self, id: ActivityId, base: i64) -> Result<()> {
        self.on_version(Entity::Activity, id.0, base, |tx| {
            tx.prepare("DELETE FROM activity WHERE id = ?1")?.execute([id.0])?;
            Ok(())
        })
    }
}

fn check_activity(text: &str, months: &str) -> Result<()> {
    if text.trim().is_empty() {
        check::required("activity", text)?;
    }
    check::bounded("activity", text, MAX_BODY)?;
    Ok(check::bounded("months", months, MAX_LINE)?)
}
