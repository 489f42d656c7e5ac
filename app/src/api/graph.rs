//! The network as a picture and a table: flat arrays, positions from the stored layout.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{
    ActorId, ActorKind, Level, RegionId, RelationId, RelationKind, RelationStatus, Sector,
};
use serde::{Deserialize, Serialize};

use super::{ApiError, Named};

/// An actor in the picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct NodeView {
    pub(crate) id: ActorId,
    pub(crate) name: String,
    pub(crate) short_name: Option<String>,
    pub(crate) kind: ActorKind,
    pub(crate) sector: Sector,
    pub(crate) level: Level,
    /// Where the office lies.
    pub(crate) place: Option<String>,
    /// Positions in [`GraphView::municipalities`]: where it lies and what it names as its area.
    pub(crate) municipality_idx: Vec<u16>,
    /// Aliases, services and place in lower case, for the search.
    pub(crate) keywords: String,
    /// World units.
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) n_services: u16,
    /// Referral relations in and out.
    pub(crate) n_incoming: u16,
    pub(crate) n_outgoing: u16,
    pub(crate) is_example: bool,
}

impl NodeView {
    pub(crate) fn display_name(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }
}

/// A relation in the picture; ends are positions in [`GraphView::nodes`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct EdgeView {
    pub(crate) id: RelationId,
    pub(crate) kind: RelationKind,
    pub(crate) from_idx: u16,
    pub(crate) to_idx: u16,
    pub(crate) status: RelationStatus,
    /// Referrals per month.
    pub(crate) volume: Option<f32>,
    /// Median days from hand-over to first appointment.
    pub(crate) wait_days: Option<u32>,
}

/// How the actors are arranged.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Arrangement {
    /// By their ties: who is tied lies together.
    #[default]
    Overview,
    /// In communities.
    Groups,
    /// By level from top to bottom, by sector from left to right.
    Levels,
    /// By town, as on a map.
    Places,
    /// Along the referrals, from left to right.
    Flow,
}

impl Arrangement {
    pub(crate) const ALL: [Self; 5] =
        [Self::Overview, Self::Groups, Self::Levels, Self::Places, Self::Flow];
}

/// What an area is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AreaTitle {
    Named(String),
    /// Who has no tie.
    Alone,
    /// Who has no place in the Kreis.
    Elsewhere,
}

/// What lies behind some actors of an arrangement; lengths in world units.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct AreaView {
    pub(crate) title: AreaTitle,
    /// As the `d` of an SVG path; empty for a name without an outline.
    pub(crate) outline: String,
    /// Where the name stands: below it where it begins there, above it where it is centred.
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) is_left: bool,
    /// From left to right and top to bottom: least x, least y, most x, most y.
    pub(crate) bounds: [f32; 4],
}

/// The whole network as a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct GraphView {
    pub(crate) municipalities: Vec<Named<RegionId>>,
    pub(crate) nodes: Vec<NodeView>,
    pub(crate) edges: Vec<EdgeView>,
    /// Those of the arrangement; the overview has none.
    pub(crate) areas: Vec<AreaView>,
    /// Whether any number of referrals is made up.
    pub(crate) has_example_volumes: bool,
}

/// The network as a picture.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "graph", input = GetUrl)]
pub(crate) async fn load_graph(
    ags: String,
    #[server(default)] arrangement: Arrangement,
) -> Result<GraphView, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network(&ags).await?;
        let arranged = call.arranged(&network, arrangement).await?;
        Ok(crate::ssr::views::graph(&network, &arranged, call.lang()))
    })
    .await
}
