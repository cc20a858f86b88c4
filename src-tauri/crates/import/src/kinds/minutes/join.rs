//! Paragraphs: which lines belong together.
//!
//! Text from a PDF is hard-wrapped, with empty lines between any two lines or between none, and
//! broken by pages. Whether a line continues the one before it is a judgement over how that one
//! ends, whether it reaches the right margin, and how the next one begins.
//!
//! Invariants: lines are never reordered and no character is dropped; each block knows its lines.

use gijicho_model::body::{Block, is_scene};
use gijicho_model::fold;

use super::direction;
use super::enumerator::enumerator;
use crate::line::{columns, is_space, is_wide, needs_space};

/// Bytes for which an open bracket is believed, and that a scene can have.
const OPEN_BYTES: usize = 600;

/// Bytes after which a block ends whatever follows: no paragraph is as long.
const LONGEST_BLOCK: usize = 64 * 1024;

/// A line of speech.
#[derive(Debug, Clone, Copy)]
pub(super) struct BodyLine<'a> {
    /// Source line, from 1.
    pub(super) number: u32,
    /// Its text, without what announced the speaker.
    pub(super) text: &'a str,
    /// Columns of white space before it.
    pub(super) indent: usize,
    /// Empty lines between it and the line of speech before it.
    pub(super) blanks: u32,
    /// Whether a converter marked it as an item of a list.
    pub(super) is_listed: bool,
    /// Whether its format says that its paragraph goes on in the next line.
    pub(super) wraps: Option<bool>,
    /// Whether a person has said that it goes on with the line before it, or that it does not.
    pub(super) joins: Option<bool>,
}

/// A block and its first and last source line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) block: Block,
    pub(super) lines: [u32; 2],
}

/// What the lines of a document have in common.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    /// How far full lines reach, in the measure in which they agree best.
    margin: Option<(Measure, usize)>,
    /// Columns of the widest line.
    widest: usize,
    /// Empty lines stand between paragraphs and not between the lines of one.
    blanks_separate: bool,
    /// White space stands before the first line of a paragraph and not before the others.
    indents_separate: bool,
}

/// What a right margin is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// Columns on paper, without the half-width blanks that a converter adds around Latin.
    Columns,
    /// The same, where Latin was turned full-width after the lines had been set.
    NarrowLatin,
    /// Characters: a program has wrapped the text.
    Chars,
}

impl Measure {
    fn of(self, line: &BodyLine<'_>) -> usize {
        match self {
            Self::Columns => line.indent.min(4) + columns(line.text) - line.text.chars().filter(|c| *c == ' ').count(),
            Self::NarrowLatin => line.text.chars().map(narrow_columns).sum(),
            Self::Chars => line.text.chars().count(),
        }
    }

    /// How far short of the margin a full line may fall.
    fn slack(self) -> usize {
        match self {
            Self::Columns | Self::NarrowLatin => 2,
            Self::Chars => 1,
        }
    }
}

fn narrow_columns(c: char) -> usize {
    match c {
        c if is_space(c) => 0,
        '！'..='～' => 1,
        c if is_wide(c) => 2,
        _ => 1,
    }
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// 。！？, also inside a closing bracket.
    Sentence,
    /// A closing bracket alone.
    Bracket,
    /// In the middle of something.
    Open,
}

fn ending(text: &str) -> Ending {
    const CLOSING: &[char] = &['」', '』', '）', ')', '】', '〕', '”', '"', '’', '］', ']', '》', '〉', '＞'];
    let inner = text.trim_end_matches(CLOSING);
    if inner.ends_with(['。', '！', '？', '!', '?', '．', '｡']) {
        Ending::Sentence
    } else if inner.len() < text.len() {
        Ending::Bracket
    } else {
        Ending::Open
    }
}

/// Whether a line leaves its sentence unfinished.
pub(super) fn is_open(text: &str) -> bool {
    ending(text.trim_matches(is_space)) == Ending::Open
}

