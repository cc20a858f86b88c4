// Made from src-tauri/crates/app by the test `typescript_is_up_to_date`. Do not edit.

/**
 * An activity of the year's plan (年次計画の一行).
 */
export type Activity = { 
/**
 * Identity.
 */
id: ActivityId, 
/**
 * The node it belongs to.
 */
initiative_id: InitiativeId, 
/**
 * Place among the activities of the node, from 0.
 */
position: number, 
/**
 * As printed, without its months.
 */
text: string, 
/**
 * As printed: 「6月～1月」「通年」; empty where none are.
 */
months: string, };

/**
 * An activity of the year's plan (年次計画).
 */
export type ActivityId = string;

/**
 * An item of the agenda, as printed, never shortened.
 */
export type AgendaItem = { 
/**
 * Identity.
 */
id: AgendaItemId, 
/**
 * Its meeting.
 */
meeting_id: MeetingId, 
/**
 * Place among the items of the meeting, from 0, in printed order whatever the depth.
 */
position: number, 
/**
 * 1 for an item, 2 for a sub-item, and so on.
 */
depth: number, 
/**
 * The number in half-width digits: "1", "2-1"; empty where none is printed.
 */
number: string, 
/**
 * The number with its word, as printed: 「議題１」; empty where none is printed.
 */
label: string, 
/**
 * The title as printed.
 */
title: string, 
/**
 * Labels of the documents that the item's remarks refer to: 「資料１」, 「資料2-1」.
 */
documents: Array<string>, 
/**
 * How the item ended where it carries no decision and a person has said so (記録なし).
 */
none_recorded: boolean, };

/**
 * An item of the agenda (議題).
 */
export type AgendaItemId = string;

/**
 * An agenda item as lists mention it.
 */
export type AgendaRef = { 
/**
 * Identity.
 */
id: AgendaItemId, 
/**
 * Half-width number; empty where none is printed.
 */
number: string, 
/**
 * As printed.
 */
title: string, };

/**
 * Later words that may answer a follow-up.
 */
export type AnswerCandidate = { 
/**
 * The remark, where it is one.
 */
remark: RemarkId | null, 
/**
 * The report, where it is one.
 */
progress: ProgressId | null, 
/**
 * Where it stands.
 */
place: AnswerRef, 
/**
 * Who said it, as printed, or the initiative.
 */
heading: string, 
/**
 * The beginning of the words.
 */
text: string, 
/**
 * The words shared with what was asked.
 */
words: Array<string>, };

/**
 * What may answer a follow-up, best first.
 */
export type AnswerCandidates = { 
/**
 * Best first; then what was said right after.
 */
candidates: Array<AnswerCandidate>, };

/**
 * Where a follow-up was answered.
 */
export type AnswerRef = { "kind": "remark", 
/**
 * The meeting.
 */
meeting: MeetingRef, 
/**
 * The remark.
 */
remark: RemarkId, } | { "kind": "report", 
/**
 * The initiative.
 */
initiative: InitiativeId, 
/**
 * Its title.
 */
title: string, 
/**
 * The year reported on.
 */
fiscal_year: FiscalYear, 
/**
 * The half reported on.
 */
half: Half, };

/**
 * Deletes an appointment that no remark is linked to.
 */
export type AppointmentDelete = { 
/**
 * The one to delete, as it was seen.
 */
row: Seen<AppointmentId>, };

/**
 * Who held which post from when to when (在職).
 */
export type AppointmentId = string;

/**
 * Who held which post from when to when.
 */
export type AppointmentRow = { 
/**
 * Identity.
 */
id: AppointmentId, 
/**
 * Who.
 */
person: PersonId, 
/**
 * Which post.
 */
post: PostId, 
/**
 * First day in office.
 */
valid_from: string | null, 
/**
 * Last day in office.
 */
valid_to: string | null, 
/**
 * To be given back when saving.
 */
row_version: number, };

/**
 * Says from when to when somebody held a post.
 */
export type AppointmentSave = { 
/**
 * The one to change, as it was seen; `None` to add one.
 */
row: Seen<AppointmentId> | null, 
/**
 * Who; not changed afterwards.
 */
person: PersonId, 
/**
 * Which post; not changed afterwards.
 */
post: PostId, 
/**
 * Era or western date as typed; empty where it is not known.
 */
valid_from: string, 
/**
 * Era or western date as typed; empty while it lasts.
 */
valid_to: string, };

/**
 * Adds people in posts, as proposals of an import name them.
 */
export type AppointmentsAdd = { 
/**
 * What to add; what the register has already is left out.
 */
appointments: Array<NewAppointment>, };

/**
 * A file that is attached to a document.
 */
export type AttachedFile = { 
/**
 * The document.
 */
document: DocumentId, 
/**
 * Name of the file, without its folder.
 */
name: string, };

/**
 * How a remark belongs to another.
 */
export type Beside = "answer" | "question";

/**
 * A decision that words are marked for.
 */
export type BindTarget = { "kind": "new", 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * How it ended.
 */
outcome: Outcome, 
/**
 * The deciding word; the word of the outcome where it is empty.
 */
phrase: string, 
/**
 * A condition as said.
 */
condition: string | null, } | { "kind": "existing", 
/**
 * Which.
 */
decision: DecisionId, };

/**
 * One block of a remark's body. The text holds no line break and no white space at either end.
 */
export type Block = { "kind": "paragraph", "text": string } | { "kind": "item", "text": string } | { "kind": "scene", "text": string };

/**
 * A standing body that meets. Bodies merge and are renamed, so each has a validity and a successor.
 */
export type Body = { 
/**
 * Identity.
 */
id: BodyId, 
/**
 * As printed: 「青海県県政改革・デジタル推進本部 本部員会議」 without year, ordinal and 概要.
 */
name: string, 
/**
 * First day it existed, if known.
 */
valid_from: string | null, 
/**
 * Last day it existed, if it has ended.
 */
valid_to: string | null, 
/**
 * The body it became (renamed) or was merged into.
 */
successor_id: BodyId | null, };

/**
 * A standing body that meets (本部・会議体).
 */
export type BodyId = string;

/**
 * A new body of a remark.
 */
export type BodyInput = { 
/**
 * Which remark.
 */
remark: RemarkId, 
/**
 * Version seen.
 */
base: number, 
/**
 * Plain text.
 */
text: string, };

/**
 * A body as lists mention it.
 */
export type BodyRef = { 
/**
 * Identity.
 */
id: BodyId, 
/**
 * As printed.
 */
name: string, };

/**
 * A body.
 */
export type BodyRow = { 
/**
 * Identity.
 */
id: BodyId, 
/**
 * As printed.
 */
name: string, 
/**
 * First day.
 */
valid_from: string | null, 
/**
 * Last day.
 */
valid_to: string | null, 
/**
 * What it became.
 */
successor: BodyId | null, 
/**
 * To be given back when saving.
 */
row_version: number, };

/**
 * Adds a body, or changes one.
 */
export type BodySave = { 
/**
 * The one to change, as it was seen; `None` to add one.
 */
row: Seen<BodyId> | null, 
/**
 * As printed.
 */
name: string, 
/**
 * Era or western date as typed; empty where it is not known.
 */
valid_from: string, 
/**
 * Era or western date as typed; empty while it lasts.
 */
valid_to: string, };

/**
 * Says what a body became.
 */
export type BodySucceed = { 
/**
 * The body that ends.
 */
body: BodyId, 
/**
 * The one that goes on.
 */
successor: BodyId, 
/**
 * 統合 rather than 改称.
 */
merged: boolean, 
/**
 * Last day, era or western, as typed; empty where it is not known.
 */
last_day: string, };

/**
 * Words that are not in their remarks any more, newest meeting first.
 */
export type BrokenList = { 
/**
 * Newest meeting first, then by decision.
 */
broken: Array<BrokenRow>, };

/**
 * Words that are not in their remark any more.
 */
export type BrokenRow = { 
/**
 * The evidence.
 */
evidence: EvidenceId, 
/**
 * Its decision.
 */
decision: DecisionRef, 
/**
 * The meeting.
 */
meeting: MeetingRef, 
/**
 * The item decided on.
 */
agenda: AgendaRef, 
/**
 * The remark that held the words.
 */
remark: RemarkId, 
/**
 * Who said them, as printed.
 */
speaker: string | null, 
/**
 * The words as they were.
 */
quote: string, 
/**
 * The remark as it is, in plain text.
 */
text: string, 
/**
 * What the words may have become.
 */
nearest: WordsInput | null, };

/**
 * What a span carries.
 */
export type Carried = { "kind": "decision", "id": DecisionId } | { "kind": "follow_up", "id": FollowUpId };

/**
 * A follow-up of an earlier meeting that is still open.
 */
export type CarriedFollowUp = { 
/**
 * Identity.
 */
id: FollowUpId, 
/**
 * The meeting that asked.
 */
meeting: MeetingId, 
/**
 * `R4-1`.
 */
label: string, 
/**
 * The remark that asked.
 */
remark: RemarkId, 
/**
 * The asking words.
 */
quote: string, 
/**
 * Who asked, as printed.
 */
asked_by: string | null, 
/**
 * The department addressed.
 */
addressee: string, 
/**
 * When it is due.
 */
due_on: string | null, };

/**
 * Which meetings to check.
 */
export type CheckAsk = { 
/**
 * A meeting's id, date or label; every meeting in work when not given.
 */
meeting: string | null, };

/**
 * Something that should be looked at.
 */
export type CheckFinding = { 
/**
 * Where it stands.
 */
meeting: MeetingRef, 
/**
 * Name of the rule: `weekday`, `outcome` …
 */
rule: string, 
/**
 * The place as people say it: 「議題１　●岬道路保全課長」.
 */
place: string, 
/**
 * The item, where it is about one.
 */
item: AgendaItemId | null, 
/**
 * The remark, where it is about one.
 */
remark: RemarkId | null, 
/**
 * The words; empty where it is about the whole.
 */
quote: string, 
/**
 * Where the words begin, in characters of the plain text; `None` outside of a body.
 */
at: number | null, 
/**
 * What is wrong, and what would be right.
 */
reason: string, 
/**
 * What would stand instead of the words, where that is certain.
 */
fix: string | null, 
/**
 * What it is recognised by when it is let stand.
 */
key: string, 
/**
 * Why it is let stand, where it is.
 */
waived: string | null, };

/**
 * What was found.
 */
export type CheckReport = { 
/**
 * What should be looked at, in the order of the record.
 */
findings: Array<CheckFinding>, 
/**
 * What a person lets stand.
 */
waived: Array<CheckFinding>, };

/**
 * A person's own list of how words are to be written.
 */
export type CheckWords = { 
/**
 * One entry a line: 「書かれ方 TAB 改める形」; an empty second part takes a built-in entry off.
 */
lines: string, };

/**
 * How many of a kind were looked at.
 */
export type Checked = { 
/**
 * 「会議」「版」「原本」「根拠」…
 */
what: string, 
/**
 * How many.
 */
count: number, };

/**
 * A part of a query.
 */
export type Chip = { 
/**
 * What kind of part it is.
 */
kind: ChipKind, 
/**
 * As it is shown: 「紙」, 「発言者: 知事」.
 */
label: string, 
/**
 * Where it stands in the query, in UTF-16 code units.
 */
from: number, 
/**
 * Where it ends.
 */
to: number, 
/**
 * Whether it is what a hit must not have.
 */
negated: boolean, 
/**
 * The query without it.
 */
without: string, };

/**
 * What a part of a query is.
 */
export type ChipKind = "word" | "phrase" | "filter" | "group" | "ignored";

/**
 * What a person has said of a line.
 */
export type ChosenLine = { 
/**
 * The line, from 1.
 */
line: number, 
/**
 * What it is.
 */
role: ChosenLineRole, };

/**
 * What a person can say that a line is.
 */
export type ChosenLineRole = "header" | "agenda" | "speaker" | "body" | "continuation" | "scene" | "ignored";

/**
 * What a person has said that a column means.
 */
export type ColumnChoice = { 
/**
 * The column, from 0.
 */
column: number, 
/**
 * Its meaning, by the name that [`TableColumns`] uses; `None` for a column that means nothing.
 */
meaning: string | null, };

/**
 * Writes a comment down.
 */
export type CommentAdd = { 
/**
 * The meeting.
 */
meeting: MeetingId, 
/**
 * The remark it is about; `None` for the whole.
 */
remark: RemarkId | null, 
/**
 * The words; empty for the whole.
 */
quote: string, 
/**
 * Who says it.
 */
author: string, 
/**
 * What is said.
 */
text: string, 
/**
 * The words that the author would have instead.
 */
proposed: string | null, };

/**
 * Comments on the minutes of a meeting.
 */
export type CommentList = { 
/**
 * In the order in which they came.
 */
comments: Array<CommentRow>, };

/**
 * A comment from the round.
 */
export type CommentRow = { 
/**
 * Identity.
 */
id: string, 
/**
 * The remark it is about; `None` for the whole, and after the remark was deleted.
 */
remark: RemarkId | null, 
/**
 * The words it is about; empty for the whole.
 */
quote: string, 
/**
 * Whether the words are not where they were.
 */
broken: boolean, 
/**
 * Who says it.
 */
author: string, 
/**
 * What is said.
 */
text: string, 
/**
 * The words that the author would have instead.
 */
proposed: string | null, 
/**
 * What was answered.
 */
answer: string, 
/**
 * Whether a person has settled it.
 */
settled: boolean, 
/**
 * Version of the row.
 */
version: number, };

/**
 * Answers a comment, settles it or opens it again.
 */
export type CommentSettle = { 
/**
 * The comment.
 */
id: string, 
/**
 * Version seen.
 */
base: number, 
/**
 * What is answered.
 */
answer: string, 
/**
 * Whether that settles it.
 */
settled: boolean, 
/**
 * Whether the words that the author would have are taken over.
 */
take_over: boolean, };

/**
 * Asks what differs between two versions.
 */
export type CompareAsk = { 
/**
 * A meeting's id, date or label.
 */
meeting: string, 
/**
 * The older one; `None` for the record as it stands now.
 */
from: number | null, 
/**
 * The newer one; `None` for the record as it stands now.
 */
to: number | null, };

/**
 * An initiative of a table, of the plan that the library holds, or of both.
 */
export type ComparedInitiative = { 
/**
 * Index in the draft; `None` where it is gone.
 */
draft: number | null, 
/**
 * The one in the library; `None` where it is new.
 */
initiative: InitiativeId | null, 
/**
 * Number as printed, the new one where there is one.
 */
number: string, 
/**
 * Title as printed, the new one where there is one.
 */
title: string, 
/**
 * What became of it.
 */
state: ComparedState, 
/**
 * More exactly: `same`, `renumbered`, `renamed`, `split`, `merged`, `dropped`, `new`.
 */
how: string, 
/**
 * What differs, field by field.
 */
changes: Array<FieldChange>, };

/**
 * What became of an initiative.
 */
export type ComparedState = "same" | "changed" | "added" | "gone";

/**
 * What differs between two versions.
 */
export type Comparison = { 
/**
 * The older one; `None` for the record as it stands now.
 */
from: number | null, 
/**
 * The newer one.
 */
to: number | null, 
/**
 * Fields of the head.
 */
head: Array<ValueChange>, 
/**
 * Items and remarks that differ, in the order of the newer version; what is gone stands where it stood.
 */
rows: Array<RowChange>, 
/**
 * Decisions that differ.
 */
decisions: Array<ValueChange>, 
/**
 * Ties to initiatives that differ.
 */
links: Array<ValueChange>, 
/**
 * Decisions whose item or words are among what differs, with what is tied to them.
 */
touched: Array<Touched>, 
/**
 * Rows that are the same.
 */
unchanged: number, };

/**
 * Asks how what is being typed may go on.
 */
export type CompleteRequest = { 
/**
 * The query so far.
 */
query: string, 
/**
 * Where the caret stands, in UTF-16 code units.
 */
caret: number, 
/**
 * Most completions to return; 0 stands for 10.
 */
limit: number, };

/**
 * One way to go on.
 */
export type Completion = { 
/**
 * What it is.
 */
kind: CompletionKind, 
/**
 * As it is shown.
 */
label: string, 
/**
 * Beside it: a post, a reading, what an operator does.
 */
detail: string, 
/**
 * The query with it.
 */
query: string, 
/**
 * Where the caret stands then, in UTF-16 code units.
 */
caret: number, };

