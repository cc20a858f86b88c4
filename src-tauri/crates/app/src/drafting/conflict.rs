//! Two people, one row: what can be put together is, the rest is shown.
//!
//! Invariant: nothing that either side has written is lost. A field that one side alone has changed
//! keeps that change; a field that both have changed is for a person to settle.

use gijicho_model::body;
use gijicho_store::{Conflict, Entity};
use serde_json::Value;

use crate::api::drafting::{ConflictField, Edit, EditConflict, RemarkInput};

/// The columns that a person writes, with what the window calls them.
fn fields(entity: Entity) -> &'static [(&'static str, &'static str)] {
    match entity {
        Entity::Remark => &[("mark", "mark"), ("speaker_printed", "speaker"), ("note", "note"), ("body", "body")],
        Entity::AgendaItem => &[("label", "label"), ("title", "title"), ("depth", "depth"), ("none_recorded", "none")],
        Entity::Meeting => &[
            ("title", "title"),
            ("ordinal", "ordinal"),
            ("held_on", "held_on"),
            ("starts_at", "starts_at"),
            ("ends_at", "ends_at"),
            ("place", "place"),
            ("legend", "legend"),
            ("body_id", "body"),
            ("header", "header"),
            ("status", "status"),
        ],
        Entity::Decision => &[
            ("agenda_item_id", "item"),
            ("supersedes", "supersedes"),
            ("outcome", "outcome"),
            ("phrase", "phrase"),
            ("quote", "quote"),
            ("condition", "condition"),
            ("status", "status"),
        ],
        Entity::Plan => &[
            ("title", "title"),
            ("fiscal_year", "fiscal_year"),
            ("issued_on", "issued_on"),
            ("issued_by", "issued_by"),
        ],
        Entity::Initiative => {
            &[("number", "number"), ("title", "title"), ("summary", "summary"), ("departments", "departments")]
        }
        Entity::Activity => &[("text", "text"), ("months", "months")],
        Entity::Schedule => &[("schedule", "schedule")],
        Entity::Progress => &[("when_printed", "when"), ("status", "status"), ("text", "text")],
        Entity::Indicator => &[("name", "name"), ("unit", "unit")],
        Entity::IndicatorValue => &[("target", "target"), ("actual", "actual")],
        Entity::Document => &[("label", "label"), ("title", "title"), ("file", "file")],
        _ => &[],
    }
}

/// What a side holds in a column, as text; `None` where it has no row.
fn held(side: Option<&Value>, column: &str) -> Option<String> {
    Some(match side?.get(column)? {
        Value::Null => String::new(),
        Value::String(text) if column == "body" => body::plain(text),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    })
}

/// The two sides for a person.
pub(crate) fn explain(conflict: &Conflict) -> EditConflict {
    let sides = fields(conflict.entity).iter().map(|(column, field)| ConflictField {
        field: (*field).to_owned(),
        base: held(conflict.base.as_ref(), column),
        mine: held(conflict.mine.as_ref(), column),
        theirs: held(conflict.theirs.as_ref(), column),
    });
    EditConflict {
        row: conflict.id.to_string(),
        version: conflict.theirs.as_ref().and_then(version),
        fields: sides.filter(|field| field.mine != field.theirs || field.base != field.theirs).collect(),
    }
}

fn version(side: &Value) -> Option<i64> {
    side.get("row_version").and_then(Value::as_i64)
}

/// Puts an edit on top of what somebody else has written, where neither loses anything by it; says
/// whether it did.
pub(super) fn rebase(edit: &mut Edit, conflict: &Conflict) -> bool {
    let (Some(before), Some(theirs)) = (&conflict.base, &conflict.theirs) else { return false };
    let Some(now) = version(theirs) else { return false };
    let changed = |side: &Value, column: &str| held(Some(side), column) != held(Some(before), column);
    let columns = || fields(conflict.entity).iter().map(|(column, _)| *column);
    let untouched = is_untouched(before, theirs);
    match edit {
        // A move does not say anything about the words.
        Edit::RemarkMove { base, .. } | Edit::ItemMove { base, .. } => *base = now,
        Edit::RemarkWrite { base, text, .. } => {
            let Some(mine) = &conflict.mine else { return false };
            let disputed = |column: &str| {
                changed(theirs, column)
                    && changed(mine, column)
                    && held(Some(theirs), column) != held(Some(mine), column)
            };
            if columns().any(disputed) {
                return false;
            }
            for column in columns().filter(|column| changed(theirs, column)) {
                take(text, column, held(Some(theirs), column).unwrap_or_default());
            }
            *base = now;
        }
        Edit::RemarkSplit { base, .. }
        | Edit::RemarkJoin { base, .. }
        | Edit::RemarkDelete { base, .. }
        | Edit::ItemWrite { base, .. }
        | Edit::ItemFromRemark { base, .. }
        | Edit::ItemDelete { base, .. }
        | Edit::NoneRecorded { base, .. }
        | Edit::DecisionWrite { base, .. }
        | Edit::DocumentAttach { base, .. }
        | Edit::DocumentDelete { base, .. }
        | Edit::Head { base, .. }
        | Edit::Round { base, .. }
            if untouched =>
        {
            *base = now;
        }
        Edit::Rewrite { bodies, .. } if untouched => {
            for body in bodies.iter_mut().filter(|body| body.remark.0 == conflict.id) {
                body.base = now;
            }
        }
        _ => return false,
    }
    true
}

