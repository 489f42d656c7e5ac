//! The two tables that a network is founded on: messages, broken input.

use exchange::{
    GemeindeEntry, KreisKind, NameWord, Preselection, Problem, Scope, read_founding_book,
    read_land_directory,
};
use model::{ActorKind, Ags, ChurchLaw, Level};

use crate::fuzz::mutate;
use crate::generate::Random;
use crate::rich::{code_book, list, v};

const LAND: &str = "\
ags,name,label,kind,kreis,lat,lon,population,population_date,seat,bezirk,land
05111,Oberstadt,\"Oberstadt, Stadt\",kreisfreie_stadt,05111,51.2,6.7,600000,2022-05-15,05111000,Tal,Land
05111000,Oberstadt,\"Oberstadt, Stadt\",gemeinde,05111,51.2,6.7,600000,2022-05-15,,,
05154,Kreis Äcker,Kreis Äcker,kreis,05154,51.6,6.2,30000,2022-05-15,05154004,Tal,Land
05154008,Bach,Bach,gemeinde,05154,51.7,6.1,10000,2022-05-15,,,
05154004,Anger,\"Anger, Hansestadt\",gemeinde,05154,51.5,6.3,20000,2022-05-15,,,
";

const BOOK: &str = "\
id,scope,kind,name,parent,sector,level,preselected,regimes,legal_basis,instead_of
kreis,kreis,district_administration,{kreis},,public_kreis,kreis,yes,,,
amt-kreis,kreis,jobcenter,Amt {des_kreises},kreis,public_kreis,kreis,yes,sgb-ii|aufenthg,§ 1|§ 2,
amt,gemeinde,jobcenter,Amt der {gemeinde},kreis,public_municipal,gemeinde,no,sgb-ii,§ 1,amt-kreis
";

fn texts(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}

fn land_problems(text: &str) -> Vec<String> {
    let preview = read_land_directory(text.as_bytes());
    assert_eq!(preview.item.is_some(), preview.problems.is_empty());
    texts(&preview.problems)
}

fn book_problems(text: &str) -> Vec<String> {
    let preview = read_founding_book(text.as_bytes(), &code_book());
    assert_eq!(preview.item.is_some(), preview.problems.is_empty());
    texts(&preview.problems)
}

/// Reads the directory with something changed in it.
#[track_caller]
fn check_land(from: &str, to: &str, expected: &[&str]) {
    assert!(LAND.contains(from), "{from}");
    assert_eq!(land_problems(&LAND.replacen(from, to, 1)), expected);
}

/// Reads the book with one more row.
#[track_caller]
fn check_actor(row: &str, expected: &[&str]) {
    assert_eq!(book_problems(&format!("{BOOK}{row}\n")), expected);
}

#[test]
fn a_directory_holds_each_kreis_with_its_municipalities() {
    let directory = read_land_directory(LAND.as_bytes()).item.unwrap();
    let names: Vec<_> = directory.kreise().iter().map(|kreis| kreis.name.as_str()).collect();
    assert_eq!(names, ["Kreis Äcker", "Oberstadt"]);
    let kreis = directory.kreis(&v("05154")).unwrap();
    let titles: Vec<_> = kreis.municipalities.iter().map(GemeindeEntry::title).collect();
    assert_eq!(titles, ["Stadt Anger", "Gemeinde Bach"]);
    assert_eq!((kreis.bezirk.id.as_str(), kreis.bezirk.name.as_str()), ("051", "Tal"));
    assert_eq!((kreis.land.id.as_str(), kreis.land.name.as_str()), ("05", "Land"));
    assert_eq!((kreis.seat.as_str(), kreis.title().as_str()), ("05154004", "Kreis Äcker"));
    let city = directory.kreis_of(&v::<Ags>("05111000")).unwrap();
    assert_eq!((city.kind, city.title().as_str()), (KreisKind::KreisfreieStadt, "Stadt Oberstadt"));
    assert!(directory.kreis(&v("05999")).is_none());
}