/**
 * What a completion is.
 */
export type CompletionKind = "speaker" | "post" | "body" | "agenda" | "initiative" | "value" | "operator" | "recent";

/**
 * How what is being typed may go on.
 */
export type Completions = { 
/**
 * The likeliest first.
 */
completions: Array<Completion>, };

/**
 * One field of a conflict. `None` where a side has no row.
 */
export type ConflictField = { 
/**
 * `body`, `speaker`, `title` …
 */
field: string, 
/**
 * What both had seen.
 */
base: string | null, 
/**
 * What the caller wanted.
 */
mine: string | null, 
/**
 * What is there now.
 */
theirs: string | null, };

/**
 * Counts of what is kept.
 */
export type Counts = { 
/**
 * 会議
 */
meetings: number, 
/**
 * 発言
 */
remarks: number, 
/**
 * Confirmed decisions.
 */
decisions: number, 
/**
 * 具体的取組
 */
initiatives: number, };

/**
 * How much of the text found a place, in characters, white space aside.
 */
export type Coverage = { 
/**
 * In the source.
 */
characters: number, 
/**
 * Of these, placed.
 */
placed: number, };

/**
 * What was decided on one agenda item.
 */
export type Decision = { 
/**
 * Identity.
 */
id: DecisionId, 
/**
 * The meeting that decided.
 */
meeting_id: MeetingId, 
/**
 * The item decided on.
 */
agenda_item_id: AgendaItemId, 
/**
 * 1, 2, 3 … within the meeting: gapless, never reused. Printed after the meeting's label: R4-1-2.
 */
serial: number, 
/**
 * How it ended.
 */
outcome: Outcome, 
/**
 * The deciding word as said: 「承認」.
 */
phrase: string, 
/**
 * The verbatim words, empty for a decision without words in the record.
 */
quote: string, 
/**
 * A condition as said: 「…を条件に」.
 */
condition: string | null, 
/**
 * Whether it is confirmed.
 */
status: ProposalStatus, 
/**
 * Name of the person who confirmed it.
 */
confirmed_by: string | null, 
/**
 * When, in UTC microseconds since 1970.
 */
confirmed_at: number | null, 
/**
 * The earlier decision that this one replaces.
 */
supersedes: DecisionId | null, };

/**
 * Changes what is known beside a decision's words.
 */
export type DecisionAmend = { 
/**
 * A decision's id or number.
 */
decision: string, 
/**
 * A condition as said; `None` for none.
 */
condition: string | null, 
/**
 * Id or number of the earlier decision that this one replaces; empty or `None` for none.
 */
supersedes: string | null, };

/**
 * Marks words as what carries decisions: one remark may decide many items, and several spans one.
 */
export type DecisionBind = { 
/**
 * The words, in the order in which they are quoted.
 */
words: Array<WordsInput>, 
/**
 * What they decide.
 */
targets: Array<BindTarget>, };

/**
 * A person stands behind a proposed decision.
 */
export type DecisionConfirm = { 
/**
 * Id, the beginning of one that is unique, or `R4-1-1`.
 */
decision: string, 
/**
 * The words that the person has before her; where the decision has others by now, nothing is confirmed.
 */
words?: string | null, };

/**
 * What was decided on one agenda item (決定事項).
 */
export type DecisionId = string;

/**
 * The register: every agenda item with how it ended, newest meeting first.
 */
export type DecisionList = { 
/**
 * One row for each decision, and one for each item without any.
 */
decisions: Array<DecisionRow>, };

/**
 * Names a decision: an id, the beginning of one that is unique, or `R4-1-1`.
 */
export type DecisionNamed = { 
/**
 * See above.
 */
decision: string, };

/**
 * The number that people see of a decision.
 */
export type DecisionNumber = { 
/**
 * Identity.
 */
id: DecisionId, 
/**
 * `R4-1-2`.
 */
number: string, };

/**
 * A decision by its number.
 */
export type DecisionRef = { 
/**
 * Identity.
 */
id: DecisionId, 
/**
 * `R4-1-1`.
 */
number: string, };

/**
 * A row of the register.
 */
export type DecisionRow = { 
/**
 * Identity; `None` for an item without a decision.
 */
id: DecisionId | null, 
/**
 * `R4-1-1`; `None` for an item without a decision.
 */
number: string | null, 
/**
 * The meeting that decided.
 */
meeting: MeetingRef, 
/**
 * The item decided on.
 */
agenda: AgendaRef, 
/**
 * How it ended; `none_recorded` for an item without a decision.
 */
outcome: Outcome, 
/**
 * The deciding word as said.
 */
phrase: string, 
/**
 * The verbatim words.
 */
quote: string, 
/**
 * A condition as said.
 */
condition: string | null, 
/**
 * Whether it is confirmed; `None` for an item without a decision.
 */
status: ProposalStatus | null, 
/**
 * Name of the person who confirmed it.
 */
confirmed_by: string | null, 
/**
 * When, in UTC microseconds.
 */
confirmed_at: number | null, 
/**
 * The remark that carries the words.
 */
remark: RemarkId | null, 
/**
 * Who said the words, as printed.
 */
speaker: string | null, 
/**
 * Whether the words stand in the record.
 */
evidence: EvidenceState, 
/**
 * The earlier decision that this one replaces.
 */
supersedes: DecisionRef | null, 
/**
 * The decision that replaces this one.
 */
superseded_by: DecisionRef | null, 
/**
 * Whether the minutes are not final.
 */
in_work: boolean, 
/**
 * For an item without a decision: whether a person has said that none is recorded.
 */
none_confirmed: boolean, 
/**
 * What it approves.
 */
initiatives: Array<LinkRow>, };

/**
 * Which rows of the register are wanted, and in which order. Nothing said of something keeps all.
 */
export type DecisionsAsk = { 
/**
 * Fiscal years as typed: `R4`, `2022`, `R4..R6`, `R4..`; those of any of them.
 */
fiscal_years?: Array<string>, 
/**
 * Part of a body's name.
 */
body?: string, 
/**
 * How the item ended.
 */
outcome?: Outcome | null, 
/**
 * What a person has said of it.
 */
standing?: Standing | null, 
/**
 * Whether the decision is tied to an initiative; a proposal that is not counts in neither.
 */
is_linked?: boolean | null, 
/**
 * An initiative's id, the beginning of one that is unique, or its number: what is tied to it.
 */
initiative?: string, 
/**
 * Words that stand in the number, the item, the decision's words, its condition or its speaker:
 * all of them, however they are written.
 */
text?: string, 
/**
 * The order.
 */
order?: RegisterOrder, 
/**
 * The other way round.
 */
is_turned?: boolean, };

/**
 * Gives a department another name.
 */
export type DepartmentRename = { 
/**
 * As it is.
 */
from: string, 
/**
 * As it should be.
 */
to: string, };

/**
 * A document named in the minutes, optionally attached as a file.
 */
export type Document = { 
/**
 * Identity.
 */
id: DocumentId, 
/**
 * Its meeting.
 */
meeting_id: MeetingId, 
/**
 * 「資料2-1」.
 */
label: string, 
/**
 * Its title; empty when only the label is known.
 */
title: string, 
/**
 * SHA-256 (hex) of the attached original, if one is attached.
 */
file_sha256: string | null, };

/**
 * A document named in the minutes (資料).
 */
export type DocumentId = string;

/**
 * What a write answers: the window refetches what it shows.
 */
export type Done = { 
/**
 * The name of what was done, as undo will show it: 「決定の確認」.
 */
label: string, 
/**
 * Number of the last change in the library.
 */
seq: number, };

/**
 * A draft of one file.
 */
export type Draft = { "kind": "minutes" } & MinutesDraft | { "kind": "plan" } & TableDraft | { "kind": "progress" } & TableDraft;

/**
 * An activity of the year's plan.
 */
export type DraftActivity = { 
/**
 * The 取組項目 it belongs to; empty for the initiative as a whole.
 */
item: string, 
/**
 * As printed.
 */
text: string, 
/**
 * As printed; empty where none are.
 */
months: string, };

/**
 * An item of the agenda.
 */
export type DraftAgendaItem = { 
/**
 * Half-width digits: "1"; empty where none is printed.
 */
number: string, 
/**
 * As printed: 「議題１」; empty where none is printed.
 */
label: string, 
/**
 * As printed.
 */
title: string, 
/**
 * From 1.
 */
depth: number, 
/**
 * Labels of documents, as printed.
 */
documents: Array<string>, 
/**
 * First and last source line, from 1.
 */
lines: [number, number], };

/**
 * A column of a table and how it was read.
 */
export type DraftColumn = { 
/**
 * As printed, the headings above it first; empty where none is printed.
 */
heading: string, 
/**
 * What it holds; `None` where that is not known.
 */
field: TableField | null, 
/**
 * Whether its heading says so, rather than what stands under it.
 */
sure: boolean, };

/**
 * A proposed decision.
 */
export type DraftDecision = { 
/**
 * Index into the agenda.
 */
agenda: number, 
/**
 * How the item ended.
 */
outcome: Outcome, 
/**
 * The deciding word: 「承認」.
 */
phrase: string, 
/**
 * The words, verbatim.
 */
quote: string, 
/**
 * A condition as said.
 */
condition: string | null, 
/**
 * Index into the remarks.
 */
remark: number, 
/**
 * Always [`ProposalStatus::Proposed`].
 */
status: ProposalStatus, };

/**
 * A proposed follow-up.
 */
export type DraftFollowUp = { 
/**
 * Index into the remarks.
 */
remark: number, 
/**
 * The asking words, verbatim.
 */
quote: string, 
/**
 * The department addressed; empty where the words name none.
 */
to: string, };

/**
 * A value of an indicator.
 */
export type DraftIndicator = { 
/**
 * 指標の名, as printed; the heading of its column where the table names none.
 */
name: string, 
/**
 * As printed; empty where none is.
 */
unit: string, 
/**
 * The year of the value, where the table says so.
 */
fiscal_year: FiscalYear | null, 
/**
 * What else the heading says of the time: 「現状値」「上半期」; empty where nothing.
 */
when: string, 
/**
 * 目標, as printed; empty where none is.
 */
target: string, 
/**
 * 実績, as printed; empty where none is.
 */
actual: string, };

/**
 * An initiative of a plan or a progress table.
 */
export type DraftInitiative = { 
/**
 * Half-width digits; empty where none is printed.
 */
number: string, 
/**
 * As printed.
 */
title: string, 
/**
 * The headings above it, outermost first.
 */
path: Array<string>, 
/**
 * 取組項目.
 */
items: Array<string>, 
/**
 * 年次計画.
 */
activities: Array<DraftActivity>, 
/**
 * 担当課.
 */
departments: Array<string>, 
/**
 * 工程表.
 */
schedule: Array<DraftSchedule>, 
/**
 * 進捗.
 */
progress: Array<DraftProgress>, 
/**
 * 指標.
 */
indicators: Array<DraftIndicator>, 
/**
 * 概要・目的, as printed; empty where the table does not say.
 */
summary: string, 
/**
 * 備考, as printed.
 */
notes: Array<string>, };

/**
 * The head of the minutes.
 */
export type DraftMeeting = { 
/**
 * As printed; `None` where the document has no title.
 */
title: string | null, 
/**
 * The body's name, taken from the title.
 */
body: string | null, 
/**
 * From the title, else from the date.
 */
fiscal_year: FiscalYear | null, 
/**
 * 第N回.
 */
ordinal: number | null, 
/**
 * Local date.
 */
held_on: string | null, 
/**
 * Local time, `HH:MM` in JSON.
 */
starts_at: string | null, 
/**
 * Local time, `HH:MM` in JSON.
 */
ends_at: string | null, 
/**
 * As printed.
 */
place: string | null, 
/**
 * Names as printed.
 */
attendees: Array<string>, 
/**
 * What the marks mean.
 */
legend: Legend, 
/**
 * The numbered lines under the title, as printed.
 */
header: Array<HeaderLine>, };

/**
 * A dated report.
 */
export type DraftProgress = { 
/**
 * As printed: 「R2.7-8」; empty where none is.
 */
when: string, 
/**
 * As printed; empty where only a status is.
 */
text: string, 
/**
 * 評価・状態 as printed: 「Ａ」「完了」.
 */
status: string | null, };

/**
 * One turn of one speaker.
 */
export type DraftRemark = { 
/**
 * Index into the agenda; `None` before the first item.
 */
agenda: number | null, 
/**
 * As printed; `None` where the document uses no marks.
 */
mark: string | null, 
/**
 * The side it comes from.
 */
side: Side, 
/**
 * What it does.
 */
function: Function, 
/**
 * Who speaks; `None` for a narrative passage.
 */
speaker: Speaker | null, 
/**
 * Whether the split of the speaker into name and post needs a person.
 */
speaker_unsure: boolean, 
/**
 * In parentheses after the speaker, without them.
 */
note: string | null, 
/**
 * Markdown: see [`crate::body`].
 */
body: string, 
/**
 * First and last source line, from 1, heading included.
 */
lines: [number, number], 
/**
 * For each block of the body, its first and last source line, from 1.
 */
block_lines: Array<[number, number]>, 
/**
 * When it was said, for a transcript.
 */
span: TimeSpan | null, };

/**
 * One cell of the schedule.
 */
export type DraftSchedule = { 
/**
 * The 取組項目; empty for the initiative as a whole.
 */
item: string, 
/**
 * The year of the cell.
 */
fiscal_year: FiscalYear, 
/**
 * As printed.
 */
phase: string, };

/**
 * Something that the library already has.
 */
export type Duplicate = { 
/**
 * The meeting.
 */
meeting: MeetingRef, 
/**
 * Why it counts as the same.
 */
reason: DuplicateReason, 
/**
 * What people did that would be lost if it were replaced, in Japanese; empty where nothing would.
 */
losses: string, };

/**
 * Why something counts as the same.
 */
export type DuplicateReason = "same_file" | "same_meeting";

/**
 * What can be changed. `base` is the version of the row that the caller has seen.
 */
