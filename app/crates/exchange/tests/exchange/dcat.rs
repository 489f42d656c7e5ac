//! DCAT-AP.de from the outside: what must be there is there, what is missing is named.

use exchange::dcat::{
    DcatContact, DcatDataset, DcatDistribution, DcatField, DcatProblem, DcatPublisher, DcatReach,
    write_dcat,
};
use serde_json::{Value, json};

use crate::rich;
use crate::rich::v;

fn dataset() -> DcatDataset {
    let distribution = |title: &str, format: &str, media_type: &str, name: &str| DcatDistribution {
        title: title.to_owned(),
        format: format.to_owned(),
        media_type: media_type.to_owned(),
        access_url: format!("https://netz.example/{name}"),
        byte_size: Some(12_345),
    };
    DcatDataset {
        uri: "https://netz.example/05774/stand".to_owned(),
        title: "Integrationsnetz \"Kreis Paderborn\"".to_owned(),
        description: "Stellen und Angebote, Stand März".to_owned(),
        keywords: vec!["Integration".to_owned(), "KIM".to_owned()],
        publisher: DcatPublisher {
            name: "Kreis Paderborn".to_owned(),
            homepage: "https://kreis.example".to_owned(),
        },
        contact: DcatContact {
            organisation: "Kommunales Integrationszentrum".to_owned(),
            reach: DcatReach::Email("ki@kreis.example".to_owned()),
        },
        contributor_id: "http://dcat-ap.de/def/contributors/openNRW".to_owned(),
        landing_page: Some("https://netz.example/k/05774".to_owned()),
        temporal: Some((v("2024-01-01"), v("2024-12-31"))),
        issued: None,
        modified: v("2025-03-31T12:00:00Z"),
        attribution: "Kreis Paderborn".to_owned(),
        distributions: vec![
            distribution("Tabellen", "ZIP", "application/zip", "tabellen.zip"),
            distribution("Verzeichnis (HSDS)", "JSON", "application/json", "hsds.json"),
        ],
    }
}

fn graph(dataset: &DcatDataset) -> Vec<Value> {
    let bytes = write_dcat(&rich::network(), dataset).unwrap();
    let document: Value = serde_json::from_slice(&bytes).unwrap();
    document["@graph"].as_array().unwrap().clone()
}

#[test]
fn everything_that_must_be_there_is_there() {
    let graph = graph(&dataset());
    let described = &graph[0];
    for field in [
        "dct:title",
        "dct:description",
        "dcatde:contributorID",
        "dcat:contactPoint",
        "dct:publisher",
        "dcat:distribution",
        "dct:modified",
        "dcatde:politicalGeocodingURI",
        "dcatde:politicalGeocodingLevelURI",
    ] {
        assert!(!described[field].is_null(), "{field}");
    }
    assert_eq!(described["@type"], "dcat:Dataset");
    assert_eq!(described["dcat:contactPoint"]["vcard:hasEmail"]["@id"], "mailto:ki@kreis.example");
    let base = "http://dcat-ap.de/def/politicalGeocoding";
    assert_eq!(
        described["dcatde:politicalGeocodingURI"],
        json!([
            { "@id": format!("{base}/districtKey/05774") },
            { "@id": format!("{base}/municipalityKey/05774032") },
        ])
    );
    assert_eq!(described["dct:temporal"]["dcat:endDate"]["@value"], "2024-12-31");
    assert_eq!(described["dct:modified"]["@value"], "2025-03-31T12:00:00Z");
    for (distribution, link) in
        graph[1..].iter().zip(described["dcat:distribution"].as_array().unwrap())
    {
        assert_eq!(distribution["@id"], link["@id"]);
        for field in ["dcat:accessURL", "dct:license", "dct:format", "dcat:mediaType"] {
            let uri = distribution[field]["@id"].as_str().unwrap();
            assert!(uri.starts_with("http"), "{field}: {uri}");
        }
        let licence = "http://dcat-ap.de/def/licenses/dl-by-de/2.0";
        assert_eq!(distribution["dct:license"]["@id"], licence);
        assert_eq!(distribution["dcatde:licenseAttributionByText"]["@value"], "Kreis Paderborn");
    }
    assert_eq!(graph.len(), 3);
}

#[test]
fn the_text_is_always_the_same() {
    let mut network = rich::network();
    let first = write_dcat(&network, &dataset()).unwrap();
    network.regions.reverse();
    assert_eq!(write_dcat(&network, &dataset()).unwrap(), first);
}

#[test]
fn a_form_stands_for_a_mailbox() {
    let mut dataset = dataset();
    dataset.contact.reach = DcatReach::Form("https://kreis.example/kontakt".to_owned());
    let contact = &graph(&dataset)[0]["dcat:contactPoint"];
    assert_eq!(contact["vcard:hasURL"]["@id"], "https://kreis.example/kontakt");
    assert!(contact["vcard:hasEmail"].is_null());
}

#[test]
fn what_is_missing_is_named() {
    let mut dataset = dataset();
    dataset.title = " ".to_owned();
    dataset.contributor_id = "openNRW".to_owned();
    dataset.contact.reach = DcatReach::Email("nobody".to_owned());
    dataset.temporal = Some((v("2024-02-01"), v("2024-01-01")));
    dataset.distributions[0].access_url = "javascript:alert(1)".to_owned();
    dataset.distributions[0].media_type = "csv".to_owned();
    dataset.distributions[1].format = "json".to_owned();
    let problems = write_dcat(&rich::network(), &dataset).unwrap_err();
    let fields: Vec<DcatField> = problems.iter().map(DcatProblem::field).collect();
    assert_eq!(
        fields,
        [
            DcatField::Title,
            DcatField::ContactEmail,
            DcatField::ContributorId,
            DcatField::FileAddress(0),
            DcatField::FileMediaType(0),
            DcatField::FileFormat(1),
            DcatField::Temporal,
        ]
    );
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "der Titel fehlt",
            "„nobody“ ist keine E-Mail-Adresse",
            "die Kennung des Datenbereitstellers „openNRW“ ist keine Adresse im Netz (http:// oder \
             https://)",
            "der Ort der Datei „javascript:alert(1)“ ist keine Adresse im Netz (http:// oder \
             https://)",
            "„csv“ ist kein Medientyp (zum Beispiel text/csv)",
            "„json“ ist kein Dateityp der EU-Liste (zum Beispiel CSV, XLSX, JSON_LD)",
            "der Zeitraum endet am 2024-01-01 und damit vor seinem Beginn am 2024-02-01",
        ]
    );
}

/// As a form is before anybody has written into it.
#[test]
fn what_is_empty_is_missing_and_nothing_else() {
    let mut dataset = dataset();
    let DcatDataset { uri, title, description, publisher, contact, .. } = &mut dataset;
    let DcatPublisher { name, homepage } = publisher;
    for text in [uri, title, description, name, homepage, &mut contact.organisation] {
        text.clear();
    }
    contact.reach = DcatReach::Form(" ".to_owned());
    dataset.contributor_id.clear();
    dataset.attribution.clear();
    dataset.distributions.clear();
    let problems = write_dcat(&rich::network(), &dataset).unwrap_err();
    let is_missing = |problem: &DcatProblem| *problem == DcatProblem::Missing(problem.field());
    assert_eq!(problems.len(), 10, "{problems:?}");
    assert!(problems.iter().all(is_missing), "{problems:?}");
}
