//! The sample library: a prefecture that does not exist, put into an empty library.
//!
//! Invariant: it goes the way that every file goes. The files are imported, the decisions found by
//! the importer are confirmed and tied; nothing is written that a person could not have done.

mod indicators;

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use gijicho_model::draft::{Draft, MinutesDraft, TableDraft};
use gijicho_model::{
    DecisionId, InitiativeId, InitiativeKind, LinkStatus, MeetingId, MeetingRecord, Outcome, Relation, Remark, body,
    fold,
};
use gijicho_store::{
    Answer, BodyChoice, InitiativeFilter, MinutesImport, NewFollowUp, OpKind, Original, StoreError, Succession,
    TableImport, TableKind, Tx,
};
use indicators::IndicatorRow;
use serde::Deserialize;

use crate::App;
use crate::api::{Done, Nothing};
use crate::error::AppError;
use crate::reading::{How, Reading};

/// Names, within the sample folder, and bytes.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/samples.rs"));

/// What `library.json` says: see `assets/samples/README.md`.
#[derive(Deserialize)]
struct Manifest {
    bodies: Vec<SampleBody>,
    meetings: Vec<SampleMeeting>,
    plans: Vec<SampleTable>,
    progress: Vec<SampleTable>,
    indicators: String,
    register: String,
    confirmed: Vec<Confirmed>,
    follow_ups_answered: Vec<SampleFollowUp>,
    follow_ups_open: Vec<SampleFollowUp>,
}

#[derive(Deserialize)]
struct SampleBody {
    name: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    merged_into: Option<String>,
}

#[derive(Deserialize)]
struct SampleMeeting {
    file: String,
    body: String,
    finalised: bool,
}

#[derive(Deserialize)]
struct SampleTable {
    file: String,
    /// The plan that this one changes.
    #[serde(default)]
    amends: Option<String>,
}

#[derive(Deserialize)]
struct Confirmed {
    meeting_file: String,
    agenda: String,
    outcome: Outcome,
    by: String,
    links: Vec<SampleLink>,
}

#[derive(Deserialize)]
struct SampleLink {
    initiative: String,
    relation: Relation,
}

#[derive(Deserialize)]
struct SampleFollowUp {
    #[serde(flatten)]
    asked: Said,
    addressee: String,
    answered_by: Option<Said>,
}

/// Words in a remark of a meeting.
#[derive(Deserialize)]
struct Said {
    meeting_file: String,
    speaker: String,
    quote: String,
}

#[derive(Deserialize)]
struct RegisterRow {
    family_name: String,
    given_name: String,
    reading: String,
    post: String,
    department: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
}

/// The sample's files, read and understood, their bytes kept.
struct Sample {
    manifest: Manifest,
    register: Vec<RegisterRow>,
    tables: Vec<(TableKind, TableDraft, Original)>,
    indicators: Vec<IndicatorRow>,
    minutes: Vec<(usize, MinutesDraft, Original)>,
}

/// The meetings that the files became.
type Meetings = HashMap<String, MeetingId>;

impl App {
    /// Fills an empty library with the sample prefecture.
    pub fn demo_load(&self, _: Nothing) -> Result<Done, AppError> {
        let status = self.library_status(Nothing {})?;
        if status.counts.meetings > 0 || status.counts.initiatives > 0 {
            return Err(AppError::NotEmpty);
        }
        let sample = self.sample()?;
        let (meetings, _) = self.write(OpKind::Import, "見本の取込", |tx| take_in(tx, &sample))?;
        let finalised: Vec<MeetingId> = sample
            .manifest
            .meetings
            .iter()
            .filter(|meeting| meeting.finalised)
            .filter_map(|meeting| meetings.get(&meeting.file).copied())
            .collect();
        let ((), done) = self.write(OpKind::Finalise, "見本の確定", |tx| {
            for meeting in &finalised {
                if is_settled(&tx.meeting_record(*meeting)?) {
                    tx.finalise(*meeting, "公表した議事概要のとおり確定")?;
                }
            }
            Ok(())
        })?;
        Ok(done)
    }

