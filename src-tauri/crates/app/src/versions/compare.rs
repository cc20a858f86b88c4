//! What differs between two records of one meeting: row by row, and in the words down to the character.
//!
//! Invariant: the pieces of a text, without those of the newer side, are the older text; without
//! those of the older side, the newer one.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use gijicho_model::{MeetingRecord, Remark, body};
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use uuid::Uuid;

use crate::api::versions::{Comparison, Piece, PieceSide, RowChange, RowFate, Touched, ValueChange};

/// How long one text is compared before larger pieces must do.
const PATIENCE: Duration = Duration::from_millis(300);

pub(super) fn compare(before: &MeetingRecord, after: &MeetingRecord) -> Comparison {
    let (old, new) = (rows(before), rows(after));
    let moved = moved(&old, &new);
    let old_by_id: BTreeMap<Uuid, &Row> = old.iter().map(|row| (row.id, row)).collect();
    let new_ids: BTreeSet<Uuid> = new.iter().map(|row| row.id).collect();
    let mut changes = Vec::new();
    let mut unchanged = 0;
    // What is gone stands where it stood: after the last row before it that is still there.
    let mut gone = old.iter().peekable();
    let mut skip_gone = |until: Option<Uuid>, changes: &mut Vec<RowChange>| {
        while let Some(row) = gone.next_if(|row| Some(row.id) != until) {
            if !new_ids.contains(&row.id) {
                changes.push(changed(row, Some(row), None, RowFate::Removed));
            }
        }
    };
    for row in &new {
        let Some(was) = old_by_id.get(&row.id) else {
            changes.push(changed(row, None, Some(row), RowFate::Added));
            continue;
        };
        if !moved.contains(&row.id) {
            skip_gone(Some(row.id), &mut changes);
        }
        let same = (&was.heading, &was.words) == (&row.heading, &row.words);
        match (same, moved.contains(&row.id)) {
            (true, false) => unchanged += 1,
            (true, true) => changes.push(changed(row, Some(was), Some(row), RowFate::Moved)),
            (false, false) => changes.push(changed(row, Some(was), Some(row), RowFate::Changed)),
            (false, true) => changes.push(changed(row, Some(was), Some(row), RowFate::MovedAndChanged)),
        }
    }
    skip_gone(None, &mut changes);
    let touched = touched(after, &changes);
    Comparison {
        from: None,
        to: None,
        touched,
        head: fields(&head(before), &head(after)),
        rows: changes,
        decisions: fields(&decisions(before), &decisions(after)),
        links: fields(&links(before), &links(after)),
        unchanged,
    }
}

/// An item or a remark as far as it is compared.
struct Row {
    id: Uuid,
    is_item: bool,
    under: String,
    heading: String,
    words: String,
}

fn rows(record: &MeetingRecord) -> Vec<Row> {
    let remark = |remark: &Remark, under: &str| {
        let speaker = remark.speaker.as_ref().map(|speaker| speaker.printed.as_str()).unwrap_or_default();
        let note = remark.note.as_ref().map(|note| format!("（{note}）")).unwrap_or_default();
        Row {
            id: remark.id.0,
            is_item: false,
            under: under.to_owned(),
            heading: format!("{}{speaker}{note}", remark.mark.as_deref().unwrap_or_default()),
            words: body::plain(&remark.body),
        }
    };
    let mut rows: Vec<Row> = record.remarks_of(None).map(|one| remark(one, "")).collect();
    for item in &record.agenda {
        let printed = format!("{}　{}", item.label, item.title);
        let under = printed.trim_matches('　').to_owned();
        rows.extend([Row {
            id: item.id.0,
            is_item: true,
            under: under.clone(),
            heading: under.clone(),
            words: String::new(),
        }]);
        rows.extend(record.remarks_of(Some(item.id)).map(|one| remark(one, &under)));
    }
    rows
}

/// Rows of both sides that are not part of the longest run that kept its order.
fn moved(old: &[Row], new: &[Row]) -> BTreeSet<Uuid> {
    let place: BTreeMap<Uuid, usize> = old.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let common: Vec<(Uuid, usize)> = new.iter().filter_map(|row| Some((row.id, *place.get(&row.id)?))).collect();
    // The end of the best run of each length, and for each row the one before it in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; common.len()];
    for (index, (_, at)) in common.iter().enumerate() {
        let length = ends.partition_point(|end| common[*end].1 < *at);
        previous[index] = length.checked_sub(1).map(|before| ends[before]);
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut kept = BTreeSet::new();
    let mut next = ends.last().copied();
    while let Some(index) = next {
        kept.insert(common[index].0);
        next = previous[index];
    }
    common.into_iter().map(|(id, _)| id).filter(|id| !kept.contains(id)).collect()
}

fn changed(row: &Row, before: Option<&Row>, after: Option<&Row>, fate: RowFate) -> RowChange {
    let side = |side: Option<&Row>, of: fn(&Row) -> &str| side.map_or(String::new(), |row| of(row).to_owned());
    RowChange {
        id: row.id.to_string(),
        is_item: row.is_item,
        fate,
        under: row.under.clone(),
        heading: pieces(&side(before, |row| &row.heading), &side(after, |row| &row.heading)),
        words: pieces(&side(before, |row| &row.words), &side(after, |row| &row.words)),
    }
}

/// Cuts two texts where they differ, character by character.
fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let deadline = Instant::now() + PATIENCE;
    let mut pieces: Vec<Piece> = Vec::new();
    let mut push = |side: PieceSide, chars: &[char]| {
        if !chars.is_empty() {
            pieces.push(Piece { side, text: chars.iter().collect() });
        }
    };
    for op in capture_diff_slices_deadline(Algorithm::Myers, &old, &new, Some(deadline)) {
        match op {
            DiffOp::Equal { old_index, len, .. } => push(PieceSide::Both, &old[old_index..old_index + len]),
            DiffOp::Delete { old_index, old_len, .. } => push(PieceSide::Before, &old[old_index..old_index + old_len]),
            DiffOp::Insert { new_index, new_len, .. } => push(PieceSide::After, &new[new_index..new_index + new_len]),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                push(PieceSide::Before, &old[old_index..old_index + old_len]);
                push(PieceSide::After, &new[new_index..new_index + new_len]);
            }
        }
    }
    pieces
}

