//! Random networks from a seed, and what is measured on every picture.

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
