//! What the counts of an event log can be attached to.

use std::collections::BTreeMap;

use edit::CalledActor;
use model::{ActorId, Network, RelationId, RelationKind};

use crate::api::exchange::LogTargets;

pub(crate) fn log_targets(network: &Network) -> LogTargets {
    let mut actors: Vec<CalledActor> = network
        .actors
        .iter()
        .map(|actor| CalledActor {
            id: actor.id.clone(),
            name: actor.name.clone(),
            other_names: actor.short_name.iter().chain(&actor.aliases).cloned().collect(),
        })
        .collect();
    actors.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    let mut referrals: BTreeMap<(ActorId, ActorId), Vec<&RelationId>> = BTreeMap::new();
    for relation in &network.relations {
        if relation.kind == RelationKind::RefersTo {
            let pair = (relation.from.clone(), relation.to.clone());
            referrals.entry(pair).or_default().push(&relation.id);
        }
    }
    let only = referrals.into_iter().filter_map(|(pair, ids)| match ids.as_slice() {
        [only] => Some((pair, (*only).clone())),
        _ => None,
    });
    LogTargets { actors, relations: only.collect() }
}
