//! Seeded networks and what the layouts make of them, for tests and benchmarks.
//!
//! Start at [`Network`]; [`digest`] must be the same natively and in WebAssembly.
//! A new layout joins by a name in [`LAYOUTS`] and an arm in [`draw`].

mod networks;

use crate::Point;
use crate::layout::layered::{Ends, layered};
use crate::layout::{OverviewOptions, groups, layers, matrix_order, overview, places};
pub use networks::Network;

/// What [`draw`] can draw.
pub const LAYOUTS: [&str; 6] = ["overview", "groups", "layers", "places", "layered", "matrix"];

/// Sizes whose pictures are compared, by nodes and edges; the last is above the size up to which
/// all pairs are looked at.
const DIGEST_SIZES: [(u32, u32); 4] = [(20, 30), (132, 710), (400, 1_200), (3_600, 9_000)];

/// A number that differs with every bit of every position in `n_seeds` networks of each size.
pub fn digest(seed: u64, n_seeds: u64) -> u64 {
    let mut digest = Digest::default();
    for seed in (seed..).take(usize::try_from(n_seeds).unwrap_or(usize::MAX)) {
        for (n_nodes, n_edges) in DIGEST_SIZES {
            let network = Network::planted(n_nodes, n_edges, seed);
            // Large ones only where large ones are drawn otherwise.
            let n_layouts = if n_nodes > 1_000 { 1 } else { LAYOUTS.len() };
            for name in &LAYOUTS[..n_layouts] {
                digest.add_all(&draw(name, &network, seed).unwrap_or_default());
            }
        }
    }
    digest.0
}

/// Draws a network; rows of a matrix count as heights. `None` for an unknown name.
pub fn draw(name: &str, network: &Network, seed: u64) -> Option<Vec<Point>> {
    let Network { n_nodes, edges, communities } = network;
    let options = OverviewOptions { seed, ..OverviewOptions::default() };
    Some(match name {
        "overview" => overview(*n_nodes, edges, None, options),
        "groups" => groups::groups(*n_nodes, edges, communities, options).points,
        "layers" => {
            let (levels, columns) = (network.residues(4), network.residues(5));
            layers::layers(&levels, &columns, edges).points
        }
        "places" => {
            let homes: Vec<Option<u32>> =
                communities.iter().map(|&town| (town % 7 > 0).then_some(town)).collect();
            places::places(&homes, &network.towns(), edges).points
        }
        "layered" => layered(*n_nodes, edges, Ends::default()).points,
        "matrix" => {
            let rows = matrix_order(*n_nodes, edges, communities);
            rows.into_iter().map(|node| Point::new(0.0, node.into())).collect()
        }
        _ => return None,
    })
}

/// FNV-1a (Fowler, Noll, Vo), a coordinate at a time.
struct Digest(u64);

impl Default for Digest {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Digest {
    fn add_all(&mut self, points: &[Point]) {
        let coordinates = points.iter().flat_map(|point| [point.x, point.y]);
        for byte in coordinates.flat_map(|value| value.to_bits().to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_can_be_drawn_and_nothing_else() {
        let network = Network::planted(40, 100, 3);
        for name in LAYOUTS {
            assert_eq!(draw(name, &network, 1).map(|points| points.len()), Some(40), "{name}");
        }
        assert_eq!(draw("none", &network, 1), None);
    }
}
