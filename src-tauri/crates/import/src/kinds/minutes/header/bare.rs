//! Lines of the head without a label: dates, times, and what belongs to a web page.

use gijicho_model::{era, fold};

use crate::line::{Line, is_space};

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
    const BUTTONS: &[&str] =
        &["文字サイズ", "本文", "ここから本文です。", "メニュー", "閉じる", "読み上げる", "ふりがなをつける"];
    let is_path = folded.contains(" > ") && folded.starts_with(|c: char| !"<〈【[(".contains(c));
    let names_a_site = ["ホームページ", "公式サイト", "公式ウェブサイト", "ウェブサイト"];
    let is_site = folded.len() < 60 && names_a_site.iter().any(|name| folded.ends_with(name));
    is_path
        || BUTTONS.contains(&folded)
        || is_site
        || folded.matches(" > ").count() > 1
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
    let asks = ["問い合わせ", "問合せ", "問合わせ"].iter().any(|word| folded.contains(word));
    folded.len() < 240
        && (WORDS.iter().any(|word| folded.starts_with(word))
            || asks && folded.starts_with(['こ', '本', '<', '【', '■', '問', '担', '連']))
}

/// A word that closes a document: 以上.
pub(in super::super) fn is_closing(folded: &str) -> bool {
    let word: String = folded.chars().filter(|c| !c.is_whitespace() && !"()-―ー.。〔〕【】".contains(*c)).collect();
    matches!(word.as_str(), "以上" | "了" | "終わり")
}

/// When the meeting ended, on a line of its own: 「閉会　午後３時４５分」, 「（午前１１時２０分　散会）」.
pub(in super::super) fn is_closing_time(line: &Line<'_>) -> bool {
    is_time_beside(line, &["閉会", "散会", "閉議", "終了", "終会", "End"])
}

/// When the meeting began, on a line of its own: 「午前１０時００分　開議」.
pub(in super::super) fn is_opening_time(line: &Line<'_>) -> bool {
    is_time_beside(line, &["開議", "開会", "開始"])
}

/// Whether a line holds a time and one of these words, and next to nothing else.
fn is_time_beside(line: &Line<'_>, words: &[&str]) -> bool {
    const LONGEST: usize = 30;
    if line.text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let squeezed = fold::squeezed(line.text);
    let rest = |word: &str| squeezed.replacen(word, "", 1);
    !squeezed.contains("休憩")
        && words.iter().find(|word| squeezed.contains(**word)).is_some_and(|word| {
            let rest = rest(word);
            let others = rest
                .chars()
                .filter(|c| !c.is_ascii_digit() && !" :()〔〕【】午前後時分一二三四五六七八九十正".contains(*c));
            era::find_times(&line.folded).0.is_some() && others.count() <= 4
        })
}

/// What heads the column of those who speak, and that of what they say.
const WHO: &[&str] = &["発言者", "発言者名", "氏名", "職氏名", "発言委員", "委員名", "職名", "発言者等"];
const WHAT: &[&str] =
    &["発言内容", "発言要旨", "発言の要旨", "内容", "発言", "審議内容", "議事内容", "概要", "発言概要", "意見", "要旨"];

/// Rules between columns of plain text, and tabs.
pub(in super::super) fn is_column_end(c: char) -> bool {
    matches!(c, '\t' | '|' | '｜' | '│' | '┃')
}

/// The captions of a table of remarks: 「発言者　発言内容」.
pub(in super::super) fn is_column_caption(folded: &str) -> bool {
    let mut cells = folded.split(is_space).filter(|cell| !cell.is_empty());
    let who = cells.next().is_some_and(|cell| WHO.contains(&cell));
    let is_pair = who && cells.next().is_some_and(|cell| WHAT.contains(&cell)) && cells.next().is_none();
    is_pair || captioned_columns(folded).is_some()
}

/// In which column of 「No.｜発言者｜発言内容」 the speakers stand, and in which what they say.
pub(in super::super) fn captioned_columns(folded: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 120;
    if folded.len() > LONGEST {
        return None;
    }
    let cells: Vec<String> = folded.split(is_column_end).map(fold::squeezed).collect();
    let place = |captions: &[&str]| cells.iter().position(|cell| captions.contains(&cell.as_str()));
    let (who, what) = (place(WHO)?, cells.iter().rposition(|cell| WHAT.contains(&cell.as_str()))?);
    (who < what).then_some((who, what))
}
