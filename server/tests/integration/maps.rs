//! Shared maps over HTTP: who shares them, who comes in, what they see there, and that it ends.

use std::io::Write;
use std::sync::{Arc, Mutex};

use access::{Identity, authorise};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use edit::{Command, Intent};
use model::{
    CommandId, Date, MapRole, MapToken, Network, PasswordHash, Row, RowChange, SharedMap,
    Timestamp, Visibility,
};
use serde_json::{Value, json};
use store::{Store, StoreUrl};
use tower::ServiceExt as _;

use crate::editing::{Desk, paderborn};
use crate::site::{Answer, send_to, wait_for};

/// Whoever asks under this name comes from elsewhere and may only read.
const ELSEWHERE: &str = "kim.kreis.example";
const HERE: &str = "localhost:3000";
/// An actor that partners see, and its name.
const INNER: (&str, &str) = ("nur-partner", "Nur für Partner e. V.");
const NETWORK: &str = "/k/05774/netz";
const PASSWORD: &str = "Lindenallee 12";
/// [`PASSWORD`], hashed at next to no cost (8 KiB, one pass).
const CHEAP: &str =
    "$argon2id$v=19$m=8,t=1,p=1$bmV0emxvdHNlMDEwMDAwMA$9tZLJT2OHGeBqRmW6ImETqdGc1/XrAHSmJXcvEadOEI";

/// A server with a Kreis, or some of the same rows.
struct Place {
    desk: Desk,
    store: Arc<Store>,
}

fn place() -> Place {
    place_of(&["05774"])
}

fn place_of(kreise: &'static [&'static str]) -> Place {
    let store = wait_for(async move {
        let store = Store::open(&StoreUrl::Memory).await.unwrap();
        let (network, codes) = paderborn();
        store.replace_code_book(&codes).await.unwrap();
        for ags in kreise {
            let id = ags.parse().unwrap();
            store.replace_network(&Network { id, ..network.clone() }).await.unwrap();
        }
        Arc::new(store)
    });
    let place = Place { desk: Desk::with(Arc::clone(&store)), store };
    for ags in kreise {
        place.add_inner(ags);
    }
    place
}

fn request(host: &str, cookie: &str, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .uri(path)
        .header("host", host)
        .header("cookie", cookie)
        .header("sec-fetch-site", "same-origin")
}

/// A form as browsers send it.
fn form(host: &str, cookie: &str, path: &str, body: &str) -> Request<Body> {
    request(host, cookie, path)
        .method("POST")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap()
}

impl Place {
    fn send(&self, request: Request<Body>) -> Answer {
        send_to(self.desk.router.clone(), request)
    }

    fn get(&self, host: &str, cookie: &str, path: &str) -> Answer {
        self.send(request(host, cookie, path).body(Body::empty()).unwrap())
    }

