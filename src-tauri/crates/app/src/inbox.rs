//! Files that somebody has brought: which there are, and what they say.
//!
//! It needs no library: a command that only looks, and one that makes a library for the first file
//! that can be read, use it as a library does.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use gijicho_model::Register;

use crate::api::import::{ImportPreview, ImportPreviewed};
use crate::api::intake::{IntakeFile, IntakeOpened, LeftOut};
use crate::archive::Archives;
use crate::error::AppError;
use crate::reading::{How, Looked, Reading};
use crate::{files, import, messages};

/// Where files from outside come in.
pub struct Inbox {
    reading: Reading,
    archives: Archives,
}

impl Inbox {
    /// With files read by `reading`.
    pub fn new(reading: Reading) -> Self {
        Self { archives: Archives::new(reading.clone()), reading }
    }

    /// Where files are read.
    pub(crate) fn reading(&self) -> &Reading {
        &self.reading
    }

    /// What can be imported of files, folders and archives.
    pub fn open(&self, paths: &[PathBuf]) -> Result<IntakeOpened, AppError> {
        let mut opened = IntakeOpened::default();
        for found in files::find(paths)? {
            // Paths cross the boundary as text; one that is none would name another file.
            let Some(path) = found.path.to_str().map(ToOwned::to_owned) else {
                let error = AppError::NameNotText { file: found.name.clone() };
                if paths == [found.path] {
                    return Err(error);
                }
                opened.left_out.push(LeftOut { name: found.name, reason: messages::error(&error).1 });
                continue;
            };
            if !Archives::is_archive(&found.path) {
                opened.files.push(IntakeFile { path, member: None, name: found.name, bytes: found.bytes });
                continue;
            }
            match self.archives.open(&found.path) {
                Ok(archive) => opened.files.extend(archive.entries.iter().map(|entry| IntakeFile {
                    path: path.clone(),
                    member: Some(entry.name.clone()),
                    name: format!("{}/{}", found.name, entry.name),
                    bytes: entry.bytes,
                })),
                // An archive that was named alone is refused; one of many is told.
                Err(error) if paths == [found.path] => return Err(error),
                Err(error) => {
                    let reason = messages::error(&error).1;
                    opened.left_out.push(LeftOut { name: found.name, reason });
                }
            }
        }
        Ok(opened)
    }

    /// Looks at a file without any library: speakers are split by the words of posts alone.
    pub fn preview(&self, request: &ImportPreview) -> Result<ImportPreviewed, AppError> {
        let (file, bytes) = self.bytes(Path::new(&request.path), request.member.as_deref())?;
        Ok(import::previewed(self.look(file, bytes, &request.how(), &Arc::default())?, request))
    }

    /// Name, without folders, and bytes of a file, or of a file of an archive.
    pub(crate) fn bytes(&self, path: &Path, member: Option<&str>) -> Result<(String, Vec<u8>), AppError> {
        match member {
            Some(member) => self.archives.member(path, member),
            None => Ok((files::name_of(path), files::read(path)?)),
        }
    }

    /// Understands the bytes of a file.
    pub(crate) fn look(
        &self,
        file: String,
        bytes: Vec<u8>,
        how: &How,
        register: &Arc<Register>,
    ) -> Result<Looked, AppError> {
        self.reading.look(file, bytes, how, register)
    }

    /// The rows of a file that is nothing but a table.
    pub(crate) fn rows(&self, path: &Path, encoding: Option<&str>) -> Result<Vec<Vec<String>>, AppError> {
        self.rows_of(&files::name_of(path), &files::read(path)?, encoding)
    }

    /// The same of bytes that were read before.
    pub(crate) fn rows_of(
        &self,
        file: &str,
        bytes: &[u8],
        encoding: Option<&str>,
    ) -> Result<Vec<Vec<String>>, AppError> {
        self.reading.rows(file, bytes, encoding)
    }
}
