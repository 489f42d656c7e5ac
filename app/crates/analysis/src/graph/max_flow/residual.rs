//! What can still flow, and in which steps.

use crate::graph::Digraph;

/// A graph with the room that a flow leaves.
///
/// Each arc is two halves: `2 * arc` along it, with the room that is left, and `2 * arc + 1`
/// against it, with the flow that can be taken back.
pub(super) struct Residual {
    source: u32,
    target: u32,
    /// By node, where its row in `halves` begins.
    starts: Vec<u32>,
    /// The halves that leave each node.
    halves: Vec<Half>,
    room: Vec<u64>,
    /// By node: steps to the target.
    level: Vec<u32>,
    /// By node: the first half in its row that may still lead on.
    next: Vec<u32>,
    queue: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Half {
    head: u32,
    idx: u32,
}

const UNREACHED: u32 = u32::MAX;

impl Residual {
    pub(super) fn new(graph: &Digraph, source: u32, target: u32) -> Self {
        let mut starts = Vec::with_capacity(graph.n_nodes() + 1);
        let mut halves = Vec::with_capacity(graph.arcs().len() * 2);
        let mut end = 0;
        for node in graph.nodes() {
            starts.push(end);
            let along = graph.outgoing(node).iter().map(|step| (step, 2 * step.arc));
            let against = graph.incoming(node).iter().map(|step| (step, 2 * step.arc + 1));
            for (step, idx) in along.chain(against).filter(|(step, _)| step.node != node) {
                halves.push(Half { head: step.node, idx });
                end += 1;
            }
        }
        starts.push(end);
        Self {
            source,
            target,
            starts,
            halves,
            room: graph.arcs().iter().flat_map(|arc| [arc.weight, 0]).collect(),
            level: vec![UNREACHED; graph.n_nodes()],
            next: vec![0; graph.n_nodes()],
            queue: Vec::with_capacity(graph.n_nodes()),
        }
    }

    fn row(&self, node: u32) -> &[Half] {
        let (start, end) = (self.starts[node as usize], self.starts[node as usize + 1]);
        &self.halves[start as usize..end as usize]
    }

    /// Counts the steps to the target from every node that is no farther than the source; false
    /// if nothing can flow from the source any more.
    pub(super) fn find_levels(&mut self) -> bool {
        self.level.fill(UNREACHED);
        self.next.copy_from_slice(&self.starts[..self.level.len()]);
        self.level[self.target as usize] = 0;
        self.queue.clear();
        self.queue.push(self.target);
        let mut n_done = 0;
        while let Some(&node) = self.queue.get(n_done) {
            n_done += 1;
            let level = self.level[node as usize] + 1;
            if self.level[self.source as usize] <= level {
                // Nodes that are as far as the source lie on none of its shortest ways.
                return true;
            }
            let (start, end) = (self.starts[node as usize], self.starts[node as usize + 1]);
            for half in &self.halves[start as usize..end as usize] {
                let known = &mut self.level[half.head as usize];
                if *known == UNREACHED && self.room[half.idx as usize ^ 1] > 0 {
                    *known = level;
                    self.queue.push(half.head);
                }
            }
        }
        self.level[self.source as usize] != UNREACHED
    }

    /// Fills all shortest ways; gives what was added.
    pub(super) fn block(&mut self) -> u64 {
        let mut added = 0_u64;
        let mut path: Vec<Half> = Vec::new();
        let mut node = self.source;
        loop {
            if node == self.target {
                added = added.saturating_add(self.fill(&mut path));
            } else if let Some(half) = self.onward(node) {
                path.push(half);
            } else if path.pop().is_some() {
                self.level[node as usize] = UNREACHED;
            } else {
                return added;
            }
            node = path.last().map_or(self.source, |half| half.head);
        }
    }

    /// The next half that leads one step nearer to the target and has room.
    fn onward(&mut self, node: u32) -> Option<Half> {
        let nearer = self.level[node as usize].checked_sub(1)?;
        let end = self.starts[node as usize + 1];
        let next = &mut self.next[node as usize];
        while *next < end {
            let half = self.halves[*next as usize];
            if self.level[half.head as usize] == nearer && self.room[half.idx as usize] > 0 {
                return Some(half);
            }
            *next += 1;
        }
        None
    }

    /// Sends as much along a path as it takes, and cuts the path off where it is full.
    fn fill(&mut self, path: &mut Vec<Half>) -> u64 {
        let rooms = path.iter().map(|half| self.room[half.idx as usize]);
        let amount = rooms.min().unwrap_or(0);
        let mut first_full = path.len();
        for (place, half) in path.iter().enumerate().rev() {
            let room = &mut self.room[half.idx as usize];
            *room -= amount;
            if *room == 0 {
                first_full = place;
            }
            self.room[half.idx as usize ^ 1] += amount;
        }
        path.truncate(first_full);
        amount
    }

    pub(super) fn flow(&self) -> Vec<u64> {
        self.room.iter().skip(1).step_by(2).copied().collect()
    }

    pub(super) fn reached_from_source(&self) -> Vec<bool> {
        self.spread(self.source, |half| half.idx as usize)
    }

    pub(super) fn reaching_target(&self) -> Vec<bool> {
        self.spread(self.target, |half| half.idx as usize ^ 1)
    }

    /// The nodes that are connected by halves with room; `which` says which half of an arc counts.
    fn spread(&self, start: u32, which: impl Fn(&Half) -> usize) -> Vec<bool> {
        let mut is_reached = vec![false; self.level.len()];
        is_reached[start as usize] = true;
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for half in self.row(node).iter().filter(|half| self.room[which(half)] > 0) {
                if !is_reached[half.head as usize] {
                    is_reached[half.head as usize] = true;
                    open.push(half.head);
                }
            }
        }
        is_reached
    }
}
