//! Why a file cannot be read.

use crate::Format;

/// An application whose documents are recognised and not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Application {
    /// Word before 2007: `.doc`
    OldWord,
    /// Excel before 2007: `.xls`
    OldExcel,
    /// PowerPoint, old or new
    PowerPoint,
    /// 一太郎
    Ichitaro,
    /// OpenDocument: LibreOffice
    OpenDocument,
    /// Rich text
    Rtf,
    /// A web page saved with its pictures in one file
    Mhtml,
    /// Another application that writes compound files
    Unknown,
}

impl std::fmt::Display for Application {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::OldWord => "Word 97",
            Self::OldExcel => "Excel 97",
            Self::PowerPoint => "PowerPoint",
            Self::Ichitaro => "Ichitaro",
            Self::OpenDocument => "OpenDocument",
            Self::Rtf => "RTF",
            Self::Mhtml => "MHTML",
            Self::Unknown => "a compound file",
        })
    }
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Parts {
    /// Characters and lines that are drawn on pages.
    Marks,
    /// Elements of markup.
    Elements,
    /// Attributes of elements.
    Attributes,
    /// Cells of tables.
    Cells,
    /// Files of an archive.
    Files,
}

impl std::fmt::Display for Parts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Marks => "marks",
            Self::Elements => "elements",
            Self::Attributes => "attributes",
            Self::Cells => "cells",
            Self::Files => "files",
        })
    }
}

/// Why a file cannot be read. The application words it for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It holds nothing, or nothing but white space.
    #[error("the file is empty")]
    Empty,
    /// It is larger than what one meeting can be.
    #[error("{bytes} bytes, the limit is {limit}")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It has more lines than what one meeting can have.
    #[error("{lines} lines, the limit is {limit}")]
    TooManyLines {
        /// Its lines.
        lines: usize,
        /// The limit.
        limit: usize,
    },
    /// It is no document.
    #[error("not a document but {detected}")]
    Binary {
        /// What it seems to be: `image`, `database`, `gzip`, `unknown`.
        detected: &'static str,
    },
    /// It is a document of a format that is not read, from which another can be saved.
    #[error("{application} is not read")]
    Unsupported {
        /// The application that can save it as something else.
        application: Application,
    },
    /// It is locked with a password.
    #[error("the file is encrypted")]
    Encrypted,
    /// It says to be of a format, and cannot be read as that.
    #[error("{format:?} is damaged: {detail}")]
    Damaged {
        /// The format.
        format: Format,
        /// What was found, in English, for a log.
        detail: String,
    },
    /// It is an archive of several files, to be read one by one ([`crate::archive::members`]).
    #[error("an archive")]
    Archive,
    /// It is an archive that cannot be opened.
    #[error("the archive cannot be opened")]
    BadArchive,
    /// A PDF of pictures without text: a scan.
    #[error("{pages} pages without text")]
    Scan {
        /// Its pages.
        pages: usize,
    },
    /// It has more pages than what one meeting can have.
    #[error("{pages} pages, the limit is {limit}")]
    TooManyPages {
        /// Its pages.
        pages: usize,
        /// The limit.
        limit: usize,
    },
    /// Its parts stand in each other more deeply than in any honest document.
    #[error("nested more than {limit} deep")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// Unpacked, it is larger than the limit, or than its packed size explains.
    #[error("unpacked, it is larger than {limit} bytes")]
    Expands {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It holds more parts (characters of a page, elements, cells) than what is read of one file.
    #[error("more than {limit} {parts}")]
    TooManyParts {
        /// What is counted.
        parts: Parts,
        /// The limit.
        limit: usize,
    },
    /// No known encoding fits, or the chosen one does not exist or does not fit.
    #[error("unknown encoding {label:?}")]
    UnknownEncoding {
        /// The encoding a person has chosen, if any.
        label: Option<String>,
    },
    /// Nothing in it looks like minutes.
    #[error("nothing looks like minutes")]
    NotMinutes,
    /// A list of people and their posts: it belongs into the register.
    #[error("a list of people")]
    People,
    /// No table with the columns of a plan or of a progress report.
    #[error("no table of a plan or of progress")]
    NotTable,
    /// A row of a table cannot be read.
    #[error("line {line} of the table cannot be read")]
    BadTable {
        /// The line, from 1.
        line: u64,
    },
}
