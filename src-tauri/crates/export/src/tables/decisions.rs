//! 決定事項一覧: the register of decisions; 会議別決定事項: the same under the meetings.

use chrono::NaiveDate;
use gijicho_model::era::{full_width_digits, long_date};
use gijicho_model::{AgendaItem, Decision, MeetingRecord, Outcome, ProposalStatus};

use super::Heading;
use crate::document::{heading_line, one_line};
use crate::minutes::agenda_label;
use crate::table::{Cell, Column, Kind, Line, Orientation, Row, Table};

/// A decision, or an item without any, as the register shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionLine {
    /// The title of the meeting.
    pub meeting: String,
    /// `R4-1`
    pub label: String,
    /// Its day.
    pub held_on: NaiveDate,
    /// `R4-1-2`; empty for an item without a decision.
    pub number: String,
    /// 「議題１ 窓口業務の見直しについて」
    pub agenda: String,
    /// How it ended.
    pub outcome: Outcome,
    /// The words that carry it, verbatim.
    pub quote: String,
    /// A condition as said; empty where there is none.
    pub condition: String,
    /// Whether a person has confirmed it, or has said that there is none.
    pub status: ProposalStatus,
    /// Who has; empty where nobody has.
    pub confirmed_by: String,
    /// What it bears on: 「1 一度で済む手続と窓口」.
    pub initiatives: Vec<String>,
}

impl DecisionLine {
    /// The lines of a meeting, item by item.
    pub fn of(record: &MeetingRecord) -> Vec<Self> {
        let on = |item: &AgendaItem| {
            let of_item = record.decisions.iter().filter(|decision| decision.agenda_item_id == item.id);
            of_item.filter(|decision| decision.status != ProposalStatus::Dismissed).collect::<Vec<_>>()
        };
        let lines = record.agenda.iter().flat_map(|item| {
            let decisions = on(item);
            if decisions.is_empty() {
                vec![Self::without_decision(record, item)]
            } else {
                decisions.into_iter().map(|decision| Self::decided(record, item, decision)).collect()
            }
        });
        lines.collect()
    }

    fn without_decision(record: &MeetingRecord, item: &AgendaItem) -> Self {
        Self {
            meeting: record.display_title(),
            label: record.meeting.label(),
            held_on: record.meeting.held_on,
            number: String::new(),
            agenda: heading_line(&agenda_label(item), &one_line(&item.title)),
            outcome: Outcome::NoneRecorded,
            quote: String::new(),
            condition: String::new(),
            status: if item.none_recorded { ProposalStatus::Confirmed } else { ProposalStatus::Proposed },
            confirmed_by: String::new(),
            initiatives: Vec::new(),
        }
    }

    fn decided(record: &MeetingRecord, item: &AgendaItem, decision: &Decision) -> Self {
        let links = record.links.iter().filter(|link| link.link.decision_id == decision.id);
        Self {
            number: record.decision_number(decision),
            outcome: decision.outcome,
            quote: decision.quote.clone(),
            condition: decision.condition.clone().unwrap_or_default(),
            status: decision.status,
            confirmed_by: decision.confirmed_by.clone().unwrap_or_default(),
            initiatives: links.map(|link| format!("{} {}", link.number, link.title).trim().to_owned()).collect(),
            ..Self::without_decision(record, item)
        }
    }

    fn is_shown(&self) -> bool {
        self.status != ProposalStatus::Dismissed
    }

    /// How it ended; with a word of warning while nobody has confirmed it.
    pub(super) fn outcome_cell(&self) -> Cell {
        let unconfirmed = self.status == ProposalStatus::Proposed && self.outcome != Outcome::NoneRecorded;
        let warning = unconfirmed.then(|| Line::prose("（未確認）"));
        Cell::lines([Line::prose(self.outcome.japanese())].into_iter().chain(warning))
    }

