//! Comments from the round (確認).

use gijicho_model::body;
use gijicho_store::{Entity, NewComment, OpKind, RemarkText, StoreError};
use uuid::Uuid;

use crate::App;
use crate::api::Done;
use crate::api::meetings::MeetingShow;
use crate::api::versions::{CommentAdd, CommentList, CommentRow, CommentSettle};
use crate::error::AppError;

impl App {
    /// The comments on the minutes of a meeting.
    pub fn comments_list(&self, show: MeetingShow) -> Result<CommentList, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let id = reader.resolve_meeting(&show.meeting)?;
        let mut comments = Vec::new();
        for comment in reader.comments(id)? {
            let broken = match comment.remark_id {
                Some(remark) => !body::plain(&reader.remark(remark)?.body).contains(&comment.quote),
                None => !comment.quote.is_empty(),
            };
            comments.push(CommentRow {
                id: comment.id.to_string(),
                remark: comment.remark_id,
                quote: comment.quote,
                broken,
                author: comment.author,
                text: comment.text,
                proposed: comment.proposed,
                answer: comment.answer,
                settled: comment.settled,
                version: comment.row_version,
            });
        }
        Ok(CommentList { comments })
    }

    /// Writes a comment down.
    pub fn comment_add(&self, request: CommentAdd) -> Result<Done, AppError> {
        let new = NewComment {
            remark_id: request.remark,
            quote: request.quote,
            author: request.author,
            text: request.text,
            proposed: request.proposed,
        };
        Ok(self.write(OpKind::Edit, "意見の記入", |tx| tx.add_comment(request.meeting, &new).map(drop))?.1)
    }

    /// Answers a comment, settles it or opens it again, and takes its words over where that is wanted.
    pub fn comment_settle(&self, request: CommentSettle) -> Result<Done, AppError> {
        let CommentSettle { id, base, answer, settled, take_over } = request;
        let id = Uuid::parse_str(&id).map_err(|error| AppError::BadRequest {
            command: "comment_settle".to_owned(),
            detail: error.to_string(),
        })?;
        let ((), done) = self.write(OpKind::Edit, "意見への回答", |tx| {
            if take_over {
                take_words_over(tx, id)?;
            }
            tx.settle_comment(id, base, &answer, settled)
        })?;
        Ok(done)
    }
}

/// Puts the author's words in place of the quotation, where it stands exactly once.
fn take_words_over(tx: &mut gijicho_store::Tx<'_>, id: Uuid) -> Result<(), StoreError> {
    let comment = tx.comment(id)?;
    let (Some(remark_id), Some(proposed)) = (comment.remark_id, &comment.proposed) else { return Ok(()) };
    let remark = tx.remark(remark_id)?;
    let plain = body::plain(&remark.body);
    let around = format!("{}{}{}", comment.prefix, comment.quote, comment.suffix);
    let Some(at) = plain.find(&around).map(|at| at + comment.prefix.len()) else {
        return Err(StoreError::NotInRemark(remark_id));
    };
    let text = format!("{}{proposed}{}", &plain[..at], &plain[at + comment.quote.len()..]);
    let version = tx.row_version(Entity::Remark, remark_id.0)?;
    let body = body::to_markdown(&body::from_plain(&text));
    tx.edit_remark(remark_id, version, &RemarkText { body, ..RemarkText::from(&remark) })
}
