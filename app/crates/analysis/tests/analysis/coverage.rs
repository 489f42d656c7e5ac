//! Who is there for which Kommune in which field, twice, or not at all.

use analysis::{
    CompetenceGround, CompetenceProblemKind, CoverageCell, CoverageQuery, CoverageState,
    competence_problems, coverage_matrix, dependences, overlaps,
};
use model::{NetworkIndex, ServiceStatus};

use crate::fixture::{id, network, reversed};
use crate::random::random_network;

const TOWN: &str = "
    gemeinde g1
    gemeinde g2
    service first @town; fields beratung; entry; wait 2
    service work @jobs; fields arbeit; wait 9
    service more @agency; fields arbeit; wait 4; example
    service flat @houses; fields wohnen; status inactive
    service past @houses; fields kita; status defunct
    service lone @school; fields schule; wait 1
    area town g1
    area jobs g1; serves
    area school g1
    town -> jobs: 1; via work
    town -> agency: 1; via more; status planned
";

fn cell<'a>(cells: &'a [CoverageCell], region: &str, field: &str) -> &'a CoverageCell {
    let of = |cell: &&CoverageCell| (cell.region.as_str(), cell.field.as_str()) == (region, field);
    cells.iter().find(of).unwrap()
}

fn query(fields: &[&str]) -> CoverageQuery {
    CoverageQuery { fields: fields.iter().map(|field| id(field)).collect(), ..Default::default() }
}

#[test]
fn cells_come_by_kommune_and_in_the_order_asked_for() {
    let network = network(TOWN);
    let cells = coverage_matrix(&NetworkIndex::new(&network), &query(&["wohnen", "arbeit"]));
    let places: Vec<_> =
        cells.iter().map(|cell| (cell.region.as_str(), cell.field.as_str())).collect();
    assert_eq!(places, [("g1", "wohnen"), ("g1", "arbeit"), ("g2", "wohnen"), ("g2", "arbeit")]);
    let reversed = reversed(&network);
    let again = coverage_matrix(&NetworkIndex::new(&reversed), &query(&["wohnen", "arbeit"]));
    assert_eq!(cells, again);
}

#[test]
fn what_is_offered_needs_a_way_that_leads_there() {
    let network = network(TOWN);
    let fields = query(&["beratung", "arbeit", "wohnen", "kita", "schule"]);
    let cells = coverage_matrix(&NetworkIndex::new(&network), &fields);
    let state = |region, field| cell(&cells, region, field).state;
    assert_eq!(state("g1", "beratung"), CoverageState::Offered);
    assert_eq!(state("g1", "arbeit"), CoverageState::Offered);
    // It rests.
    assert_eq!(state("g1", "wohnen"), CoverageState::OnPaperOnly);
    // It has ended.
    assert_eq!(state("g1", "kita"), CoverageState::Nobody);
    // No referral leads there.
    assert_eq!(state("g1", "schule"), CoverageState::OnPaperOnly);
    // The agency serves the whole Kreis, but from g2 only a planned referral leads there.
    assert_eq!(state("g2", "arbeit"), CoverageState::OnPaperOnly);
    assert_eq!(state("g2", "schule"), CoverageState::Nobody);
}

#[test]
fn a_cell_names_services_grounds_and_the_shortest_wait() {
    let network = network(TOWN);
    let cells = coverage_matrix(&NetworkIndex::new(&network), &query(&["arbeit"]));
    let work = cell(&cells, "g1", "arbeit");
    let grounds: Vec<_> = work.services.iter().map(|s| (s.service.as_str(), s.ground)).collect();
    assert_eq!(
        grounds,
        [("work", CompetenceGround::Serves), ("more", CompetenceGround::WholeKreis)]
    );
    assert_eq!((work.n_active, work.n_reachable), (2, 1));
    assert_eq!(work.shortest_wait.as_ref().unwrap().days.whole_days(), 4);
    assert_eq!(work.evidence.len(), 2);
    assert!(work.uses_example_data);
}

#[test]
fn circumstances_narrow_the_matrix() {
    let network = network(
        "gemeinde g1
         service first @a; fields f; entry; statuses duldung; groups frauen",
    );
    let index = NetworkIndex::new(&network);
    let state = |query: &CoverageQuery| coverage_matrix(&index, query)[0].state;
    assert_eq!(state(&query(&["f"])), CoverageState::Offered);
    let others = CoverageQuery { status: Some(id("asyl")), ..query(&["f"]) };
    assert_eq!(state(&others), CoverageState::Nobody);
    let group = CoverageQuery { target_group: Some(id("kinder")), ..query(&["f"]) };
    assert_eq!(state(&group), CoverageState::Nobody);
}

#[test]
fn offered_and_reachable_are_one_on_random_networks() {
    for seed in 0..300 {
        let network = random_network(seed);
        let index = NetworkIndex::new(&network);
        let cells = coverage_matrix(&index, &query(&["f0", "f1", "f2"]));
        let n_offered = cells.iter().filter(|cell| cell.state == CoverageState::Offered).count();
        for dependence in dependences(&index) {
            if !dependence.lost.is_empty() {
                assert_eq!(dependence.n_pairs_total as usize, n_offered, "seed {seed}");
            }
            for (region, field) in &dependence.lost {
                let lost = cell(&cells, region.as_str(), field.as_str());
                assert_eq!(lost.state, CoverageState::Offered, "seed {seed}");
            }
        }
    }
}

