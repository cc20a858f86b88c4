//! What a person has settled about a draft: splits of speakers, proposals left out or stood behind.

use gijicho_model::draft::MinutesDraft;
use gijicho_model::{MeetingId, ProposalStatus};
use gijicho_store::{StoreError, Tx};

use crate::api::import::ImportCommit;

/// The draft with what a person has settled: splits of speakers, proposals left out.
pub(super) fn settled(mut draft: MinutesDraft, request: &ImportCommit) -> MinutesDraft {
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

/// Words by which a proposal is found again once it is in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoodBehind {
    /// Place of the item, and the words, of each decision.
    decisions: Vec<(usize, String)>,
    /// The words of each follow-up.
    follow_ups: Vec<String>,
}

impl StoodBehind {
    /// The proposals of the draft, as it was looked at, that the person stands behind.
    pub(super) fn of(draft: &MinutesDraft, request: &ImportCommit) -> Self {
        let decisions = request.confirmed_decisions.iter().filter_map(|index| draft.decisions.get(*index));
        let follow_ups = request.confirmed_follow_ups.iter().filter_map(|index| draft.follow_ups.get(*index));
        Self {
            decisions: decisions.map(|decision| (decision.agenda, decision.quote.clone())).collect(),
            follow_ups: follow_ups.map(|follow_up| follow_up.quote.clone()).collect(),
        }
    }

    /// Confirms them in the meeting that the draft has become.
    pub(super) fn confirm(&self, tx: &mut Tx<'_>, meeting: MeetingId, by: &str) -> Result<(), StoreError> {
        if self.decisions.is_empty() && self.follow_ups.is_empty() {
            return Ok(());
        }
        let record = tx.meeting_record(meeting)?;
        for decision in record.decisions.iter().filter(|decision| decision.status == ProposalStatus::Proposed) {
            let item = record.agenda.iter().position(|item| item.id == decision.agenda_item_id);
            if self.decisions.iter().any(|(at, quote)| Some(*at) == item && *quote == decision.quote) {
                tx.confirm_decision(decision.id, by)?;
            }
        }
        for follow_up in record.follow_ups.iter().filter(|follow_up| follow_up.status == ProposalStatus::Proposed) {
            if self.follow_ups.contains(&follow_up.quote) {
                tx.confirm_follow_up(follow_up.id)?;
            }
        }
        Ok(())
    }
}
