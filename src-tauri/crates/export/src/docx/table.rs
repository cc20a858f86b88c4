//! A [`Table`] as a Word file: to be filled in by a department, or to go on with.
//!
//! Invariants: the same table gives the same bytes; headings of columns are repeated on every page;
//! text is escaped and never a field.

use super::{DocxOptions, MAIN, OFFICE_RELATIONS, relation_id, with_parts};
use crate::ExportError;
use crate::table::{Cell, Content, Kind, Orientation, Placed, Row, Table};
use crate::xml::Xml;

/// Twentieths of a point between the margins of A4, upright and lying.
const ACROSS: [u32; 2] = [9_638, 14_570];

/// Writes a table as a Word file.
pub fn table(table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut xml = Xml::new();
    xml.element("w:document", &[("xmlns:w", MAIN), ("xmlns:r", OFFICE_RELATIONS)], |xml| {
        xml.element("w:body", &[], |xml| {
            paragraph(xml, Some("Title"), None, &table.title, false);
            for line in &table.lead {
                paragraph(xml, Some("HeaderPlain"), Some("right"), line, false);
            }
            grid(xml, table);
            for note in &table.notes {
                paragraph(xml, Some("HeaderPlain"), None, note, false);
            }
            section(xml, table.orientation);
        });
    });
    with_parts(&table.about, &DocxOptions::default(), &xml.finish())
}

/// The widths of the columns, in twentieths of a point.
fn widths(table: &Table) -> Vec<u32> {
    let whole = if table.orientation == Orientation::Landscape { ACROSS[1] } else { ACROSS[0] };
    let sum: u32 = table.columns.iter().map(|column| column.width.max(1)).sum();
    table.columns.iter().map(|column| whole * column.width.max(1) / sum.max(1)).collect()
}

fn grid(xml: &mut Xml, table: &Table) {
    let widths = widths(table);
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.empty("w:tblW", &[("w:w", &widths.iter().sum::<u32>().to_string()), ("w:type", "dxa")]);
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
                    xml.empty(&format!("w:{side}"), &[("w:val", "single"), ("w:sz", "4"), ("w:color", "666666")]);
                }
            });
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        head(xml, table, &widths);
        let mut reaching = vec![0usize; widths.len()];
        for (row, placed) in table.rows.iter().zip(table.placed()) {
            match row {
                Row::Heading { text, .. } => heading(xml, text, &widths),
                Row::Cells { .. } => cells(xml, table, &placed, &widths, &mut reaching),
            }
        }
    });
    xml.line();
}

/// One row of headings; a group stands before the heading of each of its columns.
fn head(xml: &mut Xml, table: &Table, widths: &[u32]) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            xml.empty("w:tblHeader", &[]);
        });
        for (column, width) in table.columns.iter().zip(widths) {
            let heading = format!("{} {}", column.group, column.heading);
            cell(xml, *width, 1, None, true, |xml| paragraph(xml, None, Some("center"), heading.trim(), true));
        }
    });
}

fn heading(xml: &mut Xml, text: &str, widths: &[u32]) {
    xml.element("w:tr", &[], |xml| {
        cell(xml, widths.iter().sum(), widths.len(), None, true, |xml| paragraph(xml, None, None, text, true));
    });
}

/// The cells of a row; those from above that reach down into it stand as continued ones.
fn cells(xml: &mut Xml, table: &Table, placed: &[Placed<'_>], widths: &[u32], reaching: &mut [usize]) {
    xml.element("w:tr", &[], |xml| {
        let mut column = 0;
        while column < widths.len() {
            let here = placed.iter().find(|placed| placed.column == column);
            let Some(Placed { cell: own, .. }) = here else {
                if let Some(rows) = reaching.get_mut(column) {
                    *rows = rows.saturating_sub(1);
                }
                cell(xml, widths[column], 1, Some("continue"), false, |xml| paragraph(xml, None, None, "", false));
                column += 1;
                continue;
            };
            let end = (column + own.across).min(widths.len());
            let width = widths[column..end].iter().sum();
            let merge = (own.down > 1).then_some("restart");
            let kind = table.columns.get(column).map_or(Kind::Text, |column| column.kind);
            cell(xml, width, end - column, merge, false, |xml| contents(xml, own, kind));
            column = end;
        }
    });
}

fn contents(xml: &mut Xml, cell: &Cell, kind: Kind) {
    let align = match kind {
        Kind::Label | Kind::Date | Kind::Bar => Some("center"),
        Kind::Number => Some("right"),
        Kind::Text => None,
    };
    match &cell.content {
        Content::Empty => paragraph(xml, None, align, "", false),
        content => content.plain().lines().for_each(|line| paragraph(xml, None, align, line, false)),
    }
}

fn cell(xml: &mut Xml, width: u32, across: usize, merge: Option<&str>, is_head: bool, inside: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if across > 1 {
                xml.empty("w:gridSpan", &[("w:val", &across.to_string())]);
            }
            if let Some(merge) = merge {
                xml.empty("w:vMerge", &[("w:val", merge)]);
            }
            if is_head {
                xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E8EEF3")]);
            }
        });
        inside(xml);
    });
}

fn paragraph(xml: &mut Xml, style: Option<&str>, align: Option<&str>, text: &str, is_bold: bool) {
    xml.element("w:p", &[], |xml| {
        if style.is_some() || align.is_some() {
            xml.element("w:pPr", &[], |xml| {
                if let Some(style) = style {
                    xml.empty("w:pStyle", &[("w:val", style)]);
                }
                if let Some(align) = align {
                    xml.empty("w:jc", &[("w:val", align)]);
                }
            });
        }
        if !text.is_empty() {
            xml.element("w:r", &[], |xml| {
                if is_bold {
                    xml.element("w:rPr", &[], |xml| xml.empty("w:b", &[]));
                }
                xml.leaf("w:t", &[("xml:space", "preserve")], text);
            });
        }
    });
}

fn section(xml: &mut Xml, orientation: Orientation) {
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", &relation_id("footer"))]);
        match orientation {
            Orientation::Portrait => xml.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]),
            Orientation::Landscape => {
                xml.empty("w:pgSz", &[("w:w", "16838"), ("w:h", "11906"), ("w:orient", "landscape")]);
            }
        }
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", "1134"),
                ("w:right", "1134"),
                ("w:bottom", "1134"),
                ("w:left", "1134"),
                ("w:header", "567"),
                ("w:footer", "567"),
                ("w:gutter", "0"),
            ],
        );
    });
}
