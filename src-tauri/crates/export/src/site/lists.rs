//! The pages that list: meetings by year, decisions by meeting, initiatives by plan.

use std::fmt::Write as _;

use gijicho_model::era::long_date;
use gijicho_model::record::LinkedInitiative;
use gijicho_model::{
    AgendaItem, Decision, FiscalYear, Half, Initiative, InitiativeKind, LinkStatus, MeetingRecord, Outcome,
    ProposalStatus,
};

use super::page::page;
use super::{Site, meeting};
use crate::document::{heading_line, one_line};
use crate::html::escaped;
use crate::tables::PlanRecord;

/// Meetings, newest first, under their years.
pub(super) fn meetings(site: &Site<'_>) -> String {
    let mut main = format!("<h1>{}</h1>\n", escaped(&site.title));
    let newest: Vec<&MeetingRecord> = site.records.iter().rev().collect();
    for year in newest.chunk_by(|a, b| a.meeting.fiscal_year == b.meeting.fiscal_year) {
        let name = year.first().map(|record| record.meeting.fiscal_year.long()).unwrap_or_default();
        let _ = writeln!(main, "<h2>{}</h2>\n<ul>", escaped(&name));
        for record in year {
            let _ = writeln!(
                main,
                "<li><a href=\"{}\">{}</a>（{}）</li>",
                meeting::path(record),
                escaped(&one_line(&record.display_title())),
                escaped(&long_date(record.meeting.held_on)),
            );
        }
        main.push_str("</ul>\n");
    }
    page(site, "index.html", "会議", &main, "")
}

/// Every item with how it ended, under its meeting, newest first.
pub(super) fn decisions(site: &Site<'_>) -> String {
    let mut main = String::from("<h1>決定事項</h1>\n");
    for record in site.records.iter().rev().filter(|record| !record.agenda.is_empty()) {
        let title = escaped(&one_line(&record.display_title()));
        let _ = writeln!(main, "<h2><a href=\"{}\">{title}</a></h2>", meeting::path(record));
        let _ = writeln!(
            main,
            "<div class=\"wide\" role=\"region\" aria-label=\"{title}の決定事項\" tabindex=\"0\">\n<table>"
        );
        main.push_str("<thead><tr>");
        for heading in ["番号", "議題", "結果", "根拠となる発言", "関係する取組"] {
            let _ = write!(main, "<th scope=\"col\">{heading}</th>");
        }
        main.push_str("</tr></thead>\n<tbody>\n");
        for item in &record.agenda {
            let on_item = |decision: &&Decision| {
                decision.agenda_item_id == item.id && decision.status == ProposalStatus::Confirmed
            };
            let mut any = false;
            for decision in record.decisions.iter().filter(on_item) {
                any = true;
                decision_row(&mut main, record, item, decision);
            }
            if !any {
                let none = Outcome::NoneRecorded.japanese();
                let _ = writeln!(main, "<tr><td></td><td>{}</td><td>{none}</td><td></td><td></td></tr>", agenda(item));
            }
        }
        main.push_str("</tbody>\n</table>\n</div>\n");
    }
    page(site, "decisions.html", "決定事項", &main, "")
}

fn agenda(item: &AgendaItem) -> String {
    escaped(&one_line(&heading_line(&item.label, &item.title)))
}

fn decision_row(out: &mut String, record: &MeetingRecord, item: &AgendaItem, decision: &Decision) {
    let quote = escaped(&one_line(&decision.quote));
    let quote = match record.evidence_of(decision.id).next() {
        Some(evidence) => {
            format!("<a href=\"{}\">「{quote}」</a>", meeting::address(record, evidence.remark_id))
        }
        None if quote.is_empty() => quote,
        None => format!("「{quote}」"),
    };
    let links = record.links.iter().filter(|link| link.link.decision_id == decision.id && is_confirmed(link));
    let initiatives: Vec<String> = links.map(initiative_link).collect();
    let _ = writeln!(
        out,
        "<tr id=\"d{}\"><td>{}</td><td>{}</td><td>{}</td><td>{quote}</td><td>{}</td></tr>",
        decision.id.0.simple(),
        escaped(&record.decision_number(decision)),
        agenda(item),
        decision.outcome.japanese(),
        initiatives.join("<br>"),
    );
}

fn is_confirmed(link: &LinkedInitiative) -> bool {
    link.link.status == LinkStatus::Confirmed
}

fn initiative_link(link: &LinkedInitiative) -> String {
    let words = one_line(&format!("{} {}", link.number, link.title));
    format!("<a href=\"initiatives.html#i{}\">{}</a>", link.link.initiative_id.0.simple(), escaped(&words))
}

/// The trees of the plans, with the decisions and the reports on each initiative.
pub(super) fn initiatives(site: &Site<'_>) -> String {
    let mut main = String::from("<h1>取組</h1>\n");
    for record in site.plans {
        let plan = &record.plan;
        let title = one_line(&format!("{}（{}）", plan.title, plan.fiscal_year));
        let _ = writeln!(main, "<h2>{}</h2>", escaped(&title));
        for node in &record.nodes {
            match node.kind {
                InitiativeKind::Pillar => {
                    let _ = writeln!(main, "<h3>{}</h3>", escaped(&words(node)));
                }
                InitiativeKind::Initiative => initiative(&mut main, site, record, node),
                InitiativeKind::Item => {}
            }
        }
    }
    page(site, "initiatives.html", "取組", &main, "")
}

fn words(node: &Initiative) -> String {
    one_line(&format!("{} {}", node.number, node.title))
}

fn initiative(out: &mut String, site: &Site<'_>, plan: &PlanRecord, node: &Initiative) {
    let _ = writeln!(out, "<section id=\"i{}\">\n<h4>{}</h4>", node.id.0.simple(), escaped(&words(node)));
    let decided: Vec<String> = site.records.iter().flat_map(|record| decided_on(record, node)).collect();
    if !decided.is_empty() {
        let _ = writeln!(out, "<p>決定</p>\n<ul>\n{}</ul>", decided.concat());
    }
    let reports: Vec<String> = plan
        .progress
        .iter()
        .filter(|report| report.initiative_id == node.id)
        .map(|report| {
            let when = one_line(&report.when);
            let when = if when.is_empty() { period(report.fiscal_year, report.half) } else { when };
            format!("<li>{} {}</li>\n", escaped(&when), escaped(&one_line(&report.text)))
        })
        .collect();
    if !reports.is_empty() {
        let _ = writeln!(out, "<p>進捗</p>\n<ul>\n{}</ul>", reports.concat());
    }
    out.push_str("</section>\n");
}

fn decided_on(record: &MeetingRecord, node: &Initiative) -> Vec<String> {
    let tied = |decision: &&Decision| {
        decision.status == ProposalStatus::Confirmed
            && record.links.iter().any(|link| {
                link.link.decision_id == decision.id && link.link.initiative_id == node.id && is_confirmed(link)
            })
    };
    let line = |decision: &Decision| {
        format!(
            "<li><a href=\"decisions.html#d{}\">{}</a> {}（{}）</li>\n",
            decision.id.0.simple(),
            escaped(&record.decision_number(decision)),
            decision.outcome.japanese(),
            escaped(&long_date(record.meeting.held_on)),
        )
    };
    record.decisions.iter().filter(tied).map(line).collect()
}

fn period(year: FiscalYear, half: Half) -> String {
    let half = match half {
        Half::FirstHalf => "上半期",
        Half::SecondHalf => "下半期",
    };
    format!("{year} {half}")
}
