//! Files that others have written: Kumu, yEd, networkx, Gephi, visone, and lists of one's own.
//!
//! The samples are written by hand after what these programs write, with their oddities.

use exchange::{
    ColumnMapping, CsvFiles, Draft, ReadOptions, headers, read_file, read_file_with, read_mapped,
    read_mapped_with, write_kumu_json, zip_files,
};
use model::{
    Actor, ActorKind, CodeBook, Confidence, Level, Relation, RelationKind, Row, Sector, Source,
    TableName, Visibility,
};
use serde_json::{Value, json};

use crate::rich;

struct Rows {
    actors: Vec<Actor>,
    relations: Vec<Relation>,
    sources: Vec<Source>,
    notes: Vec<String>,
}

#[track_caller]
fn sound(draft: Draft) -> Rows {
    let problems: Vec<String> = draft.problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    let mut rows = Rows {
        actors: Vec::new(),
        relations: Vec::new(),
        sources: Vec::new(),
        notes: draft.notes.iter().map(ToString::to_string).collect(),
    };
    for row in draft.rows {
        match row {
            Row::Actors(row) => rows.actors.push(*row),
            Row::Relations(row) => rows.relations.push(*row),
            Row::Sources(row) => rows.sources.push(*row),
            other => panic!("{}", other.key()),
        }
    }
    rows
}

#[track_caller]
fn read(name: &str, text: &str) -> Rows {
    sound(read_file(name, text.as_bytes(), &rich::code_book()))
}

impl Rows {
    fn names(&self) -> Vec<(&str, &str, ActorKind)> {
        self.actors.iter().map(|a| (a.id.as_str(), a.name.as_str(), a.kind)).collect()
    }

    fn ties(&self) -> Vec<(&str, RelationKind, &str)> {
        self.relations.iter().map(|r| (r.from.as_str(), r.kind, r.to.as_str())).collect()
    }
}

const KUMU: &str = r#"{"elements": [
  {"label": "Jugendamt Löhne", "type": "Jugendamt", "tags": ["Kita", "UMA"], "Ansprechpartner": "x"},
  {"label": "Löhner Tafel", "type": "Verein", "description": "gibt Essen aus"},
  {"label": "löhner tafel", "type": "volunteer initiative"}
], "connections": [
  {"from": "Jugendamt Löhne", "to": "Löhner Tafel", "type": "verweist an", "direction": "mutual"},
  {"from": "Jugendamt Löhne", "to": "Löhner Tafel", "type": "kennt", "description": "seit 2019"},
  {"from": "Löhner Tafel", "to": "Moschee", "direction": "directed"}
]}"#;

#[test]
fn a_map_of_kumu_is_understood() {
    let rows = read("C:\\Karten\\Netz Löhne.json", KUMU);
    assert_eq!(
        rows.names(),
        [
            ("jugendamt-loehne", "Jugendamt Löhne", ActorKind::YouthOffice),
            ("loehner-tafel", "Löhner Tafel", ActorKind::Other),
            ("loehner-tafel-2", "löhner tafel", ActorKind::VolunteerInitiative),
            ("moschee", "Moschee", ActorKind::Other),
        ]
    );
    assert_eq!(
        rows.ties(),
        [
            ("jugendamt-loehne", RelationKind::RefersTo, "loehner-tafel"),
            ("loehner-tafel", RelationKind::RefersTo, "jugendamt-loehne"),
            ("jugendamt-loehne", RelationKind::CooperatesWith, "loehner-tafel"),
            ("loehner-tafel", RelationKind::CooperatesWith, "moschee"),
        ]
    );
    assert_eq!(
        rows.notes,
        [
            "Ohne Art, als „Weitere Stelle“ gelesen: 1",
            "Keine bekannte Akteursart, als „Weitere Stelle“ gelesen: „Verein“ (1)",
            "Ohne Art, als „kooperiert mit“ gelesen: 1",
            "Keine bekannte Beziehungsart, als „kooperiert mit“ gelesen: „kennt“ (1)",
            "„Moschee“ steht nur in den Verbindungen und wird angelegt",
            "Gegenseitig, als Hin- und Rückweg gelesen: 1",
            "Nicht übernommen: Ansprechpartner",
        ]
    );
}

