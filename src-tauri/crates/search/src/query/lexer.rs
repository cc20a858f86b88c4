//! From text to tokens: where words end, what is quoted, which colons make a field.

use std::ops::Range;

use gijicho_model::fold;

/// A token with its place in the query text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open,
    Close,
    Or,
    And,
    Not,
    Word(String),
    /// A quotation; `closed` is false where the text ended first.
    Phrase {
        text: String,
        closed: bool,
    },
    Field {
        field: Field,
        value: String,
        quoted: bool,
    },
    Mark(String),
}

/// The properties that can be asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Speaker,
    Agenda,
    Body,
    Outcome,
    Kind,
    FiscalYear,
    Date,
    Mark,
}

/// Every name of every field; the first of each is the one that is printed.
const FIELD_NAMES: [(&str, Field); 16] = [
    ("発言者", Field::Speaker),
    ("議題", Field::Agenda),
    ("会議体", Field::Body),
    ("結果", Field::Outcome),
    ("種別", Field::Kind),
    ("年度", Field::FiscalYear),
    ("日付", Field::Date),
    ("凡例", Field::Mark),
    ("本部", Field::Body),
    ("speaker", Field::Speaker),
    ("agenda", Field::Agenda),
    ("body", Field::Body),
    ("outcome", Field::Outcome),
    ("kind", Field::Kind),
    ("year", Field::FiscalYear),
    ("date", Field::Date),
];

impl Field {
    /// The name that is printed.
    pub(super) fn name(self) -> &'static str {
        FIELD_NAMES.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        let name = fold::width(name).to_lowercase();
        FIELD_NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
    }
}

/// Opening quotes and what closes them.
const QUOTES: [(char, char); 5] = [('"', '"'), ('「', '」'), ('“', '”'), ('『', '』'), ('＂', '＂')];

/// The marks that stand for themselves in a query.
pub(super) const BARE_MARKS: [char; 2] = ['☆', '●'];

/// The quotes that can hold `text`, if any can.
pub(super) fn quotes_for(text: &str) -> Option<(char, char)> {
    let free = |(open, close): &(char, char)| !text.contains([*open, *close]);
    if text.trim().is_empty() || text.trim() != text || text.contains(char::is_control) {
        return None;
    }
    QUOTES.iter().copied().find(free)
}

/// Whether a quotation can hold `text`.
pub(super) fn is_quotable(text: &str) -> bool {
    quotes_for(text).is_some()
}

/// Whether `text` begins as a quotation does: how far it is read then depends on what follows it.
fn opens_quotation(text: &str) -> bool {
    QUOTES.iter().any(|(open, _)| text.starts_with(*open))
}

/// Whether `word` reads as one word wherever it stands.
pub(super) fn is_bare_word(word: &str) -> bool {
    let is_word = |token: &Token| matches!(&token.kind, TokenKind::Word(read) if read == word);
    !opens_quotation(word)
        && matches!(lex(word).as_slice(), [token] if is_word(token))
        && matches!(lex(&format!("({word})")).as_slice(), [_, token, _] if is_word(token))
}

/// Whether `value` reads as it is after `field:`.
pub(super) fn is_bare_value(field: Field, value: &str) -> bool {
    let is_value = |token: &Token| matches!(&token.kind, TokenKind::Field { field: f, value: v, quoted: false } if *f == field && v == value);
    let name = field.name();
    !opens_quotation(value)
        && matches!(lex(&format!("{name}:{value}")).as_slice(), [token] if is_value(token))
        && matches!(lex(&format!("({name}:{value})")).as_slice(), [_, token, _] if is_value(token))
}

