//! Typesetting as data: asked for in one process, done in another.
//!
//! A layout of an office's own is a program that may never end and may ask for any memory, and the
//! typesetter cannot be interrupted. A process of its own can be held to its limits, and ended.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Origin, Paper, Pdf, PdfOptions, Preview, Sheet, Template};
use crate::ExportError;

/// Something to set, with everything that it takes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    template: String,
    /// The files of the template.
    files: BTreeMap<String, Vec<u8>>,
    dated: Option<NaiveDate>,
    origin: Option<Origin>,
    wanted: Wanted,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
enum Wanted {
    Pdf(Box<Sheet>),
    Preview { sheet: Box<Sheet>, known: BTreeSet<String> },
    TryOut,
}

/// What came of a [`Job`].
#[derive(Debug, Clone, PartialEq)]
pub enum Product {
    /// A file.
    Pdf(Pdf),
    /// Pages to look at.
    Preview(Preview),
    /// The template can be used.
    Usable,
}

impl Job {
    fn new(options: &PdfOptions, wanted: Wanted) -> Self {
        let PdfOptions { dated, template, origin } = options;
        let (name, files) = (template.name().to_owned(), template.files().clone());
        Self { template: name, files, dated: *dated, origin: origin.clone(), wanted }
    }

    /// Minutes, a table or a volume as PDF: [`super::pdf`].
    pub fn pdf(paper: impl Into<Paper>, options: &PdfOptions) -> Result<Self, ExportError> {
        Ok(Self::new(options, Wanted::Pdf(Box::new(Sheet::new(paper.into())?))))
    }

    /// Its pages to look at: [`super::preview`].
    pub fn preview(
        paper: impl Into<Paper>,
        options: &PdfOptions,
        known: BTreeSet<String>,
    ) -> Result<Self, ExportError> {
        let sheet = Box::new(Sheet::new(paper.into())?);
        Ok(Self::new(options, Wanted::Preview { sheet, known }))
    }

    /// Whether a template can be used: [`Template::try_out`].
    pub fn try_out(template: &Template) -> Self {
        Self::new(&PdfOptions { template: template.clone(), ..PdfOptions::default() }, Wanted::TryOut)
    }

    /// Does it, in this process.
    pub fn run(self) -> Result<Product, ExportError> {
        let Self { template, files, dated, origin, wanted } = self;
        let options = PdfOptions { dated, template: Template::read(&template, files)?, origin };
        match wanted {
            Wanted::Pdf(sheet) => super::write(&sheet, &options, &|| false).map(Product::Pdf),
            Wanted::Preview { sheet, known } => super::preview::draw(&sheet, &options, &known).map(Product::Preview),
            Wanted::TryOut => options.template.try_out().map(|()| Product::Usable),
        }
    }
}
