//! Headings of columns and labels of forms: what a few printed words say of what stands under them.

use gijicho_model::draft::TableField;
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;

use super::years;

/// Most characters of a heading that is told by the words it holds.
const LONGEST: usize = 20;

/// What a heading says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heading {
    /// What stands under it; `None` where it names nothing but a time.
    pub(super) field: Option<TableField>,
    /// The fiscal year it names.
    pub(super) fiscal_year: Option<FiscalYear>,
    /// The part of the year it names, as printed but folded: 「上半期」.
    pub(super) when: String,
    /// The month it names alone.
    pub(super) month: Option<u8>,
    /// Whether its words are known as a whole.
    pub(super) sure: bool,
}

/// Headings that are known as a whole.
const WHOLE: &[(TableField, &str)] = &[
    (
        TableField::Pillar,
        "柱 取組の柱 改革の柱 施策の柱 施策 分野 変革 区分 大項目 中項目 政策 基本方針 方針 基本目標 重点分野 章 節 大区分 \
         中区分 大分類 中分類 体系 施策体系 基本施策 視点 方向性 重点項目 基本的方向 取組方針 改革の視点 推進の柱",
    ),
    (TableField::Number, "番号 No No. NO NO. № 項番 取組番号 整理番号 通番 連番 # 取組No 取組No. 施策番号 事業番号"),
    (
        TableField::Initiative,
        "具体的取組 取組 取組名 具体的な取組 主な取組 事業 事業名 取組名称 取組事項 推進項目 改革項目 実施項目 実施事項 \
         取組テーマ 取り組み 取組の名称 施策名 事業名称 プロジェクト プロジェクト名 件名 改革取組 個別取組 取組事業 取組み \
         具体的取り組み 取組名等 取組件名 対象取組",
    ),
    (TableField::Item, "取組項目 項目 小項目 細項目 細目 個別項目 取組の項目 具体的項目"),
    (
        TableField::Summary,
        "概要 目的 趣旨 取組概要 取組の概要 事業概要 ねらい 現状 課題 現状と課題 現状・課題 背景 めざす姿 目指す姿 取組の目的",
    ),
    (
        TableField::Activity,
        "年次計画 計画 計画内容 実施内容 活動 今年度の計画 取組計画 取組内容 具体的取組内容 具体的な取組内容 内容 事業内容 \
         実施計画 実施予定 取組予定 具体的内容 年度計画 今後の取組 今後の予定 今後の対応 取組の内容 活動内容 主な取組内容 行動計画",
    ),
    (
        TableField::When,
        "時期 実施時期 期間 年月 実施期間 日付 時点 期限 実施年月 完了予定 予定時期 報告日 年月日 取組期間 完了時期 目標時期 実施日",
    ),
    (
        TableField::Department,
        "担当課 担当 担当部局 所管 所管課 担当課名 実施主体 部局 所管部局 担当部署 部署 部局名 課名 所属 主管課 関係課 \
         関係部局 担当所属 推進部局 取組部局 所管所属 担当室課 所管室課 担当部局・課 担当部課 部局課名 担当者 責任者",
    ),
    (
        TableField::Report,
        "進捗状況 進捗 実績 取組状況 進捗状況等 実施状況 報告 取組実績 実施結果 取組結果 成果 進捗内容 主な成果 取組の進捗 \
         対応状況 達成状況 検証 実施実績 進捗報告 主な実績 取組の状況 全庁 全庁での取組 全庁的な取組 結果 主な取組状況",
    ),
    (
        TableField::Status,
        "評価 状態 ステータス 達成度 進捗度 進捗区分 判定 自己評価 評価区分 進捗評価 状況 総合評価 進捗率 達成率 進捗管理 \
         内部評価 外部評価 評定",
    ),
    (
        TableField::Indicator,
        "指標 KPI 指標名 成果指標 目標指標 モニタリング指標 評価指標 数値目標 活動指標 管理指標 指標項目 目標項目 重要業績評価指標",
    ),
    (TableField::Unit, "単位"),
    (TableField::Target, "目標 目標値 年度目標 計画値 目標数値 最終目標 達成目標 到達目標"),
    (TableField::Actual, "実績値 現状値 基準値 値 現況値 直近値 達成値 測定値 当初値 現状の値 実数"),
    (
        TableField::Schedule,
        "工程表 工程 ロードマップ 年次スケジュール 実施スケジュール 実施年度 スケジュール 年度別計画 行程表",
    ),
    (TableField::Note, "備考 特記事項 摘要 注 その他 参考 コメント 備考欄 補足"),
];

