//! The list of networks, and one network at a glance.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Date, NetworkId};
use serde::{Deserialize, Serialize};

use super::maps::GuestView;
use super::{ApiError, FindingView, Named};

/// A network in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NetworkCard {
    pub(crate) id: NetworkId,
    pub(crate) name: String,
    pub(crate) n_actors: usize,
    pub(crate) n_relations: usize,
    pub(crate) n_municipalities: usize,
    pub(crate) population: u32,
}

/// What every page of a network shows above its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NetworkHead {
    pub(crate) id: NetworkId,
    pub(crate) name: String,
    pub(crate) revision: u64,
    /// Whether the caller may change it.
    pub(crate) may_write: bool,
    /// The day whose state this is; `None` for the present one.
    pub(crate) day: Option<Date>,
    /// The map by which the caller sees more of it than everybody.
    pub(crate) guest: Option<GuestView>,
}

/// Numbers of the whole network.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KeyFigures {
    pub(crate) population: u64,
    pub(crate) n_municipalities: usize,
    pub(crate) n_actors: usize,
    pub(crate) n_services: usize,
    /// Relations along which people are referred.
    pub(crate) n_referral_relations: usize,
    pub(crate) n_relations: usize,
    pub(crate) n_committees: usize,
    /// Hundredths of a full-time post in the three pillars of KIM.
    pub(crate) kim_fte_hundredths: u32,
    /// Rows of the network by how sure they are.
    pub(crate) n_confirmed: usize,
    pub(crate) n_assumed: usize,
    pub(crate) n_example: usize,
}

/// An actor that is competent for a Kommune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CompetentActor {
    pub(crate) id: ActorId,
    pub(crate) name: String,
    /// Whether it differs from what holds in most Kommunen of the Kreis.
    pub(crate) is_exception: bool,
}

/// Who is competent in one Kommune, one list per column of [`OverviewView::competences`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CompetenceRow {
    pub(crate) municipality: String,
    pub(crate) ags: String,
    pub(crate) population: Option<u32>,
    pub(crate) first_contact: Vec<CompetentActor>,
    pub(crate) case_management: Vec<CompetentActor>,
    pub(crate) foreigners_authority: Vec<CompetentActor>,
    pub(crate) jobcenter: Vec<CompetentActor>,
    pub(crate) youth_office: Vec<CompetentActor>,
}

/// A network at a glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OverviewView {
    pub(crate) figures: KeyFigures,
    /// The hardest bottlenecks, worst first.
    pub(crate) strain: Vec<FindingView>,
    pub(crate) competences: Vec<CompetenceRow>,
    /// Label and chair.
    pub(crate) committees: Vec<(String, Option<Named<ActorId>>)>,
}

/// All networks.
///
/// # Who may call   everybody.
/// # Sees           counters only.
/// # Errors         [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "networks", input = GetUrl)]
pub(crate) async fn list_networks() -> Result<Vec<NetworkCard>, ApiError> {
    crate::ssr::answer(crate::ssr::views::cards).await
}

/// Name of one network.
///
/// # Who may call   everybody.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "head", input = GetUrl)]
pub(crate) async fn load_head(ags: String) -> Result<NetworkHead, ApiError> {
    crate::ssr::answer(async |call| {
        let (_, day) = crate::ssr::place_and_day(&ags)?;
        Ok(crate::ssr::views::head(call, &*call.network(&ags).await?, day))
    })
    .await
}

/// One network at a glance.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "overview", input = GetUrl)]
pub(crate) async fn load_overview(ags: String) -> Result<OverviewView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let view = move || crate::ssr::views::overview(&network, lang);
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}
