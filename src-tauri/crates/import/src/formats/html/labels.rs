//! Labels of lists, which a browser prints and no text holds.

use scraper::node::Element;

use crate::formats::numerals::Numerals;

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    numerals: Option<Numerals>,
    next: u32,
    is_bare: bool,
}

impl List {
    pub(super) fn new(element: &Element) -> Self {
        let style = element.attr("style").unwrap_or_default().to_ascii_lowercase();
        let is_ordered = element.name() == "ol";
        let numerals = match element.attr("type") {
            Some("a") => Numerals::LowerLetter,
            Some("A") => Numerals::UpperLetter,
            Some("i") => Numerals::LowerRoman,
            Some("I") => Numerals::UpperRoman,
            _ if style.contains("katakana-iroha") => Numerals::Iroha,
            _ if style.contains("katakana") => Numerals::Aiueo,
            _ if style.contains("hiragana-iroha") => Numerals::HiraganaIroha,
            _ if style.contains("hiragana") => Numerals::Hiragana,
            _ if style.contains("cjk-ideographic") || style.contains("japanese-informal") => Numerals::Kanji,
            _ if style.contains("decimal-leading-zero") => Numerals::DecimalZero,
            _ => Numerals::Decimal,
        };
        let is_bare = style.replace(' ', "").contains("list-style:none")
            || style.replace(' ', "").contains("list-style-type:none");
        let next = element.attr("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1);
        Self { numerals: is_ordered.then_some(numerals), next, is_bare }
    }

    /// The text of the next item with its label.
    pub(super) fn label(&mut self, item: &Element, text: &str) -> String {
        let own = item.attr("value").and_then(|value| value.trim().parse().ok());
        let number = own.unwrap_or(self.next);
        self.next = number.saturating_add(1);
        match self.numerals {
            _ if self.is_bare => text.to_owned(),
            Some(numerals) => format!("{}. {text}", numerals.write(number)),
            None => bulleted(text),
        }
    }
}

/// The text of an item with a bullet, unless it is printed with a mark or a number of its own.
pub(in crate::formats) fn bulleted(text: &str) -> String {
    const MARKS: &str = "・･•‣▪○●◯〇◎☆★□■◆◇△▲▽▼※＊－-–—→⇒➢✓【＜〈<";
    let mut chars = text.chars();
    let first = chars.next();
    let second = chars.next();
    let is_number = |c: Option<char>| c.is_some_and(char::is_numeric);
    let has_own = first.is_some_and(|c| MARKS.contains(c))
        || is_number(first) && !is_counted(text)
        || matches!(first, Some('（' | '(')) && is_number(second);
    if has_own || text.is_empty() { text.to_owned() } else { format!("・{text}") }
}

/// Whether digits at the beginning count what follows (７月, 12件), and number nothing.
fn is_counted(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let after = text.trim_start_matches(is_digit);
    after.len() < text.len() && after.starts_with(char::is_alphabetic)
}
