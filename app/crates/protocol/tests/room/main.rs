//! The rules of `SPEC.md`, each by its number, and what holds after any sequence of requests.

#![expect(clippy::unwrap_used, reason = "fixtures: a failing unwrap is a failing test")]

mod coming;
mod fixture;
mod presenting;
mod random;
mod requests;
mod voting;
