//! What came back from a round: comments and tracked changes of a Word document.
//!
//! Invariants: quotations, contexts and `before` are the words as they were sent out, tracked
//! insertions left out and tracked deletions still in, so that they can be found in the record;
//! the numbers and lengths of what is given are bounded.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::archive::Package;
use super::super::xml::Element;
use super::{main_part, part};
use crate::ImportError;
use crate::error::Parts;

/// Most comments and changes of one document.
const MOST: usize = 5_000;
/// Longest quotation, change or comment that is given, in characters.
const LONGEST: usize = 10_000;
/// Characters of context before a change.
const CONTEXT: usize = 32;

/// What people have said and changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// In the order in which their words stand.
    pub comments: Vec<ReviewComment>,
    /// In the order of the text.
    pub changes: Vec<ReviewChange>,
}

/// A comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewComment {
    /// As the document says; empty where it does not.
    pub author: String,
    /// As the document says: `2024-09-12T10:30:00Z`.
    pub date: Option<String>,
    /// The words it is tied to; empty where it is tied to a point.
    pub quote: String,
    /// What is said.
    pub text: String,
}

/// A tracked change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewChange {
    /// As the document says; empty where it does not.
    pub author: String,
    /// As the document says.
    pub date: Option<String>,
    /// The words that were taken out; empty for words that were put in alone.
    pub before: String,
    /// The words that were put in; empty for words that were taken out alone.
    pub after: String,
    /// Up to 32 characters before the change, in the same paragraph.
    pub context: String,
}

/// Reads the comments and tracked changes of a Word document.
pub fn review(bytes: &[u8]) -> Result<Review, ImportError> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let comments = if folder.is_empty() { "comments.xml".to_owned() } else { format!("{folder}/comments.xml") };
    let comments = part(&mut package, &comments)?.unwrap_or_default();
    let document = part(&mut package, &main)?.unwrap_or_default();
    let mut reading = Reading::default();
    if let Some(root) = document.root() {
        reading.element(root, None)?;
    }
    let mut review = Review { comments: Vec::new(), changes: reading.changes };
    let said = comments.root().into_iter().flat_map(|root| root.all("comment").collect::<Vec<_>>());
    let mut said: Vec<(usize, ReviewComment)> = said
        .filter_map(|comment| {
            let id = comment.attribute("id")?;
            let tied = reading.quotes.get(id);
            let text: Vec<String> = paragraphs(comment).into_iter().filter(|text| !text.is_empty()).collect();
            let quote = tied.map(|tied| tied.text.trim().to_owned()).unwrap_or_default();
            let at = tied.map_or(usize::MAX, |tied| tied.order);
            let comment = ReviewComment {
                author: comment.attribute("author").unwrap_or_default().to_owned(),
                date: comment.attribute("date").map(str::to_owned),
                quote: cut(&quote),
                text: cut(&text.join("\n")),
            };
            Some((at, comment))
        })
        .take(MOST)
        .collect();
    said.sort_by_key(|(at, _)| *at);
    review.comments = said.into_iter().map(|(_, comment)| comment).collect();
    Ok(review)
}

/// The text of each paragraph in an element.
fn paragraphs(element: Element<'_>) -> Vec<String> {
    element.all("p").map(|paragraph| run_text(paragraph)).collect()
}

fn run_text(element: Element<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        match child.name() {
            "t" => text.push_str(&child.text()),
            "tab" | "br" => text.push(' '),
            _ => text.push_str(&run_text(child)),
        }
    }
    text
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// Words that a comment is tied to.
struct Tied {
    order: usize,
    text: String,
    open: bool,
}

/// Whose change a piece of text belongs to.
#[derive(Clone, Copy)]
struct Change<'t> {
    author: &'t str,
    date: Option<&'t str>,
    is_insertion: bool,
}

#[derive(Default)]
struct Reading {
    quotes: BTreeMap<String, Tied>,
    changes: Vec<ReviewChange>,
    /// The paragraph as it was sent out, up to here.
    paragraph: String,
    /// Whether the last change may still grow: nothing has stood since.
    is_open: bool,
}

