//! Documents beside what a careful reader finds in them: the houses that the importer was not made
//! for (`tests/houses`), and the sample minutes (`tests/samples`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where something is wrong, and says where")]

use std::path::{Path, PathBuf};

use gijicho_import::{Hints, import};
use gijicho_model::body::{self, Block};
use gijicho_model::draft::{Draft, MinutesDraft};
use gijicho_model::fold::squeezed as folded;
use gijicho_model::people::Register;
use serde_json::{Value, json};

/// The folder of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..")
}

/// The files of a folder of the workspace, in order.
fn files_in(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the importer makes of a document: its encoding and its draft.
fn minutes(path: &Path) -> (&'static str, MinutesDraft) {
    let file_name = path.file_name().unwrap().to_str().unwrap();
    let hints =
        Hints { file_name, kind: None, encoding: None, register: &Register::default(), choices: &[], columns: None };
    let imported = import(&std::fs::read(path).unwrap(), &hints).unwrap_or_else(|error| panic!("{file_name}: {error}"));
    match imported.draft {
        Draft::Minutes(minutes) => (imported.encoding, minutes),
        _ => panic!("{file_name}: read as a table"),
    }
}

/// Collects what differs, each with its place.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    /// Compares after folding width and dropping white space.
    fn same(&mut self, what: &str, is: &Value, should: &Value) {
        let (is, should) = (squeezed(is), squeezed(should));
        if is != should {
            self.0.push(format!("{what}: {is} should be {should}"));
        }
    }
}

fn squeezed(value: &Value) -> Value {
    match value {
        Value::String(text) => folded(text).into(),
        Value::Array(items) => items.iter().map(squeezed).collect(),
        Value::Object(fields) => fields.iter().map(|(key, value)| (folded(key), squeezed(value))).collect(),
        other => other.clone(),
    }
}

/// The reader counts items from 1.
fn position(agenda: Option<usize>) -> Value {
    agenda.map_or(Value::Null, |agenda| (agenda + 1).into())
}

fn check_house(name: &str) -> Vec<String> {
    let folder = root().join("tests/houses");
    let wanted = read(&folder.join(format!("{name}.json")));
    let (encoding, draft) = minutes(&folder.join(wanted["source"].as_str().unwrap()));
    let mut differences = Differences::default();
    // The web's name for CP932.
    let encoding = if encoding == "Shift_JIS" { "CP932" } else { encoding };
    differences.same("encoding", &encoding.into(), &wanted["encoding"]);
    let meeting = serde_json::to_value(&draft.meeting).unwrap();
    for (field, should) in wanted["meeting"].as_object().unwrap() {
        differences.same(&format!("meeting.{field}"), &meeting[field], should);
    }
    let agenda = |item: &Value| json!([item["number"], item["title"], item["depth"], item["documents"]]);
    let is: Value = draft.agenda.iter().map(|item| agenda(&serde_json::to_value(item).unwrap())).collect();
    differences.same("agenda", &is, &wanted["agenda"].as_array().unwrap().iter().map(agenda).collect());
    check_remarks(&draft, &wanted, &mut differences);
    check_decisions(&draft, &wanted, &mut differences);
    check_lists(&draft, &wanted, &mut differences);
    differences.0.iter().map(|difference| format!("{name}: {difference}")).collect()
}

fn check_remarks(draft: &MinutesDraft, wanted: &Value, differences: &mut Differences) {
    let should = wanted["remarks"].as_array().unwrap();
    differences.same("number of remarks", &draft.remarks.len().into(), &should.len().into());
    for (index, (is, should)) in draft.remarks.iter().zip(should).enumerate() {
        let speaker = is.speaker.as_ref().map(|speaker| {
            let name = if speaker.name.is_empty() { Value::Null } else { speaker.name.clone().into() };
            json!({ "printed": speaker.printed, "name": name, "post": speaker.post })
        });
        let head = json!([position(is.agenda), is.mark, speaker, is.note]);
        let wanted = json!([should["agenda"], should["mark"], should["speaker"], should["note"]]);
        differences.same(&format!("remark {index}"), &head, &wanted);
        let (text, first) = (folded(&body::plain(&is.body)), folded(should["first_words"].as_str().unwrap()));
        if !text.trim_start_matches('・').starts_with(first.trim_start_matches('・')) {
            let begins: String = text.chars().take(20).collect();
            differences.0.push(format!("remark {index} begins 「{begins}」, should begin 「{first}」"));
        }
    }
}

fn check_decisions(draft: &MinutesDraft, wanted: &Value, differences: &mut Differences) {
    let is = draft.decisions.iter().map(|decision| {
        json!([decision.agenda + 1, decision.outcome, decision.phrase, decision.quote, decision.remark])
    });
    let should = wanted["decisions"].as_array().unwrap().iter().map(|decision| {
        json!([decision["agenda"], decision["outcome"], decision["phrase"], decision["quote"], decision["remark"]])
    });
    differences.same("decisions", &is.collect(), &should.collect());
}

