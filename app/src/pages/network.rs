//! `/k/{ags}/netz`: the workbench. Picture or table, filters as legend, a panel for one actor.

mod url;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use model::{ActorId, Date, TableName};
use web_sys::HtmlElement;

use super::use_ags;
use crate::api::{
    ActorProfile, ApiError, Arrangement, GraphView, load_graph, load_graph_update,
    load_matrix_order, load_profile, load_reach,
};
use crate::components::{
    ALL_LABELS, Desk, Drawing, Earlier, Ignored, Picture, Problem, SearchBox, Waiting,
    on_key_outside_fields,
};
use crate::live::{Live, use_live};
use crate::panels::{
    ActorPanel, ActorTable, BoundaryChoice, Commands, Editor, LegendFilter, MatrixOrder,
    MatrixPanel, Outcome, OwnBoundaries, PanelClose, PanelSections, ReachOf, StreamPanel,
    Surroundings, least_volume, sheet_text, visible_nodes,
};
use crate::state::{EditTarget, NetworkView, use_lang};
use crate::text::{sentences, use_texts};
pub(crate) use url::Url;
use url::rearrange;

/// The actor in the URL; `None` when none is chosen.
type Profile = Resource<Option<Result<ActorProfile, ApiError>>>;

/// What the panel of that actor waits for.
#[derive(Clone, Copy)]
struct Panel {
    profile: Profile,
    reach: ReachOf,
}

