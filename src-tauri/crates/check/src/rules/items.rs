//! Items: numbers, outcomes, answers, documents.

use gijicho_model::{AgendaItem, Outcome, ProposalStatus, Side, fold};

use crate::sentence::{asks, sentences};
use crate::{Context, Finding, Place, Rule, Said, same};

pub(crate) fn items(context: &Context<'_>, said: &[Said<'_>]) -> Vec<Finding> {
    let mut findings = numbers(&context.record.agenda);
    for item in &context.record.agenda {
        let of_item: Vec<&Said<'_>> = said.iter().filter(|one| one.remark.agenda_item_id == Some(item.id)).collect();
        findings.extend(outcome(context, item, &of_item));
        findings.extend(acknowledged(context, item));
        findings.extend(unanswered(&of_item));
    }
    findings.extend(documents(context, said));
    findings
}

/// Numbers of the items of the first level follow one another.
fn numbers(agenda: &[AgendaItem]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut last: Option<u32> = None;
    for item in agenda.iter().filter(|item| item.depth == 1) {
        let Ok(number) = item.number.parse::<u32>() else { continue };
        let wanted = last.map_or(1, |last| last + 1);
        if number != wanted && (last.is_some() || number > 1) {
            let reason = format!("番号が続いていません（{wanted} のはずのところが {number} です）。");
            findings.push(Finding::new(Rule::ItemNumber, Place::Item(item.id), reason));
        }
        last = Some(number);
    }
    findings
}

/// An item with sub-items leaves the outcome to them.
fn outcome(context: &Context<'_>, item: &AgendaItem, said: &[&Said<'_>]) -> Option<Finding> {
    let agenda = &context.record.agenda;
    let has_parts = agenda.iter().any(|one| one.position == item.position + 1 && one.depth > item.depth);
    let decided = (context.record.decisions.iter())
        .any(|decision| decision.agenda_item_id == item.id && decision.status != ProposalStatus::Dismissed);
    if decided || item.none_recorded || (has_parts && said.is_empty()) {
        return None;
    }
    let reason = "決定がなく、「記録なし」ともされていません。決定を書くか、記録なしとしてください。";
    Some(Finding::new(Rule::Outcome, Place::Item(item.id), reason))
}

fn acknowledged(context: &Context<'_>, item: &AgendaItem) -> Option<Finding> {
    let of_item = || {
        let standing = context.record.decisions.iter().filter(|one| one.status != ProposalStatus::Dismissed);
        standing.filter(|one| one.agenda_item_id == item.id)
    };
    let has = |outcome: Outcome, word: &str| of_item().any(|one| one.outcome == outcome || one.phrase.contains(word));
    (has(Outcome::Approved, "承認") && has(Outcome::Acknowledged, "了承")).then(|| {
        let reason = "一つの議題に「承認」と「了承」が混じっています。どちらかにそろえてください。";
        Finding::new(Rule::Acknowledged, Place::Item(item.id), reason)
    })
}

/// A question of a member is answered by a later remark of the presenting side, in the same item.
fn unanswered(said: &[&Said<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, one) in said.iter().enumerate().filter(|(_, one)| one.remark.side == Side::Member) {
        let answered = said[index + 1..].iter().any(|later| later.remark.side == Side::Presenter);
        let asked = sentences(&one.text).filter(|(_, sentence)| asks(sentence)).last();
        if let Some((at, sentence)) = asked.filter(|_| !answered) {
            let reason = "質問に見えますが、このあとに回答の発言がありません。";
            let finding = Finding::new(Rule::Unanswered, Place::Body(one.remark.id), reason);
            findings.push(finding.quoting(&one.text, at, sentence));
        }
    }
    findings
}

/// Documents that are mentioned and not listed, each once.
fn documents(context: &Context<'_>, said: &[Said<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut named: Vec<String> = Vec::new();
    for one in said {
        let note = one.remark.note.as_deref().unwrap_or_default();
        for (place, text) in [(Place::Heading(one.remark.id), note), (Place::Body(one.remark.id), one.text.as_str())] {
            for (at, label) in labels(text) {
                let folded = fold::squeezed(label);
                let listed = context.record.documents.iter().any(|document| same(&document.label, label));
                if !listed && !named.contains(&folded) {
                    let reason = format!("「{label}」が資料の一覧にありません。");
                    findings.push(Finding::new(Rule::Document, place, reason).quoting(text, at, label));
                    named.push(folded);
                }
            }
        }
    }
    findings
}

/// 「資料１」「資料2-1」 with the byte at which each begins.
fn labels(text: &str) -> Vec<(usize, &str)> {
    let is_number = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_dash = |c: char| matches!(c, '-' | '－' | '‐' | '−');
    let mut found = Vec::new();
    for (at, word) in text.match_indices("資料") {
        let rest = &text[at + word.len()..];
        let spaces = rest.len() - rest.trim_start_matches([' ', '　']).len();
        let number = &rest[spaces..];
        let mut end = number.find(|c: char| !is_number(c)).unwrap_or(number.len());
        if end == 0 {
            continue;
        }
        let tail = &number[end..];
        if let Some(dash) = tail.chars().next().filter(|c| is_dash(*c)) {
            let digits = &tail[dash.len_utf8()..];
            let more = digits.find(|c: char| !is_number(c)).unwrap_or(digits.len());
            end += if more > 0 { dash.len_utf8() + more } else { 0 };
        }
        found.push((at, &text[at..at + word.len() + spaces + end]));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_mentioned_by_number() {
        let found: Vec<_> =
            labels("資料１と資料2-1、資料 ３を見る。資料のとおり。").into_iter().map(|(_, label)| label).collect();
        assert_eq!(found, ["資料１", "資料2-1", "資料 ３"]);
    }
}