/// Whether the other side has written nothing that a person can see: whatever columns there are, known
/// here or not.
fn is_untouched(before: &Value, theirs: &Value) -> bool {
    let seen = |side: &Value| {
        let mut columns = side.as_object().cloned().unwrap_or_default();
        columns.retain(|column, _| !MOVED.contains(&column.as_str()));
        columns
    };
    seen(before) == seen(theirs)
}

/// Columns that say where a row stands among others and when it was written, not what it says.
const MOVED: [&str; 2] = ["rank", "row_version"];

/// Takes over what the other side has written in one field.
fn take(text: &mut RemarkInput, column: &str, theirs: String) {
    match column {
        "mark" => text.mark = Some(theirs).filter(|mark| !mark.is_empty()),
        "speaker_printed" => (text.speaker, text.split) = (theirs, None),
        "note" => text.note = theirs,
        _ => text.text = theirs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use gijicho_model::RemarkId;
    use serde_json::json;
    use uuid::Uuid;

    fn image(version: i64, speaker: &str, body: &str) -> Value {
        json!({ "mark": "●", "speaker_printed": speaker, "note": null, "body": body, "row_version": version })
    }

    fn write(speaker: &str, text: &str) -> Edit {
        Edit::RemarkWrite {
            remark: RemarkId(Uuid::nil()),
            base: 1,
            text: RemarkInput {
                mark: Some("●".into()),
                speaker: speaker.into(),
                text: text.into(),
                ..RemarkInput::default()
            },
        }
    }

    /// `(speaker, body)` of each side, and what comes of it: `None` for a person to settle.
    fn check(mine: (&str, &str), theirs: (&str, &str), merged: Option<(&str, &str)>) {
        let conflict = Conflict {
            entity: Entity::Remark,
            id: Uuid::nil(),
            base: Some(image(1, "岬課長", "元の文")),
            mine: Some(image(9, mine.0, mine.1)),
            theirs: Some(image(5, theirs.0, theirs.1)),
        };
        let mut edit = write(mine.0, mine.1);
        let done = rebase(&mut edit, &conflict);
        let Edit::RemarkWrite { base, text, .. } = edit else { unreachable!() };
        let found = done.then_some((text.speaker.as_str(), text.text.as_str()));
        assert_eq!(found, merged);
        assert_eq!(base, if done { 5 } else { 1 });
    }

    #[test]
    fn fields_that_one_side_alone_has_changed_are_put_together() {
        check(("岬課長", "私の文"), ("岬課長", "元の文"), Some(("岬課長", "私の文")));
        check(("岬課長", "私の文"), ("湊副知事", "元の文"), Some(("湊副知事", "私の文")));
        check(("湊副知事", "元の文"), ("岬課長", "その文"), Some(("湊副知事", "その文")));
    }

    #[test]
    fn a_field_that_both_have_changed_is_for_a_person() {
        check(("岬課長", "私の文"), ("岬課長", "その文"), None);
        check(("湊副知事", "私の文"), ("湊副知事", "元の文"), Some(("湊副知事", "私の文")));
    }

    #[test]
    fn an_edit_goes_on_top_of_what_left_every_column_alone() {
        let image = |version: i64, rank: i64, header: &str| json!({ "title": "概要", "header": header, "rank": rank, "row_version": version });
        for (theirs, done) in [(image(5, 9, "[]"), true), (image(5, 1, "[[\"欠席\",\"岬課長\"]]"), false)] {
            let conflict = Conflict {
                entity: Entity::Meeting,
                id: Uuid::nil(),
                base: Some(image(1, 1, "[]")),
                mine: Some(image(9, 1, "[]")),
                theirs: Some(theirs),
            };
            let mut edit =
                Edit::ItemDelete { item: gijicho_model::AgendaItemId(Uuid::nil()), base: 1, accept_losses: false };
            assert_eq!(rebase(&mut edit, &conflict), done);
        }
    }

    #[test]
    fn the_sides_are_named_field_by_field() {
        let conflict = Conflict {
            entity: Entity::Remark,
            id: Uuid::nil(),
            base: Some(image(1, "岬課長", "元の文")),
            mine: Some(image(9, "岬課長", "私の文")),
            theirs: Some(image(5, "岬課長", "- 項目")),
        };
        let shown = explain(&conflict);
        assert_eq!(shown.version, Some(5));
        let [field] = shown.fields.as_slice() else { panic!("{shown:?}") };
        assert_eq!((field.field.as_str(), field.theirs.as_deref()), ("body", Some("・項目")));
    }
}
