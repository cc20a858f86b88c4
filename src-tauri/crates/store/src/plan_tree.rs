//! Editing a plan: its head, and its tree by adding, moving and removing nodes.
//!
//! Invariants:
//! - A node stands only under one that may hold it: pillars under pillars, initiatives under pillars
//!   or at the top, items under initiatives.
//! - A node moves with everything below it, and keeps the order within.
//! - Nothing below or tied to a node goes without a person having seen what it is.

use gijicho_model::{Initiative, InitiativeId, InitiativeKind, PlanId};
use serde::{Deserialize, Serialize};

use crate::change_log::Entity;
use crate::check;
use crate::error::{Candidate, Result, StoreError};
use crate::initiative::InitiativeRelation;
use crate::meeting::Losses;
use crate::plan::NewPlan;
use crate::rank::{Ranked, Siblings};
use crate::reader::Reader;
use crate::sql::Text;
use crate::transact::Tx;

/// What would go with a node.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InitiativeLosses {
    /// Nodes below it.
    pub nodes: u32,
    /// Activities of the node and of those below it.
    pub activities: u32,
    /// Cells of their schedule.
    pub schedule: u32,
    /// Reports on them.
    pub reports: u32,
    /// Indicators of them.
    pub indicators: u32,
    /// Ties to other initiatives.
    pub relations: u32,
    /// Decisions that would no longer be tied to any of them.
    pub decisions: Vec<Candidate>,
}

impl InitiativeLosses {
    /// Whether the node goes alone.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Whether a node may stand under another, or at the top.
fn may_hold(parent: Option<InitiativeKind>, kind: InitiativeKind) -> bool {
    match kind {
        InitiativeKind::Pillar | InitiativeKind::Initiative => {
            matches!(parent, None | Some(InitiativeKind::Pillar))
        }
        InitiativeKind::Item => parent == Some(InitiativeKind::Initiative),
    }
}

/// A node and everything below it, in printed order.
fn subtree(tree: &[Initiative], id: InitiativeId) -> Vec<InitiativeId> {
    let mut under: Vec<InitiativeId> = Vec::new();
    for node in tree {
        if node.id == id || node.parent_id.is_some_and(|parent| under.contains(&parent)) {
            under.push(node.id);
        }
    }
    under
}

impl Reader<'_> {
    /// What would go with a node.
    pub fn initiative_losses(&self, id: InitiativeId) -> Result<InitiativeLosses> {
        let plan = self.initiative_row(id)?.initiative.plan_id;
        let under = subtree(&self.tree(plan)?, id);
        let mut losses = InitiativeLosses {
            nodes: u32::try_from(under.len() - 1).unwrap_or(u32::MAX),
            ..InitiativeLosses::default()
        };
        for node in &under {
            let counts = self
                .prepare(
                    "SELECT (SELECT count(*) FROM activity WHERE initiative_id = ?1),
                            (SELECT count(*) FROM schedule WHERE initiative_id = ?1),
                            (SELECT count(*) FROM progress WHERE initiative_id = ?1),
                            (SELECT count(*) FROM indicator WHERE initiative_id = ?1),
                            (SELECT count(*) FROM initiative_relation WHERE ?1 IN (from_id, to_id))",
                )?
                .query_row([node.0], |row| {
                    Ok([row.get::<_, u32>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?])
                })?;
            let sums = [
                &mut losses.activities,
                &mut losses.schedule,
                &mut losses.reports,
                &mut losses.indicators,
                &mut losses.relations,
            ];
            sums.into_iter().zip(counts).for_each(|(sum, count)| *sum += count);
            losses.decisions.extend(self.decisions_tied_to(*node)?);
        }
        losses.decisions.sort_by(|a, b| a.label.cmp(&b.label));
        losses.decisions.dedup();
        Ok(losses)
    }

    fn decisions_tied_to(&self, id: InitiativeId) -> Result<Vec<Candidate>> {
        let filter =
            crate::decision::DecisionFilter { initiative: Some(id), ..crate::decision::DecisionFilter::default() };
        let rows = self.decisions(&filter)?.into_iter();
        Ok(rows
            .filter_map(|row| Some(Candidate { id: row.id?.0, label: row.number.unwrap_or(row.agenda_title) }))
            .collect())
    }
}

