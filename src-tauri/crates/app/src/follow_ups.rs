//! Follow-ups: what was asked of whom, and whether it was answered.

use gijicho_store::{FollowUpFilter, OpKind};

use crate::App;
use crate::api::follow_ups::{FollowUpList, FollowUpRow, FollowUpSettle, Verdict};
use crate::api::{AgendaRef, Done, Nothing};
use crate::error::AppError;
use crate::meetings::refs;

impl App {
    /// Every follow-up, newest meeting first.
    pub fn follow_ups_list(&self, _: Nothing) -> Result<FollowUpList, AppError> {
        let store = self.reading();
        let reader = store.read()?;
        let meetings = refs(&reader)?;
        let rows = reader.follow_ups(&FollowUpFilter::default())?;
        let follow_ups = rows.into_iter().filter_map(|row| {
            let meeting = meetings.get(&row.follow_up.meeting_id)?.clone();
            let agenda = row.agenda_item_id.map(|id| AgendaRef {
                id,
                number: String::new(),
                title: row.agenda_title.clone().unwrap_or_default(),
            });
            Some(FollowUpRow { follow_up: row.follow_up, meeting, agenda, speaker: row.asked_by.unwrap_or_default() })
        });
        Ok(FollowUpList { follow_ups: follow_ups.collect() })
    }

    /// A person settles one.
    pub fn follow_up_settle(&self, settle: FollowUpSettle) -> Result<Done, AppError> {
        let id = settle.follow_up;
        let label = match settle.verdict {
            Verdict::Confirm => "宿題の確認",
            Verdict::Dismiss => "宿題の取下げ",
            Verdict::Answer { .. } => "宿題への回答",
            Verdict::Reopen => "宿題の再開",
        };
        let work = |tx: &mut gijicho_store::Tx<'_>| match settle.verdict {
            Verdict::Confirm => tx.confirm_follow_up(id),
            Verdict::Dismiss => tx.dismiss_follow_up(id),
            Verdict::Answer { remark } => tx.answer_follow_up(id, remark),
            Verdict::Reopen => tx.reopen_follow_up(id),
        };
        Ok(self.write(OpKind::Confirm, label, work)?.1)
    }
}
