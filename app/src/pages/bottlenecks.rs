//! `/k/{ags}/engpaesse`: the ranked list, what would help, what would be different, the numbers.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::use_ags;
use crate::api::{
    ApiError, ScenarioChoices, ScenarioView, SimulationView, StrainView, compute_scenario,
    load_scenario_choices, load_strain, simulate_network,
};
use crate::components::{Ignored, Problem, Waiting};
use crate::panels::{
    Changes, Findings, Help, LoadTable, Problems, Replay, ScenarioForms, ScenarioResult,
    Transitions, UnknownLoads,
};
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
    let replay = Resource::new(
        move || (ags.get(), changes.get(), query.with(|query| query.is_simulated)),
        async |(ags, changes, is_simulated)| {
            if is_simulated { Some(simulate_network(ags, changes).await) } else { None }
        },
    );
    view! {
        <div class="page strain">
            <h1>{texts.strain_title}</h1>
            <p class="lead">{texts.strain_lead}</p>
            <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    let (strain, choices) = (strain.await, choices.await);
                    let what_if = WhatIfData { scenario: scenario.await, replay: replay.await };
                    match (strain, choices) {
                        (Ok(strain), Ok(choices)) => {
                            view! { <Strain ags=ags strain=strain choices=choices what_if=what_if query=query /> }.into_any()
                        }
                        (Err(error), _) | (_, Err(error)) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

/// What follows from the changes; `None` where nothing is asked.
struct WhatIfData {
    scenario: Option<Result<ScenarioView, ApiError>>,
    replay: Option<Result<SimulationView, ApiError>>,
}

#[component]
fn Strain(
    ags: Memo<String>,
    strain: StrainView,
    choices: ScenarioChoices,
    what_if: WhatIfData,
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let WhatIfData { scenario, replay } = what_if;
    // The form above says already what is wrong with a change.
    let replay = if matches!(scenario, Some(Err(_))) { None } else { replay };
    let kreis = ags.get_untracked();
    view! {
        <Findings ags=ags findings=strain.findings query=query />
        <Help ags=ags lines=strain.help query=query />
        <WhatIf ags=ags choices=choices scenario=scenario query=query />
        <Replay result=replay query=query />
        <Transitions lines=strain.transitions />
        <LoadTable ags=kreis.clone() loads=strain.loads />
        <UnknownLoads ags=kreis unknown=strain.unknown />
        <Problems lines=strain.problems />
        <details class="how">
            <summary>{texts.strain_how}</summary>
            <p>{texts.strain_how_rank}</p>
            <p>{texts.strain_how_load}</p>
            <p>{texts.strain_how_wait}</p>
            <p>{texts.strain_how_dependence}</p>
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
    query: Memo<StrainQuery>,
) -> impl IntoView {
    let texts = use_texts();
    let result = scenario.map(|scenario| match scenario {
        Ok(result) => view! { <ScenarioResult ags=ags result=result query=query /> }.into_any(),
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
