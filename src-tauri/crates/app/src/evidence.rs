//! The words that carry decisions: marked in a remark, and settled where they are not there any more.

use gijicho_model::{Outcome, ProposalStatus};
use gijicho_store::{NewDecision, OpKind, Reader, Selection};

use crate::App;
use crate::api::decisions::{
    BindTarget, BrokenList, BrokenRow, DecisionBind, DecisionRef, EvidenceSettle, EvidenceVerdict,
};
use crate::api::drafting::WordsInput;
use crate::api::{Done, Nothing};
use crate::decisions::shown;
use crate::error::{AppError, Typed};

impl App {
    /// Marks words as what carries decisions, all in one operation. A proposal that a person marks
    /// words for is thereby confirmed.
    pub fn decision_bind(&self, bind: DecisionBind) -> Result<Done, AppError> {
        if bind.words.is_empty() || bind.targets.is_empty() {
            return Err(AppError::BadValue { what: Typed::Words, text: String::new() });
        }
        let evidence: Vec<Selection> = bind.words.iter().map(selection).collect();
        let by = self.actor().name;
        let work = |tx: &mut gijicho_store::Tx<'_>| {
            for target in &bind.targets {
                match target {
                    BindTarget::New { item, outcome, phrase, condition } => {
                        tx.add_decision(&NewDecision {
                            agenda_item_id: *item,
                            outcome: *outcome,
                            phrase: word_of(*outcome, phrase),
                            condition: condition.clone().filter(|condition| !condition.trim().is_empty()),
                            evidence: evidence.clone(),
                        })?;
                    }
                    BindTarget::Existing { decision } => {
                        for selection in &evidence {
                            tx.add_evidence(*decision, selection)?;
                        }
                        if tx.decision(*decision)?.status == ProposalStatus::Proposed {
                            tx.confirm_decision(*decision, &by)?;
                        }
                    }
                }
            }
            Ok(())
        };
        Ok(self.write(OpKind::Edit, "根拠の言葉の指定", work)?.1)
    }

    /// Words that are not in their remarks any more, of minutes that are not final.
    pub fn evidence_broken(&self, _: Nothing) -> Result<BrokenList, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let broken = reader.broken_evidence(None)?;
        let rows = broken.into_iter().map(|one| row(&reader, one)).collect::<Result<Vec<_>, AppError>>()?;
        Ok(BrokenList { broken: rows.into_iter().flatten().collect() })
    }

    /// A person settles what becomes of words that are not there any more.
    pub fn evidence_settle(&self, settle: EvidenceSettle) -> Result<Done, AppError> {
        let id = settle.evidence;
        let (label, words) = match &settle.verdict {
            EvidenceVerdict::Words { words } => ("根拠の言葉の選び直し", Some(selection(words))),
            EvidenceVerdict::Remove => ("根拠の言葉の取外し", None),
        };
        let work = |tx: &mut gijicho_store::Tx<'_>| match &words {
            Some(words) => tx.rebind_evidence(id, words),
            None => tx.discard_evidence(id),
        };
        Ok(self.write(OpKind::Edit, label, work)?.1)
    }
}

fn row(reader: &Reader<'_>, one: gijicho_store::BrokenEvidence) -> Result<Option<BrokenRow>, AppError> {
    let decision = reader.decision(one.evidence.decision_id)?;
    let speaker = reader.remark(one.evidence.remark_id)?.speaker.map(|speaker| speaker.printed);
    let Some(shown) = shown(reader, vec![decision])?.pop() else { return Ok(None) };
    Ok(Some(BrokenRow {
        evidence: one.evidence.id,
        decision: DecisionRef { id: one.evidence.decision_id, number: shown.number.unwrap_or_default() },
        meeting: shown.meeting,
        agenda: shown.agenda,
        remark: one.evidence.remark_id,
        speaker,
        quote: one.evidence.quote,
        text: one.text,
        nearest: one.nearest.map(|near| WordsInput { remark: near.remark_id, quote: near.quote, at: near.at }),
    }))
}

/// The deciding word: as typed, else that of the outcome.
fn word_of(outcome: Outcome, typed: &str) -> String {
    let typed = typed.trim();
    if typed.is_empty() { outcome.japanese().to_owned() } else { typed.to_owned() }
}

fn selection(words: &WordsInput) -> Selection {
    Selection { remark_id: words.remark, quote: words.quote.clone(), at: words.at }
}
