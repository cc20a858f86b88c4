//! What minutes say of people, posts and bodies that the register does not know yet.
//!
//! Invariants: pure; every proposal is for a person to settle; two people of one family name are
//! never made one; nothing is proposed of who the register has on the day.

use std::collections::HashSet;

use chrono::NaiveDate;
use gijicho_model::draft::MinutesDraft;
use gijicho_model::fold;
use gijicho_model::id::AppointmentId;
use gijicho_model::people::{Register, RegisterBody, RegisterEntry};
use serde::{Deserialize, Serialize};

use crate::likeness;

/// How alike the names of two bodies are, one of which may have followed the other.
const SUCCESSION: f64 = 0.4;

/// Something that the register should perhaps say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RegisterProposal {
    /// 新任: nobody of that name holds that post on the day.
    NewAppointment {
        /// Who speaks.
        who: Spoken,
        /// People of the same family name, who may be this one or another.
        namesakes: Vec<Holder>,
    },
    /// 異動: somebody of that name, the only one, held another post.
    PostChanged {
        /// Who speaks.
        who: Spoken,
        /// The post that the register has.
        before: Holder,
    },
    /// 相違: the register has somebody else in that post on the day.
    Disagrees {
        /// Who speaks.
        who: Spoken,
        /// Who holds the post there.
        holders: Vec<Holder>,
    },
    /// 部局: a department that no post of the register belongs to.
    UnknownDepartment {
        /// As printed.
        department: String,
        /// The post that names it.
        who: Spoken,
    },
    /// 会議体: a body that the register does not have on the day.
    UnknownBody {
        /// As printed.
        name: String,
        /// Bodies of a similar name that it may have followed, the likest first.
        may_follow: Vec<String>,
    },
}

/// A speaker as the minutes print them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Spoken {
    /// Family name.
    pub name: String,
    /// Post.
    pub post: String,
    /// The day of the meeting, from which an appointment would be proposed.
    pub from: NaiveDate,
    /// The first remark, as an index into the draft.
    pub remark: usize,
}

/// An appointment of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The appointment.
    pub appointment_id: AppointmentId,
    /// Family and given name.
    pub name: String,
    /// Post.
    pub post: String,
}

/// What the speakers and the body of a draft add to the register, or contradict in it. Without a
/// date nothing is proposed.
pub fn proposals(draft: &MinutesDraft, register: &Register) -> Vec<RegisterProposal> {
    let Some(date) = draft.meeting.held_on else { return Vec::new() };
    let mut found = Vec::new();
    if let Some(name) = &draft.meeting.body {
        found.extend(unknown_body(name, date, &register.bodies));
    }
    let spoken = spoken(draft, date);
    let names: HashSet<(String, String)> =
        spoken.iter().map(|who| (fold::squeezed(&who.name), fold::squeezed(&who.post))).collect();
    let mut departments = HashSet::new();
    for who in spoken {
        let department = department_of(&who.post).map(str::to_owned);
        if let Some(department) = department.filter(|name| !is_known_department(name, register))
            && departments.insert(department.clone())
            && !register.entries.is_empty()
        {
            found.push(RegisterProposal::UnknownDepartment { department, who: who.clone() });
        }
        found.extend(appointment(who, date, register, &names));
    }
    found
}

/// Every name and post that speaks, once, in order.
fn spoken(draft: &MinutesDraft, date: NaiveDate) -> Vec<Spoken> {
    let mut seen = HashSet::new();
    let speakers = draft.remarks.iter().enumerate().filter_map(|(at, remark)| Some((at, remark.speaker.as_ref()?)));
    let named = speakers.filter(|(_, speaker)| !speaker.name.is_empty() && !speaker.post.is_empty());
    let spoken = named.map(|(remark, speaker)| Spoken {
        name: speaker.name.clone(),
        post: speaker.post.clone(),
        from: date,
        remark,
    });
    spoken.filter(|who| seen.insert((fold::squeezed(&who.name), fold::squeezed(&who.post)))).collect()
}

