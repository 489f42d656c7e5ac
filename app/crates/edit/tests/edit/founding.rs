//! Founding a network in every Kreis of the Land: from nothing, from what is ticked, from all.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use edit::{Founded, FoundingProblem, Proposal, found, proposals};
use exchange::{
    FoundingBook, KreisEntry, KreisKind, LandDirectory, read_code_book, read_founding_book,
    read_land_directory, read_network, write_network,
};
use model::{
    Actor, ActorId, AreaKind, CodeBook, Confidence, Coverage, Jurisdiction, Network, NetworkIndex,
    Visibility,
};

struct Ground {
    codes: CodeBook,
    land: LandDirectory,
    book: FoundingBook,
}

fn ground() -> Ground {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let bytes = |name: &str| fs::read(folder.join(name)).unwrap();
    let codes = read_code_book(&bytes("codes.csv")).item.unwrap();
    let land = read_land_directory(&bytes("municipalities.csv"));
    assert_eq!(land.problems, [], "app/data/municipalities.csv");
    let book = read_founding_book(&bytes("typical_actors.csv"), &codes);
    assert_eq!(book.problems, [], "app/data/typical_actors.csv");
    Ground { codes, land: land.item.unwrap(), book: book.item.unwrap() }
}

impl Ground {
    fn kreis(&self, id: &str) -> &KreisEntry {
        self.land.kreis(&id.parse().unwrap()).unwrap()
    }

    fn proposals(&self, id: &str) -> Vec<Proposal> {
        proposals(&self.book, self.kreis(id))
    }

    fn found(&self, id: &str, chosen: &[&str]) -> Network {
        let chosen: Vec<ActorId> = chosen.iter().map(|id| id.parse().unwrap()).collect();
        found(self.kreis(id), &chosen, &self.book).unwrap().network
    }
}

fn ids(proposals: &[Proposal], is_chosen: impl Fn(&Proposal) -> bool) -> Vec<ActorId> {
    proposals.iter().filter(|one| is_chosen(one)).map(|one| one.id.clone()).collect()
}

fn actor<'a>(network: &'a Network, id: &str) -> &'a Actor {
    network.actors.iter().find(|actor| actor.id.as_str() == id).unwrap()
}

fn jurisdiction<'a>(network: &'a Network, id: &str) -> &'a Jurisdiction {
    network.jurisdictions.iter().find(|row| row.id.as_str() == id).unwrap()
}

fn regions(row: &Jurisdiction) -> Vec<&str> {
    row.regions.iter().map(model::RegionId::as_str).collect()
}

#[track_caller]
fn check_sound(kreis: &KreisEntry, founded: &Founded, n_chosen: usize, codes: &CodeBook) {
    let network = &founded.network;
    assert_eq!(network.id, kreis.id);
    assert_eq!(network.integrity_problems(), [], "{}", kreis.name);
    assert_eq!(network.actors.len() + founded.left_out.len(), n_chosen, "{}", kreis.name);
    assert_eq!(network.municipalities().count(), kreis.municipalities.len());
    let again = read_network(&write_network(network), codes);
    assert_eq!(again.problems, [], "{}", kreis.name);
    assert_eq!(again.item.as_ref(), Some(network), "{}", kreis.name);
    for actor in &network.actors {
        assert_eq!(actor.envelope.confidence, Confidence::Assumed);
        assert_eq!(actor.envelope.visibility, Visibility::Public);
        assert!(!actor.name.contains(['{', '}']) && !actor.name.contains("  "), "{}", actor.name);
    }
}

#[test]
fn every_kreis_can_be_founded() {
    let ground = ground();
    assert_eq!(ground.land.kreise().len(), 53);
    for kreis in ground.land.kreise() {
        let proposed = proposals(&ground.book, kreis);
        for chosen in [
            Vec::new(),
            ids(&proposed, |one| one.preselected),
            ids(&proposed, |one| !one.preselected),
            ids(&proposed, |_| true),
        ] {
            let founded = found(kreis, &chosen, &ground.book).unwrap();
            check_sound(kreis, &founded, chosen.len(), &ground.codes);
            let reversed: Vec<_> = chosen.iter().rev().cloned().collect();
            assert_eq!(found(kreis, &reversed, &ground.book), Ok(founded), "{}", kreis.name);
        }
    }
}

