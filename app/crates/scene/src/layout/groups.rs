//! Communities as clusters that do not touch.
//!
//! Start at [`groups`]. First every community is drawn by itself, then their circles are laid out,
//! then each is turned so that its nodes look towards those they are tied to.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::graph::Graph;
use super::{OverviewOptions, component, discs, neighbourhood, overview_of, sgd, untangle};
use crate::curve::Circle;
use crate::geometry::as_f64;
use crate::rng::Pcg32;
use crate::{Bounds, Point};

/// From the outermost nodes of a cluster to its circle: two clusters keep twice this distance.
const PADDING_WORLD: f64 = 0.75;
/// Clusters without any tie lie this many times as far apart as touching ones.
const APART: f64 = 1.5;
/// Stress leaves gaps between circles; drawn together by this factor, pushing apart fills them.
const CLOSER: f64 = 0.75;
/// A cluster may take this many times the radius of its first picture for closer neighbours.
const MOST_GROWTH: f64 = 1.25;
/// Each turn of a cluster changes what its neighbours look at; after a few nothing is gained.
const N_TURNS: u32 = 3;

/// What [`groups`] makes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Groups {
    /// One per node.
    pub points: Vec<Point>,
    /// One per community with nodes, by its number.
    pub clusters: Vec<Cluster>,
}

/// The circle around a community.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    pub community: u32,
    pub circle: Circle,
}

/// A picture in which each community is a cluster of its own.
///
/// `communities` has one entry per node; missing ones count as 0.
/// Directions, self-loops, repeated edges, edges to unknown nodes and the order of edges have no
/// effect on the picture.
///
/// Convention of the result: centred on the origin; every node lies in the circle of its community,
/// no two circles overlap, and no two nodes are closer than [`super::MIN_DISTANCE_WORLD`].
///
/// Method: each community is drawn by [`overview`](super::overview) and then by t-FDP
/// (see [`neighbourhood()`](super::neighbourhood())) as long as that brings neighbours together
/// without taking much more room;
/// their circles lie by stress on the graph of communities, where strongly tied ones touch, and are
/// then pushed apart; each cluster is turned or mirrored so that its nodes look towards their
/// neighbours outside (orthogonal Procrustes problem, in the plane without trigonometry); in the end
/// nodes of a community change places where lines then cross less.
///
/// # Complexity O(c² s) time for each community of c nodes and s sweeps, O(k² s) for k of them,
/// memory as [`overview`](super::overview).
/// # Example
/// ```
/// use scene::layout::OverviewOptions;
/// use scene::layout::groups::groups;
///
/// // Two pairs, tied by 1 - 2.
/// let edges = [(0, 1), (1, 2), (2, 3)];
/// let picture = groups(4, &edges, &[7, 7, 9, 9], OverviewOptions::default());
/// let [left, right] = [picture.clusters[0].circle, picture.clusters[1].circle];
/// assert!(left.center.distance(right.center) >= left.radius + right.radius);
/// assert!(picture.points[1].distance(picture.points[2])
///     < picture.points[0].distance(picture.points[3]));
/// ```
pub fn groups(
    n_nodes: usize,
    edges: &[(u32, u32)],
    communities: &[u32],
    options: OverviewOptions,
) -> Groups {
    let graph = Graph::new(n_nodes, edges, None);
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for node in 0..n_nodes {
        members.entry(communities.get(node).copied().unwrap_or(0)).or_default().push(node);
    }
    let mut picture = Picture::new(&graph);
    for nodes in members.values() {
        picture.add(nodes, options);
    }
    picture.lay_out(options);
    for _ in 0..N_TURNS {
        (0..picture.shapes.len()).for_each(|shape| picture.turn(shape));
    }
    picture.untangle();
    let middle = picture.middle();
    let cluster = |(&community, shape): (&u32, &Shape)| {
        let Circle { center, radius } = shape.circle;
        Cluster { community, circle: Circle { center: center - middle, radius } }
    };
    Groups {
        points: (0..n_nodes).map(|node| picture.point(node) - middle).collect(),
        clusters: members.keys().zip(&picture.shapes).map(cluster).collect(),
    }
}

/// A community: its nodes with their offsets from the centre of its circle.
struct Shape {
    nodes: Vec<usize>,
    offsets: Vec<Point>,
    circle: Circle,
}

struct Picture<'a> {
    graph: &'a Graph,
    shapes: Vec<Shape>,
    /// The shape of each node, and its place in there.
    homes: Vec<(usize, usize)>,
}

