//! Akoma Ntoso 3.0 (OASIS LegalDocML): minutes as a `debate`.
//!
//! ```text
//! debate ─┬─ meta        identification (FRBR), decisions (proprietary), references: people, posts
//!         ├─ preface     title and the numbered lines under it
//!         └─ debateBody  a debateSection for each item, sub-items within it
//!              └─ speech │ question │ answer   from, then p, ul, p/remark for a scene
//! ```
//!
//! A remark without a speaker is `narrative`, and `scene` where it tells a scene. Countries'
//! identifiers follow the naming convention: `/akn/jp/debate/DATE/ID/jpn@`.
//!
//! Invariants: valid against the schema of Akoma Ntoso 3.0 whatever the record holds; every `eId`
//! is unique and made by the rules of the naming convention; every `#reference` has a target.

mod meta;
mod people;
mod sections;

use gijicho_model::MeetingRecord;

use crate::document::NumberedLine;
use crate::xml::Xml;
use crate::{header, minutes};
use people::People;

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// Writes the minutes of a meeting as Akoma Ntoso.
pub fn akn(record: &MeetingRecord) -> String {
    let people = People::of(record);
    let mut xml = Xml::new();
    xml.element("akomaNtoso", &[("xmlns", NAMESPACE)], |xml| {
        xml.element("debate", &[("name", "minutes"), ("contains", "originalVersion")], |xml| {
            xml.line();
            meta::meta(xml, record, &people);
            preface(xml, record);
            sections::body(xml, record, &people);
        });
    });
    xml.finish()
}

fn preface(xml: &mut Xml, record: &MeetingRecord) {
    let title = minutes::printed_title(record);
    let lines = header::lines(&record.meeting);
    if title.is_none() && lines.is_empty() {
        return;
    }
    xml.element("preface", &[("eId", "preface")], |xml| {
        xml.line();
        if let Some(title) = title {
            xml.element("p", &[("eId", "preface__p_0")], |xml| xml.leaf("docTitle", &[], &title));
            xml.line();
        }
        for (i, line) in lines.iter().map(NumberedLine::printed).enumerate() {
            xml.leaf("p", &[("eId", &format!("preface__p_{}", i + 1))], &line);
            xml.line();
        }
    });
    xml.line();
}
