//! What the search index is fed: flat rows, whole or as the difference since a change.
//!
//! Invariant: feeding every [`Reader::index_delta`] in turn gives the same rows as
//! [`Reader::index_all`]. A row repeats what stands above it (the title of its item, the name of
//! its body), so a change there brings the row again.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use gijicho_model::meeting::label;
use gijicho_model::{AgendaItemId, BodyId, FiscalYear, Function, InitiativeId, MeetingId, Outcome, PlanId, body};
use rusqlite::{OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::{Change, Entity};
use crate::error::{Result, StoreError};
use crate::reader::Reader;
use crate::sql::Text;

/// What a row of the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexKind {
    /// 会議: title; place and attendees.
    Meeting,
    /// 議題: title; label and documents.
    Agenda,
    /// 発言: the note after the speaker; plain text.
    Remark,
    /// 決定事項: the deciding word; quotation and condition. Dismissed ones are not indexed.
    Decision,
    /// 宿題: addressee; quotation. Dismissed ones are not indexed.
    FollowUp,
    /// 資料: label; title.
    Document,
    /// 柱・具体的取組・取組項目: title; summary and departments.
    Initiative,
    /// 年次計画: title of the node; text and months.
    Activity,
    /// 進捗状況: title of the initiative; date as printed and text.
    Progress,
}

impl IndexKind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Meeting,
        Self::Agenda,
        Self::Remark,
        Self::Decision,
        Self::FollowUp,
        Self::Document,
        Self::Initiative,
        Self::Activity,
        Self::Progress,
    ];

    /// The statement for all rows.
    fn all(self) -> &'static str {
        match self {
            Self::Meeting => include_str!("index/meeting.sql"),
            Self::Agenda => include_str!("index/agenda.sql"),
            Self::Remark => include_str!("index/remark.sql"),
            Self::Decision => include_str!("index/decision.sql"),
            Self::FollowUp => include_str!("index/follow_up.sql"),
            Self::Document => include_str!("index/document.sql"),
            Self::Initiative => include_str!("index/initiative.sql"),
            Self::Activity => include_str!("index/activity.sql"),
            Self::Progress => include_str!("index/progress.sql"),
        }
    }

    /// The statement for at most ?2 rows with ids after ?1, in the order of their ids.
    fn after(self) -> &'static str {
        match self {
            Self::Meeting => concat!(include_str!("index/meeting.sql"), "WHERE m.id > ?1 ORDER BY m.id LIMIT ?2"),
            Self::Agenda => concat!(include_str!("index/agenda.sql"), "WHERE a.id > ?1 ORDER BY a.id LIMIT ?2"),
            Self::Remark => concat!(include_str!("index/remark.sql"), "WHERE r.id > ?1 ORDER BY r.id LIMIT ?2"),
            Self::Decision => concat!(include_str!("index/decision.sql"), "WHERE d.id > ?1 ORDER BY d.id LIMIT ?2"),
            Self::FollowUp => concat!(include_str!("index/follow_up.sql"), "WHERE f.id > ?1 ORDER BY f.id LIMIT ?2"),
            Self::Document => concat!(include_str!("index/document.sql"), "WHERE c.id > ?1 ORDER BY c.id LIMIT ?2"),
            Self::Initiative => concat!(include_str!("index/initiative.sql"), "WHERE i.id > ?1 ORDER BY i.id LIMIT ?2"),
            Self::Activity => concat!(include_str!("index/activity.sql"), "WHERE c.id > ?1 ORDER BY c.id LIMIT ?2"),
            Self::Progress => concat!(include_str!("index/progress.sql"), "WHERE g.id > ?1 ORDER BY g.id LIMIT ?2"),
        }
    }

    /// The table that its rows come from.
    fn table(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Agenda => "agenda_item",
            Self::Remark => "remark",
            Self::Decision => "decision",
            Self::FollowUp => "follow_up",
            Self::Document => "document",
            Self::Initiative => "initiative",
            Self::Activity => "activity",
            Self::Progress => "progress",
        }
    }

    /// The statement for row ?1.
    fn one(self) -> &'static str {
        match self {
            Self::Meeting => concat!(include_str!("index/meeting.sql"), "WHERE m.id = ?1"),
            Self::Agenda => concat!(include_str!("index/agenda.sql"), "WHERE a.id = ?1"),
            Self::Remark => concat!(include_str!("index/remark.sql"), "WHERE r.id = ?1"),
            Self::Decision => concat!(include_str!("index/decision.sql"), "WHERE d.id = ?1"),
            Self::FollowUp => concat!(include_str!("index/follow_up.sql"), "WHERE f.id = ?1"),
            Self::Document => concat!(include_str!("index/document.sql"), "WHERE c.id = ?1"),
            Self::Initiative => concat!(include_str!("index/initiative.sql"), "WHERE i.id = ?1"),
            Self::Activity => concat!(include_str!("index/activity.sql"), "WHERE c.id = ?1"),
            Self::Progress => concat!(include_str!("index/progress.sql"), "WHERE g.id = ?1"),
        }
    }
}

