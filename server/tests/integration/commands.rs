//! `import`, `export`, `check` and the help.

use std::fs;
use std::path::{Path, PathBuf};

use model::{ChainBook, CodeBook, Network};
use store::{Store, StoreUrl};
use tempfile::TempDir;

use crate::program::{refusal, run};
use crate::serving::example;
use crate::site::wait_for;

/// A folder for a database and for tables.
struct Workplace(TempDir);

impl Workplace {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn data(&self) -> String {
        format!("--data={}", self.path("data").display())
    }

    /// A copy of an example with one table changed.
    fn changed(&self, kreis: &str, table: &str, change: impl Fn(&str) -> String) -> String {
        let copy = self.path("changed");
        fs::create_dir(&copy).unwrap();
        for entry in fs::read_dir(example(kreis)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
        }
        let text = fs::read_to_string(copy.join(table)).unwrap();
        fs::write(copy.join(table), change(&text)).unwrap();
        copy.to_str().unwrap().to_owned()
    }

    /// What the database holds of the chains.
    fn stored_chains(&self) -> ChainBook {
        let folder = self.path("data").join("db");
        wait_for(async move {
            let store = Store::open(&StoreUrl::Folder(folder)).await.unwrap();
            let chains = store.load_chain_book().await.unwrap();
            store.close().await;
            chains
        })
    }

    /// What else the database holds.
    fn stored(&self) -> (CodeBook, Vec<Network>) {
        let folder = self.path("data").join("db");
        wait_for(async move {
            let store = Store::open(&StoreUrl::Folder(folder)).await.unwrap();
            let mut networks = Vec::new();
            for network in store.list_networks().await.unwrap() {
                networks.push(store.load_network(&network.id).await.unwrap());
            }
            let codes = store.load_code_book().await.unwrap();
            store.close().await;
            (codes, networks)
        })
    }
}

fn without_revision(mut networks: Vec<Network>) -> Vec<Network> {
    for network in &mut networks {
        network.revision = 0;
        network.sort();
    }
    networks
}

fn tables(folder: &Path) -> Vec<(String, String)> {
    let mut tables: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    tables.sort();
    tables
}

#[test]
fn what_is_exported_comes_back_equal() {
    let (here, there) = (Workplace::new(), Workplace::new());
    let import = run(["import", &example("lippe"), &here.data()]);
    assert_eq!(import.code, Some(0), "{import:?}");
    assert!(import.stdout.starts_with("Kreis Lippe: "), "{}", import.stdout);
    assert!(import.stdout.ends_with(" Beziehungen übernommen (Stand 1).\n"), "{}", import.stdout);
    let (folder, data) = (here.path("export"), here.data());
    let export = run(["export", folder.to_str().unwrap(), "--network=05766", &data]);
    assert_eq!(export.code, Some(0), "{export:?}");
    let check = run(["check", folder.to_str().unwrap()]);
    assert!(check.stdout.ends_with("; keine Fehler.\n"), "{check:?}");
    let import = run(["import", folder.to_str().unwrap(), &there.data()]);
    assert_eq!(import.code, Some(0), "{import:?}");
    assert_eq!(without_revision(here.stored().1), without_revision(there.stored().1));
    assert_eq!(here.stored().0, there.stored().0);
    assert_eq!(here.stored_chains(), there.stored_chains());
    assert!(folder.join("chain_dependencies.csv").is_file());
    let again = there.path("again");
    run(["export", again.to_str().unwrap(), &there.data()]);
    assert_eq!(tables(&folder), tables(&again.join("05766")));
}

#[test]
fn a_network_is_replaced_only_when_told_so() {
    let work = Workplace::new();
    run(["import", &example("soest"), &work.data()]);
    let refused = run(["import", &example("soest"), &work.data()]);
    let sentence = refusal(&refused);
    assert!(
        sentence.contains("Kreis Soest (05974)") && sentence.contains("--replace"),
        "{sentence}"
    );
    let replaced = run(["import", &example("soest"), &work.data(), "--replace"]);
    assert!(replaced.stdout.ends_with("(Stand 2).\n"), "{replaced:?}");

    let folder = work.path("export");
    let export = |more: &[&str]| {
        let data = work.data();
        run([&["export", folder.to_str().unwrap(), &data], more].concat())
    };
    assert_eq!(export(&[]).code, Some(0));
    assert!(refusal(&export(&[])).contains("--replace"));
    assert_eq!(export(&["--replace"]).code, Some(0));
    let unknown = export(&["--network=05999"]);
    assert_eq!(refusal(&unknown), "Das Netz 05999 gibt es nicht. Vorhanden: 05974 (Kreis Soest).");
}

