//! The three tables of the chain templates: round trips, messages, broken input.

use exchange::{CsvFiles, Reason, is_chain_table, read_chain_book, write_chain_book};
use model::{
    Access, ActorKind, Chain, ChainBook, ChainRows, ChainStep, Confidence, DependencyKind,
    ServiceKind, StepDependency, StepDone,
};

use crate::fuzz::mutate;
use crate::generate::Random;
use crate::rich::{code_book, list, v};
use crate::schema::{edit, remove, rows, set, table};

/// File, required columns, optional columns: a copy of the README, so that a slip shows.
const SCHEMA: [(&str, &str, &str); 3] = [
    (
        "chains.csv",
        "id label_de label_en source_note confidence",
        "description_de description_en target_groups residence_status position",
    ),
    (
        "chain_steps.csv",
        "chain id label_de label_en",
        "service_kinds fields regimes actor_kinds access residence_status optional goal done \
         required_documents legal_basis position",
    ),
    ("chain_dependencies.csv", "chain step requires kind", "document"),
];

const CHAINS: &str = "id,label_de,label_en,source_note,confidence\nk,Kette,Chain,Notiz,assumed\n";
const STEPS: &str = "chain,id,label_de,label_en,service_kinds,goal\n\
                     k,a,A,A,clearing,\nk,b,B,B,benefits,yes\n";
const DEPENDENCIES: &str = "chain,step,requires,kind\nk,b,a,requires\n";

