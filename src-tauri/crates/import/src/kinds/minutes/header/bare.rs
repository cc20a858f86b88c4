//! Lines of the head without a label: dates, times, and what belongs to a web page.

use gijicho_model::era;

use crate::line::Line;

/// A date that is the meeting's, on a line without a label; a page's own dates are not.
pub(in super::super) fn is_date_line(line: &Line<'_>) -> bool {
    let of_the_page = ["更新", "作成", "公表", "掲載", "印刷", "発行", "公開日", "登録"];
    line.text.chars().nth(60).is_none()
        && !of_the_page.iter().any(|word| line.folded.contains(word))
        && era::find_date(&line.folded).is_some_and(|found| found.range.start <= 24)
}

/// Whether a line is nothing but times: 「午後１時２分開議　午後１時３９分閉会」.
pub(in super::super) fn is_time_line(line: &Line<'_>) -> bool {
    line.text.chars().nth(40).is_none()
        && !line.folded.contains('。')
        && era::find_times(&line.folded).0.is_some()
        && ["開", "閉", "~", "〜", "から", "まで"].iter().any(|word| line.folded.contains(word))
}

/// Whether a line belongs to a web page rather than to the minutes: its path, its dates, its buttons.
pub(in super::super) fn is_page_chrome(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "更新日",
        "ページ番号",
        "印刷用ページ",
        "本文へスキップ",
        "サイト内検索",
        "このページを",
        "ページの先頭",
        "本文ここから",
        "ツイート",
        "シェア",
    ];
    folded.matches(" > ").count() > 1
        || folded.matches('>').count() > 1 && !folded.contains('<')
        || WORDS.iter().any(|word| folded.contains(word))
}

/// Whether a line begins the foot of a web page.
pub(in super::super) fn is_page_foot(folded: &str) -> bool {
    const WORDS: &[&str] = &[
        "このページに関する",
        "このページについての",
        "お問い合わせ先",
        "問い合わせ先",
        "お問合せ先",
        "ページの先頭へ",
        "PDFファイルをご覧",
        "PDF形式のファイル",
    ];
    folded.len() < 240 && WORDS.iter().any(|word| folded.starts_with(word))
}