#[component]
pub(crate) fn NetworkPage() -> impl IntoView {
    provide_context(PanelSections::new());
    let texts = use_texts();
    let ags = use_ags();
    let url = Url::here(ags);
    let arrangement = Memo::new(move |_| url.query.with(|query| query.arrangement));
    let revision = use_calm_revision();
    // What changes later is taken over where it is shown.
    let graph = Resource::new(
        move || (ags.get(), arrangement.get()),
        async |(ags, arrangement)| load_graph(ags, arrangement).await,
    );
    let actor = Memo::new(move |_| url.query.with(|query| query.actor.clone()));
    // Outlives the picture: another arrangement begins where this one ends.
    let earlier = StoredValue::new(None::<Earlier>);
    let profile: Profile = Resource::new(
        move || (ags.get(), actor.get(), revision.get()),
        async |(ags, actor, _)| match actor {
            Some(actor) => Some(load_profile(ags, actor.to_string()).await),
            None => None,
        },
    );
    let reach: ReachOf = Resource::new(
        move || (ags.get(), actor.get(), revision.get()),
        async |(ags, actor, _)| match actor {
            Some(actor) => Some(load_reach(ags, actor.to_string()).await),
            None => None,
        },
    );
    let panel = Panel { profile, reach };
    let is_matrix = Memo::new(move |_| url.query.with(|query| query.view == NetworkView::Matrix));
    let order: MatrixOrder = Resource::new(
        move || (ags.get(), is_matrix.get(), revision.get()),
        async |(ags, is_matrix, _)| {
            if is_matrix { Some(load_matrix_order(ags).await) } else { None }
        },
    );
    view! {
        <div class="workbench">
            <h1 class="visually-hidden">{texts.network_title}</h1>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match graph.await {
                        Ok(graph) => {
                            view! { <Workbench ags=ags graph=graph panel=panel order=order url=url earlier=earlier /> }.into_any()
                        }
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
            <OpenForm ags=ags url=url />
        </div>
    }
    .into_any()
}

/// The revision that the panel is asked for: the newest, but not while somebody types into it, for
/// it begins anew with each.
fn use_calm_revision() -> Memo<u64> {
    let live = use_live();
    let newest = Memo::new(move |_| live.map_or(0, Live::revision));
    let asked = RwSignal::new(newest.get_untracked());
    Effect::new(move |_| {
        let newest = newest.get();
        if !is_typing_in_panel() {
            asked.set(newest);
        }
    });
    Effect::new(move |_| {
        let handle = window_event_listener(leptos::ev::focusout, move |event| {
            // Whoever goes on to the next field, or looks at another window, is still at it.
            let is_over =
                event.related_target().is_none() && document().has_focus().unwrap_or(true);
            if is_over && asked.get_untracked() != newest.get_untracked() {
                asked.set(newest.get_untracked());
            }
        });
        on_cleanup(move || handle.remove());
    });
    Memo::new(move |_| asked.get())
}

fn is_typing_in_panel() -> bool {
    let selector = ".panel input:focus, .panel select:focus, .panel textarea:focus";
    let found = document().query_selector(selector).ok().flatten();
    // The form keeps what is typed by itself.
    found.is_some_and(|field| field.closest(".editor").ok().flatten().is_none())
}

/// The form that the URL names. It stands beside the workbench, so that what is typed outlives
/// whatever others change meanwhile, and whatever else the URL says.
#[component]
fn OpenForm(ags: Memo<String>, url: Url) -> impl IntoView {
    let live = use_live();
    let target = Memo::new(move |_| {
        let may_write = live.is_some_and(Live::may_write);
        url.query.with(|query| query.edit.clone()).filter(|_| may_write)
    });
    let on_done = move |own: EditTarget, outcome: Outcome| {
        if let (Some(live), Some(written)) = (live, outcome.written()) {
            if written.n_changes > 0 {
                url.changed_network(written.revision);
            }
            live.reached(written.revision);
        }
        // Another form may be open by now.
        if url.query.with_untracked(|query| query.edit.as_ref() != Some(&own)) {
            return;
        }
        url.change(|query| {
            query.edit = None;
            match &outcome {
                Outcome::Saved { key, .. } | Outcome::Found(key)
                    if key.table == TableName::Actors =>
                {
                    query.actor = key.id.parse().ok();
                }
                Outcome::Removed { key, .. } if key.table == TableName::Actors => {
                    query.actor = None;
                }
                _ => {}
            }
        });
    };
    move || {
        target.get().map(|target| {
            let own = target.clone();
            let on_done = Callback::new(move |outcome| on_done(own.clone(), outcome));
            view! { <Editor ags=ags target=target on_done=on_done /> }
        })
    }
}

/// How long to wait when the server does not say what has changed; twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_secs(2);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Takes over whatever changes in the network, one question at a time: nothing that somebody does
/// here begins anew. A state of the past stays as it is.
fn keep_up(graph: RwSignal<GraphView>, ags: Memo<String>, arrangement: Arrangement) {
    let Some(live) = use_live() else { return };
    let ags = StoredValue::new(ags.get_untracked());
    if ags.with_value(|ags| ags.contains('@')) {
        return;
    }
    let follower = Follower { graph, ags, arrangement, live, is_asking: StoredValue::new(false) };
    Effect::new(move |_| {
        if live.revision() > graph.with_untracked(|graph| graph.revision) {
            follower.catch_up(FIRST_PAUSE);
        }
    });
}

/// What keeps one picture up to date.
#[derive(Clone, Copy)]
struct Follower {
    graph: RwSignal<GraphView>,
    ags: StoredValue<String>,
    arrangement: Arrangement,
    live: Live,
    /// Whether a question is on its way, or waits for its pause to end.
    is_asking: StoredValue<bool>,
}

impl Follower {
    /// The revision and the day that are shown; `None` when the page is gone, as it may be when an
    /// answer comes or a pause is over.
    fn shown(self) -> Option<(u64, Date)> {
        self.graph.try_with_untracked(|graph| (graph.revision, graph.day))
    }

    fn catch_up(self, pause: Duration) {
        if self.is_asking.try_get_value() == Some(false) {
            self.is_asking.set_value(true);
            self.ask(pause);
        }
    }

    fn ask(self, pause: Duration) {
        let Some((since, day)) = self.shown() else { return };
        let ags = self.ags.get_value();
        spawn_local(async move {
            let answer = load_graph_update(ags, self.arrangement, since, day).await;
            let is_answered = answer.is_ok();
            if let Ok(update) = answer {
                let _taken = self.graph.try_update(|graph| graph.take(update));
            }
            let Some((now, _)) = self.shown() else { return };
            // A server that has gone back, as to a copy of its data, has nothing newer to say.
            let is_behind = self.live.is_newer_than(now) && !(is_answered && now <= since);
            if !is_behind {
                self.is_asking.set_value(false);
            } else if is_answered {
                self.ask(FIRST_PAUSE);
            } else {
                set_timeout(move || self.ask((pause * 2).min(LONGEST_PAUSE)), pause);
            }
        });
    }
}

#[component]
fn Workbench(
    ags: Memo<String>,
    graph: GraphView,
    panel: Panel,
    order: MatrixOrder,
    url: Url,
    earlier: StoredValue<Option<Earlier>>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let query = url.query;
    let graph = RwSignal::new(graph);
    keep_up(graph, ags, query.with_untracked(|query| query.arrangement));
    let graph: Signal<GraphView> = graph.into();
    let visible =
        Memo::new(move |_| query.with(|query| graph.with(|graph| visible_nodes(graph, query))));
    let n_nodes = move || graph.with(|graph| graph.nodes.len());
    let shown = move || visible.with(|v| v.iter().filter(|visible| **visible).count());
    // Only another view makes it anew; the rest of the URL changes within.
    let view = Memo::new(move |_| query.with(|query| query.view));
    view! {
        <div class="toolbar">
            <form method="get" action=move || url.path() on:submit=move |event| search_again(&event, url)>
                <SearchBox
                    graph=graph
                    initial=Signal::derive(move || query.with(|query| query.search.clone()))
                    is_visible=move |idx: usize| visible.with(|visible| visible.get(idx) == Some(&true))
                    on_choose=move |idx: usize| {
                        let id = |graph: &GraphView| Some(graph.nodes.get(idx)?.id.clone());
                        if let Some(id) = graph.with_untracked(id) {
                            url.change(|query| query.actor = Some(id));
                        }
                        focus_picture();
                    }
                />
                <button type="submit" class="no-script">{texts.search_submit}</button>
            </form>
            <p class="shown-count" role="status">{move || sentences::shown_of(lang, shown(), n_nodes())}</p>
            {move || url.query.with(|query| query.n_filters() > 0 || !query.search.is_empty()).then(|| {
                let reset = url.with(|query| *query = query.without_filters());
                view! { <a class="button button-small" href=reset>{texts.filters_reset}</a> }
            })}
            <Undo url=url />
            {move || (view.get() == NetworkView::Picture).then(|| view! { <Arrangements url=url /> })}
            <Views url=url />
            <NewActor url=url />
        </div>
        <Commands ags=ags graph=graph url=url />
        <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
        <div class="bench" class:has-panel=move || query.with(|query| query.actor.is_some())>
            <LegendFilter graph=graph url=url />
            <div class="bench-main">
                <OutOfSight graph=graph visible=visible url=url />
                {move || match view.get() {
                    NetworkView::Picture => view! { <PictureView ags=ags graph=graph visible=visible url=url earlier=earlier /> }.into_any(),
                    NetworkView::Table => view! { <ActorTable graph=graph visible=visible url=url /> }.into_any(),
                    NetworkView::Matrix => view! { <MatrixPanel graph=graph visible=visible order=order url=url /> }.into_any(),
                    NetworkView::Stream => view! { <StreamPanel graph=graph visible=visible url=url /> }.into_any(),
                }}
            </div>
            <SelectedActor ags=ags panel=panel url=url />
        </div>
    }
    .into_any()
}

/// What is typed chooses from the list; nothing typed ends the search that the URL holds. The page
/// stays: loaded anew it would forget everything else.
fn search_again(event: &leptos::ev::SubmitEvent, url: Url) {
    event.prevent_default();
    let form = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let field = form.and_then(|form| form.query_selector("input").ok().flatten());
    let field = field.and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok());
    if field.is_some_and(|field| field.value().trim().is_empty()) {
        url.change(|query| query.search.clear());
    }
}

