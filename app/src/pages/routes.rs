//! `/k/{ags}/wege`: a question, the answer in one sentence, the routes, and what else matters.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::use_ags;
use crate::api::{
    ApiError, Arrangement, GraphView, ParameterName, RouteAnswer, RouteQuestion, RouteView,
    find_referral_routes, load_graph, load_route_choices,
};
use crate::components::{
    Drawing, EmbeddedPicture, Ignored, Overlay, Problem, Waiting, on_key_outside_fields,
};
use crate::panels::{
    AnswerHead, BesideRoutes, BestSection, FoundRoutes, RouteDetails, RouteForm, RouteList,
};
use crate::state::{Goal, RoutesQuery};
use crate::text::use_texts;

/// The answer with the picture it is drawn in; `None` while the question is not complete.
type Answered = Resource<Option<Result<(RouteAnswer, GraphView), ApiError>>>;

#[component]
pub(crate) fn RoutesPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(RoutesQuery::read));
    let choices = Resource::new(move || ags.get(), load_route_choices);
    let asked = use_question(ags, query);
    let answer: Answered = Resource::new(
        move || (ags.get(), asked.get()),
        async |(ags, question)| match find_referral_routes(question?).await {
            Ok(answer) => {
                Some(load_graph(ags, Arrangement::Overview).await.map(|graph| (answer, graph)))
            }
            Err(error) => Some(Err(error)),
        },
    );
    view! {
        <div class="page routes">
            <h1>{texts.routes_title}</h1>
            <p class="lead">{texts.routes_lead}</p>
            <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => view! { <RouteForm ags=ags choices=choices query=query /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match answer.await {
                        None => view! { <p class="notice">{texts.routes_ask}</p> }.into_any(),
                        Some(Ok((answer, graph))) => {
                            view! { <Results ags=ags answer=answer graph=graph query=query /> }.into_any()
                        }
                        // The form above says it already.
                        Some(Err(error)) if error.is_about(ParameterName::Kreis) => ().into_any(),
                        Some(Err(error)) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
}

/// The question that the URL asks; `None` while it is not complete.
///
/// Which route is shown is no part of it: choosing another asks nothing anew.
pub(super) fn use_question(
    ags: Memo<String>,
    query: Memo<RoutesQuery>,
) -> Memo<Option<RouteQuestion>> {
    Memo::new(move |_| query.with(|query| query.is_complete().then(|| question(&ags.get(), query))))
}

fn question(ags: &str, query: &RoutesQuery) -> RouteQuestion {
    fn text<T: ToString>(value: Option<&T>) -> String {
        value.map(ToString::to_string).unwrap_or_default()
    }
    RouteQuestion {
        ags: ags.to_owned(),
        municipality: text(query.municipality.as_ref()),
        status: text(query.status.as_ref()),
        start: text(query.start.as_ref()),
        goal: query.goal.as_ref().map(Goal::write).unwrap_or_default(),
        target_group: text(query.target_group.as_ref()),
        language: text(query.language.as_ref()),
        max_handovers: query.max_handovers,
        only_confirmed: query.only_confirmed,
        avoid: query.avoid.iter().map(ToString::to_string).collect(),
        criterion: query.criterion,
    }
}

#[component]
fn Results(
    ags: Memo<String>,
    answer: RouteAnswer,
    graph: GraphView,
    query: Memo<RoutesQuery>,
) -> impl IntoView {
    let found = FoundRoutes::new(ags, query, &answer);
    let has_routes = !answer.routes.is_empty();
    choose_by_digit(found);
    let language = answer.circumstances.language.clone();
    let asked = answer.circumstances;
    let circumstances: Vec<String> =
        [asked.status, asked.target_group, asked.language].into_iter().flatten().collect();
    let routes: Vec<Overlay> =
        answer.routes.iter().map(|route| on_picture(route, &graph)).collect();
    let beside = BesideRoutes {
        undominated: answer.undominated,
        aborted_after: answer.aborted_after,
        fallbacks: answer.fallbacks,
        near_misses: answer.near_misses,
        municipality: answer.municipality.clone(),
        language,
    };
    view! {
        <Ignored values=Signal::stored(answer.ignored) />
        <AnswerHead
            ags=ags
            municipality=answer.municipality
            goal=answer.goal
            circumstances=circumstances
            best=answer.routes.into_iter().next()
            why_none=answer.why_none
        />
        {has_routes.then(|| view! {
            <BestSection found=found best=answer.best />
            <div class="answer">
                <RouteList found=found />
                <RoutePicture found=found routes=routes graph=graph />
            </div>
        })}
        <RouteDetails found=found beside=beside />
    }
}

/// 1 to 9 show that route, wherever the focus is.
fn choose_by_digit(found: FoundRoutes) {
    let navigate = use_navigate();
    on_key_outside_fields(move |event| {
        let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
        let digit = event.key().parse::<usize>().ok().filter(|_| is_plain);
        let position = digit.and_then(|digit| digit.checked_sub(1));
        if let Some(position) = position.filter(|position| *position < found.n_listed) {
            event.prevent_default();
            navigate(&untrack(|| found.show_card(position)), NavigateOptions::default());
        }
    });
}

/// The chosen route in the network.
#[component]
fn RoutePicture(found: FoundRoutes, routes: Vec<Overlay>, graph: GraphView) -> impl IntoView {
    let texts = use_texts();
    let whole = Drawing::whole(&graph);
    let graph = Signal::stored(graph);
    let drawing = Memo::new(move |_| Drawing {
        overlay: routes.get(found.shown.get()).cloned(),
        ..whole.clone()
    });
    view! {
        <section class="route-picture" aria-labelledby="wegbild">
            <h2 id="wegbild">{texts.routes_picture}</h2>
            <EmbeddedPicture ags=found.ags graph=graph drawing=drawing />
        </section>
    }
}

fn on_picture(route: &RouteView, graph: &GraphView) -> Overlay {
    let node_idx = route
        .steps
        .iter()
        .filter_map(|step| graph.nodes.iter().position(|node| node.id == step.actor.id));
    Overlay {
        numbered: node_idx.collect(),
        ringed: Vec::new(),
        relations: route.steps.iter().filter_map(|step| step.relation.clone()).collect(),
        is_framed: true,
        ..Overlay::default()
    }
}