/// What is proposed of one speaker; `speaking` are the folded names and posts of the same meeting.
fn appointment(
    who: Spoken,
    date: NaiveDate,
    register: &Register,
    speaking: &HashSet<(String, String)>,
) -> Option<RegisterProposal> {
    let (name, post) = (fold::squeezed(&who.name), fold::squeezed(&who.post));
    let is_named = |entry: &&RegisterEntry| fold::squeezed(&entry.family_name) == name;
    let in_office: Vec<&RegisterEntry> = register.entries.iter().filter(|entry| entry.holds_on(date)).collect();
    let in_post: Vec<&RegisterEntry> = in_office.iter().copied().filter(|entry| is_post(entry, &post)).collect();
    if in_post.iter().any(&is_named) {
        return None;
    }
    if !in_post.is_empty() {
        return Some(RegisterProposal::Disagrees { who, holders: in_post.into_iter().map(holder).collect() });
    }
    let namesakes: Vec<&RegisterEntry> = register.entries.iter().filter(is_named).collect();
    let people: HashSet<&str> = namesakes.iter().map(|entry| entry.given_name.as_str()).collect();
    // Who speaks in the post that the register has, too, is somebody else.
    let last = namesakes
        .iter()
        .filter(|entry| entry.valid_from.is_none_or(|from| from <= date))
        .max_by_key(|entry| entry.valid_from);
    let speaks_as_before = last.is_some_and(|entry| speaking.contains(&(name.clone(), fold::squeezed(&entry.post))));
    Some(match last {
        Some(before) if people.len() == 1 && !speaks_as_before => {
            RegisterProposal::PostChanged { who, before: holder(before) }
        }
        _ => RegisterProposal::NewAppointment { who, namesakes: namesakes.into_iter().map(holder).collect() },
    })
}

/// Whether an entry is of that post, with or without its department before it.
fn is_post(entry: &RegisterEntry, post: &str) -> bool {
    let title = fold::squeezed(&entry.post);
    title == post || !entry.department.is_empty() && format!("{}{title}", fold::squeezed(&entry.department)) == post
}

fn holder(entry: &RegisterEntry) -> Holder {
    let name = [entry.family_name.as_str(), &entry.given_name]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(" ");
    Holder { appointment_id: entry.appointment_id, name, post: entry.post.clone() }
}

/// The department that a post names: up to its first 部 or 局, 本部 and 部会 aside.
fn department_of(post: &str) -> Option<&str> {
    let mut ends = post.char_indices().filter(|(_, c)| matches!(c, '部' | '局'));
    let (at, unit) = ends.find(|(at, _)| {
        let before = &post[..*at];
        let after = &post[at + '部'.len_utf8()..];
        before.chars().count() >= 2 && !before.ends_with('本') && !after.starts_with(['会', '門', '分'])
    })?;
    Some(&post[..at + unit.len_utf8()])
}

fn is_known_department(name: &str, register: &Register) -> bool {
    let name = fold::squeezed(name);
    register.entries.iter().any(|entry| {
        fold::squeezed(&entry.department).starts_with(&name) || fold::squeezed(&entry.post).starts_with(&name)
    })
}

fn unknown_body(name: &str, date: NaiveDate, bodies: &[RegisterBody]) -> Option<RegisterProposal> {
    let folded = fold::squeezed(name);
    if bodies.iter().any(|body| fold::squeezed(&body.name) == folded && body.stands_on(date)) {
        return None;
    }
    let mut alike: Vec<(f64, &RegisterBody)> = bodies
        .iter()
        .map(|body| (likeness::of(&body.name, name), body))
        .filter(|(likeness, body)| *likeness >= SUCCESSION && body.valid_from.is_none_or(|from| from <= date))
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let may_follow = alike.into_iter().map(|(_, body)| body.name.clone()).collect();
    Some(RegisterProposal::UnknownBody { name: name.to_owned(), may_follow })
}