export type Edit = { "kind": "head", 
/**
 * Version seen.
 */
base: number, 
/**
 * What it shall say.
 */
head: HeadInput, } | { "kind": "round", 
/**
 * Version of the meeting seen.
 */
base: number, 
/**
 * True for 確認, false for 案.
 */
in_review: boolean, } | { "kind": "remark_add", 
/**
 * Where.
 */
place: PlaceInput, 
/**
 * What it says.
 */
text: RemarkInput, } | { "kind": "remark_write", 
/**
 * Which.
 */
remark: RemarkId, 
/**
 * Version seen.
 */
base: number, 
/**
 * What it shall say.
 */
text: RemarkInput, } | { "kind": "remark_split", 
/**
 * Which.
 */
remark: RemarkId, 
/**
 * Version seen.
 */
base: number, 
/**
 * What stays.
 */
first: string, 
/**
 * What becomes a remark of its own.
 */
second: string, } | { "kind": "remark_join", 
/**
 * Which.
 */
remark: RemarkId, 
/**
 * Version seen.
 */
base: number, } | { "kind": "remark_move", 
/**
 * Which.
 */
remark: RemarkId, 
/**
 * Version seen.
 */
base: number, 
/**
 * Where to.
 */
place: PlaceInput, } | { "kind": "remark_delete", 
/**
 * Which.
 */
remark: RemarkId, 
/**
 * Version seen.
 */
base: number, 
/**
 * Whether the evidence and follow-ups that hang on it may go with it.
 */
accept_losses: boolean, } | { "kind": "paste", 
/**
 * Where.
 */
place: PlaceInput, 
/**
 * The lines.
 */
text: string, } | { "kind": "item_add", 
/**
 * The item that it stands before; `None` for the end.
 */
before: AgendaItemId | null, 
/**
 * What it says.
 */
text: ItemInput, } | { "kind": "item_from_remark", 
/**
 * The remark, which goes.
 */
remark: RemarkId, 
/**
 * Version of the remark seen.
 */
base: number, 
/**
 * What the item says.
 */
text: ItemInput, } | { "kind": "item_write", 
/**
 * Which.
 */
item: AgendaItemId, 
/**
 * Version seen.
 */
base: number, 
/**
 * What it shall say.
 */
text: ItemInput, } | { "kind": "item_move", 
/**
 * Which.
 */
item: AgendaItemId, 
/**
 * Version seen.
 */
base: number, 
/**
 * The item that it shall stand before; `None` for the end.
 */
before: AgendaItemId | null, } | { "kind": "item_delete", 
/**
 * Which.
 */
item: AgendaItemId, 
/**
 * Version seen.
 */
base: number, 
/**
 * Whether its decisions may go with it, with their evidence and ties.
 */
accept_losses: boolean, } | { "kind": "none_recorded", 
/**
 * Which.
 */
item: AgendaItemId, 
/**
 * Version seen.
 */
base: number, 
/**
 * What is said.
 */
none_recorded: boolean, } | { "kind": "decision_add", 
/**
 * The item decided on.
 */
item: AgendaItemId, 
/**
 * How it ended.
 */
outcome: Outcome, 
/**
 * The deciding word.
 */
phrase: string, 
/**
 * The words that carry it.
 */
words: Array<WordsInput>, } | { "kind": "decision_write", 
/**
 * Which.
 */
decision: DecisionId, 
/**
 * Version seen.
 */
base: number, 
/**
 * The item decided on.
 */
item: AgendaItemId, 
/**
 * How it ended.
 */
outcome: Outcome, 
/**
 * The deciding word.
 */
phrase: string, 
/**
 * A condition as said.
 */
condition: string | null, 
/**
 * New words in place of the old ones; empty leaves them.
 */
words: Array<WordsInput>, } | { "kind": "follow_up_add", 
/**
 * The asking words.
 */
words: WordsInput, 
/**
 * The department addressed.
 */
addressee: string, 
/**
 * When it is due, as typed; empty where nothing was said.
 */
due_on: string, } | { "kind": "document_add", 
/**
 * 「資料１」.
 */
label: string, 
/**
 * Its title.
 */
title: string, 
/**
 * A file to keep with it.
 */
path: string | null, } | { "kind": "document_delete", 
/**
 * Which.
 */
document: DocumentId, 
/**
 * Version seen.
 */
base: number, } | { "kind": "document_attach", 
/**
 * Which.
 */
document: DocumentId, 
/**
 * Version seen.
 */
base: number, 
/**
 * The file.
 */
path: string, } | { "kind": "rewrite", 
/**
 * What it is called in the menu.
 */
label: string, 
/**
 * The bodies.
 */
bodies: Array<BodyInput>, } | { "kind": "propose" };

/**
 * Two changes to one row.
 */
export type EditConflict = { 
/**
 * The row.
 */
row: string, 
/**
 * Version of what is there now; `None` when the row is gone.
 */
version: number | null, 
/**
 * The fields that are not the same on all sides.
 */
fields: Array<ConflictField>, };

/**
 * An edit that is done.
 */
export type EditDone = { 
/**
 * The row that it made, if it made one, or, of a join, the remark that is left.
 */
row: string | null, 
/**
 * New versions of the rows that it wrote, by id.
 */
versions: Record<string, number>, 
/**
 * The name of what was done, as undo will show it: 「決定の確認」.
 */
label: string, 
/**
 * Number of the last change in the library.
 */
seq: number, };

/**
 * Something to change in the minutes of a meeting, as one operation.
 */
export type EditRequest = { 
/**
 * The meeting.
 */
meeting: MeetingId, 
/**
 * What to change.
 */
edit: Edit, 
/**
 * The burst of typing that it belongs to, a UUID: one burst is undone as one step.
 */
burst: string | null, 
/**
 * The caller's number for the operation, a UUID: a repeated call does nothing twice.
 */
op_id: string | null, };

/**
 * How an edit ended.
 */
export type Edited = { "kind": "done" } & EditDone | { "kind": "conflict" } & EditConflict;

/**
 * A meeting ready to be written.
 */
export type EditorView = { 
/**
 * Everything that is kept of it.
 */
record: MeetingRecord, 
/**
 * The title to show.
 */
title: string, 
/**
 * `R4-1`.
 */
label: string, 
/**
 * The bodies of the remarks as plain text, in the order of `record.remarks`.
 */
texts: Array<string>, 
/**
 * Version of every row that can be edited, by id.
 */
versions: Record<string, number>, 
/**
 * Remarks whose speaker a person should split.
 */
unsure: Array<RemarkId>, 
/**
 * The number that people see of each decision.
 */
numbers: Array<DecisionNumber>, 
/**
 * Evidence whose words are not in its remark any more.
 */
broken: Array<EvidenceId>, 
/**
 * Names of the files that are attached to documents.
 */
files: Array<AttachedFile>, 
/**
 * What earlier meetings of the body asked for and nobody has answered.
 */
carried: Array<CarriedFollowUp>, 
/**
 * Why a finalised record stands open again.
 */
correction: string | null, 
/**
 * Number of the last change that this view has seen.
 */
seq: number, };

/**
 * The exact span of a remark that carries a decision.
 */
export type Evidence = { 
/**
 * Identity.
 */
id: EvidenceId, 
/**
 * The decision it carries.
 */
decision_id: DecisionId, 
/**
 * The remark it is taken from.
 */
remark_id: RemarkId, 
/**
 * The words, verbatim, in the remark's plain text ([`crate::body::plain`]).
 */
quote: string, 
/**
 * Up to 32 characters before it, which tell equal quotations apart.
 */
prefix: string, 
/**
 * Up to 32 characters after it.
 */
suffix: string, 
/**
 * SHA-256 (hex) of the plain text of the remark it was taken from.
 */
remark_sha256: string, };

/**
 * A span of a remark that carries a decision (根拠発言).
 */
export type EvidenceId = string;

/**
 * What becomes of words that are not there any more.
 */
export type EvidenceSettle = { 
/**
 * The evidence.
 */
evidence: EvidenceId, 
/**
 * What becomes of it.
 */
verdict: EvidenceVerdict, };

/**
 * Whether the words that carry a decision stand in the record.
 */
export type EvidenceState = "none" | "intact" | "broken";

/**
 * What becomes of words that are not there any more.
 */
export type EvidenceVerdict = { "kind": "words", 
/**
 * The words.
 */
words: WordsInput, } | { "kind": "remove" };

/**
 * A word and its other spellings.
 */
export type Expansion = { 
/**
 * As typed.
 */
word: string, 
/**
 * Looked for too.
 */
also: Array<string>, };

/**
 * Every form.
 */
export type ExportFormats = { 
/**
 * Of minutes, those for people first.
 */
minutes: Array<FormatInfo>, 
/**
 * Of lists.
 */
lists: Array<FormatInfo>, };

/**
 * A list, and where to write it.
 */
export type ExportList = { 
/**
 * Full path of the file to write; it appears whole or not at all.
 */
path: string, 
/**
 * Which list.
 */
list: ListKind, 
/**
 * Name of a format of lists: see `export_formats`.
 */
format: string, 
/**
 * Western year in which the fiscal year begins; `None` for every year (of plans the newest).
 */
fiscal_year: number | null, 
/**
 * The half reported on: for progress alone; `None` for the last one reported.
 */
half?: Half, 
/**
 * What was looked for: for search results alone.
 */
search: SearchRequest | null, 
/**
 * `utf-8` or `cp932`, for CSV; empty for UTF-8.
 */
encoding: string, 
/**
 * Name of a template, for PDF; empty for the built-in one.
 */
template?: string, };

/**
 * Many records at once.
 */
export type ExportMany = { 
/**
 * Meetings' ids, dates or labels; empty for all of `fiscal_year`, or all there are.
 */
meetings: Array<string>, 
/**
 * Western year in which the fiscal year begins; `None` for every year.
 */
fiscal_year: number | null, 
/**
 * Names of formats of minutes.
 */
formats: Array<string>, 
/**
 * Full path of a folder; made where there is none.
 */
folder: string, 
/**
 * How it is printed (PDF, Word).
 */
print?: PrintOptions, 
/**
 * `utf-8` or `cp932`, for text; empty for UTF-8.
 */
encoding?: string, };

/**
 * Which record, in which form, where to.
 */
export type ExportMinutes = { 
/**
 * A meeting's id, date or label.
 */
meeting: string, 
/**
 * Name of a format of minutes: see `export_formats`.
 */
format: string, 
/**
 * Full path of the file to write; it appears whole or not at all.
 */
path: string, 
/**
 * How it is printed (PDF, Word).
 */
print?: PrintOptions, 
/**
 * `utf-8` or `cp932`, for text; empty for UTF-8.
 */
encoding?: string, };

/**
 * Which record, in which form.
 */
export type ExportName = { 
/**
 * A meeting's id, date or label.
 */
meeting: string, 
/**
 * Name of a format of minutes.
 */
format: string, };

/**
 * How far the writing of many files has come.
 */
export type ExportProgress = { 
/**
 * Files finished.
 */
done: number, 
/**
 * Files in all; 0 while nothing is written.
 */
total: number, };

/**
 * Writes the hits of a search as a file of comma-separated values.
 */
export type ExportSearch = { 
/**
 * What to find.
 */
request: SearchRequest, 
/**
 * Where to write it.
 */
path: string, };

/**
 * A folder of pages to publish.
 */
export type ExportSite = { 
/**
 * Western year in which the fiscal year begins; `None` for every year.
 */
fiscal_year: number | null, 
/**
 * Whether minutes that are not final are in it, too.
 */
drafts: boolean, 
/**
 * Full path of the folder: a new or empty one, or one that was written so before.
 */
folder: string, };

/**
 * Which meetings to bind in one PDF, and where to write it.
 */
export type ExportVolume = { 
/**
 * Meetings' ids, dates or labels; empty for all of `fiscal_year`, or all there are.
 */
meetings: Array<string>, 
/**
 * Western year in which the fiscal year begins; `None` for every year.
 */
fiscal_year: number | null, 
/**
 * Part of a body's name; empty for every body.
 */
body: string, 
/**
 * Name of a template; empty for the built-in one.
 */
template: string, 
/**
 * Full path of the file to write; it appears whole or not at all.
 */
path: string, };

/**
 * What was written.
 */
export type Exported = { 
/**
 * Full path.
 */
path: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * Pages, for paper.
 */
pages: number | null, 
/**
 * In Japanese: what a person should know, such as a character that no font has.
 */
warnings: Array<string>, };

/**
 * A file of many.
 */
export type ExportedFile = { 
/**
 * Its name in the folder.
 */
name: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * SHA-256, hexadecimal.
 */
sha256: string, };

/**
 * What was written into a folder.
 */
export type ExportedMany = { 
/**
 * The folder.
 */
folder: string, 
/**
 * Name of the list of hashes in it, in the format of `sha256sum`.
 */
manifest: string, 
/**
 * Every file with its hash.
 */
files: Array<ExportedFile>, 
/**
 * In Japanese, each with the name of its file before it.
 */
warnings: Array<string>, };

/**
 * What was published.
 */
export type ExportedSite = { 
/**
 * The folder.
 */
folder: string, 
/**
 * Meetings in it.
 */
meetings: number, 
/**
 * Files in it.
 */
files: number, };

/**
 * A field that differs.
 */
export type FieldChange = { 
/**
 * `number`, `title`, `path`, `departments`, `items`, `schedule`.
 */
field: string, 
/**
 * As it was.
 */
before: string, 
/**
 * As it is.
 */
after: string, };

/**
 * A sensible name for the file.
 */
export type FileName = { 
/**
 * `R4-1_本部員会議_概要.pdf`
 */
name: string, };

/**
 * Names a file.
 */
export type FileNamed = { 
/**
 * Full path.
 */
path: string, };

/**
 * What became of a PDF since it was written.
 */
export type FileState = "unchanged" | "changed" | "not_final" | "not_ours" | "not_here" | "not_comparable";

/**
 * What became of a PDF since it was written.
 */
export type FileVerdict = { 
/**
 * In a word.
 */
verdict: FileState, 
/**
 * In Japanese: what it is, and what that means.
 */
message: string, 
/**
 * The meeting that it says it is of.
 */
meeting: MeetingRef | null, 
/**
 * The version that it says it is.
 */
version: number | null, 
/**
 * The last version there is.
 */
latest: number | null, };

/**
 * Finalises the minutes of a meeting.
 */
export type FinaliseRequest = { 
/**
 * A meeting's id, date or label.
 */
meeting: string, 
/**
 * Why, for the version.
 */
reason: string, };

/**
 * Something that does not hold.
 */
export type Finding = { 
/**
 * Stable name.
 */
code: string, 
/**
 * In Japanese: what and where.
 */
message: string, };

/**
 * A Japanese fiscal year, by the western year in which it begins: 2022 runs from 2022-04-01 to 2023-03-31.
 */
export type FiscalYear = number;

/**
 * What a ☆ remark asked somebody to do, and the later remark or report that answers it.
 */
export type FollowUp = { 
/**
 * Identity.
 */
id: FollowUpId, 
/**
 * The meeting at which it was asked.
 */
meeting_id: MeetingId, 
/**
 * The remark that asks.
 */
remark_id: RemarkId, 
/**
 * The asking words, verbatim in the remark's plain text.
 */
quote: string, 
/**
 * The department addressed, as said; empty where the words name none.
 */
addressee: string, 
/**
 * When it is due, if a date was said.
 */
due_on: string | null, 
/**
 * How far it has come.
 */
state: FollowUpState, 
/**
 * Whether a person has confirmed that it is one.
 */
status: ProposalStatus, 
/**
 * The remark that answers it.
 */
answered_by: RemarkId | null, 
/**
 * The report on an initiative that answers it.
 */
answered_by_progress?: ProgressId, };

/**
 * Whom a follow-up addresses, and when it is due.
 */
export type FollowUpEdit = { 
/**
 * Which.
 */
follow_up: FollowUpId, 
/**
 * The department; empty where none is addressed.
 */
addressee: string, 
/**
 * Era or western date as typed; empty where it is not due on a day.
 */
due_on: string, };

/**
 * What a remark asked somebody to do (宿題).
 */
export type FollowUpId = string;

/**
 * Every follow-up, newest meeting first.
 */
export type FollowUpList = { 
/**
 * Newest meeting first.
 */
follow_ups: Array<FollowUpRow>, };

/**
 * Names a follow-up.
 */
export type FollowUpNamed = { 
/**
 * Which.
 */
follow_up: FollowUpId, };

/**
 * A follow-up with where it was asked.
 */
export type FollowUpRow = { 
/**
 * The meeting.
 */
meeting: MeetingRef, 
/**
 * The item under which it was asked.
 */
agenda: AgendaRef | null, 
/**
 * Who asked, as printed.
 */
speaker: string, 
/**
 * What answered it, where that is known.
 */
answer: AnswerRef | null, 
/**
 * Whether it is open and was due before today.
 */
overdue: boolean, 
/**
 * Whether it is open and a body met again since.
 */
carried_over: boolean, 
/**
 * Identity.
 */
id: FollowUpId, 
/**
 * The meeting at which it was asked.
 */
meeting_id: MeetingId, 
/**
 * The remark that asks.
 */
remark_id: RemarkId, 
/**
 * The asking words, verbatim in the remark's plain text.
 */
quote: string, 
/**
 * The department addressed, as said; empty where the words name none.
 */
addressee: string, 
/**
 * When it is due, if a date was said.
 */
due_on: string | null, 
/**
 * How far it has come.
 */
state: FollowUpState, 
/**
 * Whether a person has confirmed that it is one.
 */
status: ProposalStatus, 
/**
 * The remark that answers it.
 */
answered_by: RemarkId | null, 
/**
 * The report on an initiative that answers it.
 */
answered_by_progress?: ProgressId, };

/**
 * What a person says of a follow-up.
 */
export type FollowUpSettle = { 
/**
 * Which.
 */
follow_up: FollowUpId, 
/**
 * What of it.
 */
verdict: Verdict, };

/**
 * How far a follow-up has come.
 */
export type FollowUpState = "open" | "answered";

/**
 * A form in which something can be written.
 */
export type FormatInfo = { 
/**
 * The name in requests and on the command line.
 */
name: string, 
/**
 * The ending of the file's name.
 */
extension: string, 
/**
 * In Japanese, for a menu: 「Word（.docx）」.
 */
label: string, 
/**
 * What it is for, in Japanese, in a line.
 */
purpose: string, };

/**
 * What a remark does, apart from the side it comes from.
 */
