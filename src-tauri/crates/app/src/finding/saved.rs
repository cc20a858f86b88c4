//! Searches that are kept: views that say what has come since they were last looked at.
//!
//! A kept search holds its request as JSON, with the number of the last change that was there when it
//! was looked at. What is *new* are hits whose rows were touched after that.

use std::collections::HashSet;

use gijicho_store::OpKind;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::App;
use crate::api::search::{SavedSearch, SavedSearchNamed, SavedSearchPut, SavedSearches, SearchRequest, Sort};
use crate::api::{Done, Nothing};
use crate::error::{AppError, Typed};

/// The most new hits that are named.
const MAX_NEW: usize = 100;
/// How many of the newest hits are asked whether they are new.
const ASKED: u32 = 500;

/// What a kept search holds.
#[derive(Serialize, Deserialize)]
struct Kept {
    request: SearchRequest,
    #[serde(default)]
    seen: i64,
}

impl Kept {
    /// Reads what is kept; a text that is no JSON is a query that was kept as it was typed.
    fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Self {
            request: SearchRequest { query: text.to_owned(), ..SearchRequest::default() },
            seen: 0,
        })
    }

    fn print(&self) -> Result<String, AppError> {
        serde_json::to_string(self).map_err(|error| AppError::Internal { detail: error.to_string() })
    }
}

impl App {
    /// Searches that are kept, with what is new in each.
    pub fn saved_searches(&self, _: Nothing) -> Result<SavedSearches, AppError> {
        let kept = self.reading().read()?.saved_searches()?;
        let mut saved = Vec::with_capacity(kept.len());
        for row in kept {
            let Kept { request, seen } = Kept::parse(&row.query);
            let newest = SearchRequest { sort: Sort::Newest, limit: ASKED, offset: 0, turn: None, ..request.clone() };
            let answer = self.search(newest)?;
            let touched: HashSet<String> = {
                let store = self.reading();
                let reader = store.read()?;
                let touched = reader.index_touched(&reader.changes_since(seen)?)?;
                touched.into_iter().map(|(_, id)| id.to_string()).collect()
            };
            let new = answer.hits.into_iter().map(|hit| hit.id).filter(|id| touched.contains(id)).take(MAX_NEW);
            saved.push(SavedSearch {
                id: row.id.to_string(),
                name: row.name,
                request,
                total: answer.total,
                new: new.collect(),
            });
        }
        Ok(SavedSearches { saved })
    }

    /// Keeps a search. One of the same name is replaced.
    pub fn saved_search_put(&self, put: SavedSearchPut) -> Result<Done, AppError> {
        let request = SearchRequest { turn: None, offset: 0, ..put.request };
        let kept = Kept { request, seen: self.last_seq() }.print()?;
        Ok(self.write(OpKind::Setting, "検索条件の保存", |tx| tx.save_search(&put.name, &kept))?.1)
    }

    /// Says that a kept search was looked at: nothing in it is new any more.
    pub fn saved_search_seen(&self, named: SavedSearchNamed) -> Result<Done, AppError> {
        let id = id(&named)?;
        let rows = self.reading().read()?.saved_searches()?;
        let row = rows.into_iter().find(|row| row.id == id).ok_or_else(|| unknown(&named))?;
        let kept = Kept { seen: self.last_seq(), ..Kept::parse(&row.query) }.print()?;
        Ok(self.write(OpKind::Setting, "保存した検索を見た", |tx| tx.save_search(&row.name, &kept))?.1)
    }

    /// Forgets a kept search.
    pub fn saved_search_remove(&self, named: SavedSearchNamed) -> Result<Done, AppError> {
        let id = id(&named)?;
        Ok(self.write(OpKind::Setting, "検索条件の削除", |tx| tx.remove_saved_search(id))?.1)
    }
}

fn id(named: &SavedSearchNamed) -> Result<Uuid, AppError> {
    Uuid::parse_str(&named.id).map_err(|_| unknown(named))
}

fn unknown(named: &SavedSearchNamed) -> AppError {
    AppError::BadValue { what: Typed::SavedSearch, text: named.id.clone() }
}