fn base() -> CsvFiles {
    let tables = [
        ("chains.csv", CHAINS),
        ("chain_steps.csv", STEPS),
        ("chain_dependencies.csv", DEPENDENCIES),
    ];
    tables.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

fn problems(files: &CsvFiles) -> Vec<String> {
    let preview = read_chain_book(files, &code_book());
    assert_eq!(preview.item.is_some(), preview.problems.is_empty());
    preview.problems.iter().map(ToString::to_string).collect()
}

/// Reads the base with one more row in a table.
#[track_caller]
fn check_row(file: &str, row: &str, expected: &[&str]) {
    let mut files = base();
    let text = String::from_utf8(files.get(file).unwrap().to_vec()).unwrap();
    files.insert(file, format!("{text}{row}\n").into_bytes());
    assert_eq!(problems(&files), expected);
}

fn read_back(files: &CsvFiles) -> ChainBook {
    assert_eq!(problems(files), [""; 0]);
    read_chain_book(files, &code_book()).item.unwrap()
}

/// Two steps in which every column is used.
fn rich() -> ChainBook {
    let step = |id: &str, goal: bool| ChainStep {
        chain: v("k"),
        id: v(id),
        label_de: "=Schritt; mit „Zitat“".to_owned(),
        label_en: "Step".to_owned(),
        service_kinds: vec![ServiceKind::Benefits, ServiceKind::Clearing],
        fields: list(&["sprache", "arbeit"]),
        regimes: list(&["sgb-ii"]),
        actor_kinds: vec![ActorKind::Jobcenter],
        access: vec![Access::Appointment, Access::ReferralOnly],
        residence_status: Some(v("duldung")),
        optional: !goal,
        goal,
        done: StepDone::Start,
        required_documents: list(&["Pass", "Bescheid | Anlage"]),
        legal_basis: Some(v("§ 7 SGB II")),
        position: 2,
    };
    let chain = Chain {
        id: v("k"),
        label_de: "Kette".to_owned(),
        label_en: "Chain".to_owned(),
        description_de: Some(v("Wovon\nsie handelt")),
        description_en: Some(v("What it is about")),
        target_groups: list(&["refugees", "women"]),
        residence_status: Some(v("fiktion")),
        position: 1,
        source_note: "Allgemeines Fachwissen".to_owned(),
        confidence: Confidence::Assumed,
    };
    let dependency = StepDependency {
        chain: v("k"),
        step: v("b"),
        requires: v("a"),
        kind: DependencyKind::Enables,
        document: Some(v("Bescheid")),
    };
    ChainBook::new(ChainRows {
        chains: vec![chain],
        steps: vec![step("a", false), step("b", true)],
        dependencies: vec![dependency],
    })
    .unwrap()
}

/// Chains by seed, with nasty texts; equal seeds give equal books.
fn generate(seed: u64) -> ChainBook {
    let mut r = Random(seed);
    let mut rows = ChainRows::default();
    for chain in ["k0", "-k1"] {
        rows.chains.push(Chain {
            id: v(chain),
            label_de: r.text(),
            label_en: r.text(),
            description_de: r.some(Random::text),
            description_en: r.some(Random::text),
            target_groups: r.several(|r| v(r.pick(&["refugees", "women"]))),
            residence_status: r.some(|_| v("duldung")),
            position: u16::try_from(r.number(65535)).unwrap(),
            source_note: r.text(),
            confidence: r.pick(Confidence::ALL),
        });
        let steps = ["-a", "b", "c"];
        for (at, id) in steps.into_iter().enumerate() {
            rows.steps.push(step(&mut r, chain, id, at == 2));
            for earlier in steps.iter().take(at) {
                if r.chance() {
                    rows.dependencies.push(StepDependency {
                        chain: v(chain),
                        step: v(id),
                        requires: v(earlier),
                        kind: r.pick(DependencyKind::ALL),
                        document: r.some(Random::text),
                    });
                }
            }
        }
    }
    ChainBook::new(rows).unwrap()
}

fn step(r: &mut Random, chain: &str, id: &str, is_last: bool) -> ChainStep {
    ChainStep {
        chain: v(chain),
        id: v(id),
        label_de: r.text(),
        label_en: r.text(),
        service_kinds: vec![r.pick(ServiceKind::ALL)],
        fields: r.several(|_| v("sprache")),
        regimes: r.several(|_| v("aufenthg")),
        actor_kinds: r.several(|r| r.pick(ActorKind::ALL)),
        access: r.several(|r| r.pick(Access::ALL)),
        residence_status: r.some(|_| v("fiktion")),
        optional: r.chance(),
        goal: is_last || r.chance(),
        done: r.pick(StepDone::ALL),
        required_documents: r.several(Random::item),
        legal_basis: r.some(Random::text),
        position: u16::try_from(r.number(65535)).unwrap(),
    }
}

#[test]
fn a_rich_book_comes_back_and_uses_every_column() {
    let files = write_chain_book(&rich());
    assert_eq!(read_back(&files), rich());
    assert_eq!(files.iter().count(), SCHEMA.len());
    for (file, required, optional) in SCHEMA {
        assert!(is_chain_table(file));
        let rows = rows(&files, file);
        let mut written = rows[0].clone();
        for (at, column) in written.iter().enumerate() {
            assert!(rows[1..].iter().any(|row| !row[at].is_empty()), "{file}: {column} is unused");
        }
        let mut expected: Vec<_> = required.split(' ').chain(optional.split(' ')).collect();
        expected.sort_unstable();
        written.sort_unstable();
        assert_eq!(written, expected, "{file}");
    }
}

#[test]
fn generated_books_come_back() {
    for seed in 0..300 {
        let book = generate(seed);
        let files = write_chain_book(&book);
        assert_eq!(read_back(&files), book, "seed {seed}");
        assert_eq!(write_chain_book(&read_back(&files)), files, "seed {seed}");
    }
}

#[test]
fn order_of_rows_and_dialect_make_no_difference() {
    let book = generate(7);
    let mut files = write_chain_book(&book);
    for (file, ..) in SCHEMA {
        edit(&mut files, file, |rows| rows[1..].reverse());
        let semicolons = table(&rows(&files, file), b';', csv::Terminator::CRLF);
        files.insert(file, semicolons);
    }
    assert_eq!(read_back(&files), book);
}

#[test]
fn columns_are_required_or_may_be_left_out() {
    let first_reason = |files: &CsvFiles, file: &str, column: &str| {
        let mut problems = read_chain_book(files, &code_book()).problems.into_iter();
        problems.find(|p| p.file == file && p.column.as_deref() == Some(column)).unwrap().reason
    };
    for (file, required, optional) in SCHEMA {
        for column in required.split(' ') {
            let mut files = write_chain_book(&rich());
            set(&mut files, file, column, " ");
            assert_eq!(first_reason(&files, file, column), Reason::EmptyField, "{file} {column}");
            remove(&mut files, file, column);
            assert_eq!(first_reason(&files, file, column), Reason::MissingColumn);
        }
        for column in optional.split(' ').filter(|column| *column != "goal") {
            let mut files = write_chain_book(&rich());
            remove(&mut files, file, column);
            read_back(&files);
        }
    }
}

#[test]
fn dependencies_may_be_left_out_and_the_rest_not() {
    assert_eq!(
        problems(&CsvFiles::default()),
        [
            "chains.csv: die Tabelle fehlt, wird aber immer gebraucht",
            "chain_steps.csv: die Tabelle fehlt, wird aber immer gebraucht",
        ]
    );
    let files = base();
    let without = files.iter().filter(|(name, _)| *name != "chain_dependencies.csv");
    let files = without.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
    assert_eq!(read_back(&files).templates()[0].stages(), [0, 0]);
}

#[test]
fn values_are_named_with_line_and_column() {
    assert_eq!(problems(&base()), [""; 0]);
    check_row(
        "chains.csv",
        "K 2,Kette,,Notiz,sicher",
        &[
            "chains.csv, Zeile 3, Spalte id: „K 2“ ist keine gültige Kennung (erlaubt: a–z, 0–9 und \
         Bindestrich, 1 bis 64 Zeichen)",
            "chains.csv, Zeile 3, Spalte label_en: das Feld ist leer, wird aber gebraucht",
            "chains.csv, Zeile 3, Spalte confidence: „sicher“ ist kein gültiger Wert für \
         Verlässlichkeit. Erlaubt: confirmed, assumed, example",
        ],
    );
    check_row(
        "chain_dependencies.csv",
        "k,a,b,braucht",
        &["chain_dependencies.csv, Zeile 3, Spalte kind: „braucht“ ist kein gültiger Wert für \
         Abhängigkeitsart. Erlaubt: requires, enables, blocks"],
    );
    let mut files = base();
    files.insert(
        "chain_steps.csv",
        "chain,id,label_de,label_en,service_kinds,fields,residence_status,optional,goal\n\
         k,a,A,A,Clearings,spracche,DULDUNG,ja,yes\n"
            .as_bytes()
            .to_vec(),
    );
    files.insert("chain_dependencies.csv", DEPENDENCIES.replace("k,b,a", "k,a,a").into_bytes());
    let found = problems(&files);
    let expected = [
        "Zeile 2, Spalte service_kinds: „Clearings“ ist kein gültiger Wert für Angebotsart. \
         Meinten Sie „clearing“?",
        "Zeile 2, Spalte fields: „spracche“ steht nicht in der Codeliste Handlungsfeld. Meinten \
         Sie „sprache“?",
        "Zeile 2, Spalte residence_status: „DULDUNG“ steht nicht in der Codeliste \
         Aufenthaltsstatus. Meinten Sie „duldung“?",
        "Zeile 2, Spalte optional: „ja“ ist weder yes noch no",
        "Zeile 2, Spalte requires: die Schritte setzen einander im Kreis voraus: a → a",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (problem, expected) in found.iter().zip(expected) {
        assert!(problem.contains(expected), "{problem}");
    }
}

#[test]
fn rules_between_rows_point_to_the_line() {
    check_row(
        "chains.csv",
        "k,Kette,Chain,Notiz,assumed",
        &["chains.csv, Zeile 3, Spalte id: die Kennung „k“ kommt mehrfach vor"],
    );
    check_row(
        "chains.csv",
        "leer,Kette,Chain,Notiz,assumed",
        &["chains.csv, Zeile 3: kein Schritt der Kette ist ein Ziel (goal)"],
    );
    check_row(
        "chain_steps.csv",
        "m,c,C,C,,\nk,b,B,B,benefits,",
        &[
            "chain_steps.csv, Zeile 4, Spalte chain: Kette „m“ gibt es nicht",
            "chain_steps.csv, Zeile 4, Spalte service_kinds: der Schritt nennt weder Angebotsarten \
         noch Handlungsfelder",
            "chain_steps.csv, Zeile 5, Spalte id: die Kennung „k/b“ kommt mehrfach vor",
        ],
    );
    check_row(
        "chain_dependencies.csv",
        "k,a,b,blocks\nk,a,x,requires\nk,b,a,enables",
        &[
            "chain_dependencies.csv, Zeile 3, Spalte requires: die Schritte setzen einander im Kreis \
         voraus: a → b → a",
            "chain_dependencies.csv, Zeile 4, Spalte requires: Schritt „x“ gibt es in der Kette „k“ \
         nicht",
            "chain_dependencies.csv, Zeile 5: die Kennung „k/b/a“ kommt mehrfach vor",
        ],
    );
}

#[test]
fn what_follows_from_an_unreadable_row_is_not_reported_again() {
    let mut files = base();
    files.insert("chain_steps.csv", STEPS.replace("benefits", "x").into_bytes());
    let found = problems(&files);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].starts_with("chain_steps.csv, Zeile 3, Spalte service_kinds: „x“"));
    let mut files = base();
    files.insert("chains.csv", CHAINS.replace("assumed", "").into_bytes());
    assert_eq!(
        problems(&files),
        ["chains.csv, Zeile 2, Spalte confidence: das Feld ist leer, wird aber gebraucht"]
    );
}

#[test]
fn mutated_files_never_panic() {
    let mut r = Random(4);
    let mut n_accepted = 0;
    for round in 0..2000 {
        let mut files = write_chain_book(&generate(round));
        let (file, ..) = r.pick(&SCHEMA);
        let mut bytes = files.get(file).unwrap().to_vec();
        mutate(&mut r, &mut bytes);
        files.insert(file, bytes);
        let preview = read_chain_book(&files, &code_book());
        assert_eq!(preview.item.is_some(), preview.problems.is_empty());
        if let Some(book) = preview.item {
            n_accepted += 1;
            assert_eq!(read_back(&write_chain_book(&book)), book);
        }
    }
    assert!((50..1950).contains(&n_accepted), "{n_accepted} of 2000 are still sound");
}
