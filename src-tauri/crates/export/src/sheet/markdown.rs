//! A table as Markdown (GitHub's form of tables), with a table of its own under each heading.
//!
//! Invariant: read back by a Markdown parser, every text is what the table holds, whatever `|`,
//! `*` or `<` stands in it.

use std::fmt::Write as _;

use super::grid::column_names;
use crate::table::{Kind, Placed, Row, Table};

/// Writes a table as Markdown, with `\n` after every line.
pub fn markdown(table: &Table) -> String {
    let mut out = format!("# {}\n", escaped(&table.title));
    for line in &table.lead {
        let _ = write!(out, "\n{}\n", escaped(line));
    }
    let mut head_is_due = true;
    for (row, placed) in table.rows.iter().zip(table.placed()) {
        if let Row::Heading { level, text } = row {
            let marks = "#".repeat(level.saturating_add(1).clamp(2, 6) as usize);
            let _ = write!(out, "\n{marks} {}\n", escaped(text));
            head_is_due = true;
            continue;
        }
        if std::mem::take(&mut head_is_due) {
            push_head(&mut out, table);
        }
        push_row(&mut out, table.columns.len(), &placed);
    }
    for note in &table.notes {
        let _ = write!(out, "\n{}\n", escaped(note));
    }
    out
}

fn push_head(out: &mut String, table: &Table) {
    out.push_str("\n|");
    for name in column_names(table) {
        let _ = write!(out, " {} |", escaped(&name));
    }
    out.push_str("\n|");
    for column in &table.columns {
        out.push_str(if column.kind == Kind::Number { " ---: |" } else { " --- |" });
    }
    out.push('\n');
}

fn push_row(out: &mut String, columns: usize, placed: &[Placed<'_>]) {
    let mut cells = vec![String::new(); columns];
    for Placed { column, cell } in placed {
        if let Some(slot) = cells.get_mut(*column) {
            *slot = cell.content.plain().lines().map(escaped).collect::<Vec<_>>().join("<br>");
        }
    }
    out.push('|');
    for cell in cells {
        let _ = write!(out, " {cell} |");
    }
    out.push('\n');
}

/// Every sign of Markdown's own behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        // A digit cannot be escaped, so the dot behind it is; ordinary signs of prose stay readable.
        if c.is_ascii_punctuation() && !matches!(c, ',' | '%' | '/' | '"' | '\'' | '?' | ';') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
