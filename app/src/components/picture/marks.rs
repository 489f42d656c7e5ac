//! From the network to the marks of a picture.
//!
//! Parallel relations of one layer are one line with their number; beside it lie, hidden, the lines
//! of each single one, which [`super::emphasis`] shows instead when one looks closer.

use std::collections::BTreeMap;

use model::{Layer, RelationStatus, Sector};
use scene::lettering::shortened;
use scene::picture::{
    AreaMark, Badge, Change, Color, EdgeMark, Emphasis, NodeLabel, NodeMark, Picture, Shape,
};
use scene::{Bounds, Point};

use super::colors::{change_color, group_color, layer_color, wait_color};
use super::drawing::{Drawing, Overlay};
use crate::api::{AreaView, EdgeView, GraphView, NodeView, WaitBand};
use crate::text::Texts;

/// Smallest and largest node, in world units; neighbours are about 1 apart.
const MIN_RADIUS: f64 = 0.15;
const MAX_RADIUS: f64 = 0.36;
/// Longer names are cut; the panel and the card have them whole.
const MAX_LETTERS: usize = 32;

/// A picture with what its lines stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Marks {
    pub(super) picture: Picture,
    /// Per line of the picture.
    pub(super) lines: Vec<LineMeaning>,
}

/// What a line stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LineMeaning {
    /// Positions in [`GraphView::edges`].
    pub(super) relations: Vec<usize>,
    pub(super) role: LineRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineRole {
    /// All there is of its layer between two nodes in one direction.
    Whole,
    /// The same, where there is also one line for each relation between the two.
    Bundle,
    /// One of these.
    Single,
}

impl Marks {
    /// Marks of everything that the kinds of relations in sight allow, also of what the filters hide:
    /// hiding is a matter of emphasis.
    ///
    /// # Complexity O(n + m log m) time.
    pub(super) fn of(graph: &GraphView, drawing: &Drawing, texts: &'static Texts) -> Self {
        let nodes = graph.nodes.iter().enumerate().map(|(idx, node)| node_mark(node, idx, drawing));
        let mut marks = Self {
            picture: Picture {
                areas: graph.areas.iter().map(|area| area_mark(area, texts)).collect(),
                nodes: nodes.collect(),
                edges: Vec::new(),
                labels: labels(graph, drawing),
            },
            lines: Vec::new(),
        };
        for ((from_idx, to_idx), layers) in pairs(graph, drawing) {
            marks.add_pair(graph, (from_idx, to_idx), &layers);
        }
        if let Some(overlay) = &drawing.overlay {
            marks.color_changes(graph, overlay);
        }
        marks
    }

    /// The lines between two nodes in one direction.
    fn add_pair(
        &mut self,
        graph: &GraphView,
        ends: (u16, u16),
        layers: &BTreeMap<(Layer, bool), Vec<usize>>,
    ) {
        let is_bundled = layers.values().any(|relations| relations.len() > 1);
        let role = if is_bundled { LineRole::Bundle } else { LineRole::Whole };
        for (rank, relations) in (0u32..).zip(layers.values()) {
            self.add_line(graph, ends, relations.clone(), rank, role);
        }
        if is_bundled {
            for (rank, relation) in (0u32..).zip(layers.values().flatten()) {
                self.add_line(graph, ends, vec![*relation], rank, LineRole::Single);
            }
        }
    }

    fn add_line(
        &mut self,
        graph: &GraphView,
        (from_idx, to_idx): (u16, u16),
        relations: Vec<usize>,
        rank: u32,
        role: LineRole,
    ) {
        let rows: Vec<&EdgeView> =
            relations.iter().filter_map(|idx| graph.edges.get(*idx)).collect();
        let volume: f32 = rows.iter().filter_map(|row| row.volume).sum();
        let Some(first) = rows.first() else { return };
        self.picture.edges.push(EdgeMark {
            from_idx: from_idx.into(),
            to_idx: to_idx.into(),
            width_world: line_width(volume),
            color: line_color(&rows),
            is_dashed: rows.iter().all(|row| is_on_paper(row)),
            has_head: first.kind.is_directed(),
            rank,
            n_bundled: u32::try_from(relations.len()).unwrap_or(u32::MAX),
            strength: strength(&rows),
            emphasis: Emphasis::Plain,
        });
        self.lines.push(LineMeaning { relations, role });
    }

    /// Lines of relations that are new, gone or changed.
    fn color_changes(&mut self, graph: &GraphView, overlay: &Overlay) {
        for (mark, line) in self.picture.edges.iter_mut().zip(&self.lines) {
            let rows = line.relations.iter().filter_map(|idx| graph.edges.get(*idx));
            let changes = rows.filter_map(|row| overlay.changed_relations.get(&row.id));
            if let Some(change) = changes.min() {
                mark.color = change_color(*change);
                mark.is_dashed = *change == Change::Removed;
            }
        }
    }

    /// The part of the picture that is worth fitting: the framed route if there is one, else what
    /// is shown.
    pub(super) fn bounds_world(&self, drawing: &Drawing) -> Option<Bounds> {
        let framed = drawing.overlay.as_ref().filter(|overlay| overlay.is_framed);
        let Some(overlay) = framed else {
            let mut shown = self.picture.clone();
            for (idx, node) in shown.nodes.iter_mut().enumerate() {
                if !drawing.shows_node(idx) {
                    node.emphasis = Emphasis::Hidden;
                }
            }
            return shown.bounds_world();
        };
        let stations = overlay.numbered.iter().filter_map(|idx| self.picture.nodes.get(*idx));
        Bounds::of(&stations.map(|node| node.center_world).collect::<Vec<Point>>())
    }
}

