//! Room for volumes: nodes as high and edges as wide as what goes through.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Layered;
use crate::geometry::as_f64;
use crate::layout::isotonic::{Wish, in_order};
use crate::{Bounds, Point};

/// A node through which hardly anything goes can still be seen.
const MIN_HEIGHT_WORLD: f64 = 0.4;
/// Between the borders of two nodes or ribbons of a layer.
const GAP_WORLD: f64 = 0.6;
/// The tallest node when the wanted height is none.
const USUAL_HEIGHT_WORLD: f64 = 6.0;
const TALLEST_WORLD: f64 = 1e6;

/// What [`sankey`] makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sankey {
    /// The middle of each node.
    pub points: Vec<Point>,
    /// The height of each node, in world units.
    pub heights: Vec<f64>,
    /// One per edge; `None` for edges without effect and volumes that are not above 0.
    pub ribbons: Vec<Option<Ribbon>>,
}

/// An edge as wide as its volume.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ribbon {
    /// In world units, the same on the whole way.
    pub width: f64,
    /// Where its middle leaves the start, downwards from the middle of the node.
    pub from_offset: f64,
    /// Where its middle reaches the end, downwards from the middle of the node.
    pub to_offset: f64,
    /// Where its middle passes the layers between, from start to end.
    pub bends: Vec<Point>,
}

/// Makes room for volumes in a layered picture.
///
/// `edges` are those of the picture, `volumes` belong to them one by one; volumes that are missing,
/// not finite or not above 0 count as no edge. The node through which most goes becomes
/// `tallest_world` high (6 unless it is above 0 and finite, at most a million).
///
/// Convention of the result: centred on the origin; layers and the order inside them as in the
/// picture. Widths are proportional to volumes, the same factor everywhere. A node is as high as
/// all that comes in or all that goes out, whichever is more, and at least 0.4. Outgoing ribbons lie
/// side by side around the middle of their node, ordered by the height of where they go next,
/// incoming ones by where they come from. Nodes and passing ribbons of a layer keep 0.6 world units
/// between their borders.
///
/// Method: heights stretched until the fullest layer fits, then the nearest places that keep order
/// and gaps (isotonic regression) in each layer.
///
/// # Complexity O((n + m l) log (n + m l)) time for l layers, O(n + m l) memory.
/// # Example
/// ```
/// use scene::layout::layered::{Ends, layered, sankey};
///
/// // 30 go from 0 to 1, and 10 on from there to 2.
/// let edges = [(0, 1), (1, 2)];
/// let picture = sankey(&layered(3, &edges, Ends::default()), &edges, &[30.0, 10.0], 3.0);
/// assert_eq!(picture.heights, [3.0, 3.0, 1.0]);
/// assert_eq!(picture.ribbons[1].as_ref().unwrap().width, 1.0);
/// ```
pub fn sankey(
    picture: &Layered,
    edges: &[(u32, u32)],
    volumes: &[f64],
    tallest_world: f64,
) -> Sankey {
    let is_height = tallest_world > 0.0 && tallest_world.is_finite();
    let tallest = if is_height { tallest_world.min(TALLEST_WORLD) } else { USUAL_HEIGHT_WORLD };
    let mut flow = Flow::new(picture, edges, volumes, tallest);
    flow.make_room();
    flow.centre();
    let (from_offsets, to_offsets) = (flow.offsets(End::From), flow.offsets(End::To));
    let ribbon = |edge: usize| {
        let ribbon = flow.ribbons[edge].as_ref()?;
        Some(Ribbon {
            width: ribbon.width,
            from_offset: from_offsets[edge],
            to_offset: to_offsets[edge],
            bends: ribbon.bends.clone(),
        })
    };
    Sankey {
        ribbons: (0..edges.len()).map(ribbon).collect(),
        points: flow.points,
        heights: flow.heights,
    }
}

struct Flow {
    points: Vec<Point>,
    heights: Vec<f64>,
    ribbons: Vec<Option<Passing>>,
}

struct Passing {
    from: usize,
    to: usize,
    width: f64,
    bends: Vec<Point>,
}

#[derive(Clone, Copy)]
enum End {
    From,
    To,
}

/// Something that takes room in a layer: a node, or a bend of an edge.
#[derive(Clone, Copy)]
enum Item {
    Node(usize),
    Bend(usize, usize),
}

impl Flow {
    fn new(picture: &Layered, edges: &[(u32, u32)], volumes: &[f64], tallest: f64) -> Self {
        let points: Vec<Point> = picture.points.clone();
        let is_volume = |volume: &f64| *volume > 0.0 && volume.is_finite();
        // Shares of the greatest: sums stay finite.
        let greatest = volumes.iter().copied().filter(is_volume).fold(0.0, f64::max);
        let mut ribbons: Vec<Option<Passing>> = Vec::with_capacity(edges.len());
        let (mut n_out, mut n_in) = (vec![0.0_f64; points.len()], vec![0.0_f64; points.len()]);
        for (edge, &(from, to)) in edges.iter().enumerate() {
            let ends = usize::try_from(from).ok().zip(usize::try_from(to).ok());
            let ends = ends.filter(|&(from, to)| from != to && from.max(to) < points.len());
            let volume = volumes.get(edge).copied().filter(is_volume);
            ribbons.push(ends.zip(volume).map(|((from, to), volume)| {
                let width = volume / greatest;
                n_out[from] += width;
                n_in[to] += width;
                let bends = picture.bends.get(edge).cloned().unwrap_or_default();
                Passing { from, to, width, bends }
            }));
        }
        let through: Vec<f64> = n_out.iter().zip(&n_in).map(|(a, b)| a.max(*b)).collect();
        let most = through.iter().copied().fold(0.0, f64::max);
        let world = |share: f64| if most > 0.0 { share / most * tallest } else { 0.0 };
        for ribbon in ribbons.iter_mut().flatten() {
            ribbon.width = world(ribbon.width);
        }
        let heights = through.into_iter().map(|share| world(share).max(MIN_HEIGHT_WORLD)).collect();
        Self { points, heights, ribbons }
    }

