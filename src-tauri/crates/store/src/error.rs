//! What can go wrong. A variant exists where somebody acts on it; [`StoreError::Sql`] is the rest.

use std::io;
use std::path::{Path, PathBuf};

use gijicho_model::validate::Invalid;
use gijicho_model::{MeetingId, RemarkId};
use rusqlite::ErrorCode;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::hash::Sha256;
use crate::plan_tree::InitiativeLosses;

/// A refusal or a failure of the library.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder holds no library.
    #[error("no library in {0}")]
    NotALibrary(PathBuf),
    /// The folder holds a library already.
    #[error("there is a library in {0} already")]
    AlreadyALibrary(PathBuf),
    /// The database was written by a newer program. It was not touched.
    #[error("database version {found} is newer than {known}")]
    NewerDatabase {
        /// Version of the database.
        found: u32,
        /// Newest version this program knows.
        known: u32,
    },
    /// The database cannot be read, or contradicts itself.
    #[error("damaged: {0}")]
    Damaged(String),
    /// The folder or the database cannot be written to. Opening it for reading may work.
    #[error("{0} is read-only")]
    NotWritable(PathBuf),
    /// The library was opened for reading.
    #[error("the library was opened for reading only")]
    ReadOnly,
    /// The folder is on a network file system, where SQLite's write-ahead log does not work.
    #[error("{0} is on a network file system")]
    NetworkFileSystem(PathBuf),
    /// Another process holds the library for too long.
    #[error("another process is writing")]
    Busy,
    /// No room is left on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// Somebody else has changed the row.
    #[error("conflict on {} {}", .0.entity.name(), .0.id)]
    Conflict(Box<Conflict>),
    /// There is no such row.
    #[error("no {} {id}", .entity.name())]
    NotFound {
        /// Kind of row.
        entity: Entity,
        /// Its id.
        id: Uuid,
    },
    /// Nothing answers to what was typed.
    #[error("nothing answers to {text:?}")]
    Unresolved {
        /// Kind of row asked for.
        entity: Entity,
        /// As typed.
        text: String,
    },
    /// More than one row answers to what was typed.
    #[error("{text:?} is ambiguous")]
    Ambiguous {
        /// Kind of row asked for.
        entity: Entity,
        /// As typed.
        text: String,
        /// What it could mean, at most twenty.
        candidates: Vec<Candidate>,
    },
    /// The meeting is finalised; it is corrected by a new version.
    #[error("the meeting is finalised")]
    Locked {
        /// The meeting, where the refusal came from the code; `None` where a trigger refused.
        meeting: Option<MeetingId>,
    },
    /// The meeting is not finalised.
    #[error("the meeting is not finalised")]
    NotFinalised(MeetingId),
    /// The meeting has finalised versions, which are never deleted.
    #[error("the meeting has versions")]
    HasVersions(MeetingId),
    /// A field does not hold what it must.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// It is there already.
    #[error("{} {id} is there already", .entity.name())]
    Duplicate {
        /// Kind of row.
        entity: Entity,
        /// The row that is there.
        id: Uuid,
    },
    /// Other rows refer to it, so it cannot go.
    #[error("{} {id} is in use", .entity.name())]
    InUse {
        /// Kind of row.
        entity: Entity,
        /// The row.
        id: Uuid,
    },
    /// Something else would go with it, and the caller has not said that it may.
    #[error("deleting would take {0:?} with it")]
    WouldLose(Box<Lost>),
    /// Parts of a plan would go with a node of it, and the caller has not said that they may.
    #[error("deleting would take {0:?} with it")]
    WouldLoseParts(Box<InitiativeLosses>),
    /// The quotation does not stand in the remark.
    #[error("the quotation is not in remark {0}")]
    NotInRemark(RemarkId),
    /// Nothing is left to undo.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing is left to redo.
    #[error("nothing to redo")]
    NothingToRedo,
    /// The caller's number of the operation was used for another kind of operation.
    #[error("operation {0} was something else")]
    OpIdReused(Uuid),
    /// An original is not in the library, or is not what it was.
    #[error("original {0} is missing or changed")]
    Original(Sha256),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// SQLite refused for a reason that nobody acts on.
    #[error("SQLite: {0}")]
    Sql(rusqlite::Error),
}

/// Two changes to the same row. The images are the columns of the row as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Kind of row.
    pub entity: Entity,
    /// Its id.
    pub id: Uuid,
    /// The row as the caller had seen it; `None` when it did not exist or the log does not know.
    pub base: Option<serde_json::Value>,
    /// The row as the caller would have it; `None` to delete it.
    pub mine: Option<serde_json::Value>,
    /// The row as it is; `None` when it is gone.
    pub theirs: Option<serde_json::Value>,
}

/// What a text could mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Its id.
    pub id: Uuid,
    /// What people call it.
    pub label: String,
}

/// What would go with a row that is deleted or replaced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// Decisions that would go, or lose their words.
    pub decisions: Vec<Candidate>,
    /// Follow-ups that would go, or lose their answer.
    pub follow_ups: Vec<Candidate>,
    /// Remarks that would go.
    pub remarks: u32,
    /// Items that would go with what was said of them: 記録なし, or a title by hand.
    #[serde(default)]
    pub items: u32,
    /// Attached files that would no longer belong to the meeting.
    #[serde(default)]
    pub documents: u32,
    /// Comments from the round that would go.
    pub comments: u32,
    /// Findings that a person lets stand, and that would be found again.
    #[serde(default)]
    pub waivers: u32,
}

impl Lost {
    /// Whether nothing would go.
    pub fn is_empty(&self) -> bool {
        let counts = [self.remarks, self.items, self.documents, self.comments, self.waivers];
        self.decisions.is_empty() && self.follow_ups.is_empty() && counts.iter().all(|count| *count == 0)
    }
}

/// The result of everything here.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::SqliteFailure(_, Some(message)) = &error
            && message.starts_with("locked:")
        {
            return Self::Locked { meeting: None };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            _ => match error {
                // A value that the program itself would never have written.
                rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
                    Self::Damaged(error.to_string())
                }
                error => Self::Sql(error),
            },
        }
    }
}

/// Says which file an IO error is about; a refused write becomes [`StoreError::NotWritable`].
pub(crate) fn io_at(path: &Path) -> impl FnOnce(io::Error) -> StoreError + '_ {
    move |source| match source.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::NotWritable(path.to_path_buf())
        }
        io::ErrorKind::StorageFull => StoreError::DiskFull,
        _ => StoreError::Io { path: path.to_path_buf(), source },
    }
}
