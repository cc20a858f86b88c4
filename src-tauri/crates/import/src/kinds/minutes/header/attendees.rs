//! Those present, as printed: by 、 or ・ or blanks, or one a line.

use crate::line::is_space;
use crate::speaker::vocabulary;

/// The names on some lines.
pub(in super::super) fn attendees(lines: &[&str]) -> Vec<String> {
    let names = lines.iter().flat_map(|line| names_in(line)).filter(|name| !name.is_empty() && !is_count(name));
    names.filter(|name| !is_absent(name)).map(|name| without_presence(&name)).collect()
}

/// 「汐見遥（欠席）」
fn is_absent(name: &str) -> bool {
    name.ends_with("（欠席）") || name.ends_with("(欠席)")
}

/// 「八重樫玲（出席）」 without what is said of all who are listed.
fn without_presence(name: &str) -> String {
    let bare = name.strip_suffix("（出席）").or_else(|| name.strip_suffix("(出席)"));
    bare.map_or(name, |bare| bare.trim_end_matches(is_space)).to_owned()
}

/// 「十九名」, 「(８人)」: how many there were.
fn is_count(name: &str) -> bool {
    let inner = name.trim_matches(|c: char| is_space(c) || matches!(c, '（' | '）' | '(' | ')' | '計' | '約'));
    inner.strip_suffix(['名', '人']).is_some_and(|number| {
        !number.is_empty()
            && number.chars().all(|c| c.is_ascii_digit() || "０１２３４５６７８９〇一二三四五六七八九十百".contains(c))
    })
}

fn names_in(line: &str) -> Vec<String> {
    let is_item = line.trim_start_matches(is_space).starts_with(['・', '･', '○']);
    let line = without_group(without_note(line))
        .trim_matches(|c: char| is_space(c) || matches!(c, '・' | '：' | ':' | '･' | '○'));
    if line.contains("のとおり") || line.contains("別紙") || is_caption(line) {
        return Vec::new();
    }
    if let Some(names) = in_columns(line) {
        return names;
    }
    if let Some(name) = last_column(line) {
        return vec![name.to_owned()];
    }
    // An item of a list is one person, with all that is said of them.
    if is_item && !line.contains(['、', '，', '､']) {
        return vec![line.to_owned()];
    }
    if let Some(names) = by_group(line) {
        return names;
    }
    let words: Vec<&str> = apart(line, is_space).filter(|word| !word.is_empty()).collect();
    // Letter-spaced: where one name ends and the next begins is not to be seen.
    if words.len() > 2 && words.iter().all(|word| word.chars().nth(1).is_none()) {
        return vec![line.to_owned()];
    }
    let parts: Vec<&str> = match () {
        () if line.contains(['、', '，', '､']) => apart(line, |c| matches!(c, '、' | '，' | '､')).collect(),
        () if line.contains(',') => apart(line, |c| c == ',').collect(),
        () if line.contains(['・', '･']) && !line.contains(is_space) || line.matches('・').count() > 1 => {
            apart(line, |c| matches!(c, '・' | '･')).collect()
        }
        () => match name_after_post(line, &words) {
            Some(name) => vec![name],
            None if words.len() > 2 || words.iter().all(|word| vocabulary::is_post(word)) => words,
            None => vec![line],
        },
    };
    parts.into_iter().map(|part| part.trim_matches(is_space).to_owned()).collect()
}

/// 「知事　　宮地　理恵　　副知事　　郷田　学」, 「会長　若月　譲　　委員　久我　徹」: posts and names in
/// several columns.
fn in_columns(line: &str) -> Option<Vec<String>> {
    if line.contains(['、', '，', '。']) {
        return None;
    }
    let cells: Vec<&str> = cells(line);
    let is_post = |cell: &str| {
        let squeezed: String = cell.chars().filter(|c| !is_space(*c)).collect();
        vocabulary::is_post(&squeezed)
    };
    let is_name = |cell: &str| {
        let chars = cell.chars().filter(|c| !is_space(*c)).count();
        (2..=8).contains(&chars) && !is_post(cell) && !cell.contains(['（', '(', '：', ':'])
    };
    let person = |cell: &&str| {
        let words: Vec<&str> = cell.split(is_space).filter(|word| !word.is_empty()).collect();
        name_after_post(cell, &words).map(str::to_owned)
    };
    let whole: Option<Vec<String>> = cells.iter().map(person).collect();
    if let Some(names) = whole.filter(|names| names.len() > 1) {
        return Some(names);
    }
    let mut names = Vec::new();
    let mut posts = 0;
    for cell in &cells {
        match () {
            () if is_post(cell) => posts += 1,
            () if posts > 0 && is_name(cell) => {
                names.push((*cell).to_owned());
                posts = 0;
            }
            () => return None,
        }
    }
    (posts == 0 && (names.len() > 1 || cells.len() > 2)).then_some(names)
}

