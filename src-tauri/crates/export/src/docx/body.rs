//! The document itself: one paragraph for each printed line, with the style that says what it is.

use super::{DocxOptions, MAIN, OFFICE_RELATIONS, relation_id};
use crate::document::{Block, Document, heading_line};
use crate::xml::Xml;

/// Deepest heading that the styles know.
const DEEPEST: u32 = 6;

/// The style of an item printed with 「・」.
const LIST: &str = "ListBullet";

/// Writes the main part.
pub(super) fn document(document: &Document, options: &DocxOptions) -> String {
    let mut xml = Xml::new();
    xml.element("w:document", &[("xmlns:w", MAIN), ("xmlns:r", OFFICE_RELATIONS)], |xml| {
        xml.element("w:body", &[], |xml| {
            if let Some(title) = &document.title {
                paragraph(xml, "Title", title);
            }
            for line in &document.header {
                // A line without a number has nothing to hang from.
                let style = if line.number.is_empty() { "HeaderPlain" } else { "HeaderLine" };
                paragraph(xml, style, &line.printed());
            }
            // Under a title, which is no heading in Word, the outline begins at its first level.
            let above = u32::from(document.title.is_some());
            for block in &document.blocks {
                push_block(xml, block, above);
            }
            section(xml, options);
        });
    });
    xml.finish()
}

fn push_block(xml: &mut Xml, block: &Block, above: u32) {
    match block {
        Block::Heading { level, label, title } => {
            let level = level.saturating_sub(above).clamp(1, DEEPEST);
            paragraph(xml, &format!("Heading{level}"), &heading_line(label, title));
        }
        Block::Speaker(line) => paragraph(xml, "Speaker", &line.printed()),
        Block::Paragraph { text } => paragraph(xml, "BodyText", text),
        Block::Scene { text } => paragraph(xml, "Scene", text),
        Block::List { items } => items.iter().for_each(|item| paragraph(xml, LIST, item)),
    }
}

fn paragraph(xml: &mut Xml, style: &str, text: &str) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", style)]);
            if style == LIST {
                // The style says so, too; programs that read simply look here.
                xml.element("w:numPr", &[], |xml| {
                    xml.empty("w:ilvl", &[("w:val", "0")]);
                    xml.empty("w:numId", &[("w:val", "1")]);
                });
            }
        });
        xml.element("w:r", &[], |xml| xml.leaf("w:t", &[("xml:space", "preserve")], text));
    });
    xml.line();
}

/// The page, in twentieths of a point: A4 with 36 lines of 19 pt, 40 characters of 11 pt each.
fn section(xml: &mut Xml, options: &DocxOptions) {
    xml.element("w:sectPr", &[], |xml| {
        if options.draft {
            xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", &relation_id("header"))]);
        }
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &relation_id("footer"))]);
        xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1701"),
                ("w:right", "1553"),
                ("w:bottom", "1440"),
                ("w:left", "1553"),
                ("w:header", "851"),
                ("w:footer", "794"),
                ("w:gutter", "0"),
            ],
        );
        if options.line_numbers {
            xml.empty("w:lnNumType", &[("w:countBy", "1"), ("w:distance", "284"), ("w:restart", "newPage")]);
        }
        xml.empty("w:pgNumType", &[("w:fmt", "decimalFullWidth")]);
        xml.empty("w:docGrid", &[("w:type", "lines"), ("w:linePitch", "380")]);
    });
}
