//! `/k/{ags}/engpaesse`: the ranked list and the numbers behind it.

use leptos::prelude::*;

use super::use_ags;
use crate::api::{StrainView, load_strain};
use crate::components::{Problem, Waiting};
use crate::panels::{LoadTable, StrainItem, UnknownLoads};
use crate::text::use_texts;

#[component]
pub(crate) fn BottlenecksPage() -> impl IntoView {
    let texts = use_texts();
    let ags = use_ags();
    let strain = Resource::new(move || ags.get(), load_strain);
    view! {
        <div class="page strain">
            <h1>{texts.strain_title}</h1>
            <p class="lead">{texts.strain_lead}</p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match strain.await {
                        Ok(strain) => view! { <Strain ags=ags.get_untracked() strain=strain /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Strain(ags: String, strain: StrainView) -> impl IntoView {
    let texts = use_texts();
    let is_empty = strain.ranked.is_empty();
    let item_ags = ags.clone();
    let items = strain.ranked.into_iter().enumerate().map(move |(position, entry)| {
        view! { <StrainItem ags=item_ags.clone() position=position entry=entry /> }
    });
    view! {
        <section aria-labelledby="rangliste">
            <h2 id="rangliste">{texts.strain_ranked}</h2>
            {is_empty.then(|| view! { <p class="notice">{texts.strain_empty}</p> })}
            <ol class="strain-list">{items.collect_view()}</ol>
        </section>
        <LoadTable ags=ags.clone() loads=strain.loads />
        <UnknownLoads ags=ags unknown=strain.unknown />
        <details class="how">
            <summary>{texts.strain_how}</summary>
            <p>{texts.strain_how_load}</p>
            <p>{texts.strain_how_dependence}</p>
        </details>
    }
    .into_any()
}
