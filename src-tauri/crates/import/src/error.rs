//! Why a file cannot be read.

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
    /// It is not text.
    #[error("not text but {detected}")]
    Binary {
        /// What it seems to be: `PDF`, `ZIP/Office`, `Office 97`, `image`, `unknown`.
        detected: &'static str,
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
