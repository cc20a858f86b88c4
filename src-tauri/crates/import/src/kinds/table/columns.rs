//! Columns: told by their headings and, where these are silent, by what stands under them.
//!
//! A head is one row, or up to three whose merged cells say together what a column holds: 「令和5年度」
//! over 「目標」「実績」.

use gijicho_model::draft::{DraftColumn, TableField};
use gijicho_model::fiscal::FiscalYear;
use gijicho_model::fold;

use super::grid::Row;
use super::heading::{self, Heading};
use super::profile::{self, Profile};
use super::{marks, years};

/// Most rows of a head.
const HEAD_ROWS: usize = 3;
/// Most columns whose contents are compared with those of another page.
const MOST_ALIGNED: usize = 64;

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// As printed, the headings above it first.
    pub(super) heading: String,
    /// What it holds.
    pub(super) field: Option<TableField>,
    /// The year its heading names.
    pub(super) fiscal_year: Option<FiscalYear>,
    /// The part of the year its heading names: 「上半期」「4月」.
    pub(super) when: String,
    /// Whether its heading says what it holds.
    pub(super) sure: bool,
}

/// The columns of a table, from the left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Columns(pub(super) Vec<Column>);

/// The head of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Its columns, as far as the headings say.
    pub(super) columns: Columns,
    /// Rows it takes.
    pub(super) rows: usize,
    /// A heading over initiatives that stands in place of a heading of the first column, and its line.
    pub(super) pillar: Option<String>,
}

/// The head that begins with a row.
pub(super) fn head_at(rows: &[Row], near: Option<FiscalYear>) -> Option<Head> {
    let first = rows.first().filter(|row| row.table.is_some() && row.cells.len() > 1)?;
    let pillar = first.cell(0);
    let has_pillar = heading::known(pillar).is_none() && marks::kind_of(pillar).is_some();
    let read: Vec<Heading> = first.filled().filter_map(|(_, cell)| heading::read(cell, near)).collect();
    let named = read.iter().filter(|heading| heading.sure && heading.field.is_some()).count();
    let times = read.iter().filter(|heading| heading.field.is_none()).count();
    let filled = first.filled().count() - usize::from(has_pillar);
    let is_few = read.len() * 3 < filled * 2 || (named + times) * 2 < filled;
    if named == 0 || named + times < 2 || is_few {
        return None;
    }
    let of_table = |row: &&Row| row.table == first.table;
    let below = rows[1..].iter().take(HEAD_ROWS - 1).take_while(of_table).take_while(|row| is_under(row, near)).count();
    // What looks like a second head is one only when it adds something: the same row again does not.
    (0..=below).rev().find_map(|below| {
        let columns = combined(&rows[..=below], near, has_pillar);
        columns.is_of_plan().then(|| Head { columns, rows: below + 1, pillar: has_pillar.then(|| pillar.to_owned()) })
    })
}

/// Whether a row can stand under headings as part of the head: nothing but headings, or the numbers
/// of months.
fn is_under(row: &Row, near: Option<FiscalYear>) -> bool {
    let filled = row.filled().count();
    filled > 0 && (row.filled().all(|(_, cell)| heading::read(cell, near).is_some()) || bare_months(row).is_some())
}

/// The columns of a row that counts months without saying 月: 4, 5, … 3.
fn bare_months(row: &Row) -> Option<Vec<(usize, u8)>> {
    let months: Vec<(usize, u8)> =
        row.filled().filter_map(|(at, cell)| Some((at, years::month_number(&fold::squeezed(cell))?))).collect();
    let in_order = months.windows(2).all(|pair| pair[1].1 == pair[0].1 % 12 + 1);
    (months.len() >= 6 && in_order && row.filled().count() == months.len()).then_some(months)
}

/// The columns that rows of headings say together.
fn combined(rows: &[Row], near: Option<FiscalYear>, has_pillar: bool) -> Columns {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let months = rows.last().and_then(bare_months).unwrap_or_default();
    let column = |at: usize| {
        if has_pillar && at == 0 {
            return Column::default();
        }
        let printed = parts(rows, at);
        let mut heads: Vec<Heading> = printed.iter().filter_map(|text| heading::read(text, near)).collect();
        if let Some((_, month)) = months.iter().find(|(column, _)| *column == at) {
            let when = format!("{month}月");
            heads.push(Heading { month: Some(*month), when, sure: true, ..Heading::default() });
        }
        of_parts(printed.join(" "), &heads)
    };
    Columns((0..width).map(column).collect())
}

