//! Next year's table against what is known: which initiative is which, and what changed.
//!
//! Two initiatives are the same when their titles are alike (Dice's coefficient over pairs of
//! characters, see `likeness`); the number, the headings above and the items that both have add to
//! it. The best pairs are taken first. What is left over is a part of an initiative that was split
//! or merged when most of its words stand in that one, else it is new or dropped.
//!
//! Invariants: each known and each drafted initiative stands in exactly one match; drafted ones
//! keep their order, dropped ones follow; at most [`MOST`] of each side are compared.

use gijicho_model::draft::{DraftInitiative, TableDraft};
use gijicho_model::fold;
use serde::{Deserialize, Serialize};

use crate::likeness::Words;

/// Most initiatives of a side that are compared; those after them are new or dropped.
pub const MOST: usize = 1_000;

/// Least likeness of titles that carry a match by themselves.
const ALIKE: f64 = 0.55;
/// Least likeness of titles where number or items speak for the match, too.
const LIKELY: f64 = 0.3;
/// Least share of the words of a part that stand in the whole.
const PART: f64 = 0.6;

/// An initiative that the library has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownInitiative {
    /// As printed; empty where none is.
    pub number: String,
    /// As printed.
    pub title: String,
    /// The headings above it, outermost first.
    pub path: Vec<String>,
    /// 担当課
    pub departments: Vec<String>,
    /// 取組項目
    pub items: Vec<String>,
    /// 工程表: item, fiscal year and phase, as one text each.
    pub schedule: Vec<String>,
}

/// How a drafted table and the known initiatives belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// What became of it.
    pub kind: MatchKind,
    /// Indices of known initiatives; none for a new one, several for merged ones.
    pub known: Vec<usize>,
    /// Indices of drafted initiatives; none for a dropped one, several for a split one.
    pub drafted: Vec<usize>,
    /// How alike the titles are, in hundredths; of the best pair where there are several.
    pub likeness: u8,
    /// What differs, for a pair.
    pub changes: Vec<Change>,
}

/// What became of an initiative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MatchKind {
    /// 継続: the same number and title.
    Same,
    /// 番号変更: the same title under another number.
    Renumbered,
    /// 名称変更: another title.
    Renamed,
    /// 分割: one became several.
    Split,
    /// 統合: several became one.
    Merged,
    /// 終了: no longer there.
    Dropped,
    /// 新規
    New,
}

/// Something that differs between a known initiative and the drafted one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What differs.
    pub what: Changed,
    /// What stood there and no longer does.
    pub gone: Vec<String>,
    /// What stands there now.
    pub added: Vec<String>,
}

/// What can differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    /// 番号
    Number,
    /// 名称
    Title,
    /// 柱
    Path,
    /// 担当課
    Departments,
    /// 取組項目
    Items,
    /// 工程表
    Schedule,
}

/// Ties the initiatives of a table to those that are known.
pub fn compare(known: &[KnownInitiative], draft: &TableDraft) -> Vec<Match> {
    let old: Vec<Side> = known.iter().take(MOST).map(Side::of_known).collect();
    let new: Vec<Side> = draft.initiatives.iter().take(MOST).map(Side::of_draft).collect();
    let mut partner_of_old: Vec<Option<usize>> = vec![None; known.len()];
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> =
        draft.initiatives.iter().enumerate().map(|(at, _)| (Vec::new(), vec![at])).collect();
    for (old_at, new_at) in best_pairs(&old, &new) {
        partner_of_old[old_at] = Some(new_at);
        groups[new_at].0.push(old_at);
    }
    join_parts(&old, &new, &mut partner_of_old, &mut groups);
    let mut matches: Vec<Match> = groups
        .into_iter()
        .filter(|(_, drafted)| !drafted.is_empty())
        .map(|(known_at, drafted)| matched(known, draft, &old, &new, known_at, drafted))
        .collect();
    let dropped = partner_of_old.iter().enumerate().filter(|(_, partner)| partner.is_none()).map(|(at, _)| at);
    matches.extend(dropped.map(|at| Match {
        kind: MatchKind::Dropped,
        known: vec![at],
        drafted: Vec::new(),
        likeness: 0,
        changes: Vec::new(),
    }));
    matches
}

/// An initiative, ready to be compared.
struct Side {
    number: String,
    title: Words,
    /// Title and items together.
    all: Words,
    items: Words,
    path: String,
}

impl Side {
    fn of(number: &str, title: &str, items: &[String], path: &[String]) -> Self {
        let items = items.join("\n");
        Self {
            number: fold::squeezed(number),
            title: Words::new(title),
            all: Words::new(&format!("{title}\n{items}")),
            items: Words::new(&items),
            path: path.last().map(|heading| fold::squeezed(heading)).unwrap_or_default(),
        }
    }

    fn of_known(known: &KnownInitiative) -> Self {
        Self::of(&known.number, &known.title, &known.items, &known.path)
    }

    fn of_draft(draft: &DraftInitiative) -> Self {
        Self::of(&draft.number, &draft.title, &draft.items, &draft.path)
    }

    /// How well two initiatives go together; `None` where they do not.
    fn score(&self, other: &Self) -> Option<f64> {
        let title = self.title.likeness(&other.title);
        let items = self.items.likeness(&other.items);
        let same_number = !self.number.is_empty() && self.number == other.number;
        let same_path = !self.path.is_empty() && self.path == other.path;
        let is_supported = same_number && (items > 0.3 || same_path) || items > 0.7;
        let goes = title >= ALIKE || title >= LIKELY && is_supported || items > 0.9 && same_number;
        goes.then_some(title + 0.3 * items + if same_number { 0.1 } else { 0.0 } + if same_path { 0.05 } else { 0.0 })
    }
}

