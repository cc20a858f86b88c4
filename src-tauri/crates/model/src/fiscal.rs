//! Fiscal years (April to March) and their halves.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::era;

/// A Japanese fiscal year, by the western year in which it begins: 2022 runs from 2022-04-01 to 2023-03-31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(transparent)]
#[ts(type = "number")]
pub struct FiscalYear(pub i32);

impl FiscalYear {
    /// The fiscal year that `date` falls in.
    pub fn of(date: NaiveDate) -> Self {
        Self(if date.month() >= 4 { date.year() } else { date.year() - 1 })
    }

    /// `R4` for 令和4年度: the form used in labels such as `R4-1`. A year before 明治 is written as it is.
    pub fn short(self) -> String {
        match self.era_year() {
            Some(year) => format!("{}{}", year.era.letter(), year.year),
            None => self.0.to_string(),
        }
    }

    /// `令和4年度`, with half-width digits and 元 for the first year.
    pub fn long(self) -> String {
        match self.era_year() {
            Some(year) => format!("{}{}年度", year.era.name(), year.year_text()),
            None => format!("{}年度", self.0),
        }
    }

    /// A fiscal year is named after the era of its last day (令和元年度 began on 2019-04-01, in 平成),
    /// because the documents of the year are headed by the era in which it ends up being spoken of.
    fn era_year(self) -> Option<era::EraYear> {
        let last_month = NaiveDate::from_ymd_opt(self.0, 5, 1)?;
        era::EraYear::of(last_month)
    }

    /// Reads `2022`, `R4`, `令和4年度`, `令和４`, `H30年度`.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = crate::fold::width(text);
        let text = folded.trim().trim_end_matches("年度").trim_end_matches('年').trim();
        if text.len() == 4
            && let Ok(year) = text.parse::<i32>()
        {
            return (1868..=2200).contains(&year).then_some(Self(year));
        }
        let year = era::EraYear::parse(text)?;
        Some(Self(year.western()))
    }

    /// First day, 1 April.
    pub fn first_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0, 4, 1)
    }

    /// Last day, 31 March of the next year.
    pub fn last_day(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.0.checked_add(1)?, 3, 31)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.long())
    }
}

/// Half of a fiscal year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "kebab-case")]
pub enum Half {
    /// 上半期, April to September.
    FirstHalf,
    /// 下半期, October to March.
    SecondHalf,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year_of(y: i32, m: u32, d: u32) -> i32 {
        FiscalYear::of(NaiveDate::from_ymd_opt(y, m, d).unwrap()).0
    }

    #[test]
    fn a_fiscal_year_runs_from_april_to_march() {
        assert_eq!(year_of(2023, 2, 27), 2022);
        assert_eq!(year_of(2022, 3, 31), 2021);
        assert_eq!(year_of(2022, 4, 1), 2022);
    }

    #[test]
    fn every_spelling_of_a_year_is_read() {
        for text in ["2022", "R4", "r4", "Ｒ４", "令和4年度", "令和４", "令和四年度"] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2022)), "{text}");
        }
        assert_eq!(FiscalYear::parse("令和元年度"), Some(FiscalYear(2019)));
        assert_eq!(FiscalYear::parse("H30"), Some(FiscalYear(2018)));
        for text in ["", "R", "R0", "99999", "年度", "20２2x"] {
            assert_eq!(FiscalYear::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_year_of_a_new_era_is_named_after_it() {
        assert_eq!(FiscalYear(2019).long(), "令和元年度");
        assert_eq!(FiscalYear(2019).short(), "R1");
        assert_eq!(FiscalYear(2018).long(), "平成30年度");
    }
}
