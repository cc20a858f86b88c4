//! Documents (資料): the list, and the files that are kept with them.

use std::path::Path;

use gijicho_model::MeetingId;
use gijicho_store::{Entity, Original};

use super::{Prepared, nothing};
use crate::api::drafting::Edit;
use crate::error::AppError;
use crate::{App, files};

impl App {
    pub(super) fn prepare_document<'a>(&self, meeting: MeetingId, edit: &'a Edit) -> Result<Prepared<'a>, AppError> {
        Ok(match edit {
            Edit::DocumentAdd { label, title, path } => {
                let original = path.as_deref().map(|path| self.keep_file(path)).transpose()?;
                Prepared::new("資料の追加", move |tx| {
                    let id = tx.add_document(meeting, label.trim(), title.trim())?;
                    if let Some(original) = &original {
                        let version = tx.row_version(Entity::Document, id.0)?;
                        tx.attach_original(id, version, Some(original))?;
                    }
                    Ok(Some(id.0))
                })
            }
            Edit::DocumentAttach { document, base, path } => {
                let original = self.keep_file(path)?;
                Prepared::new("資料のファイルを付ける", move |tx| {
                    tx.attach_original(*document, *base, Some(&original))?;
                    Ok(None)
                })
            }
            Edit::DocumentDelete { document, base } => Prepared::new("資料の削除", move |tx| {
                tx.delete_document(*document, *base)?;
                Ok(None)
            }),
            _ => nothing(),
        })
    }

    /// Keeps the bytes of a file under their hash, before any row speaks of them.
    fn keep_file(&self, path: &str) -> Result<Original, AppError> {
        let path = Path::new(path);
        let bytes = files::read(path)?;
        Ok(self.writing().put_original(&files::name_of(path), &bytes)?)
    }
}
