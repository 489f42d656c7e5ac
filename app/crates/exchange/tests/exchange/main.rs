//! Reading and writing, from the outside: messages, dialects, round trips, broken input.

#![expect(clippy::unwrap_used, reason = "clippy allows it in test functions, not in their helpers")]

mod chains;
mod dcat;
mod dialect;
mod event_log;
mod foreign;
mod formats;
mod founding;
mod fuzz;
mod generate;
mod hostile;
mod hsds;
mod languages;
mod messages;
mod rich;
mod round_trip;
mod schema;
