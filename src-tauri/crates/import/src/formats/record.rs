//! A record as data (`gijicho-meeting/1`), as it was written out: what it says is taken over, and
//! nothing has to be guessed.
//!
//! Invariants: the ids of the library that it left are not taken over; decisions and follow-ups are
//! proposals again; a quotation that its remark does not hold is left out, and a person is told; the
//! lines are those of the printed form, and every one of them has its place.

use std::collections::HashMap;

use gijicho_model::body::{self, Block};
use gijicho_model::draft::{
    DraftAgendaItem, DraftDecision, DraftFollowUp, DraftMeeting, DraftRemark, LineRole, MinutesDraft, SourceLine,
    Warning,
};
use gijicho_model::record::MeetingRecord;
use gijicho_model::{AgendaItemId, ProposalStatus, Remark, RemarkId};
use serde::Deserialize;

use crate::source::{Format, Source};
use crate::{ImportError, line};

/// What the member `format` of such a file says.
const FORMAT: &str = "gijicho-meeting/1";

/// What such a file says of itself.
#[derive(Deserialize)]
struct Head {
    format: String,
}

/// Whether a text is a record as data: nothing else begins so.
pub(super) fn is_record(text: &str) -> bool {
    const HEAD: usize = 200;
    let begins: String = text.chars().filter(|c| !c.is_whitespace()).take(HEAD).collect();
    begins.starts_with('{') && begins.contains(&format!("\"format\":\"{FORMAT}\""))
}

/// Reads a record.
pub(super) fn read(text: &str, encoding: &'static str) -> Result<Source, ImportError> {
    let damaged = |error: serde_json::Error| ImportError::Damaged { format: Format::Record, detail: error.to_string() };
    let head: Head = serde_json::from_str(text).map_err(damaged)?;
    if head.format != FORMAT {
        return Err(ImportError::Damaged { format: Format::Record, detail: head.format });
    }
    let record: MeetingRecord = serde_json::from_str(text).map_err(damaged)?;
    let draft = draft(&record);
    let text = draft.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    Ok(Source { format: Format::Record, encoding, text, record: Some(Box::new(draft)), ..Source::default() })
}

fn draft(record: &MeetingRecord) -> MinutesDraft {
    let mut draft = MinutesDraft { meeting: meeting(record), ..MinutesDraft::default() };
    let mut printed = Printed::default();
    for text in head_lines(&draft.meeting) {
        printed.line(&text, LineRole::Header, None);
    }
    let mut remarks: HashMap<RemarkId, usize> = HashMap::new();
    let mut items: HashMap<AgendaItemId, usize> = HashMap::new();
    let mut add = |remark: &Remark, agenda, draft: &mut MinutesDraft, printed: &mut Printed| {
        remarks.insert(remark.id, draft.remarks.len());
        let read = printed.remark(remark, agenda, draft.remarks.len());
        draft.remarks.push(read);
    };
    for remark in record.remarks_of(None) {
        add(remark, None, &mut draft, &mut printed);
    }
    for item in &record.agenda {
        let line = printed.line(&format!("{} {}", item.label, item.title), LineRole::Agenda, None);
        let agenda = draft.agenda.len();
        items.insert(item.id, agenda);
        draft.agenda.push(DraftAgendaItem {
            number: item.number.clone(),
            label: item.label.clone(),
            title: item.title.clone(),
            depth: item.depth.max(1),
            documents: item.documents.clone(),
            lines: [line, line],
        });
        for remark in record.remarks_of(Some(item.id)) {
            add(remark, Some(agenda), &mut draft, &mut printed);
        }
    }
    propose(record, &items, &remarks, &mut draft);
    let characters = |line: &SourceLine| line.text.chars().filter(|c| !line::is_space(*c)).count();
    draft.coverage.characters = printed.lines.iter().map(characters).sum();
    draft.coverage.placed = draft.coverage.characters;
    draft.lines = printed.lines;
    draft
}

fn meeting(record: &MeetingRecord) -> DraftMeeting {
    let meeting = &record.meeting;
    let name = record.body.name.trim();
    DraftMeeting {
        title: meeting.title.clone(),
        body: (!name.is_empty()).then(|| name.to_owned()),
        fiscal_year: Some(meeting.fiscal_year),
        ordinal: meeting.ordinal,
        held_on: Some(meeting.held_on),
        starts_at: meeting.starts_at,
        ends_at: meeting.ends_at,
        place: meeting.place.clone(),
        attendees: meeting.attendees.clone(),
        legend: meeting.legend.clone(),
        header: meeting.header.clone(),
    }
}

