//! `/api/live/{ags}`: tells a page over a WebSocket that its network has another revision.
//!
//! Only the number is sent, and nothing is read: whoever misses some, or is too slow, gets the
//! newest, which is all that counts.

use std::time::Duration;

use app::ssr::AppState;
use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use model::NetworkId;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval, timeout};

use super::guard::comes_from_here;
use super::refusal::Refusal;

/// Keeps the connection open through proxies, and finds out who is gone.
const PING: Duration = Duration::from_secs(25);
/// Where several servers share a database, nobody tells this one of what the others write.
const LOOK: Duration = Duration::from_secs(1);
/// Who does not take a few bytes in this time is not waited for.
const SEND_LIMIT: Duration = Duration::from_secs(10);
/// What a page says is not read; more than this is no accident.
const MAX_MESSAGE_BYTES: usize = 1024;

pub(super) async fn answer(
    State(state): State<AppState>,
    Path(ags): Path<String>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // Other websites may open sockets to here: the browser does not ask first.
    if !comes_from_here(&headers) {
        return Refusal::ForeignWrite.into_response();
    }
    let Ok(id) = ags.parse::<NetworkId>() else { return Refusal::UnknownNetwork.into_response() };
    if state.store().network_revision(&id).await.is_err() {
        return Refusal::UnknownNetwork.into_response();
    }
    upgrade
        .max_message_size(MAX_MESSAGE_BYTES)
        .max_frame_size(MAX_MESSAGE_BYTES)
        .on_upgrade(move |socket| tell(socket, state, id))
}

async fn tell(mut socket: WebSocket, state: AppState, id: NetworkId) {
    // First listen, then look: what changes in between is told twice rather than never.
    let mut word = state.listen();
    let Ok(mut told) = state.store().network_revision(&id).await else { return };
    let mut ping = interval(PING);
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    if !send(&mut socket, Message::text(told.to_string())).await {
        return;
    }
    loop {
        let newest = tokio::select! {
            changed = word.recv() => match changed {
                Ok(changed) if changed.network == id => Some(changed.revision),
                Ok(_other) => None,
                Err(RecvError::Lagged(_)) => state.store().network_revision(&id).await.ok(),
                Err(RecvError::Closed) => return,
            },
            _ = look.tick(), if state.store().is_shared() => {
                state.store().network_revision(&id).await.ok()
            }
            _ = ping.tick() => {
                if !send(&mut socket, Message::Ping(Bytes::new())).await {
                    return;
                }
                None
            }
            heard = socket.recv() => match heard {
                Some(Ok(_ignored)) => None,
                Some(Err(_)) | None => return,
            },
        };
        if let Some(revision) = newest.filter(|revision| *revision > told) {
            told = revision;
            if !send(&mut socket, Message::text(told.to_string())).await {
                return;
            }
        }
    }
}

/// Whether it arrived at the socket in time.
async fn send(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(SEND_LIMIT, socket.send(message)).await, Ok(Ok(())))
}
