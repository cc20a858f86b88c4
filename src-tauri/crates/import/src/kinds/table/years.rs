//! Years, halves, quarters and months as headings and cells print them.

use gijicho_model::era::EraYear;
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;

/// Most characters of a year: 「平成３０年度」 with room for blanks.
const LONGEST_YEAR: usize = 8;

/// The year that a folded, squeezed text begins with, and what follows it: 「令和4年度目標」,
/// 「R4」, 「2022年度」, and 「4年度」 where a year nearby says which era that is.
pub(super) fn leading(text: &str, near: Option<FiscalYear>) -> Option<(FiscalYear, &str)> {
    if let Some(end) = text.find('年').filter(|end| text[..*end].chars().count() <= LONGEST_YEAR) {
        let rest = &text[end + '年'.len_utf8()..];
        let rest = rest.strip_prefix('度').unwrap_or(rest);
        let rest = western_in_parentheses(rest);
        return named(&text[..end], near).map(|year| (year, rest));
    }
    let len = text.bytes().skip(1).take_while(u8::is_ascii_digit).count();
    let is_short = text.starts_with(['R', 'H', 'r', 'h']) && (1..=2).contains(&len);
    let rest = is_short.then(|| &text[1 + len..]).filter(|rest| !rest.starts_with(['.', '/', '-']))?;
    FiscalYear::parse(&text[..=len]).map(|year| (year, rest))
}

/// 「(2022年度)」 after the same year in the other reckoning.
fn western_in_parentheses(rest: &str) -> &str {
    let inner = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    match inner {
        Some((inner, after)) if inner.starts_with(|c: char| c.is_ascii_digit() || "令平RH".contains(c)) => after,
        _ => rest,
    }
}

/// A year by its name, without 年度.
fn named(text: &str, near: Option<FiscalYear>) -> Option<FiscalYear> {
    let bare = |year: u32| {
        let era = EraYear::parse(&near?.short())?.era;
        FiscalYear::parse(&format!("{}{year}", era.letter()))
    };
    match text.parse::<u32>() {
        Ok(year) if text.len() <= 2 && year > 0 => bare(year),
        _ => FiscalYear::parse(text),
    }
}

/// The years named in a text, with 年度, in order.
pub(super) fn all_in(text: &str) -> Vec<FiscalYear> {
    let squeezed = fold::squeezed(text);
    let ends = squeezed.match_indices("年度").map(|(at, _)| at);
    ends.filter_map(|end| {
        let starts = squeezed[..end].char_indices().rev().take(LONGEST_YEAR).map(|(at, _)| at);
        starts.filter_map(|at| FiscalYear::parse(&squeezed[at..end])).last()
    })
    .collect()
}

/// What a folded, squeezed heading says of a part of the year, and what else it says: 「上半期」 of
/// 「上半期の実績」.
pub(super) fn part_of_year(text: &str) -> Option<(&str, String)> {
    const PARTS: &[&str] = &[
        "上半期",
        "下半期",
        "上期",
        "下期",
        "前期",
        "後期",
        "前半",
        "後半",
        "第1四半期",
        "第2四半期",
        "第3四半期",
        "第4四半期",
        "1四半期",
        "2四半期",
        "3四半期",
        "4四半期",
        "1Q",
        "2Q",
        "3Q",
        "4Q",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "中間",
        "年度末",
        "年間",
        "通期",
    ];
    if let Some(part) = PARTS.iter().find(|part| text.contains(**part)) {
        let at = text.find(part)?;
        let rest = [&text[..at], &text[at + part.len()..]].concat();
        return Some((&text[at..at + part.len()], rest));
    }
    let len = text.find('月')? + '月'.len_utf8();
    let months = &text[..len];
    let span = months.trim_end_matches('月').split(['~', '〜', '-', '・', ',']);
    let fits =
        span.clone().count() <= 3 && span.clone().all(|part| month_number(part.trim_end_matches('月')).is_some());
    let rest = text[len..].trim_start_matches('末');
    let (more, rest) = match rest.find('月').filter(|_| rest.starts_with(['~', '〜', '-'])) {
        Some(end) => (end + '月'.len_utf8() + (text.len() - len - rest.len()), &rest[end + '月'.len_utf8()..]),
        None => (0, rest),
    };
    fits.then(|| (&text[..(len + more).min(text.len())], rest.to_owned()))
}

/// 1 to 12.
pub(super) fn month_number(text: &str) -> Option<u8> {
    text.parse().ok().filter(|month| (1..=12).contains(month) && text.len() <= 2)
}

/// The month of a heading that is nothing but one: 「4月」.
pub(super) fn month(text: &str) -> Option<u8> {
    text.strip_suffix('月').and_then(month_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_with_what_follows() {
        let near = Some(FiscalYear(2020));
        let cases = [
            ("令和4年度", Some((2022, ""))),
            ("令和4年度目標", Some((2022, "目標"))),
            ("2022年度(R4)実績", Some((2022, "実績"))),
            ("令和4年度(2022年度)", Some((2022, ""))),
            ("R5実績", Some((2023, "実績"))),
            ("3年度", Some((2021, ""))),
            ("R5.4", None),
            ("年度", None),
            ("今年度", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(leading(text, near).map(|(year, rest)| (year.0, rest)), wanted, "{text}");
        }
        assert_eq!(leading("3年度", None), None);
    }

    #[test]
    fn parts_of_a_year_are_read_with_what_else_is_said() {
        let cases = [
            ("上半期の実績", Some(("上半期", "の実績"))),
            ("第1四半期", Some(("第1四半期", ""))),
            ("4月", Some(("4月", ""))),
            ("4~6月", Some(("4~6月", ""))),
            ("4月~9月実績", Some(("4月~9月", "実績"))),
            ("9月末時点", Some(("9月", "時点"))),
            ("進捗", None),
            ("毎月", None),
        ];
        for (text, wanted) in cases {
            let found = part_of_year(text);
            assert_eq!(found.as_ref().map(|(part, rest)| (*part, rest.as_str())), wanted, "{text}");
        }
    }
}
