//! What was known at a moment: rows as the change log had them then.
//!
//! The record says what is true of a day; the log says when the library came to know it. Both are
//! asked when minutes are finalised, corrected or imported later than they were held.
//!
//! Invariant: nothing here reads the tables of today for what was said, so a correction never
//! rewrites what the record said before.

use chrono::NaiveDate;
use gijicho_model::meeting::label;
use gijicho_model::{
    AgendaItemId, BodyId, DecisionId, EvidenceState, FiscalYear, Half, InitiativeId, LinkStatus, MeetingId,
    MeetingStatus, Outcome, Progress, ProgressId, ProposalStatus, Relation,
};
use rusqlite::OptionalExtension as _;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::change_log::Entity;
use crate::decision::{DecisionRow, InitiativeOfDecision};
use crate::error::{Result, StoreError};
use crate::hash;
use crate::initiative::InitiativeRow;
use crate::reader::Reader;
use crate::sql::{AsText, Json};

/// The library as it was known at a moment.
pub(crate) struct KnownAt<'r, 'c> {
    reader: &'r Reader<'c>,
    /// The last change known.
    last: i64,
}

impl<'r, 'c> KnownAt<'r, 'c> {
    /// As known at `at`, in UTC microseconds: every operation up to then, that moment included.
    pub(crate) fn new(reader: &'r Reader<'c>, at: i64) -> Result<Self> {
        let last = reader
            .prepare(
                "SELECT coalesce(max(seq), 0) FROM change_log
                 WHERE op <= (SELECT coalesce(max(seq), 0) FROM operation WHERE at <= ?1)",
            )?
            .query_row([at], |row| row.get(0))?;
        Ok(Self { reader, last })
    }

    /// A row as it was known; `None` where there was none, or none any more.
    fn row<T: DeserializeOwned>(&self, entity: Entity, id: Uuid) -> Result<Option<T>> {
        let image = self
            .reader
            .prepare(
                "SELECT after FROM change_log WHERE entity_id = ?1 AND seq <= ?2 AND entity = ?3
                 ORDER BY seq DESC LIMIT 1",
            )?
            .query_row((id, self.last, entity.name()), |row| row.get::<_, Option<Json<T>>>(0))
            .optional()?;
        Ok(image.flatten().map(|image| image.0))
    }

    /// Rows of a kind that have ever belonged to an initiative.
    fn ever_of(&self, entity: Entity, initiative: InitiativeId) -> Result<Vec<Uuid>> {
        let mut statement = self.reader.prepare(
            "SELECT DISTINCT entity_id FROM change_log
             WHERE json_extract(coalesce(after, before), '$.initiative_id') = ?1 AND seq <= ?2 AND entity = ?3
               AND entity IN ('decision_initiative', 'progress')",
        )?;
        let ids =
            statement.query_map((hash::hex(initiative.0.as_bytes()), self.last, entity.name()), |row| row.get(0))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }

    /// The decisions that were tied to an initiative, dismissed ones left out, newest first.
    pub(crate) fn decisions_of(&self, initiative: &InitiativeRow) -> Result<Vec<DecisionRow>> {
        let mut rows = Vec::new();
        for id in self.ever_of(Entity::DecisionInitiative, initiative.initiative.id)? {
            let Some(tie) = self.row::<Tie>(Entity::DecisionInitiative, id)? else { continue };
            let Some(decision) = self.row::<Decision>(Entity::Decision, tie.decision_id)? else { continue };
            if decision.status.0 != ProposalStatus::Dismissed {
                rows.push(self.decision_row(decision, initiative, &tie)?);
            }
        }
        rows.sort_by(|a, b| (b.held_on, b.meeting_id, &a.number).cmp(&(a.held_on, a.meeting_id, &b.number)));
        Ok(rows)
    }

    fn decision_row(&self, decision: Decision, initiative: &InitiativeRow, tie: &Tie) -> Result<DecisionRow> {
        let meeting: Meeting = self.required(Entity::Meeting, decision.meeting_id)?;
        let item: AgendaItem = self.required(Entity::AgendaItem, decision.agenda_item_id)?;
        let body: Body = self.required(Entity::Body, meeting.body_id)?;
        let fiscal_year = FiscalYear(meeting.fiscal_year);
        let meeting_label = label(fiscal_year, meeting.ordinal, meeting.held_on.0);
        Ok(DecisionRow {
            id: Some(DecisionId(decision.id)),
            number: Some(format!("{meeting_label}-{}", decision.serial)),
            meeting_id: MeetingId(decision.meeting_id),
            meeting_label,
            meeting_status: meeting.status.0,
            held_on: meeting.held_on.0,
            fiscal_year,
            body_id: BodyId(meeting.body_id),
            body: body.name,
            agenda_item_id: AgendaItemId(decision.agenda_item_id),
            agenda_number: item.number,
            agenda_label: item.label,
            agenda_title: item.title,
            outcome: decision.outcome.0,
            phrase: decision.phrase,
            quote: decision.quote,
            condition: decision.condition,
            status: decision.status.0,
            confirmed_by: decision.confirmed_by,
            confirmed_at: decision.confirmed_at,
            supersedes: decision.supersedes.map(DecisionId),
            supersedes_number: None,
            superseded_by: None,
            evidence: EvidenceState::None,
            initiatives: vec![InitiativeOfDecision {
                id: initiative.initiative.id,
                number: initiative.initiative.number.clone(),
                title: initiative.initiative.title.clone(),
                relation: tie.relation.0,
                status: tie.status.0,
            }],
            remarks: Vec::new(),
            row_version: decision.row_version,
        })
    }