    fn post(&self, host: &str, cookie: &str, endpoint: &str, body: &Value) -> Answer {
        let request = request(host, cookie, &format!("/api/{endpoint}"))
            .method("POST")
            .header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap())
    }

    /// Adds an actor that only partners see, as a coordinator does.
    fn add_inner(&self, ags: &str) {
        let (network, _) = paderborn();
        let mut actor = network.actors[0].clone();
        (actor.id, actor.name) = (INNER.0.parse().unwrap(), INNER.1.to_owned());
        (actor.short_name, actor.parent) = (None, None);
        actor.envelope.visibility = Visibility::Partners;
        self.command(ags, "inner", Intent::Save(vec![RowChange::added(Row::from(actor))]));
    }

    fn command(&self, ags: &str, id: &str, intent: Intent) {
        let id = CommandId::try_from(format!("command-{id}-{ags}")).unwrap();
        let command = Command { id, base_revision: 1, intent, note: None };
        let done = self.post(HERE, "", "command", &json!({ "ags": ags, "command": command }));
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    }

    fn share_as(&self, host: &str, cookie: &str, draft: &Value) -> Answer {
        self.post(host, cookie, "share-map", &json!({ "ags": "05774", "draft": draft }))
    }

    /// Shares a map and gives it as the list has it.
    fn share(&self, draft: &Value) -> Value {
        let answer = self.share_as(HERE, "", draft);
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        serde_json::from_str(&answer.body).unwrap()
    }

    fn maps(&self, host: &str, cookie: &str) -> Value {
        let answer = self.get(host, cookie, "/api/maps?ags=05774");
        serde_json::from_str(&answer.body).unwrap()
    }

    /// Writes a map beside the rules of sharing one.
    fn keep(&self, map: SharedMap) {
        let store = Arc::clone(&self.store);
        let map = authorise(&Identity::local_coordinator(), map).unwrap();
        wait_for(async move { store.share_map(&map).await.unwrap() });
    }

    fn revoke(&self, map: &Value) {
        let body = json!({ "token": map["token"] });
        let revoked = self.post(HERE, "", "revoke-map", &body);
        assert_eq!(revoked.status, StatusCode::OK, "{}", revoked.body);
    }

    /// Whether somebody from elsewhere sees the inner actor of a Kreis, wherever they look.
    fn sees_inner(&self, ags: &str, cookie: &str) -> bool {
        let named = [
            format!("/api/graph?ags={ags}"),
            format!("/k/{ags}/netz?ansicht=tabelle"),
            format!("/ausgabe/{ags}/json"),
        ]
        .map(|path| {
            let answer = self.get(ELSEWHERE, cookie, &path);
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            answer.body.contains(INNER.1)
        });
        let actor = self.get(ELSEWHERE, cookie, &format!("/api/actor?ags={ags}&actor={}", INNER.0));
        assert!(named.iter().all(|it| *it == (actor.status == StatusCode::OK)), "{named:?}");
        named[0]
    }

    /// First, usual and last day that a map may have as its last.
    fn days(&self) -> [Date; 3] {
        let maps = self.maps(HERE, "");
        ["first", "usual", "last"].map(|name| maps["days"][name].as_str().unwrap().parse().unwrap())
    }

    fn draft(&self, role: MapRole) -> Value {
        json!({
            "label": "Träger in Delbrück",
            "path": NETWORK,
            "role": role,
            "until": self.days()[1],
            "password": "",
            "is_embeddable": false,
        })
    }

    /// A map with a password that is cheap to compare.
    fn locked(&self, byte: u8) -> SharedMap {
        SharedMap {
            token: MapToken::from_random([byte; MapToken::LENGTH]),
            network: "05774".parse().unwrap(),
            path: NETWORK.to_owned(),
            label: "Träger".to_owned().try_into().unwrap(),
            role: MapRole::Partners,
            until: self.days()[1],
            password: Some(PasswordHash::new(CHEAP.to_owned())),
            is_embeddable: false,
            opened_by: "lokal".to_owned(),
            opened_at: Timestamp::UNIX_EPOCH,
        }
    }

    /// Comes to the door with a password.
    fn knock(&self, link: &str, password: &str) -> Answer {
        let body = format!("passwort={}", password.replace(' ', "+"));
        self.send(form(ELSEWHERE, "", link, &body))
    }
}

fn with(mut draft: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        draft[name] = value.clone();
    }
    draft
}

fn link(map: &Value) -> String {
    format!("/m/{}", map["token"].as_str().unwrap())
}

fn link_of(map: &SharedMap) -> String {
    format!("/m/{}", map.token.as_str())
}

/// The cookie that an answer sets, as a browser sends it back.
fn cookie(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.header("set-cookie").split(';').next().unwrap().to_owned()
}

