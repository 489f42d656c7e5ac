//! HSDS from the outside: what is written keeps to the standard and comes back, foreign files are
//! read as far as they go, broken ones are refused.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use exchange::hsds::{
    HsdsImport, HsdsOptions, HsdsProblem, read_hsds, write_hsds_json, write_hsds_package,
};
use exchange::{Note, Problem, ReadOptions, Reason, SetValue, read_file, read_file_with};
use model::{Actor, CodeBook, Network, Row, Service, Source};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::generate::{Random, generate};
use crate::rich;
use crate::rich::v;

fn options() -> HsdsOptions {
    HsdsOptions { file: "verzeichnis.json".to_owned(), default_field: None }
}

fn read(bytes: impl AsRef<[u8]>) -> HsdsImport {
    read_hsds(bytes.as_ref(), &options(), &rich::code_book())
}

fn messages(import: &HsdsImport) -> Vec<String> {
    import.problems.iter().map(ToString::to_string).collect()
}

fn notes(import: &HsdsImport) -> Vec<String> {
    import.notes.iter().map(ToString::to_string).collect()
}

fn actors(import: &HsdsImport) -> Vec<Actor> {
    let actor = |row: &Row| match row {
        Row::Actors(actor) => Some((**actor).clone()),
        _ => None,
    };
    import.rows.iter().filter_map(actor).collect()
}

fn services(import: &HsdsImport) -> Vec<Service> {
    let service = |row: &Row| match row {
        Row::Services(service) => Some((**service).clone()),
        _ => None,
    };
    import.rows.iter().filter_map(service).collect()
}

fn sources(import: &HsdsImport) -> Vec<Source> {
    let source = |row: &Row| match row {
        Row::Sources(source) => Some((**source).clone()),
        _ => None,
    };
    import.rows.iter().filter_map(source).collect()
}

#[track_caller]
fn check_comes_back(network: &Network, codes: &CodeBook) {
    let json = write_hsds_json(network, codes);
    let package = write_hsds_package(network, codes).unwrap();
    for bytes in [json, package] {
        let import = read_hsds(&bytes, &options(), codes);
        assert_eq!(messages(&import), [""; 0]);
        assert_eq!(notes(&import), [""; 0]);
        assert_eq!(actors(&import), network.actors);
        assert_eq!(services(&import), network.services);
        let envelopes = network.actors.iter().map(|row| &row.envelope);
        let envelopes = envelopes.chain(network.services.iter().map(|row| &row.envelope));
        let named: BTreeSet<_> = envelopes.flat_map(|envelope| &envelope.sources).collect();
        let mut expected = network.sources.clone();
        expected.retain(|source| named.contains(&source.id));
        assert_eq!(sources(&import), expected);
    }
}

#[test]
fn actors_services_and_sources_come_back() {
    check_comes_back(&rich::network(), &rich::code_book());
    for seed in 0..60 {
        check_comes_back(&generate(seed), &rich::code_book());
    }
}

#[test]
fn equal_networks_give_equal_bytes() {
    let codes = rich::code_book();
    let network = rich::network();
    assert_eq!(write_hsds_json(&network, &codes), write_hsds_json(&network.clone(), &codes));
    let package = || write_hsds_package(&network, &codes).unwrap();
    assert_eq!(package(), package());
}

/// The tables of a package, each row by column.
fn package_tables(bytes: &[u8]) -> BTreeMap<String, Vec<BTreeMap<String, String>>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut tables = BTreeMap::new();
    for idx in 0..zip.len() {
        let mut entry = zip.by_index(idx).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        if let Some(table) = name.strip_suffix(".csv") {
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let rows = reader.deserialize().map(Result::unwrap).collect();
            tables.insert(table.to_owned(), rows);
        }
    }
    tables
}

/// Fields that HSDS 3.0 demands, in `required` and, for tables, in `tabular_required`.
const REQUIRED: [(&str, &[&str]); 12] = [
    ("organizations", &["id", "name", "description"]),
    ("services", &["id", "name", "status", "organization_id"]),
    ("service_at_location", &["id", "service_id", "location_id"]),
    ("locations", &["id", "location_type"]),
    ("phones", &["id", "number"]),
    ("service_areas", &["id"]),
    ("languages", &["id"]),
    ("required_documents", &["id"]),
    ("organization_identifiers", &["id", "organization_id", "identifier_type", "identifier"]),
    ("attributes", &["id", "link_id", "taxonomy_term_id", "link_entity"]),
    ("taxonomies", &["id", "name", "description"]),
    ("taxonomy_terms", &["id", "name", "description"]),
];

