//! Tags: what a tagged PDF says of its text. Whoever wrote the file knew which lines are one
//! paragraph and which are the running head; where it says so, nothing has to be guessed.
//!
//! Invariants: tags change which lines belong together and which are furniture, never a character; a
//! file that lies in them, or nests them without end, is read as far as the limits go.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, ObjRef, Object, ObjectIdentifier};

/// Most pieces of text of which a tag is kept.
const MOST_PIECES: usize = 2_000_000;
/// Deepest nesting that is followed, of tags and of the tree that lists them.
const DEEPEST: usize = 32;

/// What a piece of text is part of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Tag {
    /// The file does not say.
    #[default]
    Unknown,
    /// Furniture of the page.
    Artifact,
    /// A block of text, by the number of its object.
    Block(u32, Kind),
}

/// What kind of block it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Prose,
    /// Of a level, from 1.
    Heading(u8),
    Item,
}

/// The tags of a file.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// For each page, by the number that its dictionary gives, what each piece is part of.
    pages: HashMap<i32, Vec<Tag>>,
    /// Whether any piece is part of a table.
    pub(super) have_tables: bool,
}

impl Tags {
    /// The tags of a file; none where it has none.
    pub(super) fn of(pdf: &Pdf) -> Self {
        let mut reader =
            Reader { pdf, known: HashMap::new(), roles: HashMap::new(), have_tables: false, left: MOST_PIECES };
        reader.read().unwrap_or_default()
    }

    /// The pieces of a page; empty where it has no tags.
    pub(super) fn of_page(&self, page: &Dict<'_>) -> &[Tag] {
        let number = page.get::<i32>(b"StructParents".as_slice());
        number.and_then(|number| self.pages.get(&number)).map_or(&[], Vec::as_slice)
    }
}

struct Reader<'a> {
    pdf: &'a Pdf,
    /// By the number of an element: the block that it is or is part of.
    known: HashMap<u32, Tag>,
    /// What names of the file's own stand for.
    roles: HashMap<Vec<u8>, Vec<u8>>,
    have_tables: bool,
    left: usize,
}

impl<'a> Reader<'a> {
    fn read(&mut self) -> Option<Tags> {
        let xref = self.pdf.xref();
        let root: Dict<'a> = xref.get(xref.root_id())?;
        let tree: Dict<'a> = root.get(b"StructTreeRoot".as_slice())?;
        if let Some(roles) = tree.get::<Dict<'a>>(b"RoleMap".as_slice()) {
            for (name, _) in roles.entries().take(1_000) {
                if let Some(role) = roles.get::<Name<'a>>(&*name) {
                    self.roles.insert(name.to_vec(), role.to_vec());
                }
            }
        }
        let mut pages = HashMap::new();
        self.add(&tree.get(b"ParentTree".as_slice())?, 0, &mut pages);
        Some(Tags { pages, have_tables: self.have_tables })
    }

    /// Adds what a node of the tree of numbers lists.
    fn add(&mut self, node: &Dict<'a>, depth: usize, pages: &mut HashMap<i32, Vec<Tag>>) {
        if depth > DEEPEST {
            return;
        }
        if let Some(kids) = node.get::<Array<'a>>(b"Kids".as_slice()) {
            for kid in kids.iter::<Dict<'a>>() {
                self.add(&kid, depth + 1, pages);
            }
        }
        let Some(numbers) = node.get::<Array<'a>>(b"Nums".as_slice()) else { return };
        let mut numbers = numbers.iter::<Object<'a>>();
        while let (Some(number), Some(pieces)) = (numbers.next(), numbers.next()) {
            let (Some(number), Some(pieces)) = (number.into_i32(), pieces.into_array()) else { continue };
            let mut tags = Vec::new();
            for piece in pieces.raw_iter() {
                if self.left == 0 {
                    return;
                }
                self.left -= 1;
                tags.push(piece.as_obj_ref().map_or(Tag::Unknown, |element| self.block(element)));
            }
            pages.insert(number, tags);
        }
    }

    /// The block that an element is or is part of.
    fn block(&mut self, element: ObjRef) -> Tag {
        let mut path = Vec::new();
        let mut at = Some(element);
        let mut found = Tag::Unknown;
        while let Some(element) = at.filter(|_| path.len() < DEEPEST) {
            if let Some(known) = self.known.get(&element.obj_number) {
                found = *known;
                break;
            }
            path.push(element.obj_number);
            let id = ObjectIdentifier::new(element.obj_number, element.gen_number);
            let Some(dict) = self.pdf.xref().get::<Dict<'a>>(id) else { break };
            let role = dict.get::<Name<'a>>(b"S".as_slice());
            let role = role.as_deref().map(|role| self.roles.get(role).map_or(role, Vec::as_slice));
            self.have_tables |= matches!(role, Some(b"TD" | b"TH"));
            if let Some(kind) = role.and_then(kind) {
                found = Tag::Block(element.obj_number, kind);
                self.have_tables |= is_in_cell(&dict);
                break;
            }
            at = dict.get_ref(b"P".as_slice());
        }
        for element in path {
            self.known.insert(element, found);
        }
        found
    }
}

/// Whether an element stands in a cell of a table.
fn is_in_cell(element: &Dict<'_>) -> bool {
    let mut above = element.get::<Dict<'_>>(b"P".as_slice());
    for _ in 0..3 {
        let Some(parent) = above else { return false };
        if parent.get::<Name<'_>>(b"S".as_slice()).is_some_and(|role| matches!(&*role, b"TD" | b"TH")) {
            return true;
        }
        above = parent.get::<Dict<'_>>(b"P".as_slice());
    }
    false
}

fn kind(role: &[u8]) -> Option<Kind> {
    match role {
        b"P" | b"TD" | b"TH" | b"Caption" | b"Title" | b"Note" | b"TOCI" | b"BlockQuote" => Some(Kind::Prose),
        b"LI" => Some(Kind::Item),
        b"H" => Some(Kind::Heading(1)),
        [b'H', level @ b'1'..=b'6'] => Some(Kind::Heading(level - b'0')),
        _ => None,
    }
}
