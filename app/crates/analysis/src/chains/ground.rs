//! What a mapping needs and what does not depend on the Kommune.

use std::collections::BTreeMap;

use model::{
    ActorKind, ChainTemplate, NetworkIndex, Relation, RelationKind, ResidenceStatusCode, Service,
    TargetGroupCode,
};

use super::ChainPeople;
use crate::referrals::{ActorOrder, referrals};

/// The network: actors and services in the order of their ids, relations by their ends.
pub(super) struct Ground<'g, 'a> {
    pub(super) index: &'g NetworkIndex<'a>,
    pub(super) order: ActorOrder<'a>,
    services: Vec<(usize, ActorKind, &'a Service)>,
    /// By ranks of sender and receiver: referrals, passable or not, and expected relations, each
    /// in the order of ids.
    relations: BTreeMap<(usize, usize), Vec<&'a Relation>>,
}

impl<'g, 'a> Ground<'g, 'a> {
    pub(super) fn new(index: &'g NetworkIndex<'a>) -> Self {
        let order = ActorOrder::new(index);
        let mut services: Vec<(usize, ActorKind, &Service)> = index
            .network
            .services
            .iter()
            .filter_map(|service| {
                let rank = order.rank(&service.actor)?;
                Some((rank, index.actor(&service.actor)?.kind, service))
            })
            .collect();
        services.sort_by(|a, b| a.2.id.cmp(&b.2.id));
        let mut relations: BTreeMap<(usize, usize), Vec<&Relation>> = BTreeMap::new();
        for referral in referrals(index, &order) {
            relations.entry((referral.from, referral.to)).or_default().push(referral.relation);
        }
        for (ends, relation) in expected(index, &order) {
            relations.entry(ends).or_default().push(relation);
        }
        Self { index, order, services, relations }
    }

    /// What is known between two actors.
    pub(super) fn between(&self, from: usize, to: usize) -> &[&'a Relation] {
        self.relations.get(&(from, to)).map_or(&[], Vec::as_slice)
    }
}

fn expected<'a>(
    index: &NetworkIndex<'a>,
    order: &ActorOrder<'a>,
) -> Vec<((usize, usize), &'a Relation)> {
    let rows = index.network.relations.iter();
    let mut found: Vec<_> = rows
        .filter(|row| row.kind == RelationKind::ExpectedRelation && row.from != row.to)
        .filter_map(|row| Some(((order.rank(&row.from)?, order.rank(&row.to)?), row)))
        .collect();
    found.sort_by(|a, b| a.1.id.cmp(&b.1.id));
    found
}

/// A template with the people of a query.
pub(super) struct Plan<'p, 'a> {
    pub(super) template: &'p ChainTemplate,
    /// By step: the residence status that people have in it.
    pub(super) statuses: Vec<Option<&'p ResidenceStatusCode>>,
    pub(super) groups: Vec<&'p TargetGroupCode>,
    /// By step: rank of the actor and service of all that could do it, in the order of ids.
    pub(super) services: Vec<Vec<(usize, &'a Service)>>,
}

impl<'p, 'a> Plan<'p, 'a> {
    pub(super) fn new(
        ground: &Ground<'_, 'a>,
        template: &'p ChainTemplate,
        people: &'p ChainPeople,
    ) -> Self {
        let chain = template.chain();
        let at_start = people.status.as_ref().or(chain.residence_status.as_ref());
        let steps = template.steps().iter();
        let doing = |step: &model::ChainStep| {
            let all = ground.services.iter();
            let able = all.filter(|(_, kind, service)| step.is_done_by(*kind, service));
            able.map(|&(rank, _, service)| (rank, service)).collect()
        };
        Self {
            template,
            statuses: steps.map(|step| step.residence_status.as_ref().or(at_start)).collect(),
            groups: chain.target_groups.iter().chain(&people.target_groups).collect(),
            services: template.steps().iter().map(doing).collect(),
        }
    }

    pub(super) fn goals(&self) -> Vec<usize> {
        let steps = self.template.steps().iter().enumerate();
        steps.filter(|(_, step)| step.goal).map(|(idx, _)| idx).collect()
    }

    /// Whether something that `accepts` single groups takes these people, who belong to all.
    pub(super) fn takes_group(&self, accepts: impl Fn(Option<&TargetGroupCode>) -> bool) -> bool {
        self.groups.is_empty() || self.groups.iter().any(|group| accepts(Some(group)))
    }
}
