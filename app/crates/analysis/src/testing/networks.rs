//! What the analyses say of a whole network, as one number.

use std::fmt::Debug;

use model::{ChainBook, Decimal, FieldCode, Network, NetworkIndex, RegionId};

use super::Digest;
use crate::{
    ChainPeople, Change, CoverageQuery, FlowQuery, Grouping, RouteCriterion, RouteGoal, RouteQuery,
    SimulationOptions, Standing, apply, brokerage, circles, community_report, compare, constraints,
    coverage_matrix, dead_ends, disagreements, dominances, feedback_gaps, find_routes, findings,
    flow_concentration, flow_to_field, layer_measures, main_regimes, map_everywhere, overlaps,
    pareto_routes, queues, service_loads, simulate, transitions, unit_values, widest_route,
    without_each_actor, wrong_offices,
};

/// How many actors are closed, one after the other.
const N_CLOSED: usize = 5;

/// A number that differs with every bit of what the analyses say of a network.
pub fn network_digest(network: &Network, chains: &ChainBook) -> u64 {
    let index = NetworkIndex::new(network);
    let mut answers = Digest::default();
    add_bottlenecks(&index, &mut answers);
    add_structure(&index, &mut answers);
    add_routes(&index, &mut answers);
    for template in chains.templates() {
        answers.add_answer(&map_everywhere(&index, template, &ChainPeople::default()));
    }
    let before = Standing::new(&index, &[]);
    for actor in network.actors.iter().take(N_CLOSED) {
        let closed = apply(network, &[Change::CloseActor { actor: actor.id.clone() }]);
        if let Ok(closed) = &closed {
            let after = Standing::new(&NetworkIndex::new(closed), &[]);
            let difference =
                before.as_ref().ok().zip(after.ok()).map(|(before, after)| compare(before, &after));
            answers.add_answer(&difference);
        }
        answers.add_answer(&closed.err());
    }
    answers.add_answer(&simulate(&index, &SimulationOptions::default()));
    answers.finish()
}

fn add_bottlenecks(index: &NetworkIndex<'_>, answers: &mut Digest) {
    answers.add_answer(&service_loads(index));
    answers.add_answer(&queues(index));
    answers.add_answer(&unit_values(index, Decimal::from_integer(1)));
    answers.add_answer(&transitions(index));
    answers.add_answer(&circles(index));
    answers.add_answer(&dead_ends(index));
    answers.add_answer(&wrong_offices(index));
    answers.add_answer(&feedback_gaps(index));
    answers.add_answer(&disagreements(index));
    answers.add_answer(&dominances(index, None, None));
    answers.add_answer(&findings(index, usize::MAX));
    for field in fields(index) {
        let query =
            FlowQuery { field: field.clone(), region: None, status: None, target_group: None };
        answers.add_answer(&flow_to_field(index, &query));
    }
}

fn add_structure(index: &NetworkIndex<'_>, answers: &mut Digest) {
    answers.add_answer(&layer_measures(index));
    answers.add_answer(&community_report(index, 1));
    answers.add_answer(&brokerage(index, &Grouping::Given(main_regimes(index))));
    answers.add_answer(&constraints(index));
    answers.add_answer(&flow_concentration(index));
    answers.add_answer(&overlaps(index, usize::MAX));
    let fields = fields(index).into_iter().cloned().collect();
    let query = CoverageQuery { fields, ..CoverageQuery::default() };
    answers.add_answer(&coverage_matrix(index, &query));
}

fn add_routes(index: &NetworkIndex<'_>, answers: &mut Digest) {
    let kommunen: Vec<&RegionId> = index.network.municipalities().map(|row| &row.id).collect();
    for (region, field) in kommunen.into_iter().zip(fields(index).into_iter().cycle()) {
        let query = RouteQuery::new(region.clone(), RouteGoal::Field(field.clone()));
        for criterion in RouteCriterion::ALL {
            answers.add_answer(&find_routes(index, &RouteQuery { criterion, ..query.clone() }));
        }
        answers.add_answer(&pareto_routes(index, &query));
        answers.add_answer(&widest_route(index, &query));
        answers.add_answer(&without_each_actor(index, &query));
    }
}

/// The fields in which something is offered, each once.
fn fields<'a>(index: &NetworkIndex<'a>) -> Vec<&'a FieldCode> {
    let mut fields: Vec<_> = index.network.services.iter().flat_map(|row| &row.fields).collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

impl Digest {
    /// Takes in an answer as its `Debug` text, in which different numbers read differently.
    fn add_answer(&mut self, answer: &impl Debug) {
        use std::fmt::Write as _;
        // A digest takes every text.
        let _ok = write!(self, "{answer:?};");
    }
}

impl std::fmt::Write for Digest {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        text.bytes().for_each(|byte| self.add_byte(byte));
        Ok(())
    }
}
