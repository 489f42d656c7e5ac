//! Sessions of a network: which there are, opening one, and one of them as it is kept.

use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};
use model::SessionCode;
use protocol::RoomView;
use serde::{Deserialize, Serialize};

use super::ApiError;

/// The sessions of a network, and what a new one would begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SessionsView {
    pub(crate) may_write: bool,
    /// The newest first; for coordinators only, since whoever has the code may take part.
    pub(crate) sessions: Vec<SessionLine>,
    /// Committees with the names of their members; for coordinators only.
    pub(crate) committees: Vec<CommitteeSeats>,
}

/// A session in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SessionLine {
    pub(crate) code: SessionCode,
    pub(crate) title: String,
    pub(crate) opened: String,
    pub(crate) is_open: bool,
    pub(crate) n_seats: usize,
    pub(crate) n_motions: usize,
}

/// A committee, and who would have a vote in its session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommitteeSeats {
    pub(crate) label: String,
    pub(crate) seats: Vec<String>,
}

/// One session as it is kept, and the name of its Kreis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SessionView {
    pub(crate) kreis: String,
    pub(crate) room: RoomView,
}

/// The sessions of a network.
///
/// # Who may call   everybody; only coordinators see any.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "sessions", input = GetUrl)]
pub(crate) async fn load_sessions(ags: String) -> Result<SessionsView, ApiError> {
    crate::ssr::answer(async |call| crate::ssr::views::sessions(call, &ags).await).await
}

/// One session.
///
/// # Who may call   whoever has the code.
/// # Sees           what is kept, as everybody in the room sees it; no ballot of an open vote.
/// # Errors         [`ApiError::NotFound`], [`ApiError::Unavailable`].
#[server(prefix = "/api", endpoint = "session", input = GetUrl)]
pub(crate) async fn load_session(code: String) -> Result<SessionView, ApiError> {
    crate::ssr::answer(async |call| crate::ssr::views::session(call, &code).await).await
}

/// Opens a session with a seat for each name, and gives its code.
///
/// # Who may call   coordinators.
/// # Errors         [`ApiError::Refused`] for readers, [`ApiError::Invalid`] for a title or seats
///                  that break a rule of the room, [`ApiError::NotFound`],
///                  [`ApiError::Unavailable`]. Nothing is written then.
#[server(prefix = "/api", endpoint = "open-session", input = Json)]
pub(crate) async fn open_session(
    ags: String,
    title: String,
    seats: Vec<String>,
) -> Result<SessionCode, ApiError> {
    crate::ssr::answer(async |call| call.open_session(&ags, &title, &seats).await).await
}
