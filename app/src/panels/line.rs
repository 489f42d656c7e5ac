//! The side panel of a line of the picture: everything between two actors, with its evidence.

use leptos::prelude::*;
use model::{ActorGroup, ActorId, Sector, TableName};

use super::actor::{AddLink, ListedAt, PanelClose, PanelEdge, Relations, Section};
use crate::api::{ActorProfile, GraphView, NodeView, RelationLine};
use crate::components::Swatch;
use crate::pages::Url;
use crate::routes::paths;
use crate::state::ChosenLine;
use crate::text::use_texts;

/// An end of the line.
#[derive(Clone, PartialEq)]
struct End {
    id: ActorId,
    name: String,
    sector: Sector,
    group: ActorGroup,
}

impl End {
    fn of(node: &NodeView) -> Self {
        let (sector, group) = (node.sector, node.kind.group());
        Self { id: node.id.clone(), name: node.name.clone(), sector, group }
    }
}

/// Everything between two actors, by direction.
#[derive(Clone)]
struct Between {
    there: Vec<RelationLine>,
    back: Vec<RelationLine>,
    /// Without a direction.
    mutual: Vec<RelationLine>,
}

impl Between {
    /// What the profile of one end has of the other.
    fn of(from: ActorProfile, line: &ChosenLine) -> Self {
        let is_between = |relation: &RelationLine| relation.other.id == line.to;
        let is_directed = |relation: &RelationLine| relation.kind.is_directed();
        let outgoing = from.outgoing.into_iter().filter(is_between);
        let (there, mutual) = outgoing.partition(is_directed);
        let (mut between, mut incoming) = (Self { there, back: Vec::new(), mutual }, Vec::new());
        // What leads from an actor to itself is both.
        if line.from != line.to {
            incoming.extend(from.incoming.into_iter().filter(is_between));
        }
        let (back, mutual): (Vec<_>, Vec<_>) = incoming.into_iter().partition(is_directed);
        between.back = back;
        between.mutual.extend(mutual);
        between
    }

    fn is_empty(&self) -> bool {
        self.there.is_empty() && self.back.is_empty() && self.mutual.is_empty()
    }
}

/// # Keyboard   Escape in the picture or the close link clears the selection.
#[component]
pub(crate) fn LinePanel(
    /// Of the actor the line comes from.
    profile: ActorProfile,
    line: ChosenLine,
    graph: Signal<GraphView>,
    url: Url,
    ags: Memo<String>,
) -> impl IntoView {
    let texts = use_texts();
    let between = Between::of(profile, &line);
    // The picture may learn later than the panel what an end is called.
    let ends = Memo::new(move |_| {
        graph.with(|graph| {
            let end = |id: &ActorId| graph.nodes.iter().find(|node| node.id == *id).map(End::of);
            end(&line.from).zip(end(&line.to))
        })
    });
    let body = move || match ends.get().filter(|_| !between.is_empty()) {
        Some(ends) => {
            view! { <Known between=between.clone() ends=ends url=url ags=ags /> }.into_any()
        }
        None => view! { <p class="notice">{texts.line_gone}</p> }.into_any(),
    };
    view! {
        <div class="panel-holder">
            <PanelEdge />
            <aside class="panel" aria-label=texts.line_label>
                <PanelClose url=url />
                {body}
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Known(between: Between, ends: (End, End), url: Url, ags: Memo<String>) -> impl IntoView {
    let (from, to) = ends;
    let texts = use_texts();
    let routes = paths::routes(&ags.get_untracked());
    let there = format!("{routes}?von={}&nach=akteur:{}", from.id, to.id);
    let about = vec![from.id.to_string(), to.id.to_string()];
    let (names, is_loop) = ((from.name.clone(), to.name.clone()), from.id == to.id);
    let section = |from: &str, to: &str, relations: Vec<RelationLine>| {
        view! { <Direction title=format!("{from} → {to}") relations=relations url=url /> }
    };
    let mutual = (!between.mutual.is_empty()).then(|| {
        let title = format!("{} – {}", names.0, names.1);
        view! { <Direction title=title relations=between.mutual url=url /> }
    });
    let back = (!is_loop).then(|| section(&names.1, &names.0, between.back));
    view! {
        <header class="panel-head">
            <p class="muted small">{texts.line_kicker}</p>
            <h2 class="line-title">
                <EndLink end=from url=url /> " " <span class="line-arrow">"→"</span> " " <EndLink end=to url=url />
            </h2>
            <p class="panel-actions"><a class="button" href=there>{texts.line_routes}</a></p>
        </header>
        {section(&names.0, &names.1, between.there)}
        {back}
        {mutual}
        <AddLink url=url table=TableName::Relations about=about text=texts.add_relation />
    }
    .into_any()
}

/// Leads to the panel of an end.
#[component]
fn EndLink(end: End, url: Url) -> impl IntoView {
    let id = end.id;
    let href = move || url.with(|query| query.choose(Some(id.clone())));
    view! {
        <span class="line-end">
            <Swatch sector=end.sector group=end.group /> " " <a href=href>{end.name}</a>
        </span>
    }
    .into_any()
}

#[component]
fn Direction(title: String, relations: Vec<RelationLine>, url: Url) -> impl IntoView {
    let n = relations.len();
    view! {
        <Section title=title n=n is_open=true>
            <Relations relations=relations listed_at=ListedAt::Line url=url />
        </Section>
    }
    .into_any()
}
