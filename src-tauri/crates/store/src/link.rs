//! Ties between decisions and initiatives. They are knowledge about a record, not part of it, so a
//! finalised meeting's decisions can be tied as plans come and go.

use gijicho_model::{
    DecisionId, DecisionLink, InitiativeId, LinkStatus, MeetingId, Relation, record::LinkedInitiative,
};

use crate::change_log::Entity;
use crate::error::Result;
use crate::reader::Reader;
use crate::sql::Text;
use crate::transact::Tx;

/// The most ties that are learned from, newest first.
const LEARNED: i64 = 5_000;

impl Reader<'_> {
    /// What people have tied to what: titles of initiatives, and of the items decided on, newest tie
    /// first. The decision that is asked about is left out.
    pub fn accepted_ties(&self, but: DecisionId) -> Result<Vec<(String, String)>> {
        let mut statement = self.prepare(
            "SELECT i.title, a.title FROM decision_initiative l JOIN decision d ON d.id = l.decision_id
             JOIN agenda_item a ON a.id = d.agenda_item_id JOIN initiative i ON i.id = l.initiative_id
             WHERE l.status = 'confirmed' AND d.status <> 'dismissed' AND d.id <> ?1
             ORDER BY l.row_version DESC, l.id LIMIT ?2",
        )?;
        let ties = statement.query_map((but.0, LEARNED), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(ties.collect::<rusqlite::Result<_>>()?)
    }

    /// The ties of a meeting's decisions.
    pub fn links(&self, meeting: MeetingId) -> Result<Vec<LinkedInitiative>> {
        let mut statement = self.prepare(
            "SELECT l.decision_id, l.initiative_id, l.relation, l.status, i.number, i.title
             FROM decision d JOIN decision_initiative l ON l.decision_id = d.id
             JOIN initiative i ON i.id = l.initiative_id JOIN plan p ON p.id = i.plan_id
             WHERE d.meeting_id = ?1 ORDER BY d.serial, p.fiscal_year, i.plan_id, i.rank",
        )?;
        let links = statement.query_map([meeting.0], |row| {
            let link = DecisionLink {
                decision_id: DecisionId(row.get(0)?),
                initiative_id: InitiativeId(row.get(1)?),
                relation: row.get::<_, Text<Relation>>(2)?.0,
                status: row.get::<_, Text<LinkStatus>>(3)?.0,
            };
            Ok(LinkedInitiative { link, number: row.get(4)?, title: row.get(5)? })
        })?;
        Ok(links.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Ties a decision to an initiative. A tie between the two that is there already takes on the
    /// new relation; a confirmed one does not become a proposal again.
    pub fn link(
        &mut self,
        decision: DecisionId,
        initiative: InitiativeId,
        relation: Relation,
        status: LinkStatus,
    ) -> Result<()> {
        self.require(Entity::Decision, decision.0)?;
        self.require(Entity::Initiative, initiative.0)?;
        self.prepare(
            "INSERT INTO decision_initiative (id, decision_id, initiative_id, relation, status, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (decision_id, initiative_id) DO UPDATE
             SET relation = excluded.relation, status = excluded.status, row_version = excluded.row_version
             WHERE (relation, status) IS NOT (excluded.relation, excluded.status)
               AND (status = 'proposed' OR excluded.status = 'confirmed')",
        )?
        .execute((self.new_id(), decision.0, initiative.0, Text(relation), Text(status), self.version()))?;
        Ok(())
    }

    /// Takes a tie away; nothing happens where there is none.
    pub fn unlink(&mut self, decision: DecisionId, initiative: InitiativeId) -> Result<()> {
        self.require(Entity::Decision, decision.0)?;
        self.prepare("DELETE FROM decision_initiative WHERE decision_id = ?1 AND initiative_id = ?2")?
            .execute((decision.0, initiative.0))?;
        Ok(())
    }
}