#[test]
fn what_is_read_must_be_looked_at_first() {
    let rows = read("C:\\Karten\\Netz Löhne.json", KUMU);
    let [source] = rows.sources.as_slice() else { panic!("{:?}", rows.sources) };
    assert_eq!(source.id.as_str(), "import-netz-loehne");
    assert_eq!(source.title, "Eingelesen aus Netz Löhne.json");
    let envelopes = rows.actors.iter().map(|row| &row.envelope);
    for envelope in envelopes.chain(rows.relations.iter().map(|row| &row.envelope)) {
        assert_eq!(envelope.confidence, Confidence::Assumed);
        assert_eq!(envelope.visibility, Visibility::Kreis);
        assert_eq!(envelope.sources, std::slice::from_ref(&source.id));
    }
    assert_eq!(rows.actors[0].note.as_deref(), Some("Stichworte: Kita, UMA"));
    assert_eq!(rows.relations[2].note.as_deref(), Some("kennt. seit 2019"));
    let places: Vec<_> = rows.actors.iter().map(|row| (row.sector, row.level)).collect();
    assert_eq!(places[0], (Sector::PublicKreis, Level::Kreis));
    assert_eq!(places[2], (Sector::CivilSociety, Level::Kreis));
}

#[test]
fn both_tables_of_kumu_are_read_together_or_alone() {
    let elements = "Label;Type;Tags\r\nJugendamt;Jugendamt;Kita\r\n=1+1;;\r\n";
    let connections = "From,To,Type\nJugendamt,'=1+1,koordiniert\n";
    let mut files = CsvFiles::default();
    files.insert("karte/Elements.csv", elements.as_bytes().to_vec());
    files.insert("karte/Connections.csv", connections.as_bytes().to_vec());
    let zip = zip_files(&files).unwrap();
    let rows = sound(read_file("k.zip", &zip, &rich::code_book()));
    assert_eq!(rows.names()[1], ("1-1", "=1+1", ActorKind::Other));
    assert_eq!(rows.ties(), [("jugendamt", RelationKind::Coordinates, "1-1")]);
    let rows = read("e.csv", elements);
    assert_eq!((rows.actors.len(), rows.relations.len()), (2, 0));
    let rows = read("c.csv", connections);
    assert_eq!(rows.ties(), [("jugendamt", RelationKind::Coordinates, "1-1")]);
}

#[test]
fn a_change_made_in_kumu_counts() {
    let network = rich::network();
    let bytes = write_kumu_json(&network).unwrap();
    let mut map: Value = serde_json::from_slice(&bytes).unwrap();
    let old = map["elements"][1]["label"].clone();
    map["elements"][1]["label"] = json!("KI Paderborn");
    map["elements"][1]["type"] = json!("Kommunales Integrationszentrum");
    map["elements"][1]["description"] = json!("neu");
    for connection in map["connections"].as_array_mut().unwrap() {
        for end in ["from", "to"] {
            if connection[end] == old {
                connection[end] = json!("KI Paderborn");
            }
        }
    }
    map["elements"].as_array_mut().unwrap().push(json!({"label": "Neu", "type": "Schule"}));
    // Kumu puts fields of one's own in capitals.
    let text = map.to_string().replace("\"short_name\"", "\"Short Name\"");
    let rows = read("k.json", &text);
    let changed = &rows.actors[1];
    assert_eq!((changed.id.as_str(), changed.name.as_str()), ("ki", "KI Paderborn"));
    assert_eq!(changed.kind, ActorKind::IntegrationCentre);
    assert_eq!(changed.note.as_deref(), Some("neu"));
    assert_eq!(changed.short_name, network.actors[1].short_name);
    assert_eq!(changed.envelope, network.actors[1].envelope);
    assert_eq!(rows.actors[2].kind, ActorKind::School);
    assert_eq!(rows.relations, network.relations);
}

const YED: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key for="port" id="d0" yfiles.type="portgraphics"/>
  <key attr.name="description" attr.type="string" for="node" id="d5"/>
  <key for="node" id="d6" yfiles.type="nodegraphics"/>
  <key for="edge" id="d10" yfiles.type="edgegraphics"/>
  <graph edgedefault="directed" id="G">
    <node id="n0" yfiles.foldertype="group">
      <data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="0"><y:GroupNode>
        <y:Geometry height="1.0"/><y:NodeLabel alignment="right">Kreisverwaltung</y:NodeLabel>
      </y:GroupNode><y:GroupNode><y:NodeLabel>Folder 1</y:NodeLabel></y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data>
      <graph edgedefault="directed" id="n0:">
        <node id="n0::n0"><data key="d5"><![CDATA[im Kreishaus]]></data>
          <data key="d6"><y:ShapeNode><y:NodeLabel>Jugendamt &amp; Co<y:LabelModel><y:SmartNodeLabelModel distance="4.0"/></y:LabelModel></y:NodeLabel></y:ShapeNode></data>
        </node>
      </graph>
    </node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Schule</y:NodeLabel></y:ShapeNode></data><port name="p"/></node>
    <edge id="e0" source="n0::n0" target="n1">
      <data key="d10"><y:PolyLineEdge><y:EdgeLabel>verweist an</y:EdgeLabel></y:PolyLineEdge></data>
    </edge>
    <edge id="e1" source="n1" target="n0::n0"/>
  </graph>
