//! `/api/sitzung/{code}`: one window's WebSocket into the room of a session.
//!
//! Who somebody is says a cookie that only this path gets. What a presenter shows is reduced to what
//! everybody may see before it reaches the room.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use ::live::{EnterError, RequestId, Rooms, Window};
use app::ssr::{AppState, Caller};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use model::{NetworkId, ParticipantId, SessionCode};
use protocol::{
    MAX_REQUEST_BYTES, MAX_SENDER_BYTES, Refusal as NotGranted, Reply, Request, Said, is_page_of,
};
use sha2::{Digest as _, Sha256};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, timeout};

use super::guard::comes_from_here;
use super::refusal::Refusal;

const PARTICIPANT_COOKIE: &str = "teilnahme";
/// A session lasts an afternoon; whoever looks again within a week has their seat still.
const COOKIE_SECS: u32 = 604_800;
const SECRET_BYTES: usize = 16;
/// Keeps the connection open through proxies, and finds out who is gone.
const PING: Duration = Duration::from_secs(25);
/// Two pings without an answer, and some time for the last one.
const SILENCE: Duration = Duration::from_mins(1);
/// Who does not take some kilobytes in this time is not waited for.
const SEND_LIMIT: Duration = Duration::from_secs(10);
/// Between two requests of one window: nobody clicks faster, and nobody keeps the room from others.
const PACE: Duration = Duration::from_millis(20);

pub(super) async fn answer(
    State(state): State<AppState>,
    Extension(rooms): Extension<Arc<Rooms>>,
    Path(code): Path<String>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // Other websites may open sockets to here: the browser does not ask first.
    if !comes_from_here(&headers) {
        return Refusal::ForeignWrite.into_response();
    }
    let Ok(code) = code.parse::<SessionCode>() else {
        return Refusal::UnknownSession.into_response();
    };
    let Some((secret, participant)) = secret_of(&headers).or_else(new_secret).and_then(known)
    else {
        return Refusal::Unavailable.into_response();
    };
    let caller = state.caller(&headers).await;
    let window = match rooms.enter(&code, participant, caller.may_write()).await {
        Ok(window) => window,
        Err(EnterError::Unknown) => return Refusal::UnknownSession.into_response(),
        Err(EnterError::Full) => return Refusal::Full.into_response(),
        Err(EnterError::Unavailable(error)) => {
            tracing::error!(error, "room not entered");
            return Refusal::Unavailable.into_response();
        }
    };
    let mut response = upgrade
        .max_message_size(MAX_REQUEST_BYTES)
        .max_frame_size(MAX_REQUEST_BYTES)
        .on_upgrade(move |socket| Visit { socket, window, state, caller }.last());
    let cookie = format!(
        "{PARTICIPANT_COOKIE}={secret}; Path=/api/sitzung; Max-Age={COOKIE_SECS}; \
         SameSite=Strict; HttpOnly"
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// The secret that the browser was given before.
fn secret_of(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|it| it.split_once('='));
    let (_, secret) = pairs.find(|(name, _)| name.trim() == PARTICIPANT_COOKIE)?;
    let secret = secret.trim();
    // Nobody chooses a secret that others could guess by its shape alone.
    let is_ours =
        secret.len() == 2 * SECRET_BYTES && secret.bytes().all(|it| it.is_ascii_hexdigit());
    is_ours.then(|| secret.to_owned())
}

fn new_secret() -> Option<String> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).ok()?;
    Some(hex(&bytes))
}

/// The secret, and who has it: the one does not lead back to the other.
fn known(secret: String) -> Option<(String, ParticipantId)> {
    let digest = Sha256::digest(&secret);
    let id = digest.get(..SECRET_BYTES).map(hex)?;
    Some((secret, ParticipantId::try_from(id).ok()?))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}

/// A window that is in the room as long as its socket lasts.
struct Visit {
    socket: WebSocket,
    window: Window,
    state: AppState,
    /// Whoever sees more than what is public may have an address with a hidden id in it. Whoever does
    /// not has none, and must not be able to find out by asking which ids there are: what they show
    /// goes on as it is.
    caller: Caller,
}

impl Visit {
    async fn last(mut self) {
        let mut view = self.window.view();
        let network = view.network.clone();
        let mut ping = interval(PING);
        let mut pace = interval(PACE);
        pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut heard_at = Instant::now();
        loop {
            if !self.tell(&Reply::Room(Box::new(view))).await {
                return;
            }
            view = loop {
                tokio::select! {
                    next = self.window.next_view() => match next {
                        Some(next) => break next,
                        None => return,
                    },
                    _ = ping.tick() => {
                        // Browsers answer a ping by themselves; who does not is gone, whatever the
                        // connection says.
                        let is_gone = heard_at.elapsed() > SILENCE;
                        if is_gone || !self.send(Message::Ping(Bytes::new())).await {
                            return;
                        }
                        // And pages cannot hear pings.
                        if !self.tell(&Reply::Beat).await {
                            return;
                        }
                    }
                    heard = self.socket.recv() => {
                        let Some(Ok(message)) = heard else { return };
                        heard_at = Instant::now();
                        if !self.hear(message, &network, &mut pace).await {
                            return;
                        }
                    }
                }
            };
        }
    }

