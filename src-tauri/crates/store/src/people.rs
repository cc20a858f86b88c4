//! The register: people, posts, and who held which post from when to when.

use chrono::NaiveDate;
use gijicho_model::people::{RegisterBody, RegisterEntry};
use gijicho_model::{Appointment, AppointmentId, MeetingId, Person, PersonId, Post, PostId, Register, Speaker, fold};
use rusqlite::Row;
use uuid::Uuid;

use crate::change_log::Entity;
use crate::check;
use crate::error::{Result, StoreError};
use crate::reader::Reader;
use crate::sql::Text;
use crate::transact::Tx;

impl Reader<'_> {
    /// Every person, by reading and name.
    pub fn people(&self) -> Result<Vec<Person>> {
        let mut statement = self.prepare(
            "SELECT id, family_name, given_name, reading FROM person ORDER BY reading, family_name, given_name, id",
        )?;
        let people = statement.query_map([], |row| {
            Ok(Person {
                id: PersonId(row.get(0)?),
                family_name: row.get(1)?,
                given_name: row.get(2)?,
                reading: row.get(3)?,
            })
        })?;
        Ok(people.collect::<rusqlite::Result<_>>()?)
    }

    /// Every post, by department and title.
    pub fn posts(&self) -> Result<Vec<Post>> {
        let mut statement = self.prepare("SELECT id, title, department FROM post ORDER BY department, title, id")?;
        let posts = statement
            .query_map([], |row| Ok(Post { id: PostId(row.get(0)?), title: row.get(1)?, department: row.get(2)? }))?;
        Ok(posts.collect::<rusqlite::Result<_>>()?)
    }

    /// Every appointment, oldest first.
    pub fn appointments(&self) -> Result<Vec<Appointment>> {
        let mut statement = self.prepare(
            "SELECT id, valid_from, valid_to, person_id, post_id FROM appointment ORDER BY valid_from, valid_to, id",
        )?;
        let appointments = statement.query_map([], |row| {
            let (valid_from, valid_to) = validity(row)?;
            Ok(Appointment {
                id: AppointmentId(row.get(0)?),
                person_id: PersonId(row.get(3)?),
                post_id: PostId(row.get(4)?),
                valid_from,
                valid_to,
            })
        })?;
        Ok(appointments.collect::<rusqlite::Result<_>>()?)
    }

    /// The appointments that held on a day, or all of them, spelled out.
    pub fn register(&self, on: Option<NaiveDate>) -> Result<Register> {
        let mut statement = self.prepare(
            "SELECT a.id, a.valid_from, a.valid_to, p.family_name, o.title, p.given_name, o.department
             FROM appointment a JOIN person p ON p.id = a.person_id JOIN post o ON o.id = a.post_id
             WHERE ?1 IS NULL OR (coalesce(a.valid_from <= ?1, 1) AND coalesce(a.valid_to >= ?1, 1))
             ORDER BY o.title, p.family_name, a.valid_from, a.id",
        )?;
        let entries = statement.query_map([on.map(Text)], |row| {
            let (valid_from, valid_to) = validity(row)?;
            Ok(RegisterEntry {
                appointment_id: AppointmentId(row.get(0)?),
                family_name: row.get(3)?,
                given_name: row.get(5)?,
                post: row.get(4)?,
                department: row.get(6)?,
                valid_from,
                valid_to,
            })
        })?;
        let bodies = self.bodies()?.into_iter();
        let bodies =
            bodies.map(|body| RegisterBody { name: body.name, valid_from: body.valid_from, valid_to: body.valid_to });
        Ok(Register { entries: entries.collect::<rusqlite::Result<_>>()?, bodies: bodies.collect() })
    }
}

/// Somebody who speaks, or spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownSpeaker {
    /// As it prints.
    pub printed: String,
    /// Family name; empty where it is not known.
    pub name: String,
    /// Post; empty where it is not known.
    pub post: String,
    /// Reading of the name; empty when unknown.
    pub reading: String,
    /// First day in office, or the day last heard.
    pub since: Option<NaiveDate>,
}

