//! What stands in the matrix: who in which row, which relations in which cell.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use model::{ActorId, Layer, RelationStatus};

use crate::api::{EdgeView, GraphView, MatrixOrderView};
use crate::state::MatrixShade;

/// From here on a cell is darker: cases a month, and days of waiting.
pub(super) const VOLUME_LIMITS: [u32; 3] = [2, 5, 10];
pub(super) const WAIT_LIMITS: [u32; 3] = [14, 30, 60];

/// The actors that are shown, with what lies between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Content {
    /// The node in each row, which is that in the same column.
    pub(super) nodes: Vec<usize>,
    pub(super) blocks: Vec<Block>,
    /// By row, then by column.
    pub(super) cells: Vec<Cell>,
}

/// Rows that belong together.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// Position in [`MatrixOrderView::blocks`].
    pub(super) idx: usize,
    pub(super) rows: Range<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    /// Positions in [`GraphView::edges`].
    pub(super) edge_idxs: Vec<usize>,
}

impl Content {
    /// Blocks without anybody who is visible are left out.
    pub(super) fn new(
        graph: &GraphView,
        order: &MatrixOrderView,
        visible: &[bool],
        (layers, least_volume): (&BTreeSet<Layer>, Option<f32>),
    ) -> Self {
        let mut content = Self::default();
        let ids = graph.nodes.iter().map(|node| &node.id);
        let positions: BTreeMap<&ActorId, usize> = ids.zip(0..).collect();
        for (idx, block) in order.blocks.iter().enumerate() {
            let start = content.nodes.len();
            let nodes = block.actors.iter().filter_map(|id| positions.get(id).copied());
            content.nodes.extend(nodes.filter(|node| visible.get(*node) == Some(&true)));
            if content.nodes.len() > start {
                content.blocks.push(Block { idx, rows: start..content.nodes.len() });
            }
        }
        let is_drawn =
            |edge: &EdgeView| layers.contains(&edge.kind.layer()) && edge.is_strong(least_volume);
        content.cells = content.cells_of(graph, is_drawn);
        content
    }

    fn cells_of(&self, graph: &GraphView, is_drawn: impl Fn(&EdgeView) -> bool) -> Vec<Cell> {
        let rows: BTreeMap<usize, usize> =
            self.nodes.iter().enumerate().map(|(row, node)| (*node, row)).collect();
        let mut cells: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let shown = graph.edges.iter().enumerate();
        for (idx, edge) in shown.filter(|(_, edge)| is_drawn(edge)) {
            let ends = [edge.from_idx, edge.to_idx].map(|node| rows.get(&usize::from(node)));
            let [Some(&from), Some(&to)] = ends else { continue };
            cells.entry((from, to)).or_default().push(idx);
            // What has no direction holds both ways.
            if !edge.kind.is_directed() && from != to {
                cells.entry((to, from)).or_default().push(idx);
            }
        }
        let cell = |((row, column), edge_idxs)| Cell { row, column, edge_idxs };
        cells.into_iter().map(cell).collect()
    }

    pub(super) fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let found = self.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column));
        found.ok().and_then(|at| self.cells.get(at))
    }

    pub(super) fn row_of(&self, node_idx: usize) -> Option<usize> {
        self.nodes.iter().position(|node| *node == node_idx)
    }

    pub(super) fn n_relations(&self) -> usize {
        let idxs = self.cells.iter().flat_map(|cell| &cell.edge_idxs);
        idxs.collect::<BTreeSet<&usize>>().len()
    }

    /// The next cell with something in the same row, or the previous one.
    pub(super) fn beside(&self, (row, column): (usize, usize), is_on: bool) -> Option<usize> {
        let mut columns = self.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.column);
        if is_on {
            columns.find(|other| *other > column)
        } else {
            columns.rfind(|other| *other < column)
        }
    }
}

/// How dark a part of a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Darkness {
    /// The number is unknown.
    Unknown,
    /// From 0 to 3.
    Step(usize),
}

/// The part of a cell for one layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stripe {
    pub(super) layer: Layer,
    pub(super) darkness: Darkness,
    pub(super) is_on_paper: bool,
}

/// What a cell shows, one part for each layer.
pub(super) fn stripes(graph: &GraphView, cell: &Cell, shade: MatrixShade) -> Vec<Stripe> {
    let edges: Vec<&EdgeView> =
        cell.edge_idxs.iter().filter_map(|idx| graph.edges.get(*idx)).collect();
    let of_layer = |layer: Layer| {
        let edges: Vec<&EdgeView> =
            edges.iter().copied().filter(|edge| edge.kind.layer() == layer).collect();
        (!edges.is_empty()).then(|| Stripe {
            layer,
            darkness: darkness(&edges, layer, shade),
            is_on_paper: edges.iter().all(|edge| is_on_paper(edge)),
        })
    };
    Layer::ALL.iter().copied().filter_map(of_layer).collect()
}

pub(super) fn is_on_paper(edge: &EdgeView) -> bool {
    edge.kind.layer() == Layer::Expected
        || matches!(
            edge.status,
            RelationStatus::Planned | RelationStatus::Broken | RelationStatus::Discontinued
        )
}

