//! Numbers of initiatives, given anew in the order in which they stand.

use std::collections::BTreeMap;

use gijicho_model::{InitiativeId, InitiativeKind, PlanId};
use gijicho_store::{InitiativeText, StoreError, Tx};

/// Numbers the initiatives of a plan: 1, 2, … through the whole plan, or 1-(1), 1-(2), 2-(1) … where
/// numbers in the plan name the pillar first. Other nodes keep theirs.
pub(super) fn renumber(tx: &mut Tx<'_>, plan: PlanId) -> Result<(), StoreError> {
    let nodes = tx.tree(plan)?;
    let initiatives = || nodes.iter().filter(|node| node.kind == InitiativeKind::Initiative);
    let by_pillar = initiatives().filter(|node| node.number.contains("-(")).count() * 2 > initiatives().count();
    let mut last: BTreeMap<Option<InitiativeId>, u32> = BTreeMap::new();
    let mut pillars: Vec<InitiativeId> = Vec::new();
    let mut count = 0;
    for node in initiatives() {
        count += 1;
        let wanted = if by_pillar && let Some(pillar) = node.parent_id {
            if !pillars.contains(&pillar) {
                pillars.push(pillar);
            }
            let at = pillars.iter().position(|id| *id == pillar).unwrap_or_default() + 1;
            let within = last.entry(Some(pillar)).or_default();
            *within += 1;
            format!("{at}-({within})")
        } else {
            count.to_string()
        };
        if node.number != wanted {
            let base = tx.initiative_row(node.id)?.row_version;
            let text = InitiativeText {
                number: wanted,
                title: node.title.clone(),
                summary: node.summary.clone(),
                departments: node.departments.clone(),
            };
            tx.edit_initiative(node.id, base, &text)?;
        }
    }
    Ok(())
}
