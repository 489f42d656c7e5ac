//! Bottlenecks: the ranked list and the numbers behind it.

use analysis::{
    Agreement, ArrivalBasis, FindingKind, LittleCheck, LoadLevel, MissingInput, TrafficProblem,
    TransitionWait,
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, CapacityUnit, Cases, Days, Decimal, ServiceId};
use serde::{Deserialize, Serialize};

use super::{ApiError, Evidence, Named};

/// What a finding says, with names instead of ids.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FindingText {
    /// Overloaded or tight.
    Load {
        service: String,
        arrivals_per_month: Cases,
        capacity_per_month: Cases,
        growth_per_month: Option<Cases>,
        utilisation_permille: u32,
        is_lower_bound: bool,
    },
    DeadEnd {
        has_services: bool,
        arriving_per_month: Option<Cases>,
    },
    /// Nobody, or on paper only; the Kommunen by name.
    FieldGap {
        field: String,
        regions: Vec<String>,
        n_regions_total: u32,
        population: u64,
    },
    Dependence {
        /// Fields that would be lost, each with the number of Kommunen, most first.
        fields: Vec<(String, usize)>,
        n_pairs_lost: usize,
        n_pairs_total: u32,
        n_municipalities: usize,
        n_municipalities_total: usize,
        affected_population: u64,
    },
    WrongOffice {
        from: String,
        to: String,
        rightful: Vec<String>,
        regions: Vec<String>,
        counted_permille: Option<u16>,
        sent_per_month: Option<Cases>,
    },
    /// Ping-pong or revolving door, in the direction of the referrals.
    Circle {
        actors: Vec<String>,
        at_most_per_month: Cases,
    },
    SlowTransition {
        from: String,
        to: String,
        median: Days,
        n_relations: u32,
    },
    Rupture {
        from: String,
        to: String,
        sent_per_month: Cases,
        n_relations: u32,
    },
    NarrowPlace {
        fields: Vec<String>,
        services: Vec<String>,
        arrivals_per_month: Cases,
        throughput_per_month: Cases,
        utilisation_permille: u32,
    },
    WaitDiffers {
        /// The service with the widest gap.
        service: String,
        modelled: Days,
        observed: Days,
        /// More services of the actor at which it is so.
        n_more: usize,
    },
    Feedback {
        n_relations: usize,
        n_uncounted: u32,
        sent_per_month: Cases,
    },
    Disagreement {
        n_confirmed_once: u32,
        n_rated_differently: u32,
    },
}

/// One entry of the ranked list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FindingView {
    pub(crate) kind: FindingKind,
    /// What it is about: an actor, a field, a pair of Rechtskreise.
    pub(crate) heading: String,
    pub(crate) text: FindingText,
    /// The first few of those it points at.
    pub(crate) actors: Vec<Named<ActorId>>,
    pub(crate) n_more_actors: usize,
    /// The first few of the numbers behind it.
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) n_more_evidence: usize,
    pub(crate) is_example: bool,
}

/// The wait that follows from arrivals and capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ModelledWait {
    Steady(Days),
    Growing,
    Unknown,
}

/// A service with what arrives and what it can take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LoadLine {
    pub(crate) actor: Named<ActorId>,
    pub(crate) service: String,
    pub(crate) arrivals_per_month: Cases,
    pub(crate) basis: ArrivalBasis,
    pub(crate) capacity_per_month: Cases,
    pub(crate) utilisation_permille: u32,
    pub(crate) level: LoadLevel,
    pub(crate) wait: Option<Evidence>,
    pub(crate) modelled: ModelledWait,
    pub(crate) agreement: Option<Agreement>,
    /// Set where the counted waiting list and the observed wait do not fit together.
    pub(crate) little: Option<LittleCheck>,
}

/// A service with a capacity whose utilisation nobody can tell yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnknownLoadLine {
    pub(crate) actor: Named<ActorId>,
    pub(crate) service: String,
    pub(crate) missing: Vec<MissingInput>,
}

/// What one more unit at a service would bring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HelpLine {
    pub(crate) service: Named<ServiceId>,
    pub(crate) actor: Named<ActorId>,
    pub(crate) added: Decimal,
    pub(crate) unit: CapacityUnit,
    pub(crate) growth_avoided_per_month: Cases,
    /// Case-days.
    pub(crate) waiting_saved_per_month: Decimal,
}

/// From one Rechtskreis to another; labels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TransitionLine {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) n_relations: u32,
    pub(crate) sent_per_month: Option<Cases>,
    pub(crate) wait: Option<TransitionWait>,
    pub(crate) n_passable: u32,
    pub(crate) n_with_agreement: u32,
    pub(crate) n_feedback_agreed: u32,
    pub(crate) n_feedback_unknown: u32,
    pub(crate) is_longest: bool,
    pub(crate) is_example: bool,
}

/// What is wrong with the observations, with the names it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ProblemLine {
    pub(crate) problem: TrafficProblem,
    pub(crate) names: Vec<String>,
}

/// The page `engpaesse`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StrainView {
    /// Worst first.
    pub(crate) findings: Vec<FindingView>,
    /// Most helpful first; nothing that would not help.
    pub(crate) help: Vec<HelpLine>,
    pub(crate) transitions: Vec<TransitionLine>,
    /// Every service whose utilisation is known, fullest first.
    pub(crate) loads: Vec<LoadLine>,
    pub(crate) unknown: Vec<UnknownLoadLine>,
    pub(crate) problems: Vec<ProblemLine>,
}

/// Where it jams, on whom much depends, and what would help.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: nothing else is computed with.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "bottlenecks", input = GetUrl)]
pub(crate) async fn load_strain(ags: String) -> Result<StrainView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let view = move || crate::ssr::views::strain(&network, lang);
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}
