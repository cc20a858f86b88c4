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

/// Evidence whose words are not in their remark any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenEvidence {
    /// The evidence as it was marked.
    pub evidence: Evidence,
    /// The meeting.
    pub meeting_id: MeetingId,
    /// The remark as it is, in plain text.
    pub text: String,
    /// What the words may have become; `None` where nothing is like them.
    pub nearest: Option<Selection>,
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

impl Reader<'_> {
    /// Broken evidence of one meeting, or of all that are not finalised: the words and the evidence
    /// of a finalised one are locked. Newest meeting first, then by decision.
    pub fn broken_evidence(&self, meeting: Option<MeetingId>) -> Result<Vec<BrokenEvidence>> {
        let mut broken = Vec::new();
        self.each_broken(meeting, |evidence, meeting_id, text| {
            let nearest = anchor::nearest(&text, &evidence.quote).map(|near| Selection {
                remark_id: evidence.remark_id,
                quote: text.chars().skip(near.stretch.at).take(near.stretch.chars).collect(),
                at: Some(near.stretch.at),
            });
            broken.push(BrokenEvidence { evidence, meeting_id, text, nearest });
        })?;
        Ok(broken)
    }

    /// How many spans [`Self::broken_evidence`] lists for all meetings.
    pub(crate) fn broken_evidence_count(&self) -> Result<usize> {
        let mut count = 0;
        self.each_broken(None, |_, _, _| count += 1)?;
        Ok(count)
    }

    fn each_broken(
        &self,
        meeting: Option<MeetingId>,
        mut found: impl FnMut(Evidence, MeetingId, String),
    ) -> Result<()> {
        let mut statement = self.prepare(
            "SELECT e.decision_id, e.remark_id, e.quote, e.prefix, e.suffix, e.remark_sha256, e.id, e.meeting_id, r.body
             FROM meeting m JOIN evidence e ON e.meeting_id = m.id
             JOIN decision d ON d.id = e.decision_id JOIN remark r ON r.id = e.remark_id
             WHERE d.status <> 'dismissed'
               AND CASE WHEN ?1 IS NULL THEN m.status IN ('draft', 'in_review') ELSE m.id = ?1 END
             ORDER BY m.held_on DESC, m.id, d.serial, e.rank",
        )?;
        let mut rows = statement.query([meeting.map(|id| id.0)])?;
        while let Some(row) = rows.next()? {
            let body: String = row.get(8)?;
            if !stands(row, &body)? {
                let evidence = Evidence {
                    id: EvidenceId(row.get(6)?),
                    decision_id: DecisionId(row.get(0)?),
                    remark_id: RemarkId(row.get(1)?),
                    quote: row.get(2)?,
                    prefix: row.get(3)?,
                    suffix: row.get(4)?,
                    remark_sha256: row.get::<_, Sha256>(5)?.to_string(),
                };
                found(evidence, MeetingId(row.get(7)?), body::plain(&body));
            }
        }
        Ok(())
    }
}

/// Whether the evidence of a row stands in the body of its remark. Its columns 2 to 5 are quotation,
/// prefix, suffix and hash.
pub(crate) fn stands(row: &Row<'_>, body: &str) -> Result<bool> {
    let context = Context { prefix: row.get(3)?, suffix: row.get(4)? };
    Ok(is_intact(&body::plain(body), &row.get::<_, String>(2)?, &context, &row.get(5)?))
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
        self.require_open(self.bound(id)?.meeting)?;
        self.prepare("DELETE FROM evidence WHERE id = ?1")?.execute([id.0])?;
        Ok(())
    }

    /// Takes words that are not in the record any more off a decision, and off its quotation: it
    /// quotes the next of its words then, or none.
    pub fn discard_evidence(&mut self, id: EvidenceId) -> Result<()> {
        let bound = self.bound(id)?;
        self.remove_evidence(id)?;
        let next = self
            .prepare("SELECT quote FROM evidence WHERE decision_id = ?1 ORDER BY rank LIMIT 1")?
            .query_row([bound.decision.0], |row| row.get::<_, String>(0))
            .optional()?;
        self.requote(&bound, &next.unwrap_or_default())
    }

    /// Binds evidence to other words of its meeting, and the quotation of its decision with it where
    /// that quoted the old ones.
    pub fn rebind_evidence(&mut self, id: EvidenceId, selection: &Selection) -> Result<()> {
        let bound = self.bound(id)?;
        self.require_open(bound.meeting)?;
        let remark = self.remark(selection.remark_id)?;
        if remark.meeting_id != bound.meeting {
            return Err(check::out_of_range("remark_id").into());
        }
        let plain = body::plain(&remark.body);
        let place = anchor::place_at(&plain, &selection.quote, selection.at.unwrap_or(0))
            .ok_or(StoreError::NotInRemark(selection.remark_id))?;
        let context = Context::of(&plain, place);
        self.prepare(
            "UPDATE evidence SET remark_id = ?2, quote = ?3, prefix = ?4, suffix = ?5, remark_sha256 = ?6,
                    row_version = ?7 WHERE id = ?1",
        )?
        .execute((
            id.0,
            selection.remark_id.0,
            &selection.quote,
            &context.prefix,
            &context.suffix,
            Sha256::of(plain.as_bytes()),
            self.version(),
        ))?;
        self.requote(&bound, &selection.quote)
    }

    /// Gives a decision another quotation where it has the one of this evidence.
    fn requote(&mut self, bound: &Bound, quote: &str) -> Result<()> {
        self.prepare("UPDATE decision SET quote = ?3, row_version = ?4 WHERE id = ?1 AND quote = ?2 AND quote <> ?3")?
            .execute((bound.decision.0, &bound.quote, quote, self.version()))?;
        Ok(())
    }

    /// What evidence is bound to.
    fn bound(&self, id: EvidenceId) -> Result<Bound> {
        self.prepare("SELECT meeting_id, decision_id, quote FROM evidence WHERE id = ?1")?
            .query_row([id.0], |row| {
                Ok(Bound { meeting: MeetingId(row.get(0)?), decision: DecisionId(row.get(1)?), quote: row.get(2)? })
            })
            .optional()?
            .ok_or(StoreError::NotFound { entity: Entity::Evidence, id: id.0 })
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

/// What evidence is bound to.
struct Bound {
    meeting: MeetingId,
    decision: DecisionId,
    quote: String,
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