export type Function = "explanation" | "answer" | "question" | "opinion" | "instruction" | "chairing" | "statement";

/**
 * Hits of one meeting.
 */
export type Group = { 
/**
 * The meeting; `None` for what belongs to none.
 */
meeting: MeetingRef | null, 
/**
 * Which of the hits are its own, by place in the list.
 */
hits: Array<number>, };

/**
 * Half of a fiscal year.
 */
export type Half = "first-half" | "second-half";

/**
 * What a person types of the head.
 */
export type HeadInput = { 
/**
 * As printed; empty where the minutes have none.
 */
title: string, 
/**
 * 第N回.
 */
ordinal: number | null, 
/**
 * As typed: era or western.
 */
held_on: string, 
/**
 * As typed: 「10:30」, 「午前10時」; empty where not known.
 */
starts_at: string, 
/**
 * As typed.
 */
ends_at: string, 
/**
 * Where; empty where not known.
 */
place: string, 
/**
 * Names as they are to print.
 */
attendees: Array<string>, 
/**
 * What the marks mean.
 */
legend: Array<LegendLine>, 
/**
 * The numbered lines under the title as they are to print, 「開催日：令和６年…」 each; one without text says what
 * the fields say. Empty for lines that are made from the fields alone, `None` to leave them.
 */
lines?: Array<string> | null, };

/**
 * A numbered line of the head of the minutes: 「１ 開催日時：令和４年４月１４日（木）…」.
 */
export type HeaderLine = { 
/**
 * 「開催日時」, as printed, without its number and colon.
 */
label: string, 
/**
 * What follows the colon, as printed.
 */
text: string, };

/**
 * A hit.
 */
export type Hit = { 
/**
 * `remark`, `decision` …
 */
kind: string, 
/**
 * Identity of the row.
 */
id: string, 
/**
 * Its meeting; `None` for initiatives.
 */
meeting: MeetingRef | null, 
/**
 * Its agenda item.
 */
agenda: AgendaRef | null, 
/**
 * The initiative that it is or belongs to.
 */
initiative: InitiativeId | null, 
/**
 * As printed; empty where nobody speaks.
 */
speaker: string, 
/**
 * As printed; empty where there is none.
 */
mark: string, 
/**
 * What a row of this kind is headed with: a title, a number.
 */
heading: string, 
/**
 * The same in parts; empty where nothing in it can match.
 */
heading_parts: Array<SnippetPart>, 
/**
 * How the item ended, for decisions and for remarks that carry one.
 */
outcome: Outcome | null, 
/**
 * Greater is better; comparable within one answer only.
 */
score: number, 
/**
 * With `<mark>` around what matched, the rest escaped for HTML.
 */
snippet: string, 
/**
 * The same in parts.
 */
snippet_parts: Array<SnippetPart>, 
/**
 * Why it is here: `body`, `speaker`, `title`, `agenda`, `variant` …
 */
why: Array<string>, 
/**
 * Page of a document, from 1; 0 for what has no pages.
 */
page: number, 
/**
 * What was decided: of a decision, and of a remark that carries one.
 */
decision: HitDecision | null, 
/**
 * Of a question, the answers that follow it; of an answer, the question before it.
 */
related: Array<Related>, };

/**
 * A decision as a hit shows it.
 */
export type HitDecision = { 
/**
 * Identity.
 */
id: DecisionId, 
/**
 * `R4-1-2`.
 */
number: string, 
/**
 * The words that carry it.
 */
quote: string, 
/**
 * Who said them, as printed; empty where they are not bound to a remark.
 */
speaker: string, 
/**
 * Whether a person stands behind it.
 */
status: ProposalStatus, 
/**
 * What it approves.
 */
initiatives: Array<HitInitiative>, };

/**
 * An initiative as a hit mentions it.
 */
export type HitInitiative = { 
/**
 * Identity.
 */
id: InitiativeId, 
/**
 * As printed.
 */
number: string, 
/**
 * As printed.
 */
title: string, };

/**
 * Takes a file in, with what a person has settled.
 */
export type ImportCommit = { 
/**
 * Full path.
 */
path: string, 
/**
 * Name of the member, for a file in an archive.
 */
member?: string, 
/**
 * SHA-256 of what was looked at, if it was.
 */
sha256: string | null, 
/**
 * As in the preview.
 */
kind: string | null, 
/**
 * As in the preview.
 */
encoding: string | null, 
/**
 * As in the preview.
 */
choices?: Array<ChosenLine>, 
/**
 * As in the preview.
 */
columns?: Array<ColumnChoice>, 
/**
 * Whether the columns are to be remembered for the next table with the same headings.
 */
remember_columns?: boolean, 
/**
 * The body, for a file that names none.
 */
body: string | null, 
/**
 * What to do when the library has it already; `None` refuses.
 */
on_duplicate: OnDuplicate | null, 
/**
 * Whether what people did to minutes may be lost where they are replaced; otherwise replacing
 * them is refused with what would be lost.
 */
accept_losses?: boolean, 
/**
 * Splits of speakers, by index of the remark.
 */
speakers: Array<SpeakerSplit>, 
/**
 * Indices of proposed decisions to leave out.
 */
without_decisions: Array<number>, 
/**
 * Indices of proposed follow-ups to leave out.
 */
without_follow_ups: Array<number>, 
/**
 * Indices of proposed decisions that the person stands behind.
 */
confirmed_decisions?: Array<number>, 
/**
 * Indices of proposed follow-ups that the person stands behind.
 */
confirmed_follow_ups?: Array<number>, 
/**
 * People in posts to add to the register.
 */
appointments?: Array<NewAppointment>, };

/**
 * Which file, and how to read it.
 */
export type ImportPreview = { 
/**
 * Full path.
 */
path: string, 
/**
 * Name of the member, for a file in an archive.
 */
member?: string, 
/**
 * `minutes`, `plan`, `progress`, `transcript`; `None` to find out.
 */
kind: string | null, 
/**
 * An encoding label; `None` to find out.
 */
encoding: string | null, 
/**
 * What a person has said of single lines; the rest is read again around them.
 */
choices?: Array<ChosenLine>, 
/**
 * What a person has said that the columns of a table mean.
 */
columns?: Array<ColumnChoice>, };

/**
 * What the importer makes of a file. Nothing is written.
 */
export type ImportPreviewed = { 
/**
 * Name of the file, without its folder.
 */
file: string, 
/**
 * Its full path.
 */
path: string, 
/**
 * Name of the member, for a file in an archive.
 */
member: string | null, 
/**
 * SHA-256 in hexadecimal: taking it in needs the same bytes.
 */
sha256: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * How it was decoded.
 */
encoding: string, 
/**
 * `text`, `markdown`, `html`, `pdf`, `docx`, `xlsx`, `captions`, `record`.
 */
format: string, 
/**
 * What it says.
 */
draft: Draft, 
/**
 * The page of each line, from 1; empty for a format without pages.
 */
pages: Array<number>, 
/**
 * What the library already has, for minutes.
 */
duplicates: Array<Duplicate>, 
/**
 * The plan that the same file was imported as before.
 */
same_table: PlanRef | null, 
/**
 * Names of the bodies that the library knows, for a file that names none.
 */
bodies: Array<string>, 
/**
 * People in posts that the register does not know yet.
 */
appointments: Array<ProposedAppointment>, 
/**
 * The columns of a table and what they were taken for.
 */
columns: TableColumns | null, 
/**
 * What has changed since the plan that the library holds.
 */
comparison: TableComparison | null, };

/**
 * What came of a file.
 */
export type Imported = { 
/**
 * Name of the file.
 */
file: string, 
/**
 * `minutes`, `plan` or `progress`.
 */
kind: string, 
/**
 * How it was decoded.
 */
encoding: string, 
/**
 * The meeting that it became.
 */
meeting: MeetingRef | null, 
/**
 * The plan that it became or was added to.
 */
plan: string | null, 
/**
 * Left out because the library has it already.
 */
skipped: boolean, 
/**
 * Agenda items, or initiatives.
 */
items: number, 
/**
 * Remarks, or reports.
 */
remarks: number, 
/**
 * Proposed decisions.
 */
decisions: number, 
/**
 * How much of the text found a place.
 */
coverage: Coverage, 
/**
 * What a person should look at.
 */
warnings: Array<Warning>, };

/**
 * Asks for the index to be built.
 */
export type IndexBuild = { 
/**
 * From the beginning; otherwise what was called off goes on.
 */
anew: boolean, };

/**
 * What becomes of the index.
 */
export type IndexStage = "ready" | "behind" | "building" | "called_off" | "failed";

/**
 * How far the index has come.
 */
export type IndexStatus = { 
/**
 * In one word.
 */
stage: IndexStage, 
/**
 * Rows that are in, while it is built.
 */
done: number, 
/**
 * Rows that there are, while it is built.
 */
total: number, 
/**
 * In Japanese; empty where there is nothing to say.
 */
message: string, };

/**
 * A number by which an initiative is measured over the years (指標).
 */
export type Indicator = { 
/**
 * Identity.
 */
id: IndicatorId, 
/**
 * The node it measures.
 */
initiative_id: InitiativeId, 
/**
 * As printed.
 */
name: string, 
/**
 * As printed: 「%」「件」; empty where none is.
 */
unit: string, 
/**
 * Year by year.
 */
values: Array<IndicatorValue>, };

/**
 * A number followed over time (指標).
 */
export type IndicatorId = string;

/**
 * An indicator in one fiscal year, as printed.
 */
export type IndicatorValue = { 
/**
 * The year.
 */
fiscal_year: FiscalYear, 
/**
 * 目標; empty where none is.
 */
target: string, 
/**
 * 実績; empty where none is known.
 */
actual: string, };

/**
 * A node of the tree 柱 → 具体的取組 → 取組項目.
 */
export type Initiative = { 
/**
 * Identity.
 */
id: InitiativeId, 
/**
 * Its plan.
 */
plan_id: PlanId, 
/**
 * The node above it.
 */
parent_id: InitiativeId | null, 
/**
 * What it is.
 */
kind: InitiativeKind, 
/**
 * Place among all nodes of the plan, from 0, depth first.
 */
position: number, 
/**
 * Number as printed, half-width: "1", "2-(1)"; empty where none is printed.
 */
number: string, 
/**
 * As printed.
 */
title: string, 
/**
 * What it is about; empty where the plan does not say.
 */
summary: string, 
/**
 * Departments in charge, as printed.
 */
departments: Array<string>, };

/**
 * What belongs to an initiative's history beside its decisions and reports.
 */
export type InitiativeEvents = { 
/**
 * What was asked for on the items whose decisions are tied to it, oldest first.
 */
instructions: Array<FollowUpRow>, 
/**
 * The plans in which it, or what it continues, stands, oldest first.
 */
plans: Array<PlanPoint>, 
/**
 * Its indicators, and those of the nodes right below it.
 */
indicators: Array<Indicator>, };

/**
 * A node of a plan's tree: pillar, initiative or item (柱・具体的取組・取組項目).
 */
export type InitiativeId = string;

/**
 * What a node of the plan's tree is.
 */
export type InitiativeKind = "pillar" | "initiative" | "item";

/**
 * Every plan with its tree.
 */
export type InitiativeList = { 
/**
 * Plans, newest first.
 */
plans: Array<Plan>, 
/**
 * Nodes of all plans: plan by plan, depth first.
 */
initiatives: Array<InitiativeRow>, };

/**
 * Names an initiative whose history is wanted.
 */
export type InitiativeNamed = { 
/**
 * An id, the beginning of one that is unique, or a number.
 */
initiative: string, };

/**
 * A node of a plan's tree.
 */
export type InitiativeRow = { 
/**
 * Identity.
 */
id: InitiativeId, 
/**
 * Its plan.
 */
plan: PlanId, 
/**
 * The node above it.
 */
parent: InitiativeId | null, 
/**
 * What it is.
 */
kind: InitiativeKind, 
/**
 * Number as printed, half-width.
 */
number: string, 
/**
 * As printed.
 */
title: string, 
/**
 * The headings above it, outermost first.
 */
path: Array<string>, 
/**
 * Departments in charge.
 */
departments: Array<string>, 
/**
 * Confirmed decisions tied to it.
 */
decisions: number, 
/**
 * Version of the row.
 */
version: number, };

/**
 * Names an initiative and, optionally, the day as of which it is wanted.
 */
export type InitiativeShow = { 
/**
 * An id, the beginning of one that is unique, or a number.
 */
initiative: string, 
/**
 * Era or western date as typed.
 */
as_of: string | null, 
/**
 * What the library knew at the end of this day; what it knows now where it is not given.
 */
known_on: string | null, };

/**
 * One initiative, as of a day.
 */
export type InitiativeView = { 
/**
 * The node.
 */
initiative: Initiative, 
/**
 * Its plan.
 */
plan: Plan, 
/**
 * The headings above it.
 */
path: Array<string>, 
/**
 * The nodes below it, depth first, itself first.
 */
nodes: Array<Initiative>, 
/**
 * Schedule cells of these nodes.
 */
schedule: Array<Schedule>, 
/**
 * Activities of these nodes.
 */
activities: Array<Activity>, 
/**
 * Reports known by that day.
 */
progress: Array<Progress>, 
/**
 * Confirmed decisions by that day, oldest first.
 */
decisions: Array<DecisionRow>, 
/**
 * Of these, the ones that a later decision replaced by that day.
 */
replaced: Array<DecisionId>, 
/**
 * Decisions that were proposed but not confirmed, by that day.
 */
pending: Array<DecisionRow>, 
/**
 * The day, where one was asked for.
 */
as_of: string | null, 
/**
 * How many decisions and reports are later than that day and not shown.
 */
later: number, 
/**
 * The day whose knowledge counts, where one was asked for.
 */
known_on: string | null, 
/**
 * Decisions after that day, oldest first.
 */
later_decisions: Array<DecisionRow>, 
/**
 * Reports that came after that day, oldest first.
 */
later_progress: Array<Progress>, 
/**
 * Years that the schedule spans.
 */
years: Array<FiscalYear>, 
/**
 * Ties to other initiatives, as they are now.
 */
relations: Array<RelationOf>, };

/**
 * Initiatives that bear on another one, as typed.
 */
export type InitiativesRelate = { 
/**
 * Ids or numbers; the id of a plan stands for all of its initiatives.
 */
from: Array<string>, 
/**
 * An id or a number.
 */
to: string, 
/**
 * How they bear on it.
 */
relation: RelationKind, 
/**
 * Whether they are to be tied, or untied.
 */
is_tied: boolean, };

/**
 * What was tied or untied.
 */
export type InitiativesRelated = { 
/**
 * The initiatives.
 */
from: Array<InitiativeId>, 
/**
 * Title of the one that they bear on.
 */
to: string, 
/**
 * Name and number of the change.
 */
done: Done, };

/**
 * What initiatives wait for.
 */
export type InitiativesWait = "undecided" | "unreported" | "unmeasured";

/**
 * A search that would hit where the one that was asked does not.
 */
export type Instead = { 
/**
 * How it differs.
 */
kind: InsteadKind, 
/**
 * What it differs in, in Japanese: 「『紙』を外す」.
 */
label: string, 
/**
 * The query to ask.
 */
query: string, 
/**
 * Whether the filters beside the box are to be taken away, too.
 */
without_filters: boolean, 
/**
 * How many hits it has.
 */
total: number, };

/**
 * How a search differs from the one that does not hit.
 */
export type InsteadKind = "without_part" | "spelling" | "without_filters";

/**
 * A file that can be imported.
 */
export type IntakeFile = { 
/**
 * Full path of the file, or of the archive that holds it.
 */
path: string, 
/**
 * Name of the member, for a file in an archive.
 */
member: string | null, 
/**
 * Name to show: without the folder for a file that was named itself, else from there on.
 */
name: string, 
/**
 * Size in bytes.
 */
bytes: number, };

/**
 * Files, folders and archives that a person has brought.
 */
export type IntakeOpen = { 
/**
 * Full paths.
 */
paths: Array<string>, };

/**
 * What can be imported of it.
 */
export type IntakeOpened = { 
/**
 * In the order of their names, numbers counted as numbers.
 */
files: Array<IntakeFile>, 
/**
 * What was left out, and why.
 */
left_out: Array<LeftOut>, };

