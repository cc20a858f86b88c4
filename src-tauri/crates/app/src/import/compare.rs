//! A table against the plan that the library holds: what became of each initiative.

use std::collections::BTreeMap;

use gijicho_import::compare::{Change, Changed, KnownInitiative, Match, MatchKind, compare};
use gijicho_model::draft::TableDraft;
use gijicho_model::{Initiative, InitiativeId, InitiativeKind, Schedule, fold};
use gijicho_store::{Follows, InitiativeFilter, InitiativeRelation, InitiativeRow, PlanRow, Reader, TableKind};

use super::preview::plan_ref;
use crate::api::import::{ComparedInitiative, ComparedState, FieldChange, TableComparison};
use crate::error::AppError;

/// A plan that a table follows, and how their initiatives belong together.
pub(super) struct Compared {
    plan: PlanRow,
    ids: Vec<InitiativeId>,
    known: Vec<KnownInitiative>,
    matches: Vec<Match>,
}

impl Compared {
    /// Compares a table with the plan that it follows: the last version of the same plan, else the
    /// newest plan of an earlier year that has any of its initiatives. `None` where there is none.
    pub(super) fn of(reader: &Reader<'_>, draft: &TableDraft) -> Result<Option<Self>, AppError> {
        let Some(year) = draft.fiscal_year else { return Ok(None) };
        let wanted = fold::squeezed(&draft.title);
        let mut plans: Vec<PlanRow> = reader
            .plans()?
            .into_iter()
            .filter(|row| row.kind == TableKind::Plan)
            .filter(|row| {
                row.plan.fiscal_year < year
                    || (row.plan.fiscal_year == year && fold::squeezed(&row.plan.title) == wanted)
            })
            .collect();
        plans.sort_by_key(|row| std::cmp::Reverse((row.plan.fiscal_year, row.version)));
        for plan in plans {
            let (ids, known) = known(reader, &plan)?;
            let matches = compare(&known, draft);
            if matches.iter().any(|found| !found.known.is_empty() && !found.drafted.is_empty()) {
                return Ok(Some(Self { plan, ids, known, matches }));
            }
        }
        Ok(None)
    }

    /// What a person is shown.
    pub(super) fn shown(&self, draft: &TableDraft) -> TableComparison {
        TableComparison {
            with: plan_ref(&self.plan),
            initiatives: self.matches.iter().flat_map(|found| self.lines(found, draft)).collect(),
        }
    }

    fn lines(&self, found: &Match, draft: &TableDraft) -> Vec<ComparedInitiative> {
        let line = |drafted: Option<usize>, known: Option<usize>| {
            let new = drafted.and_then(|at| draft.initiatives.get(at));
            let old = known.and_then(|at| self.known.get(at));
            let number = new.map(|new| &new.number).or(old.map(|old| &old.number));
            let title = new.map(|new| &new.title).or(old.map(|old| &old.title));
            ComparedInitiative {
                draft: drafted,
                initiative: known.and_then(|at| self.ids.get(at)).copied(),
                number: number.cloned().unwrap_or_default(),
                title: title.cloned().unwrap_or_default(),
                state: state(found),
                how: how(found.kind).to_owned(),
                changes: found.changes.iter().map(field_change).collect(),
            }
        };
        match (found.drafted.as_slice(), found.known.as_slice()) {
            ([], known) => known.iter().map(|known| line(None, Some(*known))).collect(),
            // Of merged ones each that went into the new one is named; of split ones each part is.
            ([only], known @ [_, _, ..]) => known.iter().map(|known| line(Some(*only), Some(*known))).collect(),
            (drafted, known) => drafted.iter().map(|drafted| line(Some(*drafted), known.first().copied())).collect(),
        }
    }

    /// How the initiatives of the table bear on those of the plan once they are stored.
    pub(super) fn follows(&self, draft: &TableDraft) -> Vec<Follows> {
        let same_plan = draft.fiscal_year == Some(self.plan.plan.fiscal_year);
        let relation = if same_plan { InitiativeRelation::Replaces } else { InitiativeRelation::Continues };
        let pairs = self.matches.iter().flat_map(|found| {
            let known = found.known.iter().filter_map(|at| self.ids.get(*at));
            known.flat_map(|known| found.drafted.iter().map(|drafted| (*drafted, *known)))
        });
        pairs.map(|(drafted, known)| Follows { drafted, known, relation }).collect()
    }
}

/// The initiatives of a plan, and their ids in the same order.
fn known(reader: &Reader<'_>, plan: &PlanRow) -> Result<(Vec<InitiativeId>, Vec<KnownInitiative>), AppError> {
    let rows = reader.initiatives(&InitiativeFilter { plan: Some(plan.plan.id), ..InitiativeFilter::default() })?;
    let mut items: BTreeMap<InitiativeId, Vec<&Initiative>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.initiative.kind == InitiativeKind::Item) {
        if let Some(parent) = row.initiative.parent_id {
            items.entry(parent).or_default().push(&row.initiative);
        }
    }
    let cells = reader.schedule_of_plan(plan.plan.id)?;
    let initiatives = rows.iter().filter(|row| row.initiative.kind == InitiativeKind::Initiative);
    Ok(initiatives
        .map(|row| {
            let items = items.get(&row.initiative.id).map_or(&[][..], Vec::as_slice);
            (row.initiative.id, known_initiative(row, items, &cells))
        })
        .unzip())
}

fn known_initiative(row: &InitiativeRow, items: &[&Initiative], cells: &[Schedule]) -> KnownInitiative {
    let initiative = &row.initiative;
    let schedule = cells.iter().filter_map(|cell| {
        let item = if cell.initiative_id == initiative.id {
            ""
        } else {
            items.iter().find(|item| item.id == cell.initiative_id)?.title.as_str()
        };
        let parts = [item, &cell.fiscal_year.long(), &cell.phase];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    });
    KnownInitiative {
        number: initiative.number.clone(),
        title: initiative.title.clone(),
        path: row.path.clone(),
        departments: initiative.departments.clone(),
        items: items.iter().map(|item| item.title.clone()).collect(),
        schedule: schedule.collect(),
    }
}

fn state(found: &Match) -> ComparedState {
    match found.kind {
        MatchKind::Same if found.changes.is_empty() => ComparedState::Same,
        MatchKind::Dropped => ComparedState::Gone,
        MatchKind::New => ComparedState::Added,
        _ => ComparedState::Changed,
    }
}

fn how(kind: MatchKind) -> &'static str {
    match kind {
        MatchKind::Same => "same",
        MatchKind::Renumbered => "renumbered",
        MatchKind::Renamed => "renamed",
        MatchKind::Split => "split",
        MatchKind::Merged => "merged",
        MatchKind::Dropped => "dropped",
        MatchKind::New => "new",
    }
}

fn field_change(change: &Change) -> FieldChange {
    let field = match change.what {
        Changed::Number => "number",
        Changed::Title => "title",
        Changed::Path => "path",
        Changed::Departments => "departments",
        Changed::Items => "items",
        Changed::Schedule => "schedule",
    };
    FieldChange { field: field.to_owned(), before: change.gone.join("、"), after: change.added.join("、") }
}