impl Layout {
    /// Learns the layout from runs of lines, each run the lines of one remark.
    pub(super) fn learn<'a>(runs: &(impl Iterator<Item = &'a [BodyLine<'a>]> + Clone)) -> Self {
        let pairs = || runs.clone().flat_map(|run| run.windows(2)).filter(|pair| ending(pair[0].text) == Ending::Open);
        let open: Vec<BodyLine<'_>> = pairs().map(|pair| pair[0]).collect();
        let blank = pairs().filter(|pair| pair[1].blanks > 0).count();
        let margin = [Measure::Chars, Measure::NarrowLatin, Measure::Columns]
            .into_iter()
            .filter_map(|measure| margin_in(measure, &open))
            .filter(|&(measure, margin, _)| holds(measure, margin, runs))
            .max_by_key(|&(_, _, agreement)| agreement)
            .map(|(measure, margin, _)| (measure, margin));
        let indented = pairs().filter(|pair| pair[1].indent > 0).count();
        let widest = runs.clone().flatten().map(|line| columns(line.text)).max().unwrap_or(0);
        Self { margin, widest, blanks_separate: blank * 4 <= open.len(), indents_separate: indented * 4 <= open.len() }
    }

    /// Whether the line reaches the right margin, as its format says or its width tells; `None`
    /// where there is no margin.
    fn is_full(&self, line: &BodyLine<'_>) -> Option<bool> {
        line.wraps.or_else(|| self.is_wide(line))
    }

    fn is_wide(&self, line: &BodyLine<'_>) -> Option<bool> {
        match self.margin {
            Some((measure, margin)) => Some(measure.of(line) + measure.slack() >= margin),
            // Wherever the margin is, it is not before half of the widest line.
            None => (columns(line.text) * 2 < self.widest).then_some(false),
        }
    }

