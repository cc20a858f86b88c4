//! Bodies that meet, and what became of them.

use chrono::NaiveDate;
use gijicho_model::meeting::body_key;
use gijicho_model::{Body, BodyId};
use rusqlite::{OptionalExtension as _, Row};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::reader::Reader;
use crate::sql::{Text, codes};
use crate::transact::Tx;

/// How a body went over into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Succession {
    /// 改称: the same under another name.
    Renamed,
    /// 統合: one of several that became one.
    Merged,
}

codes! { Succession { Renamed = "renamed", Merged = "merged" } }

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT b.id, b.name, b.valid_from, b.valid_to, s.successor_id
             FROM body b LEFT JOIN body_succession s ON s.body_id = b.id",
            $rest
        )
    };
}

impl Reader<'_> {
    /// Every body, oldest first, by name where the beginning is not known.
    pub fn bodies(&self) -> Result<Vec<Body>> {
        let mut statement = self.prepare(select!(" ORDER BY b.valid_from, b.name, b.id"))?;
        let bodies = statement.query_map([], body)?.collect::<rusqlite::Result<_>>()?;
        Ok(bodies)
    }

    /// One body.
    pub fn body(&self, id: BodyId) -> Result<Body> {
        let found = self.prepare(select!(" WHERE b.id = ?1"))?.query_row([id.0], body).optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::Body, id: id.0 })
    }

    /// The body of that name, however it is printed ([`body_key`]); where a name was used again, the
    /// one that lasts longest.
    pub fn body_named(&self, name: &str) -> Result<Option<BodyId>> {
        let wanted = body_key(name);
        let bodies = self.bodies()?;
        let same = bodies.iter().filter(|body| body_key(&body.name) == wanted);
        Ok(same.max_by_key(|body| (body.valid_to.is_none(), body.valid_to)).map(|body| body.id))
    }
}

fn body(row: &Row<'_>) -> rusqlite::Result<Body> {
    Ok(Body {
        id: BodyId(row.get(0)?),
        name: row.get(1)?,
        valid_from: row.get::<_, Option<Text<NaiveDate>>>(2)?.map(|day| day.0),
        valid_to: row.get::<_, Option<Text<NaiveDate>>>(3)?.map(|day| day.0),
        successor_id: row.get::<_, Option<Uuid>>(4)?.map(BodyId),
    })
}

fn check_body(name: &str, valid_from: Option<NaiveDate>, valid_to: Option<NaiveDate>) -> Result<()> {
    check::required("name", name)?;
    Ok(check::ordered(valid_from, valid_to, ["valid_from", "valid_to"])?)
}

impl Tx<'_> {
    /// Adds a body.
    pub fn add_body(
        &mut self,
        name: &str,
        valid_from: Option<NaiveDate>,
        valid_to: Option<NaiveDate>,
    ) -> Result<BodyId> {
        check_body(name, valid_from, valid_to)?;
        let id = BodyId(self.new_id());
        self.prepare("INSERT INTO body (id, name, valid_from, valid_to, row_version) VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((id.0, name.trim(), valid_from.map(Text), valid_to.map(Text), self.version()))?;
        Ok(id)
    }

    /// Changes a body's name and validity.
    pub fn edit_body(
        &mut self,
        id: BodyId,
        base: i64,
        name: &str,
        valid_from: Option<NaiveDate>,
        valid_to: Option<NaiveDate>,
    ) -> Result<()> {
        check_body(name, valid_from, valid_to)?;
        self.on_version(Entity::Body, id.0, base, |tx| {
            tx.prepare("UPDATE body SET name = ?2, valid_from = ?3, valid_to = ?4, row_version = ?5 WHERE id = ?1")?
                .execute((id.0, name.trim(), valid_from.map(Text), valid_to.map(Text), tx.version()))?;
            Ok(())
        })
    }

    /// Says what a body became, and ends it on `last_day` where one is given. An earlier word on it is replaced.
    pub fn succeed_body(
        &mut self,
        body: BodyId,
        successor: BodyId,
        how: Succession,
        last_day: Option<NaiveDate>,
    ) -> Result<()> {
        let (old, _) = (self.body(body)?, self.body(successor)?);
        // A chain of successors that leads back would never end.
        let mut next = Some(successor);
        while let Some(id) = next {
            if id == body {
                return Err(check::out_of_range("successor").into());
            }
            next = self.body(id)?.successor_id;
        }
        self.prepare("DELETE FROM body_succession WHERE body_id = ?1")?.execute([body.0])?;
        self.prepare(
            "INSERT INTO body_succession (id, body_id, successor_id, kind, row_version) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((self.new_id(), body.0, successor.0, Text(how), self.version()))?;
        if last_day.is_some() {
            check_body(&old.name, old.valid_from, last_day)?;
            self.prepare("UPDATE body SET valid_to = ?2, row_version = ?3 WHERE id = ?1")?.execute((
                body.0,
                last_day.map(Text),
                self.version(),
            ))?;
        }
        Ok(())
    }
}
