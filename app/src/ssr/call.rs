//! One call of a server function: who calls, in which language, on which network.

use std::sync::Arc;

use access::Viewer;
use analysis::ScenarioError;
use http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use model::{ActorId, Lang, NetworkId};
use store::{Neighbourhood, StoreError};

use super::arrange::Arranged;
use super::state::{AppState, LoadedNetwork};
use crate::api::error::FieldProblem;
use crate::api::{ApiError, Arrangement, ParameterName};
use crate::state::Settings;

/// The caller and what they can reach. There are no accounts yet, so everybody is the public.
pub(crate) struct Call {
    state: AppState,
    viewer: Viewer,
    settings: Settings,
}

impl Call {
    pub(crate) fn lang(&self) -> Lang {
        self.settings.lang
    }

    pub(crate) fn state(&self) -> &AppState {
        &self.state
    }

    /// The visible part of the network with this AGS.
    pub(crate) async fn network(&self, ags: &str) -> Result<Arc<LoadedNetwork>, ApiError> {
        let id: NetworkId = ags.parse().map_err(|_invalid| not_found(ParameterName::Kreis, ags))?;
        self.state.network(&id, self.viewer).await.map_err(|error| match error {
            StoreError::NotFound(_) => not_found(ParameterName::Kreis, ags),
            other => unavailable(&other),
        })
    }

    pub(crate) async fn arranged(
        &self,
        network: &Arc<LoadedNetwork>,
        arrangement: Arrangement,
    ) -> Result<Arc<Arranged>, ApiError> {
        self.state.arranged(network, arrangement).await.map_err(|error| unavailable(&error))
    }

    /// Who is one and two relations away, as far as the caller may see them.
    pub(crate) async fn neighbourhood(
        &self,
        network: &LoadedNetwork,
        actor: &ActorId,
    ) -> Result<Neighbourhood, ApiError> {
        let mut around = self
            .state
            .store()
            .neighbourhood(&network.network().id, actor, self.viewer, network.day)
            .await
            .map_err(|error| unavailable(&error))?;
        let index = network.index();
        around.one_hop.retain(|id| index.actor_idx(id).is_some());
        around.two_hops.retain(|id| index.actor_idx(id).is_some());
        Ok(around)
    }
}

/// Runs the body of a server function for its caller and sets the true HTTP status on failure.
pub(crate) async fn answer<T, F>(body: F) -> Result<T, ApiError>
where
    F: AsyncFnOnce(&Call) -> Result<T, ApiError>,
{
    let result = match use_context::<AppState>() {
        Some(state) => {
            let settings = use_context::<Settings>().unwrap_or_default();
            body(&Call { state, viewer: Viewer::public(), settings }).await
        }
        None => Err(ApiError::Transport),
    };
    if let Err(error) = &result {
        report(error);
    }
    result
}

/// Gives the page or answer that is being made the status of what went wrong.
pub(crate) fn report(error: &ApiError) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status_of(error));
    }
}

fn status_of(error: &ApiError) -> StatusCode {
    match error {
        ApiError::NotFound(_) => StatusCode::NOT_FOUND,
        ApiError::Invalid(_) => StatusCode::BAD_REQUEST,
        ApiError::Scenario { error, .. } => status_of_scenario(error),
        ApiError::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        ApiError::Transport => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn status_of_scenario(error: &ScenarioError) -> StatusCode {
    match error {
        ScenarioError::UnknownActor(_)
        | ScenarioError::UnknownService(_)
        | ScenarioError::UnknownRelation(_) => StatusCode::NOT_FOUND,
        ScenarioError::ForeignService { .. }
        | ScenarioError::SelfReferral(_)
        | ScenarioError::NoCapacity(_)
        | ScenarioError::CapacityNotAboveZero(_)
        | ScenarioError::NoPosts(_)
        | ScenarioError::NothingToScale(_)
        | ScenarioError::Negative(_)
        | ScenarioError::TooLarge => StatusCode::BAD_REQUEST,
    }
}

/// What the parameter names does not exist, or the caller may not see it.
pub(super) fn not_found(parameter: ParameterName, value: impl ToString) -> ApiError {
    ApiError::NotFound(FieldProblem { parameter, value: value.to_string() })
}

/// The value is none that the parameter can have.
pub(super) fn invalid(parameter: ParameterName, value: impl ToString) -> ApiError {
    ApiError::Invalid(vec![FieldProblem { parameter, value: value.to_string() }])
}

/// Logs what happened under an incident number and sends only the number.
pub(super) fn unavailable(error: &StoreError) -> ApiError {
    let incident = incident_number();
    tracing::error!(%incident, %error, "store call failed");
    ApiError::Unavailable { incident }
}

/// Short enough to be read out over the telephone; unique within one run of the server.
fn incident_number() -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{:05}", NEXT.fetch_add(1, Ordering::Relaxed) % 100_000)
}
