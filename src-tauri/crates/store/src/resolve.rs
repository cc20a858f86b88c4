//! What people type for a meeting, a decision or an initiative.

use gijicho_model::{DecisionId, FiscalYear, InitiativeId, InitiativeKind, MeetingId, era, fold};
use uuid::Uuid;

use crate::change_log::Entity;
use crate::error::{Candidate, Result, StoreError};
use crate::initiative::{InitiativeFilter, InitiativeRow};
use crate::meeting::MeetingRow;
use crate::reader::Reader;

/// Most candidates that an ambiguity names.
const MAX_CANDIDATES: usize = 20;

impl Reader<'_> {
    /// A meeting by date (`2022-04-14`, `R4.4.14`), label (`R4-1`), or the beginning of its id.
    pub fn resolve_meeting(&self, text: &str) -> Result<MeetingId> {
        if let Some(id) = self.whole_id(Entity::Meeting, text)? {
            return Ok(MeetingId(id));
        }
        let found = self.meetings_called(text)?;
        one(Entity::Meeting, text, found).map(MeetingId)
    }

    /// A decision by number (`R4-1-2`) or the beginning of its id.
    pub fn resolve_decision(&self, text: &str) -> Result<DecisionId> {
        if let Some(id) = self.whole_id(Entity::Decision, text)? {
            return Ok(DecisionId(id));
        }
        let typed = fold::width(text);
        let mut found = Vec::new();
        if let Some((meeting, serial)) = typed.trim().rsplit_once('-')
            && let Ok(serial) = serial.parse::<u32>()
        {
            for candidate in self.meetings_called(meeting)? {
                let mut statement = self.prepare("SELECT id FROM decision WHERE meeting_id = ?1 AND serial = ?2")?;
                let ids = statement.query_map((candidate.id, serial), |row| row.get::<_, Uuid>(0))?;
                for id in ids {
                    found.push(Candidate { id: id?, label: format!("{}-{serial}", candidate.label) });
                }
            }
        }
        if found.is_empty() {
            let ids = self.ids_beginning(Entity::Decision, &typed)?;
            for id in ids {
                let row = self.decision(DecisionId(id))?;
                found.push(Candidate { id, label: row.number.unwrap_or_default() });
            }
        }
        one(Entity::Decision, text, found).map(DecisionId)
    }

    /// An initiative by number, title, part of a title, or the beginning of its id: the first of
    /// these that anything answers to. A number or title that several plans use means the newest
    /// plan's.
    pub fn resolve_initiative(&self, text: &str) -> Result<InitiativeId> {
        if let Some(id) = self.whole_id(Entity::Initiative, text)? {
            return Ok(InitiativeId(id));
        }
        let typed = fold::squeezed(text);
        if typed.is_empty() {
            return one(Entity::Initiative, text, Vec::new()).map(InitiativeId);
        }
        let rows = self.initiatives(&InitiativeFilter::default())?;
        let ways: [&dyn Fn(&InitiativeRow) -> bool; 3] = [
            &|row| row.initiative.kind == InitiativeKind::Initiative && fold::squeezed(&row.initiative.number) == typed,
            &|row| fold::squeezed(&row.initiative.title) == typed,
            &|row| fold::squeezed(&row.initiative.title).contains(&typed),
        ];
        for way in ways {
            let fitting: Vec<&InitiativeRow> = rows.iter().filter(|row| way(row)).collect();
            let Some(newest) = fitting.iter().map(|row| row.fiscal_year).max() else { continue };
            let candidates = fitting.iter().filter(|row| row.fiscal_year == newest).map(|row| called(row)).collect();
            return one(Entity::Initiative, text, candidates).map(InitiativeId);
        }
        let ids = self.ids_beginning(Entity::Initiative, &typed)?;
        let candidates = rows.iter().filter(|row| ids.contains(&row.initiative.id.0)).map(called).collect();
        one(Entity::Initiative, text, candidates).map(InitiativeId)
    }

    /// The meetings that a text can mean.
    fn meetings_called(&self, text: &str) -> Result<Vec<Candidate>> {
        let typed = fold::width(text);
        let typed = typed.trim();
        let meetings = self.meetings()?;
        let called = |wanted: &dyn Fn(&MeetingRow) -> bool| -> Vec<Candidate> {
            let fitting = meetings.iter().filter(|row| wanted(row));
            fitting.map(|row| Candidate { id: row.id.0, label: format!("{} {}", row.label, row.body) }).collect()
        };
        if let Some(date) = era::parse_date(typed) {
            return Ok(called(&|row| row.held_on == date));
        }
        if let Some((year, ordinal)) = typed.rsplit_once('-')
            && let (Some(year), Ok(ordinal)) = (FiscalYear::parse(year), ordinal.parse::<u32>())
        {
            let labelled = called(&|row| row.fiscal_year == year && row.ordinal == Some(ordinal));
            if !labelled.is_empty() {
                return Ok(labelled);
            }
        }
        let ids = self.ids_beginning(Entity::Meeting, typed)?;
        Ok(called(&|row| ids.contains(&row.id.0)))
    }

    /// The row whose whole id was typed, hyphens and all: found without reading any other.
    fn whole_id(&self, entity: Entity, text: &str) -> Result<Option<Uuid>> {
        let id = Uuid::parse_str(text.trim()).ok().filter(|_| text.contains('-'));
        let Some(id) = id else { return Ok(None) };
        match self.require(entity, id) {
            Ok(()) => Ok(Some(id)),
            Err(StoreError::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Ids that begin with what was typed, hyphens aside.
    fn ids_beginning(&self, entity: Entity, typed: &str) -> Result<Vec<Uuid>> {
        let digits: String = typed.trim().chars().filter(|c| *c != '-').collect();
        if digits.is_empty() || digits.len() > 32 || !digits.chars().all(|c| c.is_ascii_hexdigit()) {
            return Ok(Vec::new());
        }
        let bound = |filler: char| {
            let full: String = digits.chars().chain(std::iter::repeat(filler)).take(32).collect();
            u128::from_str_radix(&full, 16).map(Uuid::from_u128).unwrap_or_default()
        };
        let sql = format!("SELECT id FROM {} WHERE id BETWEEN ?1 AND ?2 ORDER BY id", entity.name());
        let mut statement = self.prepare(&sql)?;
        let ids = statement.query_map((bound('0'), bound('f')), |row| row.get(0))?;
        Ok(ids.take(MAX_CANDIDATES + 1).collect::<rusqlite::Result<_>>()?)
    }
}

fn called(row: &InitiativeRow) -> Candidate {
    let number = &row.initiative.number;
    let title = &row.initiative.title;
    let year = row.fiscal_year.short();
    let label = if number.is_empty() { format!("{year} {title}") } else { format!("{year} {number} {title}") };
    Candidate { id: row.initiative.id.0, label }
}

/// The one that was meant.
fn one(entity: Entity, text: &str, mut candidates: Vec<Candidate>) -> Result<Uuid> {
    match candidates.as_slice() {
        [] => Err(StoreError::Unresolved { entity, text: text.to_owned() }),
        [only] => Ok(only.id),
        _ => {
            candidates.truncate(MAX_CANDIDATES);
            Err(StoreError::Ambiguous { entity, text: text.to_owned(), candidates })
        }
    }
}
