//! A request in the words of the index, and its answer with the rows of the library.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::Ordering;
use std::time::Instant;

use gijicho_model::{DocumentId, Function, MeetingId, RemarkId};
use gijicho_search::query::{self, Filter, Parsed, Query};
use gijicho_search::{DocKey, DocRef, Filters, HitText, Kind, Request, Response, Why};
use gijicho_store::{IndexRow, Reader, RemarkBeside, Store};

use super::advice;
use super::rows::index_kind;
use super::{Finder, LONG_PATIENCE, PATIENCE, Readiness, seq};
use crate::App;
use crate::api::search::{
    Beside, Expansion, Group, Hit, HitDecision, HitInitiative, IndexStage, IndexStatus, Related, SearchRequest,
    SearchResponse, SnippetPart, Sort,
};
use crate::api::{AgendaRef, MeetingRef};
use crate::error::{AppError, Typed};
use crate::meetings::meeting_ref_beside;
use crate::messages;

/// Hits of one answer where none are asked for.
const DEFAULT_LIMIT: u32 = 20;
/// The most hits of one answer.
const MAX_LIMIT: u32 = 500;
/// How much of a question or an answer is shown beside a hit, in characters.
const BESIDE_CHARS: usize = 160;

impl App {
    /// Finds.
    pub fn search(&self, request: SearchRequest) -> Result<SearchResponse, AppError> {
        let turn = self.finder.turns.begin(request.turn.as_ref())?;
        let parsed = query::parse_lenient(&request.query);
        let asked = asked(&request, parsed.clone())?;
        let last = seq(self.finder.store().read()?.last_seq()?);
        let patience = if self.finder.index.seq().is_some() { PATIENCE } else { LONG_PATIENCE };
        let ready = self.finder.keeper.wait(last, Instant::now() + patience, &turn);
        if ready == Readiness::GivenUp {
            return Err(AppError::Superseded);
        }
        let store = self.finder.store();
        let reader = store.read()?;
        let rows: RefCell<HashMap<DocRef, IndexRow>> = RefCell::default();
        let texts = |refs: &[DocRef]| -> Vec<Option<HitText>> {
            let fetch = |found: &DocRef| self.finder.fetch(&store, &reader, *found, &mut rows.borrow_mut());
            refs.iter().map(fetch).collect()
        };
        let started = Instant::now();
        let answer = match self.finder.index.search_until(&asked, &texts, &turn) {
            Err(gijicho_search::Error::Cancelled) if turn.load(Ordering::Relaxed) => return Err(AppError::Superseded),
            Err(gijicho_search::Error::NotBuilt) => match ready {
                Readiness::Failed(message) => return Err(AppError::Indexing { message }),
                _ => Response::default(),
            },
            answer => answer?,
        };
        let took_us = u32::try_from(started.elapsed().as_micros()).unwrap_or(u32::MAX);
        let mut shown = Shown { reader: &reader, meetings: HashMap::new() };
        let rows = rows.into_inner();
        let mut hits = Vec::with_capacity(answer.hits.len());
        for found in &answer.hits {
            if let Some(row) = rows.get(&DocRef { key: found.key, part: found.part }) {
                hits.push(shown.hit(found, row)?);
            }
        }
        drop(shown);
        drop(reader);
        drop(store);
        let nothing =
            answer.total == 0 && answer.total_is_exact && asked.query.is_some() && self.finder.index.seq().is_some();
        let instead = if nothing { self.finder.instead(&request, &parsed)? } else { Vec::new() };
        Ok(SearchResponse {
            total: u32::try_from(answer.total).unwrap_or(u32::MAX),
            total_is_exact: answer.total_is_exact,
            took_us,
            groups: groups(&hits),
            hits,
            facets: answer.facets.as_ref().map(facets).unwrap_or_default(),
            expansions: answer
                .expansions
                .into_iter()
                .map(|expansion| Expansion { word: expansion.word, also: expansion.also })
                .collect(),
            ignored: answer.ignored.iter().map(messages::ignored).collect(),
            chips: advice::chips(&request.query, &parsed),
            instead,
            index: match ready {
                Readiness::Fresh => IndexStatus { stage: IndexStage::Ready, ..IndexStatus::default() },
                _ => self.finder.keeper.status(),
            },
            query: request.query,
        })
    }
}