#[test]
fn values_of_the_directory_are_named_with_line_and_column() {
    check_land(
        "05154008,Bach,Bach,gemeinde,05154,51.7,6.1,10000",
        "5154008,Bach,Aue,dorf,05154,97,6.1,10.000",
        &[
            "municipalities.csv, Zeile 5, Spalte kind: „dorf“ ist kein gültiger Wert für Art des \
             Gebiets. Erlaubt: kreis, kreisfreie_stadt, gemeinde",
            "municipalities.csv, Zeile 5, Spalte ags: „5154008“ hat nur 7 Ziffern: vermutlich fehlt \
             die führende Null (05154008)",
            "municipalities.csv, Zeile 5, Spalte lat: „97“ liegt nicht zwischen -90 und 90 Grad",
            "municipalities.csv, Zeile 5, Spalte population: „10.000“ ist keine ganze Zahl (nur \
             Ziffern, ohne Tausenderpunkt)",
            "municipalities.csv, Zeile 5, Spalte label: der amtliche Name beginnt nicht mit „Bach“",
        ],
    );
    check_land(
        "05154004,Tal,Land",
        ",,",
        &[
            "municipalities.csv, Zeile 4, Spalte seat: das Feld ist leer, wird aber gebraucht",
            "municipalities.csv, Zeile 4, Spalte bezirk: das Feld ist leer, wird aber gebraucht",
            "municipalities.csv, Zeile 4, Spalte land: das Feld ist leer, wird aber gebraucht",
        ],
    );
}

#[test]
fn rules_between_rows_of_the_directory_are_checked() {
    check_land(
        "05154008,Bach,Bach,gemeinde,05154",
        "05154008,Bach,Bach,gemeinde,05111",
        &["municipalities.csv, Zeile 5, Spalte kreis: „05111“ muss der AGS 05154 sein"],
    );
    check_land(
        "05154008,Bach,Bach,gemeinde,05154",
        "05158008,Bach,Bach,gemeinde,05158",
        &["municipalities.csv, Zeile 5, Spalte kreis: der Kreis „05158“ fehlt"],
    );
    check_land(
        "05154008,",
        "05154004,",
        &["municipalities.csv, Zeile 6, Spalte ags: die Kennung „05154004“ kommt mehrfach vor"],
    );
    check_land(
        "05154004,Tal,Land",
        "05154005,Berg,Land",
        &[
            "municipalities.csv, Zeile 4, Spalte seat: der Sitz „05154005“ ist keine Kommune dieses \
             Kreises",
            "municipalities.csv, Zeile 4, Spalte bezirk: das Gebiet 051 heißt in einer anderen \
             Zeile „Tal“",
        ],
    );
    check_land(
        "05154008,Bach,Bach,gemeinde,05154",
        "05111004,Bach,Bach,gemeinde,05111",
        &["municipalities.csv, Zeile 2, Spalte ags: es sind 2 Kommunen: ein Kreis hat mindestens \
           eine, eine kreisfreie Stadt genau eine"],
    );
    check_land(
        "kreisfreie_stadt,05111,",
        "gemeinde,05111,",
        &["municipalities.csv, Zeile 2, Spalte ags: „05111“ ist kein gültiger AGS (8 Ziffern für \
           eine Kommune, 5 für einen Kreis)"],
    );
}