/**
 * How far a run has come. Sent as the event `intake`, too.
 */
export type IntakeProgress = { 
/**
 * Whether files are being taken in.
 */
running: boolean, 
/**
 * Whether it was asked to stop.
 */
cancelling: boolean, 
/**
 * Files that are done.
 */
done: number, 
/**
 * Files altogether.
 */
of: number, 
/**
 * Name of the file that is next.
 */
current: string | null, 
/**
 * Files that were taken in.
 */
imported: number, 
/**
 * Files that the library had already.
 */
skipped: number, 
/**
 * Files that could not be taken in.
 */
failed: number, };

/**
 * What came of a run.
 */
export type IntakeReport = { 
/**
 * A line for each file, in order.
 */
files: Array<IntakeResult>, 
/**
 * Whether it was stopped before the end. The same run goes on where it stopped: what is
 * there already is left out.
 */
cancelled: boolean, 
/**
 * How long it took, in milliseconds.
 */
took_ms: number, };

/**
 * Saves the report on the last run.
 */
export type IntakeReportSave = { 
/**
 * Full path; `.json` for JSON, CSV otherwise.
 */
path: string, };

/**
 * What came of one of many files.
 */
export type IntakeResult = { 
/**
 * Full path of the file, or of the archive that holds it.
 */
path: string, 
/**
 * Name of the member, for a file in an archive.
 */
member: string | null, 
/**
 * Name to show.
 */
name: string, 
/**
 * What came of it.
 */
state: IntakeState, 
/**
 * What it became, where it was taken in or was there already.
 */
imported: Imported | null, 
/**
 * Why it was not taken in.
 */
error: RpcError | null, };

/**
 * Takes many files in, one after the other. Answers when all are done, or when it was cancelled.
 */
export type IntakeRun = { 
/**
 * The files, as [`IntakeOpened`] lists them.
 */
files: Array<IntakeTarget>, 
/**
 * `minutes`, `plan`, `progress`, `transcript`; `None` to find out for each.
 */
kind: string | null, 
/**
 * An encoding label; `None` to find out for each.
 */
encoding: string | null, 
/**
 * The body, for files that name none.
 */
body: string | null, 
/**
 * What to do with what the library has already; left out unless said.
 */
on_duplicate: OnDuplicate | null, 
/**
 * Whether what people did to minutes may be lost where they are replaced; otherwise such a file is
 * not taken in.
 */
accept_losses?: boolean, };

/**
 * What came of a file.
 */
export type IntakeState = "queued" | "imported" | "skipped" | "failed";

/**
 * One of many files.
 */
export type IntakeTarget = { 
/**
 * Full path of the file, or of the archive that holds it.
 */
path: string, 
/**
 * Name of the member, for a file in an archive.
 */
member: string | null, 
/**
 * Name to show; that of the file where it is empty.
 */
name?: string, };

/**
 * What a person types of an item.
 */
export type ItemInput = { 
/**
 * From 1.
 */
depth: number, 
/**
 * As printed: 「議題１」; empty for none. The number is read from it.
 */
label: string, 
/**
 * As printed.
 */
title: string, };

/**
 * Something that is not imported.
 */
export type LeftOut = { 
/**
 * Its name.
 */
name: string, 
/**
 * Why, in Japanese.
 */
reason: string, };

/**
 * What the marks mean, as the document's legend says, in printed order.
 */
export type Legend = Record<string, string>;

/**
 * What a mark means.
 */
export type LegendLine = { 
/**
 * ●
 */
mark: string, 
/**
 * 「議題提出部局の説明・回答」
 */
meaning: string, };

/**
 * What the frame and the first view show.
 */
export type LibraryStatus = { 
/**
 * The folder.
 */
path: string, 
/**
 * Whether nothing may be written (a snapshot, a read-only medium).
 */
read_only: boolean, 
/**
 * Name of the person who confirms and writes.
 */
actor: string, 
/**
 * Counts of what is kept.
 */
counts: Counts, 
/**
 * Counts of what waits for a person.
 */
waiting: Waiting, 
/**
 * Label of what undo would take back.
 */
undo: string | null, 
/**
 * Label of what redo would do again.
 */
redo: string | null, 
/**
 * The local date.
 */
today: string, 
/**
 * Number of the last change.
 */
seq: number, };

/**
 * Where a source line went.
 */
export type LineRole = "blank" | "header" | "agenda" | "speaker" | "body" | "continuation" | "scene" | "layout" | "unplaced";

/**
 * Ties a decision to an initiative, or unties it.
 */
export type LinkRequest = { 
/**
 * A decision's id or number.
 */
decision: string, 
/**
 * An initiative's id, the beginning of one that is unique, or its number.
 */
initiative: string, 
/**
 * How the decision bears on it.
 */
relation: Relation, };

/**
 * A tie to an initiative.
 */
export type LinkRow = { 
/**
 * The initiative.
 */
id: InitiativeId, 
/**
 * Its number.
 */
number: string, 
/**
 * Its title.
 */
title: string, 
/**
 * How the decision bears on it.
 */
relation: Relation, 
/**
 * Who stands behind the tie.
 */
status: LinkStatus, };

/**
 * Whether a link is proposed or confirmed.
 */
export type LinkStatus = "proposed" | "confirmed";

/**
 * A link with what a reader needs of the initiative.
 */
export type LinkedInitiative = { 
/**
 * Number of the initiative.
 */
number: string, 
/**
 * Title of the initiative.
 */
title: string, 
/**
 * The decision.
 */
decision_id: DecisionId, 
/**
 * The initiative.
 */
initiative_id: InitiativeId, 
/**
 * How the one bears on the other.
 */
relation: Relation, 
/**
 * Who stands behind it.
 */
status: LinkStatus, };

/**
 * A list that can be written as a file.
 */
export type ListKind = "decisions" | "decisions_by_meeting" | "links" | "initiatives" | "progress" | "follow_ups" | "search";

/**
 * Which list, of what, in which form.
 */
export type ListWanted = { 
/**
 * Which list.
 */
list: ListKind, 
/**
 * Name of a format of lists: see `export_formats`.
 */
format: string, 
/**
 * Western year in which the fiscal year begins; `None` for every year (of plans the newest).
 */
fiscal_year: number | null, 
/**
 * The half reported on: for progress alone; `None` for the last one reported.
 */
half?: Half, 
/**
 * What was looked for: for search results alone.
 */
search: SearchRequest | null, 
/**
 * `utf-8` or `cp932`, for CSV; empty for UTF-8.
 */
encoding: string, 
/**
 * Name of a template, for PDF; empty for the built-in one.
 */
template?: string, };

/**
 * One sitting.
 */
export type Meeting = { 
/**
 * Identity.
 */
id: MeetingId, 
/**
 * The body that met.
 */
body_id: BodyId, 
/**
 * Title as printed; `None` where the document has none (the program shows a made-up one then).
 */
title: string | null, 
/**
 * Fiscal year of `held_on`.
 */
fiscal_year: FiscalYear, 
/**
 * 第N回 within the fiscal year, where the document says so.
 */
ordinal: number | null, 
/**
 * Local date.
 */
held_on: string, 
/**
 * Local time.
 */
starts_at: string | null, 
/**
 * Local time.
 */
ends_at: string | null, 
/**
 * Where, as printed.
 */
place: string | null, 
/**
 * Names as printed, one each.
 */
attendees: Array<string>, 
/**
 * What the marks mean in this document.
 */
legend: Legend, 
/**
 * The numbered lines under the title, as printed and in order. A line is reprinted as it
 * stands while it says what the fields above say, and is made anew from them when it does not.
 */
header: Array<HeaderLine>, 
/**
 * How far the minutes have come.
 */
status: MeetingStatus, };

/**
 * A meeting that was begun.
 */
export type MeetingBegun = { 
/**
 * The meeting.
 */
meeting: MeetingId, 
/**
 * The name of what was done, as undo will show it: 「決定の確認」.
 */
label: string, 
/**
 * Number of the last change in the library.
 */
seq: number, };

/**
 * One sitting (会議).
 */
export type MeetingId = string;

/**
 * Every meeting, newest first.
 */
export type MeetingList = { 
/**
 * Newest first.
 */
meetings: Array<MeetingSummary>, };

/**
 * A meeting with everything that belongs to it, each list in printed order.
 */
export type MeetingRecord = { 
/**
 * The sitting.
 */
meeting: Meeting, 
/**
 * The body that met.
 */
body: Body, 
/**
 * Items.
 */
agenda: Array<AgendaItem>, 
/**
 * Remarks.
 */
remarks: Array<Remark>, 
/**
 * Documents named in the minutes.
 */
documents: Array<Document>, 
/**
 * Decisions, by serial.
 */
decisions: Array<Decision>, 
/**
 * Spans that carry the decisions.
 */
evidence: Array<Evidence>, 
/**
 * Ties to initiatives.
 */
links: Array<LinkedInitiative>, 
/**
 * Follow-ups, in the order of their remarks.
 */
follow_ups: Array<FollowUp>, };

/**
 * A meeting as lists mention it.
 */
export type MeetingRef = { 
/**
 * Identity.
 */
id: MeetingId, 
/**
 * `R4-1`, or the date where there is no ordinal.
 */
label: string, 
/**
 * Local date.
 */
held_on: string, 
/**
 * The title to show.
 */
title: string, 
/**
 * The body that met.
 */
body: BodyRef, };

/**
 * Names a meeting: an id, the beginning of one that is unique, a date, or `R4-1`.
 */
export type MeetingShow = { 
/**
 * See above.
 */
meeting: string, };

/**
 * The imported file of a meeting as it was read: every line untouched, with where it went.
 */
export type MeetingSource = { 
/**
 * Name of the file, without its folder.
 */
file_name: string, 
/**
 * `text`, `markdown`, `html`, `pdf`, `docx`, `xlsx`, `captions`, `record`; empty where it was not imported.
 */
format: string, 
/**
 * Every line; empty where the meeting was not imported.
 */
lines: Array<SourceLine>, 
/**
 * The page of each line, from 1; empty for a format without pages.
 */
pages: Array<number>, 
/**
 * The remarks that the lines refer to, as they were read.
 */
remarks: Array<DraftRemark>, };

/**
 * How far the minutes of a meeting have come (案 → 確認 → 確定 → 公表 → 訂正).
 */
export type MeetingStatus = "draft" | "in_review" | "final" | "published" | "corrected";

/**
 * A line of the list.
 */
export type MeetingSummary = { 
/**
 * Identity.
 */
id: MeetingId, 
/**
 * `R4-1`, or the date where there is no ordinal.
 */
label: string, 
/**
 * The body that met.
 */
body: BodyRef, 
/**
 * Fiscal year.
 */
fiscal_year: FiscalYear, 
/**
 * 第N回.
 */
ordinal: number | null, 
/**
 * Local date.
 */
held_on: string, 
/**
 * The title to show.
 */
title: string, 
/**
 * How far the minutes have come.
 */
status: MeetingStatus, 
/**
 * Titles of the items, in order.
 */
agenda: Array<string>, 
/**
 * Number of remarks.
 */
remarks: number, 
/**
 * Confirmed decisions.
 */
decisions_confirmed: number, 
/**
 * Proposed decisions.
 */
decisions_proposed: number, 
/**
 * Items without a decision.
 */
none_recorded: number, };

/**
 * One meeting ready to be read.
 */
export type MeetingView = { 
/**
 * Everything that is kept of it.
 */
record: MeetingRecord, 
/**
 * The title to show.
 */
title: string, 
/**
 * `R4-1`.
 */
label: string, 
/**
 * The numbered lines under the title as they print: 「１ 開催日時：…」.
 */
header: Array<string>, 
/**
 * Remarks in printed order, their bodies cut into blocks.
 */
remarks: Array<RemarkView>, 
/**
 * The number that people see of each decision.
 */
numbers: Array<DecisionNumber>, 
/**
 * The imported file, if there is one.
 */
source: SourceInfo | null, 
/**
 * The meeting of the same body before this one.
 */
previous: MeetingId | null, 
/**
 * The meeting of the same body after this one.
 */
next: MeetingId | null, };

/**
 * Minutes, structured.
 */
export type MinutesDraft = { 
/**
 * The head of the minutes.
 */
meeting: DraftMeeting, 
/**
 * Items in printed order.
 */
agenda: Array<DraftAgendaItem>, 
/**
 * Remarks in printed order.
 */
remarks: Array<DraftRemark>, 
/**
 * Proposed decisions.
 */
decisions: Array<DraftDecision>, 
/**
 * Proposed follow-ups.
 */
follow_ups: Array<DraftFollowUp>, 
/**
 * Source lines that found no place.
 */
unplaced: Array<UnplacedLine>, 
/**
 * How much of the text found a place.
 */
coverage: Coverage, 
/**
 * What a person should look at.
 */
warnings: Array<Warning>, 
/**
 * How each line of the source was read, in order, blank lines included.
 */
lines: Array<SourceLine>, };

/**
 * Somebody in a post, to be added to the register.
 */
export type NewAppointment = { 
/**
 * A person whom the register knows; `None` for a new one, even of the same name.
 */
person?: PersonId, 
/**
 * Family name, for a new person.
 */
family_name: string, 
/**
 * Given name; empty where it is not known.
 */
given_name: string, 
/**
 * Reading of the family name in hiragana; empty where it is not known.
 */
reading: string, 
/**
 * Post as printed after a family name.
 */
post: string, 
/**
 * Department of the post; empty for none.
 */
department: string, 
/**
 * First day in office.
 */
valid_from: string | null, 
/**
 * Last day in office.
 */
valid_to: string | null, };

/**
 * Begins the minutes of a meeting.
 */
export type NewMeeting = { 
/**
 * The body; `None` for a new one of the name below.
 */
body: BodyId | null, 
/**
 * Name of a new body.
 */
body_name: string, 
/**
 * The head.
 */
head: HeadInput, 
/**
 * Items to begin with.
 */
agenda: Array<ItemInput>, };

/**
 * Asks what a new meeting would begin with.
 */
export type NewMeetingAsk = { 
/**
 * The body; the one that met last when not given.
 */
body: BodyId | null, 
/**
 * The day as typed; empty while it is not known.
 */
held_on: string, 
/**
 * A 次第 as pasted; empty where there is none.
 */
programme: string, };

/**
 * What a new meeting would begin with.
 */
export type NewMeetingProposal = { 
/**
 * Every body, the one that met last first.
 */
bodies: Array<BodyRef>, 
/**
 * The one it is about.
 */
body: BodyRef | null, 
/**
 * The head, taken from the meeting before.
 */
head: HeadInput, 
/**
 * Who holds a post on that day, as 姓＋職.
 */
register: Array<string>, 
/**
 * The items that the 次第 names.
 */
agenda: Array<ItemInput>, 
/**
 * Lines of the 次第 that are no items.
 */
left_out: Array<string>, 
/**
 * What earlier meetings asked for and nobody has answered.
 */
carried: Array<CarriedFollowUp>, 
/**
 * The meeting it follows.
 */
after: string | null, };

/**
 * A node, as typed.
 */
export type NodeInput = { 
/**
 * Number; may be empty.
 */
number: string, 
/**
 * Title.
 */
title: string, 
/**
 * What it is about; may be empty.
 */
summary: string, 
/**
 * Departments in charge.
 */
departments: Array<string>, };

/**
 * Says, or takes back, that the record holds no decision on an item (記録なし).
 */
export type NoneRecorded = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * What is said.
 */
none_recorded: boolean, };

/**
 * A request without parameters.
 */
export type Nothing = Record<symbol, never>;

/**
 * What to do when the library has it already.
 */
export type OnDuplicate = "replace" | "keep_both" | "skip";

/**
 * One thing that can be typed.
 */
export type OperatorHelp = { 
/**
 * As it is typed: `発言者:知事`.
 */
example: string, 
/**
 * What it does, in Japanese.
 */
meaning: string, 
/**
 * What is put into the box: `発言者:`; empty for what is only explained.
 */
insert: string, 
/**
 * The values that it takes, where they are few.
 */
values: Array<string>, };

/**
 * How an agenda item ended.
 */
export type Outcome = "approved" | "acknowledged" | "decided" | "amended" | "continued" | "reported" | "rejected" | "none_recorded";

/**
 * Pages to look at, the same as in the PDF.
 */
