//! What is said about what one points at or walks along.

use leptos::prelude::*;

use super::marks::{is_on_paper, line_ends};
use super::pick::Picked;
use super::stage::Stage;
use crate::api::{EdgeView, GraphView, NodeView};
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// Room between the pointer's subject and the card.
const GAP_PX: f64 = 14.0;
/// More relations of one line are counted, not listed.
const MAX_LISTED: usize = 6;

/// The card beside what lies under the pointer. Only for the eye: the panel and the tables have the
/// same.
#[component]
pub(super) fn Card(stage: Stage) -> impl IntoView {
    let content = move || match stage.hover.get()? {
        Picked::Node(idx) => {
            let node = stage.graph.with(|graph| graph.nodes.get(idx).cloned())?;
            Some((stage.place(idx)?, view! { <NodeCard node=node /> }.into_any()))
        }
        Picked::Line(idx) => {
            let middle = stage.subject.marks.with(|marks| {
                let edge = marks.picture.edges.get(idx)?;
                Some(marks.picture.arrow(edge)?.at(0.5))
            });
            let relations = stage.subject.marks.with(|marks| {
                marks.lines.get(idx).map(|line| line.relations.clone()).unwrap_or_default()
            });
            let rows = stage.graph.with(|graph| {
                relations.iter().filter_map(|idx| line_of(graph, *idx)).collect::<Vec<_>>()
            });
            Some((middle?, view! { <LineCard rows=rows /> }.into_any()))
        }
    };
    move || {
        let (at_world, inside) = content()?;
        let (camera, viewport) = stage.subject.control.view();
        let at = camera.screen_from_world(at_world, viewport);
        // To the side on which there is more room.
        let is_left = at.x > viewport.width_px / 2.0;
        let is_above = at.y > viewport.height_px / 2.0;
        let px = |value: f64| format!("{value:.0}px");
        let side = |here: bool, near: f64, extent: f64| {
            if here { px(extent - near + GAP_PX) } else { "auto".to_owned() }
        };
        Some(view! {
            <div
                class="picture-card"
                aria-hidden="true"
                style:left=if is_left { "auto".to_owned() } else { px(at.x + GAP_PX) }
                style:right=side(is_left, at.x, viewport.width_px)
                style:top=if is_above { "auto".to_owned() } else { px(at.y + GAP_PX) }
                style:bottom=side(is_above, at.y, viewport.height_px)
            >
                {inside}
            </div>
        })
    }
}

#[component]
fn NodeCard(node: NodeView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let place = node.place.clone().map(|place| format!(" · {place}"));
    let full = node.utilisation_permille.map(|permille| sentences::utilisation(lang, permille));
    let badge = node.is_example_utilisation.then(|| view! { " " <em>{texts.example_badge}</em> });
    view! {
        <strong>{node.name.clone()}</strong>
        <span>{node.kind.label(lang)} {place}</span>
        <span>{sentences::referrals_in_and_out(lang, node.n_incoming.into(), node.n_outgoing.into())}</span>
        {full.map(|full| view! { <span>{full} {badge}</span> })}
    }
    .into_any()
}

/// A relation in words: between whom, what, and how much.
#[derive(Clone, PartialEq)]
struct RelationLine {
    between: String,
    edge: EdgeView,
}

fn line_of(graph: &GraphView, relation: usize) -> Option<RelationLine> {
    let edge = graph.edges.get(relation)?;
    let name = |idx: u16| Some(graph.nodes.get(usize::from(idx))?.display_name());
    let arrow = if edge.kind.is_directed() { "→" } else { "–" };
    let between = format!("{} {arrow} {}", name(edge.from_idx)?, name(edge.to_idx)?);
    Some(RelationLine { between, edge: edge.clone() })
}

#[component]
fn LineCard(rows: Vec<RelationLine>) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let between = rows.first().map(|row| row.between.clone());
    let n_more = rows.len().saturating_sub(MAX_LISTED);
    let lines = rows.into_iter().take(MAX_LISTED).map(|RelationLine { edge, .. }| {
        let facts = sentences::relation_facts(lang, &edge);
        let paper = is_on_paper(&edge).then(|| format!(" · {}", texts.on_paper));
        view! { <span>{edge.kind.label(lang)} {facts.map(|facts| format!(" · {facts}"))} {paper}</span> }
    });
    view! {
        <strong>{between}</strong>
        {lines.collect_view()}
        {(n_more > 0).then(|| view! { <span>{sentences::more(lang, n_more)}</span> })}
    }
    .into_any()
}

/// Says aloud where a walk is.
#[component]
pub(super) fn Announcement(stage: Stage) -> impl IntoView {
    let lang = use_lang();
    let said = Memo::new(move |_| {
        if stage.walk.with(|walk| walk.is_overview) {
            return Some(stage.drawing.with(|drawing| {
                let n_edges = drawing.n_drawn_edges(stage.graph);
                sentences::picture_label(lang, drawing.n_visible(), n_edges)
            }));
        }
        if let Some((from, to)) = stage.drawing.with(|drawing| drawing.line) {
            return stage.graph.with(|graph| {
                let name = |idx: usize| Some(graph.nodes.get(idx)?.display_name().to_owned());
                let is_of_it = |edge: &&EdgeView| {
                    let (a, b) = line_ends(edge);
                    let ends = (usize::from(a), usize::from(b));
                    ends == (from, to) || (!edge.kind.is_directed() && ends == (to, from))
                };
                let n = graph.edges.iter().filter(is_of_it).count();
                Some(sentences::line_chosen(lang, &name(from)?, &name(to)?, n))
            });
        }
        let step = stage.walk.with(|walk| walk.step)?;
        let steps = stage.drawing.with(|drawing| {
            let at = drawing.selected?;
            Some(stage.graph.with(|graph| super::walk::steps(graph, drawing, at)))
        })?;
        let relation = steps.get(step)?.relation;
        stage.graph.with(|graph| {
            let edge = graph.edges.get(relation)?;
            let name = |idx: u16| Some(graph.nodes.get(usize::from(idx))?.name.as_str());
            let kind = edge.kind.label(lang);
            let facts = sentences::relation_facts(lang, edge).unwrap_or_default();
            let parts = [name(edge.from_idx)?, kind, name(edge.to_idx)?, &facts];
            Some(sentences::walk_step(lang, (step + 1, steps.len()), parts))
        })
    });
    // What the panel of a line shows anyway is only said.
    let is_silent =
        move || said.with(Option::is_none) || stage.drawing.with(|drawing| drawing.line.is_some());
    view! {
        <p class="walk-line" class:visually-hidden=is_silent role="status">
            {move || said.get()}
        </p>
    }
    .into_any()
}