#[test]
fn overlap_is_the_share_of_common_fields_and_kommunen() {
    let network = network(
        "gemeinde g1
         gemeinde g2
         service one @a; kind housing_advice; fields wohnen arbeit
         service two @b; kind housing_advice; fields wohnen
         area a g1 g2
         area b g1",
    );
    let report = overlaps(&NetworkIndex::new(&network), 9);
    let [found] = report.overlaps.as_slice() else { panic!("one pair") };
    assert_eq!((found.service.as_str(), found.other_service.as_str()), ("one", "two"));
    assert_eq!((found.same_kind, found.same_fields), (true, false));
    // 1 common pair of field and Kommune, 4 + 1 - 1 altogether.
    assert_eq!((found.jaccard_permille, found.common_regions_permille), (250, 500));
    assert_eq!((found.fields.len(), found.regions.len()), (1, 1));
    assert_eq!((report.n_found, report.aborted_after_pairs), (1, None));
}

#[test]
fn overlap_needs_the_same_people_another_actor_and_a_common_area() {
    let base = "gemeinde g1\n gemeinde g2\n area a g1\n area c g2\n
        service one @a; fields f; statuses duldung; groups frauen\n";
    let found = |row: &str| {
        let network = network(&format!("{base}{row}"));
        overlaps(&NetworkIndex::new(&network), 9).n_found
    };
    assert_eq!(found("service two @b; fields f"), 1);
    assert_eq!(found("service two @b; fields f; statuses duldung asyl; groups frauen"), 1);
    assert_eq!(found("service two @b; fields f; statuses asyl"), 0);
    assert_eq!(found("service two @b; fields f; groups kinder"), 0);
    assert_eq!(found("service two @a; fields f"), 0);
    assert_eq!(found("service two @c; fields f"), 0);
    assert_eq!(found("service two @b; fields f g"), 0);
    assert_eq!(found("service two @b; fields f; status inactive"), 0);
}

#[test]
fn overlaps_are_ranked_and_cut() {
    let network = network(
        "gemeinde g1
         service s1 @a; kind clearing; fields f
         service s2 @b; kind clearing; fields f
         service s3 @c; kind clearing; fields f g
         service s4 @d; kind benefits; fields f g",
    );
    let index = NetworkIndex::new(&network);
    let all = overlaps(&index, 9);
    let pairs: Vec<_> = all
        .overlaps
        .iter()
        .map(|pair| (pair.service.as_str(), pair.other_service.as_str(), pair.jaccard_permille))
        .collect();
    let expected = [("s1", "s2", 1000), ("s1", "s3", 500), ("s2", "s3", 500), ("s3", "s4", 1000)];
    assert_eq!(pairs, expected);
    let cut = overlaps(&index, 1);
    assert_eq!((cut.n_found, &cut.overlaps[..]), (4, &all.overlaps[..1]));
    assert_eq!(all, overlaps(&NetworkIndex::new(&reversed(&network)), 9));
}

#[test]
fn competence_is_held_by_one() {
    let mut network = network(
        "gemeinde g1
         gemeinde g2
         gemeinde g3
         actor abh-kreis; kind foreigners_authority
         actor abh-stadt; kind foreigners_authority
         actor bezirk; kind district_government
         actor stadt; kind municipality
         area abh-kreis g1 g2; regime aufenthg
         area abh-stadt g2; regime aufenthg; example
         area bezirk g1; regime unterbringung
         area stadt g1 g2 g3; regime unterbringung
         area stadt g1; regime pstg; serves",
    );
    let found = competence_problems(&NetworkIndex::new(&network));
    let told: Vec<_> = found
        .iter()
        .map(|problem| {
            let regions: Vec<_> = problem.regions.iter().map(ToString::to_string).collect();
            (problem.kind, problem.regime.as_str(), regions.join(" "), problem.actors.len())
        })
        .collect();
    let (several, nobody) = (CompetenceProblemKind::Several, CompetenceProblemKind::Nobody);
    assert_eq!(
        told,
        [
            (CompetenceProblemKind::SeveralOfOneKind, "aufenthg", "g2".to_owned(), 2),
            (nobody, "aufenthg", "g3".to_owned(), 0),
            (several, "unterbringung", "g1".to_owned(), 2),
        ]
    );
    assert_eq!(found[0].jurisdictions.len(), 2);
    assert!(found[0].uses_example_data && !found[2].uses_example_data);
    assert_eq!(found, competence_problems(&NetworkIndex::new(&reversed(&network))));
    // The state of services plays no part.
    network.services.iter_mut().for_each(|service| service.status = ServiceStatus::Inactive);
    assert_eq!(found, competence_problems(&NetworkIndex::new(&network)));
}