/// Says that the chosen actor is among those that the filters leave out.
#[component]
fn OutOfSight(graph: Signal<GraphView>, visible: Memo<Vec<bool>>, url: Url) -> impl IntoView {
    let texts = use_texts();
    let is_filtered = Memo::new(move |_| {
        let chosen = url.query.with(|query| query.actor.clone())?;
        let idx = graph.with(|graph| graph.nodes.iter().position(|node| node.id == chosen))?;
        visible.with(|visible| visible.get(idx) == Some(&false)).then_some(())
    });
    let reset = move || url.with(|query| *query = query.without_filters());
    move || {
        is_filtered.get().map(|()| {
            view! {
                <p class="out-of-sight" role="status">
                    {texts.chosen_filtered} <a href=reset>{texts.filters_reset}</a>
                </p>
            }
        })
    }
}

/// # On the server   nothing: without scripts the browser's own way back does it.
#[component]
fn Undo(url: Url) -> impl IntoView {
    let texts = use_texts();
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    view! {
        <div class="undo" role="group" aria-label=texts.undo hidden=move || !is_ready.get()>
            <button type="button" title=texts.undo_key aria-label=texts.undo disabled=move || !url.can_undo() on:click=move |_| url.undo()>"↶"</button>
            <button type="button" title=texts.redo_key aria-label=texts.redo disabled=move || !url.can_redo() on:click=move |_| url.redo()>"↷"</button>
            <span class="undo-obstacle" role="status">{move || url.obstacle.get()}</span>
        </div>
    }
    .into_any()
}

