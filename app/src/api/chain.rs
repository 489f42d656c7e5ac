//! Integrationsketten: a template of steps as it runs in one Kommune.

use analysis::{HandoverCounts, StepTransitionState, UncoveredReason};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, ChainId, Days, RegionId, RelationStatus};
use serde::{Deserialize, Serialize};

use super::{ApiError, Choice, Evidence, Named};

/// A template in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChainCard {
    pub(crate) id: ChainId,
    pub(crate) label: String,
    pub(crate) description: Option<String>,
    pub(crate) n_steps: usize,
}

/// What one can ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChainChoices {
    pub(crate) chains: Vec<ChainCard>,
    pub(crate) municipalities: Vec<Choice>,
    pub(crate) statuses: Vec<Choice>,
}

/// How long a step takes once it has begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ProcessingView {
    Observed(Evidence),
    /// Nobody has observed it.
    Unknown,
    /// The step is done with its beginning.
    None,
}

/// Who does a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProviderView {
    pub(crate) actor: Named<ActorId>,
    pub(crate) service: String,
    /// `None` is unknown.
    pub(crate) wait: Option<Evidence>,
    pub(crate) processing: ProcessingView,
    /// How many others could do it.
    pub(crate) n_others: u32,
    pub(crate) uses_example_data: bool,
}

/// Somebody who would do a step, but for the reason that leaves it open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NearProviderView {
    pub(crate) actor: Named<ActorId>,
    pub(crate) service: String,
}

/// Whether a step has somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepStaffing {
    Provided(Box<ProviderView>),
    Uncovered { reason: UncoveredReason, near: Vec<NearProviderView> },
}

/// When a step waits and runs, from the start of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StepSpan {
    pub(crate) waits_from: Days,
    pub(crate) begins: Days,
    pub(crate) ends: Days,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChainStepView {
    pub(crate) label: String,
    pub(crate) regimes: Vec<String>,
    pub(crate) legal_basis: Option<String>,
    pub(crate) documents: Vec<String>,
    pub(crate) staffing: StepStaffing,
    pub(crate) span: StepSpan,
    /// By how much it may end later; `None` when no goal waits for it.
    pub(crate) slack_days: Option<u64>,
    pub(crate) is_critical: bool,
    pub(crate) is_optional: bool,
    pub(crate) is_goal: bool,
}

impl ChainStepView {
    pub(crate) fn provider(&self) -> Option<&ProviderView> {
        match &self.staffing {
            StepStaffing::Provided(provider) => Some(provider),
            StepStaffing::Uncovered { .. } => None,
        }
    }

    /// Whether a time is missing, so that the span is too short.
    pub(crate) fn has_unknown_time(&self) -> bool {
        self.provider().is_none_or(|provider| {
            provider.wait.is_none() || provider.processing == ProcessingView::Unknown
        })
    }
}

/// One end of a transition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TransitionEnd {
    pub(crate) step: String,
    pub(crate) actor: Option<Named<ActorId>>,
}

/// How people come from one step to the next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChainTransitionView {
    pub(crate) from: TransitionEnd,
    pub(crate) to: TransitionEnd,
    pub(crate) state: StepTransitionState,
    pub(crate) status: Option<RelationStatus>,
    pub(crate) has_agreement: bool,
    /// Labels of the Rechtskreise it leaves and reaches.
    pub(crate) regime_change: Option<(String, String)>,
    pub(crate) uses_example_data: bool,
}

/// How long a chain takes in one Kommune.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LeadTimeView {
    pub(crate) days: u64,
    pub(crate) waiting_days: u64,
    pub(crate) processing_days: u64,
    /// Steps that count and of which something is unknown; then `days` is a lower bound.
    pub(crate) n_unknown_steps: u16,
}

/// A chain as it runs in one Kommune.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChainView {
    pub(crate) chain: String,
    pub(crate) description: Option<String>,
    pub(crate) municipality: String,
    /// In the order of the template.
    pub(crate) steps: Vec<ChainStepView>,
    /// In the order of the template.
    pub(crate) transitions: Vec<ChainTransitionView>,
    pub(crate) lead_time: LeadTimeView,
    pub(crate) handovers: HandoverCounts,
    pub(crate) uses_example_data: bool,
}

/// A chain in one Kommune among all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ComparedKommune {
    pub(crate) municipality: Named<RegionId>,
    pub(crate) lead_time: LeadTimeView,
    pub(crate) n_uncovered: u16,
    pub(crate) handovers: HandoverCounts,
}

/// A chain in all Kommunen, the shortest lead time first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ChainComparison {
    pub(crate) chain: String,
    pub(crate) rows: Vec<ComparedKommune>,
    pub(crate) uses_example_data: bool,
}

/// What the form of `ketten` offers.
///
/// # Who may call   everybody.
/// # Sees           templates and code lists, and the Kommunen visible to the caller.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "chain-choices", input = GetUrl)]
pub(crate) async fn load_chain_choices(ags: String) -> Result<ChainChoices, ApiError> {
    crate::ssr::answer(async |call| {
        Ok(crate::ssr::views::chain_choices(&*call.network(&ags).await?, call.lang()))
    })
    .await
}

/// A chain in one Kommune; an empty status is that of the template.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`] for an unknown Kreis, chain, Kommune or status,
///                  [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "chain", input = GetUrl)]
pub(crate) async fn load_chain(
    ags: String,
    chain: String,
    municipality: String,
    status: String,
) -> Result<ChainView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let work =
            move || crate::ssr::views::chain(&network, [&chain, &status], &municipality, lang);
        crate::ssr::off_thread(work).await
    })
    .await
}

/// A chain in all Kommunen.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`] for an unknown Kreis, chain or status,
///                  [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "chain-comparison", input = GetUrl)]
pub(crate) async fn compare_chain(
    ags: String,
    chain: String,
    status: String,
) -> Result<ChainComparison, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let work = move || crate::ssr::views::chain_comparison(&network, [&chain, &status], lang);
        crate::ssr::off_thread(work).await
    })
    .await
}
