//! What every format renders: a printed document, apart from how it is set.
//!
//! A [`Document`] holds text and its structure, never markup: PDF, text, Markdown and HTML each
//! say what a title or an item looks like in them.
//!
//! Invariants:
//! - No text holds a line break or another control character, or white space at its ends.
//! - Levels of headings begin at 1 and never skip one on the way down, so that an outline and a
//!   screen reader can follow them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A document to render.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Document {
    /// What the file says about itself.
    pub about: About,
    /// The title as printed; `None` where the document prints none.
    pub title: Option<String>,
    /// The numbered lines under the title.
    pub header: Vec<NumberedLine>,
    /// Everything below.
    pub blocks: Vec<Block>,
    /// What is printed beside what the minutes say.
    #[serde(flatten)]
    pub print: Print,
}

/// What is printed beside what the minutes say: see [`crate::form`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Print {
    /// The word that marks a draft: 「案」. One that is marked has its lines numbered, too.
    pub draft: Option<String>,
    /// Corrections after the minutes were final, oldest first.
    pub corrections: Vec<Correction>,
    /// Readings of names, printed over them in small letters.
    pub readings: Vec<Reading>,
}

/// A correction, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// 「令和６年１０月１日」
    pub on: String,
    /// Why.
    pub reason: String,
}

/// A name with its reading, where it first stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Place among the blocks, from 0: that of a speaker's line.
    pub block: usize,
    /// What the speaker's name begins with: 「柏木」.
    pub name: String,
    /// 「かしわぎ」
    pub kana: String,
}

impl Correction {
    /// Under the title: 「（令和６年１０月１日訂正）」.
    pub fn day_line(&self) -> String {
        format!("（{}訂正）", self.on)
    }

    /// At the end: 「※令和６年１０月１日訂正　…」.
    pub fn reason_line(&self) -> String {
        format!("※{}訂正　{}", self.on, self.reason)
    }
}

/// What a file says about itself: not printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// A title, never empty.
    pub title: String,
    /// Who issues it: the name of the body.
    pub author: String,
    /// The day it is dated.
    pub date: NaiveDate,
    /// A stable identifier of what it is a document of.
    pub id: String,
}

/// 「１ 開催日時：令和４年４月１４日（木）」
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NumberedLine {
    /// Full-width digits; empty for a line that is printed without.
    pub number: String,
    /// What stands before the colon; empty for a line without one.
    pub label: String,
    /// What stands after it.
    pub text: String,
}

/// A part of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading that the outline shows: an item of the agenda.
    Heading {
        /// From 1.
        level: u32,
        /// 「議題１」; empty where none is printed.
        label: String,
        /// The words.
        title: String,
    },
    /// The line above a remark: mark, speaker, note.
    Speaker(SpeakerLine),
    /// Prose.
    Paragraph {
        /// The words.
        text: String,
    },
    /// Neighbouring items, each printed with 「・」.
    List {
        /// The words of each.
        items: Vec<String>,
    },
    /// What happened rather than what was said, with its parentheses.
    Scene {
        /// The words.
        text: String,
    },
}

/// 「●森田デジタル改革課長（資料１に基づいて説明）」
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpeakerLine {
    /// Level of heading, from 1.
    pub level: u32,
    /// What is printed before the name: the mark, or an opening bracket.
    pub open: String,
    /// The speaker as printed.
    pub name: String,
    /// What is printed after the name: a closing bracket or a colon.
    pub close: String,
    /// The note, without its parentheses; empty where none is printed.
    pub note: String,
}

impl NumberedLine {
    /// The line as it is printed.
    pub fn printed(&self) -> String {
        let Self { number, label, text } = self;
        let colon = if label.is_empty() || text.is_empty() { "" } else { "：" };
        format!("{number} {label}{colon}{text}").trim().to_owned()
    }
}

impl SpeakerLine {
    /// The line as it is printed.
    pub fn printed(&self) -> String {
        let Self { open, name, close, note, .. } = self;
        if note.is_empty() { format!("{open}{name}{close}") } else { format!("{open}{name}{close}（{note}）") }
    }
}

/// A heading as it is printed: 「議題１ 窓口業務の見直しについて」.
pub fn heading_line(label: &str, title: &str) -> String {
    if label.is_empty() { title.to_owned() } else { format!("{label} {title}").trim_end().to_owned() }
}

/// An item of a list as it is printed: 「・７月から始める」.
pub fn item_line(text: &str) -> String {
    format!("・{text}")
}

/// One line of text: control characters and line separators become spaces, the ends are trimmed.
pub fn one_line(text: &str) -> String {
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    text.replace(is_break, " ").trim().to_owned()
}

/// Where a text stands, for a message about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum Place {
    /// The title.
    Title,
    /// A numbered line under the title.
    Header {
        /// From 1.
        line: usize,
    },
    /// Anything below.
    Body {
        /// The heading above it, as printed; empty before the first.
        heading: String,
        /// The speaker whose remark it is, as printed; empty where there is none.
        speaker: String,
    },
    /// A table.
    Table {
        /// From 1, headings between rows counted; 0 for what stands above and below the rows.
        row: usize,
    },
    /// The index at the end of a volume.
    Index,
}

impl Document {
    /// Hands every printed text to `edit`, with its place, in printed order.
    pub fn each_text(&mut self, mut edit: impl FnMut(&Place, &mut String)) {
        if let Some(title) = &mut self.title {
            edit(&Place::Title, title);
        }
        for (i, line) in self.header.iter_mut().enumerate() {
            let place = Place::Header { line: i + 1 };
            edit(&place, &mut line.label);
            edit(&place, &mut line.text);
        }
        let (mut heading, mut speaker) = (String::new(), String::new());
        for block in &mut self.blocks {
            match &*block {
                Block::Heading { label, title, .. } => {
                    heading = heading_line(label, title);
                    speaker.clear();
                }
                Block::Speaker(line) => speaker.clone_from(&line.name),
                _ => {}
            }
            let place = Place::Body { heading: heading.clone(), speaker: speaker.clone() };
            for text in block.texts_mut() {
                edit(&place, text);
            }
        }
        let Print { draft, corrections, readings } = &mut self.print;
        let corrections = corrections.iter_mut().flat_map(|correction| [&mut correction.on, &mut correction.reason]);
        let readings = readings.iter_mut().flat_map(|reading| [&mut reading.name, &mut reading.kana]);
        draft.iter_mut().chain(corrections).chain(readings).for_each(|text| edit(&Place::Title, text));
    }
}

impl Block {
    /// Every text of the block, in printed order.
    fn texts_mut(&mut self) -> Vec<&mut String> {
        match self {
            Self::Heading { label, title, .. } => vec![label, title],
            Self::Speaker(SpeakerLine { open, name, close, note, .. }) => vec![open, name, close, note],
            Self::Paragraph { text } | Self::Scene { text } => vec![text],
            Self::List { items } => items.iter_mut().collect(),
        }
    }
}
