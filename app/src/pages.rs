//! One file per page; each is a list of sections, the sections are components of their own.

mod bottlenecks;
mod chain;
mod confirmation;
mod coverage;
mod data;
mod event_log;
mod exchange;
mod founding;
mod history;
mod map_door;
mod maps;
mod network;
mod network_layout;
mod not_found;
mod overview;
mod quality;
mod release;
mod routes;
mod session;
mod sessions;
mod slip;
mod start;
mod structure;

pub(crate) use bottlenecks::BottlenecksPage;
pub(crate) use chain::ChainsPage;
pub(crate) use confirmation::ConfirmationPage;
pub(crate) use coverage::CoveragePage;
pub(crate) use data::DataPage;
pub(crate) use event_log::EventLogPage;
pub(crate) use exchange::ExchangePage;
pub(crate) use founding::FoundingPage;
pub(crate) use history::HistoryPage;
pub(crate) use map_door::MapDoorPage;
pub(crate) use maps::MapsPage;
pub(crate) use network::{NetworkPage, Url};
pub(crate) use network_layout::NetworkLayout;
pub(crate) use not_found::NotFoundPage;
pub(crate) use overview::OverviewPage;
pub(crate) use quality::QualityPage;
pub(crate) use release::ReleasePage;
pub(crate) use routes::RoutesPage;
pub(crate) use session::SessionPage;
pub(crate) use sessions::SessionsPage;
pub(crate) use slip::SlipPage;
pub(crate) use start::StartPage;
pub(crate) use structure::StructurePage;

use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};

use crate::routes::paths;
use crate::text::use_texts;

/// The AGS in the path; the server checks it.
fn use_ags() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("ags").unwrap_or_default()))
}

/// The way between the pages about the data of a network.
#[component]
fn DataTabs(ags: Memo<String>) -> impl IntoView {
    let texts = use_texts();
    let path = use_location().pathname;
    let tabs = [
        (paths::data as fn(&str) -> String, texts.data_tables),
        (paths::quality, texts.data_quality),
        (paths::confirmation, texts.data_round),
        (paths::exchange, texts.data_exchange),
        (paths::event_log, texts.data_log),
        (paths::release, texts.data_release),
    ];
    let links = tabs.map(|(href, name)| {
        let href = Memo::new(move |_| href(&ags.get()));
        let is_current = move || (path.get() == href.get()).then_some("page");
        view! { <a href=move || href.get() aria-current=is_current>{name}</a> }
    });
    view! { <nav class="switch data-tabs" aria-label=texts.data_pages>{links.into_iter().collect_view()}</nav> }
        .into_any()
}
