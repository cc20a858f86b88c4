//! Lists of people (名簿): names and posts in columns. They are told apart so that nobody is taken for
//! a speaker who only stands in a list; the register reads them.

use gijicho_model::fold;

use crate::formats::csv;
use crate::line::{self, is_space};
use crate::source::Source;

/// Lines that are looked at.
const MOST: usize = 400;
/// Lines in which the headings stand.
const HEAD: usize = 12;

/// Whether a source is a list of people and nothing else.
pub(super) fn are_listed(source: &Source) -> bool {
    let rows = rows(source);
    let Some(head) = rows.iter().take(HEAD).position(|row| is_head(row)) else { return false };
    let below = &rows[head + 1..];
    let width = rows[head].len();
    let fits = |row: &&Vec<String>| {
        let filled = row.iter().filter(|cell| !cell.is_empty()).count();
        filled > 1 && row.len() <= width && !row.iter().any(|cell| cell.contains('。'))
    };
    let listed = below.iter().filter(fits).count();
    listed > 0 && listed * 10 >= below.len() * 8
}

/// Rows of cells: of the tables, else of separated values, else of lines whose columns are apart by gaps.
fn rows(source: &Source) -> Vec<Vec<String>> {
    let is_filled = |row: &Vec<String>| row.iter().any(|cell| !cell.is_empty());
    if !source.tables.is_empty() {
        let rows = source.tables.iter().flat_map(|table| &table.rows).take(MOST);
        return rows.map(|row| row.cells.iter().map(|cell| trimmed(cell.text())).collect()).filter(is_filled).collect();
    }
    let lines = || line::texts(&source.text).filter(|line| !line.trim_matches(is_space).is_empty()).take(MOST);
    if lines().take(HEAD).any(|line| line.contains([',', '\t'])) {
        let head: String = lines().flat_map(|line| [line, "\n"]).collect();
        let rows = csv::rows(&head, MOST).unwrap_or_default();
        return rows
            .into_iter()
            .map(|row| row.cells.iter().map(|cell| trimmed(cell)).collect())
            .filter(is_filled)
            .collect();
    }
    lines().map(|line| apart(line).map(trimmed).collect()).collect()
}

fn trimmed(cell: &str) -> String {
    cell.trim_matches(is_space).to_owned()
}

/// The cells of a line: what gaps of two columns or more keep apart.
fn apart(line: &str) -> impl Iterator<Item = &str> {
    line.split("  ")
        .flat_map(|part| part.split("\u{3000}\u{3000}"))
        .filter(|cell| !cell.trim_matches(is_space).is_empty())
}

/// Headings of a name and of a post, and none of what was said or done.
fn is_head(row: &[String]) -> bool {
    const NAMES: &[&str] = &["氏名", "名前", "姓", "お名前", "委員名", "氏"];
    const POSTS: &[&str] =
        &["職", "職名", "役職", "役職名", "職名等", "役職等", "所属・職", "所属・職名", "所属及び職名", "補職名"];
    const OTHERS: &[&str] = &["発言", "内容", "取組", "意見", "要旨", "進捗", "目標"];
    let cells: Vec<String> = row.iter().map(|cell| fold::squeezed(cell)).collect();
    let has = |words: &[&str]| cells.iter().any(|cell| words.contains(&cell.as_str()));
    let tells = cells.iter().any(|cell| OTHERS.iter().any(|word| cell.contains(word)));
    has(NAMES) && has(POSTS) && !tells
}
