//! Minutes of our own, of a body that the sample knows, on a day on which it did not meet.

/// The minutes, with these words of a member of the body.
pub(crate) fn minutes(said: &str) -> String {
    format!("{BEFORE}{said}\n{AFTER}")
}

const BEFORE: &str = "\
令和６年度 第４回青海県県政改革・デジタル推進本部 本部員会議 概要

１ 開催日時：令和7年3月24日（月）13時30分～13時50分
２ 開催場所：県庁本庁舎8階 大会議室
３ 議事概要：以下のとおり（●部局からの説明・回答、☆意見・質問）

議題１ 来年度の窓口の開く時間について
●鳴海デジタル推進課長（資料１に基づいて説明）
窓口の開く時間を三十分遅らせ、空いた時間を電話によらない相談に充てたい。
☆汐見ＣＤＯ
";

const AFTER: &str = "\
●宇佐美企画部長
議題１について、承認いただいた。
";