impl Finder {
    /// The texts of a hit as the library has them now; the row is kept for what else is shown of it.
    fn fetch(
        &self,
        store: &Store,
        reader: &Reader<'_>,
        found: DocRef,
        rows: &mut HashMap<DocRef, IndexRow>,
    ) -> Option<HitText> {
        let DocKey { kind, id } = found.key;
        let row = reader.index_row(index_kind(kind), id).ok().flatten()?;
        let page = if found.part > 0 {
            let file = reader.attached(DocumentId(id)).ok().flatten()?;
            let pages = self.attached.pages(store, &file);
            Some(pages.iter().find(|(number, _)| *number == found.part)?.1.clone())
        } else {
            None
        };
        let text = HitText {
            title: row.title.clone(),
            speaker: row.speaker.clone().unwrap_or_default(),
            text: page.unwrap_or_else(|| row.text.clone()),
            topic: row.agenda_item_id.map(|id| id.0).or(row.initiative_id.map(|id| id.0)),
        };
        rows.insert(found, row);
        Some(text)
    }
}

/// The request in the words of the index: lists of years, speakers and bodies become alternatives.
pub(super) fn asked(request: &SearchRequest, parsed: Parsed) -> Result<Request, AppError> {
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
        complete: !request.first_page_only,
        variants: !request.exact_spelling,
        families: Vec::new(),
    })
}

/// What is shown of hits, with the meetings that were looked up for them.
struct Shown<'a> {
    reader: &'a Reader<'a>,
    meetings: HashMap<MeetingId, Option<MeetingRef>>,
}

impl Shown<'_> {
    fn hit(&mut self, found: &gijicho_search::Hit, row: &IndexRow) -> Result<Hit, AppError> {
        let parts = if found.snippet.is_empty() { &found.title } else { &found.snippet };
        let snippet_parts = marked(parts);
        let speaker = row.speaker.clone().unwrap_or_default();
        let (heading, heading_parts) =
            if speaker.is_empty() { (row.title.clone(), marked(&found.title)) } else { (speaker.clone(), Vec::new()) };
        Ok(Hit {
            kind: found.key.kind.code().to_owned(),
            id: found.key.id.to_string(),
            meeting: self.meeting(row.meeting_id)?,
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
            page: found.part,
            decision: self.decision(row)?,
            related: self.related(row)?,
        })
    }

    fn meeting(&mut self, id: Option<MeetingId>) -> Result<Option<MeetingRef>, AppError> {
        let Some(id) = id else { return Ok(None) };
        if let Some(known) = self.meetings.get(&id) {
            return Ok(known.clone());
        }
        let meeting = self.reader.meeting_beside(id)?.map(meeting_ref_beside);
        self.meetings.insert(id, meeting.clone());
        Ok(meeting)
    }

    fn decision(&self, row: &IndexRow) -> Result<Option<HitDecision>, AppError> {
        let decision = self.reader.decision_beside(row.kind, row.id)?;
        Ok(decision.map(|decision| HitDecision {
            id: decision.id,
            number: decision.number,
            quote: decision.quote,
            speaker: decision.speaker,
            status: decision.status,
            initiatives: decision
                .initiatives
                .into_iter()
                .map(|(id, number, title)| HitInitiative { id, number, title })
                .collect(),
        }))
    }

    /// The answers to a question, or the question of an answer.
    fn related(&self, row: &IndexRow) -> Result<Vec<Related>, AppError> {
        let id = RemarkId(row.id);
        Ok(match row.function {
            Some(Function::Question | Function::Opinion) => {
                self.reader.answers_beside(id)?.into_iter().map(|remark| related(Beside::Answer, remark)).collect()
            }
            Some(Function::Answer) => {
                let question = self.reader.question_beside(id)?;
                question.into_iter().map(|remark| related(Beside::Question, remark)).collect()
            }
            _ => Vec::new(),
        })
    }
}

fn related(relation: Beside, remark: RemarkBeside) -> Related {
    let text = remark.text.chars().take(BESIDE_CHARS).collect();
    Related { relation, id: remark.id, speaker: remark.speaker, text }
}

/// The hits by meeting, in the order of the first hit of each.
fn groups(hits: &[Hit]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<Option<MeetingId>, usize> = HashMap::new();
    for (hit, number) in hits.iter().zip(0..) {
        let meeting = hit.meeting.as_ref().map(|meeting| meeting.id);
        let place = *places.entry(meeting).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.hits.push(number),
            None => groups.push(Group { meeting: hit.meeting.clone(), hits: vec![number] }),
        }
    }
    groups
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