/// # On the server   hidden: whether one may write is known once scripts run, which a form needs.
#[component]
fn NewActor(url: Url) -> impl IntoView {
    let texts = use_texts();
    let live = use_live();
    let may_write = move || live.is_some_and(Live::may_write);
    let href =
        move || url.with(|query| query.edit = Some(EditTarget::new_row(TableName::Actors, [])));
    view! { <a class="button button-small" hidden=move || !may_write() href=href>"+ " {texts.add_actor}</a> }
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
        let href = move || url.with(|query| rearrange(query, arrangement));
        let is_current = move || url.query.with(|query| query.arrangement) == arrangement;
        view! { <a href=href aria-current=move || is_current().then_some("true")>{name}</a> }
    });
    view! {
        <nav class="switch" aria-label=texts.arrangement>{links.into_iter().collect_view()}</nav>
    }
    .into_any()
}

#[component]
fn PictureView(
    ags: Memo<String>,
    graph: Signal<GraphView>,
    visible: Memo<Vec<bool>>,
    url: Url,
    earlier: StoredValue<Option<Earlier>>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let drawing = use_drawing(graph, visible, url);
    let camera = Memo::new(move |_| url.query.with(|query| query.camera));
    let on_select = Callback::new(move |id: Option<ActorId>| url.change(|query| query.actor = id));
    let on_pin = move |(actor, place)| {
        url.change(|query| match place {
            Some(place) => drop(query.pinned.insert(actor, place)),
            None => drop(query.pinned.remove(&actor)),
        });
    };
    let on_relate = Callback::new(move |(from, to): (ActorId, ActorId)| {
        let about = [from.to_string(), to.to_string()];
        let edit = EditTarget::new_row(TableName::Relations, about);
        url.change(|query| query.edit = Some(edit));
    });
    let live = use_live();
    let desk = Desk {
        on_pin: Callback::new(on_pin),
        on_choose: Callback::new(move |chosen| url.change(|query| query.chosen = chosen)),
        on_relate: Signal::derive(move || {
            let may_write = live.is_some_and(Live::may_write);
            may_write.then_some(on_relate)
        }),
        on_ego: Callback::new(move |ego| url.change(|query| query.ego = ego)),
        sheet: Callback::new(move |()| {
            url.query.with(|query| graph.with(|graph| sheet_text(graph, query, texts, lang)))
        }),
        earlier,
    };
    obey_window(url);
    // The page is made anew for another arrangement.
    let is_map = url.query.with_untracked(|query| query.arrangement) == Arrangement::Places;
    let boundaries = is_map.then(|| OwnBoundaries::of(&ags.get_untracked(), graph, url));
    let on_camera = move |camera| {
        // Whoever gets the link has not the borders, and would look elsewhere.
        if !boundaries.is_some_and(OwnBoundaries::are_shown) {
            url.replace(|query| query.camera = camera);
        }
    };
    let picture = move |graph: Signal<GraphView>| {
        view! {
            <Picture
                graph=graph
                drawing=drawing
                camera=camera
                link=move |id: ActorId| untrack(|| url.with(|query| query.actor = Some(id)))
                on_select=on_select
                on_camera=Callback::new(on_camera)
                desk=desk
            />
        }
    };
    let pictured = match boundaries {
        Some(boundaries) => (move || picture(boundaries.laid_out())).into_any(),
        None => picture(graph).into_any(),
    };
    view! {
        {pictured}
        <Surroundings graph=graph url=url />
        {boundaries.map(|boundaries| view! { <BoundaryChoice boundaries=boundaries /> })}
    }
    .into_any()
}

