//! Who speaks: in office on that day, and on the side that the mark says.

use std::collections::BTreeMap;

use gijicho_model::{AgendaItemId, Side};

use crate::{Context, Finding, Incumbent, Place, Rule, Said, same};

pub(crate) fn speakers(context: &Context<'_>, said: &[Said<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    // The department that brings an item: that of its first ●.
    let mut brings: BTreeMap<Option<AgendaItemId>, &str> = BTreeMap::new();
    for one in said {
        let place = Place::Heading(one.remark.id);
        let Some(speaker) = &one.remark.speaker else {
            if one.remark.mark.is_some() {
                findings.push(Finding::new(Rule::NoSpeaker, place, "発言者が書かれていません。"));
            }
            continue;
        };
        if context.in_office.is_empty() || speaker.name.is_empty() || speaker.post.is_empty() {
            continue;
        }
        match context.in_office.iter().find(|one| same(&one.name, &speaker.name) && same(&one.post, &speaker.post)) {
            None => {
                let reason = not_in_office(context.in_office, &speaker.name, &speaker.post);
                findings.push(Finding::new(Rule::NotInOffice, place, reason).quoting(
                    &speaker.printed,
                    0,
                    &speaker.printed,
                ));
            }
            Some(found) if one.remark.side == Side::Presenter && !found.department.is_empty() => {
                let first = *brings.entry(one.remark.agenda_item_id).or_insert(&found.department);
                if !same(first, &found.department) {
                    let reason = format!(
                        "この議題は{first}が提出していますが、{}の発言が提出部局の側になっています。",
                        found.department
                    );
                    findings.push(Finding::new(Rule::OtherDepartment, place, reason));
                }
            }
            Some(_) => {}
        }
    }
    findings
}

fn not_in_office(in_office: &[Incumbent], name: &str, post: &str) -> String {
    if let Some(found) = in_office.iter().find(|one| same(&one.post, post)) {
        return format!("この日の{post}は{}です。", found.name);
    }
    match in_office.iter().find(|one| same(&one.name, name)) {
        Some(found) => format!("{name}はこの日、{}に在職しています。", found.post),
        None => "この日に在職している記録がありません。".to_owned(),
    }
}
