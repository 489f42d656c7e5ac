//! The picture and its twin show the same.

use std::collections::{BTreeMap, BTreeSet};

use model::{ActorKind, Layer, Level, RelationKind, RelationStatus, Sector};
use scene::Point;
use scene::picture::Emphasis;

use super::drawing::{Drawing, Ego, Rest, Ties};
use super::emphasis::{Gaze, strengths};
use super::marks::{LineRole, Marks, line_ends};
use super::walk::{Walk, start, steps};
use crate::api::{EdgeView, GraphView, NodeView, WaitBand};
use crate::text::DE;

/// Numbers that look like chance and are the same every time (Knuth's MMIX generator).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }
}

fn small(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap())
}

fn node(idx: usize, numbers: &mut Numbers) -> NodeView {
    NodeView {
        name: format!("Akteur {idx}"),
        kind: numbers.pick(ActorKind::ALL),
        sector: numbers.pick(Sector::ALL),
        level: numbers.pick(Level::ALL),
        x: small(idx),
        y: small(numbers.below(20)),
        n_incoming: 1,
        n_outgoing: 1,
        is_example: true,
        ..NodeView::plain(&format!("a{idx}"))
    }
}

fn edge(idx: usize, n_nodes: usize, numbers: &mut Numbers) -> EdgeView {
    let mut end = || u16::try_from(numbers.below(n_nodes)).unwrap();
    let (from_idx, to_idx) = (end(), end());
    EdgeView {
        id: format!("r{idx}").parse().unwrap(),
        kind: numbers.pick(RelationKind::ALL),
        from_idx,
        to_idx,
        status: numbers.pick(RelationStatus::ALL),
        volume: (numbers.below(3) > 0).then(|| small(numbers.below(90))),
        wait_days: (numbers.below(3) > 0).then(|| u32::try_from(numbers.below(200)).unwrap()),
        years_unconfirmed: u8::try_from(numbers.below(4)).unwrap(),
    }
}

fn network(seed: u64) -> (GraphView, Drawing) {
    let mut numbers = Numbers(seed);
    let (n_nodes, n_edges) = (1 + numbers.below(12), numbers.below(40));
    let graph = GraphView {
        nodes: (0..n_nodes).map(|idx| node(idx, &mut numbers)).collect(),
        edges: (0..n_edges).map(|idx| edge(idx, n_nodes, &mut numbers)).collect(),
        ..GraphView::plain()
    };
    let drawing = Drawing {
        visible: (0..n_nodes).map(|_| numbers.below(5) > 0).collect(),
        layers: Layer::ALL.iter().copied().filter(|_| numbers.below(2) > 0).collect(),
        waits: WaitBand::ALL.into_iter().filter(|_| numbers.below(3) > 0).collect(),
        least_volume: (numbers.below(3) == 0).then_some(2.0),
        ..Drawing::whole(&graph)
    };
    (graph, drawing)
}

/// The relations that the lines stand for which are not hidden, nor end at somebody hidden.
fn drawn(graph: &GraphView, drawing: &Drawing, gaze: &Gaze, least: Emphasis) -> BTreeSet<usize> {
    let marks = Marks::of(graph, drawing, &DE);
    let strengths = strengths(graph, &marks, drawing, gaze);
    let is_shown = |idx: u32| strengths.nodes[usize::try_from(idx).unwrap()] != Emphasis::Hidden;
    let lines = marks.picture.edges.iter().zip(&marks.lines).zip(&strengths.edges);
    lines
        .filter(|((edge, _), strength)| {
            **strength >= least && is_shown(edge.from_idx) && is_shown(edge.to_idx)
        })
        .flat_map(|((_, line), _)| line.relations.clone())
        .collect()
}

#[test]
fn the_walk_reaches_exactly_what_the_picture_shows() {
    for seed in 0..500 {
        let (graph, drawing) = network(seed);
        let shown = (0..graph.nodes.len()).filter(|idx| drawing.shows_node(*idx));
        let walked: BTreeSet<usize> =
            shown.flat_map(|at| steps(&graph, &drawing, at)).map(|step| step.relation).collect();
        let drawn = drawn(&graph, &drawing, &Gaze::default(), Emphasis::Dimmed);
        assert_eq!(walked, drawn, "seed {seed}");
    }
}

