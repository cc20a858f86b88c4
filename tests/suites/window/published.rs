//! Published pages, opened from their folder in a real browser: the search finds what the program
//! finds, nothing is there for axe to find, and links lead on.

use std::collections::BTreeSet;
use std::ffi::OsStr;

use gijicho_tests::command_line::answer;
use gijicho_tests::published;
use gijicho_tests::window::{Failed, Page, Stage};
use serde_json::{Value, json};

/// A page of each kind.
const PAGES: [&str; 4] = ["index.html", "decisions.html", "initiatives.html", "search.html?q=窓口"];

/// Looks at a page, and for violations in it.
async fn look_at(page: &Page, name: &str) -> Result<(), Failed> {
    page.picture(name).await?;
    page.assert_accessible(name).await
}

#[test]
fn published_pages_answer_and_read_well_in_a_real_browser() {
    let Some(stage) = Stage::set("published") else { return };
    let folder = stage.library().with_file_name("site");
    let publish =
        ["export", "site", "--drafts", "-o"].map(OsStr::new).into_iter().chain([folder.as_os_str()]).collect();
    for arguments in [vec![OsStr::new("demo")], publish] {
        let done = answer(stage.command().args(arguments));
        assert_eq!(done.status, Some(0), "{done}");
    }
    let queries = published::queries(&folder);
    let found = |query: &str| {
        let arguments = ["search", query, "--kind", "remark", "--exact", "--limit", "500", "--json"];
        published::ids(&serde_json::from_str::<Value>(&answer(stage.command().args(arguments)).out).unwrap())
    };
    stage.browse(async |page| {
        page.resize(1280, 900).await?;
        page.visit(&folder.join("search.html")).await?;
        let ask = format!("({})(arguments[0]).then(arguments[1])", published::ASK);
        let answers = page.script_async("asking fifty questions", &ask, vec![json!(queries)]).await?;
        let answers: Vec<BTreeSet<String>> = serde_json::from_value(answers).unwrap();
        published::check(&queries, &answers, found);
        page.note("fifty questions are answered as the program answers them");
        for name in PAGES {
            page.visit(&folder.join(name)).await?;
            if name.contains('?') {
                page.first(".hits li").await?;
            }
            look_at(page, name.split('.').next().unwrap()).await?;
        }
        page.visit(&folder.join("index.html")).await?;
        page.click("main a[href^='meetings/']").await?;
        page.see_in("main", "開催日").await?;
        look_at(page, "meeting").await?;
        page.resize(360, 740).await?;
        let over = page.script("return document.documentElement.scrollWidth - innerWidth", Vec::new()).await?;
        page.ensure(over.as_i64() <= Some(0), format!("{over} px too wide for a telephone"))?;
        look_at(page, "meeting-narrow").await
    });
}
