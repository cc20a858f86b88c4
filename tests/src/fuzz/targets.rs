//! What is thrown at, and what must hold whatever is thrown.

use gijicho_import::{ChosenRole, Hints, Kind, LineChoice, archive};
use gijicho_model::body;
use gijicho_model::draft::{Draft, MinutesDraft, UnplacedLine};
use gijicho_model::people::Register;
use gijicho_search::query;

use super::wrapped;

/// Something that reads input.
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// Reads an input; panics when something does not hold that must.
    pub check: fn(&[u8]),
}

/// Everything that reads input.
pub const TARGETS: &[Target] = &[
    Target { name: "minutes", check: |bytes| import(bytes, Some(Kind::Minutes)) },
    Target { name: "plan", check: |bytes| import(bytes, Some(Kind::Plan)) },
    Target { name: "progress", check: |bytes| import(bytes, Some(Kind::Progress)) },
    Target { name: "table", check: read_table },
    Target { name: "transcript", check: |bytes| import(bytes, Some(Kind::Transcript)) },
    Target { name: "captions", check: read_captions },
    Target { name: "choices", check: read_with_choices },
    Target { name: "any", check: |bytes| import(bytes, None) },
    Target { name: "docx", check: |bytes| read_file(&wrapped::file(bytes, wrapped::docx)) },
    Target { name: "xlsx", check: |bytes| read_file(&wrapped::file(bytes, wrapped::xlsx)) },
    Target { name: "pdf", check: |bytes| read_file(&wrapped::file(bytes, wrapped::pdf)) },
    Target { name: "html", check: |bytes| read_file(&wrapped::file(bytes, wrapped::html)) },
    Target { name: "zip", check: |bytes| unpack(&wrapped::file(bytes, wrapped::zip)) },
    Target { name: "query", check: read_query },
    Target { name: "body", check: read_body },
];

/// Whatever stands under a head: rows of a page that is cut, tags, labels, dates, marks.
fn read_table(bytes: &[u8]) {
    let head = "令和5年度 計画\n番号\t柱\t具体的取組\t取組項目\t工程表\t\t年次計画\t進捗状況\t目標\t担当課\n";
    let text = [head, &String::from_utf8_lossy(bytes)].concat();
    import(text.as_bytes(), Some(Kind::Progress));
}

/// Any bytes are answered with a draft that keeps its promises, or with an error.
fn import(bytes: &[u8], kind: Option<Kind>) {
    let register = Register::default();
    let hints =
        Hints { file_name: "input.txt", kind, encoding: None, register: &register, choices: &[], columns: None };
    let Ok(imported) = gijicho_import::import(bytes, &hints) else { return };
    let again = gijicho_import::import(bytes, &hints).expect("the same bytes are read the same way");
    assert_eq!(imported, again, "the same bytes give the same draft");
    match &imported.draft {
        Draft::Minutes(minutes) => check_minutes(minutes),
        Draft::Plan(table) | Draft::Progress(table) => {
            check_coverage(table.coverage.characters, table.coverage.placed, &table.unplaced);
        }
    }
    let json = serde_json::to_string(&imported.draft).expect("a draft is JSON");
    let read: Draft = serde_json::from_str(&json).expect("a draft's JSON is a draft");
    assert_eq!(read, imported.draft);
}

/// Any file of another format is answered as any text is, and its lines are the same each time.
fn read_file(bytes: &[u8]) {
    import(bytes, Some(Kind::Minutes));
    let register = Register::default();
    let hints =
        Hints { file_name: "input", kind: None, encoding: None, register: &register, choices: &[], columns: None };
    let Ok(source) = gijicho_import::text_of(bytes, &hints) else { return };
    assert!(source.lines.iter().all(|(_, line)| !line.contains('\n')), "a line holds no line break");
}

/// Any archive is answered with names that lead nowhere, and with no more than the limits.
fn unpack(bytes: &[u8]) {
    let limits = archive::Limits { total: 1 << 20, ..archive::Limits::default() };
    let Ok(members) = archive::members(bytes, &limits) else { return };
    let unpacked: usize = members.iter().filter_map(|member| member.bytes.as_ref().ok()).map(Vec::len).sum();
    assert!(unpacked <= 1 << 20, "{unpacked} bytes are unpacked");
    for member in &members {
        let parts: Vec<&str> = member.name.split('/').collect();
        assert!(!parts.contains(&"..") && !parts.contains(&""), "a name leads nowhere: {}", member.name);
    }
}

