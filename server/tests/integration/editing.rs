//! Changing a network over HTTP: who may, what comes back, and that nothing is lost.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use access::{Identity, authorise};
use app::ssr::AppState;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use edit::{Command, Intent};
use exchange::{CsvFiles, read_code_book, read_network};
use model::{
    Actor, CommandId, Network, NetworkId, Origin, Row, RowChange, RowKey, TableName, Timestamp,
};
use serde_json::{Value, json};
use server::router;
use store::{Commit, Store, StoreUrl};

use crate::site::{Answer, get, send, send_to, site_files, wait_for};

/// A server of its own that only its own machine reaches, with one Kreis.
pub(crate) struct Desk {
    store: Arc<Store>,
    pub(crate) router: Router,
}

const KREIS: &str = "05774";

impl Desk {
    fn open() -> Self {
        Self::with(wait_for(async {
            let store = Store::open(&StoreUrl::Memory).await.unwrap();
            let (network, codes) = paderborn();
            store.replace_code_book(&codes).await.unwrap();
            store.replace_network(&network).await.unwrap();
            Arc::new(store)
        }))
    }

    /// The same Kreis, kept since an earlier day.
    fn since(at: &str) -> Self {
        let at: Timestamp = at.parse().unwrap();
        Self::with(wait_for(async move {
            let store = Store::open(&StoreUrl::Memory).await.unwrap();
            let (network, codes) = paderborn();
            store.replace_code_book(&codes).await.unwrap();
            let changes = Network::empty(kreis()).changes_to(&network);
            let id = CommandId::try_from("begin-0001".to_owned()).unwrap();
            let commit = Commit::new(id, Origin::Import, network, changes, at);
            let commit = authorise(&Identity::local_coordinator(), commit).unwrap();
            store.commit(&commit).await.unwrap();
            Arc::new(store)
        }))
    }

    pub(crate) fn with(store: Arc<Store>) -> Self {
        let state = AppState::new(Arc::clone(&store), site_files(Path::new("no-site")));
        let router = wait_for(async { router(state.for_this_machine()) });
        Self { store, router }
    }

    fn network(&self) -> Network {
        let store = Arc::clone(&self.store);
        wait_for(async move { store.load_network(&kreis()).await.unwrap() })
    }

    fn run(&self, id: &str, intent: Intent) -> Answer {
        send_to(self.router.clone(), command(id, 1, intent))
    }

    fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("host", "localhost:3000");
        send_to(self.router.clone(), request.body(Body::empty()).unwrap())
    }
}

fn kreis() -> NetworkId {
    KREIS.parse().unwrap()
}

pub(crate) fn paderborn() -> (Network, model::CodeBook) {
    static READ: LazyLock<(Network, model::CodeBook)> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/data");
        let codes = read_code_book(&std::fs::read(folder.join("codes.csv")).unwrap()).item.unwrap();
        let entries = std::fs::read_dir(folder.join("paderborn")).unwrap();
        let files: CsvFiles = entries
            .map(|entry| entry.unwrap().path())
            .map(|path| {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                (name, std::fs::read(path).unwrap())
            })
            .collect();
        (read_network(&files, &codes).item.unwrap(), codes)
    });
    READ.clone()
}