#[test]
fn the_package_keeps_to_the_standard() {
    let mut network = rich::network();
    network.actors[0].contact = Some("Markt 1, 33098 Paderborn, Telefon 05251 30-0".to_owned());
    network.actors[1].contact = Some("ki@kreis.example".to_owned());
    let tables = package_tables(&write_hsds_package(&network, &rich::code_book()).unwrap());
    assert_eq!(tables.keys().map(String::as_str).collect::<BTreeSet<_>>(), {
        REQUIRED.iter().map(|(table, _)| *table).collect()
    });
    let mut ids = BTreeSet::new();
    for (table, required) in REQUIRED {
        for row in &tables[table] {
            for field in required {
                assert!(!row[*field].is_empty(), "{table}.{field}");
            }
            assert!(ids.insert(row["id"].clone()), "{table}: {} twice", row["id"]);
            let is_uuid = row["id"].len() == 36 && row["id"].as_bytes()[14] == b'5';
            assert!(is_uuid, "{table}: {} is no UUID of version 5", row["id"]);
        }
    }
    for (table, rows) in &tables {
        for (column, id) in rows.iter().flatten() {
            let is_link = column.ends_with("_id") && !id.is_empty();
            assert!(!is_link || ids.contains(id), "{table}.{column}: {id}");
        }
    }
    let only = |table: &str, column: &str| -> BTreeSet<&str> {
        tables[table].iter().map(|row| row[column].as_str()).collect()
    };
    assert_eq!(only("services", "status"), ["temporarily closed"].into());
    assert_eq!(only("locations", "location_type"), ["physical"].into());
    assert_eq!(only("phones", "number"), ["05251 30-0"].into());
    assert_eq!(only("organizations", "email"), ["", "ki@kreis.example"].into());
    assert!(only("organization_identifiers", "identifier_scheme").contains("DE-AGS"));
    assert_eq!(
        only("service_areas", "uri"),
        ["http://dcat-ap.de/def/politicalGeocoding/districtKey/05774"].into()
    );
    let taxonomies = only("taxonomies", "name");
    for name in ["Rechtskreis", "Handlungsfeld", "Zielgruppe", "Aufenthaltsstatus", "Akteursart"] {
        assert!(taxonomies.contains(name), "{name}");
    }
}

#[test]
fn the_description_names_every_table() {
    let bytes = write_hsds_package(&rich::network(), &rich::code_book()).unwrap();
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let files: BTreeSet<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
    let entry = zip.by_name("datapackage.json").unwrap();
    let description: Value = serde_json::from_reader(entry).unwrap();
    let paths = description["resources"].as_array().unwrap().iter();
    let mut described: BTreeSet<String> =
        paths.map(|resource| resource["path"].as_str().unwrap().to_owned()).collect();
    described.insert("datapackage.json".to_owned());
    assert_eq!(described, files);
    assert_eq!(description["profile"], "tabular-data-package");
}

#[test]
fn nested_json_keeps_to_the_standard() {
    let json: Value =
        serde_json::from_slice(&write_hsds_json(&rich::network(), &rich::code_book())).unwrap();
    let service = &json["services"][0];
    assert_eq!(service["status"], "temporarily closed");
    assert_eq!(service["languages"][1]["code"], "zh-Hans");
    assert_eq!(service["required_documents"][0]["document"], "Pass");
    assert_eq!(service["service_at_locations"][0]["location"]["latitude"], json!(51.719));
    assert_eq!(service["service_areas"][0]["name"], "Paderborn");
    assert_eq!(service["attributes"][0]["taxonomy_term"]["taxonomy"], "Spalte");
    let organization = &json["organizations"][0];
    assert_eq!(service["organization_id"], organization["id"]);
    assert_eq!(organization["organization_identifiers"][1]["identifier_scheme"], "DE-AGS");
    assert!(organization["locations"][0]["organization_id"].is_null(), "what nests needs no link");
}

