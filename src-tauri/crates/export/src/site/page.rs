//! What every page has: head, the way around, and a place for the content.

use std::fmt::Write as _;

use super::{Site, index};
use crate::html::escaped;

/// The pages that every page leads to.
const AROUND: [(&str, &str); 4] =
    [("index.html", "会議"), ("decisions.html", "決定事項"), ("initiatives.html", "取組"), ("search.html", "検索")];

/// A page in the folder that is `up` levels below the top. `main` is markup.
pub(super) fn page(site: &Site<'_>, path: &str, title: &str, main: &str, scripts: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    let mut links = String::new();
    for (target, name) in AROUND {
        let current = if target == path { " aria-current=\"page\"" } else { "" };
        let _ = write!(links, "<li><a href=\"{up}{target}\"{current}>{name}</a></li>");
    }
    let (title, over) = (escaped(title), escaped(&site.title));
    format!(
        "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title} - {over}</title>\n<link rel=\"stylesheet\" href=\"{up}style.css\">\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">本文へ</a>\n\
         <header>\n<nav aria-label=\"主なページ\"><ul>{links}</ul></nav>\n</header>\n\
         <main id=\"main\">\n{main}</main>\n{scripts}</body>\n</html>\n"
    )
}

/// The page that looks for words.
pub(super) fn search(site: &Site<'_>) -> String {
    let main = "<h1>検索</h1>\n<form role=\"search\" action=\"search.html\">\n\
        <label for=\"q\">探す言葉</label>\n<input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\">\n\
        <button>探す</button>\n</form>\n\
        <p>空白で区切ると、すべてを含む発言を探します。「-」を付けた言葉は除き、OR はどちらかを、\" \" は続けて探します。</p>\n\
        <noscript><p>検索にはスクリプトが要ります。会議と決定事項の一覧はスクリプトなしで読めます。</p></noscript>\n\
        <p role=\"status\"></p>\n<ol class=\"hits\"></ol>\n";
    let scripts = format!("<script>{}</script>\n<script src=\"search.js\"></script>\n", index::settings());
    page(site, "search.html", "検索", main, &scripts)
}
