//! The items that a sentence decides on: 「議題１から議題３まで」「以上３件」「本案」「⑵」.

use std::collections::HashMap;

use gijicho_model::draft::{DraftAgendaItem, DraftRemark};
use gijicho_model::fold;

use super::super::enumerator;

/// What announces the number of an item.
const WORDS: &[&str] =
    &["議題", "議案", "議事", "報告事項", "協議事項", "審議事項", "議決事項", "承認事項", "報告", "日程", "案件"];

/// Most items that one span can name.
const MOST: u32 = 100;

/// How a sentence names items.
enum Which {
    /// By number.
    Numbers(Vec<String>),
    /// By the printed labels: 「⑵」, 「⑴及び⑵」.
    Labels(Vec<String>),
    /// 「以上３件」
    Last(usize),
    /// 「全ての議題」
    All,
    /// 「本案」, or nothing.
    AtHand,
}

/// The agenda, by what a sentence can call its items.
pub(super) struct Agenda<'a> {
    items: &'a [DraftAgendaItem],
    /// For each number its items, those of the uppermost level first.
    numbers: HashMap<&'a str, Vec<usize>>,
    /// For each label, squeezed, its first item.
    labels: HashMap<String, usize>,
}

impl<'a> Agenda<'a> {
    pub(super) fn new(items: &'a [DraftAgendaItem]) -> Self {
        let mut numbers: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut labels = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            numbers.entry(item.number.as_str()).or_default().push(at);
            labels.entry(fold::squeezed(&item.label)).or_insert(at);
        }
        for same in numbers.values_mut() {
            same.sort_by_key(|at| items[*at].depth);
        }
        Self { items, numbers, labels }
    }

    /// The item that a remark has left for its own within what it says: another than that of the remark
    /// before, and no heading stands between them.
    pub(super) fn left_by(&self, remarks: &[DraftRemark], position: usize) -> Option<usize> {
        let (remark, before) = (remarks.get(position)?, remarks.get(position.checked_sub(1)?)?);
        let (own, left) = (remark.agenda?, before.agenda?);
        let heading = self.items[own].lines[0];
        let is_printed = (before.lines[0]..=remark.lines[0]).contains(&heading);
        (own != left && !is_printed).then_some(left)
    }

    /// The items decided on, as positions. `before` is what stands before the deciding word,
    /// `at_hand` the item of the remark.
    pub(super) fn named_in(&self, before: &str, at_hand: Option<usize>) -> Vec<usize> {
        let at_hand = at_hand.or(if self.items.len() == 1 { Some(0) } else { None });
        match which(before).map_or(Which::AtHand, |(_, which)| which) {
            Which::Numbers(numbers) => numbers.iter().filter_map(|number| self.numbered(number, at_hand)).collect(),
            Which::Labels(labels) => labels.iter().filter_map(|label| self.labels.get(label).copied()).collect(),
            Which::Last(count) => {
                let end = at_hand.map_or(self.items.len(), |item| item + 1);
                (end.saturating_sub(count)..end).collect()
            }
            Which::All => (0..self.items.len()).collect(),
            Which::AtHand => at_hand.into_iter().collect(),
        }
    }

    /// The item of a number; of several, the one at hand, else the first of the uppermost level.
    fn numbered(&self, number: &str, at_hand: Option<usize>) -> Option<usize> {
        let at_hand = at_hand.filter(|at| self.items[*at].number == number);
        at_hand.or_else(|| self.numbers.get(number)?.first().copied())
    }
}

/// Whether a text names items.
pub(super) fn are_named(before: &str) -> bool {
    which(before).is_some()
}

/// Whether a text names items by their numbers, their labels or their count.
pub(super) fn are_numbered(before: &str) -> bool {
    which(before).is_some_and(|(_, which)| !matches!(which, Which::AtHand))
}

/// Where a text first names items.
pub(super) fn start(before: &str) -> Option<usize> {
    which(before).map(|(at, _)| at)
}

fn which(before: &str) -> Option<(usize, Which)> {
    let map = fold::folded_width(before);
    let folded = map.text();
    let (at, which) = counted(folded)
        .or_else(|| counted_first(folded))
        .or_else(|| numbered(folded))
        .or_else(|| all(folded))
        .or_else(|| labelled(folded))
        .or_else(|| at_hand(folded))?;
    Some((map.to_source(at..at).start, which))
}

