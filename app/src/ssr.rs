//! The server's side of the application: who calls, what they may see, how pages are rendered.
//!
//! The only place that touches the store, HTTP status codes and cookies.

pub(crate) mod arrange;
mod call;
mod comments;
mod edit;
mod exchange;
mod export_formats;
mod german_days;
mod identity;
mod languages;
mod maps;
mod page;
mod release;
mod sessions;
mod shown;
mod state;
mod succession;
pub(crate) mod views;

pub use edit::Changed;
pub use exchange::{Exported, Reply, Upload, export, preview_import, run_import};
pub use identity::Caller;
pub use maps::{MapEntry, enter_map, map_picture, way_out};
pub use page::{
    page_routes, preference_cookie, render_door, render_page, settings_of, with_context,
};
pub use release::{NoRelease, export_release};
pub use state::{AppState, SiteFiles};

pub(crate) use call::{answer, place_and_day, report};
pub(crate) use edit::CommandError;
pub(crate) use sessions::OpenError;
pub(crate) use state::off_thread;
