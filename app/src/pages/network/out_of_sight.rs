//! Says why what is in the panel is not in the picture.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::{ActorId, Layer};

use super::Url;
use crate::api::{EdgeView, GraphView};
use crate::components::Drawing;
use crate::state::{NetworkQuery, NetworkView};
use crate::text::use_texts;

/// What keeps the chosen actor or line out of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Reason {
    /// Filters leave out an actor.
    Filtered,
    /// These kinds of relations are not drawn.
    Layers(BTreeSet<Layer>),
    /// Filters leave out the relations.
    Relations,
}

#[component]
pub(super) fn OutOfSight(
    graph: Signal<GraphView>,
    visible: Memo<Vec<bool>>,
    drawing: Memo<Drawing>,
    url: Url,
) -> impl IntoView {
    let texts = use_texts();
    let reason = Memo::new(move |_| {
        let is_filtered = url.query.with(|query| {
            let line = query.line.iter().flat_map(|line| [&line.from, &line.to]);
            let chosen = query.actor.iter().chain(line);
            graph.with(|graph| visible.with(|visible| is_any_filtered(graph, visible, chosen)))
        });
        if is_filtered {
            let is_line = url.query.with(|query| query.line.is_some());
            return Some(if is_line { Reason::Relations } else { Reason::Filtered });
        }
        if url.query.with(|query| query.view != NetworkView::Picture) {
            return None;
        }
        drawing.with(|drawing| graph.with(|graph| line_reason(graph, drawing)))
    });
    let reset = move || url.with(NetworkQuery::drop_filters);
    let reset_link = move || {
        view! {
            <a href=reset on:click=move |event| url.step_by(&event, Url::reset_filters)>{texts.filters_reset}</a>
        }
    };
    let draw_link = move |layers: BTreeSet<Layer>| {
        let layers = StoredValue::new(layers);
        let add = move |query: &mut NetworkQuery| query.layers.extend(layers.get_value());
        let href = move || url.with(add);
        view! {
            <a href=href on:click=move |event| url.step_by(&event, |url| url.change(add))>{texts.line_draw}</a>
        }
    };
    let said = move || {
        let (text, way) = match reason.get()? {
            Reason::Filtered => (texts.chosen_filtered, reset_link().into_any()),
            Reason::Relations => (texts.line_filtered, reset_link().into_any()),
            Reason::Layers(layers) => (texts.line_not_drawn, draw_link(layers).into_any()),
        };
        Some(view! { <p class="out-of-sight">{text} " " {way}</p> })
    };
    // Only what is there before its text comes is read aloud.
    view! { <div role="status">{said}</div> }.into_any()
}

fn is_any_filtered<'a>(
    graph: &GraphView,
    visible: &[bool],
    mut chosen: impl Iterator<Item = &'a ActorId>,
) -> bool {
    chosen.any(|id| {
        let idx = graph.nodes.iter().position(|node| node.id == *id);
        idx.and_then(|idx| visible.get(idx)) == Some(&false)
    })
}

/// Why nothing of the chosen line is drawn, if nothing is.
fn line_reason(graph: &GraphView, drawing: &Drawing) -> Option<Reason> {
    let (from, to) = drawing.line?;
    let is_between = |edge: &&EdgeView| {
        let ends = (usize::from(edge.from_idx), usize::from(edge.to_idx));
        ends == (from, to) || ends == (to, from)
    };
    let between: Vec<&EdgeView> = graph.edges.iter().filter(is_between).collect();
    if between.is_empty() || between.iter().any(|edge| drawing.shows_edge(edge)) {
        return None;
    }
    let layers: BTreeSet<Layer> = between.iter().map(|edge| edge.kind.layer()).collect();
    let missing: BTreeSet<Layer> = layers.difference(&drawing.layers).copied().collect();
    Some(if missing.is_empty() { Reason::Relations } else { Reason::Layers(missing) })
}

#[cfg(test)]
mod tests {
    use model::{RelationKind, RelationStatus};

    use super::*;
    use crate::api::NodeView;

    #[test]
    fn a_line_that_is_not_drawn_says_why() {
        let edge = |kind| EdgeView {
            id: "r".parse().unwrap(),
            kind,
            from_idx: 0,
            to_idx: 1,
            status: RelationStatus::Active,
            volume: Some(3.0),
            wait_days: Some(10),
            years_unconfirmed: 0,
        };
        let graph = GraphView {
            nodes: ["abh", "jobcenter"].map(NodeView::plain).to_vec(),
            edges: vec![edge(RelationKind::ExchangesInformation)],
            ..GraphView::plain()
        };
        let drawing = Drawing { line: Some((0, 1)), ..Drawing::whole(&graph) };
        let layer = RelationKind::ExchangesInformation.layer();
        let off = Some(Reason::Layers(BTreeSet::from([layer])));
        assert_eq!(line_reason(&graph, &drawing), off);
        let on = Drawing { layers: BTreeSet::from([layer]), ..drawing.clone() };
        assert_eq!(line_reason(&graph, &on), None);
        let referral = GraphView { edges: vec![edge(RelationKind::RefersTo)], ..graph };
        assert_eq!(line_reason(&referral, &drawing), None);
        let weak = Drawing { least_volume: Some(5.0), ..drawing.clone() };
        assert_eq!(line_reason(&referral, &weak), Some(Reason::Relations));
        assert_eq!(line_reason(&referral, &Drawing { line: Some((1, 1)), ..drawing }), None);
    }
}
