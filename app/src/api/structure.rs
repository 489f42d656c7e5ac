//! How a network is built: layer by layer, on whom it rests, who stands between whom.

use analysis::TeamBasis;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Cases, Layer};
use serde::{Deserialize, Serialize};

use super::{ApiError, Evidence, Named};

/// One layer of the network; fractions in thousandths if not said otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LayerLine {
    pub(crate) layer: Layer,
    pub(crate) n_actors: u32,
    pub(crate) n_tied: u32,
    pub(crate) n_relations: u32,
    pub(crate) density_millionths: Option<u32>,
    /// Cooperation only.
    pub(crate) reciprocity_permille: Option<u32>,
    pub(crate) centralisation_permille: Option<u32>,
    /// The deepest core and how many lie in it; 0 without ties.
    pub(crate) main_core: u32,
    pub(crate) n_in_main_core: u32,
    pub(crate) is_example: bool,
}

/// What passes one actor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CarrierLine {
    pub(crate) actor: Named<ActorId>,
    pub(crate) sent_per_month: Cases,
    pub(crate) received_per_month: Cases,
    pub(crate) share_permille: u32,
    /// Modelled.
    pub(crate) passing_permille: u32,
    /// Its own seats in committees, and those of the actors it is part of.
    pub(crate) n_seats: u32,
    pub(crate) n_seats_above: u32,
    /// More than an even part, and no seat.
    pub(crate) is_without_seat: bool,
}

/// On whom the counted referrals rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConcentrationView {
    /// Most first; the first few.
    pub(crate) carriers: Vec<CarrierLine>,
    pub(crate) n_more: usize,
    pub(crate) top_three_permille: Option<u32>,
    pub(crate) per_month: Cases,
    pub(crate) n_counted: u32,
    pub(crate) n_uncounted: u32,
    /// The first few of the counted volumes.
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) n_more_evidence: usize,
    pub(crate) is_example: bool,
}

/// Actors that are tied more with each other than with the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommunityLine {
    /// The member with most ties, which it is named after.
    pub(crate) centre: String,
    pub(crate) actors: Vec<Named<ActorId>>,
}

/// Communities against Regionalteams, or KIM-Kommunen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TeamTable {
    pub(crate) basis: TeamBasis,
    pub(crate) adjusted_rand_permille: i32,
    pub(crate) teams: Vec<String>,
    /// Per community, in the order of [`CommunitiesView::lines`], the actors of each team.
    pub(crate) counts: Vec<Vec<u32>>,
}

/// How often an actor stands between two others, by its role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BrokerLine {
    pub(crate) actor: Named<ActorId>,
    pub(crate) total: u32,
    /// Coordinator, itinerant, gatekeeper, representative, liaison.
    pub(crate) roles: [u32; 5],
}

/// How much the contacts of an actor are tied among themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConstraintLine {
    pub(crate) actor: Named<ActorId>,
    pub(crate) permille: u32,
    pub(crate) n_contacts: u32,
}

/// By what brokers' groups are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BrokerGroups {
    #[default]
    Sector,
    /// The Rechtskreis of most of an actor's services.
    Regime,
}

/// Who stands between others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BrokersView {
    /// Most first; the first few.
    pub(crate) lines: Vec<BrokerLine>,
    pub(crate) n_more: usize,
    pub(crate) n_ungrouped: u32,
    /// The search gave up, so some are missing.
    pub(crate) is_aborted: bool,
    pub(crate) is_example: bool,
}

/// Who belongs together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommunitiesView {
    /// Largest first.
    pub(crate) lines: Vec<CommunityLine>,
    pub(crate) teams: Option<TeamTable>,
    pub(crate) is_example: bool,
}

/// Whose contacts know little of each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ConnectorsView {
    /// Least constrained first; the first few with at least three contacts.
    pub(crate) lines: Vec<ConstraintLine>,
    pub(crate) n_more: usize,
    pub(crate) is_example: bool,
}

/// The page `struktur`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StructureView {
    pub(crate) concentration: ConcentrationView,
    pub(crate) brokers: BrokersView,
    pub(crate) communities: CommunitiesView,
    pub(crate) connectors: ConnectorsView,
    pub(crate) layers: Vec<LayerLine>,
}

/// How the network is built.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: nothing else is computed with.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "structure", input = GetUrl)]
pub(crate) async fn load_structure(
    ags: String,
    #[server(default)] groups: BrokerGroups,
) -> Result<StructureView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let view = move || crate::ssr::views::structure(&network, groups, lang);
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}
