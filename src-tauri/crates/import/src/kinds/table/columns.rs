//! Columns, told by their headings.

use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;

use crate::Kind;
use crate::formats::csv::Row;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// 柱: a heading over initiatives.
    Pillar,
    /// 番号
    Number,
    /// 具体的取組
    Initiative,
    /// 取組項目
    Item,
    /// 年次計画
    Activity,
    /// 時期
    When,
    /// 担当課
    Department,
    /// 令和４年度: the schedule.
    Year(FiscalYear),
    /// 進捗状況
    Report,
}

const HEADINGS: &[(Column, &[&str])] = &[
    (
        Column::Pillar,
        &["柱", "取組の柱", "施策", "分野", "変革", "区分", "大項目", "中項目", "政策", "基本方針", "方針"],
    ),
    (Column::Number, &["番号", "No", "No.", "NO", "NO.", "№", "項番", "取組番号"]),
    (Column::Initiative, &["具体的取組", "取組", "取組名", "具体的な取組", "主な取組", "事業", "事業名", "取組名称"]),
    (Column::Item, &["取組項目", "項目", "取組内容", "小項目"]),
    (Column::Activity, &["年次計画", "計画", "計画内容", "実施内容", "活動", "今年度の計画", "取組計画"]),
    (Column::When, &["時期", "実施時期", "期間", "年月", "実施期間", "日付"]),
    (Column::Department, &["担当課", "担当", "担当部局", "所管", "所管課", "担当課名", "実施主体", "部局"]),
    (Column::Report, &["進捗状況", "進捗", "実績", "取組状況", "進捗状況等", "実施状況", "報告"]),
];

/// Whether a row holds nothing but headings: they stand again on every page.
pub(super) fn are_headings(row: &Row) -> bool {
    row.filled().count() > 1 && row.filled().all(|cell| column(cell).is_some())
}

/// The columns of a table.
#[derive(Debug, Clone)]
pub(super) struct Columns(Vec<Option<Column>>);

impl Columns {
    /// Reads the row of headings: it names initiatives, and what is planned or reported of them.
    pub(super) fn read(row: &Row) -> Option<Self> {
        let columns = Self(row.cells.iter().map(|cell| column(cell)).collect());
        let has = |wanted: fn(Column) -> bool| columns.0.iter().flatten().any(|column| wanted(*column));
        let of_initiatives = has(|column| column == Column::Initiative);
        let tells = has(|column| matches!(column, Column::Report | Column::Activity | Column::Item | Column::Year(_)));
        (of_initiatives && tells).then_some(columns)
    }

    /// A table that reports is one of progress.
    pub(super) fn kind(&self) -> Kind {
        if self.0.contains(&Some(Column::Report)) { Kind::Progress } else { Kind::Plan }
    }

    /// What a column holds, where that is known.
    pub(super) fn of(&self, at: usize) -> Option<Column> {
        self.0.get(at).copied().flatten()
    }

    /// All known columns, from the left.
    pub(super) fn known(&self) -> impl Iterator<Item = (usize, Column)> {
        self.0.iter().enumerate().filter_map(|(at, column)| column.map(|column| (at, column)))
    }

    /// The first filled cell of a column.
    pub(super) fn cell<'a>(&self, row: &'a Row, wanted: Column) -> &'a str {
        self.known()
            .filter(|(_, column)| *column == wanted)
            .map(|(at, _)| row.cell(at))
            .find(|cell| !cell.is_empty())
            .unwrap_or("")
    }

    /// The headings above the initiative of a row, outermost first.
    pub(super) fn path<'a>(&self, row: &'a Row) -> impl Iterator<Item = &'a str> {
        self.known()
            .filter(|(_, column)| *column == Column::Pillar)
            .map(|(at, _)| row.cell(at))
            .filter(|cell| !cell.is_empty())
    }
}

fn column(heading: &str) -> Option<Column> {
    let heading = fold::squeezed(heading);
    let known = HEADINGS.iter().find(|(_, names)| names.contains(&heading.as_str())).map(|(column, _)| *column);
    known.or_else(|| heading.contains('年').then(|| FiscalYear::parse(&heading).map(Column::Year)).flatten())
}
