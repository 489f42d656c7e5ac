//! `/k/{ags}/struktur`: how dense the network is, on whom it rests, who belongs together, who
//! stands between groups.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::use_ags;
use crate::api::{StructureView, load_structure};
use crate::components::{ExampleBadge, Ignored, Problem, Waiting};
use crate::panels::{Brokers, Carriers, Communities, Connectors, Layers};
use crate::state::{StructureQuery, use_lang};
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn StructurePage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(StructureQuery::read));
    let structure = Resource::new(
        move || (ags.get(), query.with(|query| query.groups)),
        async |(ags, groups)| load_structure(ags, groups).await,
    );
    view! {
        <div class="page structure">
            <h1>{texts.structure_title}</h1>
            <p class="lead">{texts.structure_lead}</p>
            <Ignored values=Signal::derive(move || query.with(|query| query.ignored.clone())) />
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match structure.await {
                        Ok(structure) => view! { <Structure ags=ags structure=structure query=query /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Structure(
    ags: Memo<String>,
    structure: StructureView,
    query: Memo<StructureQuery>,
) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let kreis = ags.get_untracked();
    let summary = sentences::structure::summary(lang, &structure);
    let is_example = structure.concentration.is_example || structure.brokers.is_example;
    let badge = is_example.then(|| view! { <p><ExampleBadge /></p> });
    let summary =
        summary.into_iter().map(|sentence| view! { <p class="answer-sentence">{sentence}</p> });
    let groups = query.with_untracked(|query| query.groups);
    view! {
        <div class="answer-first">{summary.collect_view()} {badge}</div>
        <Carriers ags=kreis.clone() concentration=structure.concentration />
        <Brokers ags=kreis.clone() brokers=structure.brokers groups=groups />
        <Communities ags=kreis.clone() communities=structure.communities />
        <Connectors ags=kreis connectors=structure.connectors />
        <Layers lines=structure.layers />
        <details class="how">
            <summary>{texts.strain_how}</summary>
            <p>{texts.structure_how_carriers}</p>
            <p>{texts.structure_how_brokers}</p>
            <p>{texts.structure_how_communities}</p>
            <p>{texts.structure_how_connectors}</p>
            <p>{texts.structure_how_layers}</p>
        </details>
    }
    .into_any()
}
