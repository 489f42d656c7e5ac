//! The policy of `access`, case by case.

#![expect(clippy::unwrap_used, reason = "fixtures: a failing unwrap is a failing test")]

mod fixtures;
mod log;
mod past;
mod random;
mod visible;
