//! Articulation points: nodes whose removal splits their connected component.

/// Whether each node is an articulation point.
///
/// Method: depth-first search with low-links (Hopcroft and Tarjan 1973), with an explicit stack.
/// Names follow the paper: `disc` discovery time, `low` low-link.
///
/// # Input      adjacency of an undirected simple graph, each edge at both of its ends.
/// # Complexity O(n + m) time, O(n) memory.
pub(crate) fn articulation_points(neighbours: &[Vec<usize>]) -> Vec<bool> {
    let mut search = Search {
        neighbours,
        disc: vec![None; neighbours.len()],
        low: vec![0; neighbours.len()],
        is_articulation: vec![false; neighbours.len()],
        clock: 0,
    };
    for root in 0..neighbours.len() {
        if search.disc[root].is_none() {
            search.explore(root);
        }
    }
    search.is_articulation
}

struct Search<'a> {
    neighbours: &'a [Vec<usize>],
    disc: Vec<Option<usize>>,
    low: Vec<usize>,
    is_articulation: Vec<bool>,
    clock: usize,
}

/// A node on the path from the root, and which of its neighbours comes next.
struct Frame {
    node: usize,
    next: usize,
}

impl Search<'_> {
    fn explore(&mut self, root: usize) {
        let mut n_root_children = 0;
        let mut path = vec![self.discover(root)];
        while let Some(frame) = path.last_mut() {
            let node = frame.node;
            let Some(&other) = self.neighbours[node].get(frame.next) else {
                path.pop();
                if let Some(parent) = path.last() {
                    self.retreat(parent.node, node, root);
                }
                continue;
            };
            frame.next += 1;
            if let Some(disc) = self.disc[other] {
                // Taken for the tree edge back to the parent as well. There it changes nothing:
                // `retreat` asks whether low >= disc of the parent, and equal still says yes.
                self.low[node] = self.low[node].min(disc);
            } else {
                n_root_children += usize::from(node == root);
                let child = self.discover(other);
                path.push(child);
            }
        }
        self.is_articulation[root] = n_root_children > 1;
    }

    fn discover(&mut self, node: usize) -> Frame {
        self.disc[node] = Some(self.clock);
        self.low[node] = self.clock;
        self.clock += 1;
        Frame { node, next: 0 }
    }

    fn retreat(&mut self, parent: usize, child: usize, root: usize) {
        self.low[parent] = self.low[parent].min(self.low[child]);
        let cuts_off_child = self.disc[parent].is_some_and(|disc| self.low[child] >= disc);
        if parent != root && cuts_off_child {
            self.is_articulation[parent] = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(n_nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
        let mut neighbours = vec![Vec::new(); n_nodes];
        for &(a, b) in edges {
            neighbours[a].push(b);
            neighbours[b].push(a);
        }
        let found = articulation_points(&neighbours);
        (0..n_nodes).filter(|&node| found[node]).collect()
    }

    #[test]
    fn inner_nodes_of_a_path_are_articulation_points() {
        assert_eq!(points(4, &[(0, 1), (1, 2), (2, 3)]), [1, 2]);
    }

    #[test]
    fn a_ring_has_none() {
        assert_eq!(points(4, &[(0, 1), (1, 2), (2, 3), (3, 0)]), []);
    }

    #[test]
    fn two_triangles_hang_on_their_common_node() {
        assert_eq!(points(5, &[(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2)]), [2]);
    }

    #[test]
    fn empty_and_isolated_have_none() {
        assert_eq!(points(0, &[]), []);
        assert_eq!(points(3, &[]), []);
    }

    #[test]
    fn a_long_path_needs_no_deep_stack() {
        let edges: Vec<_> = (1..200_000).map(|node| (node - 1, node)).collect();
        assert_eq!(points(200_000, &edges).len(), 199_998);
    }
}
