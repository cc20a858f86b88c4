//! Running heads, feet and page numbers.
//!
//! A line in the margin of a page is furniture where the same line, its digits aside, stands in the
//! same place on most other pages and stands apart from what is read, or where it is a number that
//! counts the pages. A speaker whose words begin two pages stands as close to them as anywhere.

use std::collections::HashMap;

use gijicho_model::fold;

use super::PageLine;
use super::tags::Tag;
use crate::line::is_page_number;

/// Lines at the top and the bottom of a page that may be furniture.
const OUTERMOST: usize = 3;
/// The part of a page, at either end, that is its margin.
const MARGIN: f64 = 0.13;

/// Marks the furniture of the pages.
pub(super) fn mark(pages: &mut [Vec<PageLine>]) {
    let mut seen: HashMap<Key, usize> = HashMap::new();
    for page in pages.iter() {
        let mut keys: Vec<Key> = outermost(page).map(|at| Key::of(&page[at])).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            *seen.entry(key).or_default() += 1;
        }
    }
    // Heads may differ on left and right pages.
    let least = (pages.len() * 2).div_ceil(5).max(2);
    for page in pages.iter_mut() {
        for line in page.iter_mut().filter(|line| line.tags == [Tag::Artifact; 2]) {
            line.is_furniture = true;
        }
        let repeats = |line: &PageLine| seen.get(&Key::of(line)).is_some_and(|count| *count >= least);
        let counts = |line: &PageLine| is_page_number(&line.text) || is_lonely_number(line);
        let (top, bottom) = margins(page);
        let mut marked: Vec<usize> = Vec::new();
        for margin in [top, bottom] {
            let found: Vec<usize> = margin.into_iter().filter(|at| repeats(&page[*at]) || counts(&page[*at])).collect();
            let apart = stands_apart(page, &found);
            marked.extend(found.into_iter().filter(|at| apart || counts(&page[*at])));
        }
        for at in marked {
            page[at].is_furniture = true;
        }
    }
}

/// Whether lines at an end of a page are further from every other line than lines of prose are from each other.
fn stands_apart(page: &[PageLine], found: &[usize]) -> bool {
    /// Heights of a line, from the foot of one to that of the next.
    const FURTHER: f64 = 1.3;
    let mut feet: Vec<f64> = page.iter().filter(|line| !line.text.is_empty()).map(|line| line.y).collect();
    feet.sort_by(f64::total_cmp);
    let mut steps: Vec<f64> = feet.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 1.0).collect();
    steps.sort_by(f64::total_cmp);
    let Some(usual) = steps.get(steps.len() / 2) else { return true };
    let others = (0..page.len()).filter(|at| !found.contains(at) && !page[*at].text.is_empty());
    let mut nearest = f64::INFINITY;
    for other in others {
        for at in found {
            nearest = nearest.min((page[other].y - page[*at].y).abs());
        }
    }
    nearest > usual * FURTHER
}

/// The lines in the margins of a page.
fn outermost(page: &[PageLine]) -> impl Iterator<Item = usize> {
    let (first, last) = margins(page);
    let mut places: Vec<usize> = first.into_iter().chain(last).collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter()
}

/// The lines in the margin above, and those in the margin below.
fn margins(page: &[PageLine]) -> (Vec<usize>, Vec<usize>) {
    let mut order: Vec<usize> =
        (0..page.len()).filter(|at| !page[*at].text.is_empty() && page[*at].is_prose()).collect();
    order.sort_by(|a, b| page[*a].y.total_cmp(&page[*b].y));
    let first = order.iter().take(OUTERMOST).filter(|at| page[**at].y < page[**at].page_height * MARGIN);
    let last = order.iter().rev().take(OUTERMOST).filter(|at| page[**at].y > page[**at].page_height * (1.0 - MARGIN));
    (first.copied().collect(), last.copied().collect())
}

/// A number of at most four digits alone at the foot of a page.
fn is_lonely_number(line: &PageLine) -> bool {
    let folded = fold::squeezed(&line.text);
    line.y > line.page_height * (1.0 - MARGIN / 1.3)
        && (1..=4).contains(&folded.len())
        && folded.bytes().all(|byte| byte.is_ascii_digit())
}

/// What lines of furniture have in common: words without digits, place and size.
#[derive(Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Key {
    words: String,
    place: i64,
    size: i64,
}

impl Key {
    #[expect(clippy::cast_possible_truncation, reason = "places on a page are small, and `as` saturates")]
    fn of(line: &PageLine) -> Self {
        let words = fold::squeezed(&line.text).chars().filter(|c| !c.is_ascii_digit()).collect();
        Self { words, place: (line.y / 6.0).round() as i64, size: line.size.round() as i64 }
    }
}
