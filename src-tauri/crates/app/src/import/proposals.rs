//! Who speaks in the minutes and is not in the register yet.

use std::collections::BTreeMap;

use gijicho_model::draft::MinutesDraft;
use gijicho_model::{Person, Register, fold};
use gijicho_store::Reader;

use crate::api::import::{PersonRef, ProposedAppointment};
use crate::error::AppError;

/// Speakers with a name and a post that nobody in the register held on the day, in the order in
/// which they first speak. What needs a person to split it is not proposed.
pub(super) fn appointments(
    reader: &Reader<'_>,
    draft: &MinutesDraft,
    register: &Register,
) -> Result<Vec<ProposedAppointment>, AppError> {
    let on = draft.meeting.held_on;
    let held = |name: &str, post: &str| {
        register.entries.iter().any(|entry| {
            fold::squeezed(&entry.family_name) == name
                && fold::squeezed(&entry.post) == post
                && on.is_none_or(|day| {
                    entry.valid_from.is_none_or(|from| from <= day) && entry.valid_to.is_none_or(|to| day <= to)
                })
        })
    };
    let mut proposed: Vec<ProposedAppointment> = Vec::new();
    let mut places: BTreeMap<(String, String), Option<usize>> = BTreeMap::new();
    for (index, remark) in draft.remarks.iter().enumerate() {
        let Some(speaker) = remark.speaker.as_ref().filter(|_| !remark.speaker_unsure) else { continue };
        if speaker.name.is_empty() || speaker.post.is_empty() {
            continue;
        }
        let key = (fold::squeezed(&speaker.name), fold::squeezed(&speaker.post));
        let place = places.entry(key).or_insert_with_key(|(name, post)| {
            (!held(name, post)).then(|| {
                proposed.push(ProposedAppointment {
                    family_name: speaker.name.clone(),
                    post: speaker.post.clone(),
                    department: String::new(),
                    on,
                    remarks: Vec::new(),
                    alike: Vec::new(),
                });
                proposed.len() - 1
            })
        });
        if let Some(proposal) = place.and_then(|place| proposed.get_mut(place)) {
            proposal.remarks.push(index);
        }
    }
    if proposed.is_empty() {
        return Ok(proposed);
    }
    let known = Known::of(reader)?;
    for proposal in &mut proposed {
        proposal.alike = known.alike(&proposal.family_name);
    }
    Ok(proposed)
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