fn command(id: &str, base_revision: u64, intent: Intent) -> Request<Body> {
    let id = CommandId::try_from(format!("command-{id}")).unwrap();
    let command = Command { id, base_revision, intent, note: Some("ein Grund".to_owned()) };
    let body = json!({ "ags": KREIS, "command": command });
    Request::post("/api/command")
        .header("host", "localhost:3000")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

fn renamed(actor: &Actor, name: &str) -> Intent {
    let after = Actor { name: name.to_owned(), ..actor.clone() };
    Intent::Save(vec![RowChange {
        key: RowKey::new(TableName::Actors, actor.id.as_str()),
        before: Some(actor.clone().into()),
        after: Some(after.into()),
    }])
}

fn value(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

#[test]
fn every_page_and_file_of_a_day_shows_the_state_of_that_day() {
    let desk = Desk::since("2026-02-03T10:00:00Z");
    let seen = desk.network().actors.into_iter().find(|actor| actor.id.as_str() == "ki").unwrap();
    let renamed = desk.run("after-that-day", renamed(&seen, "Ein späterer Name"));
    assert_eq!(renamed.status, StatusCode::OK, "{}", renamed.body);
    for page in ["", "/netz", "/wege", "/ketten", "/engpaesse", "/abdeckung", "/struktur", "/daten"]
    {
        let now = desk.get(&format!("/k/{KREIS}{page}"));
        let then = desk.get(&format!("/k/{KREIS}@2026-02-03{page}"));
        assert_eq!((now.status, then.status), (StatusCode::OK, StatusCode::OK), "{page}");
        assert!(then.body.contains("So war das Netz am 03.02.2026"), "{page}");
        assert!(!then.body.contains("Ein späterer Name"), "{page}");
        let own = format!("/k/{KREIS}@2026-02-03/engpaesse");
        assert!(then.body.contains(&own), "links of {page} stay on that day");
    }
    assert!(desk.get(&format!("/k/{KREIS}/netz")).body.contains("Ein späterer Name"));
    let rows = |ags: &str| {
        desk.get(&format!("/api/rows?ags={ags}&table=actors&search=")).body.contains(&seen.name)
    };
    assert_eq!((rows("05774@2026-02-03"), rows(KREIS)), (true, false));
    let file = |ags: &str| desk.get(&format!("/ausgabe/{ags}/graphml"));
    assert!(!file("05774@2026-02-03").body.contains("Ein späterer Name"));
    assert!(file(KREIS).body.contains("Ein späterer Name"));
    for unknown in ["05774@2026-02-02", "05774@gestern", "05774@2999-01-01"] {
        assert_eq!(desk.get(&format!("/k/{unknown}/netz")).status, StatusCode::NOT_FOUND);
        assert_eq!(file(unknown).status, StatusCode::NOT_FOUND);
    }
}

#[test]
fn readers_see_what_is_gone_but_not_what_was_hidden_since() {
    let desk = Desk::since("2026-02-03T10:00:00Z");
    let network = desk.network();
    let is_plain = |relation: &&model::Relation| {
        relation.kind == model::RelationKind::RefersTo
            && relation.envelope.visibility == model::Visibility::Public
    };
    let plain: Vec<&model::Relation> = network.relations.iter().filter(is_plain).take(2).collect();
    let (gone, hidden) = (plain[0], plain[1]);
    let key = RowKey::new(TableName::Relations, gone.id.as_str());
    let n_dependants = edit::dependants(&network, &key).len();
    let removed = Intent::Remove { seen: Box::new(gone.clone().into()), n_dependants };
    assert_eq!(desk.run("remove-it", removed).status, StatusCode::OK);
    let mut after = hidden.clone();
    after.envelope.visibility = model::Visibility::Steering;
    let hide = Intent::Save(vec![RowChange {
        key: RowKey::new(TableName::Relations, hidden.id.as_str()),
        before: Some(hidden.clone().into()),
        after: Some(after.into()),
    }]);
    assert_eq!(desk.run("hide-it", hide).status, StatusCode::OK);
    let state = AppState::new(Arc::clone(&desk.store), site_files(Path::new("no-site")));
    let reader = wait_for(async { router(state) });
    let question = format!("/api/compare-states?ags={KREIS}&from=2026-02-03");
    let request = Request::get(&question).header("host", "kim.kreis.example");
    let answer = send_to(reader, request.body(Body::empty()).unwrap());
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let difference = value(&answer)["difference"]["relations"].to_string();
    assert!(difference.contains(&format!("\"{}\"", gone.id)), "{difference}");
    assert!(!answer.body.contains(&format!("\"{}\"", hidden.id)), "hidden today, hidden then");
}

fn founding(kreis: &str, proposals: &[&str]) -> Request<Body> {
    let body = json!({ "kreis": kreis, "proposals": proposals });
    Request::post("/api/found")
        .header("host", "localhost:3000")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

#[test]
fn a_network_is_founded_once_and_by_coordinators() {
    assert_eq!(send(founding("05762", &[])).status, StatusCode::FORBIDDEN);
    let desk = Desk::open();
    let found = |kreis, proposals| send_to(desk.router.clone(), founding(kreis, proposals));
    let made = found("05762", &["abh-kreis", "kreis"]);
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    let page = desk.get("/k/05762");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("So geht es weiter"), "{}", page.body);
    let log = value(&desk.get("/api/log?ags=05762"));
    assert_eq!(
        (&log["entries"][0]["by"], &log["entries"][0]["origin"]),
        (&json!("lokal"), &json!("founding"))
    );
    assert_eq!(found("05762", &[]).status, StatusCode::CONFLICT);
    assert_eq!(found("99999", &[]).status, StatusCode::NOT_FOUND);
    let unknown = found("05754", &["gibt-es-nicht"]);
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.body.contains("gibt-es-nicht"), "{}", unknown.body);
}

#[test]
fn a_release_holds_what_is_public_and_says_what_is_missing() {
    let desk = Desk::open();
    let counts = |answer: &Value| (answer["n_actors"].clone(), answer["n_relations"].clone());
    let path = format!("/api/release?ags={KREIS}");
    let (own, public) = (value(&desk.get(&path)), value(&get(&path)));
    assert_eq!(
        counts(&own),
        counts(&public),
        "a coordinator releases no more than the public sees"
    );
    let graph = value(&desk.get(&format!("/api/graph?ags={KREIS}")));
    let n_seen = graph["edges"].as_array().unwrap().len();
    assert!(public["n_relations"].as_u64().unwrap() < n_seen.try_into().unwrap());
    assert_eq!(public["files"], json!([]));
    let said = "herausgeber=Kreis&webseite=https://kreis.example&kontakt=KI&erreichbar=ki@kreis.example\
                &adresse=https://kreis.example/kim&bereitsteller=http://dcat-ap.de/def/contributors/openNRW";
    let archive = desk.get(&format!("/ausgabe/{KREIS}/freigabe.zip?{said}"));
    assert_eq!(archive.status, StatusCode::OK);
    assert_eq!(archive.header("content-type"), "application/zip");
    let early = desk.get(&format!("/ausgabe/{KREIS}/freigabe.zip?herausgeber=Kreis"));
    assert_eq!(early.status, StatusCode::SEE_OTHER);
    assert_eq!(early.header("location"), "/k/05774/daten/freigabe?herausgeber=Kreis");
    assert_eq!(desk.get("/ausgabe/99999/freigabe.zip").status, StatusCode::NOT_FOUND);
}

#[test]
fn whoever_may_only_read_changes_nothing() {
    let (network, _) = paderborn();
    let refused = send(command("anonymous", 1, renamed(&network.actors[0], "Anders")));
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    for question in ["form?ags=05774&table=actors&id=ki", "similar-actors?ags=05774&name=Caritas"] {
        let answer = get(&format!("/api/{question}"));
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{question}: {}", answer.body);
    }
    let log: Value = serde_json::from_str(&get("/api/log?ags=05774").body).unwrap();
    assert_eq!(log["entries"], json!([]));
    assert!(get("/k/05774/verlauf").body.contains("sieht nur die Koordination"));
    assert!(get("/k/05774").body.contains("nur lesen"));
}

#[test]
fn the_history_of_an_actor_is_of_it_and_what_belongs_to_it() {
    let desk = Desk::open();
    let network = desk.network();
    let entries = |actor: &str| {
        let log = value(&desk.get(&format!("/api/actor-log?ags={KREIS}&actor={actor}")));
        log["entries"].as_array().unwrap().clone()
    };
    let relation = network.relations.first().unwrap().clone();
    let (from, to) = (relation.from.to_string(), relation.to.to_string());
    let is_apart = |actor: &&Actor| ![&relation.from, &relation.to].contains(&&actor.id);
    let apart = network.actors.iter().find(is_apart).unwrap().id.to_string();
    let before = [&from, &to, &apart].map(|actor| entries(actor).len());
    let after = model::Relation { note: Some("neu".to_owned()), ..relation.clone() };
    let change = RowChange {
        key: RowKey::new(TableName::Relations, relation.id.as_str()),
        before: Some(Row::Relations(Box::new(relation))),
        after: Some(Row::Relations(Box::new(after))),
    };
    let saved = desk.run("note-0001", Intent::Save(vec![change]));
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let now = [&from, &to, &apart].map(|actor| entries(actor).len());
    assert_eq!(now, [before[0] + 1, before[1] + 1, before[2]], "both ends, and nobody else");
    let newest = &entries(&from)[0];
    assert_eq!(newest["n_changes"], json!(1));
    assert_eq!(newest["rows"][0]["key"]["table"], json!("relations"));
    // Older ones come on demand.
    let older = value(&desk.get(&format!("/api/actor-log?ags={KREIS}&actor={from}&newest=1")));
    assert!(older["entries"].as_array().unwrap().len() <= 1);
    assert_eq!(older["older"], Value::Null);
    let readers = value(&get(&format!("/api/actor-log?ags={KREIS}&actor=ki")));
    assert_eq!(readers["entries"], json!([]));
    let unknown = desk.get(&format!("/api/actor-log?ags={KREIS}&actor=gibt-es-nicht"));
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[test]
fn every_format_is_written_and_what_is_text_reads_again() {
    let desk = Desk::open();
    let network = desk.network();
    let renamed = desk.run("before-export", renamed(&network.actors[0], "Vor dem Auslesen"));
    assert_eq!(renamed.status, StatusCode::OK, "{}", renamed.body);
    let (_, codes) = paderborn();
    for format in ["json", "graphml", "gexf", "kumu.json", "hsds.json"] {
        let file = desk.get(&format!("/ausgabe/{KREIS}/{format}"));
        assert_eq!(file.status, StatusCode::OK, "{format}");
        let name = format!("a.{format}");
        let draft = exchange::read_file(&name, file.body.as_bytes(), &codes);
        let is_renamed =
            |row: &Row| matches!(row, Row::Actors(actor) if actor.name == "Vor dem Auslesen");
        assert!(draft.rows.iter().any(is_renamed), "{format}");
    }
    for format in ["csv.zip", "xlsx", "kumu.xlsx", "hsds.zip", "geojson"] {
        let file = desk.get(&format!("/ausgabe/{KREIS}/{format}"));
        assert_eq!(file.status, StatusCode::OK, "{format}");
        let disposition = file.header("content-disposition");
        assert!(disposition.ends_with(&format!(".{format}\"")), "{disposition}");
    }
    assert_eq!(desk.get(&format!("/ausgabe/{KREIS}/docx")).status, StatusCode::NOT_FOUND);
}

#[test]
fn the_whole_network_takes_its_history_along_for_the_coordination_only() {
    let desk = Desk::open();
    let network = desk.network();
    let first = &network.actors[0];
    let renamed = desk.run("in-history", renamed(first, "Mit Verlauf"));
    assert_eq!(renamed.status, StatusCode::OK, "{}", renamed.body);
    let path = format!("/ausgabe/{KREIS}/json");
    let own = value(&desk.get(&path));
    assert!(own["views"]["overview"].as_array().is_some_and(|places| !places.is_empty()));
    let history = own["history"].as_array().unwrap();
    let last = history.last().unwrap();
    assert_eq!(last["note"], json!("ein Grund"));
    assert_eq!(last["changes"][0]["before"]["row"]["name"], json!(first.name));
    assert_eq!(value(&get(&path))["history"], json!([]), "readers see no log");
}

#[test]
fn what_was_passed_on_may_only_read() {
    let desk = Desk::open();
    let network = desk.network();
    for (name, text) in [("x-forwarded-for", "203.0.113.9"), ("host", "kim.kreis.example")] {
        let mut request = command("passed-on", 1, renamed(&network.actors[0], "Anders"));
        request.headers_mut().insert(name, text.parse().unwrap());
        let refused = send_to(desk.router.clone(), request);
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{name}: {}", refused.body);
    }
    assert_eq!(desk.network(), network);
}

#[test]
fn a_command_is_carried_out_once_and_can_be_taken_back() {
    let desk = Desk::open();
    let before = desk.network();
    let actor = &before.actors[0];
    let first = value(&desk.run("rename", renamed(actor, "Ein neuer Name")));
    assert_eq!(first, json!({ "revision": 2, "n_changes": 1 }));
    let again = value(&desk.run("rename", renamed(actor, "Ein neuer Name")));
    assert_eq!(again, json!({ "revision": 2, "n_changes": 0 }));
    assert!(
        desk.get(&format!("/k/05774/netz?akteur={}", actor.id)).body.contains("Ein neuer Name")
    );
    let log = value(&desk.get("/api/log?ags=05774"));
    assert_eq!(log["entries"][0]["note"], "ein Grund");
    assert_eq!(log["entries"][0]["by"], "lokal");
    assert_eq!(log["entries"][0]["rows"][0]["cells"][0][2], "Ein neuer Name");

    let undone = value(&desk.run("take-back", Intent::Undo { revision: 2 }));
    assert_eq!(undone, json!({ "revision": 3, "n_changes": 1 }));
    assert_eq!(desk.network().actors, before.actors);
    let page = desk.get("/k/05774/verlauf");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("nimmt Stand 2 zurück"), "{}", page.body);
}

#[test]
fn what_breaks_a_rule_comes_back_with_a_german_sentence() {
    let desk = Desk::open();
    let network = desk.network();
    let seen = &network.actors[0];
    let lost = Actor { parent: Some("niemand".parse().unwrap()), ..seen.clone() };
    let save = Intent::Save(vec![RowChange {
        key: RowKey::new(TableName::Actors, seen.id.as_str()),
        before: Some(seen.clone().into()),
        after: Some(lost.into()),
    }]);
    let refused = desk.run("broken", save);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("Akteur „niemand“ gibt es nicht"), "{}", refused.body);
    let unknown = desk.run("unknown", Intent::Undo { revision: 99 });
    assert_eq!(unknown.status, StatusCode::NOT_FOUND, "{}", unknown.body);
    let nonsense = Request::post("/api/command")
        .header("host", "localhost")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/json")
        .body(Body::from(r#"{"ags":"05774","command":{"id":"x"}}"#))
        .unwrap();
    assert_eq!(send_to(desk.router.clone(), nonsense).status, StatusCode::BAD_REQUEST);
    assert_eq!(desk.network(), network);
}

/// 64 at the same time: half of them add something, half rename one and the same actor. Whatever
/// was added is there, one name has won, and everybody else was shown both values.
#[test]
fn sixty_four_writers_lose_nothing_and_every_conflict_is_seen() {
    const N_EACH: usize = 32;
    let desk = Desk::open();
    let before = desk.network();
    let seen = before.actors[0].clone();
    let requests: Vec<Request<Body>> = (0..2 * N_EACH)
        .map(|writer| {
            let intent = if writer % 2 == 0 {
                renamed(&seen, &format!("Name {writer}"))
            } else {
                let id = format!("neu-{writer}").parse().unwrap();
                Intent::Save(vec![RowChange::added(Row::from(Actor { id, ..seen.clone() }))])
            };
            command(&format!("writer-{writer}"), 1, intent)
        })
        .collect();
    let router = desk.router.clone();
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let waiting: Vec<_> = requests
            .into_iter()
            .map(|request| {
                let router = router.clone();
                scope.spawn(move || send_to(router, request))
            })
            .collect();
        waiting.into_iter().map(|answer| answer.join().unwrap()).collect()
    });
    let with = |status| answers.iter().filter(|answer| answer.status == status).count();
    assert_eq!((with(StatusCode::OK), with(StatusCode::CONFLICT)), (N_EACH + 1, N_EACH - 1));
    let after = desk.network();
    assert_eq!(after.actors.len(), before.actors.len() + N_EACH);
    assert_eq!(after.revision, 2 + u64::try_from(N_EACH).unwrap());
    let winner = &after.actors.iter().find(|actor| actor.id == seen.id).unwrap().name;
    for answer in answers.iter().filter(|answer| answer.status == StatusCode::CONFLICT) {
        assert!(answer.body.contains(winner.as_str()), "{}", answer.body);
        assert!(answer.body.contains("\"mine\":\"Name "), "{}", answer.body);
    }
}

#[test]
fn a_form_brings_what_it_needs() {
    let desk = Desk::open();
    let form = value(&desk.get("/api/form?ags=05774&table=actors&id=ki"));
    assert_eq!(form["row"]["table"], "actors");
    assert!(!form["dependants"].as_array().unwrap().is_empty());
    assert!(!form["choices"]["actors"].as_array().unwrap().is_empty());
    let unknown = desk.get("/api/form?ags=05774&table=actors&id=gibt-es-nicht");
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let similar = value(&desk.get("/api/similar-actors?ags=05774&name=Jobcenter%20Paderborn"));
    assert!(!similar.as_array().unwrap().is_empty());
}
