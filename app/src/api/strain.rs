//! Bottlenecks: the ranked list and the numbers behind it.

use analysis::{ArrivalBasis, LoadLevel, MissingInput};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Cases};
use serde::{Deserialize, Serialize};

use super::{ApiError, Evidence, Named};

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
    pub(crate) backlog_growth_per_month: Option<Cases>,
    pub(crate) wait: Option<Evidence>,
    pub(crate) is_example: bool,
}

/// What the loss of one actor would mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DependenceLine {
    pub(crate) actor: Named<ActorId>,
    /// Fields that would be lost, each with the number of Kommunen, most first.
    pub(crate) fields: Vec<(String, usize)>,
    pub(crate) n_pairs_lost: usize,
    pub(crate) n_pairs_total: u32,
    pub(crate) n_municipalities: usize,
    pub(crate) n_municipalities_total: usize,
    pub(crate) affected_population: u64,
    pub(crate) is_sole_provider: bool,
}

/// One entry of the ranked list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StrainEntry {
    Load(LoadLine),
    Dependence(DependenceLine),
}

/// A service with a capacity whose utilisation nobody can tell yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct UnknownLoadLine {
    pub(crate) actor: Named<ActorId>,
    pub(crate) service: String,
    pub(crate) missing: Vec<MissingInput>,
}

/// The page `engpaesse`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StrainView {
    /// Worst first.
    pub(crate) ranked: Vec<StrainEntry>,
    /// Every service whose utilisation is known, fullest first.
    pub(crate) loads: Vec<LoadLine>,
    pub(crate) unknown: Vec<UnknownLoadLine>,
}

/// Where it jams, and on whom much depends.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: nothing else is computed with.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "bottlenecks", input = GetUrl)]
pub(crate) async fn load_strain(ags: String) -> Result<StrainView, ApiError> {
    crate::ssr::answer(async |call| {
        Ok(crate::ssr::views::strain(&*call.network(&ags).await?, call.lang()))
    })
    .await
}
