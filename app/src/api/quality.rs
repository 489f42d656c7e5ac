//! How far one can trust what is recorded, and the round in which its actors confirm it.

use analysis::{ConfirmationState, Flaw};
use edit::Side;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Date, Rating, RelationId, RelationKind, RowKey};
use serde::{Deserialize, Serialize};

use super::{ApiError, Named};

/// What is wrong, by kind; kinds without a row are left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct QualityView {
    pub(crate) groups: Vec<FlawGroup>,
    /// Relations along which people are referred, and those that both sides have confirmed in the
    /// last year.
    pub(crate) n_referrals: usize,
    pub(crate) n_confirmed: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FlawGroup {
    pub(crate) flaw: Flaw,
    pub(crate) n_rows: usize,
    /// The first of them.
    pub(crate) rows: Vec<FlawLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FlawLine {
    pub(crate) key: RowKey,
    pub(crate) title: String,
    pub(crate) last: Option<Date>,
    /// What it contradicts.
    pub(crate) beside: Option<String>,
}

/// The round: every actor with what it has to confirm, or one actor with its relations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RoundView {
    pub(crate) actors: Vec<RoundLine>,
    pub(crate) chosen: Option<ActorRound>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RoundLine {
    pub(crate) actor: Named<ActorId>,
    /// Relations it has a say in, and those it has confirmed in the last year.
    pub(crate) n_relations: usize,
    pub(crate) n_confirmed: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ActorRound {
    pub(crate) actor: Named<ActorId>,
    pub(crate) relations: Vec<RoundRelation>,
}

/// A relation as one of its sides is asked about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RoundRelation {
    pub(crate) id: RelationId,
    pub(crate) kind: RelationKind,
    pub(crate) side: Side,
    pub(crate) other: Named<ActorId>,
    pub(crate) service: Option<String>,
    pub(crate) note: Option<String>,
    pub(crate) own: Word,
    pub(crate) others: Word,
}

/// What one side says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Word {
    pub(crate) confirmed: Option<Date>,
    pub(crate) state: ConfirmationState,
    pub(crate) rating: Option<Rating>,
}

/// What is out of date, unsourced, contradictory, one-sided or missing.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
#[server(prefix = "/api", endpoint = "quality", input = GetUrl)]
pub(crate) async fn load_quality(ags: String) -> Result<QualityView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let view = move || crate::ssr::views::quality(&network, lang);
        Ok(crate::ssr::off_thread(view).await)
    })
    .await
}

/// Who has confirmed how much; with an actor, its relations one by one.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller.
/// # Errors         [`ApiError::NotFound`] for an unknown actor.
#[server(prefix = "/api", endpoint = "confirmation-round", input = GetUrl)]
pub(crate) async fn load_round(
    ags: String,
    #[server(default)] actor: String,
) -> Result<RoundView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let view = move || crate::ssr::views::round(&network, &actor, lang);
        crate::ssr::off_thread(view).await
    })
    .await
}