export type PagePreview = { 
/**
 * In order.
 */
pages: Array<PreviewPage>, 
/**
 * In Japanese: what a person should know, such as a character that no font has.
 */
warnings: Array<string>, };

/**
 * Asks what the importer makes of pasted lines.
 */
export type PasteAsk = { 
/**
 * The meeting.
 */
meeting: MeetingId, 
/**
 * The lines.
 */
text: string, };

/**
 * What the importer makes of pasted lines.
 */
export type PasteReading = { 
/**
 * Items.
 */
items: number, 
/**
 * Remarks.
 */
remarks: number, 
/**
 * The first speakers, as printed.
 */
speakers: Array<string>, 
/**
 * Whether the lines look like minutes: more than one remark, or an item.
 */
like_minutes: boolean, };

/**
 * A person in the register.
 */
export type PersonId = string;

/**
 * A person as a choice names them.
 */
export type PersonRef = { 
/**
 * Identity.
 */
id: PersonId, 
/**
 * Family and given name.
 */
name: string, 
/**
 * Posts held, newest first.
 */
posts: Array<string>, };

/**
 * A person.
 */
export type PersonRow = { 
/**
 * Identity.
 */
id: PersonId, 
/**
 * As printed.
 */
family_name: string, 
/**
 * Empty where it is not known.
 */
given_name: string, 
/**
 * In hiragana; empty where it is not known.
 */
reading: string, 
/**
 * To be given back when saving.
 */
row_version: number, };

/**
 * Adds a person, or changes one.
 */
export type PersonSave = { 
/**
 * The one to change, as it was seen; `None` to add one, even of the same name.
 */
row: Seen<PersonId> | null, 
/**
 * As printed.
 */
family_name: string, 
/**
 * Empty where it is not known.
 */
given_name: string, 
/**
 * In hiragana; empty where it is not known.
 */
reading: string, };

/**
 * A phase of a year.
 */
export type PhaseInput = { 
/**
 * The year.
 */
fiscal_year: FiscalYear, 
/**
 * Its word.
 */
phase: string, };

/**
 * A stretch of text.
 */
export type Piece = { 
/**
 * Where it stands.
 */
side: PieceSide, 
/**
 * Its characters.
 */
text: string, };

/**
 * Where a stretch of text stands.
 */
export type PieceSide = "both" | "before" | "after";

/**
 * Where a remark stands.
 */
export type PlaceInput = { 
/**
 * The item; `None` before the first one.
 */
item: AgendaItemId | null, 
/**
 * The remark of that item that it stands before; `None` for the end of the item.
 */
before: RemarkId | null, };

/**
 * A plan (計画) or a progress table that stands beside one.
 */
export type Plan = { 
/**
 * Identity.
 */
id: PlanId, 
/**
 * As printed.
 */
title: string, 
/**
 * The year it is for.
 */
fiscal_year: FiscalYear, 
/**
 * The date printed on it.
 */
issued_on: string | null, 
/**
 * The department printed on it; empty where none is.
 */
issued_by: string, };

/**
 * What can be changed in a plan. `base` is the version of the row that the caller has seen.
 */
export type PlanEdit = { "kind": "plan_add", 
/**
 * Its head.
 */
text: PlanInput, } | { "kind": "plan_write", 
/**
 * The plan.
 */
plan: PlanId, 
/**
 * Its version.
 */
base: number, 
/**
 * The new head.
 */
text: PlanInput, } | { "kind": "node_add", 
/**
 * The plan.
 */
plan: PlanId, 
/**
 * The node above it.
 */
parent: InitiativeId | null, 
/**
 * The child of `parent` that it stands before; the last where none is named.
 */
before: InitiativeId | null, 
/**
 * What it is.
 */
of: InitiativeKind, 
/**
 * What it says.
 */
text: NodeInput, } | { "kind": "node_write", 
/**
 * The node.
 */
node: InitiativeId, 
/**
 * Its version.
 */
base: number, 
/**
 * The new words.
 */
text: NodeInput, } | { "kind": "node_move", 
/**
 * The node.
 */
node: InitiativeId, 
/**
 * Its version.
 */
base: number, 
/**
 * The node above it from now on.
 */
parent: InitiativeId | null, 
/**
 * The child of `parent` that it stands before; the last where none is named.
 */
before: InitiativeId | null, } | { "kind": "node_delete", 
/**
 * The node.
 */
node: InitiativeId, 
/**
 * Its version.
 */
base: number, 
/**
 * Whether a person has seen what goes with it.
 */
accept: boolean, } | { "kind": "renumber", 
/**
 * The plan.
 */
plan: PlanId, } | { "kind": "relate", 
/**
 * Those that detail, continue or replace it.
 */
from: Array<InitiativeId>, 
/**
 * The one that they bear on.
 */
to: InitiativeId, 
/**
 * How.
 */
relation: RelationKind, } | { "kind": "unrelate", 
/**
 * The one that details, continues or replaces.
 */
from: InitiativeId, 
/**
 * The other one.
 */
to: InitiativeId, 
/**
 * How.
 */
relation: RelationKind, } | { "kind": "phases", 
/**
 * The node.
 */
node: InitiativeId, 
/**
 * What the caller has seen, in printed order.
 */
seen: Array<PhaseInput>, 
/**
 * What shall be.
 */
wanted: Array<PhaseInput>, } | { "kind": "activity_add", 
/**
 * The node.
 */
node: InitiativeId, 
/**
 * What is done.
 */
text: string, 
/**
 * When: 「6月～1月」; may be empty.
 */
months: string, } | { "kind": "activity_write", 
/**
 * The activity.
 */
activity: ActivityId, 
/**
 * Its version.
 */
base: number, 
/**
 * What is done.
 */
text: string, 
/**
 * When; may be empty.
 */
months: string, } | { "kind": "activity_delete", 
/**
 * The activity.
 */
activity: ActivityId, 
/**
 * Its version.
 */
base: number, } | { "kind": "report_add", 
/**
 * The node.
 */
node: InitiativeId, 
/**
 * The year reported on.
 */
fiscal_year: FiscalYear, 
/**
 * The half reported on.
 */
half: Half, 
/**
 * What it says.
 */
text: ReportInput, } | { "kind": "report_write", 
/**
 * The report.
 */
report: ProgressId, 
/**
 * Its version.
 */
base: number, 
/**
 * What it says.
 */
text: ReportInput, } | { "kind": "report_delete", 
/**
 * The report.
 */
report: ProgressId, 
/**
 * Its version.
 */
base: number, } | { "kind": "indicator_add", 
/**
 * The node.
 */
node: InitiativeId, 
/**
 * What is measured.
 */
name: string, 
/**
 * In what; may be empty.
 */
unit: string, } | { "kind": "indicator_write", 
/**
 * The indicator.
 */
indicator: IndicatorId, 
/**
 * Its version.
 */
base: number, 
/**
 * What is measured.
 */
name: string, 
/**
 * In what; may be empty.
 */
unit: string, } | { "kind": "indicator_delete", 
/**
 * The indicator.
 */
indicator: IndicatorId, 
/**
 * Its version.
 */
base: number, } | { "kind": "indicator_value", 
/**
 * The indicator.
 */
indicator: IndicatorId, 
/**
 * What the caller has seen of that year; `None` for nothing.
 */
seen: IndicatorValue | null, 
/**
 * What shall be; a year with neither is taken out.
 */
value: IndicatorValue, } | { "kind": "department_succeed", 
/**
 * What it was called.
 */
from: string, 
/**
 * What it is called, or which department took its work over.
 */
to: string, 
/**
 * The first day of the new one, as typed.
 */
since: string, } | { "kind": "succession_forget", 
/**
 * Its id.
 */
succession: string, };

/**
 * One edit.
 */
export type PlanEditRequest = { 
/**
 * What to change.
 */
edit: PlanEdit, 
/**
 * The burst that it belongs to: edits of one burst are undone as one step.
 */
burst: string | null, 
/**
 * The caller's number for it, so that a repeated call does nothing twice.
 */
op_id: string | null, };

/**
 * A plan (計画).
 */
export type PlanId = string;

/**
 * The head of a plan, as typed.
 */
export type PlanInput = { 
/**
 * Title.
 */
title: string, 
/**
 * The year it is for, as typed: R6, 2024, 令和６年度.
 */
fiscal_year: string, 
/**
 * The day it was issued, as typed; empty where none is.
 */
issued_on: string, 
/**
 * Who issued it; may be empty.
 */
issued_by: string, };

/**
 * Names a plan.
 */
export type PlanNamed = { 
/**
 * The plan.
 */
plan: PlanId, };

/**
 * A plan in which an initiative stands.
 */
export type PlanPoint = { 
/**
 * The initiative in that plan.
 */
initiative: InitiativeId, 
/**
 * Its number there.
 */
number: string, 
/**
 * Its title there.
 */
title: string, 
/**
 * Title of the plan.
 */
plan: string, 
/**
 * 1, 2, … among plans of the same title and year.
 */
version: number, 
/**
 * The year of the plan.
 */
fiscal_year: FiscalYear, 
/**
 * The day printed on it.
 */
issued_on: string | null, };

/**
 * A plan as lists mention it.
 */
export type PlanRef = { 
/**
 * Identity.
 */
id: PlanId, 
/**
 * As printed.
 */
title: string, 
/**
 * The year it is for.
 */
fiscal_year: FiscalYear, 
/**
 * 1, 2, … among plans of the same title and year.
 */
version: number, };

/**
 * A plan as it stood when a decision on it was recorded.
 */
export type PlanVersion = { 
/**
 * The decision.
 */
decision: DecisionRow, 
/**
 * The day of its meeting.
 */
held_on: string, 
/**
 * When a person confirmed the record of it, in UTC microseconds.
 */
recorded_at: number, 
/**
 * Number of initiatives then.
 */
initiatives: number, 
/**
 * Titles that the version before did not have.
 */
added: Array<string>, 
/**
 * Titles that the version before had.
 */
gone: Array<string>, 
/**
 * Titles of what said something else, or stood elsewhere.
 */
changed: Array<string>, };

/**
 * What a plan was, decision by decision.
 */
export type PlanVersions = { 
/**
 * In the order in which the decisions were recorded.
 */
versions: Array<PlanVersion>, };

/**
 * A plan ready to be worked on.
 */
export type PlanView = { 
/**
 * The plan.
 */
plan: Plan, 
/**
 * 1, 2, … among plans of the same title and year.
 */
version: number, 
/**
 * Whether it is a progress table that fits no plan.
 */
is_report: boolean, 
/**
 * Its nodes, depth first.
 */
nodes: Array<Initiative>, 
/**
 * Activities, node by node.
 */
activities: Array<Activity>, 
/**
 * Schedule, node by node, each node's in printed order.
 */
schedule: Array<Schedule>, 
/**
 * Reports, node by node, oldest first.
 */
progress: Array<Progress>, 
/**
 * Indicators, node by node.
 */
indicators: Array<Indicator>, 
/**
 * Ties to other initiatives.
 */
relations: Array<RelationOf>, 
/**
 * What became of departments.
 */
successions: Array<Succession>, 
/**
 * Version of the plan and of every node, activity, report and indicator, by id.
 */
versions: Record<string, number>, };

/**
 * A post (職).
 */
export type PostId = string;

/**
 * A post.
 */
export type PostRow = { 
/**
 * Identity.
 */
id: PostId, 
/**
 * As printed after a family name.
 */
title: string, 
/**
 * Empty for none.
 */
department: string, 
/**
 * To be given back when saving.
 */
row_version: number, };

/**
 * Adds a post, or changes one.
 */
export type PostSave = { 
/**
 * The one to change, as it was seen; `None` to add one.
 */
row: Seen<PostId> | null, 
/**
 * As printed after a family name.
 */
title: string, 
/**
 * Empty for none.
 */
department: string, };

/**
 * Which minutes to show as pages.
 */
export type PreviewMinutes = { 
/**
 * A meeting's id, date or label.
 */
meeting: string, 
/**
 * How they are printed.
 */
options: PrintOptions, 
/**
 * Hashes of the pages that the window holds: these are not sent again.
 */
known: Array<string>, };

/**
 * A page to look at.
 */
export type PreviewPage = { 
/**
 * Equal for pages that look the same.
 */
hash: string, 
/**
 * Width in points: 1/72 inch.
 */
width: number, 
/**
 * Height in points.
 */
height: number, 
/**
 * The page as an SVG image; `None` for one that the window holds.
 */
svg: string | null, };

/**
 * What can be chosen about minutes on paper.
 */
export type PrintOptions = { 
/**
 * 案: marked on every page, lines numbered, a margin for the round.
 */
draft: boolean, 
/**
 * A finalised version; `None` for the last one, or for the record as it is while it is worked on.
 */
version: number | null, 
/**
 * Name of a template; empty for the built-in one.
 */
template: string, 
/**
 * Readings over the names of those whose reading the register knows.
 */
readings: boolean, };

/**
 * A report on an initiative for a half year.
 */
export type Progress = { 
/**
 * Identity.
 */
id: ProgressId, 
/**
 * The initiative.
 */
initiative_id: InitiativeId, 
/**
 * The year reported on.
 */
fiscal_year: FiscalYear, 
/**
 * The half reported on.
 */
half: Half, 
/**
 * Place among the reports of the same initiative and half, from 0.
 */
position: number, 
/**
 * Date as printed: 「R2.7-8」; empty where none is.
 */
when: string, 
/**
 * As printed.
 */
text: string, 
/**
 * How far it has got, as printed: 「順調」; empty where nothing is.
 */
status: string, };

/**
 * A dated report on an initiative (進捗状況).
 */
export type ProgressId = string;

/**
 * Whether a person has confirmed what the program proposes.
 */
export type ProposalStatus = "proposed" | "confirmed" | "dismissed";

/**
 * A person in a post whom the register does not know.
 */
export type ProposedAppointment = { 
/**
 * Family name as printed.
 */
family_name: string, 
/**
 * Post as printed.
 */
post: string, 
/**
 * Department in the post's name; empty where it names none.
 */
department: string, 
/**
 * The day on which the post was held.
 */
on: string | null, 
/**
 * Indices of the remarks.
 */
remarks: Array<number>, 
/**
 * People of that family name whom the register knows: it may be one of them.
 */
alike: Array<PersonRef>, 
/**
 * What the register says otherwise, in Japanese; empty where it says nothing.
 */
note: string, };

/**
 * Whether minutes can be made final.
 */
export type Readiness = { 
/**
 * What stands in the way; empty when nothing does.
 */
blocks: Array<ReadyBlock>, };

/**
 * Something that stands in the way of finalising.
 */
export type ReadyBlock = { 
/**
 * `outcome`, `decision`, `follow_up`, `comment` or `evidence`.
 */
code: string, 
/**
 * In Japanese: what and where.
 */
message: string, 
/**
 * The item, where it is about one.
 */
item: AgendaItemId | null, 
/**
 * The remark, where it is about one.
 */
remark: RemarkId | null, };

/**
 * A search that the person meant: one whose hit was opened, or that was sent off.
 */
export type RecentAdd = { 
/**
 * As typed.
 */
query: string, };

/**
 * Searches that were made before, the last first.
 */
export type RecentSearches = { 
/**
 * As typed, each once.
 */
recent: Array<string>, };

/**
 * What was added to the register.
 */
export type RegisterAdded = { 
/**
 * People.
 */
people: number, 
/**
 * Posts.
 */
posts: number, 
/**
 * Appointments.
 */
appointments: number, 
/**
 * Rows that were there already.
 */
known: number, 
/**
 * Number of the last change in the library.
 */
seq: number, };

/**
 * A file of people, posts and days.
 */
export type RegisterFile = { 
/**
 * Full path of a CSV or an Excel file.
 */
path: string, 
/**
 * An encoding label; `None` to find out.
 */
encoding: string | null, };

/**
 * In which order the register stands.
 */
export type RegisterOrder = "date" | "number" | "agenda" | "outcome";

/**
 * What a file says of the register. Nothing is written.
 */
export type RegisterRead = { 
/**
 * What can be added.
 */
appointments: Array<NewAppointment>, 
/**
 * Rows that the register has already.
 */
known: number, 
/**
 * Rows that cannot be read, and why, in Japanese.
 */
problems: Array<RowProblem>, };

/**
 * Everything in the register.
 */
