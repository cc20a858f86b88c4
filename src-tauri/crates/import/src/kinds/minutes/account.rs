//! The account: where every line of the source went.
//!
//! Invariants: `characters` counts every character of the source that is not white space;
//! `characters - placed` is what `unplaced` lists; there is one entry for each line, in order; of a line
//! that was cut the first part gives the role.

use gijicho_model::draft::{Coverage, DraftRemark, LineRole, SourceLine, UnplacedLine};

use super::outline::Role;
use crate::line::{Line, is_space};
use gijicho_model::body::{self, Block};

/// Where every line went.
pub(super) struct Account {
    pub(super) coverage: Coverage,
    pub(super) unplaced: Vec<UnplacedLine>,
    pub(super) lines: Vec<SourceLine>,
}

/// Makes the account.
pub(super) fn of(lines: &[Line<'_>], roles: &[(Role, Option<usize>)], remarks: &[DraftRemark]) -> Account {
    let mut account =
        Account { coverage: Coverage::default(), unplaced: Vec::new(), lines: Vec::with_capacity(lines.len()) };
    let mut firsts = FirstLines::new(remarks);
    for (line, &(role, remark)) in lines.iter().zip(roles) {
        let characters = line.source.chars().filter(|c| !is_space(*c)).count();
        account.coverage.characters += characters;
        if role == Role::Unplaced {
            account.unplaced.push(UnplacedLine { line: line.number, text: line.source.to_owned() });
        } else {
            account.coverage.placed += characters;
        }
        let role = match role {
            Role::Blank if line.is_left_out() => LineRole::Layout,
            Role::Blank => LineRole::Blank,
            Role::Layout => LineRole::Layout,
            Role::Header => LineRole::Header,
            Role::Agenda => LineRole::Agenda,
            Role::Speaker => LineRole::Speaker,
            Role::Body => firsts.role(line.number),
            Role::Unplaced => LineRole::Unplaced,
        };
        match account.lines.last_mut() {
            Some(last) if last.line == line.number => last.text.push_str(line.source),
            _ => account.lines.push(SourceLine { line: line.number, text: line.source.to_owned(), role, remark }),
        }
    }
    account
}

/// The first lines of all blocks, in order.
struct FirstLines {
    blocks: std::iter::Peekable<std::vec::IntoIter<(u32, bool)>>,
}

impl FirstLines {
    fn new(remarks: &[DraftRemark]) -> Self {
        let blocks: Vec<(u32, bool)> = remarks
            .iter()
            .flat_map(|remark| {
                let scenes = body::parse(&remark.body).into_iter().map(|block| matches!(block, Block::Scene(_)));
                remark.block_lines.iter().map(|lines| lines[0]).zip(scenes).collect::<Vec<_>>()
            })
            .collect();
        Self { blocks: blocks.into_iter().peekable() }
    }

    fn role(&mut self, number: u32) -> LineRole {
        while self.blocks.next_if(|(first, _)| *first < number).is_some() {}
        match self.blocks.peek() {
            Some(&(first, true)) if first == number => LineRole::Scene,
            Some(&(first, false)) if first == number => LineRole::Body,
            _ => LineRole::Continuation,
        }
    }
}