/// What is ticked beforehand leaves nobody without an area, and in every municipality somebody is
/// responsible, by one authority only, for what every Kreis has to do.
#[test]
fn what_is_preselected_covers_each_municipality_once() {
    let ground = ground();
    for kreis in ground.land.kreise() {
        let chosen = ids(&proposals(&ground.book, kreis), |one| one.preselected);
        let founded = found(kreis, &chosen, &ground.book).unwrap();
        assert_eq!(founded.left_out, [], "{}", kreis.name);
        let network = &founded.network;
        let index = NetworkIndex::new(network);
        for municipality in network.municipalities() {
            for regime in ["aufenthg", "stag", "sgb-ii", "sgb-viii", "asylblg", "wohnraum", "bmg"] {
                let rows = network.jurisdictions.iter().filter(|row| {
                    row.regime.as_ref().is_some_and(|own| own.as_str() == regime)
                        && row.kind == AreaKind::ResponsibleFor
                        && index
                            .region_and_ancestors(&municipality.id)
                            .iter()
                            .any(|area| row.regions.contains(&area.id))
                });
                assert_eq!(rows.count(), 1, "{regime} in {}", municipality.name);
            }
        }
    }
}

#[test]
fn ids_are_unique_and_stay() {
    let ground = ground();
    for kreis in ground.land.kreise() {
        let proposed = proposals(&ground.book, kreis);
        let unique: BTreeSet<_> = proposed.iter().map(|one| &one.id).collect();
        assert_eq!(unique.len(), proposed.len(), "{}", kreis.name);
        let names: BTreeSet<_> = proposed.iter().map(|one| &one.name).collect();
        assert_eq!(names.len(), proposed.len(), "{}: two proposals have one name", kreis.name);
    }
    let known: BTreeSet<_> = ground.proposals("05766").into_iter().map(|one| one.id).collect();
    for id in ["kreis", "ki", "kim-koord", "abh-kreis", "abh-detmold", "rathaus-doerentrup"] {
        assert!(known.contains(&id.parse().unwrap()), "{id}");
    }
}

#[test]
fn a_large_town_takes_its_part_from_the_kreis() {
    let ground = ground();
    let whole = ground.found("05766", &["abh-kreis"]);
    assert_eq!(regions(jurisdiction(&whole, "abh-kreis-aufenthg")), ["05766"]);
    let divided = ground.found("05766", &["abh-kreis", "abh-detmold", "kreis", "rathaus-detmold"]);
    let left = regions(jurisdiction(&divided, "abh-kreis-aufenthg"));
    assert_eq!(left.len(), 15);
    assert!(!left.contains(&"05766020") && left.contains(&"05766004"));
    assert_eq!(regions(jurisdiction(&divided, "abh-detmold-freizuegg-eu")), ["05766020"]);
    let index = NetworkIndex::new(&divided);
    let kreis = index.actor_idx(&"abh-kreis".parse().unwrap()).unwrap();
    assert_eq!(index.coverage(kreis, &"05766020".parse().unwrap()), Coverage::NotCovered);
    assert_eq!(actor(&divided, "abh-detmold").parent, Some("rathaus-detmold".parse().unwrap()));
}

/// The office of a town takes over from its town hall what both could do, there only.
#[test]
fn an_office_takes_its_part_from_the_town_hall() {
    let chosen = ["rathaus-detmold", "rathaus-lage", "sozialamt-detmold"];
    let network = ground().found("05766", &chosen);
    let has = |id: &str| network.jurisdictions.iter().any(|row| row.id.as_str() == id);
    assert!(has("sozialamt-detmold-asylblg") && !has("rathaus-detmold-asylblg"));
    assert!(has("rathaus-detmold-bmg") && has("rathaus-lage-asylblg"));
}

/// In some Kreise every municipality has a youth office of its own.
#[test]
fn an_authority_without_an_area_is_left_out() {
    let ground = ground();
    let all = ids(&ground.proposals("05562"), |_| true);
    let founded = found(ground.kreis("05562"), &all, &ground.book).unwrap();
    let left_out: Vec<_> = founded.left_out.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(left_out, ["jugendamt-kreis", "wohnraum-kreis"]);
    let proposed = ground.proposals("05562");
    let preselected =
        |id: &str| proposed.iter().any(|one| one.id.as_str() == id && one.preselected);
    assert!(!preselected("jugendamt-kreis") && preselected("jugendamt-waltrop"));
    assert!(
        ground
            .proposals("05774")
            .iter()
            .any(|one| one.id.as_str() == "jugendamt-kreis" && one.preselected)
    );
}

