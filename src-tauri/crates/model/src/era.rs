//! Era dates (明治 to 令和): reading every printed form, and printing them.
//!
//! Invariants: what [`short_date`], [`long_date`] and [`printed_date`] print, [`parse_date`] reads
//! back; a year after an era's end is read only within the year in which it ended (平成31年6月 was
//! printed; 平成32年 is refused).

mod reading;

use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use crate::fold;
use reading::Cursor;

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
    /// Every era, oldest first.
    pub const ALL: [Self; 5] = [Self::Meiji, Self::Taisho, Self::Showa, Self::Heisei, Self::Reiwa];

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
    /// The year in which it ended; for the present one the last year that two digits can hold.
    fn last_year(self) -> u32 {
        match self {
            Self::Meiji => 45,
            Self::Taisho => 15,
            Self::Showa => 64,
            Self::Heisei => 31,
            Self::Reiwa => 99,
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
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold::folded_width(text);
        let trimmed = folded.text().trim().trim_end_matches('年').trim_end();
        let chars: Vec<char> = trimmed.chars().collect();
        let mut cursor = Cursor::new(&chars);
        cursor.era_year().filter(|_| cursor.is_at_end())
    }
    /// The western year.
    pub fn western(self) -> i32 {
        self.era.first_year() + self.year.cast_signed() - 1
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
pub fn find_date(text: &str) -> Option<FoundDate> {
    let folded = fold::folded_width(text);
    let found = reading::first_date(&reading::chars_of(&folded))?;
    let start = folded.source_of_char(found.chars.start)?.start;
    let end = folded.source_of_char(found.chars.end.checked_sub(1)?)?.end;
    Some(FoundDate { date: found.date, weekday: found.weekday, range: start..end })
}

/// Start and end times printed in `text`: 「午前10時」「8時45分~9時20分」「16時05分～16時25分」「9:25～9:45」.
pub fn find_times(text: &str) -> (Option<NaiveTime>, Option<NaiveTime>) {
    reading::first_times(&reading::chars_of(&fold::folded_width(text)))
}

/// A date as a person types it: era or western, `R4.4.14`, `2022-04-14`, `令和4年4月14日`. Nothing may follow.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let found = find_date(text)?;
    (found.range == (0..text.len())).then_some(found.date)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    fn time(text: &str) -> Option<NaiveTime> {
        (!text.is_empty()).then(|| NaiveTime::parse_from_str(text, "%H:%M").unwrap())
    }

    #[test]
    fn every_printed_form_of_a_date_is_read() {
        for (text, date) in [
            ("令和４年４月１４日（木）", day(2022, 4, 14)),
            ("令和元年9月1日", day(2019, 9, 1)),
            ("R2.6.2", day(2020, 6, 2)),
            ("Ｒ２．６．２", day(2020, 6, 2)),
            ("r2.6.2", day(2020, 6, 2)),
            ("R元.9.1", day(2019, 9, 1)),
            ("H27.3.31", day(2015, 3, 31)),
            ("令和7年(2025年)4月1日", day(2025, 4, 1)),
            ("2025年（令和7年）4月1日（火）", day(2025, 4, 1)),
            ("2020/6/2", day(2020, 6, 2)),
            ("2020-06-02", day(2020, 6, 2)),
            ("2020年6月2日", day(2020, 6, 2)),
            ("令和五年二月二十七日", day(2023, 2, 27)),
            ("二〇二二年四月十四日", day(2022, 4, 14)),
            ("平成三十一年四月三十日", day(2019, 4, 30)),
            ("令 和 2 年 6 月 2 日", day(2020, 6, 2)),
            ("令　和　４　年　４　月　１　４　日　（　木　）", day(2022, 4, 14)),
            ("㋿2年6月2日", day(2020, 6, 2)),
            ("㍻31年6月2日", day(2019, 6, 2)),
            ("㍼64年1月7日", day(1989, 1, 7)),
            ("明治元年10月23日", day(1868, 10, 23)),
            ("大正15年12月25日", day(1926, 12, 25)),
            ("令和２年６月２日(火曜日)", day(2020, 6, 2)),
            ("令和２年６月２日火曜日", day(2020, 6, 2)),
            ("令和6年11月4日（月・祝）", day(2024, 11, 4)),
        ] {
            assert_eq!(parse_date(text), Some(date), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "令和",
            "令和4年",
            "令和4年4月",
            "令和4年度第14日",
            "令和4年2月29日",
            "令和5年13月1日",
            "平成32年1月1日",
            "令和0年1月1日",
            "昭和65年1月1日",
            "9999/1/1",
            "12020/6/2",
            "2020/6/222",
            "R2.6",
            "AR2.6.2",
        ] {
            assert_eq!(find_date(text), None, "{text}");
        }
        assert_eq!(parse_date("令和4年4月14日の会議"), None);
    }

    #[test]
    fn a_date_is_found_where_it_stands() {
        let text = "１ 開催日時：令和４年４月１４日（木）１０時１０分～";
        let found = find_date(text).unwrap();
        assert_eq!(&text[found.range], "令和４年４月１４日（木）");
        assert_eq!(found.weekday, Some(Weekday::Thu));
        let found = find_date("開催 2020/6/2 10:00").unwrap();
        assert_eq!((found.date, found.weekday, found.range), (day(2020, 6, 2), None, 7..15));
    }

    #[test]
    fn every_printed_form_of_a_time_is_read() {
        for (text, start, end) in [
            ("午前10時", "10:00", ""),
            ("午後1時半", "13:30", ""),
            ("正午", "12:00", ""),
            ("8時45分~9時20分", "08:45", "09:20"),
            ("16時05分～16時25分", "16:05", "16:25"),
            ("１０時１０分～１０時３０分", "10:10", "10:30"),
            ("令和2年6月2日（火）9:25～9:45", "09:25", "09:45"),
            ("日時：１０：００－１１：３０", "10:00", "11:30"),
            ("10時10分から10時30分まで", "10:10", "10:30"),
            ("午後3時〜4時30分", "15:00", "16:30"),
            ("午前11時30分から午後0時15分まで", "11:30", "12:15"),
            ("午前十時十五分開会　午後一時閉会", "10:15", "13:00"),
            ("十時から十一時半まで", "10:00", "11:30"),
            ("正午～午後１時", "12:00", "13:00"),
            ("PM1:30～3:00", "13:30", "15:00"),
            ("1 0 時 1 0 分 ～ 1 0 時 3 0 分", "10:10", "10:30"),
            ("22時～1時", "22:00", ""),
            ("午後1時間の会議", "", ""),
            ("一時停止して", "", ""),
            ("25時", "", ""),
            ("約2時間", "", ""),
            ("議題1：10時から", "10:00", ""),
        ] {
            assert_eq!(find_times(text), (time(start), time(end)), "{text}");
        }
    }

    #[test]
    fn a_year_of_an_era_is_read_alone() {
        for (text, western) in [
            ("令和４", 2022),
            ("令和元年", 2019),
            ("R4", 2022),
            ("h30", 2018),
            ("平成三十一年", 2019),
            ("㍻ 31 年", 2019),
        ] {
            assert_eq!(EraYear::parse(text).map(EraYear::western), Some(western), "{text}");
        }
        for text in ["", "令和", "R", "R0", "R4.4", "平成32", "X4", "4年"] {
            assert_eq!(EraYear::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_printed_is_read_for_every_day_since_the_first_era() {
        let mut date = day(1868, 1, 25);
        while date <= day(2117, 12, 31) {
            for text in [short_date(date), long_date(date), printed_date(date)] {
                let found = find_date(&text).unwrap_or_else(|| panic!("{text}"));
                assert_eq!((found.date, found.range), (date, 0..text.len()), "{text}");
            }
            date = date.succ_opt().unwrap();
        }
    }

    proptest! {
        #[test]
        fn printed_times_are_read(hour in 0u32..24, minute in 0u32..60) {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
            prop_assert_eq!(find_times(&printed_time(time)), (Some(time), None));
        }

        #[test]
        fn nothing_that_is_typed_panics(text in "[0-9０-９令和平成元年月日時分半午前後正()（）:：.／/〇一二十 　RH㋿゙]{0,24}") {
            if let Some(found) = find_date(&text) {
                prop_assert!(text.get(found.range).is_some());
            }
            let _ = (find_times(&text), parse_date(&text), EraYear::parse(&text));
        }
    }
}
