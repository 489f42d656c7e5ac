//! Referral routes: what one can ask, and the answer.

use analysis::{ExclusionReason, NoRoute, RouteCriterion};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Cases, Date, Days, HandoverMode, RelationId};
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
    pub(crate) target_groups: Vec<Choice>,
    /// Those in which some service is offered.
    pub(crate) languages: Vec<Choice>,
    pub(crate) fields: Vec<Choice>,
    /// Grouped by actor group.
    pub(crate) actors: Vec<Choice>,
}

/// A question for routes, as texts from the URL; empty means not asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct RouteQuestion {
    pub(crate) ags: String,
    pub(crate) municipality: String,
    pub(crate) status: String,
    pub(crate) start: String,
    pub(crate) goal: String,
    #[serde(default)]
    pub(crate) target_group: String,
    #[serde(default)]
    pub(crate) language: String,
    #[serde(default)]
    pub(crate) max_handovers: Option<u8>,
    #[serde(default)]
    pub(crate) only_confirmed: bool,
    #[serde(default)]
    pub(crate) avoid: Vec<String>,
    #[serde(default)]
    pub(crate) criterion: RouteCriterion,
}

/// How many people a station can take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RoomView {
    pub(crate) capacity_per_month: Cases,
    /// `None` when nobody has counted what arrives.
    pub(crate) free_per_month: Option<Cases>,
    /// Whether no other known station of the route takes fewer.
    pub(crate) is_narrowest: bool,
    pub(crate) evidence: Vec<Evidence>,
}

/// One station of a route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StepView {
    pub(crate) actor: Named<ActorId>,
    /// The actor's short name where it has one.
    pub(crate) short_name: String,
    pub(crate) contact: Option<String>,
    pub(crate) service: Option<String>,
    /// The relation that leads here; `None` for the first contact.
    pub(crate) relation: Option<RelationId>,
    /// Until the first appointment here; `None` is unknown.
    pub(crate) wait: Option<Evidence>,
    /// From the first appointment until the hand-over; only where the route goes on.
    pub(crate) processing: Option<Evidence>,
    /// Of those handed over here, how many are taken on, begin, or come to the wrong office.
    pub(crate) shares: Vec<Evidence>,
    /// `None` when the capacity is not known.
    pub(crate) room: Option<RoomView>,
    /// Labels of the Rechtskreise under which one is here.
    pub(crate) regimes: Vec<String>,
    /// Labels of the Rechtskreise, when the step leaves one for another.
    pub(crate) regime_change: Option<(String, String)>,
    /// Whether the language asked for is stated here; `None` when none is asked.
    pub(crate) is_language_stated: Option<bool>,
    pub(crate) mode: Option<HandoverMode>,
    pub(crate) consent_needed: Option<bool>,
    pub(crate) agreement: Option<String>,
    /// For the hand-over and for the service, each once.
    pub(crate) required_documents: Vec<String>,
}

impl StepView {
    /// Whether people are here already, so that nothing is to be waited for.
    pub(crate) fn is_start(&self) -> bool {
        self.relation.is_none() && self.service.is_none()
    }
}

/// One route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RouteView {
    pub(crate) steps: Vec<StepView>,
    pub(crate) total_known: Days,
    pub(crate) n_unknown: u8,
    /// An upper bound when `n_unknown_success > 0`; `None` when nothing is observed.
    pub(crate) success_permille: Option<u16>,
    pub(crate) n_unknown_success: u8,
    pub(crate) n_handovers: u8,
    pub(crate) n_regime_changes: u8,
    /// What the narrowest known step takes; `None` when none is known.
    pub(crate) capacity_per_month: Option<Cases>,
    /// The smallest known room on the way.
    pub(crate) free_per_month: Option<Cases>,
    pub(crate) n_unknown_capacities: u8,
    pub(crate) uses_example_data: bool,
}

/// In what a route is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Merit {
    By(RouteCriterion),
    /// Its narrowest step takes the most people.
    Widest,
}

/// A route that is the best in something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BestRoute {
    pub(crate) merits: Vec<Merit>,
    /// Position among all routes of the answer.
    pub(crate) position: usize,
}

/// What becomes of the best route when one actor fails.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FallbackView {
    pub(crate) actor: Named<ActorId>,
    /// Position among all routes of the answer; `None`: no other way.
    pub(crate) position: Option<usize>,
    /// How much longer it takes; `None` when a wait is unknown, or without a route.
    pub(crate) added: Option<Days>,
}

/// A station that could have been on a route and is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NearMiss {
    pub(crate) actor: Named<ActorId>,
    pub(crate) service: Option<String>,
    pub(crate) reason: ExclusionReason,
    /// For whom, for which areas or in which languages, when that is the reason.
    pub(crate) accepted: Vec<String>,
}

/// What was asked beside place and goal, as labels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Circumstances {
    pub(crate) status: Option<String>,
    pub(crate) target_group: Option<String>,
    pub(crate) language: Option<String>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RouteAnswer {
    pub(crate) municipality: String,
    pub(crate) goal: String,
    pub(crate) circumstances: Circumstances,
    pub(crate) criterion: RouteCriterion,
    /// Every route named below, each once. The first `n_listed` are the list by the criterion,
    /// best first.
    pub(crate) routes: Vec<RouteView>,
    pub(crate) n_listed: usize,
    pub(crate) best: Vec<BestRoute>,
    /// Positions of the routes that no other beats, fastest first.
    pub(crate) undominated: Vec<usize>,
    /// Set when the search for them gave up after so many steps.
    pub(crate) aborted_after: Option<u32>,
    /// Along the best route.
    pub(crate) fallbacks: Vec<FallbackView>,
    pub(crate) near_misses: Vec<NearMiss>,
    pub(crate) why_none: Option<NoRoute>,
    /// Values of the question that this network does not know and that were left out.
    pub(crate) ignored: Vec<String>,
    /// The day for which the network was read.
    pub(crate) day: Date,
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

/// The best route and three alternatives by one criterion, the best by each other, those that no
/// other beats, and what is left when an actor on the best one fails.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: routes run over nothing else.
/// # Errors         [`ApiError::NotFound`] for an unknown Kreis, Kommune or actor,
///                  [`ApiError::Invalid`] for values that are none, [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "routes", input = GetUrl)]
pub(crate) async fn find_referral_routes(question: RouteQuestion) -> Result<RouteAnswer, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&question.ags).await?, call.lang());
        let answer = move || crate::ssr::views::route_answer(&network, &question, lang);
        crate::ssr::off_thread(answer).await
    })
    .await
}
