//! The change log: one append-only list for undo, audit and catching up the index.
//!
//! Triggers of the connection write it: for every table of [`Entity`], every row that is inserted,
//! updated or deleted leaves its image before and after as JSON (bytes as hexadecimal digits).
//! They are made anew from the schema each time a library is opened for writing, so a column can
//! never be forgotten, and a statement outside of an operation is refused because it has no
//! operation to belong to.

use std::fmt::Write as _;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::{Result, StoreError};
use crate::hash;
use crate::reader::Reader;

/// Declares the logged tables, with the name that each has in SQL and in the log.
macro_rules! entities {
    ($($(#[$doc:meta])* $entity:ident = $name:literal),+ $(,)?) => {
        /// A kind of row that the change log follows.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Entity { $($(#[$doc])* $entity),+ }

        impl Entity {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$entity),+];

            /// The name in the log and of the table.
            pub fn name(self) -> &'static str {
                match self { $(Self::$entity => $name),+ }
            }
        }
    };
}

entities! {
    /// An original's row.
    Original = "original",
    /// 会議体
    Body = "body",
    /// What a body became.
    BodySuccession = "body_succession",
    /// A person.
    Person = "person",
    /// 職
    Post = "post",
    /// 在職
    Appointment = "appointment",
    /// 会議
    Meeting = "meeting",
    /// 出席者
    Attendee = "attendee",
    /// 議題
    AgendaItem = "agenda_item",
    /// 資料
    Document = "document",
    /// 発言
    Remark = "remark",
    /// 決定事項
    Decision = "decision",
    /// 根拠発言
    Evidence = "evidence",
    /// A decision's tie to an initiative.
    DecisionInitiative = "decision_initiative",
    /// 宿題
    FollowUp = "follow_up",
    /// A comment from the round.
    RoundComment = "round_comment",
    /// A finding that a person lets stand.
    Waiver = "waiver",
    /// A finalised version.
    MeetingVersion = "meeting_version",
    /// 計画
    Plan = "plan",
    /// 柱・具体的取組・取組項目
    Initiative = "initiative",
    /// 年次計画
    Activity = "activity",
    /// 工程表
    Schedule = "schedule",
    /// 進捗状況
    Progress = "progress",
    /// An initiative's tie to another.
    InitiativeRelation = "initiative_relation",
    /// 指標
    Indicator = "indicator",
    /// An indicator's target and actual value of a year.
    IndicatorValue = "indicator_value",
    /// What a department became.
    DepartmentSuccession = "department_succession",
    /// What the columns of a table mean.
    ColumnMap = "column_map",
    /// A saved search.
    SavedSearch = "saved_search",
    /// A setting.
    Setting = "setting",
}

impl Entity {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|entity| entity.name() == name)
    }
}

/// A row that an operation has touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Change {
    /// Kind of row.
    pub entity: Entity,
    /// Its id.
    pub id: Uuid,
}

/// The columns of a row as JSON: text, numbers and null as they are, bytes as hexadecimal digits.
pub(crate) type Image = serde_json::Map<String, serde_json::Value>;

/// One entry of the log.
pub(crate) struct Entry {
    pub(crate) entity: Entity,
    pub(crate) id: Uuid,
    pub(crate) before: Option<Image>,
    pub(crate) after: Option<Image>,
}

/// A column of a logged table.
struct Column {
    name: String,
    bytes: bool,
}

/// What the log leaves out: a version's snapshot is never changed or undone, and hashes itself.
const LEFT_OUT: &[(Entity, &str)] = &[(Entity::MeetingVersion, "snapshot")];

/// The columns of a table as the schema has them.
fn columns(conn: &Connection, entity: Entity) -> Result<Vec<Column>> {
    let mut statement = conn.prepare_cached("SELECT name, type FROM pragma_table_info(?1) ORDER BY cid")?;
    let columns = statement.query_map([entity.name()], |row| {
        Ok(Column { name: row.get(0)?, bytes: row.get::<_, String>(1)? == "BLOB" })
    })?;
    let columns: Vec<Column> = columns.collect::<rusqlite::Result<_>>()?;
    if columns.is_empty() {
        return Err(StoreError::Damaged(format!("there is no table {}", entity.name())));
    }
    Ok(columns)
}

/// An expression for the image of a row, `row` being `NEW.`, `OLD.` or nothing.
fn image_sql(entity: Entity, columns: &[Column], row: &str) -> String {
    let mut sql = String::from("json_object(");
    let mut separator = "";
    for Column { name, bytes } in columns {
        if LEFT_OUT.contains(&(entity, name)) {
            continue;
        }
        let value = if *bytes {
            format!("CASE WHEN {row}{name} IS NOT NULL THEN hex({row}{name}) END")
        } else {
            format!("{row}{name}")
        };
        // Writing to a string cannot fail.
        let _ = write!(sql, "{separator}'{name}', {value}");
        separator = ", ";
    }
    sql.push(')');
    sql
}

