//! Word (DOCX): the printed form, for those who go on working with it in an office program.
//!
//! How it looks stands in the parts under `assets/templates/docx`, as styles with names of their
//! own; here only the document itself is written. Items of the agenda are Word's own headings,
//! items printed with 「・」 are a real list, the page number is a field.
//!
//! Written without a library for Word files: five fixed parts and one made one need none, and none
//! that there is writes the same bytes for the same document, or comes without an archive library
//! that a broken file can bring down.
//!
//! Invariants: the same document gives the same bytes; text is escaped and never a field; the text
//! of the paragraphs, one a line, is the printed form line for line.

mod body;
mod table;

pub use table::table;

use chrono::NaiveDate;

use crate::ExportError;
use crate::document::{About, Document};
use crate::package::package;
use crate::xml::Xml;

/// What can be chosen about a Word file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocxOptions {
    /// The day that the file is dated; the day of the meeting where none is given.
    pub dated: Option<NaiveDate>,
    /// Whether 「案」 stands at the head of every page.
    pub draft: bool,
    /// Whether lines are numbered, for a round in which people refer to them.
    pub line_numbers: bool,
}

macro_rules! part {
    ($name:literal) => {
        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/templates/docx/", $name))
    };
}

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE_RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part beside the document: its name, the kind of its relation, the end of its content type, its text.
type Part = (&'static str, &'static str, &'static str, &'static str);

/// The parts whose text never changes.
const PARTS: [Part; 6] = [
    ("styles.xml", "styles", "styles", part!("styles.xml")),
    ("numbering.xml", "numbering", "numbering", part!("numbering.xml")),
    ("settings.xml", "settings", "settings", part!("settings.xml")),
    ("fontTable.xml", "fontTable", "fontTable", part!("fontTable.xml")),
    ("footer.xml", "footer", "footer", part!("footer.xml")),
    ("header.xml", "header", "header", part!("header.xml")),
];

/// Writes a document as a Word file.
pub fn docx(document: &Document, options: &DocxOptions) -> Result<Vec<u8>, ExportError> {
    with_parts(&document.about, options, &body::document(document, options))
}

/// Packs the main part with those beside it.
fn with_parts(about: &About, options: &DocxOptions, text: &str) -> Result<Vec<u8>, ExportError> {
    let parts: Vec<Part> = PARTS.into_iter().filter(|(name, ..)| options.draft || *name != "header.xml").collect();
    let types = content_types(&parts);
    let properties = properties(about, options.dated.unwrap_or(about.date));
    let relations = relations(&parts);
    let fixed: Vec<(String, &str)> = parts.iter().map(|(name, _, _, text)| (format!("word/{name}"), *text)).collect();
    let made = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", part!("rels.xml").as_bytes()),
        ("docProps/core.xml", properties.as_bytes()),
        ("word/document.xml", text.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    package(made.into_iter().chain(fixed.iter().map(|(name, text)| (name.as_str(), text.as_bytes()))))
}

/// The identifier by which the document refers to a part.
fn relation_id(kind: &str) -> String {
    format!("r_{kind}")
}

fn relations(parts: &[Part]) -> String {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", RELATIONS)], |xml| {
        for (name, kind, ..) in parts {
            let full = format!("{OFFICE_RELATIONS}/{kind}");
            xml.empty("Relationship", &[("Id", &relation_id(kind)), ("Type", &full), ("Target", name)]);
        }
    });
    xml.finish()
}

fn content_types(parts: &[Part]) -> String {
    const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
    const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const PACKAGE: &str = "application/vnd.openxmlformats-package";
    let mut xml = Xml::new();
    xml.element("Types", &[("xmlns", TYPES)], |xml| {
        let relations = format!("{PACKAGE}.relationships+xml");
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", &relations)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        let mut part = |name: &str, kind: &str| xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        part("/docProps/core.xml", &format!("{PACKAGE}.core-properties+xml"));
        part("/word/document.xml", &format!("{WORD}.document.main+xml"));
        for (name, _, kind, _) in parts {
            part(&format!("/word/{name}"), &format!("{WORD}.{kind}+xml"));
        }
    });
    xml.finish()
}

/// Title, author, language and day: dated by the record, never by the clock.
fn properties(about: &About, dated: NaiveDate) -> String {
    let day = format!("{}T00:00:00Z", dated.format("%Y-%m-%d"));
    let mut xml = Xml::new();
    let names = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.element("cp:coreProperties", &names, |xml| {
        xml.leaf("dc:title", &[], &about.title);
        xml.leaf("dc:creator", &[], &about.author);
        xml.leaf("dc:identifier", &[], &about.id);
        xml.leaf("dc:language", &[], "ja-JP");
        xml.leaf("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &day);
        xml.leaf("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &day);
    });
    xml.finish()
}
