//! The rooms of live sessions: one task each, over the rules of [`protocol`].
//!
//! Start at [`Rooms::enter`]. What is kept of a room is written before anybody hears that it is so
//! (`store`); presence is told at most twenty times a second and never stored. Everybody is told the
//! newest state, not each one: whoever is slow misses some, and is not waited for.
//!
//! Not here: sockets, cookies (`server`), who is a chair (`access`).

mod room_task;
mod rooms;
mod window;

pub use rooms::{EnterError, Rooms};
pub use window::{RequestId, Window};
