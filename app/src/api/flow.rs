//! How many get through to a field, where it is narrowest, and whom every way must pass.

use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use model::{ActorId, Cases, RelationId, ServiceId};
use serde::{Deserialize, Serialize};

use super::{ApiError, Choice, Evidence, Named};

/// A service in the narrowest place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NarrowLine {
    pub(crate) service: Named<ServiceId>,
    pub(crate) actor: Named<ActorId>,
    pub(crate) capacity_per_month: Cases,
    /// What turns places into cases per month, where they turn over.
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) is_example: bool,
}

/// How many can get through in a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FlowAmount {
    NotConnected,
    AtMost(Cases),
    Unknown,
}

/// A tie without which no way is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WeakLine {
    /// The first contact at this service.
    Entry {
        service: String,
        actor: Named<ActorId>,
    },
    Referral {
        relation: RelationId,
        from: Named<ActorId>,
        to: Named<ActorId>,
    },
}

/// What can flow to one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FlowAnswer {
    pub(crate) field: String,
    /// The code of the field, for the form.
    pub(crate) field_code: String,
    /// `None`: the whole Kreis, as if everybody were there for everybody.
    pub(crate) municipality: Option<String>,
    pub(crate) amount: FlowAmount,
    /// Nearest to the first contacts.
    pub(crate) narrowest: Vec<NarrowLine>,
    /// Services on some way whose capacity nobody knows, with their actors.
    pub(crate) without_capacity: Vec<String>,
    pub(crate) n_separate_ways: u32,
    pub(crate) weakest: Vec<WeakLine>,
    /// In the order in which every way passes them.
    pub(crate) must_pass: Vec<Named<ActorId>>,
    pub(crate) is_example: bool,
}

/// An actor that every way of some Kommunen to some fields passes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DominanceLine {
    pub(crate) actor: Named<ActorId>,
    /// Pairs of Kommune and field whose ways pass it, and those that all end there.
    pub(crate) n_passage: usize,
    pub(crate) n_goal: usize,
}

/// The part of `engpaesse` about what gets through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FlowView {
    pub(crate) fields: Vec<Choice>,
    pub(crate) municipalities: Vec<Choice>,
    /// `None` only where the network offers nothing; an error where the question names something
    /// that does not exist.
    pub(crate) answer: Result<Option<FlowAnswer>, ApiError>,
    /// Over all Kommunen and fields, most pairs first; the first few.
    pub(crate) dominances: Vec<DominanceLine>,
    pub(crate) n_more_dominances: usize,
    /// Pairs of Kommune and field that can be reached at all.
    pub(crate) n_pairs: u32,
    /// Whether the ways themselves are example data.
    pub(crate) is_example: bool,
}

/// How many get through to a field, from a Kommune or the whole Kreis.
///
/// Without a field it is the one whose narrowest place is fullest.
///
/// # Who may call   everybody.
/// # Sees           what is visible to the caller: nothing else is computed with.
/// # Errors         [`ApiError::NotFound`] for an unknown Kreis, [`ApiError::Unavailable`]. An
///                  unknown field or Kommune is said in [`FlowView::answer`], so that the form
///                  stays; the status is 404 all the same.
#[server(prefix = "/api", endpoint = "flow", input = GetUrl)]
pub(crate) async fn load_flow(
    ags: String,
    #[server(default)] field: String,
    #[server(default)] municipality: String,
) -> Result<FlowView, ApiError> {
    crate::ssr::answer(async |call| {
        let (network, lang) = (call.network(&ags).await?, call.lang());
        let view = move || crate::ssr::views::flow(&network, [&field, &municipality], lang);
        let view = crate::ssr::off_thread(view).await;
        if let Err(error) = &view.answer {
            crate::ssr::report(error);
        }
        Ok(view)
    })
    .await
}
