//! The index that the browser searches: for every character and every pair of neighbours, the
//! remarks that hold it, cut into small files by the first character.
//!
//! Invariants: a remark stands under every pair of its folded text, speaker and post, and pairs
//! never reach from one into the other; numbers of remarks ascend and are kept as steps.

use std::collections::{BTreeMap, BTreeSet};

use gijicho_model::body;
use gijicho_model::fold::clusters;
use serde::Serialize;

use super::{Site, SiteFile, meeting};
use crate::ExportError;
use crate::document::{heading_line, one_line};

/// Files of the index.
const INDEX_SHARDS: usize = 64;

/// Remarks in a file.
const DOCS_IN_SHARD: usize = 100;

/// The characters that a table of folding covers: every plane that holds text in Japanese.
const LAST_FOLDED: u32 = 0x3_FFFF;

/// A remark as the browser shows it.
#[derive(Serialize)]
struct Doc {
    id: String,
    url: String,
    meeting: String,
    agenda: String,
    mark: String,
    speaker: String,
    post: String,
    text: String,
}

/// What the script needs to know of the files, as script.
pub(super) fn settings() -> String {
    format!("window.gijichoSite = {{ indexShards: {INDEX_SHARDS}, docsInShard: {DOCS_IN_SHARD} }};")
}

/// The files under `search/`.
pub(super) fn files(site: &Site<'_>) -> Result<Vec<SiteFile>, ExportError> {
    let docs = docs(site);
    let mut shards: Vec<BTreeMap<String, Vec<usize>>> = vec![BTreeMap::new(); INDEX_SHARDS];
    for (id, doc) in docs.iter().enumerate() {
        let grams: BTreeSet<String> =
            [&doc.text, &doc.speaker, &doc.post].into_iter().flat_map(|field| grams(&(site.fold)(field))).collect();
        for gram in grams {
            let shard = gram.chars().next().map_or(0, |c| c as usize % INDEX_SHARDS);
            if let Some(shard) = shards.get_mut(shard) {
                shard.entry(gram).or_default().push(id);
            }
        }
    }
    let mut files = vec![call("fold", "gijichoFold", &[folding(site.fold)])?];
    for (i, mut shard) in shards.into_iter().enumerate() {
        for ids in shard.values_mut() {
            to_steps(ids);
        }
        files.push(call(&format!("i{i}"), "gijichoIndex", &(i, shard))?);
    }
    for (i, docs) in docs.chunks(DOCS_IN_SHARD).enumerate() {
        files.push(call(&format!("d{i}"), "gijichoDocs", &(i, docs))?);
    }
    Ok(files)
}

/// A script that hands data to the page: a list of what the function takes.
fn call(name: &str, function: &str, data: &impl Serialize) -> Result<SiteFile, ExportError> {
    let data = serde_json::to_string(data)?;
    Ok(SiteFile::text(&format!("search/{name}.js"), format!("{function}(...{data});\n")))
}

fn docs(site: &Site<'_>) -> Vec<Doc> {
    let remarks = site.records.iter().flat_map(|record| record.remarks.iter().map(move |remark| (record, remark)));
    let doc = remarks.map(|(record, remark)| {
        let item = remark.agenda_item_id.and_then(|id| record.agenda.iter().find(|item| item.id == id));
        let speaker = remark.speaker.as_ref().map(|speaker| speaker.printed.clone()).unwrap_or_default();
        let post = remark.speaker.as_ref().map(|speaker| speaker.post.clone()).unwrap_or_default();
        Doc {
            id: remark.id.to_string(),
            url: meeting::address(record, remark.id),
            meeting: record.meeting.label(),
            agenda: item.map(|item| one_line(&heading_line(&item.label, &item.title))).unwrap_or_default(),
            mark: remark.mark.clone().unwrap_or_default(),
            post: if speaker.contains(&post) { String::new() } else { post },
            speaker,
            text: body::plain(&remark.body),
        }
    });
    doc.collect()
}

/// Every character and every pair of neighbours.
fn grams(folded: &str) -> Vec<String> {
    let characters: Vec<char> = folded.chars().collect();
    let single = characters.iter().map(char::to_string);
    single.chain(characters.windows(2).map(|pair| pair.iter().collect())).collect()
}

/// Ascending numbers as steps from one to the next.
fn to_steps(ids: &mut [usize]) {
    let mut last = 0;
    for id in ids {
        (*id, last) = (*id - last, *id);
    }
}

/// What the program folds a character to, where Unicode's compatibility form and lower case alone
/// would leave another: all that the browser does not know by itself.
fn folding(fold: &dyn Fn(&str) -> String) -> BTreeMap<String, String> {
    let mut table = BTreeMap::new();
    for c in (0..=LAST_FOLDED).filter_map(char::from_u32).filter(|c| !c.is_whitespace() && !c.is_control()) {
        let text = c.to_string();
        let compatible: String = clusters(&text).flat_map(|cluster| cluster.nfkc().collect::<Vec<_>>()).collect();
        // The browser makes the compatible form first and looks that up.
        if !compatible.is_empty() && compatible != text {
            continue;
        }
        let folded = fold(&text);
        if folded != c.to_lowercase().collect::<String>() {
            table.insert(text, folded);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_to_the_numbers_again() {
        let mut ids = [3, 4, 9];
        to_steps(&mut ids);
        assert_eq!(ids, [3, 1, 5]);
    }

    #[test]
    fn a_text_stands_under_its_characters_and_their_pairs() {
        assert_eq!(grams("紙なし"), ["紙", "な", "し", "紙な", "なし"]);
    }

    #[test]
    fn the_table_of_folding_holds_what_the_browser_does_not_know() {
        let table = folding(&|text| text.replace('髙', "高").replace('\u{FE0F}', "").to_lowercase());
        assert_eq!(table.get("髙").map(String::as_str), Some("高"));
        assert_eq!(table.get("\u{FE0F}").map(String::as_str), Some(""));
        assert_eq!(table.get("A"), None);
    }
}