    fn required<T: DeserializeOwned>(&self, entity: Entity, id: Uuid) -> Result<T> {
        self.row(entity, id)?.ok_or_else(|| StoreError::Damaged(format!("the change log lacks {} {id}", entity.name())))
    }

    /// Whether a confirmed decision of a meeting up to `on` replaces this one.
    pub(crate) fn is_replaced(&self, id: DecisionId, on: NaiveDate) -> Result<bool> {
        let mut statement = self.reader.prepare(
            "SELECT DISTINCT entity_id FROM change_log
             WHERE json_extract(after, '$.supersedes') = ?1 AND seq <= ?2 AND entity = 'decision'
               AND json_extract(after, '$.supersedes') IS NOT NULL",
        )?;
        let ids = statement.query_map((hash::hex(id.0.as_bytes()), self.last), |row| row.get::<_, Uuid>(0))?;
        for newer in ids.collect::<rusqlite::Result<Vec<_>>>()? {
            let Some(decision) = self.row::<Decision>(Entity::Decision, newer)? else { continue };
            if decision.supersedes == Some(id.0) && decision.status.0 == ProposalStatus::Confirmed {
                let meeting: Meeting = self.required(Entity::Meeting, decision.meeting_id)?;
                if meeting.held_on.0 <= on {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// The reports on an initiative, oldest first, with the day printed on the table that reports.
    pub(crate) fn progress_of(&self, initiative: InitiativeId) -> Result<Vec<(Progress, Option<NaiveDate>)>> {
        let mut reports = Vec::new();
        for id in self.ever_of(Entity::Progress, initiative)? {
            reports.extend(self.row::<Report>(Entity::Progress, id)?);
        }
        reports.sort_by_key(|report| (report.fiscal_year, report.half.0, report.rank));
        let mut position = 0;
        let mut last = None;
        Ok(reports
            .into_iter()
            .map(|report| {
                let half = (report.fiscal_year, report.half.0);
                position = if last == Some(half) { position + 1 } else { 0 };
                last = Some(half);
                (report.progress(initiative, position), report.reported_on.map(|day| day.0))
            })
            .collect())
    }
}

/// A value that stands in an image as its short text.
struct Code<T>(T);

impl<'de, T: AsText> Deserialize<'de> for Code<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        T::read(&text).map(Self).ok_or_else(|| serde::de::Error::custom(format!("unreadable value {text:?}")))
    }
}

#[derive(Deserialize)]
struct Tie {
    decision_id: Uuid,
    relation: Code<Relation>,
    status: Code<LinkStatus>,
}

#[derive(Deserialize)]
struct Decision {
    id: Uuid,
    meeting_id: Uuid,
    agenda_item_id: Uuid,
    serial: u32,
    outcome: Code<Outcome>,
    phrase: String,
    quote: String,
    condition: Option<String>,
    status: Code<ProposalStatus>,
    confirmed_by: Option<String>,
    confirmed_at: Option<i64>,
    supersedes: Option<Uuid>,
    row_version: i64,
}

#[derive(Deserialize)]
struct Meeting {
    body_id: Uuid,
    status: Code<MeetingStatus>,
    fiscal_year: i32,
    ordinal: Option<u32>,
    held_on: Code<NaiveDate>,
}

#[derive(Deserialize)]
struct AgendaItem {
    number: String,
    label: String,
    title: String,
}

#[derive(Deserialize)]
struct Body {
    name: String,
}

#[derive(Deserialize)]
struct Report {
    id: Uuid,
    fiscal_year: i32,
    half: Code<Half>,
    rank: i64,
    when_printed: String,
    text: String,
    // Images that were written before there was a status lack it.
    #[serde(default)]
    status: String,
    reported_on: Option<Code<NaiveDate>>,
}

impl Report {
    fn progress(&self, initiative: InitiativeId, position: u32) -> Progress {
        Progress {
            id: ProgressId(self.id),
            initiative_id: initiative,
            fiscal_year: FiscalYear(self.fiscal_year),
            half: self.half.0,
            position,
            when: self.when_printed.clone(),
            text: self.text.clone(),
            status: self.status.clone(),
        }
    }
}
