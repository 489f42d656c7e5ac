//! Doppelstrukturen: pairs of services that do the same for the same people.

use leptos::prelude::*;

use crate::api::{OverlapLine, OverlapsView};
use crate::components::ExampleBadge;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::sentences::coverage as sentences;
use crate::text::use_texts;

#[component]
pub(crate) fn Overlaps(ags: String, overlaps: OverlapsView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let n_listed = overlaps.listed.len();
    let listed = if n_listed == 0 {
        texts.coverage_overlaps_none.to_owned()
    } else {
        sentences::overlaps_listed(lang, n_listed, overlaps.n_found)
    };
    let aborted = overlaps.aborted_after_pairs.is_some();
    let items = overlaps.listed.into_iter().enumerate().map(|(position, line)| {
        view! { <OverlapItem ags=ags.clone() number=position + 1 line=line /> }
    });
    view! {
        <section class="overlaps" aria-labelledby="doppelt">
            <h2 id="doppelt">{texts.coverage_overlaps}</h2>
            <p class="muted">{texts.coverage_overlaps_text}</p>
            <p>{listed} {aborted.then(|| format!(" {}", texts.coverage_overlaps_aborted))}</p>
            <ol class="strain-list compact">{items.collect_view()}</ol>
        </section>
    }
    .into_any()
}

#[component]
fn OverlapItem(ags: String, number: usize, line: OverlapLine) -> impl IntoView {
    let lang = use_lang();
    let sentence = sentences::overlap(lang, &line);
    let [overlap, places] = sentences::overlap_shares(lang, &line);
    let [first, second] = line.actors.map(|actor| {
        view! { <a href=paths::actor(&ags, actor.id.as_str())>{actor.name}</a> }
    });
    view! {
        <li class="strain-item">
            <span class="rank" aria-hidden="true">{number}</span>
            <div>
                <h3>{first} " · " {second}</h3>
                <p>{sentence}</p>
                <p class="strain-facts">
                    <span class="number">{overlap}</span>
                    <span class="number">{places}</span>
                    {line.uses_example_data.then(|| view! { <ExampleBadge /> })}
                </p>
            </div>
        </li>
    }
    .into_any()
}
