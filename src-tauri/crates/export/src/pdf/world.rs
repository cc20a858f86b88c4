//! What typst may see while it sets a document: a template, its data, our faces.
//!
//! Invariant: no clock, no file system, no packages; the same input gives the same pages.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

use super::fonts::Faces;
use super::template::{Template, TemplateError};
use crate::ExportError;

/// A template with the data that it reads as `/data.json` and `/settings.json`.
pub(super) struct Desk<'a> {
    template: &'a Template,
    main: Source,
    data: Bytes,
    settings: Bytes,
}

impl<'a> Desk<'a> {
    /// `None` only if there is no source at `main`.
    pub(super) fn new(template: &'a Template, main: &str, data: Vec<u8>, settings: Vec<u8>) -> Option<Self> {
        Some(Self { main: template.source(main)?, template, data: Bytes::new(data), settings: Bytes::new(settings) })
    }

    /// What went wrong: a mistake in an office's own template has a file and a line, anything else
    /// is a fault of the program.
    pub(super) fn error(&self, errors: &[SourceDiagnostic]) -> ExportError {
        let Some(first) = errors.first() else { return ExportError::Typesetting("no reason given".to_owned()) };
        let called_from = first.trace.iter().map(|point| DiagSpan::from(point.span));
        if let Some((file, line)) = std::iter::once(first.span).chain(called_from).find_map(|span| self.place(span)) {
            ExportError::Template(TemplateError {
                template: self.template.name().to_owned(),
                file,
                line,
                message: first.message.to_string(),
            })
        } else {
            let messages: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
            ExportError::Typesetting(messages.join("; "))
        }
    }

    /// File and line of a place in the template's own sources.
    fn place(&self, span: DiagSpan) -> Option<(String, Option<usize>)> {
        let path = span.id()?.get().vpath();
        if !self.template.owns(path.get_with_slash()) {
            return None;
        }
        let source = self.template.source(path.get_with_slash())?;
        let line = self.range(span).and_then(|range| source.lines().byte_to_line(range.start));
        Some((path.get_without_slash().to_owned(), line.map(|line| line + 1)))
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
        LIBRARY.get_or_init(|| LazyHash::new(Library::builder().build()))
    }

    fn book(&self) -> &LazyHash<FontBook> {
        Faces::get().book()
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id.get().root() {
            VirtualRoot::Project => self.template.source(id.get().vpath().get_with_slash()).ok_or_else(nothing_else),
            VirtualRoot::Package(_) => Err(nothing_else()),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if !matches!(id.get().root(), VirtualRoot::Project) {
            return Err(nothing_else());
        }
        match id.get().vpath().get_with_slash() {
            "/data.json" => Ok(self.data.clone()),
            "/settings.json" => Ok(self.settings.clone()),
            path => self.template.picture(path).ok_or_else(nothing_else),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        Faces::get().font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn nothing_else() -> FileError {
    FileError::Other(Some("a template reads its own files, /data.json and /settings.json, and nothing else".into()))
}
