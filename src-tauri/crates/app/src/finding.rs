//! Search, and the index behind it: kept up with the library, asked, and its hits filled with rows.
//!
//! Invariants:
//! - Before the index is asked it has seen every change, unless another process is writing it at
//!   that very moment and does not finish in time; the answer then says how far it has seen.
//! - A library that cannot be written to gets an index in a temporary folder.
//! - A hit whose row is gone is left out.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use gijicho_model::MeetingId;
use gijicho_search::query::{self, Filter, Query};
use gijicho_search::{Doc, DocKey, DocRef, Filters, HitText, Index, Kind, LibraryStamp, Request, State, Why, Writer};
use gijicho_store::{Access, IndexKind, IndexRow, Reader, Store};

use crate::App;
use crate::api::search::{Expansion, Hit, SearchRequest, SearchResponse, SnippetPart, Sort};
use crate::api::{AgendaRef, MeetingRef};
use crate::error::{AppError, Typed};
use crate::meetings::refs;
use crate::messages;

/// The index and the right to write it.
pub(crate) struct Finder {
    index: Index,
    /// Held while this process writes; `None` until it has to, or while another process does.
    writer: Mutex<Option<Writer>>,
    /// Where the index lies when the library cannot be written to.
    _scratch: Option<tempfile::TempDir>,
}

/// How long a search waits for another process that is writing the index.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long it sleeps between looks.
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// Documents on their way from the library to the index.
const IN_FLIGHT: usize = 1_000;

impl Finder {
    /// Opens the index of a library. What is wrong with it is mended when it is first asked.
    pub(crate) fn open(store: &Store) -> Result<Self, AppError> {
        let stamp = LibraryStamp {
            library_id: store.library_id()?,
            restore_epoch: u64::try_from(store.restore_epoch()?).unwrap_or(0),
        };
        let scratch = match store.access() {
            Access::ReadWrite => None,
            Access::ReadOnly => Some(tempfile::tempdir().map_err(AppError::reading(&std::env::temp_dir()))?),
        };
        let dir = scratch.as_ref().map_or_else(|| store.dir().join("index"), |scratch| scratch.path().to_owned());
        Ok(Self { index: Index::open(&dir, stamp)?, writer: Mutex::new(None), _scratch: scratch })
    }

    /// Brings the index up to the library.
    pub(crate) fn catch_up(&self, store: &Store) -> Result<(), AppError> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let reader = store.read()?;
            let last = seq(reader.last_seq()?);
            if self.index.state(last) == State::Fresh {
                return Ok(());
            }
            self.index.reload();
            let caught_up = match self.index.state(last) {
                State::Fresh => return Ok(()),
                State::Behind { seen } => self.with_writer(|writer| replay(writer, &reader, seen, last)),
                State::MustRebuild(_) => self.with_writer(|writer| rebuild(writer, &reader, last).map(|_| ())),
            };
            match caught_up {
                Err(AppError::Search(gijicho_search::Error::Busy)) if Instant::now() < deadline => {
                    std::thread::sleep(LOOK_AGAIN);
                }
                done => return done,
            }
        }
    }

    /// Builds the index anew and gives the number of its documents.
    pub(crate) fn rebuild(&self, store: &Store) -> Result<u32, AppError> {
        let reader = store.read()?;
        let last = seq(reader.last_seq()?);
        self.with_writer(|writer| rebuild(writer, &reader, last))
    }

    /// Whether the index is whole on disk; `None` where there is none to check.
    pub(crate) fn is_sound(&self) -> Result<Option<bool>, AppError> {
        match self.index.seq() {
            Some(_) => Ok(Some(self.index.verify()?)),
            None => Ok(None),
        }
    }

    fn with_writer<T>(&self, work: impl FnOnce(&mut Writer) -> Result<T, AppError>) -> Result<T, AppError> {
        let mut held = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match held.take() {
            Some(writer) => writer,
            None => self.index.try_writer()?,
        };
        let done = work(&mut writer);
        // A command line that shares the library gets its turn: the lock is not kept between writes.
        drop(writer);
        done
    }
}

