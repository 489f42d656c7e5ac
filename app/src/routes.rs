//! Which page answers which path.

use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

use crate::components::Frame;
use crate::pages::{
    BottlenecksPage, ChainsPage, ConfirmationPage, CoveragePage, DataPage, EventLogPage,
    ExchangePage, FoundingPage, HistoryPage, MapDoorPage, MapsPage, NetworkLayout, NetworkPage,
    NotFoundPage, OverviewPage, QualityPage, ReleasePage, RoutesPage, SessionPage, SessionsPage,
    SlipPage, StartPage, StructurePage,
};
use crate::room::RoomLink;
use crate::state::provide_settings;
use crate::text::use_texts;

/// The whole application.
///
/// Every page is rendered completely on the server ([`SsrMode::Async`]): it reads without
/// JavaScript, and its HTTP status is known before the first byte.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_settings();
    RoomLink::provide();
    let texts = use_texts();
    view! {
        <Title formatter=move |page: String| {
            if page.is_empty() { texts.app_name.to_owned() } else { format!("{page} · {}", texts.app_name) }
        } />
        <Router>
            <Frame>
                <Routes fallback=NotFoundPage>
                    <Route path=path!("/") view=StartPage ssr=SsrMode::Async />
                    <Route path=path!("/neu") view=FoundingPage ssr=SsrMode::Async />
                    <Route path=path!("/s") view=SessionPage ssr=SsrMode::Async />
                    <Route path=path!("/s/:code") view=SessionPage ssr=SsrMode::Async />
                    <Route path=path!("/m/:token") view=MapDoorPage ssr=SsrMode::Async />
                    <ParentRoute path=path!("/k/:ags") view=NetworkLayout ssr=SsrMode::Async>
                        <Route path=path!("") view=OverviewPage />
                        <Route path=path!("netz") view=NetworkPage />
                        <Route path=path!("wege") view=RoutesPage />
                        <Route path=path!("wege/zettel") view=SlipPage />
                        <Route path=path!("ketten") view=ChainsPage />
                        <Route path=path!("engpaesse") view=BottlenecksPage />
                        <Route path=path!("abdeckung") view=CoveragePage />
                        <Route path=path!("struktur") view=StructurePage />
                        <Route path=path!("daten") view=DataPage />
                        <Route path=path!("daten/guete") view=QualityPage />
                        <Route path=path!("daten/bestaetigung") view=ConfirmationPage />
                        <Route path=path!("daten/austausch") view=ExchangePage />
                        <Route path=path!("daten/protokoll") view=EventLogPage />
                        <Route path=path!("daten/freigabe") view=ReleasePage />
                        <Route path=path!("verlauf") view=HistoryPage />
                        <Route path=path!("sitzungen") view=SessionsPage />
                        <Route path=path!("karten") view=MapsPage />
                    </ParentRoute>
                </Routes>
            </Frame>
        </Router>
    }
    .into_any()
}

/// Paths, so that no link is written by hand.
pub(crate) mod paths {
    pub(crate) const START: &str = "/";

    pub(crate) const FOUNDING: &str = "/neu";

    pub(crate) fn founding_of(ags: &str) -> String {
        if ags.is_empty() { FOUNDING.to_owned() } else { format!("{FOUNDING}?kreis={ags}") }
    }

    /// The network as it was at the end of a day: the day stands behind the AGS, so that every page
    /// below it shows that state.
    pub(crate) fn at(ags: &str, day: model::Date) -> String {
        format!("{}@{day}", present(ags))
    }

    /// The AGS without a day.
    pub(crate) fn present(ags: &str) -> &str {
        ags.split('@').next().unwrap_or(ags)
    }

    pub(crate) fn kreis(ags: &str) -> String {
        format!("/k/{ags}")
    }

    pub(crate) fn network(ags: &str) -> String {
        format!("/k/{ags}/netz")
    }

    pub(crate) fn actor(ags: &str, actor: &str) -> String {
        format!("/k/{ags}/netz?akteur={actor}")
    }

    pub(crate) fn routes(ags: &str) -> String {
        format!("/k/{ags}/wege")
    }

    pub(crate) fn slip(ags: &str) -> String {
        format!("/k/{ags}/wege/zettel")
    }

    pub(crate) fn bottlenecks(ags: &str) -> String {
        format!("/k/{ags}/engpaesse")
    }

    pub(crate) fn chains(ags: &str) -> String {
        format!("/k/{ags}/ketten")
    }

    pub(crate) fn coverage(ags: &str) -> String {
        format!("/k/{ags}/abdeckung")
    }

    pub(crate) fn data(ags: &str) -> String {
        format!("/k/{ags}/daten")
    }

    pub(crate) fn quality(ags: &str) -> String {
        format!("/k/{ags}/daten/guete")
    }

    pub(crate) fn confirmation(ags: &str) -> String {
        format!("/k/{ags}/daten/bestaetigung")
    }

    pub(crate) fn exchange(ags: &str) -> String {
        format!("/k/{ags}/daten/austausch")
    }

    pub(crate) fn event_log(ags: &str) -> String {
        format!("/k/{ags}/daten/protokoll")
    }

    pub(crate) fn release(ags: &str) -> String {
        format!("/k/{ags}/daten/freigabe")
    }

    /// The network as a file; `end` names the format.
    pub(crate) fn export(ags: &str, end: &str) -> String {
        format!("/ausgabe/{ags}/{end}")
    }

    pub(crate) fn history(ags: &str) -> String {
        format!("/k/{ags}/verlauf")
    }

    pub(crate) fn sessions(ags: &str) -> String {
        format!("/k/{ags}/sitzungen")
    }

    pub(crate) fn maps(ags: &str) -> String {
        format!("/k/{ags}/karten")
    }

    /// Where one passes on a page of the network.
    pub(crate) fn share_page(ags: &str, page: &str) -> String {
        let page =
            page.replace('%', "%25").replace('&', "%26").replace('#', "%23").replace('+', "%2B");
        format!("{}?pfad={page}", maps(ags))
    }

    /// The link of a shared map; the server leads on from there.
    pub(crate) fn shared_map(token: &model::MapToken) -> String {
        format!("/m/{}", token.as_str())
    }

    /// The picture of a shared map for other websites.
    pub(crate) fn shared_picture(token: &model::MapToken) -> String {
        format!("/m/{}/bild.svg", token.as_str())
    }

    /// Where whoever leaves a shared map sends a form to.
    pub(crate) const LEAVE_MAP: &str = "/karte/verlassen";

    /// Where one enters a code.
    pub(crate) const JOIN: &str = "/s";

    pub(crate) fn session(code: &model::SessionCode) -> String {
        format!("/s/{}", code.spoken())
    }

    pub(crate) fn structure(ags: &str) -> String {
        format!("/k/{ags}/struktur")
    }
}