/// Pairs of known and drafted initiatives, each in one pair at most, the best pairs first.
fn best_pairs(old: &[Side], new: &[Side]) -> Vec<(usize, usize)> {
    let mut scored: Vec<(f64, usize, usize)> = Vec::new();
    for (old_at, left) in old.iter().enumerate() {
        let likely = new.iter().enumerate().filter_map(|(new_at, right)| Some((left.score(right)?, old_at, new_at)));
        scored.extend(likely);
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken_old, mut taken_new) = (vec![false; old.len()], vec![false; new.len()]);
    let mut pairs = Vec::new();
    for (_, old_at, new_at) in scored {
        if !taken_old[old_at] && !taken_new[new_at] {
            (taken_old[old_at], taken_new[new_at]) = (true, true);
            pairs.push((old_at, new_at));
        }
    }
    pairs
}

/// Left-overs that are parts of a pair: a drafted one of what was split, a known one of what was merged.
fn join_parts(
    old: &[Side],
    new: &[Side],
    partner_of_old: &mut [Option<usize>],
    groups: &mut [(Vec<usize>, Vec<usize>)],
) {
    let is_part = |part: &Side, whole: &Side| !part.all.is_empty() && part.all.within(&whole.all) >= PART;
    let best = |part: &Side, wholes: &mut dyn Iterator<Item = (usize, &Side)>| {
        let fits = wholes.filter(|(_, whole)| is_part(part, whole));
        fits.max_by(|a, b| part.all.within(&a.1.all).total_cmp(&part.all.within(&b.1.all))).map(|(at, _)| at)
    };
    let unpaired: Vec<usize> = (0..new.len()).filter(|at| groups[*at].0.is_empty()).collect();
    for new_at in unpaired {
        let mut paired = old.iter().enumerate().filter(|(at, _)| partner_of_old[*at].is_some());
        let whole = best(&new[new_at], &mut paired).and_then(|at| partner_of_old[at]);
        if let Some(first) = whole.filter(|first| groups[*first].0.len() == 1) {
            groups[new_at].1.clear();
            groups[first].1.push(new_at);
        }
    }
    for old_at in 0..old.len() {
        if partner_of_old[old_at].is_some() {
            continue;
        }
        let mut paired = new.iter().enumerate().filter(|(at, _)| !groups[*at].0.is_empty() && groups[*at].1.len() == 1);
        if let Some(new_at) = best(&old[old_at], &mut paired) {
            partner_of_old[old_at] = Some(new_at);
            groups[new_at].0.push(old_at);
        }
    }
}

fn matched(
    known: &[KnownInitiative],
    draft: &TableDraft,
    old: &[Side],
    new: &[Side],
    known_at: Vec<usize>,
    drafted: Vec<usize>,
) -> Match {
    let likeness = |a: usize, b: usize| match (old.get(a), new.get(b)) {
        (Some(a), Some(b)) => a.title.likeness(&b.title),
        _ => 0.0,
    };
    let best = known_at.iter().flat_map(|a| drafted.iter().map(move |b| (*a, *b))).map(|(a, b)| likeness(a, b));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of one hundred")]
    let likeness = (best.fold(0.0, f64::max) * 100.0).round() as u8;
    let (kind, changes) = match (known_at.as_slice(), drafted.as_slice()) {
        ([], _) => (MatchKind::New, Vec::new()),
        ([_], [_, _, ..]) => (MatchKind::Split, Vec::new()),
        ([_, _, ..], _) => (MatchKind::Merged, Vec::new()),
        ([a], _) => {
            let changes = drafted.first().map(|b| changes(&known[*a], &draft.initiatives[*b])).unwrap_or_default();
            let has = |what| changes.iter().any(|change: &Change| change.what == what);
            let kind = match () {
                () if has(Changed::Title) => MatchKind::Renamed,
                () if has(Changed::Number) => MatchKind::Renumbered,
                () => MatchKind::Same,
            };
            (kind, changes)
        }
    };
    Match { kind, known: known_at, drafted, likeness, changes }
}

/// What differs between a known initiative and the drafted one, width and white space aside.
fn changes(known: &KnownInitiative, draft: &DraftInitiative) -> Vec<Change> {
    let schedule = |cell: &gijicho_model::draft::DraftSchedule| {
        [cell.item.as_str(), &cell.fiscal_year.long(), &cell.phase]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let lists = [
        (Changed::Number, one(&known.number), one(&draft.number)),
        (Changed::Title, one(&known.title), one(&draft.title)),
        (Changed::Path, known.path.clone(), draft.path.clone()),
        (Changed::Departments, known.departments.clone(), draft.departments.clone()),
        (Changed::Items, known.items.clone(), draft.items.clone()),
        (Changed::Schedule, known.schedule.clone(), draft.schedule.iter().map(schedule).collect()),
    ];
    let differ = lists.into_iter().map(|(what, old, new)| {
        // A table that has no such column says nothing of it.
        let new = if new.is_empty() && what != Changed::Title { old.clone() } else { new };
        Change { what, gone: without(&old, &new), added: without(&new, &old) }
    });
    differ.filter(|change| !change.gone.is_empty() || !change.added.is_empty()).collect()
}

fn one(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { vec![text.to_owned()] }
}

/// The texts of a list that another one does not have.
fn without(list: &[String], other: &[String]) -> Vec<String> {
    let known: std::collections::HashSet<String> = other.iter().map(|text| fold::squeezed(text)).collect();
    list.iter().filter(|text| !known.contains(&fold::squeezed(text))).cloned().collect()
}
