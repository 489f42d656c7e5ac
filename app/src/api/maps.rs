//! Shared maps of a network: which there are, sharing and withdrawing one, and what stands at the
//! door of one.

use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};
use model::{Date, MapRole, MapToken};
use serde::{Deserialize, Serialize};

use super::ApiError;

/// The maps of a network, and what a new one would begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MapsView {
    pub(crate) may_write: bool,
    /// The newest first; for coordinators only, since whoever has the link may look.
    pub(crate) maps: Vec<MapLine>,
    pub(crate) days: MapDays,
}

/// The days that may be the last one of a map that is shared today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MapDays {
    pub(crate) first: Date,
    /// What is proposed.
    pub(crate) usual: Date,
    pub(crate) last: Date,
}

/// A map in the list of those who shared it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MapLine {
    pub(crate) token: MapToken,
    pub(crate) label: String,
    pub(crate) role: MapRole,
    /// The page that the link leads to.
    pub(crate) path: String,
    pub(crate) until: Date,
    pub(crate) is_over: bool,
    /// What the password is, nobody is told.
    pub(crate) has_password: bool,
    pub(crate) is_embeddable: bool,
    /// Day and time in Germany, in the reader's language.
    pub(crate) opened: String,
    pub(crate) opened_by: String,
}

/// What somebody wants to share.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MapDraft {
    pub(crate) label: String,
    pub(crate) path: String,
    pub(crate) role: MapRole,
    pub(crate) until: Date,
    /// Empty for none.
    pub(crate) password: String,
    pub(crate) is_embeddable: bool,
}

impl std::fmt::Debug for MapDraft {
    /// Without the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MapDraft").field("label", &self.label).finish_non_exhaustive()
    }
}

/// The map by which a guest sees more of a network, as its pages name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GuestView {
    pub(crate) label: String,
    pub(crate) until: Date,
}

/// What whoever has a link meets when it does not lead on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MapDoor {
    /// There is no such map, or it was withdrawn.
    #[default]
    Unknown,
    /// Its last day is over.
    Over(Date),
    /// It asks for its password.
    Locked,
    WrongPassword,
    /// Too many wrong passwords: how long nobody is let in.
    TooOften {
        minutes: u64,
    },
}

/// The shared maps of a network.
///
/// # Who may call   everybody; only coordinators see any.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "maps", input = GetUrl)]
pub(crate) async fn load_maps(ags: String) -> Result<MapsView, ApiError> {
    crate::ssr::answer(async |call| crate::ssr::views::maps(call, &ags).await).await
}

/// Shares a view of a network, and gives the map as it stands in the list.
///
/// # Who may call   coordinators.
/// # Errors         [`ApiError::Refused`] for readers and guests, [`ApiError::Invalid`] for what
///                  cannot be a map, [`ApiError::NotFound`], [`ApiError::Unavailable`]. Nothing is
///                  written then.
#[server(prefix = "/api", endpoint = "share-map", input = Json)]
pub(crate) async fn share_map(ags: String, draft: MapDraft) -> Result<MapLine, ApiError> {
    crate::ssr::answer(async |call| call.share_map(&ags, draft).await).await
}

/// Withdraws a map: from now on its link leads nowhere, and whoever is in is out. One that is not
/// there is withdrawn already.
///
/// # Who may call   coordinators.
/// # Errors         [`ApiError::Refused`] for readers and guests, [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "revoke-map", input = Json)]
pub(crate) async fn revoke_map(token: MapToken) -> Result<(), ApiError> {
    crate::ssr::answer(async |call| call.revoke_map(token).await).await
}
