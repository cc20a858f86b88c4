//! Import: a file is looked at first, then taken in with what a person has settled.
//!
//! Invariants: the file is read once for each call, within limits; its bytes are kept under their
//! hash before any row refers to them; what is taken in is what was looked at, or it is refused.

use std::path::Path;

use gijicho_import::{Hints, Kind};
use gijicho_model::draft::{Draft, MinutesDraft, TableDraft, Warning};
use gijicho_model::{MeetingId, Register};
use gijicho_store::{BodyChoice, Losses, MinutesImport, OpKind, Reader, Sha256, TableImport, TableKind};

use crate::App;
use crate::api::import::{
    Duplicate, DuplicateReason, ImportCommit, ImportPreview, ImportPreviewed, Imported, OnDuplicate,
};
use crate::error::{AppError, Typed};
use crate::meetings::meeting_ref;
use crate::{files, messages};

/// A file that was read and understood.
pub(crate) struct Looked {
    pub(crate) file: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) sha256: Sha256,
    pub(crate) encoding: String,
    pub(crate) draft: Draft,
}

/// Looks at a file without any library: speakers are split by the words of posts alone.
pub fn preview_without_library(request: &ImportPreview) -> Result<ImportPreviewed, AppError> {
    let looked =
        look(Path::new(&request.path), request.kind.as_deref(), request.encoding.as_deref(), &Register::default())?;
    Ok(previewed(looked, request, Vec::new(), Vec::new()))
}