/// Only referrals are counted and waited for; other ties are there or not.
fn darkness(edges: &[&EdgeView], layer: Layer, shade: MatrixShade) -> Darkness {
    if layer != Layer::Flow {
        return Darkness::Step(VOLUME_LIMITS.len());
    }
    let (value, limits) = match shade {
        MatrixShade::Volume => {
            let known: Vec<f64> =
                edges.iter().filter_map(|edge| edge.volume.map(f64::from)).collect();
            ((!known.is_empty()).then(|| known.iter().sum()), VOLUME_LIMITS)
        }
        MatrixShade::Wait => {
            (edges.iter().filter_map(|edge| edge.wait_days).max().map(f64::from), WAIT_LIMITS)
        }
    };
    value.map_or(Darkness::Unknown, |value: f64| {
        Darkness::Step(limits.iter().filter(|limit| value >= f64::from(**limit)).count())
    })
}

#[cfg(test)]
mod tests {
    use model::RelationKind;

    use super::*;
    use crate::api::matrix::MatrixBlock;
    use crate::api::{AreaTitle, NodeView};

    fn edge(id: &str, kind: RelationKind, ends: (u16, u16), volume: Option<f32>) -> EdgeView {
        EdgeView {
            id: id.parse().unwrap(),
            kind,
            from_idx: ends.0,
            to_idx: ends.1,
            status: RelationStatus::Active,
            volume,
            wait_days: None,
            years_unconfirmed: 0,
        }
    }

    fn graph() -> GraphView {
        GraphView {
            revision: 1,
            day: model::Date::constant(2026, 6, 1),
            name: "Kreis".to_owned(),
            municipalities: Vec::new(),
            nodes: ["a", "b", "c"].map(NodeView::plain).into(),
            edges: vec![
                edge("ab", RelationKind::RefersTo, (0, 1), Some(3.0)),
                edge("ab-klaert", RelationKind::ClearsFor, (0, 1), Some(4.0)),
                edge("bc", RelationKind::RefersTo, (1, 2), None),
                edge("ac", RelationKind::CooperatesWith, (0, 2), None),
            ],
            areas: Vec::new(),
            fields: Vec::new(),
            has_example_volumes: true,
            has_example_waits: false,
        }
    }

    fn order() -> MatrixOrderView {
        let block = |ids: &[&str]| MatrixBlock {
            title: AreaTitle::Alone,
            actors: ids.iter().map(|id| id.parse().unwrap()).collect(),
        };
        MatrixOrderView { blocks: vec![block(&["c", "gone", "a"]), block(&["b"])] }
    }

    #[test]
    fn cells_stand_where_their_actors_do() {
        let layers = BTreeSet::from([Layer::Flow, Layer::Cooperation]);
        let content = Content::new(&graph(), &order(), &[true; 3], (&layers, None));
        assert_eq!(content.nodes, [2, 0, 1]);
        assert_eq!(content.cell(1, 2).unwrap().edge_idxs, [0, 1]);
        assert_eq!(content.cell(2, 0).unwrap().edge_idxs, [2]);
        assert!(content.cell(0, 2).is_none());
        // Cooperation is mutual.
        assert_eq!((content.cell(0, 1), content.cell(1, 0)).0.unwrap().edge_idxs, [3]);
        assert_eq!(content.cell(1, 0).unwrap().edge_idxs, [3]);
        assert_eq!(content.n_relations(), 4);
        assert_eq!(content.beside((1, 0), true), Some(2));
        assert_eq!(content.beside((1, 2), false), Some(0));
        assert_eq!(content.beside((2, 0), true), None);
    }

    #[test]
    fn who_is_filtered_out_has_no_row_and_an_empty_block_none() {
        let layers = BTreeSet::from([Layer::Flow]);
        let content = Content::new(&graph(), &order(), &[true, false, true], (&layers, None));
        assert_eq!(content.nodes, [2, 0]);
        assert_eq!(content.blocks, [Block { idx: 0, rows: 0..2 }]);
        assert!(content.cells.is_empty());
    }

    #[test]
    fn volumes_add_up_and_unknown_is_not_zero() {
        let graph = graph();
        let cell = |edge_idxs| Cell { row: 0, column: 0, edge_idxs };
        let dark = |edge_idxs| stripes(&graph, &cell(edge_idxs), MatrixShade::Volume)[0].darkness;
        assert_eq!(dark(vec![0]), Darkness::Step(1));
        assert_eq!(dark(vec![0, 1]), Darkness::Step(2));
        assert_eq!(dark(vec![2]), Darkness::Unknown);
        let both = stripes(&graph, &cell(vec![0, 3]), MatrixShade::Wait);
        let layers: Vec<Layer> = both.iter().map(|stripe| stripe.layer).collect();
        assert_eq!(layers, [Layer::Flow, Layer::Cooperation]);
        assert_eq!(both[0].darkness, Darkness::Unknown);
    }
}
