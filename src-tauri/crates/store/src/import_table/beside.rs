//! What a table says of an initiative beside its reports: what it is about, what is done, 備考.
//!
//! Invariant: nothing that a table says is lost. Below an initiative that the table brings it stands in
//! the tree; where the initiative was known before, what the plan does not say already is kept with the
//! reports of the half year. Its 備考, in which a sheet repeats earlier reports, stays in the file that is kept.

use gijicho_model::draft::{DraftInitiative, DraftProgress};
use gijicho_model::{InitiativeId, fold};

use crate::error::Result;
use crate::transact::Tx;

/// What an initiative is about, then its 備考, then the 注 of its table, a line each.
pub(super) fn summary(draft: &DraftInitiative, notes: &[String]) -> String {
    let own = draft.notes.iter().map(|note| labelled("備考", note));
    let of_table = notes.iter().map(|note| labelled("表の注", note));
    let lines = std::iter::once(draft.summary.clone()).chain(own).chain(of_table);
    lines.filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n")
}

fn labelled(label: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{label}：{text}") }
}

impl Tx<'_> {
    /// What a table says of a known initiative beside its reports, and the plan does not.
    pub(super) fn beside_the_plan(&self, node: InitiativeId, draft: &DraftInitiative) -> Result<Vec<DraftProgress>> {
        let known = self.said_of(node)?;
        let activities = draft.activities.iter().map(|activity| {
            let item = if activity.item.is_empty() { String::new() } else { format!("〈{}〉", activity.item) };
            let months = if activity.months.is_empty() { String::new() } else { format!("（{}）", activity.months) };
            (activity.text.clone(), format!("{item}{}{months}", activity.text))
        });
        let items = draft.items.iter().map(|item| (item.clone(), labelled("取組項目", item)));
        let schedule = draft.schedule.iter().map(|cell| {
            let printed = format!("{} {} {}", cell.item, cell.fiscal_year.long(), cell.phase);
            (format!("{}{}", cell.fiscal_year.0, cell.phase), labelled("工程表", printed.trim()))
        });
        let about = std::iter::once((draft.summary.clone(), labelled("概要", &draft.summary)));
        let said = about.chain(items).chain(activities).chain(schedule);
        let is_new = |(told, _): &(String, String)| {
            let told = fold::squeezed(told);
            !told.is_empty() && !known.contains(&told)
        };
        let report = |(_, text)| DraftProgress { when: String::new(), text, status: None };
        Ok(said.filter(is_new).map(report).collect())
    }

    /// All that the plan says of an initiative and of its items, squeezed.
    fn said_of(&self, node: InitiativeId) -> Result<String> {
        let mut statement = self.prepare(
            "SELECT title || char(10) || summary FROM initiative WHERE id = ?1 OR parent_id = ?1
             UNION ALL
             SELECT a.text || char(10) || a.months FROM activity a JOIN initiative i ON i.id = a.initiative_id
             WHERE i.id = ?1 OR i.parent_id = ?1
             UNION ALL
             SELECT s.fiscal_year || s.phase FROM schedule s JOIN initiative i ON i.id = s.initiative_id
             WHERE i.id = ?1 OR i.parent_id = ?1",
        )?;
        let texts = statement.query_map([node.0], |row| row.get::<_, String>(0))?;
        let texts: Vec<String> = texts.collect::<rusqlite::Result<_>>()?;
        Ok(texts.iter().map(|text| fold::squeezed(text)).collect::<Vec<_>>().join("\n"))
    }
}
