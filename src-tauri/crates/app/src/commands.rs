//! The one list of commands. A window, a script and the command line can do exactly this.
//!
//! Each line names a method of [`App`], what it takes and what it gives. From the list come the
//! dispatch by name and the TypeScript types, so a command without a handler does not compile and
//! a window cannot call what does not exist.

use serde::Serialize;
use serde_json::Value;

use crate::App;
use crate::api::begin::{
    MeetingBegun, NewMeeting, NewMeetingAsk, NewMeetingProposal, PasteAsk, PasteReading, SpeakerChoices,
};
use crate::api::checks::{CheckAsk, CheckReport, CheckWords, WaiveRequest};
use crate::api::decisions::{
    BrokenList, DecisionAmend, DecisionBind, DecisionConfirm, DecisionList, DecisionNamed, DecisionsAsk,
    EvidenceSettle, LinkRequest, NoneRecorded, Suggestions,
};
use crate::api::drafting::{EditRequest, Edited, EditorView};
use crate::api::export::{
    ExportFormats, ExportList, ExportMany, ExportMinutes, ExportName, ExportProgress, ExportSite, Exported,
    ExportedMany, ExportedSite, FileName, ListWanted,
};
use crate::api::follow_ups::{AnswerCandidates, FollowUpEdit, FollowUpList, FollowUpNamed, FollowUpSettle};
use crate::api::import::{ImportCommit, ImportPreview, ImportPreviewed, Imported};
use crate::api::initiatives::{InitiativeEvents, InitiativeList, InitiativeNamed, InitiativeShow, InitiativeView};
use crate::api::intake::{IntakeOpen, IntakeOpened, IntakeProgress, IntakeReport, IntakeReportSave, IntakeRun};
use crate::api::library::{LibraryStatus, Reindexed, Settings, VerifyReport, WaitingAsk, WaitingInitiatives};
use crate::api::meetings::{FinaliseRequest, MeetingList, MeetingShow, MeetingSource, MeetingView, VersionList};
use crate::api::paper::{
    ExportVolume, FileNamed, FileVerdict, PagePreview, PreviewMinutes, TemplateCopy, TemplateInfo, TemplateList,
    TemplateNamed,
};
use crate::api::planning::{InitiativesRelate, InitiativesRelated, PlanEditRequest, PlanNamed, PlanView};
use crate::api::register::{
    AppointmentDelete, AppointmentSave, AppointmentsAdd, BodySave, BodySucceed, DepartmentRename, PersonSave, PostSave,
    RegisterAdded, RegisterFile, RegisterRead, RegisterView,
};
use crate::api::round::{PlanVersions, RoundAsk, RoundSheets, RoundView, WrittenSheets};
use crate::api::search::{
    CompleteRequest, Completions, ExportSearch, IndexBuild, IndexStatus, RecentAdd, RecentSearches, SavedSearchNamed,
    SavedSearchPut, SavedSearches, SearchHelp, SearchRequest, SearchResponse, SearchRows,
};
use crate::api::versions::{
    CommentAdd, CommentList, CommentSettle, CompareAsk, Comparison, Readiness, ReviewTakeIn, ReviewTaken, VersionAsk,
    VersionBack,
};
use crate::api::{Done, Nothing};
use crate::error::{AppError, RpcError};

/// A form that responses are given in.
trait Form {
    type Of;
    fn of(response: &impl Serialize) -> serde_json::Result<Self::Of>;
}

/// As a tree, to be looked into.
struct Tree;

impl Form for Tree {
    type Of = Value;

    fn of(response: &impl Serialize) -> serde_json::Result<Value> {
        serde_json::to_value(response)
    }
}

/// As text, to be sent on: minutes of 2,000 remarks make a megabyte of it, and a tree of many times that.
struct Text;

impl Form for Text {
    type Of = String;

    fn of(response: &impl Serialize) -> serde_json::Result<String> {
        serde_json::to_string(response)
    }
}

/// Calls a command by name. Requests and responses are JSON.
pub fn dispatch(app: &App, name: &str, request: Value) -> Result<Value, RpcError> {
    call::<Tree>(app, name, request)
}

