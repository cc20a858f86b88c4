//! ZIP: the parts of an Office document, and the files of an archive.
//!
//! Invariants: nothing is unpacked beyond a limit on one file, on all of them and on how much larger
//! than its packed size a file may be; what an entry claims of its size is not believed. Names are
//! for display and never lead out of a folder: `..`, drives and roots are taken off them.

use std::io::{Cursor, Read};

use ::zip::ZipArchive;
use ::zip::read::ZipFile;
use encoding_rs::SHIFT_JIS;

use super::detect::{self, Container};
use crate::error::Parts;
use crate::{ImportError, MAX_FILE_BYTES};

/// How much is unpacked of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files, those of nested archives included.
    pub files: usize,
    /// Bytes of one file.
    pub each: u64,
    /// Bytes of all files.
    pub total: u64,
    /// Archives within archives.
    pub depth: usize,
}

impl Default for Limits {
    /// What a year of meetings can hold.
    fn default() -> Self {
        Self { files: 10_000, each: MAX_FILE_BYTES as u64, total: 256 << 20, depth: 2 }
    }
}

/// A file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Where it stands, folders apart by `/`; for display, safe to show and not to open.
    pub name: String,
    /// Its bytes, or why it cannot be read: encrypted, damaged, too large.
    pub bytes: Result<Vec<u8>, ImportError>,
}

/// The files of an archive and of the archives in it, in their order. Folders and what systems leave
/// behind (`__MACOSX`, `.DS_Store`, `~$…`) are left out.
pub fn members(bytes: &[u8], limits: &Limits) -> Result<Vec<Member>, ImportError> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit: MAX_FILE_BYTES });
    }
    let mut unpacking = Unpacking { limits, left: limits.total, members: Vec::new() };
    unpacking.unpack(bytes, "", 1)?;
    Ok(unpacking.members)
}

struct Unpacking<'l> {
    limits: &'l Limits,
    /// Bytes that may still be unpacked.
    left: u64,
    members: Vec<Member>,
}

impl Unpacking<'_> {
    fn unpack(&mut self, bytes: &[u8], folder: &str, depth: usize) -> Result<(), ImportError> {
        let mut archive = open(bytes)?;
        for index in 0..archive.len() {
            let Some(name) = archive.by_index_raw(index).ok().as_ref().and_then(file_name) else { continue };
            let name = format!("{folder}{name}");
            if self.members.len() >= self.limits.files {
                return Err(ImportError::TooManyParts { parts: Parts::Files, limit: self.limits.files });
            }
            let bytes = match archive.by_index(index) {
                Ok(file) => self.inflate(file)?,
                Err(error) => Err(of_entry(&error)),
            };
            match bytes {
                Ok(bytes) if is_archive(&bytes) => {
                    if depth == self.limits.depth {
                        self.members.push(Member { name, bytes: Err(ImportError::TooDeep { limit: depth }) });
                    } else {
                        self.unpack(&bytes, &format!("{name}/"), depth + 1)?;
                    }
                }
                bytes => self.members.push(Member { name, bytes }),
            }
        }
        Ok(())
    }

    /// A file's bytes; an error of the archive as a whole where all are too much.
    fn inflate(&mut self, file: ZipFile<'_, Cursor<&[u8]>>) -> Result<Result<Vec<u8>, ImportError>, ImportError> {
        let limit = self.limits.each.min(self.left);
        let bytes = inflate(file, limit);
        if let Ok(bytes) = &bytes {
            self.left -= bytes.len() as u64;
        }
        if matches!(bytes, Err(ImportError::Expands { .. })) && limit < self.limits.each {
            return Err(ImportError::Expands { limit: self.limits.total });
        }
        Ok(bytes)
    }
}

fn is_archive(bytes: &[u8]) -> bool {
    matches!(detect::container(bytes), Ok(Container::Archive))
}

/// Bytes from which on a file may not be much larger than it is packed.
const HONEST: u64 = 16 << 20;
/// Times that a large file may be larger than it is packed.
const RATIO: u64 = 300;

fn inflate(file: ZipFile<'_, Cursor<&[u8]>>, limit: u64) -> Result<Vec<u8>, ImportError> {
    let limit = limit.min(HONEST.max(file.compressed_size().saturating_mul(RATIO)));
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| ImportError::BadArchive)?;
    if bytes.len() as u64 > limit {
        return Err(ImportError::Expands { limit });
    }
    Ok(bytes)
}

fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, ImportError> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| ImportError::BadArchive)
}

fn of_entry(error: &::zip::result::ZipError) -> ImportError {
    match error {
        ::zip::result::ZipError::UnsupportedArchive(why) if *why == ::zip::result::ZipError::PASSWORD_REQUIRED => {
            ImportError::Encrypted
        }
        _ => ImportError::BadArchive,
    }
}

/// The name of a file that somebody has put there; `None` for folders, links and leavings.
fn file_name(file: &ZipFile<'_, Cursor<&[u8]>>) -> Option<String> {
    const LONGEST: usize = 400;
    if file.is_dir() || file.is_symlink() {
        return None;
    }
    let raw = file.name_raw();
    // Windows writes names in its own code page and does not say so.
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => SHIFT_JIS.decode_without_bom_handling(raw).0.into_owned(),
    };
    let visible: String = name.chars().filter(|c| !is_hidden(*c)).take(LONGEST).collect();
    let parts: Vec<&str> = visible
        .split(['/', '\\'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != "." && *part != ".." && !is_drive(part))
        .collect();
    let last = *parts.last()?;
    let is_leaving = parts[0] == "__MACOSX"
        || ["~$", "._"].iter().any(|start| last.starts_with(start))
        || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&last);
    (!is_leaving).then(|| parts.join("/"))
}

/// Control characters, and those that turn the direction of what follows.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn is_drive(part: &str) -> bool {
    part.len() == 2 && part.ends_with(':')
}

/// An Office document: parts in a ZIP.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Package<'a> {
    /// Most bytes of all parts that are read.
    const TOTAL: u64 = 192 << 20;
    /// Most bytes of one part.
    const EACH: u64 = 96 << 20;

    /// Opens a package.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ImportError> {
        Ok(Self { archive: open(bytes)?, left: Self::TOTAL })
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    fn index(&self, name: &str) -> Option<usize> {
        let exact = self.archive.index_for_name(name);
        // Names of parts are compared without case.
        exact.or_else(|| self.archive.file_names_raw().position(|other| other.eq_ignore_ascii_case(name.as_bytes())))
    }

    /// The names of the parts in a folder, with one of some endings.
    pub(crate) fn names(&self, folder: &str, endings: &[&str]) -> Vec<String> {
        let names = self.archive.file_names().flatten();
        let wanted = names.filter(|name| name.starts_with(folder) && endings.iter().any(|end| name.ends_with(end)));
        wanted.map(std::borrow::Cow::into_owned).collect()
    }

    /// The bytes of a part; `None` where there is none.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|error| of_entry(&error))?;
        let bytes = inflate(file, Self::EACH.min(self.left))?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}
