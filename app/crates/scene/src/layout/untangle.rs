//! Fewer crossings without leaving one's community: nodes of a community change places.

use super::graph::Graph;
use crate::Point;

/// At most this many pairs of lines are looked at: a second or so.
const MAX_TESTS: u64 = 250_000_000;
/// A node changes places with one of so many, the nearest.
const MAX_CANDIDATES: u64 = 10;
const N_ROUNDS: u64 = 3;
/// Lines may become this much longer: those that are far longer would tear neighbours apart.
const MOST_LONGER: f64 = 1.02;

/// Exchanges nodes of one community as long as lines cross less; `homes[i]` is that of node i.
///
/// Each node is tried against its nearest companions, and the best exchange is made. Large graphs are
/// left as they are.
///
/// # Complexity O(r k m²) time for r rounds and k companions, within a fixed limit; O(m) memory.
pub(super) fn untangle(points: &mut [Point], graph: &Graph, homes: &[usize]) {
    let lines = Lines::of(graph);
    // Each try counts the lines of two nodes against all, before and after: of all nodes, and as
    // many companions, eight times all against all.
    let n_lines = u64::try_from(lines.ends.len()).unwrap_or(u64::MAX);
    let n_tests = n_lines.saturating_mul(n_lines).saturating_mul(8 * N_ROUNDS);
    let n_candidates = (MAX_TESTS / n_tests.max(1)).min(MAX_CANDIDATES);
    let Some(n_candidates) = usize::try_from(n_candidates).ok().filter(|n| *n > 0) else { return };
    for _ in 0..N_ROUNDS {
        let mut has_changed = false;
        for node in 0..points.len() {
            if lines.of_node[node].is_empty() {
                continue;
            }
            let candidates = companions(points, homes, node, n_candidates);
            let best = candidates.into_iter().map(|other| (lines.gain(points, node, other), other));
            // Of equal ones the nearest.
            let best = best.reduce(|best, next| if next.0 > best.0 { next } else { best });
            if let Some((1.., other)) = best {
                points.swap(node, other);
                has_changed = true;
            }
        }
        if !has_changed {
            break;
        }
    }
}

/// The nearest nodes of the same community.
fn companions(points: &[Point], homes: &[usize], node: usize, n: usize) -> Vec<usize> {
    let away = |other: usize| {
        let way = points[other] - points[node];
        way.dot(way)
    };
    let mut others: Vec<usize> =
        (0..points.len()).filter(|other| *other != node && homes[*other] == homes[node]).collect();
    others.sort_by(|a, b| away(*a).total_cmp(&away(*b)).then(a.cmp(b)));
    others.truncate(n);
    others
}

/// The edges, each once.
struct Lines {
    ends: Vec<(usize, usize)>,
    of_node: Vec<Vec<usize>>,
}

impl Lines {
    fn of(graph: &Graph) -> Self {
        let mut lines = Self { ends: Vec::new(), of_node: vec![Vec::new(); graph.n_nodes()] };
        for (from, to) in graph.edges() {
            lines.of_node[from].push(lines.ends.len());
            lines.of_node[to].push(lines.ends.len());
            lines.ends.push((from, to));
        }
        lines
    }

    /// How many crossings fewer there are when two nodes change places; 0 when lines become too
    /// long.
    fn gain(&self, points: &mut [Point], node: usize, other: usize) -> i64 {
        let before = self.around(points, node, other);
        points.swap(node, other);
        let after = self.around(points, node, other);
        points.swap(node, other);
        if after.1 > before.1 * MOST_LONGER { 0 } else { before.0 - after.0 }
    }

    /// Crossings of the lines of two nodes, and the length of these lines.
    fn around(&self, points: &[Point], node: usize, other: usize) -> (i64, f64) {
        let (mut n_crossings, mut length) = (0, 0.0);
        let of_other = self.of_node[other].iter();
        let of_both = self.of_node[node].iter().chain(of_other.filter(|line| {
            let (a, b) = self.ends[**line];
            a != node && b != node
        }));
        for line in of_both {
            let (a, b) = self.ends[*line];
            length += points[a].distance(points[b]);
            n_crossings += self.crossings(points, (a, b));
        }
        (n_crossings, length)
    }

    fn crossings(&self, points: &[Point], (a, b): (usize, usize)) -> i64 {
        let (from, to) = (points[a], points[b]);
        let mut count = 0;
        for &(c, d) in &self.ends {
            let (start, end) = (points[c], points[d]);
            let is_apart = c == a || c == b || d == a || d == b;
            let sides = side(from, to, start) * side(from, to, end) < 0.0
                && side(start, end, from) * side(start, end, to) < 0.0;
            count += i64::from(sides && !is_apart);
        }
        count
    }
}

/// Positive on one side of the line through two points, negative on the other.
fn side(from: Point, to: Point, at: Point) -> f64 {
    (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_that_lie_crosswise_change_places() {
        let graph = Graph::new(4, &[(0, 2), (1, 3)], None);
        let at = Point::new;
        let mut points = [at(0.0, 0.0), at(0.0, 1.0), at(3.0, 1.0), at(3.0, 0.0)];
        untangle(&mut points, &graph, &[0, 0, 1, 1]);
        assert_eq!(Lines::of(&graph).crossings(&points, (0, 2)), 0);
        assert!(points[..2].iter().all(|point| point.x < 1.0));
    }

    #[test]
    fn nobody_leaves_for_another_community_and_nothing_gets_worse() {
        let graph = Graph::new(6, &[(0, 3), (1, 4), (2, 5), (0, 1), (3, 5)], None);
        let at = |n: u32| Point::new(f64::from(n * 7 % 5), f64::from(n * 3 % 4));
        let mut points: Vec<Point> = (0..6).map(at).collect();
        let all = |points: &[Point]| -> i64 {
            let lines = Lines::of(&graph);
            lines.ends.iter().map(|ends| lines.crossings(points, *ends)).sum()
        };
        let before = (points.clone(), all(&points));
        untangle(&mut points, &graph, &[0, 1, 2, 3, 4, 5]);
        assert_eq!(points, before.0);
        untangle(&mut points, &graph, &[0; 6]);
        assert!(all(&points) <= before.1);
        untangle(&mut [], &Graph::new(0, &[], None), &[]);
    }
}