/// The relations in sight by their ends, their layer and whether they have a direction; those without
/// one go from the lesser to the greater.
type Pairs = BTreeMap<(u16, u16), BTreeMap<(Layer, bool), Vec<usize>>>;

fn pairs(graph: &GraphView, drawing: &Drawing) -> Pairs {
    let mut pairs = Pairs::new();
    for (idx, edge) in graph.edges.iter().enumerate().filter(|(_, edge)| drawing.shows_kind(edge)) {
        let kind = (edge.kind.layer(), edge.kind.is_directed());
        pairs.entry(line_ends(edge)).or_default().entry(kind).or_default().push(idx);
    }
    pairs
}

/// The ends of the line that a relation is drawn as.
pub(super) fn line_ends(edge: &EdgeView) -> (u16, u16) {
    let (from, to) = (edge.from_idx, edge.to_idx);
    let is_turned = !edge.kind.is_directed() && from > to;
    if is_turned { (to, from) } else { (from, to) }
}

fn node_mark(node: &NodeView, idx: usize, drawing: &Drawing) -> NodeMark {
    let overlay = drawing.overlay.as_ref();
    let station = overlay.and_then(|overlay| overlay.numbered.iter().position(|on| *on == idx));
    let change = overlay.and_then(|overlay| overlay.changed_nodes.get(&idx));
    let is_ringed = overlay.is_some_and(|overlay| overlay.ringed.contains(&idx));
    let number = station.and_then(|position| u16::try_from(position + 1).ok());
    let pinned = drawing.pinned.get(&idx);
    let place = Point::new(f64::from(node.x), f64::from(node.y));
    #[expect(clippy::cast_precision_loss, reason = "thousandths: far below 2^24")]
    let fill_level = node.utilisation_permille.map(|permille| permille as f32 / 1000.0);
    NodeMark {
        center_world: pinned.copied().unwrap_or(place),
        radius_world: radius(node),
        shape: shape(node.sector),
        color: group_color(node.kind.group()),
        fill_level,
        badge: number.map(Badge::Number).or(change.copied().map(Badge::Change)),
        ring: is_ringed.then_some(Color::Alarm).or(change.copied().map(change_color)),
        is_pinned: pinned.is_some(),
        emphasis: Emphasis::Plain,
    }
}

/// Radius by the number of referrals, area in proportion.
fn radius(node: &NodeView) -> f64 {
    (MIN_RADIUS + 0.026 * f64::from(n_referrals(node)).sqrt()).min(MAX_RADIUS)
}

fn n_referrals(node: &NodeView) -> u32 {
    u32::from(node.n_incoming) + u32::from(node.n_outgoing)
}

/// What colour says, the outline says too.
pub(crate) fn shape(sector: Sector) -> Shape {
    match sector {
        Sector::PublicKreis => Shape::Circle,
        Sector::PublicMunicipal => Shape::Square,
        Sector::PublicLand => Shape::Triangle,
        Sector::PublicFederal => Shape::Diamond,
        Sector::Welfare => Shape::Hexagon,
        Sector::Private => Shape::Pentagon,
        Sector::CivilSociety => Shape::Cross,
    }
}

/// Line width by referrals per month, in world units.
fn line_width(volume: f32) -> f64 {
    (0.022 + 0.008 * f64::from(volume).max(0.0).sqrt()).min(0.09)
}

/// Referrals by the longest of their waits, other relations by their layer.
fn line_color(rows: &[&EdgeView]) -> Color {
    let layer = rows.first().map_or(Layer::Flow, |row| row.kind.layer());
    let longest = rows.iter().filter_map(|row| row.wait_days).max();
    match WaitBand::of(longest) {
        WaitBand::Unknown => layer_color(layer),
        band if layer == Layer::Flow => wait_color(band),
        _ => layer_color(layer),
    }
}

/// Whoever was last confirmed longer ago is fainter; a bundle is as fresh as its freshest relation.
fn strength(rows: &[&EdgeView]) -> f32 {
    match rows.iter().map(|row| row.years_unconfirmed).min() {
        None | Some(0) => 1.0,
        Some(1) => 0.65,
        Some(_) => 0.4,
    }
}

/// Whether a relation is agreed, expected or ended, but not lived.
pub(super) fn is_on_paper(edge: &EdgeView) -> bool {
    let is_dead = matches!(
        edge.status,
        RelationStatus::Planned | RelationStatus::Broken | RelationStatus::Discontinued
    );
    is_dead || edge.kind.layer() == Layer::Expected
}

fn area_mark(area: &AreaView, texts: &'static Texts) -> AreaMark {
    AreaMark {
        outline: area.outline.clone(),
        title: area.title.text(texts),
        brief: area.title.brief(texts),
        title_world: area.title_world,
        title_place: area.title_place,
    }
}

/// The names of the nodes with most referrals.
fn labels(graph: &GraphView, drawing: &Drawing) -> Vec<NodeLabel> {
    let label = |(node_idx, node): (u32, &NodeView)| NodeLabel {
        node_idx,
        title: node.display_name().to_owned(),
        brief: Some(shortened(node.display_name(), MAX_LETTERS)),
        priority: n_referrals(node),
    };
    let mut labels: Vec<NodeLabel> = (0u32..).zip(&graph.nodes).map(label).collect();
    if labels.len() > drawing.max_labels {
        labels.sort_by_key(|label| (std::cmp::Reverse(label.priority), label.node_idx));
        labels.truncate(drawing.max_labels);
    }
    labels
}