/// A row of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexRow {
    /// What it is.
    pub kind: IndexKind,
    /// Identity; unique over all kinds.
    pub id: Uuid,
    /// Its meeting.
    pub meeting_id: Option<MeetingId>,
    /// R4-1, or the date; empty where there is no meeting.
    pub meeting_label: String,
    /// The body that met.
    pub body_id: Option<BodyId>,
    /// Its name; empty where there is no meeting.
    pub body: String,
    /// Day of the meeting, or the day printed on the plan or the report.
    pub held_on: Option<NaiveDate>,
    /// Fiscal year of the meeting, the plan or the report.
    pub fiscal_year: FiscalYear,
    /// Its agenda item.
    pub agenda_item_id: Option<AgendaItemId>,
    /// Number of the agenda item, or of the initiative; empty where there is none.
    pub number: String,
    /// Title of the agenda item; empty where there is none.
    pub agenda_title: String,
    /// Who speaks, as printed.
    pub speaker: Option<String>,
    /// The speaker's post; empty where it is not known.
    pub post: String,
    /// The mark as printed.
    pub mark: Option<String>,
    /// What a remark does.
    pub function: Option<Function>,
    /// How a decision ended.
    pub outcome: Option<Outcome>,
    /// Its plan.
    pub plan_id: Option<PlanId>,
    /// Its initiative.
    pub initiative_id: Option<InitiativeId>,
    /// The short text, as [`IndexKind`] says.
    pub title: String,
    /// The long text, plain, as [`IndexKind`] says.
    pub text: String,
}

/// What has to change in the index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IndexDelta {
    /// Rows to put in, in place of those with the same id.
    pub upserts: Vec<IndexRow>,
    /// Ids of rows to take out; some may not be in.
    pub deletes: Vec<Uuid>,
}

/// Statements that list the rows which repeat something of row ?1.
const REPEATS: &[(Entity, IndexKind, &str)] = &[
    (Entity::Meeting, IndexKind::Agenda, "SELECT id FROM agenda_item WHERE meeting_id = ?1"),
    (Entity::Meeting, IndexKind::Remark, "SELECT id FROM remark WHERE meeting_id = ?1"),
    (Entity::Meeting, IndexKind::Decision, "SELECT id FROM decision WHERE meeting_id = ?1"),
    (Entity::Meeting, IndexKind::FollowUp, "SELECT id FROM follow_up WHERE meeting_id = ?1"),
    (Entity::Meeting, IndexKind::Document, "SELECT id FROM document WHERE meeting_id = ?1"),
    (Entity::AgendaItem, IndexKind::Remark, "SELECT id FROM remark WHERE agenda_item_id = ?1"),
    (Entity::AgendaItem, IndexKind::Decision, "SELECT id FROM decision WHERE agenda_item_id = ?1"),
    (
        Entity::AgendaItem,
        IndexKind::FollowUp,
        "SELECT f.id FROM remark r JOIN follow_up f ON f.remark_id = r.id WHERE r.agenda_item_id = ?1",
    ),
    (Entity::Remark, IndexKind::FollowUp, "SELECT id FROM follow_up WHERE remark_id = ?1"),
    (Entity::Initiative, IndexKind::Activity, "SELECT id FROM activity WHERE initiative_id = ?1"),
    (Entity::Initiative, IndexKind::Progress, "SELECT id FROM progress WHERE initiative_id = ?1"),
    (Entity::Plan, IndexKind::Initiative, "SELECT id FROM initiative WHERE plan_id = ?1"),
    (
        Entity::Plan,
        IndexKind::Activity,
        "SELECT c.id FROM initiative i JOIN activity c ON c.initiative_id = i.id WHERE i.plan_id = ?1",
    ),
    (
        Entity::Plan,
        IndexKind::Progress,
        "SELECT g.id FROM initiative i JOIN progress g ON g.initiative_id = i.id WHERE i.plan_id = ?1",
    ),
];

