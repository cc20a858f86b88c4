//! Word files that come back from a round, made to do harm: they are read in a process of their own.

use std::sync::Arc;

use gijicho_app::{App, Inbox, Opening, Reading, commands};
use serde_json::{Value, json};

use crate::made::{WORD, docx, docx_body, zip};
use crate::{LIMIT, place};

/// A meeting, and what its comments are.
fn comments(app: &App, meeting: &Value) -> Value {
    commands::dispatch(app, "comments_list", json!({ "meeting": meeting })).unwrap()
}

#[test]
fn a_returned_document_that_does_harm_is_refused_and_loses_nothing() {
    let Some(program) = place::program() else { return };
    let folder = tempfile::tempdir().unwrap();
    let app = App::open(Some(&folder.path().join("library")), Some("読む人"), Opening::Create).unwrap();
    let app = app.with_inbox(Arc::new(Inbox::new(Reading::apart(program))));
    let sample = place::sample_minutes().remove(0);
    let taken = commands::dispatch(&app, "import_commit", json!({ "path": sample })).unwrap();
    let meeting = &taken["meeting"]["id"];
    let take_in = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let begun = std::time::Instant::now();
        let answer = commands::dispatch(&app, "review_take_in", json!({ "meeting": meeting, "path": path }));
        assert!(begun.elapsed() < LIMIT, "{name} took {:?}", begun.elapsed());
        answer
    };
    let inserted = "<w:p><w:r><w:t>一</w:t></w:r><w:ins w:author=\"岬\"><w:r><w:t>二</w:t></w:r></w:ins></w:p>";
    assert_eq!(take_in("返り.docx", &docx_body(inserted)).unwrap()["loose"], 1);
    let before = comments(&app, meeting);
    let deep = |tag: &str| format!("<w:{tag}>").repeat(200_000) + "深い" + &format!("</w:{tag}>").repeat(200_000);
    let entity = format!(
        r#"<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "笑笑笑笑笑笑笑笑"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document xmlns:w="{WORD}"><w:body><w:p><w:ins><w:r><w:t>&b;</w:t></w:r></w:ins></w:p></w:body></w:document>"#
    );
    for (name, bytes) in [
        ("深い挿入.docx", docx_body(&deep("ins"))),
        ("深い段落.docx", docx_body(&deep("p"))),
        ("実体.docx", docx(entity.as_bytes())),
        ("爆弾.docx", docx(&vec![b' '; 200 << 20])),
        ("空.docx", zip(&[])),
        ("切れた.docx", docx_body(inserted)[..60].to_vec()),
    ] {
        match take_in(name, &bytes) {
            Err(refusal) => assert!(refusal.code.starts_with("not-"), "{name}: {}", refusal.message),
            Ok(taken) => assert_eq!((&taken["tied"], &taken["loose"]), (&json!(0), &json!(0)), "{name}"),
        }
        assert_eq!(comments(&app, meeting), before, "{name}");
    }
    assert_eq!(take_in("また返り.docx", &docx_body(inserted)).unwrap()["loose"], 1, "the reader goes on");
}
