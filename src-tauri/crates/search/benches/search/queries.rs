//! What is asked: words, phrases and pieces taken from the documents, so that most of them hit.

use gijicho_model::fold::clusters;
use gijicho_search::Doc;
use gijicho_search::fold::fold;
use gijicho_search::query::Query;

use crate::random::Random;

/// A query and how it is made.
pub(crate) struct Asked {
    pub(crate) class: &'static str,
    pub(crate) query: Query,
}

/// `n` queries of mixed classes.
pub(crate) fn mixed(docs: &[Doc], n: usize) -> Vec<Asked> {
    let mut random = Random::new(99);
    let mut asked = Vec::with_capacity(n);
    while asked.len() < n {
        let turn = asked.len() % 10;
        let doc = &docs[random.below(docs.len())];
        let word = |random: &mut Random, min, max| word(&doc.text, random, min, max);
        let query = match turn {
            0..=2 => word(&mut random, 2, 2).map(|text| ("2 characters", Query::Word(text))),
            3 | 4 => word(&mut random, 3, 4).map(|text| ("3-4 characters", Query::Word(text))),
            5 => word(&mut random, 5, 12).map(|text| ("5+ characters", Query::Word(text))),
            6 | 7 => {
                let both = [word(&mut random, 2, 3), word(&mut random, 2, 4)].into_iter().flatten();
                Query::and(both.map(Query::Word).collect()).map(|query| ("two words", query))
            }
            8 => Some(("any piece", Query::Phrase(piece(&doc.text, &mut random, 12)))),
            _ => Query::and(
                word(&mut random, 2, 3)
                    .map(Query::Word)
                    .into_iter()
                    .chain([Query::Filter(gijicho_search::query::Filter::Speaker("長".into()))])
                    .collect(),
            )
            .map(|query| ("word and speaker", query)),
        };
        if let Some((class, query)) = query
            && query.positive_texts().iter().all(|text| !fold(text).is_empty())
        {
            asked.push(Asked { class, query });
        }
    }
    asked
}

/// A run of kanji or katakana of the text, cut to the length.
fn word(text: &str, random: &mut Random, min: usize, max: usize) -> Option<String> {
    let is_word = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{30A1}'..='\u{30FC}');
    let runs: Vec<Vec<char>> = text
        .split(|c: char| !is_word(c))
        .map(|run| run.chars().collect::<Vec<char>>())
        .filter(|run| run.len() >= min)
        .collect();
    if runs.is_empty() {
        return None;
    }
    let run = &runs[random.below(runs.len())];
    let length = (min + random.below(max - min + 1)).min(run.len());
    let start = random.below(run.len() - length + 1);
    Some(run[start..start + length].iter().collect())
}

/// Any piece of up to `max` clusters.
pub(crate) fn piece(text: &str, random: &mut Random, max: usize) -> String {
    let clusters: Vec<&str> = clusters(text).map(|cluster| cluster.text).collect();
    let length = 1 + random.below(max);
    let start = random.below(clusters.len().saturating_sub(length) + 1);
    clusters.iter().skip(start).take(length).copied().collect()
}
