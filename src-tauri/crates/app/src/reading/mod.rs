//! Reading files from outside: plain text here, everything else in a process of its own.
//!
//! Invariants:
//! - What a parser of a foreign format does to its process (running out of memory or of stack,
//!   never ending) is one clear message about that file, and the next file is read all the same.
//! - An archive is unpacked there, too, and what comes of it is bytes with names, never paths.
//! - The bytes that were read are the bytes whose hash is kept.
//! - The same bytes and the same [`How`] give the same draft, wherever they are read.

mod child;
mod limits;
mod pages;
mod protocol;
mod serve;

use std::path::PathBuf;
use std::sync::Arc;

use gijicho_import::{ChosenRole, Format, Hints, ImportError, Kind, LineChoice, Review, archive};
use gijicho_model::Register;
use gijicho_model::draft::{Draft, TableField};
use gijicho_store::Sha256;
use serde::{Deserialize, Serialize};

use crate::api::import::{ChosenLine, ChosenLineRole, ColumnChoice};
use crate::error::{AppError, RpcError, Typed};
use protocol::{Answer, Ask, MemberHead, What};

pub use serve::serve;

/// The hidden command that turns the program into a reader of files.
pub const COMMAND: &str = "read-files";

/// Text up to this size is read in this process, in bytes: starting another one takes longer.
const PLAIN_LIMIT: usize = 1024 * 1024;

/// Where files from outside are read.
#[derive(Clone)]
pub enum Reading {
    /// In this process: for files of our own, and for tests.
    InProcess,
    /// In processes of this program, which are kept for the next file.
    Apart(Arc<child::Pool>),
}

/// How a person wants a file read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct How {
    /// `minutes`, `plan`, `progress`, `transcript`; `None` to find out.
    pub(crate) kind: Option<String>,
    /// An encoding label; `None` to find out.
    pub(crate) encoding: Option<String>,
    /// What single lines are.
    pub(crate) choices: Vec<ChosenLine>,
    /// What columns mean.
    pub(crate) columns: Vec<ColumnChoice>,
}

impl How {
    /// As JSON, to be kept with the source; `None` where nobody chose anything.
    pub(crate) fn kept(&self) -> Option<String> {
        if *self == Self::default() { None } else { serde_json::to_string(self).ok() }
    }

    /// Reads [`Self::kept`]. What an earlier or later version has written otherwise chooses nothing.
    pub(crate) fn from_kept(kept: Option<&str>) -> Self {
        kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default()
    }
}

/// A file that was read and understood.
pub(crate) struct Looked {
    /// Its name, without folders.
    pub(crate) file: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Their hash.
    pub(crate) sha256: Sha256,
    /// What was made of them.
    pub(crate) read: Read,
}

/// What was made of a file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Read {
    /// The encoding it was read in.
    pub(crate) encoding: String,
    /// `text`, `pdf` …
    pub(crate) format: String,
    /// What it says.
    pub(crate) draft: Draft,
    /// The page of each line; empty for a format without pages.
    pub(crate) pages: Vec<u32>,
}

/// A file of an archive.
pub(crate) struct Member {
    /// Where it stands in the archive.
    pub(crate) name: String,
    /// Its bytes, or why there are none.
    pub(crate) bytes: Result<Vec<u8>, RpcError>,
}

impl Reading {
    /// In processes of the program at `program`, started with [`COMMAND`].
    pub fn apart(program: PathBuf) -> Self {
        Self::Apart(Arc::new(child::Pool::new(program)))
    }

    /// In processes of the program that is running.
    pub fn by_this_program() -> Self {
        // Where the system does not tell, the message about the first file says that no process starts.
        Self::apart(std::env::current_exe().unwrap_or_default())
    }

    /// Understands the bytes of a file.
    pub(crate) fn look(
        &self,
        file: String,
        bytes: Vec<u8>,
        how: &How,
        register: &Arc<Register>,
    ) -> Result<Looked, AppError> {
        let read = match self {
            Self::Apart(pool) if !is_plain(&file, &bytes) => {
                let ask = Ask { file: file.clone(), how: how.clone(), what: What::Draft };
                match pool.ask(&ask, &bytes, register)?.0 {
                    Answer::Read(read) => *read,
                    other => return Err(other.unexpected(&file)),
                }
            }
            _ => understand(&file, &bytes, how, register)?,
        };
        let sha256 = Sha256::of(&bytes);
        Ok(Looked { file, bytes, sha256, read })
    }
}