/// The headings over a place, from the top. A blank one above a heading belongs to the one at its left.
fn parts(rows: &[Row], at: usize) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let own = row.cell(at);
        let has_lower = rows[index + 1..].iter().any(|row| !row.cell(at).is_empty());
        let text = match own {
            "" if row.is_covered(at) || has_lower => {
                (0..at).rev().map(|left| row.cell(left)).find(|cell| !cell.is_empty()).unwrap_or("")
            }
            own => own,
        };
        let is_group = !own.is_empty() || has_lower;
        if !text.is_empty() && is_group && parts.last() != Some(&text) {
            parts.push(text);
        }
    }
    parts
}

fn of_parts(heading: String, parts: &[Heading]) -> Column {
    let own = parts.iter().rev().find_map(|part| part.field);
    let above = parts.iter().find_map(|part| part.field);
    let month = parts.last().is_some_and(|part| part.month.is_some());
    let field = match (above, own) {
        _ if month => Some(TableField::Month),
        (Some(TableField::Indicator | TableField::Target), Some(TableField::Report)) => Some(TableField::Actual),
        (_, own) => own,
    };
    Column {
        heading,
        field,
        fiscal_year: parts.iter().rev().find_map(|part| part.fiscal_year),
        when: parts.iter().rev().map(|part| part.when.clone()).find(|when| !when.is_empty()).unwrap_or_default(),
        sure: parts.last().is_some_and(|part| part.sure),
    }
}

impl Columns {
    /// Whether the headings are those of a plan or of a report on one.
    fn is_of_plan(&self) -> bool {
        let sure = self.0.iter().filter(|column| column.sure).count();
        let known = self.0.iter().filter(|column| column.field.is_some()).count();
        let times = self.0.iter().filter(|column| column.is_time()).count();
        let tells = |field| {
            matches!(
                field,
                TableField::Report
                    | TableField::Activity
                    | TableField::Schedule
                    | TableField::Status
                    | TableField::Target
                    | TableField::Actual
                    | TableField::Month
                    | TableField::Item
            )
        };
        let distinct = self.fields().collect::<std::collections::HashSet<_>>().len() + usize::from(times > 0);
        sure > 0 && known > 0 && distinct > 1 && (times > 0 || self.fields().any(tells)) && !self.has(TableField::Unit)
            || self.has(TableField::Initiative) && self.has(TableField::Indicator)
    }

    /// Whether the headings leave no doubt, so that a file needs not be called a plan by a person.
    pub(super) fn is_plainly_of_plan(&self) -> bool {
        let tells = self.has(TableField::Report) || self.has(TableField::Activity) || self.has(TableField::Schedule);
        let times = self.0.iter().any(Column::is_time);
        self.has(TableField::Initiative) && (tells || times || self.fields().count() > 2)
            || self.has(TableField::Item) && (tells || self.has(TableField::Department))
            || self.fields().count() > 1 && self.has(TableField::Report) && self.has(TableField::Activity)
            || self.has(TableField::Number) && tells
    }

