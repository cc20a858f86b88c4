//! 検索結果: what was found, in the order in which it was shown.

use chrono::NaiveDate;

use super::Heading;
use crate::document::one_line;
use crate::table::{Cell, Column, Kind, Orientation, Row, Table};

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundLine {
    /// What it is, in Japanese: 「発言」.
    pub kind: String,
    /// `R4-1`; empty for what belongs to no meeting.
    pub label: String,
    /// The day of that meeting.
    pub held_on: Option<NaiveDate>,
    /// Its item of the agenda, or what heads it.
    pub heading: String,
    /// Who spoke, with the mark, as printed; empty where nobody did.
    pub speaker: String,
    /// The words around what was looked for.
    pub words: String,
}

/// 検索結果: one row for each, `total` of which may be more than there are rows.
pub fn found(query: &str, lines: &[FoundLine], total: usize, heading: &Heading) -> Table {
    let query = one_line(query);
    let name = if query.is_empty() { "検索結果".to_owned() } else { format!("「{query}」の検索結果") };
    let mut lead = heading.lead();
    lead.push(if total > lines.len() {
        format!("{total}件のうち{}件", lines.len())
    } else {
        format!("{total}件")
    });
    let rows = lines.iter().map(|line| {
        Row::cells([
            Cell::text(&line.kind),
            Cell::text(&line.label),
            line.held_on.map_or_else(|| Cell::text(""), Cell::date),
            Cell::text(&line.heading),
            Cell::text(&line.speaker),
            Cell::text(&line.words),
        ])
    });
    Table {
        about: heading.about(&name),
        title: heading.title(&name),
        lead,
        notes: Vec::new(),
        orientation: Orientation::Landscape,
        one_page: false,
        columns: vec![
            Column::new("種別", 4, Kind::Label),
            Column::new("会議", 5, Kind::Label),
            Column::new("開催日", 5, Kind::Date),
            Column::new("議題など", 15, Kind::Text),
            Column::new("発言者", 9, Kind::Text),
            Column::new("内容", 30, Kind::Text),
        ],
        rows: rows.collect(),
    }
}
