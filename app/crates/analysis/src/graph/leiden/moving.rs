//! Moving nodes to better communities, until none is better.

use std::collections::VecDeque;

use super::level::Level;
use crate::graph::Random;

/// How often a node may be looked at, on average. Every move gains, so it ends anyway; but with
/// rounding nobody has proved it.
const MOST_LOOKS_PER_NODE: usize = 100;

/// Moves each node to the community where it gains most, and looks again at the neighbours of
/// those that moved; whether any did. Community numbers stay below the number of nodes.
pub(super) fn move_nodes(level: &Level, community: &mut [u32], random: &mut Random) -> bool {
    let mut order = level.nodes();
    random.shuffle(&mut order);
    let mut state = Moving::new(level, community);
    let mut queue = VecDeque::from(order);
    let mut is_queued = vec![true; level.n_nodes()];
    let mut n_looks = level.n_nodes().saturating_mul(MOST_LOOKS_PER_NODE);
    let mut has_moved = false;
    while let Some(node) = queue.pop_front().filter(|_| n_looks > 0) {
        n_looks -= 1;
        is_queued[node as usize] = false;
        let Some(chosen) = state.move_node(node, community) else { continue };
        has_moved = true;
        for tie in level.ties(node) {
            let is_queued = &mut is_queued[tie.node as usize];
            if !*is_queued && community[tie.node as usize] != chosen {
                *is_queued = true;
                queue.push_back(tie.node);
            }
        }
    }
    has_moved
}

struct Moving<'a> {
    level: &'a Level,
    /// By community.
    strengths: Vec<f64>,
    sizes: Vec<u32>,
    /// Communities that may be empty.
    empty: Vec<u32>,
    /// By community: weight of the ties of the present node. All 0 between two nodes.
    weights: Vec<f64>,
    touched: Vec<u32>,
}

impl<'a> Moving<'a> {
    fn new(level: &'a Level, community: &[u32]) -> Self {
        let n_nodes = level.n_nodes();
        let mut strengths = vec![0.0; n_nodes];
        let mut sizes = vec![0; n_nodes];
        for (node, &community) in (0..).zip(community) {
            strengths[community as usize] += level.strength(node);
            sizes[community as usize] += 1;
        }
        let numbers = level.nodes().into_iter();
        let empty = numbers.filter(|&number| sizes[number as usize] == 0).collect();
        Self { level, strengths, sizes, empty, weights: vec![0.0; n_nodes], touched: Vec::new() }
    }

    /// Moves a node to its best community; gives that, unless the node is there already.
    fn move_node(&mut self, node: u32, community: &mut [u32]) -> Option<u32> {
        let own = community[node as usize];
        for tie in self.level.ties(node) {
            let other = community[tie.node as usize];
            let weight = &mut self.weights[other as usize];
            if *weight == 0.0 {
                self.touched.push(other);
            }
            *weight += tie.weight;
        }
        let strength = self.level.strength(node);
        self.strengths[own as usize] -= strength;
        let best = self.best(own, strength);
        self.strengths[best as usize] += strength;
        if best == own {
            return None;
        }
        self.sizes[own as usize] -= 1;
        self.sizes[best as usize] += 1;
        if self.sizes[own as usize] == 0 {
            // What is left is rounding.
            self.strengths[own as usize] = 0.0;
            self.empty.push(own);
        }
        community[node as usize] = best;
        Some(best)
    }

    /// The community with the largest gain for a node that belongs to none at the moment; its
    /// `own` one if none is better. Takes the weights back to 0.
    fn best(&mut self, own: u32, strength: f64) -> u32 {
        let gain = |community: u32, weight: f64| {
            weight - self.level.by_chance(strength, self.strengths[community as usize])
        };
        let (mut best, mut best_gain) = (own, gain(own, self.weights[own as usize]));
        for community in self.touched.drain(..) {
            let gain = gain(community, std::mem::take(&mut self.weights[community as usize]));
            if gain > best_gain {
                (best, best_gain) = (community, gain);
            }
        }
        if best_gain >= 0.0 || self.sizes[own as usize] == 1 {
            return best;
        }
        self.take_empty().unwrap_or(best)
    }

    fn take_empty(&mut self) -> Option<u32> {
        while let Some(community) = self.empty.pop() {
            if self.sizes[community as usize] == 0 {
                return Some(community);
            }
        }
        None
    }
}
