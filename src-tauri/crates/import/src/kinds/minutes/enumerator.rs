//! Numbers at the beginning of a line: 「１ 」「2.」「(3)」「④」「ア」「第５」.

/// The shape of a number. Shapes tell the levels of an outline apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    /// `1`, `1.`, `一、`
    Plain,
    /// `(1)`
    Parenthesised,
    /// `1)`
    HalfParenthesised,
    /// `①`
    Circled,
    /// `ア`
    Kana,
    /// `(ア)`
    ParenthesisedKana,
    /// `Ⅰ`
    Roman,
    /// `第１`
    Ordinal,
}

/// A number at the beginning of a folded line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Enumerator {
    pub(super) shape: Shape,
    /// In half-width digits, or the kana.
    pub(super) number: String,
    /// Where the number itself ends, in bytes of the folded line.
    pub(super) number_end: usize,
    /// Where the text after it begins.
    pub(super) text_start: usize,
    /// Whether anything stands between number and text.
    pub(super) is_separated: bool,
}

/// Reads the number that a line begins with. `text` is the line, `folded` its folded form.
pub(super) fn enumerator(text: &str, folded: &str) -> Option<Enumerator> {
    let first = text.chars().next()?;
    if matches!(first, '①'..='⑳' | '㉑'..='㊿' | '❶'..='❿') {
        let number: String = folded.chars().take_while(char::is_ascii_digit).collect();
        let end = number.len();
        return (end > 0).then(|| finish(Shape::Circled, number, end, folded, true));
    }
    if matches!(first, 'Ⅰ'..='Ⅻ') {
        let end = folded.bytes().take_while(|byte| b"IVX".contains(byte)).count();
        return Some(finish(Shape::Roman, folded[..end].to_owned(), end, folded, true));
    }
    if let Some(inner) = folded.strip_prefix(['(', '〔']) {
        return parenthesised(inner, folded);
    }
    if let Some((number, end)) = digits(folded) {
        return plain(number, end, folded);
    }
    if let Some(rest) = folded.strip_prefix('第') {
        let (number, end) = digits(rest)?;
        let end = folded.len() - rest.len() + end;
        // 「第一号　公の施設について」
        let end = if folded[end..].starts_with("号 ") { end + '号'.len_utf8() } else { end };
        return folded[end..].starts_with(' ').then(|| finish(Shape::Ordinal, number, end, folded, true));
    }
    let rest = folded.strip_prefix(is_ordinal_kana)?;
    let end = folded.len() - rest.len();
    rest.starts_with([' ', '.', '、', ')', ':'])
        .then(|| finish(Shape::Kana, folded[..end].to_owned(), end, folded, true))
}

fn parenthesised(inner: &str, folded: &str) -> Option<Enumerator> {
    let inner = inner.trim_start();
    let (shape, number, end) = if let Some((number, end)) = digits(inner) {
        (Shape::Parenthesised, number, end)
    } else {
        let kana = inner.chars().next().filter(|c| is_ordinal_kana(*c))?;
        (Shape::ParenthesisedKana, kana.to_string(), kana.len_utf8())
    };
    let rest = inner[end..].trim_start();
    let rest = rest.strip_prefix([')', '〕'])?;
    let end = folded.len() - rest.len();
    Some(finish(shape, number, end, folded, true))
}

fn plain(number: String, end: usize, folded: &str) -> Option<Enumerator> {
    let rest = &folded[end..];
    if rest.starts_with(')') {
        return Some(finish(Shape::HalfParenthesised, number, end + 1, folded, true));
    }
    let is_separated = rest.starts_with([' ', '.', '、', ':', ',']);
    let after = rest.trim_start_matches([' ', '.', '、', ':', ',']);
    // `1.5倍`, `2,936手続`, `10:30` and a bare number are no headings.
    if after.is_empty() || (after.starts_with(|c: char| c.is_ascii_digit()) && !rest.starts_with(' ')) {
        return None;
    }
    let is_kanji = folded.starts_with(|c: char| !c.is_ascii_digit());
    (is_separated || !is_kanji).then(|| finish(Shape::Plain, number, end, folded, is_separated))
}

fn finish(shape: Shape, number: String, number_end: usize, folded: &str, is_separated: bool) -> Enumerator {
    let rest = folded[number_end..].trim_start_matches([' ', '.', '、', ':', ',']);
    Enumerator { shape, number, number_end, text_start: folded.len() - rest.len(), is_separated }
}

/// Up to three digits with up to one sub-number, or a small kanji number, in half-width digits.
pub(super) fn digits(folded: &str) -> Option<(String, usize)> {
    let run = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let end = run(folded);
    if (1..=3).contains(&end) {
        let sub = folded[end..].strip_prefix(['-', '−', '‐', '–', '―', 'ー']);
        if let Some(sub) = sub
            && (1..=2).contains(&run(sub))
        {
            let sub_end = run(sub);
            return Some((format!("{}-{}", &folded[..end], &sub[..sub_end]), folded.len() - sub.len() + sub_end));
        }
        return Some((folded[..end].to_owned(), end));
    }
    (end == 0).then(|| kanji_digits(folded)).flatten()
}

fn kanji_digits(folded: &str) -> Option<(String, usize)> {
    const DIGITS: &str = "一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|d| d == c).map(|at| at + 1);
    let (mut tens, mut ones, mut end) = (None, None, 0);
    for c in folded.chars().take(3) {
        match digit(c) {
            Some(digit) if ones.is_none() => ones = Some(digit),
            None if c == '十' && tens.is_none() => tens = Some(ones.take().unwrap_or(1)),
            _ => break,
        }
        end += c.len_utf8();
    }
    (end > 0).then(|| ((tens.unwrap_or(0) * 10 + ones.unwrap_or(0)).to_string(), end))
}

const KANA: &str = "アイウエオカキクケコサシスセソ";
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

fn is_ordinal_kana(c: char) -> bool {
    KANA.contains(c)
}

/// The place that a number gives, from 1: `3`, `Ⅲ` and `ウ` are all the third.
pub(super) fn rank(number: &str) -> Option<u32> {
    let among = |place: usize| u32::try_from(place + 1).ok();
    let of_kana = || KANA.chars().position(|kana| number.strip_prefix(kana) == Some("")).and_then(among);
    let of_roman = || ROMAN.iter().position(|roman| *roman == number).and_then(among);
    number.parse().ok().or_else(of_roman).or_else(of_kana)
}
