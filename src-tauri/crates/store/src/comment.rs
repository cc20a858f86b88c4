//! Comments from the round (確認): what somebody says about a draft, tied to the words it is about.
//!
//! Invariants: a comment on words is held by quotation and context, as evidence is, and follows the
//! words; one whose words or remark are gone stays in the list and says so. A comment is settled by
//! a person; it is never dropped because the words have changed.

use gijicho_model::anchor::{self, Context};
use gijicho_model::{MeetingId, RemarkId, body, validate};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::reader::Reader;
use crate::sql::RANK_STEP;
use crate::transact::Tx;

/// A comment as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundComment {
    /// Identity.
    pub id: Uuid,
    /// The minutes it is about.
    pub meeting_id: MeetingId,
    /// The remark it is about; `None` for the minutes as a whole, and after the remark was deleted.
    pub remark_id: Option<RemarkId>,
    /// The words it is about; empty for the remark, or the minutes, as a whole.
    pub quote: String,
    /// Up to 32 characters before the words.
    pub prefix: String,
    /// Up to 32 characters after them.
    pub suffix: String,
    /// Who says it.
    pub author: String,
    /// What is said.
    pub text: String,
    /// The words that the author would have in place of the quotation.
    pub proposed: Option<String>,
    /// What was answered; empty while nothing was.
    pub answer: String,
    /// Whether a person has settled it.
    pub settled: bool,
    /// Version of the row.
    pub row_version: i64,
}

/// A comment that is written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewComment {
    /// The remark it is about, if it is about one.
    pub remark_id: Option<RemarkId>,
    /// The words, verbatim in the remark's plain text; empty for the whole.
    pub quote: String,
    /// Who says it.
    pub author: String,
    /// What is said.
    pub text: String,
    /// The words that the author would have instead.
    pub proposed: Option<String>,
}

impl Reader<'_> {
    /// The comments on a meeting's minutes, in the order in which they came.
    pub fn comments(&self, meeting: MeetingId) -> Result<Vec<RoundComment>> {
        let mut statement = self.prepare(
            "SELECT id, meeting_id, remark_id, quote, prefix, suffix, author, text, proposed, answer, state, row_version
             FROM round_comment WHERE meeting_id = ?1 ORDER BY rank",
        )?;
        let comments = statement.query_map([meeting.0], comment)?;
        Ok(comments.collect::<rusqlite::Result<_>>()?)
    }

    /// One comment.
    pub fn comment(&self, id: Uuid) -> Result<RoundComment> {
        let found = self
            .prepare(
                "SELECT id, meeting_id, remark_id, quote, prefix, suffix, author, text, proposed, answer, state,
                        row_version FROM round_comment WHERE id = ?1",
            )?
            .query_row([id], comment)
            .optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::RoundComment, id })
    }

    fn meeting_of_comment(&self, id: Uuid) -> Result<MeetingId> {
        let found = self
            .prepare("SELECT meeting_id FROM round_comment WHERE id = ?1")?
            .query_row([id], |row| row.get(0).map(MeetingId))
            .optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::RoundComment, id })
    }
}

fn comment(row: &Row<'_>) -> rusqlite::Result<RoundComment> {
    Ok(RoundComment {
        id: row.get(0)?,
        meeting_id: MeetingId(row.get(1)?),
        remark_id: row.get::<_, Option<Uuid>>(2)?.map(RemarkId),
        quote: row.get(3)?,
        prefix: row.get(4)?,
        suffix: row.get(5)?,
        author: row.get(6)?,
        text: row.get(7)?,
        proposed: row.get(8)?,
        answer: row.get(9)?,
        settled: row.get::<_, String>(10)? == "settled",
        row_version: row.get(11)?,
    })
}

