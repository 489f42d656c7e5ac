//! GEXF 1.3 (<https://gexf.net>, namespace `http://gexf.net/1.3`), the format of Gephi.
//!
//! Actors are nodes, relations directed edges with id and kind, so that parallel edges stay apart;
//! every other cell is an attribute. Nothing is made up: edges have no weight, for a relation has
//! none, and nodes have a position only when one is handed in.

mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use model::{ActorId, Code, Lang, Network, RelationKind};

use crate::graph::{Attributes, Graph, WHOLE_NUMBERS, key};
use crate::xml::XmlWriter;

pub(crate) use read::read;

/// Writes actors and relations, with the places of actors in a picture where there are some.
pub fn write_gexf(network: &Network, positions: &BTreeMap<ActorId, (f64, f64)>) -> Vec<u8> {
    let graph = Graph::of(network).without_repetitions();
    let mut xml = XmlWriter::new();
    let root: [(&str, &dyn Display); 3] = [
        ("xmlns", &"http://gexf.net/1.3"),
        ("xmlns:viz", &"http://gexf.net/1.3/viz"),
        ("version", &"1.3"),
    ];
    xml.open("gexf", &root);
    xml.open("meta", &[]);
    xml.text("creator", &[], "Netzlotse");
    xml.close();
    xml.open("graph", &[("defaultedgetype", &"directed"), ("mode", &"static")]);
    write_attributes(&mut xml, "node", &graph, graph.nodes.iter().map(|node| &node.attributes));
    write_attributes(&mut xml, "edge", &graph, graph.edges.iter().map(|edge| &edge.attributes));
    xml.open("nodes", &[]);
    for (node, actor) in graph.nodes.iter().zip(sorted_ids(network)) {
        xml.open("node", &[("id", &node.id), ("label", &node.label)]);
        write_values(&mut xml, "node", &graph, &node.attributes);
        let place = positions.get(actor).filter(|(x, y)| x.is_finite() && y.is_finite());
        if let Some((x, y)) = place {
            xml.empty("viz:position", &[("x", x), ("y", y), ("z", &0)]);
        }
        xml.close();
    }
    xml.close();
    xml.open("edges", &[]);
    for edge in &graph.edges {
        let code = edge.attributes.iter().find(|(at, _)| graph.keys()[*at] == key::KIND);
        let code = code.map_or("", |(_, code)| code);
        let label = RelationKind::parse(code).map_or("", |kind| kind.label(Lang::De));
        let said: [(&str, &dyn Display); 5] = [
            ("id", &edge.id),
            ("source", &edge.from),
            ("target", &edge.to),
            ("kind", &code),
            ("label", &label),
        ];
        xml.open("edge", &said);
        write_values(&mut xml, "edge", &graph, &edge.attributes);
        xml.close();
    }
    xml.into_bytes()
}

/// The ids of the actors in the order of the graph.
fn sorted_ids(network: &Network) -> Vec<&ActorId> {
    let mut ids: Vec<&ActorId> = network.actors.iter().map(|actor| &actor.id).collect();
    ids.sort();
    ids
}

/// Whether an attribute has a place of its own in the format.
fn is_said_otherwise(class: &str, name: &str) -> bool {
    class == "edge" && name == key::KIND
}

fn write_attributes<'a>(
    xml: &mut XmlWriter,
    class: &'static str,
    graph: &Graph,
    attributes: impl Iterator<Item = &'a Attributes>,
) {
    let used: BTreeSet<usize> = attributes.flatten().map(|(at, _)| *at).collect();
    xml.open("attributes", &[("class", &class), ("mode", &"static")]);
    for name in used.into_iter().map(|at| &graph.keys()[at]) {
        if !is_said_otherwise(class, name) {
            let kind = if WHOLE_NUMBERS.contains(&name.as_str()) { "long" } else { "string" };
            xml.empty("attribute", &[("id", name), ("title", name), ("type", &kind)]);
        }
    }
    xml.close();
}

fn write_values(xml: &mut XmlWriter, class: &str, graph: &Graph, attributes: &Attributes) {
    xml.open("attvalues", &[]);
    for (at, text) in attributes {
        let name = &graph.keys()[*at];
        if !is_said_otherwise(class, name) {
            xml.empty("attvalue", &[("for", name), ("value", text)]);
        }
    }
    xml.close();
}
