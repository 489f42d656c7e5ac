//! What the counts of an event log can be attached to.

use std::collections::BTreeMap;

use edit::CalledActor;
use exchange::event_log::handover_relation;
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
    // Several referrals cannot share numbers; those of an earlier log have one of their own, which must
    // not be written anew over what was added to it since.
    let target = |((from, to), ids): ((ActorId, ActorId), Vec<&RelationId>)| {
        let own = handover_relation(&from, &to).ok();
        let of_own = || ids.iter().find(|id| own.as_ref() == Some(**id));
        let id = if let [only] = ids.as_slice() { Some(only) } else { of_own() }?;
        Some(((from, to), (*id).clone()))
    };
    LogTargets { actors, relations: referrals.into_iter().filter_map(target).collect() }
}

#[cfg(test)]
mod tests {
    use model::{Row, TableName};

    use super::*;

    #[test]
    fn a_second_referral_between_two_leaves_the_numbers_of_a_log_where_they_are() {
        let codes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/codes.csv"));
        let codes = exchange::read_code_book(codes).item.unwrap();
        let mut network = Network::empty("05774".parse().unwrap());
        let (from, to): (ActorId, ActorId) = ("abh".parse().unwrap(), "ki".parse().unwrap());
        let own = handover_relation(&from, &to).unwrap();
        let referral = |id: &RelationId| {
            let cell = |column: &str| match column {
                "id" => id.as_str(),
                "kind" => "refers_to",
                "from" => "abh",
                "to" => "ki",
                "status" => "active",
                "confidence" => "assumed",
                "sources" => "s",
                _ => "",
            };
            match exchange::read_cells(TableName::Relations, cell, &codes) {
                Ok(Row::Relations(relation)) => *relation,
                other => panic!("{other:?}"),
            }
        };
        network.relations = vec![referral(&own)];
        let pair = (from.clone(), to.clone());
        assert_eq!(log_targets(&network).relations, [(pair.clone(), own.clone())]);
        let other: RelationId = "andere".parse().unwrap();
        network.relations.push(referral(&other));
        assert_eq!(log_targets(&network).relations, [(pair, own)]);
        network.relations = vec![referral(&other), referral(&"dritte".parse().unwrap())];
        assert!(log_targets(&network).relations.is_empty(), "a new one is made");
    }
}