/// A page as other programs write it.
fn foreign() -> Value {
    let organization = json!({
        "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610",
        "name": "Beratungsstelle Süd",
        "description": "Berät in vielen Sprachen",
        "email": "erika.mustermann@example.org",
        "website": "https://example.org",
        "contacts": [{ "id": "1e7efce3-639b-4880-940c-b95cd30cdb50", "name": "Erika Mustermann" }],
    });
    json!({ "total_items": 2, "contents": [
        {
            "id": "ac148810-d857-441c-9679-408f346de14b",
            "name": "Sprachberatung",
            "status": "temporarily closed",
            "fees": "kostenlos",
            "minimum_age": 16,
            "languages": [{ "id": "l1", "name": "Ukrainisch", "code": "uk" },
                          { "id": "l2", "code": "kein Kürzel" }],
            "attributes": [{ "id": "a1", "taxonomy_term": { "id": "t1", "name": "Sprache auf Deutsch" } },
                           { "id": "a2", "taxonomy_term": { "id": "t2", "name": "SPRACHE" } }],
            "organization": organization,
        },
        {
            "id": "ac148810-d857-441c-9679-408f346de14c",
            "name": "Café",
            "status": "active",
            "organization": organization,
        },
    ]})
}

#[test]
fn a_foreign_directory_is_read_as_far_as_it_goes() {
    let import = read(foreign().to_string());
    let [actor] = actors(&import).try_into().unwrap();
    assert_eq!(actor.id, v("beratungsstelle-sued"));
    assert_eq!(actor.note.as_deref(), Some("Berät in vielen Sprachen"));
    assert_eq!(actor.contact.as_deref(), Some("https://example.org"));
    assert_eq!(actor.envelope.sources, [v("import-verzeichnis")]);
    assert_eq!(actor.envelope.visibility, model::Visibility::Kreis);
    assert_eq!(actor.envelope.confidence, model::Confidence::Assumed);
    let [service] = services(&import).try_into().unwrap();
    assert_eq!(service.fields, [v("sprache")]);
    assert_eq!(service.cost.as_deref(), Some("kostenlos"));
    assert_eq!(service.languages, [v("uk")]);
    assert_eq!(service.status, model::ServiceStatus::TemporarilyClosed);
    let [source] = sources(&import).try_into().unwrap();
    assert_eq!(source.title, "Eingelesen aus verzeichnis.json");
    assert_eq!(
        messages(&import),
        [
            "verzeichnis.json, Angebot „Sprachberatung“, Spalte languages: „kein Kürzel“ ist kein \
             gültiges Sprachkürzel (BCP 47, zum Beispiel de, ar, uk)",
            "verzeichnis.json, Angebot „Café“: kein Handlungsfeld erkannt; das Angebot wurde \
             ausgelassen, denn jedes braucht eines",
        ]
    );
    assert_eq!(
        notes(&import),
        [
            "Beratungsstelle Süd: das Postfach „…@example.org“ sieht nach einer Person aus und \
             wurde nicht übernommen",
            "Organisationen ohne Art: 1; eingesetzt wurde „Weitere Stelle“",
            "Organisationen ohne Ebene: 1; eingesetzt wurde „Kreis“",
            "Organisationen ohne Sektor: 1; eingesetzt wurde „Zivilgesellschaft“",
            "Angebote ohne Zugang: 2; eingesetzt wurde „offen“",
            "Angebote ohne Art: 2; eingesetzt wurde „Weiteres Angebot“",
            "Angebote ohne Handlungsfeld, ausgelassen: 1. Mit einem Handlungsfeld für alle würden \
             sie gelesen",
        ]
    );
    assert!(!format!("{import:?}").contains("Mustermann"), "no person is kept");
}

#[test]
fn an_upload_is_read_like_a_directory() {
    let codes = rich::code_book();
    let draft = read_file("verzeichnis.json", foreign().to_string().as_bytes(), &codes);
    let import = read(foreign().to_string());
    assert_eq!(draft.problems, import.problems);
    let sorted = |notes: &[Note]| notes.iter().cloned().collect::<BTreeSet<Note>>();
    assert_eq!(sorted(&draft.notes), sorted(&import.notes));
    let keys = |rows: &[Row]| rows.iter().map(Row::key).collect::<BTreeSet<_>>();
    assert_eq!(keys(&draft.rows), keys(&import.rows));
}

