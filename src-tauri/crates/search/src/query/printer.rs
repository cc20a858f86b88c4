//! From the tree to text: what the parser reads back unchanged.

use std::fmt;

use chrono::NaiveDate;
use gijicho_model::{FiscalYear, era};

use super::ast::{Filter, Query};
use super::lexer::{self, BARE_MARKS, Field};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Query::And(inner) => joined(f, inner, " ", |query| matches!(query, Query::Or(_) | Query::And(_))),
            Query::Or(inner) => joined(f, inner, " OR ", |query| matches!(query, Query::Or(_) | Query::And(_))),
            Query::Not(inner) if matches!(**inner, Query::And(_) | Query::Or(_)) => write!(f, "-({inner})"),
            Query::Not(inner) => write!(f, "-{inner}"),
            Query::Word(word) => f.write_str(word),
            Query::Phrase(text) => quoted(f, text),
            Query::Filter(filter) => filter.fmt(f),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, inner: &[Query], between: &str, wrap: fn(&Query) -> bool) -> fmt::Result {
    for (i, query) in inner.iter().enumerate() {
        if i > 0 {
            f.write_str(between)?;
        }
        if wrap(query) { write!(f, "({query})") } else { write!(f, "{query}") }?;
    }
    Ok(())
}

fn quoted(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let (open, close) = lexer::quotes_for(text).unwrap_or(('"', '"'));
    write!(f, "{open}{text}{close}")
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Filter::Speaker(text) => write!(f, "{}:{text}", Field::Speaker.name()),
            Filter::SpeakerIs(text) => {
                write!(f, "{}:", Field::Speaker.name())?;
                quoted(f, text)
            }
            Filter::Agenda(text) => value(f, Field::Agenda, text),
            Filter::Body(text) => value(f, Field::Body, text),
            Filter::Mark(mark) if BARE_MARKS.iter().any(|bare| mark.chars().eq([*bare])) => f.write_str(mark),
            Filter::Mark(mark) => value(f, Field::Mark, mark),
            Filter::Outcome(outcome) => write!(f, "{}:{}", Field::Outcome.name(), outcome.japanese()),
            Filter::Kind(kind) => write!(f, "{}:{}", Field::Kind.name(), kind.japanese()),
            Filter::FiscalYears(from, to) => range(f, Field::FiscalYear, *from, *to, year_text),
            Filter::Dates(from, to) => range(f, Field::Date, *from, *to, date_text),
        }
    }
}

fn value(f: &mut fmt::Formatter<'_>, field: Field, text: &str) -> fmt::Result {
    write!(f, "{}:", field.name())?;
    if lexer::is_bare_value(field, text) { f.write_str(text) } else { quoted(f, text) }
}

fn range<T: PartialEq + Copy>(
    f: &mut fmt::Formatter<'_>,
    field: Field,
    from: Option<T>,
    to: Option<T>,
    print: impl Fn(T) -> String,
) -> fmt::Result {
    let print = |end: Option<T>| end.map(&print).unwrap_or_default();
    write!(f, "{}:{}", field.name(), print(from))?;
    if from == to { Ok(()) } else { write!(f, "..{}", print(to)) }
}

/// `R4`, or the western year where that is not read back (an era is not read beyond its hundredth year).
fn year_text(year: i32) -> String {
    let short = FiscalYear(year).short();
    if FiscalYear::parse(&short) == Some(FiscalYear(year)) { short } else { year.to_string() }
}

/// `R4.4.14`, or `2022-04-14` where that is not read back.
fn date_text(date: NaiveDate) -> String {
    let short = era::short_date(date);
    if era::parse_date(&short) == Some(date) { short } else { date.to_string() }
}
