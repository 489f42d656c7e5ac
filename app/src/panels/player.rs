//! The replay as a film: tokens on their way through the network.

use std::sync::Arc;

use analysis::{Simulation, SimulationOptions, SimulationState};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::simulation::load_simulation_input;
use crate::api::{ApiError, Arrangement, GraphView, load_graph};
use crate::components::{DataTable, Drawing, EmbeddedPicture, Problem, next_frame, now_ms};
use crate::format;
use crate::replay::{Film, Traveller};
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

/// The film shows three months, after one year to settle.
const MONTHS: (u32, u32) = (12, 3);
/// More events than a Kreis has in three months.
const MAX_TRACE: usize = 60_000;
/// Between two slices of the computation the page breathes.
const EVENTS_PER_SLICE: u64 = 4_000;
/// Days of the film in a second, at single speed.
const DAYS_PER_SECOND: f64 = 2.0;
const SPEEDS: [(&str, f64); 5] = [("0.5", 0.5), ("1", 1.0), ("2", 2.0), ("5", 5.0), ("10", 10.0)];
/// Names in the list of those to whom most are handed over.
const N_BUSIEST: usize = 5;

/// What is needed to show the film.
#[derive(Clone)]
struct Reel {
    graph: Signal<GraphView>,
    film: Arc<Film>,
}

/// Offers the film of the network with its changes.
///
/// # On the server   the offer only, which needs scripts.
#[component]
pub(crate) fn Player(ags: Memo<String>, #[prop(into)] changes: Signal<String>) -> impl IntoView {
    let texts = use_texts();
    let reel = RwSignal::new(None::<Result<Reel, ApiError>>);
    let is_busy = RwSignal::new(false);
    let start = move |_| {
        is_busy.set(true);
        let (ags, changes) = (ags.get_untracked(), changes.get_untracked());
        spawn_local(async move {
            let made = make(ags, changes).await;
            // The page may be gone by then.
            let _gone = is_busy.try_set(false);
            let _gone = reel.try_set(Some(made));
        });
    };
    // Another scenario is another film.
    Effect::new(move |before: Option<String>| {
        let now = changes.get();
        if before.is_some_and(|before| before != now) {
            reel.set(None);
        }
        now
    });
    let shown = move || match reel.get() {
        None => view! {
            <p class="needs-script">
                <button type="button" disabled=move || is_busy.get() on:click=start>
                    {move || if is_busy.get() { texts.film_busy } else { texts.film_start }}
                </button>
            </p>
        }
        .into_any(),
        Some(Err(error)) => view! { <Problem error=error /> }.into_any(),
        Some(Ok(reel)) if reel.film.is_empty() => {
            view! { <p class="notice">{texts.film_empty}</p> }.into_any()
        }
        Some(Ok(reel)) => view! { <Screen ags=ags reel=reel /> }.into_any(),
    };
    view! { <div class="film">{shown}</div> }.into_any()
}

async fn make(ags: String, changes: String) -> Result<Reel, ApiError> {
    let graph = load_graph(ags.clone(), Arrangement::Overview).await?;
    let input = load_simulation_input(ags, changes).await?;
    let (warm_up_months, run_months) = MONTHS;
    let options = SimulationOptions {
        warm_up_months,
        run_months,
        max_trace: MAX_TRACE,
        ..input.options.clone()
    };
    let mut simulation = Simulation::new(input.plan.clone(), &options);
    while simulation.advance(EVENTS_PER_SLICE).state == SimulationState::Running {
        next_frame().await;
    }
    let film = Arc::new(Film::new(&input, &simulation.result()));
    Ok(Reel { graph: Signal::stored(graph), film })
}

/// Where the film is and whether it runs.
#[derive(Clone, Copy)]
struct Playing {
    at_days: RwSignal<f64>,
    is_running: RwSignal<bool>,
    speed: RwSignal<f64>,
    end_days: f64,
}

impl Playing {
    fn toggle(self) {
        if self.is_running.get_untracked() {
            self.is_running.set(false);
            return;
        }
        if self.at_days.get_untracked() >= self.end_days {
            self.at_days.set(0.0);
        }
        self.is_running.set(true);
        self.frame(now_ms());
    }

