//! Anchors: how a quotation keeps its place in words that are edited.
//!
//! A quotation is held by its words and by up to [`CONTEXT_CHARS`] characters on either side. When
//! the text around it changes, [`follow`] says where it stands now; when one of its own characters
//! was touched, it says so. [`nearest`] then offers what it may have become.
//!
//! Invariants:
//! - Edits outside of a stretch never lose it; an edit inside of it is always seen, also where the
//!   same words stand elsewhere in the text.
//! - Positions and lengths are in characters, never in bytes.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::decision::CONTEXT_CHARS;

/// Characters (of both texts together) between the first and the last change up to which an edit is
/// compared character by character. Beyond, quotations are found by their words and context.
const COMPARED_CHARS: usize = 8_000;
/// Twins of a quotation whose surroundings are compared as a whole. Beyond, context alone decides.
const COMPARED_TWINS: usize = 32;
/// Characters of context that must agree where words are found again by context alone.
const CERTAIN_CONTEXT: usize = 8;
/// Share of a quotation's characters that must be left of it to be offered as what it became.
const LIKENESS: f64 = 0.6;
/// Characters of a text, times characters of a quotation, that [`nearest`] looks at.
const SEARCHED: usize = 40_000_000;

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// Its first character.
    pub at: usize,
    /// Its length, not 0.
    pub chars: usize,
}

impl Stretch {
    /// The first character after it.
    pub fn end(self) -> usize {
        self.at + self.chars
    }
}

/// The characters before and after a quotation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// Up to [`CONTEXT_CHARS`] characters before it.
    pub prefix: String,
    /// Up to [`CONTEXT_CHARS`] characters after it.
    pub suffix: String,
}

impl Context {
    /// The context of a stretch.
    pub fn of(text: &str, stretch: Stretch) -> Self {
        Self::of_chars(&text.chars().collect::<Vec<_>>(), stretch)
    }

    fn of_chars(text: &[char], stretch: Stretch) -> Self {
        let from = stretch.at.saturating_sub(CONTEXT_CHARS);
        let to = (stretch.end() + CONTEXT_CHARS).min(text.len());
        Self { prefix: text[from..stretch.at].iter().collect(), suffix: text[stretch.end()..to].iter().collect() }
    }

    /// Whether the nearest characters agree on both sides, or the text ends there as it did.
    fn is_certain(&self, text: &[char], place: Stretch) -> bool {
        let (before, after) = self.around(text, place);
        before >= self.prefix.chars().count().min(CERTAIN_CONTEXT)
            && after >= self.suffix.chars().count().min(CERTAIN_CONTEXT)
    }

    /// How many characters of it stand around a stretch: before, and after.
    fn around(&self, text: &[char], stretch: Stretch) -> (usize, usize) {
        let before = text[..stretch.at].iter().rev().copied();
        let after = text[stretch.end()..].iter().copied();
        (
            self.prefix.chars().rev().zip(before).take_while(|(a, b)| a == b).count(),
            self.suffix.chars().zip(after).take_while(|(a, b)| a == b).count(),
        )
    }
}

/// Every place where `quote` stands in `text`; places may overlap.
fn places<'a>(text: &'a [char], quote: &'a [char]) -> impl Iterator<Item = Stretch> + 'a {
    let last = if quote.is_empty() { 0 } else { (text.len() + 1).saturating_sub(quote.len()) };
    (0..last).filter(|&at| text[at..].starts_with(quote)).map(|at| Stretch { at, chars: quote.len() })
}

/// The place of `quote` nearest to the character `at`.
pub fn place_at(text: &str, quote: &str, at: usize) -> Option<Stretch> {
    let (text, quote): (Vec<char>, Vec<char>) = (text.chars().collect(), quote.chars().collect());
    places(&text, &quote).min_by_key(|place| place.at.abs_diff(at))
}

/// The place of `quote` whose surroundings are most like `context`.
pub fn place_like(text: &str, quote: &str, context: &Context) -> Option<Stretch> {
    let (text, quote): (Vec<char>, Vec<char>) = (text.chars().collect(), quote.chars().collect());
    let likeness = |place: &Stretch| {
        let (before, after) = context.around(&text, *place);
        before + after
    };
    // The first of equals: `max_by_key` would take the last.
    places(&text, &quote).collect::<Vec<_>>().into_iter().rev().max_by_key(likeness)
}

