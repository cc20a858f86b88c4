//! The minutes of a meeting in their printed form (議事概要): title, numbered lines, items, remarks.

use gijicho_model::era::full_width_digits;
use gijicho_model::meeting::display_title;
use gijicho_model::{AgendaItem, MeetingRecord, Remark, RemarkId, body};

use crate::document::{About, Block, Document, Print, SpeakerLine, one_line};
use crate::header;
use crate::pdf::is_blank;

/// Deepest heading that HTML, Word and PDF all know.
const DEEPEST: u32 = 6;

/// Lays out the minutes of a meeting.
pub fn minutes(record: &MeetingRecord) -> Document {
    minutes_with_places(record).0
}

/// Lays out the minutes of a meeting, and says at which block each remark begins.
pub(crate) fn minutes_with_places(record: &MeetingRecord) -> (Document, Vec<(RemarkId, usize)>) {
    let title = printed_title(record);
    let top = u32::from(title.is_some());
    let mut body = Body { top, level: top, blocks: Vec::new(), places: Vec::new() };
    for remark in record.remarks_of(None) {
        body.remark(remark);
    }
    for item in &record.agenda {
        body.item(item);
        for remark in record.remarks_of(Some(item.id)) {
            body.remark(remark);
        }
    }
    let document = Document {
        about: About {
            title: title.clone().unwrap_or_else(|| made_up_title(record)),
            author: one_line(&record.body.name),
            date: record.meeting.held_on,
            id: record.meeting.id.to_string(),
        },
        title,
        header: header::lines(&record.meeting),
        blocks: body.blocks,
        print: Print::default(),
    };
    (document, body.places)
}

/// The title as printed; `None` where the minutes print none.
pub(crate) fn printed_title(record: &MeetingRecord) -> Option<String> {
    record.meeting.title.as_deref().map(one_line).filter(|title| !is_blank(title))
}

/// The title that a file has where the minutes print none.
fn made_up_title(record: &MeetingRecord) -> String {
    let meeting = &record.meeting;
    one_line(&display_title(None, meeting.fiscal_year, meeting.ordinal, &record.body.name, meeting.held_on))
}

/// The part below the header, while it grows.
struct Body {
    /// Level of what stands above every item: 1 under a title, 0 without one.
    top: u32,
    /// Level of the heading that holds now.
    level: u32,
    blocks: Vec<Block>,
    /// At which block each remark begins.
    places: Vec<(RemarkId, usize)>,
}

impl Body {
    fn item(&mut self, item: &AgendaItem) {
        let (label, title) = (agenda_label(item), one_line(&item.title));
        if !is_blank(&label) || !is_blank(&title) {
            self.level = self.top.saturating_add(item.depth.max(1)).min(self.level + 1).min(DEEPEST);
            self.blocks.push(Block::Heading { level: self.level, label, title });
        }
    }

    fn remark(&mut self, remark: &Remark) {
        self.places.push((remark.id, self.blocks.len()));
        self.blocks.extend(speaker_line(remark, (self.level + 1).min(DEEPEST)).map(Block::Speaker));
        for block in said_with_mark(remark) {
            self.said(block);
        }
    }

    fn said(&mut self, block: body::Block) {
        match block {
            body::Block::Paragraph(text) => self.blocks.push(Block::Paragraph { text: one_line(&text) }),
            body::Block::Scene(text) => self.blocks.push(Block::Scene { text: one_line(&text) }),
            body::Block::Item(text) => match self.blocks.last_mut() {
                Some(Block::List { items }) => items.push(one_line(&text)),
                _ => self.blocks.push(Block::List { items: vec![one_line(&text)] }),
            },
        }
    }
}

/// The line above a remark; `None` where nobody speaks.
pub(crate) fn speaker_line(remark: &Remark, level: u32) -> Option<SpeakerLine> {
    let speaker = remark.speaker.as_ref().filter(|speaker| !is_blank(&speaker.printed))?;
    let (open, close) = around(remark.mark.as_deref().unwrap_or_default());
    Some(SpeakerLine {
        level,
        open: one_line(open),
        name: one_line(&speaker.printed),
        close: one_line(close),
        note: remark.note.as_deref().map(one_line).unwrap_or_default(),
    })
}

/// What was said, as it is printed: with its mark before it where no speaker's line has the mark.
pub(crate) fn said_with_mark(remark: &Remark) -> Vec<body::Block> {
    let mut said = body::parse(&remark.body);
    if remark.speaker.is_none() {
        lead_with_mark(remark.mark.as_deref().unwrap_or_default(), &mut said);
    }
    said
}

/// Where a mark stands without a speaker, it opens the words themselves: 「◇予約の枠を広げてほしい。」
fn lead_with_mark(mark: &str, said: &mut [body::Block]) {
    if let Some(body::Block::Paragraph(text) | body::Block::Scene(text)) = said.first_mut() {
        text.insert_str(0, mark);
    }
}

/// The label as printed, else one made from the number in the printed form's full-width digits.
pub(crate) fn agenda_label(item: &AgendaItem) -> String {
    match (one_line(&item.label), item.number.trim()) {
        (label, _) if !label.is_empty() => label,
        (_, "") => String::new(),
        (_, number) => format!("議題{}", full_width_digits(&one_line(number))),
    }
}

/// A mark stands before the name, a pair of brackets around it, a lone closing sign after it.
fn around(mark: &str) -> (&str, &str) {
    const PAIRS: &str = "（）()【】＜＞<>〈〉《》［］[]〔〕「」『』";
    let is_pair = |pair: &str| pair.chars().count() == 2 && PAIRS.contains(pair);
    match mark.chars().next() {
        Some(first) if is_pair(mark) => mark.split_at(first.len_utf8()),
        Some('：' | ':' | '）' | ')') => ("", mark),
        _ => (mark, ""),
    }
}