    fn fields(&self) -> impl Iterator<Item = TableField> + '_ {
        self.0.iter().filter_map(|column| column.field)
    }

    /// Whether a column holds a field.
    pub(super) fn has(&self, field: TableField) -> bool {
        self.fields().any(|found| found == field)
    }

    /// The places of the columns of a field.
    pub(super) fn places(&self, field: TableField) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().filter(move |(_, column)| column.field == Some(field)).map(|(at, _)| at)
    }

    /// The first filled cell of a field.
    pub(super) fn cell<'a>(&self, row: &'a Row, field: TableField) -> &'a str {
        self.places(field).map(|at| row.cell(at)).find(|cell| !cell.is_empty()).unwrap_or("")
    }

    /// What a person is shown.
    pub(super) fn drafts(&self) -> Vec<DraftColumn> {
        let draft = |column: &Column| DraftColumn {
            heading: column.heading.clone(),
            field: column.field,
            sure: column.sure && column.field.is_some(),
        };
        self.0.iter().map(draft).collect()
    }

    /// Settles what the headings leave open by what stands under them; `reports` says whether a
    /// column that names nothing but a part of the year holds what was done in it.
    pub(super) fn settle(&mut self, rows: &[Row], reports: bool) {
        let profiles: Vec<Profile> = (0..self.0.len()).map(|at| profile::of(rows, at)).collect();
        self.settle_times(&profiles, reports);
        self.settle_values(&profiles);
        for (at, profile) in profiles.iter().enumerate() {
            if self.0[at].field.is_none() && self.0[at].heading.is_empty() && profile.filled > 0 {
                self.settle_silent(at, profile, &profiles);
            }
        }
        if !self.has(TableField::Initiative) {
            self.find_initiative(&profiles);
        }
        self.settle_second_initiatives();
    }

    fn settle_times(&mut self, profiles: &[Profile], reports: bool) {
        let has_indicator = self.has(TableField::Indicator);
        for (column, profile) in self.0.iter_mut().zip(profiles).filter(|(column, _)| column.is_time()) {
            let in_progress = if reports { TableField::Report } else { TableField::Activity };
            column.field = Some(match column.fiscal_year {
                Some(_) if has_indicator && profile.is_values() => TableField::Actual,
                Some(_) if column.when.is_empty() => TableField::Schedule,
                _ if profile.is_marks() => TableField::Month,
                _ => in_progress,
            });
        }
        // Without a year in it, a schedule says what is planned in words.
        for (column, profile) in self.0.iter_mut().zip(profiles) {
            let is_text = profile.filled > 0 && !profile.is_phases();
            if column.field == Some(TableField::Schedule) && column.fiscal_year.is_none() && is_text {
                column.field = Some(TableField::Activity);
            }
        }
    }

    /// 実績 beside 目標 is a number where numbers stand in it.
    fn settle_values(&mut self, profiles: &[Profile]) {
        if !self.has(TableField::Target) && !self.has(TableField::Indicator) {
            return;
        }
        for (column, profile) in self.0.iter_mut().zip(profiles) {
            if column.field == Some(TableField::Report) && column.heading.contains("実績") && profile.is_values() {
                column.field = Some(TableField::Actual);
            }
        }
    }

    /// A column without a heading.
    fn settle_silent(&mut self, at: usize, profile: &Profile, profiles: &[Profile]) {
        let left = at.checked_sub(1).and_then(|left| self.0[left].field);
        let has = |field| self.has(field);
        let field = match () {
            () if profile.is_numbers() && !has(TableField::Number) => Some(TableField::Number),
            () if profile.is_items() && !has(TableField::Item) => Some(TableField::Item),
            () if left == Some(TableField::Schedule) => Some(TableField::Schedule),
            () if profile.is_departments() && !has(TableField::Department) => Some(TableField::Department),
            () if left == Some(TableField::Initiative) && at > 0 && profiles[at - 1].is_numbers() => {
                self.0[at - 1].field = Some(TableField::Number);
                Some(TableField::Initiative)
            }
            () if !has(TableField::Initiative) && profile.length() <= 60 => Some(TableField::Initiative),
            () if left == Some(TableField::Initiative) && !has(TableField::Item) && profile.length() <= 80 => {
                Some(TableField::Item)
            }
            () => match left {
                Some(TableField::Number | TableField::Initiative | TableField::Pillar) | None => None,
                left => left,
            },
        };
        self.0[at].field = field;
        self.0[at].sure = false;
    }

    /// The column that initiatives stand in when no heading names them.
    fn find_initiative(&mut self, profiles: &[Profile]) {
        let unknown = |(column, profile): &(&Column, &Profile)| {
            column.field.is_none() && profile.filled > 0 && (2..=60).contains(&profile.length())
        };
        let is = |field| move |column: &Column| column.field == Some(field);
        let found = self
            .0
            .iter()
            .position(is(TableField::Item))
            .or_else(|| self.0.iter().zip(profiles).position(|pair| unknown(&pair)))
            .or_else(|| self.0.iter().rposition(is(TableField::Pillar)))
            .or_else(|| self.places(TableField::Activity).next().filter(|_| self.has(TableField::Report)));
        if let Some(at) = found {
            self.0[at].field = Some(TableField::Initiative);
            self.0[at].sure = false;
        }
    }

    /// Of two columns of initiatives the first has their titles, the second what they consist of.
    fn settle_second_initiatives(&mut self) {
        let second: Vec<usize> = self.places(TableField::Initiative).skip(1).collect();
        let mut field = if self.has(TableField::Item) { TableField::Activity } else { TableField::Item };
        for at in second {
            self.0[at].field = Some(field);
            self.0[at].sure = false;
            field = TableField::Activity;
        }
    }

    /// Takes what a person has said of the columns.
    pub(super) fn choose(&mut self, choices: &[Option<TableField>]) {
        for (column, choice) in self.0.iter_mut().zip(choices) {
            if let Some(field) = choice {
                column.field = Some(*field);
                column.sure = true;
            }
        }
    }

    /// The same columns for a page that is cut into another number of them: each column of the page
    /// goes to the heading that its cells fit, in order; a column that fits none goes with the one at
    /// its left.
    pub(super) fn aligned(&self, rows: &[Row]) -> Self {
        let width = rows.iter().filter_map(|row| row.filled().last()).map(|(at, _)| at + 1).max().unwrap_or(0);
        if width <= 1 || width > MOST_ALIGNED || self.0.len() > MOST_ALIGNED || width == self.0.len() {
            return self.clone();
        }
        let profiles: Vec<Profile> = (0..width).map(|at| profile::of(rows, at)).collect();
        let straight: f64 =
            profiles.iter().zip(&self.0).map(|(profile, column)| profile.fits(column.field)).sum::<f64>();
        let (best, places) = best_alignment(&profiles, &self.0);
        if width < self.0.len() && best <= straight + 0.6 {
            return self.clone();
        }
        let mut columns: Vec<Column> = Vec::with_capacity(width);
        for (index, (place, profile)) in places.iter().zip(&profiles).enumerate() {
            let left = columns.last().cloned().unwrap_or_default();
            let right = places[index..].iter().flatten().next().map(|at| self.0[*at].clone()).unwrap_or_default();
            // What the page has more of goes with the neighbour that it looks like.
            columns.push(match place {
                Some(at) => self.0[*at].clone(),
                None if profile.filled == 0 => Column::default(),
                None if profile.fits(right.field) > profile.fits(left.field) => right,
                None => left,
            });
        }
        Self(columns)
    }
}

