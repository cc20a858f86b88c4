//! A folder of pages that needs no server: meetings, decisions, initiatives, and a search that runs
//! in the browser from files.
//!
//! ```text
//! index.html   meetings by year          search.html  words in remarks
//! decisions.html · initiatives.html      search.js    and search/*.js: the index in small files
//! meetings/DATE-ID.html   one each, every remark with an address of its own
//! style.css
//! ```
//!
//! Invariants:
//! - Nothing is loaded from elsewhere; every link leads to a file of the same folder.
//! - Text reaches a page only escaped; in the search it is set as text, never as markup.
//! - The same records give the same bytes; the address of a meeting's page stays when it is
//!   published again.
//! - Decisions that nobody has confirmed are not published.

mod index;
mod lists;
mod meeting;
mod page;

use gijicho_model::MeetingRecord;

use crate::ExportError;
use crate::tables::PlanRecord;

/// What is published.
pub struct Site<'a> {
    /// Stands over every page: 「令和４年度 会議録」.
    pub title: String,
    /// Oldest first.
    pub records: &'a [MeetingRecord],
    /// Plans with what belongs to them.
    pub plans: &'a [PlanRecord],
    /// How the program folds text to find it: the browser finds the same.
    pub fold: &'a dyn Fn(&str) -> String,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Relative, with `/`.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl SiteFile {
    fn text(path: &str, text: impl Into<String>) -> Self {
        Self { path: path.to_owned(), bytes: text.into().into_bytes() }
    }
}

macro_rules! asset {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/templates/site/", $name))
    };
}

/// Every file of the folder.
pub fn site(site: &Site<'_>) -> Result<Vec<SiteFile>, ExportError> {
    let mut files = vec![
        SiteFile::text("style.css", asset!("style.css")),
        SiteFile::text("search.js", asset!("search.js")),
        SiteFile::text("index.html", lists::meetings(site)),
        SiteFile::text("decisions.html", lists::decisions(site)),
        SiteFile::text("initiatives.html", lists::initiatives(site)),
        SiteFile::text("search.html", page::search(site)),
    ];
    for record in site.records {
        files.push(SiteFile::text(&meeting::path(record), meeting::page(site, record)));
    }
    files.extend(index::files(site)?);
    Ok(files)
}
