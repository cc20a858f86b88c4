//! The library on disk: SQLite holds the truth, originals lie beside it by their SHA-256.
//!
//! # Invariants
//! - Every write goes through [`Store::transact`]; rows and their entries in the change log commit
//!   together or not at all. The log is written by triggers of the connection, so no code can forget it.
//! - Undo restores the images that the log holds, and refuses with a conflict when a row has moved on.
//!   After undo and redo every table is what it was, the log apart.
//! - A finalised meeting is locked by triggers of the database, not only by this code.
//! - Nothing is deleted in silence: no foreign key cascades.
//! - A database newer than this program is refused untouched; an older one is copied before it is migrated.
//! - SQL stands only in this crate, and none of it is built from data.
//!
//! # In short
//! ```text
//! Store   create(dir, clock) · open(dir, Access, clock) · is_library(dir)
//!         read()? -> Reader                        every query, on one consistent snapshot
//!         transact(&Op, &Actor, |tx| …)? -> Committed<T>        T: Serialize + DeserializeOwned
//!         undo(&actor) · redo(&actor) -> Committed<String>      the value is the label
//!         put_original(name, bytes) -> Original · original(&Sha256) -> bytes    files first, rows after
//!         restore(file, dir, clock) -> Restored · pack(path) · backup(path)       whole, or the database alone
//!         verify() -> Vec<Finding> · library_id() · restore_epoch()
//!
//! Op::new(OpKind::Edit, "発言を移動")[.with_id(uuid)][.in_burst(uuid)] · Actor { name, device }
//! Committed<T> { value, op_id, seq, changes: Vec<Change { entity, id }> }
//!
//! Reader  last_seq · changes_since(seq) · undo_state · index_all(|row| …) · index_delta(&changes)
//!         bodies · body · body_named · people · posts · appointments · register(on)
//!         counts · item_outcomes · waiting(today) · initiatives_waiting(WaitingKind, today) · broken_evidence(meeting) · column_map(signature)
//!         meetings · meeting_row(id) · meeting · meeting_record · row_versions(meeting) · row_version(entity, id)
//!         source_of · reading_of · unplaced · unsure_speakers · meetings_from(&Sha256) · meetings_like(body, date, ordinal)
//!         agenda · remarks · documents · evidence · links · decisions_of · follow_ups_of   (of one meeting)
//!         decisions(&DecisionFilter) · decision(id) · follow_ups(&FollowUpFilter) · follow_up(id) · after_follow_up(id)
//!         plan_contents(plan) · plan_versions(plan) · initiative_losses(id) · department_successions
//!         plans · plan · plans_like(title, year) · plans_from(&Sha256) · tree(plan)
//!         initiatives(&InitiativeFilter) · initiative_row(id) · initiative(id) · initiative_as_of(id, date) · initiative_as_known(id, date, moment)
//!         plans_through(id) · indicators_around(id) · follow_ups_on(id)      of one initiative
//!         resolve_meeting · resolve_decision · resolve_initiative(text)      Unresolved, or Ambiguous with candidates
//!         meeting_beside · decision_beside · answers_beside · question_beside(id)      for one hit of the search
//!         versions(meeting) · version(meeting, number) · setting(key) · settings · saved_searches
//!
//! Tx      reads as a Reader, and
//!         import_minutes(&draft, &MinutesImport) · replace_meeting(id, &draft, &MinutesImport, Losses)
//!         import_table(&draft, TableKind, &TableImport) -> ImportedTable
//!         add_body · edit_body · succeed_body · add_person · edit_person · add_post · edit_post · rename_department
//!         add_appointment · edit_appointment · end_appointment · delete_appointment · link_speakers
//!         add_meeting · edit_meeting · set_meeting_status · delete_meeting(id, Losses)
//!         add_agenda_item · edit_agenda_item · move_agenda_item · delete_agenda_item · set_none_recorded
//!         add_document · edit_document · attach_original · delete_document
//!         insert_remark · edit_remark · move_remark · delete_remark(id, base, Losses) · confirm_speaker
//!         split_remark · join_remark · add_comment · settle_comment · delete_comment · waive · withdraw_waiver
//!         add_decision · propose_decision · edit_decision · confirm_decision(id, by) · dismiss_decision · reopen_decision
//!         add_evidence · remove_evidence · rebind_evidence · discard_evidence · link · unlink
//!         add_follow_up · edit_follow_up · confirm_follow_up · dismiss_follow_up · answer_follow_up · reopen_follow_up
//!         add_plan · edit_plan · add_initiative · insert_initiative · edit_initiative · move_initiative
//!         delete_initiative(id, base, Losses) · relate_initiatives · unrelate_initiatives
//!         set_phases(node, seen, wanted) · add_activity · edit_activity · delete_activity
//!         add_report · edit_report · delete_report · succeed_department · forget_succession
//!         record_indicator · add_indicator · edit_indicator · delete_indicator · set_indicator_value(id, seen, value)
//!         remember_columns · forget_columns
//!         finalise · publish (in OpKind::Finalise) · open_correction (in OpKind::Correct)
//!         set_setting · remove_setting (in OpKind::Setting) · save_search · remove_saved_search
//! ```
//! `base` is the row version that the caller has seen; another one is a
//! [`StoreError::Conflict`] with all three images. A version is the number of the operation that
//! wrote the row, so one that was undone is never given out again.

