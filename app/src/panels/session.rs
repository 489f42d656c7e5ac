//! The parts of a session: coming in, opening one, its seats, its votes, its end.

mod ending;
mod join;
mod motions;
mod open;
mod seats;

pub(crate) use ending::SessionEnding;
pub(crate) use join::JoinForm;
pub(crate) use motions::SessionMotions;
pub(crate) use open::OpenSession;
pub(crate) use seats::SessionSeats;
