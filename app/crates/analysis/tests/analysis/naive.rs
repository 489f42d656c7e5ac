//! The definition of a route, written down once more and as simply as possible.

use analysis::{RouteCriterion, RouteGoal, RouteQuery, RouteStart};
use model::{
    ActorId, CapacityUnit, EntityRef, Layer, Metric, NetworkIndex, Relation, RelationKind, Service,
    ServiceStatus, Statistic,
};

/// Success in units of 10^-18, so that eighteen tenths multiply exactly.
pub(crate) const SURE: u128 = 1_000_000_000_000_000_000;

/// Everything that is counted along a way; sums, but for success (a product) and width (the
/// smallest).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Figures {
    pub(crate) unknown_waits: u64,
    pub(crate) minutes: u64,
    pub(crate) unknown_success: u64,
    /// How often it fails for certain.
    pub(crate) nevers: u64,
    /// What is lost otherwise: [`SURE`] less the product.
    pub(crate) lost: u128,
    pub(crate) handovers: u64,
    pub(crate) regime_changes: u64,
    pub(crate) unknown_widths: u64,
    /// Thousandths of a case per month; `i64::MAX` when nothing is known.
    pub(crate) width: i64,
}

impl Figures {
    const NONE: Self = Self {
        unknown_waits: 0,
        minutes: 0,
        unknown_success: 0,
        nevers: 0,
        lost: 0,
        handovers: 0,
        regime_changes: 0,
        unknown_widths: 0,
        width: i64::MAX,
    };

    fn plus(self, other: Self) -> Self {
        Self {
            unknown_waits: self.unknown_waits + other.unknown_waits,
            minutes: self.minutes + other.minutes,
            unknown_success: self.unknown_success + other.unknown_success,
            nevers: self.nevers + other.nevers,
            lost: SURE - (SURE - self.lost) * (SURE - other.lost) / SURE,
            handovers: self.handovers + other.handovers,
            regime_changes: self.regime_changes + other.regime_changes,
            unknown_widths: self.unknown_widths + other.unknown_widths,
            width: self.width.min(other.width),
        }
    }

    pub(crate) fn time(&self) -> [u128; 2] {
        [self.unknown_waits.into(), self.minutes.into()]
    }

    pub(crate) fn success(&self) -> [u128; 3] {
        [self.unknown_success.into(), self.nevers.into(), self.lost]
    }

    pub(crate) fn key(&self, criterion: RouteCriterion) -> Vec<u128> {
        let (time, success) = (self.time(), self.success());
        let (handovers, regimes) = ([self.handovers.into()], [self.regime_changes.into()]);
        match criterion {
            RouteCriterion::Fastest => [&time[..], &handovers, &regimes, &success].concat(),
            RouteCriterion::Surest => [&success[..], &time, &handovers, &regimes].concat(),
            RouteCriterion::FewestHandovers => [&handovers[..], &time, &regimes, &success].concat(),
            RouteCriterion::FewestRegimeChanges => {
                [&regimes[..], &time, &handovers, &success].concat()
            }
        }
    }

    pub(crate) fn width_key(&self) -> Vec<u128> {
        let narrow = u128::try_from(i64::MAX - self.width).unwrap();
        let widths = [self.unknown_widths.into(), narrow];
        [&widths[..], &self.time(), &[self.handovers.into()], &self.success()].concat()
    }

    /// Whether it is as good in all four of the Pareto set.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        self.time() <= other.time()
            && self.success() <= other.success()
            && self.handovers <= other.handovers
            && self.regime_changes <= other.regime_changes
    }

    fn is_as_wide(&self, other: &Self) -> bool {
        (self.unknown_widths, -self.width) <= (other.unknown_widths, -other.width)
    }
}

pub(crate) struct Naive<'a> {
    pub(crate) index: &'a NetworkIndex<'a>,
    pub(crate) query: &'a RouteQuery,
}

