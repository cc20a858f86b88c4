//! The fields of the index, and how a [`Doc`] becomes them.
//!
//! | field | holds | for |
//! |---|---|---|
//! | `bi` | bigrams of title, speaker, post and text, with positions | finding |
//! | `gram` | longer strings of frequent bigrams (see [`crate::grams`]) | finding those faster |
//! | `title_bi` | bigrams of the title, with positions | weighing hits in titles |
//! | `key` | kind and id | replacing and deleting |
//! | `agenda`, `speaker`, `post`, `body`, `mark`, `function`, `outcome`, `meeting` | one raw value each | filters, facets |
//! | `group` | the combination of all facets but the speaker | counting |
//! | `kind`, `fiscal_year`, `day` | numbers | filters, facets, order |
//! | `id_high`, `id_low`, `part`, `weight` | numbers | telling which hit it is, and how much it weighs |
//! | `prominent` | 1 for what weighs much | looking at those even where there are too many hits |
//!
//! Texts are folded once, before they are cut. Nothing is stored: texts come from the library. Documents of a segment are ordered by day,
//! newest first, so that the newest hits are the first ones met.

use chrono::{Datelike, NaiveDate};
use tantivy::schema::{BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};
use tantivy::{IndexSettings, IndexSortByField, Order, TantivyDocument};
use uuid::Uuid;

use crate::doc::{Doc, Kind};
use crate::fold::fold;
use crate::{bigram, facets, grams, rank};

/// Increased whenever an older index cannot be read as it is.
pub(crate) const VERSION: u32 = 2;

/// The day of what has no date: after everything else when the newest come first.
pub(crate) const UNDATED: i64 = 0;

/// The fields by handle.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    pub(crate) bi: Field,
    pub(crate) gram: Field,
    pub(crate) title_bi: Field,
    pub(crate) key: Field,
    pub(crate) agenda: Field,
    pub(crate) speaker: Field,
    pub(crate) post: Field,
    pub(crate) body: Field,
    pub(crate) mark: Field,
    pub(crate) function: Field,
    pub(crate) outcome: Field,
    pub(crate) group: Field,
    pub(crate) kind: Field,
    pub(crate) fiscal_year: Field,
    pub(crate) day: Field,
    pub(crate) meeting: Field,
    pub(crate) id_high: Field,
    pub(crate) id_low: Field,
    pub(crate) part: Field,
    pub(crate) weight: Field,
    pub(crate) prominent: Field,
}

fn text(tokenizer: &str, record: IndexRecordOption, lengths: bool) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(record).set_fieldnorms(lengths),
    )
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut b = Schema::builder();
        let raw = || text("raw", IndexRecordOption::Basic, false);
        let faceted = || raw().set_fast("raw");
        let indexed = || NumericOptions::default().set_indexed().set_fast();
        let fast = || NumericOptions::default().set_fast();
        let positions = IndexRecordOption::WithFreqsAndPositions;
        Self {
            bi: b.add_text_field("bi", text(bigram::NAME, positions, true)),
            gram: b.add_text_field("gram", text(grams::NAME, IndexRecordOption::Basic, false)),
            title_bi: b.add_text_field("title_bi", text(bigram::NAME, positions, false)),
            key: b.add_bytes_field("key", BytesOptions::default().set_indexed()),
            agenda: b.add_text_field("agenda", faceted()),
            speaker: b.add_text_field("speaker", faceted()),
            post: b.add_text_field("post", faceted()),
            body: b.add_text_field("body", faceted()),
            mark: b.add_text_field("mark", faceted()),
            function: b.add_text_field("function", raw()),
            outcome: b.add_text_field("outcome", raw()),
            group: b.add_text_field("group", TextOptions::default().set_fast("raw")),
            kind: b.add_u64_field("kind", indexed()),
            fiscal_year: b.add_i64_field("fiscal_year", indexed()),
            day: b.add_i64_field("day", fast()),
            meeting: b.add_text_field("meeting", faceted()),
            id_high: b.add_u64_field("id_high", fast()),
            id_low: b.add_u64_field("id_low", fast()),
            part: b.add_u64_field("part", fast()),
            weight: b.add_u64_field("weight", fast()),
            prominent: b.add_u64_field("prominent", NumericOptions::default().set_indexed()),
            schema: b.build(),
        }
    }

    /// The document that the engine writes.
    pub(crate) fn document(&self, doc: &Doc) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        let mut add = |field: Field, text: &str| {
            if !text.is_empty() {
                out.add_text(field, text);
            }
        };
        let (title, speaker, post) = (fold(&doc.title), fold(&doc.speaker), fold(&doc.post));
        let post = if speaker.contains(&post) { String::new() } else { post };
        for folded in [&title, &speaker, &fold(&doc.text), &post] {
            add(self.bi, folded);
            add(self.gram, folded);
        }
        add(self.title_bi, &title);
        // Of an item itself, its own title answers 議題:….
        add(self.agenda, if doc.key.kind == Kind::Agenda { &doc.title } else { &doc.agenda_title });
        add(self.speaker, &doc.speaker);
        add(self.post, &doc.post);
        add(self.body, &doc.body);
        add(self.mark, &doc.mark);
        add(self.function, &doc.function);
        add(self.group, &facets::group(doc));
        add(self.outcome, doc.outcome.map_or("", gijicho_model::Outcome::code));
        out.add_bytes(self.key, &doc.key.term_bytes());
        out.add_u64(self.kind, u64::from(doc.key.kind.number()));
        if let Some(year) = doc.fiscal_year {
            out.add_i64(self.fiscal_year, i64::from(year));
        }
        out.add_i64(self.day, day(doc.held_on));
        if let Some(meeting) = doc.meeting {
            out.add_text(self.meeting, meeting_text(meeting));
        }
        let (high, low) = doc.key.id.as_u64_pair();
        out.add_u64(self.id_high, high);
        out.add_u64(self.id_low, low);
        out.add_u64(self.part, u64::from(doc.part));
        let weight = rank::weight(doc);
        out.add_u64(self.weight, weight);
        if weight >= rank::PROMINENT {
            out.add_u64(self.prominent, 1);
        }
        out
    }
}

/// Newest first within every segment.
pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        sort_by_field: Some(IndexSortByField { field: "day".to_owned(), order: Order::Desc }),
        ..IndexSettings::default()
    }
}

/// A date as the index counts it.
pub(crate) fn day(date: Option<NaiveDate>) -> i64 {
    date.map_or(UNDATED, |date| i64::from(date.num_days_from_ce()))
}

/// The id of a meeting as the index holds it.
pub(crate) fn meeting_text(id: Uuid) -> String {
    id.simple().to_string()
}
