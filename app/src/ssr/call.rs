//! One call of a server function: who calls, in which language, on which network.

use std::sync::Arc;

use access::Identity;
use analysis::ScenarioError;
use edit::Command;
use http::StatusCode;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use model::{ActorId, CodeBook, Date, Lang, Network, NetworkId, SessionCode, SharedMap};
use store::{Neighbourhood, StoreError};

use super::arrange::Arranged;
use super::identity::Caller;
use super::state::{AppState, LoadedNetwork, today};
use super::{CommandError, OpenError, views};
use crate::api::edit::CommandAnswer;
use crate::api::error::FieldProblem;
use crate::api::founding::FoundedView;
use crate::api::release::{ReleaseForm, ReleaseView};
use crate::api::{ApiError, Arrangement, ParameterName, RefusedView};
use crate::state::Settings;

/// The caller and what they can reach.
pub(crate) struct Call {
    state: AppState,
    caller: Caller,
    settings: Settings,
}

impl Call {
    pub(crate) fn lang(&self) -> Lang {
        self.settings.lang
    }

    pub(crate) fn identity(&self) -> &Identity {
        &self.caller.identity
    }

    /// The map by which the caller sees more of a network than everybody.
    pub(crate) fn map_of(&self, network: &NetworkId) -> Option<&SharedMap> {
        self.caller.map_of(network)
    }

    pub(crate) fn state(&self) -> &AppState {
        &self.state
    }

    /// The visible part of the network with this AGS; with `@` and a day, as it was then.
    pub(crate) async fn network(&self, ags: &str) -> Result<Arc<LoadedNetwork>, ApiError> {
        let (id, day) = place_and_day(ags)?;
        if let Some(day) = day {
            return self.past_network(id.as_str(), day).await;
        }
        let viewer = self.identity().viewer_of(&id);
        self.state.network(&id, viewer).await.map_err(|error| network_error(ags, &error))
    }

    /// The visible part of a network as it was at the end of a day.
    pub(crate) async fn past_network(
        &self,
        ags: &str,
        day: Date,
    ) -> Result<Arc<LoadedNetwork>, ApiError> {
        let id: NetworkId = ags.parse().map_err(|_invalid| not_found(ParameterName::Kreis, ags))?;
        // Whether there is such a network at all.
        self.network_id_is_known(&id).await?;
        let viewer = self.identity().viewer_of(&id);
        let past = self.state.past_network(&id, viewer, day).await;
        past.map_err(|error| match error {
            StoreError::NotFound(_) => not_found(ParameterName::Day, day),
            other => unavailable(&other),
        })
    }

    async fn network_id_is_known(&self, id: &NetworkId) -> Result<(), ApiError> {
        let revision = self.state.store().network_revision(id).await;
        revision.map(drop).map_err(|error| network_error(id.as_str(), &error))
    }

    pub(crate) async fn arranged(
        &self,
        network: &Arc<LoadedNetwork>,
        arrangement: Arrangement,
    ) -> Result<Arc<Arranged>, ApiError> {
        self.state.arranged(network, arrangement).await.map_err(|error| unavailable(&error))
    }

    /// The network as it is stored, with what is hidden and what holds on another day: whoever
    /// changes it must see it.
    pub(crate) async fn network_for_editing(&self, ags: &str) -> Result<Arc<Network>, ApiError> {
        if !self.identity().may_write() {
            return Err(read_only());
        }
        let id: NetworkId = ags.parse().map_err(|_invalid| not_found(ParameterName::Kreis, ags))?;
        self.state.current(&id).await.map_err(|error| network_error(ags, &error))
    }

    pub(crate) async fn code_book(&self) -> Result<CodeBook, ApiError> {
        self.state.store().load_code_book().await.map_err(|error| unavailable(&error))
    }

    /// Carries out a command.
    pub(crate) async fn execute(
        &self,
        ags: &str,
        command: Command,
    ) -> Result<CommandAnswer, ApiError> {
        let id: NetworkId = ags.parse().map_err(|_invalid| not_found(ParameterName::Kreis, ags))?;
        // It ends whatever becomes of the request, and whoever listens hears of it.
        let (state, identity, network) = (self.state.clone(), self.identity().clone(), id.clone());
        let running =
            tokio::spawn(async move { state.execute(&identity, &network, command).await });
        match ended(running).await {
            Ok(done) => Ok(CommandAnswer { revision: done.revision, n_changes: done.n_changes }),
            Err(CommandError::NotAllowed) => Err(read_only()),
            Err(CommandError::Store(error)) => Err(network_error(ags, &error)),
            Err(CommandError::Refused(refusal)) => {
                let network = self.network_for_editing(ags).await?;
                let view = views::refused(&network, refusal, self.lang());
                Err(ApiError::Refused(Box::new(view)))
            }
        }
    }

