//! What a plan was when it was approved: read from the change log, tied to the decisions.
//!
//! Invariant: nothing here reads the plan of today for what it was, so a later edit never rewrites what
//! stood when a decision was recorded.

use std::collections::BTreeMap;

use gijicho_model::{DecisionId, InitiativeKind, LinkStatus, PlanId, ProposalStatus, Relation};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::decision::DecisionRow;
use crate::error::Result;
use crate::hash;
use crate::reader::Reader;
use crate::sql::Json;

/// A node as the log had it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Logged {
    plan_id: Uuid,
    parent_id: Option<Uuid>,
    kind: String,
    number: String,
    title: String,
    summary: String,
    departments: String,
}

/// A plan as it stood when a decision on it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanVersion {
    /// The decision that approved or amended it.
    pub decision: DecisionRow,
    /// When a person confirmed the record of it, in UTC microseconds.
    pub recorded_at: i64,
    /// Number of initiatives then.
    pub initiatives: u32,
    /// Titles of nodes that the version before did not have.
    pub added: Vec<String>,
    /// Titles of nodes that the version before had.
    pub gone: Vec<String>,
    /// Titles of nodes that said something else, or stood under another one.
    pub changed: Vec<String>,
}

impl Reader<'_> {
    /// The versions of a plan in the order in which they were recorded: one for each confirmed
    /// decision that approves or amends any of its nodes.
    pub fn plan_versions(&self, plan: PlanId) -> Result<Vec<PlanVersion>> {
        let mut decisions: BTreeMap<(i64, DecisionId), DecisionRow> = BTreeMap::new();
        for id in self.approving(plan)? {
            let row = self.decision(id)?;
            if let Some(at) = row.confirmed_at.filter(|_| row.status == ProposalStatus::Confirmed) {
                decisions.insert((at, id), row);
            }
        }
        let mut before: Option<BTreeMap<Uuid, Logged>> = None;
        let mut versions = Vec::with_capacity(decisions.len());
        for ((recorded_at, _), decision) in decisions {
            let nodes = self.nodes_logged_by(plan, recorded_at)?;
            versions.push(version(decision, recorded_at, &nodes, before.as_ref()));
            before = Some(nodes);
        }
        Ok(versions)
    }

    /// Decisions that approve or amend a node of a plan.
    fn approving(&self, plan: PlanId) -> Result<Vec<DecisionId>> {
        let mut statement = self.prepare(
            "SELECT DISTINCT l.decision_id FROM initiative i JOIN decision_initiative l ON l.initiative_id = i.id
             WHERE i.plan_id = ?1 AND l.relation IN (?2, ?3) AND l.status = ?4",
        )?;
        let wanted = (
            plan.0,
            crate::sql::Text(Relation::Approves),
            crate::sql::Text(Relation::Amends),
            crate::sql::Text(LinkStatus::Confirmed),
        );
        let ids = statement.query_map(wanted, |row| row.get(0).map(DecisionId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The nodes of a plan as the library knew them at a moment.
    fn nodes_logged_by(&self, plan: PlanId, at: i64) -> Result<BTreeMap<Uuid, Logged>> {
        // Of each node the last entry up to then; the plan of a node never changes.
        let mut statement = self.prepare(
            "SELECT c.entity_id, c.after FROM change_log c
             JOIN (SELECT entity_id, max(seq) AS seq FROM change_log
                   WHERE entity = 'initiative' AND op <= (SELECT coalesce(max(seq), 0) FROM operation WHERE at <= ?1)
                     AND json_extract(coalesce(after, before), '$.plan_id') = ?2
                   GROUP BY entity_id) last ON last.seq = c.seq
             WHERE c.after IS NOT NULL",
        )?;
        let rows = statement.query_map((at, hash::hex(plan.0.as_bytes())), |row| {
            Ok((row.get::<_, Uuid>(0)?, row.get::<_, Json<Logged>>(1)?.0))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn version(
    decision: DecisionRow,
    recorded_at: i64,
    nodes: &BTreeMap<Uuid, Logged>,
    before: Option<&BTreeMap<Uuid, Logged>>,
) -> PlanVersion {
    let initiative = crate::sql::AsText::write(&InitiativeKind::Initiative);
    let initiatives = nodes.values().filter(|node| node.kind == initiative).count();
    let titles = |of: &BTreeMap<Uuid, Logged>, wanted: &dyn Fn(&Uuid, &Logged) -> bool| -> Vec<String> {
        of.iter().filter(|(id, node)| wanted(id, node)).map(|(_, node)| node.title.clone()).collect()
    };
    let empty = BTreeMap::new();
    let old = before.unwrap_or(&empty);
    PlanVersion {
        decision,
        recorded_at,
        initiatives: u32::try_from(initiatives).unwrap_or(u32::MAX),
        added: if before.is_some() { titles(nodes, &|id, _| !old.contains_key(id)) } else { Vec::new() },
        gone: titles(old, &|id, _| !nodes.contains_key(id)),
        changed: titles(nodes, &|id, node| old.get(id).is_some_and(|held| held != node)),
    }
}
