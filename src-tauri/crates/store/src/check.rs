//! Fields that a person types, checked before they are written.

use gijicho_model::validate::{Invalid, MAX_LINE, Problem};

/// A text that must say something and fit on a line.
pub(crate) fn required(field: &str, text: &str) -> Result<(), Invalid> {
    if text.trim().is_empty() {
        return Err(Invalid { field: field.into(), problem: Problem::Missing });
    }
    bounded(field, text, MAX_LINE)
}

/// A text of at most `limit` characters.
pub(crate) fn bounded(field: &str, text: &str, limit: usize) -> Result<(), Invalid> {
    if text.chars().nth(limit).is_some() {
        return Err(Invalid { field: field.into(), problem: Problem::TooLong { limit } });
    }
    Ok(())
}

/// Two ends in order, where both are known.
pub(crate) fn ordered<T: PartialOrd>(from: Option<T>, to: Option<T>, fields: [&str; 2]) -> Result<(), Invalid> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => {
            Err(Invalid { field: fields[1].into(), problem: Problem::Contradicts { other: fields[0].into() } })
        }
        _ => Ok(()),
    }
}

/// A field that points at something that is not there, or not in the right place.
pub(crate) fn out_of_range(field: &str) -> Invalid {
    Invalid { field: field.into(), problem: Problem::OutOfRange }
}
