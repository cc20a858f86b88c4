//! What stands beside a hit of the search: the decision that it is or carries, the answers to a
//! question, the question before an answer. One row at a time, each by an index.

use chrono::NaiveDate;
use gijicho_model::meeting::label;
use gijicho_model::{
    BodyId, DecisionId, FiscalYear, Function, InitiativeId, MeetingId, ProposalStatus, RemarkId, body,
};
use rusqlite::{OptionalExtension as _, Row};
use uuid::Uuid;

use crate::error::Result;
use crate::index::IndexKind;
use crate::reader::Reader;
use crate::sql::Text;

/// The decision that the rest of the statement finds.
macro_rules! decision_sql {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.serial, m.fiscal_year, m.ordinal, m.held_on, d.quote, d.status,
                    (SELECT r.speaker_printed FROM evidence x JOIN remark r ON r.id = x.remark_id
                     WHERE x.decision_id = d.id ORDER BY x.rank LIMIT 1)
             FROM decision d JOIN meeting m ON m.id = d.meeting_id ",
            $rest,
            " ORDER BY d.serial LIMIT 1"
        )
    };
}

/// A decision as a hit shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionBeside {
    /// Identity.
    pub id: DecisionId,
    /// `R4-1-2`.
    pub number: String,
    /// The verbatim words.
    pub quote: String,
    /// Who said them, as printed; empty where they are not bound to a remark.
    pub speaker: String,
    /// Whether a person stands behind it.
    pub status: ProposalStatus,
    /// Id, number and title of the initiatives that it bears on.
    pub initiatives: Vec<(InitiativeId, String, String)>,
}

/// A remark as a hit shows it beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemarkBeside {
    /// Identity.
    pub id: RemarkId,
    /// As printed; empty where nobody is named.
    pub speaker: String,
    /// Plain text.
    pub text: String,
    /// What it does.
    pub function: Function,
}

/// The head of a meeting, as short as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingBeside {
    /// Identity.
    pub id: MeetingId,
    /// As printed.
    pub title: Option<String>,
    /// Fiscal year of its day.
    pub fiscal_year: FiscalYear,
    /// 第N回.
    pub ordinal: Option<u32>,
    /// Local date.
    pub held_on: NaiveDate,
    /// The body that met.
    pub body_id: BodyId,
    /// Its name.
    pub body: String,
}

/// The most remarks that are shown beside another.
const NEIGHBOURS: u32 = 6;

impl Reader<'_> {
    /// The head of a meeting; `None` when it is gone.
    pub fn meeting_beside(&self, id: MeetingId) -> Result<Option<MeetingBeside>> {
        let mut statement = self.prepare(
            "SELECT m.title, m.fiscal_year, m.ordinal, m.held_on, b.id, b.name
             FROM meeting m JOIN body b ON b.id = m.body_id WHERE m.id = ?1",
        )?;
        let found = statement.query_row([id.0], |row| {
            Ok(MeetingBeside {
                id,
                title: row.get(0)?,
                fiscal_year: FiscalYear(row.get(1)?),
                ordinal: row.get(2)?,
                held_on: row.get::<_, Text<NaiveDate>>(3)?.0,
                body_id: BodyId(row.get(4)?),
                body: row.get(5)?,
            })
        });
        Ok(found.optional()?)
    }

    /// The decision that a row of the index is, that a remark carries, or that an item came to;
    /// `None` where there is none, or it was dismissed.
    pub fn decision_beside(&self, kind: IndexKind, id: Uuid) -> Result<Option<DecisionBeside>> {
        let sql = match kind {
            IndexKind::Decision => decision_sql!("WHERE d.id = ?1"),
            IndexKind::Remark => {
                decision_sql!(
                    "JOIN evidence e ON e.decision_id = d.id WHERE e.remark_id = ?1 AND d.status <> 'dismissed'"
                )
            }
            IndexKind::Agenda => decision_sql!("WHERE d.agenda_item_id = ?1 AND d.status <> 'dismissed'"),
            _ => return Ok(None),
        };
        let found = self.prepare(sql)?.query_row([id], decision).optional()?;
        let Some(mut decision) = found else { return Ok(None) };
        let mut statement = self.prepare(
            "SELECT i.id, i.number, i.title FROM decision_initiative t JOIN initiative i ON i.id = t.initiative_id
             WHERE t.decision_id = ?1 ORDER BY i.number, i.id",
        )?;
        let initiatives =
            statement.query_map([decision.id.0], |row| Ok((InitiativeId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        decision.initiatives = initiatives.collect::<rusqlite::Result<_>>()?;
        Ok(Some(decision))
    }

    /// The answers that follow a question, up to the next question.
    pub fn answers_beside(&self, question: RemarkId) -> Result<Vec<RemarkBeside>> {
        let after = self.neighbours(
            question,
            "SELECT r.id, r.speaker_printed, r.body, r.function FROM remark q JOIN remark r
                 ON r.meeting_id = q.meeting_id AND r.agenda_item_id IS q.agenda_item_id AND r.rank > q.rank
             WHERE q.id = ?1 ORDER BY r.rank LIMIT ?2",
        )?;
        let answers = after.into_iter().take_while(|remark| !asks(remark.function));
        Ok(answers.filter(|remark| remark.function == Function::Answer).collect())
    }

    /// The question or opinion that an answer follows.
    pub fn question_beside(&self, answer: RemarkId) -> Result<Option<RemarkBeside>> {
        let before = self.neighbours(
            answer,
            "SELECT r.id, r.speaker_printed, r.body, r.function FROM remark q JOIN remark r
                 ON r.meeting_id = q.meeting_id AND r.agenda_item_id IS q.agenda_item_id AND r.rank < q.rank
             WHERE q.id = ?1 ORDER BY r.rank DESC LIMIT ?2",
        )?;
        Ok(before.into_iter().find(|remark| asks(remark.function)))
    }

    fn neighbours(&self, of: RemarkId, sql: &str) -> Result<Vec<RemarkBeside>> {
        let mut statement = self.prepare(sql)?;
        let remarks = statement.query_map((of.0, NEIGHBOURS), |row| {
            Ok(RemarkBeside {
                id: RemarkId(row.get(0)?),
                speaker: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                text: body::plain(&row.get::<_, String>(2)?),
                function: row.get::<_, Text<Function>>(3)?.0,
            })
        })?;
        Ok(remarks.collect::<rusqlite::Result<_>>()?)
    }
}

/// Whether a remark is what an answer answers.
fn asks(function: Function) -> bool {
    matches!(function, Function::Question | Function::Opinion | Function::Instruction)
}

fn decision(row: &Row<'_>) -> rusqlite::Result<DecisionBeside> {
    let meeting = label(FiscalYear(row.get(2)?), row.get(3)?, row.get::<_, Text<NaiveDate>>(4)?.0);
    Ok(DecisionBeside {
        id: DecisionId(row.get(0)?),
        number: format!("{meeting}-{}", row.get::<_, u32>(1)?),
        quote: row.get(5)?,
        status: row.get::<_, Text<ProposalStatus>>(6)?.0,
        speaker: row.get::<_, Option<String>>(7)?.unwrap_or_default(),
        initiatives: Vec::new(),
    })
}