#[test]
fn the_surroundings_are_where_the_first_steps_lead() {
    for seed in 0..500 {
        let (graph, drawing) = network(seed);
        let Some(centre) = start(&graph, &drawing) else { continue };
        for ties in Ties::ALL {
            let gaze = Gaze {
                centre: Some((centre, Ego { ties, ..Ego::default() })),
                line: None,
                relations: Vec::new(),
            };
            let from_here: BTreeSet<usize> = steps(&graph, &drawing, centre)
                .into_iter()
                .filter(|step| {
                    let edge = &graph.edges[step.relation];
                    let is_loop = edge.from_idx == edge.to_idx;
                    match ties {
                        _ if !edge.kind.is_directed() || is_loop => true,
                        Ties::Both => true,
                        Ties::Outgoing => step.is_outgoing,
                        Ties::Incoming => !step.is_outgoing,
                    }
                })
                .map(|step| step.relation)
                .collect();
            let near = drawn(&graph, &drawing, &gaze, Emphasis::Near);
            assert_eq!(near, from_here, "seed {seed}, {ties:?}");
        }
    }
}

#[test]
fn the_relation_of_a_walk_stands_out_with_both_its_ends() {
    for seed in 0..200 {
        let (graph, drawing) = network(seed);
        let Some(centre) = start(&graph, &drawing) else { continue };
        let Some(step) = steps(&graph, &drawing, centre).first().copied() else { continue };
        let gaze = Gaze {
            centre: Some((centre, Ego::default())),
            line: None,
            relations: vec![step.relation],
        };
        let marks = Marks::of(&graph, &drawing, &DE);
        let strengths = strengths(&graph, &marks, &drawing, &gaze);
        for end in [centre, step.other] {
            assert_eq!(strengths.nodes[end], Emphasis::Focus, "seed {seed}");
        }
        let mut lines = marks.lines.iter().zip(&strengths.edges);
        assert!(lines.all(|(line, strength)| match strength {
            Emphasis::Focus => line.relations.contains(&step.relation),
            strength => *strength != Emphasis::Near,
        }));
    }
}

#[test]
fn a_chosen_line_is_every_relation_that_leads_from_one_end_to_the_other() {
    for seed in 0..500 {
        let (graph, drawing) = network(seed);
        let shown = (0..graph.nodes.len()).filter(|idx| drawing.shows_node(*idx));
        // Whatever a walk is at can be chosen.
        for step in shown.flat_map(|at| steps(&graph, &drawing, at)) {
            let ends = line_ends(&graph.edges[step.relation]);
            let gaze = Gaze { line: Some((ends.0.into(), ends.1.into())), ..Gaze::default() };
            let is_of_it = |relation: &usize| {
                let edge = &graph.edges[*relation];
                let has = line_ends(edge);
                has == ends || (!edge.kind.is_directed() && has == (ends.1, ends.0))
            };
            let all = drawn(&graph, &drawing, &Gaze::default(), Emphasis::Dimmed);
            let of_it: BTreeSet<usize> = all.into_iter().filter(is_of_it).collect();
            assert!(of_it.contains(&step.relation), "seed {seed}");
            assert_eq!(drawn(&graph, &drawing, &gaze, Emphasis::Focus), of_it, "seed {seed}");
        }
    }
}

