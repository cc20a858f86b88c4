//! Lists as files: what the library knows, put into the lines that the tables are made of.

use chrono::NaiveDate;
use gijicho_export::encoding::Encoded;
use gijicho_export::sheet::{SheetFormat, sheet};
use gijicho_export::tables::{
    DecisionLine, FollowUpLine, FoundLine, Heading, Period, PlanRecord, annual_plan, by_meeting, decision_list,
    follow_ups, found, progress,
};
use gijicho_export::{Format, PdfOptions, Table, decisions, docx, naming};
use gijicho_model::era::{full_width_digits, short_date};
use gijicho_model::{FiscalYear, Half, MeetingRecord};
use gijicho_search::Kind;
use gijicho_store::{FollowUpFilter, InitiativeFilter, PlanRow, Reader, TableKind};

use super::{Made, replaced, text_encoding};
use crate::App;
use crate::api::export::{ExportList, Exported, FileName, ListKind, ListWanted};
use crate::api::search::{Hit, SearchRequest};
use crate::error::{AppError, Typed};
use crate::meetings::refs;

/// The most hits that a list of search results holds.
const MOST_HITS: u32 = 500;

impl App {
    /// Writes a list as a file.
    pub fn export_list(&self, request: ExportList) -> Result<Exported, AppError> {
        let made = self.list(&request.wanted)?;
        self.written(request.path, made)
    }

    /// A sensible name for that file: `令和４年度_決定事項一覧.xlsx`.
    pub fn export_list_name(&self, wanted: ListWanted) -> Result<FileName, AppError> {
        let ending = match &wanted {
            paper if is_paper(paper) => Format::Pdf.extension(),
            word if is_word(word) => Format::Docx.extension(),
            _ => sheet_format(&wanted.format)?.name(),
        };
        let title = match wanted.list {
            ListKind::Links => "決定と取組の結び付き".to_owned(),
            _ => self.table(&wanted)?.title,
        };
        Ok(FileName { name: naming::table_name(&title, ending) })
    }

    fn list(&self, wanted: &ListWanted) -> Result<Made, AppError> {
        if is_paper(wanted) {
            return self.list_pdf(wanted);
        }
        if is_word(wanted) {
            return Ok(Made { bytes: docx::table(&self.table(wanted)?)?, pages: None, warnings: Vec::new() });
        }
        let (format, encoding) = (sheet_format(&wanted.format)?, text_encoding(&wanted.encoding)?);
        let Encoded { bytes, replaced: otherwise } = match wanted.list {
            ListKind::Links if format == SheetFormat::Csv => {
                let store = self.reading();
                decisions::links_csv(&records(&store.read()?, year(wanted))?, encoding)?
            }
            ListKind::Links => {
                return Err(AppError::BadValue { what: Typed::ListFormat, text: wanted.format.clone() });
            }
            _ => sheet(&self.table(wanted)?, format, encoding)?,
        };
        Ok(Made { bytes, pages: None, warnings: replaced(&otherwise) })
    }

    /// A list on paper, as the template has it.
    fn list_pdf(&self, wanted: &ListWanted) -> Result<Made, AppError> {
        let template = self.template(&wanted.template)?;
        let options = PdfOptions { template, ..PdfOptions::default() };
        Ok(self.set_pdf(self.table(wanted)?, &options, &|| false)?.into())
    }

    /// A list as a table.
    fn table(&self, wanted: &ListWanted) -> Result<Table, AppError> {
        if wanted.list == ListKind::Search {
            return self.found(wanted.search.clone().unwrap_or_default());
        }
        let store = self.reading();
        let reader = store.read()?;
        let year = year(wanted);
        match wanted.list {
            ListKind::FollowUps => follow_ups_table(&reader, year),
            ListKind::Initiatives => {
                let plan = plan(&reader, year)?;
                Ok(annual_plan(&plan, &plan_heading(&plan)))
            }
            ListKind::Progress => {
                let plan = reported_plan(&reader, year)?;
                let period = reported_period(&plan, year, wanted.half);
                Ok(progress(&plan, period, &plan_heading(&plan)))
            }
            list => {
                let records = records(&reader, year)?;
                let lines: Vec<DecisionLine> = records.iter().flat_map(DecisionLine::of).collect();
                let heading = heading(&covers(year), last_day(&records), &issuer(&records));
                let make = if list == ListKind::DecisionsByMeeting { by_meeting } else { decision_list };
                Ok(make(&lines, &heading))
            }
        }
    }

