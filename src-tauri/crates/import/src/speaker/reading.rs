//! What stands beside a name: how it is read, and the role before it.

use gijicho_model::fold;

use super::MAX_CHARS;
use crate::line::is_space;

/// A speaker without the reading of the name: 「青柳（あおやぎ）委員」.
pub(crate) fn without_reading(text: &str) -> Option<String> {
    let open = text.char_indices().take(MAX_CHARS).find(|(_, c)| matches!(c, '（' | '('))?.0;
    let inner = text[open..].trim_start_matches(['（', '(']);
    let (reading, rest) = inner.split_once(['）', ')'])?;
    let is_between = open > 0 && !rest.trim_matches(is_space).is_empty();
    (is_between && is_reading(reading)).then(|| format!("{}{rest}", &text[..open]))
}

/// Whether what stands in parentheses says how a name is read: kana, more than tell two of one name apart.
pub(crate) fn is_reading(inner: &str) -> bool {
    const FEWEST: usize = 3;
    let is_kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヶ' | 'ー') || is_space(c);
    let kana = inner.chars().filter(|c| !is_space(*c)).count();
    (FEWEST..=12).contains(&kana) && inner.chars().all(is_kana)
}

/// 司会, 進行: who leads, before the name of the one who does.
pub(crate) fn is_leading_role(role: &str) -> bool {
    matches!(fold::squeezed(role).as_str(), "司会" | "進行" | "司会進行" | "議長" | "座長" | "説明" | "説明者")
}