</graphml>"#;

#[test]
fn graphml_of_yed_has_labels_in_its_drawing() {
    let rows = read("bild.graphml", YED);
    let names: Vec<&str> = rows.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["Jugendamt & Co", "Kreisverwaltung", "Schule"]);
    assert_eq!(rows.actors[0].note.as_deref(), Some("im Kreishaus"));
    assert_eq!(
        rows.ties(),
        [
            ("jugendamt-co", RelationKind::RefersTo, "schule"),
            ("schule", RelationKind::CooperatesWith, "jugendamt-co"),
        ]
    );
    assert!(rows.notes.contains(&"Nicht gelesen: Elemente „port“".to_owned()));
}

#[test]
fn graphml_of_networkx_has_labels_in_the_ids_or_in_an_attribute() {
    let text = r#"<?xml version='1.0' encoding='utf-8'?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d2" for="edge" attr.name="relation" attr.type="string" />
  <key id="d1" for="edge" attr.name="weight" attr.type="double" />
  <key id="d0" for="node" attr.name="art" attr.type="string" />
  <key id="d3" for="node" attr.name="name" attr.type="string" />
  <graph edgedefault="undirected">
    <node id="Jobcenter Höxter"><data key="d0">jobcenter</data></node>
    <node id="7"><data key="d3">Caritas</data></node>
    <edge source="Jobcenter Höxter" target="7"><data key="d1">2.0</data><data key="d2">x</data></edge>
  </graph>
</graphml>"#;
    let rows = read("g.graphml", text);
    assert_eq!(
        rows.names(),
        [
            ("jobcenter-hoexter", "Jobcenter Höxter", ActorKind::Jobcenter),
            ("caritas", "Caritas", ActorKind::Other),
        ]
    );
    assert_eq!(rows.ties(), [("jobcenter-hoexter", RelationKind::CooperatesWith, "caritas")]);
    assert!(rows.notes.contains(&"Nicht übernommen: relation, weight".to_owned()));
}

#[test]
fn graphml_of_gephi_and_visone_is_read() {
    let gephi = r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key attr.name="label" attr.type="string" for="node" id="label"/>
<key attr.name="Edge Label" attr.type="string" for="edge" id="edgelabel"/>
<key attr.name="r" attr.type="int" for="node" id="r"/>
<graph edgedefault="directed">
<node id="17"><data key="label">Standesamt</data><data key="r">153</data></node>
</graph></graphml>"#;
    assert_eq!(read("g.graphml", gephi).actors[0].name, "Standesamt");
    let visone = r#"<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:visone="http://visone.info/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d3" visone.node="true"/>
<graph edgedefault="undirected"><node id="n1"><data key="d3"><visone:shapeNode><yshape:ShapeNode xmlns:yshape="u"><y:NodeLabel>Volkshochschule</y:NodeLabel></yshape:ShapeNode></visone:shapeNode></data></node></graph></graphml>"#;
    assert_eq!(read("v.graphml", visone).actors[0].name, "Volkshochschule");
}

#[test]
fn gexf_of_gephi_is_read() {
    let text = r#"<?xml version='1.0' encoding='UTF-8'?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2" xmlns:viz="http://www.gexf.net/1.2draft/viz">
  <graph defaultedgetype="undirected">
    <attributes class="node"><attribute id="0" title="Typ" type="string"/></attributes>
    <nodes>
      <node id="a" label="Jugendamt"><attvalues><attvalue for="0" value="Jugendamt"/></attvalues>
        <viz:size value="10.0"/>
        <nodes><node id="b" label="Schule"><attvalues><attvalue id="0" value="school"/></attvalues></node></nodes>
      </node>
    </nodes>
    <edges>
      <edge id="0" source="a" target="b" weight="1.0" label="verweist an" type="directed"/>
      <edge id="1" source="b" target="a" weight="3.5"/>
    </edges>
  </graph>
</gexf>"#;
    let rows = read("g.gexf", text);
    assert_eq!(
        rows.names(),
        [
            ("jugendamt", "Jugendamt", ActorKind::YouthOffice),
            ("schule", "Schule", ActorKind::School),
        ]
    );
    assert_eq!(
        rows.ties(),
        [
            ("jugendamt", RelationKind::RefersTo, "schule"),
            ("schule", RelationKind::CooperatesWith, "jugendamt"),
        ]
    );
    assert!(rows.notes.contains(&"Nicht übernommen: weight".to_owned()));
}