    fn found(&self, request: SearchRequest) -> Result<Table, AppError> {
        let query = request.query.clone();
        let answer = self.search(SearchRequest { limit: MOST_HITS, offset: 0, ..request })?;
        let lines: Vec<FoundLine> = answer.hits.iter().map(found_line).collect();
        let dated = lines.iter().filter_map(|line| line.held_on).max();
        Ok(found(&query, &lines, answer.total as usize, &heading("", dated, "")))
    }
}

fn found_line(hit: &Hit) -> FoundLine {
    let words: String = hit.snippet_parts.iter().map(|part| part.text.as_str()).collect();
    let kind = Kind::parse(&hit.kind).map_or_else(|| hit.kind.clone(), |kind| kind.japanese().to_owned());
    let agenda = hit.agenda.as_ref().map(|agenda| agenda.title.clone());
    let heading = agenda.filter(|title| !title.is_empty()).unwrap_or_else(|| hit.heading.clone());
    FoundLine {
        kind,
        label: hit.meeting.as_ref().map(|meeting| meeting.label.clone()).unwrap_or_default(),
        held_on: hit.meeting.as_ref().map(|meeting| meeting.held_on),
        heading: if hit.page > 0 { format!("{heading}　{}頁", hit.page) } else { heading },
        speaker: format!("{}{}", hit.mark, hit.speaker),
        words,
    }
}

/// Whether a list is wanted as PDF. The ties of decisions are data and no table to print.
fn is_paper(wanted: &ListWanted) -> bool {
    wanted.list != ListKind::Links && wanted.format.eq_ignore_ascii_case(Format::Pdf.name())
}

/// Whether a list is wanted as a Word file.
fn is_word(wanted: &ListWanted) -> bool {
    wanted.list != ListKind::Links && wanted.format.eq_ignore_ascii_case(Format::Docx.name())
}

fn sheet_format(text: &str) -> Result<SheetFormat, AppError> {
    SheetFormat::parse(&text.to_ascii_lowercase())
        .ok_or_else(|| AppError::BadValue { what: Typed::ListFormat, text: text.to_owned() })
}

fn year(wanted: &ListWanted) -> Option<FiscalYear> {
    wanted.fiscal_year.map(FiscalYear)
}

fn heading(covers: &str, as_of: Option<NaiveDate>, issuer: &str) -> Heading {
    Heading { covers: covers.to_owned(), issuer: issuer.to_owned(), as_of, dated: as_of.unwrap_or_default() }
}

/// A plan says the day that is printed on it, and none where none is. Its file is dated by the year then.
fn plan_heading(record: &PlanRecord) -> Heading {
    let plan = &record.plan;
    let dated = plan.issued_on.or_else(|| plan.fiscal_year.first_day()).unwrap_or_default();
    Heading { dated, ..heading("", plan.issued_on, &plan.issued_by) }
}

/// 「令和４年度」; nothing for every year.
fn covers(year: Option<FiscalYear>) -> String {
    year.map(|year| full_width_digits(&year.long())).unwrap_or_default()
}

/// Every meeting of a year, or all there are, oldest first.
pub(super) fn records(reader: &Reader<'_>, year: Option<FiscalYear>) -> Result<Vec<MeetingRecord>, AppError> {
    let mut rows = reader.meetings()?;
    rows.retain(|row| year.is_none_or(|year| row.fiscal_year == year));
    rows.sort_by_key(|row| (row.held_on, row.ordinal, row.id));
    rows.iter().map(|row| Ok(reader.meeting_record(row.id)?)).collect()
}

/// The day of the last meeting: a list says no more than what was known then.
fn last_day(records: &[MeetingRecord]) -> Option<NaiveDate> {
    records.iter().map(|record| record.meeting.held_on).max()
}