/// Every number that follows a word for items.
fn numbered(folded: &str) -> Option<(usize, Which)> {
    let mut start = None;
    let mut numbers: Vec<String> = Vec::new();
    let mut from = 0;
    while let Some((at, word)) = WORDS
        .iter()
        .filter_map(|word| folded[from..].find(word).map(|at| (from + at, *word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))
    {
        from = at + word.len();
        let Some((found, end)) = list(&folded[from..]) else { continue };
        from += end;
        // 「議題１の説明のとおり」 only refers to it.
        if ["の説明", "で説明", "の中で", "において", "の際", "でも"]
            .iter()
            .any(|word| folded[from..].starts_with(word))
        {
            continue;
        }
        start.get_or_insert(at);
        for number in found {
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        }
    }
    start.map(|start| (start, Which::Numbers(numbers)))
}

/// Numbers after 議題, and where they end: 「１から議題４」「の1、2」「1・2及び3」「1～4」.
fn list(folded: &str) -> Option<(Vec<String>, usize)> {
    let mut rest = opening(folded);
    let (first, end) = enumerator::digits(rest)?;
    let mut found = vec![first];
    rest = closing(&rest[end..]);
    loop {
        let trimmed = rest.trim_start();
        let range = ["から", "~", "〜", "ないし", "-", "より"].iter().find_map(|word| trimmed.strip_prefix(word));
        let joined =
            ["、", ",", "・", "及び", "および", "並びに", "と"].iter().find_map(|word| trimmed.strip_prefix(word));
        let Some(next) = range.or(joined) else { break };
        let next = next.trim_start();
        let next = WORDS.iter().find_map(|word| next.strip_prefix(word)).unwrap_or(next);
        let next = opening(next);
        let Some((number, end)) = enumerator::digits(next) else { break };
        // 「議題１、２件」 and 「議題１、3年」 count something else.
        if next[end..].starts_with(['件', '年', '月', '人', '名', '点', '回']) {
            break;
        }
        if range.is_some()
            && let (Some(from), Ok(to)) =
                (found.last().and_then(|from| from.parse::<u32>().ok()), number.parse::<u32>())
        {
            found.extend((from + 1..to.min(from + MOST)).map(|number| number.to_string()));
        }
        found.push(number);
        rest = closing(&next[end..]);
    }
    Some((found, folded.len() - rest.len()))
}

fn opening(text: &str) -> &str {
    let text = text.trim_start();
    ["の", "第", "("].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim_start()
}

fn closing(text: &str) -> &str {
    let trimmed = text.trim_start();
    ["号", ")", "番"].iter().find_map(|word| trimmed.strip_prefix(word)).unwrap_or(text)
}

/// 「二つの議題は」 at the beginning of a clause.
fn counted_first(folded: &str) -> Option<(usize, Which)> {
    let begins = folded.match_indices(['、', '。']).map(|(at, sign)| at + sign.len());
    std::iter::once(0).chain(begins).find_map(|at| {
        let (number, end) = enumerator::digits(&folded[at..])?;
        let rest = folded[at + end..].strip_prefix("つの")?;
        let counts = ["議題", "議案", "議事", "案件"].iter().any(|word| rest.starts_with(word));
        counts.then(|| number.parse().ok().map(|count| (at, Which::Last(count))))?
    })
}

/// 「以上３件」
fn counted(folded: &str) -> Option<(usize, Which)> {
    ["以上の", "以上", "ただいまの", "ただ今の", "これら", "本日の"].iter().find_map(|word| {
        let at = folded.find(word)?;
        let rest = folded[at + word.len()..].trim_start();
        let (number, end) = enumerator::digits(rest)?;
        let counted = rest[end..].strip_prefix("つの");
        // 「本日の三つの意見」 counts something else.
        let counts = match *word {
            "本日の" => counted.unwrap_or(&rest[end..]).starts_with('議'),
            _ => counted.is_some() || rest[end..].starts_with(['件', '議', '項']),
        };
        counts.then(|| number.parse().ok().map(|count| (at, Which::Last(count))))?
    })
}

fn all(folded: &str) -> Option<(usize, Which)> {
    const ALL: &[&str] =
        &["全ての議題", "すべての議題", "全議題", "各議題", "全ての議案", "すべての議案", "全議案", "いずれの議題"];
    ALL.iter().find_map(|word| folded.find(word).map(|at| (at, Which::All)))
}

/// 「⑵については」, 「⑴及び⑵は」 at the beginning of a clause.
fn labelled(folded: &str) -> Option<(usize, Which)> {
    folded.match_indices('(').find_map(|(at, _)| {
        let mut labels = Vec::new();
        let mut rest = &folded[at..];
        while let Some((number, after)) = in_parentheses(rest) {
            labels.push(format!("({number})"));
            rest = ["及び", "および", "並びに", "と", "、", "・"]
                .iter()
                .find_map(|word| after.strip_prefix(word))
                .unwrap_or(after);
            if rest.len() == after.len() {
                break;
            }
        }
        let begins = at == 0 || folded[..at].ends_with(['、', '。', ' ']);
        let is_topic = rest.starts_with('は') || rest.starts_with("について") || rest.starts_with("の");
        (begins && is_topic && !labels.is_empty()).then_some((at, Which::Labels(labels)))
    })
}

/// A number in parentheses at the beginning of a text, and what follows.
fn in_parentheses(text: &str) -> Option<(String, &str)> {
    let inner = text.trim_start().strip_prefix('(')?.trim_start();
    let (number, end) = enumerator::digits(inner)?;
    Some((number, inner[end..].trim_start().strip_prefix(')')?))
}

fn at_hand(folded: &str) -> Option<(usize, Which)> {
    ["本案", "本件", "本議題", "本議案", "この議題", "原案"]
        .iter()
        .filter_map(|word| folded.find(word))
        .min()
        .map(|at| (at, Which::AtHand))
}
