//! One actor with everything around it: the side panel.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{
    Access, Actor, ActorId, AreaKind, CapacityUnit, Channel, CommitteeKind, Confidence, Date, Days,
    Decimal, HandoverMode, MembershipRole, Method, Metric, Pillar, RelationId, RelationKind,
    RelationStatus, ServiceKind, ServiceStatus, SourceKind, Statistic, Unit,
};
use serde::{Deserialize, Serialize};

use super::{ApiError, Named};

/// An observed number with what one needs to judge it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Evidence {
    pub(crate) id: String,
    pub(crate) metric: Metric,
    pub(crate) value: Decimal,
    pub(crate) unit: Unit,
    pub(crate) statistic: Statistic,
    pub(crate) n: Option<u32>,
    pub(crate) period: (Option<Date>, Option<Date>),
    pub(crate) clock: Option<(String, String)>,
    pub(crate) method: Method,
    pub(crate) confidence: Confidence,
    pub(crate) sources: Vec<String>,
}

/// A service as the panel shows it; texts from the code lists are in the caller's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ServiceLine {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: ServiceKind,
    pub(crate) fields: Vec<String>,
    pub(crate) target_groups: Vec<String>,
    pub(crate) residence_statuses: Vec<String>,
    pub(crate) regimes: Vec<String>,
    pub(crate) languages: Vec<String>,
    pub(crate) childcare: Option<bool>,
    pub(crate) cost: Option<String>,
    pub(crate) access: Access,
    pub(crate) is_entry_point: bool,
    pub(crate) eligibility: Option<String>,
    pub(crate) required_documents: Vec<String>,
    pub(crate) capacity: Option<(Decimal, CapacityUnit)>,
    pub(crate) is_example_capacity: bool,
    pub(crate) status: ServiceStatus,
    pub(crate) numbers: Vec<Evidence>,
    pub(crate) utilisation_permille: Option<u32>,
    /// Whether this rests on made-up numbers.
    pub(crate) is_example_utilisation: bool,
    pub(crate) confidence: Confidence,
}

/// A relation seen from the actor; `other` is the far end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RelationLine {
    pub(crate) id: RelationId,
    pub(crate) kind: RelationKind,
    pub(crate) other: Named<ActorId>,
    pub(crate) service: Option<String>,
    pub(crate) residence_statuses: Vec<String>,
    pub(crate) regimes: Option<(String, String)>,
    pub(crate) mode: Option<HandoverMode>,
    pub(crate) channel: Option<Channel>,
    pub(crate) agreement: Option<String>,
    pub(crate) agreed_days: Option<Days>,
    pub(crate) consent_needed: Option<bool>,
    pub(crate) feedback_agreed: Option<bool>,
    pub(crate) status: RelationStatus,
    pub(crate) confirmed_by_sender: Option<Date>,
    pub(crate) confirmed_by_receiver: Option<Date>,
    pub(crate) numbers: Vec<Evidence>,
    pub(crate) note: Option<String>,
    pub(crate) confidence: Confidence,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PostLine {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) pillar: Pillar,
    pub(crate) fte: Option<Decimal>,
    pub(crate) vacant_fte: Option<Decimal>,
    pub(crate) employer: Option<Named<ActorId>>,
    pub(crate) serves: Vec<String>,
    pub(crate) confidence: Confidence,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommitteeLine {
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) kind: CommitteeKind,
    pub(crate) role: MembershipRole,
    pub(crate) is_voting: Option<bool>,
    pub(crate) confidence: Confidence,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AreaLine {
    pub(crate) id: String,
    pub(crate) kind: AreaKind,
    pub(crate) regions: Vec<String>,
    pub(crate) regime: Option<String>,
    pub(crate) legal_basis: Option<String>,
    pub(crate) confidence: Confidence,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SourceLine {
    pub(crate) id: String,
    pub(crate) kind: SourceKind,
    pub(crate) title: String,
    pub(crate) publisher: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) quote: Option<String>,
}

/// Everything the side panel shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ActorProfile {
    pub(crate) actor: Actor,
    pub(crate) parent: Option<Named<ActorId>>,
    pub(crate) children: Vec<Named<ActorId>>,
    pub(crate) place: Option<String>,
    pub(crate) services: Vec<ServiceLine>,
    pub(crate) outgoing: Vec<RelationLine>,
    pub(crate) incoming: Vec<RelationLine>,
    pub(crate) posts: Vec<PostLine>,
    pub(crate) committees: Vec<CommitteeLine>,
    pub(crate) areas: Vec<AreaLine>,
    pub(crate) sources: Vec<SourceLine>,
}

/// How many actors are around one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reach {
    pub(crate) n_one_hop: usize,
    /// Not counting those who are nearer.
    pub(crate) n_two_hops: usize,
}

/// One actor with everything around it.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller; a hidden actor is not found.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Invalid`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "actor", input = GetUrl)]
pub(crate) async fn load_profile(ags: String, actor: String) -> Result<ActorProfile, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network(&ags).await?;
        let actor = network.actor_id(&actor)?;
        crate::ssr::views::profile(&network, &actor, call.lang())
    })
    .await
}

/// How many actors are one and two relations away. By itself: the database walks for it through the
/// graph, which takes longer than all the rest of the panel.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller; a hidden actor is not found.
/// # Errors         as [`load_profile`].
#[server(prefix = "/api", endpoint = "reach", input = GetUrl)]
pub(crate) async fn load_reach(ags: String, actor: String) -> Result<Reach, ApiError> {
    crate::ssr::answer(async |call| {
        let network = call.network(&ags).await?;
        let actor = network.actor_id(&actor)?;
        let around = call.neighbourhood(&network, &actor).await?;
        Ok(Reach { n_one_hop: around.one_hop.len(), n_two_hops: around.two_hops.len() })
    })
    .await
}
