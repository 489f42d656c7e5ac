//! The application: pages, panels, components, the server functions behind them and the state in
//! the URL. Compiled twice: with `ssr` into the server, with `hydrate` into the browser.
//!
//! Start at [`App`] and [`routes`].

#![recursion_limit = "512"]
#![expect(unreachable_pub, reason = "#[component] and #[server] write `pub` structs of their own")]

mod address;
mod api;
mod boundaries;
mod canvas;
mod components;
mod event_log;
mod export;
mod format;
mod geo;
mod german_time;
mod keep;
mod live;
mod pages;
mod panels;
mod replay;
mod room;
mod routes;
mod socket;
mod state;
mod text;
mod upload;

#[cfg(feature = "ssr")]
pub mod ssr;

pub use routes::App;
pub use state::Settings;
