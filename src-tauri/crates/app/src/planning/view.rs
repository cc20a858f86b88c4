//! A plan as the window works on it.

use gijicho_model::InitiativeId;
use gijicho_store::{DepartmentSuccession, InitiativeTie, PlanContents, TableKind};

use crate::api::planning::{PlanView, RelationOf, Succession};

pub(super) fn shown(contents: PlanContents, successions: Vec<DepartmentSuccession>) -> PlanView {
    let relations = contents.relations.into_iter().map(|(initiative, tie)| relation_of(initiative, tie));
    let successions = successions.into_iter().map(|row| Succession {
        id: row.id.to_string(),
        from: row.from,
        to: row.to,
        since: row.since,
    });
    PlanView {
        version: contents.plan.version,
        is_report: contents.plan.kind == TableKind::Progress,
        plan: contents.plan.plan,
        nodes: contents.nodes.into_iter().map(|row| row.initiative).collect(),
        activities: contents.activities,
        schedule: contents.schedule,
        progress: contents.progress,
        indicators: contents.indicators,
        relations: relations.collect(),
        successions: successions.collect(),
        versions: contents.versions.into_iter().map(|(id, version)| (id.to_string(), version)).collect(),
    }
}

pub(crate) fn relation_of(initiative: InitiativeId, tie: InitiativeTie) -> RelationOf {
    RelationOf {
        initiative,
        other: tie.other,
        number: tie.number,
        title: tie.title,
        fiscal_year: tie.fiscal_year,
        relation: tie.relation.into(),
        from_other: tie.from_other,
    }
}
