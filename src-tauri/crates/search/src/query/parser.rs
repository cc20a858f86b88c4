//! From tokens to the tree, strictly or leniently: one grammar, two ways to meet an oddity.
//!
//! ```text
//! query  = group+                 all of them
//! group  = unary (OR unary)*      any of them: OR binds tighter than a space
//! unary  = NOT* atom
//! atom   = '(' query ')' | word | quotation | field:value | mark
//! ```

use std::fmt;
use std::ops::Range;

use gijicho_model::{FiscalYear, Outcome, era, fold};
use serde::Serialize;

use super::ast::{Filter, Query};
use super::lexer::{self, Field, Token, TokenKind};
use super::spacing::join_printed;
use crate::doc::Kind;
use crate::error::{Error, Result};

/// How deep parentheses may nest.
pub const MAX_DEPTH: usize = 32;

/// How long a query may be, in characters.
const MAX_CHARS: usize = 2_000;

/// What is odd about a part of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// A quotation without an end.
    UnclosedQuote,
    /// A parenthesis without its partner.
    UnpairedParenthesis,
    /// Nothing within parentheses or quotes.
    Empty,
    /// An operator without something beside it.
    DanglingOperator,
    /// A field without a value.
    MissingValue,
    /// A value that the field does not know: no such year, kind, outcome or date.
    UnknownValue,
    /// Parentheses nested too deep.
    TooDeep,
    /// A text that is too long.
    TooLong,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnclosedQuote => "a quotation without an end",
            Self::UnpairedParenthesis => "a parenthesis without its partner",
            Self::Empty => "nothing inside",
            Self::DanglingOperator => "an operator without something beside it",
            Self::MissingValue => "a field without a value",
            Self::UnknownValue => "a value that the field does not know",
            Self::TooDeep => "parentheses nested too deep",
            Self::TooLong => "too long",
        })
    }
}

/// A part of a query that was left out, or read otherwise than written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ignored {
    /// The part as written.
    pub text: String,
    /// Where it stands in the query text, in bytes.
    pub span: Range<usize>,
    /// What is odd about it.
    pub problem: Problem,
}

/// One of the things that must all hold, with its place in the query text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it asks for.
    pub query: Query,
    /// Where it stands, in bytes.
    pub span: Range<usize>,
}

impl Part {
    /// `text`, which it is a part of, without it.
    pub fn without(&self, text: &str) -> String {
        let before = text.get(..self.span.start).unwrap_or_default().trim_end();
        let after = text.get(self.span.end..).unwrap_or_default().trim_start();
        [before, after].into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// What a lenient reading gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// What to find; `None` for a text without words.
    pub query: Option<Query>,
    /// What was left out.
    pub ignored: Vec<Ignored>,
    /// The parts that the query is the conjunction of, in the order of the text.
    pub parts: Vec<Part>,
}

/// Reads a query, leaving out what cannot be understood. Accepts every text.
pub fn parse_lenient(text: &str) -> Parsed {
    let (query, oddities, parts) = parse(text, join_printed);
    let ignored = oddities
        .into_iter()
        .map(|(span, problem)| Ignored { text: text[span.clone()].to_owned(), span, problem })
        .collect();
    Parsed { query, ignored, parts }
}

/// Reads a query that a program wrote, or a person saved: the first oddity is an error.
pub fn parse_strict(text: &str) -> Result<Query> {
    let (query, oddities, _) = parse(text, |tokens| tokens);
    if let Some((span, problem)) = oddities.into_iter().min_by_key(|(span, _)| span.start) {
        return Err(Error::Query { at: span.start, problem });
    }
    query.ok_or(Error::Query { at: 0, problem: Problem::Empty })
}

type Oddities = Vec<(Range<usize>, Problem)>;

/// `prepare` may change the words before they are read.
fn parse(text: &str, prepare: impl FnOnce(Vec<Token>) -> Vec<Token>) -> (Option<Query>, Oddities, Vec<Part>) {
    let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| at);
    let tokens = prepare(lexer::lex(&text[..end]));
    let mut parser = Parser { tokens: &tokens, next: 0, depth: 0, oddities: Vec::new(), parts: Vec::new() };
    if end < text.len() {
        parser.oddities.push((end..text.len(), Problem::TooLong));
    }
    let mut queries = Vec::new();
    loop {
        queries.extend(parser.query());
        // Only a closing parenthesis that closes nothing stops the reading before the end.
        let Some(token) = parser.take() else { break };
        parser.oddities.push((token.span.clone(), Problem::UnpairedParenthesis));
    }
    (Query::and(queries), parser.oddities, parser.parts)
}

