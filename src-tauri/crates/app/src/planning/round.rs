//! 照会: what each department is asked about a half year, and the sheets that go out to it.
//!
//! Invariants:
//! - Every initiative is asked of one department, the first that it names, as that one is called at the
//!   end of the half year: a sheet that comes back stands in place of what was reported on the half year, so
//!   that two sheets on one initiative would lose the answer of the one that came first.
//! - The others that it names (共管) are named beside the one that answers, on the sheet and in what is
//!   missing, and counted once.
//! - Nothing appears in the folder before every sheet is made; a file is never half written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;
use gijicho_export::naming::{self, Names};
use gijicho_export::sheet::xlsx;
use gijicho_export::tables::{Heading, Period, SheetLine, round_sheet};
use gijicho_export::{Table, docx};
use gijicho_model::{FiscalYear, Half, Initiative, InitiativeId, InitiativeKind, Progress};
use gijicho_store::{DepartmentSuccession, InitiativeRow, PlanContents, PlanRow, Reader, TableKind, departments_on};

use crate::App;
use crate::api::round::{RoundAsk, RoundDepartment, RoundSheets, RoundView, WrittenSheet, WrittenSheets};
use crate::error::{AppError, Typed};
use crate::files;

/// A form in which a sheet goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SheetForm {
    Xlsx,
    Docx,
}

impl SheetForm {
    const ALL: [Self; 2] = [Self::Xlsx, Self::Docx];

    fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }

    fn parse(text: &str) -> Result<Self, AppError> {
        let found = Self::ALL.into_iter().find(|form| form.extension().eq_ignore_ascii_case(text.trim()));
        found.ok_or_else(|| AppError::BadValue { what: Typed::ListFormat, text: text.to_owned() })
    }

    fn bytes(self, table: &Table) -> Result<Vec<u8>, AppError> {
        Ok(match self {
            Self::Xlsx => xlsx(table)?,
            Self::Docx => docx::table(table)?,
        })
    }
}

/// A round: a plan, the half year, and what each department is asked about.
struct Round {
    contents: PlanContents,
    period: Period,
    /// Departments in the order of the plan.
    departments: Vec<Asked>,
    /// Everybody in charge of an initiative, the one that answers first.
    charged: BTreeMap<InitiativeId, Vec<String>>,
}

/// A department, and what it is in charge of.
struct Asked {
    name: String,
    /// What it is asked about.
    answers: Vec<InitiativeId>,
    /// What others answer for.
    shares: Vec<InitiativeId>,
}

impl App {
    /// Who is asked what, and what has not been answered.
    pub fn round_show(&self, ask: RoundAsk) -> Result<RoundView, AppError> {
        let store = self.reading();
        let round = Round::of(&store.read()?, &ask)?;
        let reported = round.reported();
        let departments: Vec<RoundDepartment> = round
            .departments
            .iter()
            .map(|asked| RoundDepartment {
                name: asked.name.clone(),
                initiatives: asked.answers.clone(),
                shared: asked.shares.clone(),
                missing: asked.answers.iter().filter(|id| !reported.contains(id)).copied().collect(),
            })
            .collect();
        let sum = |count: &dyn Fn(&RoundDepartment) -> usize| {
            u32::try_from(departments.iter().map(count).sum::<usize>()).unwrap_or(u32::MAX)
        };
        Ok(RoundView {
            initiatives: sum(&|department| department.initiatives.len()),
            missing: sum(&|department| department.missing.len()),
            plan: round.contents.plan.plan,
            fiscal_year: ask.fiscal_year,
            half: ask.half,
            departments,
        })
    }

    /// Writes a sheet for each department.
    pub fn round_sheets(&self, request: RoundSheets) -> Result<WrittenSheets, AppError> {
        let forms = match request.formats.as_slice() {
            [] => SheetForm::ALL.to_vec(),
            named => named.iter().map(|name| SheetForm::parse(name)).collect::<Result<_, _>>()?,
        };
        let round = Round::of(&self.reading().read()?, &request.ask)?;
        let mut made: Vec<(WrittenSheet, Vec<u8>)> = Vec::new();
        let mut names = Names::default();
        for Asked { name: department, answers, .. } in
            round.departments.iter().filter(|asked| !asked.answers.is_empty())
        {
            let table = round.sheet(department, answers);
            let called = if department.is_empty() { "担当課の記載なし" } else { department };
            for form in &forms {
                let title = format!("{}_{called}", table.title);
                let name = names.take(&naming::table_name(&title, form.extension()));
                let count = u32::try_from(answers.len()).unwrap_or(u32::MAX);
                let sheet = WrittenSheet { name, department: department.clone(), initiatives: count };
                made.push((sheet, form.bytes(&table)?));
            }
        }
        let folder = Path::new(&request.folder);
        std::fs::create_dir_all(folder).map_err(|source| AppError::Writing { path: folder.to_owned(), source })?;
        for (sheet, bytes) in &made {
            files::write_whole(&folder.join(&sheet.name), bytes)?;
        }
        Ok(WrittenSheets { folder: request.folder, files: made.into_iter().map(|(sheet, _)| sheet).collect() })
    }
}

