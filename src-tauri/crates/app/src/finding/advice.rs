//! What the box says beside the hits: the parts of the query, and what would hit where nothing does.

use gijicho_search::query::{self, Parsed, Query};
use gijicho_search::{DocRef, HitText, Request};

use super::Finder;
use crate::api::search::{Chip, ChipKind, Instead, InsteadKind, SearchRequest};
use crate::error::AppError;

/// The most parts that are tried to be left out.
const MAX_PARTS: usize = 8;
/// The most ways out that are shown.
const MAX_INSTEAD: usize = 6;

/// The parts of a query as it was typed.
pub(super) fn chips(text: &str, parsed: &Parsed) -> Vec<Chip> {
    let mut chips: Vec<Chip> = parsed
        .parts
        .iter()
        .map(|part| {
            let (negated, inner) = match &part.query {
                Query::Not(inner) => (true, inner.as_ref()),
                query => (false, query),
            };
            let kind = match inner {
                Query::Word(_) => ChipKind::Word,
                Query::Phrase(_) => ChipKind::Phrase,
                Query::Filter(_) => ChipKind::Filter,
                Query::And(_) | Query::Or(_) | Query::Not(_) => ChipKind::Group,
            };
            Chip {
                kind,
                label: inner.to_string(),
                from: utf16(text, part.span.start),
                to: utf16(text, part.span.end),
                negated,
                without: part.without(text),
            }
        })
        .collect();
    let inside = |at: usize| parsed.parts.iter().any(|part| part.span.contains(&at));
    chips.extend(parsed.ignored.iter().filter(|ignored| !inside(ignored.span.start)).map(|ignored| {
        let part = query::Part { query: Query::Word(String::new()), span: ignored.span.clone() };
        Chip {
            kind: ChipKind::Ignored,
            label: ignored.text.clone(),
            from: utf16(text, ignored.span.start),
            to: utf16(text, ignored.span.end),
            negated: false,
            without: part.without(text),
        }
    }));
    chips.sort_by_key(|chip| chip.from);
    chips
}

/// A place in a text, from bytes to UTF-16 code units.
pub(super) fn utf16(text: &str, bytes: usize) -> u32 {
    let units = text.get(..bytes).unwrap_or(text).encode_utf16().count();
    u32::try_from(units).unwrap_or(u32::MAX)
}

impl Finder {
    /// What would hit where `request` does not.
    pub(super) fn instead(&self, request: &SearchRequest, parsed: &Parsed) -> Result<Vec<Instead>, AppError> {
        let mut instead = Vec::new();
        let mut offer = |kind, label: String, query: String, total| {
            let known = instead.iter().any(|other: &Instead| other.query == query);
            if total > 0 && !known {
                let without_filters = kind == InsteadKind::WithoutFilters;
                instead.push(Instead { kind, label, query, without_filters, total });
            }
        };
        let unfiltered = SearchRequest {
            query: request.query.clone(),
            sort: request.sort,
            limit: request.limit,
            offset: request.offset,
            exact_spelling: request.exact_spelling,
            turn: request.turn.clone(),
            first_page_only: request.first_page_only,
            ..SearchRequest::default()
        };
        if unfiltered != *request {
            let total = self.count(&super::ask::asked(&unfiltered, parsed.clone())?)?;
            offer(InsteadKind::WithoutFilters, "絞り込みを外す".to_owned(), request.query.clone(), total);
        }
        for part in parsed.parts.iter().take(MAX_PARTS) {
            for spelling in self.spellings(&part.query)? {
                let query = replaced(&request.query, part, &spelling);
                let total = self.count(&super::ask::asked(request, query::parse_lenient(&query))?)?;
                offer(InsteadKind::Spelling, format!("「{}」を「{spelling}」にする", part.query), query, total);
            }
        }
        if parsed.parts.len() > 1 {
            for part in parsed.parts.iter().take(MAX_PARTS) {
                let query = part.without(&request.query);
                let total = self.count(&super::ask::asked(request, query::parse_lenient(&query))?)?;
                offer(InsteadKind::WithoutPart, format!("「{}」を外す", part.query), query, total);
            }
        }
        instead.truncate(MAX_INSTEAD);
        Ok(instead)
    }

    /// How many documents a request finds.
    pub(super) fn count(&self, request: &Request) -> Result<u32, AppError> {
        let no_texts = |refs: &[DocRef]| -> Vec<Option<HitText>> { vec![None; refs.len()] };
        let request = Request { limit: 0, complete: true, ..request.clone() };
        let total = self.index.search(&request, &no_texts)?.total;
        Ok(u32::try_from(total).unwrap_or(u32::MAX))
    }

    /// Near spellings of a word: cut in two, or a name of the library that differs in one character.
    fn spellings(&self, query: &Query) -> Result<Vec<String>, AppError> {
        let Query::Word(word) = query else { return Ok(Vec::new()) };
        let chars: Vec<char> = word.chars().collect();
        let mut spellings: Vec<String> = (2..chars.len().saturating_sub(1))
            .map(|at| {
                let (before, after) = chars.split_at(at);
                format!("{} {}", before.iter().collect::<String>(), after.iter().collect::<String>())
            })
            .collect();
        if chars.len() >= 2 {
            spellings.splice(0..0, self.names()?.near(&chars));
        }
        spellings.truncate(MAX_PARTS);
        Ok(spellings)
    }
}

fn replaced(text: &str, part: &query::Part, with: &str) -> String {
    let before = text.get(..part.span.start).unwrap_or_default();
    let after = text.get(part.span.end..).unwrap_or_default();
    format!("{before}{with}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let chips = chips(text, &query::parse_lenient(text));
        let found: Vec<(&str, &str)> = chips.iter().map(|chip| (chip.label.as_str(), chip.without.as_str())).collect();
        assert_eq!(found, expected, "{text}");
        let units: Vec<u16> = text.encode_utf16().collect();
        for chip in &chips {
            assert!(chip.from < chip.to && chip.to as usize <= units.len());
        }
    }

    #[test]
    fn every_part_can_be_taken_away() {
        check("紙 知事", &[("紙", "知事"), ("知事", "紙")]);
        check("紙　-案 年度:R4", &[("紙", "-案 年度:R4"), ("案", "紙 年度:R4"), ("年度:R4", "紙　-案")]);
        check("(紙 OR 電子) 𠮷村", &[("紙 OR 電子", "𠮷村"), ("𠮷村", "(紙 OR 電子)")]);
        check("紙 結果:不明", &[("紙", "結果:不明"), ("結果:不明", "紙")]);
    }
}
