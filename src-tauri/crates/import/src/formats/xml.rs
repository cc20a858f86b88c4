//! XML of Office documents, as a tree without namespaces.
//!
//! Invariants: no document type and no entities but the five of XML; elements, depth and text are
//! bounded; a tree is as deep as [`MAX_DEPTH`] at most, so that walking it cannot overflow the stack.

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::ImportError;
use crate::error::Parts;
use crate::source::Format;

/// Most elements that stand in each other.
pub(super) const MAX_DEPTH: usize = 200;
/// Most elements and pieces of text of one part.
const MAX_NODES: usize = 3_000_000;

/// A part of a document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    /// Without its prefix; empty for text.
    name: Box<str>,
    /// Its text, or nothing for an element.
    text: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    children: Vec<u32>,
}

/// An element or a piece of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'t> {
    tree: &'t Tree,
    at: u32,
}

impl<'t> Element<'t> {
    fn node(self) -> &'t Node {
        &self.tree.nodes[self.at as usize]
    }

    /// Its name without a prefix; empty for text.
    pub(super) fn name(self) -> &'t str {
        &self.node().name
    }

    /// The text of a piece of text.
    pub(super) fn own_text(self) -> &'t str {
        &self.node().text
    }

    /// What stands in it, text included.
    pub(super) fn children(self) -> impl Iterator<Item = Element<'t>> {
        self.node().children.iter().map(move |&at| Element { tree: self.tree, at })
    }

    /// The first element of a name in it.
    pub(super) fn child(self, name: &str) -> Option<Element<'t>> {
        self.children().find(|child| child.name() == name)
    }

    /// The elements of a name in it.
    pub(super) fn all(self, name: &str) -> impl Iterator<Item = Element<'t>> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The value of an attribute, by its name without a prefix.
    pub(super) fn attribute(self, name: &str) -> Option<&'t str> {
        self.node().attributes.iter().find(|(own, _)| &**own == name).map(|(_, value)| &**value)
    }

    /// The attribute `val` of the first element of a name in it.
    pub(super) fn value(self, name: &str) -> Option<&'t str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a property is there and not switched off.
    pub(super) fn is_on(self, name: &str) -> bool {
        self.child(name).is_some_and(|child| !matches!(child.attribute("val"), Some("0" | "false" | "off")))
    }

    /// All text in it.
    pub(super) fn text(self) -> String {
        let mut text = String::from(self.own_text());
        self.children().for_each(|child| text.push_str(&child.text()));
        text
    }
}

impl Tree {
    /// The outermost element; `None` in an empty part.
    pub(super) fn root(&self) -> Option<Element<'_>> {
        // The first node holds what stands outside of it, too.
        let top = (!self.nodes.is_empty()).then_some(Element { tree: self, at: 0 })?;
        top.children().find(|child| !child.name().is_empty())
    }

    /// Reads a part.
    pub(super) fn parse(bytes: &[u8], format: Format) -> Result<Self, ImportError> {
        let damaged = |detail: String| ImportError::Damaged { format, detail };
        let encoding = Encoding::for_bom(bytes).map_or(UTF_8, |(encoding, _)| encoding);
        let text = encoding.decode(bytes).0;
        let mut reader = Reader::from_str(&text);
        let mut tree = Self::default();
        tree.add(String::new(), String::new(), Vec::new());
        let mut open: Vec<u32> = vec![0];
        loop {
            let event = reader.read_event().map_err(|error| damaged(error.to_string()))?;
            let parent = open.last().copied().unwrap_or(0);
            match event {
                Event::Start(start) => {
                    let at = tree.add_element(&start, parent)?;
                    open.push(at);
                    if open.len() > MAX_DEPTH {
                        return Err(ImportError::TooDeep { limit: MAX_DEPTH });
                    }
                }
                Event::Empty(start) => {
                    tree.add_element(&start, parent)?;
                }
                Event::End(_) => {
                    if open.len() > 1 {
                        open.pop();
                    }
                }
                Event::Text(text) => tree.add_text(&text.xml10_content(), parent)?,
                Event::CData(text) => tree.add_text(&text.xml10_content(), parent)?,
                Event::GeneralRef(reference) => {
                    let c = match reference.resolve_char_ref() {
                        Ok(Some(c)) => c,
                        _ => entity(&reference.xml10_content())
                            .ok_or_else(|| damaged("an entity that XML does not know".to_owned()))?,
                    };
                    tree.add_text(c.encode_utf8(&mut [0; 4]), parent)?;
                }
                Event::DocType(_) => return Err(damaged("a document type".to_owned())),
                Event::Eof => return Ok(tree),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            }
        }
    }

    fn add(&mut self, name: String, text: String, attributes: Vec<(Box<str>, Box<str>)>) -> u32 {
        let at = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { name: name.into(), text: text.into(), attributes, children: Vec::new() });
        at
    }

    fn put(&mut self, at: u32, parent: u32) -> Result<(), ImportError> {
        if self.nodes.len() > MAX_NODES {
            return Err(ImportError::TooManyParts { parts: Parts::Elements, limit: MAX_NODES });
        }
        self.nodes[parent as usize].children.push(at);
        Ok(())
    }

    fn add_element(&mut self, start: &BytesStart<'_>, parent: u32) -> Result<u32, ImportError> {
        let attributes = start.attributes().flatten().filter_map(|attribute| {
            let name = attribute.key.local_name();
            let name: &str = name.as_ref();
            // Word notes with each run who edited it.
            let is_kept = !name.starts_with("rsid");
            is_kept.then(|| (name.into(), unescaped(&attribute.value).into_boxed_str()))
        });
        let attributes = attributes.collect();
        let at = self.add(start.local_name().as_ref().to_owned(), String::new(), attributes);
        self.put(at, parent)?;
        Ok(at)
    }

    fn add_text(&mut self, text: &str, parent: u32) -> Result<(), ImportError> {
        let at = self.add(String::new(), text.to_owned(), Vec::new());
        self.put(at, parent)
    }
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}