    /// Answers a message; false when nobody listens any more.
    async fn hear(&mut self, message: Message, network: &NetworkId, pace: &mut Interval) -> bool {
        let text = match message {
            Message::Text(text) => text,
            Message::Close(_) => return false,
            Message::Binary(_) | Message::Ping(_) | Message::Pong(_) => return true,
        };
        pace.tick().await;
        // What cannot be read has no number to answer to: this is not our page, or an older one.
        let Ok(said) = serde_json::from_str::<Said>(&text) else {
            let why = NotGranted::NotUnderstood;
            return self.tell(&Reply::Refused { number: 0, why }).await;
        };
        let number = said.number;
        if said.sender.len() > MAX_SENDER_BYTES {
            let why = NotGranted::NotUnderstood;
            return self.tell(&Reply::Refused { number, why }).await;
        }
        let id = RequestId { sender: said.sender, number };
        let request = if self.caller.sees_more_than_public(network) {
            shown_to_all(&self.state, network, said.request, &self.caller).await
        } else {
            Ok(said.request)
        };
        let answer = match request {
            Ok(request) => self.window.ask(id, request).await,
            Err(why) => Err(why),
        };
        // First what has come of it, else the page would show what was before for a moment.
        if let Some(view) = self.window.newer_view()
            && !self.tell(&Reply::Room(Box::new(view))).await
        {
            return false;
        }
        self.tell(&match answer {
            Ok(()) => Reply::Done { number },
            Err(why) => Reply::Refused { number, why },
        })
        .await
    }

    async fn tell(&mut self, reply: &Reply) -> bool {
        match serde_json::to_string(reply) {
            Ok(text) => self.send(Message::text(text)).await,
            Err(error) => {
                tracing::error!(%error, "reply not written");
                false
            }
        }
    }

    /// Whether it arrived at the socket in time.
    async fn send(&mut self, message: Message) -> bool {
        matches!(timeout(SEND_LIMIT, self.socket.send(message)).await, Ok(Ok(())))
    }
}

/// The request with a page that holds nothing which is not public.
async fn shown_to_all(
    state: &AppState,
    network: &NetworkId,
    request: Request,
    sender: &Caller,
) -> Result<Request, NotGranted> {
    Ok(match request {
        Request::Show { page } => {
            Request::Show { page: public(state, network, page, sender).await? }
        }
        Request::OpenVote { text, page, is_secret } => {
            let page = public(state, network, page, sender).await?;
            Request::OpenVote { text, page, is_secret }
        }
        other => other,
    })
}

async fn public(
    state: &AppState,
    network: &NetworkId,
    page: Option<String>,
    sender: &Caller,
) -> Result<Option<String>, NotGranted> {
    let Some(page) = page else { return Ok(None) };
    if !is_page_of(network, &page) {
        return Err(NotGranted::ForeignPage);
    }
    match state.presentable(network, page, sender).await {
        Ok(page) => Ok(Some(page)),
        Err(error) => {
            tracing::error!(%error, "page not presented");
            Err(NotGranted::NotKept)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_cookie(line: &'static str) -> Option<String> {
        let headers = [(COOKIE, HeaderValue::from_static(line))].into_iter().collect();
        secret_of(&headers)
    }

    #[test]
    fn a_secret_is_found_among_other_cookies_and_nothing_else_is_taken_for_one() {
        let secret = "00112233445566778899aabbccddeeff";
        let found = with_cookie("sprache=de; teilnahme=00112233445566778899aabbccddeeff; x=y");
        assert_eq!(found.as_deref(), Some(secret));
        for line in ["", "teilnahme=", "teilnahme=1", "teilnahme=zz112233445566778899aabbccddeeff"]
        {
            assert_eq!(with_cookie(line), None, "{line}");
        }
    }

    #[test]
    fn whoever_sees_a_participant_does_not_know_the_secret() {
        let (first, second) = (new_secret().unwrap(), new_secret().unwrap());
        assert_ne!(first, second);
        let (secret, participant) = known(first.clone()).unwrap();
        assert_eq!(secret, first);
        assert_ne!(String::from(participant.clone()), first);
        assert_eq!(known(first).unwrap().1, participant);
    }
}
