//! Two columns of nodes: who gives on the left, who takes on the right.

use super::{LAYER_GAP_WORLD, Layered};
use crate::Point;
use crate::geometry::as_f64;

/// Rounds of exchanging neighbours; usually two or three are enough.
const MAX_ROUNDS: usize = 50;

/// A picture of two layers in which little crosses.
///
/// Nodes `0..n_left` stand on the left, the `n_right` others on the right. Edges run from the left
/// to the right; others have no effect. `volumes` belong to the edges one by one; missing ones, and
/// those that are not finite or not above 0, have no effect.
///
/// Convention of the result: as [`super::layered()`], made for [`super::sankey()`]; crossings are
/// counted by edge. Nodes keep the order in which they are given as far as it makes no more cross.
///
/// Method: neighbours are exchanged as long as less volume crosses; a crossing weighs as the product
/// of its two volumes.
///
/// # Complexity O(r n m²) time for r rounds, O(n + m) memory.
/// # Example
/// ```
/// use scene::layout::layered::columns;
///
/// // Drawn as given, the two would cross.
/// let picture = columns(2, 2, &[(0, 3), (1, 2)], &[5.0, 1.0]);
/// assert_eq!(picture.n_crossings, 0);
/// ```
pub fn columns(n_left: usize, n_right: usize, edges: &[(u32, u32)], volumes: &[f64]) -> Layered {
    let n_nodes = n_left + n_right;
    let usable = |(&(from, to), &volume): (&(u32, u32), &f64)| {
        let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
        let is_across = from < n_left && (n_left..n_nodes).contains(&to);
        let is_volume = volume > 0.0 && volume.is_finite();
        (is_across && is_volume).then_some(Across { from, to, volume })
    };
    let across: Vec<Across> = edges.iter().zip(volumes).filter_map(usable).collect();
    let mut orders = [(0..n_left).collect::<Vec<usize>>(), (n_left..n_nodes).collect()];
    let mut place: Vec<usize> = (0..n_left).chain(0..n_right).collect();
    for _ in 0..MAX_ROUNDS {
        let has_gained = orders
            .iter_mut()
            .map(|order| exchange(order, &mut place, &across))
            .fold(false, |any, gained| any | gained);
        if !has_gained {
            break;
        }
    }
    let point = |node: usize| {
        let (column, n) = if node < n_left { (0.0, n_left) } else { (1.0, n_right) };
        let y = as_f64(place[node]) - (as_f64(n) - 1.0) / 2.0;
        Point::new((column - 0.5) * LAYER_GAP_WORLD, y)
    };
    Layered {
        points: (0..n_nodes).map(point).collect(),
        layers: (0..n_nodes).map(|node| u32::from(node >= n_left)).collect(),
        bends: vec![Vec::new(); edges.len()],
        is_backward: vec![false; edges.len()],
        n_crossings: n_crossings(&across, &place),
    }
}

#[derive(Clone, Copy)]
struct Across {
    from: usize,
    to: usize,
    volume: f64,
}

/// Exchanges neighbours of a column once all over; returns whether anything was gained.
fn exchange(order: &mut [usize], place: &mut [usize], across: &[Across]) -> bool {
    let mut has_gained = false;
    for row in 1..order.len() {
        let (above, below) = (order[row - 1], order[row]);
        let (now, then) =
            (crossing(above, below, place, across), crossing(below, above, place, across));
        if then < now {
            order.swap(row - 1, row);
            place.swap(above, below);
            has_gained = true;
        }
    }
    has_gained
}

/// What crosses between the edges of two nodes of a column, the first above the second.
fn crossing(above: usize, below: usize, place: &[usize], across: &[Across]) -> f64 {
    let ends = |node: usize| {
        across.iter().filter_map(move |edge| match edge {
            edge if edge.from == node => Some((edge.to, edge.volume)),
            edge if edge.to == node => Some((edge.from, edge.volume)),
            _ => None,
        })
    };
    let weight = |(a, volume): (usize, f64)| -> f64 {
        let crossed = ends(below).filter(|(b, _)| place[a] > place[*b]);
        crossed.map(|(_, other)| other * volume).sum()
    };
    ends(above).map(weight).sum()
}

fn n_crossings(across: &[Across], place: &[usize]) -> u64 {
    let crosses =
        |a: &Across, b: &Across| place[a.from] < place[b.from] && place[a.to] > place[b.to];
    let of_edge = |a: &Across| across.iter().filter(|b| crosses(a, b)).count();
    across.iter().map(|a| u64::try_from(of_edge(a)).unwrap_or(u64::MAX)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::layered::sankey;

    #[test]
    fn what_is_wide_is_untangled_first() {
        // 0 gives to both, 1 to both: one crossing must stay, and it is the thin one.
        let edges = [(0, 2), (0, 3), (1, 2), (1, 3)];
        let picture = columns(2, 2, &edges, &[1.0, 9.0, 9.0, 1.0]);
        assert_eq!(picture.n_crossings, 1);
        let is_above = |a: usize, b: usize| picture.points[a].y < picture.points[b].y;
        assert_eq!(is_above(0, 1), is_above(3, 2));
    }

    #[test]
    fn order_is_kept_where_nothing_is_gained() {
        let picture = columns(3, 2, &[(0, 3), (2, 4)], &[1.0, 1.0]);
        let left: Vec<f64> = picture.points[..3].iter().map(|point| point.y).collect();
        assert_eq!(left, [-1.0, 0.0, 1.0]);
        assert_eq!(picture.layers, [0, 0, 0, 1, 1]);
    }

    #[test]
    fn wrong_edges_have_no_effect_and_nothing_panics() {
        let edges = [(0, 1), (5, 9), (2, 0), (0, 2)];
        let picture = columns(2, 1, &edges, &[1.0, f64::NAN, -1.0]);
        assert_eq!(picture.bends.len(), 4);
        let drawn = sankey(&picture, &edges, &[0.0, 0.0, 0.0, 2.0], 4.0);
        assert_eq!(drawn.ribbons.iter().flatten().count(), 1);
        assert!(columns(0, 0, &[], &[]).points.is_empty());
    }
}
