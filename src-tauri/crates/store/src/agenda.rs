//! Agenda items (議題).

use gijicho_model::{AgendaItem, AgendaItemId, MeetingId, validate};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};

use crate::change_log::Entity;
use crate::check;
use crate::error::{Candidate, Lost, Result, StoreError};
use crate::meeting::Losses;
use crate::rank::{Ranked, Siblings};
use crate::reader::Reader;
use crate::sql::Json;
use crate::transact::Tx;

/// What can be changed in an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaText {
    /// From 1.
    pub depth: u32,
    /// Half-width digits; empty where none is printed.
    pub number: String,
    /// As printed; empty where none is printed.
    pub label: String,
    /// As printed.
    pub title: String,
    /// Labels of documents, as printed.
    pub documents: Vec<String>,
}

impl AgendaText {
    fn check(&self) -> Result<()> {
        check::required("title", &self.title)?;
        check::bounded("number", &self.number, validate::MAX_LINE)?;
        check::bounded("label", &self.label, validate::MAX_LINE)?;
        if self.depth == 0 || self.depth > validate::MAX_DEPTH {
            return Err(check::out_of_range("depth").into());
        }
        Ok(())
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!("SELECT id, meeting_id, depth, number, label, title, documents, none_recorded FROM agenda_item ", $rest)
    };
}

impl Reader<'_> {
    /// The items of a meeting, in printed order.
    pub fn agenda(&self, meeting: MeetingId) -> Result<Vec<AgendaItem>> {
        let mut statement = self.prepare(select!("WHERE meeting_id = ?1 ORDER BY rank"))?;
        let mut items = statement.query_map([meeting.0], item)?.collect::<rusqlite::Result<Vec<_>>>()?;
        for (position, item) in (0..).zip(&mut items) {
            item.position = position;
        }
        Ok(items)
    }

    /// The meeting that an item belongs to.
    pub(crate) fn meeting_of_item(&self, id: AgendaItemId) -> Result<MeetingId> {
        let found = self
            .prepare("SELECT meeting_id FROM agenda_item WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0).map(MeetingId))
            .optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::AgendaItem, id: id.0 })
    }

    /// Passes when the item is one of the meeting's.
    pub(crate) fn require_item_of(&self, meeting: MeetingId, item: AgendaItemId) -> Result<()> {
        if self.meeting_of_item(item)? == meeting { Ok(()) } else { Err(check::out_of_range("agenda_item_id").into()) }
    }
}

fn item(row: &Row<'_>) -> rusqlite::Result<AgendaItem> {
    Ok(AgendaItem {
        id: AgendaItemId(row.get(0)?),
        meeting_id: MeetingId(row.get(1)?),
        position: 0,
        depth: row.get(2)?,
        number: row.get(3)?,
        label: row.get(4)?,
        title: row.get(5)?,
        documents: row.get::<_, Json<Vec<String>>>(6)?.0,
        none_recorded: row.get(7)?,
    })
}

