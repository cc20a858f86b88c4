//! A draft of a plan or of a progress table becomes a plan with its tree, or reports on one.

mod beside;

use std::collections::BTreeMap;

use gijicho_model::draft::{DraftInitiative, DraftProgress, TableDraft};
use gijicho_model::validate::{self, Invalid, Problem};
use gijicho_model::{FiscalYear, Half, IndicatorValue, Initiative, InitiativeId, InitiativeKind, PlanId, fold};
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::files::Original;
use crate::hash::Sha256;
use crate::initiative::{InitiativeRelation, InitiativeText};
use crate::plan::{NewPlan, TableKind};
use crate::sql::{Text, rank_of};
use crate::transact::Tx;

/// What an import is told beside the draft.
#[derive(Debug, Clone, Default)]
pub struct TableImport {
    /// The plan that progress reports on; when not given, the one that has most of the table's initiatives.
    pub plan: Option<PlanId>,
    /// The file it was read from: see [`crate::Store::put_original`].
    pub source: Option<Original>,
    /// How initiatives of a plan bear on those of an earlier one.
    pub follows: Vec<Follows>,
}

/// An initiative of a draft and the one that it goes on with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follows {
    /// Index into the initiatives of the draft.
    pub drafted: usize,
    /// The one in the library.
    pub known: InitiativeId,
    /// How the drafted one bears on it.
    pub relation: InitiativeRelation,
}

/// What became of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedTable {
    /// The plan that was added or reported on; for progress that fits no plan, one of its own.
    pub plan: PlanId,
    /// Initiatives added.
    pub added: usize,
    /// Initiatives of a plan that were found again.
    pub matched: usize,
    /// Earlier reports on the same half year that were replaced.
    pub replaced: usize,
}

/// One half year's table.
struct Period {
    fiscal_year: FiscalYear,
    half: Half,
    issued_on: Option<chrono::NaiveDate>,
    source: Option<Sha256>,
}

