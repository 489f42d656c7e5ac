//! One file per page; each is a list of sections, the sections are components of their own.

mod bottlenecks;
mod chain;
mod coverage;
mod network;
mod network_layout;
mod not_found;
mod overview;
mod routes;
mod slip;
mod start;
mod structure;

pub(crate) use bottlenecks::BottlenecksPage;
pub(crate) use chain::ChainsPage;
pub(crate) use coverage::CoveragePage;
pub(crate) use network::{NetworkPage, Url};
pub(crate) use network_layout::NetworkLayout;
pub(crate) use not_found::NotFoundPage;
pub(crate) use overview::OverviewPage;
pub(crate) use routes::RoutesPage;
pub(crate) use slip::SlipPage;
pub(crate) use start::StartPage;
pub(crate) use structure::StructurePage;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The AGS in the path; the server checks it.
fn use_ags() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("ags").unwrap_or_default()))
}
