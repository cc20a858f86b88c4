//! What can be set on paper: minutes, a table, a volume; each with the template that draws it.

use serde::Serialize;

use crate::document::{About, Document, Place};
use crate::table::{Content, Line, Row, Table};
use crate::volume::Volume;

/// Something to set on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Paper {
    /// The minutes of a meeting.
    Minutes(Document),
    /// A table.
    Table(Table),
    /// The minutes of many meetings.
    Volume(Volume),
}

impl From<Document> for Paper {
    fn from(document: Document) -> Self {
        Self::Minutes(document)
    }
}

impl From<Table> for Paper {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl From<Volume> for Paper {
    fn from(volume: Volume) -> Self {
        Self::Volume(volume)
    }
}

impl Paper {
    /// What the file says about itself.
    pub fn about(&self) -> &About {
        match self {
            Self::Minutes(document) => &document.about,
            Self::Table(table) => &table.about,
            Self::Volume(volume) => &volume.about,
        }
    }

    /// What kind of document it is, as its keywords say.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Minutes(_) => "議事概要",
            Self::Table(_) => "一覧表",
            Self::Volume(_) => "議事概要集",
        }
    }

    /// The source that draws it.
    pub(super) fn main(&self) -> &'static str {
        match self {
            Self::Minutes(_) => "/minutes.typ",
            Self::Table(_) => "/table.typ",
            Self::Volume(_) => "/volume.typ",
        }
    }

    /// Hands every printed text to `edit`, in printed order, with the meeting (in a volume) and the
    /// place where it stands.
    pub(super) fn each_text(&mut self, mut edit: impl FnMut(&str, &Place, &mut String)) {
        match self {
            Self::Minutes(document) => document.each_text(|place, text| edit("", place, text)),
            Self::Table(table) => table.each_text(|place, text| edit("", place, text)),
            Self::Volume(volume) => {
                edit("", &Place::Title, &mut volume.title);
                volume.lead.iter_mut().for_each(|text| edit("", &Place::Title, text));
                for document in &mut volume.meetings {
                    let meeting = document.about.title.clone();
                    document.each_text(|place, text| edit(&meeting, place, text));
                }
                for entry in volume.speakers.iter_mut().chain(&mut volume.initiatives) {
                    edit("", &Place::Index, &mut entry.text);
                }
            }
        }
    }
}

impl Table {
    /// Hands every printed text to `edit`, with its place.
    fn each_text(&mut self, mut edit: impl FnMut(&Place, &mut String)) {
        edit(&Place::Title, &mut self.title);
        let around = Place::Table { row: 0 };
        let columns = self.columns.iter_mut().flat_map(|column| [&mut column.group, &mut column.heading]);
        self.lead.iter_mut().chain(columns).for_each(|text| edit(&around, text));
        for (i, row) in self.rows.iter_mut().enumerate() {
            let place = Place::Table { row: i + 1 };
            match row {
                Row::Heading { text, .. } => edit(&place, text),
                Row::Cells { cells } => {
                    for text in cells.iter_mut().flat_map(|cell| texts(&mut cell.content)) {
                        edit(&place, text);
                    }
                }
            }
        }
        self.notes.iter_mut().for_each(|text| edit(&around, text));
    }
}

fn texts(content: &mut Content) -> Vec<&mut String> {
    match content {
        Content::Empty | Content::Date { .. } | Content::Number { .. } => Vec::new(),
        Content::Text { text } | Content::Bar { text } => vec![text],
        Content::Lines { lines } => lines
            .iter_mut()
            .map(|line| match line {
                Line::Heading { text } | Line::Prose { text } | Line::Item { text } => text,
            })
            .collect(),
    }
}
