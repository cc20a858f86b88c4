//! 照会: the sheet that a department fills in for a half year.
//!
//! Invariant: the headings are those that the importer knows, so that the sheet comes back through the
//! same reader as any progress table; no heading stands between the rows, where words could be taken for
//! those of a column; what was reported before stands under 参考, which is no report.

use gijicho_model::Progress;

use super::{Heading, Period};
use crate::table::{Cell, Column, Kind, Line, Orientation, Row, Table};

/// An initiative that a department is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetLine {
    /// The headings above it, outermost first.
    pub path: Vec<String>,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Departments in charge, as printed.
    pub departments: Vec<String>,
    /// What is known of the half year already.
    pub reported: Vec<Progress>,
    /// What was last reported before it, and on which half year.
    pub last: Option<(Period, Vec<Progress>)>,
}

/// Under the table: how it is filled in.
const NOTES: [&str; 3] = [
    "※ 状態は「未着手」「取組中」「完了」「遅れ」から選んでください。",
    "※ 進捗状況は、１件を１行で書いてください。時期があれば「R6.7 …」のように先に書きます。",
    "※ 番号と具体的取組は変えないでください。この２つで計画の取組に結び付けます。",
];

/// The sheet of a department: what it is asked about, with room for what it answers.
pub fn round_sheet(lines: &[SheetLine], period: Period, heading: &Heading) -> Table {
    let title = format!("{}進捗状況", period.japanese());
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        rows.push(Row::cells([
            Cell::text(&line.number),
            Cell::text(&line.path.join(" ")),
            Cell::text(&line.title),
            Cell::text(&statuses(&line.reported)),
            Cell::lines(line.reported.iter().map(|report| Line::prose(&told(report)))),
            Cell::lines(last(line)),
            Cell::lines(line.departments.iter().map(|name| Line::prose(name))),
        ]));
    }
    Table {
        about: heading.about(&title),
        title,
        lead: heading.lead(),
        notes: NOTES.iter().map(|note| (*note).to_owned()).collect(),
        orientation: Orientation::Landscape,
        one_page: false,
        columns: vec![
            Column::new("番号", 4, Kind::Label),
            Column::new("柱", 9, Kind::Text),
            Column::new("具体的取組", 14, Kind::Text),
            Column::new("状態", 5, Kind::Label),
            Column::new("進捗状況", 30, Kind::Text),
            Column::new("参考（前回）", 18, Kind::Text),
            Column::new("担当課", 10, Kind::Text),
        ],
        rows,
    }
}

fn statuses(reports: &[Progress]) -> String {
    let mut words: Vec<&str> =
        reports.iter().map(|report| report.status.trim()).filter(|word| !word.is_empty()).collect();
    words.dedup();
    words.join("・")
}

/// 「R2.7-8　業務の聞き取り」
fn told(report: &Progress) -> String {
    match report.when.trim() {
        "" => report.text.clone(),
        when => format!("{when} {}", report.text),
    }
}

fn last(line: &SheetLine) -> Vec<Line> {
    let Some((period, reports)) = &line.last else { return Vec::new() };
    let status = statuses(reports);
    let head = if status.is_empty() { period.japanese() } else { format!("{}：{status}", period.japanese()) };
    std::iter::once(Line::prose(&head)).chain(reports.iter().map(|report| Line::prose(&told(report)))).collect()
}
