//! Characters to lines of text.
//!
//! Invariants: every character stands in one line; a space is put only where the print leaves a gap
//! that no setting of Japanese leaves (around Latin, or by justification), so full-width text gains
//! none.

use super::marks::Glyph;
use super::tags::Tag;
use crate::line::is_wide;

/// Characters on one baseline, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) glyphs: Vec<Glyph>,
    /// The baseline of its largest character.
    pub(super) y: f64,
    pub(super) size: f64,
}

impl Row {
    /// The left end of what is printed.
    pub(super) fn start(&self) -> f64 {
        self.printed().map(|glyph| glyph.x).fold(f64::INFINITY, f64::min)
    }

    /// The right end of what is printed.
    pub(super) fn end(&self) -> f64 {
        self.printed().map(Glyph::end).fold(f64::NEG_INFINITY, f64::max)
    }

    /// What its first and its last character are part of.
    pub(super) fn tags(&self) -> [Tag; 2] {
        let first = self.printed().next().map(|glyph| glyph.tag).unwrap_or_default();
        [first, self.printed().last().map_or(first, |glyph| glyph.tag)]
    }

    fn printed(&self) -> impl Iterator<Item = &Glyph> {
        self.glyphs.iter().filter(|glyph| !glyph.is_blank())
    }

    fn new(mut glyphs: Vec<Glyph>) -> Option<Self> {
        glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
        let largest = glyphs.iter().filter(|glyph| !glyph.is_blank()).max_by(|a, b| a.size.total_cmp(&b.size))?;
        let (y, size) = (largest.y, largest.size);
        Some(Self { glyphs, y, size })
    }

    /// What of it lies on either side of a place.
    pub(super) fn split_at(&self, x: f64) -> (Option<Self>, Option<Self>) {
        let (left, right) = self.glyphs.iter().partition(|glyph| glyph.x + glyph.advance / 2.0 < x);
        (Self::new(left), Self::new(right))
    }

    /// Where its last character ends that a margin holds: a comma or a full stop may hang over it.
    pub(super) fn margin_end(&self) -> f64 {
        let hangs = |glyph: &&Glyph| matches!(glyph.c, '、' | '。' | '，' | '．');
        let last = self.printed().max_by(|a, b| a.end().total_cmp(&b.end()));
        last.filter(hangs).map_or_else(|| self.end(), |glyph| glyph.x)
    }

    /// The gaps between its characters that are wider than `least` of its size.
    pub(super) fn gaps(&self, least: f64) -> Vec<(f64, f64)> {
        let mut gaps = Vec::new();
        let mut end: Option<f64> = None;
        for glyph in self.printed() {
            if let Some(end) = end
                && glyph.x - end > least * self.size
            {
                gaps.push((end, glyph.x));
            }
            end = Some(end.map_or(glyph.end(), |end| end.max(glyph.end())));
        }
        gaps
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for (at, glyph) in self.glyphs.iter().enumerate() {
            if let Some(before) = at.checked_sub(1) {
                text.push_str(self.space_after(before));
            }
            text.push(glyph.c);
        }
        text.trim_end_matches(crate::line::is_space).to_owned()
    }

    /// How wide the first piece is that no margin breaks: a word of Latin or a number, else one
    /// character with the punctuation that never begins a line.
    pub(super) fn first_piece(&self) -> f64 {
        let mut printed = self.printed().peekable();
        let Some(first) = printed.next() else { return 0.0 };
        let is_word = |c: char| !is_wide(c) && !crate::line::is_space(c);
        let mut end = first.end();
        let mut last = first.c;
        for glyph in printed {
            let holds = is_word(last) && is_word(glyph.c) && glyph.x - end < 0.15 * glyph.size
                || NEVER_FIRST.contains(glyph.c)
                || NEVER_LAST.contains(last);
            if !holds {
                break;
            }
            end = glyph.end();
            last = glyph.c;
        }
        end - first.x
    }

