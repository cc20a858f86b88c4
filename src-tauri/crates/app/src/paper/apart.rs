//! Where pages are set: here with a layout of our own, in a process apart with any other.
//!
//! Invariant: what a layout does to the process that sets it (taking all memory, never ending) is one
//! message about that template.

use std::collections::BTreeSet;

use gijicho_export::pdf::{Job, Product, pdf_unless};
use gijicho_export::{Paper, Pdf, PdfOptions, Preview, Template, preview};

use crate::App;
use crate::error::AppError;

impl App {
    /// A PDF, given up as soon as `cancelled` says so.
    pub(crate) fn set_pdf(
        &self,
        paper: impl Into<Paper>,
        options: &PdfOptions,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Pdf, AppError> {
        if !options.template.has_layout() {
            return Ok(pdf_unless(paper, options, cancelled)?);
        }
        match self.set_apart(&options.template, Job::pdf(paper, options)?)? {
            Product::Pdf(_) if cancelled() => Err(gijicho_export::ExportError::Cancelled.into()),
            Product::Pdf(pdf) => Ok(pdf),
            _ => Err(unexpected()),
        }
    }

    /// Pages to look at; an image for each that is not among `known`.
    pub(crate) fn set_preview(
        &self,
        paper: impl Into<Paper>,
        options: &PdfOptions,
        known: BTreeSet<String>,
    ) -> Result<Preview, AppError> {
        if !options.template.has_layout() {
            return Ok(preview(paper, options, &known)?);
        }
        match self.set_apart(&options.template, Job::preview(paper, options, known)?)? {
            Product::Preview(preview) => Ok(preview),
            _ => Err(unexpected()),
        }
    }

    /// Sets pages of every kind with a template, to see whether it can be used.
    pub(crate) fn try_out(&self, template: &Template) -> Result<(), AppError> {
        if !template.has_layout() {
            return Ok(template.try_out()?);
        }
        self.set_apart(template, Job::try_out(template)).map(|_| ())
    }

    fn set_apart(&self, template: &Template, job: Job) -> Result<Product, AppError> {
        self.inbox.reading().set(template.name(), job)
    }
}

fn unexpected() -> AppError {
    AppError::Internal { detail: "another product than was asked for".to_owned() }
}