impl Reader<'_> {
    /// Hands over every row, kind by kind, until `each` fails.
    pub fn index_all<E: From<StoreError>>(&self, mut each: impl FnMut(IndexRow) -> Result<(), E>) -> Result<(), E> {
        for kind in IndexKind::ALL {
            let mut statement = self.prepare(kind.all())?;
            let mut rows = statement.query([]).map_err(StoreError::from)?;
            while let Some(row) = rows.next().map_err(StoreError::from)? {
                each(index_row(kind, row).map_err(StoreError::from)?)?;
            }
        }
        Ok(())
    }

    /// At most `limit` rows after the row `after`, in the order of [`IndexKind::ALL`] and of their
    /// ids; nothing is left when there are none. A row that is added meanwhile may be missed, and is
    /// then among the changes.
    pub fn index_after(&self, after: Option<(IndexKind, Uuid)>, limit: u32) -> Result<Vec<IndexRow>> {
        let mut rows = Vec::new();
        let kinds = IndexKind::ALL.into_iter().skip_while(|kind| after.is_some_and(|(first, _)| *kind != first));
        for kind in kinds {
            let id = after.filter(|(first, _)| *first == kind).map_or(Uuid::nil(), |(_, id)| id);
            let left = limit.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
            if left == 0 {
                break;
            }
            let mut statement = self.prepare(kind.after())?;
            let found = statement.query_map((id, left), |row| index_row(kind, row))?;
            for row in found {
                rows.push(row?);
            }
        }
        Ok(rows)
    }

    /// About how many rows there are: what is not indexed of a kind is counted, too.
    pub fn index_size(&self) -> Result<u64> {
        let mut size = 0;
        for kind in IndexKind::ALL {
            let sql = format!("SELECT count(*) FROM {}", kind.table());
            size += self.prepare(&sql)?.query_row([], |row| row.get::<_, i64>(0))?.unsigned_abs();
        }
        Ok(size)
    }

    /// Speaker and text of each of about `count` remarks from all over the library.
    pub fn index_sample(&self, count: u32) -> Result<Vec<Vec<String>>> {
        let remarks: i64 = self.prepare("SELECT max(1, count(*)) FROM remark")?.query_row([], |row| row.get(0))?;
        let step = (remarks / i64::from(count.max(1))).max(1);
        let sql = "SELECT coalesce(speaker_printed, ''), body FROM remark WHERE rowid % ?1 = 0 LIMIT ?2";
        let mut statement = self.prepare(sql)?;
        let texts =
            statement.query_map((step, count), |row| Ok(vec![row.get(0)?, body::plain(&row.get::<_, String>(1)?)]))?;
        Ok(texts.collect::<rusqlite::Result<_>>()?)
    }

    /// What the changes mean for the index, as the library stands now.
    pub fn index_delta(&self, changes: &[Change]) -> Result<IndexDelta> {
        let mut delta = IndexDelta::default();
        for (kind, id) in self.index_touched(changes)? {
            match self.index_row(kind, id)? {
                Some(row) => delta.upserts.push(row),
                None => delta.deletes.push(id),
            }
        }
        Ok(delta)
    }

    /// The rows of the index that hold something of the changed rows, each once, whether they are
    /// still there or not.
    pub fn index_touched(&self, changes: &[Change]) -> Result<BTreeSet<(IndexKind, Uuid)>> {
        let mut touched = BTreeSet::new();
        for change in changes {
            self.touch(*change, &mut touched)?;
        }
        Ok(touched)
    }

    /// One row as the library has it now; `None` when it is gone.
    pub fn index_row(&self, kind: IndexKind, id: Uuid) -> Result<Option<IndexRow>> {
        Ok(self.prepare(kind.one())?.query_row([id], |row| index_row(kind, row)).optional()?)
    }

    /// Adds the rows of the index that hold something of the changed row.
    fn touch(&self, change: Change, touched: &mut BTreeSet<(IndexKind, Uuid)>) -> Result<()> {
        if change.entity == Entity::Body {
            let mut statement = self.prepare("SELECT id FROM meeting WHERE body_id = ?1")?;
            let meetings = statement.query_map([change.id], |row| row.get(0))?;
            for id in meetings {
                self.touch(Change { entity: Entity::Meeting, id: id? }, touched)?;
            }
        }
        touched.extend(kind_of(change.entity).map(|kind| (kind, change.id)));
        for (_, kind, sql) in REPEATS.iter().filter(|(entity, ..)| *entity == change.entity) {
            let mut statement = self.prepare(sql)?;
            let ids = statement.query_map([change.id], |row| row.get(0))?;
            for id in ids {
                touched.insert((*kind, id?));
            }
        }
        Ok(())
    }
}

