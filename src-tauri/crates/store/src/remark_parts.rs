//! One remark becomes two, two become one: what hangs on the words goes with the words.
//!
//! Invariant: evidence, follow-ups and comments stay with the very place that they quote, told by its
//! position and not by its words alone, in whichever remark that place now is. A quotation that is
//! cut in two stays where it was and is reported as broken; it is never moved to other words.

use gijicho_model::anchor::{self, Context, Stretch};
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
        let (old, kept, moved) = (body::plain(&before.body), body::plain(&first.body), body::plain(&second.body));
        let quotations = self.quotations(id, &old)?;
        self.edit_remark(id, base, first)?;
        let place = Place { agenda_item_id: before.agenda_item_id, before: self.remark_after(&before)? };
        let new = self.insert_remark(before.meeting_id, second, place)?;
        let parts = Parts::of(&old, &kept, &moved);
        for quotation in quotations {
            match quotation.place.and_then(|place| parts.place_of(place)) {
                Some((Part::First, place)) => self.bind(&quotation, id, &Context::of(&kept, place), &kept)?,
                Some((Part::Second, place)) => self.bind(&quotation, new, &Context::of(&moved, place), &moved)?,
                None => {}
            }
        }
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
        let (first, second) = (body::plain(&kept.body), body::plain(&gone.body));
        let (of_first, of_second) = (self.quotations(into, &first)?, self.quotations(id, &second)?);
        let version = self.row_version(Entity::Remark, into.0)?;
        self.edit_remark(into, version, &text)?;
        let joined = body::plain(&text.body);
        let parts = Parts::of(&joined, &first, &second);
        for (quotations, part) in [(of_first, Part::First), (of_second, Part::Second)] {
            for quotation in quotations {
                let place = quotation.place.and_then(|place| parts.place_in_whole(part, place));
                match place {
                    Some(place) => self.bind(&quotation, into, &Context::of(&joined, place), &joined)?,
                    // A comment on the remark as a whole, or on words that are gone.
                    None if quotation.kind == Kind::Comment && part == Part::Second => {
                        self.bind(&quotation, into, &Context::default(), &joined)?;
                    }
                    None => {}
                }
            }
        }
        self.prepare("UPDATE follow_up SET answered_by = ?2, row_version = ?3 WHERE answered_by = ?1")?.execute((
            id.0,
            into.0,
            self.version(),
        ))?;
        // What is still bound to it quotes words that it no longer held.
        self.delete_remark(id, base, Losses::Refuse)?;
        Ok(into)
    }

    /// Binds a quotation to a remark of the text `plain`, where it stands in this context.
    fn bind(&mut self, quotation: &Quotation, to: RemarkId, context: &Context, plain: &str) -> Result<()> {
        let (id, version) = (quotation.id, self.version());
        match quotation.kind {
            Kind::Evidence => self
                .prepare(
                    "UPDATE evidence SET remark_id = ?2, prefix = ?3, suffix = ?4, remark_sha256 = ?5, row_version = ?6
                     WHERE id = ?1",
                )?
                .execute((id, to.0, &context.prefix, &context.suffix, Sha256::of(plain.as_bytes()), version))?,
            Kind::FollowUp => self
                .prepare("UPDATE follow_up SET remark_id = ?2, row_version = ?3 WHERE id = ?1 AND remark_id <> ?2")?
                .execute((id, to.0, version))?,
            Kind::Comment => self
                .prepare(
                    "UPDATE round_comment SET remark_id = ?2, prefix = ?3, suffix = ?4, row_version = ?5 WHERE id = ?1",
                )?
                .execute((id, to.0, &context.prefix, &context.suffix, version))?,
        };
        Ok(())
    }

    /// What quotes a remark of the text `plain`, with the place of the words.
    fn quotations(&self, remark: RemarkId, plain: &str) -> Result<Vec<Quotation>> {
        let mut quotations = Vec::new();
        for (kind, sql) in [
            (Kind::Evidence, "SELECT id, quote, prefix, suffix, remark_sha256 FROM evidence WHERE remark_id = ?1"),
            // A follow-up knows its words alone: the first place of several is meant.
            (Kind::FollowUp, "SELECT id, quote, '', '', NULL FROM follow_up WHERE remark_id = ?1"),
            (Kind::Comment, "SELECT id, quote, prefix, suffix, NULL FROM round_comment WHERE remark_id = ?1"),
        ] {
            let mut statement = self.prepare(sql)?;
            let mut rows = statement.query([remark.0])?;
            while let Some(row) = rows.next()? {
                let (quote, seen): (String, Option<Sha256>) = (row.get(1)?, row.get(4)?);
                let context = Context { prefix: row.get(2)?, suffix: row.get(3)? };
                let is_current = seen.is_none_or(|seen| seen == Sha256::of(plain.as_bytes()));
                let place = if is_current {
                    anchor::place_like(plain, &quote, &context)
                } else {
                    anchor::place_surely(plain, &quote, &context)
                };
                quotations.push(Quotation { kind, id: row.get(0)?, place });
            }
        }
        Ok(quotations)
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

/// What quotes a remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Evidence,
    FollowUp,
    Comment,
}

/// Words of a remark that something is bound to.
struct Quotation {
    kind: Kind,
    id: Uuid,
    /// Where they stand; `None` where they no longer do.
    place: Option<Stretch>,
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    First,
    Second,
}

/// A text and the two parts that it is cut into, or was put together from.
struct Parts<'a> {
    whole: &'a str,
    first: &'a str,
    second: &'a str,
    /// Characters of the whole before the second part, where it is the two with white space at most
    /// between them. A person may have written the parts anew.
    begins: Option<usize>,
}

impl<'a> Parts<'a> {
    fn of(whole: &'a str, first: &'a str, second: &'a str) -> Self {
        let at = whole.len().checked_sub(second.len()).filter(|_| whole.starts_with(first) && whole.ends_with(second));
        let between = at.and_then(|at| whole.get(first.len()..at));
        let begins = between
            .filter(|between| between.trim().is_empty())
            .map(|between| first.chars().count() + between.chars().count());
        Self { whole, first, second, begins }
    }

    /// In which part a place of the whole is, and where there.
    fn place_of(&self, place: Stretch) -> Option<(Part, Stretch)> {
        let Some(begins) = self.begins else {
            let first = anchor::follow(self.whole, self.first, place).map(|place| (Part::First, place));
            return first.or_else(|| anchor::follow(self.whole, self.second, place).map(|place| (Part::Second, place)));
        };
        if place.end() <= self.first.chars().count() {
            Some((Part::First, place))
        } else if place.at >= begins {
            Some((Part::Second, Stretch { at: place.at - begins, ..place }))
        } else {
            None
        }
    }

    /// Where in the whole a place of a part is.
    fn place_in_whole(&self, part: Part, place: Stretch) -> Option<Stretch> {
        match (part, self.begins) {
            (Part::First, Some(_)) => Some(place),
            (Part::Second, Some(begins)) => Some(Stretch { at: place.at + begins, ..place }),
            (Part::First, None) => anchor::follow(self.first, self.whole, place),
            (Part::Second, None) => anchor::follow(self.second, self.whole, place),
        }
    }
}