/// Puts the triggers on a connection that is to write.
pub(crate) fn install(conn: &Connection) -> Result<()> {
    let mut sql = String::from("CREATE TEMP TABLE current_operation (seq INTEGER NOT NULL);\n");
    for &entity in Entity::ALL {
        let columns = columns(conn, entity)?;
        let (table, old, new) =
            (entity.name(), image_sql(entity, &columns, "OLD."), image_sql(entity, &columns, "NEW."));
        for (event, id, before, after) in [
            ("INSERT", "NEW.id", "NULL", new.as_str()),
            ("UPDATE", "NEW.id", old.as_str(), new.as_str()),
            ("DELETE", "OLD.id", old.as_str(), "NULL"),
        ] {
            let _ = write!(
                sql,
                "CREATE TEMP TRIGGER log_{table}_{event} AFTER {event} ON main.{table} BEGIN
                   INSERT INTO change_log (op, entity, entity_id, before, after)
                   VALUES ((SELECT seq FROM current_operation), '{table}', {id}, {before}, {after});
                 END;\n",
            );
        }
    }
    Ok(conn.execute_batch(&sql)?)
}

/// The image of a row as it is, `None` when there is no such row.
pub(crate) fn image(conn: &Connection, entity: Entity, id: Uuid) -> Result<Option<Image>> {
    let sql = format!("SELECT {} FROM {} WHERE id = ?1", image_sql(entity, &columns(conn, entity)?, ""), entity.name());
    let text: Option<String> = conn.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
    text.map(|text| parse_image(&text)).transpose()
}

fn parse_image(text: &str) -> Result<Image> {
    serde_json::from_str(text).map_err(|e| StoreError::Damaged(format!("unreadable image in the change log: {e}")))
}

/// Makes the row what `image` says, whether it is there or not. Columns that the image does not
/// know (they came with a later migration) keep what they hold, or their default.
pub(crate) fn restore(conn: &Connection, entity: Entity, id: Uuid, image: Option<&Image>, there: bool) -> Result<()> {
    let table = entity.name();
    let Some(image) = image else {
        conn.prepare_cached(&format!("DELETE FROM {table} WHERE id = ?1"))?.execute([id])?;
        return Ok(());
    };
    let known: Vec<Column> =
        columns(conn, entity)?.into_iter().filter(|column| image.contains_key(&column.name)).collect();
    let values: Vec<Value> =
        known.iter().map(|column| value_of(column, &image[&column.name])).collect::<Result<_>>()?;
    let names: Vec<&str> = known.iter().map(|column| column.name.as_str()).collect();
    let marks: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    let sql = if there {
        let id_at = names.iter().position(|name| *name == "id").map_or(0, |at| at + 1);
        let pairs: Vec<String> = names.iter().zip(&marks).map(|(name, mark)| format!("{name} = {mark}")).collect();
        format!("UPDATE {table} SET {} WHERE id = ?{id_at}", pairs.join(", "))
    } else {
        format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), marks.join(", "))
    };
    conn.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

fn value_of(column: &Column, value: &serde_json::Value) -> Result<Value> {
    use serde_json::Value as J;
    Ok(match value {
        J::Null => Value::Null,
        J::String(text) if column.bytes => hash::unhex(text).map(Value::Blob).ok_or_else(|| unreadable(column))?,
        J::String(text) => Value::Text(text.clone()),
        J::Number(number) => number.as_i64().map(Value::Integer).ok_or_else(|| unreadable(column))?,
        _ => return Err(unreadable(column)),
    })
}

fn unreadable(column: &Column) -> StoreError {
    StoreError::Damaged(format!("unreadable {} in the change log", column.name))
}

/// The entries of an operation, in the order in which they were written.
pub(crate) fn entries(conn: &Connection, op: i64) -> Result<Vec<Entry>> {
    let mut statement =
        conn.prepare_cached("SELECT entity, entity_id, before, after FROM change_log WHERE op = ?1 ORDER BY seq")?;
    let mut rows = statement.query([op])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        let image = |at: usize| -> Result<Option<Image>> {
            row.get::<_, Option<String>>(at)?.map(|text| parse_image(&text)).transpose()
        };
        entries.push(Entry {
            entity: entity_at(&row.get::<_, String>(0)?)?,
            id: row.get(1)?,
            before: image(2)?,
            after: image(3)?,
        });
    }
    Ok(entries)
}

/// The image that a row had when its version was `version`, if the log knows.
pub(crate) fn image_at_version(conn: &Connection, id: Uuid, version: i64) -> Result<Option<Image>> {
    let mut statement = conn
        .prepare_cached("SELECT after FROM change_log WHERE entity_id = ?1 AND after IS NOT NULL ORDER BY seq DESC")?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let image = parse_image(&row.get::<_, String>(0)?)?;
        if image.get("row_version").and_then(serde_json::Value::as_i64) == Some(version) {
            return Ok(Some(image));
        }
    }
    Ok(None)
}

