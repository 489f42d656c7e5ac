//! Founding the network of a Kreis: its municipalities, and typical authorities as proposals.

use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};
use model::ActorKind;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// Which networks one can found, and what the chosen one would begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FoundingView {
    /// By name.
    pub(crate) kreise: Vec<KreisChoice>,
    pub(crate) plan: Option<FoundingPlan>,
    pub(crate) may_write: bool,
}

/// A Kreis or kreisfreie Stadt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct KreisChoice {
    pub(crate) ags: String,
    pub(crate) name: String,
    /// Whether its network is there already.
    pub(crate) is_there: bool,
}

/// What a network would begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FoundingPlan {
    pub(crate) ags: String,
    pub(crate) name: String,
    pub(crate) is_there: bool,
    pub(crate) population: u64,
    /// By name.
    pub(crate) municipalities: Vec<String>,
    pub(crate) proposals: Vec<ProposalView>,
}

/// An actor that Kreise like this one usually have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProposalView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    /// The Kommune it belongs to, where it is not there for the whole Kreis.
    pub(crate) municipality: Option<String>,
    pub(crate) is_preselected: bool,
    pub(crate) note: Option<String>,
}

/// A network that was founded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FoundedView {
    /// Chosen, but not there: every Kommune has an authority of its own instead.
    pub(crate) left_out: Vec<String>,
}

/// Which networks one can found; with a Kreis, what its network would begin with.
///
/// # Who may call   everybody.
/// # Errors         [`ApiError::NotFound`] for a Kreis that does not exist, [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "founding", input = GetUrl)]
pub(crate) async fn load_founding(
    #[server(default)] kreis: Option<String>,
) -> Result<FoundingView, ApiError> {
    crate::ssr::answer(async |call| crate::ssr::views::founding(call, kreis.as_deref()).await).await
}

/// Founds the network of a Kreis with some of what was proposed.
///
/// # Who may call   coordinators.
/// # Errors         [`ApiError::Refused`] for readers and where the network is there already,
///                  [`ApiError::NotFound`], [`ApiError::Unavailable`]. Nothing is written then.
#[server(prefix = "/api", endpoint = "found", input = Json)]
pub(crate) async fn found_network(
    kreis: String,
    proposals: Vec<String>,
) -> Result<FoundedView, ApiError> {
    crate::ssr::answer(async |call| call.found(&kreis, &proposals).await).await
}