#[test]
fn every_relation_is_drawn_once() {
    for seed in 0..500 {
        let (graph, drawing) = network(seed);
        let marks = Marks::of(&graph, &drawing, &DE);
        let line = graph.edges.first().map(line_ends).map(|(from, to)| (from.into(), to.into()));
        for (centre, line) in [(None, None), (start(&graph, &drawing), None), (None, line)] {
            for rest in [Rest::Dimmed, Rest::Hidden] {
                let ego = Ego { rest, ..Ego::default() };
                let drawing = Drawing { ego, ..drawing.clone() };
                let centre = centre.map(|at| (at, ego));
                let gaze = Gaze { centre, line, relations: Vec::new() };
                let strengths = strengths(&graph, &marks, &drawing, &gaze);
                let mut n_drawn: BTreeMap<usize, usize> = BTreeMap::new();
                for (line, strength) in marks.lines.iter().zip(&strengths.edges) {
                    if *strength != Emphasis::Hidden {
                        line.relations
                            .iter()
                            .for_each(|one| *n_drawn.entry(*one).or_default() += 1);
                    }
                }
                assert!(n_drawn.values().all(|n| *n == 1), "seed {seed}: {n_drawn:?}");
            }
        }
    }
}

#[test]
fn parallel_relations_are_one_line_until_one_looks_closer() {
    let mut numbers = Numbers(1);
    let (mut graph, _) = network(1);
    graph.nodes = (0..2).map(|idx| node(idx, &mut numbers)).collect();
    let referral = |idx: usize, numbers: &mut Numbers| EdgeView {
        kind: RelationKind::RefersTo,
        from_idx: 0,
        to_idx: 1,
        wait_days: Some(30),
        ..edge(idx, 2, numbers)
    };
    graph.edges = (0..3).map(|idx| referral(idx, &mut numbers)).collect();
    let drawing = Drawing::whole(&graph);
    let marks = Marks::of(&graph, &drawing, &DE);
    let roles: Vec<(LineRole, u32)> =
        marks.lines.iter().zip(&marks.picture.edges).map(|(l, e)| (l.role, e.n_bundled)).collect();
    let single = (LineRole::Single, 1);
    assert_eq!(roles, [(LineRole::Bundle, 3), single, single, single]);
    let gaze = Gaze { centre: Some((0, Ego::default())), line: None, relations: vec![1] };
    let looked = strengths(&graph, &marks, &drawing, &gaze).edges;
    // The others step back while a walk is at one of them.
    assert_eq!(looked, [Emphasis::Hidden, Emphasis::Plain, Emphasis::Focus, Emphasis::Plain]);
}

#[test]
fn what_is_shown_is_what_the_picture_is_fitted_to() {
    let (graph, whole) = network(3);
    let marks = Marks::of(&graph, &Drawing { visible: Vec::new(), ..whole.clone() }, &DE);
    let everything = Drawing { visible: vec![true; graph.nodes.len()], ..whole };
    let bounds = marks.bounds_world(&everything).unwrap();
    assert!(marks.picture.nodes.iter().all(|node| bounds.contains(node.center_world)));
    let first = (0..graph.nodes.len()).map(|idx| idx == 0).collect();
    let bounds = marks.bounds_world(&Drawing { visible: first, ..everything.clone() }).unwrap();
    assert_eq!(bounds.min, marks.picture.nodes[0].center_world);
    let nobody = Drawing { visible: vec![false; graph.nodes.len()], ..everything };
    assert_eq!(marks.bounds_world(&nobody), None);
}

#[test]
fn pinned_actors_lie_where_they_were_put() {
    let (graph, drawing) = network(7);
    let place = Point::new(-8.0, 4.5);
    let drawing = Drawing { pinned: BTreeMap::from([(0, place)]), ..drawing };
    let marks = Marks::of(&graph, &drawing, &DE);
    assert_eq!(marks.picture.nodes[0].center_world, place);
    assert!(marks.picture.nodes[0].is_pinned);
    assert!(marks.picture.nodes.iter().skip(1).all(|node| !node.is_pinned));
}

#[test]
fn a_walk_goes_round_and_back() {
    let mut walk = Walk::default();
    walk.turn(3, true);
    assert_eq!(walk.step, Some(2));
    walk.turn(3, false);
    assert_eq!(walk.step, Some(0));
    walk.follow(5);
    assert_eq!((walk.step, walk.back(), walk.back()), (None, Some(5), None));
    walk.turn(0, false);
    assert_eq!(walk.step, None);
}