    /// What would be released of a network.
    pub(crate) async fn release(
        &self,
        ags: &str,
        form: &ReleaseForm,
    ) -> Result<ReleaseView, ApiError> {
        let (id, day) = place_and_day(ags)?;
        self.network_id_is_known(&id).await?;
        let view = super::release::view(&self.state, (&id, day), form, self.lang()).await;
        view.map_err(|error| match (error, day) {
            (StoreError::NotFound(_), Some(day)) => not_found(ParameterName::Day, day),
            (error, _) => network_error(ags, &error),
        })
    }

    /// Opens a session of a network.
    pub(crate) async fn open_session(
        &self,
        ags: &str,
        title: &str,
        seats: &[String],
    ) -> Result<SessionCode, ApiError> {
        let (id, _day) = place_and_day(ags)?;
        let opened = self.state.open_session(self.identity(), &id, title, seats).await;
        opened.map_err(|error| match error {
            OpenError::NotAllowed => read_only(),
            OpenError::BadTitle => invalid(ParameterName::SessionTitle, title),
            OpenError::BadSeats => invalid(ParameterName::Seats, seats.join(", ")),
            OpenError::Store(error) => network_error(ags, &error),
        })
    }

    /// Founds a network with some of what was proposed.
    pub(crate) async fn found(
        &self,
        kreis: &str,
        proposals: &[String],
    ) -> Result<FoundedView, ApiError> {
        if !self.identity().may_write() {
            return Err(read_only());
        }
        let founded = views::founded(self, kreis, proposals).await?;
        let left_out = founded.left_out.into_iter().map(|proposal| proposal.name).collect();
        // It ends whatever becomes of the request.
        let (state, identity) = (self.state.clone(), self.identity().clone());
        let running = tokio::spawn(async move { state.found(&identity, founded.network).await });
        match ended(running).await {
            Ok(_) => Ok(FoundedView { left_out }),
            Err(CommandError::NotAllowed) => Err(read_only()),
            Err(CommandError::Store(StoreError::Conflict) | CommandError::Refused(_)) => {
                Err(ApiError::Refused(Box::new(RefusedView::Exists)))
            }
            Err(CommandError::Store(error)) => Err(unavailable(&error)),
        }
    }

    /// Who is one and two relations away, as far as the caller may see them.
    pub(crate) async fn neighbourhood(
        &self,
        network: &LoadedNetwork,
        actor: &ActorId,
    ) -> Result<Neighbourhood, ApiError> {
        let id = &network.network().id;
        let mut around = self
            .state
            .store()
            .neighbourhood(id, actor, self.identity().viewer_of(id), network.day)
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
            let caller = use_context::<Caller>().unwrap_or_else(Caller::reader);
            body(&Call { state, caller, settings }).await
        }
        None => Err(ApiError::Transport),
    };
    if let Err(error) = &result {
        report(error);
    }
    result
}

/// What a task ends with; if it panics, so does whoever waits for it.
pub(super) async fn ended<T>(running: tokio::task::JoinHandle<T>) -> T {
    match running.await {
        Ok(done) => done,
        Err(stopped) => match stopped.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // Only a runtime that ends cancels; then nobody waits for the answer any more.
            Err(_cancelled) => std::future::pending().await,
        },
    }
}

/// The network, and the day behind an `@`.
///
/// # Errors
/// [`ApiError::NotFound`] for what is no AGS, no day, or a day that is still to come.
pub(crate) fn place_and_day(ags: &str) -> Result<(NetworkId, Option<Date>), ApiError> {
    let (ags, day) = ags.split_once('@').map_or((ags, None), |(ags, day)| (ags, Some(day)));
    let id = ags.parse().map_err(|_invalid| not_found(ParameterName::Kreis, ags))?;
    let read = |text: &str| {
        let day = text.parse().ok().filter(|day| *day <= today());
        day.ok_or_else(|| not_found(ParameterName::Day, text))
    };
    Ok((id, day.map(read).transpose()?))
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
        ApiError::Refused(refused) => status_of_refusal(refused),
        ApiError::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        ApiError::Transport => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

pub(super) fn status_of_refusal(refused: &RefusedView) -> StatusCode {
    match refused {
        RefusedView::ReadOnly => StatusCode::FORBIDDEN,
        RefusedView::Conflict(_) | RefusedView::Exists => StatusCode::CONFLICT,
        RefusedView::Unknown => StatusCode::NOT_FOUND,
        RefusedView::Problems(_)
        | RefusedView::TooFewCases
        | RefusedView::TooLarge
        | RefusedView::SameActor => StatusCode::UNPROCESSABLE_ENTITY,
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

pub(super) fn read_only() -> ApiError {
    ApiError::Refused(Box::new(RefusedView::ReadOnly))
}

pub(super) fn network_error(ags: &str, error: &StoreError) -> ApiError {
    match error {
        StoreError::NotFound(_) => not_found(ParameterName::Kreis, ags),
        other => unavailable(other),
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
