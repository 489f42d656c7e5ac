//! `/k/{ags}/engpaesse`: the ranked list, what would help, what would be different, what gets
//! through, the numbers.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::use_ags;
use crate::api::{
    ApiError, Arrangement, GraphView, ParameterName, ScenarioChoices, ScenarioView, SimulationView,
    StrainView, compute_scenario, load_flow, load_graph, load_scenario_choices, load_strain,
};
use crate::components::{Ignored, Problem, Waiting};
use crate::panels::{
    Changes, Findings, Flow, Help, LoadTable, Player, Problems, ReplaySection, ReplayTable,
    ScenarioForms, ScenarioResult, Transitions, UnknownLoads,
};
use crate::replay::Replay;
use crate::state::StrainQuery;
use crate::text::use_texts;

#[component]
pub(crate) fn BottlenecksPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(StrainQuery::read));
    let strain = Resource::new(move || ags.get(), load_strain);
    let choices = Resource::new(move || ags.get(), load_scenario_choices);
    let changes = Memo::new(move |_| query.with(|query| query.changes.join(" ")));
    let scenario = Resource::new(
        move || (ags.get(), changes.get()),
        async |(ags, changes)| {
            if changes.is_empty() { None } else { Some(compute_scenario(ags, changes).await) }
        },
    );
    let graph =
        Resource::new(move || ags.get(), async |ags| load_graph(ags, Arrangement::Overview).await);
    view! {
        <div class="page strain">
            <h1>{texts.strain_title}</h1>
            <p class="lead">{texts.strain_lead}</p>
            <OnPage />
            <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    let (strain, choices) = (strain.await, choices.await);
                    let scenario = scenario.await;
                    let graph = if scenario.is_some() { graph.await.ok() } else { None };
                    match (strain, choices) {
                        (Ok(strain), Ok(choices)) => {
                            view! { <Found ags=ags strain=strain choices=choices scenario=scenario graph=graph query=query /> }.into_any()
                        }
                        (Err(error), _) | (_, Err(error)) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
            <Replaying ags=ags strain=strain changes=changes query=query />
            <Through ags=ags graph=graph query=query />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    // What went wrong stands above.
                    strain.await.ok().map(|strain| view! { <Numbers ags=ags.get_untracked() strain=strain /> })
                })}
            </Transition>
        </div>
    }
    .into_any()
}