/// The image that a row had when the operation `op` was done; `None` when it was not there.
pub(crate) fn image_after(conn: &Connection, entity: Entity, id: Uuid, op: i64) -> Result<Option<Image>> {
    let mut statement = conn.prepare_cached(
        "SELECT after FROM change_log WHERE entity_id = ?1 AND entity = ?2 AND op <= ?3 ORDER BY seq DESC LIMIT 1",
    )?;
    let found: Option<Option<String>> = statement.query_row((id, entity.name(), op), |row| row.get(0)).optional()?;
    found.flatten().map(|text| parse_image(&text)).transpose()
}

/// Calls `each` with every row that is not what the log wrote down last, or whose log does not hang
/// together, and whether it is there at all.
pub(crate) fn strays(conn: &Connection, mut each: impl FnMut(Entity, Uuid, bool)) -> Result<()> {
    // A version hashes itself.
    for &entity in Entity::ALL.iter().filter(|entity| **entity != Entity::MeetingVersion) {
        let (table, image) = (entity.name(), image_sql(entity, &columns(conn, entity)?, "t."));
        let mut statement = conn.prepare(&format!(
            "SELECT t.id, {image}, (SELECT after FROM change_log WHERE entity_id = t.id AND entity = '{table}'
                                    ORDER BY seq DESC LIMIT 1) FROM {table} t"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            // Bytes, because what was changed from outside may not be text any more.
            let (now, logged) = (row.get_ref(1)?.as_bytes().ok(), row.get_ref(2)?.as_bytes().ok());
            if now != logged && !holds(now, logged) {
                each(entity, row.get(0)?, true);
            }
        }
        let mut statement = conn.prepare(&format!(
            "SELECT entity_id FROM (SELECT entity_id, after, max(seq) FROM change_log WHERE entity = '{table}'
                                    GROUP BY entity_id)
             WHERE after IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} t WHERE t.id = entity_id)"
        ))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(entity, row.get(0)?, false);
        }
    }
    // What an entry found is what the one before it left.
    let mut statement = conn.prepare(
        "SELECT entity, entity_id, before, left_by FROM (
           SELECT entity, entity_id, before, lag(after) OVER (PARTITION BY entity_id, entity ORDER BY seq) AS left_by
           FROM change_log)
         WHERE before IS NOT left_by",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if !holds(row.get_ref(2)?.as_bytes().ok(), row.get_ref(3)?.as_bytes().ok()) {
            each(entity_at(&row.get::<_, String>(0)?)?, row.get(1)?, true);
        }
    }
    Ok(())
}

/// Whether an image says what the log says, column by column: a later migration may have added columns.
fn holds(now: Option<&[u8]>, logged: Option<&[u8]>) -> bool {
    let image = |bytes: Option<&[u8]>| bytes.and_then(|bytes| serde_json::from_slice::<Image>(bytes).ok());
    match (image(now), image(logged)) {
        (Some(now), Some(logged)) => logged.iter().all(|(column, value)| now.get(column) == Some(value)),
        _ => false,
    }
}

fn entity_at(name: &str) -> Result<Entity> {
    Entity::parse(name).ok_or_else(|| StoreError::Damaged(format!("unknown entity {name} in the change log")))
}

/// The rows that an operation has touched, each once, in the order of their first change.
pub(crate) fn changes_of(conn: &Connection, op: i64) -> Result<Vec<Change>> {
    collect_changes(
        conn,
        "SELECT entity, entity_id FROM change_log WHERE op = ?1 GROUP BY entity_id, entity ORDER BY min(seq)",
        op,
    )
}

fn collect_changes(conn: &Connection, sql: &str, parameter: i64) -> Result<Vec<Change>> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([parameter])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(Change { entity: entity_at(&row.get::<_, String>(0)?)?, id: row.get(1)? });
    }
    Ok(changes)
}

impl Reader<'_> {
    /// Number of the last change; 0 in an empty library. Rises with every commit.
    pub fn last_seq(&self) -> Result<i64> {
        Ok(self.prepare("SELECT coalesce(max(seq), 0) FROM change_log")?.query_row([], |row| row.get(0))?)
    }

    /// The rows touched by changes after number `seq`, each once.
    pub fn changes_since(&self, seq: i64) -> Result<Vec<Change>> {
        collect_changes(
            self.conn(),
            // By number: an index by row would be gone through from end to end.
            "SELECT entity, entity_id FROM change_log NOT INDEXED WHERE seq > ?1 GROUP BY entity_id, entity
             ORDER BY min(seq)",
            seq,
        )
    }
}
