//! `/k/{ags}/netz`: the workbench. Picture or table, filters as legend, a panel for an actor or a
//! line.

mod out_of_sight;
mod toolbar;
mod url;
mod way_back;

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use model::{ActorId, Date, TableName};
use scene::Point;

use super::use_ags;
use crate::api::{
    ActorProfile, ApiError, Arrangement, GraphView, load_graph, load_graph_update,
    load_matrix_order, load_profile, load_reach,
};
use crate::components::{
    Desk, Drawing, Earlier, Ignored, Picture, Problem, Waiting, on_key_outside_fields,
};
use crate::live::{Live, use_live};
use crate::panels::{
    ActorPanel, ActorTable, BoundaryChoice, Commands, Editor, LegendFilter, LinePanel, MatrixOrder,
    MatrixPanel, Outcome, OwnBoundaries, PanelClose, PanelSections, ReachOf, StreamPanel,
    Surroundings, drawing_of, sheet_text, visible_nodes,
};
use crate::state::{ChosenLine, EditTarget, NetworkQuery, NetworkView, use_lang};
use crate::text::{sentences, use_texts};
use out_of_sight::OutOfSight;
use toolbar::Toolbar;
pub(crate) use url::Url;
use way_back::WayBack;

/// The actor in the URL, or the one its line comes from, and that line; `None` when none is chosen.
type Profile = Resource<Option<(Result<ActorProfile, ApiError>, Option<ChosenLine>)>>;

/// What the panel waits for.
#[derive(Clone, Copy)]
struct Panel {
    question: Question<Subject>,
    profile: Profile,
    reach: ReachOf,
}

/// What the panel is about: the Kreis, the actor or line, and the revision.
type Subject = (String, Option<ActorId>, Option<ChosenLine>, u64);

#[component]
pub(crate) fn NetworkPage() -> impl IntoView {
    provide_context(PanelSections::new());
    let texts = use_texts();
    let ags = use_ags();
    let url = Url::here(ags);
    let arrangement = Memo::new(move |_| url.query.with(|query| query.arrangement));
    let revision = use_calm_revision();
    let question = Question::of(Memo::new(move |_| (ags.get(), arrangement.get())));
    // What changes later is taken over where it is shown.
    let graph = Resource::new(
        move || question.asked.get(),
        async |(ags, arrangement)| (load_graph(ags, arrangement).await, arrangement),
    );
    // Outlives the picture: another arrangement begins where this one ends.
    let earlier = StoredValue::new(None::<Earlier>);
    let panel = use_panel(ags, url, revision);
    obey_window(url);
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
                    let (graph, arrangement) = graph.await;
                    question.answered();
                    match graph {
                        Ok(graph) => {
                            let graph = (graph, arrangement);
                            view! { <Workbench ags=ags graph=graph panel=panel order=order url=url earlier=earlier /> }.into_any()
                        }
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
            <WayBack url=url />
            <OpenForm ags=ags url=url />
        </div>
    }
    .into_any()
}

fn use_panel(ags: Memo<String>, url: Url, revision: Memo<u64>) -> Panel {
    let question: Question<Subject> = Question::of(Memo::new(move |_| {
        let (actor, line) = url.query.with(|query| (query.actor.clone(), query.line.clone()));
        // A line is told from the actor it comes from.
        let actor = line.as_ref().map(|line| line.from.clone()).or(actor);
        (ags.get(), actor, line, revision.get())
    }));
    let profile: Profile = Resource::new(
        move || question.asked.get(),
        async |(ags, actor, line, _)| match actor {
            Some(actor) => Some((load_profile(ags, actor.to_string()).await, line)),
            None => None,
        },
    );
    let reach: ReachOf = Resource::new(
        move || question.asked.get(),
        async |(ags, actor, line, _)| match actor.filter(|_| line.is_none()) {
            Some(actor) => Some(load_reach(ags, actor.to_string()).await),
            None => None,
        },
    );
    Panel { question, profile, reach }
}

/// What is asked for: one at a time. If something else were asked for before the answer has come, what
/// is shown would be disposed of while it stands on the page still, and fail as soon as something
/// changes that it reads.
struct Question<T: Send + Sync + 'static> {
    asked: RwSignal<T>,
    /// Whether the answer is not on the page yet.
    is_open: RwSignal<bool>,
}