impl Naive<'_> {
    /// Every sequence of actors that is a route, with every combination of figures that it can
    /// have; of combinations only those that another does not cover in everything.
    pub(crate) fn all(&self) -> Vec<(Vec<ActorId>, Vec<Figures>)> {
        let mut found = Vec::new();
        let actors = || self.index.network.actors.iter().map(|actor| &actor.id);
        let mut open: Vec<(Vec<ActorId>, Vec<Figures>)> = Vec::new();
        for actor in actors() {
            found.push((vec![actor.clone()], self.begin(actor, true)));
            open.push((vec![actor.clone()], self.begin(actor, false)));
        }
        while let Some((way, so_far)) = open.pop() {
            if so_far.is_empty() {
                continue;
            }
            for next in actors().filter(|next| !way.contains(next)) {
                let longer: Vec<ActorId> = way.iter().chain([next]).cloned().collect();
                let from = &way[way.len() - 1];
                let last = combined(&so_far, &self.hand_over(from, next, true));
                found.push((longer.clone(), last));
                open.push((longer, combined(&so_far, &self.hand_over(from, next, false))));
            }
        }
        let max = self.query.max_handovers.map_or(u64::MAX, u64::from);
        found.retain(|(_, figures)| figures.first().is_some_and(|one| one.handovers <= max));
        found
    }

    fn minutes(&self, entity: &EntityRef, metric: Metric) -> Option<u64> {
        Some(self.index.newest(entity, metric, Statistic::Median)?.as_days()?.minutes())
    }

    fn share(&self, entity: &EntityRef, metric: Metric) -> Option<u128> {
        let share = self.index.newest(entity, metric, Statistic::Share)?;
        Some(u128::try_from(share.value.thousandths()).unwrap() * SURE / 1000)
    }

    fn service_wait(&self, service: &Service) -> Option<u64> {
        self.minutes(&EntityRef::Service(service.id.clone()), Metric::WaitingTime)
    }

    fn processing(&self, service: &Service) -> Option<u64> {
        self.minutes(&EntityRef::Service(service.id.clone()), Metric::ProcessingTime)
    }

    fn takes(&self, service: &Service) -> bool {
        let speaks = service.languages.is_empty()
            || self.query.language.is_none()
            || service.languages.iter().any(|tag| tag.as_str().starts_with("ar"));
        service.status == ServiceStatus::Active
            && service.accepts_status(self.query.status.as_ref())
            && speaks
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

    fn width(&self, service: Option<&Service>) -> Option<i64> {
        let service = service?;
        let capacity = service.capacity?;
        let value = capacity.value.thousandths();
        let rounded =
            |numerator: i64, denominator: i64| (numerator + denominator / 2) / denominator;
        match capacity.unit {
            CapacityUnit::AppointmentsPerWeek => Some(rounded(value * 521_775, 120_000)),
            CapacityUnit::Places | CapacityUnit::Cases => {
                let minutes = i64::try_from(self.processing(service)?).unwrap();
                (minutes > 0).then(|| rounded(value * 438_291, minutes * 10))
            }
        }
    }

    fn waiting(&self, wait: Option<u64>, service: Option<&Service>) -> Figures {
        let width = self.width(service);
        Figures {
            unknown_waits: wait.is_none().into(),
            minutes: wait.unwrap_or(0),
            unknown_widths: width.is_none().into(),
            width: width.unwrap_or(i64::MAX),
            ..Figures::NONE
        }
    }

    /// Every way of beginning at `actor`; the last step must reach the goal.
    fn begin(&self, actor: &ActorId, is_last: bool) -> Vec<Figures> {
        let idx = self.index.actor_idx(actor).unwrap();
        let is_covered = self.index.coverage(idx, &self.query.region).is_covered();
        let entry = |service: &Service| self.waiting(self.service_wait(service), Some(service));
        let goal_services = self.services(actor).filter(|s| !is_last || self.is_goal(s));
        match (&self.query.start, &self.query.goal) {
            (RouteStart::Anywhere, _) => goal_services
                .filter(|service| service.entry_point && self.may_receive(actor))
                .map(entry)
                .collect(),
            (RouteStart::Actor(start), _) if start != actor => Vec::new(),
            (RouteStart::Actor(_), _) if !is_last => vec![Figures::NONE],
            (RouteStart::Actor(start), RouteGoal::Actor(goal)) if goal == start => {
                vec![Figures::NONE]
            }
            (RouteStart::Actor(_), RouteGoal::Field(_)) if is_covered => {
                goal_services.map(entry).collect()
            }
            (RouteStart::Actor(_), _) => Vec::new(),
        }
    }

    /// Every way from one actor to the next.
    fn hand_over(&self, from: &ActorId, to: &ActorId, is_last: bool) -> Vec<Figures> {
        let is_confirmed = |relation: &Relation| {
            relation.confirmed_by_sender.is_some() && relation.confirmed_by_receiver.is_some()
        };
        let relations = self.index.network.relations.iter();
        relations
            .filter(|r| r.from == *from && r.to == *to && r.kind.layer() == Layer::Flow)
            .filter(|r| r.status.is_passable() && r.accepts_status(self.query.status.as_ref()))
            .filter(|r| self.may_receive(to) && (!self.query.only_confirmed || is_confirmed(r)))
            .flat_map(|relation| self.legs(relation, is_last))
            .collect()
    }

    fn legs(&self, relation: &Relation, is_last: bool) -> Vec<Figures> {
        let named = relation.service.as_ref().map(|service| self.index.service(service).unwrap());
        if named.is_some_and(|service| !self.takes(service)) {
            return Vec::new();
        }
        match (&self.query.goal, named) {
            _ if !is_last => {
                let mut leg = self.leg(relation, named);
                leg.minutes += named.and_then(|service| self.processing(service)).unwrap_or(0);
                vec![leg]
            }
            (RouteGoal::Actor(goal), _) if *goal != relation.to => Vec::new(),
            (RouteGoal::Field(_), Some(service)) if !self.is_goal(service) => Vec::new(),
            (RouteGoal::Actor(_), _) | (RouteGoal::Field(_), Some(_)) => {
                vec![self.leg(relation, named)]
            }
            (RouteGoal::Field(_), None) => {
                let offers = self.services(&relation.to).filter(|s| self.is_goal(s));
                offers.map(|service| self.leg(relation, Some(service))).collect()
            }
        }
    }

    fn leg(&self, relation: &Relation, service: Option<&Service>) -> Figures {
        let entity = EntityRef::Relation(relation.id.clone());
        let wait = self.minutes(&entity, Metric::WaitingTime);
        let wait = wait.or_else(|| self.service_wait(service?));
        let nearest = |metric: Metric| {
            let of_service = |s: &Service| self.share(&EntityRef::Service(s.id.clone()), metric);
            self.share(&entity, metric).or_else(|| of_service(service?))
        };
        let (acceptance, start) = (nearest(Metric::AcceptanceRate), nearest(Metric::StartRate));
        let wrong = self.share(&entity, Metric::WrongJurisdictionRate).unwrap_or(0);
        let shares = [acceptance.unwrap_or(SURE), start.unwrap_or(SURE), SURE - wrong];
        let above_zero = shares.iter().filter(|share| **share > 0);
        let nevers = shares.iter().filter(|share| **share == 0).count();
        let regimes = relation.regime_from.as_ref().zip(relation.regime_to.as_ref());
        let changes = relation.kind == RelationKind::LegalTransition
            || regimes.is_some_and(|(from, to)| from != to);
        Figures {
            unknown_success: (acceptance.is_none() || start.is_none()).into(),
            nevers: u64::try_from(nevers).unwrap(),
            lost: SURE - above_zero.fold(SURE, |product, share| product * share / SURE),
            handovers: 1,
            regime_changes: changes.into(),
            ..self.waiting(wait, service)
        }
    }
}

fn combined(so_far: &[Figures], steps: &[Figures]) -> Vec<Figures> {
    let mut all: Vec<Figures> =
        so_far.iter().flat_map(|a| steps.iter().map(|b| a.plus(*b))).collect();
    all.sort_unstable();
    all.dedup();
    let covered = |one: &Figures| {
        all.iter().any(|other| other != one && other.covers(one) && other.is_as_wide(one))
    };
    let kept: Vec<bool> = all.iter().map(|one| !covered(one)).collect();
    all.into_iter().zip(kept).filter_map(|(one, is_kept)| is_kept.then_some(one)).collect()
}