type Fields = Vec<(String, String)>;

/// What one side alone has, or has otherwise, in the order of the older side and then of the newer.
fn fields(before: &Fields, after: &Fields) -> Vec<ValueChange> {
    let find = |list: &Fields, name: &str| list.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone());
    let mut names: Vec<&String> = before.iter().map(|(name, _)| name).collect();
    names.extend(after.iter().map(|(name, _)| name).filter(|name| find(before, name).is_none()));
    let changes = names.into_iter().map(|name| ValueChange {
        name: name.clone(),
        before: find(before, name),
        after: find(after, name),
    });
    changes.filter(|change| change.before != change.after).collect()
}

fn head(record: &MeetingRecord) -> Fields {
    let printed = gijicho_export::minutes(record);
    let mut fields: Fields = vec![("表題".to_owned(), printed.title.unwrap_or_default())];
    fields.extend(printed.header.into_iter().map(|line| (line.label, line.text)));
    fields
}

fn decisions(record: &MeetingRecord) -> Fields {
    let standing = record.decisions.iter().filter(|one| one.status != gijicho_model::ProposalStatus::Dismissed);
    standing
        .map(|decision| {
            let confirmed = decision.confirmed_by.as_ref().map(|by| format!("（{by}が確認）")).unwrap_or_default();
            let said = format!("{} 「{}」{confirmed}", decision.outcome.japanese(), decision.quote);
            (record.decision_number(decision), said)
        })
        .collect()
}

/// The decisions of the newer side whose item or words are among the rows that differ.
fn touched(record: &MeetingRecord, changes: &[RowChange]) -> Vec<Touched> {
    let differs = |id: Uuid| changes.iter().any(|change| change.id == id.to_string());
    let standing = record.decisions.iter().filter(|one| one.status != gijicho_model::ProposalStatus::Dismissed);
    let hit = standing.filter(|decision| {
        let mut words = record.evidence.iter().filter(|one| one.decision_id == decision.id);
        differs(decision.agenda_item_id.0) || words.any(|one| differs(one.remark_id.0))
    });
    hit.map(|decision| Touched {
        number: record.decision_number(decision),
        quote: decision.quote.clone(),
        initiatives: (record.links.iter().filter(|link| link.link.decision_id == decision.id))
            .map(|link| format!("{} {}", link.number, link.title).trim().to_owned())
            .collect(),
    })
    .collect()
}

fn links(record: &MeetingRecord) -> Fields {
    record
        .links
        .iter()
        .filter_map(|link| {
            let decision = record.decisions.iter().find(|one| one.id == link.link.decision_id)?;
            let name = format!("{} → {} {}", record.decision_number(decision), link.number, link.title);
            Some((name, link.link.relation.code().to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: u128, words: &str) -> Row {
        Row {
            id: Uuid::from_u128(id),
            is_item: false,
            under: String::new(),
            heading: String::new(),
            words: words.into(),
        }
    }

    fn side(pieces: &[Piece], but: PieceSide) -> String {
        pieces.iter().filter(|piece| piece.side != but).map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn pieces_give_both_sides_back_to_the_character() {
        for (before, after) in [
            ("窓口を六時まで開ける。", "窓口を七時まで開けたい。"),
            ("", "書き足した。"),
            ("消した。", ""),
            ("髙﨑の𠮷", "高崎の吉"),
            ("同じ", "同じ"),
        ] {
            let cut = pieces(before, after);
            assert_eq!(side(&cut, PieceSide::After), before);
            assert_eq!(side(&cut, PieceSide::Before), after);
        }
        let cut = pieces("窓口を六時まで開ける。", "窓口を七時まで開ける。");
        let changed: Vec<_> =
            cut.iter().filter(|piece| piece.side != PieceSide::Both).map(|piece| piece.text.as_str()).collect();
        assert_eq!(changed, ["六", "七"]);
    }

    #[test]
    fn the_row_that_left_its_order_has_moved_and_not_the_others() {
        let old = [row(1, "a"), row(2, "b"), row(3, "c"), row(4, "d")];
        let new = [row(4, "d"), row(1, "a"), row(2, "b"), row(3, "c")];
        assert_eq!(moved(&old, &new).into_iter().collect::<Vec<_>>(), [Uuid::from_u128(4)]);
        assert!(moved(&old, &old).is_empty());
    }
}