impl<'a> Picture<'a> {
    fn new(graph: &'a Graph) -> Self {
        Self { graph, shapes: Vec::new(), homes: vec![(0, 0); graph.n_nodes()] }
    }

    /// Draws a community by itself.
    fn add(&mut self, nodes: &[usize], options: OverviewOptions) {
        let inside = self.graph.induced(nodes);
        let mut points = overview_of(&inside, options);
        let plain = discs::around(&points);
        let mut closer = points.clone();
        neighbourhood::improve(&mut closer, &inside);
        // Two knots far apart bring neighbours together too, but leave a hole as large as the
        // picture.
        if discs::around(&closer).radius <= plain.radius * MOST_GROWTH {
            points = closer;
        }
        let Circle { center, radius } = discs::around(&points);
        for (place, &node) in nodes.iter().enumerate() {
            self.homes[node] = (self.shapes.len(), place);
        }
        self.shapes.push(Shape {
            nodes: nodes.to_vec(),
            offsets: points.into_iter().map(|point| point - center).collect(),
            circle: Circle { center: Point::ORIGIN, radius: radius + PADDING_WORLD },
        });
    }

    fn point(&self, node: usize) -> Point {
        let (shape, place) = self.homes[node];
        self.shapes[shape].circle.center + self.shapes[shape].offsets[place]
    }

    /// Neighbours in other shapes, with the place of the node in its own.
    fn ties_out(&self, shape: usize) -> impl Iterator<Item = (usize, usize)> {
        let nodes = self.shapes[shape].nodes.iter().enumerate();
        nodes.flat_map(move |(place, &node)| {
            let others = self.graph.neighbours(node);
            others
                .filter(move |&other| self.homes[other].0 != shape)
                .map(move |other| (place, other))
        })
    }

    /// Sets the circles so that tied ones lie together and none overlap.
    fn lay_out(&mut self, options: OverviewOptions) {
        let (mut edges, mut lengths) = self.quotient();
        self.join_parts(&mut edges, &mut lengths);
        let graph = Graph::new(self.shapes.len(), &edges, Some(&lengths));
        let mut rng = Pcg32::new(options.seed);
        let mut circles: Vec<Circle> = self.shapes.iter().map(|shape| shape.circle).collect();
        if !circles.is_empty() {
            let centers = component(&graph, options.iterations, &mut rng);
            for (circle, center) in circles.iter_mut().zip(centers) {
                circle.center = center * CLOSER;
            }
        }
        discs::separate(&mut circles);
        for (shape, circle) in self.shapes.iter_mut().zip(circles) {
            shape.circle = circle;
        }
    }

    /// One edge per tied pair of communities, with its wanted length: as if touching for the
    /// strongest possible tie, up to twice that for a weak one.
    fn quotient(&self) -> (Vec<(u32, u32)>, Vec<f32>) {
        let mut n_ties: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let mut n_ends = vec![0; self.shapes.len()];
        for (from, n_ends) in n_ends.iter_mut().enumerate() {
            for (_, other) in self.ties_out(from) {
                *n_ties.entry((from, self.homes[other].0)).or_default() += 1;
                *n_ends += 1;
            }
        }
        let tied = n_ties.into_iter().filter(|((from, to), _)| from < to);
        tied.filter_map(|((from, to), n_ties)| {
            // 1 when neither has a tie to a third.
            let strength = as_f64(n_ties) / (as_f64(n_ends[from]) * as_f64(n_ends[to])).sqrt();
            let edge = (u32::try_from(from).ok()?, u32::try_from(to).ok()?);
            Some((edge, sgd::to_f32(self.touching(from, to) * (2.0 - strength))))
        })
        .unzip()
    }

    /// Ties parts of the graph of communities to the first part, so that they get a place beside
    /// it.
    fn join_parts(&self, edges: &mut Vec<(u32, u32)>, lengths: &mut Vec<f32>) {
        let size = |shape: usize| self.shapes[shape].nodes.len();
        let parts = Graph::new(self.shapes.len(), edges, None).components();
        let largest = |part: &Vec<usize>| {
            part.iter().copied().max_by_key(|&shape| (size(shape), std::cmp::Reverse(shape)))
        };
        let mut middles = parts.iter().filter_map(largest);
        let Some(first) = middles.next() else { return };
        for other in middles {
            if let (Ok(from), Ok(to)) = (u32::try_from(first), u32::try_from(other)) {
                edges.push((from, to));
                lengths.push(sgd::to_f32(self.touching(first, other) * APART));
            }
        }
    }

    fn touching(&self, from: usize, to: usize) -> f64 {
        self.shapes[from].circle.radius + self.shapes[to].circle.radius
    }

