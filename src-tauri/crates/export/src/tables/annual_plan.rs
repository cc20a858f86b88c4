//! 年次計画: the tree of a plan with its schedule (工程表), activities and departments.

use gijicho_model::{FiscalYear, Initiative, InitiativeKind};

use super::{Heading, PlanRecord, numbered, with_months};
use crate::table::{Cell, Column, Content, Kind, Line, Orientation, Row, Table};

/// 年次計画: one row a 取組項目, years with the same phase drawn as one bar.
pub fn annual_plan(record: &PlanRecord, heading: &Heading) -> Table {
    let years = years(record);
    let mut rows = Vec::new();
    for node in &record.nodes {
        match node.kind {
            InitiativeKind::Pillar => rows.push(Row::heading(level(record, node), &numbered(node))),
            InitiativeKind::Initiative => rows.append(&mut initiative(record, node, &years)),
            InitiativeKind::Item => {}
        }
    }
    let mut columns = vec![Column::new("具体的取組", 8, Kind::Text), Column::new("取組項目", 9, Kind::Text)];
    columns.extend(years.iter().map(|year| Column {
        group: "工程表".to_owned(),
        heading: year.short(),
        width: 4,
        kind: Kind::Bar,
    }));
    columns.extend([Column::new("年次計画", 23, Kind::Text), Column::new("担当課", 9, Kind::Text)]);
    let name = if record.plan.title.trim().is_empty() { "年次計画" } else { &record.plan.title };
    Table {
        about: heading.about(name),
        title: heading.title(name),
        lead: heading.lead(),
        notes: Vec::new(),
        orientation: Orientation::Landscape,
        one_page: false,
        columns,
        rows,
    }
}

/// The years from the first to the last in the schedule, none left out.
fn years(record: &PlanRecord) -> Vec<FiscalYear> {
    const MOST: i32 = 12;
    let all = || record.schedule.iter().map(|cell| cell.fiscal_year.0);
    match (all().min(), all().max()) {
        (Some(first), Some(last)) => (first..=last.min(first.saturating_add(MOST - 1))).map(FiscalYear).collect(),
        _ => Vec::new(),
    }
}

/// Depth of a pillar among pillars, from 1.
fn level(record: &PlanRecord, node: &Initiative) -> u32 {
    let (mut level, mut parent) = (1, node.parent_id);
    // A tree is never deeper than it has nodes, whatever the parents say.
    for _ in &record.nodes {
        let Some(above) = parent.and_then(|id| record.nodes.iter().find(|other| other.id == id)) else { break };
        level += 1;
        parent = above.parent_id;
    }
    level
}

/// The rows of an initiative: its own where it has a schedule, activities or nothing below it, then its items.
fn initiative(record: &PlanRecord, node: &Initiative, years: &[FiscalYear]) -> Vec<Row> {
    let below = record.with_below(node.id);
    let has_own = |node: &Initiative| {
        record.activities_of(node.id).next().is_some()
            || record.schedule.iter().any(|cell| cell.initiative_id == node.id)
    };
    let parts: Vec<&Initiative> =
        below.iter().copied().filter(|part| part.id != node.id || below.len() == 1 || has_own(part)).collect();
    let mut departments: &[String] = &[];
    let mut rows = Vec::with_capacity(parts.len());
    for (i, part) in parts.iter().enumerate() {
        let mut cells = Vec::new();
        if i == 0 {
            cells.push(Cell::text(&numbered(node)).spanning(1, parts.len()));
        }
        let is_item = part.id != node.id;
        cells.push(Cell::text(&if is_item { numbered(part) } else { String::new() }));
        cells.append(&mut bars(record, part, years));
        cells.push(Cell::lines(record.activities_of(part.id).map(|activity| Line::item(&with_months(activity)))));
        let of_part = if part.departments.is_empty() { &node.departments } else { &part.departments };
        let repeated = i > 0 && of_part == departments;
        departments = of_part;
        cells.push(match of_part.as_slice() {
            _ if repeated => Cell::text("〃"),
            several => Cell::lines(several.iter().map(|department| Line::prose(department))),
        });
        rows.push(Row::cells(cells));
    }
    rows
}

/// The schedule of a node: a bar over neighbouring years of the same phase.
fn bars(record: &PlanRecord, node: &Initiative, years: &[FiscalYear]) -> Vec<Cell> {
    let phase = |year: FiscalYear| {
        let of_node = record.schedule.iter().find(|cell| cell.initiative_id == node.id && cell.fiscal_year == year);
        of_node.map(|cell| cell.phase.trim()).unwrap_or_default()
    };
    let mut bars: Vec<(&str, usize)> = Vec::new();
    for year in years {
        match (phase(*year), bars.last_mut()) {
            (here, Some((before, across))) if here == *before && !here.is_empty() => *across += 1,
            (here, _) => bars.push((here, 1)),
        }
    }
    let cells = bars.into_iter().map(|(phase, across)| {
        let content =
            if phase.is_empty() { Content::Empty } else { Content::Bar { text: crate::document::one_line(phase) } };
        Cell::new(content).spanning(across, 1)
    });
    cells.collect()
}
