//! The rules, by what they look at.

mod characters;
mod head;
mod items;
mod speakers;
mod text;

pub(crate) use head::head;
pub(crate) use items::items;
pub(crate) use speakers::speakers;
pub(crate) use text::text;