/// Captions with any words, any times and any tags.
fn read_captions(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    import(format!("WEBVTT\n\n{text}").as_bytes(), None);
    import(format!("1\n00:00:01,000 --> 00:00:02,000\n{text}").as_bytes(), None);
}

/// Whatever a person says of lines, every character is placed or listed. The first bytes choose.
fn read_with_choices(bytes: &[u8]) {
    const ROLES: [ChosenRole; 7] = [
        ChosenRole::Header,
        ChosenRole::Agenda,
        ChosenRole::Speaker,
        ChosenRole::Body,
        ChosenRole::Continuation,
        ChosenRole::Scene,
        ChosenRole::Ignored,
    ];
    let (head, text) = bytes.split_at(bytes.len().min(8));
    let choice = |pair: &[u8]| LineChoice { line: u32::from(pair[0]) % 40, role: ROLES[usize::from(pair[1]) % 7] };
    let choices: Vec<LineChoice> = head.chunks_exact(2).map(choice).collect();
    let register = Register::default();
    let kind = Some(Kind::Minutes);
    let hints =
        Hints { file_name: "input.txt", kind, encoding: None, register: &register, choices: &choices, columns: None };
    if let Ok(imported) = gijicho_import::import(text, &hints)
        && let Draft::Minutes(minutes) = &imported.draft
    {
        check_minutes(minutes);
    }
}

/// What is not placed is listed, to the character. What has no width is as blank as a space.
fn check_coverage(characters: usize, placed: usize, unplaced: &[UnplacedLine]) {
    let counts = |c: &char| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}' | '\u{2060}');
    let listed: usize = unplaced.iter().map(|line| line.text.chars().filter(counts).count()).sum();
    assert_eq!(placed + listed, characters, "every character is placed or listed");
}

fn check_minutes(minutes: &MinutesDraft) {
    check_coverage(minutes.coverage.characters, minutes.coverage.placed, &minutes.unplaced);
    let last = u32::try_from(minutes.lines.len()).expect("lines are counted in 32 bits");
    let is_range = |[from, to]: [u32; 2]| from <= to && to <= last;
    for remark in &minutes.remarks {
        assert!(remark.agenda.is_none_or(|item| item < minutes.agenda.len()), "a remark names an item that there is");
        assert!(is_range(remark.lines), "lines of a remark: {:?} of {last}", remark.lines);
        assert_eq!(body::to_markdown(&body::parse(&remark.body)), remark.body, "a body is stored as it is read");
    }
    let said: Vec<String> = minutes.remarks.iter().map(|remark| body::plain(&remark.body)).collect();
    for decision in &minutes.decisions {
        assert!(decision.agenda < minutes.agenda.len(), "a decision names an item that there is");
        assert!(said[decision.remark].contains(&decision.quote), "a decision quotes: {}", decision.quote);
        assert!(!decision.quote.is_empty());
    }
    for follow_up in &minutes.follow_ups {
        assert!(said[follow_up.remark].contains(&follow_up.quote), "a follow-up quotes: {}", follow_up.quote);
    }
}

/// Every text is a query; what is understood strictly is printed and read back the same.
fn read_query(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    // Longer than a query may be, for some; printing may lengthen what is near the limit.
    let text: String = text.chars().take(3_000).collect();
    for ignored in query::parse_lenient(&text).ignored {
        let there = text.get(ignored.span.clone());
        assert_eq!(there, Some(ignored.text.as_str()), "what was left out stands where it is said to");
    }
    let Ok(strict) = query::parse_strict(&text) else { return };
    let printed = strict.to_string();
    if strict.is_canonical() && printed.chars().count() <= text.chars().count() {
        assert_eq!(query::parse_strict(&printed).ok().as_ref(), Some(&strict), "{text}");
    }
}

/// Every text is a body; what is read of it is stored and read back the same.
fn read_body(bytes: &[u8]) {
    let blocks = body::parse(&String::from_utf8_lossy(bytes));
    assert!(blocks.iter().all(body::Block::is_canonical), "{blocks:?}");
    assert_eq!(body::parse(&body::to_markdown(&blocks)), blocks);
}
