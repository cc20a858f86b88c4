//! Questions and answers that stand for speakers: 「問　…」 「答　…」, 「Q：」 「A：」, 「（意見）…」.
//!
//! Invariant: a mark is what is printed, its number and its closing sign included.

use gijicho_model::Side;
use gijicho_model::fold;

use super::head::matching;
use super::{BRACKETS, Turn};
use crate::kinds::minutes::direction;
use crate::line::is_space;

/// Words of those who ask and of those who answer.
const ASKING: &[&str] =
    &["質問", "質疑", "意見", "要望", "提案", "御意見", "ご意見", "御質問", "ご質問", "主な意見", "問", "質", "Q"];
const ANSWERING: &[&str] = &["回答", "答弁", "応答", "説明", "県の考え方", "事務局回答", "答", "A"];

/// Longest mark, in bytes of the folded line.
const LONGEST: usize = 60;

/// The word of a mark, and which side it names.
fn word_in(text: &str) -> Option<(&'static str, Side)> {
    let asking = ASKING.iter().map(|word| (*word, Side::Member));
    let answering = ANSWERING.iter().map(|word| (*word, Side::Presenter));
    asking.chain(answering).filter(|(word, _)| text.starts_with(word)).max_by_key(|(word, _)| word.len())
}

/// The side that a mark such as 「問１」 or 「（回答）」 names.
pub(in super::super) fn side(mark: &str) -> Option<Side> {
    let folded = fold::squeezed(mark);
    let inner = folded.trim_matches(|c: char| "()[]【】<>〈〉〔〕:.".contains(c));
    let (word, side) = word_in(inner)?;
    inner[word.len()..].chars().all(|c| c.is_ascii_digit()).then_some(side)
}

/// Reads a line as a question or an answer. What stands alone after the mark and is `is_speaker` asks or answers:
/// 「Ｑ　代表幹事（新聞）」 over what was asked.
pub(super) fn turn(text: &str, is_speaker: impl Fn(&str) -> bool) -> Option<(Turn, Side)> {
    let end = text.char_indices().nth(LONGEST / 3).map_or(text.len(), |(at, _)| at);
    let map = fold::folded_width(&text[..end]);
    let folded = map.text();
    let (from, close) = match BRACKETS.iter().find(|(open, _)| folded.starts_with(*open)) {
        Some(&(open, close)) => (open.len_utf8(), Some((open, close))),
        None => (0, None),
    };
    let (word, side) = word_in(&folded[from..])?;
    let rest = &folded[from + word.len()..];
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let mark_end = match close {
        Some((open, close)) => {
            let inner = matching(&folded[from..], open, close)?;
            (rest.trim_start().starts_with(close)).then_some(from + inner + close.len_utf8())?
        }
        None if rest.starts_with([':', '.']) => folded.len() - rest.len() + 1,
        None if rest.starts_with(is_space) => folded.len() - rest.len(),
        None => return None,
    };
    let mark_end = map.to_source(0..mark_end).end;
    let speech = text[mark_end..].trim_start_matches(|c: char| is_space(c) || matches!(c, ':' | '：'));
    // 「主な意見：」 and 【意見】 stand over what several say.
    let is_over_several =
        word.starts_with("主な") || close.is_some() && matches!(word, "意見" | "説明" | "質疑" | "要望");
    if speech.is_empty() && is_over_several || close.is_some() && direction::tells_of_explanation(speech) {
        return None;
    }
    let mark = Some(text[..mark_end].trim_matches(is_space).to_owned());
    if !speech.is_empty() && is_speaker(speech.trim_end_matches(is_space)) {
        return Some((
            Turn { mark, speaker: Some(speech.trim_end_matches(is_space).to_owned()), ..Turn::default() },
            side,
        ));
    }
    let turn =
        Turn { mark, speech: (!speech.is_empty()).then(|| text.len() - speech.len()..text.len()), ..Turn::default() };
    Some((turn, side))
}
