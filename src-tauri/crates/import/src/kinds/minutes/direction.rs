//! Stage directions: what happened rather than what was said.
//!
//! Invariant: a direction is told by its own words; nothing that ends a sentence of speech is one.

/// 「○議題（１）について、事務局から資料に基づき説明」: what happens, printed with a mark of its own.
pub(super) fn is_direction(text: &str) -> bool {
    let inner = text.trim_start_matches(|c| "○◎◯〇□■◇◆▽▼△▲※".contains(c));
    inner.len() < text.len() && tells_of_explanation(inner) && !inner.ends_with('。')
}

/// 「企画部長から資料１に基づき説明」: that somebody explains, rather than what.
pub(super) fn tells_of_explanation(text: &str) -> bool {
    const LONGEST: usize = 80;
    const ENDS: &[&str] =
        &["説明", "報告", "紹介", "挨拶", "あいさつ", "説明があった", "報告があった", "説明した", "説明を行った"];
    let inner = text.trim_end_matches('。');
    text.chars().nth(LONGEST).is_none()
        && ["から", "より", "による"].iter().any(|word| inner.contains(word))
        && ENDS.iter().any(|end| inner.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_told_from_speech() {
        for (line, wanted) in [
            ("○議題（１）について、事務局から資料に基づき説明", true),
            ("※総務部長より資料３を説明", true),
            ("○県民からの相談は増えている", false),
            ("○事務局から説明があったとおりである。", false),
            ("事務局から説明", false),
        ] {
            assert_eq!(is_direction(line), wanted, "{line}");
        }
    }
}
