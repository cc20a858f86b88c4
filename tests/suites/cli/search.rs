//! `search`: what must be found, however it is typed, and in which form it is told.

use std::ffi::OsStr;

use gijicho_tests::command_line::Library;
use gijicho_tests::place;
use serde_json::Value;

/// A library of published minutes of others; `None` where they are absent.
fn published() -> Option<Library> {
    let library = Library::new()?;
    for document in ["001_8b7134eadf3b3765.txt", "004_d1f4932083dd1277.txt", "003_acf9ea6dad0b912a.txt"] {
        let file = place::shared(&format!("seeds/{document}"))?;
        library.done([OsStr::new("import"), file.as_os_str()]);
    }
    Some(library)
}

fn sample() -> Option<Library> {
    let library = Library::new()?;
    library.done(["demo"]);
    Some(library)
}

fn search(library: &Library, query: &str) -> Value {
    library.json(["search", query, "--limit", "1000"])
}

/// What the hits are, without scores and times.
fn ids(found: &Value) -> Vec<String> {
    let mut ids: Vec<String> = hits(found).iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids
}

fn hits(found: &Value) -> &Vec<Value> {
    found["hits"].as_array().unwrap()
}

#[test]
fn a_word_and_a_speaker_find_the_remark() {
    let Some(library) = published() else { return };
    let found = search(&library, "紙 知事");
    let wanted = |hit: &Value| {
        hit["kind"] == "remark"
            && hit["meeting"]["held_on"] == "2022-04-14"
            && hit["speaker"].as_str().unwrap().ends_with("知事")
    };
    assert!(hits(&found).iter().any(wanted), "{found:#}");
}

#[test]
fn width_case_and_spaces_make_no_difference() {
    let Some(library) = published() else { return };
    for alike in
        [&["県庁DXの推進", "県庁 ＤＸ の推進", "県庁ＤＸの推進", "県庁dxの推進"][..], &["ＣＤＯ", "cdo", "CDO"]]
    {
        let found: Vec<_> = alike.iter().map(|query| ids(&search(&library, query))).collect();
        assert!(!found[0].is_empty(), "{}", alike[0]);
        assert!(found.iter().all(|ids| *ids == found[0]), "{alike:?}: {found:?}");
    }
}

#[test]
fn short_words_and_a_sentence_broken_by_a_page_are_found() {
    let Some(library) = published() else { return };
    for query in ["紙", "当たり前なっている", "進捗"] {
        assert!(!hits(&search(&library, query)).is_empty(), "{query}");
    }
    assert!(hits(&search(&library, "存在しない言葉の並び")).is_empty());
}

#[test]
fn a_hit_is_told_in_the_form_that_other_tools_read() {
    let Some(library) = sample() else { return };
    let found = search(&library, "紙");
    let total = found["total"].as_u64().unwrap();
    assert_eq!(found["query"], "紙");
    assert!(found["took_us"].is_u64() && total > 5, "{found:#}");
    assert_eq!(hits(&found).len() as u64, total);
    for facet in ["kind", "fiscal_year", "speaker", "mark", "body"] {
        assert!(found["facets"][facet].is_object(), "{facet}: {found:#}");
    }
    let kinds: u64 = found["facets"]["kind"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(kinds, total, "the kinds of all hits make up all hits");
    for hit in hits(&found) {
        for field in ["kind", "id", "speaker", "mark", "snippet"] {
            assert!(hit[field].is_string(), "{field}: {hit:#}");
        }
        let [snippet, heading] = ["snippet", "heading"].map(|field| hit[field].as_str().unwrap_or_default());
        assert!(snippet.contains("<mark>") || heading.contains('紙'), "{hit:#}");
        assert!(!hit["why"].as_array().unwrap().is_empty() && hit["score"].is_number(), "{hit:#}");
    }
}

#[test]
fn filters_narrow_and_pages_go_on_where_the_last_ended() {
    let Some(library) = sample() else { return };
    let all = search(&library, "推進");
    let marked = library.json(["search", "推進", "--limit", "1000", "--mark", "☆"]);
    assert!(hits(&marked).iter().all(|hit| hit["mark"] == "☆") && !hits(&marked).is_empty());
    let year = library.json(["search", "推進", "--limit", "1000", "--fiscal-year", "R5"]);
    assert!(hits(&year).len() < hits(&all).len() && !hits(&year).is_empty());
    let first = library.json(["search", "推進", "--limit", "5", "--sort", "newest"]);
    let second = library.json(["search", "推進", "--limit", "5", "--offset", "5", "--sort", "newest"]);
    let both: Vec<_> = [ids(&first), ids(&second)].concat();
    let ten = library.json(["search", "推進", "--limit", "10", "--sort", "newest"]);
    assert_eq!(both.len(), 10);
    assert!(both.iter().all(|id| ids(&ten).contains(id)));
}

#[test]
fn no_query_is_an_error() {
    let Some(library) = sample() else { return };
    for query in ["", " ", "\"", "((", "-", "OR OR", "発言者:", "年度:R99..", "￥＼", &"紙 ".repeat(2000)] {
        library.done(["search", query]);
    }
}
