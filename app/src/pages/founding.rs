//! `/neu`: the network of another Kreis, from its municipalities and typical authorities.

mod proposals;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use crate::api::founding::{FoundingPlan, FoundingView, KreisChoice, load_founding};
use crate::components::{Problem, Waiting};
use crate::format;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};
use proposals::Proposals;

#[component]
pub(crate) fn FoundingPage() -> impl IntoView {
    let texts = use_texts();
    let query = use_query_map();
    let kreis =
        Memo::new(move |_| query.with(|query| query.get("kreis")).filter(|it| !it.is_empty()));
    let founding = Resource::new(move || kreis.get(), load_founding);
    view! {
        <Title text=texts.founding_title />
        <div class="page founding">
            <h1>{texts.founding_title}</h1>
            <p class="lead">{texts.founding_lead}</p>
            <Transition fallback=Waiting>
                {move || Suspend::new(async move {
                    match founding.await {
                        Ok(view) => view! { <Steps view=view /> }.into_any(),
                        Err(error) => view! { <Problem error=error /> }.into_any(),
                    }
                })}
            </Transition>
        </div>
    }
    .into_any()
}

#[component]
fn Steps(view: FoundingView) -> impl IntoView {
    let texts = use_texts();
    let read_only =
        (!view.may_write).then(|| view! { <p class="notice">{texts.founding_read_only}</p> });
    let may_write = view.may_write;
    let chosen = view.plan.as_ref().map(|plan| plan.ags.clone());
    let plan = view.plan.map(|plan| {
        if plan.is_there {
            let href = paths::kreis(&plan.ags);
            return view! {
                <p class="notice">{texts.founding_is_there} " " <a href=href>{plan.name}</a></p>
            }
            .into_any();
        }
        view! { <Plan plan=plan may_write=may_write /> }.into_any()
    });
    view! {
        {read_only}
        <KreisForm kreise=view.kreise chosen=chosen />
        {plan}
    }
    .into_any()
}

/// Chooses the Kreis; without scripts the button sends the form.
#[component]
fn KreisForm(kreise: Vec<KreisChoice>, chosen: Option<String>) -> impl IntoView {
    let texts = use_texts();
    let navigate = StoredValue::new(use_navigate());
    let on_change = move |event| {
        let href = paths::founding_of(&event_target_value(&event));
        navigate
            .with_value(|go| go(&href, NavigateOptions { scroll: false, ..Default::default() }));
    };
    let is_none = chosen.is_none();
    let options = kreise.into_iter().map(|kreis| {
        let is_chosen = chosen.as_ref() == Some(&kreis.ags);
        let there = kreis.is_there.then(|| format!(" ({})", texts.founding_there));
        view! { <option value=kreis.ags selected=is_chosen prop:selected=is_chosen>{kreis.name} {there}</option> }
    });
    let options = options.collect_view();
    view! {
        <form method="get" action=paths::FOUNDING class="founding-kreis">
            <label>
                <span>{texts.founding_kreis}</span>
                <select name="kreis" on:change=on_change>
                    <option value="" prop:selected=is_none>{texts.founding_choose}</option>
                    {options}
                </select>
            </label>
            <button type="submit" class="button">{texts.founding_next}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Plan(plan: FoundingPlan, may_write: bool) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let n_municipalities = plan.municipalities.len();
    let population = format::integer(lang, plan.population);
    let towns = sentences::municipalities(lang, n_municipalities);
    let names = plan.municipalities.join(", ");
    view! {
        <section aria-labelledby="kommunen">
            <h2 id="kommunen">{plan.name.clone()}</h2>
            <p><strong>{towns}</strong> " · " {population} " " {texts.figure_population}</p>
            <p class="muted">{names}</p>
            <p class="muted small">{texts.founding_source}</p>
        </section>
        <Proposals ags=plan.ags proposals=plan.proposals may_write=may_write />
    }
    .into_any()
}
