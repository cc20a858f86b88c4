//! Pages set by a layout that is not ours: in a process of its own, which is held to the limits of a
//! reader of files, and is ended where it asks for too much or never comes to an end.

use gijicho_export::pdf::{Job, Product};
use gijicho_export::{ExportError, Pdf};

use super::protocol::{Answer, Ask, Frame, NotSet, Set, What};
use super::{How, Reading};
use crate::error::{AppError, RpcError};

impl Reading {
    /// Does a job with the template of this name.
    pub(crate) fn set(&self, template: &str, job: Job) -> Result<Product, AppError> {
        let Self::Apart(pool) = self else { return Ok(job.run()?) };
        let job = serde_json::to_vec(&job).map_err(|error| AppError::Internal { detail: error.to_string() })?;
        let ask = Ask { file: template.to_owned(), how: How::default(), what: What::Pages };
        let name = || template.to_owned();
        let (answer, bytes) = pool.ask(&ask, &job, &std::sync::Arc::default()).map_err(|error| match error {
            AppError::ReaderEnded { .. } => AppError::TemplateEnded { name: name() },
            AppError::ReaderSlow { seconds, .. } => AppError::TemplateSlow { name: name(), seconds },
            other => other,
        })?;
        match answer {
            Answer::Pages(Ok(Set::Pdf { pages, warnings })) => Ok(Product::Pdf(Pdf { bytes, pages, warnings })),
            Answer::Pages(Ok(Set::Preview(preview))) => Ok(Product::Preview(preview)),
            Answer::Pages(Ok(Set::Usable)) => Ok(Product::Usable),
            Answer::Pages(Err(NotSet::Template(error))) => Err(ExportError::from(error).into()),
            Answer::Pages(Err(NotSet::Other(error))) | Answer::Refused(error) => Err(AppError::Refused { error }),
            _ => Err(AppError::TemplateEnded { name: name() }),
        }
    }
}

/// Does a job, in this process.
pub(super) fn answer(job: &[u8]) -> Result<Frame<Answer>, AppError> {
    let job: Job = serde_json::from_slice(job).map_err(|error| AppError::Internal { detail: error.to_string() })?;
    Ok(match job.run() {
        Ok(Product::Pdf(Pdf { bytes, pages, warnings })) => (Answer::Pages(Ok(Set::Pdf { pages, warnings })), bytes),
        Ok(Product::Preview(preview)) => (Answer::Pages(Ok(Set::Preview(preview))), Vec::new()),
        Ok(Product::Usable) => (Answer::Pages(Ok(Set::Usable)), Vec::new()),
        Err(ExportError::Template(error)) => (Answer::Pages(Err(NotSet::Template(error))), Vec::new()),
        Err(error) => (Answer::Pages(Err(NotSet::Other(RpcError::from(&AppError::from(error))))), Vec::new()),
    })
}
