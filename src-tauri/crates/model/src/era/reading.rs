//! Reading dates and times in every form they are printed in.
//!
//! The text is folded (NFKC) and read character by character. White space is allowed between the
//! parts, and inside a number that its unit ends, because headings are letter-spaced.
//!
//! Invariants: reading is linear in the text (an attempt looks at a bounded number of characters);
//! a date that the calendar does not have is no date.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime, Weekday};

use super::{Era, EraYear};
use crate::fold::Folded;

/// Most blanks between two parts of a date.
const MAX_BLANKS: usize = 4;
/// Years outside of these are numbers, not years.
const WESTERN: std::ops::RangeInclusive<i32> = 1868..=2200;
/// Most characters between a start and an end time.
const MAX_GAP: usize = 24;

/// A place in a folded text. Copying it is how an attempt is given up.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    chars: &'a [char],
    pub(super) at: usize,
}

/// A date and where it stands, in folded characters.
pub(super) struct ReadDate {
    pub(super) date: NaiveDate,
    pub(super) weekday: Option<Weekday>,
    pub(super) chars: Range<usize>,
}

/// The characters of a folded text.
pub(super) fn chars_of(folded: &Folded) -> Vec<char> {
    folded.text().chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

/// The first complete date.
pub(super) fn first_date(chars: &[char]) -> Option<ReadDate> {
    (0..chars.len()).find_map(|at| Cursor { chars, at }.date())
}

/// The first time, and the one that ends the span it begins.
pub(super) fn first_times(chars: &[char]) -> (Option<NaiveTime>, Option<NaiveTime>) {
    let Some((start, after)) = first_time(chars, 0, chars.len()) else {
        return (None, None);
    };
    let end = first_time(chars, after, chars.len().min(after + MAX_GAP)).and_then(|(end, _)| end.not_before(start));
    (start.time(), end)
}

impl<'a> Cursor<'a> {
    pub(super) fn new(chars: &'a [char]) -> Self {
        Self { chars, at: 0 }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.at == self.chars.len()
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn before(&self) -> Option<char> {
        self.at.checked_sub(1).and_then(|at| self.chars.get(at)).copied()
    }

    fn blanks(&mut self) {
        let end = self.at + MAX_BLANKS;
        while self.at < end && self.peek() == Some(' ') {
            self.at += 1;
        }
    }

    fn take(&mut self, one_of: &[char]) -> Option<char> {
        let c = self.peek().filter(|c| one_of.contains(c))?;
        self.at += 1;
        Some(c)
    }

    /// Takes `c`, blanks before it aside.
    fn unit(&mut self, c: char) -> Option<()> {
        self.blanks();
        self.take(&[c]).map(drop)
    }

    /// Takes `word`, blanks between its characters aside.
    fn word(&mut self, word: &str) -> Option<()> {
        let mut ahead = *self;
        for (i, c) in word.chars().enumerate() {
            if i > 0 {
                ahead.blanks();
            }
            ahead.take(&[c])?;
        }
        *self = ahead;
        Some(())
    }

    /// A whole date with its weekday.
    fn date(mut self) -> Option<ReadDate> {
        let start = self.at;
        let date = self.long_date().or_else(|| self.short_date())?;
        let weekday = self.weekday();
        Some(ReadDate { date, weekday, chars: start..self.at })
    }

    /// 「令和4年4月14日」「2020年6月2日」「令和7年(2025年)4月1日」
    fn long_date(&mut self) -> Option<NaiveDate> {
        let mut ahead = *self;
        let year = ahead.year()?;
        ahead.unit('年')?;
        ahead.other_reckoning();
        ahead.blanks();
        let month = ahead.number()?;
        ahead.unit('月')?;
        ahead.blanks();
        let day = ahead.number()?;
        ahead.unit('日')?;
        *self = ahead;
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// 「R2.6.2」「2020/6/2」「2020-06-02」
    fn short_date(&mut self) -> Option<NaiveDate> {
        const SEPARATORS: [char; 7] = ['.', '/', '-', '−', '‐', '–', '・'];
        let mut ahead = *self;
        let year = ahead.year()?;
        ahead.blanks();
        let separator = ahead.take(&SEPARATORS)?;
        ahead.blanks();
        let month = ahead.digits(2)?;
        ahead.blanks();
        ahead.take(&[separator])?;
        ahead.blanks();
        let day = ahead.digits(2)?;
        *self = ahead;
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// A year of an era or of our own reckoning, without 年.
    fn year(&mut self) -> Option<i32> {
        self.era_year().map(EraYear::western).or_else(|| self.western_year())
    }

    /// 「令和４」「令和元」「R4」
    pub(super) fn era_year(&mut self) -> Option<EraYear> {
        let mut ahead = *self;
        let era = ahead.era_name().or_else(|| ahead.era_letter())?;
        ahead.blanks();
        let year = if ahead.take(&['元']).is_some() { 1 } else { ahead.number()? };
        *self = ahead;
        (1..=era.last_year()).contains(&year).then_some(EraYear { era, year })
    }

    fn era_name(&mut self) -> Option<Era> {
        Era::ALL.into_iter().find(|era| self.word(era.name()).is_some())
    }

    fn era_letter(&mut self) -> Option<Era> {
        if self.before().is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let c = self.peek()?.to_ascii_uppercase();
        let era = Era::ALL.into_iter().find(|era| era.letter() == c)?;
        self.at += 1;
        Some(era)
    }

    fn western_year(&mut self) -> Option<i32> {
        if self.before().is_some_and(|c| c.is_ascii_digit() || positional_kanji(c).is_some()) {
            return None;
        }
        let mut ahead = *self;
        let year = ahead.number()?;
        let year = i32::try_from(year).ok().filter(|year| WESTERN.contains(year))?;
        *self = ahead;
        Some(year)
    }

    /// The same year in the other reckoning: 「(2025年)」「（令和7年）」
    fn other_reckoning(&mut self) {
        let mut ahead = *self;
        ahead.blanks();
        if ahead.take(&['(', '〔', '[']).is_some() {
            ahead.blanks();
            if ahead.year().is_some() {
                let _ = ahead.unit('年');
                ahead.blanks();
                if ahead.take(&[')', '〕', ']']).is_some() {
                    *self = ahead;
                }
            }
        }
    }

    /// Up to four digits, or kanji numerals. Blanks inside are allowed where a unit follows.
    fn number(&mut self) -> Option<u32> {
        if self.peek().is_some_and(|c| c.is_ascii_digit()) {
            return self.spaced_digits().or_else(|| self.digits(4));
        }
        self.kanji_number()
    }

    /// Digits that stand together, no more than `most`, none following.
    fn digits(&mut self, most: usize) -> Option<u32> {
        let mut ahead = *self;
        let mut value = 0;
        while let Some(digit) = ahead.peek().and_then(|c| c.to_digit(10)) {
            value = value * 10 + digit;
            ahead.at += 1;
            if ahead.at - self.at > most {
                return None;
            }
        }
        if ahead.at == self.at {
            return None;
        }
        *self = ahead;
        Some(value)
    }

    /// Digits set apart, where their unit ends them: 「1 4 日」
    fn spaced_digits(&mut self) -> Option<u32> {
        let mut ahead = *self;
        let mut value = 0;
        let mut taken = 0;
        while let Some(digit) = ahead.peek().and_then(|c| c.to_digit(10)) {
            value = value * 10 + digit;
            taken += 1;
            ahead.at += 1;
            if taken > 4 {
                return None;
            }
            ahead.blanks();
        }
        ahead.peek().filter(|c| matches!(c, '年' | '月' | '日' | '時' | '分'))?;
        *self = ahead;
        Some(value)
    }

    /// 「三十一」「二〇二二」「十」
    fn kanji_number(&mut self) -> Option<u32> {
        let mut ahead = *self;
        let (mut tens, mut ones, mut taken) = (None, None, 0);
        while let Some(c) = ahead.peek() {
            match positional_kanji(c) {
                Some(digit) => ones = Some(ones.unwrap_or(0) * 10 + digit),
                None if c == '十' && tens.is_none() => tens = Some(ones.take().unwrap_or(1)),
                None => break,
            }
            ahead.at += 1;
            taken += 1;
            if taken > 4 {
                return None;
            }
            let last = ahead;
            ahead.blanks();
            if ahead.peek().is_none_or(|c| positional_kanji(c).is_none() && c != '十') {
                ahead = last;
            }
        }
        let value = match (tens, ones) {
            (None, Some(ones)) => ones,
            (Some(tens), ones) if tens < 10 && ones.unwrap_or(0) < 10 => tens * 10 + ones.unwrap_or(0),
            _ => return None,
        };
        *self = ahead;
        Some(value)
    }

    /// 「（木）」「(木曜日)」「木曜日」「（木・祝）」
    fn weekday(&mut self) -> Option<Weekday> {
        const OPENING: [char; 9] = ['(', '[', '〔', '【', '<', '〈', '《', '「', '{'];
        const CLOSING: [char; 9] = [')', ']', '〕', '】', '>', '〉', '》', '」', '}'];
        let mut ahead = *self;
        ahead.blanks();
        let bracketed = ahead.take(&OPENING).is_some();
        ahead.blanks();
        let day = weekday_of(ahead.peek()?)?;
        ahead.at += 1;
        ahead.blanks();
        let spelled = ahead.take(&['曜']).is_some();
        if spelled {
            ahead.blanks();
            let _ = ahead.take(&['日']);
        }
        if bracketed {
            ahead.blanks();
            let _ = ahead.take(&['・', ',', '、']);
            let _ = ahead.take(&['祝', '休']);
            let _ = ahead.take(&['日']);
            ahead.blanks();
            ahead.take(&CLOSING)?;
        } else if !spelled {
            return None;
        }
        *self = ahead;
        Some(day)
    }

    /// One time of day.
    fn time(mut self) -> Option<(ReadTime, usize)> {
        if self.word("正午").is_some() {
            return Some((ReadTime { hour: 12, minute: 0, half: Some(Half::After) }, self.at));
        }
        if self.before().is_some_and(|c| c.is_ascii_digit() || positional_kanji(c).is_some() || c == '十') {
            return None;
        }
        let half = self.half_of_day();
        self.blanks();
        let spelled_in_kanji = self.peek().is_some_and(|c| !c.is_ascii_digit());
        let hour = self.number()?;
        let minute = match self.clock_minute() {
            Some(minute) => minute,
            None => self.spoken_minute(half.is_none() && spelled_in_kanji)?,
        };
        let half = half.or_else(|| self.half_of_day());
        (hour <= 24 && minute < 60).then_some((ReadTime { hour, minute, half }, self.at))
    }

    /// 午前, 午後, AM, PM
    fn half_of_day(&mut self) -> Option<Half> {
        let mut ahead = *self;
        ahead.blanks();
        let words = [("午前", Half::Before), ("午後", Half::After), ("AM", Half::Before), ("PM", Half::After)];
        let half = words.into_iter().find(|(word, _)| ahead.word(word).is_some())?.1;
        *self = ahead;
        Some(half)
    }

    /// What follows an hour on a clock: 「:25」
    fn clock_minute(&mut self) -> Option<u32> {
        let mut ahead = *self;
        ahead.blanks();
        ahead.take(&[':'])?;
        ahead.blanks();
        let start = ahead.at;
        let minute = ahead.digits(2).filter(|_| ahead.at - start == 2)?;
        if ahead.peek().is_some_and(|c| matches!(c, '年' | '月' | '日' | '時' | '分' | '.')) {
            return None;
        }
        *self = ahead;
        Some(minute)
    }

    /// What follows an hour that is spelled out: 「時05分」「時半」「時」, but not 「時間」.
    fn spoken_minute(&mut self, wants_proof: bool) -> Option<u32> {
        self.unit('時')?;
        if self.peek().is_some_and(|c| matches!(c, '間' | '点' | '期' | '代' | '的' | '限' | '差')) {
            return None;
        }
        let mut ahead = *self;
        ahead.blanks();
        if ahead.take(&['半']).is_some() {
            *self = ahead;
            return Some(30);
        }
        if let Some(minute) = ahead.number()
            && ahead.unit('分').is_some()
        {
            *self = ahead;
            return Some(minute);
        }
        // 「一時」 is also "for a while": an hour in kanji needs something that only a time has.
        let proven =
            !wants_proof || ahead.peek().is_none_or(|c| matches!(c, '~' | '〜' | '-' | 'か' | 'よ' | '開' | '閉'));
        proven.then_some(0)
    }
}

/// Half of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Before,
    After,
}

/// A time as printed.
#[derive(Clone, Copy)]
struct ReadTime {
    hour: u32,
    minute: u32,
    half: Option<Half>,
}

impl ReadTime {
    fn time(self) -> Option<NaiveTime> {
        let hour = if self.half == Some(Half::After) && self.hour < 12 { self.hour + 12 } else { self.hour };
        NaiveTime::from_hms_opt(hour, self.minute, 0)
    }

    /// This time as the end of a span: 午後 of the start carries over; an end before the start is none.
    fn not_before(self, start: Self) -> Option<NaiveTime> {
        let (start, mut end) = (start.time()?, self.time()?);
        if end < start && self.half.is_none() && self.hour < 12 {
            end = NaiveTime::from_hms_opt(self.hour + 12, self.minute, 0)?;
        }
        (end >= start).then_some(end)
    }
}

fn first_time(chars: &[char], from: usize, to: usize) -> Option<(ReadTime, usize)> {
    (from..to).find_map(|at| Cursor { chars, at }.time())
}

fn positional_kanji(c: char) -> Option<u32> {
    "〇一二三四五六七八九".chars().zip(0..).find(|&(kanji, _)| kanji == c).map(|(_, digit)| digit).or(match c {
        '零' | '○' | '◯' => Some(0),
        _ => None,
    })
}

fn weekday_of(c: char) -> Option<Weekday> {
    let days = [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    days.into_iter().find(|&day| super::weekday_japanese(day) == c)
}