impl Reader<'_> {
    /// Who was in office on a day, by post, with the reading of the name.
    pub fn in_office(&self, on: NaiveDate) -> Result<Vec<KnownSpeaker>> {
        let mut statement = self.prepare(
            "SELECT p.family_name || o.title, p.family_name, o.title, p.reading, a.valid_from
             FROM appointment a JOIN person p ON p.id = a.person_id JOIN post o ON o.id = a.post_id
             WHERE coalesce(a.valid_from <= ?1, 1) AND coalesce(a.valid_to >= ?1, 1)
             ORDER BY o.title, p.family_name, a.id",
        )?;
        let speakers = statement.query_map([Text(on)], known_speaker)?;
        Ok(speakers.collect::<rusqlite::Result<_>>()?)
    }

    /// Who was heard up to a day, the last one first, at most `limit`.
    pub fn heard_until(&self, on: NaiveDate, limit: u32) -> Result<Vec<KnownSpeaker>> {
        let mut statement = self.prepare(
            "SELECT r.speaker_printed, r.speaker_name, r.speaker_post,
                    coalesce((SELECT max(reading) FROM person WHERE family_name = r.speaker_name), ''), max(m.held_on)
             FROM remark r JOIN meeting m ON m.id = r.meeting_id
             WHERE r.speaker_printed IS NOT NULL AND m.held_on <= ?1
             GROUP BY r.speaker_printed ORDER BY max(m.held_on) DESC, r.speaker_printed LIMIT ?2",
        )?;
        let speakers = statement.query_map((Text(on), limit), known_speaker)?;
        Ok(speakers.collect::<rusqlite::Result<_>>()?)
    }
}

fn known_speaker(row: &Row<'_>) -> rusqlite::Result<KnownSpeaker> {
    Ok(KnownSpeaker {
        printed: row.get(0)?,
        name: row.get(1)?,
        post: row.get(2)?,
        reading: row.get(3)?,
        since: row.get::<_, Option<Text<NaiveDate>>>(4)?.map(|day| day.0),
    })
}

fn validity(row: &Row<'_>) -> rusqlite::Result<(Option<NaiveDate>, Option<NaiveDate>)> {
    let day = |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<Text<NaiveDate>>>(at)?.map(|day| day.0));
    Ok((day(1)?, day(2)?))
}

/// The one appointment in `register` (of one day) that the speaker can be: name and post as
/// printed, width and white space aside. Two of the same name and post are nobody.
pub(crate) fn appointment_of(register: &Register, speaker: &Speaker) -> Option<AppointmentId> {
    if speaker.name.is_empty() || speaker.post.is_empty() {
        return None;
    }
    let (name, post) = (fold::squeezed(&speaker.name), fold::squeezed(&speaker.post));
    let mut fitting = register
        .entries
        .iter()
        .filter(|entry| fold::squeezed(&entry.family_name) == name && fold::squeezed(&entry.post) == post);
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first.appointment_id)
}

