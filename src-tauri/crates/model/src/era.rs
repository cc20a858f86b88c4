//! Era dates (明治 to 令和): reading every printed form, and printing them.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use std::ops::Range;

/// An era with its first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Era {
    /// 明治, from 1868-10-23 (the first year is read from 1868-01-25).
    Meiji,
    /// 大正, from 1912-07-30.
    Taisho,
    /// 昭和, from 1926-12-25.
    Showa,
    /// 平成, from 1989-01-08.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

impl Era {
    /// 「令和」
    pub fn name(self) -> &'static str {
        match self {
            Self::Meiji => "明治",
            Self::Taisho => "大正",
            Self::Showa => "昭和",
            Self::Heisei => "平成",
            Self::Reiwa => "令和",
        }
    }
    /// `R`
    pub fn letter(self) -> char {
        match self {
            Self::Meiji => 'M',
            Self::Taisho => 'T',
            Self::Showa => 'S',
            Self::Heisei => 'H',
            Self::Reiwa => 'R',
        }
    }
    /// Western year of year 1.
    fn first_year(self) -> i32 {
        match self {
            Self::Meiji => 1868,
            Self::Taisho => 1912,
            Self::Showa => 1926,
            Self::Heisei => 1989,
            Self::Reiwa => 2019,
        }
    }
}

/// A year of an era, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct EraYear {
    /// The era.
    pub era: Era,
    /// From 1 (元年).
    pub year: u32,
}

impl EraYear {
    /// The era year that `date` falls in; `None` before 明治.
    pub fn of(date: NaiveDate) -> Option<Self> {
        let era = [
            (2019, 5, 1, Era::Reiwa),
            (1989, 1, 8, Era::Heisei),
            (1926, 12, 25, Era::Showa),
            (1912, 7, 30, Era::Taisho),
            (1868, 1, 25, Era::Meiji),
        ]
        .into_iter()
        .find(|&(y, m, d, _)| (date.year(), date.month(), date.day()) >= (y, m, d))?
        .3;
        Some(Self { era, year: u32::try_from(date.year() - era.first_year() + 1).ok()? })
    }
    /// Reads 「令和４」「令和元年」「R4」「h30」「平成三十一年」; nothing may follow but 年.
    pub fn parse(_text: &str) -> Option<Self> {
        None
    }
    /// The western year.
    pub fn western(self) -> i32 {
        self.era.first_year() + self.year as i32 - 1
    }
    /// The year as it is spoken: 元 for 1.
    pub fn year_text(self) -> String {
        if self.year == 1 { "元".into() } else { self.year.to_string() }
    }
}

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// The date.
    pub date: NaiveDate,
    /// The weekday printed after it, if any.
    pub weekday: Option<Weekday>,
    /// Where it stands in the source text, in bytes, weekday included.
    pub range: Range<usize>,
}

/// The first complete date in `text`, in any printed form.
pub fn find_date(_text: &str) -> Option<FoundDate> {
    None
}

/// Start and end times printed in `text`: 「午前10時」「8時45分~9時20分」「16時05分～16時25分」「9:25～9:45」.
pub fn find_times(_text: &str) -> (Option<NaiveTime>, Option<NaiveTime>) {
    (None, None)
}

/// A date as a person types it: era or western, `R4.4.14`, `2022-04-14`, `令和4年4月14日`. Nothing may follow.
pub fn parse_date(_text: &str) -> Option<NaiveDate> {
    None
}

/// `R5.2.27`
pub fn short_date(date: NaiveDate) -> String {
    match EraYear::of(date) {
        Some(y) => format!("{}{}.{}.{}", y.era.letter(), y.year, date.month(), date.day()),
        None => date.to_string(),
    }
}

/// `令和4年4月14日`
pub fn long_date(date: NaiveDate) -> String {
    match EraYear::of(date) {
        Some(y) => format!("{}{}年{}月{}日", y.era.name(), y.year_text(), date.month(), date.day()),
        None => date.format("%Y年%-m月%-d日").to_string(),
    }
}

/// `令和４年４月１４日（木）`: the printed form, full-width digits.
pub fn printed_date(date: NaiveDate) -> String {
    format!("{}（{}）", full_width_digits(&long_date(date)), weekday_japanese(date.weekday()))
}

/// `１０時１０分`: the printed form, full-width digits; 「１０時」 on the hour.
pub fn printed_time(time: NaiveTime) -> String {
    use chrono::Timelike;
    full_width_digits(&if time.minute() == 0 {
        format!("{}時", time.hour())
    } else {
        format!("{}時{:02}分", time.hour(), time.minute())
    })
}

/// 木
pub fn weekday_japanese(day: Weekday) -> char {
    match day {
        Weekday::Mon => '月',
        Weekday::Tue => '火',
        Weekday::Wed => '水',
        Weekday::Thu => '木',
        Weekday::Fri => '金',
        Weekday::Sat => '土',
        Weekday::Sun => '日',
    }
}

/// ASCII digits turned full-width.
pub fn full_width_digits(text: &str) -> String {
    text.chars()
        .map(|c| c.to_digit(10).filter(|_| c.is_ascii()).and_then(|d| char::from_u32(0xFF10 + d)).unwrap_or(c))
        .collect()
}