/// Two services of a table, of which the second names no field.
fn foreign_package() -> Vec<u8> {
    package(&[
        ("datapackage.json", "{}"),
        ("organizations.csv", "id,name,description\no,Büro,\n"),
        (
            "services.csv",
            "id,organization_id,name,status\ns,o,Kurs,active\nt,o,Café,active\nu,o,Ohne,offen\n",
        ),
        ("attributes.csv", "id,link_id,link_entity,taxonomy_term_id\na,s,service,t1\n"),
        ("taxonomy_terms.csv", "id,name,description\nt1,Sprache,\n"),
    ])
}

#[test]
fn a_field_may_be_chosen_for_services_without_one() {
    let codes = rich::code_book();
    let json = foreign().to_string().into_bytes();
    for (name, bytes) in [("verzeichnis.json", json), ("verzeichnis.zip", foreign_package())] {
        let draft = read_file(name, &bytes, &codes);
        let left_out = draft.notes.iter().find_map(|note| match note {
            Note::NoField { n_services } => Some(*n_services),
            _ => None,
        });
        let is_without = |problem: &Problem| problem.reason == HsdsProblem::NoField.into();
        let n_without = draft.problems.iter().filter(|problem| is_without(problem)).count();
        assert_eq!(left_out, Some(n_without), "{name}");

        let options = ReadOptions { default_field: Some(v("arbeit")), ..ReadOptions::default() };
        let filed = read_file_with(name, &bytes, &codes, &options);
        assert!(!filed.problems.iter().any(is_without), "{name}");
        let fields = filed.rows.iter().filter_map(|row| match row {
            Row::Services(service) => Some(service.fields.clone()),
            _ => None,
        });
        let fields: Vec<_> = fields.collect();
        assert_eq!(fields, [[v("sprache")], [v("arbeit")]], "{name}");
        let set = Note::Set { value: SetValue::Field(v("arbeit")), n_rows: 1 };
        assert!(filed.notes.contains(&set), "{name}: only what was taken is counted");
        assert!(!filed.notes.iter().any(|note| matches!(note, Note::NoField { .. })), "{name}");
    }
}

#[test]
fn a_chosen_field_must_be_one_of_ours() {
    let options = ReadOptions { default_field: Some(v("gibt-es-nicht")), ..ReadOptions::default() };
    let bytes = foreign().to_string();
    let draft = read_file_with("a.json", bytes.as_bytes(), &rich::code_book(), &options);
    let is_named = |problem: &Problem| matches!(problem.reason, Reason::NotInCodeBook { .. });
    assert!(draft.problems.iter().any(is_named));
    assert!(
        !draft.notes.iter().any(|note| matches!(note, Note::Set { value: SetValue::Field(_), .. }))
    );
}

fn package(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn problems_of_a_table_have_their_line() {
    let import = read(package(&[
        (
            "daten/organization.csv",
            "id;name;description;parent_organization_id\n\
             1;A;;2\n2;B;;1\n3;C;;9\n3;D;;\n4;;;\n5;A;;4\n6;E;;6\n7;F;;1\n",
        ),
        ("services.csv", "id,organization_id,name,status\ns,8,Kurs,active\nt,7,Kurs,offen\n"),
        ("contacts.csv", "\"kaputt"),
    ]));
    assert_eq!(
        messages(&import)[..9],
        [
            "organizations.csv, Zeile 2: die übergeordneten Organisationen bilden einen Kreis; der \
             Bezug wurde weggelassen",
            "organizations.csv, Zeile 3: die übergeordneten Organisationen bilden einen Kreis; der \
             Bezug wurde weggelassen",
            "organizations.csv, Zeile 4: die Organisation mit der id „9“ gibt es nicht",
            "organizations.csv, Zeile 5: die id „3“ kommt mehrfach vor; der erste Datensatz gilt",
            "organizations.csv, Zeile 6: „name“ fehlt",
            "organizations.csv, Zeile 7: die Organisation mit der id „4“ gibt es nicht",
            "organizations.csv, Zeile 8: die übergeordneten Organisationen bilden einen Kreis; der \
             Bezug wurde weggelassen",
            "services.csv, Zeile 2: die Organisation mit der id „8“ gibt es nicht",
            "services.csv, Zeile 3: kein Handlungsfeld erkannt; das Angebot wurde ausgelassen, denn \
             jedes braucht eines",
        ]
    );
    let ids: Vec<String> = actors(&import).iter().map(|actor| actor.id.to_string()).collect();
    assert_eq!(ids.len(), 6);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 6, "equal names have different ids");
}

