//! The register of decisions (会議別決定事項) as a table: one row a decision, one row an item
//! without any, so that 「記録なし」 is never an empty place.

use gijicho_model::era::long_date;
use gijicho_model::{AgendaItem, Decision, MeetingRecord, Outcome, ProposalStatus};

use crate::ExportError;
use crate::document::{heading_line, one_line};

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
pub fn csv(records: &[MeetingRecord]) -> Result<Vec<u8>, ExportError> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(COLUMNS)?;
    for row in rows(records) {
        writer.write_record(row.map(|cell| defused(&cell)))?;
    }
    writer.into_inner().map_err(|error| ExportError::Csv(error.into_error().into()))
}

/// A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn defused(cell: &str) -> String {
    const FORMULA: &str = "=+-@\t\r\0＝＋－＠";
    if cell.starts_with(|c| FORMULA.contains(c)) { format!("'{cell}") } else { cell.to_owned() }
}