impl Reading {
    /// The rows of a file that is nothing but a table.
    pub(crate) fn rows(&self, file: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Vec<Vec<String>>, AppError> {
        let how = How { encoding: encoding.map(ToOwned::to_owned), ..How::default() };
        let register = Arc::default();
        match self {
            Self::Apart(pool) if !is_plain(file, bytes) => {
                let ask = Ask { file: file.to_owned(), how, what: What::Rows };
                match pool.ask(&ask, bytes, &register)?.0 {
                    Answer::Rows(rows) => Ok(rows),
                    other => Err(other.unexpected(file)),
                }
            }
            _ => rows(file, bytes, &how, &register),
        }
    }

    /// The lines of a file of any kind, each with its page from 1, or 0 where there are no pages.
    pub(crate) fn lines(&self, file: &str, bytes: &[u8]) -> Result<Vec<(u32, String)>, AppError> {
        match self {
            Self::Apart(pool) if !is_plain(file, bytes) => {
                let ask = Ask { file: file.to_owned(), how: How::default(), what: What::Lines };
                match pool.ask(&ask, bytes, &Arc::default())?.0 {
                    Answer::Lines(lines) => Ok(lines),
                    other => Err(other.unexpected(file)),
                }
            }
            _ => lines(file, bytes, &Register::default()),
        }
    }

    /// What people have said and changed in a Word file.
    pub(crate) fn review(&self, file: &str, bytes: &[u8]) -> Result<Review, AppError> {
        let Self::Apart(pool) = self else { return review(file, bytes) };
        let ask = Ask { file: file.to_owned(), how: How::default(), what: What::Review };
        match pool.ask(&ask, bytes, &Arc::default())?.0 {
            Answer::Review(review) => Ok(*review),
            other => Err(other.unexpected(file)),
        }
    }

    /// The files of an archive.
    pub(crate) fn members(&self, file: &str, bytes: &[u8]) -> Result<Vec<Member>, AppError> {
        let Self::Apart(pool) = self else { return members(file, bytes) };
        let ask = Ask { file: file.to_owned(), how: How::default(), what: What::Members };
        let (answer, all) = pool.ask(&ask, bytes, &Arc::default())?;
        let heads = match answer {
            Answer::Members(heads) => heads,
            other => return Err(other.unexpected(file)),
        };
        let mut rest = all.as_slice();
        let mut cut = |MemberHead { name, bytes }: MemberHead| {
            let bytes = match bytes {
                Ok(length) => {
                    let (own, after) = rest.split_at_checked(length)?;
                    rest = after;
                    Ok(own.to_vec())
                }
                Err(error) => Err(error),
            };
            Some(Member { name, bytes })
        };
        let members: Option<Vec<Member>> = heads.into_iter().map(&mut cut).collect();
        members.ok_or_else(|| AppError::ReaderEnded { file: file.to_owned() })
    }
}

impl Answer {
    /// The error that an answer of another kind than was asked for stands for.
    fn unexpected(self, file: &str) -> AppError {
        match self {
            Self::Refused(error) => AppError::Refused { error },
            _ => AppError::ReaderEnded { file: file.to_owned() },
        }
    }
}

/// For `map_err` where the importer refuses a file.
fn refused(file: &str) -> impl FnOnce(ImportError) -> AppError {
    let file = file.to_owned();
    move |source| AppError::Import { file, source }
}

/// The rows of a table, in this process.
fn rows(file: &str, bytes: &[u8], how: &How, register: &Register) -> Result<Vec<Vec<String>>, AppError> {
    let hints =
        Hints { file_name: file, kind: None, encoding: how.encoding.as_deref(), register, choices: &[], columns: None };
    gijicho_import::rows(bytes, &hints).map_err(refused(file))
}

/// The lines of a file, in this process.
fn lines(file: &str, bytes: &[u8], register: &Register) -> Result<Vec<(u32, String)>, AppError> {
    let hints = Hints { file_name: file, kind: None, encoding: None, register, choices: &[], columns: None };
    Ok(gijicho_import::text_of(bytes, &hints).map_err(refused(file))?.lines)
}

/// What people have said and changed in a Word file, in this process.
fn review(file: &str, bytes: &[u8]) -> Result<Review, AppError> {
    gijicho_import::review(bytes).map_err(refused(file))
}

/// The files of an archive, in this process.
fn members(file: &str, bytes: &[u8]) -> Result<Vec<Member>, AppError> {
    let limits =
        archive::Limits { total: limits::UNPACKED, each: crate::files::MAX_FILE, ..archive::Limits::default() };
    let unpacked = archive::members(bytes, &limits).map_err(refused(file))?;
    let members = unpacked.into_iter().map(|member| {
        let bytes = member.bytes.map_err(|source| refused(&member.name)(source).into());
        Member { name: member.name, bytes }
    });
    Ok(members.collect())
}

/// The columns from the left as the importer takes them; a meaning that is not known is a mistake.
fn columns(choices: &[ColumnChoice]) -> Result<Vec<Option<TableField>>, AppError> {
    let mut columns = Vec::new();
    for choice in choices.iter().filter(|choice| (choice.column as usize) < MOST_COLUMNS) {
        let meaning = choice.meaning.clone().unwrap_or_else(|| "ignore".to_owned());
        let field = serde_json::from_value(meaning.clone().into())
            .map_err(|_| AppError::BadValue { what: Typed::Column, text: meaning })?;
        let at = choice.column as usize;
        columns.resize(columns.len().max(at + 1), None);
        columns[at] = Some(field);
    }
    Ok(columns)
}

/// Columns that a person can speak of.
const MOST_COLUMNS: usize = 1_000;

/// Reads bytes in this process.
fn understand(file: &str, bytes: &[u8], how: &How, register: &Register) -> Result<Read, AppError> {
    let kind = how.kind.as_deref().map(parse_kind).transpose()?;
    let choices: Vec<LineChoice> = how.choices.iter().copied().map(line_choice).collect();
    let columns = columns(&how.columns)?;
    let hints = Hints {
        file_name: file,
        kind,
        encoding: how.encoding.as_deref(),
        register,
        choices: &choices,
        columns: (!columns.is_empty()).then_some(columns.as_slice()),
    };
    let imported = gijicho_import::import(bytes, &hints).map_err(refused(file))?;
    Ok(Read {
        encoding: imported.encoding.to_owned(),
        format: format_name(imported.format).to_owned(),
        draft: imported.draft,
        pages: imported.pages,
    })
}

/// Whether bytes are text that is read line by line: small, of no format that can be nested.
fn is_plain(file: &str, bytes: &[u8]) -> bool {
    const FOREIGN: [&str; 12] =
        ["pdf", "zip", "docx", "xlsx", "docm", "xlsm", "html", "htm", "xhtml", "md", "markdown", "mkd"];
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let head = &bytes[..bytes.len().min(4096)];
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace() && !matches!(byte, 0xEF | 0xBB | 0xBF));
    bytes.len() <= PLAIN_LIMIT
        && !extension.is_some_and(|extension| FOREIGN.contains(&extension.as_str()))
        && !head.contains(&0)
        && first != Some(&b'<')
        && !head.starts_with(b"%PDF")
        && !head.starts_with(b"PK")
}

