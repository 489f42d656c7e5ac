//! Routes against the enumeration of every sequence of actors.

use analysis::{Route, RouteGoal, RouteQuery, RouteStart, find_routes};
use model::{
    ActorId, EntityRef, FieldCode, Layer, Metric, Network, NetworkIndex, Relation, Service,
    ServiceStatus, Statistic,
};

use crate::fixture::{id, reversed};
use crate::random::{Random, random_network};

/// Unknown waits, minutes, hand-overs and the actors: what routes are ordered by.
type Key = (u64, u64, usize, Vec<ActorId>);

/// The definition of a route, written down once more and as simply as possible.
struct Naive<'a> {
    index: &'a NetworkIndex<'a>,
    query: &'a RouteQuery,
}

impl Naive<'_> {
    fn minutes(&self, entity: &EntityRef, metric: Metric) -> Option<u64> {
        Some(self.index.newest(entity, metric, Statistic::Median)?.as_days()?.minutes())
    }

    fn service_wait(&self, service: &Service) -> Option<u64> {
        self.minutes(&EntityRef::Service(service.id.clone()), Metric::WaitingTime)
    }

    fn takes(&self, service: &Service) -> bool {
        service.status == ServiceStatus::Active
            && service.accepts_status(self.query.status.as_ref())
    }

    fn may_receive(&self, actor: &ActorId) -> bool {
        let idx = self.index.actor_idx(actor).unwrap();
        self.index.coverage(idx, &self.query.region).is_covered()
            && !self.query.avoid.contains(actor)
    }

    fn services(&self, actor: &ActorId) -> impl Iterator<Item = &Service> {
        let all = self.index.network.services.iter();
        all.filter(move |service| service.actor == *actor && self.takes(service))
    }

    fn is_goal(&self, service: &Service) -> bool {
        match &self.query.goal {
            RouteGoal::Field(field) => service.fields.contains(field),
            RouteGoal::Actor(actor) => service.actor == *actor,
        }
    }

    /// Cheapest cost of beginning at `actor`; the last step must reach the goal.
    fn begin(&self, actor: &ActorId, is_last: bool) -> Option<(u64, u64)> {
        match &self.query.start {
            RouteStart::Anywhere => {
                let entries = self.services(actor).filter(|s| s.entry_point);
                let entries =
                    entries.filter(|s| self.may_receive(actor) && (!is_last || self.is_goal(s)));
                entries.map(|s| cost(self.service_wait(s), None)).min()
            }
            RouteStart::Actor(start) if start != actor => None,
            RouteStart::Actor(_) if !is_last => Some((0, 0)),
            RouteStart::Actor(start) => match &self.query.goal {
                RouteGoal::Actor(goal) => (goal == start).then_some((0, 0)),
                RouteGoal::Field(_) => {
                    let idx = self.index.actor_idx(actor)?;
                    if !self.index.coverage(idx, &self.query.region).is_covered() {
                        return None;
                    }
                    let own = self.services(actor).filter(|s| self.is_goal(s));
                    own.map(|s| cost(self.service_wait(s), None)).min()
                }
            },
        }
    }

    /// Cheapest cost from one actor to the next.
    fn hand_over(&self, from: &ActorId, to: &ActorId, is_last: bool) -> Option<(u64, u64)> {
        let relations = self.index.network.relations.iter();
        relations
            .filter(|r| r.from == *from && r.to == *to && r.kind.layer() == Layer::Flow)
            .filter(|r| r.status.is_passable() && r.accepts_status(self.query.status.as_ref()))
            .filter(|_| self.may_receive(to))
            .filter_map(|r| self.leg(r, is_last))
            .min()
    }

    fn leg(&self, relation: &Relation, is_last: bool) -> Option<(u64, u64)> {
        let named = relation.service.as_ref().map(|service| self.index.service(service).unwrap());
        if named.is_some_and(|service| !self.takes(service)) {
            return None;
        }
        let own = self.minutes(&EntityRef::Relation(relation.id.clone()), Metric::WaitingTime);
        let wait = |service: Option<&Service>| own.or_else(|| self.service_wait(service?));
        if !is_last {
            let processing = named.and_then(|service| {
                self.minutes(&EntityRef::Service(service.id.clone()), Metric::ProcessingTime)
            });
            return Some(cost(wait(named), processing));
        }
        match (&self.query.goal, named) {
            (RouteGoal::Actor(goal), _) => (*goal == relation.to).then(|| cost(wait(named), None)),
            (RouteGoal::Field(_), Some(service)) => {
                self.is_goal(service).then(|| cost(wait(named), None))
            }
            (RouteGoal::Field(_), None) => {
                let offers = self.services(&relation.to).filter(|s| self.is_goal(s));
                offers.map(|s| cost(wait(Some(s)), None)).min()
            }
        }
    }

    fn cost(&self, actors: &[ActorId]) -> Option<(u64, u64)> {
        let mut total = self.begin(&actors[0], actors.len() == 1)?;
        for (idx, pair) in actors.windows(2).enumerate() {
            let leg = self.hand_over(&pair[0], &pair[1], idx + 2 == actors.len())?;
            total = (total.0 + leg.0, total.1 + leg.1);
        }
        Some(total)
    }

    /// Every route there is, in order.
    fn all(&self) -> Vec<Key> {
        let mut found = Vec::new();
        let mut open: Vec<Vec<ActorId>> =
            self.index.network.actors.iter().map(|actor| vec![actor.id.clone()]).collect();
        while let Some(actors) = open.pop() {
            if let Some((unknown, minutes)) = self.cost(&actors) {
                found.push((unknown, minutes, actors.len() - 1, actors.clone()));
            }
            for next in &self.index.network.actors {
                if !actors.contains(&next.id) {
                    open.push(actors.iter().chain([&next.id]).cloned().collect());
                }
            }
        }
        found.retain(|key| self.query.max_handovers.is_none_or(|max| key.2 <= usize::from(max)));
        found.sort();
        found
    }
}

