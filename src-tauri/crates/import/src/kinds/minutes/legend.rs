//! The legend: what the marks before the speakers mean, as the document itself says.

use gijicho_model::meeting::{Legend, Side};

/// Marks that minutes put before speakers.
pub(super) const MARKS: &str = "●○◯〇◎☆★□■◆◇△▲▽▼◉⚫⚪▶►▷▪※⇒→";

/// Whether a character can be a mark.
pub(super) fn is_mark(c: char) -> bool {
    MARKS.contains(c)
}

/// Reads a legend out of a header line: 「（●説明・回答、☆意見・質問）」. A line without at
/// least two marks has none, unless it says 凡例.
pub(super) fn read(text: &str) -> Option<Legend> {
    let mut entries: Vec<(String, String)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_legend_mark) {
        let mark = rest[at..].chars().next()?;
        let after = &rest[at + mark.len_utf8()..];
        let end =
            after.find(|c| is_legend_mark(c) || matches!(c, '）' | ')' | '】' | '〕' | '。')).unwrap_or(after.len());
        let meaning = after[..end].trim_matches(is_around_meaning);
        let meaning = meaning.strip_prefix('は').unwrap_or(meaning).trim_matches(is_around_meaning);
        if !meaning.is_empty()
            && meaning.chars().count() <= 40
            && !entries.iter().any(|(known, _)| known.starts_with(mark))
        {
            entries.push((mark.to_string(), meaning.to_owned()));
        }
        rest = &after[end..];
    }
    let enough = if text.contains("凡例") { 1 } else { 2 };
    (entries.len() >= enough).then_some(Legend(entries))
}

/// ※ begins a note, never a legend.
fn is_legend_mark(c: char) -> bool {
    is_mark(c) && !matches!(c, '※' | '⇒' | '→')
}

fn is_around_meaning(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '、' | ','
                | '，'
                | '：'
                | ':'
                | '＝'
                | '='
                | '…'
                | '･'
                | '／'
                | '/'
                | '；'
                | ';'
                | '・'
                | '「'
                | '」'
                | '－'
                | '-'
        )
}

/// The side that a meaning names.
pub(super) fn side(meaning: &str) -> Side {
    let names = |words: &[&str]| words.iter().any(|word| meaning.contains(word));
    match () {
        () if names(&["議長", "会長", "座長", "委員長", "進行", "司会"]) => Side::Chair,
        () if names(&["説明", "回答", "答弁", "事務局", "執行部", "提出", "提案", "担当", "当局"]) => {
            Side::Presenter
        }
        () if names(&[
            "意見",
            "質問",
            "質疑",
            "委員",
            "議員",
            "本部員",
            "構成員",
            "出席者",
            "発言",
            "コメント",
            "知事",
        ]) =>
        {
            Side::Member
        }
        () => Side::Unknown,
    }
}
