//! Automatic numbering of a Word document: the labels that are printed and stand nowhere in the text.
//!
//! Paragraphs that share an abstract list count on in each other, until an instance says where it
//! starts anew; a level starts anew after a level above it.

use std::collections::HashMap;

use crate::formats::numerals::Numerals;
use crate::formats::xml::{Element, Tree};

/// Levels of a list.
const LEVELS: usize = 9;

/// That a paragraph is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered {
    /// The instance of a list; 0 takes a numbering off.
    instance: Option<u32>,
    /// From 0.
    level: Option<usize>,
}

impl Numbered {
    pub(super) fn of_paragraph(properties: Element<'_>) -> Option<Self> {
        let numbering = properties.child("numPr")?;
        let number = |name: &str| numbering.value(name).and_then(|value| value.parse().ok());
        Some(Self { instance: number("numId"), level: number("ilvl").and_then(|level| usize::try_from(level).ok()) })
    }

    /// What a paragraph says itself, before what its style says.
    pub(super) fn or(self, style: Option<Self>) -> Self {
        let style = style.unwrap_or(Self { instance: None, level: None });
        Self { instance: self.instance.or(style.instance), level: self.level.or(style.level) }
    }
}

#[derive(Debug, Clone)]
struct Level {
    start: u32,
    numerals: Numerals,
    is_bullet: bool,
    /// `第%1条`, `(%2)`
    text: String,
    /// What stands between the label and the text.
    suffix: &'static str,
    /// Counts in plain digits whatever the levels above count in.
    is_legal: bool,
}

impl Level {
    fn read(level: Element<'_>) -> Self {
        let (numerals, is_bullet) = numerals(level);
        let suffix = match level.value("suff") {
            Some("nothing") => "",
            _ if is_bullet => "",
            _ => " ",
        };
        Self {
            start: level.value("start").and_then(|start| start.parse().ok()).unwrap_or(0),
            numerals,
            is_bullet,
            text: level.value("lvlText").unwrap_or_default().to_owned(),
            suffix,
            is_legal: level.is_on("isLgl"),
        }
    }
}

fn numerals(level: Element<'_>) -> (Numerals, bool) {
    let format = level.value("numFmt").or_else(|| {
        // Formats of later versions stand beside one that all versions know.
        level.child("AlternateContent")?.child("Choice")?.value("numFmt")
    });
    let numerals = match format.unwrap_or("decimal") {
        "bullet" => return (Numerals::None, true),
        "decimalZero" => Numerals::DecimalZero,
        "decimalFullWidth" | "decimalFullWidth2" => Numerals::FullWidth,
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Numerals::Circled,
        "decimalEnclosedParen" => Numerals::Parenthesised,
        "japaneseCounting"
        | "japaneseLegal"
        | "chineseCountingThousand"
        | "chineseCounting"
        | "taiwaneseCountingThousand" => Numerals::Kanji,
        "japaneseDigitalTenThousand" | "ideographDigital" | "taiwaneseDigital" => Numerals::KanjiDigits,
        "aiueo" | "aiueoFullWidth" => Numerals::Aiueo,
        "iroha" | "irohaFullWidth" => Numerals::Iroha,
        "upperRoman" => Numerals::UpperRoman,
        "lowerRoman" => Numerals::LowerRoman,
        "upperLetter" => Numerals::UpperLetter,
        "lowerLetter" => Numerals::LowerLetter,
        "none" => Numerals::None,
        _ => Numerals::Decimal,
    };
    (numerals, false)
}

#[derive(Debug, Clone)]
struct Instance {
    list: u32,
    /// Where levels start in this instance.
    starts: [Option<u32>; LEVELS],
    /// Levels that this instance changes.
    levels: Vec<(usize, Level)>,
    has_begun: bool,
}

/// The lists of a document, and how far they have counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<u32, Vec<(usize, Level)>>,
    instances: HashMap<u32, Instance>,
    /// The numbers at hand, by list, of levels that have begun.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
}

/// The label of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// With what parts it from the text.
    pub(super) text: String,
    /// From 1.
    pub(super) depth: u8,
}

fn number(element: Element<'_>, attribute: &str) -> Option<u32> {
    element.attribute(attribute)?.parse().ok()
}

