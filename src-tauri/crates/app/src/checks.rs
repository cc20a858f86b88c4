//! 体裁チェック: the record and what is known beside it go to the rules, waivers come off.

use std::collections::BTreeMap;

use gijicho_check::{Context, Finding, Incumbent, Place, WordList};
use gijicho_model::MeetingRecord;
use gijicho_store::{MeetingRow, OpKind, Reader};

use crate::App;
use crate::api::checks::{CheckAsk, CheckFinding, CheckReport, CheckWords, WaiveRequest};
use crate::api::{Done, Nothing};
use crate::error::AppError;
use crate::meetings::meeting_ref;

/// The setting that holds a person's own words.
const WORDS: &str = "check.words";
/// Longest list of own words, in bytes.
const MAX_WORDS: usize = 256 * 1024;

impl App {
    /// What should be looked at before minutes go out.
    pub fn check(&self, ask: CheckAsk) -> Result<CheckReport, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let rows = reader.meetings()?;
        let wanted = ask.meeting.map(|text| reader.resolve_meeting(&text)).transpose()?;
        let words = WordList::new(&reader.setting(WORDS)?.unwrap_or_default());
        let chosen = rows.iter().filter(|row| match wanted {
            Some(id) => row.id == id,
            None => !row.status.is_locked(),
        });
        let mut report = CheckReport { findings: Vec::new(), waived: Vec::new() };
        for row in chosen {
            let waivers = reader.waivers(row.id)?;
            for finding in check_one(&reader, row, &rows, &words, &waivers)? {
                let list = if finding.waived.is_some() { &mut report.waived } else { &mut report.findings };
                list.push(finding);
            }
        }
        Ok(report)
    }

    /// Lets a finding stand with a reason, or looks at it again.
    pub fn check_waive(&self, request: WaiveRequest) -> Result<Done, AppError> {
        let WaiveRequest { meeting, key, reason } = request;
        let label = if reason.is_some() { "指摘を見送る" } else { "指摘をもう一度見る" };
        let ((), done) = self.write(OpKind::Edit, label, |tx| match &reason {
            Some(reason) => tx.waive(meeting, &key, reason),
            None => tx.withdraw_waiver(meeting, &key),
        })?;
        Ok(done)
    }

    /// A person's own words.
    pub fn check_words_get(&self, _: Nothing) -> Result<CheckWords, AppError> {
        Ok(CheckWords { lines: self.reading().read()?.setting(WORDS)?.unwrap_or_default() })
    }

    /// Changes them.
    pub fn check_words_set(&self, words: CheckWords) -> Result<CheckWords, AppError> {
        if words.lines.len() > MAX_WORDS {
            return Err(AppError::BadRequest { command: "check_words_set".to_owned(), detail: "too long".to_owned() });
        }
        self.write(OpKind::Setting, "表記の一覧", |tx| tx.set_setting(WORDS, &words.lines))?;
        Ok(words)
    }
}

fn check_one(
    reader: &Reader<'_>,
    row: &MeetingRow,
    rows: &[MeetingRow],
    words: &WordList,
    waivers: &BTreeMap<String, String>,
) -> Result<Vec<CheckFinding>, AppError> {
    let record = reader.meeting_record(row.id)?;
    let ordinals = ordinals(rows, row);
    let in_office = in_office(reader, &record)?;
    let context = Context {
        record: &record,
        ordinals: &ordinals,
        in_office: &in_office,
        words,
        has_glyph: &gijicho_export::can_print,
    };
    let findings = gijicho_check::check(&context).into_iter().map(|finding| {
        let key = finding.key();
        let waived = waivers.get(&key).cloned();
        shown(&record, row, finding, key, waived)
    });
    Ok(findings.collect())
}

fn ordinals(rows: &[MeetingRow], of: &MeetingRow) -> Vec<u32> {
    let others = rows.iter().filter(|row| row.id != of.id && row.body_id == of.body_id);
    others.filter(|row| row.fiscal_year == of.fiscal_year).filter_map(|row| row.ordinal).collect()
}

fn in_office(reader: &Reader<'_>, record: &MeetingRecord) -> Result<Vec<Incumbent>, AppError> {
    let departments: BTreeMap<String, String> =
        reader.posts()?.into_iter().map(|post| (post.title, post.department)).collect();
    let known = reader.in_office(record.meeting.held_on)?.into_iter();
    Ok(known
        .map(|one| Incumbent {
            department: departments.get(&one.post).cloned().unwrap_or_default(),
            name: one.name,
            post: one.post,
        })
        .collect())
}

fn shown(
    record: &MeetingRecord,
    row: &MeetingRow,
    finding: Finding,
    key: String,
    waived: Option<String>,
) -> CheckFinding {
    let (item, remark) = match finding.place {
        Place::Head => (None, None),
        Place::Item(item) => (Some(item), None),
        Place::Heading(remark) | Place::Body(remark) => {
            let item = record.remarks.iter().find(|one| one.id == remark).and_then(|one| one.agenda_item_id);
            (item, Some(remark))
        }
    };
    let item_name = item.and_then(|id| record.agenda.iter().find(|one| one.id == id));
    let item_name = item_name.map(|item| if item.label.is_empty() { &item.title } else { &item.label });
    let speaker = remark.and_then(|id| record.remarks.iter().find(|one| one.id == id)).map(|remark| {
        let printed = remark.speaker.as_ref().map(|speaker| speaker.printed.as_str()).unwrap_or_default();
        format!("{}{printed}", remark.mark.as_deref().unwrap_or_default())
    });
    let parts: Vec<&str> = item_name.map(String::as_str).into_iter().chain(speaker.as_deref()).collect();
    CheckFinding {
        meeting: meeting_ref(row),
        rule: finding.rule.code().to_owned(),
        place: if parts.is_empty() { "頭書".to_owned() } else { parts.join("　") },
        item,
        remark,
        at: if matches!(finding.place, Place::Body(_)) { finding.at } else { None },
        quote: finding.quote,
        reason: finding.reason,
        fix: finding.fix,
        key,
        waived,
    }
}
