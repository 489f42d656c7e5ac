//! Pictures of large graphs: first of a small one that is like it, then finer and finer.

mod coarse;
mod tree;

use super::graph::Graph;
use crate::Point;
use crate::geometry::as_f64;
use crate::rng::Pcg32;
use coarse::Level;
use tree::Tree;

/// Coarse enough for a start at random.
const FEW_NODES: usize = 300;
/// A level that keeps more than this share of the nodes is the last one.
const LEAST_GAIN: f64 = 0.95;
const MAX_LEVELS: usize = 40;
/// Steps on a level: many on the coarsest, few on the finest.
const MOST_STEPS: usize = 200;
const LEAST_STEPS: usize = 8;
/// Nodes times steps on a level.
const STEPS_TIMES_NODES: usize = 200_000;
/// Share of the way that a node goes in a step: with the whole way neighbours swap sides.
const DAMPING: f64 = 0.6;
/// Square of the distance below which the force does not grow, times the number of nodes.
const SOFTENING: f64 = 0.01;
/// Longest step, as a share of the radius of the picture.
const LONGEST_STEP: f64 = 0.1;

/// Positions for a connected graph, in no particular unit.
///
/// Every node is drawn to the mean of its neighbours and driven away from all edge ends by 1 over
/// their distance, which balances where communities lie apart and hubs in their midst (the
/// edge-repulsion of Noack 2009, with linear attraction as in `ForceAtlas2`: Jacomy et al. 2014).
/// With masses that are sums of degrees this is the same balance on all levels.
///
/// Method: nodes are joined with the neighbours they are tied to most until few are left, those
/// drawn from random places, then levels are taken apart again, each with fewer steps.
///
/// # Complexity O((n log n + m) s) time for s steps, O(n + m) memory.
pub(super) fn draw(graph: &Graph, rng: &mut Pcg32) -> Vec<Point> {
    let mut levels = vec![Level::of(graph)];
    let mut homes = Vec::new();
    while let Some(finest) = levels.last().filter(|level| level.n_nodes() > FEW_NODES) {
        let (coarser, home) = finest.coarser(rng);
        if as_f64(coarser.n_nodes()) > LEAST_GAIN * as_f64(finest.n_nodes())
            || levels.len() >= MAX_LEVELS
        {
            break;
        }
        levels.push(coarser);
        homes.push(home);
    }
    let mut points: Vec<Point> = Vec::new();
    while let Some(level) = levels.pop() {
        points = if points.is_empty() {
            (0..level.n_nodes()).map(|_| Point::new(rng.signed_unit(), rng.signed_unit())).collect()
        } else {
            finer(&points, &homes.pop().unwrap_or_default(), rng)
        };
        let n_steps = STEPS_TIMES_NODES / level.n_nodes().max(1);
        let n_steps = n_steps.clamp(LEAST_STEPS, MOST_STEPS);
        for step in 0..n_steps {
            let left = 1.0 - as_f64(step) / as_f64(n_steps);
            relax(&mut points, &level, LONGEST_STEP * left);
        }
    }
    points
}

/// Sets nodes around the place of the one they were joined to.
fn finer(points: &[Point], home: &[u32], rng: &mut Pcg32) -> Vec<Point> {
    let spacing = 1.0 / as_f64(home.len()).sqrt();
    home.iter()
        .map(|&home| {
            let offset = Point::new(rng.signed_unit(), rng.signed_unit());
            points[home as usize] + offset * spacing
        })
        .collect()
}

/// Moves every node towards where its forces balance, no farther than `longest`.
fn relax(points: &mut [Point], level: &Level, longest: f64) {
    let n_nodes = as_f64(points.len());
    let total: f64 = level.masses.iter().sum();
    let repulsion = Tree::new(points, &level.masses).forces(SOFTENING / n_nodes);
    let target = |node: usize| {
        let own = points[node] * level.inner[node];
        let sum = level
            .ties(node)
            .iter()
            .fold(own, |sum, &(other, weight)| sum + points[other as usize] * weight);
        let mass = level.masses[node];
        let middle = if mass > 0.0 { sum * (1.0 / mass) } else { points[node] };
        middle + repulsion[node] * (1.0 / total.max(1.0))
    };
    let targets: Vec<Point> = (0..points.len()).map(target).collect();
    let mut middle = Point::ORIGIN;
    for (point, target) in points.iter_mut().zip(targets) {
        let way = (target - *point) * DAMPING;
        let length = way.length();
        *point = *point + if length > longest { way * (longest / length) } else { way };
        middle = middle + *point * (1.0 / n_nodes);
    }
    for point in points {
        *point = *point - middle;
    }
}