/// The same, for who sends the response on: it is JSON as text.
pub fn answer(app: &App, name: &str, request: Value) -> Result<String, RpcError> {
    call::<Text>(app, name, request)
}

/// Declares the commands: `name(Request) -> Response;`.
macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($request:ty) -> $response:ty;)+) => {
        /// The names of all commands, in the order of the list.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Calls a command by name, and gives its response in a form.
        fn call<F: Form>(app: &App, name: &str, request: Value) -> Result<F::Of, RpcError> {
            match name {
                $(stringify!($name) => {
                    let request: $request = serde_json::from_value(request)
                        .map_err(|error| AppError::BadRequest { command: name.to_owned(), detail: error.to_string() })?;
                    let response: $response = app.$name(request)?;
                    F::of(&response).map_err(|error| AppError::Internal { detail: error.to_string() }.into())
                })+
                _ => Err(AppError::UnknownCommand { command: name.to_owned() }.into()),
            }
        }

        /// The TypeScript of every type at the boundary and of the map from commands to them.
        pub fn typescript() -> String {
            let mut types = crate::typescript::Types::default();
            $(types.add::<$request>(); types.add::<$response>();)+
            types.add::<RpcError>();
            let mut map = String::from("/** What each command takes and gives. */\nexport interface Commands {\n");
            $(map.push_str(&format!(
                "  {}: {{ request: {}; response: {} }};\n",
                stringify!($name), types.name::<$request>(), types.name::<$response>(),
            ));)+
            map.push_str("}\n");
            types.finish(&map)
        }
    };
}

