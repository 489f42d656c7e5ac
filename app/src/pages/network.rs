//! `/k/{ags}/netz`: the workbench. Picture or table, filters as legend, a panel for one actor.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use model::ActorId;

use super::use_ags;
use crate::api::{
    ActorProfile, ApiError, Arrangement, GraphView, load_graph, load_matrix_order, load_profile,
};
use crate::components::{ALL_LABELS, Drawing, Ignored, Picture, Problem, SearchBox, Waiting};
use crate::panels::{
    ActorPanel, ActorTable, LegendFilter, MatrixOrder, MatrixPanel, StreamPanel, visible_nodes,
};
use crate::routes::paths;
use crate::state::{NetworkQuery, NetworkView, use_lang};
use crate::text::{sentences, use_texts};

/// The actor in the URL; `None` when none is chosen.
type Profile = Resource<Option<Result<ActorProfile, ApiError>>>;

#[component]
pub(crate) fn NetworkPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let url = Url::here(ags);
    let arrangement = Memo::new(move |_| url.query.with(|query| query.arrangement));
    let graph = Resource::new(
        move || (ags.get(), arrangement.get()),
        async |(ags, arrangement)| load_graph(ags, arrangement).await,
    );
    let actor = Memo::new(move |_| url.query.with(|query| query.actor.clone()));
    let profile: Profile = Resource::new(
        move || (ags.get(), actor.get()),
        async |(ags, actor)| match actor {
            Some(actor) => Some(load_profile(ags, actor.to_string()).await),
            None => None,
        },
    );
    let is_matrix = Memo::new(move |_| url.query.with(|query| query.view == NetworkView::Matrix));
    let order: MatrixOrder = Resource::new(
        move || (ags.get(), is_matrix.get()),
        async |(ags, is_matrix)| match is_matrix {
            true => Some(load_matrix_order(ags).await),
            false => None,
        },
    );
    view! {
        <div class="workbench">
            <h1 class="visually-hidden">{texts.network_title}</h1>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match graph.await {
                        Ok(graph) => {
                            view! { <Workbench ags=ags graph=graph profile=profile order=order url=url /> }.into_any()
                        }
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

/// Changes the URL: a new entry for what one would go back to, the same entry for the camera.
#[derive(Clone, Copy)]
pub(crate) struct Url {
    ags: Memo<String>,
    pub(crate) query: Memo<NetworkQuery>,
    go: StoredValue<Box<dyn Fn(String, NavigateOptions) + Send + Sync>>,
}

impl Url {
    fn here(ags: Memo<String>) -> Self {
        let params = use_query_map();
        let query = Memo::new(move |_| params.with(NetworkQuery::read));
        let navigate = use_navigate();
        let go: Box<dyn Fn(String, NavigateOptions) + Send + Sync> =
            Box::new(move |path, options| navigate(&path, options));
        Self { ags, query, go: StoredValue::new(go) }
    }

    /// The page without any state.
    pub(crate) fn path(self) -> String {
        paths::network(&self.ags.get())
    }

    /// The link to a changed state.
    pub(crate) fn with(self, change: impl FnOnce(&mut NetworkQuery)) -> String {
        let mut query = self.query.get();
        change(&mut query);
        format!("{}{}", paths::network(&self.ags.get()), query.write())
    }

    /// Goes to a changed state.
    pub(crate) fn change(self, change: impl FnOnce(&mut NetworkQuery)) {
        self.go_to(change, false);
    }

    fn replace(self, change: impl FnOnce(&mut NetworkQuery)) {
        self.go_to(change, true);
    }

    fn go_to(self, change: impl FnOnce(&mut NetworkQuery), replace: bool) {
        let path = untrack(|| self.with(change));
        let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
        self.go.with_value(|go| go(path, options));
    }
}

#[component]
fn Workbench(
    ags: Memo<String>,
    graph: GraphView,
    profile: Profile,
    order: MatrixOrder,
    url: Url,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let query = url.query;
    let graph = StoredValue::new(graph);
    let visible = Memo::new(move |_| {
        query.with(|query| graph.with_value(|graph| visible_nodes(graph, query)))
    });
    let n_nodes = graph.with_value(|graph| graph.nodes.len());
    let shown = move || visible.with(|v| v.iter().filter(|visible| **visible).count());
    // Only another view makes it anew; the rest of the URL changes within.
    let view = Memo::new(move |_| query.with(|query| query.view));
    view! {
        <div class="toolbar">
            <form method="get" action=move || url.path()>
                <SearchBox
                    graph=graph
                    initial=Signal::derive(move || query.with(|query| query.search.clone()))
                    is_visible=move |idx: usize| visible.with(|visible| visible[idx])
                    on_choose=move |idx: usize| {
                        let id = graph.with_value(|graph| graph.nodes[idx].id.clone());
                        url.change(|query| query.actor = Some(id));
                    }
                />
                <button type="submit" class="no-script">{texts.search_submit}</button>
            </form>
            <p class="shown-count" role="status">{move || sentences::shown_of(lang, shown(), n_nodes)}</p>
            {move || (view.get() == NetworkView::Picture).then(|| view! { <Arrangements url=url /> })}
            <Views url=url />
        </div>
        <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
        <div class="bench" class:has-panel=move || query.with(|query| query.actor.is_some())>
            <LegendFilter graph=graph url=url />
            <div class="bench-main">
                {move || match view.get() {
                    NetworkView::Picture => view! { <PictureView graph=graph visible=visible url=url /> }.into_any(),
                    NetworkView::Table => view! { <ActorTable graph=graph visible=visible url=url /> }.into_any(),
                    NetworkView::Matrix => view! { <MatrixPanel graph=graph visible=visible order=order url=url /> }.into_any(),
                    NetworkView::Stream => view! { <StreamPanel graph=graph visible=visible url=url /> }.into_any(),
                }}
            </div>
            <SelectedActor ags=ags profile=profile url=url />
        </div>
    }
    .into_any()
}

/// Picture, table, matrix, volumes.
#[component]
fn Views(url: Url) -> impl IntoView {
    let texts = use_texts();
    let views = [
        (NetworkView::Picture, texts.view_picture),
        (NetworkView::Matrix, texts.view_matrix),
        (NetworkView::Stream, texts.view_stream),
        (NetworkView::Table, texts.view_table),
    ];
    let links = views.map(|(view, name)| {
        let href = move || url.with(|query| query.view = view);
        let is_current = move || (url.query.with(|query| query.view) == view).then_some("true");
        view! { <a href=href aria-current=is_current>{name}</a> }
    });
    view! {
        <nav class="switch" aria-label=texts.network_view>{links.into_iter().collect_view()}</nav>
    }
    .into_any()
}

/// The arrangements of the picture; another one begins with everything in sight.
#[component]
fn Arrangements(url: Url) -> impl IntoView {
    let texts = use_texts();
    let links = Arrangement::ALL.map(|arrangement| {
        let name = match arrangement {
            Arrangement::Overview => texts.arrangement_overview,
            Arrangement::Groups => texts.arrangement_groups,
            Arrangement::Levels => texts.arrangement_levels,
            Arrangement::Places => texts.arrangement_places,
            Arrangement::Flow => texts.arrangement_flow,
        };
        let href = move || {
            url.with(|query| {
                query.arrangement = arrangement;
                query.camera = None;
            })
        };
        let is_current = move || url.query.with(|query| query.arrangement) == arrangement;
        view! { <a href=href aria-current=move || is_current().then_some("true")>{name}</a> }
    });
    view! {
        <nav class="switch" aria-label=texts.arrangement>{links.into_iter().collect_view()}</nav>
    }
    .into_any()
}

#[component]
fn PictureView(graph: StoredValue<GraphView>, visible: Memo<Vec<bool>>, url: Url) -> impl IntoView {
    let layers = Memo::new(move |_| url.query.with(|query| query.layers.clone()));
    let selected = Memo::new(move |_| {
        let actor = url.query.with(|query| query.actor.clone())?;
        graph.with_value(|graph| graph.nodes.iter().position(|node| node.id == actor))
    });
    let drawing = Memo::new(move |_| Drawing {
        visible: visible.get(),
        layers: layers.get(),
        selected: selected.get(),
        overlay: None,
        max_labels: ALL_LABELS,
    });
    let camera = Memo::new(move |_| url.query.with(|query| query.camera));
    let on_select = Callback::new(move |id: Option<ActorId>| url.change(|query| query.actor = id));
    view! {
        <Picture
            graph=graph
            drawing=drawing
            camera=camera
            link=move |id: ActorId| untrack(|| url.with(|query| query.actor = Some(id)))
            on_select=on_select
            on_camera=Callback::new(move |camera| url.replace(|query| query.camera = camera))
        />
    }
    .into_any()
}

/// The panel of the actor in the URL.
#[component]
fn SelectedActor(ags: Memo<String>, profile: Profile, url: Url) -> impl IntoView {
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                match profile.await {
                    Some(Ok(profile)) => Some(view! { <ActorPanel profile=profile url=url ags=ags /> }.into_any()),
                    Some(Err(error)) => Some(view! { <aside class="panel"><Problem error=error /></aside> }.into_any()),
                    None => None,
                }
            })}
        </Transition>
    }
    .into_any()
}
