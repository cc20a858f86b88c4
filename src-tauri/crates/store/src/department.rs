//! Departments (課) and what they became: renamed, split, put together.
//!
//! Invariant: what a plan prints is never rewritten; a succession is known beside it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use gijicho_model::fold;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::reader::Reader;
use crate::sql::Text;
use crate::transact::Tx;

/// A department that another one followed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentSuccession {
    /// Identity.
    pub id: Uuid,
    /// What it was called.
    pub from: String,
    /// What it is called, or which department took its work over.
    pub to: String,
    /// The first day of the new one.
    pub since: NaiveDate,
}

impl Reader<'_> {
    /// What became of departments, oldest first.
    pub fn department_successions(&self) -> Result<Vec<DepartmentSuccession>> {
        let mut statement = self.prepare(
            "SELECT id, from_name, to_name, since FROM department_succession ORDER BY since, from_name, to_name",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(DepartmentSuccession {
                id: row.get(0)?,
                from: row.get(1)?,
                to: row.get(2)?,
                since: row.get::<_, Text<NaiveDate>>(3)?.0,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The departments that do the work of `name` on a day: itself where nothing followed it.
pub fn departments_on(successions: &[DepartmentSuccession], name: &str, on: NaiveDate) -> Vec<String> {
    let mut current = vec![name.to_owned()];
    let mut seen = BTreeSet::from([fold::squeezed(name)]);
    // Each step goes on to names not seen before, so a loop comes to an end.
    loop {
        let mut next: Vec<String> = Vec::new();
        let mut moved = false;
        for name in &current {
            let folded = fold::squeezed(name);
            let followers = successions.iter().filter(|row| row.since <= on && fold::squeezed(&row.from) == folded);
            let followers: Vec<String> =
                followers.filter(|row| seen.insert(fold::squeezed(&row.to))).map(|row| row.to.clone()).collect();
            moved |= !followers.is_empty();
            if followers.is_empty() {
                next.push(name.clone());
            }
            next.extend(followers);
        }
        current = next;
        if !moved {
            return current;
        }
    }
}

impl Tx<'_> {
    /// Says that a department became another one, or that this one took its work over, from a day on.
    pub fn succeed_department(&mut self, from: &str, to: &str, since: NaiveDate) -> Result<Uuid> {
        let (from, to) = (from.trim(), to.trim());
        check::required("department", from)?;
        check::required("department", to)?;
        if from == to {
            return Err(check::out_of_range("department").into());
        }
        if let Some(held) = self.department_successions()?.iter().find(|row| row.from == from && row.to == to) {
            return Err(StoreError::Duplicate { entity: Entity::DepartmentSuccession, id: held.id });
        }
        let id = self.new_id();
        self.prepare(
            "INSERT INTO department_succession (id, from_name, to_name, since, row_version) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((id, from, to, Text(since), self.version()))?;
        Ok(id)
    }

    /// Forgets that a department followed another.
    pub fn forget_succession(&mut self, id: Uuid) -> Result<()> {
        self.require(Entity::DepartmentSuccession, id)?;
        self.prepare("DELETE FROM department_succession WHERE id = ?1")?.execute([id])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(from: &str, to: &str, since: &str) -> DepartmentSuccession {
        DepartmentSuccession { id: Uuid::nil(), from: from.into(), to: to.into(), since: since.parse().unwrap() }
    }

    #[test]
    fn who_does_the_work_depends_on_the_day() {
        let rows = [
            row("情報課", "デジタル課", "2022-04-01"),
            row("デジタル課", "県庁ＤＸ課", "2024-04-01"),
            row("デジタル課", "地域ＤＸ課", "2024-04-01"),
            row("甲課", "乙課", "2022-04-01"),
            row("乙課", "甲課", "2023-04-01"),
        ];
        for (name, on, wanted) in [
            ("情報課", "2022-03-31", &["情報課"][..]),
            ("情報課", "2022-04-01", &["デジタル課"]),
            ("情報課", "2024-04-01", &["県庁ＤＸ課", "地域ＤＸ課"]),
            ("デジタル課", "2023-01-01", &["デジタル課"]),
            ("財政課", "2024-04-01", &["財政課"]),
            ("甲課", "2024-04-01", &["乙課"]),
        ] {
            assert_eq!(departments_on(&rows, name, on.parse().unwrap()), wanted, "{name} {on}");
        }
    }
}
