//! A table as a self-contained page: read by screen readers cell by cell with its headings, printed
//! on A4 with the headings of the columns on every page.
//!
//! Invariants: no script, nothing loaded from elsewhere; text reaches the page only escaped.

use std::fmt::Write as _;

use crate::html::{document_page, escaped};
use crate::table::{Cell, Column, Content, Kind, Line, Orientation, Placed, Row, Table};

const STYLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/templates/table.css"));

/// Writes a table as an HTML page.
pub fn html(table: &Table) -> String {
    let mut main = String::new();
    push_table(&mut main, table);
    let page = match table.orientation {
        Orientation::Portrait => "@page { size: A4 portrait; }\n",
        Orientation::Landscape => "@page { size: A4 landscape; }\n",
    };
    document_page(&table.about, &format!("{STYLE}{page}"), &main)
}

/// Writes title, lead, table and notes, to stand in a page's `main`.
fn push_table(out: &mut String, table: &Table) {
    out.extend(["<h1>", &escaped(&table.title), "</h1>\n"]);
    for line in &table.lead {
        out.extend(["<p class=\"lead\">", &escaped(line), "</p>\n"]);
    }
    // What is too wide is moved sideways in a region that the keyboard reaches, too.
    out.push_str("<div class=\"wide\" role=\"region\" aria-labelledby=\"caption\" tabindex=\"0\">\n<table>\n");
    out.extend(["<caption id=\"caption\">", &escaped(&table.title), "</caption>\n"]);
    push_head(out, &table.columns);
    let mut is_open = false;
    for (row, placed) in table.rows.iter().zip(table.placed()) {
        match row {
            Row::Heading { level, text } => {
                out.push_str(if is_open { "</tbody>\n<tbody>\n" } else { "<tbody>\n" });
                let across = table.columns.len();
                let _ = write!(out, "<tr class=\"level{level}\"><th scope=\"rowgroup\" colspan=\"{across}\">");
                out.extend([&escaped(text), "</th></tr>\n"]);
            }
            Row::Cells { .. } => {
                if !is_open {
                    out.push_str("<tbody>\n");
                }
                push_row(out, &table.columns, &placed);
            }
        }
        is_open = true;
    }
    out.push_str(if is_open { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
    if table.rows.is_empty() {
        out.push_str("<p>該当するものはありません。</p>\n");
    }
    for note in &table.notes {
        out.extend(["<p class=\"note\">", &escaped(note), "</p>\n"]);
    }
}

/// One row of headings, or two where some columns have a group.
fn push_head(out: &mut String, columns: &[Column]) {
    let has_groups = columns.iter().any(|column| !column.group.is_empty());
    out.push_str("<thead>\n<tr>");
    for run in columns.chunk_by(|a, b| !a.group.is_empty() && a.group == b.group) {
        match run {
            [column] if column.group.is_empty() => {
                let down = if has_groups { " rowspan=\"2\"" } else { "" };
                let _ = write!(out, "<th scope=\"col\"{down}>{}</th>", escaped(&column.heading));
            }
            [first, ..] => {
                let across = run.len();
                let _ = write!(out, "<th scope=\"colgroup\" colspan=\"{across}\">{}</th>", escaped(&first.group));
            }
            [] => {}
        }
    }
    out.push_str("</tr>\n");
    if has_groups {
        out.push_str("<tr>");
        for column in columns.iter().filter(|column| !column.group.is_empty()) {
            let _ = write!(out, "<th scope=\"col\">{}</th>", escaped(&column.heading));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</thead>\n");
}

fn push_row(out: &mut String, columns: &[Column], placed: &[Placed<'_>]) {
    out.push_str("<tr>");
    for Placed { column, cell } in placed {
        push_cell(out, columns.get(*column).map_or(Kind::Text, |column| column.kind), cell);
    }
    out.push_str("</tr>\n");
}

fn push_cell(out: &mut String, kind: Kind, cell: &Cell) {
    let class = match (kind, &cell.content) {
        (_, Content::Bar { .. }) => " class=\"bar\"",
        (Kind::Number, _) => " class=\"number\"",
        (Kind::Label | Kind::Date, _) => " class=\"label\"",
        (Kind::Text | Kind::Bar, _) => "",
    };
    let span = |name: &str, n: usize| if n > 1 { format!(" {name}=\"{n}\"") } else { String::new() };
    out.extend(["<td", class, &span("colspan", cell.across), &span("rowspan", cell.down), ">"]);
    match &cell.content {
        Content::Lines { lines } => push_lines(out, lines),
        Content::Date { date, printed } => {
            let _ = write!(out, "<time datetime=\"{}\">{}</time>", date.format("%Y-%m-%d"), escaped(printed));
        }
        content => out.push_str(&escaped(&content.plain())),
    }
    out.push_str("</td>");
}

/// Items are a list, everything else paragraphs.
fn push_lines(out: &mut String, lines: &[Line]) {
    let is_item = |line: &Line| matches!(line, Line::Item { .. });
    for run in lines.chunk_by(|a, b| is_item(a) && is_item(b)) {
        if run.iter().all(is_item) {
            out.push_str("<ul>");
            for line in run {
                out.extend(["<li>", &escaped(line.text()), "</li>"]);
            }
            out.push_str("</ul>");
        } else {
            for line in run {
                out.extend(["<p>", &escaped(&line.printed()), "</p>"]);
            }
        }
    }
}
