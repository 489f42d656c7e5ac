//! Random networks from a seed, and what is measured on every picture.

use std::collections::BTreeSet;

use scene::Point;
use scene::layout::MIN_DISTANCE_WORLD;

pub(crate) type Edges = Vec<(u32, u32)>;

/// Numbers from a seed (xorshift, Marsaglia 2003).
pub(crate) struct Seeded(u32);

impl Seeded {
    pub(crate) fn new(seed: u32) -> Self {
        // Small seeds begin alike: the multiplier sets them apart.
        Self(seed.wrapping_mul(0x9E37_79B9) | 1)
    }

    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % bound.max(1)
    }
}

/// A network like a Kreis: a few hubs, many small actors, some edges across, some left alone.
pub(crate) fn kreis(n_nodes: u32, n_edges: u32, random: &mut Seeded) -> Edges {
    (0..n_edges)
        .map(|edge| {
            let from = if edge < n_nodes * 9 / 10 { edge } else { random.below(n_nodes) };
            let n_hubs = 12.min(n_nodes);
            let to =
                if random.below(3) == 0 { random.below(n_nodes) } else { random.below(n_hubs) };
            (from, to)
        })
        .collect()
}

pub(crate) fn closest(points: &[Point]) -> f64 {
    let after = |idx: usize| points[idx + 1..].iter();
    let pairs = points.iter().enumerate();
    pairs.flat_map(|(idx, a)| after(idx).map(|b| a.distance(*b))).fold(f64::INFINITY, f64::min)
}

/// Every node has a place of its own.
pub(crate) fn assert_sound(points: &[Point], n_nodes: usize) {
    assert_eq!(points.len(), n_nodes);
    assert!(points.iter().all(|point| point.is_finite()));
    assert!(closest(points) >= MIN_DISTANCE_WORLD - 1e-9, "closest {}", closest(points));
}

/// Each tie once, without direction.
pub(crate) fn ties(edges: &[(u32, u32)]) -> Edges {
    let ties: BTreeSet<(u32, u32)> = edges.iter().map(|&(a, b)| (a.min(b), a.max(b))).collect();
    ties.into_iter().filter(|(a, b)| a != b).collect()
}

pub(crate) fn edge_length(points: &[Point], edges: &[(u32, u32)]) -> f64 {
    ties(edges).iter().map(|&(a, b)| points[a as usize].distance(points[b as usize])).sum()
}

/// How often straight ties without a common end cross.
pub(crate) fn crossings(points: &[Point], edges: &[(u32, u32)]) -> usize {
    let ends = |edge: &(u32, u32)| (points[edge.0 as usize], points[edge.1 as usize]);
    let side = |a: Point, b: Point, c: Point| (b - a).dot((c - a).perpendicular());
    let cross = |one: &(u32, u32), other: &(u32, u32)| {
        let ((a, b), (c, d)) = (ends(one), ends(other));
        let has_common_end = [other.0, other.1].iter().any(|end| [one.0, one.1].contains(end));
        !has_common_end
            && side(a, b, c) * side(a, b, d) < 0.0
            && side(c, d, a) * side(c, d, b) < 0.0
    };
    let ties = ties(edges);
    let after = |idx: usize| ties[idx + 1..].iter();
    let pairs = ties.iter().enumerate();
    pairs.map(|(idx, one)| after(idx).filter(|other| cross(one, other)).count()).sum()
}
