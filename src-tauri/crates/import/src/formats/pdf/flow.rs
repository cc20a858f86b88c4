//! Which way the text of a page runs. Everything after works on lines from left to right, top to
//! bottom: a page whose text runs otherwise is turned until it does.
//!
//! Vertical text runs down and its lines follow each other from right to left: turned
//! counterclockwise by a quarter it is text like any other. Invariant: every mark of the page stands
//! in one flow.

use super::marks::{Glyph, Marks, Rule, Turn};

/// Marks that run the same way, in places turned upright.
#[derive(Debug)]
pub(super) struct Flow {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) turn: Turn,
}

/// The flows of a page, the one with most text first.
pub(super) fn of(marks: &Marks, width: f64, height: f64) -> Vec<Flow> {
    let turns = turns(&marks.glyphs);
    let mut flows: Vec<Flow> = Vec::new();
    for turn in [Turn::Upright, Turn::Right, Turn::Left, Turn::UpsideDown] {
        let glyphs: Vec<Glyph> = marks
            .glyphs
            .iter()
            .zip(&turns)
            .filter(|(_, own)| **own == turn)
            .map(|(glyph, _)| turned(glyph, turn, width, height))
            .collect();
        if !glyphs.is_empty() {
            let (width, height) = match turn {
                Turn::Upright | Turn::UpsideDown => (width, height),
                Turn::Right | Turn::Left => (height, width),
            };
            flows.push(Flow { glyphs, rules: Vec::new(), width, height, turn });
        }
    }
    flows.sort_by_key(|flow| std::cmp::Reverse(flow.glyphs.len()));
    if let Some(main) = flows.first_mut() {
        main.rules = marks.rules.iter().map(|rule| turned_rule(*rule, main.turn, width, height)).collect();
    }
    flows
}

/// Which way the line of each glyph runs. Upright glyphs that stand below each other run down.
fn turns(glyphs: &[Glyph]) -> Vec<Turn> {
    /// Half-width characters of a number that stands upright in a vertical line.
    const ABREAST: usize = 3;
    let steps: Vec<Option<bool>> = glyphs.windows(2).map(|pair| runs_down(&pair[0], &pair[1])).collect();
    let down = steps.iter().filter(|step| **step == Some(true)).count();
    let across = steps.iter().filter(|step| **step == Some(false)).count();
    let is_vertical_page = down > across;
    let mut turns: Vec<Turn> = glyphs.iter().map(|glyph| glyph.turn).collect();
    let mut at = 0;
    while at < glyphs.len() {
        // A run of upright glyphs that goes one way.
        let mut end = at + 1;
        let way = steps.get(at).copied().flatten();
        while end < glyphs.len() && way.is_some() && steps[end - 1] == way {
            end += 1;
        }
        let is_upright = glyphs[at..end].iter().all(|glyph| glyph.turn == Turn::Upright);
        let is_down = match way {
            Some(false) => is_vertical_page && end - at <= ABREAST,
            Some(true) | None => is_vertical_page || glyphs[at].is_vertical,
        };
        if is_upright && is_down {
            turns[at..end].fill(Turn::Right);
        }
        at = end;
    }
    turns
}

/// Whether a glyph stands below the one before it; `None` where it begins another line.
fn runs_down(before: &Glyph, after: &Glyph) -> Option<bool> {
    if before.turn != Turn::Upright || after.turn != Turn::Upright {
        return None;
    }
    let size = before.size.max(after.size);
    let (dx, dy) = (after.x - before.x, after.y - before.y);
    if dx.abs() < size * 0.6 && (size * 0.4..size * 2.0).contains(&dy) {
        return Some(true);
    }
    (dy.abs() < size * 0.2 && (0.0..size * 2.5).contains(&dx)).then_some(false)
}

/// Half of what stands above a baseline less what stands below: where the middle of a glyph is.
const MIDDLE: f64 = 0.38;
/// How far a full-width glyph reaches above its baseline.
const ABOVE: f64 = 0.88;

/// A glyph on the page turned so that its line runs from left to right.
fn turned(glyph: &Glyph, turn: Turn, width: f64, height: f64) -> Glyph {
    let (x, y) = match turn {
        Turn::Upright => (glyph.x, glyph.y),
        Turn::UpsideDown => (width - glyph.x, height - glyph.y),
        Turn::Left => (height - glyph.y, glyph.x),
        // The baseline of a vertical line is taken through the middle of its glyphs.
        Turn::Right if glyph.turn == Turn::Right => (glyph.y, width - glyph.x - glyph.size * MIDDLE),
        Turn::Right => (glyph.y - glyph.size * ABOVE, width - glyph.x - glyph.advance / 2.0),
    };
    let is_stacked = turn == Turn::Right && glyph.turn == Turn::Upright;
    let advance = if is_stacked { glyph.size } else { glyph.advance };
    Glyph { x, y, advance, turn: Turn::Upright, ..*glyph }
}

fn turned_rule(rule: Rule, turn: Turn, width: f64, height: f64) -> Rule {
    let (across, along) = if rule.is_horizontal { (height, width) } else { (width, height) };
    let back = |limit: f64, from: f64, to: f64| (limit - to, limit - from);
    let is_horizontal = match turn {
        Turn::Upright | Turn::UpsideDown => rule.is_horizontal,
        Turn::Right | Turn::Left => !rule.is_horizontal,
    };
    let (at, (from, to)) = match (turn, rule.is_horizontal) {
        (Turn::Upright, _) => (rule.at, (rule.from, rule.to)),
        (Turn::UpsideDown, _) => (across - rule.at, back(along, rule.from, rule.to)),
        // (x, y) becomes (y, width - x).
        (Turn::Right, true) => (rule.at, back(width, rule.from, rule.to)),
        (Turn::Right, false) => (width - rule.at, (rule.from, rule.to)),
        // (x, y) becomes (height - y, x).
        (Turn::Left, true) => (height - rule.at, (rule.from, rule.to)),
        (Turn::Left, false) => (rule.at, back(height, rule.from, rule.to)),
    };
    Rule { is_horizontal, at, from, to }
}
