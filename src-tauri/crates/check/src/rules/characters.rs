//! Characters that will not print or travel, and what another encoding has left behind.

use encoding_rs::SHIFT_JIS;
use unicode_normalization::UnicodeNormalization as _;

use crate::{Context, Finding, Place, Rule};

/// Simplified characters that stand where a Japanese one is meant.
const SIMPLIFIED: &str = include_str!("../../data/simplified.txt");

pub(super) fn characters(context: &Context<'_>, place: Place, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        findings.extend(finding(context, place, text, at, c, next));
    }
    findings
}

fn finding(context: &Context<'_>, place: Place, text: &str, at: usize, c: char, next: Option<char>) -> Option<Finding> {
    if c.is_ascii() || gijicho_model::fold::is_variation_selector(c) {
        return None;
    }
    let quote = &text[at..at + c.len_utf8()];
    let remains = |reason: &str| Finding::new(Rule::Remains, place, reason).quoting(text, at, quote);
    if c == '\u{FFFD}' || ('\u{E000}'..='\u{F8FF}').contains(&c) {
        return Some(remains("読めなかった字、または外字の名残です。原本を見て正しい字にしてください。"));
    }
    if let Some(right) = simplified(c) {
        let reason = format!("日本の字ではありません（文字コードの名残）。「{right}」と見られます。");
        return Some(remains(&reason).fixed(right));
    }
    if is_radical(c) {
        let right: String = quote.nfkc().collect();
        return Some(remains("字の形をした部首の記号です。ふつうの漢字に改めてください。").fixed(right));
    }
    if let Some(mark @ ('\u{3099}' | '\u{309A}')) = next {
        let end = at + c.len_utf8() + mark.len_utf8();
        let whole = &text[at..end];
        let reason = "濁点・半濁点が離れています。一つの字に改めてください。";
        let finding = Finding::new(Rule::Remains, place, reason).quoting(text, at, whole);
        return Some(finding.fixed(whole.nfc().collect::<String>()));
    }
    if matches!(c, '\u{3099}' | '\u{309A}') {
        return None;
    }
    if ('\u{FF61}'..='\u{FF9F}').contains(&c) {
        return Some(remains("半角の仮名・句読点です。全角に改めてください。").fixed(quote.nfkc().collect::<String>()));
    }
    let character = |reason: &str| Finding::new(Rule::Character, place, reason).quoting(text, at, quote);
    if !(context.has_glyph)(c) {
        return Some(character("印刷に使う書体にない字です。PDF では〓になります。"));
    }
    let code = u32::from(c);
    is_outside_cp932(quote).then(|| {
        let reason =
            format!("U+{code:04X} は Shift_JIS（CP932）にない字です。ほかの文書システムで化けることがあります。");
        Finding::new(Rule::Character, place, reason).quoting(text, at, quote)
    })
}

fn simplified(c: char) -> Option<&'static str> {
    SIMPLIFIED.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (from, to) = line.split_once('\t')?;
        from.starts_with(c).then_some(to)
    })
}

/// The blocks of Kangxi and CJK radicals.
fn is_radical(c: char) -> bool {
    ('\u{2E80}'..='\u{2FD5}').contains(&c)
}

fn is_outside_cp932(text: &str) -> bool {
    SHIFT_JIS.encode(text).2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_names_characters_that_japanese_encodings_lack() {
        let lines: Vec<_> = SIMPLIFIED.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.len() > 200);
        for line in lines {
            let (from, to) = line.split_once('\t').unwrap();
            assert_eq!((from.chars().count(), to.chars().count()), (1, 1), "{line}");
            assert!(is_outside_cp932(from) && !is_outside_cp932(to), "{line}");
        }
        assert_eq!((simplified('态'), simplified('態')), (Some("態"), None));
    }
}
