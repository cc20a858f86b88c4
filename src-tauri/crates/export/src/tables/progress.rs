//! 進捗状況: what was done on each initiative in a half year, under the plan's headings.

use gijicho_model::era::full_width_digits;
use gijicho_model::{FiscalYear, Half, Initiative, InitiativeKind, Progress};

use super::{Heading, PlanRecord, with_months};
use crate::document::one_line;
use crate::table::{Cell, Column, Kind, Line, Orientation, Row, Table};

/// A half year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The year.
    pub fiscal_year: FiscalYear,
    /// Its half.
    pub half: Half,
}

impl Period {
    /// 「令和２年度 上半期」
    pub fn japanese(self) -> String {
        let half = match self.half {
            Half::FirstHalf => "上半期",
            Half::SecondHalf => "下半期",
        };
        format!("{} {half}", full_width_digits(&self.fiscal_year.long()))
    }

    fn is_of(self, report: &Progress) -> bool {
        (report.fiscal_year, report.half) == (self.fiscal_year, self.half)
    }
}

/// 進捗状況: one row an initiative. An initiative without a report has a row that says so.
/// 状態 stands only where a report of the half year has one, the last column only where the plan says
/// something of parts, activities or departments.
pub fn progress(record: &PlanRecord, period: Period, heading: &Heading) -> Table {
    let name = name(record, period);
    let details_heading = details_heading(record);
    let has_details = !details_heading.is_empty();
    let has_status = record.progress.iter().any(|report| period.is_of(report) && !report.status.trim().is_empty());
    let mut rows = Vec::new();
    let mut pillars: Vec<&Initiative> = Vec::new();
    for node in &record.nodes {
        while pillars.last().is_some_and(|pillar| node.parent_id != Some(pillar.id)) {
            pillars.pop();
        }
        match node.kind {
            InitiativeKind::Pillar => {
                pillars.push(node);
                let level = u32::try_from(pillars.len()).unwrap_or(u32::MAX);
                rows.push(Row::heading(level, &one_line(&format!("{} {}", node.number, node.title))));
            }
            InitiativeKind::Initiative => rows.push(row(record, node, period, has_status, has_details)),
            InitiativeKind::Item => {}
        }
    }
    let mut columns = vec![Column::new("番号", 3, Kind::Label), Column::new("取組", 12, Kind::Text)];
    if has_status {
        columns.push(Column::new("状態", 5, Kind::Label));
    }
    columns.push(Column::new("全庁での取組", 28, Kind::Text));
    if has_details {
        columns.push(Column::new(&details_heading, 26, Kind::Text));
    }
    Table {
        about: heading.about(&name),
        title: heading.title(&name),
        lead: heading.lead(),
        notes: Vec::new(),
        orientation: Orientation::Landscape,
        one_page: false,
        columns,
        rows,
    }
}

/// The title of a progress table as it was printed; else the plan's with the period.
fn name(record: &PlanRecord, period: Period) -> String {
    const PROGRESS: &str = "進捗状況";
    let title = one_line(&record.plan.title);
    if title.contains(PROGRESS) { title } else { format!("{title} {} {PROGRESS}", period.japanese()).trim().to_owned() }
}

fn row(record: &PlanRecord, node: &Initiative, period: Period, has_status: bool, has_details: bool) -> Row {
    let below = record.with_below(node.id);
    let reports = |part: &Initiative| {
        let of_part = record.progress.iter().filter(|report| report.initiative_id == part.id);
        let lines = of_part.filter(|report| period.is_of(report)).map(|report| Line::prose(&reported(report)));
        let lines: Vec<Line> = lines.collect();
        let heading = (part.id != node.id && !lines.is_empty()).then(|| Line::heading(&format!("〈{}〉", part.title)));
        heading.into_iter().chain(lines).collect::<Vec<_>>()
    };
    let reported: Vec<Line> = below.iter().flat_map(|part| reports(part)).collect();
    let reported = if reported.is_empty() { Cell::text("報告なし") } else { Cell::lines(reported) };
    let details = has_details.then(|| Cell::lines(details(record, node)));
    let status = has_status.then(|| Cell::text(&status_of(record, node, period)));
    let named = [Cell::text(&node.number), Cell::text(&node.title)];
    Row::cells(named.into_iter().chain(status).chain([reported]).chain(details))
}

/// How far an initiative has got, each word once.
fn status_of(record: &PlanRecord, node: &Initiative, period: Period) -> String {
    let mut words: Vec<&str> = Vec::new();
    for report in record.progress.iter().filter(|report| report.initiative_id == node.id && period.is_of(report)) {
        let word = report.status.trim();
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words.join("・")
}

/// 「R2.7-8　業務の聞き取り」
fn reported(report: &Progress) -> String {
    match report.when.trim() {
        "" => report.text.clone(),
        when => format!("{when}　{}", report.text),
    }
}

/// What the last column holds, in the words for it; empty where the plan says nothing but titles.
/// A progress table that lists what was done, and nothing of a plan, calls it 具体的取組内容.
fn details_heading(record: &PlanRecord) -> String {
    let initiatives = || record.nodes.iter().filter(|node| node.kind == InitiativeKind::Initiative);
    let has_items = record.nodes.iter().any(|node| node.kind == InitiativeKind::Item);
    let has_departments = initiatives().any(|node| !node.departments.is_empty());
    let has_summaries = initiatives().any(|node| !node.summary.trim().is_empty());
    if !record.activities.is_empty() && !has_items && !has_departments && !has_summaries {
        return "具体的取組内容（各部署等）".to_owned();
    }
    let parts = [
        (has_summaries, "概要"),
        (has_items, "取組項目"),
        (!record.activities.is_empty(), "年次計画"),
        (has_departments, "担当課"),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|(stands, _)| *stands).map(|(_, name)| name).collect();
    parts.join("・")
}

/// What the plan says of an initiative beside its title.
fn details(record: &PlanRecord, node: &Initiative) -> Vec<Line> {
    if node.kind != InitiativeKind::Initiative {
        return Vec::new();
    }
    let mut lines = vec![Line::prose(&node.summary)];
    for part in record.with_below(node.id) {
        let activities: Vec<Line> =
            record.activities_of(part.id).map(|activity| detail(&with_months(activity))).collect();
        if part.id != node.id {
            lines.push(Line::heading(&format!("〈{}〉", part.title)));
        }
        lines.extend(activities);
    }
    if !node.departments.is_empty() {
        lines.push(Line::prose(&format!("担当：{}", node.departments.join("、"))));
    }
    lines.retain(|line| !line.text().is_empty());
    lines
}

/// A line of its own: an item of a list, unless it has a sign of its own in place of the 「・」.
fn detail(text: &str) -> Line {
    const SIGNS: [char; 12] = ['【', '〈', '＜', '［', '（', '(', '※', '●', '○', '■', '◆', '★'];
    if text.starts_with(SIGNS) { Line::prose(text) } else { Line::item(text) }
}
