//! 宿題一覧: what was asked of whom, and whether it was answered.

use chrono::NaiveDate;
use gijicho_model::{FollowUp, FollowUpState, ProposalStatus};

use super::Heading;
use crate::table::{Cell, Column, Kind, Line, Orientation, Row, Table};

/// A follow-up as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpLine {
    /// The follow-up.
    pub follow_up: FollowUp,
    /// `R4-1`: the meeting that asked.
    pub label: String,
    /// Its day.
    pub held_on: NaiveDate,
    /// The item under which it was asked; empty before the first one.
    pub agenda: String,
    /// Who asked, as printed.
    pub asked_by: String,
    /// The meeting that answered, and its day: 「R4-2（R4.9.1）」; empty where none did.
    pub answered: String,
}

/// 宿題一覧: one row a follow-up.
pub fn follow_ups(lines: &[FollowUpLine], heading: &Heading) -> Table {
    const NAME: &str = "宿題一覧";
    let shown = || lines.iter().filter(|line| line.follow_up.status != ProposalStatus::Dismissed);
    let unconfirmed = shown().any(|line| line.follow_up.status == ProposalStatus::Proposed);
    Table {
        about: heading.about(NAME),
        title: heading.title(NAME),
        lead: heading.lead(),
        notes: unconfirmed
            .then(|| "※「未確認」は、宿題として事務局がまだ確認していないものである。".to_owned())
            .into_iter()
            .collect(),
        orientation: Orientation::Landscape,
        one_page: false,
        columns: vec![
            Column::new("会議", 5, Kind::Label),
            Column::new("開催日", 5, Kind::Date),
            Column::new("議題", 14, Kind::Text),
            Column::new("発言者", 7, Kind::Text),
            Column::new("宿題・指示事項", 22, Kind::Text),
            Column::new("宛先", 7, Kind::Text),
            Column::new("期限", 5, Kind::Date),
            Column::new("状況", 6, Kind::Label),
        ],
        rows: shown().map(row).collect(),
    }
}

fn row(line: &FollowUpLine) -> Row {
    let FollowUpLine { follow_up, label, held_on, agenda, asked_by, answered } = line;
    let state = match follow_up.state {
        FollowUpState::Open => "未回答",
        FollowUpState::Answered => "回答済み",
    };
    let unconfirmed = follow_up.status == ProposalStatus::Proposed;
    Row::cells([
        Cell::text(label),
        Cell::date(*held_on),
        Cell::text(agenda),
        Cell::text(asked_by),
        Cell::text(&follow_up.quote),
        Cell::text(&follow_up.addressee),
        follow_up.due_on.map_or_else(|| Cell::text(""), Cell::date),
        Cell::lines([
            Line::prose(state),
            Line::prose(answered),
            Line::prose(if unconfirmed { "（未確認）" } else { "" }),
        ]),
    ])
}