impl Tx<'_> {
    /// Changes the head of a plan.
    pub fn edit_plan(&mut self, id: PlanId, base: i64, new: &NewPlan) -> Result<()> {
        check::required("title", &new.title)?;
        check::bounded("issued_by", &new.issued_by, gijicho_model::validate::MAX_LINE)?;
        self.on_version(Entity::Plan, id.0, base, |tx| {
            tx.prepare(
                "UPDATE plan SET title = ?2, fiscal_year = ?3, issued_on = ?4, issued_by = ?5, row_version = ?6
                 WHERE id = ?1",
            )?
            .execute((
                id.0,
                &new.title,
                new.fiscal_year.0,
                new.issued_on.map(Text),
                &new.issued_by,
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Adds a node right before another one of the same parent, or after everything under the parent.
    pub fn insert_initiative(
        &mut self,
        plan: PlanId,
        parent: Option<InitiativeId>,
        before: Option<InitiativeId>,
        kind: InitiativeKind,
        text: &crate::initiative::InitiativeText,
    ) -> Result<InitiativeId> {
        self.require(Entity::Plan, plan.0)?;
        let tree = self.tree(plan)?;
        let before = place(&tree, parent, before, kind, &[])?;
        let rank = self.make_room(&Siblings::new(Ranked::Initiative, plan.0), before.map(|id| id.0))?;
        self.write_initiative(plan, parent, kind, text, rank)
    }

    /// Moves a node with everything below it: under `parent`, right before its child `before` or
    /// after everything under it.
    pub fn move_initiative(
        &mut self,
        id: InitiativeId,
        base: i64,
        parent: Option<InitiativeId>,
        before: Option<InitiativeId>,
    ) -> Result<()> {
        let node = self.initiative_row(id)?.initiative;
        let tree = self.tree(node.plan_id)?;
        let moved = subtree(&tree, id);
        let before = place(&tree, parent, before, node.kind, &moved)?;
        self.on_version(Entity::Initiative, id.0, base, |tx| {
            let siblings = Siblings::new(Ranked::Initiative, node.plan_id.0);
            for one in &moved {
                let rank = tx.make_room(&siblings, before.map(|id| id.0))?;
                tx.prepare("UPDATE initiative SET rank = ?2, row_version = ?3 WHERE id = ?1")?.execute((
                    one.0,
                    rank,
                    tx.version(),
                ))?;
            }
            tx.prepare("UPDATE initiative SET parent_id = ?2 WHERE id = ?1")?.execute((id.0, parent.map(|id| id.0)))?;
            Ok(())
        })
    }

    /// Deletes a node with everything below it.
    pub fn delete_initiative(&mut self, id: InitiativeId, base: i64, losses: Losses) -> Result<()> {
        let lost = self.initiative_losses(id)?;
        if losses == Losses::Refuse && !lost.is_empty() {
            return Err(StoreError::WouldLoseParts(Box::new(lost)));
        }
        let plan = self.initiative_row(id)?.initiative.plan_id;
        let under = subtree(&self.tree(plan)?, id);
        self.on_version(Entity::Initiative, id.0, base, |tx| {
            for node in under.iter().rev() {
                tx.prepare(
                    "UPDATE follow_up SET answered_by_progress = NULL, row_version = ?2
                     WHERE answered_by_progress IN (SELECT id FROM progress WHERE initiative_id = ?1)",
                )?
                .execute((node.0, tx.version()))?;
                for statement in [
                    "DELETE FROM decision_initiative WHERE initiative_id = ?1",
                    "DELETE FROM initiative_relation WHERE ?1 IN (from_id, to_id)",
                    "DELETE FROM activity WHERE initiative_id = ?1",
                    "DELETE FROM schedule WHERE initiative_id = ?1",
                    "DELETE FROM progress WHERE initiative_id = ?1",
                    "DELETE FROM indicator_value WHERE indicator_id IN (SELECT id FROM indicator WHERE initiative_id = ?1)",
                    "DELETE FROM indicator WHERE initiative_id = ?1",
                    "DELETE FROM initiative WHERE id = ?1",
                ] {
                    tx.prepare(statement)?.execute([node.0])?;
                }
            }
            Ok(())
        })
    }

    /// Forgets that one initiative bears on another in this way.
    pub fn unrelate_initiatives(
        &mut self,
        from: InitiativeId,
        to: InitiativeId,
        relation: InitiativeRelation,
    ) -> Result<()> {
        self.prepare("DELETE FROM initiative_relation WHERE from_id = ?1 AND to_id = ?2 AND kind = ?3")?.execute((
            from.0,
            to.0,
            Text(relation),
        ))?;
        Ok(())
    }
}

/// The node of the whole plan right before which one of `kind` stands when it is put under `parent`
/// before its child `before`, or last under it; nodes of `moved` do not count.
fn place(
    tree: &[Initiative],
    parent: Option<InitiativeId>,
    before: Option<InitiativeId>,
    kind: InitiativeKind,
    moved: &[InitiativeId],
) -> Result<Option<InitiativeId>> {
    let find = |id: InitiativeId| tree.iter().find(|node| node.id == id && !moved.contains(&id));
    let above = match parent {
        Some(id) => Some(find(id).ok_or_else(|| check::out_of_range("parent_id"))?),
        None => None,
    };
    if !may_hold(above.map(|node| node.kind), kind) {
        return Err(check::out_of_range("parent_id").into());
    }
    if let Some(before) = before {
        let next = find(before).filter(|node| node.parent_id == parent);
        return Ok(Some(next.ok_or_else(|| check::out_of_range("before"))?.id));
    }
    let Some(parent) = parent else { return Ok(None) };
    let under = subtree(tree, parent);
    let rest = tree.iter().skip_while(|node| node.id != parent);
    Ok(rest.map(|node| node.id).find(|id| !under.contains(id) && !moved.contains(id)))
}
