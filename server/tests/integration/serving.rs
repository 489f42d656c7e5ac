//! `netzlotse serve`: starting, refusing to start, stopping.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;

use store::{Store, StoreUrl};
use tempfile::TempDir;

use crate::program::{Running, refusal, run};
use crate::site::wait_for;

/// A folder that passes for a built site.
fn site() -> TempDir {
    let site = tempfile::tempdir().unwrap();
    fs::create_dir(site.path().join("pkg")).unwrap();
    site
}

fn option(name: &str, path: &Path) -> String {
    format!("{name}={}", path.display())
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn the_first_start_brings_the_examples_and_a_signal_ends_it() {
    let (site, data) = (site(), tempfile::tempdir().unwrap());
    let arguments = [option("--site", site.path()), option("--data", data.path())];
    let first = Running::serve(&arguments);
    let health = get(&first.address, "/healthz");
    assert!(health.ends_with(r#"{"status":"ok","networks":5}"#), "{health}");
    assert!(get(&first.address, "/k/05774").contains("Kreis Paderborn"));

    // A second program keeps its hands off the data.
    let second = run(["serve", "--port=0"].map(str::to_owned).into_iter().chain(arguments.clone()));
    let sentence = refusal(&second);
    assert!(sentence.contains("wird schon von einem anderen Programm benutzt"), "{sentence}");
    let import = run(["import", &example("lippe"), &arguments[1]]);
    assert!(refusal(&import).contains("--data"), "{import:?}");

    first.signal("TERM");
    assert_eq!(first.end(), (Some(0), Vec::new()));

    let again = Running::serve(&arguments);
    let health = get(&again.address, "/healthz");
    assert!(health.ends_with(r#"{"status":"ok","networks":5}"#), "{health}");
    again.signal("INT");
    assert_eq!(again.end().0, Some(0));
}

pub(crate) fn example(name: &str) -> String {
    format!("{}/../app/data/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn an_empty_start_has_code_lists_but_no_network() {
    let (site, data) = (site(), tempfile::tempdir().unwrap());
    let arguments = [option("--site", site.path()), option("--data", data.path())];
    let server = Running::serve(arguments.iter().map(String::as_str).chain(["--empty"]));
    let health = get(&server.address, "/healthz");
    assert!(health.ends_with(r#"{"status":"ok","networks":0}"#), "{health}");
    assert!(get(&server.address, "/").contains("Noch kein Netz"), "the page says what to do");
    server.signal("TERM");
    assert_eq!(server.end().0, Some(0));
    let folder = data.path().join("db");
    let codes = wait_for(async move {
        let store = Store::open(&StoreUrl::Folder(folder)).await.unwrap();
        store.load_code_book().await.unwrap()
    });
    assert!(!codes.entries().is_empty());
}

#[test]
fn a_taken_port_harms_nothing() {
    let (site, data) = (site(), tempfile::tempdir().unwrap());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let ended = run([
        "serve".to_owned(),
        format!("--port={port}"),
        option("--site", site.path()),
        option("--data", data.path()),
    ]);
    let expected = format!(
        "Port {port} ist schon belegt. Beenden Sie das andere Programm oder wählen Sie mit --port \
         einen anderen."
    );
    assert_eq!(refusal(&ended), expected);
    assert!(fs::read_dir(data.path()).unwrap().next().is_none(), "no database was made");
}

#[test]
fn a_missing_site_names_the_way_to_get_one() {
    let folder = tempfile::tempdir().unwrap();
    let ended = run(["serve", "--database=mem://", &option("--site", folder.path())]);
    let sentence = refusal(&ended);
    assert!(sentence.contains("cargo xtask build") && sentence.contains("--site"), "{sentence}");
}

#[test]
fn databases_that_cannot_be_used_are_named() {
    let site = site();
    let serve = |database: &str| {
        run(["serve", "--port=0", &option("--site", site.path()), "--database", database])
    };
    let unknown = serve("postgres://db");
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    assert!(unknown.stderr.contains("„postgres://db“ ist unbekannt"), "{}", unknown.stderr);
    // Port 9 (discard) of loopback: nobody listens there.
    let silent = serve("ws://127.0.0.1:9");
    assert!(refusal(&silent).starts_with("Die Datenbank ist nicht erreichbar"), "{silent:?}");
    let file = site.path().join("file");
    fs::write(&file, "").unwrap();
    let no_folder = serve(&format!("surrealkv://{}", file.display()));
    assert!(refusal(&no_folder).contains("lässt sich nicht öffnen"), "{no_folder:?}");
}

#[test]
fn without_a_home_the_data_folder_must_be_named() {
    let site = site();
    let ended = run(["serve", "--port=0", &option("--site", site.path())]);
    assert!(refusal(&ended).contains("--data"), "{ended:?}");
}
