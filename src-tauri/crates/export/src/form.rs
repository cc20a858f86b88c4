//! What an office chooses about printed minutes: a draft for the round or the clean form, readings
//! of names, digits, and the corrections that the printed form owns up to.
//!
//! Invariant: the form adds to what the minutes say, or writes the program's own numbers in other
//! digits; no word of the record is changed.

use std::collections::{BTreeMap, BTreeSet};

use gijicho_model::era::find_date;
use gijicho_model::{AgendaItem, AppointmentId, MeetingRecord};

use crate::document::{Block, Correction, Document, Reading, one_line};
use crate::minutes::{agenda_label, minutes};
use crate::pdf::is_blank;

/// How the program writes its own numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    /// １２
    #[default]
    Full,
    /// 12
    Half,
}

/// What is chosen about printed minutes; the clean form by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// How the program writes its own numbers; what was printed so stays.
    pub digits: Digits,
    /// The word that marks a draft; none for the clean form.
    pub draft: Option<String>,
    /// Corrections, oldest first.
    pub corrections: Vec<Correction>,
    /// The family name and its reading of those who held these appointments; none to print none.
    pub readings: BTreeMap<AppointmentId, (String, String)>,
}

/// Lays out the minutes of a meeting in a form.
pub fn minutes_in(record: &MeetingRecord, form: &Form) -> Document {
    let mut document = minutes(record);
    if form.digits == Digits::Half {
        with_half_width_digits(&mut document, record);
    }
    document.print.draft.clone_from(&form.draft);
    document.print.corrections.clone_from(&form.corrections);
    document.print.readings = readings(&document, record, form);
    document
}

/// The program's own numbers: those of the header's lines, of lines that were made from fields, and
/// of items that were printed without a label.
fn with_half_width_digits(document: &mut Document, record: &MeetingRecord) {
    for line in &mut document.header {
        line.number = half_width_digits(&line.number);
        let printed = record.meeting.header.iter().any(|printed| one_line(&printed.text) == line.text);
        if !printed && find_date(&line.text).is_some() {
            line.text = half_width_digits(&line.text);
        }
    }
    let headings = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Heading { label, .. } => Some(label),
        _ => None,
    });
    for (item, label) in printed_items(record).zip(headings) {
        if one_line(&item.label).is_empty() {
            *label = half_width_digits(label);
        }
    }
}

/// Full-width digits turned half-width.
fn half_width_digits(text: &str) -> String {
    let half = |c| if ('０'..='９').contains(&c) { char::from_u32(c as u32 - 0xFEE0).unwrap_or(c) } else { c };
    text.chars().map(half).collect()
}

/// The items that have a heading, in printed order.
pub(crate) fn printed_items(record: &MeetingRecord) -> impl Iterator<Item = &AgendaItem> {
    record.agenda.iter().filter(|item| !is_blank(&agenda_label(item)) || !is_blank(&one_line(&item.title)))
}

/// Each speaker's reading where the speaker is first named.
fn readings(document: &Document, record: &MeetingRecord, form: &Form) -> Vec<Reading> {
    let mut known: BTreeMap<String, &(String, String)> = BTreeMap::new();
    for remark in &record.remarks {
        let named = remark.appointment_id.and_then(|id| form.readings.get(&id));
        if let (Some(named), Some(speaker)) = (named, &remark.speaker) {
            known.insert(one_line(&speaker.printed), named);
        }
    }
    let mut seen = BTreeSet::new();
    let first = document.blocks.iter().enumerate().filter_map(|(block, it)| match it {
        Block::Speaker(line) if seen.insert(&line.name) => Some((block, &line.name)),
        _ => None,
    });
    let readings = first.filter_map(|(block, printed)| {
        let (name, kana) = known.get(printed)?;
        let fits = !name.is_empty() && !kana.is_empty() && printed.starts_with(name);
        fits.then(|| Reading { block, name: name.clone(), kana: kana.clone() })
    });
    readings.collect()
}