impl Tx<'_> {
    /// Writes a comment down.
    pub fn add_comment(&mut self, meeting: MeetingId, new: &NewComment) -> Result<Uuid> {
        self.require_open(meeting)?;
        check::required("author", &new.author)?;
        for (field, text) in
            [("text", new.text.as_str()), ("quote", &new.quote), ("proposed", new.proposed.as_deref().unwrap_or(""))]
        {
            check::bounded(field, text, validate::MAX_BODY / 4)?;
        }
        let Context { prefix, suffix } = match new.remark_id {
            Some(remark_id) => {
                let remark = self.remark(remark_id)?;
                if remark.meeting_id != meeting {
                    return Err(check::out_of_range("remark_id").into());
                }
                let plain = body::plain(&remark.body);
                let place = anchor::place_at(&plain, &new.quote, 0);
                if place.is_none() && !new.quote.is_empty() {
                    return Err(StoreError::NotInRemark(remark_id));
                }
                let nowhere = || Context { prefix: String::new(), suffix: String::new() };
                place.map_or_else(nowhere, |place| Context::of(&plain, place))
            }
            None => Context { prefix: String::new(), suffix: String::new() },
        };
        let rank: i64 = self
            .prepare("SELECT coalesce(max(rank), 0) + ?2 FROM round_comment WHERE meeting_id = ?1")?
            .query_row((meeting.0, RANK_STEP), |row| row.get(0))?;
        let id = self.new_id();
        self.prepare(
            "INSERT INTO round_comment (id, meeting_id, rank, remark_id, quote, prefix, suffix, author, text, proposed,
                                        answer, state, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, '', 'open', ?11)",
        )?
        .execute((
            id,
            meeting.0,
            rank,
            new.remark_id.map(|id| id.0),
            &new.quote,
            prefix,
            suffix,
            new.author.trim(),
            &new.text,
            &new.proposed,
            self.version(),
        ))?;
        Ok(id)
    }

    /// Answers a comment, and settles it or opens it again.
    pub fn settle_comment(&mut self, id: Uuid, base: i64, answer: &str, settled: bool) -> Result<()> {
        self.require_open(self.meeting_of_comment(id)?)?;
        check::bounded("answer", answer, validate::MAX_LINE)?;
        self.on_version(Entity::RoundComment, id, base, |tx| {
            let state = if settled { "settled" } else { "open" };
            tx.prepare("UPDATE round_comment SET answer = ?2, state = ?3, row_version = ?4 WHERE id = ?1")?
                .execute((id, answer, state, tx.version()))?;
            Ok(())
        })
    }

    /// Takes a comment away that was written down by mistake.
    pub fn delete_comment(&mut self, id: Uuid, base: i64) -> Result<()> {
        self.require_open(self.meeting_of_comment(id)?)?;
        self.on_version(Entity::RoundComment, id, base, |tx| {
            tx.prepare("DELETE FROM round_comment WHERE id = ?1")?.execute([id])?;
            Ok(())
        })
    }

    /// After the words of a remark have changed: binds the comments that still stand in them anew.
    pub(crate) fn comments_follow(&mut self, remark: RemarkId, old: &str, new: &str) -> Result<()> {
        let mut statement =
            self.prepare("SELECT id, quote, prefix, suffix FROM round_comment WHERE remark_id = ?1 AND quote <> ''")?;
        let held = statement.query_map([remark.0], |row| {
            Ok((row.get::<_, Uuid>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        })?;
        let held: Vec<_> = held.collect::<rusqlite::Result<_>>()?;
        for (id, quote, prefix, suffix) in held {
            let held = Context { prefix, suffix };
            let stood = anchor::place_like(old, &quote, &held);
            let place = match stood {
                Some(stood) => anchor::follow(old, new, stood),
                None => anchor::place_surely(new, &quote, &held),
            };
            let Some(place) = place else { continue };
            let found = Context::of(new, place);
            if found == held {
                continue;
            }
            self.prepare("UPDATE round_comment SET prefix = ?2, suffix = ?3, row_version = ?4 WHERE id = ?1")?
                .execute((id, &found.prefix, &found.suffix, self.version()))?;
        }
        Ok(())
    }
}
