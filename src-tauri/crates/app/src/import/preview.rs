//! Looking at a file: what it says, and how that stands to what the library holds. Nothing is written.

use std::path::Path;
use std::sync::Arc;

use gijicho_model::Register;
use gijicho_model::draft::Draft;
use gijicho_store::{Reader, Sha256};

use super::compare::Compared;
use super::duplicates::duplicates;
use super::{columns, proposals};
use crate::App;
use crate::api::import::{ImportPreview, ImportPreviewed, PlanRef};
use crate::error::AppError;
use crate::reading::Looked;

impl App {
    /// Reads a file and writes nothing.
    pub fn import_preview(&self, request: ImportPreview) -> Result<ImportPreviewed, AppError> {
        let register = self.register()?;
        let file = self.inbox.bytes(Path::new(&request.path), request.member.as_deref())?;
        let (looked, remembered) = columns::look(&self.inbox, file, &request.how(), &register, &self.remembered()?)?;
        let sha256 = looked.sha256;
        let sample = columns::sample(&self.inbox, &looked, request.encoding.as_deref());
        let mut previewed = previewed(looked, &request);
        let store = self.reading();
        let reader = store.read()?;
        match &previewed.draft {
            Draft::Minutes(draft) => {
                previewed.duplicates = duplicates(&reader, draft, None, &sha256)?;
                previewed.appointments = proposals::appointments(&reader, draft, &register)?;
            }
            Draft::Plan(draft) => {
                previewed.same_table = same_table(&reader, &sha256)?;
                previewed.columns = columns::shown(draft, remembered);
                let compared = Compared::of(&reader, draft)?;
                previewed.comparison = compared.map(|compared| compared.shown(draft));
            }
            Draft::Progress(draft) => {
                previewed.same_table = same_table(&reader, &sha256)?;
                previewed.columns = columns::shown(draft, remembered);
            }
        }
        if let Some(columns) = &mut previewed.columns {
            columns.sample = sample;
        }
        if let Draft::Minutes(draft) = &mut previewed.draft {
            let warning = proposals::new_body(draft, &register);
            draft.warnings.extend(warning);
        }
        previewed.bodies = reader.bodies()?.into_iter().map(|body| body.name).collect();
        Ok(previewed)
    }

    /// Who held which post, for splitting speakers.
    pub(crate) fn register(&self) -> Result<Arc<Register>, AppError> {
        Ok(Arc::new(self.reading().read()?.register(None)?))
    }
}

/// The plan that the same bytes became before.
fn same_table(reader: &Reader<'_>, sha256: &Sha256) -> Result<Option<PlanRef>, AppError> {
    match reader.plans_from(sha256)?.first() {
        Some(id) => Ok(Some(plan_ref(&reader.plan(*id)?))),
        None => Ok(None),
    }
}

/// How lists mention a plan.
pub(crate) fn plan_ref(row: &gijicho_store::PlanRow) -> PlanRef {
    PlanRef { id: row.plan.id, title: row.plan.title.clone(), fiscal_year: row.plan.fiscal_year, version: row.version }
}

/// What the importer makes of a file, without anything that a library would know.
pub(crate) fn previewed(looked: Looked, request: &ImportPreview) -> ImportPreviewed {
    ImportPreviewed {
        file: looked.file,
        path: request.path.clone(),
        member: request.member.clone(),
        sha256: looked.sha256.to_string(),
        bytes: looked.bytes.len() as u64,
        encoding: looked.read.encoding,
        format: looked.read.format,
        draft: looked.read.draft,
        pages: looked.read.pages,
        duplicates: Vec::new(),
        same_table: None,
        bodies: Vec::new(),
        appointments: Vec::new(),
        columns: None,
        comparison: None,
    }
}
