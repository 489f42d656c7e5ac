//! `/`: choose a Kreis; what one can do here.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::{NetworkCard, list_networks};
use crate::components::{Problem, Waiting};
use crate::format;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_room_texts, use_texts};

#[component]
pub(crate) fn StartPage() -> impl IntoView {
    let texts = use_texts();
    let networks = Resource::new(|| (), |()| list_networks());
    view! {
        <Title text="" />
        <div class="page start">
            <section class="hero">
                <h1>{texts.start_title}</h1>
                <p class="lead">{texts.start_lead}</p>
            </section>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match networks.await {
                        Ok(cards) if cards.is_empty() => view! { <EmptyStart /> }.into_any(),
                        Ok(cards) => view! { <NetworkChoice cards=cards /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn EmptyStart() -> impl IntoView {
    let texts = use_texts();
    view! {
        <section class="notice-block">
            <h2>{texts.start_empty_title}</h2>
            <p>{texts.start_empty_text}</p>
            <p><a class="button primary" href=paths::FOUNDING>{texts.start_found}</a></p>
            <p>{texts.start_empty_folder}</p>
            <pre><code>"netzlotse import ORDNER"</code></pre>
        </section>
    }
    .into_any()
}

#[component]
fn NetworkChoice(cards: Vec<NetworkCard>) -> impl IntoView {
    let texts = use_texts();
    let example = example_of(&cards);
    view! {
        <section aria-labelledby="kreise">
            <h2 id="kreise">{texts.start_choose}</h2>
            <ul class="kreis-list">
                {cards.into_iter().map(|card| view! { <KreisItem card=card /> }).collect_view()}
                <li class="kreis-new">
                    <a href=paths::FOUNDING>
                        <strong>{texts.start_found}</strong>
                        <span>{texts.start_found_text}</span>
                    </a>
                </li>
            </ul>
        </section>
        <section aria-labelledby="aufgaben">
            <h2 id="aufgaben">{texts.start_tasks}</h2>
            <ul class="tasks">
                <Task title=texts.task_network text=texts.task_network_text href=paths::network(&example) />
                <Task title=texts.task_routes text=texts.task_routes_text href=route_example(&example) />
                <Task title=texts.task_bottlenecks text=texts.task_bottlenecks_text href=paths::bottlenecks(&example) />
            </ul>
            <p><a href=paths::JOIN>{use_room_texts().join_title}</a></p>
        </section>
    }
    .into_any()
}

/// The Kreis of the question in the second task, if it is there, else the first.
const EXAMPLE_KREIS: &str = "05774";
const EXAMPLE_QUESTION: &str = "?kommune=05774020&status=duldung&nach=feld:arbeit";

fn example_of(cards: &[NetworkCard]) -> String {
    let wanted = cards.iter().find(|card| card.id.as_str() == EXAMPLE_KREIS);
    wanted.or(cards.first()).map(|card| card.id.to_string()).unwrap_or_default()
}

fn route_example(ags: &str) -> String {
    let question = if ags == EXAMPLE_KREIS { EXAMPLE_QUESTION } else { "" };
    format!("{}{question}", paths::routes(ags))
}

#[component]
fn KreisItem(card: NetworkCard) -> impl IntoView {
    let lang = use_lang();
    let facts = [
        sentences::municipalities(lang, card.n_municipalities),
        sentences::actors(lang, card.n_actors),
        sentences::relations(lang, card.n_relations),
    ];
    let population = format::integer(lang, card.population.into());
    let people = use_texts().figure_population;
    view! {
        <li>
            <a href=paths::kreis(card.id.as_str())>
                <strong>{card.name}</strong>
                <span>{facts.join(" · ")}</span>
                <small>{population} " " {people}</small>
            </a>
        </li>
    }
    .into_any()
}

#[component]
fn Task(title: &'static str, text: &'static str, href: String) -> impl IntoView {
    view! {
        <li>
            <a href=href>
                <strong>{title}</strong>
                <span>{text}</span>
            </a>
        </li>
    }
    .into_any()
}
