//! The tables that a secretariat hands out, made from records: each module makes one or two.
//!
//! Invariants:
//! - Rows stand in the order in which they are given; makers group neighbours, they never sort.
//! - A dismissed proposal is in no table; one that nobody has confirmed says so (未確認).
//! - An item without a decision says 記録なし.

mod annual_plan;
mod decisions;
mod follow_ups;
mod history;
mod progress;
mod round;
mod search;
mod summary;

use chrono::NaiveDate;
use gijicho_model::era::{full_width_digits, long_date};
use gijicho_model::{Activity, Initiative, InitiativeId, Plan, Progress, Schedule};

pub use annual_plan::annual_plan;
pub use decisions::{DecisionLine, by_meeting, decision_list};
pub use follow_ups::{FollowUpLine, follow_ups};
pub use history::{HistoryOf, history};
pub use progress::{Period, progress};
pub use round::{SheetLine, round_sheet};
pub use search::{FoundLine, found};
pub use summary::summary;

use crate::document::{About, one_line};

/// What a table is of, and what stands over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What it covers, printed before its name: 「令和４年度」; empty for everything there is.
    pub covers: String,
    /// Who issues it; empty where nobody is named.
    pub issuer: String,
    /// The day as of which it says what it says, printed as 「…現在」; none where no record has one.
    pub as_of: Option<NaiveDate>,
    /// The day that the file is dated, printed nowhere.
    pub dated: NaiveDate,
}

impl Heading {
    /// What a table of this name says about itself.
    fn about(&self, name: &str) -> About {
        let title = self.title(name);
        About { id: format!("{name} {}", self.dated), author: one_line(&self.issuer), date: self.dated, title }
    }

    /// 「令和４年度　決定事項一覧」
    fn title(&self, name: &str) -> String {
        let covers = one_line(&self.covers);
        if covers.is_empty() { name.to_owned() } else { format!("{covers}　{name}") }
    }

    /// What is printed under the title, to the right.
    fn lead(&self) -> Vec<String> {
        let as_of = self.as_of.map(|day| format!("{}現在", full_width_digits(&long_date(day))));
        as_of.into_iter().chain([one_line(&self.issuer)]).filter(|line| !line.is_empty()).collect()
    }
}

/// A plan with everything that belongs to it, each list in printed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRecord {
    /// The plan.
    pub plan: Plan,
    /// Its nodes, depth first.
    pub nodes: Vec<Initiative>,
    /// Activities of all nodes.
    pub activities: Vec<Activity>,
    /// Schedule of all nodes.
    pub schedule: Vec<Schedule>,
    /// Reports on all nodes.
    pub progress: Vec<Progress>,
}

impl PlanRecord {
    /// A node with those below it, itself first.
    fn with_below(&self, id: InitiativeId) -> Vec<&Initiative> {
        let mut found: Vec<&Initiative> = Vec::new();
        for node in &self.nodes {
            let is_below = node.parent_id.is_some_and(|parent| found.iter().any(|other| other.id == parent));
            if node.id == id || is_below {
                found.push(node);
            }
        }
        found
    }

    fn activities_of(&self, id: InitiativeId) -> impl Iterator<Item = &Activity> {
        self.activities.iter().filter(move |activity| activity.initiative_id == id)
    }
}

/// 「１ 一度で済む手続と窓口」
fn numbered(node: &Initiative) -> String {
    one_line(&format!("{} {}", node.number, node.title))
}

/// 「予約の受付を始める（６月～１月）」
fn with_months(activity: &Activity) -> String {
    match activity.months.trim() {
        "" => activity.text.clone(),
        months => format!("{}（{months}）", activity.text),
    }
}