impl Tx<'_> {
    /// Stores a plan, or progress on one.
    ///
    /// Progress is attached to the initiatives of the plan whose number and title are the same,
    /// width and white space aside (a number that is not printed is the same as any). Initiatives
    /// that the plan does not know go into a table of their own, because their numbers are not the
    /// plan's. Reports on the same half year are replaced.
    pub fn import_table(&mut self, draft: &TableDraft, kind: TableKind, import: &TableImport) -> Result<ImportedTable> {
        validate::table(draft)?;
        let missing = |field: &str| Invalid { field: field.into(), problem: Problem::Missing };
        let fiscal_year = draft.fiscal_year.ok_or_else(|| missing("fiscal_year"))?;
        if let Some(source) = &import.source {
            self.speak_of(source)?;
        }
        let source = import.source.as_ref().map(|source| source.sha256);
        match kind {
            TableKind::Plan => self.import_plan(draft, fiscal_year, source, &import.follows),
            TableKind::Progress => {
                let half = draft.period.ok_or_else(|| missing("period"))?;
                let period = Period { fiscal_year, half, issued_on: draft.issued_on, source };
                self.import_progress(draft, &period, import.plan)
            }
        }
    }

    fn import_plan(
        &mut self,
        draft: &TableDraft,
        fiscal_year: FiscalYear,
        source: Option<Sha256>,
        follows: &[Follows],
    ) -> Result<ImportedTable> {
        let plan = self.write_plan(&new_plan(draft, fiscal_year), TableKind::Plan, source)?;
        let mut tree = Tree::default();
        let mut nodes = Vec::with_capacity(draft.initiatives.len());
        for (at, initiative) in draft.initiatives.iter().enumerate() {
            let of_table = if at == 0 { &draft.notes[..] } else { &[] };
            let node = tree.initiative(self, plan, initiative, of_table)?;
            self.fill_initiative(&mut tree, plan, node, initiative)?;
            self.measure(node, initiative, fiscal_year)?;
            nodes.push(node);
        }
        for follows in follows {
            if let Some(node) = nodes.get(follows.drafted) {
                self.relate_initiatives(*node, follows.known, follows.relation)?;
            }
        }
        Ok(ImportedTable { plan, added: draft.initiatives.len(), matched: 0, replaced: 0 })
    }

    fn import_progress(&mut self, draft: &TableDraft, period: &Period, plan: Option<PlanId>) -> Result<ImportedTable> {
        let reported = match plan {
            Some(plan) => Some(self.plan(plan)?.plan.id),
            None => self.plan_reported_on(draft, period.fiscal_year)?,
        };
        let known = match reported {
            Some(plan) => self.tree(plan)?,
            None => Vec::new(),
        };
        let mut written = BTreeMap::new();
        let mut own = OwnTable::of(self, draft, period.fiscal_year)?;
        let mut done = ImportedTable { plan: PlanId(uuid::Uuid::nil()), added: 0, matched: 0, replaced: 0 };
        for (at, initiative) in draft.initiatives.iter().enumerate() {
            let of_table = if at == 0 { &draft.notes[..] } else { &[] };
            let (node, is_filled) = if let Some(node) = find(&known, initiative) {
                done.matched += 1;
                (node, false)
            } else {
                let placed = own.initiative(self, draft, period, initiative, of_table)?;
                done.added += usize::from(placed.is_new);
                (placed.node, placed.is_filled)
            };
            let beside = if is_filled { Vec::new() } else { self.beside_the_plan(node, initiative)? };
            done.replaced += self.report(node, initiative, &beside, period, &mut written)?;
            self.measure(node, initiative, period.fiscal_year)?;
        }
        // At least one initiative went somewhere: the draft has one.
        done.plan = if done.matched > 0 { reported.or(own.plan) } else { own.plan }.unwrap_or(done.plan);
        Ok(done)
    }

    /// The plan that progress reports on when nobody says which: a plan runs over several years, so
    /// of those begun by then the one that has the most of the table's initiatives, the newest of equals.
    fn plan_reported_on(&self, draft: &TableDraft, fiscal_year: FiscalYear) -> Result<Option<PlanId>> {
        let mut best = None;
        for row in self.plans()? {
            if row.kind != TableKind::Plan || row.plan.fiscal_year > fiscal_year {
                continue;
            }
            let tree = self.tree(row.plan.id)?;
            let known = draft.initiatives.iter().filter(|initiative| find(&tree, initiative).is_some()).count();
            let rank = (known, row.plan.fiscal_year, row.plan.issued_on, row.version);
            if known > 0 && best.as_ref().is_none_or(|(_, held)| *held < rank) {
                best = Some((row.plan.id, rank));
            }
        }
        Ok(best.map(|(id, _)| id))
    }

    /// Writes items, activities and schedule under an initiative.
    fn fill_initiative(
        &mut self,
        tree: &mut Tree,
        plan: PlanId,
        node: InitiativeId,
        draft: &DraftInitiative,
    ) -> Result<()> {
        let mut items: Vec<(String, InitiativeId)> = Vec::new();
        for title in draft.items.iter().filter(|title| !title.trim().is_empty()) {
            let text = InitiativeText { title: title.clone(), ..InitiativeText::default() };
            items.push((fold::squeezed(title), tree.add(self, plan, Some(node), InitiativeKind::Item, &text)?));
        }
        // What names an item that the list does not have belongs to an item of that name all the same.
        let named = draft.activities.iter().map(|activity| &activity.item);
        for title in named.chain(draft.schedule.iter().map(|cell| &cell.item)) {
            let folded = fold::squeezed(title);
            if !folded.is_empty() && !items.iter().any(|(item, _)| *item == folded) {
                let text = InitiativeText { title: title.clone(), ..InitiativeText::default() };
                items.push((folded, tree.add(self, plan, Some(node), InitiativeKind::Item, &text)?));
            }
        }
        let of_item = |title: &str| {
            let folded = fold::squeezed(title);
            items.iter().find(|(item, _)| *item == folded).map_or(node, |(_, id)| *id)
        };
        for (index, activity) in draft.activities.iter().enumerate() {
            self.prepare(
                "INSERT INTO activity (id, initiative_id, rank, text, months, row_version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                self.new_id(),
                of_item(&activity.item).0,
                rank_of(index),
                &activity.text,
                &activity.months,
                self.version(),
            ))?;
        }
        for (index, cell) in draft.schedule.iter().enumerate() {
            self.prepare(
                "INSERT INTO schedule (id, initiative_id, rank, fiscal_year, phase, row_version)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                self.new_id(),
                of_item(&cell.item).0,
                rank_of(index),
                cell.fiscal_year.0,
                &cell.phase,
                self.version(),
            ))?;
        }
        Ok(())
    }

    /// Records the indicators of an initiative; one without a year of its own is of the table's.
    fn measure(&mut self, node: InitiativeId, draft: &DraftInitiative, fiscal_year: FiscalYear) -> Result<()> {
        for indicator in draft.indicators.iter().filter(|indicator| !indicator.name.trim().is_empty()) {
            let name = match indicator.when.trim() {
                "" => indicator.name.clone(),
                when => format!("{}（{when}）", indicator.name),
            };
            let value = IndicatorValue {
                fiscal_year: indicator.fiscal_year.unwrap_or(fiscal_year),
                target: indicator.target.clone(),
                actual: indicator.actual.clone(),
            };
            self.record_indicator(node, &name, &indicator.unit, &value)?;
        }
        Ok(())
    }

    /// Writes the reports on an initiative in place of those on the same half year, and says how many
    /// these were. What the same table has `written` on it already stays: a table may come back to an
    /// initiative. A follow-up that one of those replaced had answered stays answered. A table that says
    /// nothing of an initiative leaves what was reported on it.
    fn report(
        &mut self,
        node: InitiativeId,
        draft: &DraftInitiative,
        beside: &[DraftProgress],
        period: &Period,
        written: &mut BTreeMap<InitiativeId, usize>,
    ) -> Result<usize> {
        if draft.progress.is_empty() && beside.is_empty() {
            return Ok(0);
        }
        let mut replaced = 0;
        if !written.contains_key(&node) {
            self.prepare(
                "UPDATE follow_up SET answered_by_progress = NULL, row_version = ?4 WHERE answered_by_progress IN
                 (SELECT id FROM progress WHERE initiative_id = ?1 AND fiscal_year = ?2 AND half = ?3)",
            )?
            .execute((node.0, period.fiscal_year.0, Text(period.half), self.version()))?;
            replaced = self
                .prepare("DELETE FROM progress WHERE initiative_id = ?1 AND fiscal_year = ?2 AND half = ?3")?
                .execute((node.0, period.fiscal_year.0, Text(period.half)))?;
        }
        let before = written.entry(node).or_default();
        let first = *before;
        *before += draft.progress.len() + beside.len();
        for (index, report) in (first..).zip(draft.progress.iter().chain(beside)) {
            self.prepare(
                "INSERT INTO progress (id, initiative_id, fiscal_year, half, rank, when_printed, text, reported_on,
                                       source, status, row_version)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute((
                self.new_id(),
                node.0,
                period.fiscal_year.0,
                Text(period.half),
                rank_of(index),
                &report.when,
                &report.text,
                period.issued_on.map(Text),
                period.source,
                report.status.as_deref().unwrap_or_default(),
                self.version(),
            ))?;
        }
        Ok(replaced)
    }
}

