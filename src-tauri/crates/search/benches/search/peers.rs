//! Others at the same texts and queries: SQLite's full-text search, LIKE, and ripgrep.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gijicho_search::fold::fold;
use gijicho_search::query::Query;
use rusqlite::{Connection, params};

use crate::queries::Asked;

/// How a peer did.
pub(crate) struct Did {
    pub(crate) name: &'static str,
    pub(crate) build: Duration,
    pub(crate) bytes: u64,
    pub(crate) times: Vec<Duration>,
    /// Matches found, and matches that there are, over all queries.
    pub(crate) found: u64,
    pub(crate) there: u64,
}

/// The first twenty by rank, then their texts.
enum Way {
    Trigram,
    Bigram,
    Like,
}

/// SQLite over folded texts, in its three ways. `there` is how many documents each query matches.
pub(crate) fn sqlite(dir: &Path, folded: &[String], asked: &[Asked], there: &[u64]) -> rusqlite::Result<Vec<Did>> {
    [("FTS5 trigram, bm25", Way::Trigram), ("FTS5 over bigrams, bm25", Way::Bigram), ("LIKE", Way::Like)]
        .into_iter()
        .map(|(name, way)| one(dir, name, &way, folded, asked, there))
        .collect()
}

fn one(
    dir: &Path,
    name: &'static str,
    way: &Way,
    folded: &[String],
    asked: &[Asked],
    there: &[u64],
) -> rusqlite::Result<Did> {
    let path = dir.join("peer.db");
    let mut db = Connection::open(&path)?;
    db.execute_batch(match way {
        Way::Trigram => "CREATE VIRTUAL TABLE t USING fts5(text, tokenize='trigram')",
        Way::Bigram => "CREATE VIRTUAL TABLE t USING fts5(text, tokenize='unicode61')",
        Way::Like => "CREATE TABLE t (rowid INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    })?;
    let started = Instant::now();
    let tx = db.transaction()?;
    {
        let mut insert = tx.prepare("INSERT INTO t(rowid, text) VALUES (?1, ?2)")?;
        for (text, rowid) in folded.iter().zip(1i64..) {
            match way {
                Way::Bigram => insert.execute(params![rowid, bigrams(text)])?,
                Way::Trigram | Way::Like => insert.execute(params![rowid, text])?,
            };
        }
    }
    tx.commit()?;
    let build = started.elapsed();
    let bytes = fs::metadata(&path).map_or(0, |meta| meta.len());

    let (mut times, mut found, mut wanted) = (Vec::new(), 0, 0);
    for (asked, there) in asked.iter().zip(there) {
        let words: Vec<String> = asked.query.positive_texts().iter().map(|text| fold(text)).collect();
        if has_filter(&asked.query) {
            continue;
        }
        let (time, page) = crate::shortest(|| ask(&db, way, &words, "rowid, text", 20));
        page?;
        times.push(time);
        found += ask(&db, way, &words, "count(*)", 1)?.first().copied().unwrap_or(0).min(*there);
        wanted += there;
    }
    drop(db);
    let _ = fs::remove_file(&path);
    Ok(Did { name, build, bytes, times, found, there: wanted })
}

fn ask(db: &Connection, way: &Way, words: &[String], what: &str, limit: u32) -> rusqlite::Result<Vec<u64>> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let order = if limit > 1 { "ORDER BY rank" } else { "" };
    let (condition, values): (String, Vec<String>) = match way {
        Way::Trigram => ("t MATCH ?1".into(), vec![words.iter().map(|w| quoted(w)).collect::<Vec<_>>().join(" ")]),
        Way::Bigram => {
            ("t MATCH ?1".into(), vec![words.iter().map(|w| quoted(&bigrams(w))).collect::<Vec<_>>().join(" ")])
        }
        Way::Like => {
            let conditions: Vec<String> = (1..=words.len()).map(|i| format!("text LIKE ?{i} ESCAPE '\\'")).collect();
            let escape =
                |word: &String| format!("%{}%", word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
            (conditions.join(" AND "), words.iter().map(escape).collect())
        }
    };
    let order = if matches!(way, Way::Like) { "" } else { order };
    let sql = format!("SELECT {what} FROM t WHERE {condition} {order} LIMIT {limit}");
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, i64>(0))?;
    // A query that the peer's own syntax refuses finds nothing.
    Ok(rows.filter_map(|row| u64::try_from(row.ok()?).ok()).collect())
}

/// Every two neighbouring characters as a word of their own; a single one as it is.
fn bigrams(text: &str) -> String {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphanumeric() || *c == 'ー').collect();
    if chars.len() < 2 {
        return chars.into_iter().collect();
    }
    chars.windows(2).map(|pair| pair.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

pub(crate) fn has_filter(query: &Query) -> bool {
    match query {
        Query::And(inner) | Query::Or(inner) => inner.iter().any(has_filter),
        Query::Not(inner) => has_filter(inner),
        Query::Filter(_) => true,
        Query::Word(_) | Query::Phrase(_) => false,
    }
}

/// ripgrep over one file of texts as printed, a line each; `None` where it is not installed.
pub(crate) fn ripgrep(dir: &Path, texts: &[&str], asked: &[Asked], there: &[u64]) -> Option<Did> {
    Command::new("rg").arg("--version").stdout(Stdio::null()).status().ok()?;
    let path = dir.join("texts.txt");
    let started = Instant::now();
    let lines: Vec<String> = texts.iter().map(|text| text.replace('\n', " ")).collect();
    fs::write(&path, lines.join("\n")).ok()?;
    let build = started.elapsed();
    let (mut times, mut found, mut wanted) = (Vec::new(), 0, 0);
    for (asked, there) in asked.iter().zip(there) {
        // One pattern at a time is all that it can do.
        let [word] = asked.query.positive_texts()[..] else { continue };
        if has_filter(&asked.query) {
            continue;
        }
        let started = Instant::now();
        let mut rg = Command::new("rg");
        let rg = rg.args(["--count", "--ignore-case", "--fixed-strings", "--"]).arg(word).arg(&path);
        let output = rg.output().ok()?;
        times.push(started.elapsed());
        found += String::from_utf8_lossy(&output.stdout).trim().parse::<u64>().unwrap_or(0).min(*there);
        wanted += there;
    }
    Some(Did { name: "ripgrep", build, bytes: 0, times, found, there: wanted })
}