    /// One picture, and the next when it is due; ends with the film, the pause or the page.
    fn frame(self, before_ms: f64) {
        request_animation_frame(move || {
            if self.is_running.try_get_untracked() != Some(true) {
                return;
            }
            let now_ms = now_ms();
            let passed = (now_ms - before_ms) / 1000.0 * DAYS_PER_SECOND;
            let speed = self.speed.get_untracked();
            let at = (self.at_days.get_untracked() + passed * speed).min(self.end_days);
            self.at_days.set(at);
            if at >= self.end_days {
                self.is_running.set(false);
            } else {
                self.frame(now_ms);
            }
        });
    }
}

#[component]
fn Screen(ags: Memo<String>, reel: Reel) -> impl IntoView {
    let texts = use_texts();
    let Reel { graph, film } = reel;
    let playing = Playing {
        at_days: RwSignal::new(0.0),
        is_running: RwSignal::new(false),
        speed: RwSignal::new(1.0),
        end_days: film.days(),
    };
    let drawing = graph.with(Drawing::whole);
    let for_tokens = Arc::clone(&film);
    let travellers: Signal<Vec<Traveller>> =
        Signal::derive(move || for_tokens.travellers(playing.at_days.get()));
    let on_space = move |event: ev::KeyboardEvent| {
        if event.key() == " " && event.target() == event.current_target() {
            event.prevent_default();
            playing.toggle();
        }
    };
    view! {
        <div class="film-screen" tabindex="-1" on:keydown=on_space>
            <EmbeddedPicture ags=ags graph=graph drawing=Signal::stored(drawing) travellers=travellers />
            <FilmControls playing=playing />
            <p class="muted small">{texts.film_note}</p>
            <Busiest film=film graph=graph playing=playing />
        </div>
    }
    .into_any()
}

/// Speeds are far apart.
fn is_same(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.01
}

#[component]
fn FilmControls(playing: Playing) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let day = move || sentences::film_day(lang, playing.at_days.get(), playing.end_days);
    let scrub = move |event: ev::Event| {
        playing.is_running.set(false);
        if let Ok(at) = event_target_value(&event).parse() {
            playing.at_days.set(at);
        }
    };
    let options = SPEEDS.map(|(code, speed)| {
        view! { <option value=code selected=move || is_same(playing.speed.get(), speed)>{code.replace('.', ",")} "×"</option> }
    });
    let set_speed = move |event| {
        let code = event_target_value(&event);
        if let Some((_, speed)) = SPEEDS.iter().find(|(known, _)| *known == code) {
            playing.speed.set(*speed);
        }
    };
    view! {
        <div class="film-controls" role="group" aria-label=texts.film_controls>
            <button type="button" on:click=move |_| playing.toggle()>
                {move || if playing.is_running.get() { texts.film_pause } else { texts.film_play }}
            </button>
            <input
                type="range"
                min="0"
                max=playing.end_days
                step="0.25"
                aria-label=texts.film_scrub
                aria-valuetext=day
                prop:value=move || playing.at_days.get()
                on:input=scrub
            />
            <output class="number">{day}</output>
            <label>{texts.film_speed} " " <select on:change=set_speed>{options.into_iter().collect_view()}</select></label>
        </div>
    }
    .into_any()
}

/// To whom most have been handed over by now, in words and numbers.
#[component]
fn Busiest(film: Arc<Film>, graph: Signal<GraphView>, playing: Playing) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    // Once a day is enough: the numbers would flicker.
    let day = Memo::new(move |_| playing.at_days.get().floor());
    let rows = move || {
        let rows = film.busiest(day.get(), N_BUSIEST).into_iter().map(|(id, n)| {
            let name = graph.with(|graph| {
                let node = graph.nodes.iter().find(|node| node.id == id);
                node.map_or_else(|| id.to_string(), |node| node.name.clone())
            });
            let n = format::integer(lang, u64::try_from(n).unwrap_or(u64::MAX));
            view! { <tr><th scope="row">{name}</th><td class="number">{n}</td></tr> }
        });
        rows.collect_view()
    };
    view! {
        <h3 id="film-ziele">{texts.film_busiest}</h3>
        <DataTable labelled_by="film-ziele" headings=[texts.column_name, texts.film_arrived]>{rows}</DataTable>
    }
    .into_any()
}
