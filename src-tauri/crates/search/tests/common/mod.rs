//! A small library to search: documents by key, and the texts that go with them.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::HashMap;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use gijicho_search::{Doc, DocKey, DocRef, HitText, Index, Kind, LibraryStamp, Request, Response, Texts};
use uuid::Uuid;

pub const STAMP: LibraryStamp = LibraryStamp { library_id: Uuid::from_u128(7), restore_epoch: 0 };

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn key(kind: Kind, n: u128) -> DocKey {
    DocKey { kind, id: Uuid::from_u128(n) }
}

pub fn remark(n: u128, speaker: &str, text: &str) -> Doc {
    Doc {
        speaker: speaker.into(),
        text: text.into(),
        held_on: Some(date("2022-04-14")),
        fiscal_year: Some(2022),
        ..Doc::new(key(Kind::Remark, n))
    }
}

/// What the library holds now.
#[derive(Default)]
pub struct Library(pub HashMap<DocRef, Doc>);

impl Library {
    pub fn of(docs: &[Doc]) -> Self {
        let of = |doc: &Doc| (DocRef { key: doc.key, part: doc.part }, doc.clone());
        Self(docs.iter().map(of).collect())
    }
}

impl Texts for Library {
    fn texts_of(&self, refs: &[DocRef]) -> Vec<Option<HitText>> {
        let text = |doc: &Doc| HitText {
            title: doc.title.clone(),
            speaker: doc.speaker.clone(),
            text: doc.text.clone(),
            topic: None,
        };
        refs.iter().map(|doc| self.0.get(doc).map(text)).collect()
    }
}

/// An index of `docs` in a folder of its own.
pub struct Built {
    pub dir: tempfile::TempDir,
    pub index: Index,
    pub library: Library,
}

pub fn build(docs: &[Doc]) -> Built {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path(), STAMP).unwrap();
    index.try_writer().unwrap().rebuild(docs.to_vec(), 1, |_| ControlFlow::Continue(())).unwrap();
    Built { dir, index, library: Library::of(docs) }
}

impl Built {
    pub fn ask(&self, request: &Request) -> Response {
        self.index.search(request, &self.library).unwrap()
    }

    /// The numbers of the hits of a typed query, in order.
    pub fn find(&self, text: &str) -> Vec<u128> {
        numbers(&self.ask(&Request { limit: 1_000, ..Request::typed(text) }))
    }
}

pub fn numbers(response: &Response) -> Vec<u128> {
    response.hits.iter().map(|hit| hit.key.id.as_u128()).collect()
}

pub fn sorted(mut numbers: Vec<u128>) -> Vec<u128> {
    numbers.sort_unstable();
    numbers
}
