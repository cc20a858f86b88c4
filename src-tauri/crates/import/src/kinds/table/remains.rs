//! Remains of what was drawn: scraps of a chart, of rules and seals that were read as characters.
//!
//! Invariant: they are told by their own characters, and only where nothing was meant to be read: a
//! number in a column that a table has is never one.

use encoding_rs::SHIFT_JIS;
use gijicho_model::fold;

use super::cells;

/// Most characters of what a figure leaves behind.
const LONGEST: usize = 24;
/// Most characters of a scrap of a word.
const SCRAP: usize = 2;

/// Whether a text is what a figure left behind: signs and digits without a word, a scrap of one or two
/// characters, or Han characters that Japanese is not printed with.
pub(super) fn is_remains(text: &str) -> bool {
    let squeezed = fold::squeezed(text);
    let chars = squeezed.chars().count();
    let is_wordless = !squeezed.chars().any(char::is_alphabetic);
    let is_scrap = chars <= SCRAP && !cells::is_phase(&squeezed);
    (1..=LONGEST).contains(&chars) && !squeezed.contains('。') && (is_wordless || is_scrap || is_foreign(&squeezed))
}

/// Whether a text without kana holds characters that no Japanese font of the time had.
fn is_foreign(squeezed: &str) -> bool {
    let is_kana = |c: char| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ');
    let (_, _, is_beyond) = SHIFT_JIS.encode(squeezed);
    is_beyond && !squeezed.contains(is_kana)
}

/// A scrap as it is kept.
pub(super) fn note(text: &str) -> String {
    format!("図や枠の読み取りの残り「{text}」")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remains_are_told_from_words() {
        for (text, wanted) in [
            ("1 - 37-111", true),
            (",", true),
            ("ル", true),
            ("達施", true),
            ("图别以连", true),
            ("実施", false),
            ("庁舎の係", false),
            ("合計　２件", false),
            ("窓口課", false),
            ("髙橋課", false),
            ("ご意見は別に聞く。", false),
        ] {
            assert_eq!(is_remains(text), wanted, "{text}");
        }
    }
}
