//! Who speaks in the minutes and is not in the register yet.

use std::collections::BTreeMap;

use gijicho_import::register::{RegisterProposal, Spoken, proposals};
use gijicho_model::draft::{MinutesDraft, Warning};
use gijicho_model::{Person, Register, fold};
use gijicho_store::Reader;

use crate::api::import::{PersonRef, ProposedAppointment};
use crate::error::AppError;
use crate::messages;

/// Speakers whom the register does not have in their post on the day, in the order in which they
/// first speak, each with what the register says otherwise.
pub(super) fn appointments(
    reader: &Reader<'_>,
    draft: &MinutesDraft,
    register: &Register,
) -> Result<Vec<ProposedAppointment>, AppError> {
    let proposals = proposals(draft, register);
    if proposals.is_empty() {
        return Ok(Vec::new());
    }
    let known = Known::of(reader)?;
    let mut departments: BTreeMap<String, String> = BTreeMap::new();
    let mut appointments = Vec::new();
    for proposal in proposals {
        let (who, note) = match proposal {
            RegisterProposal::NewAppointment { who, .. } => (who, String::new()),
            RegisterProposal::PostChanged { who, before } => (who, messages::held_before(&before.post)),
            RegisterProposal::Disagrees { who, holders } => {
                let names: Vec<&str> = holders.iter().map(|holder| holder.name.as_str()).collect();
                (who, messages::held_by(&names.join("、")))
            }
            RegisterProposal::UnknownDepartment { department, who } => {
                departments.insert(who.post, department);
                continue;
            }
            RegisterProposal::UnknownBody { .. } => continue,
        };
        // What a person has to split first is proposed once it is split.
        if draft.remarks.get(who.remark).is_some_and(|remark| remark.speaker_unsure) {
            continue;
        }
        appointments.push(ProposedAppointment {
            remarks: remarks_of(draft, &who),
            alike: known.alike(&who.name),
            department: departments.get(&who.post).cloned().unwrap_or_default(),
            family_name: who.name,
            post: who.post,
            on: Some(who.from),
            note,
        });
    }
    Ok(appointments)
}

/// What to tell a person about a body that the register does not have on the day of the meeting, where
/// it has any.
pub(super) fn new_body(draft: &MinutesDraft, register: &Register) -> Option<Warning> {
    if register.bodies.is_empty() {
        return None;
    }
    proposals(draft, register).into_iter().find_map(|proposal| match proposal {
        RegisterProposal::UnknownBody { name, may_follow } => Some(Warning {
            code: "body-unknown".to_owned(),
            message: messages::new_body(&name, may_follow.first().map(String::as_str)),
            line: None,
        }),
        _ => None,
    })
}

/// Indices of the remarks of a speaker.
fn remarks_of(draft: &MinutesDraft, who: &Spoken) -> Vec<usize> {
    let said = draft.remarks.iter().enumerate().filter(|(_, remark)| {
        remark.speaker.as_ref().is_some_and(|speaker| {
            fold::squeezed(&speaker.name) == fold::squeezed(&who.name)
                && fold::squeezed(&speaker.post) == fold::squeezed(&who.post)
        })
    });
    said.map(|(index, _)| index).collect()
}

/// The people of the register with the posts that they hold or held.
struct Known {
    people: Vec<(Person, Vec<String>)>,
}

impl Known {
    fn of(reader: &Reader<'_>) -> Result<Self, AppError> {
        let posts: BTreeMap<_, _> = reader.posts()?.into_iter().map(|post| (post.id, post.title)).collect();
        let mut held: BTreeMap<_, Vec<String>> = BTreeMap::new();
        for appointment in reader.appointments()?.iter().rev() {
            held.entry(appointment.person_id).or_default().extend(posts.get(&appointment.post_id).cloned());
        }
        let people = reader.people()?.into_iter();
        let people = people.map(|person| {
            let posts = held.remove(&person.id).unwrap_or_default();
            (person, posts)
        });
        Ok(Self { people: people.collect() })
    }

    fn alike(&self, family_name: &str) -> Vec<PersonRef> {
        let wanted = fold::squeezed(family_name);
        let alike = self.people.iter().filter(|(person, _)| fold::squeezed(&person.family_name) == wanted);
        alike
            .map(|(person, posts)| PersonRef {
                id: person.id,
                name: [person.family_name.as_str(), person.given_name.as_str()].join(" ").trim().to_owned(),
                posts: posts.clone(),
            })
            .collect()
    }
}
