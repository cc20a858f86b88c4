//! What a plan was when decisions on it were recorded.

use crate::App;
use crate::api::planning::PlanNamed;
use crate::api::round::{PlanVersion, PlanVersions};
use crate::decisions;
use crate::error::AppError;

impl App {
    /// The versions of a plan, one for each decision that approves or amends any of it.
    pub fn plan_versions(&self, named: PlanNamed) -> Result<PlanVersions, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let found = reader.plan_versions(named.plan)?;
        let rows = decisions::shown(&reader, found.iter().map(|version| version.decision.clone()).collect())?;
        let versions = found.into_iter().zip(rows).map(|(version, decision)| PlanVersion {
            held_on: version.decision.held_on,
            decision,
            recorded_at: version.recorded_at,
            initiatives: version.initiatives,
            added: version.added,
            gone: version.gone,
            changed: version.changed,
        });
        Ok(PlanVersions { versions: versions.collect() })
    }
}