impl App {
    /// Reads a file and writes nothing.
    pub fn import_preview(&self, request: ImportPreview) -> Result<ImportPreviewed, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let register = reader.register(None)?;
        let looked = look(Path::new(&request.path), request.kind.as_deref(), request.encoding.as_deref(), &register)?;
        let duplicates = match &looked.draft {
            Draft::Minutes(draft) => duplicates(&reader, draft, None, &looked.sha256)?,
            Draft::Plan(_) | Draft::Progress(_) => Vec::new(),
        };
        let bodies = reader.bodies()?.into_iter().map(|body| body.name).collect();
        Ok(previewed(looked, &request, duplicates, bodies))
    }

    /// Takes a file in.
    pub fn import_commit(&self, request: ImportCommit) -> Result<Imported, AppError> {
        let register = self.reading().read()?.register(None)?;
        let looked = look(Path::new(&request.path), request.kind.as_deref(), request.encoding.as_deref(), &register)?;
        if request.sha256.as_ref().is_some_and(|wanted| *wanted != looked.sha256.to_string()) {
            return Err(AppError::FileChanged { file: looked.file });
        }
        self.take_in(looked, &request)
    }

    /// Takes in what was looked at.
    pub(crate) fn take_in(&self, looked: Looked, request: &ImportCommit) -> Result<Imported, AppError> {
        let mut imported = Imported {
            file: looked.file.clone(),
            kind: String::new(),
            encoding: looked.encoding.clone(),
            meeting: None,
            plan: None,
            skipped: false,
            items: 0,
            remarks: 0,
            decisions: 0,
            coverage: gijicho_model::draft::Coverage::default(),
            warnings: Vec::new(),
        };
        match looked.draft {
            Draft::Minutes(draft) => {
                let draft = settled(draft, request);
                count_minutes(&mut imported, &draft);
                self.take_in_minutes(&looked.file, &looked.bytes, looked.sha256, &draft, request, &mut imported)?;
            }
            Draft::Plan(draft) => {
                self.take_in_table(&looked.file, &looked.bytes, TableKind::Plan, &draft, request, &mut imported)?;
            }
            Draft::Progress(draft) => {
                self.take_in_table(&looked.file, &looked.bytes, TableKind::Progress, &draft, request, &mut imported)?;
            }
        }
        Ok(imported)
    }

    fn take_in_minutes(
        &self,
        file: &str,
        bytes: &[u8],
        sha256: Sha256,
        draft: &MinutesDraft,
        request: &ImportCommit,
        imported: &mut Imported,
    ) -> Result<(), AppError> {
        gijicho_model::validate::minutes(draft).map_err(gijicho_store::StoreError::from)?;
        let (body, there) = {
            let store = self.reading();
            let reader = store.read()?;
            let body = body_of(&reader, draft, request)?;
            let there = duplicates(&reader, draft, Some(&body.name), &sha256)?.into_iter().next();
            (body, there)
        };
        imported.warnings.extend(body.warning);
        let body = body.name;
        let replaced = match (there, request.on_duplicate) {
            (None, _) | (Some(_), Some(OnDuplicate::KeepBoth)) => None,
            (Some(there), Some(OnDuplicate::Skip)) => {
                imported.skipped = true;
                imported.meeting = Some(there.meeting);
                return Ok(());
            }
            (Some(there), Some(OnDuplicate::Replace)) => Some(there.meeting.id),
            (Some(there), None) => {
                return Err(AppError::AlreadyThere {
                    file: file.to_owned(),
                    meeting: Box::new(there.meeting),
                    reason: there.reason,
                });
            }
        };
        let source = self.writing().put_original(file, bytes)?;
        let body = BodyChoice::Named(body);
        let import = MinutesImport { body: Some(body), source: Some(source) };
        let (id, _) = self.write(OpKind::Import, &format!("「{file}」の取込"), |tx| match replaced {
            Some(old) => tx.replace_meeting(old, draft, &import, Losses::Accept).map(|()| old),
            None => tx.import_minutes(draft, &import),
        })?;
        imported.meeting = Some(self.meeting_ref_of(id)?);
        Ok(())
    }

    fn take_in_table(
        &self,
        file: &str,
        bytes: &[u8],
        kind: TableKind,
        draft: &TableDraft,
        request: &ImportCommit,
        imported: &mut Imported,
    ) -> Result<(), AppError> {
        gijicho_model::validate::table(draft).map_err(gijicho_store::StoreError::from)?;
        kind_name(kind).clone_into(&mut imported.kind);
        imported.items = small(draft.initiatives.len());
        imported.remarks = small(draft.initiatives.iter().map(|initiative| initiative.progress.len()).sum());
        imported.coverage = draft.coverage;
        imported.warnings.clone_from(&draft.warnings);
        imported.plan = Some(draft.title.clone());
        let known = !self.reading().read()?.plans_from(&Sha256::of(bytes))?.is_empty();
        match (known, request.on_duplicate) {
            (true, None) => return Err(AppError::SameTable { file: file.to_owned() }),
            (true, Some(OnDuplicate::Skip)) => {
                imported.skipped = true;
                return Ok(());
            }
            _ => {}
        }
        let source = self.writing().put_original(file, bytes)?;
        let import = TableImport { plan: None, source: Some(source) };
        self.write(OpKind::Import, &format!("「{file}」の取込"), |tx| tx.import_table(draft, kind, &import))?;
        Ok(())
    }

    fn meeting_ref_of(&self, id: MeetingId) -> Result<crate::api::MeetingRef, AppError> {
        let store = self.reading();
        let rows = store.read()?.meetings()?;
        let row = rows.iter().find(|row| row.id == id);
        row.map(meeting_ref).ok_or_else(|| AppError::Internal { detail: "imported meeting is gone".to_owned() })
    }
}

/// Reads a file and understands it.
fn look(path: &Path, kind: Option<&str>, encoding: Option<&str>, register: &Register) -> Result<Looked, AppError> {
    let bytes = files::read(path)?;
    understand(files::name_of(path), bytes, kind, encoding, register)
}

/// Understands the bytes of a file.
pub(crate) fn understand(
    file: String,
    bytes: Vec<u8>,
    kind: Option<&str>,
    encoding: Option<&str>,
    register: &Register,
) -> Result<Looked, AppError> {
    let kind = kind.map(parse_kind).transpose()?;
    let hints = Hints { file_name: &file, kind, encoding, register, choices: &[] };
    let imported =
        gijicho_import::import(&bytes, &hints).map_err(|source| AppError::Import { file: file.clone(), source })?;
    let sha256 = Sha256::of(&bytes);
    Ok(Looked { file, bytes, sha256, encoding: imported.encoding.to_owned(), draft: imported.draft })
}

fn parse_kind(text: &str) -> Result<Kind, AppError> {
    match text {
        "minutes" => Ok(Kind::Minutes),
        "plan" => Ok(Kind::Plan),
        "progress" => Ok(Kind::Progress),
        _ => Err(AppError::BadValue { what: Typed::ImportKind, text: text.to_owned() }),
    }
}