#[test]
fn a_map_shows_its_kreis_to_whoever_has_the_link_until_it_is_withdrawn() {
    let place = place_of(&["05774", "05758"]);
    let map = place.share(&place.draft(MapRole::Partners));
    assert!(!place.sees_inner("05774", "") && !place.sees_inner("05758", ""));
    let opened = place.get(ELSEWHERE, "", &link(&map));
    assert_eq!(opened.header("location"), NETWORK);
    let set = opened.header("set-cookie");
    assert!(set.contains("; HttpOnly") && set.contains("; SameSite=Lax; "), "{set}");
    assert_eq!(opened.header("x-robots-tag"), "noindex");
    let cookie = cookie(&opened);
    assert!(place.sees_inner("05774", &cookie));
    assert!(!place.sees_inner("05758", &cookie), "another Kreis");
    let page = place.get(ELSEWHERE, &cookie, NETWORK);
    assert!(page.body.contains("Träger in Delbrück"), "the page names the map");
    assert!(page.body.contains("action=\"/karte/verlassen\""));
    assert!(!page.body.contains(map["token"].as_str().unwrap()), "and not its token");
    let elsewhere = place.get(ELSEWHERE, &cookie, "/k/05758/netz");
    assert!(!elsewhere.body.contains("Träger in Delbrück"));
    place.revoke(&map);
    assert!(!place.sees_inner("05774", &cookie));
    assert_eq!(place.maps(HERE, "")["maps"], json!([]));
    let gone = place.get(ELSEWHERE, "", &link(&map));
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(gone.body.contains("Diese Karte gibt es nicht"), "{}", gone.body);
}

#[test]
fn a_map_shows_what_its_role_sees_and_no_more() {
    let place = place();
    let public = place.share(&place.draft(MapRole::Public));
    let cookie = cookie(&place.get(ELSEWHERE, "", &link(&public)));
    assert!(!place.sees_inner("05774", &cookie));
    let kreis = place.share(&place.draft(MapRole::Kreis));
    let cookie = self::cookie(&place.get(ELSEWHERE, "", &link(&kreis)));
    assert!(place.sees_inner("05774", &cookie));
    let steering = with(place.draft(MapRole::Kreis), json!({ "role": "steering" }));
    assert_eq!(place.share_as(HERE, "", &steering).status, StatusCode::BAD_REQUEST);
}

#[test]
fn a_map_ends_with_its_last_day() {
    let place = place();
    let today = place.days()[0];
    for (byte, until) in [(1, today), (2, today.yesterday().unwrap())] {
        place.keep(SharedMap { until, password: None, ..place.locked(byte) });
    }
    let (valid, over) = (place.locked(1), place.locked(2));
    assert!(place.sees_inner("05774", &format!("karte={}", valid.token.as_str())));
    assert!(!place.sees_inner("05774", &format!("karte={}", over.token.as_str())));
    let answer = place.get(ELSEWHERE, "", &link_of(&over));
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(answer.header("set-cookie"), "");
    assert!(answer.body.contains("Diese Karte ist abgelaufen"), "{}", answer.body);
    let listed = place.maps(HERE, "");
    let is_over = |map: &Value| map["is_over"] == json!(true);
    assert_eq!(listed["maps"].as_array().unwrap().iter().filter(|map| is_over(map)).count(), 1);
}

#[test]
fn a_password_lets_in_whoever_knows_it() {
    let place = place();
    let map = with(place.draft(MapRole::Partners), json!({ "password": PASSWORD }));
    let map = place.share(&map);
    assert_eq!((&map["has_password"], &map["password"]), (&json!(true), &Value::Null));
    let bare = format!("karte={}", map["token"].as_str().unwrap());
    let asked = place.get(ELSEWHERE, "", &link(&map));
    assert_eq!((asked.status, asked.header("set-cookie")), (StatusCode::OK, ""));
    assert!(asked.body.contains("type=\"password\""), "{}", asked.body);
    assert!(!asked.body.contains("Träger in Delbrück"), "what it is called, guests learn");
    assert!(!place.sees_inner("05774", &bare), "the token alone is not enough");
    for wrong in ["", "Lindenallee 13", "lindenallee 12", &"x".repeat(300)] {
        let refused = place.knock(&link(&map), wrong);
        assert_eq!((refused.status, refused.header("set-cookie")), (StatusCode::FORBIDDEN, ""));
        assert!(refused.body.contains("Das Passwort stimmt nicht"), "{}", refused.body);
    }
    let cookie = cookie(&place.knock(&link(&map), PASSWORD));
    assert!(place.sees_inner("05774", &cookie));
    // Whoever is in comes in again without being asked.
    let again = place.get(ELSEWHERE, &cookie, &link(&map));
    assert_eq!(again.header("location"), NETWORK);
    // From the page of somebody else nobody is let in.
    let foreign = Request::post(link(&map))
        .header("host", ELSEWHERE)
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("passwort=x"))
        .unwrap();
    assert_eq!(place.send(foreign).status, StatusCode::FORBIDDEN);
    place.revoke(&map);
    assert!(!place.sees_inner("05774", &cookie));
}

