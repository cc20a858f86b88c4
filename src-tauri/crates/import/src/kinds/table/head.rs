//! What stands before and beside the tables: title, date, department, label of the document, notes.

use gijicho_model::draft::{TableDraft, Warning};
use gijicho_model::era;
use gijicho_model::fiscal::{FiscalYear, Half};
use gijicho_model::fold;

use super::{departments, marks, years};
use crate::Kind;
use crate::line::is_space;

/// Most characters of the label of a document.
const LONGEST_LABEL: usize = 12;
/// Most characters of a title.
const LONGEST_TITLE: usize = 120;

/// Takes a line before the first table; whether it found a place.
pub(super) fn take(draft: &mut TableDraft, text: &str) -> bool {
    let dated = era::find_date(text).filter(|found| found.range.start == 0 && draft.issued_on.is_none());
    let rest = dated.as_ref().map_or(text, |found| text[found.range.end..].trim_matches(is_space));
    let names_department = draft.issued_by.is_empty() && departments::is_department(rest);
    if let Some(found) = dated.filter(|_| rest.is_empty() || names_department || is_state(rest)) {
        draft.issued_on = Some(found.date);
        if names_department {
            rest.clone_into(&mut draft.issued_by);
        }
        return true;
    }
    match () {
        () if draft.document.is_empty() && is_document(text) => text.clone_into(&mut draft.document),
        () if is_note(text) => draft.notes.push(text.to_owned()),
        () if draft.title.is_empty() && text.chars().nth(LONGEST_TITLE).is_none() => text.clone_into(&mut draft.title),
        () if names_department && !draft.title.is_empty() => text.clone_into(&mut draft.issued_by),
        () if goes_on(&draft.title, text) => draft.title = format!("{} {text}", draft.title),
        () => return false,
    }
    true
}

/// 「現在」 after a date.
fn is_state(text: &str) -> bool {
    matches!(text, "現在" | "時点" | "改定" | "策定" | "公表" | "作成" | "改訂")
}

/// A second line of a title says of which year the table is, or what it is.
fn goes_on(title: &str, text: &str) -> bool {
    let is_short = text.chars().nth(40).is_none() && !text.ends_with('。') && marks::kind_of(text).is_none();
    let tells = |text: &str| {
        ["進捗", "計画", "工程表", "実績", "報告", "上半期", "下半期", "取組状況"]
            .iter()
            .any(|word| text.contains(word))
    };
    let names_year = years::all_in(title).is_empty() && !years::all_in(text).is_empty();
    is_short && (names_year || tells(text) && !tells(title))
}

/// 「資料２別表」「別紙１」「参考」
pub(super) fn is_document(text: &str) -> bool {
    let folded = fold::squeezed(text);
    let bare = folded.trim_matches(['【', '】', '[', ']', '(', ')', '《', '》'].as_slice());
    let begins = ["資料", "別紙", "別添", "別表", "参考資料", "参考"].iter().any(|word| bare.starts_with(word));
    begins && bare.chars().count() <= LONGEST_LABEL && !bare.contains(['。', '、'])
}

/// 「※ …」「（注）…」「注１ …」
pub(super) fn is_note(text: &str) -> bool {
    let folded: String = fold::squeezed(text).chars().take(6).collect();
    ["※", "*", "(注", "注)", "注1", "注2", "注3", "注:", "(※", "[注", "【注", "備考:", "凡例"]
        .iter()
        .any(|mark| folded.starts_with(mark))
        || folded == "注"
}

/// What a title says of the kind of table, whatever its columns are.
pub(super) fn kind_of_title(title: &str) -> Option<Kind> {
    const REPORTS: &[&str] = &["進捗", "実績", "報告", "取組状況", "実施状況", "評価", "取組結果", "達成状況"];
    const PLANS: &[&str] = &["計画", "工程表", "ロードマップ", "プラン", "大綱"];
    let names = |words: &[&str]| words.iter().any(|word| title.contains(word));
    match () {
        () if names(REPORTS) => Some(Kind::Progress),
        () if names(PLANS) => Some(Kind::Plan),
        () => None,
    }
}

/// Settles the year and the half, and says what a person should look at.
pub(super) fn finish(draft: &mut TableDraft, kind: Kind, file_name: &str) {
    draft.fiscal_year = fiscal_year(draft).or_else(|| years::all_in(file_name).first().copied());
    draft.period = (kind == Kind::Progress).then(|| period(&draft.title).or_else(|| half_of(draft))).flatten();
    let mut warn = |code: &str, message: &str| {
        draft.warnings.push(Warning { code: code.into(), message: message.into(), line: None });
    };
    if draft.title.is_empty() {
        warn("title-missing", "標題が見つかりません。計画の名前を入れてください。");
    }
    if draft.fiscal_year.is_none() {
        warn("year-missing", "何年度のものかが書かれていません。年度を選んでください。");
    }
    if kind == Kind::Progress && draft.period.is_none() {
        warn("period-missing", "上半期か下半期かが書かれていません。選んでください。");
    }
}

/// The year a table is for: the one its title names; of several, the one in which it was issued.
fn fiscal_year(draft: &TableDraft) -> Option<FiscalYear> {
    let named = years::all_in(&draft.title);
    let issued = draft.issued_on.map(FiscalYear::of);
    match named.as_slice() {
        [only] => Some(*only),
        [first, .., last] => issued.filter(|issued| (first..=last).contains(&issued)).or(Some(*first)),
        [] => issued.or_else(|| draft.initiatives.iter().flat_map(|i| &i.schedule).map(|cell| cell.fiscal_year).min()),
    }
}

fn period(title: &str) -> Option<Half> {
    let squeezed = fold::squeezed(title);
    let names = |words: &[&str]| words.iter().any(|word| squeezed.contains(word));
    match () {
        () if names(&["上半期", "前期", "上期", "9月末"]) => Some(Half::FirstHalf),
        () if names(&["下半期", "後期", "下期", "3月末"]) => Some(Half::SecondHalf),
        () => None,
    }
}

/// The half that all reports under time headings speak of.
fn half_of(draft: &TableDraft) -> Option<Half> {
    let mut halves = draft.initiatives.iter().flat_map(|i| &i.progress).map(|entry| period(&entry.when));
    let first = halves.next().flatten()?;
    halves.all(|half| half == Some(first)).then_some(first)
}
