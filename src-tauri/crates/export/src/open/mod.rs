//! Open data: the record in shapes that other programs know already.
//!
//! Invariant: identifiers are those of the record, so that what is published again after a
//! correction has the same identifiers.

pub mod akn;
pub mod speeches;
