//! Every format: what is written is read again, and recognised without being told what it is.

use std::collections::BTreeMap;

use exchange::hsds::{write_hsds_json, write_hsds_package};
use exchange::{
    CsvFiles, Draft, Format, NetworkFile, read_file, read_json, write_csv_zip, write_geojson,
    write_gexf, write_graphml, write_json, write_kumu_csv, write_kumu_json, write_kumu_xlsx,
    write_network, write_xlsx, zip_files,
};
use model::{Actor, Network, Relation, TableName};
use serde_json::{Value, json};

use crate::generate::generate;
use crate::rich;

#[track_caller]
fn read(name: &str, bytes: &[u8], format: Format) -> Draft {
    assert_eq!(Format::detect(name, bytes), Ok(format));
    let draft = read_file(name, bytes, &rich::code_book());
    let problems: Vec<String> = draft.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{name}: {problems:#?}");
    draft
}

#[track_caller]
fn read_network(name: &str, bytes: &[u8], format: Format) -> Network {
    let draft = read(name, bytes, format);
    assert_eq!(draft.notes, [], "{name}");
    draft.into_network().unwrap()
}

/// The actors and relations of a file that cannot hold more.
#[track_caller]
fn read_graph(name: &str, bytes: &[u8], format: Format) -> (Vec<Actor>, Vec<Relation>) {
    let draft = read(name, bytes, format);
    assert_eq!(draft.notes, [], "{name}");
    let mut actors = Vec::new();
    let mut relations = Vec::new();
    for row in draft.rows {
        match row {
            model::Row::Actors(row) => actors.push(*row),
            model::Row::Relations(row) => relations.push(*row),
            other => panic!("{name}: {}", other.key()),
        }
    }
    (actors, relations)
}

fn file(network: &Network) -> NetworkFile {
    let views = json!({"Übersicht": {"x": [1.5, null, true]}});
    NetworkFile { network: network.clone(), views, history: vec![json!({"revision": 3}), json!(0)] }
}

/// Without what XML 1.0 has no character for.
fn for_xml(network: Network) -> Network {
    let text = serde_json::to_string(&network).unwrap().replace("\\u0000", "0");
    serde_json::from_str(&text).unwrap()
}

/// Without line ends that a workbook unifies.
fn for_workbook(network: Network) -> Network {
    let text = serde_json::to_string(&network).unwrap();
    let text = text.replace("\\u0000", "0").replace("\\r\\n", "\\n").replace("\\r", "\\n");
    serde_json::from_str(&text).unwrap()
}

fn check_tables(network: &Network) {
    let zip = write_csv_zip(network).unwrap();
    assert_eq!(read_network("n.zip", &zip, Format::CsvZip), *network);
    assert_eq!(write_csv_zip(network).unwrap(), zip);
    let written = file(network);
    let json = write_json(&written).unwrap();
    assert_eq!(read_json("n.json", &json, &rich::code_book()).item, Some(written));
    assert_eq!(read_network("n.json", &json, Format::Json), *network);
}

fn check_workbooks(network: &Network) {
    let xlsx = write_xlsx(network).unwrap();
    assert_eq!(read_network("n.xlsx", &xlsx, Format::Xlsx), *network);
    assert_eq!(write_xlsx(network).unwrap(), xlsx, "equal networks give equal bytes");
    let kumu = write_kumu_xlsx(network).unwrap();
    let read = read_graph("n.xlsx", &kumu, Format::KumuXlsx);
    assert_eq!(read, (network.actors.clone(), network.relations.clone()));
}

fn check_graphs(network: &Network) {
    let rows = || (network.actors.clone(), network.relations.clone());
    let graphml = write_graphml(network);
    assert_eq!(read_graph("n.graphml", &graphml, Format::GraphMl), rows());
    let positions: BTreeMap<_, _> =
        network.actors.iter().map(|actor| (actor.id.clone(), (1.5, -2.0))).collect();
    let gexf = write_gexf(network, &positions);
    assert_eq!(read_graph("n.gexf", &gexf, Format::Gexf), rows());
    assert_eq!(String::from_utf8(gexf).unwrap().matches("viz:position").count(), positions.len());
}

fn check_directories(network: &Network) {
    let codes = rich::code_book();
    let json = write_hsds_json(network, &codes);
    let package = write_hsds_package(network, &codes).unwrap();
    for (name, bytes, format) in
        [("n.json", json, Format::HsdsJson), ("n.zip", package, Format::HsdsPackage)]
    {
        let draft = read(name, &bytes, format);
        assert_eq!(draft.notes, [], "{name}");
        let (mut actors, mut services) = (Vec::new(), Vec::new());
        for row in draft.rows {
            match row {
                model::Row::Actors(row) => actors.push(*row),
                model::Row::Services(row) => services.push(*row),
                model::Row::Sources(row) => assert!(network.sources.contains(&row)),
                other => panic!("{name}: {}", other.key()),
            }
        }
        assert_eq!((&actors, &services), (&network.actors, &network.services));
    }
}

fn check_kumu(network: &Network) {
    let rows = || (network.actors.clone(), network.relations.clone());
    let json = write_kumu_json(network).unwrap();
    assert_eq!(read_graph("n.json", &json, Format::KumuJson), rows());
    let files = zip_files(&write_kumu_csv(network)).unwrap();
    assert_eq!(read_graph("n.zip", &files, Format::KumuCsv), rows());
}

#[test]
fn a_rich_network_comes_back() {
    let network = rich::network();
    check_tables(&network);
    check_workbooks(&for_workbook(network.clone()));
    check_graphs(&network);
    check_kumu(&network);
    check_directories(&network);
}

#[test]
fn generated_networks_come_back() {
    for seed in 0..20 {
        let network = generate(seed);
        check_tables(&network);
        check_kumu(&network);
        check_directories(&network);
        check_graphs(&for_xml(network.clone()));
        check_workbooks(&for_workbook(network));
    }
}

#[test]
fn labels_that_occur_twice_stay_apart() {
    let mut network = rich::network();
    network.actors[0].name = "Jobcenter".to_owned();
    network.actors[1].name = "Jobcenter".to_owned();
    check_kumu(&network);
    network.actors[1].name = "Jobcenter (jobcenter)".to_owned();
    check_kumu(&network);
}

#[test]
fn parallel_edges_stay() {
    let mut network = rich::network();
    let mut other = network.relations[0].clone();
    other.id = "verweis-2".parse().unwrap();
    network.relations.push(other);
    check_graphs(&network);
    check_kumu(&network);
}

#[test]
fn each_table_is_read_by_itself() {
    let network = rich::network();
    let files = write_network(&network);
    let mut n_rows = 0;
    for table in TableName::ALL {
        let bytes = files.get(&format!("{table}.csv")).unwrap();
        // Recognised by its columns, whatever it is called.
        let draft = read("Liste.txt", bytes, Format::CsvTable(*table));
        n_rows += draft.rows.len();
    }
    assert_eq!(n_rows, network.rows().count());
}

#[test]
fn what_excel_saves_is_read() {
    let text = "id;kind;title\r\ngesetz;law;§ 9 TIntG – „Köln“\r\n";
    let windows: Vec<u8> = text
        .chars()
        .map(|c| match c {
            '–' => 0x96,
            '„' => 0x84,
            '“' => 0x93,
            c => u8::try_from(u32::from(c)).unwrap(),
        })
        .collect();
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.replace(';', "\t").encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = format!("\u{feff}{text}").into_bytes();
    let expected = read("sources.csv", text.as_bytes(), Format::CsvTable(TableName::Sources)).rows;
    assert_eq!(expected.len(), 1);
    for bytes in [windows, utf16, marked] {
        let draft = read("sources.csv", &bytes, Format::CsvTable(TableName::Sources));
        assert_eq!(draft.rows, expected);
    }
}

#[test]
fn an_archive_may_have_a_folder_and_other_files() {
    let network = rich::network();
    let tables = write_network(&network);
    let tables = tables.iter().map(|(name, bytes)| (format!("lippe/{name}"), bytes.to_vec()));
    let mut files: CsvFiles = tables.collect();
    files.insert("__MACOSX/lippe/actors.csv", b"\0".to_vec());
    files.insert("lippe/README.md", b"# Lippe".to_vec());
    let draft = read("n.zip", &zip_files(&files).unwrap(), Format::CsvZip);
    let notes: Vec<String> = draft.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes, ["Nicht gelesen: lippe/README.md"]);
    assert_eq!(draft.into_network(), Some(network));
}

