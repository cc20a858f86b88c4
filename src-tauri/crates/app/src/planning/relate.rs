//! Initiatives named as people type them, tied to one of another plan.

use gijicho_model::{InitiativeId, InitiativeKind, PlanId};
use gijicho_store::{InitiativeFilter, OpKind, Reader, StoreError};
use uuid::Uuid;

use crate::App;
use crate::api::planning::{InitiativesRelate, InitiativesRelated};
use crate::error::AppError;

impl App {
    /// Ties initiatives to another one, or unties them, in one step.
    pub fn initiatives_relate(&self, wanted: InitiativesRelate) -> Result<InitiativesRelated, AppError> {
        let (from, to, title) = {
            let store = self.reading();
            let reader = store.read()?;
            let to = reader.resolve_initiative(&wanted.to)?;
            let mut from = Vec::new();
            for typed in &wanted.from {
                from.extend(named(&reader, typed)?);
            }
            from.retain(|id| *id != to);
            (from, to, reader.initiative_row(to)?.initiative.title)
        };
        let label = if wanted.is_tied { "取組の関係付け" } else { "取組の関係の取消し" };
        let relation = wanted.relation.into();
        let ((), done) = self.write(OpKind::Edit, label, |tx| {
            from.iter().try_for_each(|from| {
                if wanted.is_tied {
                    tx.relate_initiatives(*from, to, relation)
                } else {
                    tx.unrelate_initiatives(*from, to, relation)
                }
            })
        })?;
        Ok(InitiativesRelated { from, to: title, done })
    }
}

/// The initiatives that a text means: all of a plan whose id it is, else one.
fn named(reader: &Reader<'_>, typed: &str) -> Result<Vec<InitiativeId>, StoreError> {
    if let Ok(id) = Uuid::parse_str(typed.trim())
        && reader.plan(PlanId(id)).is_ok()
    {
        let filter = InitiativeFilter {
            plan: Some(PlanId(id)),
            kind: Some(InitiativeKind::Initiative),
            ..InitiativeFilter::default()
        };
        return Ok(reader.initiatives(&filter)?.into_iter().map(|row| row.initiative.id).collect());
    }
    Ok(vec![reader.resolve_initiative(typed)?])
}
