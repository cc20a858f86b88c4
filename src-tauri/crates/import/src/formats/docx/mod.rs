//! Word documents.
//!
//! Invariants: text that is deleted but still tracked, hidden, or an instruction of a field is never
//! read as text; labels of automatic numbering stand before their paragraphs as they are printed;
//! heads and feet of pages are furniture. A document type or an entity is refused.

mod body;
mod numbering;
pub(crate) mod review;
mod styles;

use std::collections::HashSet;

use self::body::Body;
use self::numbering::Numbering;
use self::styles::Styles;
use super::archive::Package;
use super::lines::Lines;
use super::xml::Tree;
use crate::ImportError;
use crate::source::{Format, Part, Shape, Source};

/// Reads a Word document.
pub(super) fn read(bytes: &[u8]) -> Result<Source, ImportError> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let document = part(&mut package, &main)?
        .ok_or_else(|| ImportError::Damaged { format: Format::Docx, detail: format!("no part {main}") })?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let named = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
    let styles = part(&mut package, &named("styles.xml"))?.map(|tree| Styles::read(&tree)).unwrap_or_default();
    let numbering = part(&mut package, &named("numbering.xml"))?.map(|tree| Numbering::read(&tree)).unwrap_or_default();
    let footnotes = part(&mut package, &named("footnotes.xml"))?.unwrap_or_default();
    let endnotes = part(&mut package, &named("endnotes.xml"))?.unwrap_or_default();
    let (heads, feet) = margins(&mut package, &main, &folder)?;
    let comments = part(&mut package, &named("comments.xml"))?;

    let mut body = Body::new(styles, numbering, &footnotes, &endnotes);
    let mut lines = Lines::default();
    for head in &heads {
        body.read_margin(head, &mut lines);
    }
    body.read(&document, &mut lines)?;
    for foot in &feet {
        body.read_margin(foot, &mut lines);
    }
    let comments = comments.map_or(0, |tree| tree.root().into_iter().flat_map(|root| root.all("comment")).count());
    body.warn(comments, &mut lines);
    lines.settle_paragraphs();
    lines.finish(Format::Docx, "UTF-8")
}

fn part(package: &mut Package<'_>, name: &str) -> Result<Option<Tree>, ImportError> {
    package.read(name)?.map(|bytes| Tree::parse(&bytes, Format::Docx)).transpose()
}

/// The name of the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, ImportError> {
    const USUAL: &str = "word/document.xml";
    let related = relations(package, "_rels/.rels")?;
    let main = related.into_iter().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(|| USUAL.to_owned(), |relation| relation.target.trim_start_matches('/').to_owned()))
}

struct Relation {
    /// The last part of its type: `header`, `officeDocument`.
    kind: String,
    target: String,
}

fn relations(package: &mut Package<'_>, name: &str) -> Result<Vec<Relation>, ImportError> {
    let Some(tree) = part(package, name)? else { return Ok(Vec::new()) };
    let relations = tree.root().into_iter().flat_map(|root| root.all("Relationship")).filter_map(|relation| {
        let kind = relation.attribute("Type")?.rsplit('/').next()?.to_owned();
        let is_outside = relation.attribute("TargetMode") == Some("External");
        (!is_outside).then_some(Relation { kind, target: relation.attribute("Target")?.to_owned() })
    });
    Ok(relations.collect())
}

/// Heads and feet of pages.
fn margins(package: &mut Package<'_>, main: &str, folder: &str) -> Result<(Vec<Tree>, Vec<Tree>), ImportError> {
    /// Sections with their own heads and feet.
    const MOST: usize = 60;
    let name = main.rsplit('/').next().unwrap_or(main);
    let (mut heads, mut feet) = (Vec::new(), Vec::new());
    let mut read: HashSet<String> = HashSet::new();
    for relation in relations(package, &format!("{folder}/_rels/{name}.rels"))?.into_iter().take(MOST * 4) {
        let list = match relation.kind.as_str() {
            "header" => &mut heads,
            "footer" => &mut feet,
            _ => continue,
        };
        let path = match relation.target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}/{}", relation.target),
        };
        if list.len() < MOST && read.insert(path.clone()) {
            list.extend(part(package, &path)?);
        }
    }
    Ok((heads, feet))
}

/// What a line of prose is before its format has said more.
fn prose() -> Shape {
    Shape { page: 0, part: Part::Prose, wraps: None }
}
