//! The line model: every line of the source, untouched, with its position and a folded copy.
//!
//! Invariants: a line's `text` is a part of its `source`; what is cut off at either end is white
//! space or a mark that a converter of documents put there, never text. A line that its format says
//! is furniture or struck out has no text, so that no grammar reads it; its source is kept.

use std::ops::Range;

use gijicho_model::fold::{self, Folded};

use crate::source::{Part, Shape, Source};
use crate::{ImportError, MAX_LINES};

/// A line of the source.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// From 1.
    pub(crate) number: u32,
    /// Untouched, without its line end.
    pub(crate) source: &'a str,
    /// Without white space at the ends and marks of a converter; empty where it is not to be read.
    pub(crate) text: &'a str,
    /// `text`, width folded.
    pub(crate) folded: String,
    /// Columns of white space before the text.
    pub(crate) indent: usize,
    /// Whether its format or a converter marked it as an item of a list.
    pub(crate) is_listed: bool,
    /// Empty lines before it.
    pub(crate) blanks_before: u32,
    /// What its format knows of it.
    pub(crate) shape: Shape,
}

/// All lines of a source, empty ones included.
pub(crate) fn split(file: &Source) -> Result<Vec<Line<'_>>, ImportError> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut blanks = 0;
    let mut rest = file.text.as_str();
    while !rest.is_empty() {
        let (source, after) = cut_line(rest);
        rest = after;
        if lines.len() == MAX_LINES {
            let lines = MAX_LINES + 1 + rest.lines().count();
            return Err(ImportError::TooManyLines { lines, limit: MAX_LINES });
        }
        let shape = file.shapes.get(lines.len()).copied().unwrap_or_default();
        let line = Line::new(u32::try_from(lines.len() + 1).unwrap_or(u32::MAX), source, blanks, shape);
        blanks = match line.shape.part {
            part if !part.is_read() => blanks,
            _ if line.is_blank() => blanks + 1,
            _ => 0,
        };
        lines.push(line);
    }
    Ok(lines)
}

/// The lines of a text, as [`split`] counts them.
pub(crate) fn texts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (line, after) = (!rest.is_empty()).then(|| cut_line(rest))?;
        rest = after;
        Some(line)
    })
}

/// The first line and what follows its end (LF, CR LF or CR).
fn cut_line(text: &str) -> (&str, &str) {
    match text.find(['\n', '\r']) {
        None => (text, ""),
        Some(at) => {
            let end = if text[at..].starts_with("\r\n") { at + 2 } else { at + 1 };
            (&text[..at], &text[end..])
        }
    }
}

impl<'a> Line<'a> {
    fn new(number: u32, source: &'a str, blanks_before: u32, shape: Shape) -> Self {
        let read = if shape.part.is_read() { source } else { "" };
        let trimmed = unboxed(read.trim_matches(is_space));
        let lead = read.len() - read.trim_start_matches(is_space).len();
        let (text, is_marked) = without_converter_marks(trimmed);
        Self {
            number,
            source,
            text,
            folded: fold::width(text),
            indent: columns(&source[..lead]),
            is_listed: is_marked || matches!(shape.part, Part::Item(_)),
            blanks_before,
            shape,
        }
    }

    /// Cuts the line at the given bytes of its text, which ascend and are not 0.
    pub(crate) fn parts(self, cuts: &[usize]) -> Vec<Self> {
        let offset = self.source.find(self.text).unwrap_or(0);
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        let mut from = 0;
        for cut in cuts.iter().map(|cut| cut + offset).chain([self.source.len()]) {
            let blanks = if from == 0 { self.blanks_before } else { 0 };
            let part = Self::new(self.number, &self.source[from..cut], blanks, self.shape);
            parts.push(Self { is_listed: from == 0 && self.is_listed, ..part });
            from = cut;
        }
        parts
    }

    /// Whether the line holds characters that are not to be read.
    pub(crate) fn is_left_out(&self) -> bool {
        !self.shape.part.is_read() && !self.source.trim_matches(is_space).is_empty()
    }

    /// Whether the line holds no text.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// The way from the folded copy back to the text.
    pub(crate) fn map(&self) -> Folded {
        fold::folded_width(self.text)
    }

    /// The text that the folded bytes `range` stand for, without white space at the ends.
    pub(crate) fn printed(&self, range: Range<usize>) -> &'a str {
        self.text[self.map().to_source(range)].trim_matches(is_space)
    }
}

/// The text between the sides of a box that is drawn of characters: 「│　議題１　…　│」.
fn unboxed(text: &str) -> &str {
    const SIDES: [char; 3] = ['│', '┃', '║'];
    let inner = text.strip_prefix(SIDES).and_then(|rest| rest.strip_suffix(SIDES));
    inner.filter(|inner| !inner.contains(SIDES)).map_or(text, |inner| inner.trim_matches(is_space))
}