/// Scenes, warnings, and that everything has found a place.
fn check_lists(draft: &MinutesDraft, wanted: &Value, differences: &mut Differences) {
    differences.same("scenes", &scenes(draft), &wanted["scenes"]);
    differences.same("unplaced", &serde_json::to_value(&draft.unplaced).unwrap(), &json!([]));
    let raised: Vec<&str> = draft.warnings.iter().map(|warning| warning.code.as_str()).collect();
    for code in wanted["warnings"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !raised.contains(&code) {
            differences.0.push(format!("the warning {code} is not raised, but {raised:?}"));
        }
    }
}

fn scenes(draft: &MinutesDraft) -> Value {
    let blocks = draft.remarks.iter().flat_map(|remark| body::parse(&remark.body));
    blocks.filter(|block| matches!(block, Block::Scene(_))).map(|block| Value::from(block.text())).collect()
}

fn houses() -> Vec<PathBuf> {
    files_in("tests/houses").into_iter().filter(|file| file.extension().is_some_and(|kind| kind == "json")).collect()
}

/// Where the importer still reads otherwise than a careful reader: document and what of it. A line
/// goes when it is mended; none comes.
const OPEN_HOUSES: &[&str] = &[];

/// All differences are known to be open, and all that are known are still there.
fn assert_only_open(differences: &[String], open: &[&str]) {
    let new: Vec<&String> =
        differences.iter().filter(|found| !open.iter().any(|known| found.starts_with(known))).collect();
    assert!(new.is_empty(), "{} new differences\n{new:#?}", new.len());
    let mended: Vec<_> =
        open.iter().filter(|known| !differences.iter().any(|found| found.starts_with(*known))).collect();
    assert!(mended.is_empty(), "read right now: take these off the list\n{mended:#?}");
}

#[test]
fn unseen_houses_are_read_as_a_careful_reader_does() {
    let names: Vec<String> =
        houses().iter().map(|file| file.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    assert!(names.len() >= 83);
    let differences: Vec<String> = names.iter().flat_map(|name| check_house(name)).collect();
    assert_only_open(&differences, OPEN_HOUSES);
}

fn check_sample(wanted: &Value) -> Vec<String> {
    let name = wanted["file"].as_str().unwrap();
    let (_, draft) = minutes(&root().join("assets/samples/minutes").join(name));
    let mut differences = Differences::default();
    differences.same("title", &draft.meeting.title.clone().into(), &wanted["title"]);
    differences.same("held on", &serde_json::to_value(draft.meeting.held_on).unwrap(), &wanted["held_on"]);
    differences.same("agenda", &draft.agenda.iter().map(|item| item.title.clone()).collect(), &wanted["agenda"]);
    differences.same("scenes", &scenes(&draft), &wanted["scenes"]);
    differences.same("unplaced", &serde_json::to_value(&draft.unplaced).unwrap(), &json!([]));
    let should = wanted["remarks"].as_array().unwrap();
    differences.same("number of remarks", &draft.remarks.len().into(), &should.len().into());
    for (index, (is, should)) in draft.remarks.iter().zip(should).enumerate() {
        let printed = is.speaker.as_ref().map(|speaker| speaker.printed.as_str());
        let head = json!([position(is.agenda), is.mark, printed, is.note, body::parse(&is.body).len()]);
        let wanted = ["agenda", "mark", "printed", "note", "blocks"].map(|field| &should[field]);
        differences.same(&format!("remark {index}"), &head, &json!(wanted));
    }
    check_outcomes(&draft, wanted, &mut differences);
    differences.0.iter().map(|difference| format!("{name}: {difference}")).collect()
}

/// How each item ended, in whose words. An item without words of decision must have no proposal.
fn check_outcomes(draft: &MinutesDraft, wanted: &Value, differences: &mut Differences) {
    for should in wanted["outcomes"].as_array().unwrap() {
        let number = should["agenda"].as_str().unwrap();
        let item = draft.agenda.iter().position(|item| item.number == number);
        let decision = draft.decisions.iter().find(|decision| Some(decision.agenda) == item);
        let outcome = decision.map_or(json!("none_recorded"), |decision| json!(decision.outcome));
        differences.same(&format!("outcome of item {number}"), &outcome, &should["outcome"]);
        let Some(decision) = decision else { continue };
        let (is, should_say) = (folded(&decision.quote), folded(should["quote"].as_str().unwrap_or_default()));
        if !is.contains(&should_say) {
            differences.0.push(format!("item {number} is decided by 「{is}」, should be 「{should_say}」"));
        }
        let speaker = draft.remarks[decision.remark].speaker.as_ref().map(|speaker| speaker.printed.clone());
        differences.same(&format!("who decided item {number}"), &speaker.into(), &should["speaker"]);
    }
}

#[test]
fn the_sample_minutes_are_read_as_they_were_meant() {
    let expected = read(&root().join("tests/samples/expected.json"));
    let expected = expected.as_array().unwrap();
    assert_eq!(expected.len(), files_in("assets/samples/minutes").len());
    let differences: Vec<String> = expected.iter().flat_map(check_sample).collect();
    assert_only_open(&differences, &[]);
}
