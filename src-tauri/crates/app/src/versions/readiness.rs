//! What stands in the way of finalising: nothing that waits for a person is finalised by accident.

use std::collections::BTreeSet;

use gijicho_model::{AgendaItem, DecisionId, MeetingId, MeetingRecord, ProposalStatus};
use gijicho_store::{Reader, StoreError};

use crate::api::versions::ReadyBlock;

pub(super) fn blocks(reader: &Reader<'_>, id: MeetingId) -> Result<Vec<ReadyBlock>, StoreError> {
    let record = reader.meeting_record(id)?;
    let broken: BTreeSet<DecisionId> =
        reader.broken_evidence(Some(id))?.into_iter().map(|one| one.evidence.decision_id).collect();
    let mut blocks = Vec::new();
    for item in &record.agenda {
        if !has_outcome(&record, item) {
            let message = format!("{}に、決定も「記録なし」もありません。", name(item));
            blocks.push(ReadyBlock { code: "outcome".into(), message, item: Some(item.id), remark: None });
        }
    }
    for decision in &record.decisions {
        let number = record.decision_number(decision);
        let remark = record.evidence_of(decision.id).next().map(|evidence| evidence.remark_id);
        let mut block = |code: &str, message: String| {
            blocks.push(ReadyBlock { code: code.into(), message, item: Some(decision.agenda_item_id), remark });
        };
        if decision.status == ProposalStatus::Proposed {
            block("decision", format!("決定 {number} が、提案のままです。"));
        }
        if decision.status != ProposalStatus::Dismissed && broken.contains(&decision.id) {
            block("evidence", format!("決定 {number} の根拠の言葉が、発言の中にありません。"));
        }
    }
    for follow_up in record.follow_ups.iter().filter(|one| one.status == ProposalStatus::Proposed) {
        let message = format!("宿題「{}」が、提案のままです。", follow_up.quote);
        blocks.push(ReadyBlock { code: "follow_up".into(), message, item: None, remark: Some(follow_up.remark_id) });
    }
    for comment in reader.comments(id)?.into_iter().filter(|comment| !comment.settled) {
        let message = format!("{}の意見「{}」に、けりがついていません。", comment.author, comment.text);
        blocks.push(ReadyBlock { code: "comment".into(), message, item: None, remark: comment.remark_id });
    }
    Ok(blocks)
}

/// An item with sub-items and no remarks of its own leaves the outcome to them.
fn has_outcome(record: &MeetingRecord, item: &AgendaItem) -> bool {
    let decided = (record.decisions.iter())
        .any(|decision| decision.agenda_item_id == item.id && decision.status != ProposalStatus::Dismissed);
    let has_parts = record.agenda.iter().any(|one| one.position == item.position + 1 && one.depth > item.depth);
    decided || item.none_recorded || (has_parts && record.remarks_of(Some(item.id)).next().is_none())
}

fn name(item: &AgendaItem) -> String {
    if item.label.is_empty() { format!("議題「{}」", item.title) } else { item.label.clone() }
}
