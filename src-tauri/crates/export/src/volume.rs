//! A volume: the minutes of many meetings as one document with contents and indexes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use gijicho_model::{AgendaItemId, MeetingRecord, ProposalStatus};
use serde::Serialize;

use crate::document::{About, Block, Document, one_line};
use crate::form::{Form, minutes_in, printed_items};

/// The minutes of many meetings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Volume {
    /// What the file says about itself.
    pub about: About,
    /// On its cover: 「令和６年度 青海県県政推進本部 議事概要集」.
    pub title: String,
    /// On its cover, under the title.
    pub lead: Vec<String>,
    /// In the order in which they are given. Each has a title, made up where none was printed.
    pub meetings: Vec<Document>,
    /// Who spoke, where.
    pub speakers: Vec<IndexEntry>,
    /// What was decided on, where.
    pub initiatives: Vec<IndexEntry>,
}

/// A line of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndexEntry {
    /// The words.
    pub text: String,
    /// Where, in printed order.
    pub places: Vec<BlockPlace>,
}

/// A block of a meeting of the volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct BlockPlace {
    /// Place among the meetings, from 0.
    pub meeting: usize,
    /// Place among its blocks, from 0.
    pub block: usize,
}

/// What stands on the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The title.
    pub title: String,
    /// Who issues the volume.
    pub issuer: String,
    /// The day that it is dated.
    pub dated: NaiveDate,
}

/// Binds the minutes of meetings, in the order in which they are given.
pub fn volume(records: &[MeetingRecord], cover: &Cover, form: &Form) -> Volume {
    let mut speakers = Index::default();
    let mut initiatives = Index::default();
    let mut meetings = Vec::with_capacity(records.len());
    for (meeting, record) in records.iter().enumerate() {
        let mut document = minutes_in(record, form);
        document.title.get_or_insert_with(|| document.about.title.clone());
        speakers.add_speakers(meeting, &document, record, form);
        initiatives.add_initiatives(meeting, &document, record);
        meetings.push(document);
    }
    let title = one_line(&cover.title);
    Volume {
        about: About {
            title: title.clone(),
            author: one_line(&cover.issuer),
            date: cover.dated,
            id: format!("{title} {}", cover.dated),
        },
        title,
        lead: [gijicho_model::era::long_date(cover.dated), one_line(&cover.issuer)]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
        meetings,
        speakers: speakers.entries(),
        initiatives: initiatives.entries(),
    }
}

/// An index while it grows: by what it is sorted by, then by its words.
#[derive(Default)]
struct Index(BTreeMap<(String, String), Vec<BlockPlace>>);

impl Index {
    fn add(&mut self, sorted_by: String, text: String, place: BlockPlace) {
        let places = self.0.entry((sorted_by, text)).or_default();
        if places.last() != Some(&place) {
            places.push(place);
        }
    }

    fn entries(self) -> Vec<IndexEntry> {
        self.0.into_iter().map(|((_, text), places)| IndexEntry { text, places }).collect()
    }

    /// Speakers as printed: by their readings where those are known, else by their characters.
    fn add_speakers(&mut self, meeting: usize, document: &Document, record: &MeetingRecord, form: &Form) {
        let mut kana: BTreeMap<String, &str> = BTreeMap::new();
        for remark in &record.remarks {
            let reading = remark.appointment_id.and_then(|id| form.readings.get(&id));
            if let (Some(speaker), Some((_, reading))) = (&remark.speaker, reading) {
                kana.insert(one_line(&speaker.printed), reading);
            }
        }
        for (block, it) in document.blocks.iter().enumerate() {
            if let Block::Speaker(line) = it {
                let sorted_by = kana.get(&line.name).map_or_else(|| line.name.clone(), |kana| (*kana).to_owned());
                self.add(sorted_by, line.name.clone(), BlockPlace { meeting, block });
            }
        }
    }

    /// What the meeting decided on: at the item that was decided.
    fn add_initiatives(&mut self, meeting: usize, document: &Document, record: &MeetingRecord) {
        let headings = document.blocks.iter().enumerate().filter(|(_, it)| matches!(it, Block::Heading { .. }));
        let at: BTreeMap<AgendaItemId, usize> =
            printed_items(record).zip(headings).map(|(item, (block, _))| (item.id, block)).collect();
        let decisions = record.decisions.iter().filter(|decision| decision.status != ProposalStatus::Dismissed);
        let mut places: Vec<(String, usize)> = Vec::new();
        for decision in decisions {
            let Some(block) = at.get(&decision.agenda_item_id) else { continue };
            for link in record.links.iter().filter(|link| link.link.decision_id == decision.id) {
                places.push((one_line(&format!("{} {}", link.number, link.title)), *block));
            }
        }
        places.sort_by_key(|(_, block)| *block);
        for (text, block) in places {
            self.add(numeric_key(&text), text, BlockPlace { meeting, block });
        }
    }
}

/// Sorts 「2 …」 before 「10 …」: runs of digits by their value.
fn numeric_key(text: &str) -> String {
    const WIDEST: usize = 8;
    let mut key = String::new();
    let mut digits = String::new();
    for c in text.chars().chain(['\u{0}']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            key.extend(std::iter::repeat_n('0', WIDEST.saturating_sub(digits.len())));
            key.push_str(&digits);
            digits.clear();
        }
        key.push(c);
    }
    key
}