#[test]
fn geojson_has_what_has_a_place() {
    let network = rich::network();
    let bytes = write_geojson(&network);
    let collection: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(collection["type"], "FeatureCollection");
    let features = collection["features"].as_array().unwrap();
    let ids: Vec<&str> = features.iter().map(|feature| feature["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["regions:05774032", "actors:jobcenter", "actors:ki"]);
    assert_eq!(features[0]["geometry"]["type"], "Point");
    assert_eq!(features[0]["geometry"]["coordinates"], json!([-8.000_001, 51.719]));
    assert_eq!(features[1]["properties"]["table"], "actors");
    assert_eq!(features[1]["properties"]["aliases"], r"a\|b|c\\d|=e");
    assert!(features[0]["properties"].get("parent").is_some());
    assert!(features[1]["properties"].get("parent").is_none(), "an empty cell is left out");
}

#[test]
fn the_same_json_is_refused_whole_or_read_in_part() {
    let mut written = file(&rich::network());
    written.network.relations[0].to = "niemand".parse().unwrap();
    let bytes = write_json(&written).unwrap();
    let preview = read_json("n.json", &bytes, &rich::code_book());
    assert_eq!(preview.item, None);
    let draft = read_file("n.json", &bytes, &rich::code_book());
    assert_eq!(draft.problems, preview.problems);
    assert_eq!(draft.rows.len(), written.network.rows().count());
    let problems: Vec<String> = draft.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(problems[0].starts_with("n.json, relations, Zeile "));
    assert!(problems[0].ends_with(": Akteur „niemand“ gibt es nicht"));
}
