//! Evidence: the span of a remark that carries a decision, and how it follows the words.
//!
//! Invariant: a span is held by its quotation, its context ([`gijicho_model::anchor`]), and the hash
//! of the remark's plain text. While the hash fits, the evidence is intact. Each edit moves intact
//! evidence along with its words; evidence whose own words were touched keeps the old hash, and so
//! is broken and says so until the words are back or a person chooses others. It is never moved to
//! other words, however alike they are.

use gijicho_model::anchor::{self, Context};
use gijicho_model::{DecisionId, Evidence, EvidenceId, MeetingId, RemarkId, body};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::hash::Sha256;
use crate::reader::Reader;
use crate::sql::RANK_STEP;
use crate::transact::Tx;

/// Words that a person has marked in a remark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// The remark.
    pub remark_id: RemarkId,
    /// The words, verbatim in the remark's plain text ([`gijicho_model::body::plain`]).
    pub quote: String,
    /// Where they begin, in characters of the plain text; the first place when not given.
    pub at: Option<usize>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT e.id, e.decision_id, e.remark_id, e.quote, e.prefix, e.suffix, e.remark_sha256
             FROM evidence e JOIN decision d ON d.id = e.decision_id ",
            $rest
        )
    };
}

impl Reader<'_> {
    /// The evidence of a meeting's decisions, by decision.
    pub fn evidence(&self, meeting: MeetingId) -> Result<Vec<Evidence>> {
        let mut statement = self.prepare(select!("WHERE e.meeting_id = ?1 ORDER BY d.serial, e.rank"))?;
        let evidence = statement.query_map([meeting.0], evidence)?;
        Ok(evidence.collect::<rusqlite::Result<_>>()?)
    }
}

fn evidence(row: &Row<'_>) -> rusqlite::Result<Evidence> {
    Ok(Evidence {
        id: EvidenceId(row.get(0)?),
        decision_id: DecisionId(row.get(1)?),
        remark_id: RemarkId(row.get(2)?),
        quote: row.get(3)?,
        prefix: row.get(4)?,
        suffix: row.get(5)?,
        remark_sha256: row.get::<_, Sha256>(6)?.to_string(),
    })
}

impl Tx<'_> {
    /// Adds words that a person has marked to the evidence of a decision.
    pub fn add_evidence(&mut self, decision: DecisionId, selection: &Selection) -> Result<EvidenceId> {
        let meeting = self.meeting_of_decision(decision)?;
        self.require_open(meeting)?;
        let remark = self.remark(selection.remark_id)?;
        if remark.meeting_id != meeting {
            return Err(check::out_of_range("remark_id").into());
        }
        self.write_evidence(meeting, decision, selection, &body::plain(&remark.body))
    }

    pub(crate) fn write_evidence(
        &mut self,
        meeting: MeetingId,
        decision: DecisionId,
        selection: &Selection,
        plain: &str,
    ) -> Result<EvidenceId> {
        let Selection { remark_id, quote, at } = selection;
        let place = anchor::place_at(plain, quote, at.unwrap_or(0)).ok_or(StoreError::NotInRemark(*remark_id))?;
        let context = Context::of(plain, place);
        let rank: i64 = self
            .prepare("SELECT coalesce(max(rank), 0) + ?2 FROM evidence WHERE decision_id = ?1")?
            .query_row((decision.0, RANK_STEP), |row| row.get(0))?;
        let id = EvidenceId(self.new_id());
        self.prepare(
            "INSERT INTO evidence (id, meeting_id, decision_id, remark_id, rank, quote, prefix, suffix, remark_sha256,
                                   row_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute((
            id.0,
            meeting.0,
            decision.0,
            remark_id.0,
            rank,
            quote,
            &context.prefix,
            &context.suffix,
            Sha256::of(plain.as_bytes()),
            self.version(),
        ))?;
        Ok(id)
    }

    /// Takes words off the evidence of a decision.
    pub fn remove_evidence(&mut self, id: EvidenceId) -> Result<()> {
        let meeting = self
            .prepare("SELECT meeting_id FROM evidence WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0).map(MeetingId))
            .optional()?
            .ok_or(StoreError::NotFound { entity: Entity::Evidence, id: id.0 })?;
        self.require_open(meeting)?;
        self.prepare("DELETE FROM evidence WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    }

    /// After the words of a remark have changed from `old` to `new`: moves the evidence along.
    pub(crate) fn follow_words(&mut self, remark: RemarkId, old: &str, new: &str) -> Result<()> {
        let held = self.evidence_of(remark)?;
        for Held { id, quote, context, remark_sha256 } in held {
            let place = if remark_sha256 == Sha256::of(old.as_bytes()) {
                let stood = anchor::place_like(old, &quote, &context);
                stood.and_then(|stood| anchor::follow(old, new, stood))
            } else {
                anchor::place_surely(new, &quote, &context)
            };
            let Some(place) = place else { continue };
            let context = Context::of(new, place);
            self.prepare(
                "UPDATE evidence SET prefix = ?2, suffix = ?3, remark_sha256 = ?4, row_version = ?5 WHERE id = ?1",
            )?
            .execute((
                id,
                &context.prefix,
                &context.suffix,
                Sha256::of(new.as_bytes()),
                self.version(),
            ))?;
        }
        Ok(())
    }

    fn evidence_of(&self, remark: RemarkId) -> Result<Vec<Held>> {
        let mut statement =
            self.prepare("SELECT id, quote, prefix, suffix, remark_sha256 FROM evidence WHERE remark_id = ?1")?;
        let held = statement.query_map([remark.0], |row| {
            Ok(Held {
                id: row.get(0)?,
                quote: row.get(1)?,
                context: Context { prefix: row.get(2)?, suffix: row.get(3)? },
                remark_sha256: row.get(4)?,
            })
        })?;
        Ok(held.collect::<rusqlite::Result<_>>()?)
    }
}

/// Evidence as it is held.
struct Held {
    id: Uuid,
    quote: String,
    context: Context,
    remark_sha256: Sha256,
}

/// Whether evidence still stands in a remark's plain text. The hash says so; where a later version
/// of the program reads plain text otherwise, words and context do.
pub(crate) fn is_intact(plain: &str, quote: &str, context: &Context, remark_sha256: &Sha256) -> bool {
    *remark_sha256 == Sha256::of(plain.as_bytes()) || anchor::place_surely(plain, quote, context).is_some()
}
