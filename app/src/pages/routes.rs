//! `/k/{ags}/wege`: a question, the fastest route and three alternatives.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Form;
use leptos_router::hooks::{use_navigate, use_query_map};
use model::ActorId;

use super::use_ags;
use crate::api::{
    Choice, GraphView, ParameterName, RouteAnswer, RouteChoices, RouteQuestion,
    find_referral_routes, load_graph, load_route_choices,
};
use crate::components::{Drawing, Ignored, Picture, Problem, Route, Selection, Waiting};
use crate::panels::RouteResults;
use crate::routes::paths;
use crate::state::{Goal, RoutesQuery};
use crate::text::use_texts;

#[component]
pub(crate) fn RoutesPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(RoutesQuery::read));
    let choices = Resource::new(move || ags.get(), load_route_choices);
    view! {
        <div class="page routes">
            <h1>{texts.routes_title}</h1>
            <p class="lead">{texts.routes_lead}</p>
            <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match choices.await {
                        Ok(choices) => view! { <QuestionForm ags=ags choices=choices query=query /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
            <Answer ags=ags query=query />
        </div>
    }
    .into_any()
}

/// The form; without JavaScript it loads the page with the answer.
#[component]
fn QuestionForm(
    ags: Memo<String>,
    choices: RouteChoices,
    query: Memo<RoutesQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let goals = goals(&choices, texts.routes_goal_fields);
    let municipality = Signal::derive(move || {
        query.with(|query| query.municipality.as_ref().map(ToString::to_string))
    });
    let status =
        Signal::derive(move || query.with(|query| query.status.as_ref().map(ToString::to_string)));
    let start =
        Signal::derive(move || query.with(|query| query.start.as_ref().map(ToString::to_string)));
    let goal = Signal::derive(move || query.with(|query| query.goal.as_ref().map(Goal::write)));
    view! {
        <Form method="GET" action=move || paths::routes(&ags.get()) attr:class="question">
            <Selection name="kommune" label=texts.routes_municipality empty=texts.routes_choose is_required=true choices=choices.municipalities value=municipality />
            <Selection name="status" label=texts.routes_status empty=texts.routes_any_status choices=choices.statuses value=status />
            <Selection name="von" label=texts.routes_start empty=texts.routes_anywhere choices=choices.actors value=start />
            <Selection name="nach" label=texts.routes_goal empty=texts.routes_choose is_required=true choices=goals value=goal />
            <button type="submit" class="primary">{texts.routes_submit}</button>
        </Form>
    }
    .into_any()
}

/// Fields first, then every actor.
fn goals(choices: &RouteChoices, fields_heading: &str) -> Vec<Choice> {
    let fields = choices.fields.iter().map(|field| Choice {
        value: format!("feld:{}", field.value),
        label: field.label.clone(),
        group: Some(fields_heading.to_owned()),
    });
    let actors = choices
        .actors
        .iter()
        .map(|actor| Choice { value: format!("akteur:{}", actor.value), ..actor.clone() });
    fields.chain(actors).collect()
}

#[component]
fn Answer(ags: Memo<String>, query: Memo<RoutesQuery>) -> impl IntoView {
    let texts = use_texts();
    let question = Memo::new(move |_| {
        query.with(|query| query.is_complete().then(|| question(&ags.get(), query)))
    });
    let answer = Resource::new(
        move || (ags.get(), question.get()),
        async |(ags, question)| match question {
            Some(question) => {
                let answer = find_referral_routes(question).await;
                Some(match answer {
                    Ok(answer) => load_graph(ags).await.map(|graph| (answer, graph)),
                    Err(error) => Err(error),
                })
            }
            None => None,
        },
    );
    view! {
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
    }
    .into_any()
}

fn question(ags: &str, query: &RoutesQuery) -> RouteQuestion {
    let text = |value: Option<String>| value.unwrap_or_default();
    RouteQuestion {
        ags: ags.to_owned(),
        municipality: text(query.municipality.as_ref().map(ToString::to_string)),
        status: text(query.status.as_ref().map(ToString::to_string)),
        start: text(query.start.as_ref().map(ToString::to_string)),
        goal: text(query.goal.as_ref().map(Goal::write)),
    }
}

#[component]
fn Results(
    ags: Memo<String>,
    answer: RouteAnswer,
    graph: GraphView,
    query: Memo<RoutesQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let has_routes = !answer.routes.is_empty();
    let routes: Vec<Route> = answer.routes.iter().map(|route| on_picture(route, &graph)).collect();
    let whole = Drawing::whole(&graph);
    let graph = StoredValue::new(graph);
    let drawing = Memo::new(move |_| {
        let shown = query.with(|query| query.shown).min(routes.len().saturating_sub(1));
        Drawing { route: routes.get(shown).cloned(), ..whole.clone() }
    });
    let navigate = use_navigate();
    let open = Callback::new(move |id: Option<ActorId>| {
        if let Some(id) = id {
            let path = paths::actor(&ags.get_untracked(), id.as_str());
            navigate(&path, NavigateOptions::default());
        }
    });
    let link = move |id: ActorId| paths::actor(&ags.get_untracked(), id.as_str());
    view! {
        <div class="answer">
            <RouteResults ags=ags answer=answer query=query />
            {has_routes.then(|| view! {
                <section class="route-picture" aria-labelledby="wegbild">
                    <h2 id="wegbild">{texts.routes_picture}</h2>
                    <Picture graph=graph drawing=drawing link=link on_select=open />
                </section>
            })}
        </div>
    }
    .into_any()
}

fn on_picture(route: &crate::api::RouteView, graph: &GraphView) -> Route {
    let node_idx = route
        .steps
        .iter()
        .filter_map(|step| graph.nodes.iter().position(|node| node.id == step.actor.id));
    Route {
        node_idx: node_idx.collect(),
        relations: route.steps.iter().filter_map(|step| step.relation.clone()).collect(),
    }
}
