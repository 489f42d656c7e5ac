//! Room for volumes: nodes as high and edges as wide as what goes through.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Layered, heights};
use crate::layout::isotonic::{Wish, in_order};
use crate::{Bounds, Point};

/// A node through which hardly anything goes can still be seen.
const MIN_HEIGHT_WORLD: f64 = 0.4;
/// Between the borders of two nodes or ribbons of a layer.
const GAP_WORLD: f64 = 0.6;
/// Rounds of levelling; more hardly change anything.
const N_ROUNDS: u32 = 32;
/// How much an item wants to stay where it is, for each unit of height.
const STAY: f64 = 0.1;
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
/// picture. Widths are proportional to volumes, the same factor everywhere. A ribbon leaves a node
/// on the side that faces where it goes, and reaches one on the side that faces where it comes
/// from: on the right and on the left, for those that run backwards on the left and on the right.
/// On each side ribbons lie side by side around the middle of the node, ordered by the height of
/// where they lead; a node is as high as its fuller side, and at least 0.4. Nodes and passing
/// ribbons of a layer keep 0.6 world units between their borders.
///
/// Method: in each layer the nearest places that keep order and gaps (isotonic regression), first
/// to where things were, then to where their ribbons are level.
///
/// # Complexity O((n + m l) (s + log (n + m l))) time for l layers and s rounds, O(n + m l) memory.
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
    let offsets = flow.offsets();
    let ribbon = |(edge, ribbon): (usize, &Option<Passing>)| {
        let Passing { width, bends, .. } = ribbon.clone()?;
        let bends = flow.items[bends].iter().map(|item| item.middle).collect();
        let (from_offset, to_offset) = offsets[edge];
        Some(Ribbon { width, from_offset, to_offset, bends })
    };
    let nodes = &flow.items[..picture.points.len()];
    Sankey {
        points: nodes.iter().map(|node| node.middle).collect(),
        heights: nodes.iter().map(|node| node.height).collect(),
        ribbons: flow.ribbons.iter().enumerate().map(ribbon).collect(),
    }
}

/// The nodes, and then the places where ribbons pass layers.
struct Flow {
    items: Vec<Item>,
    /// One per edge.
    ribbons: Vec<Option<Passing>>,
}

/// What takes room in a layer.
#[derive(Clone, Copy)]
struct Item {
    middle: Point,
    height: f64,
}

/// From an item through others to one.
#[derive(Clone)]
struct Passing {
    from: usize,
    to: usize,
    width: f64,
    bends: Range<usize>,
}

impl Passing {
    fn way(&self) -> impl Iterator<Item = usize> {
        [self.from].into_iter().chain(self.bends.clone()).chain([self.to])
    }

