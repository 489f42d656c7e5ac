//! Who differs, in the network and as lists.

use analysis::RowChange;
use leptos::prelude::*;
use model::{ActorId, Layer, RelationStatus};
use scene::picture::Change;

use crate::api::{DifferenceView, EdgeView, GraphView, RelationDifference};
use crate::components::{Drawing, EmbeddedPicture, Overlay};
use crate::routes::paths;
use crate::text::{Texts, use_texts};

/// The others are folded away.
const N_ROWS: usize = 6;

/// What is new, gone and changed: as lists beside the picture in which it lies.
#[component]
pub(crate) fn DifferencePicture(
    ags: Memo<String>,
    /// The network before, if there is a picture of it.
    graph: Option<GraphView>,
    difference: DifferenceView,
) -> impl IntoView {
    let texts = use_texts();
    if difference == DifferenceView::default() {
        return ().into_any();
    }
    let lists = RowChange::ALL.map(|change| list(ags, &difference, change, texts));
    let picture = graph.map(|graph| {
        let (graph, overlay) = laid_over(graph, &difference);
        let drawing = Drawing { overlay: Some(overlay), ..Drawing::whole(&graph) };
        let graph = Signal::stored(graph);
        view! {
            <figure class="side-picture">
                <EmbeddedPicture ags=ags graph=graph drawing=Signal::stored(drawing) name="danach" />
            </figure>
        }
    });
    view! {
        <div class="with-picture">
            <div>
                <h3>{texts.whatif_picture}</h3>
                {lists.into_iter().collect_view()}
            </div>
            {picture}
        </div>
    }
    .into_any()
}

/// Those with one change; nothing when there are none.
fn list(
    ags: Memo<String>,
    difference: &DifferenceView,
    change: RowChange,
    texts: &'static Texts,
) -> Option<impl IntoView> {
    let actor_link = |id: &ActorId, name: &str| {
        let href = paths::actor(&ags.get_untracked(), id.as_str());
        let name = name.to_owned();
        view! { <a href=href>{name}</a> }
    };
    let actors = difference.actors.iter().filter(|(_, it)| *it == change);
    let actors =
        actors.map(|(actor, _)| view! { <li>{actor_link(&actor.id, &actor.name)}</li> }.into_any());
    let relations = difference.relations.iter().filter(|row| row.change == change);
    let relations = relations.map(|row| {
        let from = actor_link(&row.from.id, &row.from.name);
        let to = actor_link(&row.to.id, &row.to.name);
        view! { <li>{from} " → " {to}</li> }.into_any()
    });
    let mut rows: Vec<AnyView> = actors.chain(relations).collect();
    if rows.is_empty() {
        return None;
    }
    let others = rows.split_off(rows.len().min(N_ROWS));
    let others = (!others.is_empty()).then(|| {
        let n_others = others.len();
        view! {
            <details class="more-rows">
                <summary>{texts.more_rows} " (" {n_others} ")"</summary>
                <ul class="difference-list">{others}</ul>
            </details>
        }
    });
    let (title, class) = match change {
        RowChange::Added => (texts.difference_added, "picture-sign added"),
        RowChange::Removed => (texts.difference_removed, "picture-sign removed"),
        RowChange::Altered => (texts.difference_altered, "picture-sign altered"),
    };
    Some(view! {
        <p class="difference-title">
            <span class=class aria-hidden="true">{drawn(change).sign()}</span>
            {title}
        </p>
        <ul class="difference-list">{rows}</ul>
        {others}
    })
}

fn drawn(change: RowChange) -> Change {
    match change {
        RowChange::Added => Change::Added,
        RowChange::Removed => Change::Removed,
        RowChange::Altered => Change::Altered,
    }
}

/// The network with what is new in it, and what is to be marked.
fn laid_over(mut graph: GraphView, difference: &DifferenceView) -> (GraphView, Overlay) {
    let position = |id: &ActorId| graph.nodes.iter().position(|node| node.id == *id);
    let nodes = difference.actors.iter();
    let changed_nodes =
        nodes.filter_map(|(actor, change)| Some((position(&actor.id)?, drawn(*change)))).collect();
    let is_known = |row: &&RelationDifference| graph.edges.iter().any(|edge| edge.id == row.id);
    let new = difference.relations.iter().filter(|row| !is_known(row)).filter_map(|row| {
        Some(EdgeView {
            id: row.id.clone(),
            kind: row.kind,
            from_idx: u16::try_from(position(&row.from.id)?).ok()?,
            to_idx: u16::try_from(position(&row.to.id)?).ok()?,
            status: RelationStatus::Active,
            volume: None,
            wait_days: None,
            years_unconfirmed: 0,
        })
    });
    let new: Vec<EdgeView> = new.collect();
    graph.edges.extend(new);
    let relations = difference.relations.iter();
    let relations = relations.filter(|row| row.kind.layer() == Layer::Flow);
    let changed_relations = relations.map(|row| (row.id.clone(), drawn(row.change))).collect();
    let overlay = Overlay { changed_nodes, changed_relations, ..Overlay::default() };
    (graph, overlay)
}
