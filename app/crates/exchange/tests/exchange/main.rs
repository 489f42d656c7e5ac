//! Reading and writing, from the outside: messages, dialects, round trips, broken input.

#![expect(clippy::unwrap_used, reason = "clippy allows it in test functions, not in their helpers")]

mod chains;
mod dialect;
mod fuzz;
mod generate;
mod messages;
mod rich;
mod round_trip;
mod schema;
