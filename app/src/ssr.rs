//! The server's side of the application: who calls, what they may see, how pages are rendered.
//!
//! The only place that touches the store, HTTP status codes and cookies.

pub(crate) mod arrange;
mod call;
mod languages;
mod page;
mod state;
pub(crate) mod views;

pub use page::{page_routes, preference_cookie, render_page, settings_of, with_context};
pub use state::{AppState, SiteFiles};

pub(crate) use call::{answer, report};
pub(crate) use state::off_thread;