    /// Puts the lines of one remark together.
    pub(super) fn paragraphs(&self, lines: &[BodyLine<'_>]) -> Vec<Paragraph> {
        let mut drafts: Vec<Draft> = Vec::new();
        for (i, line) in lines.iter().enumerate() {
            match drafts.last_mut() {
                Some(draft) if i > 0 && self.continues(draft, &lines[i - 1], line) => draft.append(line),
                before => {
                    let is_in_list = before.is_some_and(|before| before.is_short_item());
                    drafts.push(Draft { is_in_list, ..Draft::new(line) });
                }
            }
        }
        drafts.into_iter().filter_map(Draft::finish).collect()
    }

    /// Whether `next` continues the block that ends with `last`.
    fn continues(&self, draft: &Draft, last: &BodyLine<'_>, next: &BodyLine<'_>) -> bool {
        if let Some(joins) = next.joins {
            return joins;
        }
        if draft.text.len() > LONGEST_BLOCK || is_clock(last.text) {
            return false;
        }
        if is_clock(next.text) && (ending(last.text) != Ending::Open || next.indent > last.indent) {
            return false;
        }
        let full = self.is_full(last);
        let end = ending(last.text);
        let unfinished = end == Ending::Open && full == Some(true) || draft.has_open_bracket();
        if next.is_listed
            || starts_item(next.text) && (!unfinished || draft.is_item && draft.lines[0] == draft.lines[1])
        {
            return false;
        }
        if draft.is_scene() || full != Some(true) && is_label(last.text) && next.indent > last.indent {
            return false;
        }
        let is_over = end != Ending::Open || direction::tells_of_explanation(last.text);
        if is_scene(next.text) && is_over && !draft.has_open_bracket() {
            return draft.is_enumerating(end);
        }
        if never_begins(next.text) || draft.has_open_bracket() && last.wraps != Some(false) {
            return true;
        }
        if self.ends_item(draft, full, last, next) {
            return false;
        }
        match end {
            Ending::Open if last.wraps == Some(false) => last.text.ends_with('、'),
            Ending::Open => {
                !(full != Some(true) && begins_part(next.text) || full == Some(false) && self.begins_anew(last, next))
            }
            Ending::Bracket => self.after_bracket(draft, full, last, next),
            Ending::Sentence => full == Some(true) && !self.is_set_apart(last, next),
        }
    }

    /// In a list of items of one line without a full stop, each ends with its line unless that line
    /// reaches the margin.
    fn ends_item(&self, draft: &Draft, full: Option<bool>, last: &BodyLine<'_>, next: &BodyLine<'_>) -> bool {
        let goes_on = last.text.ends_with(['、', '，', 'や', 'と', 'の', 'を', 'が', 'は', 'に', 'て'])
            || starts_with_particle(next.text)
            || !self.indents_separate && next.indent > last.indent;
        !goes_on && full != Some(true) && draft.is_in_list && draft.is_short_item()
    }

    /// After an unfinished line that is short: something that clearly is a new block.
    fn begins_anew(&self, last: &BodyLine<'_>, next: &BodyLine<'_>) -> bool {
        next.text.starts_with(|c: char| super::legend::is_mark(c) || matches!(c, '①'..='⑳' | '⑴'..='⒇'))
            || next.indent > last.indent && (self.margin.is_none() || self.blanks_separate && next.blanks > 0)
    }

    /// After a closing bracket: it ends a block unless its sentence goes on.
    fn after_bracket(&self, draft: &Draft, full: Option<bool>, last: &BodyLine<'_>, next: &BodyLine<'_>) -> bool {
        if starts_with_particle(next.text) || draft.is_enumerating(Ending::Bracket) {
            return true;
        }
        full == Some(true) && !self.is_set_apart(last, next)
    }

    /// Whether white space sets `next` apart from `last`.
    fn is_set_apart(&self, last: &BodyLine<'_>, next: &BodyLine<'_>) -> bool {
        next.indent > last.indent || self.indents_separate && next.indent > 0 || self.blanks_separate && next.blanks > 0
    }
}

/// The margin that unfinished lines agree on, and how well they do (in thousandths).
fn margin_in(measure: Measure, open: &[BodyLine<'_>]) -> Option<(Measure, usize, usize)> {
    const FEWEST: usize = 4;
    if open.len() < FEWEST {
        return None;
    }
    let mut widths: Vec<usize> = open.iter().map(|line| measure.of(line)).collect();
    widths.sort_unstable();
    // The margin is where full lines crowd: the widest window of the slack that holds most of them.
    let slack = 2 * measure.slack();
    let (mut from, mut best, mut margin) = (0, 0, 0);
    for to in 0..widths.len() {
        while widths[to] - widths[from] > slack {
            from += 1;
        }
        if to + 1 - from >= best {
            best = to + 1 - from;
            margin = widths[to];
        }
    }
    let agreement = best * 1000 / widths.len();
    (agreement >= 400 && margin >= 16).then_some((measure, margin, agreement))
}

/// Whether hardly a line goes over the margin: short items of the same length make none.
fn holds<'a>(measure: Measure, margin: usize, runs: &(impl Iterator<Item = &'a [BodyLine<'a>]> + Clone)) -> bool {
    let (mut all, mut over) = (0usize, 0usize);
    for line in runs.clone().flatten() {
        all += 1;
        over += usize::from(measure.of(line) > margin + 2 * measure.slack());
    }
    over * 10 <= all
}

/// A line that tells when the meeting broke off or went on: 「午前１０時４０分　休憩」.
fn is_clock(text: &str) -> bool {
    const LONGEST: usize = 90;
    const WORDS: &[&str] = &["休憩", "再開", "開議", "開会", "散会", "閉議", "閉会"];
    let inner = text.trim_matches(|c: char| is_space(c) || matches!(c, '（' | '）' | '(' | ')' | '〔' | '〕'));
    text.len() <= LONGEST
        && inner.starts_with(['午', '１', '２', '1', '2', '十', '正'])
        && WORDS
            .iter()
            .any(|word| inner.strip_suffix(word).is_some_and(|time| time.contains('時') && time.ends_with(is_space)))
}

/// A bullet that begins an item.
pub(super) fn starts_item(text: &str) -> bool {
    item_text(text).is_some()
}

/// The text of an item, without its 「・」.
fn item_text(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['・', '･', '•', '‣', '▪'])?.trim_start_matches(is_space);
    (!rest.is_empty()).then_some(rest)
}

/// What a line of Japanese never begins with, unless it continues.
fn never_begins(text: &str) -> bool {
    text.starts_with([
        '、', '。', '，', '）', ')', '」', '』', '】', 'を', 'ん', 'っ', 'ゃ', 'ゅ', 'ょ', 'ぁ', 'ぃ', 'ぅ', 'ぇ',
        'ぉ', 'ー', 'ッ', 'ャ', 'ュ', 'ョ', '々',
    ])
}

/// 「ア　総務部」 over what is said there: a number and a word or two.
fn is_label(text: &str) -> bool {
    const LONGEST: usize = 16;
    let folded = fold::width(text);
    text.chars().nth(LONGEST).is_none()
        && ending(text) == Ending::Open
        && enumerator(text, &folded).is_some_and(|found| found.is_separated && found.text_start < folded.len())
}

/// What stands before an answer or over a part: it goes on with nothing.
fn begins_part(text: &str) -> bool {
    text.starts_with(['→', '⇒', '⇨', '➡', '【', '＜', '〔', '［'])
}

fn starts_with_particle(text: &str) -> bool {
    text.starts_with(['の', 'は', 'が', 'に', 'で', 'と', 'も', 'へ', 'や'])
}

/// A block as it grows.
struct Draft {
    is_item: bool,
    /// Whether it stands right after an item of one line without a full stop.
    is_in_list: bool,
    text: String,
    lines: [u32; 2],
    /// Bytes of `text` after which no sentence has ended yet.
    sentence: usize,
    /// Whether a comma stands after it.
    has_comma: bool,
    depth: i32,
}

impl Draft {
    fn new(line: &BodyLine<'_>) -> Self {
        let item = item_text(line.text);
        let mut draft = Self {
            is_item: item.is_some(),
            is_in_list: false,
            text: String::new(),
            lines: [line.number; 2],
            sentence: 0,
            has_comma: false,
            depth: 0,
        };
        draft.push(item.unwrap_or(line.text));
        draft
    }