    /// What takes room in each layer, from top to bottom.
    fn layers(&self) -> Vec<Vec<Item>> {
        let nodes = (0..self.points.len()).map(Item::Node);
        let ribbons = self.ribbons.iter().enumerate();
        let bends = ribbons.flat_map(|(edge, ribbon)| {
            let n_bends = ribbon.as_ref().map_or(0, |ribbon| ribbon.bends.len());
            (0..n_bends).map(move |bend| Item::Bend(edge, bend))
        });
        let mut items: Vec<Item> = nodes.chain(bends).collect();
        // Repeated edges share their bends: the order of edges keeps them side by side.
        items.sort_by(|a, b| {
            let (a, b) = (self.place(*a), self.place(*b));
            a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
        });
        let is_same = |a: &Item, b: &Item| self.place(*a).x.total_cmp(&self.place(*b).x).is_eq();
        items.chunk_by(is_same).map(<[Item]>::to_vec).collect()
    }

    fn place(&self, item: Item) -> Point {
        match item {
            Item::Node(node) => self.points[node],
            Item::Bend(edge, bend) => {
                let ribbon = self.ribbons[edge].as_ref();
                ribbon.and_then(|ribbon| ribbon.bends.get(bend)).copied().unwrap_or_default()
            }
        }
    }

    fn height(&self, item: Item) -> f64 {
        match item {
            Item::Node(node) => self.heights[node],
            Item::Bend(edge, _) => self.ribbons[edge].as_ref().map_or(0.0, |ribbon| ribbon.width),
        }
    }

    /// Moves the items of each layer apart.
    fn make_room(&mut self) {
        let layers = self.layers();
        let needed = |layer: &Vec<Item>| {
            layer.iter().map(|&item| self.height(item) + GAP_WORLD).sum::<f64>()
        };
        // One unit was enough for each; all layers are stretched alike, so that edges stay level.
        let stretches = layers.iter().map(|layer| needed(layer) / as_f64(layer.len().max(1)));
        let stretch = stretches.fold(1.0, f64::max);
        for layer in &layers {
            let wish = |(idx, &item): (usize, &Item)| {
                let before = if idx == 0 { 0.0 } else { self.height(layer[idx - 1]) };
                let height = self.height(item);
                let gap = f64::midpoint(before, height) + GAP_WORLD;
                // With the gap, so that no weight is 0.
                let weight = height + GAP_WORLD;
                Wish { place: self.place(item).y * stretch, weight, gap }
            };
            let places = in_order(&layer.iter().enumerate().map(wish).collect::<Vec<Wish>>());
            for (&item, y) in layer.iter().zip(places) {
                match item {
                    Item::Node(node) => self.points[node].y = y,
                    Item::Bend(edge, bend) => {
                        if let Some(ribbon) = &mut self.ribbons[edge] {
                            ribbon.bends[bend].y = y;
                        }
                    }
                }
            }
        }
    }

    fn centre(&mut self) {
        let borders = self.points.iter().zip(&self.heights).flat_map(|(point, height)| {
            let half = Point::new(0.0, height / 2.0);
            [*point - half, *point + half]
        });
        let bends = self.ribbons.iter().flatten().flat_map(|ribbon| {
            let half = Point::new(0.0, ribbon.width / 2.0);
            ribbon.bends.iter().flat_map(move |bend| [*bend - half, *bend + half])
        });
        let Some(bounds) = Bounds::of(&borders.chain(bends).collect::<Vec<Point>>()) else {
            return;
        };
        let bends = self.ribbons.iter_mut().flatten().flat_map(|ribbon| &mut ribbon.bends);
        for point in self.points.iter_mut().chain(bends) {
            *point = *point - bounds.centre();
        }
    }

    /// Where the middle of each ribbon leaves (or reaches) its node, by edge.
    fn offsets(&self, end: End) -> Vec<f64> {
        let mut at_node: BTreeMap<usize, Vec<(f64, usize)>> = BTreeMap::new();
        for (edge, ribbon) in self.ribbons.iter().enumerate() {
            let Some(ribbon) = ribbon else { continue };
            let (node, next) = match end {
                End::From => (ribbon.from, ribbon.bends.first().unwrap_or(&self.points[ribbon.to])),
                End::To => (ribbon.to, ribbon.bends.last().unwrap_or(&self.points[ribbon.from])),
            };
            at_node.entry(node).or_default().push((next.y, edge));
        }
        let mut offsets = vec![0.0; self.ribbons.len()];
        let width = |edge: usize| self.ribbons[edge].as_ref().map_or(0.0, |ribbon| ribbon.width);
        for mut edges in at_node.into_values() {
            edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let mut top = edges.iter().map(|&(_, edge)| width(edge)).sum::<f64>() / -2.0;
            for (_, edge) in edges {
                offsets[edge] = top + width(edge) / 2.0;
                top += width(edge);
            }
        }
        offsets
    }
}
