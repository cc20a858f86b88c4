//! Taking a file in.

use std::path::Path;

use gijicho_model::MeetingId;
use gijicho_model::draft::{Coverage, Draft, MinutesDraft, TableDraft};
use gijicho_store::{BodyChoice, Losses, MinutesImport, OpKind, Sha256, StoreError, TableImport, TableKind};
use serde::{Deserialize, Serialize};

use super::columns;
use super::compare::Compared;
use super::duplicates::{body_of, duplicates};
use super::settle::{StoodBehind, settled};
use super::small;
use crate::App;
use crate::api::import::{Duplicate, ImportCommit, Imported, OnDuplicate};
use crate::error::AppError;
use crate::meetings::meeting_ref;
use crate::reading::Looked;
use crate::register;

/// What became of minutes.
#[derive(Serialize, Deserialize)]
enum TakenIn {
    /// They are this meeting.
    As(MeetingId),
    /// The library had them already, and nothing was written.
    There(Duplicate),
}

/// What of a file is still needed once it was understood.
struct Source<'a> {
    file: &'a str,
    bytes: &'a [u8],
    sha256: Sha256,
}

impl App {
    /// Takes a file in.
    pub fn import_commit(&self, request: ImportCommit) -> Result<Imported, AppError> {
        let register = self.register()?;
        let file = self.inbox.bytes(Path::new(&request.path), request.member.as_deref())?;
        let (looked, _) = columns::look(&self.inbox, file, &request.how(), &register, &self.remembered()?)?;
        if request.sha256.as_ref().is_some_and(|wanted| *wanted != looked.sha256.to_string()) {
            return Err(AppError::FileChanged { file: looked.file });
        }
        self.take_in(looked, &request)
    }

