//! Live sessions over HTTP and WebSocket: who opens them, who is who, and what of a page is shown.

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode};
use futures_util::{SinkExt as _, StreamExt as _};
use model::{Choice, Network, SessionCode, Visibility};
use protocol::{Refusal, Reply, RoomView, Said};
use serde_json::{Value, json};
use store::{Store, StoreUrl};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::editing::{Desk, paderborn};
use crate::site::{Answer, send_to, wait_for};

const HIDDEN: &str = "caritas-pb";
/// Whoever asks under this name comes from elsewhere and may only read.
const ELSEWHERE: &str = "kim.kreis.example";
const HERE: &str = "localhost:3000";

fn desk_with(change: impl FnOnce(&mut Network) + Send + 'static) -> Desk {
    Desk::with(wait_for(async move {
        let store = Store::open(&StoreUrl::Memory).await.unwrap();
        let (mut network, codes) = paderborn();
        change(&mut network);
        store.replace_code_book(&codes).await.unwrap();
        store.replace_network(&network).await.unwrap();
        Arc::new(store)
    }))
}

fn opening(host: &str, title: &str, seats: &[&str]) -> Request<Body> {
    let body = json!({ "ags": "05774", "title": title, "seats": seats });
    Request::post("/api/open-session")
        .header("host", host)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn open(desk: &Desk) -> SessionCode {
    let request = opening(HERE, "Lenkungsgruppe", &["Jobcenter", "Caritas"]);
    let answer = send_to(desk.router.clone(), request);
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

fn get_as(desk: &Desk, host: &str, path: &str) -> Answer {
    let request = Request::get(path).header("host", host).body(Body::empty()).unwrap();
    send_to(desk.router.clone(), request)
}

#[test]
fn sessions_are_opened_by_coordinators_only() {
    let desk = desk_with(|_| ());
    let refused = send_to(desk.router.clone(), opening(ELSEWHERE, "Lenkungsgruppe", &[]));
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    for (title, seats) in [(" ", "Caritas"), ("Lenkungsgruppe", "–")] {
        let refused = send_to(desk.router.clone(), opening(HERE, title, &[seats]));
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.body);
    }
    let code = open(&desk);
    let listed = |host| {
        let answer = get_as(&desk, host, "/api/sessions?ags=05774");
        let view: Value = serde_json::from_str(&answer.body).unwrap();
        view["sessions"].as_array().unwrap().iter().map(|it| it["code"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(listed(HERE), [json!(code)]);
    // The code lets in whoever has it.
    assert_eq!(listed(ELSEWHERE), Vec::<Value>::new());
}

#[test]
fn whoever_has_the_code_reads_the_session() {
    let desk = desk_with(|_| ());
    let code = open(&desk);
    for path in [
        format!("/api/session?code={}", code.as_str()),
        format!("/api/session?code={}", code.spoken().to_lowercase()),
        format!("/s/{}", code.spoken()),
        format!("/s?code={}", code.spoken()),
    ] {
        let answer = get_as(&desk, ELSEWHERE, &path);
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.body.contains("Lenkungsgruppe") && answer.body.contains("Jobcenter"));
    }
    for path in ["/api/session?code=AAAAA-22222", "/api/session?code=x", "/s/AAAAA-22222"] {
        assert_eq!(get_as(&desk, ELSEWHERE, path).status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// The router on a port of its own.
async fn listening(desk: &Desk) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let router = desk.router.clone();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// One window of a browser.
struct Browser {
    socket: WebSocketStream<TcpStream>,
    cookie: String,
    number: u64,
    view: RoomView,
}

async fn connect(
    address: &str,
    code: &str,
    headers: &[(&'static str, &str)],
) -> Result<(WebSocketStream<TcpStream>, String), StatusCode> {
    let mut request = format!("ws://{address}/api/sitzung/{code}").into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(*name, HeaderValue::from_str(value).unwrap());
    }
    let stream = TcpStream::connect(address).await.unwrap();
    match client_async(request, stream).await {
        Ok((socket, response)) => {
            let cookie = response.headers().get("set-cookie").unwrap().to_str().unwrap();
            assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
            Ok((socket, cookie.split(';').next().unwrap().to_owned()))
        }
        Err(Error::Http(response)) => Err(response.status()),
        Err(error) => panic!("{error}"),
    }
}

impl Browser {
    /// Comes in as whoever asks under this name, with the cookie of an earlier visit.
    async fn enter(address: &str, code: &SessionCode, host: &str, cookie: &str) -> Self {
        let headers = [("host", host), ("sec-fetch-site", "same-origin"), ("cookie", cookie)];
        let (mut socket, cookie) = connect(address, code.as_str(), &headers).await.unwrap();
        let Reply::Room(view) = read(&mut socket).await else { panic!("no room") };
        Self { socket, cookie, number: 0, view: *view }
    }

    async fn ask(&mut self, request: protocol::Request) -> Result<(), Refusal> {
        self.number += 1;
        let said = Said { sender: self.cookie.clone(), number: self.number, request };
        self.say(&serde_json::to_string(&said).unwrap()).await
    }

    /// Says something, and reads on until it is answered.
    async fn say(&mut self, text: &str) -> Result<(), Refusal> {
        self.socket.send(Message::text(text)).await.unwrap();
        loop {
            match read(&mut self.socket).await {
                Reply::Room(view) => self.view = *view,
                Reply::Done { number } => {
                    assert_eq!(number, self.number);
                    return Ok(());
                }
                Reply::Refused { why, .. } => return Err(why),
                Reply::Beat => {}
            }
        }
    }

    /// Reads on until the room is as wanted.
    async fn view_when(&mut self, is_wanted: impl Fn(&RoomView) -> bool) -> &RoomView {
        while !is_wanted(&self.view) {
            if let Reply::Room(view) = read(&mut self.socket).await {
                self.view = *view;
            }
        }
        &self.view
    }
}

async fn read(socket: &mut WebSocketStream<TcpStream>) -> Reply {
    loop {
        if let Message::Text(text) = socket.next().await.unwrap().unwrap() {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

fn show(page: &str) -> protocol::Request {
    protocol::Request::Show { page: Some(page.to_owned()) }
}

fn page(view: &RoomView) -> Option<&str> {
    view.presenter.as_ref()?.page.as_deref()
}

#[test]
fn only_our_own_pages_come_in_and_only_with_a_code() {
    let desk = desk_with(|_| ());
    let code = open(&desk);
    wait_for(async move {
        let address = listening(&desk).await;
        let foreign = [("origin", "https://evil.example"), ("host", HERE)];
        let refused = connect(&address, code.as_str(), &foreign).await.err();
        assert_eq!(refused, Some(StatusCode::FORBIDDEN));
        for code in ["AAAAA22222", "x"] {
            let own = [("sec-fetch-site", "same-origin")];
            assert_eq!(connect(&address, code, &own).await.err(), Some(StatusCode::NOT_FOUND));
        }
    });
}

#[test]
fn a_vote_survives_a_dropped_connection() {
    let desk = desk_with(|_| ());
    let code = open(&desk);
    wait_for(async move {
        let address = listening(&desk).await;
        let mut chair = Browser::enter(&address, &code, HERE, "").await;
        let mut member = Browser::enter(&address, &code, ELSEWHERE, "sprache=en").await;
        assert!(chair.view.is_chair && !member.view.is_chair);
        member.ask(protocol::Request::TakeSeat { seat: 0 }).await.unwrap();
        let motion = protocol::Request::OpenVote {
            text: "Jede Kommune nennt eine Ansprechstelle.".to_owned(),
            page: None,
            is_secret: false,
        };
        assert_eq!(member.ask(motion.clone()).await, Err(Refusal::NotChair));
        chair.ask(motion).await.unwrap();
        member.view_when(|view| view.open_motion().is_some()).await;
        member.ask(protocol::Request::Vote { motion: 0, choice: Choice::Yes }).await.unwrap();
        // The connection breaks, and the browser comes again with its cookie.
        let cookie = member.cookie.clone();
        drop(member);
        chair.view_when(|view| !view.seats[0].is_present).await;
        let mut again = Browser::enter(&address, &code, ELSEWHERE, &cookie).await;
        let view = again.view_when(|view| view.own_seat == Some(0)).await;
        let (_, _, open) = view.open_motion().unwrap();
        assert_eq!(open.own, Some(Choice::Yes));
        // Without it, somebody else has come.
        let stranger = Browser::enter(&address, &code, ELSEWHERE, "").await;
        assert_eq!(stranger.view.own_seat, None);
        chair.ask(protocol::Request::EndVote { motion: 0 }).await.unwrap();
        let view = again.view_when(|view| view.motions[0].ended.is_some()).await;
        let tally = view.motions[0].ended.as_ref().unwrap().tally;
        assert_eq!((tally.yes, tally.not_cast), (1, 1));
    });
}

#[test]
fn what_is_presented_names_nothing_that_is_hidden() {
    let desk = desk_with(|network| {
        let actor = network.actors.iter_mut().find(|actor| actor.id.as_str() == HIDDEN);
        actor.unwrap().envelope.visibility = Visibility::Kreis;
    });
    let code = open(&desk);
    wait_for(async move {
        let address = listening(&desk).await;
        let mut chair = Browser::enter(&address, &code, HERE, "").await;
        let mut member = Browser::enter(&address, &code, ELSEWHERE, "").await;
        chair.ask(protocol::Request::Present).await.unwrap();
        let shown = [
            (
                "/k/05774/netz?akteur=ki&kamera=1.5,2,0.3",
                "/k/05774/netz?akteur=ki&kamera=1.5,2,0.3",
            ),
            ("/k/05774/netz?akteur=caritas-pb&kamera=1,2,3", "/k/05774/netz?kamera=1,2,3"),
            ("/k/05774/netz?fest=ki%2Ccaritas-pb", "/k/05774/netz"),
            (
                "/k/05774/netz?bearbeiten=actors:ki&suche=caritas&akteur=ki",
                "/k/05774/netz?akteur=ki",
            ),
            ("/k/05774/wege", "/k/05774/wege"),
        ];
        for (own, public) in shown {
            chair.ask(show(own)).await.unwrap();
            member.view_when(|view| page(view) == Some(public)).await;
        }
        assert_eq!(chair.ask(show("/k/05758/netz")).await, Err(Refusal::ForeignPage));
        let motion = protocol::Request::OpenVote {
            text: "Mehr Plätze?".to_owned(),
            page: Some("/k/05774/netz?akteur=caritas-pb".to_owned()),
            is_secret: true,
        };
        chair.ask(motion).await.unwrap();
        let view = member.view_when(|view| view.open_motion().is_some()).await;
        assert_eq!(view.motions[0].page.as_deref(), Some("/k/05774/netz"));
    });
}

#[test]
fn what_the_guest_of_a_map_presents_names_nothing_that_only_they_see() {
    let desk = desk_with(|network| {
        for (id, level) in [(HIDDEN, Visibility::Partners), ("ki", Visibility::Kreis)] {
            let actor = network.actors.iter_mut().find(|actor| actor.id.as_str() == id);
            actor.unwrap().envelope.visibility = level;
        }
    });
    let code = open(&desk);
    let draft = json!({
        "label": "Träger", "path": "/k/05774/netz", "role": "partners", "password": "",
        "until": day_after(&desk), "is_embeddable": false,
    });
    let request = Request::post("/api/share-map")
        .header("host", HERE)
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(Body::from(json!({ "ags": "05774", "draft": draft }).to_string()))
        .unwrap();
    let map: Value = serde_json::from_str(&send_to(desk.router.clone(), request).body).unwrap();
    let cookie = format!("karte={}", map["token"].as_str().unwrap());
    wait_for(async move {
        let address = listening(&desk).await;
        let mut member = Browser::enter(&address, &code, ELSEWHERE, "").await;
        let mut guest = Browser::enter(&address, &code, ELSEWHERE, &cookie).await;
        assert!(!guest.view.is_chair);
        guest.ask(protocol::Request::TakeSeat { seat: 0 }).await.unwrap();
        guest.ask(protocol::Request::Present).await.unwrap();
        for (own, public) in [
            ("/k/05774/netz?akteur=caritas-pb&gruppe=welfare", "/k/05774/netz?gruppe=welfare"),
            // What the guest does not see either says nothing of whether it is there.
            ("/k/05774/netz?akteur=ki", "/k/05774/netz?akteur=ki"),
        ] {
            guest.ask(show(own)).await.unwrap();
            member.view_when(|view| page(view) == Some(public)).await;
        }
    });
}

/// A day until which maps may be shared.
fn day_after(desk: &Desk) -> Value {
    let answer = get_as(desk, HERE, "/api/maps?ags=05774");
    let view: Value = serde_json::from_str(&answer.body).unwrap();
    view["days"]["usual"].clone()
}

#[test]
fn what_is_not_understood_is_said_and_changes_nothing() {
    let desk = desk_with(|_| ());
    let code = open(&desk);
    wait_for(async move {
        let address = listening(&desk).await;
        let mut chair = Browser::enter(&address, &code, HERE, "").await;
        let before = chair.view_when(|view| view.n_guests == 1).await.clone();
        for text in ["", "{", "[]", r#"{"number":1,"request":"fly"}"#, r#"{"number":-1}"#] {
            assert_eq!(chair.say(text).await, Err(Refusal::NotUnderstood), "{text}");
        }
        chair.ask(protocol::Request::LeaveSeat).await.unwrap();
        assert_eq!(chair.view, before);
        // Larger than any request: the connection is closed, the session stays.
        let large = "x".repeat(protocol::MAX_REQUEST_BYTES + 1);
        chair.socket.send(Message::text(large)).await.unwrap();
        while let Some(Ok(_)) = chair.socket.next().await {}
        Browser::enter(&address, &code, HERE, &chair.cookie).await;
    });
}