/// Words that tell a heading that is not known as a whole, the telling ones first.
const PARTS: &[(TableField, &[&str])] = &[
    (TableField::Department, &["担当課", "担当部", "所管課", "所管部", "担当室", "担当所属"]),
    (TableField::Number, &["番号", "No."]),
    (TableField::Unit, &["単位"]),
    (TableField::Indicator, &["指標", "KPI"]),
    (TableField::Status, &["評価", "達成度", "進捗度", "進捗率", "達成率"]),
    (TableField::Actual, &["実績値", "現状値", "基準値", "現況値"]),
    (TableField::Target, &["目標"]),
    (TableField::Report, &["進捗", "実績", "実施状況", "取組状況", "取組結果", "成果"]),
    (TableField::Schedule, &["工程", "ロードマップ"]),
    (TableField::Activity, &["年次計画", "取組内容", "実施内容", "計画", "予定", "今後の"]),
    (TableField::When, &["時期", "期限", "期間"]),
    (TableField::Item, &["取組項目", "小項目"]),
    (TableField::Summary, &["概要", "目的", "課題"]),
    (TableField::Initiative, &["具体的取組", "取組名", "事業名"]),
    (TableField::Report, &["全庁", "状況"]),
    (TableField::Note, &["備考"]),
];

/// What a heading says, if it is one.
pub(super) fn read(text: &str, near: Option<FiscalYear>) -> Option<Heading> {
    if text.is_empty() || text.chars().nth(2 * LONGEST).is_some() {
        return None;
    }
    let folded = fold::squeezed(text);
    let bare = without_parentheses(&folded);
    if let Some(field) = whole(&bare).or_else(|| whole(&folded)) {
        return Some(Heading { field: Some(field), sure: true, ..Heading::default() });
    }
    if let Some(month) = years::month(&bare) {
        return Some(Heading { month: Some(month), when: bare, sure: true, ..Heading::default() });
    }
    timed(&folded, near).or_else(|| timed(&bare, near)).or_else(|| {
        let field = by_words(&bare)?;
        Some(Heading { field: Some(field), ..Heading::default() })
    })
}

/// The field of a label that is known as a whole.
pub(super) fn known(text: &str) -> Option<TableField> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let folded = fold::squeezed(text);
    whole(&folded).or_else(|| whole(&without_parentheses(&folded)))
}

/// A heading that begins with a year or names a part of one.
fn timed(text: &str, near: Option<FiscalYear>) -> Option<Heading> {
    let (fiscal_year, rest) = years::leading(text, near).map_or((None, text), |(year, rest)| (Some(year), rest));
    let (when, rest) =
        years::part_of_year(rest).map_or((String::new(), rest.to_owned()), |(when, rest)| (when.to_owned(), rest));
    if fiscal_year.is_none() && when.is_empty() {
        return None;
    }
    let rest =
        rest.trim_start_matches(['の', '末', '時', '点', '・', '/', '('].as_slice()).trim_end_matches(')').to_owned();
    let field = match rest.as_str() {
        "" | "点" | "分" | "以降" => None,
        rest => Some(whole(rest).or_else(|| by_words(rest))?),
    };
    Some(Heading { field, fiscal_year, when, month: None, sure: true })
}

fn whole(folded: &str) -> Option<TableField> {
    WHOLE.iter().find(|(_, names)| names.split_whitespace().any(|name| name == folded)).map(|(field, _)| *field)
}

fn by_words(folded: &str) -> Option<TableField> {
    if folded.chars().nth(LONGEST).is_some() || folded.contains(['。', '、']) {
        return None;
    }
    PARTS.iter().find(|(_, words)| words.iter().any(|word| folded.contains(word))).map(|(field, _)| *field)
}

/// Without what stands in parentheses, and without points at either end.
fn without_parentheses(folded: &str) -> String {
    let mut depth = 0usize;
    let kept = folded.chars().filter(|c| {
        depth += usize::from(matches!(c, '(' | '[' | '〔'));
        let keep = depth == 0;
        depth -= usize::from(matches!(c, ')' | ']' | '〕') && depth > 0);
        keep
    });
    kept.collect::<String>().trim_matches(['・', ':', '*', '※', '【', '】', '○', '■', '◆', '●'].as_slice()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_stands_under_them() {
        use TableField as F;
        let cases = [
            ("番　号", Some(F::Number), None, ""),
            ("具体的取組", Some(F::Initiative), None, ""),
            ("具体的取組内容(各部署等)", Some(F::Activity), None, ""),
            ("令和５年度 目標", Some(F::Target), Some(2023), ""),
            ("Ｒ５実績値", Some(F::Actual), Some(2023), ""),
            ("令和５年度", None, Some(2023), ""),
            ("上半期の進捗状況", Some(F::Report), None, "上半期"),
            ("第１四半期", None, None, "第1四半期"),
            ("4月", None, None, "4月"),
            ("【担当課】", Some(F::Department), None, ""),
            ("主な担当課（室）", Some(F::Department), None, ""),
            ("進捗の自己評価", Some(F::Status), None, ""),
        ];
        for (text, field, year, when) in cases {
            let found = read(text, None).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (found.field, found.fiscal_year.map(|year| year.0), found.when.as_str()),
                (field, year, when),
                "{text}"
            );
        }
        for text in ["", "窓口を一つにする", "1", "令和５年４月に窓口を開いた", "○"] {
            assert_eq!(read(text, None), None, "{text}");
        }
    }
}
