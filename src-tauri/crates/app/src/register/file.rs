//! A file of people, posts and days: read, shown, and added.

use std::path::Path;

use chrono::NaiveDate;
use gijicho_model::{era, fold};
use gijicho_store::OpKind;

use super::{add, is_known};
use crate::App;
use crate::api::import::NewAppointment;
use crate::api::register::{RegisterAdded, RegisterFile, RegisterRead, RowProblem};
use crate::error::AppError;
use crate::files;
use crate::messages;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    /// Family and given name in one.
    Name,
    Family,
    Given,
    Reading,
    Post,
    Department,
    From,
    To,
}

/// Headings by what they mean, folded.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Name, &["氏名", "名前", "お名前", "委員名", "name"]),
    (Column::Family, &["姓", "氏", "名字", "苗字", "family_name"]),
    (Column::Given, &["名", "given_name"]),
    (Column::Reading, &["よみ", "読み", "ふりがな", "フリガナ", "ヨミ", "かな", "カナ", "reading"]),
    (
        Column::Post,
        &[
            "職",
            "職名",
            "役職",
            "役職名",
            "職名等",
            "役職等",
            "補職名",
            "所属・職",
            "所属・職名",
            "所属及び職名",
            "post",
        ],
    ),
    (Column::Department, &["部局", "所属", "部署", "部局名", "所属名", "department"]),
    (Column::From, &["就任日", "発令日", "開始日", "就任", "から", "valid_from"]),
    (Column::To, &["退任日", "終了日", "退任", "まで", "valid_to"]),
];

/// Rows of one file.
const MOST_ROWS: usize = 20_000;

impl App {
    /// Reads a file of people, posts and days, and writes nothing.
    pub fn register_read(&self, request: RegisterFile) -> Result<RegisterRead, AppError> {
        let path = Path::new(&request.path);
        let name = files::name_of(path);
        let rows = self.inbox.rows(path, request.encoding.as_deref())?;
        let mut read = understand(&name, &rows)?;
        let store = self.reading();
        let reader = store.read()?;
        let mut known = 0;
        let mut new = Vec::new();
        for appointment in read.appointments {
            if is_known(&reader, &appointment)? {
                known += 1;
            } else {
                new.push(appointment);
            }
        }
        read.appointments = new;
        read.known = known;
        Ok(read)
    }

    /// Adds what a file says.
    pub fn register_import(&self, request: RegisterFile) -> Result<RegisterAdded, AppError> {
        let read = self.register_read(request)?;
        if let Some(problem) = read.problems.first() {
            return Err(AppError::BadRegister { row: problem.row, message: problem.message.clone() });
        }
        let (added, done) = self.write(OpKind::Import, "名簿の取込", |tx| add(tx, &read.appointments))?;
        Ok(RegisterAdded { known: added.known + read.known, seq: done.seq, ..added })
    }
}

/// Finds the columns and reads the rows below them.
fn understand(file: &str, rows: &[Vec<String>]) -> Result<RegisterRead, AppError> {
    let no_columns = || AppError::NoRegister { file: file.to_owned() };
    let (head, columns) = rows
        .iter()
        .take(20)
        .enumerate()
        .map(|(index, row)| (index, columns_of(row)))
        .find(|(_, columns)| {
            let has = |column| columns.contains(&Some(column));
            has(Column::Post) && (has(Column::Name) || has(Column::Family))
        })
        .ok_or_else(no_columns)?;
    let mut read = RegisterRead::default();
    for (index, row) in rows.iter().enumerate().skip(head + 1).take(MOST_ROWS) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match appointment(&columns, row) {
            Ok(appointment) => read.appointments.push(appointment),
            Err(message) => {
                read.problems.push(RowProblem { row: u32::try_from(index + 1).unwrap_or(u32::MAX), message });
            }
        }
    }
    Ok(read)
}

fn columns_of(row: &[String]) -> Vec<Option<Column>> {
    let column = |cell: &String| {
        let folded = fold::squeezed(cell).to_lowercase();
        let known = |names: &[&str]| names.iter().any(|name| fold::squeezed(name) == folded);
        HEADINGS.iter().find(|(_, names)| known(names)).map(|(column, _)| *column)
    };
    row.iter().map(column).collect()
}

fn appointment(columns: &[Option<Column>], row: &[String]) -> Result<NewAppointment, String> {
    let cell = |wanted: Column| {
        let at = columns.iter().position(|column| *column == Some(wanted));
        at.and_then(|at| row.get(at)).map(|cell| cell.trim()).unwrap_or_default()
    };
    let (mut family, mut given) = (cell(Column::Family), cell(Column::Given));
    if family.is_empty() {
        let name = cell(Column::Name);
        (family, given) = name.split_once([' ', '\u{3000}']).unwrap_or((name, ""));
    }
    if family.is_empty() || cell(Column::Post).is_empty() {
        return Err(messages::register_row_incomplete());
    }
    let (valid_from, valid_to) = (day(cell(Column::From))?, day(cell(Column::To))?);
    if matches!((valid_from, valid_to), (Some(from), Some(to)) if to < from) {
        return Err(messages::register_row_backwards());
    }
    Ok(NewAppointment {
        person: None,
        family_name: family.to_owned(),
        given_name: given.trim().to_owned(),
        reading: cell(Column::Reading).to_owned(),
        post: cell(Column::Post).to_owned(),
        department: cell(Column::Department).to_owned(),
        valid_from,
        valid_to,
    })
}

fn day(text: &str) -> Result<Option<NaiveDate>, String> {
    match text {
        "" => Ok(None),
        text => era::parse_date(text).map(Some).ok_or_else(|| messages::register_row_day(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&[&str]], expected: &[(&str, &str, &str, Option<&str>)], problems: &[u32]) {
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let read = understand("名簿.csv", &rows).unwrap();
        let found: Vec<_> = read
            .appointments
            .iter()
            .map(|entry| {
                let from = entry.valid_from.map(|day| day.to_string());
                (entry.family_name.clone(), entry.given_name.clone(), entry.post.clone(), from)
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(family, given, post, from)| {
                (family.to_string(), given.to_string(), post.to_string(), from.map(ToString::to_string))
            })
            .collect();
        assert_eq!(found, expected);
        assert_eq!(read.problems.iter().map(|problem| problem.row).collect::<Vec<_>>(), problems);
    }

    #[test]
    fn columns_are_found_by_their_headings() {
        check(
            &[&["職員名簿"], &["役職名", "氏　名", "就任日"], &["知事", "早瀬　恒平", "R1.7.28"], &["", "", ""]],
            &[("早瀬", "恒平", "知事", Some("2019-07-28"))],
            &[],
        );
        check(
            &[&["姓", "名", "職"], &["森", "", "課長"], &["森", "", "課長"]],
            &[("森", "", "課長", None), ("森", "", "課長", None)],
            &[],
        );
    }

    #[test]
    fn rows_that_cannot_be_read_are_named() {
        check(
            &[
                &["姓", "職", "就任日", "退任日"],
                &["", "課長", "", ""],
                &["森", "課長", "きのう", ""],
                &["森", "課長", "R5.4.1", "R4.4.1"],
            ],
            &[],
            &[2, 3, 4],
        );
    }

    #[test]
    fn a_table_without_people_and_posts_is_no_register() {
        let rows = vec![vec!["番号".to_owned(), "取組".to_owned()]];
        assert!(matches!(understand("a.csv", &rows), Err(AppError::NoRegister { .. })));
    }
}