impl Tx<'_> {
    /// Adds a person. Two people of the same name are two rows.
    pub fn add_person(&mut self, family_name: &str, given_name: &str, reading: &str) -> Result<PersonId> {
        check::required("family_name", family_name)?;
        let id = PersonId(self.new_id());
        self.prepare(
            "INSERT INTO person (id, family_name, given_name, reading, row_version) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((id.0, family_name.trim(), given_name.trim(), reading.trim(), self.version()))?;
        Ok(id)
    }

    /// Changes a person's name and reading.
    pub fn edit_person(
        &mut self,
        id: PersonId,
        base: i64,
        family_name: &str,
        given_name: &str,
        reading: &str,
    ) -> Result<()> {
        check::required("family_name", family_name)?;
        self.on_version(Entity::Person, id.0, base, |tx| {
            tx.prepare(
                "UPDATE person SET family_name = ?2, given_name = ?3, reading = ?4, row_version = ?5 WHERE id = ?1",
            )?
            .execute((id.0, family_name.trim(), given_name.trim(), reading.trim(), tx.version()))?;
            Ok(())
        })
    }

    /// Adds a post.
    pub fn add_post(&mut self, title: &str, department: &str) -> Result<PostId> {
        check::required("title", title)?;
        let id = PostId(self.new_id());
        self.prepare("INSERT INTO post (id, title, department, row_version) VALUES (?1, ?2, ?3, ?4)")?.execute((
            id.0,
            title.trim(),
            department.trim(),
            self.version(),
        ))?;
        Ok(id)
    }

    /// Changes a post's title and department.
    pub fn edit_post(&mut self, id: PostId, base: i64, title: &str, department: &str) -> Result<()> {
        check::required("title", title)?;
        self.on_version(Entity::Post, id.0, base, |tx| {
            tx.prepare("UPDATE post SET title = ?2, department = ?3, row_version = ?4 WHERE id = ?1")?.execute((
                id.0,
                title.trim(),
                department.trim(),
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Gives a department another name, on every post in it. Says on how many.
    pub fn rename_department(&mut self, from: &str, to: &str) -> Result<usize> {
        check::required("department", to)?;
        let renamed = self
            .prepare("UPDATE post SET department = ?2, row_version = ?3 WHERE department = ?1 AND department <> ?2")?
            .execute((from.trim(), to.trim(), self.version()))?;
        Ok(renamed)
    }

    /// Says that a person holds a post, from a day to a day, open where not known.
    pub fn add_appointment(
        &mut self,
        person: PersonId,
        post: PostId,
        valid_from: Option<NaiveDate>,
        valid_to: Option<NaiveDate>,
    ) -> Result<AppointmentId> {
        check::ordered(valid_from, valid_to, ["valid_from", "valid_to"])?;
        self.require(Entity::Person, person.0)?;
        self.require(Entity::Post, post.0)?;
        let id = AppointmentId(self.new_id());
        self.prepare(
            "INSERT INTO appointment (id, person_id, post_id, valid_from, valid_to, row_version)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((id.0, person.0, post.0, valid_from.map(Text), valid_to.map(Text), self.version()))?;
        Ok(id)
    }

    /// Changes from when to when a post was held.
    pub fn edit_appointment(
        &mut self,
        id: AppointmentId,
        base: i64,
        valid_from: Option<NaiveDate>,
        valid_to: Option<NaiveDate>,
    ) -> Result<()> {
        check::ordered(valid_from, valid_to, ["valid_from", "valid_to"])?;
        self.on_version(Entity::Appointment, id.0, base, |tx| {
            tx.prepare("UPDATE appointment SET valid_from = ?2, valid_to = ?3, row_version = ?4 WHERE id = ?1")?
                .execute((id.0, valid_from.map(Text), valid_to.map(Text), tx.version()))?;
            Ok(())
        })
    }

    /// Deletes an appointment that no speaker and no attendee is linked to.
    pub fn delete_appointment(&mut self, id: AppointmentId, base: i64) -> Result<()> {
        let linked: bool = self
            .prepare(
                "SELECT EXISTS (SELECT 1 FROM remark WHERE appointment_id = ?1)
                     OR EXISTS (SELECT 1 FROM attendee WHERE appointment_id = ?1)",
            )?
            .query_row([id.0], |row| row.get(0))?;
        if linked {
            return Err(StoreError::InUse { entity: Entity::Appointment, id: id.0 });
        }
        self.on_version(Entity::Appointment, id.0, base, |tx| {
            tx.prepare("DELETE FROM appointment WHERE id = ?1")?.execute([id.0])?;
            Ok(())
        })
    }

    /// Ends an appointment, or opens it again.
    pub fn end_appointment(&mut self, id: AppointmentId, base: i64, last_day: Option<NaiveDate>) -> Result<()> {
        self.on_version(Entity::Appointment, id.0, base, |tx| {
            tx.prepare("UPDATE appointment SET valid_to = ?2, row_version = ?3 WHERE id = ?1")?.execute((
                id.0,
                last_day.map(Text),
                tx.version(),
            ))?;
            Ok(())
        })
    }

    /// Links the speakers of a meeting to the register anew, as after a change of its date or of
    /// the register. Says how many links changed.
    pub fn link_speakers(&mut self, meeting: MeetingId) -> Result<usize> {
        self.require_open(meeting)?;
        let register = self.register(Some(self.held_on(meeting)?))?;
        let mut statement = self.prepare(
            "SELECT id, speaker_printed, speaker_name, speaker_post, appointment_id FROM remark
             WHERE meeting_id = ?1 AND speaker_printed IS NOT NULL",
        )?;
        let speakers = statement.query_map([meeting.0], |row| {
            let speaker = Speaker { printed: row.get(1)?, name: row.get(2)?, post: row.get(3)? };
            Ok((row.get::<_, Uuid>(0)?, speaker, row.get::<_, Option<Uuid>>(4)?.map(AppointmentId)))
        })?;
        let speakers: Vec<_> = speakers.collect::<rusqlite::Result<_>>()?;
        let mut changed = 0;
        for (remark, speaker, linked) in speakers {
            let fitting = appointment_of(&register, &speaker);
            if fitting != linked {
                self.prepare("UPDATE remark SET appointment_id = ?2, row_version = ?3 WHERE id = ?1")?.execute((
                    remark,
                    fitting.map(|id| id.0),
                    self.version(),
                ))?;
                changed += 1;
            }
        }
        Ok(changed)
    }
}
