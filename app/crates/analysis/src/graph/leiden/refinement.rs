//! Splitting communities into well connected parts.

use super::level::Level;
use crate::graph::Random;
use crate::graph::components::renumbered;

/// The part of each node: within its community, nodes have joined others where that gains, and
/// where both are well tied to the rest of the community. Numbered without gaps.
pub(super) fn refine(level: &Level, community: &[u32], random: &mut Random) -> Vec<u32> {
    let mut refinement = Refinement::new(level, community);
    let mut order = level.nodes();
    random.shuffle(&mut order);
    for node in order {
        refinement.join(node);
    }
    renumbered(refinement.part, level.n_nodes())
}

struct Refinement<'a> {
    level: &'a Level,
    community: &'a [u32],
    /// By community.
    strengths: Vec<f64>,
    /// By node; at first each is its own.
    part: Vec<u32>,
    /// By part.
    part_sizes: Vec<u32>,
    part_strengths: Vec<f64>,
    /// By part: weight of its ties to the rest of the community.
    outward: Vec<f64>,
    /// By part: weight of the ties of the present node. All 0 between two nodes.
    weights: Vec<f64>,
    touched: Vec<u32>,
}

impl<'a> Refinement<'a> {
    fn new(level: &'a Level, community: &'a [u32]) -> Self {
        let part = level.nodes();
        let mut strengths = vec![0.0; level.n_nodes()];
        let mut outward = vec![0.0; level.n_nodes()];
        for &node in &part {
            let own = community[node as usize];
            strengths[own as usize] += level.strength(node);
            let inside = level.ties(node).iter().filter(|tie| community[tie.node as usize] == own);
            outward[node as usize] = inside.map(|tie| tie.weight).sum();
        }
        Self {
            level,
            community,
            strengths,
            part_sizes: vec![1; level.n_nodes()],
            part_strengths: part.iter().map(|&node| level.strength(node)).collect(),
            part,
            outward,
            weights: vec![0.0; level.n_nodes()],
            touched: Vec::new(),
        }
    }

    /// Lets a node that is still alone join the part where it gains most.
    fn join(&mut self, node: u32) {
        let own = self.part[node as usize];
        if self.part_sizes[own as usize] != 1 || !self.is_well_tied(own, node) {
            return;
        }
        for tie in self.level.ties(node) {
            if self.community[tie.node as usize] == self.community[node as usize] {
                let other = self.part[tie.node as usize];
                let weight = &mut self.weights[other as usize];
                if *weight == 0.0 {
                    self.touched.push(other);
                }
                *weight += tie.weight;
            }
        }
        let strength = self.level.strength(node);
        let mut best = None;
        let mut best_gain = 0.0;
        while let Some(part) = self.touched.pop() {
            let weight = std::mem::take(&mut self.weights[part as usize]);
            let chance = self.level.by_chance(strength, self.part_strengths[part as usize]);
            let gain = weight - chance;
            if gain > best_gain && self.is_well_tied(part, node) {
                (best, best_gain) = (Some((part, weight)), gain);
            }
        }
        let Some((part, weight)) = best else { return };
        self.part[node as usize] = part;
        self.part_sizes[own as usize] = 0;
        self.part_sizes[part as usize] += 1;
        self.part_strengths[part as usize] += strength;
        self.outward[part as usize] += self.outward[own as usize] - 2.0 * weight;
    }

    /// Whether a part is tied to the rest of its community, which is that of `node`, at least as
    /// much as chance would tie it.
    fn is_well_tied(&self, part: u32, node: u32) -> bool {
        let strength = self.part_strengths[part as usize];
        let community = self.community[node as usize];
        let rest = self.strengths[community as usize] - strength;
        self.outward[part as usize] >= self.level.by_chance(strength, rest)
    }
}