/// Splits a query into tokens. Never fails: what is odd is left to the parser.
pub(super) fn lex(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0, depth: 0 };
    let mut tokens = Vec::new();
    while let Some(token) = lexer.next_token() {
        tokens.push(token);
    }
    tokens
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// How many groups are open.
    depth: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next_token(&mut self) -> Option<Token> {
        while let Some(c) = self.peek().filter(|c| c.is_whitespace() || c.is_control()) {
            self.at += c.len_utf8();
        }
        let start = self.at;
        let first = self.peek()?;
        let kind = self.symbol(first).or_else(|| self.quotation(first)).or_else(|| self.field()).unwrap_or_else(|| {
            let word = self.bare();
            operator(&word).unwrap_or(TokenKind::Word(word))
        });
        Some(Token { kind, span: start..self.at })
    }

    /// Parentheses, bars, marks, and a minus before something.
    fn symbol(&mut self, first: char) -> Option<TokenKind> {
        let kind = match first {
            '(' | '（' => {
                self.depth += 1;
                TokenKind::Open
            }
            ')' | '）' => {
                self.depth = self.depth.saturating_sub(1);
                TokenKind::Close
            }
            '|' | '｜' => TokenKind::Or,
            c if BARE_MARKS.contains(&c) => TokenKind::Mark(c.to_string()),
            '-' | '－' | '−' => {
                let next = self.text[self.at + first.len_utf8()..].chars().next()?;
                if next.is_whitespace() || is_bar(next) {
                    return None;
                }
                TokenKind::Not
            }
            _ => return None,
        };
        self.at += first.len_utf8();
        Some(kind)
    }

    /// A quotation: closed by its closing quote before a boundary, or by the end of the text.
    fn quotation(&mut self, first: char) -> Option<TokenKind> {
        let (open, close) = QUOTES.into_iter().find(|(open, _)| *open == first)?;
        let start = self.at + open.len_utf8();
        let mut closes = self.text[start..].match_indices(close).map(|(i, _)| start + i).peekable();
        if closes.peek().is_none() {
            let text = self.text[start..].trim().to_owned();
            self.at = self.text.len();
            return Some(TokenKind::Phrase { text, closed: false });
        }
        let end = closes.find(|end| self.is_boundary(end + close.len_utf8()))?;
        self.at = end + close.len_utf8();
        Some(TokenKind::Phrase { text: self.text[start..end].trim().to_owned(), closed: true })
    }

    /// Whether a token may end at byte `at`.
    fn is_boundary(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_none_or(|c| {
            c.is_whitespace() || c.is_control() || is_bar(c) || (self.depth > 0 && matches!(c, ')' | '）'))
        })
    }

    /// A known name, a colon, a value.
    fn field(&mut self) -> Option<TokenKind> {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| matches!(c, ':' | '：') || c.is_whitespace() || is_bar(c))?;
        let colon = rest[end..].chars().next().filter(|c| matches!(c, ':' | '：'))?;
        let field = Field::parse(&rest[..end])?;
        self.at += end + colon.len_utf8();
        if let Some(first) = self.peek()
            && let Some(TokenKind::Phrase { text, .. }) = self.quotation(first)
        {
            return Some(TokenKind::Field { field, value: text, quoted: true });
        }
        Some(TokenKind::Field { field, value: self.bare(), quoted: false })
    }

    /// Up to white space, a bar, or the parenthesis that closes the group around it.
    fn bare(&mut self) -> String {
        let start = self.at;
        let mut inner = 0usize;
        while let Some(c) = self.peek() {
            match c {
                c if c.is_whitespace() || c.is_control() || is_bar(c) => break,
                '(' | '（' => inner += 1,
                ')' | '）' if inner > 0 => inner -= 1,
                ')' | '）' if self.depth > 0 => break,
                _ => {}
            }
            self.at += c.len_utf8();
        }
        self.text[start..self.at].to_owned()
    }
}

fn is_bar(c: char) -> bool {
    matches!(c, '|' | '｜')
}

fn operator(word: &str) -> Option<TokenKind> {
    match fold::width(word).as_str() {
        "OR" | "または" | "又は" => Some(TokenKind::Or),
        "AND" => Some(TokenKind::And),
        "NOT" => Some(TokenKind::Not),
        _ => None,
    }
}
