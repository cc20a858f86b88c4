//! A better reading of minutes takes the place of an earlier one, and what people did is carried over.
//!
//! Invariants: a number that a decision ever had means that decision for ever: what is found again keeps
//! it, what is new is numbered after the highest that was ever given. What the new reading cannot
//! carry is lost only when that is accepted.

use gijicho_model::draft::MinutesDraft;
use gijicho_model::{
    Decision, DecisionId, FollowUp, InitiativeId, LinkStatus, MeetingId, Outcome, ProposalStatus, Relation, body, fold,
};
use uuid::Uuid;

use crate::error::{Lost, Result};
use crate::follow_up::NewFollowUp;
use crate::hash::Sha256;
use crate::import_minutes::{MinutesImport, unplaced};
use crate::meeting::Losses;
use crate::reader::Reader;
use crate::sql::Text;
use crate::transact::Tx;

/// What an earlier reading holds, and where each of it goes on in the new one.
pub(crate) struct Carried {
    decisions: Vec<KeptDecision>,
    follow_ups: Vec<FollowUp>,
    /// For each decision of the draft, the one before that it goes on with.
    decision_of: Vec<Option<usize>>,
    /// The same for follow-ups.
    follow_up_of: Vec<Option<usize>>,
    /// The serial of the first decision that is new.
    pub(crate) first_free_serial: u32,
}

/// A decision of the earlier reading, with what people had done to it.
pub(crate) struct KeptDecision {
    key: (String, String),
    decision: Decision,
    pub(crate) links: Vec<(InitiativeId, Relation, LinkStatus)>,
    /// Decisions of other meetings that replaced it.
    superseded_by: Vec<DecisionId>,
    /// Whether a person has done anything to it, a look apart.
    is_touched: bool,
}

/// A document of the earlier reading that has more than its label.
struct KeptDocument {
    label: String,
    title: String,
    file: Option<Sha256>,
}

impl KeptDecision {
    /// How much it would hurt to lose it: of several on the same words the one that hurts most goes on.
    fn weight(&self) -> (bool, bool, bool) {
        (self.decision.status == ProposalStatus::Confirmed, !self.links.is_empty(), self.is_touched)
    }

    /// Lets it go on as `new`: identity and number always, what it says where a person stands behind it.
    /// What it replaces may not be there yet: that is tied when all are.
    pub(crate) fn go_on_in(&self, new: &mut Decision) {
        let Decision { id, serial, status, confirmed_by, confirmed_at, .. } = self.decision.clone();
        (new.id, new.serial, new.status, new.confirmed_by, new.confirmed_at) =
            (id, serial, status, confirmed_by, confirmed_at);
        if self.is_touched {
            let Decision { outcome, phrase, condition, .. } = self.decision.clone();
            (new.outcome, new.phrase, new.condition) = (outcome, phrase, condition);
        }
    }
}

impl Carried {
    /// For a meeting that had nothing.
    pub(crate) fn nothing() -> Self {
        Self {
            decisions: Vec::new(),
            follow_ups: Vec::new(),
            decision_of: Vec::new(),
            follow_up_of: Vec::new(),
            first_free_serial: 1,
        }
    }

    /// Finds for each decision and follow-up of the draft the one before on the same words.
    fn of(reader: &Reader<'_>, id: MeetingId, draft: &MinutesDraft) -> Result<Self> {
        let mut decisions = reader.kept_decisions(id)?;
        decisions.sort_by_key(KeptDecision::weight);
        decisions.reverse();
        let follow_ups = reader.follow_ups_of(id)?;
        let keys = draft.decisions.iter().map(|decision| {
            let title = draft.agenda.get(decision.agenda).map(|item| item.title.as_str()).unwrap_or_default();
            (decision.outcome != Outcome::NoneRecorded).then(|| key_of(title, &decision.quote))
        });
        let decision_of = matched(keys, &decisions, |kept, key| kept.key == *key);
        let quotes = draft.follow_ups.iter().map(|follow_up| Some(fold::squeezed(&follow_up.quote)));
        let follow_up_of = matched(quotes, &follow_ups, |kept, quote| fold::squeezed(&kept.quote) == *quote);
        let first_free_serial = reader.highest_serial(id)? + 1;
        Ok(Self { decisions, follow_ups, decision_of, follow_up_of, first_free_serial })
    }

    /// The decision that one of the draft goes on with.
    pub(crate) fn decision(&self, drafted: usize) -> Option<&KeptDecision> {
        self.decision_of.get(drafted).copied().flatten().map(|at| &self.decisions[at])
    }

    /// The follow-up that one of the draft goes on with.
    pub(crate) fn follow_up(&self, drafted: usize) -> Option<&FollowUp> {
        self.follow_up_of.get(drafted).copied().flatten().map(|at| &self.follow_ups[at])
    }

