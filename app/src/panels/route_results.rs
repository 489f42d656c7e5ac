//! The answer of `wege`: one sentence, what matters, the routes, and why not another way.

mod best;
mod card;
mod comparison;
mod fallbacks;
mod near_misses;

use analysis::{NoRoute, RouteCriterion};
use leptos::prelude::*;

use crate::api::{BestRoute, FallbackView, NearMiss, RouteAnswer, RouteView};
use crate::components::ExampleBadge;
use crate::routes::paths;
use crate::state::{RoutesQuery, use_lang};
use crate::text::{Texts, sentences, use_texts};

pub(crate) use best::BestRoutes;
pub(crate) use card::RouteList;
pub(crate) use comparison::Comparison;
pub(crate) use fallbacks::Fallbacks;
pub(crate) use near_misses::NearMisses;

/// The routes of an answer, and which of them is shown.
#[derive(Clone, Copy)]
pub(crate) struct FoundRoutes {
    pub(crate) ags: Memo<String>,
    pub(crate) query: Memo<RoutesQuery>,
    pub(crate) routes: StoredValue<Vec<RouteView>>,
    pub(crate) n_listed: usize,
    /// Position of the route in the picture.
    pub(crate) shown: Memo<usize>,
}

impl FoundRoutes {
    pub(crate) fn new(ags: Memo<String>, query: Memo<RoutesQuery>, answer: &RouteAnswer) -> Self {
        let (n_routes, n_listed) = (answer.routes.len(), answer.n_listed);
        let shown =
            Memo::new(move |_| query.with(|query| query.shown).min(n_routes.saturating_sub(1)));
        let routes = StoredValue::new(answer.routes.clone());
        Self { ags, query, routes, n_listed, shown }
    }

    fn is_shown(self, position: usize) -> bool {
        self.shown.get() == position
    }

    /// The page with this route in the picture, at a place in it.
    fn show(self, position: usize, anchor: &str) -> String {
        let shown = RoutesQuery { shown: position, ..self.query.get() };
        format!("{}{}#{anchor}", paths::routes(&self.ags.get()), shown.write())
    }

    /// The page with this route in the picture, at its card.
    pub(crate) fn show_card(self, position: usize) -> String {
        self.show(position, &self.anchor(position))
    }

    /// The id of a route's card; routes beside the list share the place below it.
    fn anchor(self, position: usize) -> String {
        if position < self.n_listed {
            format!("weg-{}", position + 1)
        } else {
            BESIDE_LIST.to_owned()
        }
    }

    /// The page in another order, from its first route.
    fn ordered_by(self, criterion: RouteCriterion) -> String {
        let query = RoutesQuery { criterion, shown: 0, ..self.query.get() };
        format!("{}{}#wege", paths::routes(&self.ags.get()), query.write())
    }

    /// The Wegzettel of a route.
    fn slip(self, position: usize) -> String {
        let query = RoutesQuery { shown: position, ..self.query.get() };
        format!("{}{}", paths::slip(&self.ags.get()), query.write())
    }
}

/// Where a chosen route that is not in the list stands.
const BESIDE_LIST: &str = "weg-gewaehlt";

/// The stations of a route in one line.
fn chain(route: &RouteView) -> String {
    let names: Vec<&str> = route.steps.iter().map(|step| step.actor.name.as_str()).collect();
    names.join(" → ")
}

fn time(lang: model::Lang, route: &RouteView) -> String {
    sentences::route_time(lang, route.total_known.whole_days(), route.n_unknown)
}

/// The question as a heading, the answer as a sentence.
#[component]
pub(crate) fn AnswerHead(
    ags: Memo<String>,
    municipality: String,
    goal: String,
    /// What else was asked, as labels.
    circumstances: Vec<String>,
    best: Option<RouteView>,
    why_none: Option<NoRoute>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let sentence = best.map(|route| view! { <AnswerSentence ags=ags route=route /> });
    view! {
        <header class="answer-head">
            <h2 id="gefunden">{sentences::routes_heading(lang, &municipality, &goal)}</h2>
            {(!circumstances.is_empty())
                .then(|| view! { <p class="muted">{circumstances.join(" · ")}</p> })}
            {sentence}
            {why_none.map(|why| view! { <p class="notice" role="status">{why_none_text(texts, why)}</p> })}
        </header>
    }
}

/// How long and through whom; each name leads to the actor in the network.
#[component]
fn AnswerSentence(ags: Memo<String>, route: RouteView) -> impl IntoView {
    let lang = use_lang();
    let days = route.total_known.whole_days();
    let sentence = sentences::routes::answer(lang, days, route.n_unknown, route.steps.len());
    let names = route.steps.into_iter().enumerate().map(|(position, step)| {
        let href = paths::actor(&ags.get_untracked(), step.actor.id.as_str());
        let before = (position > 0).then_some(sentence.between);
        view! { {before} <a href=href>{step.actor.name}</a> }
    });
    let names = names.collect_view();
    view! {
        <p class="answer-sentence">
            {sentence.lead} {names} {sentence.rest}
            {route.uses_example_data.then(|| view! { " " <ExampleBadge /> })}
        </p>
    }
    .into_any()
}

fn why_none_text(texts: &'static Texts, why: NoRoute) -> &'static str {
    match why {
        NoRoute::NoEntry => texts.none_no_entry,
        NoRoute::NobodyOffers => texts.none_nobody,
        NoRoute::NotConnected => texts.none_not_connected,
        NoRoute::OnlyWithMoreHandovers => texts.none_handovers,
    }
}

/// What an answer says beside its routes.
pub(crate) struct BesideRoutes {
    /// Positions of the routes that no other beats.
    pub(crate) undominated: Vec<usize>,
    pub(crate) aborted_after: Option<u32>,
    pub(crate) fallbacks: Vec<FallbackView>,
    pub(crate) near_misses: Vec<NearMiss>,
    pub(crate) municipality: String,
    pub(crate) language: Option<String>,
}

/// What stands below the routes: the comparison, what if somebody fails, why not another way.
#[component]
pub(crate) fn RouteDetails(found: FoundRoutes, beside: BesideRoutes) -> impl IntoView {
    let BesideRoutes { undominated, aborted_after, fallbacks, near_misses, municipality, language } =
        beside;
    view! {
        <Comparison found=found undominated=undominated aborted_after=aborted_after />
        <div class="columns-even">
            <Fallbacks found=found fallbacks=fallbacks />
            <NearMisses ags=found.ags misses=near_misses municipality=municipality language=language />
        </div>
    }
}

/// The best route by each measure, side by side.
#[component]
pub(crate) fn BestSection(found: FoundRoutes, best: Vec<BestRoute>) -> impl IntoView {
    let texts = use_texts();
    view! {
        <section aria-labelledby="worauf">
            <h2 id="worauf">{texts.routes_best}</h2>
            <BestRoutes found=found best=best />
            <p class="muted small">{texts.routes_success_note}</p>
        </section>
    }
}
