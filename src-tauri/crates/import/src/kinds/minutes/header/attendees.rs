//! Those present, as printed: by 、 or ・ or blanks, or one a line.

use crate::line::is_space;
use crate::speaker::vocabulary;

/// The names on some lines.
pub(in super::super) fn attendees(lines: &[&str]) -> Vec<String> {
    lines.iter().flat_map(|line| names_in(line)).filter(|name| !name.is_empty()).collect()
}

fn names_in(line: &str) -> Vec<String> {
    let line = line.trim_matches(|c: char| is_space(c) || matches!(c, '・' | '：' | ':'));
    if line.contains("のとおり") || line.contains("別紙") {
        return Vec::new();
    }
    let words: Vec<&str> = line.split(is_space).filter(|word| !word.is_empty()).collect();
    let parts: Vec<&str> = match () {
        () if line.contains(['、', '，', '､']) => line.split(['、', '，', '､']).collect(),
        () if line.contains(',') => line.split(',').collect(),
        () if line.contains(['・', '･']) && !line.contains(is_space) || line.matches('・').count() > 1 => {
            line.split(['・', '･']).collect()
        }
        () => match name_after_post(line, &words) {
            Some(name) => vec![name],
            None if words.len() > 2 || words.iter().all(|word| vocabulary::is_post(word)) => words,
            None => vec![line],
        },
    };
    parts.into_iter().map(|part| part.trim_matches(is_space).to_owned()).collect()
}

/// 「環境生活部長　甲斐　洋」: the name after a post and a gap.
fn name_after_post<'a>(line: &'a str, words: &[&str]) -> Option<&'a str> {
    let (post, names) = words.split_first()?;
    let is_name = |word: &&str| !vocabulary::is_post(word) && word.chars().count() <= 5 && !word.contains(['（', '(']);
    let fits = vocabulary::is_post(post) && (1..=2).contains(&names.len()) && names.iter().all(is_name);
    fits.then(|| line[post.len()..].trim_matches(is_space))
}