fn parse_kind(text: &str) -> Result<Kind, AppError> {
    match text {
        "minutes" => Ok(Kind::Minutes),
        "plan" => Ok(Kind::Plan),
        "progress" => Ok(Kind::Progress),
        "transcript" => Ok(Kind::Transcript),
        _ => Err(AppError::BadValue { what: Typed::ImportKind, text: text.to_owned() }),
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::Pdf => "pdf",
        Format::Docx => "docx",
        Format::Xlsx => "xlsx",
        Format::Captions => "captions",
        Format::Record => "record",
    }
}

fn line_choice(chosen: ChosenLine) -> LineChoice {
    let role = match chosen.role {
        ChosenLineRole::Header => ChosenRole::Header,
        ChosenLineRole::Agenda => ChosenRole::Agenda,
        ChosenLineRole::Speaker => ChosenRole::Speaker,
        ChosenLineRole::Body => ChosenRole::Body,
        ChosenLineRole::Continuation => ChosenRole::Continuation,
        ChosenLineRole::Scene => ChosenRole::Scene,
        ChosenLineRole::Ignored => ChosenRole::Ignored,
    };
    LineChoice { line: chosen.line, role }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_text_is_read_in_this_process() {
        let plain: [(&str, &[u8]); 4] = [
            ("議事概要.txt", "第１回".as_bytes()),
            ("表.CSV", b"a,b"),
            ("名前だけ", b"text"),
            ("字幕.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>B"),
        ];
        for (name, bytes) in plain {
            assert!(is_plain(name, bytes), "{name}");
        }
        let big = vec![b'a'; PLAIN_LIMIT + 1];
        let apart: [(&str, &[u8]); 7] = [
            ("a.pdf", b"text"),
            ("a.HTM", b"text"),
            ("a.txt", b"%PDF-1.7"),
            ("a.txt", b"PK\x03\x04"),
            ("a.txt", b"\xEF\xBB\xBF  <html>"),
            ("utf16.txt", b"a\0b\0"),
            ("big.txt", &big),
        ];
        for (name, bytes) in apart {
            assert!(!is_plain(name, bytes), "{name}");
        }
    }

    #[test]
    fn what_nobody_chose_is_not_kept() {
        assert_eq!(How::default().kept(), None);
        let how = How { encoding: Some("Shift_JIS".to_owned()), ..How::default() };
        assert_eq!(How::from_kept(how.kept().as_deref()), how);
        assert_eq!(How::from_kept(Some("{")), How::default());
    }
}
