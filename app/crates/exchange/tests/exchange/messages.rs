//! What people read when something is wrong, and where it sends them.

use exchange::{CsvFiles, Reason, read_code_book, read_network};

use crate::rich;

const REGIONS: &str = "\
id,kind,ags,name,parent,lat,lon,population,sources,confidence
05774,kreis,05774,Kreis Paderborn,,,,,s,confirmed
05774032,gemeinde,05774032,Paderborn,05774,51.7,8.7,154000,s,confirmed
";
const ACTORS: &str = "\
id,kind,name,sector,level,sources,confidence
ki,integration_centre,KI,public_kreis,kreis,s,confirmed
jc,jobcenter,Jobcenter,public_kreis,kreis,s,confirmed
";
const SOURCES: &str = "id,kind,title\ns,example,Beispiel\n";

fn base() -> CsvFiles {
    let files = [("regions.csv", REGIONS), ("actors.csv", ACTORS), ("sources.csv", SOURCES)];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

fn problems(files: &CsvFiles) -> Vec<String> {
    let preview = read_network(files, &rich::code_book());
    assert_eq!(preview.item.is_some(), preview.problems.is_empty());
    preview.problems.iter().map(ToString::to_string).collect()
}

/// Reads the base with one file replaced.
#[track_caller]
fn check(file: &str, text: impl AsRef<[u8]>, expected: &[&str]) {
    let mut files = base();
    files.insert(file, text.as_ref().to_vec());
    assert_eq!(problems(&files), expected);
}

/// Reads the base with one more row in a table.
#[track_caller]
fn check_row(file: &str, row: &str, expected: &[&str]) {
    let text = String::from_utf8(base().get(file).unwrap().to_vec()).unwrap();
    check(file, format!("{text}{row}\n"), expected);
}

#[test]
fn the_base_is_sound() {
    assert!(problems(&base()).is_empty());
}

#[test]
fn missing_files() {
    assert_eq!(
        problems(&CsvFiles::default()),
        [
            "regions.csv: die Tabelle fehlt, wird aber immer gebraucht",
            "actors.csv: die Tabelle fehlt, wird aber immer gebraucht",
        ]
    );
}

#[test]
fn unknown_files() {
    check(
        "Actor.CSV",
        "",
        &["Actor.CSV: die Datei gehört nicht zu einem Netzwerk. Meinten Sie „actors.csv“? \
           Erwartet: regions.csv, actors.csv, services.csv, posts.csv, committees.csv, \
           memberships.csv, jurisdictions.csv, relations.csv, observations.csv, sources.csv"],
    );
}

#[test]
fn files_that_are_not_text() {
    let save = "Bitte als „CSV UTF-8“ speichern";
    check(
        "actors.csv",
        b"id,kind\r\na,Beh\xF6rde\r\n",
        &[&format!("actors.csv, Zeile 2: die Datei ist vermutlich in Windows-1252. {save}")],
    );
    check(
        "actors.csv",
        b"\xC0",
        &[&format!("actors.csv, Zeile 1: die Datei ist nicht in UTF-8. {save}")],
    );
    check("actors.csv", b"\xFF\xFEi\0", &[&format!("actors.csv: die Datei ist in UTF-16. {save}")]);
    check(
        "posts.csv",
        vec![b'x'; CsvFiles::MAX_BYTES + 1],
        &["posts.csv: die Datei ist größer als 20 MB"],
    );
}

#[test]
fn headers() {
    check("actors.csv", "\n \n", &["actors.csv: die Kopfzeile mit den Spaltennamen fehlt"]);
    check(
        "posts.csv",
        "\nid;Pillar;kind;label;employer;sources;confidence;id;telefon\n",
        &[
            "posts.csv, Zeile 2, Spalte Pillar: diese Spalte gibt es nicht. Meinten Sie „pillar“?",
            "posts.csv, Zeile 2, Spalte id: die Spalte kommt mehrfach vor",
            "posts.csv, Zeile 2, Spalte telefon: diese Spalte gibt es nicht",
            "posts.csv, Zeile 2, Spalte pillar: die Pflichtspalte fehlt",
        ],
    );
}

#[test]
fn a_quote_must_be_closed() {
    check(
        "actors.csv",
        format!("{ACTORS}x,jobcenter,\"Jobcenter,public_kreis,kreis,s,confirmed\ny,z\n"),
        &["actors.csv, Zeile 4: ein Anführungszeichen wird geöffnet und nicht wieder geschlossen"],
    );
}

#[test]
fn every_problem_of_every_row_is_reported() {
    check(
        "actors.csv",
        "id,kind,name,sector,level,sources,confidence\n\
         ki,amt,,public_kreis,Kreis,s,\n\
         jc,jobcenter,\"Job\ncenter\",public_kreis,kreis,s\n\
         A 1,jobcenter,Jobcenter,public_kreis,kreis,,example\n",
        &[
            "actors.csv, Zeile 2, Spalte kind: „amt“ ist kein gültiger Wert für Akteursart. \
             Erlaubt: integration_centre, coordination_office, case_management_unit, \
             foreigners_authority, naturalisation_authority, jobcenter, employment_agency, \
             social_welfare_office, youth_office, health_office, school_authority, \
             housing_office, federal_migration_office, district_government, ministry, \
             district_administration, municipality, welfare_association, \
             language_course_provider, counselling_centre, migrant_organisation, \
             volunteer_initiative, school, vocational_college, adult_education_centre, \
             childcare_provider, hospital, health_insurer, chamber, employer_network, \
             recognition_advice, family_benefits_office, registry_office, network, other",
            "actors.csv, Zeile 2, Spalte name: das Feld ist leer, wird aber gebraucht",
            "actors.csv, Zeile 2, Spalte level: „Kreis“ ist kein gültiger Wert für Ebene. \
             Meinten Sie „kreis“? Erlaubt: gemeinde, kreis, bezirk, land, bund",
            "actors.csv, Zeile 2, Spalte confidence: das Feld ist leer, wird aber gebraucht",
            "actors.csv, Zeile 3: die Zeile hat 6 Felder, die Kopfzeile hat 7 (steht ein Text \
             mit Trennzeichen ohne Anführungszeichen da?)",
            "actors.csv, Zeile 5, Spalte id: „A 1“ ist keine gültige Kennung (erlaubt: a–z, 0–9 \
             und Bindestrich, 1 bis 64 Zeichen)",
            "actors.csv, Zeile 5, Spalte sources: das Feld ist leer, wird aber gebraucht",
        ],
    );
}

#[test]
fn spreadsheet_damage_to_an_ags() {
    check_row(
        "regions.csv",
        "5774036,gemeinde,5774036,Salzkotten,5774,51.67,8.6,,s,confirmed",
        &[
            "regions.csv, Zeile 4, Spalte id: „5774036“ hat nur 7 Ziffern: vermutlich fehlt die \
             führende Null (05774036)",
            "regions.csv, Zeile 4, Spalte ags: „5774036“ hat nur 7 Ziffern: vermutlich fehlt die \
             führende Null (05774036)",
            "regions.csv, Zeile 4, Spalte parent: „5774“ hat nur 4 Ziffern: vermutlich fehlt die \
             führende Null (05774)",
        ],
    );
}

#[test]
fn a_municipality_needs_its_ags_and_location() {
    check_row(
        "regions.csv",
        "x,gemeinde,,Salzkotten,,,8.6,,s,confirmed",
        &[
            "regions.csv, Zeile 4, Spalte lat: das Feld ist leer, wird aber zusammen mit „lon“ \
             gebraucht",
            "regions.csv, Zeile 4, Spalte ags: das Feld ist leer, wird aber gebraucht",
        ],
    );
    check_row(
        "regions.csv",
        "salzkotten,gemeinde,05774036,Salzkotten,,91,181,-1,s,confirmed",
        &[
            "regions.csv, Zeile 4, Spalte lat: „91“ liegt nicht zwischen -90 und 90 Grad",
            "regions.csv, Zeile 4, Spalte lon: „181“ liegt nicht zwischen -180 und 180 Grad",
            "regions.csv, Zeile 4, Spalte population: „-1“ darf nicht negativ sein",
            "regions.csv, Zeile 4, Spalte id: „salzkotten“ muss der AGS 05774036 sein",
        ],
    );
}

#[test]
fn there_is_exactly_one_kreis() {
    check_row(
        "regions.csv",
        "05766,kreis,,Kreis Lippe,,,,,s,confirmed",
        &["regions.csv, Zeile 4, Spalte kind: mehr als eine Zeile hat die Art kreis; die erste \
           ist „05774“"],
    );
    check(
        "regions.csv",
        "id,kind,name,sources,confidence\n",
        &["regions.csv: keine Zeile hat die Art kreis; sie gibt dem Netzwerk seine Kennung"],
    );
    check(
        "regions.csv",
        "id,kind,name,sources,confidence\npb,kreis,PB,s,confirmed",
        &["regions.csv, Zeile 2, Spalte id: „pb“ ist kein gültiger AGS (8 Ziffern für eine \
           Kommune, 5 für einen Kreis)"],
    );
}

#[test]
fn values_of_services() {
    check(
        "services.csv",
        "id,actor,name,kind,fields,residence_statuses,languages,childcare,access,capacity,\
         capacity_unit,status,valid_from,sources,confidence\n\
         x,ki,X,clearing,Sprache auf Deutsch|spracche|zzz,DULDUNG,de|!,ja,open,-1,,active,\
         1.4.2024,s,example\n\
         y,ki,Y,clearing,sprache,,,,open,\"1,5\",places,active,,s,example\n",
        &[
            "services.csv, Zeile 2, Spalte fields: „Sprache auf Deutsch“ steht nicht in der \
             Codeliste Handlungsfeld. Meinten Sie „sprache“?",
            "services.csv, Zeile 2, Spalte fields: „spracche“ steht nicht in der Codeliste \
             Handlungsfeld. Meinten Sie „sprache“?",
            "services.csv, Zeile 2, Spalte fields: „zzz“ steht nicht in der Codeliste \
             Handlungsfeld",
            "services.csv, Zeile 2, Spalte valid_from: „1.4.2024“ ist kein Datum (JJJJ-MM-TT). \
             Meinten Sie 2024-04-01?",
            "services.csv, Zeile 2, Spalte residence_statuses: „DULDUNG“ steht nicht in der \
             Codeliste Aufenthaltsstatus. Meinten Sie „duldung“?",
            "services.csv, Zeile 2, Spalte languages: „!“ ist kein gültiges Sprachkürzel (BCP 47, \
             zum Beispiel de, ar, uk)",
            "services.csv, Zeile 2, Spalte childcare: „ja“ ist weder yes noch no",
            "services.csv, Zeile 2, Spalte capacity: „-1“ darf nicht negativ sein",
            "services.csv, Zeile 2, Spalte capacity_unit: das Feld ist leer, wird aber zusammen \
             mit „capacity“ gebraucht",
            "services.csv, Zeile 3, Spalte capacity: „1,5“ ist keine Zahl (Punkt als \
             Dezimaltrenner, höchstens drei Nachkommastellen)",
        ],
    );
}

#[test]
fn values_of_posts_and_relations() {
    check(
        "posts.csv",
        "id,pillar,kind,label,employer,fte,sources,confidence\n\
         p,other,other,P,ki,0.755,s,example\n",
        &["posts.csv, Zeile 2, Spalte fte: „0.755“ ist kein Stellenanteil (ab 0, höchstens zwei \
           Nachkommastellen)"],
    );
    check(
        "relations.csv",
        "id,kind,from,to,regime_to,media_breaks,agreed_days,status,quality_by_sender,sources,\
         confidence\n\
         r,refers_to,ki,jc,sgb-iii,300,2.5,active,6,s,example\n",
        &[
            "relations.csv, Zeile 2, Spalte regime_to: „sgb-iii“ steht nicht in der Codeliste \
             Rechtskreis. Meinten Sie „sgb-ii“?",
            "relations.csv, Zeile 2, Spalte media_breaks: „300“ ist zu groß, höchstens 255",
            "relations.csv, Zeile 2, Spalte agreed_days: „2.5“ ist keine ganze Zahl (nur \
             Ziffern, ohne Tausenderpunkt)",
            "relations.csv, Zeile 2, Spalte quality_by_sender: „6“ ist keine Bewertung von 1 bis 5",
        ],
    );
}

#[test]
fn rules_between_rows_point_to_the_line() {
    check(
        "relations.csv",
        "id,kind,from,to,status,sources,confidence\n\n\
         r,refers_to,ki,nobody,active,s|t,example\n\
         r,refers_to,ki,jc,active,s,example\n\
         r,refers_to,ki,jc,active,s,example\n",
        &[
            "relations.csv, Zeile 3: Akteur „nobody“ gibt es nicht",
            "relations.csv, Zeile 3, Spalte sources: Quelle „t“ gibt es nicht",
            "relations.csv, Zeile 4, Spalte id: die Kennung „r“ kommt mehrfach vor",
            "relations.csv, Zeile 5, Spalte id: die Kennung „r“ kommt mehrfach vor",
        ],
    );
    check(
        "sources.csv",
        format!("{SOURCES}long,law,Gesetz\n")
            .replace("title", "title,quote")
            .replace("Beispiel", &format!("Beispiel,{}", "ä".repeat(201)))
            .replace("Gesetz", "Gesetz,kurz"),
        &["sources.csv, Zeile 2, Spalte quote: das Zitat hat mehr als 200 Zeichen"],
    );
    check(
        "observations.csv",
        "id,entity_kind,entity,metric,value,unit,statistic,method,sources,confidence\n\
         o,actor,ki,waiting_time,3,days,mean,survey,s,example\n\
         q,service,ki,arrivals,3,cases,count,survey,s,example\n",
        &[
            "observations.csv, Zeile 2, Spalte clock_from: Zeit ohne Beginn und Ende der Messung \
             (clock_from, clock_to)",
            "observations.csv, Zeile 3, Spalte entity: Angebot „ki“ gibt es nicht",
        ],
    );
}

#[test]
fn a_seat_is_named_by_committee_and_actor() {
    let mut files = base();
    files.insert(
        "memberships.csv",
        b"committee,actor,role,sources,confidence\nlg,ki,chair,s,example\nlg,ki,guest,s,example\n"
            .to_vec(),
    );
    files.insert(
        "committees.csv",
        b"id,kind,label,sources,confidence\nlg,x,LG,s,example\n".to_vec(),
    );
    let problems = problems(&files);
    assert_eq!(problems.len(), 2, "{problems:#?}");
    assert!(problems[0].starts_with("committees.csv, Zeile 2, Spalte kind: „x“"));
    assert_eq!(problems[1], "memberships.csv, Zeile 3: die Kennung „lg/ki“ kommt mehrfach vor");
}

#[test]
fn a_reference_to_a_bad_row_is_not_reported_again() {
    let mut files = base();
    files.insert("sources.csv", b"id,kind,title\ns,example,\n".to_vec());
    assert_eq!(
        problems(&files),
        ["sources.csv, Zeile 2, Spalte title: das Feld ist leer, wird aber gebraucht"]
    );
    files.insert("sources.csv", b"id,kind\ns,example\n".to_vec());
    assert_eq!(problems(&files), ["sources.csv, Zeile 1, Spalte title: die Pflichtspalte fehlt"]);
}

#[test]
fn too_many_problems_are_counted() {
    let mut files = base();
    let rows = "x,example,\n".repeat(600);
    files.insert("sources.csv", format!("{SOURCES}{rows}").into_bytes());
    let preview = read_network(&files, &rich::code_book());
    assert_eq!(preview.problems.len(), 501);
    let last = preview.problems.last().unwrap();
    assert_eq!(last.reason, Reason::Further(100));
    assert_eq!(last.to_string(), "und 100 weitere Fehler");
}

#[test]
fn code_books_name_their_problems_too() {
    let text = "list,code,label_de,label_en,position\n\
                target_group,a,A,A,1\ntarget_group,a,A,A,2\nzielgruppe,B,,B,x\n";
    let preview = read_code_book(text.as_bytes());
    assert_eq!(preview.item, None);
    let problems: Vec<String> = preview.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "codes.csv, Zeile 3, Spalte code: die Kennung „target_group/a“ kommt mehrfach vor",
            "codes.csv, Zeile 4, Spalte list: „zielgruppe“ ist kein gültiger Wert für Codeliste. \
             Meinten Sie „target_group“? Erlaubt: field_of_action, legal_regime, target_group, \
             residence_status",
            "codes.csv, Zeile 4, Spalte code: „B“ ist keine gültige Kennung (erlaubt: a–z, 0–9 \
             und Bindestrich, 1 bis 64 Zeichen)",
            "codes.csv, Zeile 4, Spalte label_de: das Feld ist leer, wird aber gebraucht",
            "codes.csv, Zeile 4, Spalte position: „x“ ist keine ganze Zahl (nur Ziffern, ohne \
             Tausenderpunkt)",
        ]
    );
}

#[test]
fn an_area_is_named_once() {
    check(
        "jurisdictions.csv",
        "id,actor,kind,regions,sources,confidence\n\
         j,jc,serves_area,05774032|05774|05774032,s,confirmed\n",
        &["jurisdictions.csv, Zeile 2, Spalte regions: „05774032“ steht mehrmals in der Liste"],
    );
}
