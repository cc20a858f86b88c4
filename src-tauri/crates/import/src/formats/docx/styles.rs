//! Styles of a Word document: which are headings, which are numbered, which hide their text.

use std::collections::HashMap;

use super::numbering::Numbered;
use crate::formats::xml::{Element, Tree};

/// Styles that a style may be built upon, one upon the other.
const LONGEST_CHAIN: usize = 20;

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    level: Option<u8>,
    numbered: Option<Numbered>,
    is_hidden: bool,
}

/// Styles by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn read(tree: &Tree) -> Self {
        let styles = tree.root().into_iter().flat_map(|root| root.all("style"));
        Self(styles.filter_map(|style| Some((style.attribute("styleId")?.to_owned(), Style::read(style)))).collect())
    }

    /// The level of a heading, from 1.
    pub(super) fn level(&self, id: &str) -> Option<u8> {
        self.chain(id).find_map(|style| style.level)
    }

    pub(super) fn numbered(&self, id: &str) -> Option<Numbered> {
        self.chain(id).find_map(|style| style.numbered)
    }

    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.chain(id).any(|style| style.is_hidden)
    }

    /// A style and those that it is built upon.
    fn chain(&self, id: &str) -> impl Iterator<Item = &Style> {
        let above = |style: &&Style| style.based_on.as_ref().and_then(|id| self.0.get(id));
        std::iter::successors(self.0.get(id), move |style| above(style)).take(LONGEST_CHAIN)
    }
}

impl Style {
    fn read(style: Element<'_>) -> Self {
        let paragraph = style.child("pPr");
        let name = style.value("name").unwrap_or_default();
        Self {
            based_on: style.value("basedOn").map(str::to_owned),
            level: paragraph.and_then(outline_level).or_else(|| named_level(name)),
            numbered: paragraph.and_then(Numbered::of_paragraph),
            is_hidden: style.child("rPr").is_some_and(|run| run.is_on("vanish")),
        }
    }
}

/// The level that paragraph properties give, from 1. Word's 10 stands for text.
pub(super) fn outline_level(properties: Element<'_>) -> Option<u8> {
    let level: u8 = properties.value("outlineLvl")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// `heading 1`, 「見出し 1」
fn named_level(name: &str) -> Option<u8> {
    let lower = name.to_lowercase();
    if ["title", "表題"].contains(&lower.as_str()) {
        return Some(1);
    }
    let number = lower.strip_prefix("heading").or_else(|| lower.strip_prefix("見出し"))?;
    number.trim().parse().ok().filter(|level| (1..=9).contains(level))
}