fn cost(wait: Option<u64>, processing: Option<u64>) -> (u64, u64) {
    (u64::from(wait.is_none()), wait.unwrap_or(0) + processing.unwrap_or(0))
}

fn key(route: &Route) -> Key {
    (
        u64::from(route.unknown_legs),
        route.total_known.minutes(),
        usize::from(route.handovers),
        route.actors().into_iter().cloned().collect(),
    )
}

fn random_query(random: &mut Random, network: &Network) -> RouteQuery {
    let mut actor = || {
        let count = u64::try_from(network.actors.len()).unwrap();
        network.actors[usize::try_from(random.below(count)).unwrap()].id.clone()
    };
    let (start, goal, avoided) = (actor(), actor(), actor());
    let field: FieldCode = id(&format!("f{}", random.below(3)));
    RouteQuery {
        region: id(&format!("g{}", 1 + random.below(3))),
        start: if random.one_in(2) { RouteStart::Anywhere } else { RouteStart::Actor(start) },
        goal: if random.one_in(3) { RouteGoal::Actor(goal) } else { RouteGoal::Field(field) },
        status: random.one_in(3).then(|| id("duldung")),
        target_group: None,
        avoid: if random.one_in(4) { vec![avoided] } else { Vec::new() },
        max_handovers: random.one_in(3).then(|| u8::try_from(random.below(4)).unwrap()),
        k: 6,
    }
}

/// A start that is its own goal has no actors to name; that case has a test of its own.
fn starts_at_goal(query: &RouteQuery) -> bool {
    matches!((&query.start, &query.goal), (RouteStart::Actor(a), RouteGoal::Actor(b)) if a == b)
}

#[test]
fn k_best_routes_equal_the_enumeration_of_all() {
    let mut n_with_many = 0;
    for seed in 0..2000 {
        let network = random_network(seed);
        let index = NetworkIndex::new(&network);
        let mut random = Random::new(seed + 1_000_000);
        let query = random_query(&mut random, &network);
        if starts_at_goal(&query) {
            continue;
        }
        let all = Naive { index: &index, query: &query }.all();
        for k in 1..=6 {
            let set = find_routes(&index, &RouteQuery { k, ..query.clone() }).unwrap();
            let found: Vec<Key> = set.routes.iter().map(key).collect();
            let expected: Vec<Key> = all.iter().take(k).cloned().collect();
            assert_eq!(found, expected, "seed {seed}, k {k}, {query:?}");
            assert_eq!(set.why_none.is_some(), expected.is_empty());
        }
        n_with_many += usize::from(all.len() > 6);
    }
    assert!(n_with_many > 100, "only {n_with_many} networks have enough routes to test anything");
}

#[test]
fn order_of_the_tables_does_not_matter() {
    for seed in 0..200 {
        let network = random_network(seed);
        let other = reversed(&network);
        let query = random_query(&mut Random::new(seed), &network);
        assert_eq!(
            find_routes(&NetworkIndex::new(&network), &query),
            find_routes(&NetworkIndex::new(&other), &query),
            "seed {seed}"
        );
    }
}
