//! Pages on screen: the same as in the PDF, as SVG images.
//!
//! Whoever shows pages names those that it holds by their hashes, so that after an edit only the
//! pages that look different are drawn and sent.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use typst_svg::SvgOptions;

use super::{KEPT_RUNS, MissingGlyph, Paper, PdfOptions, Sheet, typeset};
use crate::ExportError;

/// Pages to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Preview {
    /// In order.
    pub pages: Vec<PageImage>,
    /// Characters that were printed as 〓.
    pub warnings: Vec<MissingGlyph>,
}

/// A page to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageImage {
    /// Equal for pages that look the same.
    pub hash: String,
    /// Width in points.
    pub width: f64,
    /// Height in points.
    pub height: f64,
    /// The image; `None` for a page that is known already.
    pub svg: Option<String>,
}

/// The pages of a document; an image for each that is not among `known`.
pub fn preview(
    paper: impl Into<Paper>,
    options: &PdfOptions,
    known: &BTreeSet<String>,
) -> Result<Preview, ExportError> {
    draw(&Sheet::new(paper.into())?, options, known)
}

/// Sets a sheet, and draws its pages.
pub(super) fn draw(sheet: &Sheet, options: &PdfOptions, known: &BTreeSet<String>) -> Result<Preview, ExportError> {
    let set = typeset(sheet, options)?;
    let drawing = SvgOptions::default();
    let pages = set.pages.pages().iter().map(|page| {
        let hash = format!("{:032x}", typst::utils::hash128(page));
        let size = page.frame.size();
        PageImage {
            svg: (!known.contains(&hash)).then(|| typst_svg::svg(page, &drawing)),
            hash,
            width: size.x.to_pt(),
            height: size.y.to_pt(),
        }
    });
    let pages = pages.collect();
    comemo::evict(KEPT_RUNS);
    Ok(Preview { pages, warnings: sheet.missing.clone() })
}