#[test]
fn what_an_actor_is_part_of_is_chosen_too() {
    let ground = ground();
    let parent =
        |chosen: &[&str]| actor(&ground.found("05774", chosen), "kim-koord").parent.clone();
    assert_eq!(parent(&["kim-koord"]), None);
    assert_eq!(parent(&["kim-koord", "kreis"]), Some("kreis".parse().unwrap()));
    assert_eq!(parent(&["kim-koord", "kreis", "ki"]), Some("ki".parse().unwrap()));
}

/// The city has tasks of its own, but the authority for foreigners is that of the Städteregion.
#[test]
fn the_staedteregion_is_special() {
    let ground = ground();
    let chosen = ids(&ground.proposals("05334"), |one| one.preselected);
    let network = found(ground.kreis("05334"), &chosen, &ground.book).unwrap().network;
    assert_eq!(regions(jurisdiction(&network, "abh-kreis-aufenthg")), ["05334"]);
    assert_eq!(regions(jurisdiction(&network, "ki-gemeinde-aachen-gebiet")), ["05334002"]);
    let rest = jurisdiction(&network, "ki-gebiet");
    assert_eq!((rest.kind, rest.regions.len()), (AreaKind::ServesArea, 9));
    assert_eq!(actor(&network, "ki").name, "Kommunales Integrationszentrum Städteregion Aachen");
    assert_eq!(actor(&network, "agentur").name, "Agentur für Arbeit für die Städteregion Aachen");
}

#[test]
fn a_kreisfreie_stadt_is_a_town_and_a_kreis() {
    let ground = ground();
    assert_eq!(ground.kreis("05711").kind, KreisKind::KreisfreieStadt);
    let chosen = ids(&ground.proposals("05711"), |one| one.preselected);
    let network = found(ground.kreis("05711"), &chosen, &ground.book).unwrap().network;
    let abh = actor(&network, "abh-stadt");
    assert_eq!(abh.name, "Ausländerbehörde der Stadt Bielefeld");
    assert_eq!((abh.sector.code(), abh.level.code()), ("public_municipal", "gemeinde"));
    assert_eq!(abh.region, Some("05711000".parse().unwrap()));
    assert_eq!(regions(jurisdiction(&network, "abh-stadt-aufenthg")), ["05711"]);
    assert_eq!(actor(&network, "jobcenter").name, "Jobcenter Bielefeld");
    assert_eq!(network.kreis().unwrap().name, "Stadt Bielefeld");
}

#[test]
fn names_are_declined() {
    let ground = ground();
    let names: Vec<_> = ["05762", "05962", "05382", "05913"]
        .iter()
        .flat_map(|kreis| ground.proposals(kreis))
        .map(|one| one.name)
        .collect();
    for name in [
        "Ausländerbehörde Kreis Höxter",
        "Stadt Borgentreich",
        "Ausländerbehörde der Stadt Iserlohn",
        "Sprachmittlungspool des Märkischen Kreises",
        "Schulamt für den Rhein-Sieg-Kreis",
        "Gemeinde Wachtberg",
        "Jugendmigrationsdienst im Rhein-Sieg-Kreis",
        "Schulamt für die Stadt Dortmund",
        "AWO in Dortmund",
    ] {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

#[test]
fn a_choice_that_is_not_proposed_is_named() {
    let ground = ground();
    let chosen = ["abh-kreis", "abh-detmold", "amt"].map(|id| id.parse().unwrap());
    let problem = found(ground.kreis("05774"), &chosen, &ground.book).unwrap_err();
    let unknown = ["abh-detmold", "amt"].map(|id| id.parse().unwrap());
    assert_eq!(problem, FoundingProblem::Unknown(unknown.to_vec()));
    assert_eq!(
        problem.to_string(),
        "Diese Vorschläge gibt es in diesem Kreis nicht: abh-detmold, amt."
    );
}

/// The areas of a new network are those of the examples, apart from what only their own sources say.
#[test]
fn the_areas_are_those_of_the_example() {
    let founded = ground().found("05774", &[]);
    let example = crate::example::example().network;
    for region in &founded.regions {
        let same = example.regions.iter().find(|other| other.id == region.id).unwrap();
        let place = |one: &model::Region| (one.name.clone(), one.label.clone(), one.centroid);
        assert_eq!(place(same), place(region));
        assert_eq!(same.parent, region.parent);
        assert_eq!(
            (same.population, same.population_date),
            (region.population, region.population_date)
        );
    }
    let sources: Vec<_> = founded.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(sources, ["destatis", "wissen", "zensus"]);
    for source in founded.sources.iter().filter(|source| source.id.as_str() != "wissen") {
        assert!(example.sources.contains(source), "{}", source.title);
    }
}
