//! 取組別経緯: what was decided on an initiative and what became of it, in the order of time.

use gijicho_model::era::{find_date, short_date};
use gijicho_model::{Half, Initiative, Progress};

use super::{DecisionLine, Heading, numbered};
use crate::table::{Cell, Column, Content, Kind, Line, Orientation, Row, Table};

/// An initiative with what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryOf {
    /// The initiative.
    pub initiative: Initiative,
    /// Titles of the headings above it, outermost first.
    pub path: Vec<String>,
    /// Decisions that bear on it, oldest first.
    pub decisions: Vec<DecisionLine>,
    /// Reports on it, oldest first.
    pub progress: Vec<Progress>,
}

/// 取組別経緯: under each initiative its decisions and reports, oldest first.
pub fn history(initiatives: &[HistoryOf], heading: &Heading) -> Table {
    const NAME: &str = "取組別経緯";
    let mut rows = Vec::new();
    let mut path: &[String] = &[];
    for of in initiatives {
        if of.path != path {
            rows.push(Row::heading(1, &of.path.join("　")));
            path = &of.path;
        }
        rows.push(Row::heading(if of.path.is_empty() { 1 } else { 2 }, &numbered(&of.initiative)));
        let mut events = of.events();
        if events.is_empty() {
            let nothing = Cell::text("記録なし").spanning(4, 1);
            events.push(Row::cells([nothing]));
        }
        rows.append(&mut events);
    }
    Table {
        about: heading.about(NAME),
        title: heading.title(NAME),
        lead: heading.lead(),
        notes: Vec::new(),
        orientation: Orientation::Portrait,
        one_page: false,
        columns: vec![
            Column::new("時期", 6, Kind::Label),
            Column::new("区分", 5, Kind::Label),
            Column::new("内容", 26, Kind::Text),
            Column::new("出典", 9, Kind::Text),
        ],
        rows,
    }
}

impl HistoryOf {
    /// Decisions and reports, merged by the day on which each was made or began.
    fn events(&self) -> Vec<Row> {
        let decisions = self.decisions.iter().map(|line| {
            let label = if line.number.is_empty() { &line.label } else { &line.number };
            let row = Row::cells([
                Cell::text(&short_date(line.held_on)),
                Cell::text(line.outcome.japanese()),
                Cell::lines([Line::prose(&line.agenda), line.words()]),
                Cell::text(label),
            ]);
            (Some(line.held_on), row)
        });
        let reports = self.progress.iter().map(|report| {
            let when = if report.when.trim().is_empty() { period(report) } else { report.when.clone() };
            let row = Row::cells([
                Cell::text(&when),
                Cell::text("進捗"),
                Cell::new(Content::text(&report.text)),
                Cell::text(&format!("{}進捗状況", period(report))),
            ]);
            (began(report), row)
        });
        let mut events: Vec<_> = decisions.chain(reports).collect();
        events.sort_by_key(|(day, _)| *day);
        events.into_iter().map(|(_, row)| row).collect()
    }
}

impl DecisionLine {
    fn words(&self) -> Line {
        if self.quote.trim().is_empty() {
            Line::prose("")
        } else {
            Line::prose(&format!("「{}」", self.quote.trim()))
        }
    }
}

/// 「R4上半期」
fn period(report: &Progress) -> String {
    let half = match report.half {
        Half::FirstHalf => "上半期",
        Half::SecondHalf => "下半期",
    };
    format!("{}{half}", report.fiscal_year.short())
}

/// The day with which a report begins, for its place among the others: the first day of the month
/// that it prints, else of its half year.
fn began(report: &Progress) -> Option<chrono::NaiveDate> {
    let month = report.when.split(['-', '~', '～', '－', '〜']).next().unwrap_or_default().trim();
    find_date(&format!("{month}.1")).map(|found| found.date).or_else(|| match report.half {
        Half::FirstHalf => report.fiscal_year.first_day(),
        Half::SecondHalf => chrono::NaiveDate::from_ymd_opt(report.fiscal_year.0, 10, 1),
    })
}
