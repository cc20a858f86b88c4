//! Errors of the use cases, and how they cross the boundary: a code, parameters, a Japanese line.
//!
//! A code exists only where somebody acts on it: a window that offers a choice, a script that
//! branches, the exit status of the command line. The texts stand in [`crate::messages`].

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use gijicho_export::ExportError;
use gijicho_import::ImportError;
use gijicho_store::StoreError;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::api::MeetingRef;
use crate::api::import::DuplicateReason;
use crate::messages;

/// An error as a window or a script sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RpcError {
    /// Stable name.
    pub code: String,
    /// In Japanese, one line: what, where, what to do.
    pub message: String,
    /// What a caller may need besides: `file`, `meeting` …
    pub params: BTreeMap<String, String>,
}

impl RpcError {
    /// An error without parameters.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), params: BTreeMap::new() }
    }
}

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// No such command.
    #[error("unknown command {command}")]
    UnknownCommand {
        /// Its name.
        command: String,
    },
    /// The request does not have the command's form.
    #[error("bad request for {command}: {detail}")]
    BadRequest {
        /// The command.
        command: String,
        /// What the parser says.
        detail: String,
    },
    /// A value that was typed does not say what it should.
    #[error("{text:?} is no {what:?}")]
    BadValue {
        /// What it should say.
        what: Typed,
        /// As typed.
        text: String,
    },
    /// The library refuses or fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index fails.
    #[error(transparent)]
    Search(#[from] gijicho_search::Error),
    /// The index cannot be kept up.
    #[error("indexing: {message}")]
    Indexing {
        /// Why, in Japanese.
        message: String,
    },
    /// A newer request has taken the place of this one.
    #[error("superseded by a newer request")]
    Superseded,
    /// A file does not hold what can be imported.
    #[error("{file}: {source}")]
    Import {
        /// Its name.
        file: String,
        /// Why.
        source: ImportError,
    },
    /// A file cannot be read, as the process that tried says.
    #[error("{}", error.message)]
    Refused {
        /// Code and message as people see them.
        error: RpcError,
    },
    /// The process that reads files has ended in the middle of one.
    #[error("the reader of {file} ended")]
    ReaderEnded {
        /// Its name.
        file: String,
    },
    /// The process that reads files took too long for one.
    #[error("the reader of {file} took more than {seconds} s")]
    ReaderSlow {
        /// Its name.
        file: String,
        /// The limit in seconds.
        seconds: u64,
    },
    /// No process that reads files could be started.
    #[error("no reader: {source}")]
    NoReader {
        /// Why.
        source: io::Error,
    },
    /// An archive does not hold such a file.
    #[error("{archive} does not hold {member}")]
    NoMember {
        /// Name of the archive.
        archive: String,
        /// What it should hold.
        member: String,
    },
    /// Files are being taken in already.
    #[error("files are being taken in already")]
    IntakeRunning,
    /// There is no run to report on.
    #[error("nothing was taken in yet")]
    NoReport,
    /// A table without people and posts.
    #[error("{file} is no register")]
    NoRegister {
        /// Its name.
        file: String,
    },
    /// A row of a register cannot be read.
    #[error("row {row} of the register: {message}")]
    BadRegister {
        /// The row, from 1.
        row: u32,
        /// Why, in Japanese.
        message: String,
    },
    /// A record cannot be made into a file.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A file from outside cannot be read.
    #[error("reading {path}: {source}")]
    Reading {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file cannot be written.
    #[error("writing {path}: {source}")]
    Writing {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What is to be written would lie among the library's own files.
    #[error("{path} lies in the library")]
    IntoLibrary {
        /// Where it was to go.
        path: PathBuf,
    },
    /// A folder, a device or a pipe where a file is wanted.
    #[error("{path} is not a file")]
    NotAFile {
        /// What it is called.
        path: PathBuf,
    },
    /// A file is larger than the limit.
    #[error("{path}: {bytes} bytes, at most {limit}")]
    FileTooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// A folder holds more files than the limit.
    #[error("{folder}: more than {limit} files")]
    TooManyFiles {
        /// The folder.
        folder: PathBuf,
        /// The limit.
        limit: usize,
    },
    /// The file is not the one that was looked at.
    #[error("{file} has changed")]
    FileChanged {
        /// Its name.
        file: String,
    },
    /// The library has it already, and nobody has said what to do.
    #[error("{file} is in the library already")]
    AlreadyThere {
        /// Name of the file.
        file: String,
        /// What the library has.
        meeting: Box<MeetingRef>,
        /// Why it counts as the same.
        reason: DuplicateReason,
    },
    /// The same file of a plan or a progress table was imported before.
    #[error("{file} was imported before")]
    SameTable {
        /// Name of the file.
        file: String,
    },
    /// Something waits for a person before the minutes can be made final.
    #[error("not ready to be finalised: {blocks:?}")]
    NotReady {
        /// What, in Japanese.
        blocks: Vec<String>,
    },
    /// The words of a decision are not those that the person has read.
    #[error("the words of the decision were changed meanwhile")]
    WordsChanged,
    /// The sample library goes into an empty library only.
    #[error("the library is not empty")]
    NotEmpty,
    /// No library was named and the platform names no folder for one.
    #[error("no folder for the library")]
    NoFolder,
    /// The folder holds something else.
    #[error("{folder} holds other files")]
    FolderTaken {
        /// The folder.
        folder: PathBuf,
    },
    /// The library has no template of this name.
    #[error("no template {name}")]
    NoTemplate {
        /// As asked for.
        name: String,
    },
    /// There is a template of this name already.
    #[error("template {name} is there")]
    TemplateThere {
        /// As asked for.
        name: String,
    },
    /// Not a name that a template's folder can have.
    #[error("{name:?} is no name of a template")]
    NotATemplateName {
        /// As asked for.
        name: String,
    },
    /// A template's own layout did not come to an end.
    #[error("template {name} took more than {seconds} s")]
    TemplateSlow {
        /// Its name.
        name: String,
        /// The limit in seconds.
        seconds: u64,
    },
    /// A template's own layout asked for more memory than there is for one, or ended the process that set it.
    #[error("template {name} ended the process that set it")]
    TemplateEnded {
        /// Its name.
        name: String,
    },
    /// No meeting fits what a volume was asked of.
    #[error("no meeting to bind")]
    NothingToBind,
    /// The library has no plan, or none of that year.
    #[error("no plan")]
    NoPlan,
    /// No meeting is as it must be to be published.
    #[error("nothing to publish")]
    NothingToPublish,
    /// The folder to publish into holds what was not published there.
    #[error("{folder} holds something else")]
    FolderNotOurs {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder to publish into was published before, and holds a file of somebody else.
    #[error("{folder} holds {file}, which was not published")]
    FolderHasOthers {
        /// The folder.
        folder: PathBuf,
        /// The file, by its path within the folder.
        file: PathBuf,
    },
    /// The new pages could not be put in place, nor the old ones back.
    #[error("{folder} could not be replaced; what it held lies in {old}")]
    SiteAside {
        /// The folder.
        folder: PathBuf,
        /// Where the old pages lie.
        old: PathBuf,
    },
    /// A file is no copy of a library, or a damaged one.
    #[error("{file} is no copy of a library")]
    BadCopy {
        /// The file.
        file: PathBuf,
    },
    /// The name of a file is no text.
    #[error("{file:?} is not named in UTF-8")]
    NameNotText {
        /// Its name, as far as it is text.
        file: String,
    },
    /// Standard output takes no more.
    #[error("standard output cannot be written")]
    NoOutput,
    /// A person stopped it.
    #[error("cancelled")]
    Cancelled,
    /// A fault of the program itself.
    #[error("internal: {detail}")]
    Internal {
        /// For the log.
        detail: String,
    },
}

/// What a typed value should say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A date, era or western.
    Date,
    /// A fiscal year, era or western.
    FiscalYear,
    /// A kind of file to import.
    ImportKind,
    /// A kind of thing to find.
    SearchKind,
    /// A format to export minutes in.
    Format,
    /// A format to export lists in.
    ListFormat,
    /// An encoding to export text in.
    OutputEncoding,
    /// A character encoding.
    Encoding,
    /// A time of day.
    Time,
    /// A theme of the window.
    Theme,
    /// The name of the person who works here.
    Actor,
    /// What a column of a table means.
    Column,
    /// A search that is kept.
    SavedSearch,
    /// Words to be marked.
    Words,
}

impl AppError {
    /// A date that cannot be read.
    pub fn bad_date(text: &str) -> Self {
        Self::BadValue { what: Typed::Date, text: text.to_owned() }
    }

    /// A fiscal year that cannot be read.
    pub fn bad_year(text: &str) -> Self {
        Self::BadValue { what: Typed::FiscalYear, text: text.to_owned() }
    }

    /// For `map_err` where a file or folder is read.
    pub(crate) fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Reading { path, source }
    }

    /// For `map_err` where a file or folder is written.
    pub(crate) fn writing(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| Self::Writing { path: path.clone(), source }
    }

    /// Whether there is no library where one was looked for.
    pub fn is_no_library(&self) -> bool {
        matches!(self, Self::Store(StoreError::NotALibrary(_)))
    }

    /// Exit status of the command line: 2 wrong usage, 3 refused, 4 the library is damaged or cannot be opened.
    pub fn exit_status(&self) -> u8 {
        match self {
            Self::UnknownCommand { .. } | Self::BadRequest { .. } | Self::BadValue { .. } => 2,
            Self::NoFolder
            | Self::FolderTaken { .. }
            | Self::Search(_)
            | Self::Indexing { .. }
            | Self::Internal { .. }
            | Self::Store(
                StoreError::NotALibrary(_)
                | StoreError::NewerDatabase { .. }
                | StoreError::Damaged(_)
                | StoreError::Original(_)
                | StoreError::Sql(_)
                | StoreError::Io { .. },
            ) => 4,
            _ => 3,
        }
    }
}

impl From<&AppError> for RpcError {
    fn from(error: &AppError) -> Self {
        let (code, message) = messages::error(error);
        let mut params = BTreeMap::new();
        match error {
            AppError::AlreadyThere { file, meeting, .. } => {
                params.insert("file".to_owned(), file.clone());
                params.insert("meeting".to_owned(), meeting.id.to_string());
            }
            AppError::Refused { error } => return error.clone(),
            AppError::Import { file, .. }
            | AppError::FileChanged { file }
            | AppError::SameTable { file }
            | AppError::ReaderEnded { file }
            | AppError::ReaderSlow { file, .. } => {
                params.insert("file".to_owned(), file.clone());
            }
            AppError::NotReady { blocks } => {
                params.insert("blocks".to_owned(), blocks.join("\n"));
            }
            AppError::Store(StoreError::Ambiguous { text, candidates, .. }) => {
                let ids: Vec<String> = candidates.iter().map(|candidate| candidate.id.to_string()).collect();
                params.insert("text".to_owned(), text.clone());
                params.insert("candidates".to_owned(), ids.join(" "));
            }
            AppError::Store(StoreError::WouldLose(lost)) => {
                params.insert("losses".to_owned(), messages::would_be_lost(lost));
            }
            // For whoever looks into it: the message says what a person can do.
            AppError::BadRequest { detail, .. } | AppError::Store(StoreError::Damaged(detail)) => {
                params.insert("detail".to_owned(), detail.clone());
            }
            AppError::Store(error @ StoreError::Sql(_)) => {
                params.insert("detail".to_owned(), error.to_string());
            }
            AppError::Search(error) => {
                params.insert("detail".to_owned(), error.to_string());
            }
            _ => {}
        }
        Self { code: code.to_owned(), message, params }
    }
}

impl From<AppError> for RpcError {
    fn from(error: AppError) -> Self {
        Self::from(&error)
    }
}