/// The title and the lines under it.
fn head_lines(meeting: &DraftMeeting) -> Vec<String> {
    let header = meeting.header.iter().map(|line| {
        let colon = if line.label.is_empty() { "" } else { "：" };
        format!("{}{colon}{}", line.label, line.text)
    });
    meeting.title.iter().cloned().chain(header).collect()
}

/// The decisions and follow-ups whose words stand where they should, as proposals.
fn propose(
    record: &MeetingRecord,
    items: &HashMap<AgendaItemId, usize>,
    remarks: &HashMap<RemarkId, usize>,
    draft: &mut MinutesDraft,
) {
    let said: Vec<String> = draft.remarks.iter().map(|remark| body::plain(&remark.body)).collect();
    let holds = |remark: usize, quote: &str| said.get(remark).is_some_and(|said| said.contains(quote));
    let mut lost = 0;
    for decision in record.decisions.iter().filter(|decision| decision.status != ProposalStatus::Dismissed) {
        let evidence = record.evidence.iter().find(|evidence| evidence.decision_id == decision.id);
        let remark = evidence.and_then(|evidence| remarks.get(&evidence.remark_id).copied());
        let place = items.get(&decision.agenda_item_id).copied().zip(remark);
        let Some((agenda, remark)) = place.filter(|(_, remark)| holds(*remark, &decision.quote)) else {
            lost += 1;
            continue;
        };
        draft.decisions.push(DraftDecision {
            agenda,
            outcome: decision.outcome,
            phrase: decision.phrase.clone(),
            quote: decision.quote.clone(),
            condition: decision.condition.clone(),
            remark,
            status: ProposalStatus::Proposed,
        });
    }
    for follow_up in record.follow_ups.iter().filter(|follow_up| follow_up.status != ProposalStatus::Dismissed) {
        let remark = remarks.get(&follow_up.remark_id).copied();
        let Some(remark) = remark.filter(|remark| holds(*remark, &follow_up.quote)) else {
            lost += 1;
            continue;
        };
        let (quote, to) = (follow_up.quote.clone(), follow_up.addressee.clone());
        draft.follow_ups.push(DraftFollowUp { remark, quote, to });
    }
    if lost > 0 {
        let message = format!("決定と宿題のうち {lost} 件は、もとの言葉が発言に見当たらないため、入れていません。");
        draft.warnings.push(Warning { code: "quotation-missing".to_owned(), message, line: None });
    }
}

/// The lines of the printed form, while they grow.
#[derive(Default)]
struct Printed {
    lines: Vec<SourceLine>,
}

impl Printed {
    /// Adds a line and gives its number.
    fn line(&mut self, text: &str, role: LineRole, remark: Option<usize>) -> u32 {
        let line = u32::try_from(self.lines.len() + 1).unwrap_or(u32::MAX);
        let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        let text = text.replace(is_break, " ");
        self.lines.push(SourceLine { line, text, role, remark });
        line
    }

    fn remark(&mut self, remark: &Remark, agenda: Option<usize>, place: usize) -> DraftRemark {
        let first = self.lines.len() + 1;
        let heading: String = [remark.mark.as_deref(), remark.speaker.as_ref().map(|speaker| speaker.printed.as_str())]
            .into_iter()
            .flatten()
            .collect();
        let note = remark.note.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
        if !heading.is_empty() || !note.is_empty() {
            self.line(&format!("{heading}{note}"), LineRole::Speaker, Some(place));
        }
        let blocks = body::parse(&remark.body);
        let said = blocks.iter().map(|block| {
            let (mark, role) = match block {
                Block::Paragraph(_) => ("", LineRole::Body),
                Block::Item(_) => ("・", LineRole::Body),
                Block::Scene(_) => ("", LineRole::Scene),
            };
            let line = self.line(&format!("{mark}{}", block.text()), role, Some(place));
            [line, line]
        });
        let block_lines: Vec<[u32; 2]> = said.collect();
        let first = u32::try_from(first).unwrap_or(u32::MAX);
        DraftRemark {
            agenda,
            mark: remark.mark.clone(),
            side: remark.side,
            function: remark.function,
            speaker: remark.speaker.clone(),
            speaker_unsure: false,
            note: remark.note.clone(),
            body: body::to_markdown(&blocks),
            lines: [first, u32::try_from(self.lines.len()).unwrap_or(u32::MAX).max(first)],
            block_lines,
            span: remark.span,
        }
    }
}