#[test]
fn the_cookie_of_one_map_opens_no_other() {
    let place = place();
    let (one, other) = (place.locked(1), place.locked(2));
    for map in [&one, &other] {
        place.keep(map.clone());
    }
    let opened = cookie(&place.knock(&link_of(&one), PASSWORD));
    let (_, proof) = opened.split_once('.').unwrap();
    assert!(place.sees_inner("05774", &opened));
    let mixed = format!("karte={}.{proof}", other.token.as_str());
    assert!(!place.sees_inner("05774", &mixed));
    assert_eq!(place.get(ELSEWHERE, &mixed, &link_of(&other)).status, StatusCode::OK);
    for nonsense in ["karte=", "karte=.", "karte=x.y", &format!("karte=.{proof}")] {
        assert!(!place.sees_inner("05774", nonsense), "{nonsense}");
    }
}

#[test]
fn after_ten_wrong_passwords_nobody_is_let_in_for_a_while() {
    let place = place();
    let (map, other) = (place.locked(1), place.locked(2));
    for map in [&map, &other] {
        place.keep(map.clone());
    }
    for _wrong in 0..10 {
        let refused = place.knock(&link_of(&map), "Lindenallee 13");
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
    let refused = place.knock(&link_of(&map), PASSWORD);
    assert_eq!((refused.status, refused.header("set-cookie")), (StatusCode::TOO_MANY_REQUESTS, ""));
    assert!(refused.header("retry-after").parse::<u32>().unwrap() <= 15 * 60);
    assert!(refused.body.contains("zu oft ein falsches Passwort"), "{}", refused.body);
    assert!(refused.body.contains("in 15 Minuten"), "{}", refused.body);
    cookie(&place.knock(&link_of(&other), PASSWORD));
}

#[test]
fn only_coordinators_share_list_and_withdraw() {
    let place = place();
    let map = place.share(&place.draft(MapRole::Kreis));
    let guest = cookie(&place.get(ELSEWHERE, "", &link(&map)));
    for who in ["", &guest] {
        let shared = place.share_as(ELSEWHERE, who, &place.draft(MapRole::Public));
        assert_eq!(shared.status, StatusCode::FORBIDDEN, "{}", shared.body);
        let body = json!({ "token": map["token"] });
        let revoked = place.post(ELSEWHERE, who, "revoke-map", &body);
        assert_eq!(revoked.status, StatusCode::FORBIDDEN, "{}", revoked.body);
        let listed = place.maps(ELSEWHERE, who);
        assert_eq!((&listed["may_write"], &listed["maps"]), (&json!(false), &json!([])));
        let page = place.get(ELSEWHERE, who, "/k/05774/karten");
        assert!(page.body.contains("Karten teilt die Koordination"), "{}", page.body);
        assert!(!page.body.contains(map["token"].as_str().unwrap()));
        let (network, _) = paderborn();
        let change = RowChange::added(Row::from(network.actors[0].clone()));
        let id = CommandId::try_from("command-of-a-guest".to_owned()).unwrap();
        let intent = Intent::Save(vec![change]);
        let command = Command { id, base_revision: 1, intent, note: None };
        let body = json!({ "ags": "05774", "command": command });
        let written = place.post(ELSEWHERE, who, "command", &body);
        assert_eq!(written.status, StatusCode::FORBIDDEN, "{}", written.body);
        let file = place.get(ELSEWHERE, who, "/ausgabe/05774/json").body;
        let file: Value = serde_json::from_str(&file).unwrap();
        assert_eq!(file["history"], json!([]), "a guest is given no log");
    }
    let listed = place.maps(HERE, "");
    assert_eq!(listed["maps"].as_array().unwrap().len(), 1);
    let page = place.get(HERE, "", "/k/05774/karten");
    assert!(page.body.contains(&link(&map)), "{}", page.body);
    // Whoever sits at the machine stays who they are.
    let opened = place.get(HERE, "", &link(&map));
    assert_eq!((opened.header("location"), opened.header("set-cookie")), (NETWORK, ""));
    assert_eq!(place.maps(HERE, &guest)["may_write"], json!(true));
}

#[test]
fn what_cannot_be_a_map_is_refused_with_its_reason() {
    let place = place();
    let [first, _, last] = place.days();
    for (changes, parameter) in [
        (json!({ "label": " " }), "map_label"),
        (json!({ "label": "a\nb" }), "map_label"),
        (json!({ "path": "/k/05758/netz" }), "map_path"),
        (json!({ "path": "https://evil.example/k/05774" }), "map_path"),
        (json!({ "path": "/k/05774/karten" }), "map_path"),
        (json!({ "until": first.yesterday().unwrap() }), "map_until"),
        (json!({ "until": last.tomorrow().unwrap() }), "map_until"),
        (json!({ "password": "kurz" }), "map_password"),
        (json!({ "password": "x".repeat(201) }), "map_password"),
        (json!({ "is_embeddable": true }), "map_embedding"),
        (json!({ "role": "public", "password": PASSWORD, "is_embeddable": true }), "map_embedding"),
    ] {
        let refused = place.share_as(HERE, "", &with(place.draft(MapRole::Partners), changes));
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{}", refused.body);
        let named = format!(r#""parameter":"{parameter}""#);
        assert!(refused.body.contains(&named), "{}", refused.body);
        assert!(!refused.body.contains("kurz"), "a password is not sent back: {}", refused.body);
    }
    assert_eq!(place.maps(HERE, "")["maps"], json!([]));
}

#[test]
fn a_link_names_no_row_that_its_role_does_not_see() {
    let place = place();
    let own = "/k/05774/netz?akteur=nur-partner&gruppe=welfare&suche=geheim&bearbeiten=actors:ki";
    for (role, shown) in [
        (MapRole::Public, "/k/05774/netz?gruppe=welfare"),
        (MapRole::Partners, "/k/05774/netz?akteur=nur-partner&gruppe=welfare"),
    ] {
        let map = place.share(&with(place.draft(role), json!({ "path": own })));
        assert_eq!(map["path"], json!(shown));
        assert_eq!(place.get(ELSEWHERE, "", &link(&map)).header("location"), shown);
    }
    // Whatever was stored, and whatever has become hidden since.
    let map = SharedMap {
        path: own.to_owned(),
        role: MapRole::Public,
        password: None,
        ..place.locked(1)
    };
    place.keep(map.clone());
    let opened = place.get(ELSEWHERE, "", &link_of(&map));
    assert_eq!(opened.header("location"), "/k/05774/netz?gruppe=welfare");
}

#[test]
fn whoever_leaves_reads_on_as_everybody_does() {
    let place = place();
    let map = place.share(&place.draft(MapRole::Partners));
    let guest = cookie(&place.get(ELSEWHERE, "", &link(&map)));
    let left = place.send(form(ELSEWHERE, &guest, "/karte/verlassen", "kreis=05774"));
    assert_eq!(left.header("location"), "/k/05774");
    assert!(left.header("set-cookie").contains("Max-Age=0"), "{}", left.header("set-cookie"));
    assert!(!place.sees_inner("05774", &cookie(&left)));
    let astray = place.send(form(ELSEWHERE, &guest, "/karte/verlassen", "kreis=//evil.example"));
    assert_eq!(astray.header("location"), "/");
}

#[test]
fn a_picture_is_for_everybody_and_shows_what_everybody_sees() {
    let place = place();
    let embedded = with(place.draft(MapRole::Public), json!({ "is_embeddable": true }));
    let path = "/k/05774/netz?anordnung=ebenen&gruppe=welfare&akteur=caritas-pb";
    let map = place.share(&with(embedded, json!({ "path": path })));
    let picture = place.get(ELSEWHERE, "", &format!("{}/bild.svg", link(&map)));
    assert_eq!(picture.status, StatusCode::OK, "{}", picture.body);
    for (name, value) in [
        ("content-type", "image/svg+xml"),
        ("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'"),
        ("cache-control", "public, max-age=300"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("set-cookie", ""),
    ] {
        assert_eq!(picture.header(name), value, "{name}");
    }
    assert!(picture.body.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(picture.body.contains("<title>Träger in Delbrück</title>"));
    assert!(picture.body.contains("Kreis Paderborn: Netz der Integrationsarbeit"));
    assert!(picture.body.contains("Caritas") && !picture.body.contains("<script"));
    // With the cookie of somebody who sees more it is the same.
    let more = place.share(&place.draft(MapRole::Kreis));
    let guest = cookie(&place.get(ELSEWHERE, "", &link(&more)));
    let path = "/k/05774/netz?gruppe=welfare";
    let whole = with(place.draft(MapRole::Public), json!({ "is_embeddable": true, "path": path }));
    let whole = place.share(&whole);
    let graph = place.get(ELSEWHERE, "", "/api/graph?ags=05774").body;
    let graph: Value = serde_json::from_str(&graph).unwrap();
    let of_all = format!(" von {} Akteuren", graph["nodes"].as_array().unwrap().len());
    for (host, who) in [(ELSEWHERE, ""), (ELSEWHERE, guest.as_str()), (HERE, "")] {
        let picture = place.get(host, who, &format!("{}/bild.svg", link(&whole)));
        assert_eq!(picture.status, StatusCode::OK);
        assert!(!picture.body.contains("Nur für Partner"), "{host}");
        assert!(picture.body.contains(&of_all), "{host}: {of_all}");
    }
    place.revoke(&map);
    for link in [link(&map), link(&more), "/m/x".to_owned()] {
        let none = place.get(ELSEWHERE, "", &format!("{link}/bild.svg"));
        assert_eq!(none.status, StatusCode::NOT_FOUND, "{link}");
    }
    // Whatever was stored: what not everybody may see has no picture.
    let hidden = SharedMap { is_embeddable: true, ..place.locked(1) };
    place.keep(hidden.clone());
    let none = place.get(ELSEWHERE, "", &format!("{}/bild.svg", link_of(&hidden)));
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

/// What is logged while it is held.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn no_token_and_no_password_is_logged() {
    let place = place();
    let map = place.share(&place.draft(MapRole::Partners));
    let locked = place.locked(3);
    place.keep(locked.clone());
    let cookie = format!("karte={}", map["token"].as_str().unwrap());
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter("info,server=trace,app=trace,store=trace,tower_http=trace")
        .with_writer(move || writer.clone())
        .finish();
    let requests = [
        request(ELSEWHERE, "", &link(&map)).body(Body::empty()).unwrap(),
        request(ELSEWHERE, "", &format!("{}/", link(&map))).body(Body::empty()).unwrap(),
        request(ELSEWHERE, "", &format!("{}/bild.svg", link(&map))).body(Body::empty()).unwrap(),
        request(ELSEWHERE, &cookie, NETWORK).body(Body::empty()).unwrap(),
        form(ELSEWHERE, "", &link_of(&locked), "passwort=Lindenallee+13"),
        form(ELSEWHERE, "", &link_of(&locked), "passwort=Lindenallee+12"),
    ];
    let router = place.desk.router.clone();
    // On this thread alone, which the subscriber listens to.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    tracing::subscriber::with_default(subscriber, || {
        for request in requests {
            runtime.block_on(router.clone().oneshot(request)).unwrap();
        }
    });
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("answered"), "{logged}");
    for secret in [map["token"].as_str().unwrap(), locked.token.as_str(), "Lindenallee", "argon2id"]
    {
        assert!(!logged.contains(secret), "{secret}: {logged}");
    }
}