    fn sample(&self) -> Result<Sample, AppError> {
        let manifest: Manifest = serde_json::from_slice(file("library.json")?).map_err(damaged)?;
        let mut rows = csv::Reader::from_reader(file(&manifest.register)?);
        let register = rows.deserialize().collect::<Result<_, _>>().map_err(damaged)?;
        let mut tables = Vec::new();
        for (kind, table) in manifest
            .plans
            .iter()
            // The changed plan is left for the person to import and compare.
            .filter(|table| table.amends.is_none())
            .map(|table| (TableKind::Plan, table))
            .chain(manifest.progress.iter().map(|table| (TableKind::Progress, table)))
        {
            let (draft, original) = self.keep(&table.file)?;
            match draft {
                Draft::Plan(draft) | Draft::Progress(draft) => tables.push((kind, draft, original)),
                Draft::Minutes(_) => return Err(damaged(&table.file)),
            }
        }
        let indicators = indicators::read(file(&manifest.indicators)?)?;
        let mut minutes = Vec::new();
        for (index, meeting) in manifest.meetings.iter().enumerate() {
            match self.keep(&meeting.file)? {
                (Draft::Minutes(draft), original) => minutes.push((index, draft, original)),
                _ => return Err(damaged(&meeting.file)),
            }
        }
        Ok(Sample { manifest, register, tables, indicators, minutes })
    }

    /// Understands a file of the sample and keeps its bytes.
    fn keep(&self, name: &str) -> Result<(Draft, Original), AppError> {
        let bytes = file(name)?;
        let short = name.rsplit('/').next().unwrap_or(name);
        let looked = Reading::InProcess.look(short.to_owned(), bytes.to_vec(), &How::default(), &Arc::default())?;
        Ok((looked.read.draft, self.writing().put_original(short, bytes)?))
    }
}

fn file(name: &str) -> Result<&'static [u8], AppError> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes).ok_or_else(|| damaged(name))
}

/// The sample is part of the program: what is wrong with it is a fault of the program.
fn damaged(what: impl std::fmt::Display) -> AppError {
    AppError::Internal { detail: format!("sample: {what}") }
}

fn take_in(tx: &mut Tx<'_>, sample: &Sample) -> Result<Meetings, StoreError> {
    add_bodies(tx, &sample.manifest.bodies)?;
    add_register(tx, &sample.register)?;
    for (kind, draft, original) in &sample.tables {
        let import = TableImport { source: Some(original.clone()), ..TableImport::default() };
        let done = tx.import_table(draft, *kind, &import)?;
        if *kind == TableKind::Plan {
            indicators::record(tx, done.plan, &sample.indicators)?;
        }
    }
    let mut meetings = Meetings::new();
    for (index, draft, original) in &sample.minutes {
        let meeting = &sample.manifest.meetings[*index];
        let body = BodyChoice::Named(meeting.body.clone());
        let import = MinutesImport { body: Some(body), source: Some(original.clone()), reading: None };
        meetings.insert(meeting.file.clone(), tx.import_minutes(draft, &import)?);
    }
    for confirmed in &sample.manifest.confirmed {
        confirm(tx, &meetings, confirmed)?;
    }
    for follow_up in sample.manifest.follow_ups_answered.iter().chain(&sample.manifest.follow_ups_open) {
        add_follow_up(tx, &meetings, follow_up)?;
    }
    Ok(meetings)
}

fn add_bodies(tx: &mut Tx<'_>, bodies: &[SampleBody]) -> Result<(), StoreError> {
    let mut ids = HashMap::new();
    for body in bodies {
        ids.insert(body.name.as_str(), tx.add_body(&body.name, body.valid_from, body.valid_to)?);
    }
    for body in bodies {
        let successor = body.merged_into.as_deref().and_then(|name| ids.get(name));
        if let (Some(old), Some(new)) = (ids.get(body.name.as_str()), successor) {
            tx.succeed_body(*old, *new, Succession::Merged, body.valid_to)?;
        }
    }
    Ok(())
}

fn add_register(tx: &mut Tx<'_>, rows: &[RegisterRow]) -> Result<(), StoreError> {
    let mut people = HashMap::new();
    let mut posts = HashMap::new();
    for row in rows {
        let who = (row.family_name.as_str(), row.given_name.as_str());
        let person = if let Some(person) = people.get(&who) {
            *person
        } else {
            let person = tx.add_person(who.0, who.1, &row.reading)?;
            people.insert(who, person);
            person
        };
        let what = (row.post.as_str(), row.department.as_str());
        let post = if let Some(post) = posts.get(&what) {
            *post
        } else {
            let post = tx.add_post(what.0, what.1)?;
            posts.insert(what, post);
            post
        };
        tx.add_appointment(person, post, row.valid_from, row.valid_to)?;
    }
    Ok(())
}