/// A change number as the index counts.
fn seq(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// Applies what has changed since `seen`.
fn replay(writer: &mut Writer, reader: &Reader<'_>, seen: u64, last: u64) -> Result<(), AppError> {
    let changes = reader.changes_since(i64::try_from(seen).unwrap_or(i64::MAX))?;
    let delta = reader.index_delta(&changes)?;
    // An id is unique over all kinds; of a row that is gone, the kind is not known any more.
    let deletes: Vec<DocKey> =
        delta.deletes.iter().flat_map(|id| Kind::ALL.map(|kind| DocKey { kind, id: *id })).collect();
    writer.apply(delta.upserts.into_iter().map(document), &deletes, last)?;
    Ok(())
}

/// Streams every row into a new index. The library's connection stays on this thread; the index is
/// written on another.
fn rebuild(writer: &mut Writer, reader: &Reader<'_>, last: u64) -> Result<u32, AppError> {
    let (sender, receiver) = mpsc::sync_channel::<Doc>(IN_FLIGHT);
    std::thread::scope(|scope| {
        let building = scope.spawn(move || writer.rebuild(receiver, last, |_| ControlFlow::Continue(())));
        let mut count = 0u32;
        let sent = reader.index_all(|row| {
            count += 1;
            // The receiver is gone when building has failed; that failure is reported below.
            let _ = sender.send(document(row));
            Ok::<(), AppError>(())
        });
        drop(sender);
        let built = building.join().map_err(|_| AppError::Internal { detail: "index thread".to_owned() })?;
        sent?;
        built?;
        Ok(count)
    })
}

/// A row of the library as the index takes it.
fn document(row: IndexRow) -> Doc {
    let mut doc = Doc::new(DocKey { kind: kind_of(row.kind), id: row.id });
    doc.meeting = row.meeting_id.map(|id| id.0);
    doc.body = row.body;
    doc.held_on = row.held_on;
    doc.fiscal_year = Some(row.fiscal_year.0);
    doc.title = row.title;
    doc.text = row.text;
    doc.speaker = row.speaker.unwrap_or_default();
    doc.post = row.post;
    doc.mark = row.mark.unwrap_or_default();
    doc.function = row.function.map(function_code).unwrap_or_default();
    doc.outcome = row.outcome;
    doc.agenda_title = row.agenda_title;
    doc
}

/// A function by the code that its JSON has.
fn function_code(function: gijicho_model::Function) -> String {
    match serde_json::to_value(function) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

fn kind_of(kind: IndexKind) -> Kind {
    match kind {
        IndexKind::Meeting => Kind::Meeting,
        IndexKind::Agenda => Kind::Agenda,
        IndexKind::Remark => Kind::Remark,
        IndexKind::Decision => Kind::Decision,
        IndexKind::FollowUp => Kind::FollowUp,
        IndexKind::Document => Kind::Document,
        IndexKind::Initiative => Kind::Initiative,
        IndexKind::Activity => Kind::Activity,
        IndexKind::Progress => Kind::Progress,
    }
}

fn index_kind(kind: Kind) -> IndexKind {
    match kind {
        Kind::Meeting => IndexKind::Meeting,
        Kind::Agenda => IndexKind::Agenda,
        Kind::Remark => IndexKind::Remark,
        Kind::Decision => IndexKind::Decision,
        Kind::FollowUp => IndexKind::FollowUp,
        Kind::Document => IndexKind::Document,
        Kind::Initiative => IndexKind::Initiative,
        Kind::Activity => IndexKind::Activity,
        Kind::Progress => IndexKind::Progress,
    }
}

/// Hits of one answer where none are asked for.
const DEFAULT_LIMIT: u32 = 20;
/// The most hits of one answer.
const MAX_LIMIT: u32 = 500;

impl App {
    /// Finds.
    pub fn search(&self, request: SearchRequest) -> Result<SearchResponse, AppError> {
        let store = self.reading();
        self.finder.catch_up(&store)?;
        let reader = store.read()?;
        let asked = asked(&request)?;
        let rows: RefCell<HashMap<DocKey, IndexRow>> = RefCell::default();
        let texts = |refs: &[DocRef]| -> Vec<Option<HitText>> {
            refs.iter().map(|found| fetch(&reader, found.key, &mut rows.borrow_mut())).collect()
        };
        let started = Instant::now();
        let answer = self.finder.index.search(&asked, &texts)?;
        let took_us = u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX);
        let rows = rows.into_inner();
        let meetings = refs(&reader)?;
        let hits = answer.hits.iter().filter_map(|found| Some(hit(found, rows.get(&found.key)?, &meetings)));
        Ok(SearchResponse {
            total: u32::try_from(answer.total).unwrap_or(u32::MAX),
            took_us,
            hits: hits.collect(),
            facets: answer.facets.as_ref().map(facets).unwrap_or_default(),
            expansions: answer
                .expansions
                .into_iter()
                .map(|expansion| Expansion { word: expansion.word, also: expansion.also })
                .collect(),
            ignored: answer.ignored.iter().map(messages::ignored).collect(),
            query: request.query,
        })
    }
}

/// The texts of a hit as the library has them now; the row is kept for what else is shown of it.
fn fetch(reader: &Reader<'_>, key: DocKey, rows: &mut HashMap<DocKey, IndexRow>) -> Option<HitText> {
    let row = reader.index_row(index_kind(key.kind), key.id).ok().flatten()?;
    let text =
        HitText { title: row.title.clone(), speaker: row.speaker.clone().unwrap_or_default(), text: row.text.clone() };
    rows.insert(key, row);
    Some(text)
}

/// The request in the words of the index: lists of years, speakers and bodies become alternatives.
fn asked(request: &SearchRequest) -> Result<Request, AppError> {
    let parsed = query::parse_lenient(&request.query);
    let alternatives = |filters: Vec<Filter>| Query::or(filters.into_iter().map(Query::Filter).collect());
    let years = request.fiscal_years.iter().map(|year| Filter::FiscalYears(Some(*year), Some(*year)));
    let parts = [
        parsed.query,
        alternatives(years.collect()),
        alternatives(request.speakers.iter().cloned().map(Filter::Speaker).collect()),
        alternatives(request.bodies.iter().cloned().map(Filter::Body).collect()),
    ];
    let kinds = request
        .kinds
        .iter()
        .map(|kind| Kind::parse(kind).ok_or_else(|| AppError::BadValue { what: Typed::SearchKind, text: kind.clone() }))
        .collect::<Result<_, _>>()?;
    let limit = if request.limit == 0 { DEFAULT_LIMIT } else { request.limit.min(MAX_LIMIT) };
    Ok(Request {
        query: Query::and(parts.into_iter().flatten().collect()),
        ignored: parsed.ignored,
        filters: Filters {
            kinds,
            from: request.from,
            to: request.to,
            marks: request.marks.clone(),
            outcomes: request.outcomes.clone(),
            meetings: request.meeting.iter().map(|id| id.0).collect(),
            ..Filters::default()
        },
        sort: match request.sort {
            Sort::Relevance => gijicho_search::Sort::Relevance,
            Sort::Newest => gijicho_search::Sort::Newest,
            Sort::Oldest => gijicho_search::Sort::Oldest,
        },
        limit: limit as usize,
        offset: request.offset as usize,
        complete: true,
        variants: !request.exact_spelling,
        families: Vec::new(),
    })
}

fn hit(found: &gijicho_search::Hit, row: &IndexRow, meetings: &HashMap<MeetingId, MeetingRef>) -> Hit {
    let parts = if found.snippet.is_empty() { &found.title } else { &found.snippet };
    let snippet_parts = marked(parts);
    let speaker = row.speaker.clone().unwrap_or_default();
    let (heading, heading_parts) =
        if speaker.is_empty() { (row.title.clone(), marked(&found.title)) } else { (speaker.clone(), Vec::new()) };
    Hit {
        kind: found.key.kind.code().to_owned(),
        id: found.key.id.to_string(),
        meeting: row.meeting_id.and_then(|id| meetings.get(&id).cloned()),
        agenda: row.agenda_item_id.map(|id| AgendaRef {
            id,
            number: row.number.clone(),
            title: row.agenda_title.clone(),
        }),
        initiative: row.initiative_id,
        speaker,
        mark: row.mark.clone().unwrap_or_default(),
        heading,
        heading_parts,
        outcome: row.outcome,
        score: found.score,
        snippet: html(&snippet_parts),
        snippet_parts,
        why: found.why.iter().map(why).collect(),
    }
}

fn marked(parts: &[gijicho_search::SnippetPart]) -> Vec<SnippetPart> {
    parts.iter().map(|part| SnippetPart { text: part.text.clone(), mark: part.mark }).collect()
}

/// The snippet for readers of HTML: matches in `<mark>`, everything else escaped.
fn html(parts: &[SnippetPart]) -> String {
    let mut out = String::new();
    for part in parts {
        let escaped = part.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        if part.mark {
            out.push_str("<mark>");
            out.push_str(&escaped);
            out.push_str("</mark>");
        } else {
            out.push_str(&escaped);
        }
    }
    out
}

fn why(why: &Why) -> String {
    match why {
        Why::Title => "title".to_owned(),
        Why::Speaker => "speaker".to_owned(),
        Why::Text => "body".to_owned(),
        Why::Spelling(spelling) => format!("variant:{spelling}"),
    }
}

fn facets(facets: &gijicho_search::Facets) -> BTreeMap<String, BTreeMap<String, u32>> {
    fn counted<T>(counts: &[(T, u64)], name: impl Fn(&T) -> String) -> BTreeMap<String, u32> {
        counts.iter().map(|(value, count)| (name(value), u32::try_from(*count).unwrap_or(u32::MAX))).collect()
    }
    BTreeMap::from([
        ("kind".to_owned(), counted(&facets.kind, |kind| kind.code().to_owned())),
        ("fiscal_year".to_owned(), counted(&facets.fiscal_year, ToString::to_string)),
        ("speaker".to_owned(), counted(&facets.speaker, Clone::clone)),
        ("mark".to_owned(), counted(&facets.mark, Clone::clone)),
        ("body".to_owned(), counted(&facets.body, Clone::clone)),
        ("outcome".to_owned(), counted(&facets.outcome, |outcome| outcome.code().to_owned())),
    ])
}
