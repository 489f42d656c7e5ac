//! The example networks in `app/data` are read without a problem and hold what they promise.

#![expect(clippy::unwrap_used, reason = "clippy allows it in test functions, not in their helpers")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use exchange::hsds::{HsdsOptions, read_hsds, write_hsds_json, write_hsds_package};
use exchange::{
    CsvFiles, NetworkFile, Preselection, read_chain_book, read_code_book, read_file,
    read_founding_book, read_json, read_land_directory, read_network, write_chain_book,
    write_csv_zip, write_gexf, write_graphml, write_json, write_kumu_csv, write_kumu_json,
    write_kumu_xlsx, write_network, write_xlsx, zip_files,
};
use model::{
    ChainStep, CodeBook, Confidence, Envelope, Network, RegionKind, SourceKind, TableName,
};

const KREISE: [(&str, &str); 5] = [
    ("borken", "05554"),
    ("herford", "05758"),
    ("lippe", "05766"),
    ("paderborn", "05774"),
    ("soest", "05974"),
];

fn data(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data").join(path)
}

fn bytes(path: &str) -> Vec<u8> {
    fs::read(data(path)).unwrap_or_else(|error| panic!("app/data/{path}: {error}"))
}

fn codes() -> CodeBook {
    let preview = read_code_book(&bytes("codes.csv"));
    assert_eq!(preview.problems, [], "app/data/codes.csv");
    preview.item.unwrap()
}

fn files(folder: &str) -> CsvFiles {
    let entries = fs::read_dir(data(folder))
        .unwrap_or_else(|error| panic!("app/data/{folder} is missing: {error}"));
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
    let file = |path: PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read(path).unwrap())
    };
    paths.map(file).collect()
}

/// Panics with every problem of every Kreis, not only of the first.
fn networks() -> Vec<(&'static str, Network)> {
    let codes = codes();
    let mut networks = Vec::new();
    let mut problems = Vec::new();
    for (folder, _) in KREISE {
        let preview = read_network(&files(folder), &codes);
        problems.extend(preview.problems.iter().map(|problem| format!("{folder}/{problem}")));
        networks.extend(preview.item.map(|network| (folder, network)));
    }
    report("the tables in app/data", &problems);
    networks
}

