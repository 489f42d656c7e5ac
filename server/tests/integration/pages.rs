//! Pages: status, language, content and headers.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use server::{FirstContent, ensure_content};
use store::{Store, StoreUrl};

use crate::site::{Answer, KREISE, get, get_with, request, router_over, send_to, wait_for};

const PAGES: [&str; 8] =
    ["", "/netz", "/wege", "/wege/zettel", "/ketten", "/engpaesse", "/abdeckung", "/struktur"];

/// What every page must hold, whatever it shows.
#[track_caller]
fn assert_is_page(path: &str, answer: &Answer) {
    let body = &answer.body;
    assert!(answer.header("content-type").starts_with("text/html"), "{path}");
    assert!(answer.header("content-security-policy").contains("'nonce-"), "{path}: no CSP");
    assert_eq!(answer.header("cache-control"), "private, no-cache", "{path}");
    assert!(body.contains(r#"<html lang="de""#), "{path} is not in German");
    for sign in ["panicked", "unwrap", "texts.", "problem_", "StoreError", "surreal"] {
        assert!(!body.contains(sign), "{path} contains {sign}");
    }
}

#[test]
fn every_page_of_every_kreis_is_there() {
    for (ags, name) in KREISE {
        for page in PAGES {
            let path = format!("/k/{ags}{page}");
            let answer = get(&path);
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
            assert_is_page(&path, &answer);
            assert!(answer.body.contains(name), "{path} does not name {name}");
            assert!(answer.body.contains("Beispieldaten"), "{path}");
        }
    }
}

#[test]
fn first_visitors_at_the_same_time_all_see_the_picture() {
    let store = wait_for(async {
        let store = Arc::new(Store::open(&StoreUrl::Memory).await.unwrap());
        ensure_content(&store, FirstContent::Examples).await.unwrap();
        store
    });
    let router = router_over(&store, Path::new("no-site"));
    let visits: Vec<_> = (0..6)
        .map(|_| {
            let router = router.clone();
            std::thread::spawn(move || send_to(router, request("/k/05774/netz")))
        })
        .collect();
    for visit in visits {
        let answer = visit.join().unwrap();
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert!(answer.body.contains(r#"data-actor=""#), "no picture");
    }
}

/// Leptos numbers what a page loads in the order of making, on both sides; what is made twice on
/// the server is sent twice and moves the numbers on, so that the browser finds the wrong data.
#[test]
fn every_page_loads_and_sends_its_data_once() {
    let with_state = [
        "/",
        "/k/05774",
        "/k/05774/netz?akteur=abh-kreis",
        "/k/05774/netz?ansicht=matrix&akteur=abh-kreis",
        "/k/05774/netz?ansicht=fluss&enden=sektor",
        "/k/05774/wege?kommune=05774020&status=duldung&nach=feld:arbeit",
        "/k/05774/wege?kommune=05774020&nach=feld:arbeit&sprache=ar&meiden=cm-delbrueck&weg=3",
        "/k/05774/wege/zettel?kommune=05774020&status=duldung&nach=feld:arbeit&weg=2",
        "/k/05774/ketten?kette=ankommen-sprache&kommune=05774020",
        "/k/05774/abdeckung?feld=wohnen&kommune=05774020",
        "/k/05774/engpaesse?art=ueberlastet&aenderung=zu:abh-kreis&nachspielen=1",
        "/k/05774/engpaesse?feld=sprache&kommune=05774020",
        "/k/05774/struktur?gruppen=rechtskreis",
    ];
    for path in with_state {
        let body = get(path).body;
        let sent: Vec<&str> = body.split("__RESOLVED_RESOURCES[").skip(1).collect();
        let sent: Vec<&str> = sent
            .iter()
            .filter_map(|text| text.split_once("] = "))
            .map(|(_, data)| data.split("\";").next().unwrap())
            // What was not asked for holds nothing, here as there.
            .filter(|data| !data.ends_with("null"))
            .collect();
        assert!(sent.len() > 1, "{path} sends nothing");
        let distinct: BTreeSet<&&str> = sent.iter().collect();
        assert_eq!(distinct.len(), sent.len(), "{path} sends something twice");
    }
}

#[test]
fn the_start_page_names_every_kreis() {
    let answer = get("/");
    assert_eq!(answer.status, StatusCode::OK);
    assert_is_page("/", &answer);
    for (ags, name) in KREISE {
        assert!(answer.body.contains(name), "{name}");
        assert!(answer.body.contains(&format!("/k/{ags}")), "no link to {ags}");
    }
}

#[test]
fn the_nonce_of_the_policy_is_that_of_the_scripts() {
    let (first, second) = (get("/"), get("/"));
    let nonce = |answer: &Answer| {
        let policy = answer.header("content-security-policy").to_owned();
        let (_, rest) = policy.split_once("'nonce-").unwrap();
        rest.split_once('\'').unwrap().0.to_owned()
    };
    assert!(first.body.contains(&format!(r#"nonce="{}""#, nonce(&first))));
    assert_ne!(nonce(&first), nonce(&second), "a nonce is used once");
}

#[test]
fn english_for_readers_who_chose_it() {
    let answer = get_with("/k/05774/netz", "cookie", "other=1; sprache=en; ansicht=dark");
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains(r#"<html lang="en" data-theme="dark""#), "{}", answer.body);
    assert!(answer.body.contains("example data"));
    assert!(!answer.body.contains("Zum Inhalt springen"));
    let unknown = get_with("/", "cookie", "sprache=fr");
    assert!(unknown.body.contains(r#"<html lang="de""#));
}

#[test]
fn an_unknown_kreis_is_not_found() {
    for ags in ["05999", "5774", "057740", "abc", "05774%20", "%C3%A4", "%FF", "..%2F05774"] {
        for page in PAGES {
            let path = format!("/k/{ags}{page}");
            let answer = get(&path);
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert_is_page(&path, &answer);
            assert!(answer.body.contains("Diesen Kreis gibt es"), "{path}: {}", answer.body);
        }
    }
}

#[test]
fn an_unknown_actor_is_not_found() {
    let path = "/k/05774/netz?akteur=gibt-es-nicht";
    let answer = get(path);
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_is_page(path, &answer);
}

#[test]
fn an_id_that_can_be_none_is_left_out_and_named() {
    let named = [("Gro%C3%9F", "Groß"), ("%3Cscript%3E", "&lt;script&gt;"), ("a%00b", "akteur=a")];
    for (in_url, on_page) in named {
        let path = format!("/k/05774/netz?akteur={in_url}");
        let answer = get(&path);
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_is_page(&path, &answer);
        assert!(answer.body.contains(on_page), "{path} does not name {on_page}");
        assert!(!answer.body.contains("akteur=<script>"), "{path}");
    }
}

#[test]
fn an_unknown_path_is_not_found() {
    for path in ["/gibt-es-nicht", "/k", "/k/05774/netz/tiefer", "/api", "/api/x", "/pkg", "/*"] {
        let answer = get(path);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_is_page(path, &answer);
        assert!(answer.body.contains("Diese Seite gibt es"), "{path}: {}", answer.body);
    }
}

#[test]
fn a_last_slash_leads_to_the_page() {
    let answer = get("/k/05774/netz/?akteur=x");
    assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(answer.header("location"), "/k/05774/netz?akteur=x");
    let evil = get("//evil.example/");
    assert_eq!(evil.status, StatusCode::NOT_FOUND);
    assert_eq!(evil.header("location"), "");
}

#[test]
fn markup_in_a_url_stays_text() {
    let script = "%3Cscript%3Ealert(1)%3C/script%3E";
    for path in [
        format!("/k/{script}"),
        format!("/k/05774/netz?suche={script}&ort={script}&akteur={script}"),
        format!("/k/05774/wege?kommune={script}&nach={script}&status={script}&von={script}"),
        format!("/k/05774/ketten?kette={script}&kommune={script}&status={script}"),
        format!("/k/05774/abdeckung?gruppe={script}&feld={script}&kommune={script}"),
        format!("/k/05774/wege?kommune=05774020&nach=feld:arbeit&gruppe={script}&meiden={script}"),
        format!("/k/05774/wege/zettel?kommune=05774020&nach=feld:arbeit&sprache={script}"),
    ] {
        let answer = get(&path);
        assert!(!answer.body.contains("<script>alert(1)"), "{path}");
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
    }
}

#[test]
fn a_route_is_found_and_a_wrong_question_is_refused() {
    let question = |rest: &str| get(&format!("/k/05774/wege?{rest}"));
    assert_eq!(question("kommune=05774012&nach=feld:arbeit").status, StatusCode::OK);
    let unknown = question("kommune=05774012&nach=akteur:gibt-es-nicht");
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let unknown = question("kommune=05774012&nach=feld:gibt-es-nicht");
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert_is_page("wege", &unknown);
}

#[test]
fn conditions_of_a_route_that_mean_nothing_are_named() {
    let rest = "kommune=05774020&nach=feld:arbeit&gruppe=niemand&meiden=nirgends&uebergaben=viele";
    let answer = get(&format!("/k/05774/wege?{rest}"));
    assert_eq!(answer.status, StatusCode::OK);
    for ignored in ["gruppe=niemand", "meiden=nirgends", "uebergaben=viele"] {
        assert!(answer.body.contains(ignored), "{ignored}");
    }
    assert!(answer.body.contains("answer-sentence"));
}

#[test]
fn many_questions_get_an_answer_and_a_slip() {
    for (ags, municipality) in [("05554", "05554012"), ("05774", "05774020")] {
        for field in ["arbeit", "sprache", "wohnen", "gesundheit", "einbuergerung"] {
            for page in ["wege", "wege/zettel"] {
                let path = format!("/k/{ags}/{page}?kommune={municipality}&nach=feld:{field}");
                let answer = get(&path);
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                assert_is_page(&path, &answer);
            }
        }
    }
}

#[test]
fn a_change_that_cannot_be_made_is_refused_in_plain_words() {
    let cases = [
        ("zu:nirgends", StatusCode::NOT_FOUND, "Den Akteur „nirgends“ gibt es nicht."),
        ("unsinn", StatusCode::BAD_REQUEST, "Diese Änderung geht nicht"),
        ("zugang:abh-aufenthalt", StatusCode::BAD_REQUEST, "Diese Änderung geht nicht"),
    ];
    for (change, status, text) in cases {
        let path = format!("/k/05774/engpaesse?aenderung={change}");
        let answer = get(&path);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.body.contains(text), "{path} does not say {text}");
        assert!(answer.body.contains("strain-item"), "{path}: the rest of the page is missing");
    }
}

#[test]
fn a_scenario_is_computed_and_called_an_estimate() {
    let answer = get("/k/05774/engpaesse?aenderung=zu:ebh-kreis");
    assert_eq!(answer.status, StatusCode::OK);
    for text in ["Geschätzt: ", "Ihre Änderungen", "Nicht mehr erreichbar", "Schätzung"] {
        assert!(answer.body.contains(text), "no {text}");
    }
}

#[test]
fn what_gets_through_is_computed_for_a_field_and_a_kommune() {
    let page = |rest: &str| get(&format!("/k/05774/engpaesse?{rest}"));
    let asked = page("feld=arbeit&kommune=05774020");
    assert_eq!(asked.status, StatusCode::OK);
    for text in
        ["Aus Delbrück", "Die engste Stelle", "Nadelöhre des Kreises", "stroke=\"var(--alarm)\""]
    {
        assert!(asked.body.contains(text), "no {text}");
    }
    for wrong in ["feld=gibt-es-nicht", "feld=arbeit&kommune=05554020"] {
        let answer = page(wrong);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        assert!(answer.body.contains("strain-item"), "{wrong}: the rest of the page is missing");
    }
}

#[test]
fn the_structure_is_told_by_other_groups_on_demand() {
    let by_sector = get("/k/05774/struktur");
    let by_regime = get("/k/05774/struktur?gruppen=rechtskreis");
    for answer in [&by_sector, &by_regime] {
        assert_eq!(answer.status, StatusCode::OK);
        for text in ["Drei Stellen bestreiten", "Gemeinschaft 1", "Brücken", "dichter Kern"] {
            assert!(answer.body.contains(text), "no {text}");
        }
    }
    assert!(!by_sector.body.contains("Ohne Gruppe und daher nicht gezählt"));
    assert!(by_regime.body.contains("Ohne Gruppe und daher nicht gezählt"));
    assert!(get("/k/05774/struktur?gruppen=farbe").body.contains("gruppen=farbe"));
}

#[test]
fn every_view_of_the_network_is_complete_on_the_server() {
    for (ags, _) in KREISE {
        let page = |rest: &str| get(&format!("/k/{ags}/netz?{rest}"));
        let matrix = page("ansicht=matrix");
        assert_eq!(matrix.status, StatusCode::OK);
        // A few elements for what is there, none for the thousands of empty cells.
        let n_cells = matrix.body.matches(r#"<path class="cell l-"#).count();
        assert!((100..1_500).contains(&n_cells), "{ags}: {n_cells} cells");
        assert!(matrix.body.contains("unter 2 Fälle im Monat"), "{ags}");
        let filtered = page("ansicht=matrix&sektor=public_federal");
        let n_filtered = filtered.body.matches(r#"<path class="cell l-"#).count();
        assert!(n_filtered < n_cells, "{ags}: {n_filtered} of {n_cells}");
        let stream = page("ansicht=fluss");
        assert!(stream.body.contains(r#"class="ribbon g-"#), "{ags}: no ribbon");
        assert!(stream.body.contains("Zusammen "), "{ags}: no total");
        let flow = page("anordnung=fluss");
        assert!(flow.body.contains(r#"data-actor=""#), "{ags}: no picture");
    }
}

#[test]
fn a_cell_of_the_coverage_is_shown_and_a_wrong_one_is_not_found() {
    let page = |rest: &str| get(&format!("/k/05774/abdeckung?{rest}"));
    let cell = page("feld=sprache&kommune=05774020&gruppe=families&status=duldung");
    assert_eq!(cell.status, StatusCode::OK);
    assert!(cell.body.contains("„Sprache“ in Delbrück"), "{}", cell.body);
    for wrong in [
        "feld=gibt-es-nicht&kommune=05774020",
        "feld=sprache&kommune=05554020",
        "gruppe=gibt-es-nicht",
        "status=gibt-es-nicht",
    ] {
        let answer = page(wrong);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        assert_is_page(wrong, &answer);
    }
}

#[test]
fn a_chain_is_mapped_and_a_wrong_one_is_not_found() {
    let page = |rest: &str| get(&format!("/k/05774/ketten?{rest}"));
    let chain = page("kette=ankommen-sprache&kommune=05774020");
    assert_eq!(chain.status, StatusCode::OK);
    assert!(chain.body.contains("dauert in Delbrück"), "{}", chain.body);
    let everywhere = page("kette=familie");
    assert!(everywhere.body.contains("Alle Kommunen im Vergleich"), "{}", everywhere.body);
    for wrong in [
        "kette=gibt-es-nicht&kommune=05774020",
        "kette=gibt-es-nicht",
        "kette=familie&kommune=05554020",
        "kette=familie&status=gibt-es-nicht",
    ] {
        let answer = page(wrong);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{wrong}");
        assert_is_page(wrong, &answer);
    }
}