const LIST: &str = "Behörde;Typ;Abk.;Ansprechpartnerin;Trägerschaft;Gültig ab;Bemerkung\r\n\
    Jobcenter Löhne;Jobcenter;JC;Frau X;Kreis;1.2.2025;\r\n\
    Verein für alle;Club;;;Zivilgesellschaft;;=A1\r\n";

#[test]
fn a_list_of_ones_own_is_proposed_and_read() {
    let [header] = headers("Adressen.csv", LIST.as_bytes()).item.unwrap().try_into().unwrap();
    assert_eq!(header.columns.len(), 7);
    let pairs: Vec<(&str, &str)> =
        header.proposal.columns.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    assert_eq!(
        pairs,
        [
            ("Behörde", "name"),
            ("Typ", "kind"),
            ("Abk.", "short_name"),
            ("Trägerschaft", "sector"),
            ("Gültig ab", "valid_from"),
            ("Bemerkung", "note"),
        ]
    );
    assert_eq!(header.proposal.table, TableName::Actors);
    let rows =
        sound(read_mapped("Adressen.csv", LIST.as_bytes(), &[header.proposal], &rich::code_book()));
    assert_eq!(
        rows.names(),
        [
            ("jobcenter-loehne", "Jobcenter Löhne", ActorKind::Jobcenter),
            ("verein-fuer-alle", "Verein für alle", ActorKind::Other),
        ]
    );
    assert_eq!(rows.actors[0].short_name.as_deref(), Some("JC"));
    assert_eq!(rows.actors[0].envelope.validity.from, Some(rich::v("2025-02-01")));
    assert_eq!(rows.actors[1].sector, Sector::CivilSociety);
    assert_eq!(rows.actors[1].note.as_deref(), Some("=A1"));
    assert_eq!(rows.actors[1].envelope.visibility, Visibility::Kreis);
    assert_eq!(rows.sources[0].id.as_str(), "import-adressen");
    assert_eq!(
        rows.notes,
        [
            "Keine bekannte Akteursart, als „Weitere Stelle“ gelesen: „Club“ (1)",
            "Spalte sector: „Kreis“ als public_kreis gelesen",
            "Spalte sector: „Zivilgesellschaft“ als civil_society gelesen",
            "Spalte valid_from: „1.2.2025“ als 2025-02-01 gelesen",
        ]
    );
}

fn mapping(table: TableName, columns: &[(&str, &str)]) -> ColumnMapping {
    let columns = columns.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    ColumnMapping { sheet: String::new(), table, columns }
}

#[test]
fn other_tables_are_mapped_too() {
    let text = "Wer,An wen,Wie,Themen\nJugendamt Löhne,Löhner Tafel,refers to,\"Sprache auf Deutsch, arbeit\"\n";
    let text = text.replace("Sprache", "sprache");
    let columns = [("Wer", "from"), ("An wen", "to"), ("Wie", "kind"), ("Themen", "fields")];
    let mapping = mapping(TableName::Relations, &columns);
    let rows = sound(read_mapped("b.csv", text.as_bytes(), &[mapping], &rich::code_book()));
    assert_eq!(rows.ties(), [("jugendamt-loehne", RelationKind::RefersTo, "loehner-tafel")]);
    let fields: Vec<&str> = rows.relations[0].fields.iter().map(model::FieldCode::as_str).collect();
    assert_eq!(fields, ["sprache", "arbeit"]);
}