mod agenda;
mod archive;
mod as_of;
mod backup;
mod beside;
mod body;
mod bring_back;
mod change_log;
mod check;
mod clock;
mod column_map;
mod comment;
mod counts;
mod decide;
mod decision;
mod department;
mod document;
mod error;
mod evidence;
mod files;
mod follow_up;
mod hash;
mod import_minutes;
mod import_table;
mod index;
mod indicator;
mod initiative;
mod known;
mod library;
mod link;
mod meeting;
mod migrate;
mod network;
mod people;
mod plan;
mod plan_contents;
mod plan_tree;
mod plan_versions;
mod progress;
mod rank;
mod reader;
mod record;
mod remark;
mod remark_parts;
mod replace;
mod resolve;
mod restore;
mod schedule;
mod setting;
mod sql;
mod timeline;
mod transact;
mod undo;
mod verify;
mod version;
mod waiver;
mod whole;
mod work;

pub use agenda::AgendaText;
pub use as_of::InitiativeAsOf;
pub use beside::{DecisionBeside, MeetingBeside, RemarkBeside};
pub use body::Succession;
pub use change_log::{Change, Entity};
pub use clock::{Clock, SteppingClock, SystemClock};
pub use comment::{NewComment, RoundComment};
pub use counts::{Counts, ItemOutcome, Waiting, WaitingInitiative, WaitingKind};
pub use decision::{DecisionEdit, DecisionFilter, DecisionRow, InitiativeOfDecision, NewDecision, NumberedDecision};
pub use department::{DepartmentSuccession, departments_on};
pub use error::{Candidate, Conflict, Lost, Result, StoreError};
pub use evidence::{BrokenEvidence, Selection};
pub use files::Original;
pub use follow_up::{Answer, AnsweringReport, FollowUpFilter, FollowUpRow, LaterWords, NewFollowUp};
pub use hash::{NotASha256, Sha256};
pub use import_minutes::{BodyChoice, MinutesImport};
pub use import_table::{Follows, ImportedTable, TableImport};
pub use index::{IndexDelta, IndexKind, IndexRow};
pub use initiative::{
    InitiativeFilter, InitiativeRecord, InitiativeRelation, InitiativeRow, InitiativeText, InitiativeTie,
};
pub use library::{Access, DATABASE, Store};
pub use meeting::{Losses, MeetingEdit, MeetingRow, Unplaced};
pub use people::KnownSpeaker;
pub use plan::{NewPlan, PlanRow, TableKind};
pub use plan_contents::PlanContents;
pub use plan_tree::InitiativeLosses;
pub use plan_versions::PlanVersion;
pub use progress::ReportText;
pub use reader::Reader;
pub use remark::{Place, RemarkText};
pub use restore::Restored;
pub use schedule::Phase;
pub use setting::SavedSearch;
pub use timeline::PlanPoint;
pub use transact::{Actor, Committed, Op, OpKind, Tx};
pub use undo::UndoState;
pub use verify::{Finding, VersionProblem};
pub use version::{MeetingVersion, VersionRow};
pub use whole::write_whole;