fn kind_name(kind: TableKind) -> &'static str {
    match kind {
        TableKind::Plan => "plan",
        TableKind::Progress => "progress",
    }
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn previewed(
    looked: Looked,
    request: &ImportPreview,
    duplicates: Vec<Duplicate>,
    bodies: Vec<String>,
) -> ImportPreviewed {
    ImportPreviewed {
        file: looked.file,
        path: request.path.clone(),
        sha256: looked.sha256.to_string(),
        bytes: looked.bytes.len() as u64,
        encoding: looked.encoding,
        draft: looked.draft,
        duplicates,
        bodies,
    }
}

/// What the library already has: the same bytes, or a meeting of the same body on the same day.
fn duplicates(
    reader: &Reader<'_>,
    draft: &MinutesDraft,
    body: Option<&str>,
    sha256: &Sha256,
) -> Result<Vec<Duplicate>, AppError> {
    let rows = reader.meetings()?;
    let mut found: Vec<(MeetingId, DuplicateReason)> =
        reader.meetings_from(sha256)?.into_iter().map(|id| (id, DuplicateReason::SameFile)).collect();
    if let (Some(body), Some(held_on)) = (body.or(draft.meeting.body.as_deref()), draft.meeting.held_on) {
        let alike = reader.meetings_like(body, held_on, draft.meeting.ordinal)?;
        found.extend(alike.into_iter().map(|id| (id, DuplicateReason::SameMeeting)));
    }
    let mut duplicates: Vec<Duplicate> = Vec::new();
    for (id, reason) in found {
        if duplicates.iter().all(|duplicate| duplicate.meeting.id != id)
            && let Some(row) = rows.iter().find(|row| row.id == id)
        {
            duplicates.push(Duplicate { meeting: meeting_ref(row), reason });
        }
    }
    Ok(duplicates)
}

/// The body that met, and what a person should know of how it was found.
struct FoundBody {
    name: String,
    warning: Option<Warning>,
}

/// The body that a person has named, that the document names, or, for a document that names none,
/// the only one that the library knows on that day. Otherwise the meeting goes under a name that
/// says that nobody knows: a meeting is never kept out for want of a title.
fn body_of(reader: &Reader<'_>, draft: &MinutesDraft, request: &ImportCommit) -> Result<FoundBody, AppError> {
    let chosen = request.body.as_deref().map(str::trim).filter(|body| !body.is_empty());
    if let Some(name) = chosen.or(draft.meeting.body.as_deref()) {
        return Ok(FoundBody { name: name.to_owned(), warning: None });
    }
    let met_on = |body: &gijicho_model::Body| {
        draft.meeting.held_on.is_none_or(|day| {
            body.valid_from.is_none_or(|from| from <= day) && body.valid_to.is_none_or(|to| day <= to)
        })
    };
    let bodies = reader.bodies()?;
    let mut possible = bodies.iter().filter(|body| met_on(body) && body.name != messages::UNKNOWN_BODY);
    let (name, message) = match (possible.next(), possible.next()) {
        (Some(only), None) => (only.name.clone(), messages::body_assumed(&only.name)),
        _ => (messages::UNKNOWN_BODY.to_owned(), messages::body_unknown()),
    };
    Ok(FoundBody { name, warning: Some(Warning { code: "body-assumed".to_owned(), message, line: None }) })
}

/// The draft with what a person has settled: splits of speakers, proposals left out.
fn settled(mut draft: MinutesDraft, request: &ImportCommit) -> MinutesDraft {
    for split in &request.speakers {
        if let Some(remark) = draft.remarks.get_mut(split.remark)
            && let Some(speaker) = &mut remark.speaker
        {
            speaker.name.clone_from(&split.name);
            speaker.post.clone_from(&split.post);
            remark.speaker_unsure = false;
        }
    }
    let mut index = 0..;
    draft.decisions.retain(|_| !request.without_decisions.contains(&index.next().unwrap_or(usize::MAX)));
    let mut index = 0..;
    draft.follow_ups.retain(|_| !request.without_follow_ups.contains(&index.next().unwrap_or(usize::MAX)));
    draft
}

fn count_minutes(imported: &mut Imported, draft: &MinutesDraft) {
    "minutes".clone_into(&mut imported.kind);
    imported.items = small(draft.agenda.len());
    imported.remarks = small(draft.remarks.len());
    imported.decisions = small(draft.decisions.len());
    imported.coverage = draft.coverage;
    imported.warnings.clone_from(&draft.warnings);
}