struct Parser<'a> {
    tokens: &'a [Token],
    next: usize,
    depth: usize,
    oddities: Oddities,
    /// Those outside of all parentheses.
    parts: Vec<Part>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a TokenKind> {
        self.tokens.get(self.next).map(|token| &token.kind)
    }

    fn take(&mut self) -> Option<&'a Token> {
        let token = self.tokens.get(self.next)?;
        self.next += 1;
        Some(token)
    }

    fn odd(&mut self, span: &Range<usize>, problem: Problem) {
        self.oddities.push((span.clone(), problem));
    }

    fn query(&mut self) -> Option<Query> {
        let mut groups = Vec::new();
        while self.peek().is_some_and(|kind| *kind != TokenKind::Close) {
            let first = self.next;
            let group = self.group();
            if self.depth == 0
                && let Some(query) = &group
                && let Some(tokens) = self.tokens.get(first..self.next)
                && let (Some(first), Some(last)) = (tokens.first(), tokens.last())
            {
                self.parts.push(Part { query: query.clone(), span: first.span.start..last.span.end });
            }
            groups.extend(group);
        }
        Query::and(groups)
    }

    fn group(&mut self) -> Option<Query> {
        let mut alternatives: Vec<Query> = Vec::new();
        loop {
            match self.peek() {
                Some(TokenKind::Or | TokenKind::And) => {
                    // An operator with nothing before it.
                    if let Some(token) = self.take() {
                        self.odd(&token.span, Problem::DanglingOperator);
                    }
                }
                Some(TokenKind::Close) | None => break,
                Some(_) => alternatives.extend(self.unary()),
            }
            if self.peek() == Some(&TokenKind::And) && !alternatives.is_empty() {
                self.conjunction();
                break;
            }
            if self.peek() != Some(&TokenKind::Or) {
                break;
            }
            if !alternatives.is_empty()
                && let Some(or) = self.take()
                && !self.starts_operand()
            {
                self.odd(&or.span, Problem::DanglingOperator);
                break;
            }
        }
        Query::or(alternatives)
    }

    /// AND says what a space says; it only has to stand between two things.
    fn conjunction(&mut self) {
        if let Some(and) = self.take()
            && !self.starts_operand()
        {
            self.odd(&and.span, Problem::DanglingOperator);
        }
    }

    fn starts_operand(&self) -> bool {
        self.peek().is_some_and(|kind| !matches!(kind, TokenKind::Close | TokenKind::Or | TokenKind::And))
    }

    fn unary(&mut self) -> Option<Query> {
        let mut negated = false;
        while self.peek() == Some(&TokenKind::Not) {
            let not = self.take()?;
            if !self.starts_operand() {
                self.odd(&not.span, Problem::DanglingOperator);
                return None;
            }
            negated = !negated;
        }
        let atom = self.atom()?;
        Some(if negated { Query::not(atom) } else { atom })
    }

    fn atom(&mut self) -> Option<Query> {
        let token = self.take()?;
        let span = &token.span;
        match &token.kind {
            TokenKind::Open => self.parenthesis(span),
            TokenKind::Word(word) => Some(Query::Word(word.clone())),
            TokenKind::Phrase { text, closed } => {
                if !closed {
                    self.odd(span, Problem::UnclosedQuote);
                }
                if text.is_empty() {
                    self.odd(span, Problem::Empty);
                    return None;
                }
                Some(Query::Phrase(text.clone()))
            }
            TokenKind::Field { field, value, quoted } => match filter(*field, value, *quoted) {
                Ok(filter) => Some(Query::Filter(filter)),
                Err(problem) => {
                    self.odd(span, problem);
                    None
                }
            },
            TokenKind::Mark(mark) => Some(Query::Filter(Filter::Mark(mark.clone()))),
            // The callers take these themselves.
            TokenKind::Close | TokenKind::Or | TokenKind::And | TokenKind::Not => None,
        }
    }

    fn parenthesis(&mut self, open: &Range<usize>) -> Option<Query> {
        if self.depth == MAX_DEPTH {
            // Read on without the group: its closing parenthesis will be found unpaired.
            self.odd(open, Problem::TooDeep);
            return None;
        }
        self.depth += 1;
        let before = self.oddities.len();
        let query = self.query();
        self.depth -= 1;
        match self.take() {
            Some(_) if query.is_none() && self.oddities.len() == before => self.odd(open, Problem::Empty),
            Some(_) => {}
            None => self.odd(open, Problem::UnpairedParenthesis),
        }
        query
    }
}

fn filter(field: Field, value: &str, quoted: bool) -> std::result::Result<Filter, Problem> {
    if value.trim().is_empty() {
        return Err(Problem::MissingValue);
    }
    let folded = fold::width(value);
    let folded = folded.trim();
    let owned = || value.to_owned();
    match field {
        Field::Speaker if quoted => Ok(Filter::SpeakerIs(owned())),
        Field::Speaker => Ok(Filter::Speaker(owned())),
        Field::Agenda => Ok(Filter::Agenda(owned())),
        Field::Body => Ok(Filter::Body(owned())),
        Field::Mark => Ok(Filter::Mark(owned())),
        Field::Outcome => Outcome::parse(folded).map(Filter::Outcome).ok_or(Problem::UnknownValue),
        Field::Kind => Kind::parse(folded).map(Filter::Kind).ok_or(Problem::UnknownValue),
        Field::FiscalYear => {
            let (from, to) = range(folded, |text| FiscalYear::parse(text).map(|year| year.0))?;
            Ok(Filter::FiscalYears(from, to))
        }
        Field::Date => {
            let (from, to) = range(folded, era::parse_date)?;
            Ok(Filter::Dates(from, to))
        }
    }
}

type Ends<T> = (Option<T>, Option<T>);

/// `a`, `a..b`, `a..`, `..b`; a range that runs backwards is turned round.
fn range<T: Ord + Copy>(text: &str, one: impl Fn(&str) -> Option<T>) -> std::result::Result<Ends<T>, Problem> {
    let read = |part: &str| one(part.trim()).ok_or(Problem::UnknownValue);
    let Some((from, to)) = text.split_once("..").or_else(|| text.split_once('~')) else {
        let only = read(text)?;
        return Ok((Some(only), Some(only)));
    };
    let end = |part: &str| if part.trim().is_empty() { Ok(None) } else { read(part).map(Some) };
    match (end(from)?, end(to)?) {
        (None, None) => Err(Problem::MissingValue),
        (Some(from), Some(to)) => Ok((Some(from.min(to)), Some(from.max(to)))),
        ends => Ok(ends),
    }
}