/// The parts of a line between gaps that no two words of one name have.
fn cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let (mut start, mut blanks) = (0, 0);
    for (at, c) in line.char_indices() {
        if is_space(c) {
            blanks += if c == '\t' { 2 } else { 1 };
            continue;
        }
        if blanks > 1 {
            cells.push(line[start..at].trim_matches(is_space));
            start = at;
        }
        blanks = 0;
    }
    cells.push(line[start..].trim_matches(is_space));
    cells.retain(|cell| !cell.is_empty());
    cells
}

/// The parts of a line between separators that stand outside of parentheses.
fn apart(line: &str, is_separator: impl Fn(char) -> bool) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    line.split(move |c: char| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_separator(c)
    })
}

/// 「県：知事、副知事　市町村：西浜市長」: names under the groups that they are of.
fn by_group(line: &str) -> Option<Vec<String>> {
    const LONGEST: usize = 8;
    let starts = |word: &&str| {
        let group = word.split_once(['：', ':']).filter(|(_, names)| !names.is_empty());
        group.is_some_and(|(group, names)| {
            let is_of_several = names.contains(['、', '，', '､']);
            let is_group = !vocabulary::is_post(group) || is_of_several;
            !group.is_empty() && group.chars().nth(LONGEST).is_none() && is_group
        })
    };
    let words: Vec<&str> = line.split(is_space).filter(|word| !word.is_empty()).collect();
    if !words.first().is_some_and(starts) {
        return None;
    }
    let names = words
        .iter()
        .map(|word| if starts(word) { word.split_once(['：', ':']).map_or(*word, |(_, names)| names) } else { word });
    let names = names.flat_map(|word| word.split(['、', '，', '､'])).filter(|name| !name.is_empty());
    Some(names.map(str::to_owned).collect())
}

/// Cuts off the group before the names: 「【地方公共団体】知事、市長」.
fn without_group(line: &str) -> &str {
    let rest = line.strip_prefix('【').and_then(|inner| inner.split_once('】')).map(|(_, rest)| rest);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(line)
}

/// Cuts off a note before the names: 「（敬称略、五十音順）：」.
fn without_note(line: &str) -> &str {
    let line = line.trim_matches(is_space);
    let Some(inner) = line.strip_prefix(['（', '(']) else { return line };
    let Some(end) = inner.find(['）', ')']) else { return line };
    let rest = inner[end..].trim_start_matches(['）', ')']);
    let is_note = ["略", "順", "名", "人", "代理"].iter().any(|word| inner[..end].contains(word));
    if is_note { rest } else { line }
}

/// 「（委員）」, 「（６名）」: a line over those that follow.
fn is_caption(line: &str) -> bool {
    let inner = line.strip_prefix(['（', '(', '【', '＜', '<', '〔', '［', '[']);
    inner.is_some_and(|inner| {
        inner.find(['）', ')', '】', '＞', '>', '〕', '］', ']']).is_some_and(|at| inner[at..].chars().nth(1).is_none())
    })
}

/// 「委　員　　　臼井　信也君」: the last of two columns, where the first is a post.
fn last_column(line: &str) -> Option<&str> {
    /// Bytes of a post and a name with the gaps that spread them over a line: each gap is tried.
    const LONGEST: usize = 400;
    if line.len() > LONGEST {
        return None;
    }
    let gap = line.char_indices().rev().zip(line.char_indices().rev().skip(1));
    let wide = |((_, c), (_, before)): &((usize, char), (usize, char))| is_space(*c) && is_space(*before) || *c == '\t';
    let cuts: Vec<usize> = gap.filter(wide).map(|((at, c), _)| at + c.len_utf8()).collect();
    let is_post = |text: &str| {
        let squeezed: String = text.chars().filter(|c| !is_space(*c)).collect();
        vocabulary::is_post(&squeezed) && !squeezed.contains(['、', '，', '・'])
    };
    // The names may be spaced too: 「大槻　　茂君」. The post is the longest beginning that is one.
    let cut = cuts.into_iter().find(|cut| is_post(&line[..*cut]))?;
    let name = line[cut..].trim_matches(is_space);
    let chars = name.chars().filter(|c| !is_space(*c)).count();
    ((2..=8).contains(&chars) && !name.contains(['、', '，', '（', '(']) && !is_post(name)).then_some(name)
}

/// 「環境生活部長　甲斐　洋」: the name after a post and a gap.
fn name_after_post<'a>(line: &'a str, words: &[&str]) -> Option<&'a str> {
    let (post, names) = words.split_first()?;
    let is_name = |word: &&str| !vocabulary::is_post(word) && word.chars().count() <= 5 && !word.contains(['（', '(']);
    let fits = vocabulary::is_post(post) && (1..=2).contains(&names.len()) && names.iter().all(is_name);
    fits.then(|| line[post.len()..].trim_matches(is_space))
}