impl Column {
    /// Whether its cells say something of an initiative, rather than which one it is.
    pub(super) fn says(&self) -> bool {
        use TableField as F;
        matches!(self.field, Some(F::Report | F::Activity | F::Summary | F::Note))
    }

    /// Whether its heading names nothing but a time.
    fn is_time(&self) -> bool {
        self.field.is_none() && (self.fiscal_year.is_some() || !self.when.is_empty())
    }
}

/// The assignment of columns of a page to headings, in order, with the best sum of fits.
fn best_alignment(profiles: &[Profile], columns: &[Column]) -> (f64, Vec<Option<usize>>) {
    let (width, count) = (profiles.len(), columns.len());
    // best[i][j]: of the first i columns of the page and the first j headings.
    let mut best = vec![vec![0.0_f64; count + 1]; width + 1];
    for i in 1..=width {
        for j in 0..=count {
            let skip_column = best[i - 1][j];
            let skip_heading = if j > 0 { best[i][j - 1] } else { 0.0 };
            let take = if j > 0 { best[i - 1][j - 1] + profiles[i - 1].fits(columns[j - 1].field) } else { 0.0 };
            best[i][j] = skip_column.max(skip_heading).max(take);
        }
    }
    let mut places = vec![None; width];
    let (mut i, mut j) = (width, count);
    while i > 0 && j > 0 {
        let take = best[i - 1][j - 1] + profiles[i - 1].fits(columns[j - 1].field);
        if (best[i][j] - take).abs() < 1e-9 {
            places[i - 1] = Some(j - 1);
            (i, j) = (i - 1, j - 1);
        } else if (best[i][j] - best[i - 1][j]).abs() < 1e-9 {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    (best[width][count], places)
}

/// What a row of headings is known by when a table of the same house comes again next year: its
/// words, width and white space folded, numbers left out, so that 令和4年度 and 令和5年度 are the same.
pub fn signature<T: AsRef<str>>(headings: &[T]) -> String {
    let fold = |heading: &T| -> String {
        let folded = fold::squeezed(heading.as_ref());
        let mut kept = String::with_capacity(folded.len());
        for c in folded.replace("元年", "1年").chars().take(60) {
            match c {
                c if c.is_ascii_digit() => {
                    if !kept.ends_with('#') {
                        kept.push('#');
                    }
                }
                c => kept.push(c),
            }
        }
        kept
    };
    headings.iter().take(256).map(fold).collect::<Vec<_>>().join("|")
}
