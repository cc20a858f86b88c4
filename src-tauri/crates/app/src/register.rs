//! The register: bodies, departments, posts, people, and who held which post from when to when.
//!
//! Invariant: two people of one name stay two unless a person, or a file that prints their given
//! names and readings, says that they are one.

mod file;

use chrono::NaiveDate;
use gijicho_model::{PersonId, PostId, era, fold};
use gijicho_store::{Entity, OpKind, Reader, StoreError, Succession, Tx};

use crate::App;
use crate::api::import::NewAppointment;
use crate::api::register::{
    AppointmentDelete, AppointmentRow, AppointmentSave, AppointmentsAdd, BodyRow, BodySave, BodySucceed,
    DepartmentRename, PersonRow, PersonSave, PostRow, PostSave, RegisterAdded, RegisterView,
};
use crate::api::{Done, Nothing};
use crate::error::AppError;

impl App {
    /// Everything in the register.
    pub fn register_show(&self, _: Nothing) -> Result<RegisterView, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let posts = reader.posts()?;
        let mut departments: Vec<String> =
            posts.iter().map(|post| post.department.clone()).filter(|name| !name.is_empty()).collect();
        departments.sort();
        departments.dedup();
        let version = |entity, id| reader.row_version(entity, id);
        let bodies = reader.bodies()?.into_iter().map(|body| {
            Ok(BodyRow {
                row_version: version(Entity::Body, body.id.0)?,
                id: body.id,
                name: body.name,
                valid_from: body.valid_from,
                valid_to: body.valid_to,
                successor: body.successor_id,
            })
        });
        let posts = posts.into_iter().map(|post| {
            let row_version = version(Entity::Post, post.id.0)?;
            Ok(PostRow { row_version, id: post.id, title: post.title, department: post.department })
        });
        let people = reader.people()?.into_iter().map(|person| {
            Ok(PersonRow {
                row_version: version(Entity::Person, person.id.0)?,
                id: person.id,
                family_name: person.family_name,
                given_name: person.given_name,
                reading: person.reading,
            })
        });
        let appointments = reader.appointments()?.into_iter().map(|appointment| {
            Ok(AppointmentRow {
                row_version: version(Entity::Appointment, appointment.id.0)?,
                id: appointment.id,
                person: appointment.person_id,
                post: appointment.post_id,
                valid_from: appointment.valid_from,
                valid_to: appointment.valid_to,
            })
        });
        Ok(RegisterView {
            bodies: bodies.collect::<Result<_, StoreError>>()?,
            departments,
            posts: posts.collect::<Result<_, StoreError>>()?,
            people: people.collect::<Result<_, StoreError>>()?,
            appointments: appointments.collect::<Result<_, StoreError>>()?,
        })
    }

    /// Adds a body, or changes one.
    pub fn body_save(&self, save: BodySave) -> Result<Done, AppError> {
        let (from, to) = (typed_day(&save.valid_from)?, typed_day(&save.valid_to)?);
        let written = self.write(OpKind::Edit, "会議体の編集", |tx| match &save.row {
            Some(seen) => tx.edit_body(seen.id, seen.row_version, &save.name, from, to),
            None => tx.add_body(&save.name, from, to).map(drop),
        });
        Ok(written?.1)
    }

    /// Says what a body became.
    pub fn body_succeed(&self, request: BodySucceed) -> Result<Done, AppError> {
        let last_day = typed_day(&request.last_day)?;
        let how = if request.merged { Succession::Merged } else { Succession::Renamed };
        let written = self.write(OpKind::Edit, "会議体の引継ぎ", |tx| {
            tx.succeed_body(request.body, request.successor, how, last_day)
        });
        Ok(written?.1)
    }

    /// Adds a person, or changes one.
    pub fn person_save(&self, save: PersonSave) -> Result<Done, AppError> {
        let written = self.write(OpKind::Edit, "人の編集", |tx| match &save.row {
            Some(seen) => tx.edit_person(seen.id, seen.row_version, &save.family_name, &save.given_name, &save.reading),
            None => tx.add_person(&save.family_name, &save.given_name, &save.reading).map(drop),
        });
        Ok(written?.1)
    }

    /// Adds a post, or changes one.
    pub fn post_save(&self, save: PostSave) -> Result<Done, AppError> {
        let written = self.write(OpKind::Edit, "職の編集", |tx| match &save.row {
            Some(seen) => tx.edit_post(seen.id, seen.row_version, &save.title, &save.department),
            None => tx.add_post(&save.title, &save.department).map(drop),
        });
        Ok(written?.1)
    }

    /// Gives a department another name.
    pub fn department_rename(&self, request: DepartmentRename) -> Result<Done, AppError> {
        let written =
            self.write(OpKind::Edit, "部局名の変更", |tx| tx.rename_department(&request.from, &request.to));
        Ok(written?.1)
    }

    /// Says from when to when somebody held a post.
    pub fn appointment_save(&self, save: AppointmentSave) -> Result<Done, AppError> {
        let (from, to) = (typed_day(&save.valid_from)?, typed_day(&save.valid_to)?);
        let written = self.write(OpKind::Edit, "在職の編集", |tx| match &save.row {
            Some(seen) => tx.edit_appointment(seen.id, seen.row_version, from, to),
            None => tx.add_appointment(save.person, save.post, from, to).map(drop),
        });
        Ok(written?.1)
    }

    /// Deletes an appointment that no remark is linked to.
    pub fn appointment_delete(&self, request: AppointmentDelete) -> Result<Done, AppError> {
        let seen = request.row;
        Ok(self.write(OpKind::Edit, "在職の削除", |tx| tx.delete_appointment(seen.id, seen.row_version))?.1)
    }

    /// Adds people in posts.
    pub fn appointments_add(&self, request: AppointmentsAdd) -> Result<RegisterAdded, AppError> {
        let (added, done) = self.write(OpKind::Edit, "名簿への追加", |tx| add(tx, &request.appointments))?;
        Ok(RegisterAdded { seq: done.seq, ..added })
    }
}

