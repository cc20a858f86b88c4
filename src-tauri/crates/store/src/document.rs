//! Documents (資料) named in the minutes, optionally attached as files.

use gijicho_model::{Document, DocumentId, MeetingId, validate};
use rusqlite::OptionalExtension as _;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::files::Original;
use crate::hash::Sha256;
use crate::rank::{Ranked, Siblings};
use crate::reader::Reader;
use crate::transact::Tx;

impl Reader<'_> {
    /// The documents of a meeting, in printed order.
    pub fn documents(&self, meeting: MeetingId) -> Result<Vec<Document>> {
        let mut statement =
            self.prepare("SELECT id, label, title, file FROM document WHERE meeting_id = ?1 ORDER BY rank")?;
        let documents = statement.query_map([meeting.0], |row| {
            Ok(Document {
                id: DocumentId(row.get(0)?),
                meeting_id: meeting,
                label: row.get(1)?,
                title: row.get(2)?,
                file_sha256: row.get::<_, Option<Sha256>>(3)?.map(|sha256| sha256.to_string()),
            })
        })?;
        Ok(documents.collect::<rusqlite::Result<_>>()?)
    }

    /// The file that is attached to a document.
    pub fn attached(&self, id: DocumentId) -> Result<Option<Original>> {
        let mut statement = self.prepare(
            "SELECT o.sha256, o.name, o.bytes FROM document d JOIN original o ON o.sha256 = d.file WHERE d.id = ?1",
        )?;
        let found = statement.query_row([id.0], |row| {
            Ok(Original { sha256: row.get(0)?, name: row.get(1)?, bytes: row.get::<_, i64>(2)?.unsigned_abs() })
        });
        Ok(found.optional()?)
    }

    fn meeting_of_document(&self, id: DocumentId) -> Result<MeetingId> {
        let found = self
            .prepare("SELECT meeting_id FROM document WHERE id = ?1")?
            .query_row([id.0], |row| row.get(0).map(MeetingId))
            .optional()?;
        found.ok_or(StoreError::NotFound { entity: Entity::Document, id: id.0 })
    }
}

impl Tx<'_> {
    /// Adds a document after the others.
    pub fn add_document(&mut self, meeting: MeetingId, label: &str, title: &str) -> Result<DocumentId> {
        self.require_open(meeting)?;
        check::required("label", label)?;
        check::bounded("title", title, validate::MAX_LINE)?;
        let rank = self.make_room(&Siblings::new(Ranked::Document, meeting.0), None)?;
        let id = DocumentId(self.new_id());
        self.prepare(
            "INSERT INTO document (id, meeting_id, rank, label, title, row_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((id.0, meeting.0, rank, label, title, self.version()))?;
        Ok(id)
    }

    /// Changes a document's label and title.
    pub fn edit_document(&mut self, id: DocumentId, base: i64, label: &str, title: &str) -> Result<()> {
        self.require_open(self.meeting_of_document(id)?)?;
        check::required("label", label)?;
        check::bounded("title", title, validate::MAX_LINE)?;
        self.on_version(Entity::Document, id.0, base, |tx| {
            tx.prepare("UPDATE document SET label = ?2, title = ?3, row_version = ?4 WHERE id = ?1")?.execute((
                id.0,
                label,
                title,
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Attaches a kept original to a document, or takes it off.
    pub fn attach_original(&mut self, id: DocumentId, base: i64, original: Option<&Original>) -> Result<()> {
        self.require_open(self.meeting_of_document(id)?)?;
        if let Some(original) = original {
            self.speak_of(original)?;
        }
        self.on_version(Entity::Document, id.0, base, |tx| {
            tx.prepare("UPDATE document SET file = ?2, row_version = ?3 WHERE id = ?1")?.execute((
                id.0,
                original.map(|original| original.sha256),
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Deletes a document. An attached original stays in the library.
    pub fn delete_document(&mut self, id: DocumentId, base: i64) -> Result<()> {
        self.require_open(self.meeting_of_document(id)?)?;
        self.on_version(Entity::Document, id.0, base, |tx| {
            tx.prepare("DELETE FROM document WHERE id = ?1")?.execute([id.0])?;
            Ok(())
        })
    }
}
