//! `search`.

use gijicho_app::api::search::{Hit, SearchRequest, SearchResponse, Sort};
use gijicho_app::error::AppError;
use gijicho_model::era;

use super::Context;
use crate::DONE;
use crate::args::{SearchArgs, SortOrder};

pub(super) fn run(context: &Context, arguments: SearchArgs) -> Result<u8, AppError> {
    let request = request(arguments)?;
    let response = context.reading()?.search(request)?;
    context.output.data(&response, text);
    Ok(DONE)
}

fn request(arguments: SearchArgs) -> Result<SearchRequest, AppError> {
    let date = |text: Option<String>| {
        text.map(|text| era::parse_date(&text).ok_or_else(|| AppError::bad_date(&text))).transpose()
    };
    let fiscal_years = arguments
        .fiscal_year
        .iter()
        .map(|text| gijicho_model::FiscalYear::parse(text).map(|year| year.0).ok_or_else(|| AppError::bad_year(text)))
        .collect::<Result<_, _>>()?;
    Ok(SearchRequest {
        query: arguments.query,
        kinds: arguments.kind,
        fiscal_years,
        from: date(arguments.from)?,
        to: date(arguments.to)?,
        speakers: arguments.speaker,
        marks: arguments.mark,
        bodies: arguments.body,
        sort: match arguments.sort {
            SortOrder::Relevance => Sort::Relevance,
            SortOrder::Newest => Sort::Newest,
            SortOrder::Oldest => Sort::Oldest,
        },
        limit: arguments.limit,
        offset: arguments.offset,
        exact_spelling: arguments.exact,
        ..SearchRequest::default()
    })
}

fn text(response: &SearchResponse) -> String {
    let mut lines = vec![format!("{} 件（{:.1} ミリ秒）", response.total, f64::from(response.took_us) / 1000.0)];
    lines.extend(response.ignored.iter().map(|ignored| format!("※ {ignored}")));
    for expansion in &response.expansions {
        lines.push(format!(
            "※ 「{}」は「{}」も含めて探しました（--exact で含めない）",
            expansion.word,
            expansion.also.join("」「")
        ));
    }
    lines.extend(response.hits.iter().map(hit));
    lines.join("\n")
}

fn hit(hit: &Hit) -> String {
    let place = hit.meeting.as_ref().map(|meeting| format!("{} {}", meeting.label, era::long_date(meeting.held_on)));
    let agenda = hit.agenda.as_ref().map(|agenda| agenda.title.clone());
    let head: Vec<String> = [Some(format!("{}{}", hit.mark, hit.heading)), place, agenda]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let snippet: String = hit
        .snippet_parts
        .iter()
        .map(|part| if part.mark { format!("【{}】", part.text) } else { part.text.clone() })
        .collect();
    format!("\n{}\n  {}", head.join("  "), snippet.replace('\n', " "))
}
