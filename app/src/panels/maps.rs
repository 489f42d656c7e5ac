//! Shared maps: sharing one, and those there are.

mod embed;
mod list;
mod share;

pub(crate) use list::MapList;
pub(crate) use share::ShareMap;
