//! The report on a run, as a file.

use std::path::Path;

use crate::api::intake::{IntakeReport, IntakeResult, IntakeState};
use crate::error::AppError;

/// The headings of the table.
const HEADINGS: [&str; 13] = [
    "ファイル",
    "結果",
    "種類",
    "文字コード",
    "会議・計画",
    "開催日",
    "議題・取組",
    "発言・進捗",
    "決定の提案",
    "文字数",
    "配置した文字数",
    "注意",
    "取り込めなかった理由",
];

/// A report as JSON, where the name says so, or as CSV that a spreadsheet opens.
pub(super) fn report_bytes(report: &IntakeReport, path: &Path) -> Result<Vec<u8>, AppError> {
    let failed = |detail: String| AppError::Internal { detail };
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        return serde_json::to_vec_pretty(report).map_err(|error| failed(error.to_string()));
    }
    // Spreadsheets take a file without the mark for one in the old code page.
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".into());
    writer.write_record(HEADINGS).map_err(|error| failed(error.to_string()))?;
    for file in &report.files {
        writer.write_record(row(file).map(|cell| defused(&cell))).map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}

fn row(file: &IntakeResult) -> [String; HEADINGS.len()] {
    let state = match file.state {
        IntakeState::Queued => "未処理",
        IntakeState::Imported => "取り込みました",
        IntakeState::Skipped => "すでにあります",
        IntakeState::Failed => "取り込めません",
    };
    let error = file.error.as_ref().map(|error| error.message.clone()).unwrap_or_default();
    let Some(imported) = &file.imported else {
        let mut row = <[String; HEADINGS.len()]>::default();
        row[0].clone_from(&file.name);
        state.clone_into(&mut row[1]);
        row[12] = error;
        return row;
    };
    let kind = match imported.kind.as_str() {
        "minutes" => "議事概要",
        "plan" => "計画",
        "progress" => "進捗状況",
        other => other,
    };
    let meeting = imported.meeting.as_ref();
    let warnings: Vec<String> = imported
        .warnings
        .iter()
        .map(|warning| match warning.line {
            Some(line) => format!("{line} 行目: {}", warning.message),
            None => warning.message.clone(),
        })
        .collect();
    [
        file.name.clone(),
        state.to_owned(),
        kind.to_owned(),
        imported.encoding.clone(),
        meeting
            .map(|meeting| format!("{} {}", meeting.label, meeting.title))
            .or(imported.plan.clone())
            .unwrap_or_default(),
        meeting.map(|meeting| meeting.held_on.to_string()).unwrap_or_default(),
        imported.items.to_string(),
        imported.remarks.to_string(),
        imported.decisions.to_string(),
        imported.coverage.characters.to_string(),
        imported.coverage.placed.to_string(),
        warnings.join("\n"),
        error,
    ]
}

/// A cell that no spreadsheet takes for a formula.
fn defused(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\0') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::RpcError;

    #[test]
    fn a_report_is_a_table_without_formulas() {
        let failed = IntakeResult {
            path: "/x/=1+1.txt".to_owned(),
            member: None,
            name: "=1+1.txt".to_owned(),
            state: IntakeState::Failed,
            imported: None,
            error: Some(RpcError::new("not-importable", "中身がありません。")),
        };
        let report = IntakeReport { files: vec![failed], cancelled: false, took_ms: 1 };
        let bytes = report_bytes(&report, Path::new("r.csv")).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\u{FEFF}ファイル,結果,"));
        assert!(text.ends_with("\r\n'=1+1.txt,取り込めません,,,,,,,,,,,中身がありません。\r\n"), "{text}");
        let json = report_bytes(&report, Path::new("r.JSON")).unwrap();
        assert_eq!(serde_json::from_slice::<IntakeReport>(&json).unwrap(), report);
    }
}