/// The body, where there is one only.
fn issuer(records: &[MeetingRecord]) -> String {
    match records {
        [first, rest @ ..] if rest.iter().all(|record| record.body.id == first.body.id) => first.body.name.clone(),
        _ => String::new(),
    }
}

fn follow_ups_table(reader: &Reader<'_>, year: Option<FiscalYear>) -> Result<Table, AppError> {
    let meetings = refs(reader)?;
    let rows = reader.follow_ups(&FollowUpFilter::default())?;
    let mut rows: Vec<_> =
        rows.into_iter().filter(|row| year.is_none_or(|year| FiscalYear::of(row.held_on) == year)).collect();
    rows.sort_by_key(|row| row.held_on);
    let lines: Vec<FollowUpLine> = rows
        .into_iter()
        .map(|row| {
            let answered = row.answered_in.and_then(|id| meetings.get(&id));
            FollowUpLine {
                label: row.meeting_label,
                held_on: row.held_on,
                agenda: row.agenda_title.unwrap_or_default(),
                asked_by: row.asked_by.unwrap_or_default(),
                answered: answered
                    .map(|meeting| format!("{}（{}）", meeting.label, short_date(meeting.held_on)))
                    .unwrap_or_default(),
                follow_up: row.follow_up,
            }
        })
        .collect();
    let dated = lines.iter().map(|line| line.held_on).max();
    Ok(follow_ups(&lines, &heading(&covers(year), dated, "")))
}

/// The newest version of the plan of a year, or of the newest year, with everything in it.
fn plan(reader: &Reader<'_>, year: Option<FiscalYear>) -> Result<PlanRecord, AppError> {
    let plans = reader.plans()?;
    let wanted = || plans.iter().filter(|row| year.is_none_or(|year| row.plan.fiscal_year == year));
    let row = wanted().find(|row| row.kind == TableKind::Plan).or_else(|| wanted().next());
    plan_record(reader, row.ok_or(AppError::NoPlan)?)
}

/// The plan that is reported on: of a year the newest that has reports on it, else as for [`plan`].
fn reported_plan(reader: &Reader<'_>, year: Option<FiscalYear>) -> Result<PlanRecord, AppError> {
    if let Some(year) = year {
        for row in reader.plans()?.iter().filter(|row| row.plan.fiscal_year <= year) {
            let record = plan_record(reader, row)?;
            if record.progress.iter().any(|report| report.fiscal_year == year) {
                return Ok(record);
            }
        }
    }
    plan(reader, year)
}

/// The half year to print: the one that is asked for, else the last one reported (in that year).
fn reported_period(plan: &PlanRecord, year: Option<FiscalYear>, half: Option<Half>) -> Period {
    let reports = plan.progress.iter().map(|report| (report.fiscal_year, report.half));
    let fitting =
        reports.filter(|(of, in_half)| year.is_none_or(|year| *of == year) && half.is_none_or(|half| *in_half == half));
    let (fiscal_year, found) = fitting.max().unwrap_or((year.unwrap_or(plan.plan.fiscal_year), Half::FirstHalf));
    Period { fiscal_year, half: half.unwrap_or(found) }
}

/// A plan with everything in it.
pub(super) fn plan_record(reader: &Reader<'_>, row: &PlanRow) -> Result<PlanRecord, AppError> {
    let filter = InitiativeFilter { plan: Some(row.plan.id), ..InitiativeFilter::default() };
    let nodes: Vec<_> = reader.initiatives(&filter)?.into_iter().map(|row| row.initiative).collect();
    let mut record = PlanRecord {
        plan: row.plan.clone(),
        nodes,
        activities: Vec::new(),
        schedule: Vec::new(),
        progress: Vec::new(),
    };
    let tops: Vec<_> = record.nodes.iter().filter(|node| node.parent_id.is_none()).map(|node| node.id).collect();
    for top in tops {
        let with_below = reader.initiative(top)?;
        record.activities.extend(with_below.activities);
        record.schedule.extend(with_below.schedule);
        record.progress.extend(with_below.progress);
    }
    Ok(record)
}
