//! What would be different: changes, and a network before and after them.

use analysis::{Change, RowChange};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Cases, Days, RelationId, RelationKind};
use serde::{Deserialize, Serialize};

use super::{ApiError, Choice, FindingView, Named};

/// What the form offers; the values are the parts of a change as they stand in a URL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScenarioChoices {
    /// Whole changes: what can be closed.
    pub(crate) closings: Vec<Choice>,
    /// Actors to whom a post can be added.
    pub(crate) staffed: Vec<Choice>,
    /// Services with a capacity, and its unit.
    pub(crate) limited: Vec<Choice>,
    /// All actors.
    pub(crate) actors: Vec<Choice>,
    /// Active services as `ACTOR:SERVICE`.
    pub(crate) receivers: Vec<Choice>,
    /// Active services.
    pub(crate) services: Vec<Choice>,
}

/// A change with the names it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChangeLine {
    pub(crate) change: Change,
    /// The actor, service or relation.
    pub(crate) subject: String,
    /// Of a referral: to whom.
    pub(crate) receiver: Option<String>,
}

/// A service at one side of the comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StationFigures {
    pub(crate) arrivals_per_month: Cases,
    pub(crate) utilisation_permille: Option<u32>,
    /// In the long run; `None` where the queue grows or nothing is known.
    pub(crate) wait: Option<Days>,
    pub(crate) growth_per_month: Option<Cases>,
}

/// A service whose figures change; without figures there is none (any more).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StationChange {
    pub(crate) service: String,
    pub(crate) actor: Named<ActorId>,
    pub(crate) before: Option<StationFigures>,
    pub(crate) after: Option<StationFigures>,
}

/// A standing question before and after: days of the best route and how many of its steps are
/// of unknown time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RouteChange {
    pub(crate) municipality: String,
    pub(crate) goal: String,
    pub(crate) before: Option<(u64, u8)>,
    pub(crate) after: Option<(u64, u8)>,
}

/// Who differs between two states of a network, for the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DifferenceView {
    pub(crate) actors: Vec<(Named<ActorId>, RowChange)>,
    pub(crate) relations: Vec<RelationDifference>,
}

/// A relation that differs; the picture of the state before may not have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RelationDifference {
    pub(crate) id: RelationId,
    pub(crate) kind: RelationKind,
    pub(crate) from: Named<ActorId>,
    pub(crate) to: Named<ActorId>,
    pub(crate) change: RowChange,
}

/// The network before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScenarioView {
    pub(crate) changes: Vec<ChangeLine>,
    /// Services whose figures change as shown.
    pub(crate) stations: Vec<StationChange>,
    pub(crate) leaving_before: Cases,
    pub(crate) leaving_after: Cases,
    /// Kommune and Handlungsfeld.
    pub(crate) lost: Vec<(String, String)>,
    pub(crate) gained: Vec<(String, String)>,
    pub(crate) findings_gone: Vec<FindingView>,
    pub(crate) findings_new: Vec<FindingView>,
    pub(crate) routes: Vec<RouteChange>,
    pub(crate) difference: DifferenceView,
}

/// What the what-if form offers.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "scenario-choices", input = GetUrl)]
pub(crate) async fn load_scenario_choices(ags: String) -> Result<ScenarioChoices, ApiError> {
    crate::ssr::answer(async |call| {
        Ok(crate::ssr::views::scenario_choices(&*call.network(&ags).await?, call.lang()))
    })
    .await
}

/// What changes would make different; `changes` as they stand in the URL, divided by spaces.
/// Nothing is stored.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: nothing else is computed with.
/// # Errors         [`ApiError::NotFound`] for an unknown Kreis, [`ApiError::Invalid`] for what is
///                  no change or too many, [`ApiError::Scenario`] for one that cannot be made,
///                  [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "scenario", input = GetUrl)]
pub(crate) async fn compute_scenario(
    ags: String,
    changes: String,
) -> Result<ScenarioView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let view = move || crate::ssr::views::scenario(&network, &changes, lang);
        crate::ssr::off_thread(view).await
    })
    .await
}
