//! The hits of a search as a table, each with what one needs to cite it.

use std::path::Path;

use gijicho_model::era;
use gijicho_search::Kind;

use crate::App;
use crate::api::export::Exported;
use crate::api::search::{ExportSearch, Hit, SearchRequest, SearchRows};
use crate::error::AppError;
use crate::files;

/// The most rows of a table.
const MAX_ROWS: usize = 10_000;
/// Hits asked for at a time.
const AT_A_TIME: u32 = 500;

const COLUMNS: [&str; 10] = ["種別", "会議", "日付", "会議体", "議題", "発言者", "凡例", "頁", "本文", "出典"];

impl App {
    /// The hits of a search as rows of a table.
    pub fn search_rows(&self, request: SearchRequest) -> Result<SearchRows, AppError> {
        let mut rows = Vec::new();
        let (mut offset, mut total) = (0, u32::MAX);
        while rows.len() < MAX_ROWS && offset < total {
            let page = SearchRequest { limit: AT_A_TIME, offset, turn: None, ..request.clone() };
            let page = SearchRequest { first_page_only: false, ..page };
            let answer = self.search(page)?;
            (offset, total) = (offset + AT_A_TIME, answer.total);
            rows.extend(answer.hits.iter().map(row));
        }
        rows.truncate(MAX_ROWS);
        Ok(SearchRows { columns: COLUMNS.map(str::to_owned).to_vec(), rows, total })
    }

    /// Writes them as comma-separated values, with a byte order mark for spreadsheets.
    pub fn export_search(&self, export: ExportSearch) -> Result<Exported, AppError> {
        let table = self.search_rows(export.request)?;
        let mut bytes = "\u{FEFF}".as_bytes().to_vec();
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
        let failed = |error: csv::Error| AppError::Internal { detail: error.to_string() };
        writer.write_record(&table.columns).map_err(failed)?;
        for row in &table.rows {
            writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(failed)?;
        }
        drop(writer);
        self.refuse_own(Path::new(&export.path))?;
        files::write_whole(Path::new(&export.path), &bytes)?;
        let mut warnings = Vec::new();
        if table.total as usize > table.rows.len() {
            warnings.push(format!("{} 件のうち、始めの {} 件を書き出しました。", table.total, table.rows.len()));
        }
        Ok(Exported { path: export.path, bytes: bytes.len() as u64, pages: None, warnings })
    }
}

/// A cell that a spreadsheet does not take for a formula.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

fn row(hit: &Hit) -> Vec<String> {
    let kind = Kind::parse(&hit.kind).map_or_else(|| hit.kind.clone(), |kind| kind.japanese().to_owned());
    let meeting = hit.meeting.as_ref();
    let text: String = hit.snippet_parts.iter().map(|part| part.text.as_str()).collect();
    let page = if hit.page == 0 { String::new() } else { hit.page.to_string() };
    let agenda = hit.agenda.as_ref().map(|agenda| agenda.title.clone()).unwrap_or_default();
    vec![
        kind,
        meeting.map(|meeting| meeting.title.clone()).unwrap_or_default(),
        meeting.map(|meeting| meeting.held_on.to_string()).unwrap_or_default(),
        meeting.map(|meeting| meeting.body.name.clone()).unwrap_or_default(),
        agenda,
        if hit.speaker.is_empty() { hit.heading.clone() } else { hit.speaker.clone() },
        hit.mark.clone(),
        page,
        text,
        citation(hit),
    ]
}

/// 会議、日付、議題、発言者、頁: whatever there is of it.
fn citation(hit: &Hit) -> String {
    let meeting = hit.meeting.as_ref();
    let parts = [
        meeting.map(|meeting| meeting.title.clone()),
        meeting.map(|meeting| era::long_date(meeting.held_on)),
        hit.agenda.as_ref().map(|agenda| format!("議題{} {}", agenda.number, agenda.title)),
        (!hit.speaker.is_empty()).then(|| hit.speaker.clone()),
        (hit.page > 0).then(|| format!("{}頁", hit.page)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("紙"), "紙");
    }
}
