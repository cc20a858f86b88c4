//! What typst may see while it sets a document: one template, one data file, our faces.
//!
//! Invariant: no clock, no file system, no packages; the same input gives the same pages.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::fonts::Faces;

/// A template and the data that it reads as `/data.json`.
pub(super) struct Desk {
    library: LazyHash<Library>,
    template: Source,
    data_id: FileId,
    data: Bytes,
}

impl Desk {
    /// `None` only if typst does not take the two fixed paths.
    pub(super) fn new(template: &str, data: Vec<u8>) -> Option<Self> {
        let id = |path| Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern());
        Some(Self {
            library: LazyHash::new(Library::builder().build()),
            template: Source::new(id("/main.typ")?, template.to_owned()),
            data_id: id("/data.json")?,
            data: Bytes::new(data),
        })
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        Faces::get().book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(nothing_else()) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id { Ok(self.data.clone()) } else { Err(nothing_else()) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        Faces::get().font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn nothing_else() -> FileError {
    FileError::Other(Some("a template reads /data.json and nothing else".into()))
}
