//! The head of the minutes: dates with their weekdays, 第N回.

use chrono::Datelike as _;
use gijicho_model::era;

use crate::{Context, Finding, Place, Rule};

pub(crate) fn head(context: &Context<'_>) -> Vec<Finding> {
    let meeting = &context.record.meeting;
    let lines = meeting.header.iter().map(|line| line.text.as_str()).chain(meeting.title.as_deref());
    let mut findings: Vec<Finding> = lines.flat_map(|line| weekdays(Place::Head, line)).collect();
    findings.extend(ordinal(context));
    findings
}

/// Dates whose weekday is not theirs.
pub(super) fn weekdays(place: Place, text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(era::find_date) {
        let range = from + found.range.start..from + found.range.end;
        let right = found.date.weekday();
        if let Some(printed) = found.weekday
            && printed != right
        {
            let reason = format!(
                "{}は{}曜日です。日付か曜日のどちらかが違います。",
                era::long_date(found.date),
                era::weekday_japanese(right)
            );
            let finding = Finding::new(Rule::Weekday, place, reason);
            findings.push(finding.quoting(text, range.start, &text[range.clone()]));
        }
        from = range.end.max(from + 1);
    }
    findings
}

fn ordinal(context: &Context<'_>) -> Option<Finding> {
    let ordinal = context.record.meeting.ordinal?;
    if context.ordinals.contains(&ordinal) {
        let reason = format!("同じ年度に第{ordinal}回がほかにもあります。");
        return Some(Finding::new(Rule::Ordinal, Place::Head, reason));
    }
    let missing = (1..ordinal).find(|before| !context.ordinals.contains(before))?;
    // A library that begins in the middle of a year has no gap.
    let first = context.ordinals.iter().copied().min()?;
    (missing > first).then(|| {
        let reason = format!("第{missing}回がありません。回の数え方を確かめてください。");
        Finding::new(Rule::Ordinal, Place::Head, reason)
    })
}