/// A day as typed; nothing for nothing.
fn typed_day(text: &str) -> Result<Option<NaiveDate>, AppError> {
    match text.trim() {
        "" => Ok(None),
        text => era::parse_date(text).map(Some).ok_or_else(|| AppError::bad_date(text)),
    }
}

/// Adds people in posts; what the register has already is counted and left out.
pub(crate) fn add(tx: &mut Tx<'_>, new: &[NewAppointment]) -> Result<RegisterAdded, StoreError> {
    let mut added = RegisterAdded::default();
    let mut own: Vec<(PersonId, &NewAppointment)> = Vec::new();
    for appointment in new {
        if is_known(tx, appointment)? {
            added.known += 1;
            continue;
        }
        let same = own.iter().find(|(_, earlier)| is_one_person(earlier, appointment)).map(|(id, _)| *id);
        let person = if let Some(person) =
            appointment.person.or(same).map_or_else(|| person_named(tx, appointment), |id| Ok(Some(id)))?
        {
            person
        } else {
            added.people += 1;
            tx.add_person(&appointment.family_name, &appointment.given_name, &appointment.reading)?
        };
        own.push((person, appointment));
        let post = if let Some(post) = post_named(tx, appointment)? {
            post
        } else {
            added.posts += 1;
            tx.add_post(&appointment.post, &appointment.department)?
        };
        tx.add_appointment(person, post, appointment.valid_from, appointment.valid_to)?;
        added.appointments += 1;
    }
    Ok(added)
}

/// Whether two entries of one list are of one person: the whole name and the reading are printed
/// and the same, or both name the same person of the register.
fn is_one_person(a: &NewAppointment, b: &NewAppointment) -> bool {
    let key = |entry: &NewAppointment| {
        [&entry.family_name, &entry.given_name, &entry.reading].map(|text| fold::squeezed(text))
    };
    !a.given_name.trim().is_empty() && (a.person, key(a)) == (b.person, key(b))
}

/// The one person of the register with that whole name and, where both have one, that reading.
fn person_named(reader: &Reader<'_>, entry: &NewAppointment) -> Result<Option<PersonId>, StoreError> {
    let wanted = [&entry.family_name, &entry.given_name].map(|text| fold::squeezed(text));
    if wanted[1].is_empty() {
        return Ok(None);
    }
    let reading = fold::squeezed(&entry.reading);
    let people = reader.people()?;
    let mut fitting = people.iter().filter(|person| {
        let held = fold::squeezed(&person.reading);
        [&person.family_name, &person.given_name].map(|text| fold::squeezed(text)) == wanted
            && (held.is_empty() || reading.is_empty() || held == reading)
    });
    let first = fitting.next().map(|person| person.id);
    Ok(first.filter(|_| fitting.next().is_none()))
}

/// The post of that title and department; of that title alone where no department is given and
/// only one has it.
fn post_named(reader: &Reader<'_>, entry: &NewAppointment) -> Result<Option<PostId>, StoreError> {
    let (title, department) = (fold::squeezed(&entry.post), fold::squeezed(&entry.department));
    let posts = reader.posts()?;
    let mut fitting = posts.iter().filter(|post| {
        fold::squeezed(&post.title) == title
            && (department.is_empty() || fold::squeezed(&post.department) == department)
    });
    let first = fitting.next().map(|post| post.id);
    Ok(first.filter(|_| !department.is_empty() || fitting.next().is_none()))
}

/// Whether the register says already that somebody of that name holds that post at the time. Whoever
/// names a person means that one; a given name that both print must be the same.
fn is_known(reader: &Reader<'_>, entry: &NewAppointment) -> Result<bool, StoreError> {
    let people = reader.people()?;
    let posts = reader.posts()?;
    let (family, given) = (fold::squeezed(&entry.family_name), fold::squeezed(&entry.given_name));
    let title = fold::squeezed(&entry.post);
    let overlaps = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        let before = |end: Option<NaiveDate>, start: Option<NaiveDate>| matches!((end, start), (Some(end), Some(start)) if end < start);
        !before(to, entry.valid_from) && !before(entry.valid_to, from)
    };
    Ok(reader.appointments()?.iter().any(|held| {
        let person = people.iter().find(|person| person.id == held.person_id);
        let post = posts.iter().find(|post| post.id == held.post_id);
        let (Some(person), Some(post)) = (person, post) else { return false };
        let held_given = fold::squeezed(&person.given_name);
        let same_person = entry.person.map_or_else(
            || {
                fold::squeezed(&person.family_name) == family
                    && (given.is_empty() || held_given.is_empty() || held_given == given)
            },
            |id| id == person.id,
        );
        same_person && fold::squeezed(&post.title) == title && overlaps(held.valid_from, held.valid_to)
    }))
}