/// White space and what has no width.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}')
}

/// Columns on paper: two for a full-width character, one for any other.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Whether a character takes two columns. Quotation marks and Greek do in Japanese fonts.
pub(crate) fn is_wide(c: char) -> bool {
    c > '\u{2FF}' && !matches!(c, '\u{FF61}'..='\u{FFDC}')
}

/// Cuts off `# `, `- `, `**…**`: marks of Markdown that a converter writes and no clerk prints.
fn without_converter_marks(text: &str) -> (&str, bool) {
    let heading = text.trim_start_matches(['#', '＃']);
    let text = if heading.len() < text.len() && heading.starts_with(is_space) {
        heading.trim_start_matches(is_space)
    } else {
        text
    };
    let (text, is_listed) = match text.strip_prefix(['-', '－', '*', '＊', '+', '＋']) {
        Some(rest) if rest.starts_with(is_space) && !is_page_number(text) => (rest.trim_start_matches(is_space), true),
        _ => (text, false),
    };
    for mark in ["**", "＊＊"] {
        if let Some(inner) = text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark))
            && !inner.is_empty()
            && !inner.contains(mark)
        {
            return (inner.trim_matches(is_space), is_listed);
        }
    }
    (text, is_listed)
}

/// `- 1 -`, `－１－`, `1 / 3`, `1/3ページ`, `P.1`: a number that belongs to the page.
pub(crate) fn is_page_number(text: &str) -> bool {
    if text.len() > 48 {
        return false;
    }
    let folded = fold::squeezed(text);
    let dashes: &[char] = &['-', '−', '–', '—', '‐', '―', 'ー', '~', '〜'];
    let number = |text: &str| !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let bare = folded.strip_prefix(dashes).and_then(|rest| rest.strip_suffix(dashes));
    if bare.is_some_and(number) {
        return true;
    }
    let page = folded.strip_suffix("ページ").or_else(|| folded.strip_suffix('頁')).unwrap_or(&folded);
    let is_marked = page.len() < folded.len();
    if let Some((this, all)) = page.split_once('/') {
        return number(this) && number(all);
    }
    let numbered = page.strip_prefix("P.").or_else(|| page.strip_prefix("p.")).or_else(|| page.strip_prefix("Page"));
    numbered.is_some_and(number) || (is_marked && number(page))
}

/// Words, a blank and the number of the page that ends a line: 「議事概要　1 / 3 ページ」.
pub(crate) fn numbered_page(text: &str) -> Option<(&str, u32)> {
    let mut blanks = text.char_indices().filter(|(_, c)| is_space(*c)).map(|(at, _)| at);
    let at = blanks.find(|at| is_page_number(&text[*at..]))?;
    let digits: String = fold::squeezed(&text[at..])
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let words = text[..at].trim_matches(is_space);
    (!words.is_empty()).then_some((words, digits.parse().ok()?))
}

/// A line of nothing but dashes, dots or stars.
pub(crate) fn is_rule(text: &str) -> bool {
    let mut count = 0;
    text.chars().filter(|c| !is_space(*c)).all(|c| {
        count += 1;
        matches!(
            c,
            '-' | '_' | '=' | '*' | '~' | '.' | '・' | '…' | '\u{2500}'
                ..='\u{257F}' | '―' | '—' | '－' | '＝' | '＊' | '～' | '＿' | 'ー' | '．'
        )
    }) && count >= 3
}

/// Between Latin words a line end stands for a space; between Japanese characters for nothing, and
/// within what is too long for a word, such as an address, for nothing either.
pub(crate) fn needs_space(before: &str, after: &str) -> bool {
    /// Characters from which on a run without a space is no word, nor two.
    const NO_WORD: usize = 40;
    let is_latin = |c: &char| !is_wide(*c) && !is_space(*c);
    let latin = |c: Option<char>| c.is_some_and(|c| is_latin(&c));
    let (last, first) = (before.chars().next_back(), after.chars().next());
    let run = before.chars().rev().take_while(is_latin).chain(after.chars().take_while(is_latin));
    // A line may end behind these without a space: in an address, in a compound.
    let is_joint = before.ends_with(['/', '-', '|', '}']) && latin(before.chars().rev().nth(1));
    latin(last)
        && latin(first)
        && !is_joint
        && run.take(NO_WORD + 1).count() <= NO_WORD
        && !(last.is_some_and(|c| c.is_ascii_digit()) && first.is_some_and(|c| c.is_ascii_digit()))
}