    /// The space that a gap after a glyph stands for.
    fn space_after(&self, at: usize) -> &'static str {
        let (before, after) = (&self.glyphs[at], &self.glyphs[at + 1]);
        if before.is_blank() || after.is_blank() {
            return "";
        }
        let size = before.size.max(after.size);
        let gap = (after.x - before.end()) / size;
        match (is_wide(before.c), is_wide(after.c)) {
            (false, false) if gap > 0.15 && !self.is_spaced_out(at) => " ",
            (true, true) if gap > 0.9 && !self.is_spaced_out(at) => "\u{3000}",
            (false, true) if gap > 0.9 && !self.are_alike(at, Some(at + 1)) => "\u{3000}",
            (true, false) if gap > 0.9 && !self.are_alike(at, at.checked_sub(1)) => "\u{3000}",
            _ => "",
        }
    }

    /// Whether the gaps after two glyphs are alike, as they are where a line was filled to its margin.
    fn are_alike(&self, at: usize, other: Option<usize>) -> bool {
        let gap = |at: usize| Some(self.glyphs.get(at + 1)?.x - self.glyphs.get(at)?.end());
        let (Some(own), Some(other)) = (gap(at), other.and_then(gap)) else { return false };
        (other - own).abs() < own.abs() * 0.15
    }

    /// Whether the gap after a glyph is one of several that are alike: letters set wide apart.
    fn is_spaced_out(&self, at: usize) -> bool {
        let gap = |at: usize| Some(self.glyphs.get(at + 1)?.x - self.glyphs.get(at)?.end());
        let Some(own) = gap(at) else { return false };
        let is_alike = |other: Option<f64>| other.is_some_and(|other| (other - own).abs() < own.abs() * 0.15);
        let before = at.checked_sub(1).and_then(gap);
        let after = gap(at + 1);
        // A row of three or more, all alike.
        let count = self.glyphs.len();
        match (before, after) {
            (Some(_), Some(_)) => is_alike(before) && is_alike(after),
            (None, Some(_)) => count > 2 && is_alike(after),
            (Some(_), None) => count > 2 && is_alike(before),
            (None, None) => false,
        }
    }
}

/// What a line never begins with.
const NEVER_FIRST: &str =
    "、。，．・：；？！）」』】〕］〉》”’ーっゃゅょぁぃぅぇぉッャュョァィゥェォ々ゝゞ％‰℃°,.):;?!]}%";
/// What a line never ends with.
const NEVER_LAST: &str = "（「『【〔［〈《“‘([{";

/// Puts characters together to rows, from top to bottom. Readings printed small above their words
/// are left out: the words stand in the row below.
pub(super) fn of(mut glyphs: Vec<Glyph>) -> Vec<Row> {
    /// How far apart baselines of one row may be, in the size of the larger character.
    const SAME: f64 = 0.4;
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows = Vec::new();
    let mut open: Vec<Glyph> = Vec::new();
    let mut largest: f64 = 0.0;
    for glyph in glyphs {
        let is_same = open.first().is_some_and(|first| glyph.y - first.y <= SAME * largest.max(glyph.size));
        if !is_same {
            rows.extend(Row::new(std::mem::take(&mut open)));
            largest = 0.0;
        }
        largest = largest.max(glyph.size);
        open.push(glyph);
    }
    rows.extend(Row::new(open));
    without_readings(rows)
}

fn without_readings(rows: Vec<Row>) -> Vec<Row> {
    let mut kept: Vec<Row> = Vec::with_capacity(rows.len());
    for row in rows {
        if kept.last().is_some_and(|above| is_reading(above, &row)) {
            kept.pop();
        }
        kept.push(row);
    }
    kept
}

/// Kana of half the size, close above a row and no wider than it.
fn is_reading(above: &Row, below: &Row) -> bool {
    let is_kana = |c: char| matches!(c, 'ぁ'..='ゟ' | 'ァ'..='ヿ' | 'ｦ'..='ﾟ');
    above.size <= below.size * 0.62
        && below.y - above.y <= below.size * 1.3
        && above.start() >= below.start() - below.size
        && above.end() <= below.end() + below.size
        && above.printed().all(|glyph| is_kana(glyph.c))
}