/// Whoever has found an actor walks on from it: the arrow keys are the picture's from here on.
fn focus_picture() {
    let frame = document().query_selector(".workbench .picture-frame").ok().flatten();
    if let Some(frame) = frame.and_then(|frame| frame.dyn_into::<HtmlElement>().ok()) {
        // Fails only for what is not in the page.
        let _focused = frame.focus();
    }
}

/// What the URL says about the picture, by positions.
fn use_drawing(graph: Signal<GraphView>, visible: Memo<Vec<bool>>, url: Url) -> Memo<Drawing> {
    Memo::new(move |_| {
        let position =
            |id: &ActorId| graph.with(|graph| graph.nodes.iter().position(|node| node.id == *id));
        let visible = visible.get();
        url.query.with(|query| Drawing {
            visible,
            layers: query.layers.clone(),
            waits: query.waits.clone(),
            least_volume: graph.with(|graph| least_volume(graph, query)),
            selected: query.actor.as_ref().and_then(position),
            chosen: query.chosen.iter().filter_map(position).collect(),
            filtered: query.filtered,
            ego: query.ego,
            overlay: None,
            pinned: query
                .pinned
                .iter()
                .filter_map(|(id, place)| Some((position(id)?, *place)))
                .collect(),
            max_labels: ALL_LABELS,
        })
    })
}

/// Keys that mean the same wherever the focus is.
fn obey_window(url: Url) {
    on_key_outside_fields(move |event| {
        let has_command = event.ctrl_key() || event.meta_key();
        match (has_command, event.shift_key(), event.key().to_lowercase().as_str()) {
            (true, false, "z") => url.undo(),
            (true, true, "z") | (true, false, "y") => url.redo(),
            (false, false, "z") => url.change(|query| *query = query.without_filters()),
            _ => return,
        }
        event.prevent_default();
    });
}

/// The panel of the actor in the URL.
#[component]
fn SelectedActor(ags: Memo<String>, panel: Panel, url: Url) -> impl IntoView {
    let texts = use_texts();
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                match panel.profile.await {
                    Some(Ok(profile)) => Some(view! { <ActorPanel profile=profile reach=panel.reach url=url ags=ags /> }.into_any()),
                    Some(Err(error)) => Some(view! { <aside class="panel" aria-label=texts.panel_label><PanelClose url=url /><Problem error=error /></aside> }.into_any()),
                    None => None,
                }
            })}
        </Transition>
    }
    .into_any()
}
