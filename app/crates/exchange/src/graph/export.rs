//! From a network to a graph: actors as nodes, relations as edges, every cell as an attribute.

use std::collections::{HashMap, HashSet};

use model::{Actor, Network, Relation, Row};

use super::{Attributes, Edge, Graph, Node};
use crate::cells::cells;

impl Graph {
    /// The graph of a network, in canonical order; nodes and edges go by the ids of their rows.
    pub(crate) fn of(network: &Network) -> Self {
        let mut graph = Self::default();
        let mut actors: Vec<&Actor> = network.actors.iter().collect();
        actors.sort_by(|a, b| a.id.cmp(&b.id));
        for actor in actors {
            let attributes = graph.attributes(&Row::from(actor.clone()));
            let (id, label) = (actor.id.to_string(), actor.name.clone());
            graph.nodes.push(Node { line: None, id, label, attributes });
        }
        let mut relations: Vec<&Relation> = network.relations.iter().collect();
        relations.sort_by(|a, b| a.id.cmp(&b.id));
        for relation in relations {
            let attributes = graph.attributes(&Row::from(relation.clone()));
            graph.edges.push(Edge {
                line: None,
                id: relation.id.to_string(),
                from: relation.from.to_string(),
                to: relation.to.to_string(),
                is_mutual: false,
                attributes,
            });
        }
        graph
    }

    /// Every cell that is not empty.
    fn attributes(&mut self, row: &Row) -> Attributes {
        let filled = cells(row).into_iter().filter(|cell| !cell.text.is_empty());
        filled.map(|cell| (self.key(cell.column), cell.text)).collect()
    }

    /// Leaves out what nodes and edges say by themselves: their ids and ends, the name that is the
    /// label.
    pub(crate) fn without_repetitions(mut self) -> Self {
        let keys = &self.keys;
        for node in &mut self.nodes {
            node.label = node.label.trim().to_owned();
            node.attributes.retain(|(at, text)| match keys[*at].as_str() {
                "id" => false,
                "name" => *text != node.label,
                _ => true,
            });
        }
        for edge in &mut self.edges {
            edge.attributes.retain(|(at, _)| !matches!(keys[*at].as_str(), "id" | "from" | "to"));
        }
        self
    }

    /// Makes labels that occur several times unique by the id behind them, for formats in which
    /// edges name their ends by label.
    pub(crate) fn with_unique_labels(mut self) -> Self {
        let mut counts: HashMap<String, usize> = HashMap::new();
        for node in &mut self.nodes {
            node.label = node.label.trim().to_owned();
            *counts.entry(node.label.clone()).or_default() += 1;
        }
        let is_repeated = |label: &str| counts.get(label).is_some_and(|n| *n > 1);
        let mut taken: HashSet<String> =
            counts.keys().filter(|label| !is_repeated(label)).cloned().collect();
        for node in self.nodes.iter_mut().filter(|node| is_repeated(&node.label)) {
            // Once more where somebody is called like that.
            while is_repeated(&node.label) || !taken.insert(node.label.clone()) {
                node.label = format!("{} ({})", node.label, node.id);
            }
        }
        self
    }
}
