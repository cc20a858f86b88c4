//! Blocks as the tags of a file tell them: each a line, in the order in which it is drawn.
//!
//! A file that this program has set says everything of its text: which characters make a block, blanks
//! at the ends of lines included, and that no block holds a line break. Where the lines stand on the
//! page, and how wide they are, is not asked.
//!
//! Invariant: a file of which the tags do not tell everything that is drawn is read by its places on the
//! page, like any other.

use std::collections::HashMap;

use hayro_syntax::Pdf;

use super::marks::{Glyph, Marks, Turn};
use super::tags::{Kind, Tag, Tags};
use crate::source::Part;

/// The program that says everything, as the files name it.
const PROGRAM: &[u8] = b"Gijicho";

/// Whether the tags of a file may be expected to tell everything.
pub(super) fn may_tell(pdf: &Pdf, tags: &Tags) -> bool {
    pdf.metadata().creator.as_deref() == Some(PROGRAM) && !tags.have_tables
}

/// A block.
#[derive(Debug)]
pub(super) struct Block {
    /// The page on which it begins.
    pub(super) page: u32,
    kind: Kind,
    glyphs: Vec<(char, f64)>,
}

/// The blocks of a file as it is read page by page.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    blocks: Vec<Block>,
    by_element: HashMap<u32, usize>,
}

impl Blocks {
    /// Adds what is drawn on a page; whether the tags tell all of it.
    pub(super) fn add(&mut self, page: u32, marks: &Marks) -> bool {
        marks.glyphs.iter().all(|glyph| match glyph.tag {
            Tag::Artifact => true,
            Tag::Unknown => glyph.is_blank(),
            Tag::Block(..) if glyph.is_invisible || glyph.turn != Turn::Upright => false,
            Tag::Block(element, kind) => {
                self.push(page, element, kind, glyph);
                true
            }
        })
    }

    fn push(&mut self, page: u32, element: u32, kind: Kind, glyph: &Glyph) {
        let at = *self.by_element.entry(element).or_insert(self.blocks.len());
        if at == self.blocks.len() {
            self.blocks.push(Block { page, kind, glyphs: Vec::new() });
        }
        self.blocks[at].glyphs.push((glyph.c, glyph.size));
    }

    /// The blocks, in the order in which they begin.
    pub(super) fn finish(self) -> Vec<Block> {
        self.blocks
    }
}

impl Block {
    /// Its words, without the readings that are printed small above them.
    pub(super) fn text(&self) -> String {
        /// The size of a reading to that of its words, at most.
        const READING: f64 = 0.62;
        let size = self.glyphs.iter().map(|(_, size)| *size).fold(0.0, f64::max);
        let words = self.glyphs.iter().filter(|(_, own)| *own > READING * size);
        words.map(|(c, _)| *c).collect::<String>().trim_end_matches(crate::line::is_space).to_owned()
    }

    /// What it is.
    pub(super) fn part(&self) -> Part {
        match self.kind {
            Kind::Heading(level) => Part::Heading(level),
            Kind::Prose | Kind::Item => Part::Prose,
        }
    }
}
