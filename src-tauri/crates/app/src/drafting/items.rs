//! Edits of the agenda.

use gijicho_model::fold;
use gijicho_model::{AgendaItemId, MeetingId, RemarkId};
use gijicho_store::{AgendaText, Entity, Losses, Place, StoreError, Tx};
use uuid::Uuid;

use super::{Prepared, nothing};
use crate::api::drafting::{Edit, ItemInput};

pub(super) fn prepare(meeting: MeetingId, edit: &Edit) -> Prepared<'_> {
    match edit {
        Edit::ItemAdd { before, text } => Prepared::new("議題の追加", move |tx| {
            Ok(Some(tx.add_agenda_item(meeting, &agenda_text(text, Vec::new()), *before)?.0))
        }),
        Edit::ItemFromRemark { remark, base, text } => {
            Prepared::new("議題の追加", move |tx| from_remark(tx, meeting, *remark, *base, text))
        }
        Edit::ItemWrite { item, base, text } => Prepared::new("議題の書き直し", move |tx| {
            let documents = tx.agenda(meeting)?.into_iter().find(|one| one.id == *item).map(|one| one.documents);
            let text = agenda_text(text, documents.unwrap_or_default());
            tx.edit_agenda_item(*item, *base, &text)?;
            Ok(None)
        }),
        Edit::ItemMove { item, base, before } => Prepared::new("議題を移動", move |tx| {
            tx.move_agenda_item(*item, *base, *before)?;
            Ok(None)
        }),
        Edit::ItemDelete { item, base, accept_losses } => {
            let losses = if *accept_losses { Losses::Accept } else { Losses::Refuse };
            Prepared::new("議題の削除", move |tx| delete(tx, meeting, *item, *base, losses))
        }
        Edit::NoneRecorded { item, base, none_recorded } => {
            let label = if *none_recorded { "記録なしとする" } else { "記録なしを取り消す" };
            Prepared::new(label, move |tx| {
                tx.set_none_recorded(*item, *base, *none_recorded)?;
                Ok(None)
            })
        }
        _ => nothing(),
    }
}

/// The number stands in the label: 「議題２」 is 2, 「（１）」 is 1.
pub(super) fn agenda_text(input: &ItemInput, documents: Vec<String>) -> AgendaText {
    let label = input.label.trim();
    AgendaText {
        depth: input.depth.max(1),
        number: number_in(label),
        label: label.to_owned(),
        title: input.title.trim().to_owned(),
        documents,
    }
}

/// The digits of a label, half-width, with the dashes between them: 「議題２－１」 is 2-1.
fn number_in(label: &str) -> String {
    let folded = fold::squeezed(label);
    let dashed = folded.chars().map(|c| if matches!(c, '−' | '‐' | '－' | 'ー' | '―') { '-' } else { c });
    let kept: String = dashed.filter(|c| c.is_ascii_digit() || *c == '-').collect();
    kept.trim_matches('-').to_owned()
}

/// The item takes the place of the remark, and what follows the remark in its item.
fn from_remark(
    tx: &mut Tx<'_>,
    meeting: MeetingId,
    remark: RemarkId,
    base: i64,
    text: &ItemInput,
) -> Result<Option<Uuid>, StoreError> {
    let old = tx.remark(remark)?.agenda_item_id;
    let items = tx.agenda(meeting)?;
    let next = match old {
        Some(old) => items.iter().skip_while(|item| item.id != old).nth(1),
        None => items.first(),
    };
    let new = tx.add_agenda_item(meeting, &agenda_text(text, Vec::new()), next.map(|item| item.id))?;
    let following = tx.remarks(meeting)?.into_iter().filter(|one| one.agenda_item_id == old);
    let following: Vec<RemarkId> = following.skip_while(|one| one.id != remark).skip(1).map(|one| one.id).collect();
    tx.delete_remark(remark, base, Losses::Refuse)?;
    for moved in following {
        let version = tx.row_version(Entity::Remark, moved.0)?;
        tx.move_remark(moved, version, Place { agenda_item_id: Some(new), before: None })?;
    }
    Ok(Some(new.0))
}

/// Its remarks go to the end of the item before it, or before the first item.
fn delete(
    tx: &mut Tx<'_>,
    meeting: MeetingId,
    item: AgendaItemId,
    base: i64,
    losses: Losses,
) -> Result<Option<Uuid>, StoreError> {
    let items = tx.agenda(meeting)?;
    let at = items.iter().position(|one| one.id == item);
    let before = at.and_then(|at| at.checked_sub(1)).map(|at| items[at].id);
    let remarks = tx.remarks(meeting)?.into_iter().filter(|one| one.agenda_item_id == Some(item));
    let remarks: Vec<RemarkId> = remarks.map(|one| one.id).collect();
    // Before the first item they stand before what may already be there of the same kind, in order.
    for moved in remarks {
        let version = tx.row_version(Entity::Remark, moved.0)?;
        tx.move_remark(moved, version, Place { agenda_item_id: before, before: None })?;
    }
    tx.delete_agenda_item(item, base, losses)?;
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_an_item_stands_in_its_label() {
        for (label, number) in
            [("議題２", "2"), ("議題２－１", "2-1"), ("（１）", "1"), ("その他", ""), ("報告第３９号", "39")]
        {
            assert_eq!(number_in(label), number, "{label}");
        }
    }
}
