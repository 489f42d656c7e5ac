//! Referral routes: what one can ask, and the answer.

use analysis::{ExclusionReason, NoRoute};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Days, RelationId};
use serde::{Deserialize, Serialize};

use super::{ApiError, Evidence, Named};

/// One value of a selection list; `group` is the heading it stands under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
    pub(crate) group: Option<String>,
}

/// What the form offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RouteChoices {
    pub(crate) municipalities: Vec<Choice>,
    pub(crate) statuses: Vec<Choice>,
    pub(crate) fields: Vec<Choice>,
    /// Grouped by actor group.
    pub(crate) actors: Vec<Choice>,
}

/// A question for routes, as texts from the URL; empty means not asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct RouteQuestion {
    pub(crate) ags: String,
    pub(crate) municipality: String,
    pub(crate) status: String,
    pub(crate) start: String,
    pub(crate) goal: String,
}

/// One station of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StepView {
    pub(crate) actor: Named<ActorId>,
    pub(crate) service: Option<String>,
    /// The relation that leads here; `None` for the first contact.
    pub(crate) relation: Option<RelationId>,
    /// Until the first appointment here; `None` is unknown.
    pub(crate) wait: Option<Evidence>,
    /// From the first appointment until the hand-over; only where the route goes on.
    pub(crate) processing: Option<Evidence>,
    /// Labels of the Rechtskreise, when the step leaves one for another.
    pub(crate) regime_change: Option<(String, String)>,
    pub(crate) agreement: Option<String>,
    pub(crate) required_documents: Vec<String>,
}

/// One route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RouteView {
    pub(crate) steps: Vec<StepView>,
    pub(crate) total_known: Days,
    pub(crate) n_unknown: u8,
    pub(crate) n_handovers: u8,
    pub(crate) n_regime_changes: u8,
    pub(crate) uses_example_data: bool,
}

/// A station that could have been on a route and is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NearMiss {
    pub(crate) actor: Named<ActorId>,
    pub(crate) service: Option<String>,
    pub(crate) reason: ExclusionReason,
    /// For whom or in which languages, when that is the reason.
    pub(crate) accepted: Vec<String>,
}

/// The answer: best route first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RouteAnswer {
    pub(crate) municipality: String,
    pub(crate) goal: String,
    pub(crate) routes: Vec<RouteView>,
    pub(crate) near_misses: Vec<NearMiss>,
    pub(crate) why_none: Option<NoRoute>,
}

/// What the form of `wege` offers.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "route-choices", input = GetUrl)]
pub(crate) async fn load_route_choices(ags: String) -> Result<RouteChoices, ApiError> {
    crate::ssr::answer(async |call| {
        Ok(crate::ssr::views::route_choices(&*call.network(&ags).await?, call.lang()))
    })
    .await
}

/// The fastest route and three alternatives.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: routes run over nothing else.
/// # Errors         [`ApiError::NotFound`] for an unknown Kreis, Kommune or actor,
///                  [`ApiError::Invalid`] for values that are none, [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "routes", input = GetUrl)]
pub(crate) async fn find_referral_routes(question: RouteQuestion) -> Result<RouteAnswer, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network(&question.ags).await?;
        crate::ssr::views::route_answer(&network, &question, call.lang())
    })
    .await
}
