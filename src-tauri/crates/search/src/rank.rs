//! How much a document weighs before a word is looked at, and how its age counts.
//!
//! The order of an answer is: how well the words match (see `plan`), times what the document is,
//! times a gentle slope of age. Decisions and agenda items come before remarks, the governor's
//! words before others', words that only lead the meeting last.

use crate::doc::{Doc, Kind};
use crate::fold::fold;

/// The weight of an ordinary remark.
const ORDINARY: u64 = 64;

/// From this weight on, a document is looked at even where there are too many hits to weigh them all.
pub(crate) const PROMINENT: u64 = 80;

/// A hit loses half its score in so many days: forty years.
const HALF_LIFE_DAYS: f32 = 40.0 * 365.0;

/// What a document is, as a number that multiplies its score; [`factor`] reads it back.
pub(crate) fn weight(doc: &Doc) -> u64 {
    match doc.key.kind {
        Kind::Decision => 160,
        Kind::Agenda => 128,
        Kind::Initiative => 112,
        Kind::Meeting => 104,
        Kind::FollowUp => 88,
        Kind::Remark if doc.function == "chairing" => ORDINARY / 2,
        Kind::Remark if is_governor(doc) => 96,
        Kind::Remark | Kind::Progress | Kind::Activity | Kind::Document => ORDINARY,
    }
}

/// The governor, and nobody whose post only holds the word (副知事, 知事公室長).
fn is_governor(doc: &Doc) -> bool {
    let speaker = fold(&doc.speaker);
    fold(&doc.post) == "知事" || (speaker.ends_with("知事") && !speaker.ends_with("副知事"))
}

/// What [`weight`] multiplies a score by.
pub(crate) fn factor(weight: u64) -> f32 {
    // At most 160: exact in any float.
    f32::from(u16::try_from(weight).unwrap_or(u16::MAX)) / 64.0
}

/// What age multiplies a score by: 1 for the newest document of the index, 1/2 after forty years.
pub(crate) fn recency(day: i64, newest: i64) -> f32 {
    let age = u16::try_from((newest - day).max(0)).unwrap_or(u16::MAX);
    HALF_LIFE_DAYS / (HALF_LIFE_DAYS + f32::from(age))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::DocKey;

    #[test]
    fn the_governor_is_told_from_those_around_him() {
        let remark = |speaker: &str, post: &str| Doc {
            speaker: speaker.into(),
            post: post.into(),
            ..Doc::new(DocKey { kind: Kind::Remark, id: uuid::Uuid::nil() })
        };
        assert!(weight(&remark("青井知事", "知事")) >= PROMINENT);
        assert!(weight(&remark("知事", "")) >= PROMINENT);
        assert!(weight(&remark("黒田副知事", "副知事")) < PROMINENT);
        assert!(weight(&remark("知事公室長", "")) < PROMINENT);
    }
}