/// The only place of `quote` that is surely the one with this `context`: the nearest characters
/// agree on both sides, or the text ends there as it did.
pub fn place_surely(text: &str, quote: &str, context: &Context) -> Option<Stretch> {
    let (text, quote): (Vec<char>, Vec<char>) = (text.chars().collect(), quote.chars().collect());
    let mut certain = places(&text, &quote).filter(|place| context.is_certain(&text, *place));
    certain.next().filter(|_| certain.next().is_none())
}

/// Where a stretch of `old` stands in `new`; `None` when one of its characters was touched.
pub fn follow(old: &str, new: &str, stretch: Stretch) -> Option<Stretch> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let quote = old.get(stretch.at..stretch.end())?;
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let moved = Stretch { at: (stretch.at + new.len()).saturating_sub(old.len()), ..stretch };
    let (before, after) = (stretch.end() <= head, stretch.at >= old.len() - tail);
    if before || after {
        let context = Context::of_chars(&old, stretch);
        let agrees = |place: Stretch| {
            let (before, after) = context.around(&new, place);
            before + after
        };
        let place = match (before, after) {
            (true, true) if agrees(moved) > agrees(stretch) => moved,
            (true, _) => stretch,
            (false, _) => moved,
        };
        return (!may_be_swallowed(&old, &new, stretch, head, tail) || context.is_certain(&new, place))
            .then_some(place);
    }
    let tail = tail.min(old.len().min(new.len()) - head);
    let (old_middle, new_middle) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    if new_middle.is_empty() || old_middle.is_empty() || old_middle.len() + new_middle.len() > COMPARED_CHARS {
        return follow_by_context(&old, &new, stretch, |_| false);
    }
    let diff = capture_diff_slices(Algorithm::Myers, old_middle, new_middle);
    let kept = kept_runs(&diff, [head, tail], [old.len(), new.len()]);
    let within = kept.iter().find(|run| run.old <= stretch.at && stretch.end() <= run.old + run.chars);
    if let Some(run) = within {
        return Some(Stretch { at: stretch.at - run.old + run.new, ..stretch });
    }
    // A comparison is one of many: the words stand where leaving them whole costs no more changes
    // and no twin of them fits better.
    let least = changed_chars(&diff);
    let fits = |from: Stretch, place: Stretch| {
        let (before, after) = Context::of_chars(&old, from).around(&new, place);
        before + after
    };
    // What lengths alone rule out costs no comparison.
    let may_cost_least = |place: &Stretch| {
        let (old_rest, new_rest) = (old.len() - stretch.end(), new.len() - place.end());
        stretch.at.abs_diff(place.at) + old_rest.abs_diff(new_rest) <= least
    };
    let whole = places(&new, quote).filter(may_cost_least).take(COMPARED_TWINS).find(|place| {
        let before = capture_diff_slices(Algorithm::Myers, &old[..stretch.at], &new[..place.at]);
        let after = capture_diff_slices(Algorithm::Myers, &old[stretch.end()..], &new[place.end()..]);
        changed_chars(&before) + changed_chars(&after) <= least
            && places(&old, quote).all(|twin| fits(twin, *place) <= fits(stretch, *place))
    });
    // Words that stood elsewhere before are not this quotation, however alike they are.
    let was_elsewhere = |place: Stretch| {
        kept.iter().any(|run| {
            run.new <= place.at && place.end() <= run.new + run.chars && {
                let before = place.at - run.new + run.old;
                old[before..].starts_with(quote) && before != stretch.at
            }
        })
    };
    whole.or_else(|| follow_by_context(&old, &new, stretch, was_elsewhere))
}

/// Whether the words may be a repetition of what was cut: of two equal sentences one is gone, and
/// the texts alone do not say which.
fn may_be_swallowed(old: &[char], new: &[char], stretch: Stretch, head: usize, tail: usize) -> bool {
    let cut = old.len().saturating_sub(new.len());
    let (first, last) = (new.len().saturating_sub(tail), head);
    cut >= stretch.chars && first.max(stretch.end().saturating_sub(cut)) <= last.min(stretch.at)
}

