//! What the schema of Akoma Ntoso 3.0 asks of the elements that we write, as a table: content
//! models, attributes, identifiers and references. An element that is not in the table is a fault.

use std::collections::HashSet;

use roxmltree::{Document, Node};

/// How often one of some elements may stand in its place.
#[derive(Clone, Copy)]
enum Times {
    One,
    Optional,
    Any,
    Many,
}
use Times::{Any, Many, One, Optional};

/// What an element may hold.
enum Model {
    /// Nothing.
    Empty,
    /// Elements in this order, no text.
    Sequence(&'static [(&'static [&'static str], Times)]),
    /// Text and any of these elements.
    Mixed(&'static [&'static str]),
    /// Whatever it likes of other namespaces.
    Foreign,
}
use Model::{Empty, Foreign, Mixed, Sequence};

/// An element: its name, the attributes that it must have, those that it may have, what it holds.
type Rule = (&'static str, &'static [&'static str], &'static [&'static str], Model);

const BLOCKS: &[&str] = &["blockList", "blockContainer", "tblock", "toc", "ul", "ol", "table", "p", "foreign", "block"];
const SPEECHES: &[&str] = &["speechGroup", "speech", "question", "answer", "other", "scene", "narrative", "summary"];
const SECTIONS: &[&str] =
    &["debateSection", "administrationOfOath", "rollCall", "prayers", "questions", "address", "communication"];
const IN_SECTION: &[&str] = &[
    "debateSection",
    "questions",
    "address",
    "communication",
    "container",
    "div",
    "componentRef",
    "speechGroup",
    "speech",
    "question",
    "answer",
    "other",
    "scene",
    "narrative",
    "summary",
    "blockList",
    "ul",
    "ol",
    "table",
    "p",
    "foreign",
];
const INLINE: &[&str] = &["docTitle", "remark", "ref", "person", "role", "b", "i", "span", "br"];
const CORE: &[(&[&str], Times)] = &[
    (&["FRBRthis"], One),
    (&["FRBRuri"], Many),
    (&["FRBRalias"], Any),
    (&["FRBRdate"], Many),
    (&["FRBRauthor"], Many),
];

const RULES: &[Rule] = &[
    ("akomaNtoso", &[], &[], Sequence(&[(&["debate"], One)])),
    (
        "debate",
        &["name"],
        &["contains"],
        Sequence(&[
            (&["meta"], One),
            (&["coverPage"], Optional),
            (&["preface"], Optional),
            (&["debateBody"], One),
            (&["conclusions"], Optional),
            (&["attachments"], Optional),
            (&["components"], Optional),
        ]),
    ),
    (
        "meta",
        &[],
        &[],
        Sequence(&[
            (&["identification"], One),
            (&["publication"], Optional),
            (&["classification"], Any),
            (&["lifecycle"], Any),
            (&["workflow"], Any),
            (&["analysis"], Any),
            (&["temporalData"], Any),
            (&["references"], Any),
            (&["notes"], Any),
            (&["proprietary"], Any),
            (&["presentation"], Any),
        ]),
    ),
    (
        "identification",
        &["source"],
        &[],
        Sequence(&[
            (&["FRBRWork"], One),
            (&["FRBRExpression"], One),
            (&["FRBRManifestation"], One),
            (&["FRBRItem"], Optional),
        ]),
    ),
    (
        "FRBRWork",
        &[],
        &[],
        Sequence(&[
            CORE[0],
            CORE[1],
            CORE[2],
            CORE[3],
            CORE[4],
            (&["FRBRcountry"], One),
            (&["FRBRsubtype"], Optional),
            (&["FRBRnumber"], Any),
            (&["FRBRname"], Any),
            (&["FRBRprescriptive"], Optional),
            (&["FRBRauthoritative"], Optional),
        ]),
    ),
    (
        "FRBRExpression",
        &[],
        &[],
        Sequence(&[
            CORE[0],
            CORE[1],
            CORE[2],
            CORE[3],
            CORE[4],
            (&["FRBRversionNumber"], Optional),
            (&["FRBRauthoritative"], Optional),
            (&["FRBRmasterExpression"], Optional),
            (&["FRBRlanguage"], Many),
            (&["FRBRtranslation"], Any),
        ]),
    ),
    (
        "FRBRManifestation",
        &[],
        &[],
        Sequence(&[
            CORE[0],
            CORE[1],
            CORE[2],
            CORE[3],
            CORE[4],
            (&["FRBRportion"], Optional),
            (&["FRBRformat"], Optional),
        ]),
    ),
    ("FRBRthis", &["value"], &[], Empty),
    ("FRBRuri", &["value"], &[], Empty),
    ("FRBRdate", &["date", "name"], &[], Empty),
    ("FRBRauthor", &["href"], &["as"], Empty),
    ("FRBRcountry", &["value"], &[], Empty),
    ("FRBRnumber", &["value"], &[], Empty),
    ("FRBRname", &["value"], &[], Empty),
    ("FRBRlanguage", &["language"], &[], Empty),
    ("FRBRformat", &["value"], &[], Empty),
    (
        "references",
        &["source"],
        &[],
        Sequence(&[(
            &["original", "TLCPerson", "TLCOrganization", "TLCConcept", "TLCRole", "TLCLocation", "TLCReference"],
            Any,
        )]),
    ),
    ("TLCPerson", &["eId", "href", "showAs"], &["shortForm"], Empty),
    ("TLCOrganization", &["eId", "href", "showAs"], &["shortForm"], Empty),
    ("TLCRole", &["eId", "href", "showAs"], &["shortForm"], Empty),
    ("TLCConcept", &["eId", "href", "showAs"], &["shortForm"], Empty),
    ("proprietary", &["source"], &[], Foreign),
    ("preface", &[], &["eId"], Sequence(&[(BLOCKS, Any)])),
    ("debateBody", &[], &["eId"], Sequence(&[(SECTIONS, Many)])),
    (
        "debateSection",
        &["eId", "name"],
        &[],
        Sequence(&[(&["num"], Optional), (&["heading"], Optional), (&["subheading"], Optional), (IN_SECTION, Any)]),
    ),
    ("num", &[], &["eId"], Mixed(INLINE)),
    ("heading", &[], &["eId"], Mixed(INLINE)),
    (
        "speech",
        &["by"],
        &["eId", "as", "to", "startTime", "endTime"],
        Sequence(&[(&["from"], Optional), (BLOCKS, Many)]),
    ),
    (
        "question",
        &["by"],
        &["eId", "as", "to", "startTime", "endTime"],
        Sequence(&[(&["from"], Optional), (BLOCKS, Many)]),
    ),
    (
        "answer",
        &["by"],
        &["eId", "as", "to", "startTime", "endTime"],
        Sequence(&[(&["from"], Optional), (BLOCKS, Many)]),
    ),
    ("from", &[], &["eId"], Mixed(INLINE)),
    ("scene", &[], &["eId"], Mixed(INLINE)),
    ("narrative", &[], &["eId"], Mixed(INLINE)),
    ("p", &[], &["eId"], Mixed(INLINE)),
    ("docTitle", &[], &["eId"], Mixed(INLINE)),
    ("remark", &[], &["eId", "type"], Mixed(INLINE)),
    ("ul", &[], &["eId"], Sequence(&[(&["li"], Many)])),
    ("li", &[], &["eId", "value"], Mixed(&["ul", "ol", "p", "remark", "b", "i"])),
];

/// An attribute of an element, and whether a value of it is allowed.
type ValueRule = (&'static str, &'static str, fn(&str) -> bool);

/// The attributes whose type is narrower than any text.
const VALUES: &[ValueRule] = &[
    ("debate", "contains", |value| ["originalVersion", "singleVersion", "multipleVersions"].contains(&value)),
    ("remark", "type", |value| ["sceneDescription", "phenomenon", "vote"].contains(&value)),
    ("FRBRdate", "date", |value| value.len() == 10 && value.parse::<chrono::NaiveDate>().is_ok()),
    ("FRBRcountry", "value", |value| value.len() == 2 && value.bytes().all(|byte| byte.is_ascii_lowercase())),
    ("FRBRlanguage", "language", |value| value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_lowercase())),
    ("FRBRthis", "value", |value| value.starts_with("/akn/") && !value.contains(char::is_whitespace)),
    ("FRBRuri", "value", |value| value.starts_with("/akn/") && !value.contains(char::is_whitespace)),
];

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// What is wrong with a document; nothing where it is valid.
pub(crate) fn faults(text: &str) -> Vec<String> {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![format!("not well-formed: {error}")],
    };
    let mut faults = Vec::new();
    check(document.root_element(), &mut faults);
    check_identifiers(&document, &mut faults);
    faults
}

fn check(node: Node<'_, '_>, faults: &mut Vec<String>) {
    let name = node.tag_name().name();
    if node.tag_name().namespace() != Some(NAMESPACE) {
        faults.push(format!("{name} is of another namespace"));
    }
    let Some((_, required, allowed, model)) = RULES.iter().find(|rule| rule.0 == name) else {
        faults.push(format!("{name} is not known"));
        return;
    };
    let attributes: Vec<&str> = node.attributes().map(|attribute| attribute.name()).collect();
    faults.extend(required.iter().filter(|a| !attributes.contains(a)).map(|a| format!("{name} lacks {a}")));
    let strange = attributes.iter().filter(|a| !required.contains(a) && !allowed.contains(a));
    faults.extend(strange.map(|a| format!("{name} has {a}")));
    for (_, attribute, holds) in VALUES.iter().filter(|rule| rule.0 == name) {
        let wrong = node.attribute(*attribute).filter(|value| !holds(value));
        faults.extend(wrong.map(|value| format!("{name} has {attribute}={value:?}")));
    }
    let children: Vec<Node<'_, '_>> = node.children().filter(Node::is_element).collect();
    let names: Vec<&str> = children.iter().map(|child| child.tag_name().name()).collect();
    let has_text = node.children().any(|child| child.is_text() && child.text().is_some_and(|t| !t.trim().is_empty()));
    let fits = match model {
        Foreign => children.iter().all(|child| child.tag_name().namespace() != Some(NAMESPACE)),
        Empty => names.is_empty() && !has_text,
        Mixed(inside) => names.iter().all(|name| inside.contains(name)),
        Sequence(parts) => !has_text && follows(&names, parts),
    };
    if !fits {
        faults.push(format!("{name} holds {names:?}{}", if has_text { " and text" } else { "" }));
    }
    if !matches!(model, Foreign) {
        for child in children {
            check(child, faults);
        }
    }
}

/// Whether names follow a content model; those of the schema never need looking ahead.
fn follows(names: &[&str], parts: &[(&[&str], Times)]) -> bool {
    let mut rest = names;
    for (of, times) in parts {
        let run = rest.iter().take_while(|name| of.contains(name)).count();
        let taken = match times {
            One | Optional => run.min(1),
            Any | Many => run,
        };
        if taken == 0 && matches!(times, One | Many) {
            return false;
        }
        rest = &rest[taken..];
    }
    rest.is_empty()
}

/// Identifiers are unique, hold no space and follow their parent's; references have a target.
fn check_identifiers(document: &Document<'_>, faults: &mut Vec<String>) {
    let mut ids = HashSet::new();
    for node in document.descendants().filter(Node::is_element) {
        let Some(id) = node.attribute("eId") else { continue };
        if id.is_empty() || id.contains(char::is_whitespace) {
            faults.push(format!("{id:?} is no identifier"));
        }
        if !ids.insert(id.to_owned()) {
            faults.push(format!("{id} stands twice"));
        }
        let above = node.ancestors().skip(1).find_map(|above| above.attribute("eId"));
        let is_numbered_through = matches!(node.tag_name().name(), "debateSection");
        if let Some(above) = above.filter(|_| !is_numbered_through)
            && !id.starts_with(&format!("{above}__"))
        {
            faults.push(format!("{id} does not begin with {above}__"));
        }
    }
    for node in document.descendants().filter(Node::is_element) {
        for attribute in node.attributes().filter(|a| ["by", "as", "to", "source", "item"].contains(&a.name())) {
            let target = attribute.value().strip_prefix('#');
            if !target.is_some_and(|target| ids.contains(target)) {
                faults.push(format!("{}={} points nowhere", attribute.name(), attribute.value()));
            }
        }
    }
    for section in document.descendants().filter(|node| SPEECHES.contains(&node.tag_name().name())) {
        if !section.has_attribute("eId") {
            faults.push(format!("{} cannot be pointed at", section.tag_name().name()));
        }
    }
}
