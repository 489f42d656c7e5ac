//! How strongly each mark is drawn: what is looked at, what belongs to it, and the rest.

use std::collections::VecDeque;

use model::RelationId;
use scene::picture::{EdgeMark, Emphasis};

use super::drawing::{Drawing, Ego, Overlay, Rest, Ties};
use super::marks::{LineRole, Marks};
use crate::api::GraphView;

/// Per node and per line of a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Strengths {
    pub(super) nodes: Vec<Emphasis>,
    pub(super) edges: Vec<Emphasis>,
}

/// What is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gaze {
    /// The actor under the pointer, or else the selected one, with how far one looks around it.
    pub(super) centre: Option<(usize, Ego)>,
    /// The ends of the chosen line, by position.
    pub(super) line: Option<(usize, usize)>,
    /// Positions of relations that stand out, as the one a walk is at.
    pub(super) relations: Vec<usize>,
}

/// How everything is drawn that a drawing shows.
///
/// # Complexity O(n + m) time.
pub(super) fn strengths(
    graph: &GraphView,
    marks: &Marks,
    drawing: &Drawing,
    gaze: &Gaze,
) -> Strengths {
    let shown = |idx: usize| drawing.shows_node(idx);
    let plain = Strengths {
        nodes: (0..graph.nodes.len())
            .map(|idx| if shown(idx) { Emphasis::Plain } else { Emphasis::Hidden })
            .collect(),
        edges: marks.lines.iter().map(|line| folded(line.role)).collect(),
    };
    let looked = look(graph, marks, drawing, gaze, plain);
    let looked = stand_out(looked, graph, marks, &gaze.relations);
    match drawing.filtered {
        Rest::Hidden => looked,
        Rest::Dimmed => unfiltered(looked, marks, drawing),
    }
}

fn look(
    graph: &GraphView,
    marks: &Marks,
    drawing: &Drawing,
    gaze: &Gaze,
    plain: Strengths,
) -> Strengths {
    let shown = |idx: usize| drawing.shows_node(idx);
    match (gaze.centre, gaze.line, &drawing.overlay) {
        (Some((centre, ego)), ..) if shown(centre) => around(marks, &plain, centre, ego),
        (_, Some(line), _) if shown(line.0) && shown(line.1) => {
            between(marks, &plain, line, strength_of(drawing.ego.rest))
        }
        (.., Some(overlay)) => over(graph, marks, &plain, overlay),
        _ if !drawing.chosen.is_empty() => among(marks, &plain, drawing),
        _ => plain,
    }
}

/// Those that are chosen, and what ties them to each other.
fn among(marks: &Marks, plain: &Strengths, drawing: &Drawing) -> Strengths {
    let rest = strength_of(drawing.ego.rest);
    let is_chosen = |idx: usize| drawing.chosen.contains(&idx);
    let nodes = plain.nodes.iter().enumerate().map(|(idx, before)| match before {
        Emphasis::Hidden => Emphasis::Hidden,
        _ if is_chosen(idx) => Emphasis::Near,
        _ => rest,
    });
    let edges = marks.picture.edges.iter().zip(&plain.edges).map(|(edge, before)| match before {
        Emphasis::Hidden => Emphasis::Hidden,
        _ if ends(edge).into_iter().all(is_chosen) => Emphasis::Near,
        _ => rest,
    });
    Strengths { nodes: nodes.collect(), edges: edges.collect() }
}

fn strength_of(rest: Rest) -> Emphasis {
    match rest {
        Rest::Dimmed => Emphasis::Dimmed,
        Rest::Hidden => Emphasis::Hidden,
    }
}

/// What the filters hide is dimmed instead.
fn unfiltered(mut strengths: Strengths, marks: &Marks, drawing: &Drawing) -> Strengths {
    for (idx, strength) in strengths.nodes.iter_mut().enumerate() {
        if !drawing.shows_node(idx) {
            *strength = Emphasis::Dimmed;
        }
    }
    for (edge, strength) in marks.picture.edges.iter().zip(&mut strengths.edges) {
        let is_filtered = ends(edge).into_iter().any(|idx| !drawing.shows_node(idx));
        if is_filtered && *strength != Emphasis::Hidden {
            *strength = Emphasis::Dimmed;
        }
    }
    strengths
}

/// Bundles are drawn folded.
fn folded(role: LineRole) -> Emphasis {
    match role {
        LineRole::Whole | LineRole::Bundle => Emphasis::Plain,
        LineRole::Single => Emphasis::Hidden,
    }
}

/// The surroundings of one actor.
fn around(marks: &Marks, plain: &Strengths, centre: usize, ego: Ego) -> Strengths {
    let distances = distances(marks, plain, centre, ego);
    let rest = strength_of(ego.rest);
    let nodes = plain.nodes.iter().zip(&distances).map(|(before, distance)| match distance {
        _ if *before == Emphasis::Hidden => Emphasis::Hidden,
        Some(0) => Emphasis::Focus,
        Some(_) => Emphasis::Near,
        None => rest,
    });
    let edges = marks.picture.edges.iter().zip(&marks.lines).map(|(edge, line)| {
        let is_at_centre = ends(edge).contains(&centre);
        let belongs = belongs(edge, &distances, ego);
        match line.role {
            // Bundles at the centre are fanned out.
            LineRole::Bundle if belongs && is_at_centre => Emphasis::Hidden,
            LineRole::Single if !(belongs && is_at_centre) => Emphasis::Hidden,
            _ if belongs => Emphasis::Near,
            _ => rest,
        }
    });
    Strengths { nodes: nodes.collect(), edges: edges.collect() }
}

