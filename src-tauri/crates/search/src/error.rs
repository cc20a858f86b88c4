//! What can go wrong. Texts are English, for logs; the window says it in its own words.

use std::path::PathBuf;

/// Everything that this crate can refuse or fail at.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no usable index yet: rebuild it.
    #[error("the index has not been built")]
    NotBuilt,
    /// Another process writes the index.
    #[error("another process is writing the index")]
    Busy,
    /// The search or the rebuild was called off.
    #[error("called off")]
    Cancelled,
    /// The query text does not parse strictly.
    #[error("query not understood at byte {at}: {problem}")]
    Query {
        /// Where, in bytes of the query text.
        at: usize,
        /// What is wrong.
        problem: crate::query::Problem,
    },
    /// The folder of the index cannot be used.
    #[error("{path}: {source}")]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The engine failed. Rebuilding the index mends what is damaged on disk.
    #[error("search engine: {0}")]
    Engine(#[from] tantivy::TantivyError),
}

impl Error {
    /// For `map_err` on file operations.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}

/// Result of this crate.
pub type Result<T> = std::result::Result<T, Error>;
