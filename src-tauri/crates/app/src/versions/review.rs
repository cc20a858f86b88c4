//! A Word document that came back from the round: its comments and tracked changes become comments here.
//!
//! Invariant: everything in it is taken in. What cannot be tied to words that stand exactly once is
//! kept as a comment on the whole that says the words.

use std::path::Path;

use gijicho_import::{Review, ReviewChange, ReviewComment};
use gijicho_model::{RemarkId, body};
use gijicho_store::{NewComment, OpKind};

use crate::api::versions::{ReviewTakeIn, ReviewTaken};
use crate::error::AppError;
use crate::{App, files};

/// Who said something that the document does not sign.
const UNSIGNED: &str = "名前の記載なし";
/// Characters of context that stand for an insertion.
const BEFORE_INSERTION: usize = 12;

impl App {
    /// Takes in the comments and tracked changes of a Word document.
    pub fn review_take_in(&self, request: ReviewTakeIn) -> Result<ReviewTaken, AppError> {
        let path = Path::new(&request.path);
        let bytes = files::read(path)?;
        let Review { comments, changes } = self.inbox.reading().review(&files::name_of(path), &bytes)?;
        let texts: Vec<(RemarkId, String)> = {
            let store = self.reading();
            let remarks = store.read()?.remarks(request.meeting)?;
            remarks.into_iter().map(|remark| (remark.id, body::plain(&remark.body))).collect()
        };
        let said = comments.into_iter().map(|comment| of_comment(&texts, comment));
        let new: Vec<NewComment> = said.chain(changes.into_iter().map(|change| of_change(&texts, change))).collect();
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let tied = new.iter().filter(|comment| comment.remark_id.is_some()).count();
        let ((), done) = self.write(OpKind::Edit, "確認の意見の取込", |tx| {
            for comment in &new {
                tx.add_comment(request.meeting, comment)?;
            }
            Ok(())
        })?;
        Ok(ReviewTaken { done, tied: small(tied), loose: small(new.len() - tied) })
    }
}

/// The only remark in which words stand, where they stand there once.
fn place(texts: &[(RemarkId, String)], words: &str) -> Option<RemarkId> {
    let mut holding = texts.iter().filter(|(_, text)| !words.is_empty() && text.contains(words));
    let (id, text) = holding.next()?;
    (holding.next().is_none() && text.matches(words).count() == 1).then_some(*id)
}

fn signed(author: &str) -> String {
    if author.trim().is_empty() { UNSIGNED.to_owned() } else { author.to_owned() }
}

fn of_comment(texts: &[(RemarkId, String)], comment: ReviewComment) -> NewComment {
    let ReviewComment { author, quote, text, .. } = comment;
    let remark_id = place(texts, &quote);
    let (quote, text) = match remark_id {
        Some(_) => (quote, text),
        None if quote.is_empty() => (quote, text),
        None => (String::new(), format!("「{quote}」について: {text}")),
    };
    NewComment { remark_id, quote, author: signed(&author), text, proposed: None }
}

fn of_change(texts: &[(RemarkId, String)], change: ReviewChange) -> NewComment {
    let ReviewChange { author, before, after, context, .. } = change;
    let skipped = context.chars().count().saturating_sub(BEFORE_INSERTION);
    let lead: String = context.chars().skip(skipped).collect();
    // Words that stand more than once are told apart by what stands before them.
    let tied = if let Some(remark) = place(texts, &before) {
        Some((remark, before.clone(), after.clone()))
    } else {
        let wider = format!("{lead}{before}");
        place(texts, &wider).map(|remark| (remark, wider, format!("{lead}{after}")))
    };
    let text = match (before.is_empty(), after.is_empty()) {
        (true, _) => "書き足し",
        (_, true) => "削除",
        _ => "書き換え",
    };
    match tied {
        Some((remark, quote, proposed)) => NewComment {
            remark_id: Some(remark),
            quote,
            author: signed(&author),
            text: text.to_owned(),
            proposed: Some(proposed),
        },
        None => NewComment {
            remark_id: None,
            quote: String::new(),
            author: signed(&author),
            text: format!("{text}: 「{lead}{before}」を「{lead}{after}」に"),
            proposed: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn check(before: &str, after: &str, context: &str, wanted: Option<(&str, &str)>) {
        let texts = [
            (RemarkId(Uuid::from_u128(1)), "窓口を六時まで開ける。".to_owned()),
            (RemarkId(Uuid::from_u128(2)), "電話も六時まで受ける。".to_owned()),
        ];
        let change = ReviewChange {
            author: "浜".into(),
            date: None,
            before: before.into(),
            after: after.into(),
            context: context.into(),
        };
        let comment = of_change(&texts, change);
        let found =
            comment.remark_id.map(|_| (comment.quote.as_str(), comment.proposed.as_deref().unwrap_or_default()));
        assert_eq!(found, wanted, "{comment:?}");
    }

    #[test]
    fn changes_are_tied_to_words_that_stand_once() {
        check("窓口", "受付", "", Some(("窓口", "受付")));
        check("六時", "七時", "窓口を", Some(("窓口を六時", "窓口を七時")));
        check("", "毎日", "電話も", Some(("電話も", "電話も毎日")));
        check("六時", "七時", "", None);
    }
}
