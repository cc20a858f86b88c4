//! The register of decisions (会議別決定事項) as a table: one row a decision, one row an item
//! without any, so that 「記録なし」 is never an empty place.

use gijicho_model::era::long_date;
use gijicho_model::record::LinkedInitiative;
use gijicho_model::{AgendaItem, Decision, LinkStatus, MeetingRecord, Outcome, ProposalStatus, Relation};

use crate::ExportError;
use crate::document::{heading_line, one_line};
use crate::encoding::{Encoded, TextEncoding};
use crate::sheet::{defused, records as sheet_records};

/// Names of the columns.
pub const COLUMNS: [&str; 12] =
    ["会議", "開催日", "会議名", "番号", "議題", "結果", "決定の語", "根拠発言", "条件", "確認", "確認者", "取組"];

/// The rows, in the order of the meetings, of their items and of the decisions on each; a
/// dismissed proposal is no decision and has none.
pub fn rows(records: &[MeetingRecord]) -> Vec<[String; COLUMNS.len()]> {
    records.iter().flat_map(|record| record.agenda.iter().flat_map(|item| rows_of(record, item))).collect()
}

fn rows_of(record: &MeetingRecord, item: &AgendaItem) -> Vec<[String; COLUMNS.len()]> {
    let on_item =
        |decision: &&Decision| decision.agenda_item_id == item.id && decision.status != ProposalStatus::Dismissed;
    let decisions: Vec<_> = record.decisions.iter().filter(on_item).map(|d| row(record, item, Some(d))).collect();
    if decisions.is_empty() { vec![row(record, item, None)] } else { decisions }
}

fn row(record: &MeetingRecord, item: &AgendaItem, decision: Option<&Decision>) -> [String; COLUMNS.len()] {
    let of = |read: fn(&Decision) -> String| decision.map(read).unwrap_or_default();
    let initiatives: Vec<String> = record
        .links
        .iter()
        .filter(|link| decision.is_some_and(|decision| link.link.decision_id == decision.id))
        .map(|link| format!("{} {}", link.number, link.title).trim().to_owned())
        .collect();
    [
        record.meeting.label(),
        long_date(record.meeting.held_on),
        one_line(&record.display_title()),
        decision.map(|decision| record.decision_number(decision)).unwrap_or_default(),
        one_line(&heading_line(&item.label, &item.title)),
        decision.map_or(Outcome::NoneRecorded, |decision| decision.outcome).japanese().to_owned(),
        of(|decision| one_line(&decision.phrase)),
        of(|decision| one_line(&decision.quote)),
        of(|decision| one_line(decision.condition.as_deref().unwrap_or_default())),
        of(|decision| if decision.status == ProposalStatus::Confirmed { "確認済み" } else { "未確認" }.to_owned()),
        of(|decision| one_line(decision.confirmed_by.as_deref().unwrap_or_default())),
        one_line(&initiatives.join("、")),
    ]
}

/// The register as CSV: UTF-8 with a byte order mark and CR LF, as spreadsheets open it.
pub fn csv(records: &[MeetingRecord], encoding: TextEncoding) -> Result<Encoded, ExportError> {
    let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
    lines.extend(rows(records).iter().map(|row| row.iter().map(|cell| defused(cell)).collect()));
    sheet_records(&lines, encoding)
}

/// Names of the columns of [`links_csv`].
pub const LINK_COLUMNS: [&str; 7] = ["会議", "開催日", "決定番号", "取組番号", "取組", "関係", "確認"];

/// Every tie between a decision and an initiative as CSV, one a row, in the order of the decisions.
pub fn links_csv(records: &[MeetingRecord], encoding: TextEncoding) -> Result<Encoded, ExportError> {
    let mut lines = vec![LINK_COLUMNS.map(str::to_owned).to_vec()];
    for record in records {
        let standing = record.decisions.iter().filter(|decision| decision.status != ProposalStatus::Dismissed);
        for decision in standing {
            let ties = record.links.iter().filter(|link| link.link.decision_id == decision.id);
            lines.extend(ties.map(|link| link_row(record, decision, link)));
        }
    }
    sheet_records(&lines, encoding)
}

fn link_row(record: &MeetingRecord, decision: &Decision, link: &LinkedInitiative) -> Vec<String> {
    let relation = match link.link.relation {
        Relation::Approves => "承認する",
        Relation::Amends => "改める",
        Relation::ReportsOn => "報告を受ける",
        Relation::Instructs => "指示する",
    };
    let status = match link.link.status {
        LinkStatus::Confirmed => "確認済み",
        LinkStatus::Proposed => "未確認",
    };
    let cells = [
        record.meeting.label(),
        record.meeting.held_on.format("%Y-%m-%d").to_string(),
        record.decision_number(decision),
        one_line(&link.number),
        one_line(&link.title),
        relation.to_owned(),
        status.to_owned(),
    ];
    cells.iter().map(|cell| defused(cell)).collect()
}
