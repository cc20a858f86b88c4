//! The page of an answer: the best matches are read, put in order, and shown.
//!
//! The index knows which documents match and roughly how well. What a reader would say of a match
//! (do the words stand together, is it the whole word, is it the title) is in its text, and the texts
//! of a page are read anyway; so the first [`READ`] are read and ordered by [`rank::fit`].
//!
//! Invariants: reading changes the order of the first [`READ`] matches among themselves and nothing
//! else, so that pages follow one another without gap or overlap; every text is asked for once.

use std::collections::HashMap;
use std::sync::Arc;

use uuid::Uuid;

use crate::best::{Candidate, score_of};
use crate::columns::Columns;
use crate::error::Result;
use crate::highlight::{Highlighter, Marked};
use crate::plan::Plan;
use crate::rank;
use crate::request::{DocRef, Hit, HitText, Texts};

/// How many of the best matches are read before the order is final.
pub(crate) const READ: usize = 40;

/// Texts of hits, marked: read once, for the order and for showing.
pub(crate) struct Page<'a> {
    plan: &'a Plan,
    columns: &'a [Arc<Columns>],
    texts: &'a dyn Texts,
    highlighter: Highlighter,
    /// `None` for what the library no longer has.
    known: HashMap<DocRef, Option<(HitText, Marked)>>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(plan: &'a Plan, columns: &'a [Arc<Columns>], texts: &'a dyn Texts) -> Self {
        Self { plan, columns, texts, highlighter: Highlighter::of(plan.needles.clone()), known: HashMap::new() }
    }

    /// Reads the first of `best`, which are in the order of the index, and puts them in theirs.
    pub(crate) fn read(&mut self, best: &mut [Candidate], newest: i64) {
        let first = best.len().min(READ);
        // What is read stays above what is not.
        let floor = best.get(first).map_or(0.0, |next| score_of(next.first));
        let Some(best) = best.get_mut(..first) else { return };
        self.know(best);
        let mut read: Vec<Read<'_>> = Vec::with_capacity(best.len());
        for candidate in best.iter() {
            let text = self.doc_ref(candidate).and_then(|doc| self.text(doc));
            let candidate = candidate.scored(self.fit(candidate, newest));
            read.push(Read { candidate, text, above: 0, again: false });
        }
        // The best first; then the best of what is left, where what is about the same makes room.
        for place in best.iter_mut() {
            let Some((at, worth)) = read.iter().map(Read::worth).enumerate().max_by_key(|(_, worth)| *worth) else {
                break;
            };
            let placed = read.swap_remove(at);
            for left in &mut read {
                left.make_room_for(&placed);
            }
            *place = worth.scored(floor + score_of(worth.first));
        }
    }

    /// How well a match fits.
    fn fit(&self, candidate: &Candidate, newest: i64) -> f32 {
        let Some(columns) = self.columns.get(candidate.segment as usize) else { return 0.0 };
        let known = columns.doc_ref(candidate.doc).and_then(|doc| self.known.get(&doc)?.as_ref());
        let Some((text, marked)) = known else { return 0.0 };
        let worth = rank::factor(columns.weight(candidate.doc)) * rank::recency(columns.day(candidate.doc), newest);
        rank::fit(text, marked, &self.plan.needles) * worth
    }

    fn doc_ref(&self, candidate: &Candidate) -> Option<DocRef> {
        self.columns.get(candidate.segment as usize)?.doc_ref(candidate.doc)
    }

    fn text(&self, doc: DocRef) -> Option<&HitText> {
        self.known.get(&doc)?.as_ref().map(|(text, _)| text)
    }

    /// What is shown of `hits`; those that the library no longer has are left out.
    pub(crate) fn show(&mut self, hits: &[Candidate]) -> Result<Vec<Hit>> {
        self.know(hits);
        let mut shown = Vec::with_capacity(hits.len());
        for candidate in hits {
            let Some((doc, meeting)) = self.named(candidate)? else { continue };
            let Some(Some((text, marked))) = self.known.get(&doc) else { continue };
            let excerpt = self.highlighter.show(text, marked);
            shown.push(Hit {
                key: doc.key,
                part: doc.part,
                meeting,
                score: if self.plan.weighs { score_of(candidate.first) } else { 0.0 },
                why: excerpt.why,
                title: excerpt.title,
                snippet: excerpt.snippet,
                snippet_range: excerpt.snippet_range,
                ranges: excerpt.ranges,
            });
        }
        Ok(shown)
    }

    fn named(&self, candidate: &Candidate) -> Result<Option<(DocRef, Option<Uuid>)>> {
        let Some(columns) = self.columns.get(candidate.segment as usize) else { return Ok(None) };
        let Some(doc) = columns.doc_ref(candidate.doc) else { return Ok(None) };
        Ok(Some((doc, columns.meeting(candidate.doc)?)))
    }

    /// Asks for the texts of `hits` that are not known yet, and marks them.
    fn know(&mut self, hits: &[Candidate]) {
        let mut asked = Vec::new();
        for candidate in hits {
            let columns = self.columns.get(candidate.segment as usize);
            asked.extend(columns.and_then(|columns| columns.doc_ref(candidate.doc)));
        }
        asked.retain(|doc| !self.known.contains_key(doc));
        if asked.is_empty() {
            return;
        }
        for (doc, text) in asked.iter().zip(self.texts.texts_of(&asked)) {
            let marked = text.map(|text| {
                let marked = self.highlighter.mark(&text);
                (text, marked)
            });
            self.known.insert(*doc, marked);
        }
    }
}

/// A match that was read and has no place yet.
struct Read<'a> {
    candidate: Candidate,
    text: Option<&'a HitText>,
    /// How many that are about the same stand above it.
    above: usize,
    /// Whether one of them says the same words.
    again: bool,
}

impl Read<'_> {
    fn worth(&self) -> Candidate {
        let less = rank::same_topic(self.above) * if self.again { rank::SAME_WORDS } else { 1.0 };
        self.candidate.scored(score_of(self.candidate.first) * less)
    }

    fn make_room_for(&mut self, placed: &Self) {
        let (Some(text), Some(above)) = (self.text, placed.text) else { return };
        if text.topic.is_some() && text.topic == above.topic {
            self.above += 1;
            self.again |= rank::says_the_same(&text.text, &above.text);
        }
    }
}