#[test]
fn a_directory_may_be_in_windows_1252() {
    let import = read(b"[{\"id\": \"1\", \"name\": \"B\xFCro\", \"description\": \"\"}]");
    assert_eq!(messages(&import), [""; 0]);
    assert_eq!(actors(&import)[0].name, "Büro");
}

#[track_caller]
fn check_refused(bytes: impl AsRef<[u8]>, expected: &str) {
    let import = read(bytes);
    assert!(import.rows.is_empty());
    assert_eq!(messages(&import), [expected]);
}

#[test]
fn broken_files_are_refused() {
    let name = "verzeichnis.json";
    check_refused(
        "[]",
        &format!("{name}: die Datei ist kein HSDS: weder services noch organizations stehen darin"),
    );
    let broken = "die Datei ist kein gültiges JSON oder unvollständig";
    check_refused("[{\n\"id\": \"1\", \"name\"", &format!("{name}, Zeile 2: {broken}"));
    check_refused("[{\"id\" 1}]", &format!("{name}, Zeile 1: {broken}"));
    check_refused("[".repeat(1_000_000), &format!("{name}, Zeile 1: {broken}"));
    let organizations: Vec<Value> =
        (0..50_001).map(|id| json!({ "id": id, "name": "A" })).collect();
    check_refused(
        Value::from(organizations).to_string(),
        &format!("{name}: mehr als 50000 Organisationen und Angebote"),
    );
    let many = format!("[{}{{}}]", "{},".repeat(300_000));
    check_refused(many, &format!("{name}: mehr als 200000 Datensätze"));
    check_refused(vec![b' '; 20_000_001], &format!("{name}: die Datei ist größer als 20 MB"));
}

#[test]
fn broken_packages_are_refused() {
    let name = "verzeichnis.json";
    let whole = write_hsds_package(&rich::network(), &rich::code_book()).unwrap();
    let broken = format!(
        "{name}: das Archiv ist beschädigt, unvollständig oder mit einem Kennwort geschützt"
    );
    check_refused(&whole[..whole.len() - 30], &broken);
    check_refused("PK\x03\x04", &broken);
    check_refused(
        package(&[("x.csv", "id\n")]),
        &format!("{name}: die Datei ist kein HSDS: weder services noch organizations stehen darin"),
    );
    let zeros = " ".repeat(65_000_000);
    check_refused(
        package(&[("organizations.csv", &zeros)]),
        &format!("{name}: entpackt ist die Datei größer als 64 MB"),
    );
    let names: Vec<String> = (0..1001).map(|number| format!("{number}.txt")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    check_refused(package(&files), &format!("{name}: das Archiv hat mehr als 1000 Einträge"));
    check_refused(
        package(&[("organizations.csv", "id,name\n1,\"A\n")]),
        "organizations.csv, Zeile 2: ein Anführungszeichen wird geöffnet und nicht wieder \
         geschlossen",
    );
}

#[test]
fn damaged_directories_never_panic() {
    let codes = rich::code_book();
    let json = write_hsds_json(&rich::network(), &codes);
    let zip = write_hsds_package(&rich::network(), &codes).unwrap();
    for seed in 0..150 {
        let mut r = Random(seed);
        let mut bytes = if r.chance() { json.clone() } else { zip.clone() };
        for _ in 0..=r.below(4) {
            let position = r.below(bytes.len());
            match r.below(3) {
                0 => bytes[position] = r.pick(b"{}[]\",:\0\xFF1"),
                1 => bytes.truncate(position.max(1)),
                _ => drop(bytes.drain(..position.min(40))),
            }
        }
        let import = read(&bytes);
        assert!(!import.rows.is_empty() || !import.problems.is_empty());
    }
}
