//! Finding everything, ranked, at once: folding, the query language and the index.
//!
//! ```text
//! text ── query::parse_* ──▶ Query ── plan ──▶ postings ── run ──▶ hits, counts ── highlight ──▶ Response
//! Doc  ── fold, bigram, words ──▶ index (a cache of the library: thrown away and rebuilt when in doubt)
//! ```
//!
//! Invariants:
//! - A document is found exactly when its folded title, speaker or text contains the folded word.
//!   Filtering uses the bigram field alone; everything else only orders what was found.
//! - The index knows the last change it has seen, and of which library; it is never believed about
//!   another. Anything odd about it leads to a rebuild, never to a wrong answer.
//! - Answers carry ids, counts and excerpts of texts that the caller supplies; no SQL, no rows.

mod best;
mod bigram;
mod columns;
mod doc;
mod error;
mod facets;
pub mod fold;
mod grams;
mod highlight;
mod index;
mod page;
mod plan;
pub mod query;
mod rank;
mod request;
mod run;
mod schema;
mod spelling;
mod values;
mod variants;

pub use doc::{Doc, DocKey, Kind};
pub use error::{Error, Result};
pub use highlight::Highlighter;
pub use index::{Index, LibraryStamp, Named, Reason, Rebuild, State, Writer};
pub use request::{DocRef, Expansion, Facets, Filters, Hit, HitText, Request, Response, SnippetPart, Sort, Texts, Why};