impl Reading {
    fn element<'t>(&mut self, element: Element<'t>, change: Option<Change<'t>>) -> Result<(), ImportError> {
        match element.name() {
            "p" => {
                self.paragraph.clear();
                self.is_open = false;
                for tied in self.quotes.values_mut().filter(|tied| tied.open && !tied.text.is_empty()) {
                    tied.text.push('\n');
                }
            }
            "commentRangeStart" => {
                if let Some(id) = element.attribute("id")
                    && self.quotes.len() < MOST
                {
                    let order = self.quotes.len();
                    self.quotes.insert(id.to_owned(), Tied { order, text: String::new(), open: true });
                }
            }
            "commentRangeEnd" => {
                if let Some(tied) = element.attribute("id").and_then(|id| self.quotes.get_mut(id)) {
                    tied.open = false;
                }
            }
            "t" | "delText" => return self.words(&element.text(), change),
            "tab" | "br" => return self.words(" ", change),
            "instrText" | "pPr" | "rPr" => return Ok(()),
            _ => {}
        }
        let change = match element.name() {
            name @ ("ins" | "del" | "moveFrom" | "moveTo") => Some(Change {
                author: element.attribute("author").unwrap_or_default(),
                date: element.attribute("date"),
                is_insertion: matches!(name, "ins" | "moveTo"),
            }),
            _ => change,
        };
        for child in element.children() {
            self.element(child, change)?;
        }
        Ok(())
    }

    fn words(&mut self, text: &str, change: Option<Change<'_>>) -> Result<(), ImportError> {
        if text.is_empty() {
            return Ok(());
        }
        match change {
            Some(change) => self.changed(text, change)?,
            None => self.is_open = false,
        }
        if change.is_none_or(|change| !change.is_insertion) {
            self.paragraph.push_str(text);
            for tied in self.quotes.values_mut().filter(|tied| tied.open && tied.text.len() < LONGEST) {
                tied.text.push_str(text);
            }
        }
        Ok(())
    }

    /// Neighbouring pieces of one author are one change: what was taken out, and what was put in its place.
    fn changed(&mut self, text: &str, change: Change<'_>) -> Result<(), ImportError> {
        let goes_on = self.is_open && self.changes.last().is_some_and(|last| last.author == change.author);
        if !goes_on {
            if self.changes.len() == MOST {
                return Err(ImportError::TooManyParts { parts: Parts::Elements, limit: MOST });
            }
            let skipped = self.paragraph.chars().count().saturating_sub(CONTEXT);
            self.changes.push(ReviewChange {
                author: change.author.to_owned(),
                date: change.date.map(str::to_owned),
                before: String::new(),
                after: String::new(),
                context: self.paragraph.chars().skip(skipped).collect(),
            });
        }
        self.is_open = true;
        if let Some(last) = self.changes.last_mut() {
            let side = if change.is_insertion { &mut last.after } else { &mut last.before };
            if side.len() < LONGEST {
                side.push_str(text);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    /// A Word document with one part for the text and one for the comments.
    fn docx(body: &str, comments: &str) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, inner, outer) in [
            ("word/document.xml", format!("<w:body>{body}</w:body>"), "document"),
            ("word/comments.xml", comments.to_owned(), "comments"),
        ] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            write!(zip, "<w:{outer} xmlns:w=\"w\">{inner}</w:{outer}>").unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn comments_quote_the_words_as_they_were_sent_out() {
        let body = "<w:p><w:r><w:t>窓口を</w:t></w:r><w:commentRangeStart w:id=\"3\"/>\
            <w:del w:author=\"浜\"><w:r><w:delText>六時</w:delText></w:r></w:del>\
            <w:ins w:author=\"浜\" w:date=\"2024-09-12T01:00:00Z\"><w:r><w:t>七時</w:t></w:r></w:ins>\
            <w:r><w:t>まで</w:t></w:r><w:commentRangeEnd w:id=\"3\"/><w:r><w:t>開ける。</w:t></w:r></w:p>";
        let comments =
            "<w:comment w:id=\"3\" w:author=\"汐見\"><w:p><w:r><w:t>人は足りるか</w:t></w:r></w:p></w:comment>";
        let found = review(&docx(body, comments)).unwrap();
        assert_eq!(
            found.comments,
            [ReviewComment {
                author: "汐見".into(),
                date: None,
                quote: "六時まで".into(),
                text: "人は足りるか".into()
            }]
        );
        let [change] = found.changes.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            (change.before.as_str(), change.after.as_str(), change.context.as_str()),
            ("六時", "七時", "窓口を")
        );
    }

    #[test]
    fn changes_of_two_people_and_of_two_places_stay_apart() {
        let del = |who: &str, text: &str| {
            format!("<w:del w:author=\"{who}\"><w:r><w:delText>{text}</w:delText></w:r></w:del>")
        };
        let body =
            format!("<w:p>{}{}<w:r><w:t>間</w:t></w:r>{}</w:p>", del("浜", "一"), del("岬", "二"), del("岬", "三"));
        let found = review(&docx(&body, "")).unwrap();
        let before: Vec<_> = found.changes.iter().map(|change| change.before.as_str()).collect();
        assert_eq!(before, ["一", "二", "三"]);
    }

    #[test]
    fn what_is_no_word_document_is_refused() {
        assert!(review(b"PK not really").is_err());
        assert!(review(&docx("<w:p></w:r>", "")).is_err());
    }
}