commands! {
    /// Counts, what waits, undo and redo.
    library_status(Nothing) -> LibraryStatus;
    /// Fills an empty library with the sample prefecture.
    demo_load(Nothing) -> Done;
    /// The initiatives behind a number of the first view.
    initiatives_waiting(WaitingAsk) -> WaitingInitiatives;
    /// Checks every invariant of the library.
    verify(Nothing) -> VerifyReport;
    /// Builds the index anew from the database.
    reindex(Nothing) -> Reindexed;
    /// Takes back the last change.
    undo(Nothing) -> Done;
    /// Does again what was taken back.
    redo(Nothing) -> Done;
    /// Settings of the person at the machine.
    settings_get(Nothing) -> Settings;
    /// Changes them.
    settings_set(Settings) -> Settings;

    /// Every meeting.
    meetings_list(Nothing) -> MeetingList;
    /// One meeting, ready to be read.
    meeting_show(MeetingShow) -> MeetingView;
    /// The imported file of a meeting as it was read.
    meeting_source(MeetingShow) -> MeetingSource;
    /// Whether the minutes can be made final.
    meeting_ready(MeetingShow) -> Readiness;
    /// Makes the minutes final.
    meeting_finalise(FinaliseRequest) -> Done;
    /// Publishes final minutes.
    meeting_publish(FinaliseRequest) -> Done;
    /// Opens final minutes for correction.
    meeting_correct(FinaliseRequest) -> Done;
    /// The versions of a meeting.
    meeting_versions(MeetingShow) -> VersionList;
    /// One version, ready to be read.
    meeting_version(VersionAsk) -> MeetingView;
    /// Makes the minutes what they were in a version, as a new version.
    meeting_bring_back(VersionBack) -> Done;
    /// What differs between two versions.
    meeting_compare(CompareAsk) -> Comparison;
    /// The comments from the round.
    comments_list(MeetingShow) -> CommentList;
    /// Writes a comment down.
    comment_add(CommentAdd) -> Done;
    /// Takes in comments and tracked changes of a Word document.
    review_take_in(ReviewTakeIn) -> ReviewTaken;
    /// Answers a comment and settles it.
    comment_settle(CommentSettle) -> Done;

    /// One meeting, ready to be written.
    meeting_editor(MeetingShow) -> EditorView;
    /// Changes the minutes of a meeting, as one operation.
    meeting_edit(EditRequest) -> Edited;
    /// What a new meeting would begin with.
    meeting_propose(NewMeetingAsk) -> NewMeetingProposal;
    /// Begins the minutes of a meeting.
    meeting_begin(NewMeeting) -> MeetingBegun;
    /// Who may speak at a meeting.
    meeting_speakers(MeetingShow) -> SpeakerChoices;
    /// What the importer makes of pasted lines.
    paste_read(PasteAsk) -> PasteReading;

    /// What should be looked at before minutes go out.
    check(CheckAsk) -> CheckReport;
    /// Lets a finding stand, or looks at it again.
    check_waive(WaiveRequest) -> Done;
    /// A person's own list of how words are to be written.
    check_words_get(Nothing) -> CheckWords;
    /// Changes it.
    check_words_set(CheckWords) -> CheckWords;

    /// Finds.
    search(SearchRequest) -> SearchResponse;
    /// How what is being typed may go on.
    search_complete(CompleteRequest) -> Completions;
    /// What can be typed.
    search_help(Nothing) -> SearchHelp;
    /// Searches that were made before.
    search_recent(Nothing) -> RecentSearches;
    /// Remembers a search that was meant.
    search_recent_add(RecentAdd) -> RecentSearches;
    /// Forgets all of them.
    search_recent_clear(Nothing) -> RecentSearches;
    /// Searches that are kept, with what is new in each.
    saved_searches(Nothing) -> SavedSearches;
    /// Keeps a search.
    saved_search_put(SavedSearchPut) -> Done;
    /// Says that a kept search was looked at.
    saved_search_seen(SavedSearchNamed) -> Done;
    /// Forgets a kept search.
    saved_search_remove(SavedSearchNamed) -> Done;
    /// The hits of a search as rows of a table.
    search_rows(SearchRequest) -> SearchRows;
    /// Writes them as comma-separated values.
    export_search(ExportSearch) -> Exported;
    /// How far the index has come.
    index_status(Nothing) -> IndexStatus;
    /// Builds the index in the background: anew, or on from where it was called off.
    index_build(IndexBuild) -> IndexStatus;
    /// Calls off a build.
    index_call_off(Nothing) -> IndexStatus;

    /// The register of decisions.
    decisions_list(DecisionsAsk) -> DecisionList;
    /// A person stands behind a proposed decision.
    decision_confirm(DecisionConfirm) -> Done;
    /// A person refuses a proposed decision.
    decision_dismiss(DecisionNamed) -> Done;
    /// Ties a decision to an initiative.
    decision_link(LinkRequest) -> Done;
    /// Unties it.
    decision_unlink(LinkRequest) -> Done;
    /// Initiatives that a decision may be about.
    link_suggestions(DecisionNamed) -> Suggestions;
    /// Changes a decision's condition, and what it replaces.
    decision_amend(DecisionAmend) -> Done;
    /// Says, or takes back, that an item has no decision.
    item_none_recorded(NoneRecorded) -> Done;
    /// Marks words as what carries decisions.
    decision_bind(DecisionBind) -> Done;
    /// Words of decisions that are not in the record any more.
    evidence_broken(Nothing) -> BrokenList;
    /// A person settles what becomes of these.
    evidence_settle(EvidenceSettle) -> Done;

    /// Every plan with its tree.
    initiatives_list(Nothing) -> InitiativeList;
    /// One initiative, as of a day.
    initiative_show(InitiativeShow) -> InitiativeView;
    /// What belongs to its history beside decisions and reports.
    initiative_events(InitiativeNamed) -> InitiativeEvents;

    /// One plan with everything in it, ready to be worked on.
    plan_show(PlanNamed) -> PlanView;
    /// Ties initiatives to another one, or unties them, as typed.
    initiatives_relate(InitiativesRelate) -> InitiativesRelated;
    /// Changes a plan.
    plan_edit(PlanEditRequest) -> Edited;
    /// What a plan was when decisions on it were recorded.
    plan_versions(PlanNamed) -> PlanVersions;
    /// Who is asked what on a half year, and what has not been answered.
    round_show(RoundAsk) -> RoundView;
    /// Writes a sheet to fill in for each department.
    round_sheets(RoundSheets) -> WrittenSheets;

    /// Every follow-up.
    follow_ups_list(Nothing) -> FollowUpList;
    /// A person settles one.
    follow_up_settle(FollowUpSettle) -> Done;
    /// Changes whom one addresses, and when it is due.
    follow_up_edit(FollowUpEdit) -> Done;
    /// What may answer one.
    follow_up_answers(FollowUpNamed) -> AnswerCandidates;

    /// Reads a file and writes nothing.
    import_preview(ImportPreview) -> ImportPreviewed;
    /// Takes a file in.
    import_commit(ImportCommit) -> Imported;

    /// What can be imported of files, folders and archives.
    intake_open(IntakeOpen) -> IntakeOpened;
    /// Takes many files in; answers when all are done, or when it was cancelled.
    intake_run(IntakeRun) -> IntakeReport;
    /// How far that has come.
    intake_progress(Nothing) -> IntakeProgress;
    /// Stops it after the file that is being taken in.
    intake_cancel(Nothing) -> IntakeProgress;
    /// What came of the last run.
    intake_report(Nothing) -> IntakeReport;
    /// Saves what came of the last run.
    intake_report_save(IntakeReportSave) -> Nothing;

    /// Everything in the register.
    register_show(Nothing) -> RegisterView;
    /// Adds a body, or changes one.
    body_save(BodySave) -> Done;
    /// Says what a body became.
    body_succeed(BodySucceed) -> Done;
    /// Adds a person, or changes one.
    person_save(PersonSave) -> Done;
    /// Adds a post, or changes one.
    post_save(PostSave) -> Done;
    /// Gives a department another name.
    department_rename(DepartmentRename) -> Done;
    /// Says from when to when somebody held a post.
    appointment_save(AppointmentSave) -> Done;
    /// Deletes an appointment that no remark is linked to.
    appointment_delete(AppointmentDelete) -> Done;
    /// Adds people in posts, as an import proposes them.
    appointments_add(AppointmentsAdd) -> RegisterAdded;
    /// Reads a file of people, posts and days, and writes nothing.
    register_read(RegisterFile) -> RegisterRead;
    /// Adds what such a file says.
    register_import(RegisterFile) -> RegisterAdded;

    /// Writes the minutes of a meeting as a file.
    export_minutes(ExportMinutes) -> Exported;
    /// A sensible name for that file.
    export_name(ExportName) -> FileName;
    /// The minutes of a meeting as pages to look at.
    preview_minutes(PreviewMinutes) -> PagePreview;
    /// Binds the minutes of many meetings in one PDF.
    export_volume(ExportVolume) -> Exported;
    /// Gives that up.
    export_volume_cancel(Nothing) -> Done;
    /// Every template.
    templates_list(Nothing) -> TemplateList;
    /// Copies the built-in template, to be changed.
    template_copy(TemplateCopy) -> TemplateInfo;
    /// Whether a template can be used.
    template_check(TemplateNamed) -> TemplateInfo;
    /// Whether a PDF is unchanged, and which version it is.
    verify_file(FileNamed) -> FileVerdict;
    /// Every form in which minutes and lists can be written.
    export_formats(Nothing) -> ExportFormats;
    /// Writes a list as a file.
    export_list(ExportList) -> Exported;
    /// A sensible name for that file.
    export_list_name(ListWanted) -> FileName;
    /// Writes the minutes of many meetings into a folder.
    export_many(ExportMany) -> ExportedMany;
    /// How far that has come.
    export_progress(Nothing) -> ExportProgress;
    /// Stops it before the next file.
    export_cancel(Nothing) -> ExportProgress;
    /// Writes a folder of pages that needs no server.
    export_site(ExportSite) -> ExportedSite;
}

#[cfg(test)]
mod tests {
    /// The window's types are made here and kept in the repository, so that the window builds
    /// without this crate; run with `UPDATE_TYPESCRIPT=1` to write them anew.
    #[test]
    fn typescript_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../ui/src/ipc/generated.ts");
        let wanted = super::typescript();
        if std::env::var_os("UPDATE_TYPESCRIPT").is_some() {
            std::fs::write(path, &wanted).unwrap();
        }
        let held = std::fs::read_to_string(path).unwrap_or_default();
        assert!(held == wanted, "ui/src/ipc/generated.ts is stale: run UPDATE_TYPESCRIPT=1 cargo test -p gijicho-app");
    }

    #[test]
    fn no_name_stands_twice_in_the_list() {
        let mut names = super::NAMES.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), super::NAMES.len());
    }
}