impl<T: Send + Sync + 'static> Clone for Question<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Question<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Question<T> {
    fn of(wanted: Memo<T>) -> Self {
        let asked = RwSignal::new(wanted.get_untracked());
        let this = Self { asked, is_open: RwSignal::new(true) };
        Effect::new(move |_| {
            let wanted = wanted.get();
            if !this.is_open.get() && asked.with_untracked(|asked| *asked != wanted) {
                this.is_open.set(true);
                asked.set(wanted);
            }
        });
        this
    }

    /// Called where the answer is put on the page.
    fn answered(self) {
        Effect::new(move |_| self.is_open.set(false));
    }
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
    let (texts, live) = (use_texts(), use_live());
    let target = Memo::new(move |_| {
        let may_write = live.is_some_and(Live::may_write);
        url.query.with(|query| query.edit.clone()).filter(|_| may_write)
    });
    let on_done = move |own: EditTarget, outcome: Outcome| {
        if let (Some(live), Some(written)) = (live, outcome.written()) {
            if written.n_changes > 0 {
                let said = match outcome {
                    Outcome::Removed { .. } => texts.notice_removed,
                    _ => texts.notice_saved,
                };
                url.changed_network(written.revision, said);
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
                    query.choose(key.id.parse().ok());
                }
                Outcome::Removed { key, .. } if key.table == TableName::Actors => {
                    query.choose(None);
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
    /// With its arrangement; the URL may be ahead of it.
    graph: (GraphView, Arrangement),
    panel: Panel,
    order: MatrixOrder,
    url: Url,
    earlier: StoredValue<Option<Earlier>>,
) -> impl IntoView {
    let query = url.query;
    let (graph, arrangement) = graph;
    let graph = RwSignal::new(graph);
    keep_up(graph, ags, arrangement);
    let graph: Signal<GraphView> = graph.into();
    let visible =
        Memo::new(move |_| query.with(|query| graph.with(|graph| visible_nodes(graph, query))));
    let drawing = use_drawing(graph, visible, url);
    // Only another view makes it anew; the rest of the URL changes within.
    let view = Memo::new(move |_| query.with(|query| query.view));
    view! {
        <Toolbar graph=graph visible=visible url=url />
        <Commands ags=ags graph=graph url=url />
        <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
        <div class="bench" class:has-panel=move || query.with(NetworkQuery::has_panel)>
            <LegendFilter graph=graph url=url />
            <div class="bench-main">
                <OutOfSight graph=graph visible=visible drawing=drawing url=url />
                {move || match view.get() {
                    NetworkView::Picture => view! { <PictureView ags=ags graph=graph arrangement=arrangement drawing=drawing url=url earlier=earlier /> }.into_any(),
                    NetworkView::Table => view! { <ActorTable graph=graph visible=visible url=url /> }.into_any(),
                    NetworkView::Matrix => view! { <MatrixPanel graph=graph visible=visible order=order url=url /> }.into_any(),
                    NetworkView::Stream => view! { <StreamPanel graph=graph visible=visible url=url /> }.into_any(),
                }}
            </div>
            <Selected ags=ags graph=graph panel=panel url=url />
        </div>
    }
    .into_any()
}

#[component]
fn PictureView(
    ags: Memo<String>,
    graph: Signal<GraphView>,
    arrangement: Arrangement,
    drawing: Memo<Drawing>,
    url: Url,
    earlier: StoredValue<Option<Earlier>>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let camera = Memo::new(move |_| url.query.with(|query| query.camera));
    let on_select = Callback::new(move |id: Option<ActorId>| url.change(|query| query.choose(id)));
    let is_of_url = move || url.query.with_untracked(|query| query.arrangement == arrangement);
    let on_pin = move |(actor, place): (ActorId, Option<Point>)| {
        if !is_of_url() {
            return;
        }
        let name = |graph: &GraphView| {
            let node = graph.nodes.iter().find(|node| node.id == actor);
            node.map_or_else(|| actor.to_string(), |node| node.display_name().to_owned())
        };
        let said = sentences::pinned(lang, &graph.with_untracked(name), place.is_some());
        url.change_aloud(said, |query| match place {
            Some(place) => drop(query.pinned.insert(actor, place)),
            None => drop(query.pinned.remove(&actor)),
        });
    };
    let on_relate = Callback::new(move |(from, to): (ActorId, ActorId)| {
        let about = [from.to_string(), to.to_string()];
        let edit = EditTarget::new_row(TableName::Relations, about);
        url.change(|query| query.edit = Some(edit));
    });
    let on_remove = Callback::new(move |actor: ActorId| {
        let edit = EditTarget::removal(TableName::Actors, actor.to_string());
        if url.query.with_untracked(|query| query.edit.as_ref() == Some(&edit)) {
            return;
        }
        let is_other_open = url.query.with_untracked(|query| query.edit.is_some());
        // What is typed is not thrown away unasked.
        if !is_other_open || window().confirm_with_message(texts.edit_discard).unwrap_or(true) {
            url.change(|query| query.edit = Some(edit));
        }
    });
    let live = use_live();
    let desk = Desk {
        on_pin: Callback::new(on_pin),
        on_choose: Callback::new(move |chosen| url.change(|query| query.chosen = chosen)),
        on_relate: Signal::derive(move || {
            let may_write = live.is_some_and(Live::may_write);
            may_write.then_some(on_relate)
        }),
        on_remove: Signal::derive(move || {
            let may_write = live.is_some_and(Live::may_write);
            may_write.then_some(on_remove)
        }),
        on_ego: Callback::new(move |ego| url.change(|query| query.ego = ego)),
        on_line: Callback::new(move |ends: Option<(ActorId, ActorId)>| {
            let line = ends.map(|(from, to)| ChosenLine { from, to });
            url.change(|query| query.choose_line(line));
        }),
        sheet: Callback::new(move |()| {
            url.query.with(|query| graph.with(|graph| sheet_text(graph, query, texts, lang)))
        }),
        earlier,
    };
    // The page is made anew for another arrangement.
    let is_map = arrangement == Arrangement::Places;
    let boundaries = is_map.then(|| OwnBoundaries::of(&ags.get_untracked(), graph, url));
    let on_camera = move |camera| {
        // Whoever gets the link has not the borders, and would look elsewhere. While another
        // arrangement is on its way, places are not those that the URL speaks of.
        if !boundaries.is_some_and(OwnBoundaries::are_shown) && is_of_url() {
            url.replace(|query| query.camera = camera);
        }
    };
    let picture = move |graph: Signal<GraphView>| {
        view! {
            <Picture
                graph=graph
                drawing=drawing
                camera=camera
                link=move |id: ActorId| untrack(|| url.with(|query| query.choose(Some(id))))
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

/// What the URL says about the picture, by positions.
fn use_drawing(graph: Signal<GraphView>, visible: Memo<Vec<bool>>, url: Url) -> Memo<Drawing> {
    Memo::new(move |_| {
        let visible = visible.get();
        url.query.with(|query| graph.with(|graph| drawing_of(graph, query, visible)))
    })
}

/// Keys that mean the same wherever the focus is.
fn obey_window(url: Url) {
    on_key_outside_fields(move |event| {
        let has_command = event.ctrl_key() || event.meta_key();
        match (has_command, event.shift_key(), event.key().to_lowercase().as_str()) {
            (true, false, "z") => url.undo(),
            (true, true, "z") | (true, false, "y") => url.redo(),
            (false, false, "z") => url.reset_filters(),
            _ => return,
        }
        event.prevent_default();
    });
}

/// The panel of the actor, or of the line, in the URL.
#[component]
fn Selected(ags: Memo<String>, graph: Signal<GraphView>, panel: Panel, url: Url) -> impl IntoView {
    let texts = use_texts();
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                let profile = panel.profile.await;
                panel.question.answered();
                Some(match profile? {
                    (Ok(profile), Some(line)) => {
                        view! { <LinePanel profile=profile line=line graph=graph url=url ags=ags /> }.into_any()
                    }
                    (Ok(profile), None) => {
                        view! { <ActorPanel profile=profile reach=panel.reach url=url ags=ags /> }.into_any()
                    }
                    (Err(error), _) => view! {
                        <aside class="panel" aria-label=texts.panel_label>
                            <PanelClose url=url /><Problem error=error />
                        </aside>
                    }
                    .into_any(),
                })
            })}
        </Transition>
    }
    .into_any()
}
