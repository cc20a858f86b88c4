//! Meetings: the list, and one meeting cut up so that a window can draw it.

use std::collections::HashMap;

use gijicho_model::body::{self, Block};
use gijicho_model::draft::Draft;
use gijicho_model::meeting::{display_title, label};
use gijicho_model::{MeetingId, MeetingRecord, Remark};
use gijicho_store::{ItemOutcome, MeetingBeside, MeetingRow, Reader, Sha256};

use crate::App;
use crate::api::meetings::{
    Carried, DecisionNumber, MeetingList, MeetingShow, MeetingSource, MeetingSummary, MeetingView, RemarkView,
    SourceInfo, Span, VersionList, VersionSummary,
};
use crate::api::{BodyRef, MeetingRef, Nothing};
use crate::error::AppError;
use crate::reading::How;

impl App {
    /// Every meeting, newest first.
    pub fn meetings_list(&self, _: Nothing) -> Result<MeetingList, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let mut items: HashMap<MeetingId, Items> = HashMap::new();
        for item in reader.item_outcomes()? {
            items.entry(item.meeting_id).or_default().add(item);
        }
        let meetings = reader.meetings()?;
        Ok(MeetingList {
            meetings: meetings.iter().map(|row| summary(row, items.remove(&row.id).unwrap_or_default())).collect(),
        })
    }

    /// One meeting, ready to be read.
    pub fn meeting_show(&self, show: MeetingShow) -> Result<MeetingView, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_meeting(&show.meeting)?;
        let record = reader.meeting_record(id)?;
        let meetings = reader.meetings()?;
        // Newest first: the meeting before this one comes after it in the list.
        let siblings: Vec<MeetingId> =
            meetings.iter().filter(|row| row.body_id == record.body.id).map(|row| row.id).collect();
        let place = siblings.iter().position(|sibling| *sibling == id);
        let source = match reader.source_of(id)? {
            Some(sha256) => source(&reader, &sha256)?,
            None => None,
        };
        Ok(MeetingView {
            source,
            previous: place.and_then(|place| siblings.get(place + 1)).copied(),
            next: place.and_then(|place| place.checked_sub(1)).and_then(|place| siblings.get(place)).copied(),
            ..view_of(record)
        })
    }

    /// The imported file of a meeting, read again from the untouched original.
    pub fn meeting_source(&self, show: MeetingShow) -> Result<MeetingSource, AppError> {
        let mut source = MeetingSource {
            file_name: String::new(),
            format: String::new(),
            lines: Vec::new(),
            pages: Vec::new(),
            remarks: Vec::new(),
        };
        let (bytes, how) = {
            let store = self.reading();
            let reader = store.read()?;
            let id = reader.resolve_meeting(&show.meeting)?;
            let Some(sha256) = reader.source_of(id)? else { return Ok(source) };
            if let Some((original, _)) = reader.original_info(&sha256)? {
                source.file_name = original.name;
            }
            let how = How::from_kept(reader.reading_of(id)?.as_deref());
            (store.original(&sha256)?, How { kind: how.kind.or_else(|| Some("minutes".to_owned())), ..how })
        };
        let register = self.register()?;
        // Read where files from outside are read, and without holding up whoever reads the library.
        let looked = self.inbox.look(source.file_name.clone(), bytes, &how, &register)?;
        source.format = looked.read.format;
        source.pages = looked.read.pages;
        if let Draft::Minutes(draft) = looked.read.draft {
            source.lines = draft.lines;
            source.remarks = draft.remarks;
        }
        Ok(source)
    }

    /// The versions of a meeting, oldest first.
    pub fn meeting_versions(&self, show: MeetingShow) -> Result<VersionList, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let versions = reader.versions(reader.resolve_meeting(&show.meeting)?)?;
        let summaries = versions.into_iter().map(|row| VersionSummary {
            number: row.number,
            status: row.kind,
            actor: row.actor,
            reason: row.reason,
            at: row.at,
            sha256: row.sha256.to_string(),
        });
        Ok(VersionList { versions: summaries.collect() })
    }
}

/// A record ready to be read, without its neighbours and its source.
pub(crate) fn view_of(record: MeetingRecord) -> MeetingView {
    let printed = gijicho_export::minutes(&record).header;
    MeetingView {
        title: record.display_title(),
        label: record.meeting.label(),
        header: printed.iter().map(gijicho_export::document::NumberedLine::printed).collect(),
        remarks: record.remarks.iter().map(|remark| remark_view(&record, remark)).collect(),
        numbers: record
            .decisions
            .iter()
            .map(|decision| DecisionNumber { id: decision.id, number: record.decision_number(decision) })
            .collect(),
        source: None,
        previous: None,
        next: None,
        record,
    }
}

/// How the items of a meeting stand.
#[derive(Default)]
struct Items {
    titles: Vec<String>,
    confirmed: u32,
    proposed: u32,
    without: u32,
}

impl Items {
    fn add(&mut self, item: ItemOutcome) {
        self.titles.push(item.title);
        self.confirmed += item.confirmed;
        self.proposed += item.proposed;
        self.without += u32::from(item.confirmed + item.proposed == 0);
    }
}

fn summary(row: &MeetingRow, items: Items) -> MeetingSummary {
    MeetingSummary {
        id: row.id,
        label: row.label.clone(),
        body: BodyRef { id: row.body_id, name: row.body.clone() },
        fiscal_year: row.fiscal_year,
        ordinal: row.ordinal,
        held_on: row.held_on,
        title: title(row),
        status: row.status,
        agenda: items.titles,
        remarks: row.remarks,
        decisions_confirmed: items.confirmed,
        decisions_proposed: items.proposed,
        none_recorded: items.without,
    }
}

