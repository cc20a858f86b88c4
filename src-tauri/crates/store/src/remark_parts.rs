//! One remark becomes two, two become one: what hangs on the words goes with the words.
//!
//! Invariant: evidence, follow-ups and comments whose quotation stands in the part that moves are
//! bound to the remark it moves to. A quotation that is cut in two stays where it was and is
//! reported as broken; it is never moved to other words.

use gijicho_model::anchor::{self, Context};
use gijicho_model::{Remark, RemarkId, body};
use rusqlite::OptionalExtension as _;
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::Result;
use crate::hash::Sha256;
use crate::meeting::Losses;
use crate::remark::{Place, RemarkText};
use crate::transact::Tx;

impl Tx<'_> {
    /// Cuts a remark in two: `first` stays, `second` becomes a remark of its own right after it.
    pub fn split_remark(
        &mut self,
        id: RemarkId,
        base: i64,
        first: &RemarkText,
        second: &RemarkText,
    ) -> Result<RemarkId> {
        let before = self.remark(id)?;
        self.edit_remark(id, base, first)?;
        let place = Place { agenda_item_id: before.agenda_item_id, before: self.remark_after(&before)? };
        let new = self.insert_remark(before.meeting_id, second, place)?;
        self.move_quotations(id, new, &body::plain(&first.body), &body::plain(&second.body))?;
        Ok(new)
    }

    /// Joins a remark to the one before it in the same item, and says which that is.
    pub fn join_remark(&mut self, id: RemarkId, base: i64) -> Result<RemarkId> {
        let gone = self.remark(id)?;
        let into = self.remark_before(&gone)?.ok_or_else(|| check::out_of_range("remark"))?;
        let kept = self.remark(into)?;
        let mut blocks = body::parse(&kept.body);
        blocks.extend(body::parse(&gone.body));
        let text = RemarkText { body: body::to_markdown(&blocks), ..RemarkText::from(&kept) };
        let version = self.row_version(Entity::Remark, into.0)?;
        self.edit_remark(into, version, &text)?;
        self.move_quotations(id, into, "", &body::plain(&text.body))?;
        self.prepare("UPDATE follow_up SET answered_by = ?2, row_version = ?3 WHERE answered_by = ?1")?.execute((
            id.0,
            into.0,
            self.version(),
        ))?;
        // What is still bound to it quotes words that it no longer held.
        self.delete_remark(id, base, Losses::Refuse)?;
        Ok(into)
    }

    /// Binds to `to` what quotes words that no longer stand in the text `left` but stand in `moved`.
    fn move_quotations(&mut self, from: RemarkId, to: RemarkId, left: &str, moved: &str) -> Result<()> {
        let version = self.version();
        let gone = |quote: &str| {
            let place = if left.contains(quote) { None } else { anchor::place_at(moved, quote, 0) };
            place.map(|place| Context::of(moved, place))
        };
        for (id, quote) in self.quotations("SELECT id, quote FROM evidence WHERE remark_id = ?1", from)? {
            let Some(found) = gone(&quote) else { continue };
            self.prepare(
                "UPDATE evidence SET remark_id = ?2, prefix = ?3, suffix = ?4, remark_sha256 = ?5, row_version = ?6
                 WHERE id = ?1",
            )?
            .execute((id, to.0, &found.prefix, &found.suffix, Sha256::of(moved.as_bytes()), version))?;
        }
        for (id, quote) in self.quotations("SELECT id, quote FROM follow_up WHERE remark_id = ?1", from)? {
            if gone(&quote).is_some() {
                self.prepare("UPDATE follow_up SET remark_id = ?2, row_version = ?3 WHERE id = ?1")?
                    .execute((id, to.0, version))?;
            }
        }
        for (id, quote) in self.quotations("SELECT id, quote FROM round_comment WHERE remark_id = ?1", from)? {
            let found = gone(&quote);
            if found.is_none() && !left.is_empty() {
                continue;
            }
            let (prefix, suffix) = found.map(|found| (found.prefix, found.suffix)).unwrap_or_default();
            self.prepare(
                "UPDATE round_comment SET remark_id = ?2, prefix = ?3, suffix = ?4, row_version = ?5 WHERE id = ?1",
            )?
            .execute((id, to.0, prefix, suffix, version))?;
        }
        Ok(())
    }

    fn quotations(&self, sql: &str, remark: RemarkId) -> Result<Vec<(Uuid, String)>> {
        let mut statement = self.prepare(sql)?;
        let rows = statement.query_map([remark.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The remark of the same item right before one.
    fn remark_before(&self, remark: &Remark) -> Result<Option<RemarkId>> {
        self.neighbour(
            "SELECT id FROM remark WHERE meeting_id = ?1 AND agenda_item_id IS ?2
             AND rank < (SELECT rank FROM remark WHERE id = ?3) ORDER BY rank DESC LIMIT 1",
            remark,
        )
    }

    /// The remark of the same item right after one.
    fn remark_after(&self, remark: &Remark) -> Result<Option<RemarkId>> {
        self.neighbour(
            "SELECT id FROM remark WHERE meeting_id = ?1 AND agenda_item_id IS ?2
             AND rank > (SELECT rank FROM remark WHERE id = ?3) ORDER BY rank LIMIT 1",
            remark,
        )
    }

    fn neighbour(&self, sql: &str, remark: &Remark) -> Result<Option<RemarkId>> {
        let item = remark.agenda_item_id.map(|item| item.0);
        let found = self
            .prepare(sql)?
            .query_row((remark.meeting_id.0, item, remark.id.0), |row| row.get(0).map(RemarkId))
            .optional()?;
        Ok(found)
    }
}