fn ends(edge: &EdgeMark) -> [usize; 2] {
    [edge.from_idx, edge.to_idx].map(|idx| usize::try_from(idx).unwrap_or(usize::MAX))
}

/// Whether a line lies within the surroundings: it leads on from somebody who is not at their edge.
fn belongs(edge: &EdgeMark, distances: &[Option<u8>], ego: Ego) -> bool {
    let [from, to] = ends(edge).map(|idx| distances.get(idx).copied().flatten());
    let (Some(from), Some(to)) = (from, to) else { return false };
    match ego.ties {
        Ties::Outgoing if edge.has_head => from < ego.depth,
        Ties::Incoming if edge.has_head => to < ego.depth,
        Ties::Both | Ties::Outgoing | Ties::Incoming => from.min(to) < ego.depth,
    }
}

/// How many ties each node is away from the centre, as far as one looks.
fn distances(marks: &Marks, plain: &Strengths, centre: usize, ego: Ego) -> Vec<Option<u8>> {
    let mut neighbours = vec![Vec::new(); plain.nodes.len()];
    for (edge, strength) in marks.picture.edges.iter().zip(&plain.edges) {
        let [from, to] = ends(edge);
        let is_hidden = *strength == Emphasis::Hidden
            || [from, to].iter().any(|end| plain.nodes.get(*end) == Some(&Emphasis::Hidden));
        if is_hidden {
            continue;
        }
        if !edge.has_head || ego.ties != Ties::Incoming {
            neighbours[from].push(to);
        }
        if !edge.has_head || ego.ties != Ties::Outgoing {
            neighbours[to].push(from);
        }
    }
    let mut distances = vec![None; plain.nodes.len()];
    let mut queue = VecDeque::from([(centre, 0)]);
    while let Some((node, distance)) = queue.pop_front() {
        if distances.get(node).is_none_or(Option::is_some) {
            continue;
        }
        distances[node] = Some(distance);
        if distance < ego.depth {
            queue.extend(neighbours[node].iter().map(|next| (*next, distance + 1)));
        }
    }
    distances
}

/// A route or a narrow place over the dimmed rest.
fn over(graph: &GraphView, marks: &Marks, plain: &Strengths, overlay: &Overlay) -> Strengths {
    let nodes = plain.nodes.iter().enumerate().map(|(idx, before)| match before {
        Emphasis::Hidden => Emphasis::Hidden,
        _ if overlay.marks(idx) => Emphasis::Near,
        _ => Emphasis::Dimmed,
    });
    let is_marked = |relations: &[usize]| {
        let id = |idx: &usize| graph.edges.get(*idx).map(|edge| &edge.id);
        relations.iter().filter_map(id).any(|id: &RelationId| overlay.marks_relation(id))
    };
    let edges = marks.lines.iter().map(|line| match folded(line.role) {
        Emphasis::Hidden => Emphasis::Hidden,
        _ if is_marked(&line.relations) => Emphasis::Focus,
        _ => Emphasis::Dimmed,
    });
    Strengths { nodes: nodes.collect(), edges: edges.collect() }
}

/// Two actors and what ties them, each relation by itself: the chosen direction first.
fn between(marks: &Marks, plain: &Strengths, line: (usize, usize), rest: Emphasis) -> Strengths {
    let (from, to) = line;
    let nodes = plain.nodes.iter().enumerate().map(|(idx, before)| match before {
        Emphasis::Hidden => Emphasis::Hidden,
        _ if idx == from || idx == to => Emphasis::Focus,
        _ => rest,
    });
    let edges = marks.picture.edges.iter().zip(&marks.lines).map(|(edge, meaning)| {
        let strength = match ends(edge) {
            ends if ends == [from, to] => Some(Emphasis::Focus),
            ends if ends == [to, from] && edge.has_head => Some(Emphasis::Near),
            ends if ends == [to, from] => Some(Emphasis::Focus),
            _ => None,
        };
        match (strength, meaning.role) {
            // They are fanned out.
            (Some(_), LineRole::Bundle) | (None, LineRole::Single) => Emphasis::Hidden,
            (Some(strength), LineRole::Whole | LineRole::Single) => strength,
            (None, LineRole::Whole | LineRole::Bundle) => rest,
        }
    });
    Strengths { nodes: nodes.collect(), edges: edges.collect() }
}

/// Lines that stand out with both ends, whatever the rest says; others near them step back.
fn stand_out(
    mut strengths: Strengths,
    graph: &GraphView,
    marks: &Marks,
    relations: &[usize],
) -> Strengths {
    if relations.is_empty() {
        return strengths;
    }
    for edge in relations.iter().filter_map(|idx| graph.edges.get(*idx)) {
        for end in [edge.from_idx, edge.to_idx] {
            if let Some(strength) = strengths.nodes.get_mut(usize::from(end))
                && *strength != Emphasis::Hidden
            {
                *strength = Emphasis::Focus;
            }
        }
    }
    for (line, strength) in marks.lines.iter().zip(&mut strengths.edges) {
        let is_one = line.relations.iter().any(|relation| relations.contains(relation));
        if is_one && *strength != Emphasis::Hidden {
            *strength = Emphasis::Focus;
        } else if *strength == Emphasis::Near {
            *strength = Emphasis::Plain;
        }
    }
    strengths
}
