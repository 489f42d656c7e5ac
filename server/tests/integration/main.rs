//! The server from outside: requests through the router, and the program on a command line.

#![expect(clippy::unwrap_used, reason = "fixtures: a failing unwrap is a failing test")]

mod site;

mod commands;
mod comments;
mod editing;
mod files;
mod guard;
mod maps;
mod pages;
mod preferences;
mod program;
mod server_functions;
mod serving;
mod sessions;
mod unavailable;