/// The rows of the index that an entity has of its own.
fn kind_of(entity: Entity) -> Option<IndexKind> {
    Some(match entity {
        Entity::Meeting => IndexKind::Meeting,
        Entity::AgendaItem => IndexKind::Agenda,
        Entity::Remark => IndexKind::Remark,
        Entity::Decision => IndexKind::Decision,
        Entity::FollowUp => IndexKind::FollowUp,
        Entity::Document => IndexKind::Document,
        Entity::Initiative => IndexKind::Initiative,
        Entity::Activity => IndexKind::Activity,
        Entity::Progress => IndexKind::Progress,
        _ => return None,
    })
}

fn index_row(kind: IndexKind, row: &Row<'_>) -> rusqlite::Result<IndexRow> {
    let held_on = row.get::<_, Option<Text<NaiveDate>>>(4)?.map(|day| day.0);
    let fiscal_year = FiscalYear(row.get(5)?);
    let meeting_id = row.get::<_, Option<Uuid>>(1)?.map(MeetingId);
    let meeting_label = match (meeting_id, held_on) {
        (Some(_), Some(held_on)) => label(fiscal_year, row.get(6)?, held_on),
        _ => String::new(),
    };
    let text: String = row.get(18)?;
    Ok(IndexRow {
        kind,
        id: row.get(0)?,
        meeting_id,
        meeting_label,
        body_id: row.get::<_, Option<Uuid>>(2)?.map(BodyId),
        body: row.get(3)?,
        held_on,
        fiscal_year,
        agenda_item_id: row.get::<_, Option<Uuid>>(7)?.map(AgendaItemId),
        number: row.get(8)?,
        agenda_title: row.get(9)?,
        speaker: row.get(10)?,
        post: row.get(11)?,
        mark: row.get(12)?,
        function: row.get::<_, Option<Text<Function>>>(13)?.map(|function| function.0),
        outcome: row.get::<_, Option<Text<Outcome>>>(14)?.map(|outcome| outcome.0),
        plan_id: row.get::<_, Option<Uuid>>(15)?.map(PlanId),
        initiative_id: row.get::<_, Option<Uuid>>(16)?.map(InitiativeId),
        title: row.get(17)?,
        text: if kind == IndexKind::Remark { body::plain(&text) } else { text },
    })
}