/// The page is long: what is where.
#[component]
fn OnPage() -> impl IntoView {
    let texts = use_texts();
    let links = [
        ("#rangliste", texts.strain_ranked),
        ("#hilfe", texts.help_title),
        ("#was-waere-wenn", texts.whatif_title),
        ("#nachspielen", texts.replay_title),
        ("#durchfluss", texts.flow_title),
        ("#rechtskreise", texts.regimes_title),
        ("#auslastung", texts.strain_loads),
    ];
    let links = links.map(|(href, name)| view! { <li><a href=href>{name}</a></li> });
    view! {
        <nav class="on-page" aria-label=texts.on_page>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// The ranked list, and what would help.
#[component]
fn Found(
    ags: Memo<String>,
    strain: StrainView,
    choices: ScenarioChoices,
    scenario: Option<Result<ScenarioView, ApiError>>,
    graph: Option<GraphView>,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    view! {
        <Findings ags=ags findings=strain.findings query=query />
        <Help ags=ags lines=strain.help query=query />
        <WhatIf ags=ags choices=choices scenario=scenario graph=graph query=query />
    }
    .into_any()
}

/// The numbers behind the list.
#[component]
fn Numbers(ags: String, strain: StrainView) -> impl IntoView {
    let texts = use_texts();
    view! {
        <Transitions lines=strain.transitions />
        <LoadTable ags=ags.clone() loads=strain.loads />
        <UnknownLoads ags=ags unknown=strain.unknown />
        <Problems lines=strain.problems />
        <details class="how">
            <summary>{texts.strain_how}</summary>
            <p>{texts.strain_how_rank}</p>
            <p>{texts.strain_how_load}</p>
            <p>{texts.strain_how_wait}</p>
            <p>{texts.strain_how_dependence}</p>
            <p>{texts.strain_how_flow}</p>
        </details>
    }
    .into_any()
}

/// The forms, and what follows from the changes in the URL.
#[component]
fn WhatIf(
    ags: Memo<String>,
    choices: ScenarioChoices,
    scenario: Option<Result<ScenarioView, ApiError>>,
    graph: Option<GraphView>,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let result = scenario.map(|scenario| match scenario {
        Ok(result) => {
            view! { <ScenarioResult ags=ags result=result graph=graph query=query /> }.into_any()
        }
        Err(error) => {
            let changes = query.with_untracked(|query| query.changes.clone());
            view! {
                <Problem error=error />
                <Changes texts_of_changes=changes query=query />
            }
            .into_any()
        }
    });
    view! {
        <section class="what-if" aria-labelledby="was-waere-wenn">
            <h2 id="was-waere-wenn">
                {texts.whatif_title} " " <span class="badge">{texts.whatif_badge}</span>
            </h2>
            <p class="muted">{texts.whatif_text}</p>
            {result}
            <ScenarioForms ags=ags choices=choices query=query />
        </section>
    }
    .into_any()
}

/// The simulation, which the browser runs beside the page.
#[component]
fn Replaying(
    ags: Memo<String>,
    strain: Resource<Result<StrainView, ApiError>>,
    changes: Memo<String>,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let replay = Replay::new();
    let asked = Memo::new(move |_| {
        let is_simulated = query.with(|query| query.is_simulated);
        (ags.get(), changes.get(), is_simulated)
    });
    let result = Resource::new(
        move || asked.get(),
        move |this: (String, String, bool)| async move {
            let (ags, changes, is_simulated) = this.clone();
            let is_wanted = move || asked.try_get_untracked().is_some_and(|asked| asked == this);
            if is_simulated { replay.run(ags, changes, is_wanted).await } else { None }
        },
    );
    // What is no longer asked need not be computed to its end; only then is the next begun.
    Effect::new(move |before: Option<(String, String, bool)>| {
        let now = asked.get();
        if before.is_some_and(|before| before.2 && before != now) {
            replay.stop();
        }
        now
    });
    on_cleanup(move || replay.stop());
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                // What is wrong with the Kreis stands above.
                let is_there = strain.await.is_ok();
                is_there.then(|| view! {
                    <Replayed replay=replay result=result query=query>
                        <Player ags=ags changes=changes />
                    </Replayed>
                })
            })}
        </Transition>
    }
    .into_any()
}

#[component]
fn Replayed(
    replay: Replay,
    result: Resource<Option<Result<SimulationView, ApiError>>>,
    query: Memo<StrainQuery>,
    children: Children,
) -> impl IntoView {
    let texts = use_texts();
    view! {
        <ReplaySection replay=replay query=query>
            <Transition>
                {move || Suspend::new(async move {
                    result.await.map(|result| match result {
                        Ok(view) => view! { <ReplayTable view=view /> }.into_any(),
                        Err(error @ (ApiError::Unavailable { .. } | ApiError::Transport | ApiError::Refused(_))) => {
                            view! { <Problem error=error /> }.into_any()
                        }
                        // The section above says what is wrong with the changes.
                        Err(ApiError::NotFound(_) | ApiError::Invalid(_) | ApiError::Scenario { .. }) => {
                            view! { <p class="notice">{texts.replay_refused}</p> }.into_any()
                        }
                    })
                })}
            </Transition>
            {children()}
        </ReplaySection>
    }
    .into_any()
}

/// How many get through to a field.
#[component]
fn Through(
    ags: Memo<String>,
    graph: Resource<Result<GraphView, ApiError>>,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let asked = Memo::new(move |_| (ags.get(), query.with(StrainQuery::flow)));
    let flow = Resource::new(
        move || asked.get(),
        async |(ags, (field, municipality))| load_flow(ags, field, municipality).await,
    );
    view! {
        <Transition fallback=Waiting>
            {move || Suspend::new(async move {
                match (flow.await, graph.await) {
                    (Ok(flow), Ok(graph)) => view! { <Flow ags=ags flow=flow graph=graph query=query /> }.into_any(),
                    // What is wrong with the Kreis stands above.
                    (Err(error), _) | (_, Err(error)) if error.is_about(ParameterName::Kreis) => ().into_any(),
                    (Err(error), _) | (_, Err(error)) => view! { <Problem error=error /> }.into_any(),
                }
            })}
        </Transition>
    }
    .into_any()
}
