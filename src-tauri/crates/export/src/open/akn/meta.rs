//! What the document says about itself: work, expression and manifestation, what was decided, and
//! whom the references stand for.

use gijicho_model::{MeetingRecord, Outcome, ProposalStatus};

use super::people::People;
use crate::document::one_line;
use crate::xml::Xml;

/// Names what the schema does not know.
const OWN_NAMESPACE: &str = "urn:gijicho:akn:1";

/// The reference to the body that met.
const BODY: &str = "#organization_1";

/// The reference to the program that made the file.
const PROGRAM: &str = "#concept_1";

pub(super) fn meta(xml: &mut Xml, record: &MeetingRecord, people: &People) {
    xml.element("meta", &[], |xml| {
        xml.line();
        identification(xml, record);
        xml.element("references", &[("source", PROGRAM)], |xml| {
            xml.line();
            references(xml, record, people);
        });
        xml.line();
        decisions(xml, record);
    });
    xml.line();
}

fn identification(xml: &mut Xml, record: &MeetingRecord) {
    let meeting = &record.meeting;
    let day = meeting.held_on.format("%Y-%m-%d").to_string();
    let work = format!("/akn/jp/debate/{day}/{}", meeting.id);
    let expression = format!("{work}/jpn@{day}");
    let core = |xml: &mut Xml, uri: &str, this: &str, name: &str| {
        xml.empty("FRBRthis", &[("value", this)]);
        xml.empty("FRBRuri", &[("value", uri)]);
        xml.empty("FRBRdate", &[("date", &day), ("name", name)]);
        xml.empty("FRBRauthor", &[("href", BODY)]);
    };
    xml.element("identification", &[("source", PROGRAM)], |xml| {
        xml.line();
        xml.element("FRBRWork", &[], |xml| {
            core(xml, &work, &format!("{work}/!main"), "held");
            xml.empty("FRBRcountry", &[("value", "jp")]);
            xml.empty("FRBRnumber", &[("value", &meeting.label())]);
            xml.empty("FRBRname", &[("value", &one_line(&record.display_title()))]);
        });
        xml.line();
        xml.element("FRBRExpression", &[], |xml| {
            core(xml, &expression, &format!("{expression}/!main"), "held");
            xml.empty("FRBRlanguage", &[("language", "jpn")]);
        });
        xml.line();
        xml.element("FRBRManifestation", &[], |xml| {
            core(xml, &format!("{expression}.akn"), &format!("{expression}/!main.akn"), "held");
            xml.empty("FRBRformat", &[("value", "application/akn+xml")]);
        });
        xml.line();
    });
    xml.line();
}

fn references(xml: &mut Xml, record: &MeetingRecord, people: &People) {
    let mut reference = |tag: &str, id: &str, href: &str, shown: &str| {
        // The schema wants words to show.
        let shown = if shown.is_empty() { "－" } else { shown };
        xml.empty(tag, &[("eId", id), ("href", href), ("showAs", shown)]);
        xml.line();
    };
    let body = &record.body;
    let href = format!("/akn/ontology/organization/jp/{}", body.id);
    reference("TLCOrganization", "organization_1", &href, &one_line(&body.name));
    for (id, person) in people.people() {
        reference("TLCPerson", &id, &person.href, &person.shown);
    }
    for (i, (id, role)) in people.roles().enumerate() {
        let href = format!("/akn/ontology/role/jp/{}.{}", record.meeting.id, i + 1);
        reference("TLCRole", &id, &href, role);
    }
    reference("TLCConcept", "concept_1", "/akn/ontology/concept/gijicho", "議事帖");
}

/// Decisions that a person has confirmed, with the words that carry them.
fn decisions(xml: &mut Xml, record: &MeetingRecord) {
    let confirmed: Vec<_> = record
        .decisions
        .iter()
        .filter(|decision| decision.status == ProposalStatus::Confirmed && decision.outcome != Outcome::NoneRecorded)
        .collect();
    if confirmed.is_empty() {
        return;
    }
    xml.element("proprietary", &[("source", PROGRAM), ("xmlns:g", OWN_NAMESPACE)], |xml| {
        xml.line();
        for decision in confirmed {
            let (id, number) = (decision.id.to_string(), record.decision_number(decision));
            let item = super::sections::item_id(record, decision.agenda_item_id).map(|id| format!("#{id}"));
            let mut attributes = vec![("id", id.as_str()), ("number", &number), ("outcome", decision.outcome.code())];
            attributes.extend(item.as_deref().map(|item| ("item", item)));
            xml.leaf("g:decision", &attributes, &one_line(&decision.quote));
            xml.line();
        }
    });
    xml.line();
}
