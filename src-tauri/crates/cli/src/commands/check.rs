//! `check`: what should be looked at before minutes go out.

use gijicho_app::api::checks::{CheckAsk, CheckFinding, CheckReport};
use gijicho_app::error::AppError;

use super::Context;
use crate::{DONE, FINDINGS};

pub(super) fn run(context: &Context, meeting: Option<String>) -> Result<u8, AppError> {
    let report = context.reading()?.check(CheckAsk { meeting })?;
    context.output.data(&report, lines);
    Ok(if report.findings.is_empty() { DONE } else { FINDINGS })
}

fn lines(report: &CheckReport) -> String {
    let mut lines: Vec<String> = report.findings.iter().map(line).collect();
    lines.push(match (report.findings.len(), report.waived.len()) {
        (0, 0) => "指摘はありません。".to_owned(),
        (0, waived) => format!("指摘はありません（見送ったもの {waived} 件）。"),
        (found, 0) => format!("指摘 {found} 件"),
        (found, waived) => format!("指摘 {found} 件（ほかに見送ったもの {waived} 件）"),
    });
    lines.join("\n")
}

fn line(finding: &CheckFinding) -> String {
    let quote = if finding.quote.is_empty() { String::new() } else { format!("「{}」 ", finding.quote) };
    format!("{}\t{}\t{quote}{}", finding.meeting.label, finding.place, finding.reason)
}