/// Confirms the decision that the importer found on an item, and ties it.
fn confirm(tx: &mut Tx<'_>, meetings: &Meetings, confirmed: &Confirmed) -> Result<(), StoreError> {
    let Some(meeting) = meetings.get(&confirmed.meeting_file) else { return Ok(()) };
    let record = tx.meeting_record(*meeting)?;
    let found = record.decisions.iter().find(|decision| {
        decision.outcome == confirmed.outcome
            && record.agenda.iter().any(|item| item.id == decision.agenda_item_id && item.number == confirmed.agenda)
    });
    let Some(id) = found.map(|decision| decision.id) else { return Ok(()) };
    tx.confirm_decision(id, &confirmed.by)?;
    for link in &confirmed.links {
        tie(tx, id, record.meeting.held_on, link)?;
    }
    Ok(())
}

/// Ties a decision to the initiative of that number in the plan that stood on the day.
fn tie(tx: &mut Tx<'_>, decision: DecisionId, held_on: NaiveDate, link: &SampleLink) -> Result<(), StoreError> {
    let plans = tx.plans()?;
    let stood = plans.iter().filter(|row| row.plan.issued_on.is_some_and(|issued| issued <= held_on));
    let plan = stood
        .max_by_key(|row| row.plan.issued_on)
        .or_else(|| plans.iter().filter(|row| row.plan.issued_on.is_some()).min_by_key(|row| row.plan.issued_on));
    let Some(plan) = plan.map(|row| row.plan.id) else { return Ok(()) };
    let filter =
        InitiativeFilter { plan: Some(plan), kind: Some(InitiativeKind::Initiative), ..InitiativeFilter::default() };
    let rows = tx.initiatives(&filter)?;
    let found: Option<InitiativeId> =
        rows.iter().find(|row| row.initiative.number == link.initiative).map(|row| row.initiative.id);
    match found {
        Some(initiative) => tx.link(decision, initiative, link.relation, LinkStatus::Confirmed),
        None => Ok(()),
    }
}

/// A follow-up is the one that the importer proposed, or a new one with the same words.
fn add_follow_up(tx: &mut Tx<'_>, meetings: &Meetings, sample: &SampleFollowUp) -> Result<(), StoreError> {
    let Some((record, asking)) = said(tx, meetings, &sample.asked)? else { return Ok(()) };
    let proposed = record.follow_ups.iter().find(|follow_up| {
        follow_up.remark_id == asking.id
            && (follow_up.quote.contains(&sample.asked.quote) || sample.asked.quote.contains(&follow_up.quote))
    });
    let id = match proposed {
        Some(follow_up) => follow_up.id,
        None => tx.add_follow_up(&NewFollowUp {
            remark_id: asking.id,
            quote: sample.asked.quote.clone(),
            addressee: sample.addressee.clone(),
            due_on: None,
        })?,
    };
    tx.confirm_follow_up(id)?;
    if let Some(answer) = &sample.answered_by
        && let Some((_, answering)) = said(tx, meetings, answer)?
    {
        tx.answer_follow_up(id, Answer::Remark(answering.id))?;
    }
    Ok(())
}

/// The remark that holds the words.
fn said(tx: &Tx<'_>, meetings: &Meetings, said: &Said) -> Result<Option<(MeetingRecord, Remark)>, StoreError> {
    let Some(meeting) = meetings.get(&said.meeting_file) else { return Ok(None) };
    let record = tx.meeting_record(*meeting)?;
    let wanted = fold::squeezed(&said.quote);
    let remark = record.remarks.iter().find(|remark| {
        remark.speaker.as_ref().is_some_and(|speaker| speaker.printed == said.speaker)
            && fold::squeezed(&body::plain(&remark.body)).contains(&wanted)
    });
    let remark = remark.cloned();
    Ok(remark.map(|remark| (record, remark)))
}

/// A record is finalised in the sample where nothing is left to settle in it.
fn is_settled(record: &MeetingRecord) -> bool {
    use gijicho_model::ProposalStatus::Proposed;
    record.decisions.iter().all(|decision| decision.status != Proposed)
}
