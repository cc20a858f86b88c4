//! Decisions are written down, changed, confirmed and dismissed.

use gijicho_model::{Decision, DecisionId, MeetingId, Outcome, ProposalStatus, RemarkId, body, validate};

use crate::change_log::Entity;
use crate::check;
use crate::decision::{DecisionEdit, NewDecision};
use crate::error::{Result, StoreError};
use crate::sql::Text;
use crate::transact::Tx;

fn check_words(outcome: Outcome, phrase: &str, quote: &str, condition: Option<&str>) -> Result<()> {
    if outcome == Outcome::NoneRecorded {
        return Err(check::out_of_range("outcome").into());
    }
    check::bounded("phrase", phrase, validate::MAX_LINE)?;
    check::bounded("quote", quote, validate::MAX_LINE)?;
    Ok(check::bounded("condition", condition.unwrap_or_default(), validate::MAX_LINE)?)
}

impl Tx<'_> {
    /// Writes down a decision, confirmed by the person at work, with the words that carry it.
    pub fn add_decision(&mut self, new: &NewDecision) -> Result<DecisionId> {
        self.new_decision(new, ProposalStatus::Confirmed)
    }

    /// Writes down a decision that the program has found in the words, for a person to confirm.
    pub fn propose_decision(&mut self, new: &NewDecision) -> Result<DecisionId> {
        self.new_decision(new, ProposalStatus::Proposed)
    }

    fn new_decision(&mut self, new: &NewDecision, status: ProposalStatus) -> Result<DecisionId> {
        let meeting = self.meeting_of_item(new.agenda_item_id)?;
        self.require_open(meeting)?;
        let quote = new.evidence.first().map(|selection| selection.quote.as_str()).unwrap_or_default();
        check_words(new.outcome, &new.phrase, quote, new.condition.as_deref())?;
        let serial = self.next_serial(meeting)?;
        let confirmed = (status == ProposalStatus::Confirmed).then(|| (self.actor().to_owned(), self.now()));
        let id = self.write_decision(&Decision {
            id: DecisionId(self.new_id()),
            meeting_id: meeting,
            agenda_item_id: new.agenda_item_id,
            serial,
            outcome: new.outcome,
            phrase: new.phrase.clone(),
            quote: quote.to_owned(),
            condition: new.condition.clone(),
            status,
            confirmed_by: confirmed.as_ref().map(|(by, _)| by.clone()),
            confirmed_at: confirmed.map(|(_, at)| at),
            supersedes: None,
        })?;
        for selection in &new.evidence {
            self.add_evidence(id, selection)?;
        }
        Ok(id)
    }

    /// The next free serial of a meeting.
    pub(crate) fn next_serial(&self, meeting: MeetingId) -> Result<u32> {
        Ok(self.highest_serial(meeting)? + 1)
    }

    pub(crate) fn write_decision(&mut self, decision: &Decision) -> Result<DecisionId> {
        // An item with a decision is not without one, whatever was said of it before.
        self.prepare("UPDATE agenda_item SET none_recorded = 0, row_version = ?2 WHERE id = ?1 AND none_recorded")?
            .execute((decision.agenda_item_id.0, self.version()))?;
        self.prepare(
            "INSERT INTO decision (id, meeting_id, agenda_item_id, serial, outcome, phrase, quote, condition, status,
                 confirmed_by, confirmed_at, supersedes, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute((
            decision.id.0,
            decision.meeting_id.0,
            decision.agenda_item_id.0,
            decision.serial,
            Text(decision.outcome),
            &decision.phrase,
            &decision.quote,
            &decision.condition,
            Text(decision.status),
            &decision.confirmed_by,
            decision.confirmed_at,
            decision.supersedes.map(|id| id.0),
            self.version(),
        ))?;
        Ok(decision.id)
    }

    /// Changes a decision. Its quotation is checked against the remarks of its evidence.
    pub fn edit_decision(&mut self, id: DecisionId, base: i64, edit: &DecisionEdit) -> Result<()> {
        let meeting = self.meeting_of_decision(id)?;
        self.require_open(meeting)?;
        self.require_item_of(meeting, edit.agenda_item_id)?;
        let before = self.decision(id)?;
        // Words that were imported stay, however long they are.
        let quote = if edit.quote == before.quote { "" } else { edit.quote.as_str() };
        check_words(edit.outcome, &edit.phrase, quote, edit.condition.as_deref())?;
        if edit.quote != before.quote && !edit.quote.is_empty() {
            self.require_said(&before.remarks, &edit.quote)?;
        }
        if let Some(older) = edit.supersedes {
            self.require_earlier(older, id)?;
        }
        self.on_version(Entity::Decision, id.0, base, |tx| {
            tx.prepare(
                "UPDATE decision SET agenda_item_id = ?2, outcome = ?3, phrase = ?4, quote = ?5, condition = ?6,
                        supersedes = ?7, row_version = ?8 WHERE id = ?1",
            )?
            .execute((
                id.0,
                edit.agenda_item_id.0,
                Text(edit.outcome),
                &edit.phrase,
                &edit.quote,
                &edit.condition,
                edit.supersedes.map(|id| id.0),
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Passes when `older` is there and was not itself replaced, over however many steps, by `id`.
    fn require_earlier(&self, older: DecisionId, id: DecisionId) -> Result<()> {
        self.require(Entity::Decision, older.0)?;
        let comes_after: bool = self
            .prepare(
                "WITH RECURSIVE replaced (id) AS (
                     VALUES (?1) UNION SELECT d.supersedes FROM decision d JOIN replaced r ON d.id = r.id
                     WHERE d.supersedes IS NOT NULL)
                 SELECT EXISTS (SELECT 1 FROM replaced WHERE id = ?2)",
            )?
            .query_row((older.0, id.0), |row| row.get(0))?;
        if comes_after { Err(check::out_of_range("supersedes").into()) } else { Ok(()) }
    }

    /// Passes when one of the remarks holds the words, or there is no remark to hold them.
    fn require_said(&self, remarks: &[RemarkId], quote: &str) -> Result<()> {
        for &remark in remarks {
            if body::plain(&self.remark(remark)?.body).contains(quote) {
                return Ok(());
            }
        }
        remarks.first().map_or(Ok(()), |&remark| Err(StoreError::NotInRemark(remark)))
    }

    /// Confirms a decision in the name of a person. One that is confirmed stays as it was confirmed.
    pub fn confirm_decision(&mut self, id: DecisionId, by: &str) -> Result<()> {
        check::required("by", by)?;
        self.set_decision_status(id, ProposalStatus::Confirmed, Some((by.trim(), self.now())))
    }

    /// Dismisses a decision; its number is not used again.
    pub fn dismiss_decision(&mut self, id: DecisionId) -> Result<()> {
        self.set_decision_status(id, ProposalStatus::Dismissed, None)
    }

    /// Makes a confirmed or dismissed decision a proposal again.
    pub fn reopen_decision(&mut self, id: DecisionId) -> Result<()> {
        self.set_decision_status(id, ProposalStatus::Proposed, None)
    }

    fn set_decision_status(&mut self, id: DecisionId, status: ProposalStatus, by: Option<(&str, i64)>) -> Result<()> {
        self.require_open(self.meeting_of_decision(id)?)?;
        self.prepare(
            "UPDATE decision SET status = ?2, confirmed_by = ?3, confirmed_at = ?4, row_version = ?5
             WHERE id = ?1 AND status <> ?2",
        )?
        .execute((id.0, Text(status), by.map(|by| by.0), by.map(|by| by.1), self.version()))?;
        Ok(())
    }
}
