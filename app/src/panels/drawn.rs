//! What is drawn of a network that an address describes, in the browser and on the server alike.

use model::ActorId;

use super::legend::least_volume;
use crate::api::GraphView;
use crate::components::{ALL_LABELS, Drawing};
use crate::state::NetworkQuery;

/// What the URL says about the picture, by positions; `visible` says whom the filters show.
///
/// # Complexity O(c n + m log m) for c chosen or pinned actors, n nodes and m relations.
pub(crate) fn drawing_of(graph: &GraphView, query: &NetworkQuery, visible: Vec<bool>) -> Drawing {
    let position = |id: &ActorId| graph.nodes.iter().position(|node| node.id == *id);
    let pinned = query.pinned.iter().filter_map(|(id, place)| Some((position(id)?, *place)));
    Drawing {
        visible,
        layers: query.layers.clone(),
        waits: query.waits.clone(),
        least_volume: least_volume(graph, query),
        selected: query.actor.as_ref().and_then(position),
        line: query.line.as_ref().and_then(|it| position(&it.from).zip(position(&it.to))),
        chosen: query.chosen.iter().filter_map(position).collect(),
        filtered: query.filtered,
        ego: query.ego,
        overlay: None,
        pinned: pinned.collect(),
        max_labels: ALL_LABELS,
    }
}