    /// Turns or mirrors a shape so that its nodes look towards their neighbours outside.
    fn turn(&mut self, shape: usize) {
        let Shape { offsets, circle, .. } = &self.shapes[shape];
        // Sums of the products and cross products of where a node is and where it looks: as it is
        // and mirrored at the x axis. The rotation by the direction (dot, cross) makes the sum of
        // the products as large as can be, namely the length of (dot, cross).
        let (mut plain, mut mirrored) = (Point::ORIGIN, Point::ORIGIN);
        for (place, other) in self.ties_out(shape) {
            let way = (self.point(other) - circle.center).direction().unwrap_or_default();
            let offset = offsets[place];
            let flipped = Point::new(offset.x, -offset.y);
            plain = plain + Point::new(offset.dot(way), offset.perpendicular().dot(way));
            mirrored = mirrored + Point::new(flipped.dot(way), flipped.perpendicular().dot(way));
        }
        let is_mirrored = mirrored.length() > plain.length();
        let Some(turn) = (if is_mirrored { mirrored } else { plain }).direction() else { return };
        let sign = if is_mirrored { -1.0 } else { 1.0 };
        for offset in &mut self.shapes[shape].offsets {
            let flipped = Point::new(offset.x, offset.y * sign);
            *offset = flipped * turn.x + flipped.perpendicular() * turn.y;
        }
    }

    fn untangle(&mut self) {
        let n_nodes = self.homes.len();
        let mut points: Vec<Point> = (0..n_nodes).map(|node| self.point(node)).collect();
        let shapes: Vec<usize> = self.homes.iter().map(|(shape, _)| *shape).collect();
        untangle::untangle(&mut points, self.graph, &shapes);
        for (point, (shape, place)) in points.into_iter().zip(&self.homes) {
            let shape = &mut self.shapes[*shape];
            shape.offsets[*place] = point - shape.circle.center;
        }
    }

    fn middle(&self) -> Point {
        let corners = self.shapes.iter().flat_map(|Shape { circle, .. }| {
            let reach = Point::new(circle.radius, circle.radius);
            [circle.center - reach, circle.center + reach]
        });
        Bounds::of(&corners.collect::<Vec<Point>>()).map_or(Point::ORIGIN, Bounds::centre)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_turns_towards_its_ties() {
        // 0 lies on the left of its cluster, but its neighbour 2 on the right.
        let graph = Graph::new(3, &[(0, 1), (0, 2)], None);
        let mut picture = Picture::new(&graph);
        picture.add(&[0, 1], OverviewOptions::default());
        picture.add(&[2], OverviewOptions::default());
        assert!(picture.point(0).x < picture.point(1).x);
        picture.shapes[1].circle.center = Point::new(9.0, 0.0);
        picture.turn(0);
        assert!(picture.point(0).x > picture.point(1).x);
        assert!(picture.point(0).distance(Point::new(0.5, 0.0)) < 0.05);
    }

    #[test]
    fn a_star_with_long_ends_stays_compact() {
        let edges = [
            (0, 9),
            (0, 14),
            (2, 12),
            (3, 10),
            (8, 11),
            (12, 0),
            (12, 1),
            (12, 4),
            (12, 5),
            (12, 6),
            (12, 7),
            (12, 11),
            (13, 0),
            (14, 0),
            (15, 0),
            (15, 10),
        ];
        let graph = Graph::new(16, &edges, None);
        let nodes: Vec<usize> = (0..16).collect();
        let mut picture = Picture::new(&graph);
        picture.add(&nodes, OverviewOptions::default());
        // Sixteen nodes a unit apart fill a disc of radius 2.3; the picture is loose, not empty.
        let radius = picture.shapes[0].circle.radius - PADDING_WORLD;
        assert!(radius <= 7.0, "{radius}");
    }

    #[test]
    fn stronger_ties_are_shorter() {
        let graph = Graph::new(5, &[(0, 2), (1, 3), (0, 3), (0, 4)], None);
        let mut picture = Picture::new(&graph);
        for nodes in [&[0, 1][..], &[2, 3], &[4]] {
            picture.add(nodes, OverviewOptions::default());
        }
        let (edges, lengths) = picture.quotient();
        assert_eq!(edges, [(0, 1), (0, 2)]);
        let share = |edge: usize, to: usize| f64::from(lengths[edge]) / picture.touching(0, to);
        assert!(share(0, 1) < share(1, 2) && share(0, 1) >= 1.0 && share(1, 2) <= 2.0);
    }
}