#[track_caller]
fn report(what: &str, problems: &[String]) {
    assert!(problems.is_empty(), "{what}: {} problems\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn the_code_lists_come_back() {
    let codes = codes();
    assert_eq!(read_code_book(&exchange::write_code_book(&codes)).item, Some(codes));
}

#[test]
fn the_chain_templates_are_read_and_come_back() {
    let codes = codes();
    let preview = read_chain_book(&files(""), &codes);
    let problems: Vec<String> = preview.problems.iter().map(ToString::to_string).collect();
    report("the chain templates", &problems);
    let book = preview.item.unwrap();
    assert_eq!(read_chain_book(&write_chain_book(&book), &codes).item.as_ref(), Some(&book));
    assert_eq!(book.templates().len(), 6);
    for template in book.templates() {
        let id = template.id();
        assert!((6..=14).contains(&template.steps().len()), "{id}");
        let stages = template.stages();
        assert!(stages.iter().any(|stage| stages.iter().filter(|s| *s == stage).count() > 1));
        assert_ne!(template.chain().confidence, Confidence::Confirmed, "{id}: nobody has said so");
    }
}

#[test]
fn what_a_network_is_founded_on_is_read() {
    let land = read_land_directory(&bytes("municipalities.csv"));
    let book = read_founding_book(&bytes("typical_actors.csv"), &codes());
    let problems = land.problems.iter().chain(&book.problems);
    report("the ground of a network", &problems.map(ToString::to_string).collect::<Vec<_>>());
    let (land, book) = (land.item.unwrap(), book.item.unwrap());
    assert_eq!(land.kreise().len(), 53);
    let municipalities = land.kreise().iter().flat_map(|kreis| &kreis.municipalities);
    let known: Vec<&str> = municipalities.map(|one| one.ags.as_str()).collect();
    assert_eq!(known.len(), 396);
    let mut nowhere = Vec::new();
    for actor in book.actors() {
        let preselected = match &actor.preselection {
            Preselection::In(areas) => areas.as_slice(),
            Preselection::Never | Preselection::Always | Preselection::From(_) => &[],
        };
        for area in actor.only_in.iter().chain(&actor.except_in).chain(preselected) {
            if !known.iter().any(|ags| ags.starts_with(area.as_str())) {
                nowhere.push(format!("{}: {area}", actor.id));
            }
        }
    }
    report("areas of typical actors that do not exist", &nowhere);
}

/// A step that no service of any Kreis could ever do says nothing.
#[test]
fn every_step_of_a_chain_can_be_done_somewhere() {
    let preview = read_chain_book(&files(""), &codes());
    let networks = networks();
    let is_done = |step: &ChainStep| {
        networks.iter().any(|(_, network)| {
            network.services.iter().any(|service| {
                let actor = network.actors.iter().find(|actor| actor.id == service.actor);
                actor.is_some_and(|actor| step.is_done_by(actor.kind, service))
            })
        })
    };
    let rows = preview.item.unwrap().rows();
    let without = rows.steps.iter().filter(|step| !is_done(step));
    let without: Vec<String> = without.map(|step| format!("{}/{}", step.chain, step.id)).collect();
    report("steps that nobody does", &without);
}

#[test]
fn every_kreis_is_read_and_comes_back() {
    let codes = codes();
    for ((folder, network), (_, ags)) in networks().into_iter().zip(KREISE) {
        assert_eq!(network.id.as_str(), ags, "{folder}");
        let again = read_network(&write_network(&network), &codes);
        assert_eq!(again.item, Some(network), "{folder}");
    }
}

/// What each format can hold: the whole network, or its actors and relations.
#[test]
fn every_kreis_comes_back_in_every_format() {
    let codes = codes();
    for (folder, network) in networks() {
        let whole = [
            ("n.zip", write_csv_zip(&network).unwrap()),
            ("n.xlsx", write_xlsx(&network).unwrap()),
        ];
        for (name, bytes) in whole {
            let draft = read_file(name, &bytes, &codes);
            assert_eq!(draft.problems, [], "{folder}/{name}");
            assert_eq!(draft.into_network().as_ref(), Some(&network), "{folder}/{name}");
        }
        let graphs = [
            ("k.json", write_kumu_json(&network).unwrap()),
            ("k.zip", zip_files(&write_kumu_csv(&network)).unwrap()),
            ("k.xlsx", write_kumu_xlsx(&network).unwrap()),
            ("g.graphml", write_graphml(&network)),
            ("g.gexf", write_gexf(&network, &BTreeMap::new())),
        ];
        let graph: Vec<_> = network
            .rows()
            .filter(|row| matches!(row.table(), TableName::Actors | TableName::Relations))
            .collect();
        for (name, bytes) in graphs {
            let draft = read_file(name, &bytes, &codes);
            assert_eq!((draft.problems, draft.notes), (vec![], vec![]), "{folder}/{name}");
            assert!(draft.rows == graph, "{folder}/{name}");
        }
        let file = NetworkFile { network, views: serde_json::json!({}), history: Vec::new() };
        let preview = read_json("n.json", &write_json(&file).unwrap(), &codes);
        assert_eq!(preview.item, Some(file), "{folder}");
    }
}

#[test]
fn the_networks_have_their_size() {
    let mut problems = Vec::new();
    for (folder, network) in networks() {
        let (n_actors, n_relations) = (network.actors.len(), network.relations.len());
        if !(60..=150).contains(&n_actors) {
            problems.push(format!("{folder}: {n_actors} actors, expected 60 to 150"));
        }
        if !(200..=800).contains(&n_relations) {
            problems.push(format!("{folder}: {n_relations} relations, expected 200 to 800"));
        }
    }
    report("sizes", &problems);
}

#[test]
fn all_66_municipalities_are_there() {
    let mut problems = Vec::new();
    let mut n_municipalities = 0;
    for (folder, network) in networks() {
        for region in network.regions.iter().filter(|region| region.kind == RegionKind::Gemeinde) {
            n_municipalities += 1;
            let in_kreis = region.ags.as_ref().is_some_and(|a| a.kreis() == network.id.as_str());
            if !in_kreis || region.centroid.is_none() || region.population.is_none() {
                problems.push(format!("{folder}/regions.csv: {region:?}"));
            }
        }
    }
    if n_municipalities != 66 {
        problems.push(format!("{n_municipalities} municipalities, expected 66"));
    }
    report("every municipality has AGS, location and population", &problems);
}

/// `vorname.nachname@`, also with the first name shortened.
fn is_personal(mailbox: &str) -> bool {
    let is_name =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphabetic() || c == '-');
    mailbox.split_once('.').is_some_and(|(first, last)| is_name(first) && is_name(last))
}

#[test]
fn personal_mailboxes_are_recognised() {
    assert!(is_personal("erika.mustermann") && is_personal("e.mustermann-ä"));
    assert!(!is_personal("info") && !is_personal("abt32"));
}