impl Round {
    fn of(reader: &Reader<'_>, ask: &RoundAsk) -> Result<Self, AppError> {
        let plan = match ask.plan {
            Some(plan) => plan,
            None => running(&reader.plans()?, ask.fiscal_year).ok_or(AppError::NoPlan)?.plan.id,
        };
        let contents = reader.plan_contents(plan)?;
        let period = Period { fiscal_year: ask.fiscal_year, half: ask.half };
        let charged = charged(&contents, &reader.department_successions()?, period);
        let departments = departments(&contents.nodes, &charged);
        Ok(Self { contents, period, departments, charged })
    }

    /// The initiatives that have a report on the half year, on themselves or on what is below them.
    fn reported(&self) -> BTreeSet<InitiativeId> {
        let owner = owners(&self.contents.nodes);
        let reports = self.contents.progress.iter().filter(|report| is_of(report, self.period));
        reports.filter_map(|report| owner.get(&report.initiative_id)).copied().collect()
    }

    fn sheet(&self, department: &str, initiatives: &[InitiativeId]) -> Table {
        let wanted = self.contents.nodes.iter().filter(|row| initiatives.contains(&row.initiative.id));
        let lines: Vec<SheetLine> = wanted.map(|row| self.line(row)).collect();
        let as_of = last_day(self.period);
        let dated = as_of.unwrap_or_default();
        let heading = Heading { covers: String::new(), issuer: department.to_owned(), as_of, dated };
        round_sheet(&lines, self.period, &heading)
    }

    fn line(&self, row: &InitiativeRow) -> SheetLine {
        let of = || self.contents.progress.iter().filter(|report| report.initiative_id == row.initiative.id);
        let before = of()
            .map(|report| Period { fiscal_year: report.fiscal_year, half: report.half })
            .filter(|period| *period < self.period)
            .max();
        let within = |period: Period| of().filter(|report| is_of(report, period)).cloned().collect::<Vec<_>>();
        SheetLine {
            path: row.path.clone(),
            number: row.initiative.number.clone(),
            title: row.initiative.title.clone(),
            departments: self.charged.get(&row.initiative.id).cloned().unwrap_or_default(),
            reported: within(self.period),
            last: before.map(|period| (period, within(period))),
        }
    }
}

fn is_of(report: &Progress, period: Period) -> bool {
    (report.fiscal_year, report.half) == (period.fiscal_year, period.half)
}

/// The last day of a half year; `None` for a year that no calendar has.
fn last_day(period: Period) -> Option<NaiveDate> {
    match period.half {
        Half::FirstHalf => NaiveDate::from_ymd_opt(period.fiscal_year.0, 9, 30),
        Half::SecondHalf => period.fiscal_year.last_day(),
    }
}

/// The plan that is reported on in a year: of those begun by then the newest.
fn running(plans: &[PlanRow], year: FiscalYear) -> Option<&PlanRow> {
    let begun = plans.iter().filter(|row| row.kind == TableKind::Plan && row.plan.fiscal_year <= year);
    begun.max_by_key(|row| (row.plan.fiscal_year, row.plan.issued_on, row.version))
}

/// The initiative that each node is, or belongs to.
fn owners(nodes: &[InitiativeRow]) -> BTreeMap<InitiativeId, InitiativeId> {
    let mut owners: BTreeMap<InitiativeId, InitiativeId> = BTreeMap::new();
    for Initiative { id, parent_id, kind, .. } in nodes.iter().map(|row| &row.initiative) {
        let above = parent_id.and_then(|parent| owners.get(&parent)).copied();
        match kind {
            InitiativeKind::Initiative => owners.insert(*id, *id),
            InitiativeKind::Item => above.and_then(|owner| owners.insert(*id, owner)),
            InitiativeKind::Pillar => None,
        };
    }
    owners
}

/// Who is in charge of each initiative, as named in itself and in its items, under the names of the last day
/// of the half year.
fn charged(
    contents: &PlanContents,
    successions: &[DepartmentSuccession],
    period: Period,
) -> BTreeMap<InitiativeId, Vec<String>> {
    let last_day = last_day(period);
    let owners = owners(&contents.nodes);
    let mut charged: BTreeMap<InitiativeId, Vec<String>> = BTreeMap::new();
    for node in contents.nodes.iter().map(|row| &row.initiative) {
        let Some(owner) = owners.get(&node.id) else { continue };
        let named = charged.entry(*owner).or_default();
        for name in node.departments.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
            let now = last_day.map_or_else(|| vec![name.to_owned()], |day| departments_on(successions, name, day));
            for name in now {
                if !named.contains(&name) {
                    named.push(name);
                }
            }
        }
    }
    charged
}

/// Each initiative under the department that answers for it, and under those that share it.
fn departments(nodes: &[InitiativeRow], charged: &BTreeMap<InitiativeId, Vec<String>>) -> Vec<Asked> {
    let mut found: Vec<Asked> = Vec::new();
    let mut of = |name: &str, put: &dyn Fn(&mut Asked)| {
        let at = found.iter().position(|asked| asked.name == name).unwrap_or_else(|| {
            found.push(Asked { name: name.to_owned(), answers: Vec::new(), shares: Vec::new() });
            found.len() - 1
        });
        put(&mut found[at]);
    };
    for node in nodes.iter().map(|row| &row.initiative).filter(|node| node.kind == InitiativeKind::Initiative) {
        let named = charged.get(&node.id).map(Vec::as_slice).unwrap_or_default();
        let (first, others) = named.split_first().map_or(("", named), |(first, others)| (first.as_str(), others));
        of(first, &|asked| asked.answers.push(node.id));
        for name in others {
            of(name, &|asked| asked.shares.push(node.id));
        }
    }
    found
}
