//! What was said: a section for each item of the agenda, sub-items within their item.

use gijicho_model::body::Block;
use gijicho_model::{AgendaItem, AgendaItemId, Function, MeetingRecord, Remark};

use super::people::People;
use crate::document::one_line;
use crate::minutes;
use crate::xml::Xml;

/// Deepest section: an item below it stands beside its parent.
const DEEPEST: u32 = 8;

pub(super) fn body(xml: &mut Xml, record: &MeetingRecord, people: &People) {
    xml.element("debateBody", &[("eId", "body")], |xml| {
        xml.line();
        let before: Vec<&Remark> = record.remarks_of(None).collect();
        // The schema wants a section at least.
        if !before.is_empty() || record.agenda.is_empty() {
            let id = section_id(0);
            section(xml, "opening", &id, |xml| remarks(xml, &before, &id, people));
        }
        items(xml, record, people);
    });
    xml.line();
}

/// The identifier of the section of an item.
pub(super) fn item_id(record: &MeetingRecord, item: AgendaItemId) -> Option<String> {
    record.agenda.iter().position(|other| other.id == item).map(|at| section_id(at + 1))
}

/// Sections are numbered through the meeting: the one before the first item is 0.
fn section_id(number: usize) -> String {
    format!("dbsect_{number}")
}

fn section(xml: &mut Xml, name: &str, id: &str, inside: impl FnOnce(&mut Xml)) {
    xml.element("debateSection", &[("name", name), ("eId", id)], |xml| {
        xml.line();
        inside(xml);
    });
    xml.line();
}

/// The items, each with those below it.
fn items(xml: &mut Xml, record: &MeetingRecord, people: &People) {
    let numbered: Vec<(usize, &AgendaItem)> = (1..).zip(&record.agenda).collect();
    siblings(xml, record, people, &numbered, 1);
}

/// A run of items, the first of which opens a section at this level.
fn siblings(xml: &mut Xml, record: &MeetingRecord, people: &People, items: &[(usize, &AgendaItem)], level: u32) {
    let mut rest = items;
    while let Some(((number, item), after)) = rest.split_first() {
        let is_below = |(_, other): &(usize, &AgendaItem)| other.depth > item.depth && level < DEEPEST;
        let below = after.iter().take_while(|other| is_below(other)).count();
        let (below, after) = after.split_at(below);
        let id = section_id(*number);
        section(xml, "agendaItem", &id, |xml| {
            heading(xml, item, &id);
            let said: Vec<&Remark> = record.remarks_of(Some(item.id)).collect();
            remarks(xml, &said, &id, people);
            siblings(xml, record, people, below, level + 1);
        });
        rest = after;
    }
}

fn heading(xml: &mut Xml, item: &AgendaItem, section: &str) {
    let (label, title) = (minutes::agenda_label(item), one_line(&item.title));
    for (tag, words) in [("num", label), ("heading", title)] {
        if !words.is_empty() {
            xml.leaf(tag, &[("eId", &format!("{section}__{tag}_1"))], &words);
            xml.line();
        }
    }
}

fn remarks(xml: &mut Xml, remarks: &[&Remark], section: &str, people: &People) {
    for (i, remark) in remarks.iter().enumerate() {
        let blocks = minutes::said_with_mark(remark);
        match people.references(remark) {
            Some((by, role)) => speech(xml, remark, &blocks, &by, role.as_deref(), section, i + 1),
            None => narrative(xml, &blocks, section, i + 1),
        }
    }
}

fn speech(
    xml: &mut Xml,
    remark: &Remark,
    blocks: &[Block],
    by: &str,
    role: Option<&str>,
    section: &str,
    number: usize,
) {
    let tag = match remark.function {
        Function::Question => "question",
        Function::Answer => "answer",
        _ => "speech",
    };
    let id = format!("{section}__{tag}_{number}");
    let mut attributes = vec![("eId", id.as_str()), ("by", by)];
    attributes.extend(role.map(|role| ("as", role)));
    xml.element(tag, &attributes, |xml| {
        if let Some(line) = minutes::speaker_line(remark, 1) {
            xml.leaf("from", &[("eId", &format!("{id}__from_1"))], &line.printed());
            xml.line();
        }
        words(xml, blocks, &id);
        // The schema wants a block at least.
        if blocks.is_empty() {
            xml.empty("p", &[("eId", &format!("{id}__p_1"))]);
        }
    });
    xml.line();
}

/// Blocks of a speech; a scene in it is a remark of those who wrote it down.
fn words(xml: &mut Xml, blocks: &[Block], speech: &str) {
    let mut number = 0;
    for run in blocks.chunk_by(|a, b| is_item(a) && is_item(b)) {
        number += 1;
        let p = format!("{speech}__p_{number}");
        match run {
            [Block::Scene(text)] => xml.element("p", &[("eId", &p)], |xml| {
                xml.leaf("remark", &[("type", "sceneDescription")], &one_line(text));
            }),
            [Block::Paragraph(text)] => xml.leaf("p", &[("eId", &p)], &one_line(text)),
            items => list(xml, items, &format!("{speech}__ul_{number}")),
        }
        xml.line();
    }
}

fn is_item(block: &Block) -> bool {
    matches!(block, Block::Item(_))
}

fn list(xml: &mut Xml, items: &[Block], id: &str) {
    xml.element("ul", &[("eId", id)], |xml| {
        for (i, item) in items.iter().enumerate() {
            xml.leaf("li", &[("eId", &format!("{id}__li_{}", i + 1))], &one_line(item.text()));
        }
    });
}

/// A passage in which nobody speaks.
fn narrative(xml: &mut Xml, blocks: &[Block], section: &str, number: usize) {
    for (i, run) in blocks.chunk_by(|a, b| is_item(a) && is_item(b)).enumerate() {
        let id = |tag: &str| format!("{section}__{tag}_{number}-{}", i + 1);
        match run {
            [Block::Scene(text)] => xml.leaf("scene", &[("eId", &id("scene"))], &one_line(text)),
            [Block::Paragraph(text)] => xml.leaf("narrative", &[("eId", &id("narrative"))], &one_line(text)),
            items => list(xml, items, &id("ul")),
        }
        xml.line();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_items_are_one_list() {
        let mut xml = Xml::new();
        let said = gijicho_model::body::parse("前文\n\n- 一\n- 二\n\n（拍手）");
        words(&mut xml, &said, "s");
        let text = xml.finish();
        assert_eq!(text.matches("<ul").count(), 1);
        assert!(text.contains("<li eId=\"s__ul_2__li_2\">二</li>"), "{text}");
        assert!(text.contains("<p eId=\"s__p_3\"><remark type=\"sceneDescription\">（拍手）</remark></p>"), "{text}");
    }
}
