//! Labels that lists count with, in the ways that word processors and web pages know.

/// A way of counting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numerals {
    /// 1 2 3
    Decimal,
    /// 01 02 03
    DecimalZero,
    /// １ ２ ３
    FullWidth,
    /// ① ② ③
    Circled,
    /// ⑴ ⑵ ⑶
    Parenthesised,
    /// 一 二 三 … 十
    Kanji,
    /// 一 二 三 … 一〇
    KanjiDigits,
    /// ア イ ウ
    Aiueo,
    /// あ い う
    Hiragana,
    /// イ ロ ハ
    Iroha,
    /// い ろ は
    HiraganaIroha,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    /// Nothing.
    None,
}

impl Numerals {
    /// How a number is written. What a way of counting does not reach is written in digits.
    pub(super) fn write(self, number: u32) -> String {
        let nth = |letters: &str| {
            let index = usize::try_from(number.checked_sub(1)?).ok()?;
            letters.chars().nth(index).map(String::from)
        };
        let after = |first: char, count: u32| {
            (1..=count)
                .contains(&number)
                .then(|| char::from_u32(u32::from(first) + number - 1))
                .flatten()
                .map(String::from)
        };
        let written = match self {
            Self::Decimal => None,
            Self::DecimalZero => Some(format!("{number:02}")),
            Self::FullWidth => Some(full_width(number)),
            Self::Circled => {
                after('①', 20).or_else(|| nth_from('㉑', 21, 35, number)).or_else(|| nth_from('㊱', 36, 50, number))
            }
            Self::Parenthesised => after('⑴', 20),
            Self::Kanji => kanji(number),
            Self::KanjiDigits => {
                Some(number.to_string().bytes().map(|digit| kanji_digit(u32::from(digit - b'0'))).collect())
            }
            Self::Aiueo => {
                nth("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
            }
            Self::Hiragana => {
                nth("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん")
            }
            Self::Iroha => {
                nth("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン")
            }
            Self::HiraganaIroha => {
                nth("いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせすん")
            }
            Self::UpperRoman => roman(number),
            Self::LowerRoman => roman(number).map(|roman| roman.to_lowercase()),
            Self::UpperLetter => letters(number, b'A'),
            Self::LowerLetter => letters(number, b'a'),
            Self::None => Some(String::new()),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

fn nth_from(first: char, from: u32, to: u32, number: u32) -> Option<String> {
    (from..=to).contains(&number).then(|| char::from_u32(u32::from(first) + number - from)).flatten().map(String::from)
}

fn full_width(number: u32) -> String {
    number.to_string().chars().filter_map(|digit| char::from_u32(u32::from(digit) + 0xFEE0)).collect()
}

fn kanji_digit(digit: u32) -> char {
    "〇一二三四五六七八九".chars().nth(digit as usize).unwrap_or('〇')
}

/// 十一, 二十三, 百二: up to 千.
fn kanji(number: u32) -> Option<String> {
    if number == 0 {
        return Some("〇".to_owned());
    }
    let mut written = String::new();
    for (unit, name) in [(100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit > 1 || digit == 1 && unit == 1 {
            written.push(kanji_digit(digit));
        }
        if digit > 0 {
            written.push_str(name);
        }
    }
    (number < 1000).then_some(written)
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = Some(number).filter(|number| (1..4000).contains(number))?;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    Some(written)
}

/// a … z, aa, bb …: as word processors go on.
fn letters(number: u32, first: u8) -> Option<String> {
    let index = number.checked_sub(1).filter(|index| *index < 26 * 8)?;
    let letter = char::from(first + u8::try_from(index % 26).ok()?);
    Some(std::iter::repeat_n(letter, (index / 26 + 1) as usize).collect())
}

#[cfg(test)]
mod tests {
    use super::Numerals;

    #[test]
    fn numbers_are_written_as_lists_print_them() {
        let cases = [
            (Numerals::Decimal, 12, "12"),
            (Numerals::FullWidth, 10, "１０"),
            (Numerals::Circled, 20, "⑳"),
            (Numerals::Circled, 21, "㉑"),
            (Numerals::Circled, 51, "51"),
            (Numerals::Parenthesised, 2, "⑵"),
            (Numerals::Kanji, 10, "十"),
            (Numerals::Kanji, 21, "二十一"),
            (Numerals::Kanji, 110, "百十"),
            (Numerals::KanjiDigits, 10, "一〇"),
            (Numerals::Aiueo, 3, "ウ"),
            (Numerals::Iroha, 2, "ロ"),
            (Numerals::LowerRoman, 9, "ix"),
            (Numerals::UpperLetter, 27, "AA"),
            (Numerals::None, 3, ""),
        ];
        for (numerals, number, written) in cases {
            assert_eq!(numerals.write(number), written, "{numerals:?} {number}");
        }
    }
}
