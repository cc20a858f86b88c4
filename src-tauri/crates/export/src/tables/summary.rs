//! 要約: a meeting on one page, with its items, what was decided in which words, and what was asked.

use gijicho_model::{MeetingRecord, ProposalStatus};

use super::{DecisionLine, Heading};
use crate::header;
use crate::table::{Cell, Column, Kind, Orientation, Row, Table};

/// 要約 of a meeting. What nobody has confirmed yet says so.
pub fn summary(record: &MeetingRecord) -> Table {
    let title = format!("{}　要約", record.display_title().trim_end_matches("概要").trim_end());
    let heading =
        Heading { covers: String::new(), issuer: record.body.name.clone(), as_of: None, dated: record.meeting.held_on };
    let lines = DecisionLine::of(record);
    let mut rows: Vec<Row> = lines.iter().map(decision_row).collect();
    let asked: Vec<Row> = record
        .follow_ups
        .iter()
        .filter(|follow_up| follow_up.status != ProposalStatus::Dismissed)
        .map(|follow_up| {
            let unconfirmed = if follow_up.status == ProposalStatus::Proposed { "未確認" } else { "" };
            Row::cells([
                Cell::text(&follow_up.addressee),
                Cell::text(unconfirmed),
                Cell::text(&follow_up.quote).spanning(2, 1),
            ])
        })
        .collect();
    if !asked.is_empty() {
        rows.push(Row::heading(1, "宿題・指示事項"));
        rows.extend(asked);
    }
    let mut table = Table {
        about: heading.about(&title),
        title: heading.title(&title),
        lead: header::lines(&record.meeting).iter().map(crate::document::NumberedLine::printed).collect(),
        notes: super::decisions::notes(&lines),
        orientation: Orientation::Portrait,
        one_page: true,
        columns: vec![
            Column::new("議題", 12, Kind::Text),
            Column::new("結果", 5, Kind::Label),
            Column::new("決定の根拠となる発言", 18, Kind::Text),
            Column::new("関係する取組", 10, Kind::Text),
        ],
        rows,
    };
    // The numbered lines end with the legend, which a summary without remarks does not need.
    table.lead.retain(|line| !line.contains('●') && !line.contains('☆'));
    table
}

fn decision_row(line: &DecisionLine) -> Row {
    Row::cells([Cell::text(&line.agenda), line.outcome_cell(), line.words_cell(), line.initiatives_cell()])
}