/// Characters that stand in both texts, one after the other.
struct Run {
    old: usize,
    new: usize,
    chars: usize,
}

/// The runs that a comparison of what stands between head and tail has found, with both.
fn kept_runs(diff: &[DiffOp], [head, tail]: [usize; 2], [old_len, new_len]: [usize; 2]) -> Vec<Run> {
    let between = diff.iter().filter_map(|op| match *op {
        DiffOp::Equal { old_index, new_index, len } => {
            Some(Run { old: head + old_index, new: head + new_index, chars: len })
        }
        _ => None,
    });
    let ends = Run { old: old_len - tail, new: new_len - tail, chars: tail };
    let mut kept = vec![Run { old: 0, new: 0, chars: head }];
    for run in between.chain([ends]) {
        match kept.last_mut() {
            Some(last) if last.old + last.chars == run.old && last.new + last.chars == run.new => {
                last.chars += run.chars;
            }
            _ => kept.push(run),
        }
    }
    kept
}

/// Characters that a comparison leaves out or puts in.
fn changed_chars(diff: &[DiffOp]) -> usize {
    diff.iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| op.old_range().len() + op.new_range().len())
        .sum()
}

/// Words that were cut and put elsewhere are found by what stands around them.
fn follow_by_context(
    old: &[char],
    new: &[char],
    stretch: Stretch,
    was_elsewhere: impl Fn(Stretch) -> bool,
) -> Option<Stretch> {
    let quote = &old[stretch.at..stretch.end()];
    let context = Context::of_chars(old, stretch);
    let twins = places(old, quote).count() > 1;
    places(new, quote).filter(|place| !was_elsewhere(*place)).find(|place| {
        let (before, after) = context.around(new, *place);
        if twins { context.is_certain(new, *place) } else { before + after >= CERTAIN_CONTEXT }
    })
}

/// What a quotation may have become.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// The words now.
    pub stretch: Stretch,
    /// Share of the quotation's characters that are left, above 0.6 and at most 1.
    pub likeness: f64,
}

