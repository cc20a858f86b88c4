//! Marks at the head of a title: what kind of heading it is, and the number it prints.

use gijicho_model::fold;

/// Words before the number of a heading over initiatives.
const WORDS: &[&str] = &[
    "取組の柱",
    "改革の柱",
    "基本方針",
    "基本目標",
    "重点項目",
    "重点分野",
    "重点施策",
    "基本施策",
    "プロジェクト",
    "方向性",
    "変革",
    "柱",
    "政策",
    "施策",
    "戦略",
    "方針",
    "分野",
    "視点",
    "重点",
    "目標",
    "改革",
    "区分",
    "大項目",
    "中項目",
];

/// What kind of mark a heading over initiatives has: those of the same kind stand side by side.
pub(super) fn kind_of(text: &str) -> Option<String> {
    let first = text.chars().next()?;
    if matches!(first, '【' | '《' | '〔' | '［' | '[' | '≪' | '■' | '◆' | '●' | '◎' | '▼' | '○' | '□' | '◇')
    {
        return Some(first.to_string());
    }
    if matches!(first, '\u{2160}'..='\u{216B}') || begins_with_roman(text) {
        return Some("Ⅰ".to_owned());
    }
    let folded: String = fold::squeezed(text).chars().take(24).collect();
    if let Some(rest) = folded.strip_prefix('第') {
        let after = rest.trim_start_matches(is_numeral);
        let unit = after.chars().next().filter(|_| after.len() < rest.len())?;
        return "章編部節項".contains(unit).then(|| format!("第{unit}"));
    }
    let word =
        WORDS.iter().find(|word| folded.strip_prefix(**word).is_some_and(|rest| rest.starts_with(is_numeral)))?;
    Some((*word).to_owned())
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十IVX".contains(c)
}

/// 「I 県民に」「IV．」: Latin letters for a Roman number, set apart.
fn begins_with_roman(text: &str) -> bool {
    let folded = fold::width(text);
    let rest = folded.trim_start_matches(['I', 'V', 'X']);
    let len = folded.len() - rest.len();
    (1..=4).contains(&len) && rest.starts_with([' ', '\u{3000}', '.', '、', ':', '\t', '-', '~', '〜'])
}

/// Whether a cell of numbers holds a Roman number, as printed or as a damaged glyph has it.
pub(super) fn is_roman(text: &str) -> bool {
    let text = text.trim_end_matches(['.', '．', '、']);
    let count = text.chars().count();
    let single = |c: char| {
        matches!(c, '\u{2160}'..='\u{217F}' | 'I' | 'V' | 'X' | 'Ｉ' | 'Ｖ' | 'Ｘ' | 'l' | 'п' | 'П' | 'ш' | 'Ш' | 'ｌ')
    };
    (1..=4).contains(&count) && text.chars().all(single)
}

/// A number at the head of a title, half-width and without the brackets around it, and the rest:
/// 「①紙」, 「(1) 紙」, 「１－(1)-① 紙」, 「２．紙」.
pub(super) fn numbered(text: &str) -> Option<(String, &str)> {
    let mut number = String::new();
    let mut rest = text;
    let mut is_closed = false;
    for _ in 0..4 {
        let Some((part, closed, after)) = numeral(rest) else { break };
        if !number.is_empty() {
            number.push('-');
        }
        number.push_str(&part);
        is_closed = closed;
        rest = after;
        let joined = rest.trim_start_matches(['-', '－', '−', '‐', '–', 'ー', '.', '．']);
        match numeral(joined) {
            // 「1.5倍」 is an amount.
            Some((_, closed, after)) if joined.len() < rest.len() && (closed || !is_amount(after)) => rest = joined,
            Some((_, false, after)) if joined.len() < rest.len() && is_amount(after) => return None,
            Some((_, true, _)) => {}
            _ => break,
        }
    }
    let after = rest.trim_start_matches(crate::line::is_space);
    let after =
        after.trim_start_matches(['．', '.', '、', ':', '：', ')', '）']).trim_start_matches(crate::line::is_space);
    let is_apart = is_closed || after.len() < rest.len() || rest.is_empty();
    (!number.is_empty() && is_apart && number.len() <= 16).then_some((number, after))
}

/// What follows a number that counts something.
fn is_amount(after: &str) -> bool {
    after.starts_with(|c: char| "倍%％割点回人件万億円年月日時".contains(c))
}

/// One numeral: its digits, whether brackets or a circle close it, and the rest.
fn numeral(text: &str) -> Option<(String, bool, &str)> {
    let first = text.chars().next()?;
    if let '①'..='⑳' | '㉑'..='㉟' | '⑴'..='⒇' | '❶'..='❿' = first {
        let digits: String = fold::width(&first.to_string()).chars().filter(char::is_ascii_digit).collect();
        let digits = if digits.is_empty() { (u32::from(first) - u32::from('❶') + 1).to_string() } else { digits };
        return Some((digits, true, &text[first.len_utf8()..]));
    }
    let (open, body) = match first {
        '(' | '（' | '〔' | '[' | '［' => (true, &text[first.len_utf8()..]),
        _ => (false, text),
    };
    let after = body.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let digits = fold::width(&body[..body.len() - after.len()]);
    if digits.is_empty() || digits.len() > 3 {
        return None;
    }
    if !open {
        return Some((digits, false, after));
    }
    after.strip_prefix([')', '）', '〕', ']', '］']).map(|rest| (digits, true, rest))
}

/// Marks before an item of a list.
pub(super) const BULLETS: &[char] =
    &['・', '･', '·', '•', '▪', '○', '〇', '◯', '●', '◎', '■', '□', '◆', '◇', '▼', '▶', '➢', '✓', '☐', '☑', '⚫'];

/// Boxes, which mark an item wherever they stand.
pub(super) const BOXES: &[char] = &['□', '■', '☐', '☑', '◆', '◇'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_amounts() {
        let cases = [
            ("①紙を減らす", Some(("1", "紙を減らす"))),
            ("(1) 紙", Some(("1", "紙"))),
            ("⑵紙", Some(("2", "紙"))),
            ("１－(1)-① 紙", Some(("1-1-1", "紙"))),
            ("2-(3)　紙", Some(("2-3", "紙"))),
            ("１．紙", Some(("1", "紙"))),
            ("12", Some(("12", ""))),
            ("1-2 紙", Some(("1-2", "紙"))),
            ("1.5倍にする", None),
            ("2025年までに", None),
            ("紙", None),
            ("（案）紙", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(numbered(text).as_ref().map(|(number, rest)| (number.as_str(), *rest)), wanted, "{text}");
        }
    }

    #[test]
    fn headings_over_initiatives_are_told_by_their_marks() {
        let cases = [
            ("【紙】", Some("【")),
            ("Ⅰ 県民に近い県庁", Some("Ⅰ")),
            ("II 県民に", Some("Ⅰ")),
            ("第１章　紙", Some("第章")),
            ("変革２ 紙", Some("変革")),
            ("柱１ 紙", Some("柱")),
            ("紙を減らす", None),
            ("Web会議", None),
            ("目標を立てる", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(kind_of(text).as_deref(), wanted, "{text}");
        }
        for (text, wanted) in [("Ⅲ", true), ("п", true), ("ш", true), ("1", false), ("取組", false), ("", false)]
        {
            assert_eq!(is_roman(text), wanted, "{text}");
        }
    }
}
