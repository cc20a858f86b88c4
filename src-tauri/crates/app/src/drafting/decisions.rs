//! Decisions and follow-ups that a person writes down.

use gijicho_model::era;
use gijicho_store::{DecisionEdit, NewDecision, NewFollowUp, Selection};

use super::{Prepared, nothing};
use crate::api::drafting::{Edit, WordsInput};
use crate::error::AppError;

pub(super) fn prepare(edit: &Edit) -> Result<Prepared<'_>, AppError> {
    Ok(match edit {
        Edit::DecisionAdd { item, outcome, phrase, words } => Prepared::new("決定の記入", move |tx| {
            let new = NewDecision {
                agenda_item_id: *item,
                outcome: *outcome,
                phrase: phrase.clone(),
                condition: None,
                evidence: words.iter().map(selection).collect(),
            };
            Ok(Some(tx.add_decision(&new)?.0))
        }),
        Edit::DecisionWrite { .. } => decision_write(edit),
        Edit::FollowUpAdd { words, addressee, due_on } => {
            let due_on = match due_on.trim() {
                "" => None,
                text => Some(era::parse_date(text).ok_or_else(|| AppError::bad_date(text))?),
            };
            Prepared::new("宿題の記入", move |tx| {
                let new = NewFollowUp {
                    remark_id: words.remark,
                    quote: words.quote.clone(),
                    addressee: addressee.clone(),
                    due_on,
                };
                Ok(Some(tx.add_follow_up(&new)?.0))
            })
        }
        _ => nothing(),
    })
}

fn decision_write(edit: &Edit) -> Prepared<'_> {
    let Edit::DecisionWrite { decision, base, item, outcome, phrase, condition, words } = edit else {
        return nothing();
    };
    Prepared::new("決定の書き直し", move |tx| {
        let before = tx.decision(*decision)?;
        if !words.is_empty() {
            let held = tx.evidence(before.meeting_id)?.into_iter().filter(|one| one.decision_id == *decision);
            for old in held.collect::<Vec<_>>() {
                tx.remove_evidence(old.id)?;
            }
            for words in words {
                tx.add_evidence(*decision, &selection(words))?;
            }
        }
        let edit = DecisionEdit {
            agenda_item_id: *item,
            outcome: *outcome,
            phrase: phrase.clone(),
            quote: words.first().map_or(before.quote, |words| words.quote.clone()),
            condition: condition.clone().filter(|condition| !condition.trim().is_empty()),
            supersedes: before.supersedes,
        };
        tx.edit_decision(*decision, *base, &edit)?;
        Ok(None)
    })
}

fn selection(words: &WordsInput) -> Selection {
    Selection { remark_id: words.remark, quote: words.quote.clone(), at: words.at }
}