#[test]
fn a_book_holds_what_its_rows_say() {
    let text = "\
id,scope,kind,name,short_name,aliases,sector,level,located,church_law,model,min_population,only_in,except_in,preselected,preselected_from,preselected_in,regimes,legal_basis,note,hint_de,hint_en
a,everywhere,jobcenter,Amt {bezirk},A {ort},x|y {kreis},private,bund,kreis,kdg,joint,,051|05154,05154004,no,,,sgb-ii|aufenthg,§ 1,Notiz,Hinweis,Hint
b,gemeinde,jobcenter,{gemeinde},,,private,gemeinde,,,,20001,,,yes,25001,,,,,,
c,gemeinde,jobcenter,{gemeinde},,,private,gemeinde,,,,,,,yes,25001,05154004,sgb-ii|aufenthg,§ 1|§ 2,,,
";
    let book = read_founding_book(text.as_bytes(), &code_book()).item.unwrap();
    let [a, b, c] = book.actors() else { panic!() };
    assert_eq!((a.scope, a.level, a.located), (Scope::Everywhere, Level::Bund, Level::Kreis));
    assert_eq!(a.aliases.iter().map(ToString::to_string).collect::<Vec<_>>(), ["x", "y {kreis}"]);
    assert_eq!(a.name.words().collect::<Vec<_>>(), [NameWord::Bezirk]);
    assert_eq!((&a.only_in, &a.except_in), (&list(&["051", "05154"]), &list(&["05154004"])));
    let both = |first: &str, second: &str| {
        vec![(v("sgb-ii"), Some(first.to_owned())), (v("aufenthg"), Some(second.to_owned()))]
    };
    assert_eq!((&a.regimes, a.church_law), (&both("§ 1", "§ 1"), ChurchLaw::Kdg));
    assert_eq!((b.located, b.min_population), (Level::Gemeinde, Some(20_001)));
    assert_eq!(
        (&a.preselection, &b.preselection),
        (&Preselection::Never, &Preselection::From(25_001))
    );
    assert_eq!(
        (&c.preselection, &c.regimes),
        (&Preselection::In(list(&["05154004"])), &both("§ 1", "§ 2"))
    );
}

#[test]
fn values_of_a_book_are_named_with_line_and_column() {
    let allowed: Vec<_> = ActorKind::ALL.iter().map(|kind| kind.code()).collect();
    let kind = format!(
        "typical_actors.csv, Zeile 5, Spalte kind: „amt“ ist kein gültiger Wert für Akteursart. \
         Erlaubt: {}",
        allowed.join(", ")
    );
    assert_eq!(book_problems(BOOK), [""; 0]);
    check_actor(
        "A,ueberall,amt,Amt {stadt},,public_kreis,kreise,ja,sgb-iii,,",
        &[
            "typical_actors.csv, Zeile 5, Spalte id: „A“ ist keine gültige Kennung (erlaubt: a–z, \
             0–9 und Bindestrich, 1 bis 64 Zeichen)",
            "typical_actors.csv, Zeile 5, Spalte scope: „ueberall“ ist kein gültiger Wert für \
             Vorkommen. Erlaubt: everywhere, kreis, kreisfrei, gemeinde",
            &kind,
            "typical_actors.csv, Zeile 5, Spalte name: das Wort „stadt“ kann nicht eingesetzt \
             werden. Erlaubt: kreis, des_kreises, den_kreis, im_kreis, bezirk, gemeinde, ort",
            "typical_actors.csv, Zeile 5, Spalte level: „kreise“ ist kein gültiger Wert für Ebene. \
             Meinten Sie „kreis“? Erlaubt: gemeinde, kreis, bezirk, land, bund",
            "typical_actors.csv, Zeile 5, Spalte preselected: „ja“ ist weder yes noch no",
            "typical_actors.csv, Zeile 5, Spalte regimes: „sgb-iii“ steht nicht in der Codeliste \
             Rechtskreis. Meinten Sie „sgb-ii“?",
        ],
    );
}