#[test]
fn no_mailbox_is_personal() {
    let mut problems = Vec::new();
    for (folder, _) in KREISE {
        for (name, bytes) in files(folder).iter() {
            let text = String::from_utf8_lossy(bytes).into_owned();
            for (idx, line) in text.lines().enumerate() {
                let mut parts: Vec<&str> = line.split('@').collect();
                parts.pop();
                let is_local = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
                let mailboxes = parts
                    .iter()
                    .map(|part| part.rsplit(|c: char| !is_local(c)).next().unwrap_or_default());
                problems.extend(
                    mailboxes
                        .filter(|mailbox| is_personal(mailbox))
                        .map(|mailbox| format!("{folder}/{name}, Zeile {}: {mailbox}@", idx + 1)),
                );
            }
        }
    }
    report("mailboxes of persons", &problems);
}

fn envelopes<'a>(network: &'a Network, table: &str) -> BTreeMap<String, &'a Envelope> {
    macro_rules! by_id {
        ($rows:expr) => {
            $rows.iter().map(|row| (row.id.to_string(), &row.envelope)).collect()
        };
    }
    match table {
        "regions" => by_id!(network.regions),
        "actors" => by_id!(network.actors),
        "services" => by_id!(network.services),
        "posts" => by_id!(network.posts),
        "committees" => by_id!(network.committees),
        "jurisdictions" => by_id!(network.jurisdictions),
        "relations" => by_id!(network.relations),
        "observations" => by_id!(network.observations),
        "memberships" => {
            let rows = network.memberships.iter();
            rows.map(|row| (format!("{}/{}", row.committee, row.actor), &row.envelope)).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// Why the network does not say what the statement says, if so.
fn contradiction(network: &Network, table: &str, id: &str, source: &str) -> Option<String> {
    let envelopes = envelopes(network, table);
    let Some(envelope) = envelopes.get(id) else {
        return Some(format!("{table} has no row „{id}“"));
    };
    if envelope.confidence != Confidence::Confirmed {
        return Some(format!("{table} „{id}“ is {}, not confirmed", envelope.confidence));
    }
    if !envelope.sources.iter().any(|cited| cited.as_str() == source) {
        return Some(format!("{table} „{id}“ does not cite „{source}“"));
    }
    match network.sources.iter().find(|row| row.id.as_str() == source) {
        Some(row) if row.kind == SourceKind::Seed => None,
        Some(row) => Some(format!("source „{source}“ is {}, not seed", row.kind)),
        None => Some(format!("there is no source „{source}“")),
    }
}

#[test]
fn every_seed_statement_is_in_its_network() {
    let networks: BTreeMap<_, _> = networks().into_iter().collect();
    let statements = bytes("seed-statements.csv");
    let mut reader = csv::Reader::from_reader(statements.as_slice());
    assert_eq!(reader.headers().unwrap(), vec!["kreis", "statement", "table", "id", "source"]);
    let mut n_statements = BTreeMap::new();
    let mut problems = Vec::new();
    for row in reader.records() {
        let row = row.expect("app/data/seed-statements.csv");
        let (kreis, statement, table, id, source) = (&row[0], &row[1], &row[2], &row[3], &row[4]);
        *n_statements.entry(kreis.to_owned()).or_insert(0) += 1;
        let known = networks.iter().find(|(name, n)| **name == kreis || n.id.as_str() == kreis);
        let problem = match known {
            Some((_, network)) => contradiction(network, table, id, source),
            None => Some(format!("there is no Kreis „{kreis}“")),
        };
        problems.extend(problem.map(|problem| format!("{kreis}: {statement}: {problem}")));
    }
    if n_statements.len() != KREISE.len() {
        problems.push(format!("statements of five Kreise are expected: {n_statements:?}"));
    }
    report("app/data/seed-statements.csv", &problems);
}

#[test]
fn every_directory_comes_back() {
    let codes = codes();
    for (folder, mut network) in networks() {
        network.sort();
        let json = write_hsds_json(&network, &codes);
        let package = write_hsds_package(&network, &codes).unwrap();
        for bytes in [json, package] {
            let import = read_hsds(&bytes, &HsdsOptions::default(), &codes);
            assert_eq!(import.problems, [], "{folder}");
            let mut again = Network::empty(network.id.clone());
            again.put(import.rows.into_iter().map(|row| (row.key(), Some(row))));
            assert_eq!(again.actors, network.actors, "{folder}");
            assert_eq!(again.services, network.services, "{folder}");
        }
    }
}