fn title(row: &MeetingRow) -> String {
    display_title(row.title.as_deref(), row.fiscal_year, row.ordinal, &row.body, row.held_on)
}

/// How lists mention a meeting.
pub(crate) fn meeting_ref(row: &MeetingRow) -> MeetingRef {
    MeetingRef {
        id: row.id,
        label: row.label.clone(),
        held_on: row.held_on,
        title: title(row),
        body: BodyRef { id: row.body_id, name: row.body.clone() },
    }
}

/// How a hit of the search mentions a meeting.
pub(crate) fn meeting_ref_beside(meeting: MeetingBeside) -> MeetingRef {
    let MeetingBeside { id, title, fiscal_year, ordinal, held_on, body_id, body } = meeting;
    MeetingRef {
        id,
        label: label(fiscal_year, ordinal, held_on),
        held_on,
        title: display_title(title.as_deref(), fiscal_year, ordinal, &body, held_on),
        body: BodyRef { id: body_id, name: body },
    }
}

/// How lists mention each meeting.
pub(crate) fn refs(reader: &Reader<'_>) -> Result<HashMap<MeetingId, MeetingRef>, AppError> {
    Ok(reader.meetings()?.iter().map(|row| (row.id, meeting_ref(row))).collect())
}

fn source(reader: &Reader<'_>, sha256: &Sha256) -> Result<Option<SourceInfo>, AppError> {
    Ok(reader.original_info(sha256)?.map(|(original, added_at)| SourceInfo {
        file_name: original.name,
        sha256: sha256.to_string(),
        bytes: original.bytes,
        imported_at: added_at,
    }))
}

/// A remark's blocks, and the spans in them that carry a decision or a follow-up.
fn remark_view(record: &MeetingRecord, remark: &Remark) -> RemarkView {
    let blocks = body::parse(&remark.body);
    let plain = body::plain_of(&blocks);
    let quoted = record
        .evidence
        .iter()
        .filter(|evidence| evidence.remark_id == remark.id)
        .filter_map(|evidence| {
            let at = anchor(&plain, &evidence.prefix, &evidence.quote)?;
            Some((at, evidence.quote.len(), Carried::Decision(evidence.decision_id)))
        })
        .chain(record.follow_ups.iter().filter(|follow_up| follow_up.remark_id == remark.id).filter_map(|follow_up| {
            let at = plain.find(&follow_up.quote)?;
            Some((at, follow_up.quote.len(), Carried::FollowUp(follow_up.id)))
        }));
    let mut spans: Vec<Span> = quoted.flat_map(|(at, len, carries)| spans(&blocks, at, at + len, &carries)).collect();
    spans.sort_by_key(|span| (span.block, span.start));
    RemarkView { id: remark.id, blocks, spans }
}

/// Where a quotation stands: the place whose words before it fit best.
fn anchor(plain: &str, prefix: &str, quote: &str) -> Option<usize> {
    if quote.is_empty() {
        return None;
    }
    let places = plain.match_indices(quote).map(|(at, _)| at);
    places.max_by_key(|at| {
        let before = plain[..*at].chars().rev();
        let common = before.zip(prefix.chars().rev()).take_while(|(a, b)| a == b).count();
        // Of equal places the first.
        (common, std::cmp::Reverse(*at))
    })
}

/// Cuts the bytes `start..end` of the plain text into spans of blocks, in UTF-16 code units.
fn spans(blocks: &[Block], start: usize, end: usize, carries: &Carried) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    for (index, block) in blocks.iter().enumerate() {
        if matches!(block, Block::Item(_)) {
            at += '・'.len_utf8();
        }
        let text = block.text();
        let (from, to) = (start.max(at) - at, end.min(at + text.len()).saturating_sub(at));
        if from < to
            && let (Some(before), Some(inside)) = (text.get(..from), text.get(from..to))
        {
            let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
            let first = units(before);
            spans.push(Span {
                block: u32::try_from(index).unwrap_or(u32::MAX),
                start: first,
                end: first + units(inside),
                carries: carries.clone(),
            });
        }
        at += text.len() + '\n'.len_utf8();
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_two_blocks_is_cut_at_the_line() {
        let blocks = [Block::prose("𠮷田が述べた。"), Block::item("承認する。")];
        let plain = body::plain_of(&blocks);
        let start = plain.find("述べた").unwrap();
        let end = plain.find("する").unwrap();
        let carries = Carried::Decision(gijicho_model::DecisionId(uuid::Uuid::nil()));
        let cut: Vec<_> =
            spans(&blocks, start, end, &carries).into_iter().map(|span| (span.block, span.start, span.end)).collect();
        // 𠮷 is two code units.
        assert_eq!(cut, [(0, 4, 8), (1, 0, 2)]);
    }

    #[test]
    fn equal_quotations_are_told_apart_by_what_stands_before() {
        let plain = "議題１は承認した。議題２は承認した。";
        let second = plain.rfind("承認した").unwrap();
        assert_eq!(anchor(plain, "議題２は", "承認した"), Some(second));
        assert_eq!(anchor(plain, "", "承認した"), plain.find("承認した"));
        assert_eq!(anchor(plain, "", "否決"), None);
    }
}
