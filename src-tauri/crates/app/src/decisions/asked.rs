//! The register as it is asked for: which rows, in which order.
//!
//! Invariant: what is asked for is read before the register is; nothing asked gives every row.

use gijicho_model::{FiscalYear, Outcome, ProposalStatus, fold};
use gijicho_store::DecisionFilter;

use super::rows;
use crate::App;
use crate::api::decisions::{DecisionList, DecisionRow, DecisionsAsk, RegisterOrder, Standing};
use crate::error::AppError;

impl App {
    /// The register: every item with how it ended, newest meeting first where no other order is asked for.
    pub fn decisions_list(&self, ask: DecisionsAsk) -> Result<DecisionList, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let initiative = match ask.initiative.trim() {
            "" => None,
            typed => Some(reader.resolve_initiative(typed)?),
        };
        let asked = Asked::of(&ask)?;
        let filter = DecisionFilter { outcome: ask.outcome, initiative, ..DecisionFilter::default() };
        let mut decisions = rows(&reader, &filter)?;
        decisions.retain(|row| asked.keeps(row));
        sort(&mut decisions, ask.order, ask.is_turned);
        Ok(DecisionList { decisions })
    }
}

/// Years that go on from one to another, either end left open by `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Years {
    first: Option<FiscalYear>,
    last: Option<FiscalYear>,
}

impl Years {
    /// `R4`, `R4..R6`, `R4..`, `..R6`.
    fn parse(text: &str) -> Option<Self> {
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            year => FiscalYear::parse(year).map(Some),
        };
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let years = Self { first: end(first)?, last: end(last)? };
        (years.first.is_some() || years.last.is_some()).then_some(years)
    }

    fn contain(self, year: FiscalYear) -> bool {
        self.first.is_none_or(|first| first <= year) && self.last.is_none_or(|last| year <= last)
    }
}

/// What is asked for, understood.
struct Asked<'a> {
    ask: &'a DecisionsAsk,
    years: Vec<Years>,
    body: String,
    words: Vec<String>,
}

impl<'a> Asked<'a> {
    fn of(ask: &'a DecisionsAsk) -> Result<Self, AppError> {
        let years = ask.fiscal_years.iter().map(|text| Years::parse(text).ok_or_else(|| AppError::bad_year(text)));
        Ok(Self {
            ask,
            years: years.collect::<Result<_, _>>()?,
            body: fold::squeezed(&ask.body),
            words: ask.text.split_whitespace().map(fold::squeezed).filter(|word| !word.is_empty()).collect(),
        })
    }

    fn keeps(&self, row: &DecisionRow) -> bool {
        let year = FiscalYear::of(row.meeting.held_on);
        let is_of_year = self.years.is_empty() || self.years.iter().any(|years| years.contain(year));
        is_of_year
            && fold::squeezed(&row.meeting.body.name).contains(&self.body)
            && self.ask.standing.is_none_or(|standing| stands(row, standing))
            && self.ask.is_linked.is_none_or(|is_linked| is_tied(row, is_linked))
            && self.holds_words(row)
    }

    fn holds_words(&self, row: &DecisionRow) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let said = [&row.number, &row.condition, &row.speaker].into_iter().flatten();
        let texts = [&row.agenda.title, &row.phrase, &row.quote].into_iter().chain(said);
        let texts: Vec<String> = texts.map(|text| fold::squeezed(text)).collect();
        self.words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

fn stands(row: &DecisionRow, standing: Standing) -> bool {
    match standing {
        Standing::Proposed => row.status == Some(ProposalStatus::Proposed),
        Standing::Confirmed => row.status == Some(ProposalStatus::Confirmed),
        Standing::Open => row.id.is_none() && row.in_work && !row.none_confirmed,
    }
}

fn is_tied(row: &DecisionRow, is_linked: bool) -> bool {
    let is_confirmed = row.status == Some(ProposalStatus::Confirmed);
    if is_linked { !row.initiatives.is_empty() } else { is_confirmed && row.initiatives.is_empty() }
}

/// A number as it is counted: R4-1-10 after R4-1-9, the years in their order whatever their era.
fn counted(row: &DecisionRow) -> (bool, FiscalYear, Vec<u32>) {
    let number = row.number.as_deref().unwrap_or_default();
    let parts = number.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
    (row.number.is_none(), FiscalYear::of(row.meeting.held_on), parts.collect())
}

/// The place of an outcome in the order of the type.
fn rank(outcome: Outcome) -> usize {
    Outcome::ALL.iter().position(|one| *one == outcome).unwrap_or(Outcome::ALL.len())
}

/// Sorts rows that come newest meeting first; what is equal stays so.
fn sort(rows: &mut [DecisionRow], order: RegisterOrder, is_turned: bool) {
    let turned = |ordering: std::cmp::Ordering| if is_turned { ordering.reverse() } else { ordering };
    rows.sort_by(|a, b| {
        turned(match order {
            RegisterOrder::Date => b.meeting.held_on.cmp(&a.meeting.held_on),
            RegisterOrder::Number => counted(a).cmp(&counted(b)),
            RegisterOrder::Agenda => a.agenda.title.cmp(&b.agenda.title),
            RegisterOrder::Outcome => rank(a.outcome).cmp(&rank(b.outcome)),
        })
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_one_or_a_range_with_open_ends() {
        let check = |typed: &str, year: i32, wanted: Option<bool>| {
            assert_eq!(Years::parse(typed).map(|years| years.contain(FiscalYear(year))), wanted, "{typed} {year}");
        };
        check("R4", 2022, Some(true));
        check("R4", 2023, Some(false));
        check("2021..R5", 2023, Some(true));
        check("R4..", 2030, Some(true));
        check("..H30", 2018, Some(true));
        check("..H30", 2019, Some(false));
        check("..", 2019, None);
        check("去年", 2019, None);
        check("R4..来年", 2019, None);
    }
}
