//! What is left when an actor on the best route fails.

use leptos::prelude::*;
use model::Days;

use super::{FoundRoutes, chain};
use crate::api::FallbackView;
use crate::routes::paths;
use crate::state::use_lang;
use crate::text::{sentences, use_texts};

#[component]
pub(crate) fn Fallbacks(found: FoundRoutes, fallbacks: Vec<FallbackView>) -> impl IntoView {
    let texts = use_texts();
    if fallbacks.is_empty() {
        return None;
    }
    let headings =
        [texts.fallbacks_column_actor, texts.fallbacks_column_way, texts.fallbacks_column_added];
    let rows = fallbacks.into_iter().map(|row| view! { <FallbackRow found=found row=row /> });
    Some(view! {
        <section aria-labelledby="ausfall">
            <h2 id="ausfall">{texts.fallbacks_title}</h2>
            <div class="table-scroll" tabindex="0" role="group" aria-labelledby="ausfall">
                <table class="fallbacks">
                    <thead><tr>{headings.map(|name| view! { <th scope="col">{name}</th> }).into_iter().collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    })
}

#[component]
fn FallbackRow(found: FoundRoutes, row: FallbackView) -> impl IntoView {
    let (texts, lang) = (use_texts(), use_lang());
    let ags = found.ags;
    let way = row.position.and_then(|position| {
        let over = found.routes.with_value(|routes| routes.get(position).map(chain))?;
        Some((position, over))
    });
    let rest = match way {
        Some((position, over)) => view! {
            <td>
                <a href=move || found.show_card(position)>{sentences::route_number(lang, position + 1)}</a>
                ": " {over}
            </td>
            <td class="number">{sentences::routes::added(lang, row.added.map(Days::whole_days))}</td>
        }
        .into_any(),
        None => view! {
            <td colspan="2"><span class="level level-overloaded">{texts.fallbacks_none}</span></td>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row">
                <a href=move || paths::actor(&ags.get(), row.actor.id.as_str())>{row.actor.name.clone()}</a>
            </th>
            {rest}
        </tr>
    }
}