    fn carries_decision(&self, id: Uuid) -> bool {
        self.decision_of.iter().flatten().any(|&at| self.decisions[at].decision.id.0 == id)
    }

    fn carries_follow_up(&self, id: Uuid) -> bool {
        self.follow_up_of.iter().flatten().any(|&at| self.follow_ups[at].id.0 == id)
    }
}

/// For each key the first of the kept that fits and was not given to another.
fn matched<K, T>(
    keys: impl Iterator<Item = Option<K>>,
    kept: &[T],
    fits: impl Fn(&T, &K) -> bool,
) -> Vec<Option<usize>> {
    let mut given = vec![false; kept.len()];
    keys.map(|key| {
        let key = key?;
        let at = (0..kept.len()).find(|&at| !given[at] && fits(&kept[at], &key))?;
        given[at] = true;
        Some(at)
    })
    .collect()
}

/// What makes two decisions the same one: the item and the words, as far as they are the same text.
fn key_of(title: &str, quote: &str) -> (String, String) {
    (fold::squeezed(title), fold::squeezed(quote))
}

impl Reader<'_> {
    /// What would be lost if `draft` took the place of what the meeting holds.
    pub fn losses_of_replacing(&self, id: MeetingId, draft: &MinutesDraft) -> Result<Lost> {
        self.lost_to(id, &Carried::of(self, id, draft)?, draft)
    }

    /// The decisions of a meeting, with what hangs on them.
    fn kept_decisions(&self, id: MeetingId) -> Result<Vec<KeptDecision>> {
        let agenda = self.agenda(id)?;
        let links = self.links(id)?;
        let touched = self.touched_by_people("decision", id)?;
        let mut kept = Vec::new();
        for decision in self.decisions_of(id)? {
            let item = agenda.iter().find(|item| item.id == decision.agenda_item_id);
            let links: Vec<_> = links
                .iter()
                .filter(|linked| linked.link.decision_id == decision.id)
                .map(|linked| (linked.link.initiative_id, linked.link.relation, linked.link.status))
                .collect();
            let mut statement = self.prepare("SELECT id FROM decision WHERE supersedes = ?1 AND meeting_id <> ?2")?;
            let superseded_by = statement.query_map((decision.id.0, id.0), |row| row.get(0).map(DecisionId))?;
            let superseded_by: Vec<DecisionId> = superseded_by.collect::<rusqlite::Result<_>>()?;
            let is_touched = decision.status != ProposalStatus::Proposed
                || !links.is_empty()
                || !superseded_by.is_empty()
                || touched.contains(&decision.id.0);
            let key = key_of(item.map(|item| item.title.as_str()).unwrap_or_default(), &decision.quote);
            kept.push(KeptDecision { key, decision, links, superseded_by, is_touched });
        }
        Ok(kept)
    }

    /// The highest serial that a decision of the meeting has, or had before it was taken away for good.
    pub(crate) fn highest_serial(&self, id: MeetingId) -> Result<u32> {
        let held: u32 = self
            .prepare("SELECT coalesce(max(serial), 0) FROM decision WHERE meeting_id = ?1")?
            .query_row([id.0], |row| row.get(0))?;
        Ok(self.serials_given_up(id)?.into_iter().max().unwrap_or(0).max(held))
    }

    /// What of a meeting the draft does not carry on.
    fn lost_to(&self, id: MeetingId, carried: &Carried, draft: &MinutesDraft) -> Result<Lost> {
        let mut lost = self.human_work(id)?;
        lost.decisions.retain(|candidate| !carried.carries_decision(candidate.id));
        lost.follow_ups.retain(|candidate| !carried.carries_follow_up(candidate.id));
        let said: Vec<String> = draft.remarks.iter().map(|remark| fold::squeezed(&body::plain(&remark.body))).collect();
        let touched = self.touched_by_people("remark", id)?;
        let is_lost = |remark: &&gijicho_model::Remark| {
            touched.contains(&remark.id.0) && !said.contains(&fold::squeezed(&body::plain(&remark.body)))
        };
        lost.remarks = u32::try_from(self.remarks(id)?.iter().filter(is_lost).count()).unwrap_or(u32::MAX);
        let titles: Vec<String> = draft.agenda.iter().map(|item| fold::squeezed(&item.title)).collect();
        let touched = self.touched_by_people("agenda_item", id)?;
        let agenda = self.agenda(id)?;
        let items = agenda.iter().filter(|item| {
            (item.none_recorded || touched.contains(&item.id.0)) && !titles.contains(&fold::squeezed(&item.title))
        });
        lost.items = u32::try_from(items.count()).unwrap_or(u32::MAX);
        // Files and their titles are carried on under their labels, or after the others.
        lost.documents = 0;
        Ok(lost)
    }

    /// Documents with a title or a file.
    fn kept_documents(&self, id: MeetingId) -> Result<Vec<KeptDocument>> {
        let mut statement = self.prepare(
            "SELECT label, title, file FROM document WHERE meeting_id = ?1 AND (file IS NOT NULL OR title <> '')
             ORDER BY rank",
        )?;
        let rows = statement
            .query_map([id.0], |row| Ok(KeptDocument { label: row.get(0)?, title: row.get(1)?, file: row.get(2)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Tx<'_> {
    /// Stores a draft in place of what a meeting holds. Its identity, versions and attached files
    /// stay; a decision on the same item in the same words keeps its number, its confirmation and
    /// its ties, a follow-up in the same words its state. What people have done and the draft
    /// cannot carry is lost only when that is accepted.
    pub fn replace_meeting(
        &mut self,
        id: MeetingId,
        draft: &MinutesDraft,
        import: &MinutesImport,
        losses: Losses,
    ) -> Result<()> {
        self.require_open(id)?;
        let head = self.head_of(draft, import)?;
        let carried = Carried::of(self, id, draft)?;
        losses.allow(self.lost_to(id, &carried, draft)?)?;
        let documents = self.kept_documents(id)?;
        let without: Vec<String> =
            self.agenda(id)?.iter().filter(|item| item.none_recorded).map(|item| fold::squeezed(&item.title)).collect();
        self.clear_meeting(id)?;
        self.update_meeting(id, &head)?;
        self.set_source(id, import.source.as_ref().map(|source| source.sha256), &unplaced(draft))?;
        self.set_reading(id, import.reading.as_deref())?;
        self.set_attendees(id, &head.attendees)?;
        self.fill_meeting(id, head.held_on, draft, &carried)?;
        self.carry_successions(&carried)?;
        self.carry_documents(id, &documents)?;
        self.carry_none_recorded(id, &without)
    }

    /// Ties decisions again to those that they replace, and that replace them.
    fn carry_successions(&mut self, carried: &Carried) -> Result<()> {
        for kept in carried.decision_of.iter().flatten().map(|&at| &carried.decisions[at]) {
            let (id, version) = (kept.decision.id, self.version());
            let older = kept.decision.supersedes.map(|older| (id, older));
            for (newer, older) in older.into_iter().chain(kept.superseded_by.iter().map(|newer| (*newer, id))) {
                self.prepare(
                    "UPDATE decision SET supersedes = ?2, row_version = ?3
                     WHERE id = ?1 AND EXISTS (SELECT 1 FROM decision WHERE id = ?2)",
                )?
                .execute((newer.0, older.0, version))?;
            }
        }
        Ok(())
    }

    /// Gives files and titles back to their documents; one whose label is no longer there is added.
    fn carry_documents(&mut self, id: MeetingId, kept: &[KeptDocument]) -> Result<()> {
        let mut given = Vec::new();
        for document in kept {
            let label = fold::squeezed(&document.label);
            let there = self.documents(id)?;
            let same = there.iter().find(|one| fold::squeezed(&one.label) == label && !given.contains(&one.id));
            let to = match same {
                Some(one) => one.id,
                None => self.add_document(id, &document.label, "")?,
            };
            given.push(to);
            self.prepare("UPDATE document SET title = ?2, file = ?3, row_version = ?4 WHERE id = ?1")?.execute((
                to.0,
                &document.title,
                document.file,
                self.version(),
            ))?;
        }
        Ok(())
    }

    /// Says 記録なし again of items that still have no decision.
    fn carry_none_recorded(&mut self, id: MeetingId, without: &[String]) -> Result<()> {
        for item in self.agenda(id)? {
            if without.contains(&fold::squeezed(&item.title)) {
                self.prepare(
                    "UPDATE agenda_item SET none_recorded = 1, row_version = ?2 WHERE id = ?1 AND NOT EXISTS
                     (SELECT 1 FROM decision WHERE agenda_item_id = ?1 AND status <> 'dismissed')",
                )?
                .execute((item.id.0, self.version()))?;
            }
        }
        Ok(())
    }

    /// Lets a follow-up go on in the words that were found again, its answer included where that still
    /// stands.
    pub(crate) fn carry_follow_up(
        &mut self,
        before: &FollowUp,
        meeting: MeetingId,
        new: &NewFollowUp,
        plain: &str,
    ) -> Result<()> {
        let new = NewFollowUp { addressee: before.addressee.clone(), due_on: before.due_on, ..new.clone() };
        self.write_follow_up_as(before.id, meeting, &new, before.status, plain)?;
        self.prepare(
            "UPDATE follow_up SET state = ?2, answered_by = (SELECT id FROM remark WHERE id = ?3),
                    answered_by_progress = (SELECT id FROM progress WHERE id = ?4) WHERE id = ?1 AND state <> ?2",
        )?
        .execute((
            before.id.0,
            Text(before.state),
            before.answered_by.map(|id| id.0),
            before.answered_by_progress.map(|id| id.0),
        ))?;
        Ok(())
    }
}
