//! The network as flat arrays.

use std::collections::{BTreeSet, HashMap};

use model::{Actor, EntityRef, Layer, Metric, NetworkIndex, Region, RegionId, Relation, Statistic};
use store::Layout;

use crate::api::{EdgeView, GraphView, Named, NodeView};
use crate::ssr::state::LoadedNetwork;

pub(crate) fn graph(loaded: &LoadedNetwork, layout: &Layout) -> GraphView {
    let (network, index) = (loaded.network(), loaded.index());
    let mut municipalities: Vec<&Region> = network.municipalities().collect();
    municipalities.sort_by(|a, b| a.name.cmp(&b.name));
    let positions: HashMap<_, _> =
        layout.positions.iter().map(|place| (&place.actor, (place.x, place.y))).collect();
    let node = |(idx, actor): (usize, &Actor)| {
        let (x, y) = positions.get(&actor.id).copied().unwrap_or_default();
        node_view(&index, idx, &municipalities, (x, y))
    };
    GraphView {
        nodes: network.actors.iter().enumerate().map(node).collect(),
        edges: network.relations.iter().filter_map(|row| edge_view(&index, row)).collect(),
        municipalities: municipalities
            .iter()
            .map(|region| Named { id: region.id.clone(), name: region.name.clone() })
            .collect(),
    }
}

fn node_view(
    index: &NetworkIndex<'_>,
    idx: usize,
    municipalities: &[&Region],
    (x, y): (f64, f64),
) -> NodeView {
    let actor = &index.network.actors[idx];
    let place = actor.region.as_ref().and_then(|id| index.region(id));
    let is_flow = |row: &&Relation| row.kind.layer() == Layer::Flow;
    NodeView {
        id: actor.id.clone(),
        name: actor.name.clone(),
        short_name: actor.short_name.clone(),
        kind: actor.kind,
        sector: actor.sector,
        level: actor.level,
        place: place.map(|region| region.name.clone()),
        municipality_idx: named_municipalities(index, idx, municipalities),
        keywords: keywords(index, idx, place),
        x: coordinate(x),
        y: coordinate(y),
        n_services: small(index.services_of(idx).count()),
        n_incoming: small(index.incoming(idx).filter(is_flow).count()),
        n_outgoing: small(index.outgoing(idx).filter(is_flow).count()),
        is_example: actor.envelope.is_example(),
    }
}

/// Kommunen the actor lies in or names as its area; a whole Kreis is not spelled out.
fn named_municipalities(
    index: &NetworkIndex<'_>,
    idx: usize,
    municipalities: &[&Region],
) -> Vec<u16> {
    let actor = &index.network.actors[idx];
    let named: BTreeSet<&RegionId> = index
        .jurisdictions_of(idx)
        .flat_map(|row| &row.regions)
        .chain(actor.region.as_ref())
        .collect();
    municipalities
        .iter()
        .enumerate()
        .filter(|(_, region)| named.contains(&region.id))
        .map(|(position, _)| small(position))
        .collect()
}

fn keywords(index: &NetworkIndex<'_>, idx: usize, place: Option<&Region>) -> String {
    let actor = &index.network.actors[idx];
    let mut words: Vec<&str> = actor.aliases.iter().map(String::as_str).collect();
    words.extend(index.services_of(idx).map(|service| service.name.as_str()));
    words.extend(place.map(|region| region.name.as_str()));
    words.join(" · ").to_lowercase()
}

fn edge_view(index: &NetworkIndex<'_>, row: &Relation) -> Option<EdgeView> {
    let entity = EntityRef::Relation(row.id.clone());
    let median = index.newest(&entity, Metric::WaitingTime, Statistic::Median);
    let volume = index.newest(&entity, Metric::ReferralsSent, Statistic::Mean);
    let wait = median.and_then(model::Observation::as_days);
    Some(EdgeView {
        id: row.id.clone(),
        kind: row.kind,
        from_idx: small(index.actor_idx(&row.from)?),
        to_idx: small(index.actor_idx(&row.to)?),
        status: row.status,
        volume: volume.map(|volume| coordinate(volume.value.as_f64())),
        wait_days: wait.and_then(|wait| u32::try_from(wait.whole_days()).ok()),
    })
}

fn small(n: usize) -> u16 {
    u16::try_from(n).unwrap_or(u16::MAX)
}

#[expect(clippy::cast_possible_truncation, reason = "for drawing: 24 bits are plenty")]
fn coordinate(value: f64) -> f32 {
    // Two decimals are 0.4 pixels at the usual scale, and halve what is sent.
    ((value * 100.0).round() / 100.0) as f32
}