    /// The sides on which it leaves its start and reaches its end: those that face each other.
    fn sides(&self, items: &[Item]) -> (Side, Side) {
        if items[self.from].middle.x > items[self.to].middle.x {
            (Side::Left, Side::Right)
        } else {
            (Side::Right, Side::Left)
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

#[derive(Clone, Copy)]
enum End {
    From,
    To,
}

/// Ends of ribbons by node and side: the height of where they lead, the edge, and which end.
type EndsAtNodes = BTreeMap<(usize, Side), Vec<(f64, usize, End)>>;

impl Flow {
    fn new(picture: &Layered, edges: &[(u32, u32)], volumes: &[f64], tallest: f64) -> Self {
        let item = |&middle: &Point| Item { middle, height: 0.0 };
        let n_nodes = picture.points.len();
        let is_volume = |volume: &f64| *volume > 0.0 && volume.is_finite();
        // Shares of the greatest: sums stay finite.
        let greatest = volumes.iter().copied().filter(is_volume).fold(0.0, f64::max);
        let mut flow =
            Self { items: picture.points.iter().map(item).collect(), ribbons: Vec::new() };
        for (edge, &(from, to)) in edges.iter().enumerate() {
            let ends = usize::try_from(from).ok().zip(usize::try_from(to).ok());
            let ends = ends.filter(|&(from, to)| from != to && from.max(to) < n_nodes);
            let volume = volumes.get(edge).copied().filter(is_volume);
            let ribbon = ends.zip(volume).map(|((from, to), volume)| {
                let width = volume / greatest;
                let start = flow.items.len();
                flow.items.extend(picture.bends.get(edge).into_iter().flatten().map(item));
                Passing { from, to, width, bends: start..flow.items.len() }
            });
            flow.ribbons.push(ribbon);
        }
        let mut at_sides: BTreeMap<(usize, Side), f64> = BTreeMap::new();
        for ribbon in flow.ribbons.iter().flatten() {
            let (at_from, at_to) = ribbon.sides(&flow.items);
            *at_sides.entry((ribbon.from, at_from)).or_default() += ribbon.width;
            *at_sides.entry((ribbon.to, at_to)).or_default() += ribbon.width;
        }
        let at = |node: usize, side: Side| at_sides.get(&(node, side)).copied().unwrap_or(0.0);
        let through: Vec<f64> =
            (0..n_nodes).map(|node| at(node, Side::Left).max(at(node, Side::Right))).collect();
        let most = through.iter().copied().fold(0.0, f64::max);
        let world = |share: f64| if most > 0.0 { share / most * tallest } else { 0.0 };
        for (node, share) in through.into_iter().enumerate() {
            flow.items[node].height = world(share).max(MIN_HEIGHT_WORLD);
        }
        for ribbon in flow.ribbons.iter_mut().flatten() {
            ribbon.width = world(ribbon.width);
            for item in &mut flow.items[ribbon.bends.clone()] {
                item.height = ribbon.width;
            }
        }
        flow
    }

    /// The items of each layer, from top to bottom.
    fn layers(&self) -> Vec<Vec<usize>> {
        let middle = |item: usize| self.items[item].middle;
        let mut items: Vec<usize> = (0..self.items.len()).collect();
        // Repeated edges share their bends: the order of edges keeps them side by side.
        items.sort_by(|&a, &b| {
            let (a, b) = (middle(a), middle(b));
            a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
        });
        let is_same = |a: &usize, b: &usize| middle(*a).x.total_cmp(&middle(*b).x).is_eq();
        items.chunk_by(is_same).map(<[usize]>::to_vec).collect()
    }

    /// Which items each is tied to, and how much that tie wants to be level.
    fn ties(&self) -> Vec<Vec<(usize, f64)>> {
        let n_nodes = self.items.len() - self.n_bends();
        let mut ties = vec![Vec::new(); self.items.len()];
        for ribbon in self.ribbons.iter().flatten() {
            for (a, b) in ribbon.way().zip(ribbon.way().skip(1)) {
                let n_passing = usize::from(a >= n_nodes) + usize::from(b >= n_nodes);
                let weight = ribbon.width * heights::WEIGHTS[n_passing];
                ties[a].push((b, weight));
                ties[b].push((a, weight));
            }
        }
        ties
    }

    fn n_bends(&self) -> usize {
        self.ribbons.iter().flatten().map(|ribbon| ribbon.bends.len()).sum()
    }

    /// Moves the items of each layer apart and towards those they are tied to.
    fn make_room(&mut self) {
        let layers = self.layers();
        for layer in &layers {
            let wanted = layer.iter().map(|&item| self.items[item].middle.y).collect();
            self.place(layer, wanted);
        }
        let ties = self.ties();
        for _ in 0..N_ROUNDS {
            for layer in &layers {
                let wanted = layer.iter().map(|&item| self.level(item, &ties[item])).collect();
                self.place(layer, wanted);
            }
        }
    }

    /// Where an item would lie for its ties to be as level as can be.
    fn level(&self, item: usize, ties: &[(usize, f64)]) -> f64 {
        let Item { middle, height } = self.items[item];
        let stay = STAY * (height + GAP_WORLD);
        let (mut sum, mut weights) = (middle.y * stay, stay);
        for &(other, weight) in ties {
            sum += self.items[other].middle.y * weight;
            weights += weight;
        }
        sum / weights
    }

    /// Moves the items of a layer as near to their wishes as their order and heights allow.
    fn place(&mut self, layer: &[usize], wanted: Vec<f64>) {
        let wish = |(idx, (&item, place)): (usize, (&usize, f64))| {
            let height = self.items[item].height;
            let before = if idx == 0 { 0.0 } else { self.items[layer[idx - 1]].height };
            // The weight with the gap, so that none is 0.
            Wish {
                place,
                weight: height + GAP_WORLD,
                gap: f64::midpoint(before, height) + GAP_WORLD,
            }
        };
        let wishes: Vec<Wish> = layer.iter().zip(wanted).enumerate().map(wish).collect();
        for (&item, y) in layer.iter().zip(in_order(&wishes)) {
            self.items[item].middle.y = y;
        }
    }

    fn centre(&mut self) {
        let borders = self.items.iter().flat_map(|item| {
            let half = Point::new(0.0, item.height / 2.0);
            [item.middle - half, item.middle + half]
        });
        let Some(bounds) = Bounds::of(&borders.collect::<Vec<Point>>()) else { return };
        for item in &mut self.items {
            item.middle = item.middle - bounds.centre();
        }
    }

    /// Where the middle of each ribbon leaves its start and reaches its end, by edge.
    fn offsets(&self) -> Vec<(f64, f64)> {
        let mut ends = EndsAtNodes::new();
        for (edge, ribbon) in self.ribbons.iter().enumerate() {
            let Some(ribbon) = ribbon else { continue };
            let way: Vec<usize> = ribbon.way().collect();
            let (at_from, at_to) = ribbon.sides(&self.items);
            for (node, side, next, end) in [
                (ribbon.from, at_from, way[1], End::From),
                (ribbon.to, at_to, way[way.len() - 2], End::To),
            ] {
                ends.entry((node, side)).or_default().push((self.items[next].middle.y, edge, end));
            }
        }
        let mut offsets = vec![(0.0, 0.0); self.ribbons.len()];
        let width = |edge: usize| self.ribbons[edge].as_ref().map_or(0.0, |ribbon| ribbon.width);
        for mut ends in ends.into_values() {
            ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            let mut top = ends.iter().map(|&(_, edge, _)| width(edge)).sum::<f64>() / -2.0;
            for (_, edge, end) in ends {
                let middle = top + width(edge) / 2.0;
                match end {
                    End::From => offsets[edge].0 = middle,
                    End::To => offsets[edge].1 = middle,
                }
                top += width(edge);
            }
        }
        offsets
    }
}
