//! 進捗状況: reports on a node for a half year, each a row with a status (状態) and words.

use chrono::NaiveDate;
use gijicho_model::validate::{MAX_BODY, MAX_LINE};
use gijicho_model::{FiscalYear, Half, InitiativeId, ProgressId};
use serde::{Deserialize, Serialize};

use crate::change_log::Entity;
use crate::check;
use crate::error::Result;
use crate::sql::{Text, rank_of};
use crate::transact::Tx;

/// What a report says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportText {
    /// Date as printed: 「R6.7-9」; may be empty.
    pub when: String,
    /// 未着手, 取組中, 完了, 遅れ, or another word as printed; may be empty.
    pub status: String,
    /// What was done; may be empty where there is a status.
    pub text: String,
}

impl ReportText {
    fn check(&self) -> Result<()> {
        if self.status.trim().is_empty() && self.text.trim().is_empty() {
            check::required("progress", &self.text)?;
        }
        check::bounded("when", &self.when, MAX_LINE)?;
        check::bounded("status", &self.status, MAX_LINE)?;
        Ok(check::bounded("progress", &self.text, MAX_BODY)?)
    }
}

impl Tx<'_> {
    /// Adds a report after the others on the same half year. `reported_on` is the day on which it was known.
    pub fn add_report(
        &mut self,
        node: InitiativeId,
        (fiscal_year, half): (FiscalYear, Half),
        report: &ReportText,
        reported_on: Option<NaiveDate>,
    ) -> Result<ProgressId> {
        report.check()?;
        self.require(Entity::Initiative, node.0)?;
        let id = ProgressId(self.new_id());
        self.prepare(
            "INSERT INTO progress (id, initiative_id, fiscal_year, half, rank, when_printed, text, reported_on, source,
                                   status, row_version)
             VALUES (?1, ?2, ?3, ?4,
                     (SELECT coalesce(max(rank), 0) + ?5 FROM progress
                      WHERE initiative_id = ?2 AND fiscal_year = ?3 AND half = ?4),
                     ?6, ?7, ?8, NULL, ?9, ?10)",
        )?
        .execute((
            id.0,
            node.0,
            fiscal_year.0,
            Text(half),
            rank_of(0),
            &report.when,
            &report.text,
            reported_on.map(Text),
            &report.status,
            self.version(),
        ))?;
        Ok(id)
    }

    /// Changes a report.
    pub fn edit_report(&mut self, id: ProgressId, base: i64, report: &ReportText) -> Result<()> {
        report.check()?;
        self.on_version(Entity::Progress, id.0, base, |tx| {
            tx.prepare(
                "UPDATE progress SET when_printed = ?2, text = ?3, status = ?4, row_version = ?5 WHERE id = ?1",
            )?
            .execute((id.0, &report.when, &report.text, &report.status, tx.version()))?;
            Ok(())
        })
    }

    /// Deletes a report. A follow-up that it answered stays answered.
    pub fn delete_report(&mut self, id: ProgressId, base: i64) -> Result<()> {
        self.on_version(Entity::Progress, id.0, base, |tx| {
            tx.prepare(
                "UPDATE follow_up SET answered_by_progress = NULL, row_version = ?2 WHERE answered_by_progress = ?1",
            )?
            .execute((id.0, tx.version()))?;
            tx.prepare("DELETE FROM progress WHERE id = ?1")?.execute([id.0])?;
            Ok(())
        })
    }
}