impl Tx<'_> {
    /// Adds an item before another one, or at the end.
    pub fn add_agenda_item(
        &mut self,
        meeting: MeetingId,
        text: &AgendaText,
        before: Option<AgendaItemId>,
    ) -> Result<AgendaItemId> {
        self.require_open(meeting)?;
        let rank = self.make_room(&Siblings::new(Ranked::AgendaItem, meeting.0), before.map(|id| id.0))?;
        self.insert_agenda_item(meeting, text, rank)
    }

    pub(crate) fn insert_agenda_item(
        &mut self,
        meeting: MeetingId,
        text: &AgendaText,
        rank: i64,
    ) -> Result<AgendaItemId> {
        text.check()?;
        let id = AgendaItemId(self.new_id());
        self.prepare(
            "INSERT INTO agenda_item (id, meeting_id, rank, depth, number, label, title, documents, none_recorded,
                                      row_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9)",
        )?
        .execute((
            id.0,
            meeting.0,
            rank,
            text.depth,
            &text.number,
            &text.label,
            &text.title,
            Json(&text.documents),
            self.version(),
        ))?;
        Ok(id)
    }

    /// Changes an item.
    pub fn edit_agenda_item(&mut self, id: AgendaItemId, base: i64, text: &AgendaText) -> Result<()> {
        text.check()?;
        self.require_open(self.meeting_of_item(id)?)?;
        self.on_version(Entity::AgendaItem, id.0, base, |tx| {
            tx.prepare(
                "UPDATE agenda_item SET depth = ?2, number = ?3, label = ?4, title = ?5, documents = ?6, row_version = ?7
                 WHERE id = ?1",
            )?
            .execute((
                id.0,
                text.depth,
                &text.number,
                &text.label,
                &text.title,
                Json(&text.documents),
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Moves an item, with its remarks, before another one or to the end.
    pub fn move_agenda_item(&mut self, id: AgendaItemId, base: i64, before: Option<AgendaItemId>) -> Result<()> {
        let meeting = self.meeting_of_item(id)?;
        self.require_open(meeting)?;
        if before == Some(id) {
            return Ok(());
        }
        self.on_version(Entity::AgendaItem, id.0, base, |tx| {
            let rank = tx.make_room(&Siblings::new(Ranked::AgendaItem, meeting.0), before.map(|id| id.0))?;
            tx.prepare("UPDATE agenda_item SET rank = ?2, row_version = ?3 WHERE id = ?1")?.execute((
                id.0,
                rank,
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Says, or takes back, that an item without a decision is meant to have none (記録なし).
    pub fn set_none_recorded(&mut self, id: AgendaItemId, base: i64, none_recorded: bool) -> Result<()> {
        self.require_open(self.meeting_of_item(id)?)?;
        if none_recorded {
            let standing = self
                .prepare("SELECT id FROM decision WHERE agenda_item_id = ?1 AND status <> 'dismissed'")?
                .query_row([id.0], |row| row.get(0))
                .optional()?;
            if let Some(id) = standing {
                return Err(StoreError::Duplicate { entity: Entity::Decision, id });
            }
        }
        self.on_version(Entity::AgendaItem, id.0, base, |tx| {
            tx.prepare("UPDATE agenda_item SET none_recorded = ?2, row_version = ?3 WHERE id = ?1")?.execute((
                id.0,
                none_recorded,
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Deletes an item without remarks; those are moved or deleted first, by name. Its decisions go with it, with their
    /// evidence and ties, only when that is accepted; their numbers are not used again.
    pub fn delete_agenda_item(&mut self, id: AgendaItemId, base: i64, losses: Losses) -> Result<()> {
        let meeting = self.meeting_of_item(id)?;
        self.require_open(meeting)?;
        let label = self.meeting(meeting)?.label();
        let remarks: u32 = self
            .prepare("SELECT count(*) FROM remark WHERE agenda_item_id = ?1")?
            .query_row([id.0], |row| row.get(0))?;
        let mut statement =
            self.prepare("SELECT id, serial FROM decision WHERE agenda_item_id = ?1 ORDER BY serial")?;
        let decisions = statement.query_map([id.0], |row| {
            Ok(Candidate { id: row.get(0)?, label: format!("{label}-{}", row.get::<_, i64>(1)?) })
        })?;
        let lost = Lost { decisions: decisions.collect::<rusqlite::Result<_>>()?, remarks, ..Lost::default() };
        if lost.remarks > 0 {
            return Err(StoreError::WouldLose(Box::new(lost)));
        }
        losses.allow(lost)?;
        self.on_version(Entity::AgendaItem, id.0, base, |tx| {
            let version = tx.version();
            tx.prepare(
                "UPDATE decision SET supersedes = NULL, row_version = ?2
                 WHERE supersedes IN (SELECT id FROM decision WHERE agenda_item_id = ?1)",
            )?
            .execute((id.0, version))?;
            for sql in [
                "DELETE FROM evidence WHERE decision_id IN (SELECT id FROM decision WHERE agenda_item_id = ?1)",
                "DELETE FROM decision_initiative WHERE decision_id IN (SELECT id FROM decision WHERE agenda_item_id = ?1)",
                "DELETE FROM decision WHERE agenda_item_id = ?1",
                "DELETE FROM agenda_item WHERE id = ?1",
            ] {
                tx.prepare(sql)?.execute([id.0])?;
            }
            Ok(())
        })
    }
}