#[test]
fn a_map_that_kumu_has_exported_names_its_elements_by_their_ids() {
    let map = r#"{
        "elements": [
            { "_id": "elem-1", "attributes": { "label": "Jugendamt", "element type": "Jobcenter" } },
            { "_id": "elem-2", "attributes": { "label": "Tafel" } }
        ],
        "connections": [
            { "_id": "conn-1", "from": "elem-1", "to": "elem-2", "direction": "directed",
              "attributes": { "connection type": "verweist an" } }
        ]
    }"#;
    let rows = sound(read_file("karte.json", map.as_bytes(), &rich::code_book()));
    assert_eq!(
        rows.names(),
        [("jugendamt", "Jugendamt", ActorKind::Jobcenter), ("tafel", "Tafel", ActorKind::Other),]
    );
    assert_eq!(rows.ties(), [("jugendamt", RelationKind::RefersTo, "tafel")]);
}

#[test]
fn an_area_is_found_by_its_name_and_gets_its_zero_back() {
    let list =
        "Name;Art;Ort\nTafel;Jobcenter;löhne\nVerein;Jobcenter;5758020\nAmt;Jobcenter;Atlantis\n";
    let columns = [("Name", "name"), ("Art", "kind"), ("Ort", "region")];
    let mapping = mapping(TableName::Actors, &columns);
    let read = |adds_zeros| {
        let areas = vec![("Löhne".to_owned(), rich::v("05758024"))];
        let options = ReadOptions { adds_zeros, areas, ..ReadOptions::default() };
        let codes = rich::code_book();
        read_mapped_with("l.csv", list.as_bytes(), std::slice::from_ref(&mapping), &codes, &options)
    };
    let regions = |draft: &Draft| {
        let region = |row: &Row| match row {
            Row::Actors(row) => row.region.as_ref().map(ToString::to_string),
            _ => None,
        };
        draft.rows.iter().filter_map(region).collect::<Vec<String>>()
    };
    let offered = read(false);
    assert_eq!(regions(&offered), ["05758024"]);
    assert_eq!(offered.problems.len(), 2);
    assert_eq!(offered.problems[0].suggestion().as_deref(), Some("05758020"));
    let taken = read(true);
    assert_eq!(regions(&taken), ["05758024", "05758020"]);
    assert_eq!(taken.problems.len(), 1);
    let notes: Vec<String> = taken.notes.iter().map(ToString::to_string).collect();
    assert!(
        notes.contains(&"Spalte region: „5758020“ als 05758020 gelesen".to_owned()),
        "{notes:?}"
    );
}

#[test]
fn a_table_of_ours_that_a_spreadsheet_has_damaged_can_be_mended() {
    let table = "id,kind,ags,name,lat,lon,sources,confidence\n\
                 5758024,gemeinde,5758024,Löhne,52.19,8.69,s,assumed\n";
    let read = |adds_zeros| {
        let options = ReadOptions { adds_zeros, ..ReadOptions::default() };
        read_file_with("regions.csv", table.as_bytes(), &rich::code_book(), &options)
    };
    assert!(read(false).rows.is_empty());
    let keys: Vec<String> = read(true).rows.iter().map(|row| row.key().id).collect();
    assert_eq!(keys, ["05758024"]);
}

#[test]
fn a_mapping_that_does_not_fit_is_refused() {
    let read = |columns| {
        let mapping = mapping(TableName::Actors, columns);
        let draft = read_mapped("l.csv", LIST.as_bytes(), &[mapping], &CodeBook::default());
        draft.problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        read(&[("Amt", "name"), ("Typ", "kindd")]),
        [
            "l.csv, Zeile 1, Spalte Amt: diese Spalte steht nicht in der Kopfzeile",
            "l.csv, Zeile 1, Spalte kindd: diese Spalte gibt es nicht. Meinten Sie „kind“?",
        ]
    );
    let without_name = read(&[("Typ", "kind")]);
    assert_eq!(
        without_name[0],
        "l.csv, Zeile 2, Spalte name: das Feld ist leer, wird aber gebraucht"
    );
}

#[test]
fn a_lost_zero_is_offered_and_not_added() {
    let text = "id,kind,name,ags,lat,lon,sources,confidence\n\
                5774032,gemeinde,Paderborn,5774032,51.7,8.7,s,assumed\n";
    let draft = read_file("regions.csv", text.as_bytes(), &CodeBook::default());
    assert_eq!(draft.rows, []);
    let offers: Vec<Option<String>> =
        draft.problems.iter().map(exchange::Problem::suggestion).collect();
    assert_eq!(offers, [Some("05774032".to_owned()), Some("05774032".to_owned())]);
    let text = text.replace("5774032", "05774032").replace("assumed", "angenommen");
    let draft = read_file("regions.csv", text.as_bytes(), &CodeBook::default());
    assert_eq!(draft.problems[0].suggestion().as_deref(), Some("assumed"));
}
