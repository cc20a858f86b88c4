//! Who speaks, as references: one person for each speaker that the record tells apart, one role
//! for each post.

use std::collections::HashMap;

use gijicho_model::{AppointmentId, MeetingRecord, Remark};

use crate::document::one_line;

/// The people and posts of one meeting.
pub(super) struct People {
    speakers: Vec<Person>,
    by_key: HashMap<Key, usize>,
    roles: Vec<String>,
}

/// A speaker.
pub(super) struct Person {
    /// Where the person is described, the same in every meeting where the register knows the appointment.
    pub(super) href: String,
    /// As printed.
    pub(super) shown: String,
    /// Place among the roles.
    role: Option<usize>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Appointment(AppointmentId),
    Printed(String),
}

impl People {
    pub(super) fn of(record: &MeetingRecord) -> Self {
        let mut people = Self { speakers: Vec::new(), by_key: HashMap::new(), roles: Vec::new() };
        for remark in &record.remarks {
            people.add(record, remark);
        }
        people
    }

    fn add(&mut self, record: &MeetingRecord, remark: &Remark) {
        let Some((key, shown)) = key(remark) else { return };
        if self.by_key.contains_key(&key) {
            return;
        }
        let href = match &key {
            Key::Appointment(id) => format!("/akn/ontology/person/jp/{id}"),
            Key::Printed(_) => format!("/akn/ontology/person/jp/{}.{}", record.meeting.id, self.speakers.len() + 1),
        };
        let post = remark.speaker.as_ref().map(|speaker| one_line(&speaker.post)).filter(|post| !post.is_empty());
        let role = post.map(|post| {
            self.roles.iter().position(|role| *role == post).unwrap_or_else(|| {
                self.roles.push(post);
                self.roles.len() - 1
            })
        });
        self.by_key.insert(key, self.speakers.len());
        self.speakers.push(Person { href, shown, role });
    }

    /// The references to the speaker of a remark and to the post held; nothing where nobody speaks.
    pub(super) fn references(&self, remark: &Remark) -> Option<(String, Option<String>)> {
        let (key, _) = key(remark)?;
        let at = *self.by_key.get(&key)?;
        let role = self.speakers.get(at)?.role.map(|role| format!("#{}", role_id(role)));
        Some((format!("#{}", person_id(at)), role))
    }

    /// Every person with the identifier.
    pub(super) fn people(&self) -> impl Iterator<Item = (String, &Person)> {
        self.speakers.iter().enumerate().map(|(i, person)| (person_id(i), person))
    }

    /// Every post with the identifier.
    pub(super) fn roles(&self) -> impl Iterator<Item = (String, &str)> {
        self.roles.iter().enumerate().map(|(i, role)| (role_id(i), role.as_str()))
    }
}

fn person_id(at: usize) -> String {
    format!("person_{}", at + 1)
}

fn role_id(at: usize) -> String {
    format!("role_{}", at + 1)
}

/// What tells a speaker from others, and the words to show; `None` where nobody speaks.
fn key(remark: &Remark) -> Option<(Key, String)> {
    let shown = one_line(&remark.speaker.as_ref()?.printed);
    if shown.is_empty() {
        return None;
    }
    let key = match remark.appointment_id {
        Some(id) => Key::Appointment(id),
        None => Key::Printed(shown.clone()),
    };
    Some((key, shown))
}
