//! Directed networks from left to right, for routes and chains.
//!
//! Start at [`layered`]. The steps, one file each: `acyclic` decides which edges run against the
//! stream, `ranks` gives each node its layer, `order` reduces crossings, `heights` straightens.
//! [`columns()`] sets two columns side by side instead. [`sankey()`] makes room for volumes in the
//! finished picture.

mod acyclic;
mod columns;
mod heights;
mod order;
mod ranks;
mod sankey;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::geometry::as_f64;
use crate::{Bounds, Point};
pub use columns::columns;
pub use sankey::{Ribbon, Sankey, sankey};

/// From one layer to the next: room for arrows that cross several rows.
const LAYER_GAP_WORLD: f64 = 3.0;

/// Nodes that must lie at the ends of the picture; unknown ones have no effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends<'a> {
    /// Alone in the first layer.
    pub first: &'a [u32],
    /// Alone in the last layer, unless they are also in the first.
    pub last: &'a [u32],
}

/// What [`layered`] makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layered {
    /// One per node.
    pub points: Vec<Point>,
    /// One per node, 0 on the left; no layer is empty.
    pub layers: Vec<u32>,
    /// One per edge: where it passes the layers between its ends, from its start to its end.
    pub bends: Vec<Vec<Point>>,
    /// One per edge: whether it runs from right to left.
    pub is_backward: Vec<bool>,
    /// How often edges cross between two layers.
    pub n_crossings: u64,
}

/// A picture in which edges run from left to right as far as can be.
///
/// Edges may repeat (they share their bends); self-loops and edges to unknown nodes have no bends
/// and no effect. The order of edges has no effect. Edges between two nodes of the same end lie in
/// one layer and have no effect on the others.
///
/// Convention of the result: centred on the origin; layers are 3 world units apart, nodes of a
/// layer at least 1, and an edge passes others and nodes at a distance.
///
/// Method: Sugiyama, Tagawa and Toda (1981). Cycles are broken by the greedy heuristic of Eades,
/// Lin and Smyth (1993); layers by longest path, then each node moves towards the side with more of
/// its edges; crossings by weighted medians and exchange of neighbours (Gansner, Koutsofios, North
/// and Vo 1993); heights not by Brandes and Köpf but by sweeps in which each layer takes the
/// weighted least squares places that keep its order (isotonic regression), long edges counting
/// more, so that they become straight.
///
/// # Complexity O(n² + s (n + m) l log m) time for l layers and s sweeps, O((n + m) l) memory.
/// # Example
/// ```
/// use scene::layout::layered::{Ends, layered};
///
/// // 0 -> 1 -> 2, 0 -> 2, and back from 2 to 0.
/// let edges = [(0, 1), (1, 2), (0, 2), (2, 0)];
/// let picture = layered(3, &edges, Ends { first: &[0], last: &[] });
/// assert_eq!(picture.layers, [0, 1, 2]);
/// assert_eq!(picture.bends[2].len(), 1);
/// assert_eq!(picture.is_backward, [false, false, false, true]);
/// ```
pub fn layered(n_nodes: usize, edges: &[(u32, u32)], ends: Ends<'_>) -> Layered {
    let ends = ranks::EndOf::of_nodes(n_nodes, ends);
    let known: Vec<Option<(usize, usize)>> =
        edges.iter().map(|&edge| ranks::usable(edge, &ends)).collect();
    // Each edge once, in canonical order, and turned to run to the right.
    let mut distinct: Vec<(usize, usize)> = known.iter().flatten().copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let place = acyclic::places(&distinct, &ends);
    let forward = |&(from, to): &(usize, usize)| {
        if place[from] < place[to] { (from, to) } else { (to, from) }
    };
    let forwards: Vec<(usize, usize)> = distinct.iter().map(forward).collect();
    let layers = ranks::layers(&forwards, &ends, &place);

    let mut rows = order::Rows::new(&layers);
    let joined = forwards.iter().map(|&(from, to)| rows.join(from, to, &layers));
    let chains: BTreeMap<(usize, usize), Vec<usize>> =
        distinct.iter().copied().zip(joined).collect();
    rows.untangle();
    let heights = heights::heights(&rows);
    let at = |item: usize| Point::new(as_f64(rows.row_of(item)) * LAYER_GAP_WORLD, heights[item]);
    picture(n_nodes, &rows, &known, &chains, at)
}

fn picture(
    n_nodes: usize,
    rows: &order::Rows,
    known: &[Option<(usize, usize)>],
    chains: &BTreeMap<(usize, usize), Vec<usize>>,
    at: impl Fn(usize) -> Point,
) -> Layered {
    let items: Vec<Point> = (0..rows.n_items()).map(&at).collect();
    let middle = Bounds::of(&items).map_or(Point::ORIGIN, Bounds::centre);
    let is_backward = |edge: &Option<(usize, usize)>| {
        edge.is_some_and(|(from, to)| rows.row_of(from) > rows.row_of(to))
    };
    let bends = |edge: &Option<(usize, usize)>| {
        let chain = edge.and_then(|edge| chains.get(&edge));
        let mut bends: Vec<Point> =
            chain.into_iter().flatten().map(|&item| at(item) - middle).collect();
        if is_backward(edge) {
            bends.reverse();
        }
        bends
    };
    Layered {
        points: items[..n_nodes].iter().map(|&point| point - middle).collect(),
        layers: (0..n_nodes)
            .map(|node| u32::try_from(rows.row_of(node)).unwrap_or(u32::MAX))
            .collect(),
        bends: known.iter().map(bends).collect(),
        is_backward: known.iter().map(is_backward).collect(),
        n_crossings: rows.n_crossings(),
    }
}
