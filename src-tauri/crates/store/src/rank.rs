//! The order of siblings: ranks with gaps, so that moving one row changes one row.

use rusqlite::OptionalExtension as _;
use uuid::Uuid;

use crate::change_log::Entity;
use crate::error::{Result, StoreError};
use crate::sql::{RANK_STEP, rank_of};
use crate::transact::Tx;

/// The tables whose rows can be moved among their siblings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ranked {
    AgendaItem,
    Document,
    Remark,
    Initiative,
}

/// The statements on one table of siblings.
struct Statements {
    entity: Entity,
    /// Rank of the sibling ?2.
    rank: &'static str,
    /// Greatest rank below ?2.
    below: &'static str,
    /// Greatest rank.
    last: &'static str,
    /// Ids in order.
    ordered: &'static str,
    /// Gives row ?1 the rank ?2 and the version ?3.
    set: &'static str,
}

/// Spells out the statements for a table and the column that its siblings share.
macro_rules! statements {
    ($entity:ident, $table:literal, $parent:literal) => {
        Statements {
            entity: Entity::$entity,
            rank: concat!("SELECT rank FROM ", $table, " WHERE ", $parent, " = ?1 AND id = ?2"),
            below: concat!("SELECT max(rank) FROM ", $table, " WHERE ", $parent, " = ?1 AND rank < ?2"),
            last: concat!("SELECT max(rank) FROM ", $table, " WHERE ", $parent, " = ?1"),
            ordered: concat!("SELECT id FROM ", $table, " WHERE ", $parent, " = ?1 ORDER BY rank"),
            set: concat!("UPDATE ", $table, " SET rank = ?2, row_version = ?3 WHERE id = ?1"),
        }
    };
}

impl Ranked {
    fn statements(self) -> Statements {
        match self {
            Self::AgendaItem => statements!(AgendaItem, "agenda_item", "meeting_id"),
            Self::Document => statements!(Document, "document", "meeting_id"),
            Self::Remark => statements!(Remark, "remark", "meeting_id"),
            Self::Initiative => statements!(Initiative, "initiative", "plan_id"),
        }
    }
}

/// Rows that stand in one order.
pub(crate) struct Siblings {
    statements: Statements,
    parent: Uuid,
}

impl Siblings {
    pub(crate) fn new(kind: Ranked, parent: Uuid) -> Self {
        Self { statements: kind.statements(), parent }
    }
}

impl Tx<'_> {
    /// A free rank right before the sibling `before`, or after the last one.
    pub(crate) fn make_room(&mut self, siblings: &Siblings, before: Option<Uuid>) -> Result<i64> {
        let Siblings { statements, parent } = siblings;
        let Some(before) = before else {
            let last: Option<i64> = self.prepare(statements.last)?.query_row([parent], |row| row.get(0))?;
            return Ok(last.unwrap_or(0) + RANK_STEP);
        };
        if let Some(rank) = self.gap(siblings, before)? {
            return Ok(rank);
        }
        self.spread(siblings)?;
        self.gap(siblings, before)?
            .ok_or_else(|| StoreError::Damaged(format!("no room before {} {before}", statements.entity.name())))
    }

    /// The middle between a row and the one before it, where there is one.
    fn gap(&self, siblings: &Siblings, before: Uuid) -> Result<Option<i64>> {
        let Siblings { statements, parent } = siblings;
        let rank: Option<i64> =
            self.prepare(statements.rank)?.query_row([parent, &before], |row| row.get(0)).optional()?;
        let rank = rank.ok_or(StoreError::NotFound { entity: statements.entity, id: before })?;
        let below: Option<i64> = self.prepare(statements.below)?.query_row((parent, rank), |row| row.get(0))?;
        let below = below.unwrap_or(rank - 2 * RANK_STEP);
        Ok((rank - below >= 2).then(|| below + (rank - below) / 2))
    }

    /// Lays all siblings down again with full gaps: above the last one, so that no two ever meet.
    fn spread(&mut self, siblings: &Siblings) -> Result<()> {
        let Siblings { statements, parent } = siblings;
        let last: Option<i64> = self.prepare(statements.last)?.query_row([parent], |row| row.get(0))?;
        let mut statement = self.prepare(statements.ordered)?;
        let ids: Vec<Uuid> = statement.query_map([parent], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        for (index, id) in ids.into_iter().enumerate() {
            let rank = last.unwrap_or(0) + rank_of(index);
            self.prepare(statements.set)?.execute((id, rank, self.version()))?;
        }
        Ok(())
    }
}