fn level_of(element: Element<'_>) -> Option<usize> {
    usize::try_from(number(element, "ilvl")?).ok().filter(|level| *level < LEVELS)
}

impl Numbering {
    pub(super) fn read(tree: &Tree) -> Self {
        let mut numbering = Self::default();
        let parts: Vec<Element<'_>> = tree.root().into_iter().flat_map(Element::children).collect();
        for list in parts.iter().filter(|part| part.name() == "abstractNum") {
            let levels = list.all("lvl").filter_map(|level| Some((level_of(level)?, Level::read(level))));
            if let Some(id) = number(*list, "abstractNumId") {
                numbering.lists.insert(id, levels.take(LEVELS).collect());
            }
        }
        for part in parts.iter().filter(|part| part.name() == "num") {
            let list = part.value("abstractNumId").and_then(|id| id.parse().ok());
            let (Some(id), Some(list)) = (number(*part, "numId"), list) else { continue };
            let mut instance = Instance { list, starts: [None; LEVELS], levels: Vec::new(), has_begun: false };
            for change in part.all("lvlOverride").take(LEVELS) {
                let Some(level) = level_of(change) else { continue };
                instance.starts[level] = change.value("startOverride").and_then(|start| start.parse().ok());
                instance.levels.extend(change.child("lvl").map(|own| (level, Level::read(own))));
            }
            numbering.instances.insert(id, instance);
        }
        numbering
    }

    /// Counts a paragraph and gives its label.
    pub(super) fn label(&mut self, numbered: Numbered) -> Option<Label> {
        let level = numbered.level.unwrap_or(0).min(LEVELS - 1);
        let instance = self.instances.get_mut(&numbered.instance?)?;
        let list = self.lists.get(&instance.list)?;
        let find = |level: usize| {
            let own = instance.levels.iter().rev().find(|(at, _)| *at == level);
            own.or_else(|| list.iter().find(|(at, _)| *at == level)).map(|(_, level)| level)
        };
        let form = find(level)?.clone();
        let counts = self.counts.entry(instance.list).or_insert([None; LEVELS]);
        if !instance.has_begun {
            // Where an instance says where a level starts, it starts anew.
            counts
                .iter_mut()
                .zip(&instance.starts)
                .filter(|(_, start)| start.is_some())
                .for_each(|(count, _)| *count = None);
        }
        let start = |at: usize, form: Option<&Level>| instance.starts[at].or(form.map(|form| form.start)).unwrap_or(1);
        counts[level] = Some(counts[level].map_or_else(|| start(level, Some(&form)), |count| count.saturating_add(1)));
        counts[level + 1..].fill(None);
        let numbers: Vec<(Numerals, u32)> = (0..=level)
            .map(|at| {
                let own = find(at);
                let numerals = own.filter(|_| !form.is_legal).map_or(Numerals::Decimal, |own| own.numerals);
                (numerals, counts[at].unwrap_or_else(|| start(at, own)))
            })
            .collect();
        instance.has_begun = true;
        let depth = u8::try_from(level + 1).unwrap_or(u8::MAX);
        let text = if form.is_bullet { bullet(&form.text) } else { written(&form.text, &numbers) };
        let suffix = if text.is_empty() { "" } else { form.suffix };
        Some(Label { text: text + suffix, depth })
    }
}

/// `(%2)` with its numbers.
fn written(text: &str, forms: &[(Numerals, u32)]) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            out.push(c);
            continue;
        }
        let level = chars.next().and_then(|digit| digit.to_digit(10)).and_then(|level| level.checked_sub(1));
        if let Some((numerals, number)) = level.and_then(|level| forms.get(level as usize)) {
            out.push_str(&numerals.write(*number));
        }
    }
    out
}

/// A bullet; those of symbol fonts, which no text knows, become 「・」.
fn bullet(text: &str) -> String {
    let is_letter = |c: char| !matches!(c, '\u{E000}'..='\u{F8FF}') && !c.is_whitespace() && !c.is_ascii_alphabetic();
    match text.chars().next() {
        Some(c) if is_letter(c) && c != '•' && c != '·' => text.to_owned(),
        Some(_) => "・".to_owned(),
        None => String::new(),
    }
}