    pub(super) fn words_cell(&self) -> Cell {
        let quote = if self.quote.trim().is_empty() { String::new() } else { format!("「{}」", self.quote.trim()) };
        let condition = self.condition.trim();
        let condition = if condition.is_empty() { String::new() } else { format!("条件：{condition}") };
        Cell::lines([Line::prose(&quote), Line::prose(&condition)])
    }

    pub(super) fn initiatives_cell(&self) -> Cell {
        match self.initiatives.as_slice() {
            [one] => Cell::text(one),
            several => Cell::lines(several.iter().map(|title| Line::item(title))),
        }
    }
}

/// 決定事項一覧: one row a decision, one row an item without any.
pub fn decision_list(lines: &[DecisionLine], heading: &Heading) -> Table {
    const NAME: &str = "決定事項一覧";
    let rows = lines.iter().filter(|line| line.is_shown()).map(|line| {
        Row::cells([
            Cell::text(if line.number.is_empty() { &line.label } else { &line.number }),
            Cell::date(line.held_on),
            Cell::text(&line.agenda),
            line.outcome_cell(),
            line.words_cell(),
            line.initiatives_cell(),
            Cell::text(&line.confirmed_by),
        ])
    });
    Table {
        about: heading.about(NAME),
        title: heading.title(NAME),
        lead: heading.lead(),
        notes: notes(lines),
        orientation: Orientation::Landscape,
        one_page: false,
        columns: vec![
            Column::new("番号", 5, Kind::Label),
            Column::new("開催日", 5, Kind::Date),
            Column::new("議題", 16, Kind::Text),
            Column::new("結果", 5, Kind::Label),
            Column::new("決定の根拠となる発言", 20, Kind::Text),
            Column::new("関係する取組", 12, Kind::Text),
            Column::new("確認者", 5, Kind::Label),
        ],
        rows: rows.collect(),
    }
}

/// 会議別決定事項: what each meeting decided, under its title.
pub fn by_meeting(lines: &[DecisionLine], heading: &Heading) -> Table {
    const NAME: &str = "会議別決定事項";
    let mut rows = Vec::new();
    let mut meeting: Option<(&str, NaiveDate)> = None;
    for line in lines.iter().filter(|line| line.is_shown()) {
        let this = (line.meeting.as_str(), line.held_on);
        if meeting.replace(this) != Some(this) {
            let held_on = full_width_digits(&long_date(line.held_on));
            rows.push(Row::heading(1, &format!("{}（{held_on}）", line.meeting)));
        }
        rows.push(Row::cells([
            Cell::text(&line.number),
            Cell::text(&line.agenda),
            line.outcome_cell(),
            line.words_cell(),
            line.initiatives_cell(),
        ]));
    }
    Table {
        about: heading.about(NAME),
        title: heading.title(NAME),
        lead: heading.lead(),
        notes: notes(lines),
        orientation: Orientation::Landscape,
        one_page: false,
        columns: vec![
            Column::new("番号", 5, Kind::Label),
            Column::new("議題", 18, Kind::Text),
            Column::new("結果", 5, Kind::Label),
            Column::new("決定の根拠となる発言", 24, Kind::Text),
            Column::new("関係する取組", 14, Kind::Text),
        ],
        rows,
    }
}

/// What the words in the table mean, where they stand in it.
pub(super) fn notes(lines: &[DecisionLine]) -> Vec<String> {
    let shown = || lines.iter().filter(|line| line.is_shown());
    let none = shown().any(|line| line.outcome == Outcome::NoneRecorded);
    let unconfirmed =
        shown().any(|line| line.outcome != Outcome::NoneRecorded && line.status == ProposalStatus::Proposed);
    let notes = [
        (none, "※「記録なし」は、議事概要に決定の記録がない議題である。"),
        (unconfirmed, "※「未確認」は、決定として事務局がまだ確認していないものである。"),
    ];
    notes.into_iter().filter(|(applies, _)| *applies).map(|(_, note)| note.to_owned()).collect()
}
