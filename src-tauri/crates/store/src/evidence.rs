//! Evidence: the span of a remark that carries a decision, and how it follows the words.
//!
//! Invariant: a span is held by its quotation, up to 32 characters of context on either side, and
//! the hash of the remark's plain text. While the hash fits, the span is certain; when it does not,
//! the context tells equal quotations apart; when the quotation is gone, the evidence is broken and
//! says so, and is never moved to other words.

use gijicho_model::decision::CONTEXT_CHARS;
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

/// A quotation found in a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub(crate) prefix: String,
    pub(crate) suffix: String,
}

/// Finds `quote` in `plain`; where it stands more than once, the place with the best `score`.
fn anchor<K: Ord>(plain: &str, quote: &str, score: impl Fn(usize, &Anchor) -> K) -> Option<Anchor> {
    if quote.is_empty() {
        return None;
    }
    let mut places: Vec<(usize, Anchor)> = Vec::new();
    // Overlapping places count: each begins at another character.
    for (at, _) in plain.char_indices().filter(|(at, _)| plain[*at..].starts_with(quote)) {
        let (before, after) = (&plain[..at], &plain[at + quote.len()..]);
        let skipped = before.chars().count().saturating_sub(CONTEXT_CHARS);
        let prefix = before.chars().skip(skipped).collect();
        places.push((at, Anchor { prefix, suffix: after.chars().take(CONTEXT_CHARS).collect() }));
    }
    // The first of equals: `max_by_key` would take the last.
    places.into_iter().rev().max_by_key(|(at, anchor)| score(*at, anchor)).map(|(_, anchor)| anchor)
}

/// Finds the place nearest to the character number `at`.
pub(crate) fn anchor_at(plain: &str, quote: &str, at: Option<usize>) -> Option<Anchor> {
    let wanted = at.unwrap_or(0);
    anchor(plain, quote, |place, _| std::cmp::Reverse(plain[..place].chars().count().abs_diff(wanted)))
}

/// Finds the place whose context is most like what it was.
fn anchor_like(plain: &str, quote: &str, prefix: &str, suffix: &str) -> Option<Anchor> {
    anchor(plain, quote, |_, found| {
        let before = prefix.chars().rev().zip(found.prefix.chars().rev()).take_while(|(a, b)| a == b).count();
        let after = suffix.chars().zip(found.suffix.chars()).take_while(|(a, b)| a == b).count();
        before + after
    })
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
        let anchor = anchor_at(plain, quote, *at).ok_or(StoreError::NotInRemark(*remark_id))?;
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
            &anchor.prefix,
            &anchor.suffix,
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

    /// After the words of a remark have changed: binds the evidence that still stands in them anew.
    pub(crate) fn follow_words(&mut self, remark: RemarkId, plain: &str) -> Result<()> {
        let mut statement = self.prepare("SELECT id, quote, prefix, suffix FROM evidence WHERE remark_id = ?1")?;
        let held = statement.query_map([remark.0], |row| {
            Ok((row.get::<_, Uuid>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?))
        })?;
        let held: Vec<_> = held.collect::<rusqlite::Result<_>>()?;
        for (id, quote, prefix, suffix) in held {
            let Some(found) = anchor_like(plain, &quote, &prefix, &suffix) else { continue };
            self.prepare(
                "UPDATE evidence SET prefix = ?2, suffix = ?3, remark_sha256 = ?4, row_version = ?5 WHERE id = ?1",
            )?
            .execute((id, &found.prefix, &found.suffix, Sha256::of(plain.as_bytes()), self.version()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_quotations_are_told_apart_by_place_and_by_context() {
        let plain = "第一案を承認する。第二案を承認する。";
        let second = anchor_at(plain, "承認", Some(12)).unwrap();
        assert!(second.prefix.ends_with("第二案を"), "{second:?}");
        assert_eq!(anchor_at(plain, "承認", None).unwrap().prefix, "第一案を");

        let edited = "まず申し上げる。第一案を承認する。なお、第二案を承認する。";
        let found = anchor_like(edited, "承認", &second.prefix, &second.suffix).unwrap();
        assert!(found.prefix.ends_with("なお、第二案を"), "{found:?}");
        assert_eq!(anchor_like(edited, "否決", "", ""), None);
    }

    #[test]
    fn context_is_at_most_32_characters() {
        let plain = format!("{}承認{}", "前".repeat(40), "後".repeat(40));
        let found = anchor_at(&plain, "承認", None).unwrap();
        assert_eq!((found.prefix.chars().count(), found.suffix.chars().count()), (32, 32));
    }
}