/// The stretch of `text` that is most like `quote`, by the least number of characters put in, left
/// out or changed (Sellers 1980); `None` where nothing is like it.
pub fn nearest(text: &str, quote: &str) -> Option<Near> {
    let (text, quote): (Vec<char>, Vec<char>) = (text.chars().collect(), quote.chars().collect());
    if quote.is_empty() || text.len().saturating_mul(quote.len()) > SEARCHED {
        return None;
    }
    // One column a character of the text: least changes to make quote[..=row] end there, and where it begins.
    let mut column: Vec<(usize, usize)> = (0..=quote.len()).map(|row| (row, 0)).collect();
    let mut best: Option<(usize, Stretch)> = None;
    for (at, c) in text.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, at + 1);
        for row in 1..=quote.len() {
            let above = column[row];
            let kept = (diagonal.0 + usize::from(quote[row - 1] != *c), diagonal.1);
            let inserted = (above.0 + 1, above.1);
            let omitted = (column[row - 1].0 + 1, column[row - 1].1);
            diagonal = above;
            column[row] = [kept, inserted, omitted].into_iter().min_by_key(|(cost, _)| *cost).unwrap_or(kept);
        }
        let (cost, from) = column[quote.len()];
        let found = Stretch { at: from, chars: (at + 1).saturating_sub(from) };
        if found.chars > 0 && best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, found));
        }
    }
    let (cost, stretch) = best?;
    #[expect(clippy::cast_precision_loss, reason = "a share of some hundred characters")]
    let likeness = 1.0 - cost as f64 / quote.len() as f64;
    (likeness > LIKENESS).then_some(Near { stretch, likeness })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check_follow(old: &str, quote_at: (usize, usize), new: &str, expected: Option<usize>) {
        let stretch = Stretch { at: quote_at.0, chars: quote_at.1 };
        let followed = follow(old, new, stretch);
        assert_eq!(followed.map(|stretch| stretch.at), expected, "{old} → {new}");
    }

    #[test]
    fn edits_beside_a_quotation_leave_it() {
        let old = "第一案を承認する。第二案を承認する。";
        check_follow(old, (13, 2), "まず、第一案を承認する。第二案を承認する。", Some(16));
        check_follow(old, (13, 2), "第一案は承認する。第二案を承認する。以上。", Some(13));
        check_follow(old, (13, 2), "第二案を承認する。", Some(4));
        check_follow("ああああ", (1, 2), "あああ", Some(1));
    }

    #[test]
    fn an_edit_inside_is_seen_though_the_same_words_stand_elsewhere() {
        let old = "第一案を承認する。第二案を承認する。";
        check_follow(old, (13, 2), "第一案を承認する。第二案を否決する。", None);
        check_follow(old, (13, 2), "第一案を承認する。第二案を承・認する。", None);
        check_follow(old, (13, 2), "第一案は承認する。第二案は否決する。", None);
        check_follow(old, (13, 2), "第一案を承認する。", None);
        check_follow(old, (13, 2), "", None);
    }

    #[test]
    fn what_a_quotation_became_is_offered() {
        let near = |text: &str, quote: &str| nearest(text, quote).map(|near| (near.stretch.at, near.stretch.chars));
        assert_eq!(near("本日の議題について、ご承認をいただいた。", "承認いただいた"), Some((11, 8)));
        assert_eq!(near("別の話である。", "承認いただいた"), None);
        assert_eq!(near("", "承認"), None);
        assert_eq!(near("承認", ""), None);
    }

    #[test]
    fn a_place_is_sure_only_where_its_surroundings_agree() {
        let text = "前の話を承認する。別の話を承認する。";
        let stretch = Stretch { at: 13, chars: 2 };
        let context = Context::of(text, stretch);
        assert_eq!(place_surely(text, "承認", &context), Some(stretch));
        assert_eq!(place_surely("前の話を承認する。", "承認", &context), None);
        assert_eq!(place_like("前の話を承認する。", "承認", &context).map(|place| place.at), Some(4));
        assert_eq!(place_at(text, "承認", 9).map(|place| place.at), Some(13));
    }

    /// Katakana is typed, hiragana and kanji were there: what is typed is never a part of a quotation.
    const WORDS: &str = "([あ-ん]|[一-龠]){4,24}";
    const QUOTE: &str = "([あ-ん]|[一-龠]){3,9}";

    /// One step of a person at the keyboard: `cut` characters at `at` give way to `typed`.
    #[derive(Debug, Clone)]
    struct Edit {
        at: usize,
        cut: usize,
        typed: String,
    }

    fn edit() -> impl Strategy<Value = Edit> {
        edit_up_to(12)
    }

    fn edit_up_to(cut: usize) -> impl Strategy<Value = Edit> {
        (any::<prop::sample::Index>(), 0..cut, "[ァ-ン]{0,6}").prop_map(|(at, cut, typed)| Edit {
            at: at.index(100_000),
            cut,
            typed,
        })
    }

    /// Applies an edit to a text of which `stretch` is the quotation; `None` when it was touched.
    fn apply(text: &mut Vec<char>, stretch: Option<Stretch>, edit: &Edit) -> Option<Stretch> {
        let at = edit.at % (text.len() + 1);
        let end = (at + edit.cut).min(text.len());
        let typed = edit.typed.chars().count();
        text.splice(at..end, edit.typed.chars());
        let stretch = stretch?;
        if end <= stretch.at {
            return Some(Stretch { at: stretch.at - (end - at) + typed, ..stretch });
        }
        (at >= stretch.end() || end == at && typed == 0).then_some(stretch)
    }

    /// Whether cutting out a part that holds the whole stretch also gives the new text.
    fn cut_could_be(old: &str, new: &str, stretch: Option<Stretch>) -> bool {
        let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let (Some(stretch), Some(cut)) = (stretch, old.len().checked_sub(new.len())) else { return false };
        let firsts = stretch.end().saturating_sub(cut)..=stretch.at.min(new.len());
        firsts.into_iter().any(|first| old[..first] == new[..first] && old[first + cut..] == new[first..])
    }

    proptest! {
        // Shrinking would turn words into repetitions of one character, of which nothing can be told.
        #![proptest_config(ProptestConfig { cases: 10_000, max_shrink_iters: 0, ..ProptestConfig::default() })]

        /// One edit a save, as autosave sees it: neither a false "intact" nor a false "broken", though
        /// the quotation stands in the text three times.
        #[test]
        fn a_quotation_follows_every_script_of_edits(
            parts in prop::collection::vec(WORDS, 4),
            quote in QUOTE,
            nth in 0usize..3,
            edits in prop::collection::vec(edit(), 1..8),
        ) {
            let text = parts.join(&quote);
            let before: usize = parts[..=nth].iter().map(|part| part.chars().count()).sum();
            let chars = quote.chars().count();
            let mut truth = Some(Stretch { at: before + nth * chars, chars });
            let mut held = truth;
            let mut now: Vec<char> = text.chars().collect();
            for edit in &edits {
                let old: String = now.iter().collect();
                let before_edit = truth;
                truth = apply(&mut now, truth, edit);
                let new: String = now.iter().collect();
                held = held.and_then(|stretch| follow(&old, &new, stretch));
                // A cut may leave the very same characters in place, or one of two equal sentences: the
                // texts do not say which were cut.
                let unseen = truth.is_none() && held.is_some_and(|stretch| {
                    edit.typed.is_empty() && new.chars().skip(stretch.at).take(chars).eq(quote.chars())
                });
                let unsaid = held.is_none() && truth.is_some() && cut_could_be(&old, &new, before_edit);
                prop_assert!(held == truth || unseen || unsaid, "{old} → {new}: {held:?}, not {truth:?}");
                truth = held;
            }
        }

        /// Several edits between two saves.
        #[test]
        fn edits_outside_of_a_quotation_never_break_it(
            parts in prop::collection::vec(WORDS, 4),
            quote in QUOTE,
            nth in 0usize..3,
            edits in prop::collection::vec(edit_up_to(3), 1..5),
        ) {
            let text = parts.join(&quote);
            let before: usize = parts[..=nth].iter().map(|part| part.chars().count()).sum();
            let chars = quote.chars().count();
            let stretch = Stretch { at: before + nth * chars, chars };
            let (mut now, mut truth) = (text.chars().collect::<Vec<_>>(), Some(stretch));
            for edit in &edits {
                let mut tried = now.clone();
                if let Some(moved) = apply(&mut tried, truth, edit) {
                    (now, truth) = (tried, Some(moved));
                }
            }
            let new: String = now.iter().collect();
            let followed = follow(&text, &new, stretch);
            prop_assert!(followed.is_some(), "{text} → {new}");
            let found: String = new.chars().skip(followed.map_or(0, |found| found.at)).take(chars).collect();
            prop_assert_eq!(found, quote);
        }

        /// Something was typed into the quotation, and other things beside it.
        #[test]
        fn an_edit_inside_is_always_seen(
            parts in prop::collection::vec(WORDS, 4),
            quote in QUOTE,
            nth in 0usize..3,
            inside in 1usize..3,
            typed in "[ァ-ン]{1,4}",
            edits in prop::collection::vec(edit(), 0..3),
        ) {
            let text = parts.join(&quote);
            let before: usize = parts[..=nth].iter().map(|part| part.chars().count()).sum();
            let chars = quote.chars().count();
            let stretch = Stretch { at: before + nth * chars, chars };
            let mut now: Vec<char> = text.chars().collect();
            let mut touched = Stretch { chars: chars + typed.chars().count(), ..stretch };
            apply(&mut now, None, &Edit { at: stretch.at + inside, cut: 0, typed });
            for edit in &edits {
                let mut tried = now.clone();
                if let Some(moved) = apply(&mut tried, Some(touched), edit) {
                    (now, touched) = (tried, moved);
                }
            }
            let new: String = now.iter().collect();
            prop_assert_eq!(follow(&text, &new, stretch), None, "{} → {}", text, new);
        }
    }
}