export type RegisterView = { 
/**
 * Oldest first.
 */
bodies: Array<BodyRow>, 
/**
 * Names of the departments, in order.
 */
departments: Array<string>, 
/**
 * By department and title.
 */
posts: Array<PostRow>, 
/**
 * By reading and name. Two people of one name are two rows.
 */
people: Array<PersonRow>, 
/**
 * Oldest first.
 */
appointments: Array<AppointmentRow>, };

/**
 * Result of rebuilding the index.
 */
export type Reindexed = { 
/**
 * Rows in the index.
 */
documents: number, 
/**
 * How long it took, in milliseconds.
 */
took_ms: number, };

/**
 * A remark that belongs to a hit.
 */
export type Related = { 
/**
 * How.
 */
relation: Beside, 
/**
 * The remark.
 */
id: RemarkId, 
/**
 * As printed.
 */
speaker: string, 
/**
 * Its beginning, in plain text.
 */
text: string, };

/**
 * How a decision bears on an initiative.
 */
export type Relation = "approves" | "amends" | "reports_on" | "instructs";

/**
 * How one initiative bears on another.
 */
export type RelationKind = "details" | "continues" | "replaces";

/**
 * A tie between two initiatives, seen from one of them.
 */
export type RelationOf = { 
/**
 * The one that it is seen from.
 */
initiative: InitiativeId, 
/**
 * The other one.
 */
other: InitiativeId, 
/**
 * Its number.
 */
number: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The year of its plan.
 */
fiscal_year: FiscalYear, 
/**
 * How the one bears on the other.
 */
relation: RelationKind, 
/**
 * Whether it is the other one that details, continues or replaces this one.
 */
from_other: boolean, };

/**
 * One uninterrupted turn of one speaker.
 */
export type Remark = { 
/**
 * Identity.
 */
id: RemarkId, 
/**
 * Its meeting.
 */
meeting_id: MeetingId, 
/**
 * The item it belongs to; `None` before the first one.
 */
agenda_item_id: AgendaItemId | null, 
/**
 * Place among all remarks of the meeting, from 0.
 */
position: number, 
/**
 * The mark as printed (● ☆ …), where the document uses marks.
 */
mark: string | null, 
/**
 * The side that the mark, the bracket or the post tells.
 */
side: Side, 
/**
 * What it does.
 */
function: Function, 
/**
 * Who speaks; `None` for a narrative passage.
 */
speaker: Speaker | null, 
/**
 * The appointment of that speaker on that date, where known.
 */
appointment_id: AppointmentId | null, 
/**
 * What is printed in parentheses after the speaker: 「資料１に基づいて説明」.
 */
note: string | null, 
/**
 * Markdown: see [`crate::body`].
 */
body: string, 
/**
 * For each block of the body, the first and last line (from 1) of the imported source.
 * Empty for a remark that was typed in.
 */
source_lines: Array<[number, number]>, 
/**
 * When it was said, for a remark of a transcript.
 */
span: TimeSpan | null, };

/**
 * One turn of one speaker (発言).
 */
export type RemarkId = string;

/**
 * What a person types of a remark.
 */
export type RemarkInput = { 
/**
 * The mark; `None` for a passage without one.
 */
mark: string | null, 
/**
 * The speaker as it is to print; empty for none.
 */
speaker: string, 
/**
 * Name and post, where a person has chosen them; told from the printed text otherwise.
 */
split: SplitInput | null, 
/**
 * In parentheses after the speaker, without them; empty for none.
 */
note: string, 
/**
 * Plain text.
 */
text: string, };

/**
 * A remark ready to be drawn.
 */
export type RemarkView = { 
/**
 * Identity.
 */
id: RemarkId, 
/**
 * Its body.
 */
blocks: Array<Block>, 
/**
 * Spans to underline, in order of where they begin.
 */
spans: Array<Span>, };

/**
 * A report, as typed.
 */
export type ReportInput = { 
/**
 * When, as printed; may be empty.
 */
when: string, 
/**
 * 未着手, 取組中, 完了, 遅れ, or another word; may be empty.
 */
status: string, 
/**
 * What was done; may be empty where there is a status.
 */
text: string, };

/**
 * Takes in the comments and tracked changes of a Word document that came back from the round.
 */
export type ReviewTakeIn = { 
/**
 * The meeting.
 */
meeting: MeetingId, 
/**
 * The file.
 */
path: string, };

/**
 * What of a document that came back was taken in.
 */
export type ReviewTaken = { 
/**
 * Comments and changes that were tied to their words.
 */
tied: number, 
/**
 * Those whose words were not found exactly once: they stand for the whole, words and all.
 */
loose: number, 
/**
 * The name of what was done, as undo will show it: 「決定の確認」.
 */
label: string, 
/**
 * Number of the last change in the library.
 */
seq: number, };

/**
 * A half year of a plan.
 */
export type RoundAsk = { 
/**
 * The year reported on.
 */
fiscal_year: FiscalYear, 
/**
 * The half reported on.
 */
half: Half, 
/**
 * The plan; the newest begun by then where none is named.
 */
plan: PlanId | null, };

/**
 * A department and what it is asked about.
 */
export type RoundDepartment = { 
/**
 * As it is called at the end of the half year; empty where the plan names none.
 */
name: string, 
/**
 * What it is asked about: initiatives that name it, or one that it followed, first.
 */
initiatives: Array<InitiativeId>, 
/**
 * Initiatives that name it after another one, which answers for them (共管).
 */
shared: Array<InitiativeId>, 
/**
 * Those without a report.
 */
missing: Array<InitiativeId>, };

/**
 * Sheets to write.
 */
export type RoundSheets = { 
/**
 * `xlsx`, `docx`; both where none is named.
 */
formats: Array<string>, 
/**
 * Full path of a folder; made where there is none.
 */
folder: string, 
/**
 * The year reported on.
 */
fiscal_year: FiscalYear, 
/**
 * The half reported on.
 */
half: Half, 
/**
 * The plan; the newest begun by then where none is named.
 */
plan: PlanId | null, };

/**
 * Who is asked what.
 */
export type RoundView = { 
/**
 * The plan.
 */
plan: Plan, 
/**
 * The year reported on.
 */
fiscal_year: FiscalYear, 
/**
 * The half reported on.
 */
half: Half, 
/**
 * Departments in the order of the plan.
 */
departments: Array<RoundDepartment>, 
/**
 * How many initiatives are asked about.
 */
initiatives: number, 
/**
 * How many of them have no report.
 */
missing: number, };

/**
 * An item or a remark that differs.
 */
export type RowChange = { 
/**
 * The row.
 */
id: string, 
/**
 * Whether it is an item of the agenda.
 */
is_item: boolean, 
/**
 * How it differs.
 */
fate: RowFate, 
/**
 * The item that it stands under, as printed; empty before the first.
 */
under: string, 
/**
 * Mark, speaker and note, cut where they differ.
 */
heading: Array<Piece>, 
/**
 * The words, cut where they differ.
 */
words: Array<Piece>, };

/**
 * How a row differs.
 */
export type RowFate = "added" | "removed" | "moved" | "changed" | "moved_and_changed";

/**
 * A row that cannot be read.
 */
export type RowProblem = { 
/**
 * The row, from 1, headings included.
 */
row: number, 
/**
 * Why, in Japanese.
 */
message: string, };

/**
 * An error as a window or a script sees it.
 */
export type RpcError = { 
/**
 * Stable name.
 */
code: string, 
/**
 * In Japanese, one line: what, where, what to do.
 */
message: string, 
/**
 * What a caller may need besides: `file`, `meeting` …
 */
params: { [key in string]: string }, };

/**
 * A search that is kept: a view that says what has come since it was last looked at.
 */
export type SavedSearch = { 
/**
 * Identity.
 */
id: string, 
/**
 * What the person calls it.
 */
name: string, 
/**
 * What it asks.
 */
request: SearchRequest, 
/**
 * How many hits it has now.
 */
total: number, 
/**
 * Which of them are new or have changed since it was last looked at, newest first; at most 100.
 */
new: Array<string>, };

/**
 * Names a search that is kept.
 */
export type SavedSearchNamed = { 
/**
 * Its identity.
 */
id: string, };

/**
 * Keeps a search. One of the same name is replaced.
 */
export type SavedSearchPut = { 
/**
 * What to call it.
 */
name: string, 
/**
 * What it asks.
 */
request: SearchRequest, };

/**
 * Searches that are kept.
 */
export type SavedSearches = { 
/**
 * By name.
 */
saved: Array<SavedSearch>, };

/**
 * One cell of the schedule (工程表).
 */
export type Schedule = { 
/**
 * The node it belongs to.
 */
initiative_id: InitiativeId, 
/**
 * The year of the cell.
 */
fiscal_year: FiscalYear, 
/**
 * As printed: 検討, 実施, 順次実施, 随時実施.
 */
phase: string, };

/**
 * What can be typed into the box.
 */
export type SearchHelp = { 
/**
 * In the order in which they are shown.
 */
operators: Array<OperatorHelp>, };

/**
 * What to look for.
 */
export type SearchRequest = { 
/**
 * In the query language; nothing is an error here.
 */
query: string, 
/**
 * `remark`, `decision`, `agenda`, `initiative`, `progress`, `document`, `follow_up`, `meeting`; empty for all.
 */
kinds: Array<string>, 
/**
 * Western years in which the fiscal year begins; empty for all.
 */
fiscal_years: Array<number>, 
/**
 * First day.
 */
from: string | null, 
/**
 * Last day.
 */
to: string | null, 
/**
 * Speakers: a hit's printed speaker contains one of these.
 */
speakers: Array<string>, 
/**
 * ● ☆ …
 */
marks: Array<string>, 
/**
 * Bodies: a hit's body name contains one of these.
 */
bodies: Array<string>, 
/**
 * Outcomes.
 */
outcomes: Array<Outcome>, 
/**
 * Only in this meeting.
 */
meeting: MeetingId | null, 
/**
 * Order of the hits.
 */
sort: Sort, 
/**
 * Most hits to return; 0 stands for 20, never more than 500.
 */
limit: number, 
/**
 * Hits to leave out at the start.
 */
offset: number, 
/**
 * Look for the words exactly as typed, without their other spellings.
 */
exact_spelling: boolean, 
/**
 * Which keystroke this is, so that an older one is dropped; `None` for what is asked once.
 */
turn: Turn | null, 
/**
 * Only the page, without the exact number and the counts: for the first answer to a keystroke.
 */
first_page_only: boolean, };

/**
 * What was found.
 */
export type SearchResponse = { 
/**
 * The query as it was typed.
 */
query: string, 
/**
 * Number of hits.
 */
total: number, 
/**
 * Whether `total` is exact; otherwise there are at least so many.
 */
total_is_exact: boolean, 
/**
 * Time in the index, in microseconds.
 */
took_us: number, 
/**
 * Counts by `kind`, `fiscal_year`, `speaker`, `mark`, `body`, `outcome`.
 */
facets: { [key in string]: { [key in string]: number } }, 
/**
 * Hits in order.
 */
hits: Array<Hit>, 
/**
 * Other spellings that were looked for too.
 */
expansions: Array<Expansion>, 
/**
 * What was ignored in the query, in Japanese.
 */
ignored: Array<string>, 
/**
 * The parts of the query, each of which can be taken away.
 */
chips: Array<Chip>, 
/**
 * What would hit, where nothing does.
 */
instead: Array<Instead>, 
/**
 * The hits by meeting, in the order of their best hit.
 */
groups: Array<Group>, 
/**
 * Whether the index has seen every change, and if not, why.
 */
index: IndexStatus, };

/**
 * The hits of a search as rows of a table.
 */
export type SearchRows = { 
/**
 * Headings of the columns.
 */
columns: Array<string>, 
/**
 * A row for each hit, a cell for each column.
 */
rows: Array<Array<string>>, 
/**
 * How many hits there are: more than rows where the list was cut.
 */
total: number, };

/**
 * A row as it was seen: it is not changed when somebody else has changed it since.
 */
export type Seen<Id> = { 
/**
 * Identity.
 */
id: Id, 
/**
 * Its version when it was seen.
 */
row_version: number, };

/**
 * Settings that belong to the person at the machine.
 */
export type Settings = { 
/**
 * Name used when confirming and writing.
 */
actor: string, 
/**
 * `system`, `light` or `dark`.
 */
theme: string, };

/**
 * The side a speaker is on. A side, not a function: a ● may explain, answer, chair or close.
 */
export type Side = "presenter" | "chair" | "member" | "unknown";

/**
 * A part of a snippet.
 */
export type SnippetPart = { 
/**
 * Source text.
 */
text: string, 
/**
 * Whether it matched.
 */
mark: boolean, };

/**
 * Order of the hits.
 */
export type Sort = "relevance" | "newest" | "oldest";

/**
 * The file that a meeting was imported from.
 */
export type SourceInfo = { 
/**
 * Name of the file, without its folder.
 */
file_name: string, 
/**
 * SHA-256 in hexadecimal.
 */
sha256: string, 
/**
 * Size in bytes.
 */
bytes: number, 
/**
 * When it was imported, in UTC microseconds.
 */
imported_at: number, };

/**
 * One line of the source and how it was read.
 */
export type SourceLine = { 
/**
 * From 1.
 */
line: number, 
/**
 * Untouched.
 */
text: string, 
/**
 * Where it went.
 */
role: LineRole, 
/**
 * The remark it belongs to, as an index.
 */
remark: number | null, };

/**
 * A span of a block's text that carries something.
 */
export type Span = { 
/**
 * Index of the block.
 */
block: number, 
/**
 * First UTF-16 code unit in the block's text.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * What it carries.
 */
carries: Carried, };

/**
 * A speaker: always as printed, split into name and post where that is known.
 */
export type Speaker = { 
/**
 * As printed: 「横山スマート改革推進課長」.
 */
printed: string, 
/**
 * Family name: 「横山」; empty where only a role is printed.
 */
name: string, 
/**
 * Post: 「スマート改革推進課長」; empty where only a name is printed.
 */
post: string, };

/**
 * Somebody who may speak.
 */
export type SpeakerChoice = { 
/**
 * As it would print.
 */
printed: string, 
/**
 * Family name.
 */
name: string, 
/**
 * Post.
 */
post: string, 
/**
 * Reading of the name; empty when unknown.
 */
reading: string, 
/**
 * First day in office, where the register knows; the day last heard otherwise.
 */
since: string | null, 
/**
 * Whether the register has the appointment on that day.
 */
in_office: boolean, };

/**
 * Who may speak at a meeting.
 */
export type SpeakerChoices = { 
/**
 * Those in office on the day, then those heard before.
 */
choices: Array<SpeakerChoice>, };

/**
 * How a printed speaker is split.
 */
export type SpeakerSplit = { 
/**
 * Index of the remark in the draft.
 */
remark: number, 
/**
 * Family name.
 */
name: string, 
/**
 * Post.
 */
post: string, };

/**
 * A speaker split into name and post.
 */
export type SplitInput = { 
/**
 * Family name.
 */
name: string, 
/**
 * Post.
 */
post: string, };

/**
 * What a person has said of an item.
 */
export type Standing = "proposed" | "confirmed" | "open";

/**
 * A department that another one followed.
 */
export type Succession = { 
/**
 * Identity.
 */
id: string, 
/**
 * What it was called.
 */
from: string, 
/**
 * What it is called, or which department took its work over.
 */
to: string, 
/**
 * The first day of the new one.
 */
since: string, };

/**
 * An initiative that a decision may be about.
 */
export type Suggestion = { 
/**
 * The initiative.
 */
id: InitiativeId, 
/**
 * Its number.
 */
number: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The headings above it.
 */
path: Array<string>, 
/**
 * 0 to 1.
 */
score: number, 
/**
 * The words that speak for it.
 */
words: Array<string>, 
/**
 * How often a decision was tied to it, or to its namesake in another plan, before.
 */
accepted: number, };

/**
 * Initiatives that a decision may be about, best first.
 */
export type Suggestions = { 
/**
 * Best first.
 */
suggestions: Array<Suggestion>, };

/**
 * The columns of a table and what they were taken for.
 */
