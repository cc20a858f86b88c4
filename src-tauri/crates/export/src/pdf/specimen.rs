//! A meeting that never was, to try a template on.

use chrono::NaiveDate;

use super::{PdfOptions, Template, pdf};
use crate::ExportError;
use crate::document::{About, Block, Correction, Document, NumberedLine, Print, Reading, SpeakerLine};
use crate::table::{Cell, Column, Kind, Line, Orientation, Row, Table};
use crate::volume::{BlockPlace, IndexEntry, Volume};

impl Template {
    /// Sets a page of everything that templates draw: minutes clean, as a draft and corrected, a
    /// table, a volume.
    pub fn try_out(&self) -> Result<(), ExportError> {
        let options = PdfOptions { template: self.clone(), ..PdfOptions::default() };
        let clean = minutes();
        let draft = Document {
            print: Print { draft: Some(self.settings().words.draft.clone()), ..Print::default() },
            ..minutes()
        };
        let corrected = Document { print: everything_else(), ..minutes() };
        for document in [clean, draft, corrected] {
            pdf(document, &options)?;
        }
        pdf(table(), &options)?;
        pdf(bound(), &options)?;
        Ok(())
    }
}

fn about() -> About {
    About { title: "見本".to_owned(), author: String::new(), date: NaiveDate::default(), id: "見本".to_owned() }
}

fn minutes() -> Document {
    let speaker = SpeakerLine {
        level: 3,
        open: "●".to_owned(),
        name: "見本課長".to_owned(),
        close: String::new(),
        note: "資料１に基づいて説明".to_owned(),
    };
    Document {
        about: about(),
        title: Some("見本 概要".to_owned()),
        header: vec![NumberedLine {
            number: "１".to_owned(), label: "開催日時".to_owned(), text: "見本".to_owned()
        }],
        blocks: vec![
            Block::Heading { level: 2, label: "議題１".to_owned(), title: "見本について".to_owned() },
            Block::Speaker(speaker),
            Block::Paragraph { text: "見本の発言。".to_owned() },
            Block::List { items: vec!["見本の項目".to_owned()] },
            Block::Scene { text: "（見本の場面）".to_owned() },
        ],
        print: Print::default(),
    }
}

fn everything_else() -> Print {
    Print {
        draft: None,
        corrections: vec![Correction { on: "見本の日".to_owned(), reason: "見本の理由".to_owned() }],
        readings: vec![Reading { block: 1, name: "見本".to_owned(), kana: "みほん".to_owned() }],
    }
}

fn table() -> Table {
    let lines = [Line::heading("見本"), Line::prose("見本"), Line::item("見本")];
    Table {
        about: about(),
        title: "見本".to_owned(),
        lead: vec!["見本".to_owned()],
        notes: vec!["※見本".to_owned()],
        orientation: Orientation::Landscape,
        one_page: false,
        columns: vec![
            Column::new("見本", 10, Kind::Text),
            Column { group: "年度".to_owned(), ..Column::new("見本", 4, Kind::Bar) },
            Column { group: "年度".to_owned(), ..Column::new("見本", 4, Kind::Bar) },
        ],
        rows: vec![
            Row::heading(1, "見本"),
            Row::cells([Cell::lines(lines), Cell::text("見本").spanning(2, 1)]),
            Row::cells([Cell::date(NaiveDate::default()), Cell::number(1), Cell::text("")]),
        ],
    }
}

fn bound() -> Volume {
    let entry = IndexEntry { text: "見本".to_owned(), places: vec![BlockPlace { meeting: 0, block: 1 }] };
    Volume {
        about: about(),
        title: "見本".to_owned(),
        lead: vec!["見本".to_owned()],
        meetings: vec![minutes()],
        speakers: vec![entry.clone()],
        initiatives: vec![entry],
    }
}