fn new_plan(draft: &TableDraft, fiscal_year: FiscalYear) -> NewPlan {
    NewPlan { title: draft.title.clone(), fiscal_year, issued_on: draft.issued_on, issued_by: draft.issued_by.clone() }
}

/// The text of a node; its 備考 and the 注 of the table stand below what it is about.
fn text_of(draft: &DraftInitiative, notes: &[String]) -> InitiativeText {
    InitiativeText {
        number: draft.number.clone(),
        title: draft.title.clone(),
        summary: beside::summary(draft, notes),
        departments: draft.departments.clone(),
    }
}

/// The initiative of that number and title, if there is exactly one.
fn find(known: &[Initiative], draft: &DraftInitiative) -> Option<InitiativeId> {
    let (number, title) = (fold::squeezed(&draft.number), fold::squeezed(&draft.title));
    let mut fitting = known.iter().filter(|node| {
        let printed = fold::squeezed(&node.number);
        node.kind == InitiativeKind::Initiative
            && fold::squeezed(&node.title) == title
            && (number.is_empty() || printed.is_empty() || printed == number)
    });
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first.id)
}

/// A tree that is being laid down in printed order.
#[derive(Default)]
struct Tree {
    nodes: usize,
    /// The pillars above the last initiative, outermost first.
    pillars: Vec<(String, InitiativeId)>,
}

