//! The query language: text → [`Query`] → text.
//!
//! ```text
//! 紙 知事                    both, in one document
//! "行財政改革"  「行財政改革」   exactly so, no other spelling
//! 紙 OR 電子   紙｜電子   紙 または 電子
//! -案   NOT 案               without
//! (紙 OR 電子) 知事
//! 発言者:知事  発言者:"知事"    a part of the speaker / the whole name or post
//! 議題:推進計画  会議体:本部  結果:承認  種別:決定
//! 年度:R4  年度:R2..R4  日付:R4.4.14  日付:R4.4.1..R5.3.31
//! ☆  ●
//! ```
//! Operators, parentheses, colons and spaces may be full-width. Words copied from a printed page
//! (県庁 DX の推進) are read leniently as the one word that they are there.
//!
//! Invariants:
//! - `parse_strict(&query.to_string()) == Ok(query)` for every [`Query::is_canonical`] query.
//! - [`parse_lenient`] accepts every text, and says what it left out.
//! - A text is read in time linear in its length; nesting deeper than [`MAX_DEPTH`] is refused
//!   (strict) or flattened (lenient).

mod ast;
mod help;
mod lexer;
mod parser;
mod printer;
mod spacing;

pub use ast::{Filter, Query};
pub use help::{HELP, Help, Property, field_at};
pub use parser::{Ignored, MAX_DEPTH, Parsed, Part, Problem, parse_lenient, parse_strict};