#[test]
fn a_broken_folder_is_listed_and_changes_nothing() {
    let work = Workplace::new();
    run(["import", &example("herford"), &work.data()]);
    let before = work.stored();
    let broken = work.changed("herford", "actors.csv", |text| {
        format!("{text}kaputt,quatsch,,,,,,,,,,,,,,,,\nx\n")
    });
    for command in ["check", "import"] {
        let mut line = vec![command, &broken];
        let data = work.data();
        if command == "import" {
            line.extend([data.as_str(), "--replace"]);
        }
        let ended = run(line);
        assert_eq!((ended.code, ended.stdout.as_str()), (Some(1), ""), "{ended:?}");
        let lines: Vec<_> = ended.stderr.lines().collect();
        let (summary, problems) = lines.split_last().unwrap();
        assert!(problems.len() >= 2, "{}", ended.stderr);
        assert!(problems.iter().all(|line| line.starts_with("actors.csv, Zeile ")), "{problems:?}");
        assert!(problems.iter().any(|line| line.contains("Spalte kind")), "{problems:?}");
        assert!(summary.contains(" Fehler in 1 Datei"), "{summary}");
        assert_eq!(summary.ends_with("; nichts wurde übernommen."), command == "import");
    }
    assert_eq!(work.stored(), before);
}

#[test]
fn own_codes_come_with_the_tables() {
    let work = Workplace::new();
    let folder = work.changed("borken", "sources.csv", str::to_owned);
    let own = "list,code,label_de,label_en\nfield_of_action,eigenes-feld,Eigenes,Own\n";
    fs::write(Path::new(&folder).join("codes.csv"), own).unwrap();
    let import = run(["import", &folder, &work.data()]);
    assert!(import.stdout.contains("1 Eintrag neu oder geändert"), "{import:?}");
    let (codes, _) = work.stored();
    assert!(codes.entries().len() > 1, "the others stay");
    fs::write(Path::new(&folder).join("codes.csv"), "list,code\nquatsch,x\n").unwrap();
    let check = run(["check", &folder]);
    assert_eq!(check.code, Some(1));
    assert!(check.stderr.lines().all(|line| !line.starts_with("actors")), "{}", check.stderr);
}

#[test]
fn own_chains_come_with_the_tables() {
    const CHAINS: &str = "id,label_de,label_en,source_note,confidence\n\
                          familie,Kurz,Short,Eigene,example\neigene,Eigene,Own,Eigene,example\n";
    const STEPS: &str = "chain,id,label_de,label_en,service_kinds,goal\n\
                         familie,kita,Kita,Kita,childcare,yes\neigene,a,A,A,clearing,yes\n";
    let work = Workplace::new();
    let folder = work.changed("borken", "sources.csv", str::to_owned);
    fs::write(Path::new(&folder).join("chains.csv"), CHAINS).unwrap();
    let check = run(["check", &folder]);
    assert_eq!(check.code, Some(1));
    assert!(check.stderr.starts_with("chain_steps.csv: die Tabelle fehlt"), "{}", check.stderr);
    fs::write(Path::new(&folder).join("chain_steps.csv"), STEPS).unwrap();
    let import = run(["import", &folder, &work.data()]);
    assert!(import.stdout.ends_with(" Ketten: 2 Vorlagen neu oder geändert.\n"), "{import:?}");
    let chains = work.stored_chains();
    let n_steps = |id: &str| chains.template(&id.parse().unwrap()).unwrap().steps().len();
    assert_eq!((n_steps("familie"), n_steps("eigene")), (1, 1));
    assert_eq!(chains.templates().len(), 7, "the others stay");
}

#[test]
fn folders_that_cannot_be_used_are_named() {
    let work = Workplace::new();
    let missing = work.path("missing");
    for command in ["check", "import"] {
        let mut line = vec![command, missing.to_str().unwrap()];
        let data = work.data();
        if command == "import" {
            line.push(&data);
        }
        let ended = run(line);
        assert!(refusal(&ended).ends_with("missing“ ist nicht lesbar: nicht vorhanden."));
    }
    assert!(!work.path("data").exists(), "no database was made");
    let export = run(["export", missing.to_str().unwrap(), &work.data()]);
    assert!(refusal(&export).contains("ist noch keine Datenbank"), "{export:?}");
    assert!(!work.path("data").exists(), "no database was made");
}

#[test]
fn the_help_is_german_and_lists_the_commands() {
    let help = run(["--help"]);
    assert_eq!(help.code, Some(0));
    for word in ["Aufruf:", "Befehle:", "serve", "import", "export", "check"] {
        assert!(help.stdout.contains(word), "{word}: {}", help.stdout);
    }
    for command in ["serve", "import", "export", "check"] {
        let help = run([command, "--help"]).stdout;
        assert!(help.contains(&format!("netzlotse {command}")), "{help}");
        for english in ["Usage", "Options", "Arguments", "Print", "default:", "possible"] {
            assert!(!help.contains(english), "{command}: {english} in {help}");
        }
    }
    let wrong = run(["--helb"]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (Some(2), ""));
}
