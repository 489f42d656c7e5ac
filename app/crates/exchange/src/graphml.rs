//! GraphML (<http://graphml.graphdrawing.org>): written for any program, read from yEd, Gephi,
//! networkx and visone as well.
//!
//! Actors are nodes, relations directed edges, each column a key. Programs put labels in different
//! places: in an attribute `label` or `name`, in the drawing of yEd and visone, or nowhere but in
//! the id. Groups and nested graphs are read as if they were flat.
//! Not here: hyperedges and ports, which are named in a note.

mod read;

use std::collections::BTreeSet;
use std::fmt::Display;

use model::Network;

use crate::graph::{Attributes, Graph, WHOLE_NUMBERS};
use crate::xml::XmlWriter;

pub(crate) use read::read;

/// The key of the label; no table of ours that becomes a graph has a column of this name.
const LABEL: &str = "label";

/// Writes actors and relations.
pub fn write_graphml(network: &Network) -> Vec<u8> {
    let graph = Graph::of(network).without_repetitions();
    let mut xml = XmlWriter::new();
    xml.open("graphml", &[("xmlns", &"http://graphml.graphdrawing.org/xmlns")]);
    write_key(&mut xml, "node", LABEL);
    for at in used(graph.nodes.iter().map(|node| &node.attributes)) {
        write_key(&mut xml, "node", &graph.keys()[at]);
    }
    for at in used(graph.edges.iter().map(|edge| &edge.attributes)) {
        write_key(&mut xml, "edge", &graph.keys()[at]);
    }
    xml.open("graph", &[("id", &network.id), ("edgedefault", &"directed")]);
    for node in &graph.nodes {
        xml.open("node", &[("id", &node.id)]);
        xml.text("data", &[("key", &key_id("node", LABEL))], &node.label);
        write_data(&mut xml, "node", &graph, &node.attributes);
        xml.close();
    }
    for edge in &graph.edges {
        let ends: [(&str, &dyn Display); 3] =
            [("id", &edge.id), ("source", &edge.from), ("target", &edge.to)];
        xml.open("edge", &ends);
        write_data(&mut xml, "edge", &graph, &edge.attributes);
        xml.close();
    }
    xml.into_bytes()
}

/// The keys that occur, by their numbers.
fn used<'a>(attributes: impl Iterator<Item = &'a Attributes>) -> BTreeSet<usize> {
    attributes.flatten().map(|(at, _)| *at).collect()
}

/// A key of nodes may have the name of a key of edges.
fn key_id(domain: &str, name: &str) -> String {
    format!("{domain}.{name}")
}

fn write_key(xml: &mut XmlWriter, domain: &'static str, name: &str) {
    let kind = if WHOLE_NUMBERS.contains(&name) { "long" } else { "string" };
    let attributes: [(&str, &dyn Display); 4] = [
        ("id", &key_id(domain, name)),
        ("for", &domain),
        ("attr.name", &name),
        ("attr.type", &kind),
    ];
    xml.empty("key", &attributes);
}

fn write_data(xml: &mut XmlWriter, domain: &str, graph: &Graph, attributes: &Attributes) {
    for (at, text) in attributes {
        xml.text("data", &[("key", &key_id(domain, &graph.keys()[*at]))], text);
    }
}
