//! A graph whose nodes stand for groups of nodes of a finer one.

use crate::graph::{Undirected, float};

/// Ties between the nodes of one level. Ties inside a node show only in its strength.
pub(super) struct Level {
    /// By node, where its row in `ties` begins.
    starts: Vec<u32>,
    ties: Vec<Tie>,
    /// By node: weights of its ties, those inside counted at both ends.
    strengths: Vec<f64>,
    /// One over the sum of all strengths.
    per_strength: f64,
}

#[derive(Clone, Copy)]
pub(super) struct Tie {
    pub(super) node: u32,
    pub(super) weight: f64,
}

impl Level {
    pub(super) fn ground(graph: &Undirected) -> Self {
        let mut level = Self {
            starts: vec![0],
            ties: Vec::new(),
            strengths: Vec::with_capacity(graph.n_nodes()),
            per_strength: 0.0,
        };
        for node in graph.nodes() {
            let links = graph.neighbours(node).iter().filter(|link| link.weight > 0);
            level.ties.extend(links.map(|l| Tie { node: l.node, weight: float(l.weight) }));
            let first = level.starts.last().map_or(0, |&start| start as usize);
            level.strengths.push(level.ties[first..].iter().map(|tie| tie.weight).sum());
            level.end_row();
        }
        let total: f64 = level.strengths.iter().sum();
        level.per_strength = if total > 0.0 { 1.0 / total } else { 0.0 };
        level
    }

    fn end_row(&mut self) {
        self.starts.push(u32::try_from(self.ties.len()).unwrap_or(u32::MAX));
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.strengths.len()
    }

    pub(super) fn nodes(&self) -> Vec<u32> {
        (0..).take(self.n_nodes()).collect()
    }

    pub(super) fn ties(&self, node: u32) -> &[Tie] {
        let (start, end) = (self.starts[node as usize], self.starts[node as usize + 1]);
        &self.ties[start as usize..end as usize]
    }

    pub(super) fn strength(&self, node: u32) -> f64 {
        self.strengths[node as usize]
    }

    /// The weight that two groups of these strengths would share by chance.
    pub(super) fn by_chance(&self, strength: f64, other: f64) -> f64 {
        strength * other * self.per_strength
    }

    /// The level on which each part is a node; parts are numbered from 0 without gaps.
    pub(super) fn contracted(&self, part: &[u32]) -> Self {
        let n_parts = part.iter().max().map_or(0, |&part| part as usize + 1);
        let (starts, members) = members(part, n_parts);
        let mut level = Self {
            starts: Vec::with_capacity(n_parts + 1),
            ties: Vec::with_capacity(self.ties.len()),
            strengths: vec![0.0; n_parts],
            per_strength: self.per_strength,
        };
        level.starts.push(0);
        let mut weights = vec![0.0; n_parts];
        let mut touched = Vec::new();
        for own in 0..n_parts {
            for &member in &members[starts[own]..starts[own + 1]] {
                level.strengths[own] += self.strength(member);
                for tie in self.ties(member) {
                    let other = part[tie.node as usize];
                    if weights[other as usize] == 0.0 {
                        touched.push(other);
                    }
                    weights[other as usize] += tie.weight;
                }
            }
            for other in touched.drain(..) {
                let weight = std::mem::take(&mut weights[other as usize]);
                if other as usize != own {
                    level.ties.push(Tie { node: other, weight });
                }
            }
            level.end_row();
        }
        level
    }
}

/// The nodes by part, and where each part begins among them.
fn members(part: &[u32], n_parts: usize) -> (Vec<usize>, Vec<u32>) {
    let mut starts = vec![0; n_parts + 1];
    for &part in part {
        starts[part as usize + 1] += 1;
    }
    for part in 0..n_parts {
        starts[part + 1] += starts[part];
    }
    let mut next = starts.clone();
    let mut members = vec![0; part.len()];
    for (node, &part) in (0..).zip(part) {
        members[next[part as usize]] = node;
        next[part as usize] += 1;
    }
    (starts, members)
}