impl Tree {
    /// Adds an initiative under the pillars of its path, which are added as they appear.
    fn initiative(
        &mut self,
        tx: &mut Tx<'_>,
        plan: PlanId,
        draft: &DraftInitiative,
        notes: &[String],
    ) -> Result<InitiativeId> {
        let path: Vec<&String> = draft.path.iter().filter(|title| !title.trim().is_empty()).collect();
        let same = self.pillars.iter().zip(&path).take_while(|((pillar, _), title)| pillar == **title).count();
        self.pillars.truncate(same);
        for title in &path[same..] {
            let text = InitiativeText { title: (*title).clone(), ..InitiativeText::default() };
            let parent = self.pillars.last().map(|(_, id)| *id);
            let id = self.add(tx, plan, parent, InitiativeKind::Pillar, &text)?;
            self.pillars.push(((*title).clone(), id));
        }
        let parent = self.pillars.last().map(|(_, id)| *id);
        self.add(tx, plan, parent, InitiativeKind::Initiative, &text_of(draft, notes))
    }

    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        plan: PlanId,
        parent: Option<InitiativeId>,
        kind: InitiativeKind,
        text: &InitiativeText,
    ) -> Result<InitiativeId> {
        let id = tx.write_initiative(plan, parent, kind, text, rank_of(self.nodes))?;
        self.nodes += 1;
        Ok(id)
    }
}

/// Where an initiative that no plan knows went.
struct Placed {
    node: InitiativeId,
    is_new: bool,
    /// Whether its items, activities and schedule were written below it.
    is_filled: bool,
}

/// The table that holds what no plan knows: found again by title and year, or added when needed.
struct OwnTable {
    plan: Option<PlanId>,
    known: Vec<Initiative>,
    /// What was added from this table, by number and title.
    added: Vec<((String, String), InitiativeId)>,
    tree: Tree,
}

impl OwnTable {
    fn of(tx: &Tx<'_>, draft: &TableDraft, fiscal_year: FiscalYear) -> Result<Self> {
        let like = tx.plans_like(&draft.title, fiscal_year)?;
        let plan = like.iter().find(|row| row.kind == TableKind::Progress).map(|row| row.plan.id);
        let known = match plan {
            Some(plan) => tx.tree(plan)?,
            None => Vec::new(),
        };
        Ok(Self { plan, known, added: Vec::new(), tree: Tree::default() })
    }

    /// The node of an initiative, which is added where the table has none yet.
    fn initiative(
        &mut self,
        tx: &mut Tx<'_>,
        draft: &TableDraft,
        period: &Period,
        initiative: &DraftInitiative,
        notes: &[String],
    ) -> Result<Placed> {
        if let Some(node) = find(&self.known, initiative) {
            return Ok(Placed { node, is_new: false, is_filled: false });
        }
        let key = (fold::squeezed(&initiative.number), fold::squeezed(&initiative.title));
        if let Some((_, node)) = self.added.iter().find(|(added, _)| *added == key) {
            return Ok(Placed { node: *node, is_new: false, is_filled: false });
        }
        let placed = self.add(tx, draft, period, initiative, notes)?;
        self.added.push((key, placed.node));
        Ok(placed)
    }

    fn add(
        &mut self,
        tx: &mut Tx<'_>,
        draft: &TableDraft,
        period: &Period,
        initiative: &DraftInitiative,
        notes: &[String],
    ) -> Result<Placed> {
        if let Some(plan) = self.plan.filter(|_| !self.known.is_empty()) {
            // A table that is there already: the new one goes to its end.
            let text = text_of(initiative, notes);
            let node = tx.add_initiative(plan, None, InitiativeKind::Initiative, &text)?;
            return Ok(Placed { node, is_new: true, is_filled: false });
        }
        let plan = match self.plan {
            Some(plan) => plan,
            None => tx.write_plan(&new_plan(draft, period.fiscal_year), TableKind::Progress, period.source)?,
        };
        self.plan = Some(plan);
        let node = self.tree.initiative(tx, plan, initiative, notes)?;
        tx.fill_initiative(&mut self.tree, plan, node, initiative)?;
        Ok(Placed { node, is_new: true, is_filled: true })
    }
}