#[test]
fn rules_of_a_book_are_checked() {
    let place = "typical_actors.csv, Zeile 5, Spalte";
    let cases = [
        (
            "amt,kreis,jobcenter,Amt,,public_kreis,kreis,no,,,",
            "id: die Kennung „amt“ kommt mehrfach vor",
        ),
        (
            "x,kreis,jobcenter,Amt,niemand,public_kreis,kreis,no,,,",
            "parent: den Vorschlag „niemand“ gibt es nicht",
        ),
        (
            "x,everywhere,jobcenter,Amt,kreis,public_kreis,kreis,no,,,",
            "parent: den Vorschlag „kreis“ gibt es nicht überall, wo es diesen gibt",
        ),
        (
            "x,kreis,jobcenter,Amt,x,public_kreis,kreis,no,,,",
            "parent: die Zugehörigkeit führt im Kreis zu „x“ zurück",
        ),
        (
            "x,kreis,jobcenter,Amt der {gemeinde},,public_kreis,kreis,no,,,",
            "name: das Wort „gemeinde“ gibt es nur je Gemeinde",
        ),
        (
            "x,kreis,jobcenter,Amt {kreis,,public_kreis,kreis,no,,,",
            "name: eine geschweifte Klammer wird geöffnet und nicht geschlossen, oder umgekehrt",
        ),
        (
            "x,gemeinde,jobcenter,Amt,,public_kreis,kreis,no,,,amt-kreis",
            "instead_of: mit dem Vorschlag „amt-kreis“ hat dieser keinen Rechtskreis gemeinsam",
        ),
        (
            "x,kreis,jobcenter,Amt,,public_kreis,kreis,no,sgb-ii,§ 1|§ 2,",
            "legal_basis: 2 Rechtsgrundlagen für 1 Rechtskreise: eine für alle oder je eine",
        ),
        (
            "x,kreis,jobcenter,Amt,,public_kreis,kreis,no,sgb-ii|sgb-ii,,",
            "regimes: „sgb-ii“ steht mehrmals in der Liste",
        ),
    ];
    for (row, expected) in cases {
        check_actor(row, &[&format!("{place} {expected}")]);
    }
}

#[test]
fn areas_and_populations_of_a_book_are_checked() {
    let header =
        "id,scope,kind,name,sector,level,preselected,min_population,only_in,preselected_in";
    let row = "x,kreis,jobcenter,Amt,public_kreis,kreis,yes,20001,051540|5154,NRW";
    assert_eq!(
        book_problems(&format!("{header}\n{row}\n")),
        [
            "typical_actors.csv, Zeile 2, Spalte preselected_in: „NRW“ ist kein Gebiet (2, 3, 5 \
             oder 8 Ziffern eines AGS)",
            "typical_actors.csv, Zeile 2, Spalte only_in: „051540“ ist kein Gebiet (2, 3, 5 oder 8 \
             Ziffern eines AGS)",
            "typical_actors.csv, Zeile 2, Spalte only_in: „5154“ hat nur 4 Ziffern: vermutlich \
             fehlt die führende Null (05154)",
            "typical_actors.csv, Zeile 2, Spalte min_population: diese Spalte gilt nur für Zeilen \
             je Gemeinde",
        ]
    );
}

/// What only follows from a row that cannot be read is not reported a second time.
#[test]
fn one_slip_is_one_message() {
    let broken = BOOK.replacen("district_administration", "amt", 1);
    assert_eq!(book_problems(&broken).len(), 1);
    check_land(
        "05154004,Anger,",
        "05154004,,",
        &["municipalities.csv, Zeile 6, Spalte name: das Feld ist leer, wird aber gebraucht"],
    );
    check_land(
        "05154,Kreis Äcker,",
        "05154,,",
        &["municipalities.csv, Zeile 4, Spalte name: das Feld ist leer, wird aber gebraucht"],
    );
}

#[test]
fn mutated_tables_never_panic() {
    for seed in 0..2000 {
        let mut r = Random(seed);
        let (mut land, mut book) = (LAND.as_bytes().to_vec(), BOOK.as_bytes().to_vec());
        mutate(&mut r, &mut land);
        mutate(&mut r, &mut book);
        let land = read_land_directory(&land);
        assert_eq!(land.item.is_some(), land.problems.is_empty());
        let book = read_founding_book(&book, &code_book());
        assert_eq!(book.item.is_some(), book.problems.is_empty());
    }
}