    fn append(&mut self, line: &BodyLine<'_>) {
        if needs_space(&self.text, line.text) {
            self.text.push(' ');
        }
        self.push(line.text);
        self.lines[1] = line.number;
    }

    fn push(&mut self, text: &str) {
        for (at, c) in text.char_indices() {
            match c {
                '「' | '『' | '（' | '(' | '“' => self.depth += 1,
                '」' | '』' | '）' | ')' | '”' => self.depth = (self.depth - 1).max(0),
                '、' => self.has_comma = true,
                '。' if self.depth == 0 => {
                    self.sentence = self.text.len() + at + c.len_utf8();
                    self.has_comma = false;
                }
                _ => {}
            }
        }
        self.text.push_str(text);
    }

    /// A bracket that was opened not long ago is still open. Damage must not swallow a whole remark.
    fn has_open_bracket(&self) -> bool {
        self.depth > 0 && self.text.len() - self.sentence <= OPEN_BYTES
    }

    fn is_short_item(&self) -> bool {
        self.is_item && self.lines[0] == self.lines[1] && ending(&self.text) != Ending::Sentence
    }

    fn is_scene(&self) -> bool {
        !self.is_item && self.text.len() <= OPEN_BYTES && is_scene(&self.text)
    }

    /// Within a sentence that a comma has left open, lines that end with a bracket are its parts.
    fn is_enumerating(&self, end: Ending) -> bool {
        end == Ending::Bracket && self.has_comma
    }

    fn finish(self) -> Option<Paragraph> {
        let block = if self.is_item { Block::item(&self.text) } else { Block::prose(&self.text) };
        (!block.text().is_empty()).then_some(Paragraph { block, lines: self.lines })
    }
}
