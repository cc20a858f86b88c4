//! What a clerk knows from two published minutes: the initiatives that they speak of, in a plan of our
//! own words, and which decision bears on which.

/// A plan as a file. Its titles are names of things that the minutes speak of, and nothing more.
pub const PLAN: &str = "\
県庁ＤＸ推進計画（令和４年度）
令和４年４月１４日
総務部デジタル改革推進課
番号,柱,具体的取組,取組項目,年次計画,時期,担当課,令和４年度
1,一,県庁ＤＸの推進,めざす姿の共有,重点項目を進める,通年,デジタル改革推進課,実施
2,一,ＤＸ人材の育成,研修,階層別の研修を行う,通年,デジタル改革推進課,実施
3,一,ＤＸ推進基盤の整備,基盤の整備,計画に沿って整える,通年,デジタル改革推進課,実施
4,二,行政手続のデジタル化,手続の電子化,オンラインで受け付ける,通年,デジタル改革推進課,実施
5,二,データ活用の推進,方針の作成,データを業務に使う,通年,デジタル改革推進課,検討
";

/// The day of the first meeting, the item's number and the initiative's: the first four decisions.
pub const FIRST: (&str, &[(&str, &str)]) = ("2022-04-14", &[("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]);

/// The second meeting goes on with the first initiative, and approves the fifth.
pub const SECOND: (&str, &[(&str, &str)]) = ("2023-02-27", &[("1", "1"), ("2", "5")]);

/// On each day: how many decisions stood behind the first initiative, and how many came later.
pub const AS_OF: [(&str, usize, usize); 3] = [("2022-04-13", 0, 2), ("2022-04-14", 1, 1), ("2023-03-01", 2, 0)];
