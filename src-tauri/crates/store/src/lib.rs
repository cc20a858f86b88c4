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
//! Store::create(dir, clock) / Store::open(dir, Access::ReadWrite | ReadOnly, clock) -> Result<Store, StoreError>
//! Store::is_library(dir) -> bool
//! store.read()? -> Reader            every query, on one consistent snapshot
//! store.transact(Op, &Actor, |tx| …) -> Result<Committed<T>, StoreError>      T: Serialize + DeserializeOwned
//! store.undo(&actor) / redo(&actor) -> Result<Committed<String /* label */>, StoreError>   (NothingToUndo / NothingToRedo)
//! store.put_original(bytes) -> Sha256 ; store.original(&Sha256) -> bytes       files first, rows after
//! store.verify() -> Vec<Finding> ; store.backup(path) ; store.library_id() ; store.restore_epoch()
//!
//! Op::new(OpKind::Edit, "発言を移動") [.with_id(uuid)]      Actor { name, device }
//! OpKind: Import | Edit | Confirm | Link | Finalise | Correct | Setting
//! Committed<T> { value, op_id, seq, changes: Vec<Change { entity: Entity, id: Uuid }> }
//!
//! Reader — reading
//!   last_seq() · changes_since(seq) · undo_state() -> UndoState { undo, redo: Option<String> }
//!   index_all(|IndexRow| …) · index_delta(&[Change]) -> IndexDelta { upserts, deletes }
//!   bodies() · people() · posts() · appointments() · register(on: Option<NaiveDate>) -> Register
//!   meetings() -> Vec<MeetingRow> · meeting_record(id) -> MeetingRecord · row_versions(meeting) -> BTreeMap<Uuid, i64>
//!   resolve_meeting(text) · resolve_decision(text) · resolve_initiative(text)     (Ambiguous carries candidates)
//!   meetings_from(&Sha256) · meetings_like(body_name, held_on, ordinal)           is it in already?
//!   decisions(&DecisionFilter) -> Vec<DecisionRow> · decision(id) -> DecisionRow
//!   plans() · plans_like(title, fiscal_year) · initiatives(&InitiativeFilter) -> Vec<InitiativeRow>
//!   initiative(id) -> InitiativeRecord · initiative_as_of(id, date) -> InitiativeAsOf
//!   follow_ups(&FollowUpFilter) -> Vec<FollowUpRow>
//!   versions(meeting) -> Vec<VersionRow> · version(meeting, number) -> MeetingVersion
//!   setting(key) · settings() · saved_searches()
//!
//! Tx — writing (derefs to Reader)
//!   import_minutes(&MinutesDraft, &MinutesImport { body, source }) -> MeetingId · replace_meeting(id, …, Losses)
//!   import_table(&TableDraft, TableKind, &TableImport { plan, source }) -> ImportedTable
//!   add_body · edit_body · succeed_body · add_person · add_post · add_appointment · end_appointment
//!   edit_meeting(id, base, &MeetingEdit) · set_meeting_status · delete_meeting(id, Losses)
//!   add_agenda_item · edit_agenda_item · delete_agenda_item · set_none_recorded(item, base, bool)
//!   add_document · edit_document · attach_original(document, base, Option<&Sha256>) · delete_document
//!   insert_remark(meeting, &RemarkText, Place) · edit_remark(id, base, &RemarkText) · move_remark(id, base, Place)
//!   delete_remark(id, base, Losses) · split and merge are edits plus insert/delete
//!   add_decision(&NewDecision) · add_evidence(decision, &Selection) · edit_decision(id, base, &DecisionEdit)
//!   confirm_decision(id, by) · dismiss_decision(id) · reopen_decision(id)
//!   link(decision, initiative, Relation, LinkStatus) · unlink(decision, initiative)
//!   add_follow_up · edit_follow_up · confirm_follow_up · dismiss_follow_up · answer_follow_up(id, Option<RemarkId>)
//!   add_plan · add_initiative · edit_initiative
//!   finalise(meeting, reason) -> u32 · publish(meeting, reason) -> u32 · open_correction(meeting, reason)
//!   set_setting(key, &str) · remove_setting(key) · save_search · remove_saved_search
//! ```
//! `base` is always the row version that the caller has seen ([`Reader::row_versions`]).

mod agenda;
mod as_of;
mod backup;
mod body;
mod change_log;
mod check;
mod clock;
mod decision;
mod document;
mod error;
mod evidence;
mod files;
mod follow_up;
mod hash;
mod import_minutes;
mod import_table;
mod index;
mod initiative;
mod library;
mod link;
mod meeting;
mod migrate;
mod network;
mod people;
mod plan;
mod rank;
mod reader;
mod record;
mod remark;
mod resolve;
mod setting;
mod sql;
mod transact;
mod undo;
mod verify;
mod version;

pub use agenda::AgendaText;
pub use as_of::InitiativeAsOf;
pub use body::Succession;
pub use change_log::{Change, Entity};
pub use clock::{Clock, SteppingClock, SystemClock};
pub use decision::{DecisionEdit, DecisionFilter, DecisionRow, InitiativeOfDecision, NewDecision};
pub use error::{Candidate, Conflict, Lost, Result, StoreError};
pub use evidence::Selection;
pub use files::Original;
pub use follow_up::{FollowUpFilter, FollowUpRow, NewFollowUp};
pub use hash::{NotASha256, Sha256};
pub use import_minutes::{BodyChoice, MinutesImport};
pub use import_table::{ImportedTable, TableImport};
pub use index::{IndexDelta, IndexKind, IndexRow};
pub use initiative::{
    InitiativeFilter, InitiativeRecord, InitiativeRelation, InitiativeRow, InitiativeText, InitiativeTie,
};
pub use library::{Access, DATABASE, Store};
pub use meeting::{Losses, MeetingEdit, MeetingRow, Unplaced};
pub use plan::{NewPlan, PlanRow, TableKind};
pub use reader::Reader;
pub use remark::{Place, RemarkText};
pub use setting::SavedSearch;
pub use transact::{Actor, Committed, Op, OpKind, Tx};
pub use undo::UndoState;
pub use verify::{Finding, VersionProblem};
pub use version::{MeetingVersion, VersionRow};
