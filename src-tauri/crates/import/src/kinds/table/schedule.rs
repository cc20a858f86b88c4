//! Schedules: what is done in which year, and in which months.

use std::collections::HashMap;

use gijicho_model::draft::TableField;
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;

use super::cells;
use super::columns::Columns;
use super::years;
use crate::line::is_space;

/// The years of columns whose headings name none: the cells do, 「2年度 順次実施」, and say it for
/// the rows below.
#[derive(Debug, Default)]
pub(super) struct Years(HashMap<usize, FiscalYear>);

/// What a cell of a schedule says.
#[derive(Debug, Default)]
pub(super) struct Phases {
    pub(super) phases: Vec<(FiscalYear, String)>,
    /// What is neither a year nor what is done in one.
    pub(super) left: Vec<String>,
}

impl Years {
    /// Reads the cell at a place.
    pub(super) fn read(
        &mut self,
        text: &str,
        place: usize,
        heading: Option<FiscalYear>,
        near: Option<FiscalYear>,
    ) -> Phases {
        if let Some(year) = heading {
            return Phases { phases: vec![(year, text.to_owned())], left: Vec::new() };
        }
        let mut found = Phases::default();
        let mut is_first = true;
        for word in words(text) {
            let folded = fold::squeezed(word);
            if let Some((year, rest)) = years::leading(&folded, near) {
                if is_first {
                    self.0.insert(place, year);
                }
                is_first = false;
                self.add(rest, rest, place, &mut found);
            } else {
                self.add(word, &folded, place, &mut found);
            }
        }
        found
    }

    fn add(&self, printed: &str, folded: &str, place: usize, found: &mut Phases) {
        if printed.is_empty() {
            return;
        }
        match self.0.get(&place).filter(|_| cells::is_phase(folded)) {
            Some(year) => found.phases.push((*year, printed.to_owned())),
            None => found.left.push(printed.to_owned()),
        }
    }
}

/// Words of a cell; a number and the 年度 after it are one.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    for (at, space) in text.char_indices().filter(|(_, c)| is_space(*c)) {
        if text[at..].trim_start_matches(is_space).starts_with('年') {
            continue;
        }
        words.push(&text[from..at]);
        from = at + space.len_utf8();
    }
    words.push(&text[from..]);
    words.retain(|word| !word.is_empty());
    words
}

/// A run of marked months, or a text that stands in one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    /// 「4月～6月」
    pub(super) months: String,
    /// Empty for marks.
    pub(super) text: String,
}

/// The spans that the columns of months mark in a row.
pub(super) fn months(row: &[String], columns: &Columns) -> Vec<Span> {
    let mut spans: Vec<(usize, usize, String)> = Vec::new();
    let places: Vec<usize> = columns.places(TableField::Month).collect();
    for (index, place) in places.iter().enumerate() {
        let cell = row.get(*place).map_or("", String::as_str);
        if cell.is_empty() {
            continue;
        }
        let is_mark = cells::is_mark(cell);
        match spans.last_mut() {
            Some((_, last, text)) if is_mark && *last + 1 == index && text.is_empty() => *last = index,
            _ => spans.push((index, index, if is_mark { String::new() } else { cell.to_owned() })),
        }
    }
    let name =
        |index: usize| places.get(index).and_then(|at| columns.0.get(*at)).map_or("", |column| column.when.as_str());
    let span = |(from, to, text): (usize, usize, String)| {
        let months = if from == to { name(from).to_owned() } else { format!("{}～{}", name(from), name(to)) };
        Span { months, text }
    };
    spans.into_iter().map(span).collect()
}