    /// What a file became whose bytes the library has already.
    pub(crate) fn known_as(&self, file: &str, sha256: &Sha256) -> Result<Imported, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let mut imported = Imported { skipped: true, ..nothing_yet(file, "") };
        if let Some(id) = reader.meetings_from(sha256)?.first() {
            "minutes".clone_into(&mut imported.kind);
            imported.meeting = Some(meeting_ref(&reader.meeting_row(*id)?));
        } else if let Some(id) = reader.plans_from(sha256)?.first() {
            let row = reader.plan(*id)?;
            table_name(row.kind).clone_into(&mut imported.kind);
            imported.plan = Some(row.plan.title);
        }
        Ok(imported)
    }

    /// Takes in what was looked at.
    pub(crate) fn take_in(&self, looked: Looked, request: &ImportCommit) -> Result<Imported, AppError> {
        let mut imported = nothing_yet(&looked.file, &looked.read.encoding);
        let source = Source { file: &looked.file, bytes: &looked.bytes, sha256: looked.sha256 };
        match looked.read.draft {
            Draft::Minutes(draft) => {
                let stood_behind = StoodBehind::of(&draft, request);
                let draft = settled(draft, request);
                count_minutes(&mut imported, &draft);
                self.take_in_minutes(&source, &draft, &stood_behind, request, &mut imported)?;
            }
            Draft::Plan(draft) => self.take_in_table(&source, TableKind::Plan, &draft, request, &mut imported)?,
            Draft::Progress(draft) => {
                self.take_in_table(&source, TableKind::Progress, &draft, request, &mut imported)?;
            }
        }
        Ok(imported)
    }

    fn take_in_minutes(
        &self,
        source: &Source<'_>,
        draft: &MinutesDraft,
        stood_behind: &StoodBehind,
        request: &ImportCommit,
        imported: &mut Imported,
    ) -> Result<(), AppError> {
        gijicho_model::validate::minutes(draft).map_err(StoreError::from)?;
        let body = {
            let store = self.reading();
            body_of(&store.read()?, draft, request)?
        };
        imported.warnings.extend(body.warning);
        let original = self.writing().put_original(source.file, source.bytes)?;
        let import = MinutesImport {
            body: Some(BodyChoice::Named(body.name.clone())),
            source: Some(original),
            reading: request.how().kept(),
        };
        let losses = if request.accept_losses { Losses::Accept } else { Losses::Refuse };
        let by = self.actor().name;
        // What is there is asked where it is written: another program may have brought the same file.
        let (done, _) = self.write(OpKind::Import, &label(source.file), |tx| {
            let there = duplicates(tx, draft, Some(&body.name), &source.sha256)?.into_iter().next();
            let replaced = match (there, request.on_duplicate) {
                (None, _) | (Some(_), Some(OnDuplicate::KeepBoth)) => None,
                (Some(there), Some(OnDuplicate::Replace)) => Some(there.meeting.id),
                (Some(there), _) => return Ok(TakenIn::There(there)),
            };
            register::add(tx, &request.appointments)?;
            let id = match replaced {
                Some(old) => tx.replace_meeting(old, draft, &import, losses).map(|()| old)?,
                None => tx.import_minutes(draft, &import)?,
            };
            stood_behind.confirm(tx, id, &by)?;
            Ok(TakenIn::As(id))
        })?;
        match done {
            TakenIn::As(id) => imported.meeting = Some(meeting_ref(&self.reading().read()?.meeting_row(id)?)),
            TakenIn::There(there) if request.on_duplicate == Some(OnDuplicate::Skip) => {
                imported.skipped = true;
                imported.meeting = Some(there.meeting);
            }
            TakenIn::There(there) => {
                return Err(AppError::AlreadyThere {
                    file: source.file.to_owned(),
                    meeting: Box::new(there.meeting),
                    reason: there.reason,
                });
            }
        }
        Ok(())
    }

    fn take_in_table(
        &self,
        source: &Source<'_>,
        kind: TableKind,
        draft: &TableDraft,
        request: &ImportCommit,
        imported: &mut Imported,
    ) -> Result<(), AppError> {
        gijicho_model::validate::table(draft).map_err(StoreError::from)?;
        count_table(imported, kind, draft);
        let original = self.writing().put_original(source.file, source.bytes)?;
        let follows = match kind {
            TableKind::Plan => Compared::of(&self.reading().read()?, draft)?.map(|compared| compared.follows(draft)),
            TableKind::Progress => None,
        };
        let import = TableImport { plan: None, source: Some(original), follows: follows.unwrap_or_default() };
        let map = (request.remember_columns && !draft.columns.is_empty())
            .then(|| (columns::signature_of(draft), columns::kept(draft)));
        let (done, _) = self.write(OpKind::Import, &label(source.file), |tx| {
            let is_wanted = matches!(request.on_duplicate, Some(OnDuplicate::KeepBoth | OnDuplicate::Replace));
            if !is_wanted && !tx.plans_from(&source.sha256)?.is_empty() {
                return Ok(None);
            }
            if let Some((signature, columns)) = &map {
                tx.remember_columns(signature, columns)?;
            }
            tx.import_table(draft, kind, &import).map(Some)
        })?;
        match (done, request.on_duplicate) {
            (None, Some(OnDuplicate::Skip)) => imported.skipped = true,
            (None, _) => return Err(AppError::SameTable { file: source.file.to_owned() }),
            (Some(_), _) => {}
        }
        Ok(())
    }
}

/// A file of which nothing is known yet.
fn nothing_yet(file: &str, encoding: &str) -> Imported {
    Imported {
        file: file.to_owned(),
        kind: String::new(),
        encoding: encoding.to_owned(),
        meeting: None,
        plan: None,
        skipped: false,
        items: 0,
        remarks: 0,
        decisions: 0,
        coverage: Coverage::default(),
        warnings: Vec::new(),
    }
}

/// What undo calls it.
fn label(file: &str) -> String {
    format!("「{file}」の取込")
}

fn count_minutes(imported: &mut Imported, draft: &MinutesDraft) {
    "minutes".clone_into(&mut imported.kind);
    imported.items = small(draft.agenda.len());
    imported.remarks = small(draft.remarks.len());
    imported.decisions = small(draft.decisions.len());
    imported.coverage = draft.coverage;
    imported.warnings.clone_from(&draft.warnings);
}

fn table_name(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Plan => "plan",
        TableKind::Progress => "progress",
    }
}

fn count_table(imported: &mut Imported, kind: TableKind, draft: &TableDraft) {
    table_name(kind).clone_into(&mut imported.kind);
    imported.items = small(draft.initiatives.len());
    imported.remarks = small(draft.initiatives.iter().map(|initiative| initiative.progress.len()).sum());
    imported.coverage = draft.coverage;
    imported.warnings.clone_from(&draft.warnings);
    imported.plan = Some(draft.title.clone());
}