export type TableColumns = { 
/**
 * The headings as one text: what was said of one table is remembered for the next with the same.
 */
signature: string, 
/**
 * As printed, from the left.
 */
headings: Array<string>, 
/**
 * What each column was taken for; `None` where it was taken for nothing.
 */
meanings: Array<string | null>, 
/**
 * The first rows, as printed.
 */
sample: Array<Array<string>>, 
/**
 * Whether the meanings were remembered from an earlier table.
 */
remembered: boolean, };

/**
 * What has changed in a table since the plan that the library holds.
 */
export type TableComparison = { 
/**
 * The plan compared with.
 */
with: PlanRef, 
/**
 * Every initiative of either, in the order of the new table, what is gone at the end.
 */
initiatives: Array<ComparedInitiative>, };

/**
 * A plan or a progress table.
 */
export type TableDraft = { 
/**
 * As printed.
 */
title: string, 
/**
 * The year it is for.
 */
fiscal_year: FiscalYear | null, 
/**
 * The half reported on, for progress.
 */
period: Half | null, 
/**
 * The date printed on it.
 */
issued_on: string | null, 
/**
 * The department printed on it; empty where none is.
 */
issued_by: string, 
/**
 * The label of the document, as printed: 「資料２別表」; empty where none is.
 */
document: string, 
/**
 * How the columns of the first table were read, from the left; empty for a form.
 */
columns: Array<DraftColumn>, 
/**
 * Initiatives in printed order.
 */
initiatives: Array<DraftInitiative>, 
/**
 * 注: lines under a table that speak of all of it.
 */
notes: Array<string>, 
/**
 * Source lines that found no place.
 */
unplaced: Array<UnplacedLine>, 
/**
 * How much of the text found a place.
 */
coverage: Coverage, 
/**
 * What a person should look at.
 */
warnings: Array<Warning>, };

/**
 * What a column of a table holds.
 */
export type TableField = "pillar" | "number" | "initiative" | "item" | "summary" | "activity" | "when" | "month" | "department" | "schedule" | "report" | "status" | "indicator" | "unit" | "target" | "actual" | "note" | "ignore";

/**
 * Copies the built-in template into the library, to be changed there.
 */
export type TemplateCopy = { 
/**
 * The name of the copy.
 */
name: string, 
/**
 * The `.typ` files, too, and not only the settings.
 */
with_layout: boolean, };

/**
 * A template.
 */
export type TemplateInfo = { 
/**
 * Its name: that of its folder.
 */
name: string, 
/**
 * The one that is always there and cannot be changed.
 */
built_in: boolean, 
/**
 * Whether it draws its pages itself, with `.typ` files of its own.
 */
has_layout: boolean, 
/**
 * Full path of its folder; empty for the built-in one.
 */
folder: string, 
/**
 * What is wrong with it; `None` for one that can be used.
 */
problem: TemplateProblem | null, };

/**
 * Every template.
 */
export type TemplateList = { 
/**
 * The built-in one first, then the library's by name.
 */
templates: Array<TemplateInfo>, };

/**
 * Names a template.
 */
export type TemplateNamed = { 
/**
 * Its name.
 */
name: string, };

/**
 * What is wrong with a template.
 */
export type TemplateProblem = { 
/**
 * Name of the file; empty where none is to blame.
 */
file: string, 
/**
 * Line, from 1.
 */
line: number | null, 
/**
 * In Japanese: what and where.
 */
message: string, };

/**
 * A stretch of a recording, in milliseconds from its beginning.
 */
export type TimeSpan = { 
/**
 * The first moment.
 */
from_ms: number, 
/**
 * The moment after the last; never before `from_ms`.
 */
to_ms: number, };

/**
 * A decision that a change touches.
 */
export type Touched = { 
/**
 * 「R4-1-2」
 */
number: string, 
/**
 * Its words.
 */
quote: string, 
/**
 * The initiatives that it is tied to, as 「２ 窓口の見直し」.
 */
initiatives: Array<string>, };

/**
 * One of a row of requests of which only the newest matters.
 */
export type Turn = { 
/**
 * Which box asks.
 */
source: string, 
/**
 * Rises with every keystroke. A request with a smaller number than one seen before is refused
 * with the code `superseded`, and so is one that is running when a greater number comes.
 */
number: number, };

/**
 * A source line that found no place.
 */
export type UnplacedLine = { 
/**
 * From 1.
 */
line: number, 
/**
 * Untouched.
 */
text: string, };

/**
 * A value that differs; `None` on the side that does not have it.
 */
export type ValueChange = { 
/**
 * What it is, as people say it.
 */
name: string, 
/**
 * In the older version.
 */
before: string | null, 
/**
 * In the newer one.
 */
after: string | null, };

/**
 * What a person says of a follow-up.
 */
export type Verdict = { "kind": "confirm" } | { "kind": "dismiss" } | { "kind": "answer", 
/**
 * The answering remark.
 */
remark: RemarkId | null, 
/**
 * The answering report on an initiative; counts where no remark is named.
 */
progress?: ProgressId, } | { "kind": "reopen" };

/**
 * What verification found.
 */
export type VerifyReport = { 
/**
 * Nothing to report.
 */
ok: boolean, 
/**
 * Meetings, versions, originals and evidence looked at.
 */
checked: Array<Checked>, 
/**
 * One line each, in Japanese.
 */
findings: Array<Finding>, };

/**
 * Names a version of a meeting.
 */
export type VersionAsk = { 
/**
 * A meeting's id, date or label.
 */
meeting: string, 
/**
 * From 1.
 */
number: number, };

/**
 * Brings an earlier version back, as a new one.
 */
export type VersionBack = { 
/**
 * A meeting's id, date or label.
 */
meeting: string, 
/**
 * The version, from 1.
 */
number: number, 
/**
 * Why, for the new version.
 */
reason: string, };

/**
 * The versions of a meeting.
 */
export type VersionList = { 
/**
 * Oldest first.
 */
versions: Array<VersionSummary>, };

/**
 * A version of a meeting.
 */
export type VersionSummary = { 
/**
 * From 1.
 */
number: number, 
/**
 * What the record became by it.
 */
status: MeetingStatus, 
/**
 * Who made it.
 */
actor: string, 
/**
 * Why.
 */
reason: string, 
/**
 * When, in UTC microseconds.
 */
at: number, 
/**
 * SHA-256 of the snapshot and of the version before, in hexadecimal.
 */
sha256: string, };

/**
 * Counts of what waits for a person.
 */
export type Waiting = { 
/**
 * Minutes that are not final.
 */
meetings_in_work: number, 
/**
 * Of these, on their round (確認中).
 */
meetings_in_review: number, 
/**
 * Of these, final once and open for correction.
 */
meetings_in_correction: number, 
/**
 * Proposed decisions.
 */
decisions_proposed: number, 
/**
 * Confirmed decisions without an initiative.
 */
decisions_unlinked: number, 
/**
 * Agenda items without a decision that nobody has marked 記録なし.
 */
items_open: number, 
/**
 * Proposed follow-ups.
 */
follow_ups_proposed: number, 
/**
 * Confirmed follow-ups without an answer.
 */
follow_ups_open: number, 
/**
 * Of these, due before today.
 */
follow_ups_overdue: number, 
/**
 * Initiatives that no decision stands behind.
 */
initiatives_undecided: number, 
/**
 * Initiatives of the newest plan without a report on this half year.
 */
initiatives_unreported: number, 
/**
 * Indicators with a value for this year.
 */
indicators: number, 
/**
 * Indicators with a target, for this year or before, of which no actual value is known.
 */
indicators_unmeasured: number, 
/**
 * Words that are no longer in their remark, of minutes that are not final.
 */
evidence_broken: number, };

/**
 * Asks for the initiatives that wait for something.
 */
export type WaitingAsk = { 
/**
 * For what.
 */
kind: InitiativesWait, };

/**
 * An initiative that waits for something.
 */
export type WaitingInitiative = { 
/**
 * Identity.
 */
id: InitiativeId, 
/**
 * Its number.
 */
number: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Departments in charge.
 */
departments: Array<string>, 
/**
 * Title of its plan.
 */
plan: string, 
/**
 * The year of its plan.
 */
fiscal_year: FiscalYear, 
/**
 * The indicator, where one waits for its actual value.
 */
note: string, };

/**
 * The initiatives behind a number of the first view.
 */
export type WaitingInitiatives = { 
/**
 * Newest plan first, then as printed.
 */
initiatives: Array<WaitingInitiative>, };

/**
 * Lets a finding stand, or looks at it again.
 */
export type WaiveRequest = { 
/**
 * The meeting.
 */
meeting: MeetingId, 
/**
 * What the finding is recognised by.
 */
key: string, 
/**
 * Why it may stand; `None` looks at it again.
 */
reason: string | null, };

/**
 * Something a person should look at.
 */
export type Warning = { 
/**
 * Stable name: `weekday-mismatch`.
 */
code: string, 
/**
 * In Japanese.
 */
message: string, 
/**
 * Source line, from 1, where there is one.
 */
line: number | null, };

/**
 * Words that a person has marked in a remark.
 */
export type WordsInput = { 
/**
 * The remark.
 */
remark: RemarkId, 
/**
 * The words, verbatim in its plain text.
 */
quote: string, 
/**
 * Where they begin, in characters of the plain text; the first place when not given.
 */
at: number | null, };

/**
 * A sheet that was written.
 */
export type WrittenSheet = { 
/**
 * Name of the file.
 */
name: string, 
/**
 * Who fills it in; empty where the plan names nobody.
 */
department: string, 
/**
 * How many initiatives it asks about.
 */
initiatives: number, };

/**
 * Sheets that were written.
 */
export type WrittenSheets = { 
/**
 * The folder.
 */
folder: string, 
/**
 * The files in it.
 */
files: Array<WrittenSheet>, };

/** What each command takes and gives. */
export interface Commands {
  library_status: { request: Nothing; response: LibraryStatus };
  demo_load: { request: Nothing; response: Done };
  initiatives_waiting: { request: WaitingAsk; response: WaitingInitiatives };
  verify: { request: Nothing; response: VerifyReport };
  reindex: { request: Nothing; response: Reindexed };
  undo: { request: Nothing; response: Done };
  redo: { request: Nothing; response: Done };
  settings_get: { request: Nothing; response: Settings };
  settings_set: { request: Settings; response: Settings };
  meetings_list: { request: Nothing; response: MeetingList };
  meeting_show: { request: MeetingShow; response: MeetingView };
  meeting_source: { request: MeetingShow; response: MeetingSource };
  meeting_ready: { request: MeetingShow; response: Readiness };
  meeting_finalise: { request: FinaliseRequest; response: Done };
  meeting_publish: { request: FinaliseRequest; response: Done };
  meeting_correct: { request: FinaliseRequest; response: Done };
  meeting_versions: { request: MeetingShow; response: VersionList };
  meeting_version: { request: VersionAsk; response: MeetingView };
  meeting_bring_back: { request: VersionBack; response: Done };
  meeting_compare: { request: CompareAsk; response: Comparison };
  comments_list: { request: MeetingShow; response: CommentList };
  comment_add: { request: CommentAdd; response: Done };
  review_take_in: { request: ReviewTakeIn; response: ReviewTaken };
  comment_settle: { request: CommentSettle; response: Done };
  meeting_editor: { request: MeetingShow; response: EditorView };
  meeting_edit: { request: EditRequest; response: Edited };
  meeting_propose: { request: NewMeetingAsk; response: NewMeetingProposal };
  meeting_begin: { request: NewMeeting; response: MeetingBegun };
  meeting_speakers: { request: MeetingShow; response: SpeakerChoices };
  paste_read: { request: PasteAsk; response: PasteReading };
  check: { request: CheckAsk; response: CheckReport };
  check_waive: { request: WaiveRequest; response: Done };
  check_words_get: { request: Nothing; response: CheckWords };
  check_words_set: { request: CheckWords; response: CheckWords };
  search: { request: SearchRequest; response: SearchResponse };
  search_complete: { request: CompleteRequest; response: Completions };
  search_help: { request: Nothing; response: SearchHelp };
  search_recent: { request: Nothing; response: RecentSearches };
  search_recent_add: { request: RecentAdd; response: RecentSearches };
  search_recent_clear: { request: Nothing; response: RecentSearches };
  saved_searches: { request: Nothing; response: SavedSearches };
  saved_search_put: { request: SavedSearchPut; response: Done };
  saved_search_seen: { request: SavedSearchNamed; response: Done };
  saved_search_remove: { request: SavedSearchNamed; response: Done };
  search_rows: { request: SearchRequest; response: SearchRows };
  export_search: { request: ExportSearch; response: Exported };
  index_status: { request: Nothing; response: IndexStatus };
  index_build: { request: IndexBuild; response: IndexStatus };
  index_call_off: { request: Nothing; response: IndexStatus };
  decisions_list: { request: DecisionsAsk; response: DecisionList };
  decision_confirm: { request: DecisionConfirm; response: Done };
  decision_dismiss: { request: DecisionNamed; response: Done };
  decision_link: { request: LinkRequest; response: Done };
  decision_unlink: { request: LinkRequest; response: Done };
  link_suggestions: { request: DecisionNamed; response: Suggestions };
  decision_amend: { request: DecisionAmend; response: Done };
  item_none_recorded: { request: NoneRecorded; response: Done };
  decision_bind: { request: DecisionBind; response: Done };
  evidence_broken: { request: Nothing; response: BrokenList };
  evidence_settle: { request: EvidenceSettle; response: Done };
  initiatives_list: { request: Nothing; response: InitiativeList };
  initiative_show: { request: InitiativeShow; response: InitiativeView };
  initiative_events: { request: InitiativeNamed; response: InitiativeEvents };
  plan_show: { request: PlanNamed; response: PlanView };
  initiatives_relate: { request: InitiativesRelate; response: InitiativesRelated };
  plan_edit: { request: PlanEditRequest; response: Edited };
  plan_versions: { request: PlanNamed; response: PlanVersions };
  round_show: { request: RoundAsk; response: RoundView };
  round_sheets: { request: RoundSheets; response: WrittenSheets };
  follow_ups_list: { request: Nothing; response: FollowUpList };
  follow_up_settle: { request: FollowUpSettle; response: Done };
  follow_up_edit: { request: FollowUpEdit; response: Done };
  follow_up_answers: { request: FollowUpNamed; response: AnswerCandidates };
  import_preview: { request: ImportPreview; response: ImportPreviewed };
  import_commit: { request: ImportCommit; response: Imported };
  intake_open: { request: IntakeOpen; response: IntakeOpened };
  intake_run: { request: IntakeRun; response: IntakeReport };
  intake_progress: { request: Nothing; response: IntakeProgress };
  intake_cancel: { request: Nothing; response: IntakeProgress };
  intake_report: { request: Nothing; response: IntakeReport };
  intake_report_save: { request: IntakeReportSave; response: Nothing };
  register_show: { request: Nothing; response: RegisterView };
  body_save: { request: BodySave; response: Done };
  body_succeed: { request: BodySucceed; response: Done };
  person_save: { request: PersonSave; response: Done };
  post_save: { request: PostSave; response: Done };
  department_rename: { request: DepartmentRename; response: Done };
  appointment_save: { request: AppointmentSave; response: Done };
  appointment_delete: { request: AppointmentDelete; response: Done };
  appointments_add: { request: AppointmentsAdd; response: RegisterAdded };
  register_read: { request: RegisterFile; response: RegisterRead };
  register_import: { request: RegisterFile; response: RegisterAdded };
  export_minutes: { request: ExportMinutes; response: Exported };
  export_name: { request: ExportName; response: FileName };
  preview_minutes: { request: PreviewMinutes; response: PagePreview };
  export_volume: { request: ExportVolume; response: Exported };
  export_volume_cancel: { request: Nothing; response: Done };
  templates_list: { request: Nothing; response: TemplateList };
  template_copy: { request: TemplateCopy; response: TemplateInfo };
  template_check: { request: TemplateNamed; response: TemplateInfo };
  verify_file: { request: FileNamed; response: FileVerdict };
  export_formats: { request: Nothing; response: ExportFormats };
  export_list: { request: ExportList; response: Exported };
  export_list_name: { request: ListWanted; response: FileName };
  export_many: { request: ExportMany; response: ExportedMany };
  export_progress: { request: Nothing; response: ExportProgress };
  export_cancel: { request: Nothing; response: ExportProgress };
  export_site: { request: ExportSite; response: ExportedSite };
}
